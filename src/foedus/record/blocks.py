"""Events written once more as numbers, a block for each version of a report; see columns.py."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence

from foedus.model import ASSERTIONS, Actor, Event, entry_from_json
from foedus.record.columns import EVENT, NO_DAY, PARTY, ROLES, UNKNOWN
from foedus.record.connection import Connection
from foedus.record.indexing import known_mention, mention_id
from foedus.record.passages import sentence_starts, surroundings
from foedus.record.signatures import signature


def write_columns(connection: Connection, version_id: int) -> None:
    """Write the block of a version anew from its entries. Part of a transaction."""
    block = _block(connection, version_id, known_only=False)
    connection.run("DELETE FROM event_columns WHERE version_id = ?", (version_id,))
    if block is not None:
        connection.run(
            "INSERT INTO event_columns (version_id, count, ids, events, parties)"
            " VALUES (?, ?, ?, ?, ?)",
            (version_id, *block),
        )


def is_in_step(connection: Connection, version_id: int) -> bool:
    """Whether the block of a version is what follows from its entries."""
    kept = connection.row(
        "SELECT count, ids, events, parties FROM event_columns WHERE version_id = ?", (version_id,)
    )
    block = _block(connection, version_id, known_only=True)
    return (tuple(kept) if kept is not None else None) == block


def _block(
    connection: Connection, version_id: int, *, known_only: bool
) -> tuple[int, str, bytes, bytes] | None:
    """The number of events of a version, their ids, and their rows as bytes; None without any.

    With `known_only` nothing is put down: words and mentions that are new get no number.
    """
    import numpy as np

    report = connection.row(
        "SELECT text, published_date FROM reports WHERE version_id = ?", (version_id,)
    )
    assert report is not None, "the caller just wrote or listed it"
    events = _events_of(connection, version_id)
    if not events:
        return None
    day = report["published_date"]
    published = dt.date.fromisoformat(day) if day else None
    term = _Terms(connection, known_only)
    text: str = report["text"]
    starts = sentence_starts(text)
    rows = [
        (*_row(event, published, term), signature(_sentence(event, text, starts), _names(event)))
        for event in events
    ]
    number_of = known_mention if known_only else mention_id
    parties = [
        (number, ROLES.index(role), number_of(connection, actor))
        for number, event in enumerate(events)
        for role, actor in _parties(event)
    ]
    return (
        len(events),
        "\n".join(event.id for event in events),
        np.array(rows, dtype=EVENT).tobytes(),
        np.array(parties, dtype=PARTY).tobytes(),
    )


def write_all_columns(connection: Connection) -> None:
    """Write the blocks of a record that has none yet. Part of a transaction."""
    versions = [row[0] for row in connection.rows("SELECT version_id FROM reports")]
    for version_id in versions:
        write_columns(connection, version_id)


def _events_of(connection: Connection, version_id: int) -> list[Event]:
    """The events of a version as decided, without those found wrong, in the order of the text."""
    rows = connection.rows(
        "SELECT ifnull(decided_body, body) AS body FROM entries"
        " WHERE version_id = ? AND kind = 'event' AND is_wrong = 0",
        (version_id,),
    )
    found = [entry_from_json(json.loads(row["body"])) for row in list(rows)]
    events = [entry for entry in found if isinstance(entry, Event)]
    return sorted(events, key=lambda event: (event.evidence.start, event.id))


def _parties(event: Event) -> Iterable[tuple[str, Actor]]:
    yield from (("actor", actor) for actor in event.actors)
    yield from (("recipient", actor) for actor in event.recipients)
    yield from (("through", actor) for actor in event.through)


def _sentence(event: Event, text: str, starts: Sequence[int]) -> str:
    start, end = surroundings(text, event.evidence.start, event.evidence.end, 0, starts)
    return text[start:end]


def _names(event: Event) -> str:
    return " ".join(f"{actor.text} {actor.name}" for _, actor in _parties(event))


def _row(event: Event, published: dt.date | None, term: _Terms) -> tuple[object, ...]:
    first, last = days_of(event, published)
    dated = event.date is not None and (event.date.start or event.date.end) is not None
    return (
        term.of(event.event),
        term.of(event.mode),
        term.of(event.place.name if event.place is not None else None),
        ASSERTIONS.index(event.assertion),
        dated,
        first.toordinal() if first else NO_DAY,
        last.toordinal() if last else NO_DAY,
        event.intensity,
        event.confidence,
        _number(event.fatalities),
        event.evidence.start,
    )


def days_of(event: Event, published: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day an event may have fallen on.

    Without days of its own it falls on its report's. What is told as having happened has happened
    by the report's day; an interval open at one end is closed by the other, or by that day.
    """
    when = event.date
    if when is None or (when.start is None and when.end is None):
        return published, published
    start, end = when.start, when.end
    if event.assertion == "actual" and published is not None:
        end = min(end or published, published)
    start = start or end
    end = end or start
    assert start is not None and end is not None, "one of them is known"
    return start, max(start, end)


def _number(value: int | None) -> int:
    """A count as it is kept; one that no number of 31 bits holds is as good as unknown."""
    return value if value is not None and 0 <= value < 2**31 else UNKNOWN


class _Terms:
    """Words that occur in many events, each written once."""

    def __init__(self, connection: Connection, known_only: bool) -> None:
        self._connection = connection
        self._known_only = known_only

    def of(self, text: str | None) -> int:
        if text is None:
            return UNKNOWN
        found = self._connection.row("SELECT term_id FROM terms WHERE text = ?", (text,))
        if found is not None or self._known_only:
            return int(found[0]) if found is not None else UNKNOWN
        return self._connection.run(
            "INSERT INTO terms (term_id, text)"
            " VALUES ((SELECT ifnull(max(term_id) + 1, 0) FROM terms), ?)",
            (text,),
        )
