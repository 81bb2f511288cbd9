"""Reading a record: entries, reports, passages and counts."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Sequence

from foedus.errors import NotInRecord, RecordError
from foedus.model import Entry, Report, entry_from_json
from foedus.record.conditions import Conditions, for_entries, for_reports, named_rows, page
from foedus.record.connection import Connection
from foedus.record.passages import surroundings
from foedus.record.shapes import Filter, Passage, ReportRow, Statistics, UnknownActor

_MANY_IDS = 500  # ids that one statement asks for
_SHORTEST_PREFIX = 4  # characters
_MANY = 5000  # entries, from which it is quicker to go through all than to look them up


def entries(connection: Connection, wanted: Filter) -> Iterator[Entry]:
    """The entries that a filter lets through, by day and id."""
    in_order = wanted.limit is not None and _is_in_many(connection, wanted)
    conditions = for_entries(wanted, in_order=in_order)
    order = "e.sort_date, e.entry_id"
    if wanted.after is not None:
        key = _entry_row(connection, wanted.after, order)
        sign = "<" if wanted.newest_first else ">"
        conditions.add(f"(e.sort_date, e.entry_id) {sign} (?, ?)", *key)
    cut, values = page(wanted)
    chosen = (
        f"SELECT e.row_id FROM {_tables(conditions)}"
        f" WHERE {conditions.sql} {_order(order, wanted)}{cut}"
    )
    # The page is chosen by an index alone; only its own rows are read whole.
    rows = connection.rows(
        f"SELECT ifnull(e.decided_body, e.body) AS body FROM ({chosen}) c"
        f" CROSS JOIN entries e ON e.row_id = c.row_id {_order(order, wanted)}"
        if cut
        else f"SELECT ifnull(e.decided_body, e.body) AS body FROM {_tables(conditions)}"
        f" WHERE {conditions.sql} {_order(order, wanted)}",
        [*conditions.values, *values],
    )
    return (_entry(connection, row) for row in rows)


def count(connection: Connection, wanted: Filter) -> int:
    """How many entries a filter lets through, on all pages."""
    # Every row is counted, so that those of an actor are best looked up at once.
    in_order = not wanted.names_actors and _is_in_many(connection, wanted)
    conditions = for_entries(wanted, in_order=in_order)
    row = connection.row(
        f"SELECT count(*) FROM {_tables(conditions)} WHERE {conditions.sql}", conditions.values
    )
    return row[0] if row else 0


def _tables(conditions: Conditions) -> str:
    joined = " JOIN reports r ON r.version_id = e.version_id"
    return f"entries e{joined if conditions.needs_report else ''}"


def _is_in_many(connection: Connection, wanted: Filter) -> bool:
    """Whether what a filter names, an actor or words, is in very many entries.

    Then most of the latest entries have it too, and to go through them in their order takes less
    time than to look all of them up and to sort them.
    """
    named = named_rows(wanted)
    if not named.clauses or wanted.report is not None:
        return False
    row = connection.row(
        f"SELECT count(*) FROM (SELECT 1 FROM entries e WHERE {named.sql} LIMIT ?)",
        [*named.values, _MANY],
    )
    return row is not None and row[0] == _MANY


def entry(connection: Connection, entry_id: str, as_coded: bool) -> Entry:
    """The entry of this id or of an unambiguous beginning of it."""
    body = "e.body" if as_coded else "ifnull(e.decided_body, e.body) AS body"
    row = _entry_row(connection, entry_id, body)
    return _entry(connection, row)


def entries_of_ids(connection: Connection, ids: Sequence[str]) -> list[Entry]:
    """The entries of these ids; those that no entry has are left out."""
    found: dict[str, Entry] = {}
    for start in range(0, len(ids), _MANY_IDS):
        some = ids[start : start + _MANY_IDS]
        rows = connection.rows(
            "SELECT e.entry_id, ifnull(e.decided_body, e.body) AS body FROM entries e"
            f" WHERE e.entry_id IN ({', '.join('?' * len(some))}) ORDER BY e.version_id",
            some,
        )
        found.update((row["entry_id"], _entry(connection, row)) for row in rows)
    return [found[id] for id in ids if id in found]


def reports(connection: Connection, wanted: Filter) -> Iterator[ReportRow]:
    """The reports that a filter lets through, by day, id and version."""
    conditions = for_reports(wanted)
    order = "r.counted_date, r.report_id, r.version"
    if wanted.after is not None:
        key = _report_row(connection, wanted.after, None, order)
        sign = "<" if wanted.newest_first else ">"
        conditions.add(f"({order}) {sign} (?, ?, ?)", *key)
    cut, values = page(wanted)
    # The page is chosen first, so that only its own rows have their entries counted.
    rows = connection.rows(
        "SELECT r.report_id, r.version, r.title, r.published_date, r.source, r.url, r.characters,"
        " (SELECT count(*) FROM entries e WHERE e.version_id = r.version_id AND e.is_wrong = 0)"
        " AS entry_count, r.coded_by, r.read_at, r.origin, r.is_current"
        f" FROM (SELECT r.version_id FROM reports r WHERE {conditions.sql}"
        f" {_order(order, wanted)}{cut}) c CROSS JOIN reports r ON r.version_id = c.version_id"
        f" {_order(order, wanted)}",
        [*conditions.values, *values],
    )
    return map(_report_listed, rows)


def report(connection: Connection, report_id: str, version: int | None) -> Report:
    """The text as it was read: the current version, or the one of this number."""
    row = _report_row(
        connection,
        report_id,
        version,
        "r.report_id, r.text, r.title, r.published_date, r.source, r.url, r.language",
    )
    return Report(
        id=row["report_id"],
        text=row["text"],
        title=row["title"],
        date=_day(row["published_date"]),
        source=row["source"],
        url=row["url"],
        language=row["language"],
    )


def passage(connection: Connection, entry_id: str, around: int) -> Passage:
    """The sentences that hold an entry's evidence and `around` more on either side."""
    row = _entry_row(
        connection, entry_id, "e.body, r.report_id, r.version, r.title, r.text", joined=True
    )
    evidence = _entry(connection, row).evidence
    text: str = row["text"]
    start, end = surroundings(text, evidence.start, evidence.end, around)
    return Passage(
        report=row["report_id"],
        version=row["version"],
        title=row["title"],
        text=text[start:end],
        start=start,
        end=end,
        quote_start=evidence.start,
        quote_end=evidence.end,
    )


