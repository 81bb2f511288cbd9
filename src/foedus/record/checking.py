"""Whether a record is whole: the file, its indexes, and every entry's words."""

from __future__ import annotations

import json
from collections.abc import Iterator

from foedus.errors import RecordError
from foedus.record.blocks import is_in_step
from foedus.record.connection import Connection


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with a record, a line each; nothing where it is whole. Reads all of it."""
    for row in connection.rows("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"the file: {row[0]}"
    for row in connection.rows("PRAGMA foreign_key_check"):
        yield f"the table {row[0]}: row {row[1]} belongs to nothing"
    yield from _faults_of_words(connection)
    for version in connection.rows("SELECT version_id, report_id, version FROM reports"):
        name = f"report {version['report_id']!r}, version {version['version']}"
        for fault in _faults_of_version(connection, version["version_id"]):
            yield f"{name}: {fault}"
        if not is_in_step(connection, version["version_id"]):
            yield f"{name}: its columns are not those of its events"


def _faults_of_words(connection: Connection) -> Iterator[str]:
    try:
        connection.run(
            "INSERT INTO report_words (report_words, rank) VALUES ('integrity-check', 1)"
        )
    except RecordError as error:
        yield f"the index of words: {error}"


def _faults_of_version(connection: Connection, version_id: int) -> Iterator[str]:
    stored = connection.row(
        "SELECT text, characters, is_current FROM reports WHERE version_id = ?", (version_id,)
    )
    assert stored is not None, "listed by the caller"
    text: str = stored["text"]
    if len(text) != stored["characters"]:
        yield f"its text has {len(text)} characters, not {stored['characters']}"
    for row in connection.rows(
        "SELECT entry_id, is_current, body FROM entries WHERE version_id = ?", (version_id,)
    ):
        evidence = json.loads(row["body"])["evidence"]
        if text[evidence["start"] : evidence["end"]] != evidence["quote"]:
            yield f"entry {row['entry_id']!r}: its evidence is not in the text"
        if row["is_current"] != stored["is_current"]:
            yield f"entry {row['entry_id']!r}: is not as current as its report"
