"""The level between two sides on each day: none, threat, display, use of force, war.

The scale is that of the Correlates of War's militarised disputes (Jones, Bremer and Singer 1996;
Palmer et al. 2022). A level is held from the day of an act and as long as the act lies within the
window; a ceasefire ends it with its day, until force is used again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.network.deeds import Deeds
from foedus.network.events import NOBODY, Ints, day_of
from foedus.network.fighting import is_halt, pair_keys, ranks
from foedus.network.keys import once

WAR: Final = 5
FORCE: Final = 4
NONE: Final = 1
_DAYS: Final = 1 << 23  # more than any ordinal of a day
_Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LevelOptions:
    """Defaults and their reasons.

    window: days for which an act counts. 14: reports of a fortnight show a front that is quiet for
        some days, and no longer one that has been quiet for weeks.
    deaths: reported deaths in a window that make a war. 38 are a thousand a year, the threshold of
        the Correlates of War (Sarkees and Wayman 2010), in 14 days: 1000 · 14 / 365 = 38.4.
    days: days of a window with ASSAULTs that make a war where deaths are not reported. 8 of 14 is
        more than every other day.
    halts: whether a ceasefire ends what was before it. Without, a truce that holds would show for
        two weeks as a war.
    """

    window: int = 14
    deaths: int = 38
    days: int = 8
    halts: bool = True


@dataclass(frozen=True, slots=True)
class LevelSpan:
    """Days in a row, both ends included, on which two sides were at one level."""

    first: dt.date
    last: dt.date
    level: int


@dataclass(frozen=True, eq=False)
class Acts:
    """Acts of force by pair of sides and day, an event of a pair once.

    `keys` are the pairs: the number of the side whose id sorts first times `width`, and that of
    the other. `pair` counts into `keys`; `row` into the rows of `deeds`. Halts are apart.
    """

    deeds: Deeds
    keys: _Longs
    width: int
    pair: _Longs
    day: _Longs
    rank: Ints
    deaths: Ints
    row: _Longs
    halt_pair: _Longs
    halt_day: _Longs

    @classmethod
    def of(cls, deeds: Deeds) -> Acts:
        """The acts of deeds that name both sides and have a day."""
        rank, halts = ranks(deeds), is_halt(deeds)
        counts = (deeds.source != NOBODY) & (deeds.target != NOBODY) & (deeds.day > 0)
        rows = np.flatnonzero(counts & ((rank > 0) | halts))
        key = pair_keys(deeds, rows)
        day = deeds.day[rows].astype(np.int64)
        of_event = key * (int(deeds.event.max(initial=0)) + 1) + deeds.event[rows]
        order = np.argsort(of_event, kind="stable")
        is_new = np.ones(len(rows), dtype=bool)
        is_new[1:] = np.diff(of_event[order]) != 0
        order = np.sort(order[is_new])
        order = order[np.argsort((key * _DAYS + day)[order], kind="stable")]
        rows, key, day = rows[order], key[order], day[order]
        keys, pair = np.unique(key, return_inverse=True)
        act, halt = rank[rows] > 0, halts[rows]
        return cls(
            deeds=deeds, keys=keys, width=max(len(deeds.sides), 1),
            pair=pair[act], day=day[act], rank=rank[rows][act], deaths=deeds.deaths[rows][act],
            row=rows[act], halt_pair=pair[halt], halt_day=day[halt],
        )  # fmt: skip

    def slice(self, pair: int) -> slice:
        """The acts of a pair."""
        return slice(*np.searchsorted(self.pair, [pair, pair + 1]).tolist())

    def number(self, one: str, other: str) -> int | None:
        """The number of a pair of sides, by their ids; None where nothing is between them."""
        known = self.deeds.side_number
        first, second = sorted((one, other))
        key = known.get(first, -1) * self.width + known.get(second, -1)
        at = int(np.searchsorted(self.keys, key))
        has = first in known and second in known and at < len(self.keys)
        return at if has and self.keys[at] == key else None


@dataclass(frozen=True, eq=False)
class Levels:
    """Spans of days by pair and level: on them the pair was at this level or above."""

    acts: Acts
    options: LevelOptions

    def at(self, day: dt.date) -> Ints:
        """The level of each pair of the acts on a day."""
        today = day.toordinal()
        found = np.full(len(self.acts.keys), NONE, dtype=np.int32)
        for level, (pair, first, last) in sorted(self.spans.items()):
            found[pair[(first <= today) & (today <= last)]] = level
        return found

    def of(self, pair: int, level: int) -> tuple[_Longs, _Longs]:
        """The first and last days of a pair's spans at this level or above, in order."""
        pairs, first, last = self.spans[level]
        some = slice(*np.searchsorted(pairs, [pair, pair + 1]).tolist())
        return first[some], last[some]

    @cached_property
    def spans(self) -> dict[int, tuple[_Longs, _Longs, _Longs]]:
        """Level -> (pair, first day, last day), by pair and day, none touching the next."""
        acts = self.acts
        found = {}
        for level in (2, 3, FORCE):
            chosen = acts.rank >= level
            pair, day = acts.pair[chosen], acts.day[chosen]
            found[level] = self._held(pair, day, day)
        found[WAR] = self._at_war()
        return found

    def _held(self, pair: _Longs, day: _Longs, oldest: _Longs) -> tuple[_Longs, _Longs, _Longs]:
        """Spans from a day on, as long as the oldest act that is needed lies in the window."""
        last = oldest + self.options.window - 1
        if self.options.halts and len(self.acts.halt_pair):
            halts = self.acts.halt_pair * _DAYS + self.acts.halt_day
            at = np.searchsorted(halts, pair * _DAYS + day)
            next_halt = halts[np.minimum(at, len(halts) - 1)] - pair * _DAYS
            is_next = (at < len(halts)) & (next_halt < _DAYS)
            last = np.where(is_next, np.minimum(last, next_halt), last)
        return merged(pair, day, last)

    def _at_war(self) -> tuple[_Longs, _Longs, _Longs]:
        by_days, by_deaths = self._war_by_days(), self._war_by_deaths()
        pair, day, oldest = (np.concatenate(both) for both in zip(by_days, by_deaths, strict=True))
        return self._held(pair, day, oldest)

    def _war_by_days(self) -> tuple[_Longs, _Longs, _Longs]:
        """(pair, day, oldest day needed) of the days that complete so many within a window."""
        force = self.acts.rank >= FORCE
        unique = once(self.acts.pair[force] * _DAYS + self.acts.day[force])
        back = self.options.days - 1
        newest, oldest = unique[back:], unique[: max(len(unique) - back, 0)]
        within = newest - oldest < self.options.window  # of one pair, or it is far more
        return newest[within] // _DAYS, newest[within] % _DAYS, oldest[within] % _DAYS

    def _war_by_deaths(self) -> tuple[_Longs, _Longs, _Longs]:
        acts = self.acts
        some = acts.deaths > 0
        pair, day = acts.pair[some], acts.day[some]
        deaths = acts.deaths[some].astype(np.int64)
        until = np.cumsum(deaths)
        before = until - deaths
        # The latest act from which on the deaths up to this day are enough.
        oldest = np.searchsorted(before, until - self.options.deaths, side="right") - 1
        enough = oldest >= 0
        enough &= (pair[oldest] == pair) & (day - day[oldest] < self.options.window)
        return pair[enough], day[enough], day[oldest][enough]


