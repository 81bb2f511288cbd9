"""How much speaks for two tellings' being of one event.

Fellegi and Sunter (1969): of two records each field that is compared adds the logarithm of how
much likelier what is found is for one thing told twice than for two things.
docs/distinct-events.md explains the weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from foedus.network.blocks import Block, blocks_of, rates_of
from foedus.network.compared import Bools, Compared, SidePairs, Weighing
from foedus.network.events import Floats, Ints

# Bits for what two tellings share, or for how they stand to each other.
SAME_KIND: Final = 0.5
SAME_PLACE: Final = 2.0
SAME_TOLL: Final = 3.0
SELDOM: Final = 1.3  # two meet, or stop fighting, less often than they clash
ONE_SIDED: Final = -2.0  # one of them tells only who does it, or to whom it is done
SAME_SEVERAL: Final = 1.0  # three or more, and the same ones: others meet in other company
WORDS_OF_A_PARTY: Final = -1.0  # on one day a party asks and accuses in more than one matter
SAME_DAY: Final = 1.0  # both name the day, and it is the same
ONE_REPORT: Final = -1.0  # a report without days tells of several events more than twice of one
ONE_SENTENCE: Final = -3.0  # its words are the same whatever they tell
MET_EACH_OTHER: Final = 6.0  # a meeting that is coded from either side
LEAST_BY_WORDS: Final = -1.0  # other wordings share few words
MOST_BY_WORDS: Final = 8.0
_ABOUT: Final = 1.1
_SHARED: Final = 0.35  # of the shorter sentence's words, where both tell one event
_COMMON: Final = 1.5  # how much oftener words are shared than if all were equally common
_SIGNATURE: Final = 256
_IN_A_SENTENCE: Final = 3  # events: what stands so near in like words is told in one sentence
_OF_A_SENTENCE: Final = 0.7  # share of the words
# Days: what is planned, feared or denied for days farther apart is not one.
_PLANS_APART: Final = 30


@dataclass(frozen=True, eq=False)
class Links:
    """Pairs of tellings and the bits that speak for their being one event."""

    one: Ints
    other: Ints
    bits: Floats


def links(told: Compared, pairs: SidePairs, weighing: Weighing) -> Links:
    """All pairs of tellings that enough speaks for, each once."""
    blocks = list(blocks_of(told, pairs))
    speaks = -np.log2(rates_of(blocks, weighing))
    speaks += WORDS_OF_A_PARTY * told.is_saying + SELDOM * told.is_seldom
    speaks += ONE_SIDED * told.is_half
    found = [one for block in blocks for one in _weighed(block, speaks, weighing)]
    one = np.concatenate([np.zeros(0, dtype=np.int32), *(some.one for some in found)])
    other = np.concatenate([np.zeros(0, dtype=np.int32), *(some.other for some in found)])
    bits = np.concatenate([np.zeros(0), *(some.bits for some in found)])
    # A pair found in several blocks: once, with the least that speaks for it.
    order = np.lexsort((bits, other, one))
    one, other, bits = one[order], other[order], bits[order]
    first = np.ones(len(one), dtype=bool)
    first[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    return Links(one[first], other[first], bits[first])


def _weighed(block: Block, speaks: Floats, weighing: Weighing) -> Iterator[Links]:
    told = block.told
    for step in range(1, min(weighing.neighbours, len(block) - 1) + 1):
        first, second = block.neighbours(step)
        one, other = np.minimum(first, second), np.maximum(first, second)
        bits = _bits_of_days(told, one, other) + np.minimum(speaks[one], speaks[other])
        bits += _bits_of_details(told, one, other)
        likely = bits >= weighing.enough - MOST_BY_WORDS
        one, other, bits = one[likely], other[likely], bits[likely]
        fit = _fit(told, one, other)
        one, other, bits = one[fit], other[fit], bits[fit]
        bits += _bits_of_words(told, one, other)
        enough = bits >= weighing.enough
        yield Links(one[enough], other[enough], bits[enough])


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
    """Less, the more days another event could have passed for the same, and without own days."""
    days = told.width[one] + told.width[other] + 1
    bits: Floats = told.vague[one] + told.vague[other] - np.log2(days)
    bits += SAME_DAY * (days == 1)
    same_report = np.flatnonzero(told.report[one] == told.report[other])
    dated = told.is_dated[one[same_report]] & told.is_dated[other[same_report]]
    bits[same_report] += ONE_REPORT * ~dated
    return bits


def _bits_of_details(told: Compared, one: Ints, other: Ints) -> Floats:
    """What the details add that both tell."""
    bits = np.zeros(len(one))
    for known, weight in ((told.kind, SAME_KIND), (told.place, SAME_PLACE)):
        mine = known[one]
        bits += weight * ((mine == known[other]) & (mine >= 0))
    together = told.sets.is_several(told.doing[one], 3) & told.is_mutual[one]
    bits += SAME_SEVERAL * (together & (told.doing[one] == told.doing[other]))
    fewer = np.minimum(told.deaths[one], told.deaths[other])
    more = np.maximum(told.deaths[one], told.deaths[other])
    # "Nearly fifty" of one report are 49 of another.
    bits += SAME_TOLL * ((fewer >= 0) & (more <= _ABOUT * fewer))
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
