"""The entries that a brief cites, looked up in the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from foedus.brief.shapes import Cited
from foedus.model import Commitment, Entry, Event
from foedus.network.ledger import Ledger
from foedus.record import Record


def citations(record: Record, ledger: Ledger, ids: Iterable[str]) -> Mapping[str, Cited]:
    """Each entry with its words; an id that is no entry's is left out."""
    return {one.id: _cited(one, ledger) for one in record.entries_of_ids(tuple(ids))}


def _cited(entry: Entry, ledger: Ledger) -> Cited:
    report = entry.evidence.report
    return Cited(
        id=entry.id,
        kind=entry.kind,
        type=_type(entry),
        day=_day(entry, ledger.published.get(report)),
        report=report,
        source=ledger.publisher.get(report),
        quote=entry.evidence.quote,
    )


def _type(entry: Entry) -> str | None:
    if isinstance(entry, Event):
        return entry.event
    return entry.act.event if isinstance(entry, Commitment) else entry.relation


def _day(entry: Entry, published: dt.date | None) -> dt.date | None:
    """The last day it may have fallen on; the report's where it has none of its own."""
    when = entry.date if isinstance(entry, Event | Commitment) else None
    last = (when.end or when.start) if when is not None else None
    if last is None or published is None:
        return last or published
    return min(last, published)
