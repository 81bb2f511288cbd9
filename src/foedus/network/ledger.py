"""What all measures start from: a record as it stood on a day, with sides in place of names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.model import Bond, Commitment, Event
from foedus.network.deeds import Deeds, deeds_of
from foedus.network.distinct import Distinct, distinct
from foedus.network.doings import Doings
from foedus.network.events import Events, Ints, with_sides
from foedus.network.publishers import voices_of
from foedus.network.repeated import repeated
from foedus.network.sides import Sides
from foedus.network.words import NamedBond, Word, bonds_of, words_of
from foedus.record import Filter, Record
from foedus.record.columns import Telling

if TYPE_CHECKING:
    from foedus.catalogue.catalogue import Catalogue
    from foedus.catalogue.entries import Membership, Party

# More are in a record of many years: deeds that no tie weighs any longer, calls long answered,
# promises long kept, broken or lapsed.
MOST_EVENTS: Final = 150_000
_MOST_REQUESTS: Final = 1500
_MOST_WORDS: Final = 2000
_MOST_BONDS: Final = 20_000
_MOST_BARE: Final = 300  # of those without a mode few are calls


@dataclass(frozen=True, eq=False)
class Ledger:
    """A record as of a day. `as_of` is None only where no report has one.

    `events` are all as told since `measured_since`, `deeds` the distinct ones told as having
    happened, by day; `words` are the last commitments and `bonds` the last named relations, oldest
    first. `memberships` and `parties` are the catalogue's. `requests` are the last events that may
    be calls for help, by id, with what they ask for; `copies` the pairs of versions of reports
    whose texts are near-identical. `words` count a promise that is told again once; `told_words`
    are all tellings.
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
    copies: tuple[tuple[int, int], ...] = ()
    told_words: tuple[Word, ...] = ()

    @property
    def measured_since(self) -> dt.date | None:
        """The first day whose events are in, where older ones are left; None where all are."""
        return self.events.told.since

    @cached_property
    def doings(self) -> Doings:
        """Deeds by who does them to whom."""
        return Doings(self.deeds)

    @cached_property
    def report_days(self) -> Ints:
        """The days of the reports that have one, as ordinals, in order."""
        days = (one.published.toordinal() for one in self.reports if one.published is not None)
        return np.sort(np.fromiter(days, dtype=np.int32))

    @cached_property
    def published(self) -> dict[str, dt.date | None]:
        """Report -> its day."""
        return {report.report: report.published for report in self.reports}

    @cached_property
    def publisher(self) -> dict[str, str | None]:
        """Report -> who published it."""
        return {report.report: report.source for report in self.reports}


def ledger_of(  # noqa: PLR0913 - what is left out is said by name
    record: Record,
    catalogue: Catalogue,
    *,
    as_of: dt.date | None = None,
    known_on: dt.date | None = None,
    events_only: bool = False,
    since: dt.date | None = None,
) -> Ledger:
    """The record as it stood: what was published by `as_of`, of what had been read by `known_on`.

    Without `as_of` it is the day of the last report. Of more than `MOST_EVENTS` events those of
    the last days are in, and of what was said nothing older. `events_only` leaves out commitments,
    bonds and requests, which take longer to read than all the rest; `since` leaves out the events
    of reports before a day.
    """
    wanted = Filter(as_of=as_of, known_on=known_on)
    sides = Sides(catalogue.parties.values(), catalogue.persons)
    columns = record.event_columns(replace(wanted, since=since), most=MOST_EVENTS)
    published = {report.report: report.published for report in columns.reports}
    days = [day for day in published.values() if day is not None]
    events = with_sides(columns, sides)
    copies = tuple(record.copies())
    told = distinct(events, voices_of(columns.reports, copies))
    said = [] if events_only else _commitments(record, wanted)
    if columns.since is not None:
        # What came of an older one is not all among the events.
        said = [one for one in said if _is_since(published[one.evidence.report], columns.since)]
    spoken = words_of(said, published, sides)
    return Ledger(
        as_of=as_of or max(days, default=None),
        reports=columns.reports,
        events=events,
        distinct=told,
        deeds=deeds_of(events, told),
        words=repeated(spoken),
        bonds=() if events_only else bonds_of(_bonds(record, wanted), published, sides),
        sides=sides,
        memberships=tuple(catalogue.memberships),
        parties=catalogue.parties,
        requests={} if events_only else _requests(record, events, wanted),
        copies=copies,
        told_words=spoken,
    )


def _is_since(day: dt.date | None, since: dt.date) -> bool:
    return day is not None and day >= since


def _commitments(record: Record, wanted: Filter) -> list[Commitment]:
    entries = record.entries(
        replace(wanted, kinds=("commitment",), limit=_MOST_WORDS, newest_first=True)
    )
    return [entry for entry in entries if isinstance(entry, Commitment)]


def _bonds(record: Record, wanted: Filter) -> list[Bond]:
    entries = record.entries(replace(wanted, kinds=("bond",), limit=_MOST_BONDS, newest_first=True))
    return [entry for entry in entries if isinstance(entry, Bond)]


def _requests(record: Record, events: Events, wanted: Filter) -> dict[str, Event]:
    """The last REQUESTs for help or of no mode: their words say what they ask for."""
    assist = replace(
        wanted,
        kinds=("event",),
        events=("REQUEST",),
        modes=("assist",),
        assertions=("actual",),
        limit=_MOST_REQUESTS,
        newest_first=True,
    )
    found = [*record.entries(assist)]
    bare = np.flatnonzero(events.type_is("REQUEST") & events.is_actual & (events.told.mode < 0))
    found += record.entries_of_ids(events.ids(bare[-_MOST_BARE:].tolist()))
    return {entry.id: entry for entry in found if isinstance(entry, Event)}
