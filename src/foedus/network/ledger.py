"""What all measures start from: a record as it stood on a day, with sides in place of names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.model import Bond, Commitment, Event
from foedus.network.deeds import Deeds, deeds_of
from foedus.network.distinct import Distinct, distinct
from foedus.network.events import Events, Ints, with_sides
from foedus.network.sides import Sides
from foedus.network.words import NamedBond, Word, bonds_of, words_of
from foedus.record import Filter, Record
from foedus.record.columns import Telling

if TYPE_CHECKING:
    from foedus.catalogue.entries import Membership, Party
    from foedus.catalogue.loading import Catalogue

_MOST_REQUESTS: Final = 5000  # more are in a record of many years, whose calls are long answered
_MOST_BARE: Final = 500  # of those without a mode few are calls


@dataclass(frozen=True, eq=False)
class Ledger:
    """A record as of a day. `as_of` is None only where no report has one.

    `events` are all as told, `deeds` the distinct ones told as having happened, by day; `words`
    are the commitments and `bonds` the named relations, oldest first. `memberships` and `parties`
    are the catalogue's. `requests` are the last events that may be calls for help, by id, with
    what they ask for. `quote` and `asked` are looked up in the record when they are shown.
    """

    as_of: dt.date | None
    reports: tuple[Telling, ...]
    events: Events
    distinct: Distinct
    deeds: Deeds
    words: tuple[Word, ...]
    bonds: tuple[NamedBond, ...]
    sides: Sides
    memberships: tuple[Membership, ...]
    parties: Mapping[str, Party]
    requests: Mapping[str, Event] = field(default_factory=dict)

    @cached_property
    def published(self) -> dict[str, dt.date | None]:
        """Report -> its day."""
        return {report.report: report.published for report in self.reports}

    @cached_property
    def publisher(self) -> dict[str, str | None]:
        """Report -> who published it."""
        return {report.report: report.source for report in self.reports}


def ledger_of(
    record: Record,
    catalogue: Catalogue,
    *,
    as_of: dt.date | None = None,
    known_on: dt.date | None = None,
) -> Ledger:
    """The record as it stood: what was published by `as_of`, of what had been read by `known_on`.

    Without `as_of` it is the day of the last report.
    """
    wanted = Filter(as_of=as_of, known_on=known_on)
    sides = Sides(catalogue.parties.values(), catalogue.persons)
    columns = record.event_columns(wanted)
    published = {report.report: report.published for report in columns.reports}
    days = [day for day in published.values() if day is not None]
    events = with_sides(columns, sides)
    told = distinct(events, _publishers(columns.reports))
    return Ledger(
        as_of=as_of or max(days, default=None),
        reports=columns.reports,
        events=events,
        distinct=told,
        deeds=deeds_of(events, told),
        words=words_of(_commitments(record, wanted), published, sides),
        bonds=bonds_of(_bonds(record, wanted), published, sides),
        sides=sides,
        memberships=tuple(catalogue.memberships),
        parties=catalogue.parties,
        requests=_requests(record, events, wanted),
    )


def _publishers(reports: Sequence[Telling]) -> Ints:
    """The publisher of each report as a number; a report without one is its own."""
    numbers: dict[str, int] = {}
    return np.array(
        [numbers.setdefault(one.source or f"\0{one.report}", len(numbers)) for one in reports],
        dtype=np.int32,
    )


def _commitments(record: Record, wanted: Filter) -> list[Commitment]:
    entries = record.entries(
        Filter(kinds=("commitment",), as_of=wanted.as_of, known_on=wanted.known_on)
    )
    return [entry for entry in entries if isinstance(entry, Commitment)]


def _bonds(record: Record, wanted: Filter) -> list[Bond]:
    entries = record.entries(Filter(kinds=("bond",), as_of=wanted.as_of, known_on=wanted.known_on))
    return [entry for entry in entries if isinstance(entry, Bond)]


def _requests(record: Record, events: Events, wanted: Filter) -> dict[str, Event]:
    """The last REQUESTs for help or of no mode: their words say what they ask for."""
    assist = Filter(
        kinds=("event",),
        events=("REQUEST",),
        modes=("assist",),
        assertions=("actual",),
        as_of=wanted.as_of,
        known_on=wanted.known_on,
        limit=_MOST_REQUESTS,
        newest_first=True,
    )
    found = [*record.entries(assist)]
    bare = np.flatnonzero(events.type_is("REQUEST") & events.is_actual & (events.told.mode < 0))
    found += [record.entry(id) for id in events.ids(bare[-_MOST_BARE:])]
    return {entry.id: entry for entry in found if isinstance(entry, Event)}
