"""Actors: who they are by the catalogue, what the record has of them, and of two together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from pydantic import Field

from foedus.catalogue.entries import SECTORS
from foedus.catalogue.loading import own_catalogue
from foedus.cli.who import Found, Profile, matches, profile
from foedus.errors import NotInRecord, UsageError
from foedus.model import Actor, Entry
from foedus.record import Filter, Record, ReportRow
from foedus.web.asked import AskedEntries, Day, Paged, Words
from foedus.web.beside import OfActor, OfPair, of_actor, of_pair
from foedus.web.entries import choices, present_entries, reports_of
from foedus.web.measured import Asked, Measured
from foedus.web.pages import Page, Pages
from foedus.web.paging import part
from foedus.web.templating import parties

_LATEST = 1000  # entries that the list of actors is counted from
_MOST = 60  # actors listed


@dataclass(frozen=True, slots=True)
class Named:
    """An actor, and in how many of the latest entries it acts or is acted upon."""

    id: str
    name: str
    code: str | None
    sector: str | None
    entries: int


@dataclass(frozen=True, slots=True)
class Actors:
    """Those named most often in the latest entries, and those of the catalogue by a name."""

    counted: int
    actors: tuple[Named, ...]
    found: tuple[Found, ...]
    are_near: bool


@dataclass(frozen=True, slots=True)
class OneActor:
    """An actor's profile, None where the catalogue has none, and a page of its entries.

    `partners` are those it has most to do with in the entries of this page.
    """

    id: str
    name: str
    profile: Profile | None
    total: int
    entries: tuple[Entry, ...]
    reports: tuple[ReportRow, ...]
    partners: tuple[Named, ...]
    next: str | None
    previous: str | None
    measures: OfActor


@dataclass(frozen=True, slots=True)
class Pair:
    """A page of the entries between two actors, in either direction."""

    one: str
    other: str
    names: tuple[str, str]
    total: int
    entries: tuple[Entry, ...]
    reports: tuple[ReportRow, ...]
    next: str | None
    previous: str | None
    measures: OfPair


class AskedActors(Paged):
    """Which actors of the catalogue are wanted."""

    q: Words = Field(None, description="a name, or part of one")
    as_of: Day = Field(None, description="named in reports of this day or before")


def add_to(pages: Pages) -> None:
    """Register the pages of this topic."""
    pages.add("/actors", actors, Page("actors.html", Actors, "Actors, and who is who", AskedActors))
    measured = pages.site.measured
    pages.add(
        "/actor/{id:path}",
        partial(actor, measured),
        Page("actor.html", OneActor, "One actor and its entries", AskedEntries, present_entries),
    )
    pages.add(
        "/pair/{a}/{b}",
        partial(pair, measured),
        Page("pair.html", Pair, "The entries between two actors", AskedEntries, _present_pair),
    )


def actors(record: Record, asked: AskedActors) -> Actors:
    """Those named most often lately; with a name, those of the catalogue who bear it."""
    latest = list(record.entries(Filter(as_of=asked.as_of, limit=_LATEST, newest_first=True)))
    found, are_near = matches(own_catalogue(), asked.q) if asked.q else ([], False)
    return Actors(len(latest), _most_named(latest), tuple(found[:_MOST]), are_near)


def actor(measured: Measured, record: Record, asked: AskedEntries, id: str) -> OneActor:
    """Who it is, and its entries.

    Raises:
        NotInRecord: neither the record nor the catalogue knows it.
    """
    if asked.actor is not None or asked.with_ is not None:
        raise UsageError("actor and with: the page is of one actor already; use /events for others")
    named = asked.model_copy(update={"actor": id})
    wanted = named.filter()
    found = part(record.entries, wanted, asked)
    known = profile_of(id)
    total = measured.count(record, wanted)
    if known is None and not found.rows and not record.count(Filter(actor=id)):
        raise NotInRecord(f"no actor {id!r} in the record or the catalogue; look under /actors")
    return OneActor(
        id=id,
        name=_name(id, found.rows, known),
        profile=known,
        total=total,
        entries=found.rows,
        reports=reports_of(record, found.rows),
        partners=tuple(one for one in _most_named(found.rows) if one.id != id)[:12],
        next=found.next,
        previous=found.previous,
        measures=of_actor(measured, record, Asked(asked.as_of), known.id if known else id),
    )


def pair(measured: Measured, record: Record, asked: AskedEntries, a: str, b: str) -> Pair:
    """What stands between two actors."""
    if asked.actor is not None or asked.with_ is not None:
        raise UsageError("actor and with: the page is of two actors already; use /events for more")
    wanted = asked.model_copy(update={"actor": a, "with_": b}).filter()
    found = part(record.entries, wanted, asked)
    known = (profile_of(a), profile_of(b))
    names = (_name(a, found.rows, known[0]), _name(b, found.rows, known[1]))
    one, other = (who.id if who else id for id, who in zip((a, b), known, strict=True))
    return Pair(
        one=a,
        other=b,
        names=names,
        total=measured.count(record, wanted),
        entries=found.rows,
        reports=reports_of(record, found.rows),
        next=found.next,
        previous=found.previous,
        measures=of_pair(measured, record, Asked(asked.as_of), one, other),
    )


def profile_of(id: str) -> Profile | None:
    """Who it is by the catalogue; for a sector of a state ("iran-mil") it is the state."""
    party, _, sector = id.rpartition("-")
    ids = (id, party) if party and sector.upper() in SECTORS else (id,)
    known = own_catalogue()
    found = next((one for one in ids if one in known.parties or one in known.persons), None)
    return profile(known, found) if found is not None else None


def _name(id: str, entries: tuple[Entry, ...], known: Profile | None) -> str:
    """The name it goes by in the record; of a code or of words, these themselves."""
    everyone = (one for entry in entries for one in chain(*parties(entry)))
    named = next((one.name for one in everyone if one.id == id), None)
    return named or (known.name if known is not None else id)


def _most_named(entries: list[Entry] | tuple[Entry, ...]) -> tuple[Named, ...]:
    counts: Counter[str] = Counter()
    by_id: dict[str, Actor] = {}
    for entry in entries:
        here = {one.id: one for one in chain(*parties(entry))}
        counts.update(here.keys())
        by_id |= here
    most = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_MOST]
    return tuple(
        Named(id, by_id[id].name, by_id[id].code, by_id[id].sector, number) for id, number in most
    )


def _present_pair(found: Pair) -> Mapping[str, Any]:
    return {"report_by_id": {row.id: row for row in found.reports}, **choices()}