def statistics(connection: Connection) -> Statistics:
    """Counts over the whole record."""
    kinds = {
        (row["kind"], bool(row["is_wrong"])): row["n"]
        for row in connection.rows(
            "SELECT kind, is_wrong, count(*) AS n FROM entries WHERE is_current = 1"
            " GROUP BY is_wrong, kind"
        )
    }
    read = connection.row(
        "SELECT ifnull(sum(is_current), 0) AS current, count(*) AS n,"
        " min(published_date) AS first_day, max(published_date) AS last_day FROM reports"
    )
    assert read is not None, "an aggregate has one row"
    return Statistics(
        reports=read["current"],
        versions=read["n"],
        events=kinds.get(("event", False), 0),
        commitments=kinds.get(("commitment", False), 0),
        bonds=kinds.get(("bond", False), 0),
        wrong=sum(n for (_, is_wrong), n in kinds.items() if is_wrong),
        first_date=_day(read["first_day"]),
        last_date=_day(read["last_day"]),
    )


def last_day(connection: Connection) -> dt.date | None:
    """The day of the last current report with one."""
    row = connection.row(
        "SELECT published_date FROM reports INDEXED BY reports_by_date"
        " WHERE is_current = 1 AND published_date IS NOT NULL ORDER BY counted_date DESC LIMIT 1"
    )
    return _day(row[0]) if row is not None else None


