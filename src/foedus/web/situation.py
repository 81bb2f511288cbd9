"""The first page: the situation on a day, with the day as a slider over the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np

from foedus.network.shapes import Alliance, Change, Front, Tie, Watch
from foedus.network.ties import Ties
from foedus.record import Record, Statistics
from foedus.web import drawing
from foedus.web.measured import WINDOW, Measured, Measures
from foedus.web.pages import Page, Pages
from foedus.web.places import Where, picture_of, places_of
from foedus.web.shown import AskedDay, CallShown, call_shown, measures_on

_FEW: Final = 12  # of a list, before the page leads on to all of them
_TIES: Final = 40
_FADED: Final = 0.05  # of one fresh event; what weighs less is of the past


@dataclass(frozen=True, slots=True)
class Situation:
    """The measures of a day, the first of each, beside the counts of all.

    `since` is the day that `changes` compares with. `ties` are of both ways together, those with
    most events; `places` those of the last 14 days' deeds. `first_day` and `last_day` are those of
    the whole record.
    """

    as_of: dt.date | None
    known_on: dt.date | None
    since: dt.date | None
    first_day: dt.date | None
    last_day: dt.date | None
    reports: int
    counts: dict[str, int]
    statistics: Statistics
    fronts: tuple[Front, ...]
    alliances: tuple[Alliance, ...]
    calls: tuple[CallShown, ...]
    changes: tuple[Change, ...]
    watch: tuple[Watch, ...]
    ties: tuple[Tie, ...]
    places: tuple[Where, ...]


def add_to(pages: Pages) -> None:
    """Register the page of this topic."""
    about = "The situation on a day: fronts, alliances, calls, changes, what to watch"
    page = Page("situation.html", Situation, about, AskedDay, _present)
    pages.add("/", partial(situation, pages.site.measured), page)


def situation(measured: Measured, record: Record, asked: AskedDay) -> Situation:
    """The measures of the day that is asked for."""
    measures = measures_on(measured, record, asked)
    return measures.once("situation page", lambda: _situation(measures, record, asked))


def _situation(measures: Measures, record: Record, asked: AskedDay) -> Situation:
    now, ledger = measures.situation, measures.ledger
    held = record.statistics()
    since = measures.since(None)
    changes = measures.changes(since) if since is not None else ()
    alliances = tuple(sorted(now.alliances, key=lambda one: (-one.strain.total, one.id)))
    return Situation(
        as_of=measures.as_of,
        known_on=asked.known_on,
        since=since,
        first_day=held.first_date,
        last_day=held.last_date,
        reports=now.reports,
        counts={
            "fronts": len(now.fronts),
            "alliances": len(alliances),
            "calls": len(now.calls),
            "changes": len(changes),
            "ties": len(now.ties),
            "events": ledger.events.count,
            "commitments": len(ledger.words),
        },
        statistics=held,
        fronts=now.fronts[:_FEW],
        alliances=alliances[:_FEW],
        calls=tuple(map(call_shown, now.calls[:_FEW])),
        changes=changes[:_FEW],
        watch=measures.watch[:_FEW],
        ties=strongest(now.ties, _TIES),
        places=places_of(record, ledger, WINDOW),
    )


def strongest(ties: Ties, most: int) -> tuple[Tie, ...]:
    """Pairs, both ways together, that rest on most events and have not faded."""
    pooled = ties.pooled()
    rows = np.flatnonzero(pooled.cooperation + pooled.hostility >= _FADED)
    order = np.argsort(-pooled.events[rows], kind="stable")[:most]
    return tuple(pooled.records(rows[order]))


def _present(found: Situation) -> Mapping[str, Any]:
    span = (found.last_day - found.first_day).days if found.first_day and found.last_day else 0
    at = (found.as_of - found.first_day).days if found.as_of and found.first_day else span
    return {
        "network": drawing.network(found.ties) if found.ties else None,
        "picture": picture_of(found.places),
        "span": span,
        "at": min(max(at, 0), span),
    }
