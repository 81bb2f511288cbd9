"""Events as columns: what the measures need of a million of them, read in about a second.

Beside its entries each version of a report keeps its events once more as a block of numbers. The
blocks follow from the entries and are written in the same transaction, like an index; reading them
takes no parsing of JSON.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from foedus.record.conditions import Conditions, add_state
from foedus.record.connection import Connection
from foedus.record.shapes import Filter
from foedus.record.signatures import SIGNATURE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNKNOWN: Final = -1  # no number, no term, nobody
ROLES: Final = ("actor", "recipient", "through")
EVENT: Final = [
    ("type", "<i4"), ("mode", "<i4"), ("place", "<i4"), ("assertion", "<i1"), ("is_dated", "<i1"),
    ("first", "<i4"), ("last", "<i4"), ("intensity", "<f4"), ("confidence", "<f4"),
    ("fatalities", "<i4"), ("start", "<i4"), ("words", "<u8", (SIGNATURE,)),
]  # fmt: skip
PARTY: Final = [("event", "<i4"), ("role", "<i1"), ("mention", "<i4")]
NO_DAY: Final = 0


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
    `ROLES`) and `party_mention` (into `mentions`). `since` is the first day whose events are here
    where older ones were left; None where all are.
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
    since: dt.date | None = None


def read_columns(connection: Connection, wanted: Filter, most: int | None = None) -> EventColumns:
    """The events of all versions of reports that the filter's days and state let through.

    `since` is of the reports: of those published, or read, on that day or later. Of more events
    than `most` those of the last days are read, whole days of them, and at least one day.
    """
    import numpy as np

    conditions = Conditions()
    add_state(conditions, "r", wanted)
    if wanted.as_of is not None:
        conditions.add("r.counted_date <= ?", wanted.as_of.isoformat())
    if wanted.since is not None:
        conditions.add("r.counted_date >= ?", wanted.since.isoformat())
    blocks, since = _blocks(connection, conditions, most)
    reports = _tellings(connection, conditions)
    number_of = {one.version_id: number for number, one in enumerate(reports)}
    blocks.sort(key=lambda block: number_of[block.version_id])
    counts = [block.number for block in blocks]
    mentions, place_of = _mentions(connection)
    event = np.frombuffer(b"".join(block.events for block in blocks), dtype=EVENT)
    party = np.frombuffer(b"".join(block.parties for block in blocks), dtype=PARTY)
    size = np.dtype(PARTY).itemsize
    parties_in = [len(block.parties) // size for block in blocks]
    before = np.repeat(np.cumsum([0, *counts[:-1]]) if counts else [], parties_in)
    ids = "\n".join(block.ids for block in blocks).encode()
    of_report = np.array([number_of[block.version_id] for block in blocks], dtype=np.int32)
    return EventColumns(
        ids=np.array(ids.split(b"\n") if ids else [], dtype=np.bytes_),
        report=np.repeat(of_report, counts),
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
        reports=reports,
        since=since,
    )


class _Block(NamedTuple):
    """The events of a version of a report as they are kept."""

    version_id: int
    number: int
    ids: str
    events: bytes
    parties: bytes


def _blocks(
    connection: Connection, conditions: Conditions, most: int | None
) -> tuple[list[_Block], dt.date | None]:
    """The blocks of the last days, and the first of these days where older ones are left."""
    rows = connection.rows(
        "SELECT r.counted_date, c.version_id, c.count, c.ids, c.events, c.parties"
        " FROM reports r JOIN event_columns c ON c.version_id = r.version_id"
        f" WHERE {conditions.sql} ORDER BY r.counted_date DESC",
        conditions.values,
    )
    found: list[_Block] = []
    total = 0
    first: str | None = None
    for day, some in groupby(rows, key=itemgetter(0)):
        of_day = [_Block(*tuple(row)[1:]) for row in some]
        total += sum(block.number for block in of_day)
        if most is not None and total > most and first is not None:
            return found, dt.date.fromisoformat(first)
        found += of_day
        first = day
    return found, None


def _tellings(connection: Connection, conditions: Conditions) -> tuple[Telling, ...]:
    """The versions of reports by their days; the index of days holds all that is asked of them."""
    rows = connection.rows(
        "SELECT r.version_id, r.report_id, r.source, r.published_date FROM reports r"
        f" WHERE {conditions.sql} ORDER BY r.counted_date, r.report_id, r.version",
        conditions.values,
    )
    day_of = cache(dt.date.fromisoformat)
    return tuple(
        Telling(version_id, report, source, day_of(day) if day else None)
        for version_id, report, source, day in rows
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
