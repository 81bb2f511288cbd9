"""What analysts decide about entries. It stands over the coding, and outlives it.

A decision bears on the entry of its id. Where re-coding or a new version of the report has left
no such entry, it bears on the one of the same kind that rests on the same words; if more than one
does, on the one at the same span, of the same event type; if that still leaves several, on none,
and it is kept for the next time.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import sqlite3
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from foedus.errors import NotInRecord, RecordError, UsageError
from foedus.model import Entry, as_json, entry_from_json
from foedus.record.blocks import write_columns
from foedus.record.connection import Connection
from foedus.record.indexing import columns, event_type, write_actors
from foedus.record.shapes import Decision

WRONG: Final = "wrong"
# These tie an entry to its words and to its coding; they are not a matter of judgement.
_FIXED: Final = frozenset({"id", "kind", "evidence", "rule"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an analyst says of an entry, not yet checked."""

    field: str
    value: object
    analyst: str
    reason: str | None
    at: dt.datetime


def decide(connection: Connection, entry: Entry, said: Judgement) -> Decision:
    """Put a decision on an entry down and apply it; see `Record.decide`."""
    if not said.analyst.strip():
        raise UsageError("a decision needs the name of the analyst who takes it")
    value = _checked(entry, said.field, as_json(said.value))
    with connection.writing():
        number = connection.run(
            "INSERT INTO decisions (entry_id, report_id, kind, event_type, quote_start, quote_end,"
            " quote, field, value, analyst, reason, decided_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.id,
                entry.evidence.report,
                entry.kind,
                event_type(entry),
                entry.evidence.start,
                entry.evidence.end,
                entry.evidence.quote,
                said.field,
                json.dumps(value, ensure_ascii=False),
                said.analyst,
                said.reason,
                said.at.astimezone(dt.UTC).isoformat(timespec="seconds"),
            ),
        )
        apply_decisions(connection, entry.evidence.report)
    return _decision(_row(connection, number))


def undo(connection: Connection, number: int, *, analyst: str, now: dt.datetime) -> Decision:
    """Take a decision back; it stays on the record as undone."""
    with connection.writing():
        row = _row(connection, number)
        if row["undone_at"] is not None:
            raise RecordError(f"decision {number} was undone before, by {row['undone_by']}")
        connection.run(
            "UPDATE decisions SET undone_at = ?, undone_by = ?, applied_entry_id = NULL"
            " WHERE decision_id = ?",
            (now.astimezone(dt.UTC).isoformat(timespec="seconds"), analyst, number),
        )
        apply_decisions(connection, row["report_id"])
    return _decision(_row(connection, number))


def decisions(connection: Connection, entry_id: str | None) -> Iterator[Decision]:
    """The decisions on an entry, or all of them, oldest first."""
    if entry_id is None:
        rows = connection.rows("SELECT * FROM decisions ORDER BY decision_id")
    else:
        rows = connection.rows(
            "SELECT * FROM decisions WHERE entry_id = ?1 OR applied_entry_id = ?1"
            " ORDER BY decision_id",
            (entry_id,),
        )
    return map(_decision, rows)


def apply_decisions(connection: Connection, report_id: str) -> None:
    """Bring the entries of a report to what is decided on them. Part of a transaction."""
    made = list(
        connection.rows(
            "SELECT * FROM decisions WHERE report_id = ? ORDER BY decision_id", (report_id,)
        )
    )
    if not made:
        return
    standing = [row for row in made if row["undone_at"] is None]
    versions = connection.rows(
        "SELECT version_id, published_date, is_current FROM reports WHERE report_id = ?",
        (report_id,),
    )
    for version in list(versions):
        _apply_to_version(connection, version, standing)


def _apply_to_version(
    connection: Connection, version: sqlite3.Row, standing: list[sqlite3.Row]
) -> None:
    found = connection.rows(
        "SELECT row_id, entry_id, is_wrong, body, decided_body FROM entries WHERE version_id = ?",
        (version["version_id"],),
    )
    rows = {row["entry_id"]: row for row in found}
    coded = {entry_id: entry_from_json(json.loads(row["body"])) for entry_id, row in rows.items()}
    borne: dict[str, list[sqlite3.Row]] = {}
    for decision in standing:
        target = _target(decision, coded)
        if target is not None:
            borne.setdefault(target, []).append(decision)
        if version["is_current"]:
            connection.run(
                "UPDATE decisions SET applied_entry_id = ? WHERE decision_id = ?",
                (target, decision["decision_id"]),
            )
    day = version["published_date"]
    published = dt.date.fromisoformat(day) if day else None
    changed = [
        _apply_to_entry(connection, row, borne.get(entry_id, []), published)
        for entry_id, row in rows.items()
    ]
    if any(changed):
        write_columns(connection, version["version_id"])


