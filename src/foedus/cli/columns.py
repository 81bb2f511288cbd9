"""How entries and reports look in a table, and in the flat columns of CSV and Parquet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from foedus.cli.formats import Cell, Listing
from foedus.coding.cameo import cameo
from foedus.model import Actor, Bond, Commitment, Entry, Event, When, as_json
from foedus.record import ReportRow

ENTRY_COLUMNS: Mapping[str, type] = {
    "id": str, "kind": str, "type": str, "mode": str, "assertion": str, "polarity": str,
    "strength": str, "strained": bool,
    "actors": str, "actor_codes": str, "actor_ids": str,
    "recipients": str, "recipient_codes": str, "recipient_ids": str,
    "through": str, "attributed_to": str, "act": str, "condition_type": str, "condition": str,
    "asks_for": str, "date_start": dt.date, "date_end": dt.date, "date_precision": str,
    "place": str, "country": str, "lat": float, "lon": float,
    "intensity": float, "quad": str, "contexts": str, "fatalities": int, "injuries": int,
    "report": str, "sentence": int, "start": int, "end": int, "quote": str,
    "rule": str, "confidence": float,
}  # fmt: skip
REPORT_COLUMNS: Mapping[str, type] = {
    "id": str, "version": int, "title": str, "date": dt.date, "source": str, "url": str,
    "chars": int, "entries": int, "coded_by": str, "read_at": dt.datetime, "origin": str,
    "is_current": bool,
}  # fmt: skip


def entry_listing(
    entries: Iterable[Entry], plural: str = "entries", ontology: str = "plover"
) -> Listing[Entry]:
    """Entries of one kind or of several; with "cameo" for the ontology, events have that code."""
    listing = Listing(
        items=entries,
        plural=plural,
        headings=("id", "day", "what", "who", "words"),
        cells=entry_cells,
        columns=ENTRY_COLUMNS,
        flat=flat_entry,
    )
    return _with_cameo(listing) if ontology == "cameo" else listing


def _with_cameo(listing: Listing[Entry]) -> Listing[Entry]:
    """The same with a column `cameo` behind what PLOVER calls it; no code is None, or empty."""
    of, cells, flat = cameo_of, listing.cells, listing.flat
    after = list(listing.headings).index("what") + 1
    return replace(
        listing,
        headings=(*listing.headings[:after], "cameo", *listing.headings[after:]),
        cells=lambda one: (*cells(one)[:after], of(one) or "", *cells(one)[after:]),
        columns=_inserted(listing.columns, "type", str),
        flat=lambda one: {**flat(one), "cameo": of(one)},
        as_object=_with_code,
    )


def cameo_of(entry: Entry) -> str | None:
    """The CAMEO code of an event; commitments and bonds have none."""
    return cameo(entry) if isinstance(entry, Event) else None


def _with_code(entry: Entry) -> Any:
    """The JSON form of an entry; an event says behind its type which CAMEO code it has."""
    made = as_json(entry)
    return _inserted(made, "event", cameo_of(entry)) if isinstance(entry, Event) else made


def _inserted(into: Mapping[str, Any], behind: str, value: Any) -> dict[str, Any]:
    """The mapping with `cameo` behind one of its keys."""
    made: dict[str, Any] = {}
    for name, one in into.items():
        made[name] = one
        if name == behind:
            made["cameo"] = value
    return made


def report_listing(reports: Iterable[ReportRow]) -> Listing[ReportRow]:
    """Reports without their texts."""
    return Listing(
        items=reports,
        plural="reports",
        headings=("id", "day", "source", "entries", "title"),
        cells=lambda row: (
            row.id, _day(row.date), row.source or "", str(row.entries), row.title or "",
        ),
        columns=REPORT_COLUMNS,
        flat=lambda row: {name: getattr(row, name) for name in REPORT_COLUMNS},
    )  # fmt: skip


def entry_cells(entry: Entry) -> Sequence[str]:
    """What the table shows of an entry."""
    when = None if isinstance(entry, Bond) else entry.date
    aside = how(entry)
    return (
        entry.id,
        days(when),
        f"{what(entry)} ({aside})" if aside not in ("", "actual") else what(entry),
        who(entry),
        entry.evidence.quote,
    )


def who(entry: Entry) -> str:
    """Who acts, and on whom; an ellipsis for one who acts but is not named."""
    flat = flat_entry(entry)
    if flat["recipients"]:
        return f"{flat['actors'] or '…'} → {flat['recipients']}"
    return str(flat["actors"] or "")


def what(entry: Entry) -> str:
    """An event's type and mode, a commitment's promise, a bond's relation."""
    if isinstance(entry, Event):
        return f"{entry.event} {entry.mode}" if entry.mode else entry.event
    if isinstance(entry, Commitment):
        return f"{entry.polarity} {entry.act.event or 'do'}"
    return entry.relation


