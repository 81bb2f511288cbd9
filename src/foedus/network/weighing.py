"""Pairs of tellings that may be of one event, and how much speaks for it.

Fellegi and Sunter (1969): of two records each field that is compared adds the logarithm of how
much likelier what is found is for one thing told twice than for two things. Pairs are sought only
among near neighbours in sorted blocks (Hernández and Stolfo 1995), so the cost is linear.
docs/distinct-events.md explains the weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.network.compared import Bools, Compared, SidePairs, Weighing
from foedus.network.events import NOBODY, Floats, Ints
from foedus.network.keys import by_key, with_day

# Bits for what two tellings share, or for how they stand to each other.
SAME_KIND: Final = 0.5
SAME_PLACE: Final = 2.0
SAME_TOLL: Final = 3.0
SELDOM: Final = 1.3  # two meet, or stop fighting, less often than they clash
SIDE_UNKNOWN: Final = -2.0
WORDS_OF_A_PARTY: Final = -1.0  # on one day a party asks and accuses in more than one matter
NO_DAY: Final = -1.5  # for each: what is told without a day, or of months, is often no single event
ONE_REPORT: Final = -1.0  # a report without days tells of several events more than twice of one
ONE_SENTENCE: Final = -3.0  # its words are the same whatever they tell
MET_EACH_OTHER: Final = 6.0  # a meeting that is coded from either side
LEAST_BY_WORDS: Final = -2.0
MOST_BY_WORDS: Final = 8.0
_SHARED: Final = 0.35  # of the shorter sentence's words, where both tell one event
_COMMON: Final = 1.5  # how much oftener words are shared than if all were equally common
_SIGNATURE: Final = 256
_IN_A_SENTENCE: Final = 3  # events: what stands so near in like words is told in one sentence
_OF_A_SENTENCE: Final = 0.7  # share of the words
_WEEKS: Final = 14  # days
_PLANS_APART: Final = (
    30  # days: what is planned, feared or denied for days farther apart is not one
)


@dataclass(frozen=True, eq=False)
class Links:
    """Pairs of tellings and the bits that speak for their being one event."""

    one: Ints
    other: Ints
    bits: Floats


@dataclass(frozen=True, eq=False)
class _Block:
    """Rows of tellings that may be compared, in the order of block, day and likeness of words.

    `speaks` are the bits of each row by how seldom its block has other tellings on a day around.
    With `of_halves` only a row whose side is unknown is compared, with one whose sides are known.
    """

    told: Compared
    telling: Ints
    number: NDArray[np.int64]
    is_half: Bools
    speaks: Floats
    of_halves: bool

    @cached_property
    def details(self) -> tuple[tuple[Ints, float, bool], ...]:
        """What else each row tells: numbers, the bits for the same, and whether others part."""
        told = self.told
        return (
            (told.kind[self.telling], SAME_KIND, True),
            (told.place[self.telling], SAME_PLACE, True),
            (told.deaths[self.telling], SAME_TOLL, False),
        )

    @cached_property
    def days(self) -> tuple[Ints, Ints]:
        """The first and last day of each row."""
        return self.told.low[self.telling], self.told.high[self.telling]

    def neighbours(self, step: int, least: float) -> tuple[Ints, Ints, Floats]:
        """Tellings so many rows apart that may be of one event, and the bits of what they tell."""
        low, high = self.days
        near = self.number[:-step] == self.number[step:]
        near &= low[step:] <= high[:-step]
        if self.of_halves:
            near &= self.is_half[:-step] != self.is_half[step:]
        first = np.flatnonzero(near)
        second = first + step
        # On how many days another event of the block would have passed for the same.
        days = high[first] - low[first] + high[second] - low[second] + 1
        bits = np.minimum(self.speaks[first], self.speaks[second]) - np.log2(days)
        may = np.ones(len(first), dtype=bool)
        for known, weight, parts in self.details:
            mine, its = known[first], known[second]
            both = (mine >= 0) & (its >= 0)
            same = mine == its
            bits += weight * (both & same)
            if parts:
                may &= same | ~both
        may &= bits >= least
        return self.telling[first[may]], self.telling[second[may]], bits[may]


def links(told: Compared, pairs: SidePairs, weighing: Weighing) -> Links:
    """All pairs of tellings that enough speaks for, each once."""
    found = [one for block in _blocks(told, pairs, weighing) for one in _weighed(block, weighing)]
    one = np.concatenate([np.zeros(0, dtype=np.int32), *(some.one for some in found)])
    other = np.concatenate([np.zeros(0, dtype=np.int32), *(some.other for some in found)])
    bits = np.concatenate([np.zeros(0), *(some.bits for some in found)])
    # A pair found in several blocks: once, with the least that speaks for it.
    order = np.lexsort((bits, other, one))
    one, other, bits = one[order], other[order], bits[order]
    first = np.ones(len(one), dtype=bool)
    first[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    return Links(one[first], other[first], bits[first])


def _weighed(block: _Block, weighing: Weighing) -> Iterator[Links]:
    told = block.told
    for step in range(1, min(weighing.neighbours, len(block.telling) - 1) + 1):
        first, second, bits = block.neighbours(step, weighing.enough - MOST_BY_WORDS)
        one, other = np.minimum(first, second), np.maximum(first, second)
        kept = _fit(told, one, other)
        one, other, bits = one[kept], other[kept], bits[kept]
        bits += _bits_of_days(told, one, other) + _bits_of_words(told, one, other)
        enough = bits >= weighing.enough
        yield Links(one[enough], other[enough], bits[enough])


def _blocks(told: Compared, pairs: SidePairs, weighing: Weighing) -> Iterator[_Block]:
    """Blocks of the same pair of sides; then of the same source, or target, with a side unknown."""
    half = (pairs.source == NOBODY) | (pairs.target == NOBODY)
    width = told.sets.sides + 1
    kind = told.block[pairs.telling] * width
    pair = (kind + pairs.source + 1) * width + pairs.target + 1
    yield _block(told, _Rows(pairs.telling, pair, half), weighing)
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
        found = _Rows(pairs.telling[of], kind[of] + side[known] + 1, half[of])
        yield _block(told, found, weighing, of_halves=True)


class _Rows(NamedTuple):
    """Tellings, the block that each is in, and whether one of its sides is unknown."""

    telling: Ints
    block: NDArray[np.int64]
    is_half: Bools


def _block(told: Compared, rows: _Rows, weighing: Weighing, of_halves: bool = False) -> _Block:
    high, sketch = told.high[rows.telling], told.sketch[rows.telling]
    order = by_key(rows.block, high, sketch)
    telling, number, is_half = rows.telling[order], rows.block[order], rows.is_half[order]
    key = with_day(number, high[order])
    # Of halves only they set the rate, since each pair of rows has one.
    asked = np.flatnonzero(is_half) if of_halves else np.arange(len(key))
    around, near = (
        np.searchsorted(key, key[asked] + days, "right")
        - np.searchsorted(key, key[asked] - days, "left")
        for days in (weighing.around, weighing.days_late)
    )
    rate = weighing.rate + (around - near) / (2 * (weighing.around - weighing.days_late))
    speaks = np.full(len(key), np.inf)
    speaks[asked] = SIDE_UNKNOWN * of_halves - np.log2(rate)
    speaks += WORDS_OF_A_PARTY * told.is_saying[telling] + SELDOM * told.is_seldom[telling]
    return _Block(told, telling, number, is_half, speaks, of_halves)


def _fit(told: Compared, one: Ints, other: Ints) -> Bools:
    """Whether sides, persons and own days let two tellings be of one event."""
    found: Bools = one != other
    plan = np.flatnonzero(~told.is_actual[one])
    gap = np.maximum(told.first[one[plan]], told.first[other[plan]])
    gap -= np.minimum(told.last[one[plan]], told.last[other[plan]])
    found[plan] &= gap <= _PLANS_APART
    for sets, column in (
        (told.sets, told.doing),
        (told.sets, told.done_to),
        (told.persons, told.who),
    ):
        found &= sets.fit(column[one], column[other])
    return found


def _bits_of_days(told: Compared, one: Ints, other: Ints) -> Floats:
    """What it takes off that the text gives no day to one or both, more so within one report."""
    undated = np.zeros(len(one), dtype=np.int32)
    for some in (one, other):
        undated += ~told.is_dated[some] | (told.last[some] - told.first[some] > _WEEKS)
    bits = np.asarray(NO_DAY * undated, dtype=np.float64)
    bits += ONE_REPORT * ((undated > 0) & (told.report[one] == told.report[other]))
    return bits


def _bits_of_words(told: Compared, one: Ints, other: Ints) -> Floats:
    """What the words add that two sentences share: little where they may share them by chance."""
    shared = np.zeros(len(one), dtype=np.int32)
    for column in told.words:
        shared += np.bitwise_count(column[one] & column[other])
    mine, its = told.bits[one], told.bits[other]
    fewer, more = np.minimum(mine, its), np.maximum(mine, its)
    for_one, against = _WORD_BITS
    bits = np.clip(
        shared * for_one[more] + (fewer - shared) * against[more], LEAST_BY_WORDS, MOST_BY_WORDS
    )
    near = np.flatnonzero(told.report[one] == told.report[other])
    apart = np.abs(told.row[one[near]] - told.row[other[near]])
    share = shared[near] / np.maximum(fewer[near] + more[near] - shared[near], 1)
    near, apart = (
        column[(apart <= _IN_A_SENTENCE) & (share > _OF_A_SENTENCE)] for column in (near, apart)
    )
    one, other = one[near], other[near]
    turned = told.is_mutual[one] & (told.doing[one] == told.doing[other]) & (apart == 1)
    bits[near] = np.where(turned, MET_EACH_OTHER, ONE_SENTENCE)
    return bits


def _word_bits() -> tuple[Floats, Floats]:
    """Bits for a word that is shared, and for one that is not, by the longer sentence's words."""
    by_chance = 0.02 + _COMMON * np.arange(_SIGNATURE + 1) / _SIGNATURE
    by_chance = np.minimum(by_chance, 0.6)
    if_same = np.maximum(_SHARED, np.minimum(1.5 * by_chance, 0.9))
    return np.log2(if_same / by_chance), np.log2((1 - if_same) / (1 - by_chance))


_WORD_BITS: Final = _word_bits()
