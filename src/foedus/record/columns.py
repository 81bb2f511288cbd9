"""Events as columns: what the measures need of a million of them, read in about a second.

Beside its entries each version of a report keeps its events once more as a block of numbers. The
blocks follow from the entries and are written in the same transaction, like an index; reading them
takes no parsing of JSON.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from foedus.model import ASSERTIONS, Actor, Event, entry_from_json
from foedus.record.conditions import Conditions, add_state
from foedus.record.connection import Connection
from foedus.record.indexing import mention_id
from foedus.record.passages import sentence_starts, surroundings
from foedus.record.shapes import Filter
from foedus.record.signatures import SIGNATURE, signature

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNKNOWN: Final = -1  # no number, no term, nobody
ROLES: Final = ("actor", "recipient", "through")
_EVENT: Final = [
    ("type", "<i4"), ("mode", "<i4"), ("place", "<i4"), ("assertion", "<i1"), ("is_dated", "<i1"),
    ("first", "<i4"), ("last", "<i4"), ("intensity", "<f4"), ("confidence", "<f4"),
    ("fatalities", "<i4"), ("start", "<i4"), ("words", "<u8", (SIGNATURE,)),
]  # fmt: skip
_PARTY: Final = [("event", "<i4"), ("role", "<i1"), ("mention", "<i4")]
_NO_DAY: Final = 0


class Mention(NamedTuple):
    """Words that name an actor, as they were resolved."""

    id: str
    name: str
    code: str | None
    sector: str | None


class Telling(NamedTuple):
    """A version of a report, as far as measures need it: its publisher and its days."""

    version_id: int
    report: str
    source: str | None
    published: dt.date | None


@dataclass(frozen=True, slots=True, eq=False)
class EventColumns:
    """Events, one row each, by the order of their reports and of the text.

    `report` counts into `reports`; `type`, `mode` and `place` into `terms`, or are `UNKNOWN`;
    `assertion` counts into `foedus.model.ASSERTIONS`. `first` and `last` are the days it may have
    happened on as proleptic Gregorian ordinals, 0 where no day is known; without `is_dated` they
    are its report's. `words` stands for the words of its sentence, the names of its parties left
    out: a bit for each. A party is a row of `party_event` (which event), `party_role` (into
    `ROLES`) and `party_mention` (into `mentions`).
    """

    ids: NDArray[np.bytes_]
    report: NDArray[np.int32]
    type: NDArray[np.int32]
    mode: NDArray[np.int32]
    place: NDArray[np.int32]
    assertion: NDArray[np.int8]
    is_dated: NDArray[np.bool_]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    intensity: NDArray[np.float32]
    confidence: NDArray[np.float32]
    fatalities: NDArray[np.int32]
    words: NDArray[np.uint64]
    party_event: NDArray[np.int32]
    party_role: NDArray[np.int8]
    party_mention: NDArray[np.int32]
    terms: tuple[str, ...]
    mentions: tuple[Mention, ...]
    reports: tuple[Telling, ...]


def write_columns(connection: Connection, version_id: int) -> None:
    """Write the block of a version anew from its entries. Part of a transaction."""
    import numpy as np

    report = connection.row(
        "SELECT text, published_date FROM reports WHERE version_id = ?", (version_id,)
    )
    assert report is not None, "the caller just wrote it"
    day = report["published_date"]
    published = dt.date.fromisoformat(day) if day else None
    events = _events_of(connection, version_id)
    connection.run("DELETE FROM event_columns WHERE version_id = ?", (version_id,))
    if not events:
        return
    term = _Terms(connection)
    text: str = report["text"]
    starts = sentence_starts(text)
    rows = [
        (*_row(event, published, term), signature(_sentence(event, text, starts), _names(event)))
        for event in events
    ]
    parties = [
        (number, ROLES.index(role), mention_id(connection, actor))
        for number, event in enumerate(events)
        for role, actor in _parties(event)
    ]
    connection.run(
        "INSERT INTO event_columns (version_id, count, ids, events, parties)"
        " VALUES (?, ?, ?, ?, ?)",
        (
            version_id,
            len(events),
            "\n".join(event.id for event in events),
            np.array(rows, dtype=_EVENT).tobytes(),
            np.array(parties, dtype=_PARTY).tobytes(),
        ),
    )


def read_columns(connection: Connection, wanted: Filter) -> EventColumns:
    """The events of all versions of reports that the filter's days and state let through."""
    import numpy as np

    conditions = Conditions()
    add_state(conditions, "r", wanted)
    if wanted.as_of is not None:
        conditions.add("r.counted_date <= ?", wanted.as_of.isoformat())
    reports: list[Telling] = []
    counts: list[int] = []
    parties_in: list[int] = []
    ids: list[str] = []
    events: list[bytes] = []
    parties: list[bytes] = []
    size = np.dtype(_PARTY).itemsize
    for row in connection.rows(
        "SELECT r.version_id, r.report_id, r.source, r.published_date, c.count, c.ids, c.events,"
        " c.parties FROM reports r LEFT JOIN event_columns c ON c.version_id = r.version_id"
        f" WHERE {conditions.sql} ORDER BY r.counted_date, r.report_id, r.version",
        conditions.values,
    ):
        day = row["published_date"]
        reports.append(
            Telling(
                row["version_id"],
                row["report_id"],
                row["source"],
                dt.date.fromisoformat(day) if day else None,
            )
        )
        counts.append(row["count"] or 0)
        parties_in.append(len(row["parties"] or b"") // size)
        if row["count"]:
            ids.append(row["ids"])
            events.append(row["events"])
            parties.append(row["parties"])
    mentions, place_of = _mentions(connection)
    event = np.frombuffer(b"".join(events), dtype=_EVENT)
    party = np.frombuffer(b"".join(parties), dtype=_PARTY)
    before = np.repeat(np.cumsum([0, *counts[:-1]]) if counts else [], parties_in)
    return EventColumns(
        ids=np.array("\n".join(ids).encode().split(b"\n") if ids else [], dtype=np.bytes_),
        report=np.repeat(np.arange(len(reports), dtype=np.int32), counts),
        type=event["type"].copy(),
        mode=event["mode"].copy(),
        place=event["place"].copy(),
        assertion=event["assertion"].copy(),
        is_dated=event["is_dated"].astype(bool),
        first=event["first"].copy(),
        last=event["last"].copy(),
        intensity=event["intensity"].copy(),
        confidence=event["confidence"].copy(),
        fatalities=event["fatalities"].copy(),
        words=event["words"].copy(),
        party_event=(party["event"] + before).astype(np.int32),
        party_role=party["role"].copy(),
        party_mention=place_of[party["mention"]],
        terms=_terms(connection),
        mentions=mentions,
        reports=tuple(reports),
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
        first.toordinal() if first else _NO_DAY,
        last.toordinal() if last else _NO_DAY,
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

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, text: str | None) -> int:
        if text is None:
            return UNKNOWN
        found = self._connection.row("SELECT term_id FROM terms WHERE text = ?", (text,))
        if found is not None:
            return int(found[0])
        return self._connection.run(
            "INSERT INTO terms (term_id, text)"
            " VALUES ((SELECT ifnull(max(term_id) + 1, 0) FROM terms), ?)",
            (text,),
        )


def _terms(connection: Connection) -> tuple[str, ...]:
    return tuple(row[0] for row in connection.rows("SELECT text FROM terms ORDER BY term_id"))


def _mentions(connection: Connection) -> tuple[tuple[Mention, ...], NDArray[np.int32]]:
    """All mentions, and at which place in them each mention's id stands."""
    import numpy as np

    rows = list(
        connection.rows(
            "SELECT mention_id, actor_id, name, actor_code, sector FROM mentions"
            " ORDER BY mention_id"
        )
    )
    places: dict[Mention, int] = {}
    place_of = np.full(rows[-1]["mention_id"] + 1 if rows else 1, UNKNOWN, dtype=np.int32)
    for row in rows:
        mention = Mention(row["actor_id"], row["name"], row["actor_code"], row["sector"])
        place_of[row["mention_id"]] = places.setdefault(mention, len(places))
    return tuple(places), place_of
