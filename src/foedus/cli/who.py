"""The catalogue as `actors find` and `actors show` tell it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import click

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.entries import Membership, Office, Party, Person
from foedus.catalogue.loading import load_catalogue
from foedus.cli.formats import Listing
from foedus.errors import CatalogueError, NotInRecord
from foedus.showing import on_one_line

_NEAREST = 8
_MOST_SAID = 10  # lines


@dataclass(frozen=True, slots=True)
class Found:
    """A party or person, and the name by which it was found."""

    id: str
    name: str
    kind: str
    code: str | None
    sector: str | None
    found_by: str


@dataclass(frozen=True, slots=True)
class Post:
    """An office held: by whom, in which party, from a day to a day."""

    person: str
    office: str
    party: str
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Member:
    """A membership, as seen from one of its two sides: the other, from a day to a day."""

    id: str
    name: str
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Profile:
    """All that the catalogue knows of a party or a person."""

    id: str
    name: str
    kind: str
    code: str | None
    sector: str | None
    since: dt.date | None
    until: dt.date | None
    names: tuple[str, ...]
    offices: tuple[Post, ...]
    member_of: tuple[Member, ...]
    members: tuple[Member, ...]


def catalogue_of(dictionaries: Sequence[Path]) -> Catalogue:
    """The catalogue with the user's dictionaries; says which of their lines were skipped."""
    catalogue = load_catalogue(dictionaries)
    say_skipped(catalogue.skipped)
    return catalogue


def say_skipped(faults: Sequence[CatalogueError]) -> None:
    """The first of the lines that were left out, and how many more there are."""
    for fault in faults[:_MOST_SAID]:
        click.echo(f"foedus: skipped {on_one_line(str(fault))}", err=True)
    more = len(faults) - _MOST_SAID
    if more > 0:
        lines = "1 more line" if more == 1 else f"{more} more lines"
        click.echo(f"foedus: skipped {lines}; foedus actors check lists all", err=True)


def matches(catalogue: Catalogue, name: str, *, or_near: bool = True) -> tuple[list[Found], bool]:
    """Who is called so; else whose name or id holds it; else (and True) the nearest names.

    To look for the nearest ones takes longest; without `or_near` it is left.
    """
    wanted = _folded(name)
    exact, within = [], []
    for text, owner in _all_names(catalogue):
        folded = _folded(text)
        if folded == wanted:
            exact.append((folded, text, owner))
        elif wanted and wanted in folded:
            within.append((folded, text, owner))
    for some in (exact, within):
        if some:
            return _found(catalogue, sorted(some, key=lambda one: (len(one[0]), one))), False
    if not or_near:
        return [], True
    named = [(_folded(text), text, owner) for text, owner in _all_names(catalogue)]
    near = get_close_matches(wanted, sorted({one[0] for one in named}), n=_NEAREST)
    ranked = [one for text in near for one in sorted(named) if one[0] == text]
    return _found(catalogue, ranked), True


