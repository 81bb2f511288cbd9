"""The frustration index of one block of a signed network: the fewest ties against two camps.

A tie is *frustrated* under two camps if it is positive between them or negative inside one. Every
cycle with an odd number of negative ties (an *unbalanced* cycle) holds a frustrated tie, whatever
the camps (Harary 1959). So camps give an upper bound, and unbalanced cycles that share no tie give
a lower bound. Four steps, each only where the ones before it leave the bounds apart:

1. camps by descent and tabu search, the same each time;
2. as many unbalanced cycles without a common tie as are found at once, triangles first;
3. the same cycles with fractional weights, by linear programming (`cycle_cuts`);
4. the integer model of Aref, Mason and Wilson (2020) with those cycles as cuts (`cycle_cuts`).
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from foedus.network.cycle_cuts import Bounds, integer_camps, weigh_cycles
from foedus.network.signed_block import Block, disjoint_cycles, from_trees, searched


@dataclass(frozen=True, slots=True)
class Solved:
    """Camps with `upper` ties against them, where no camps have fewer than `lower`."""

    sides: tuple[int, ...]
    lower: int
    upper: int


def solve(block: Block, deadline: float) -> Solved:
    """The best camps of a block, and how good any could be.

    `deadline` is in seconds of `time.monotonic`: what is known by then is returned. Steps 1 and 2
    are not stopped by it: the work that they may do is bounded instead, and they always give the
    same. What the solver has found by the deadline may differ from run to run.
    """
    if len(block.ties) == 1:  # on no cycle, and there may be many
        return Solved((1, block.ties[0][2]), 0, 0)
    neighbours = block.neighbours()
    sides = searched(neighbours, from_trees(neighbours), effort=1)
    upper = len(block.frustrated(sides))
    lower, cycles = disjoint_cycles(block, sides) if upper else (0, [])
    if lower == upper or time.monotonic() >= deadline:
        return Solved(tuple(sides), lower, upper)
    bounds = weigh_cycles(block, Bounds(sides, lower, cycles), deadline)
    if bounds.lower < len(block.frustrated(bounds.sides)):
        bounds = integer_camps(block, bounds, deadline)
    return Solved(tuple(bounds.sides), bounds.lower, len(block.frustrated(bounds.sides)))
