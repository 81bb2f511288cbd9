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
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from foedus.network.frustration import Block, Sides, searched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_ROUNDED = 1e-6  # a bound this little above a whole number is taken for that number
_TRIANGLES = 20_000  # rows at most of a first program
_ROWS_A_ROUND = 500
_LONG_SEARCH = 10  # times the work of the first search


@dataclass(frozen=True, slots=True)
class Bounds:
    """The best camps so far, the lower bound, and the unbalanced cycles found, by their nodes."""

    sides: Sides
    lower: int
    cycles: Sequence[Sequence[int]]


def weigh_cycles(block: Block, bounds: Bounds, deadline: float) -> Bounds:
    """Raise the lower bound by weights on unbalanced cycles, adding the cycles that are missing.

    By linear programming: the weights that the cycles at one tie may have sum up to 1, and the sum
    of all weights is a lower bound. The dual values f say which cycles are missing (those with
    Σ f < 1, found as shortest paths), and give camps by a spanning tree of the least f.
    """
    rows = _Rows(block)
    rows.extend(bounds.cycles)
    rows.extend(_triangles(block, _TRIANGLES))
    neighbours = block.neighbours()
    upper = len(block.frustrated(bounds.sides))
    while bounds.lower < upper and (left := deadline - time.monotonic()) > 0:
        solved = _weights(rows, left)
        if solved is None:
            break
        weights, f = solved
        bounds = replace(bounds, lower=max(bounds.lower, _lower(rows, weights)))
        sides = searched(neighbours, _tree_of_least(block, f), effort=1)
        if len(block.frustrated(sides)) < upper:
            upper = len(block.frustrated(sides))
            bounds = replace(bounds, sides=sides)
        if bounds.lower >= upper or not rows.extend(_missing(block, f, bounds.sides)):
            break
        tight = rows.kept(f)
    return replace(bounds, cycles=rows.nodes)
