"""The ledger as it stood on an earlier day, out of the one that is loaded."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.network.deeds import deeds_of
from foedus.network.distinct import restricted
from foedus.network.events import Events
from foedus.network.ledger import Ledger
from foedus.network.publishers import voices_of
from foedus.network.repeated import repeated
from foedus.record.columns import EventColumns, Telling


def as_it_stood(ledger: Ledger, day: dt.date) -> Ledger:
    """What had been published by a day, and nothing of what came later.

    It is what the record gives with that day as `as_of`, without reading it again. Tellings that
    are known today to be of one event are one then too, so that nothing is a change that is only
    better known. Reports without a day stand in the record by when they
    were read; they are in where they come before a report of that day or an earlier one.
    """
    kept = _published_by(ledger.reports, day)
    reports = ledger.reports[:kept]
    ids = {report.report for report in reports}
    events = _of_reports(ledger.events, kept)
    spoken = tuple(word for word in ledger.told_words if word.said.evidence.report in ids)
    told = restricted(ledger.distinct, events, voices_of(reports, ledger.copies))
    return replace(
        ledger,
        as_of=day,
        reports=reports,
        events=events,
        distinct=told,
        deeds=deeds_of(events, told),
        words=repeated(spoken),
        told_words=spoken,
        bonds=tuple(bond for bond in ledger.bonds if bond.report in ids),
        requests={
            id: event for id, event in ledger.requests.items() if event.evidence.report in ids
        },
    )


def _published_by(reports: tuple[Telling, ...], day: dt.date) -> int:
    """How many of the reports, which are in the order of their days, are of this day or earlier."""
    known = (
        number
        for number, report in enumerate(reports, start=1)
        if report.published is not None and report.published <= day
    )
    return max(known, default=0)


def _of_reports(events: Events, reports: int) -> Events:
    """The events of the first reports; sides keep their numbers."""
    told = events.told
    kept = int(np.searchsorted(told.report, reports))  # events are in the order of their reports
    pairs = int(np.searchsorted(events.pair_event, kept))
    return Events(
        told=_first(told, kept, told.reports[:reports]),
        sides=events.sides,
        pair_event=events.pair_event[:pairs],
        pair_source=events.pair_source[:pairs],
        pair_target=events.pair_target[:pairs],
    )


def _first(told: EventColumns, kept: int, reports: tuple[Telling, ...]) -> EventColumns:
    """The columns of the first events."""
    parties: NDArray[np.bool_] = told.party_event < kept
    by_event: dict[str, Any] = {
        name: column[:kept]
        for name in EventColumns.__slots__
        if isinstance(column := getattr(told, name), np.ndarray) and not name.startswith("party_")
    }
    return replace(
        told,
        **by_event,
        party_event=told.party_event[parties],
        party_role=told.party_role[parties],
        party_mention=told.party_mention[parties],
        reports=reports,
    )
