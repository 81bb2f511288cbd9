"""Fronts: the list, and each with its level over time and what either side did and said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np

from foedus.brief.citing import citations
from foedus.brief.shapes import Cited
from foedus.errors import NotInRecord
from foedus.network.events import day_of
from foedus.network.levels import LevelSpan, level_history
from foedus.network.shapes import LEVELS, Fate, Front, Held
from foedus.network.sides import Side
from foedus.record import Record
from foedus.web import drawing
from foedus.web.measured import Measured, Measures
from foedus.web.pages import Page, Pages
from foedus.web.shown import AskedDay, Rested, fates_of, measures_on, rested

_SPANS: Final = 600  # of a level, the last ones
_MARKS: Final = 400
_DEEDS: Final = 12  # of a side, with their words
_PROMISES: Final = 20
_THREATS: Final = ("THREATEN",)


@dataclass(frozen=True, slots=True)
class Fronts:
    """All fronts of a day, the highest level first."""

    as_of: dt.date | None
    fronts: tuple[Front, ...]


@dataclass(frozen=True, slots=True)
class Acts:
    """What one side did on a day at a level, as marks on the chart."""

    day: dt.date
    level: int
    by: Side | None
    acts: int
    deaths: int


@dataclass(frozen=True, slots=True)
class FrontSide:
    """What one side of a front did to the other, and what it said.

    `counts` are its distinct deeds towards the other by type; `deeds` and `threats` the last of
    them in the words of a report. `held` are its words of restraint with where they stand.
    """

    side: Side
    counts: dict[str, int]
    deeds: tuple[Cited, ...]
    threats: tuple[Cited, ...]
    promises: tuple[Fate, ...]
    promises_total: int
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class OneFront:
    """A front as of a day, with its history and both sides."""

    as_of: dt.date | None
    front: Front
    history: tuple[LevelSpan, ...]
    acts: tuple[Acts, ...]
    sides: tuple[FrontSide, FrontSide]
    words: Rested


def add_to(pages: Pages) -> None:
    """Register the pages of this topic."""
    measured = pages.site.measured
    pages.add(
        "/fronts",
        partial(fronts, measured),
        Page("fronts.html", Fronts, "Sides in conflict, with their level", AskedDay),
    )
    pages.add(
        "/front/{id:path}",
        partial(front, measured),
        Page("front.html", OneFront, "One front over time, and both sides", AskedDay, _present),
    )


def fronts(measured: Measured, record: Record, asked: AskedDay) -> Fronts:
    """The fronts of the day."""
    measures = measures_on(measured, record, asked)
    return Fronts(measures.as_of, measures.situation.fronts)


def front(measured: Measured, record: Record, asked: AskedDay, id: str) -> OneFront:
    """One front of the day.

    Raises:
        NotInRecord: there is none of this id on the day.
    """
    measures = measures_on(measured, record, asked)
    found = next((one for one in measures.situation.fronts if one.id == id), None)
    if found is None:
        raise NotInRecord(f"no front {id!r} on {measures.as_of}; /fronts lists those of a day")
    one, other = found.sides
    history, acts = _history(measures, found)
    return OneFront(
        as_of=measures.as_of,
        front=found,
        history=history,
        acts=acts,
        sides=(_side(measures, record, found, one), _side(measures, record, found, other)),
        words=rested(record, measures.ledger, found.entries),
    )


def _history(measures: Measures, found: Front) -> tuple[tuple[LevelSpan, ...], tuple[Acts, ...]]:
    """The last spans of the level, and the acts within them by day."""
    levels, as_of = measures.situation.levels, measures.as_of
    assert levels is not None and as_of is not None, "a front has a day and levels"
    pair = levels.acts.number(found.sides[0].id, found.sides[1].id)
    if pair is None:
        return (), ()
    spans = level_history(levels, pair, as_of)[-_SPANS:]
    acts, deeds = levels.acts, levels.acts.deeds
    some = acts.slice(pair)
    day, rank, row = acts.day[some], acts.rank[some], acts.row[some]
    within = (day <= as_of.toordinal()) & (day >= spans[0].first.toordinal() if spans else True)
    by: dict[tuple[int, int, int], list[int]] = {}
    columns = (day[within], rank[within], deeds.source[row[within]], acts.deaths[some][within])
    for when, level, source, deaths in zip(*(one.tolist() for one in columns), strict=True):
        mark = by.setdefault((when, level, source), [0, 0])
        mark[0] += 1
        mark[1] += max(deaths, 0)
    marks = []
    for (when, level, source), (count, deaths) in sorted(by.items())[-_MARKS:]:
        on = day_of(when)
        assert on is not None, "acts have days"
        side = deeds.sides[source] if source >= 0 else None
        marks.append(Acts(on, level, side, count, deaths))
    return spans, tuple(marks)


def _side(measures: Measures, record: Record, found: Front, side: Side) -> FrontSide:
    other = next(one for one in found.sides if one != side)
    deeds, doings = measures.ledger.deeds, measures.ledger.doings
    today = measures.as_of.toordinal() if measures.as_of is not None else 0
    rows = doings.between(side.id, other.id, 1, today)
    types, counts = np.unique(deeds.type[rows], return_counts=True)
    by_type = zip(counts.tolist(), (deeds.terms[number] for number in types.tolist()), strict=True)
    promised = [one for one in fates_of(measures, side.id, other.id) if one.actor == side]
    threats = doings.of_type(rows, *_THREATS)
    return FrontSide(
        side=side,
        counts={name: count for count, name in sorted(by_type, reverse=True)},
        deeds=_told(measures, record, rows),
        threats=_told(measures, record, threats),
        promises=tuple(promised[:_PROMISES]),
        promises_total=len(promised),
        held=tuple(one for one in found.held_back if one.side == side),
    )


def _told(measures: Measures, record: Record, rows: Any) -> tuple[Cited, ...]:
    """The last of these deeds in the words of one report each, newest first."""
    last = [int(row) for row in rows[::-1][:_DEEDS]]
    ids = [measures.ledger.deeds.entries([row])[0] for row in last]
    return tuple(citations(record, measures.ledger, dict.fromkeys(ids)).values())


def _present(found: OneFront) -> Mapping[str, Any]:
    names = (found.front.sides[0].name, found.front.sides[1].name)
    spans = [{"day": one.first.isoformat(), "level": one.level} for one in found.history]
    if found.history:
        last = found.history[-1]
        spans.append({"day": last.last.isoformat(), "level": last.level})
    marks = [
        {
            "day": one.day.isoformat(), "on": one.day.isoformat(), "level": one.level,
            "what": LEVELS[one.level], "by": one.by.name if one.by else "unnamed",
            "acts": one.acts, "deaths": one.deaths,
        }
        for one in found.acts
    ]  # fmt: skip
    return {"chart": drawing.level_over_time(spans, marks, names)}
