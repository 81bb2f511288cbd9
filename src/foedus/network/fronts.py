"""Fronts: two sides in conflict, how high its level is, where it turns, what they hold back from.

A front joins two sides that can fight (combatants.py) whose tie is settled as hostile (ties.py), or
between whom force has been used of late, since sides at war talk to each other too.
Its level on a day is the highest that the distinct acts of the last 14 days reach:

    1  none
    2  a threat of force (THREATEN, or a side's word that it will use force on the other)
    3  a display of force or force short of arms (MOBILIZE, COERCE, SANCTION)
    4  a use of force (any ASSAULT)
    5  war: 38 deaths are reported in them, or ASSAULTs fall on at least 8 of the 14 days

which is the scale of the Correlates of War (Jones, Bremer and Singer 1996), its war at a thousand
deaths a year (Sarkees and Wayman 2010), taken to two weeks. A ceasefire ends what was before it,
until force is used again.

The trend compares the acts n of this window with the acts m of the window before. If both had the
same rate for each report published, n out of n + m would be binomial with the share of reports
that this window has, R_n / (R_n + R_m) (Przyborowski and Wilenski 1940): more coverage alone is
not taken for more fighting. Below a p-value of 0.1 the front is rising or falling. Before that the
level itself decides: where it is now two steps or more above its lowest, or below its highest, of
the last 14 days, the front is rising or falling, since a war that has just ceased, or begun, gives
few acts to count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.network.deeds import Deeds
from foedus.network.events import day_of
from foedus.network.fighting import fighting
from foedus.network.front_pairs import FrontOptions, FrontPairs
from foedus.network.levels import (
    Acts,
    LevelOptions,
    Levels,
    LevelSpan,
    level_history,
    merged,
)
from foedus.network.rates import days_before, rate_test, reports_in
from foedus.network.restraint import held_back
from foedus.network.shapes import LEVELS, Front, Held, Trend
from foedus.network.sides import Side

if TYPE_CHECKING:
    from foedus.network.ledger import Ledger
    from foedus.network.ties import Ties


_LEVELS = LevelOptions()
_USUAL = FrontOptions()


def levels_of(ledger: Ledger, options: FrontOptions = _USUAL) -> Levels:
    """The levels between all sides of a ledger; they take most of the time of the fronts."""
    return Levels(Acts.of(fighting(ledger, options.fighting)), options.levels)


def fronts(ledger: Ledger, ties: Ties, options: FrontOptions = _USUAL) -> tuple[Front, ...]:
    """The fronts of a ledger on its day, the highest level first, then the most acts.

    Two sides are listed who have ever threatened or used force, and whose tie is settled as
    hostile, the acts that are allotted to them (allotting.py) counted; or between whom there were
    `uses` acts in the last `remembered` days. So a front that has eased stays listed for a while,
    with the level it has now. Without a day there are no fronts.
    """
    return Fronts(ledger, ties, levels_of(ledger, options), options).all()


def history(
    deeds: Deeds,
    sides: Sequence[Side | str],
    as_of: dt.date,
    options: LevelOptions = _LEVELS,
) -> tuple[LevelSpan, ...]:
    """The levels between two sides from their first act to a day; every day is in one span.

    `deeds` are those of `fighting(ledger)` where acts that name one side are to count as they do
    for fronts, or any others; only those that name both sides count. Empty without acts.
    """
    one, other = (side if isinstance(side, str) else side.id for side in sides)
    acts = Acts.of(deeds.where(deeds.between(one, other) | deeds.between(other, one)).until(as_of))
    pair = acts.number(one, other)
    if pair is None or not len(acts.pair):
        return ()
    return level_history(Levels(acts, options), pair, as_of)


def histories(ledger: Ledger, fronts: Sequence[Front]) -> dict[str, list[tuple[dt.date, int]]]:
    """The steps of each front's level up to the ledger's day, by the names of its sides."""
    if ledger.as_of is None:
        return {}
    acts = fighting(ledger)
    steps = {
        " – ".join(side.name for side in front.sides): [
            (span.first, span.level) for span in history(acts, front.sides, ledger.as_of)
        ]
        for front in fronts
    }
    return {name: some for name, some in steps.items() if some}


@dataclass(frozen=True, eq=False)
class Fronts:
    """The fronts of a day: which there are, and each as it is measured when it is asked for."""

    ledger: Ledger
    ties: Ties
    levels: Levels
    options: FrontOptions = _USUAL

    @cached_property
    def numbers(self) -> dict[tuple[str, str], int]:
        """The ids of both sides -> the number of their pair among those with acts."""
        if self.ledger.as_of is None or not len(self.levels.acts.pair):
            return {}
        listed = np.flatnonzero(self._pairs.is_listed(self.ties))
        return {self._pairs.ids(pair): pair for pair in listed.tolist()}

    def all(self) -> tuple[Front, ...]:
        """All fronts, the highest level first, then the most acts."""
        return tuple(
            sorted(
                (self.between(pair) for pair in self.numbers),
                key=lambda front: (-front.level, -front.now, -front.before, front.id),
            )
        )

    def between(self, ids: tuple[str, str]) -> Front:
        """The front of two sides that have one."""
        if ids not in self._made:
            self._made[ids] = self._described.front(self.numbers[ids], self._held.get(ids, ()))
        return self._made[ids]

    @cached_property
    def _made(self) -> dict[tuple[str, str], Front]:
        return {}

    @cached_property
    def _pairs(self) -> FrontPairs:
        as_of = self.ledger.as_of
        assert as_of is not None, "without a day there are no fronts"
        return FrontPairs(self.ledger, self.levels.acts, self.options, as_of)

    @cached_property
    def _described(self) -> _Described:
        return _Described(self._pairs, self.levels)

    @cached_property
    def _held(self) -> dict[tuple[str, str], tuple[Held, ...]]:
        return held_back(self.ledger, list(self.numbers), self.options.held)


@dataclass(frozen=True, eq=False)
class _Described:
    """What is told of each front."""

    pairs: FrontPairs
    levels: Levels

    @property
    def acts(self) -> Acts:
        return self.pairs.acts

    @property
    def options(self) -> FrontOptions:
        return self.pairs.options

    @property
    def as_of(self) -> dt.date:
        return self.pairs.as_of

    @cached_property
    def _of_days(self) -> NDArray[np.int32]:
        """The level of each pair on the days of the last window, and on the one before it."""
        days = range(self.options.levels.window, -1, -1)
        return np.stack([self.levels.at(days_before(self.as_of, back)) for back in days])

    @cached_property
    def _reports(self) -> tuple[int, int]:
        """How many reports were published in this window, and in the one before."""
        window = self.options.levels.window
        return (
            reports_in(self.pairs.ledger, self.as_of, window),
            reports_in(self.pairs.ledger, self.as_of, window, back=1),
        )

    @cached_property
    def _first_report(self) -> int:
        """The day of the first report of the two windows; after today where there is none."""
        today = self.as_of.toordinal()
        days = self.pairs.ledger.report_days
        at = int(np.searchsorted(days, today - 2 * self.options.levels.window, side="right"))
        return min(int(days[at]), today + 1) if at < len(days) else today + 1

    def front(self, pair: int, held: tuple[Held, ...]) -> Front:
        level, acts = int(self._of_days[-1, pair]), self.acts
        some = acts.slice(pair)
        rows = np.arange(some.start, some.stop)
        window = self.options.levels.window
        age = self.as_of.toordinal() - acts.day[some]
        now, before = (age >= 0) & (age < window), (age >= window) & (age < 2 * window)
        p_value, trend = self._trend(pair, age[now | before])
        peak, peak_on = self._peak(pair)
        first, second = self.pairs.sides(pair)
        return Front(
            id=f"front--{first.id}--{second.id}",
            sides=(first, second),
            level=level,
            level_name=LEVELS[level],
            trend=trend,
            since=self._since(pair, level),
            now=int(now.sum()),
            before=int(before.sum()),
            p_value=p_value,
            deaths=int(np.maximum(acts.deaths[rows[now]], 0).sum()),
            peak=peak,
            peak_on=peak_on,
            places=self._places(rows[(age >= 0) & (age <= self.options.remembered)]),
            held_back=held,
            entries=self._entries(rows[now], rows[before], rows[age >= 0]),
        )

    def _trend(self, pair: int, days: NDArray[np.int64]) -> tuple[float, Trend]:
        """The p-value of the rates of both windows, and the trend."""
        window, reports = self.options.levels.window, self._reports
        counts = int((days < window).sum()), int((days >= window).sum())
        p_value = rate_test(counts, reports)
        # Of days before any report or act nothing is known.
        told = self.as_of.toordinal() - min(self._first_report, self.as_of.toordinal())
        known = self._of_days[-1 - min(max(told, int(days.max(initial=0))), window) :, pair]
        level, steps = int(known[-1]), self.options.steps
        if level <= int(known.max()) - steps:
            return p_value, "falling"
        if level >= int(known.min()) + steps:
            return p_value, "rising"
        if p_value < self.options.trend_level:
            rose = counts[0] * reports[1] > counts[1] * reports[0]
            return p_value, "rising" if rose else "falling"
        return p_value, "steady"

    def _since(self, pair: int, level: int) -> dt.date | None:
        today, pause = self.as_of.toordinal(), self.options.levels.window
        first, last = self.levels.of(pair, max(level, 2))
        if level < 2:
            ended = last[last < today]
            return day_of(int(ended[-1]) + 1) if len(ended) else None
        begun = first <= today
        _, first, _ = merged(np.zeros_like(first[begun]), first[begun], last[begun], pause=pause)
        return day_of(int(first[-1])) if len(first) else None

    def _peak(self, pair: int) -> tuple[int, dt.date | None]:
        today = self.as_of.toordinal()
        for level in (5, 4, 3, 2):
            first, last = self.levels.of(pair, level)
            held = last[first <= today]
            if len(held):
                return level, day_of(min(int(held[-1]), today))
        return 1, None

    def _places(self, rows: NDArray[np.int64]) -> tuple[str, ...]:
        deeds = self.acts.deeds
        place = deeds.place[self.acts.row[rows]]
        found, counts = np.unique(place[place >= 0], return_counts=True)
        order = np.argsort(-counts, kind="stable")[: self.options.places]
        return tuple(deeds.terms[number] for number in found[order].tolist())

    def _entries(
        self, now: NDArray[np.int64], before: NDArray[np.int64], all_: NDArray[np.int64]
    ) -> tuple[str, ...]:
        """The acts of this window, then of the one before, then the last one: gravest first."""
        acts = self.acts
        windows = [now, before] if len(now) or len(before) else [all_[-1:]]
        ordered = [rows[np.lexsort((-acts.day[rows], -acts.rank[rows]))] for rows in windows]
        first = acts.row[np.concatenate(ordered)][: self.options.most_entries]
        return acts.deeds.entries(first.tolist())[: self.options.most_entries]


__all__ = [
    "FrontOptions",
    "Fronts",
    "LevelOptions",
    "LevelSpan",
    "fronts",
    "histories",
    "history",
    "levels_of",
    "rate_test",
    "reports_in",
]  # fmt: skip
