"""`Record`: the ledger as one object, its verbs over one open file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from foedus.model import Entry, Report
from foedus.record import checking, decisions, queries, writing
from foedus.record.columns import EventColumns, read_columns
from foedus.record.connection import Connection
from foedus.record.copies import Copy, copies, copies_of
from foedus.record.shapes import (
    Decision,
    Filter,
    Kept,
    Passage,
    ReportRow,
    Statistics,
    UnknownActor,
)

_ALL = Filter()


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Record:
    """An open record. Use it in a `with`, in the thread that opened it.

    Any number of processes may read while one writes; each opens its own. Whatever is wrong with
    the file is raised as `RecordError`, and an id that is not in it as `NotInRecord`. Lists are
    fetched as they are iterated and show one state of the record; iterate them to the end, or
    close them, before writing much with the same object.
    """

    def __init__(
        self,
        path: str | Path = "foedus.db",
        *,
        create: bool = False,
        wait: float = 10.0,
        now: Callable[[], dt.datetime] = _utc_now,
    ) -> None:
        """Open the record at `path`; `create` makes one where there is none.

        `wait` is how many seconds to wait while another program writes. `now` gives the time,
        with its zone, that readings and decisions are stamped with.
        """
        self.path = Path(path)
        self._now = now
        self._connection = Connection(self.path, create=create, wait=wait)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def keep(
        self,
        report: Report,
        entries: Sequence[Entry],
        *,
        coded_by: str,
        origin: str | None = None,
    ) -> Kept:
        """Keep a report and its entries, whole; once this returns they are on disk.

        Known text coded by the same version adds nothing. Known text coded by another version, or
        with a day, title, source, URL or language that it had lacked, has its entries replaced.
        Other text under a known id becomes the current version beside the older ones; text of an
        older version stays with that version. What analysts decided is applied to what is new.
        """
        return writing.keep(
            self._connection, report, entries, writing.Reading(coded_by, origin, self._now())
        )

    def is_kept(self, report: Report, coded_by: str) -> bool:
        """Whether keeping this report, coded by this version, would add nothing."""
        return writing.is_kept(self._connection, report, coded_by)

    def report(self, id: str, version: int | None = None) -> Report:
        """A report as it was read: its current version, or an older one by its number."""
        return queries.report(self._connection, id, version)

    def reports(self, wanted: Filter = _ALL) -> Iterator[ReportRow]:
        """Reports by day, the newest last; those with an entry that the filter lets through."""
        return queries.reports(self._connection, wanted)

    def entries(self, wanted: Filter = _ALL) -> Iterator[Entry]:
        """Entries as decided, by day and id, the newest last and those without a day first."""
        return queries.entries(self._connection, wanted)

    def event_columns(self, wanted: Filter = _ALL, *, most: int | None = None) -> EventColumns:
        """The events of many reports as columns, for measures; of the filter only its days count.

        That is `as_of`, `known_on`, `include_superseded` and `since`, which here is of the reports.
        Of more events than `most` those of the last days are read.
        """
        return read_columns(self._connection, wanted, most)

    def copies(self) -> Iterator[tuple[int, int]]:
        """All pairs of versions of reports whose texts are near-identical, by their ids."""
        return copies(self._connection)

    def copies_of(self, report_id: str) -> list[Copy]:
        """The reports whose text is near-identical to this one's, in their current versions."""
        return copies_of(self._connection, report_id)

    def count(self, wanted: Filter = _ALL) -> int:
        """How many entries the filter lets through, whatever its limit and offset."""
        return queries.count(self._connection, wanted)

    def entry(self, id: str, *, as_coded: bool = False) -> Entry:
        """One entry, by its id or the first characters of it (four or more).

        It is as analysts decided, or `as_coded` before that; those found wrong or of an older
        version of the report are found too.
        """
        return queries.entry(self._connection, id, as_coded)

    def entries_of_ids(self, ids: Sequence[str]) -> list[Entry]:
        """Many entries by their whole ids, as decided, in the order of the ids."""
        return queries.entries_of_ids(self._connection, ids)

    def passage(self, entry: Entry | str, around: int = 1) -> Passage:
        """The sentences of an entry's evidence, and `around` more on either side."""
        entry_id = entry if isinstance(entry, str) else entry.id
        return queries.passage(self._connection, entry_id, around)

    def decide(
        self, id: str, field: str, value: object, *, analyst: str, reason: str | None = None
    ) -> Decision:
        """Put an analyst's decision over an entry; it stays when the report is coded anew.

        `field` is one of the entry's own, and `value` its new value, as in the model or as JSON;
        or `wrong`, and whether the entry is. A later decision on the same field goes over an
        earlier one. Raises `UsageError` where field or value do not fit the entry.
        """
        return decisions.decide(
            self._connection,
            self.entry(id, as_coded=True),
            decisions.Judgement(field, value, analyst, reason, self._now()),
        )

    def undo(self, decision: int, *, analyst: str) -> Decision:
        """Take a decision back, by its number; it stays on the record as undone."""
        return decisions.undo(self._connection, decision, analyst=analyst, now=self._now())

    def decisions(self, entry_id: str | None = None) -> Iterator[Decision]:
        """The decisions on an entry, or all of them, oldest first; those undone too."""
        return decisions.decisions(self._connection, entry_id)

    def last_day(self) -> dt.date | None:
        """The day of the last report, of those with one."""
        return queries.last_day(self._connection)

    def statistics(self) -> Statistics:
        """How much the record holds."""
        return queries.statistics(self._connection)

    def unknown_actors(self, limit: int = 50) -> list[UnknownActor]:
        """(text, sector, entries) of actors without a code, the most frequent first."""
        return queries.unknown_actors(self._connection, limit)

    def faults(self) -> list[str]:
        """What is wrong with the file or with what stands in it; empty where it is whole.

        Reads everything, and needs the file to be writable.
        """
        return list(checking.faults(self._connection))