def _target(decision: sqlite3.Row, coded: Mapping[str, Entry]) -> str | None:
    """The id of the entry that a decision bears on, among those of one version."""
    if decision["entry_id"] in coded:
        return str(decision["entry_id"])
    span = (decision["quote_start"], decision["quote_end"])
    left = [
        entry
        for entry in coded.values()
        if entry.kind == decision["kind"] and entry.evidence.quote == decision["quote"]
    ]
    at_span = [e for e in left if (e.evidence.start, e.evidence.end) == span]
    left = at_span or left
    of_type = [entry for entry in left if event_type(entry) == decision["event_type"]]
    left = of_type or left
    return left[0].id if len(left) == 1 else None


def _apply_to_entry(
    connection: Connection,
    row: sqlite3.Row,
    borne: list[sqlite3.Row],
    published: dt.date | None,
) -> bool:
    """Write the entry as decided, with all it is looked up by; whether that changed anything."""
    body = json.loads(row["body"])
    is_wrong = False
    for decision in borne:  # oldest first: a later word on the same field goes over an earlier one
        value = json.loads(decision["value"])
        if decision["field"] == WRONG:
            is_wrong = bool(value)
        elif decision["field"] in body:
            body[decision["field"]] = value
    decided = json.dumps(body, ensure_ascii=False)
    new_body = None if decided == row["body"] else decided
    if new_body == row["decided_body"] and is_wrong == bool(row["is_wrong"]):
        return False
    entry = entry_from_json(body)
    connection.run(
        "UPDATE entries SET is_wrong = :is_wrong, decided_body = :decided_body,"
        " event_type = :event_type, mode = :mode, assertion = :assertion, polarity = :polarity,"
        " relation = :relation, confidence = :confidence, sort_date = :sort_date,"
        " start_date = :start_date, end_date = :end_date WHERE row_id = :row_id",
        {
            **columns(entry, published),
            "is_wrong": is_wrong,
            "decided_body": new_body,
            "row_id": row["row_id"],
        },
    )
    write_actors(connection, row["row_id"], entry)
    return True


def _checked(entry: Entry, field: str, value: Any) -> Any:
    """The value in the form it is kept in, if the field is one that can be decided and it fits."""
    if field == WRONG:
        if not isinstance(value, bool):
            raise UsageError("wrong: the value is true or false")
        return value
    hints = get_type_hints(type(entry))
    allowed = sorted(set(hints) - _FIXED)
    if field not in allowed:
        raise UsageError(
            f"{field}: no field of {entry.kind} that can be decided; "
            f"use one of {', '.join([*allowed, WRONG])}"
        )
    if not _fits(value, hints[field]):
        raise UsageError(f"{field}: {json.dumps(value, ensure_ascii=False)} is no value for it")
    return as_json(entry_from_json({**as_json(entry), field: value}))[field]


def _fits(value: Any, hint: Any) -> bool:
    """Whether a value in its JSON form has the shape that a field of the model declares."""
    form = get_origin(hint)
    if form is Literal:
        return isinstance(value, str) and value in get_args(hint)
    if form in (Union, types.UnionType):
        return any(_fits(value, one) for one in get_args(hint))
    if form is tuple:
        return isinstance(value, list) and all(_fits(item, get_args(hint)[0]) for item in value)
    if is_dataclass(hint) and isinstance(hint, type):
        parts = get_type_hints(hint)
        return (
            isinstance(value, dict)
            and value.keys() == parts.keys()
            and all(_fits(value[name], part) for name, part in parts.items())
        )
    return _is_plain(value, hint)


def _is_plain(value: Any, hint: type) -> bool:
    if hint is dt.date:
        try:
            return isinstance(value, str) and bool(dt.date.fromisoformat(value))
        except ValueError:
            return False
    if isinstance(value, bool) or hint is bool:
        return hint is bool and isinstance(value, bool)
    if hint is float:
        return isinstance(value, int | float) and math.isfinite(value)
    return isinstance(value, hint)


def _row(connection: Connection, number: int) -> sqlite3.Row:
    row = connection.row("SELECT * FROM decisions WHERE decision_id = ?", (number,))
    if row is None:
        raise NotInRecord(
            f"no decision {number} in {connection.path}; list them to see the numbers"
        )
    return row


def _decision(row: sqlite3.Row) -> Decision:
    undone = row["undone_at"]
    return Decision(
        id=row["decision_id"],
        entry=row["entry_id"],
        applies_to=row["applied_entry_id"],
        report=row["report_id"],
        field=row["field"],
        value=json.loads(row["value"]),
        analyst=row["analyst"],
        reason=row["reason"],
        decided_at=dt.datetime.fromisoformat(row["decided_at"]),
        undone_at=dt.datetime.fromisoformat(undone) if undone else None,
        undone_by=row["undone_by"],
    )