def how(entry: Entry) -> str:
    """How the text puts it: the assertion; strength and kind of condition; whether strained."""
    if isinstance(entry, Event):
        return entry.assertion
    if isinstance(entry, Commitment):
        return f"{entry.strength}, {entry.condition.type}" if entry.condition else entry.strength
    return "strained" if entry.strained else ""


def days(when: When | None) -> str:
    """An interval as ISO 8601 writes it short: 2023-11-01/10; an open end stays open."""
    if when is None:
        return ""
    start, end = _day(when.start), _day(when.end)
    if start == end:
        return start
    for shared in (7, 4):
        if start and start[:shared] == end[:shared]:
            return f"{start}/{end[shared + 1 :]}"
    return f"{start}/{end}"


def flat_entry(entry: Entry) -> Mapping[str, Cell]:
    """All columns of an entry; those that its kind does not have are None."""
    spot = entry.evidence
    found: dict[str, Cell] = dict.fromkeys(ENTRY_COLUMNS)
    found |= {
        "id": entry.id, "kind": entry.kind, "report": spot.report, "sentence": spot.sentence,
        "start": spot.start, "end": spot.end, "quote": spot.quote,
        "rule": entry.rule, "confidence": entry.confidence,
    }  # fmt: skip
    if isinstance(entry, Bond):
        return found | {
            "type": entry.relation, "strained": entry.strained, **_actors("actor", entry.members),
        }  # fmt: skip
    found["attributed_to"] = _names(entry.attributed_to)
    if entry.date is not None:
        found |= {
            "date_start": entry.date.start,
            "date_end": entry.date.end,
            "date_precision": entry.date.precision,
        }
    return found | (_of_event(entry) if isinstance(entry, Event) else _of_commitment(entry))


def _of_event(event: Event) -> dict[str, Cell]:
    place = event.place
    return {
        "type": event.event, "mode": event.mode, "assertion": event.assertion,
        **_actors("actor", event.actors), **_actors("recipient", event.recipients),
        "through": _names(event.through),
        "asks_for": event.asks_for.text if event.asks_for else None,
        "place": place.name if place else None, "country": place.country if place else None,
        "lat": place.lat if place else None, "lon": place.lon if place else None,
        "intensity": event.intensity, "quad": event.quad,
        "contexts": "; ".join(event.contexts) or None,
        "fatalities": event.fatalities, "injuries": event.injuries,
    }  # fmt: skip


def _of_commitment(word: Commitment) -> dict[str, Cell]:
    condition = word.condition
    towards = (*word.act.recipients, *word.act.beneficiaries)
    return {
        "type": word.act.event, "polarity": word.polarity, "strength": word.strength,
        **_actors("actor", (word.actor,)), **_actors("recipient", towards),
        "act": word.act.text, "condition_type": condition.type if condition else None,
        "condition": condition.text if condition else None,
    }  # fmt: skip


def _actors(role: str, actors: Sequence[Actor]) -> dict[str, Cell]:
    """Names, codes and ids, each list in the same order; a code that there is not stays empty."""
    codes = "; ".join(actor.code or "" for actor in actors)
    return {
        f"{role}s": _names(actors),
        f"{role}_codes": codes if codes.strip("; ") else None,
        f"{role}_ids": "; ".join(actor.id for actor in actors) or None,
    }


def _names(actors: Sequence[Actor]) -> str | None:
    return "; ".join(actor.name for actor in actors) or None


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day is not None else ""
