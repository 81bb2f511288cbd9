"""Blocks of tellings that may be of one event, sorted so that like ones are neighbours.

Pairs are sought only among near neighbours in sorted blocks (Hernández and Stolfo 1995), so the
cost is linear in the tellings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from foedus.network.compared import Bools, Compared, SidePairs, Weighing
from foedus.network.events import NOBODY, Floats, Ints
from foedus.network.keys import by_key, with_day


@dataclass(frozen=True, eq=False)
class Block:
    """Rows of tellings in the order of block, day and likeness of words.

    `number` is the block of each row. With `of_halves` a row one of whose sides is unknown is
    compared only with rows whose sides are known.
    """

    told: Compared
    telling: Ints
    number: NDArray[np.int64]
    is_half: Bools
    of_halves: bool

    def __len__(self) -> int:
        return len(self.telling)

    @cached_property
    def days(self) -> tuple[Ints, Ints]:
        """The first and last day of each row, so that neighbours are compared without lookups."""
        return self.told.low[self.telling], self.told.high[self.telling]

    @cached_property
    def details(self) -> tuple[Ints, Ints]:
        """The kind of mode and the place of each row; tellings that differ in them are apart."""
        return self.told.kind[self.telling], self.told.place[self.telling]

    def neighbours(self, step: int) -> tuple[Ints, Ints]:
        """Tellings so many rows apart whose days meet and that tell no other kind or place."""
        low, high = self.days
        near = self.number[:-step] == self.number[step:]
        near &= low[step:] <= high[:-step]
        if self.of_halves:
            near &= self.is_half[:-step] != self.is_half[step:]
        for known in self.details:
            mine, its = known[:-step], known[step:]
            near &= (mine == its) | (mine < 0) | (its < 0)
        first = np.flatnonzero(near)
        return self.telling[first], self.telling[first + step]


def blocks_of(told: Compared, pairs: SidePairs) -> Iterator[Block]:
    """Blocks of the same pair of sides; then of the same source, or target, with a side unknown."""
    half = (pairs.source == NOBODY) | (pairs.target == NOBODY)
    width = told.sets.sides + 1
    kind = told.block[pairs.telling] * width
    pair = (kind + pairs.source + 1) * width + pairs.target + 1
    yield _sorted(Block(told, pairs.telling, pair, half, of_halves=False))
    # Of what is mutual either side is a source.
    mutual = np.flatnonzero(told.is_mutual[pairs.telling])
    other = np.flatnonzero(~told.is_mutual[pairs.telling])
    every = np.arange(len(half))
    for rows, side in (
        (np.concatenate([every, mutual]), np.append(pairs.source, pairs.target[mutual])),
        (other, pairs.target[other]),
    ):
        known = side != NOBODY
        of = rows[known]
        number = kind[of] + side[known] + 1
        yield _sorted(Block(told, pairs.telling[of], number, half[of], of_halves=True))


def _sorted(block: Block) -> Block:
    told = block.told
    order = by_key(block.number, told.high[block.telling], told.sketch[block.telling])
    return Block(
        told,
        block.telling[order],
        block.number[order],
        block.is_half[order],
        block.of_halves,
    )


def rates_of(blocks: Sequence[Block], weighing: Weighing) -> Floats:
    """How many other events like each telling fall on a day, judged by the weeks around it.

    Those within days of it are left out: they may be tellings of the same event. Of several pairs
    of sides the busiest counts; where a side is unknown, all with the side that is known. What is
    not violence is retold for weeks after it was new, so of the weeks before and after the quieter
    count; violence goes on.
    """
    told = blocks[0].told
    rate = np.zeros(len(told))
    for block in blocks:
        key = with_day(block.number, block.days[1])
        asked = np.flatnonzero(block.is_half) if block.of_halves else np.arange(len(block))
        far, near = weighing.around, weighing.days_late
        start = np.searchsorted(key, key[asked] - far)
        before = np.searchsorted(key, key[asked] - near) - start
        after = np.searchsorted(key, key[asked] + far, "right")
        after -= np.searchsorted(key, key[asked] + near, "right")
        goes_on = told.goes_on[block.telling[asked]]
        many = np.where(goes_on, (before + after) / 2, np.minimum(before, after))
        np.maximum.at(rate, block.telling[asked], many / (far - near))
    return rate + weighing.rate
