"""Putting a report and its entries down: together, once, and for good."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from foedus.errors import RecordError
from foedus.model import Entry, Report, as_json
from foedus.record.blocks import write_columns
from foedus.record.connection import Connection
from foedus.record.copies import write_copies
from foedus.record.decisions import apply_decisions
from foedus.record.indexing import columns, write_actors
from foedus.record.shapes import Kept, Status

# Metadata that a later copy of the same text may bring where the first had none.
_COMPLETED = ("title", "published_date", "source", "url", "language")


@dataclass(frozen=True, slots=True)
class Reading:
    """Which version codes a report, where the report came from, and when."""

    coded_by: str
    origin: str | None
    at: dt.datetime

    @property
    def stamp(self) -> str:
        return self.at.astimezone(dt.UTC).isoformat(timespec="seconds")


def keep(
    connection: Connection, report: Report, entries: Sequence[Entry], reading: Reading
) -> Kept:
    """Keep a report with its entries in one transaction; see `Record.keep`."""
    _check(connection, report, entries)
    with connection.writing():
        known = _known(connection, report)
        if known is not None and _adds_nothing(known, report, reading.coded_by):
            return Kept(report.id, known["version"], "unchanged", _count(connection, known))
        status: Status
        if known is not None:
            status = "recoded"
            _renew(connection, known, report, reading)
        else:
            status = _add_version(connection, report, reading)
        version = _known(connection, report)
        assert version is not None, "written in this transaction"
        _write_entries(connection, version, entries)
        apply_decisions(connection, report.id)
        write_columns(connection, version["version_id"])
        if status != "recoded":
            write_copies(connection, version["version_id"], report.id, report.text)
    return Kept(report.id, version["version"], status, len(entries))


def is_kept(connection: Connection, report: Report, coded_by: str) -> bool:
    """Whether keeping this report, coded by this version, would add nothing."""
    known = _known(connection, report)
    return known is not None and _adds_nothing(known, report, coded_by)


def _check(connection: Connection, report: Report, entries: Sequence[Entry]) -> None:
    """What holds of every entry of a record: it shows its words, and its id names it alone."""
    seen: set[str] = set()
    for entry in entries:
        evidence = entry.evidence
        if evidence.report != report.id or (
            report.text[evidence.start : evidence.end] != evidence.quote
        ):
            cause = "its evidence is not in the text"
        elif entry.id in seen:
            cause = "another entry of the report has the same id"
        else:
            seen.add(entry.id)
            continue
        raise RecordError(
            f"{connection.path}: report {report.id!r}, entry {entry.id!r}: {cause}; "
            "nothing of this report was kept, please report this as a fault of foedus"
        )


def _known(connection: Connection, report: Report) -> sqlite3.Row | None:
    """The row of the version with this very text."""
    return connection.row(
        "SELECT version_id, version, is_current, coded_by, title, published_date, source, url,"
        " language FROM reports WHERE report_id = ? AND text_hash = ?",
        (report.id, _hash(report.text)),
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _count(connection: Connection, version: sqlite3.Row) -> int:
    row = connection.row(
        "SELECT count(*) FROM entries WHERE version_id = ?", (version["version_id"],)
    )
    return row[0] if row else 0


def _metadata(report: Report) -> dict[str, str | None]:
    return {
        "title": report.title,
        "published_date": report.date.isoformat() if report.date else None,
        "source": report.source,
        "url": report.url,
        "language": report.language,
    }


def _adds_nothing(known: sqlite3.Row, report: Report, coded_by: str) -> bool:
    given = _metadata(report)
    completes = any(known[name] is None and given[name] is not None for name in _COMPLETED)
    return known["coded_by"] == coded_by and not completes


def _add_version(connection: Connection, report: Report, reading: Reading) -> Status:
    """Put the text down as the current version; an older one steps back but stays."""
    day = reading.stamp[:10]
    newest = connection.row("SELECT max(version) FROM reports WHERE report_id = ?", (report.id,))
    older: int = (newest[0] or 0) if newest else 0
    connection.run(
        "UPDATE entries SET is_current = 0 WHERE version_id IN"
        " (SELECT version_id FROM reports WHERE report_id = ? AND is_current = 1)",
        (report.id,),
    )
    connection.run(
        "UPDATE reports SET is_current = 0, superseded_date = ?"
        " WHERE report_id = ? AND is_current = 1",
        (day, report.id),
    )
    connection.run(
        "INSERT INTO reports (report_id, version, is_current, published_date, read_date,"
        " counted_date, read_at, coded_at, coded_by, source, url, language, origin, characters,"
        " text_hash, title, text) VALUES (:report_id, :version, 1, :published_date, :read_date,"
        " ifnull(:published_date, :read_date), :now, :now, :coded_by, :source, :url, :language,"
        " :origin, :characters, :text_hash, :title, :text)",
        {
            **_metadata(report),
            "report_id": report.id,
            "version": older + 1,
            "read_date": day,
            "now": reading.stamp,
            "coded_by": reading.coded_by,
            "origin": reading.origin,
            "characters": len(report.text),
            "text_hash": _hash(report.text),
            "text": report.text,
        },
    )
    return "changed" if older else "new"


def _renew(connection: Connection, known: sqlite3.Row, report: Report, reading: Reading) -> None:
    """Clear a version's entries for those of another coding, and fill in what it lacked."""
    connection.run("DELETE FROM entries WHERE version_id = ?", (known["version_id"],))
    connection.run(
        "UPDATE reports SET coded_by = :coded_by, coded_at = :now,"
        " title = ifnull(title, :title), source = ifnull(source, :source),"
        " url = ifnull(url, :url), language = ifnull(language, :language),"
        " published_date = ifnull(published_date, :published_date),"
        " counted_date = coalesce(published_date, :published_date, read_date)"
        " WHERE version_id = :version_id",
        {
            **_metadata(report),
            "coded_by": reading.coded_by,
            "now": reading.stamp,
            "version_id": known["version_id"],
        },
    )


def _write_entries(connection: Connection, version: sqlite3.Row, entries: Sequence[Entry]) -> None:
    day = version["published_date"]
    published = dt.date.fromisoformat(day) if day else None
    for entry in entries:
        row_id = connection.run(
            "INSERT INTO entries (entry_id, version_id, is_current, is_wrong, kind, event_type,"
            " mode, assertion, polarity, relation, confidence, sort_date, start_date, end_date,"
            " body) VALUES (:entry_id, :version_id, :is_current, 0, :kind, :event_type, :mode,"
            " :assertion, :polarity, :relation, :confidence, :sort_date, :start_date, :end_date,"
            " :body)",
            {
                **columns(entry, published),
                "entry_id": entry.id,
                "version_id": version["version_id"],
                "is_current": version["is_current"],
                "body": json.dumps(as_json(entry), ensure_ascii=False),
            },
        )
        write_actors(connection, row_id, entry)
