"""Bounds on the frustration of one block by HiGHS: unbalanced cycles as rows of a program.

Of every unbalanced cycle a tie is frustrated, so that f, 1 for a frustrated tie and else 0, keeps
Σ f ≥ 1 over it. The least Σ f under these rows with fractions allowed bounds the index from below;
where the block has no odd K5 minor it is the index itself (Guenin 2001). Where a gap stays, the
integer program closes it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from foedus.network.signed_block import Block, Sides, searched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_ROUNDED = 1e-6  # a bound this little above a whole number is taken for that number
_TRIANGLES = 20_000  # rows at most of a first program
_DISTANCES = 4_000_000  # shortest paths that are held at once
_LONG_SEARCH = 10  # times the work of the first search


@dataclass(frozen=True, slots=True)
class Bounds:
    """The best camps so far, the lower bound, and the unbalanced cycles found, by their nodes."""

    sides: Sides
    lower: int
    cycles: Sequence[Sequence[int]]


class _Rows:
    """The unbalanced cycles found so far, each once: as nodes in order, and as numbers of ties."""

    def __init__(self, block: Block) -> None:
        self.nodes: list[tuple[int, ...]] = []
        self.ties: list[tuple[int, ...]] = []
        self._known: set[tuple[int, ...]] = set()
        self._numbers = _numbers(block)

    def extend(self, cycles: Iterable[Sequence[int]]) -> int:
        """Take up cycles that are not known yet; how many."""
        before = len(self.ties)
        for nodes in cycles:
            ties = tuple(sorted(self._numbers[pair] for pair in pairwise([*nodes, nodes[0]])))
            if ties not in self._known:
                self._known.add(ties)
                self.ties.append(ties)
                self.nodes.append(tuple(nodes))
        return len(self.ties) - before

    def matrix(self, columns: int, offset: int = 0) -> Any:
        """Rows of ones at the ties of each cycle, `offset` columns to the right."""
        import numpy as np
        from scipy.sparse import csr_array

        starts = np.cumsum([0, *map(len, self.ties)])
        places = np.fromiter((offset + tie for row in self.ties for tie in row), np.int64)
        return csr_array((np.ones(len(places)), places, starts), shape=(len(self.ties), columns))


def _numbers(block: Block) -> dict[tuple[int, int], int]:
    found = {}
    for number, (one, other, _) in enumerate(block.ties):
        found[one, other] = found[other, one] = number
    return found


def weigh_cycles(block: Block, bounds: Bounds, deadline: float) -> Bounds:
    """Raise the lower bound by weights on unbalanced cycles, adding the cycles that are missing.

    By linear programming: the weights of the cycles that share a tie sum up to at most 1, and the
    sum of all weights is a lower bound. The dual values f say which cycles are missing (those with
    Σ f < 1, found as shortest paths), and give camps by a spanning tree of the least f.
    """
    rows = _Rows(block)
    rows.extend(bounds.cycles)
    rows.extend(islice(_triangles(block), _TRIANGLES))
    neighbours = block.neighbours()
    upper = len(block.frustrated(bounds.sides))
    while bounds.lower < upper and (left := deadline - time.monotonic()) > 0:
        solved = _weights(rows, len(block.ties), left)
        if solved is None:
            break
        lower, f = solved
        bounds = replace(bounds, lower=max(bounds.lower, lower))
        sides = searched(neighbours, _camps_of(block, f), effort=1)
        if len(block.frustrated(sides)) < upper:
            upper = len(block.frustrated(sides))
            bounds = replace(bounds, sides=sides)
        if not rows.extend(_missing(block, f, bounds.sides, deadline)):
            break
    return replace(bounds, cycles=rows.nodes)


def _weights(rows: _Rows, ties: int, seconds: float) -> tuple[int, Floats] | None:
    """The lower bound by these cycles, and f of each tie; None if time did not suffice.

    The bound is the sum of weights that keep the rule to the letter, so that it holds whatever
    the solver's tolerances.
    """
    import numpy as np
    from scipy.optimize import linprog

    matrix = rows.matrix(ties)
    found = linprog(
        np.ones(ties), -matrix, -np.ones(matrix.shape[0]),
        method="highs", options={"time_limit": seconds},
    )  # fmt: skip
    if found.status != 0:
        return None
    weights = np.maximum(-found.ineqlin.marginals, 0)
    most = max(1.0, float((matrix.T @ weights).max()))
    return math.ceil(float(weights.sum()) / most - _ROUNDED), found.x


def _camps_of(block: Block, f: Floats) -> Sides:
    """The camps of a spanning tree of the ties that are least frustrated by `f` (Kruskal)."""
    above, sides = list(range(block.size)), [1] * block.size
    below = [1] * block.size

    def root(node: int) -> tuple[int, int]:
        side = 1
        while above[node] != node:
            side *= sides[node]
            node = above[node]
        return node, side

    for number in sorted(range(len(block.ties)), key=lambda number: float(f[number])):
        one, other, sign = block.ties[number]
        (top, side), (low, low_side) = root(one), root(other)
        if top == low:
            continue
        if below[top] < below[low]:
            top, low = low, top
        above[low] = top
        below[top] += below[low]
        sides[low] = sign * side * low_side
    return [root(node)[1] for node in range(block.size)]


def _triangles(block: Block) -> Iterator[tuple[int, int, int]]:
    """All unbalanced triangles."""
    signs: list[dict[int, int]] = [{} for _ in range(block.size)]
    for one, other, sign in block.ties:
        signs[min(one, other)][max(one, other)] = sign
    for first, row in enumerate(signs):
        for second, sign in row.items():
            for third in sorted(row.keys() & signs[second].keys()):
                if sign * row[third] * signs[second][third] < 0:
                    yield first, second, third


def _missing(block: Block, f: Floats, sides: Sequence[int], deadline: float) -> Iterator[list[int]]:
    """Unbalanced cycles with Σ f < 1, the least one through a node of each frustrated tie.

    Every node is taken twice, positive ties join what is alike and negative ones what is not: a
    path from a node to its double is an unbalanced closed walk (Barahona and Mahjoub 1986).
    """
    from scipy.sparse.csgraph import dijkstra

    graph = _doubled(block, f)
    sources = sorted({block.ties[number][0] for number in block.frustrated(sides)})
    at_once = max(1, _DISTANCES // graph.shape[0])
    for start in range(0, len(sources), at_once):
        if time.monotonic() >= deadline:
            return
        some = sources[start : start + at_once]
        lengths, before = dijkstra(graph, indices=some, return_predecessors=True)
        for row, source in enumerate(some):
            if lengths[row, source + block.size] < 1 - _ROUNDED:
                yield _cycle(before[row], source, block.size)


def _doubled(block: Block, f: Floats) -> Any:
    import numpy as np
    from scipy.sparse import coo_array

    one, other, sign = np.array(block.ties).T
    across = np.where(sign < 0, block.size, 0)
    starts = np.concatenate([one, one + block.size])
    ends = np.concatenate([other + across, other + block.size - across])
    # A little for each tie, so that of equals the shorter cycle is found.
    lengths = np.tile(np.maximum(f, 0) + _ROUNDED / (10 * block.size), 2)
    size = 2 * block.size
    half = coo_array((lengths, (starts, ends)), shape=(size, size))
    return (half + half.T).tocsr()


def _cycle(before: Sequence[int], source: int, size: int) -> list[int]:
    """The first part of the walk back from the double of `source` that closes a cycle.

    A node is met twice only as itself and as its double, so that such a part is unbalanced too.
    """
    walk = [source]
    place = int(before[source + size])
    while place % size not in walk:
        walk.append(place % size)
        place = int(before[place])
    return walk[walk.index(place % size) :]


def integer_camps(block: Block, bounds: Bounds, deadline: float) -> Bounds:
    """The bounds after a longer search and the integer program, stopped at the deadline."""
    neighbours = block.neighbours()
    bounds = replace(bounds, sides=searched(neighbours, bounds.sides, effort=_LONG_SEARCH))
    upper = len(block.frustrated(bounds.sides))
    left = deadline - time.monotonic()
    if bounds.lower >= upper or left <= 0:
        return bounds
    found = _program(block, bounds.cycles, left)
    if found.x is not None:
        sides = [1 if y < 0.5 else -1 for y in found.x[: block.size]]
        if len(block.frustrated(sides)) < upper:
            upper = len(block.frustrated(sides))
            bounds = replace(bounds, sides=sides)
    dual = found.mip_dual_bound
    if dual is None or not math.isfinite(dual):
        return bounds
    return replace(bounds, lower=max(bounds.lower, min(math.ceil(dual - _ROUNDED), upper)))


def _program(block: Block, cycles: Iterable[Sequence[int]], seconds: float) -> Any:
    """HiGHS on the integer model: columns y, the camp of each node as 0 or 1, then f of each tie.

    f ≥ |y_i - y_j| for a positive tie and f ≥ |1 - y_i - y_j| for a negative one; least Σ f.
    """
    import numpy as np
    from scipy.optimize import Bounds as Between
    from scipy.optimize import LinearConstraint, milp

    nodes, ties = block.size, len(block.ties)
    rows = _Rows(block)
    rows.extend(cycles)
    model, least = _model(block)
    most = np.ones(nodes + ties)
    # The two camps can be exchanged: the node with most ties is held in one of them.
    most[max(range(nodes), key=[len(row) for row in block.neighbours()].__getitem__)] = 0
    return milp(
        np.repeat([0.0, 1.0], [nodes, ties]),
        integrality=np.repeat([1, 0], [nodes, ties]),
        bounds=Between(0, most),
        constraints=[
            LinearConstraint(model, least, np.inf),
            LinearConstraint(rows.matrix(nodes + ties, nodes), 1, np.inf),
        ],
        options={"time_limit": seconds, "mip_rel_gap": 0},
    )


def _model(block: Block) -> tuple[Any, Floats]:
    """Two rows for each tie, and what they come to at least."""
    import numpy as np
    from scipy.sparse import coo_array

    one, other, sign = np.array(block.ties).T
    count = len(block.ties)
    ones, minus_sign = np.ones(count), -sign.astype(float)
    # Positive: f + y_i - y_j >= 0, f - y_i + y_j >= 0; negative: f + y_i + y_j >= 1,
    # f - y_i - y_j >= -1.
    values = np.concatenate([ones, minus_sign, ones, -ones, -minus_sign, ones])
    rows = np.concatenate([np.tile(np.arange(count), 3), np.tile(np.arange(count, 2 * count), 3)])
    columns = np.tile(np.concatenate([one, other, np.arange(count) + block.size]), 2)
    negative = np.where(sign < 0, 1.0, 0.0)
    shape = (2 * count, block.size + count)
    matrix = coo_array((values, (rows, columns)), shape=shape).tocsr()
    return matrix, np.concatenate([negative, -negative])
