"""Balance of a signed network: its triangles, its frustration index, and the two camps.

A network is balanced if its actors split into two camps with all positive ties inside a camp and
all negative ties between them; then, and only then, every cycle has an even number of negative
ties (Harary 1953). The frustration index L is the fewest ties whose sign must flip, or that must
go, for that (Harary 1959, who calls it the line index); 1 - 2L/m is 1 where balance is whole (Aref
and Wilson 2018). See docs/balance.md.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from foedus.errors import UsageError
from foedus.network.frustration import Solved, solve
from foedus.network.signed_block import Block, IndexedTie, Neighbours, Sides
from foedus.sources.edges import SignedTie

__all__ = ["Balance", "SignedTie", "balance"]


@dataclass(frozen=True, slots=True)
class Balance:
    """What `balance` finds. All names are sorted, ties have the lesser name as their source."""

    nodes: int
    edges: int
    positive: int
    negative: int
    components: int  # parts of the network that no tie joins
    triangles: int
    balanced_triangles: int
    triangle_balance: float | None  # share of the triangles; None where there are none
    frustration_index: int  # ties against the camps: the least possible where `proved`
    lower: int  # no two camps have fewer ties against them
    upper: int  # the camps below have so many
    proved: bool  # lower == upper
    balance: float | None  # 1 - 2 · frustration_index / edges; None without ties
    camps: tuple[tuple[str, ...], tuple[str, ...]]
    flipped: tuple[SignedTie, ...]  # the ties against the camps, with the sign they have
    frustrated: tuple[str, ...]  # the actors at an end of one of these


def balance(signs: Iterable[SignedTie], *, time_limit: float = 5.0) -> Balance:
    """The balance of the network that these ties make; a pair given twice counts once.

    The index is exact where `proved`. The solver is stopped after `time_limit` seconds; then the
    index lies between `lower` and `upper`, and the camps are the best ones found. Of several best
    pairs of camps one is taken, the same whatever the order of the ties. Actors come in by their
    ties, so that none is without one; of parts that no tie joins, each has its first name in the
    first camp, and nothing is said on how the parts stand to each other.

    UsageError: a tie from an actor to itself, a sign that is not 1 or -1, a pair with both signs,
    or a time limit below 0.
    """
    if math.isnan(time_limit) or time_limit < 0:
        raise UsageError(f"a time limit of {time_limit} seconds; give 0 or more")
    deadline = time.monotonic() + time_limit
    network = _distinct(signs)
    names = sorted({name for one in network for name in (one.source, one.target)})
    number = {name: index for index, name in enumerate(names)}
    ties = [(number[one.source], number[one.target], int(one.sign)) for one in network]
    solved = [(nodes, solve(block, deadline)) for nodes, block in _blocks(len(names), ties)]
    sides, components = _joined(len(names), solved)
    flipped = tuple(
        tie
        for tie, (one, other, sign) in zip(network, ties, strict=True)
        if sides[one] * sides[other] != sign
    )
    triangles, balanced = count_triangles(len(names), ties)
    lower = sum(one.lower for _, one in solved)
    index, edges = len(flipped), len(network)
    return Balance(
        nodes=len(names),
        edges=edges,
        positive=sum(one.sign > 0 for one in network),
        negative=sum(one.sign < 0 for one in network),
        components=components,
        triangles=triangles,
        balanced_triangles=balanced,
        triangle_balance=balanced / triangles if triangles else None,
        frustration_index=index,
        lower=lower,
        upper=index,
        proved=lower == index,
        balance=1 - 2 * index / edges if edges else None,
        camps=(_camp(names, sides, 1), _camp(names, sides, -1)),
        flipped=flipped,
        frustrated=tuple(sorted({name for one in flipped for name in (one.source, one.target)})),
    )


def _camp(names: Sequence[str], sides: Sequence[int], side: int) -> tuple[str, ...]:
    return tuple(name for name, own in zip(names, sides, strict=True) if own == side)


def _distinct(signs: Iterable[SignedTie]) -> list[SignedTie]:
    """Each pair once, the lesser name first, in order."""
    found: dict[tuple[str, str], SignedTie] = {}
    for given in signs:
        one, other = sorted((given.source, given.target))
        if one == other:
            raise UsageError(f"{one!r} has a tie to itself; leave it out")
        if given.sign not in (1, -1):
            raise UsageError(f"{one!r} and {other!r}: the sign is {given.sign!r}; give 1 or -1")
        tie = SignedTie(one, other, given.sign)
        if found.setdefault((one, other), tie) != tie:
            raise UsageError(f"{one!r} and {other!r} are joined by both signs; keep one")
    return [found[pair] for pair in sorted(found)]


def count_triangles(size: int, ties: Sequence[IndexedTie]) -> tuple[int, int]:
    """How many triangles there are, and how many with an even number of negative ties."""
    degrees = [0] * size
    for one, other, _ in ties:
        degrees[one] += 1
        degrees[other] += 1
    # Each triangle is met once, at its first tie by degree: few nodes then have many to follow.
    likes: list[set[int]] = [set() for _ in range(size)]
    dislikes: list[set[int]] = [set() for _ in range(size)]
    ordered = []
    for one, other, sign in ties:
        low, high = sorted((one, other), key=lambda node: (degrees[node], node))
        (likes if sign > 0 else dislikes)[low].add(high)
        ordered.append((low, high, sign))
    triangles = balanced = 0
    for low, high, sign in ordered:
        alike = len(likes[low] & likes[high]) + len(dislikes[low] & dislikes[high])
        unlike = len(likes[low] & dislikes[high]) + len(dislikes[low] & likes[high])
        triangles += alike + unlike
        balanced += alike if sign > 0 else unlike
    return triangles, balanced


def _blocks(size: int, ties: Sequence[IndexedTie]) -> list[tuple[list[int], Block]]:
    """The biconnected blocks, smallest first, each with the numbers of its nodes.

    Every cycle lies in one block, so that each block has an index of its own and the sum of them
    is that of the network. A tie that lies on no cycle is a block too, and never frustrated.
    """
    neighbours: list[list[tuple[int, int]]] = [[] for _ in range(size)]
    for number, (one, other, _) in enumerate(ties):
        neighbours[one].append((other, number))
        neighbours[other].append((one, number))
    found = []
    for numbers in _tie_blocks(neighbours):
        own = [ties[number] for number in sorted(numbers)]
        nodes = sorted({node for one, other, _ in own for node in (one, other)})
        local = {node: index for index, node in enumerate(nodes)}
        block = Block(len(nodes), tuple((local[a], local[b], sign) for a, b, sign in own))
        found.append((nodes, block))
    return sorted(found, key=lambda pair: (len(pair[1].ties), pair[0]))


def _tie_blocks(neighbours: Neighbours) -> Iterator[list[int]]:
    """The ties of each block, by number, in one walk over the network (Hopcroft and Tarjan 1973).

    `neighbours` holds of each node the other ones and the numbers of the ties to them.
    """
    reached: dict[int, int] = {}
    lowest: dict[int, int] = {}
    for root in range(len(neighbours)):
        if root in reached:
            continue
        reached[root] = lowest[root] = len(reached)
        waiting: list[int] = []
        walk = [(root, -1, iter(neighbours[root]))]
        while walk:
            node, by, onward = walk[-1]
            other, number = next(onward, (-1, -1))
            if number < 0:
                walk.pop()
                if not walk:
                    continue
                parent = walk[-1][0]
                lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] >= reached[parent]:
                    found = [waiting.pop()]
                    while found[-1] != by:
                        found.append(waiting.pop())
                    yield found
            elif other not in reached:
                reached[other] = lowest[other] = len(reached)
                waiting.append(number)
                walk.append((other, number, iter(neighbours[other])))
            elif number != by and reached[other] < reached[node]:
                waiting.append(number)
                lowest[node] = min(lowest[node], reached[other])


def _joined(size: int, solved: Sequence[tuple[Sequence[int], Solved]]) -> tuple[Sides, int]:
    """The camps of the blocks, turned so that they agree where they meet; and the components."""
    at: list[list[int]] = [[] for _ in range(size)]
    for number, (nodes, _) in enumerate(solved):
        for node in nodes:
            at[node].append(number)
    sides, components = [0] * size, 0
    placed = [False] * len(solved)
    for first in range(size):
        if sides[first]:
            continue
        components += 1
        sides[first] = 1
        waiting = deque([first])
        while waiting:
            node = waiting.popleft()
            for number in at[node]:
                if placed[number]:
                    continue
                placed[number] = True
                nodes, own = solved[number]
                turn = sides[node] * own.sides[nodes.index(node)]
                for other, side in zip(nodes, own.sides, strict=True):
                    if not sides[other]:
                        sides[other] = turn * side
                        waiting.append(other)
    return sides, components