def _all_names(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every name and every id, with whose it is."""
    for one in catalogue.all_names():
        yield one.text, one.owner
    for id in (*catalogue.parties, *catalogue.persons):
        yield id, id


def profile(catalogue: Catalogue, id: str, day: dt.date | None = None) -> Profile:
    """A party or person; with a day, what it held and belonged to then.

    Raises:
        NotInRecord: no such id; names the nearest.
    """
    party, person = catalogue.parties.get(id), catalogue.persons.get(id)
    if party is not None:
        return _of_party(catalogue, party, day)
    if person is not None:
        return _of_person(catalogue, person, day)
    near = get_close_matches(id, [*catalogue.parties, *catalogue.persons], n=3)
    hint = f"did you mean {', '.join(near)}?" if near else "look for it with foedus actors find"
    raise NotInRecord(f"no actor {id!r} in the catalogue; {hint}")


def found_listing(found: Iterable[Found]) -> Listing[Found]:
    """Those found, one a line."""
    columns = dict.fromkeys(("id", "name", "kind", "code", "sector", "found_by"), str)
    return Listing(
        items=found,
        plural="actors of that name",
        headings=("id", "name", "kind", "code", "sector", "found by"),
        cells=lambda one: [getattr(one, name) or "" for name in columns],
        columns=columns,
        flat=lambda one: {name: getattr(one, name) for name in columns},
        as_object=lambda one: {name: getattr(one, name) for name in columns},
    )


def profile_fields(found: Profile) -> Iterator[tuple[str, str]]:
    """Name and value of each line that shows a profile."""
    for name in ("id", "name", "kind", "code", "sector"):
        yield name, getattr(found, name) or ""
    yield "existed", _span(found.since, found.until)
    yield "names", "; ".join(found.names)
    for post in found.offices:
        held = _span(post.since, post.until)
        yield "office", f"{post.office} of {post.party}: {post.person}{held and f', {held}'}"
    for label, some in (("member of", found.member_of), ("member", found.members)):
        for one in some:
            during = _span(one.since, one.until)
            yield label, f"{one.name} [{one.id}]{during and f', {during}'}"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _found(catalogue: Catalogue, named: Sequence[tuple[str, str, str]]) -> list[Found]:
    """Each owner once, by the first of its names."""
    found: dict[str, Found] = {}
    for _, text, owner in named:
        if owner in found:
            continue
        fields: tuple[str, str, str | None, str | None]
        party, person = catalogue.parties.get(owner), catalogue.persons.get(owner)
        if party is not None:
            fields = party.name, party.kind, party.code, party.sector
        elif person is not None:
            of = _party_of(catalogue, person, None)
            fields = person.name, "person", of.code if of else None, of.sector if of else None
        else:  # the name of an office in a party that the files do not have
            continue
        found[owner] = Found(owner, *fields, text)
    return list(found.values())


def _party_of(catalogue: Catalogue, person: Person, day: dt.date | None) -> Party | None:
    """The party in which a person held office, the first of those of the day."""
    held = next((office for office in person.offices if office.held(day)), None)
    return catalogue.parties.get(held.actor) if held is not None else None


def _of_party(catalogue: Catalogue, party: Party, day: dt.date | None) -> Profile:
    offices = (office for person in catalogue.persons.values() for office in person.offices)
    return Profile(
        id=party.id,
        name=party.name,
        kind=party.kind,
        code=party.code,
        sector=party.sector,
        since=party.since,
        until=party.until,
        names=_names(catalogue, party.id),
        offices=_posts(catalogue, (one for one in offices if one.actor == party.id), day),
        member_of=_members(catalogue, party.id, "member", day),
        members=_members(catalogue, party.id, "group", day),
    )


def _of_person(catalogue: Catalogue, person: Person, day: dt.date | None) -> Profile:
    party = _party_of(catalogue, person, day)
    return Profile(
        id=person.id,
        name=person.name,
        kind="person",
        code=party.code if party is not None else None,
        sector=party.sector if party is not None else None,
        since=None,
        until=None,
        names=_names(catalogue, person.id),
        offices=_posts(catalogue, person.offices, day),
        member_of=(),
        members=(),
    )


def _names(catalogue: Catalogue, owner: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.text for name in catalogue.names_of(owner)))


def _posts(
    catalogue: Catalogue, offices: Iterable[Office], day: dt.date | None
) -> tuple[Post, ...]:
    """The offices, the latest first; with a day, those held then."""
    held = [office for office in offices if day is None or office.held(day)]
    held.sort(key=lambda one: (one.since or dt.date.min, one.office, one.person), reverse=True)
    return tuple(
        Post(
            catalogue.persons[one.person].name,
            one.office,
            catalogue.parties[one.actor].name if one.actor in catalogue.parties else one.actor,
            one.since,
            one.until,
        )
        for one in held
    )


def _members(catalogue: Catalogue, id: str, side: str, day: dt.date | None) -> tuple[Member, ...]:
    """The other sides of the memberships in which `id` stands on this side."""
    found = []
    for one in catalogue.memberships:
        if getattr(one, side) == id and (day is None or _holds(one, day)):
            other = one.group if side == "member" else one.member
            party = catalogue.parties.get(other)
            found.append(Member(other, party.name if party else other, one.since, one.until))
    return tuple(sorted(found, key=lambda one: one.name))


def _holds(one: Membership, day: dt.date) -> bool:
    return (one.since is None or one.since <= day) and (one.until is None or day <= one.until)


def _span(since: dt.date | None, until: dt.date | None) -> str:
    if since is None and until is None:
        return ""
    start = f"from {since}" if since is not None else ""
    end = f"to {until}" if until is not None else ""
    return " ".join(part for part in (start, end) if part)
