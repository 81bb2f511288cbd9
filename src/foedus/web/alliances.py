"""Alliances: the list, and each with its strain opened down to the words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Final

import numpy as np
from pydantic import BeforeValidator, Field

from foedus.network.shapes import Alliance, Component, Fate, Strain, Tie
from foedus.record import Record
from foedus.web import drawing
from foedus.web.measured import Measured, Measures
from foedus.web.pages import Page, Pages
from foedus.web.shown import (
    AskedDay,
    CallShown,
    Rested,
    call_shown,
    measures_on,
    not_there,
    rested,
)
from foedus.web.templating import decimal

_PROMISES: Final = 30
_TIES: Final = 30
_STEP: Final = 14  # days between the points of the strain over time
_POINTS: Final = 6
_CHEAP: Final = 3000  # events of a ledger up to which these points are made unasked


@dataclass(frozen=True, slots=True)
class Alliances:
    """All alliances of a day, the most strained first."""

    as_of: dt.date | None
    alliances: tuple[Alliance, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A component of strain with the words it rests on."""

    component: Component
    words: Rested


@dataclass(frozen=True, slots=True)
class Point:
    """The total strain on a day; None where the alliance was not there yet."""

    day: dt.date
    total: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class OneAlliance:
    """An alliance as of a day: `over_time` is empty where it was not asked for."""

    as_of: dt.date | None
    alliance: Alliance
    components: tuple[Opened, ...]
    calls: tuple[CallShown, ...]
    promises: tuple[Fate, ...]
    promises_total: int
    inside: tuple[Tie, ...]
    outside: tuple[Tie, ...]
    over_time: tuple[Point, ...]
    words: Rested


class AskedAlliance(AskedDay):
    """The day of an alliance, and whether its strain is wanted on earlier days too."""

    over_time: Annotated[
        Annotated[int, Field(ge=0, le=12)] | None,
        BeforeValidator(lambda given: None if given == "" else given),
    ] = Field(None, description="on so many days, two weeks apart; else as is cheap")


def add_to(pages: Pages) -> None:
    """Register the pages of this topic."""
    measured = pages.site.measured
    pages.add(
        "/alliances",
        partial(alliances, measured),
        Page("alliances.html", Alliances, "Alliances and how strained they are", AskedDay),
    )
    about = "One alliance: members, strain, calls, promises, ties"
    pages.add(
        "/alliance/{id:path}",
        partial(alliance, measured),
        Page("alliance.html", OneAlliance, about, AskedAlliance, _present),
    )


def alliances(measured: Measured, record: Record, asked: AskedDay) -> Alliances:
    """The alliances of the day."""
    measures = measures_on(measured, record, asked)
    found = sorted(measures.situation.alliances, key=lambda one: (-one.strain.total, one.id))
    return Alliances(measures.as_of, tuple(found))


def alliance(measured: Measured, record: Record, asked: AskedAlliance, id: str) -> OneAlliance:
    """One alliance of the day.

    Raises:
        NotInRecord: there is none of this id on the day.
    """
    measures = measures_on(measured, record, asked)
    found = next((one for one in measures.situation.alliances if one.id == id), None)
    if found is None:
        raise not_there("alliance", id, measures.as_of)
    ids = {side.id for side in found.members}
    inside = set(found.calls)
    promises = _promises(measures, ids)
    within, without = _ties(measures, found, ids)
    return OneAlliance(
        as_of=measures.as_of,
        alliance=found,
        components=tuple(
            Opened(one, rested(record, measures.ledger, one.entries))
            for one in found.strain.components
        ),
        calls=tuple(call_shown(one) for one in measures.situation.calls if one.id in inside),
        promises=promises[:_PROMISES],
        promises_total=len(promises),
        inside=within,
        outside=without,
        over_time=_over_time(measures, found, asked.over_time),
        words=rested(record, measures.ledger, found.entries),
    )


def _promises(measures: Measures, ids: set[str]) -> tuple[Fate, ...]:
    """Promises of members to each other; those that stand first, then the newest."""
    standing = ("standing", "triggered")
    some = [
        fate
        for fate in measures.situation.fates
        if fate.actor.id in ids
        and any(side.id in ids and side != fate.actor for side in fate.towards)
    ]
    some.sort(key=lambda one: one.date or dt.date.min, reverse=True)
    return tuple(sorted(some, key=lambda one: one.status not in standing))


def _ties(
    measures: Measures, found: Alliance, ids: set[str]
) -> tuple[tuple[Tie, ...], tuple[Tie, ...]]:
    """Ties between members, and those of members with others; those of most events first."""
    pooled = measures.situation.ties.pooled()
    inside = pooled.of(ids)
    outside = pooled.touching(ids) & ~inside
    picked = []
    for chosen in (inside, outside):
        rows = np.flatnonzero(chosen)
        order = np.argsort(-pooled.events[rows], kind="stable")[:_TIES]
        picked.append(tuple(pooled.records(rows[order])))
    return picked[0], picked[1]


def _over_time(measures: Measures, found: Alliance, asked: int | None) -> tuple[Point, ...]:
    """The strain on earlier days, oldest first, and on this one."""
    as_of = measures.as_of
    if asked is None:
        asked = _POINTS if measures.ledger.events.count <= _CHEAP else 0
    if as_of is None or not asked:
        return ()
    points = [_point(as_of, found)]
    for number in range(1, asked):
        back = as_of.toordinal() - number * _STEP
        if back < 1:
            break
        day = dt.date.fromordinal(back)
        then = next((one for one in measures.alliances_on(day) if one.id == found.id), None)
        points.append(_point(day, then))
    return tuple(reversed(points))


def _point(day: dt.date, found: Alliance | None) -> Point:
    if found is None:
        return Point(day, None, None, None)
    return Point(day, found.strain.total, found.strain.low, found.strain.high)


def _present(found: OneAlliance) -> Mapping[str, Any]:
    points = [
        {"day": one.day.isoformat(), "total": one.total, "low": one.low, "high": one.high}
        for one in found.over_time
        if one.total is not None
    ]
    return {
        "profile": drawing.strain(found.alliance.strain),
        "profile_rows": list(_profile(found.alliance.strain)),
        "over_time": drawing.strain_over_time(points) if len(points) > 1 else None,
        "point_rows": [_row(one) for one in found.over_time],
        "step": _STEP,
        "most_points": _POINTS,
    }


def _profile(strain: Strain) -> Iterator[tuple[object, ...]]:
    """The components and the total, as the chart shows them."""
    for one in strain.components:
        value = decimal(one.value) if one.is_known else "not known"
        yield one.name, value, decimal(one.low), decimal(one.high), decimal(one.weight, 1)
    yield "total", decimal(strain.total), decimal(strain.low), decimal(strain.high), ""


def _row(one: Point) -> tuple[object, ...]:
    if one.total is None or one.low is None or one.high is None:
        return (one.day, "not there", "", "")
    return (one.day, f"{one.total:.2f}", f"{one.low:.2f}", f"{one.high:.2f}")
