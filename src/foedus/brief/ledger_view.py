"""The entries of a brief with their reports: on which days they fall, and between whom they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from foedus.brief.shapes import Cited, Side, Tally
from foedus.network.sides import Sides
from foedus.model import Bond, Commitment, Entry, Event
from foedus.record.shapes import ReportRow


class View:
    """Entries beside the reports they come from, and the sides that their actors belong to."""

    def __init__(
        self, reports: Iterable[ReportRow], entries: Iterable[Entry], sides: Sides
    ) -> None:
        self.reports = tuple(reports)
        self.entries = tuple(entries)
        self.sides = sides
        self._by_id = {report.id: report for report in self.reports}

    @property
    def actual(self) -> Iterator[Event]:
        """The events told as having happened."""
        for entry in self.entries:
            if isinstance(entry, Event) and entry.assertion == "actual":
                yield entry

    def days(self, entry: Entry) -> tuple[dt.date | None, dt.date | None]:
        """The first and last day it may fall on; what is told as done is done by its report's day.

        An entry without days of its own is taken to fall on its report's.
        """
        report = self._by_id.get(entry.evidence.report)
        published = report.date if report is not None else None
        when = None if isinstance(entry, Bond) else entry.date
        if when is None or (when.start is None and when.end is None):
            return published, published
        end = when.end if published is None else min(when.end or published, published)
        if when.start is not None and end is not None:
            end = max(when.start, end)
        return when.start, end

    def day(self, entry: Entry) -> dt.date | None:
        """The last day it may fall on, else its first."""
        start, end = self.days(entry)
        return end or start

    def order(self, entry: Entry) -> tuple[dt.date, str, int, str]:
        """Sorts by day; within a report in the order of its text."""
        spot = entry.evidence
        return self.day(entry) or dt.date.min, spot.report, spot.start, entry.id

    def cite(self, entry: Entry) -> Cited:
        report = self._by_id.get(entry.evidence.report)
        return Cited(
            id=entry.id,
            kind=entry.kind,
            type=_type(entry),
            day=self.day(entry),
            report=entry.evidence.report,
            source=report.source if report is not None else None,
            quote=entry.evidence.quote,
        )

    def tally(self, entries: Sequence[Entry]) -> Tally:
        ordered = sorted(entries, key=self.order)
        latest = self.cite(ordered[-1]) if ordered else None
        return Tally(len(ordered), tuple(entry.id for entry in ordered), latest)

    def pairs(self, event: Event) -> set[tuple[Side, Side]]:
        """The sides an event is between, each pair in the order of their ids.

        Those who act together on another are no pair; those who act with each other are.
        """
        day = self.day(event)
        doing = self.sides.of_all(event.actors, day)
        receiving = self.sides.of_all(event.recipients, day)
        between = product(doing, receiving) if event.recipients else combinations(doing, 2)
        return {
            (one, other) if one.id < other.id else (other, one)
            for one, other in between
            if one.id != other.id
        }


def _type(entry: Entry) -> str | None:
    if isinstance(entry, Event):
        return entry.event
    return entry.act.event if isinstance(entry, Commitment) else entry.relation
