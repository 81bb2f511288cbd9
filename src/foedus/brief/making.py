"""A record -> a brief: all measures on a day, beside those of an earlier day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from foedus.brief.shapes import Brief, Counts, Coverage
from foedus.network.changes import changes
from foedus.network.earlier import as_it_stood
from foedus.network.events import NOBODY, Ints
from foedus.network.keys import once
from foedus.network.ledger import Ledger
from foedus.network.situation import Situation, situation
from foedus.network.watch import watch

WINDOW = 14  # days: the window that the level of a front is of


def brief_of(ledger: Ledger, *, since: dt.date | None = None) -> Brief:
    """The brief of a ledger; `since` is the day of the last one, else 14 days earlier."""
    now = situation(ledger)
    if since is None and ledger.as_of is not None:
        since = ledger.as_of - dt.timedelta(days=WINDOW)
    then = situation(as_it_stood(ledger, since)) if since is not None else None
    return Brief(
        as_of=ledger.as_of,
        since=since,
        reports=_coverage(ledger),
        events=_counts(ledger),
        alliances=tuple(sorted(now.alliances, key=lambda one: (-one.strain.total, one.id))),
        fronts=now.fronts,
        calls=now.calls,
        commitments=tuple(reversed(now.fates)),
        changes=changes(now, then) if then is not None else (),
        watch=watch(ledger, now.fates, now.fronts),
        cannot_say=tuple(_limits(ledger, now, then)),
    )


def _coverage(ledger: Ledger) -> Coverage:
    days = ledger.report_days
    first, last = (dt.date.fromordinal(int(days[at])) if len(days) else None for at in (0, -1))
    return Coverage(
        count=len(ledger.reports),
        publishers=tuple(sorted({report.source for report in ledger.reports if report.source})),
        without_publisher=sum(not report.source for report in ledger.reports),
        first=first,
        last=last,
        without_date=len(ledger.reports) - len(days),
    )


def _counts(ledger: Ledger) -> Counts:
    deeds = ledger.deeds
    whole = (deeds.source != NOBODY) & (deeds.target != NOBODY)
    actual = ledger.events.is_actual
    return Counts(
        told=ledger.events.count,
        actual=int(actual.sum()),
        distinct=_different(ledger.distinct.of[actual]),
        between_sides=_different(deeds.event[whole]),
        without_day=_different(deeds.event[deeds.day == 0]),
        since=ledger.measured_since,
    )


def _different(events: Ints) -> int:
    return len(once(events.astype(np.int64)))


def _limits(ledger: Ledger, now: Situation, then: Situation | None) -> Iterator[str]:
    """What the record does not answer, in sentences."""
    if not ledger.reports:
        yield "Nothing was read by this day, so there is nothing to tell."
        return
    if ledger.as_of is None:
        yield (
            "No report has a date: what happened when is not known, so no tie, front or change "
            "can be measured. Give --date when reading."
        )
    elif len(ledger.reports) == 1:
        yield "There is one report: nothing in it is told by a second one."
    if ledger.events.count == 0:
        yield "No event was found in what was read."
    elif not now.ties.pooled().sign.any():
        yield (
            "Too few events lie near this day for the sign of any tie to be settled; fronts and "
            "alliances below rest on single events and on what reports call them."
        )
    if len(ledger.events.sides) == 1:
        name = ledger.events.sides[0].name
        yield f"One actor alone is named, {name}: there is no pair to measure."
    if then is not None and not then.reports:
        yield "Nothing was published by the earlier day: nothing can be said to have changed."
