"""What an entry is looked up by: its columns and the actors mentioned in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from foedus.model import Actor, Bond, Commitment, Entry, Event, When
from foedus.record.connection import Connection

# On which side of an entry a role stands. `attributed`, `condition-actor` and
# `condition-recipient` are on neither: they are named, but do not act here.
DOING: Final = ("actor", "through", "member")
RECEIVING: Final = ("recipient", "beneficiary", "member")

_EARLIEST, _LATEST = dt.date.min.isoformat(), dt.date.max.isoformat()


def fold(words: str) -> str:
    """Words as they are compared: case folded, blanks single."""
    return " ".join(words.casefold().split())


def columns(entry: Entry, published: dt.date | None) -> dict[str, object]:
    """The columns of the table `entries` that follow from the entry and its report's day."""
    date = None if isinstance(entry, Bond) else entry.date
    return {
        "kind": entry.kind,
        "event_type": event_type(entry),
        "mode": entry.mode if isinstance(entry, Event) else None,
        "assertion": entry.assertion if isinstance(entry, Event) else None,
        "polarity": entry.polarity if isinstance(entry, Commitment) else None,
        "relation": entry.relation if isinstance(entry, Bond) else None,
        "confidence": entry.confidence,
        **_days(date, published),
    }


def event_type(entry: Entry) -> str | None:
    """The type of an event, or of the act that is promised."""
    if isinstance(entry, Event):
        return entry.event
    return entry.act.event if isinstance(entry, Commitment) else None


def _days(date: When | None, published: dt.date | None) -> dict[str, str | None]:
    """The days an entry may fall on, ISO; those of the report where it has none of its own.

    An interval without an end ("since March") reaches to the report's day, without a start back
    to the first day there is.
    """
    if date is None or (date.start is None and date.end is None):
        day = published.isoformat() if published else None
        return {"sort_date": day or "", "start_date": day, "end_date": day}
    start = date.start.isoformat() if date.start else _EARLIEST
    if date.end is not None:
        end = date.end.isoformat()
    else:
        end = max(start, published.isoformat()) if published else _LATEST
    return {
        "sort_date": start if date.start else end,
        "start_date": start,
        "end_date": end,
    }


def actors_of(entry: Entry) -> Iterator[tuple[str, Actor]]:
    """(role, actor) of all who are mentioned in an entry, in a fixed order."""
    if isinstance(entry, Bond):
        yield from (("member", actor) for actor in entry.members)
        return
    if isinstance(entry, Event):
        yield from (("actor", actor) for actor in entry.actors)
        yield from (("recipient", actor) for actor in entry.recipients)
        yield from (("through", actor) for actor in entry.through)
    else:
        yield "actor", entry.actor
        yield from (("recipient", actor) for actor in entry.act.recipients)
        yield from (("beneficiary", actor) for actor in entry.act.beneficiaries)
        if entry.condition is not None:
            yield from (("condition-actor", actor) for actor in entry.condition.actors)
            yield from (("condition-recipient", actor) for actor in entry.condition.recipients)
    yield from (("attributed", actor) for actor in entry.attributed_to)


def write_actors(connection: Connection, row_id: int, entry: Entry) -> None:
    """Put down who is mentioned in an entry, in place of what stood there."""
    connection.run("DELETE FROM entry_actors WHERE row_id = ?", (row_id,))
    connection.run_all(
        "INSERT INTO entry_actors (row_id, position, role, mention_id) VALUES (?, ?, ?, ?)",
        [
            (row_id, position, role, mention_id(connection, actor))
            for position, (role, actor) in enumerate(actors_of(entry))
        ],
    )


def mention_id(connection: Connection, actor: Actor) -> int:
    """The id of these words for this actor, put down if they are new."""
    found = known_mention(connection, actor)
    if found is not None:
        return found
    mention = connection.run(
        "INSERT INTO mentions (actor_id, text, name, actor_code, sector) VALUES (?, ?, ?, ?, ?)",
        (actor.id, actor.text, actor.name, actor.code, actor.sector),
    )
    keys = {fold(key) for key in (actor.id, actor.name, actor.code or "", actor.text)} - {""}
    connection.run_all(
        "INSERT INTO mention_keys (key, mention_id) VALUES (?, ?)",
        [(key, mention) for key in sorted(keys)],
    )
    return mention


def known_mention(connection: Connection, actor: Actor) -> int | None:
    """The id of these words for this actor, if they were put down."""
    found = connection.row(
        "SELECT mention_id FROM mentions WHERE actor_id = ? AND text = ? AND name = ?"
        " AND ifnull(actor_code, '') = ? AND ifnull(sector, '') = ?",
        (actor.id, actor.text, actor.name, actor.code or "", actor.sector or ""),
    )
    return int(found[0]) if found is not None else None