def unknown_actors(connection: Connection, limit: int) -> list[UnknownActor]:
    """Words that name actors without a code, the most frequent first."""
    rows = connection.rows(
        "SELECT m.text, m.sector, count(DISTINCT e.row_id) AS n FROM mentions m"
        " JOIN entry_actors a ON a.mention_id = m.mention_id"
        " JOIN entries e ON e.row_id = a.row_id"
        " WHERE m.actor_code IS NULL AND e.is_current = 1 AND e.is_wrong = 0"
        " GROUP BY m.text, m.sector ORDER BY n DESC, m.text, m.sector LIMIT ?",
        (limit,),
    )
    return [UnknownActor(row["text"], row["sector"], row["n"]) for row in rows]


def _order(columns: str, wanted: Filter) -> str:
    down = " DESC" if wanted.newest_first else ""
    return "ORDER BY " + ", ".join(f"{column}{down}" for column in columns.split(", "))


def _entry(connection: Connection, row: sqlite3.Row) -> Entry:
    try:
        return entry_from_json(json.loads(row["body"]))
    except (ValueError, KeyError, TypeError) as error:
        raise RecordError(
            f"{connection.path}: an entry in it cannot be read ({error}); put a copy back"
        ) from error


def _entry_row(
    connection: Connection, entry_id: str, columns: str, *, joined: bool = False
) -> sqlite3.Row:
    """The row of an entry; where several versions of its report have it, the newest of them."""
    join = " JOIN reports r ON r.version_id = e.version_id" if joined else ""
    tables = f"entries e{join}"
    found = connection.row(
        f"SELECT {columns} FROM {tables} WHERE e.entry_id = ? ORDER BY e.version_id DESC LIMIT 1",
        (entry_id,),
    )
    if found is None:
        full = _completed(connection, "entry", entry_id, "entries", "entry_id")
        return _entry_row(connection, full, columns, joined=joined)
    return found


def _report_row(
    connection: Connection, report_id: str, version: int | None, columns: str
) -> sqlite3.Row:
    which = Conditions()
    which.add("r.report_id = ?", report_id)
    if version is None:
        which.add("r.is_current = 1")
    else:
        which.add("r.version = ?", version)
    found = connection.row(f"SELECT {columns} FROM reports r WHERE {which.sql}", which.values)
    if found is not None:
        return found
    known = connection.row(
        "SELECT max(version) AS newest FROM reports WHERE report_id = ?", (report_id,)
    )
    if known is not None and known["newest"] is not None:
        raise NotInRecord(
            f"report {report_id!r} has no version {version}; its newest is {known['newest']}"
        )
    full = _completed(connection, "report", report_id, "reports", "report_id")
    return _report_row(connection, full, version, columns)


def _completed(connection: Connection, what: str, start: str, table: str, column: str) -> str:
    """The one id that begins so."""
    if len(start) < _SHORTEST_PREFIX:
        raise NotInRecord(
            f"no {what} {start!r} in {connection.path}; give its id or at least the first "
            f"{_SHORTEST_PREFIX} characters of it"
        )
    found = [
        str(row[0])
        for row in connection.rows(
            f"SELECT DISTINCT {column} FROM {table} WHERE {column} >= ? AND {column} < ?"
            f" ORDER BY {column} LIMIT 4",
            (start, start + "\U0010ffff"),
        )
    ]
    if not found:
        listed = "foedus reports" if what == "report" else "foedus events or foedus commitments"
        raise NotInRecord(f"no {what} {start!r} in {connection.path}; list them with {listed}")
    if len(found) > 1:
        more = " and more" if len(found) > 3 else ""
        raise NotInRecord(
            f"{start!r} is the start of several ids: {', '.join(found[:3])}{more}; "
            "give more of the one you mean"
        )
    return found[0]


def _report_listed(row: sqlite3.Row) -> ReportRow:
    return ReportRow(
        id=row["report_id"],
        version=row["version"],
        title=row["title"],
        date=_day(row["published_date"]),
        source=row["source"],
        url=row["url"],
        chars=row["characters"],
        entries=row["entry_count"],
        coded_by=row["coded_by"],
        read_at=dt.datetime.fromisoformat(row["read_at"]),
        origin=row["origin"],
        is_current=bool(row["is_current"]),
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
