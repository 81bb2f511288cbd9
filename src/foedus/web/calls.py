"""Calls for help and their answers, and what changed between two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import Any, Final

from pydantic import Field

from foedus.errors import UsageError
from foedus.network.shapes import Call, Change
from foedus.record import Record
from foedus.web import drawing
from foedus.web.asked import Day
from foedus.web.measured import Measured
from foedus.web.pages import Page, Pages
from foedus.web.shown import AskedDay, CallShown, call_shown, measures_on

_MOST: Final = 200  # rows of a page
_DRAWN: Final = 30


@dataclass(frozen=True, slots=True)
class Calls:
    """The newest calls; `total` counts all of them, and `answers` them by their answer."""

    as_of: dt.date | None
    total: int
    answers: dict[str, int]
    calls: tuple[CallShown, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two days, the most unusual first; `total` counts all."""

    since: dt.date | None
    as_of: dt.date | None
    total: int
    changes: tuple[Change, ...]


class AskedChanges(AskedDay):
    """The two days that are compared."""

    since: Day = Field(None, description="the earlier day; else two weeks before")


def add_to(pages: Pages) -> None:
    """Register the pages of this topic."""
    measured = pages.site.measured
    pages.add(
        "/calls",
        partial(calls, measured),
        Page("calls.html", Calls, "Who asked whom for help, and the answers", AskedDay, _drawn),
    )
    pages.add(
        "/changes",
        partial(changes, measured),
        Page("changes.html", Changes, "What changed between two days", AskedChanges),
    )


def calls(measured: Measured, record: Record, asked: AskedDay) -> Calls:
    """The calls of the day, newest first."""
    measures = measures_on(measured, record, asked)
    found = measures.situation.calls
    answers: dict[str, int] = {}
    for call in found:
        answers[call.answer] = answers.get(call.answer, 0) + 1
    return Calls(measures.as_of, len(found), answers, tuple(map(call_shown, found[:_MOST])))


def changes(measured: Measured, record: Record, asked: AskedChanges) -> Changes:
    """What changed since the earlier day.

    Raises:
        UsageError: the earlier day is not earlier.
    """
    measures = measures_on(measured, record, asked)
    since = measures.since(asked.since)
    if since is None or measures.as_of is None:
        return Changes(None, None, 0, ())
    if since >= measures.as_of:
        if asked.since is None:  # the calendar begins here
            return Changes(since, measures.as_of, 0, ())
        raise UsageError(f"since {since} is not before {measures.as_of}; give an earlier day")
    found = measures.changes(since)
    return Changes(since, measures.as_of, len(found), found[:_MOST])


def _drawn(found: Calls) -> Mapping[str, Any]:
    """The newest calls as a chart."""
    names = [field.name for field in fields(Call)]
    some = [
        Call(**{name: getattr(one, name) for name in names})
        for one in found.calls[:_DRAWN]
        if one.date is not None
    ]
    drawn = bool(some) and found.as_of is not None
    return {"chart": drawing.calls(tuple(some), found.as_of) if drawn and found.as_of else None}
