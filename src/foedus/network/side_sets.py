"""Sets of sides, each with a number, so that columns of events can compare who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.network.events import NOBODY, Ints
from foedus.network.keys import once

EMPTY: Final = 0  # the number of the set without members
_MIXED: Final = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))


@dataclass(frozen=True, eq=False)
class SideSets:
    """Sets of sides by number: 0 is empty, 1 + n holds side n alone, the others are `several`."""

    sides: int
    several: Sequence[frozenset[int]]

    def fit(self, one: Ints, other: Ints) -> NDArray[np.bool_]:
        """Whether of each two sets one holds the other; the empty set fits all."""
        fits: NDArray[np.bool_] = (one == other) | (one == EMPTY) | (other == EMPTY)
        left = np.flatnonzero(~fits & ((one > self.sides) | (other > self.sides)))
        if len(left):
            width = 1 + self.sides + len(self.several)
            keys, where = np.unique(
                one[left].astype(np.int64) * width + other[left], return_inverse=True
            )
            known = [self._one_holds_other(*divmod(key, width)) for key in keys.tolist()]
            fits[left] = np.array(known, dtype=bool)[where]
        return fits

    def is_several(self, number: Ints, least: int) -> NDArray[np.bool_]:
        """Which sets have at least so many members."""
        return np.greater_equal(self._size(number), least)

    def larger(self, one: Ints, other: Ints) -> Ints:
        """Of each two sets that fit the one that holds the other."""
        return np.where(self._size(one) >= self._size(other), one, other)

    def _size(self, number: Ints) -> Ints:
        sizes = np.ones(1 + self.sides + len(self.several), dtype=np.int32)
        sizes[EMPTY] = 0
        sizes[1 + self.sides :] = [len(some) for some in self.several]
        return sizes[number]

    def _one_holds_other(self, one: int, other: int) -> bool:
        some, others = self._members(one), self._members(other)
        return some <= others or others <= some

    def _members(self, number: int) -> frozenset[int]:
        if number > self.sides:
            return self.several[number - self.sides - 1]
        return frozenset([number - 1]) if number != EMPTY else frozenset()


def numbered(
    columns: Sequence[tuple[Ints, Ints]], events: int, sides: int
) -> tuple[SideSets, list[Ints]]:
    """For each column of (event, side) the number of the set of sides of each event.

    All columns share one numbering. Rows whose side is `NOBODY` are left out.
    """
    several: dict[frozenset[int], int] = {}
    found = [_of_column(event, side, (events, sides), several) for event, side in columns]
    return SideSets(sides, tuple(several)), found


def _of_column(
    event: Ints, side: Ints, shape: tuple[int, int], several: dict[frozenset[int], int]
) -> Ints:
    events, sides = shape
    known = side != NOBODY
    width = max(sides, 1)
    keys = once(event[known].astype(np.int64) * width + side[known])
    rows, members = keys // width, keys % width
    many = np.bincount(rows, minlength=events)
    found = np.zeros(events, dtype=np.int32)
    alone = many[rows] == 1
    found[rows[alone]] = 1 + members[alone]
    starts = np.concatenate([[0], np.cumsum(many)])
    of_several = np.flatnonzero(many > 1)
    # Sums of mixed numbers stand for the sets, so that each set is built once.
    sums = np.concatenate([[0], np.cumsum(_mixed(members))]).astype(np.uint64)
    signs = sums[starts[of_several + 1]] - sums[starts[of_several]]
    _, first, where = np.unique(signs, return_index=True, return_inverse=True)
    numbers = [
        several.setdefault(frozenset(members[starts[row] : starts[row + 1]].tolist()), len(several))
        for row in of_several[first]
    ]
    if numbers:
        found[of_several] = 1 + sides + np.array(numbers, dtype=np.int32)[where]
    return found


def _mixed(numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Numbers of 64 bits that look drawn by chance, by splitmix64's multipliers."""
    mixed = (numbers.astype(np.uint64) + np.uint64(1)) * _MIXED[0]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIXED[1]
    return mixed ^ (mixed >> np.uint64(27))