def merged(
    pair: _Longs, first: _Longs, last: _Longs, *, pause: int = 0
) -> tuple[_Longs, _Longs, _Longs]:
    """Spans of a pair that overlap, touch, or are at most `pause` days apart, as one."""
    order = np.argsort(pair * _DAYS + first, kind="stable")
    pair, first, last = pair[order], first[order], last[order]
    reach = np.maximum.accumulate(pair * _DAYS + last)
    begins = np.ones(len(pair), dtype=bool)
    begins[1:] = pair[1:] * _DAYS + first[1:] > reach[:-1] + 1 + pause
    begins[1:] |= pair[1:] != pair[:-1]
    ends = np.append(begins[1:], True)[: len(pair)]
    return pair[begins], first[begins], reach[ends] - pair[begins] * _DAYS


def level_history(levels: Levels, pair: int, until: dt.date) -> tuple[LevelSpan, ...]:
    """The levels of a pair from its first act to a day, every day in one span."""
    marks: dict[int, int] = {}
    today = until.toordinal()
    bounds: set[int] = set()
    spans = {level: levels.of(pair, level) for level in (2, 3, FORCE, WAR)}
    for first, last in spans.values():
        bounds.update(first[first <= today].tolist())
        bounds.update((last[last < today] + 1).tolist())
    for level in sorted(spans):
        first, last = spans[level]
        for bound in bounds:
            at = int(np.searchsorted(first, bound, side="right")) - 1
            if at >= 0 and bound <= last[at]:
                marks[bound] = level
    found: list[LevelSpan] = []
    ordered = sorted(bounds)
    for begin, end in zip(ordered, [*ordered[1:], today + 1], strict=True):
        level = marks.get(begin, NONE)
        start, stop = day_of(begin), day_of(end - 1)
        assert start is not None and stop is not None, "acts have days"
        if found and found[-1].level == level:
            found[-1] = LevelSpan(found[-1].first, stop, level)
        else:
            found.append(LevelSpan(start, stop, level))
    return tuple(found)
