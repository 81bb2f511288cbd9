"""The catalogue: parties, persons, roles and memberships, found by the names that they bear."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import get_args

from foedus.catalogue.entries import (
    ROLE_KINDS,
    Kind,
    Membership,
    Name,
    Office,
    Party,
    Person,
    Role,
    slug,
)
from foedus.catalogue.tables import Row
from foedus.errors import CatalogueError

# Same length, so that offsets hold.
PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\n": " "})
_FIRST = re.compile(r"\w+")


class Catalogue:
    """Parties, persons in office, roles and memberships, with an index of their names.

    Later rows with the id of an earlier one replace it, so that a user's file can correct ours.
    `skipped` are the lines of the user's dictionaries that were left out as malformed.
    """

    def __init__(self, rows: Iterable[tuple[str, Row]]) -> None:
        self.parties: dict[str, Party] = {}
        self.persons: dict[str, Person] = {}
        self.roles: dict[str, Role] = {}
        self.memberships: list[Membership] = []
        self.skipped: tuple[CatalogueError, ...] = ()
        # By the first word, then by the whole text; and the lengths of those texts, longest first.
        self._names: dict[str, dict[str, list[Name]]] = defaultdict(dict)
        self._lengths: dict[str, list[int]] = {}
        self._take(rows)

    def add(self, rows: Iterable[tuple[str, Row]]) -> None:
        """Put a user's rows on top of those that are there.

        A name that they give to another than has it now goes over to that other, unless the two
        existed at different times. Offices that they give to a person we know come before ours.
        """
        before: dict[str, list[Name]] = defaultdict(list)
        for name in self.all_names():
            before[name.text.lower()].append(name)
        self._outrank(self._take(rows), before)

    def _take(self, rows: Iterable[tuple[str, Row]]) -> list[Name]:
        """Add rows; returns the names that are new."""
        new: list[Name] = []
        offices: dict[str, list[Office]] = defaultdict(list)
        persons: dict[str, str] = {}
        names: list[Row] = []
        for table, row in rows:
            if table == "offices":
                self._add_office(row, offices, persons, new)
            elif table == "roles":
                self._add_role(row)
            elif table == "memberships":
                self.memberships.append(_membership(row))
            elif table == "names":
                names.append(row)
            else:
                self._add_party(table, row, new)
        for id_, held in offices.items():
            known = self.persons.get(id_)
            earlier = known.offices if known is not None else ()
            self.persons[id_] = Person(id_, persons[id_], (*held, *earlier))
        for row in names:
            self._add_names(row, new)
        for key, texts in self._names.items():
            self._lengths[key] = sorted({len(text) for text in texts}, reverse=True)
        return new

    def _outrank(self, new: Iterable[Name], before: Mapping[str, list[Name]]) -> None:
        """Take a name from those who had it before; all in lower case it is any case of it."""
        for name in new:
            for old in before.get(name.text.lower(), ()):
                is_same = old.text == name.text or name.text.lower() in (old.text, name.text)
                if is_same and old.owner != name.owner and self._coexist(old.owner, name.owner):
                    found = self._named(old.text)
                    if old in found:
                        found.remove(old)

    def _coexist(self, one: str, other: str) -> bool:
        spans = [_span(self.parties.get(id_) or self.persons.get(id_)) for id_ in (one, other)]
        return max(span[0] for span in spans) <= min(span[1] for span in spans)

    def names_at(self, plain: str, start: int) -> Iterator[Name]:
        """The names that stand in a plain text at an offset, the longest first."""
        first = _FIRST.match(plain, start)
        if first is None:
            return
        word = first.group()
        lower = word.lower()
        written, folded = self._names.get(word), self._names.get(lower)
        if word == lower:
            written = None
        lengths = self._lengths[word] if written else self._lengths[lower] if folded else []
        if written and folded:
            lengths = sorted({*lengths, *self._lengths[lower]}, reverse=True)
        for length in lengths:
            piece = plain[start : start + length]
            if written:
                yield from written.get(piece, ())
            if folded:
                yield from folded.get(piece, ())
                if piece.lower() != piece:
                    yield from folded.get(piece.lower(), ())

    def names_of(self, owner: str) -> list[Name]:
        """All the names of a party or a person, as the files give them."""
        return [name for name in self.all_names() if name.owner == owner]

    def all_names(self) -> Iterator[Name]:
        for texts in self._names.values():
            for found in texts.values():
                yield from found

    def _named(self, text: str) -> list[Name]:
        """Who has a name; a list to change."""
        word = text.partition(" ")[0]
        if not word.isalnum():
            first = _FIRST.search(text)
            if first is None:
                return []
            word = first.group()
        return self._names[word].setdefault(text, [])

    def _add_party(self, table: str, row: Row, new: list[Name]) -> None:
        cells = row.cells
        kind = "state" if table == "states" else cells["kind"]
        if kind not in get_args(Kind):
            raise row.fail(f"kind {kind!r} is none of {', '.join(get_args(Kind))}")
        party = Party(
            id=cells["id"],
            code=cells["code"] or None,
            name=cells["name"],
            kind=kind,  # type: ignore[arg-type]
            sector=cells.get("sector") or None,
            since=row.day("since"),
            until=row.day("until", last=True),
        )
        if not party.id or party.id != slug(party.id):
            raise row.fail(
                f"id {party.id!r} is not a lower-case slug, such as {slug(party.name)!r}"
            )
        if party.id in self.parties:
            self._forget(party.id)
        self.parties[party.id] = party
        texts = [(party.name, "name", ""), *((alias, "name", "") for alias in row.many("aliases"))]
        for text, how, sector in (*texts, *(_state_names(row) if table == "states" else ())):
            self._name(text, party.id, how, sector or None, new)

    def _add_office(
        self,
        row: Row,
        offices: dict[str, list[Office]],
        persons: dict[str, str],
        new: list[Name],
    ) -> None:
        cells = row.cells
        person = _slug(cells["person"])
        since, until = row.day("from"), row.day("to", last=True)
        offices[person].append(Office(cells["actor"], cells["office"], person, since, until))
        names = row.many("aliases")
        if person not in persons:
            persons[person] = cells["person"]
            names = (cells["person"], *names)
        for text in names:
            self._name(text, person, "person", None, new)

    def _add_names(self, row: Row, new: list[Name]) -> None:
        """More names of a party, of a sector of a state, of a person, or of nobody."""
        actor, sector = row.cells["actor"], row.cells["sector"]
        how = "person" if actor in self.persons else "seat" if sector else "name"
        for text in row.many("aliases"):
            self._name(text, actor, how, sector or None, new)

    def _add_role(self, row: Row) -> None:
        cells = row.cells
        kind = cells["kind"]
        if kind not in ROLE_KINDS:
            raise row.fail(f"kind {kind!r} is none of {', '.join(ROLE_KINDS)}")
        phrase, plural = cells["phrase"].lower(), cells["plural"].lower()
        self.roles[phrase] = Role(phrase, cells["sector"], kind, plural=False)  # type: ignore[arg-type]
        if plural:
            self.roles[plural] = Role(phrase, cells["sector"], kind, plural=True)  # type: ignore[arg-type]

    def _forget(self, owner: str) -> None:
        """Drop the names of a party that a later row replaces."""
        for texts in self._names.values():
            for found in texts.values():
                found[:] = [name for name in found if name.owner != owner]

    def _name(self, text: str, owner: str, how: str, sector: str | None, new: list[Name]) -> None:
        plain = text if text.isascii() else text.translate(PLAIN)
        name = Name(plain, owner, how, sector)  # type: ignore[arg-type]
        known = self._named(plain)
        if name not in known:
            known.append(name)
        new.append(name)


@lru_cache(1024)
def _slug(person: str) -> str:
    """The id of a person; the rows of one mostly follow each other."""
    return slug(person)


def _span(holder: Party | Person | None) -> tuple[dt.date, dt.date]:
    """The first and the last day on which a party existed, or a person was in any office."""
    since: list[dt.date | None] = [None]
    until: list[dt.date | None] = [None]
    if isinstance(holder, Person):
        since = [office.since for office in holder.offices]
        until = [office.until for office in holder.offices]
    elif holder is not None:
        since, until = [holder.since], [holder.until]
    return min(day or dt.date.min for day in since), max(day or dt.date.max for day in until)


def _state_names(row: Row) -> Iterator[tuple[str, str, str]]:
    """The names that only states have: text, how it names the state, and the sector or nothing."""
    for adjective in row.many("adjectives"):
        yield adjective, "adjective", ""
    for people in row.many("people"):
        yield people, "people", "CVL"
    for capital in row.many("capital"):
        yield capital, "capital", "GOV"
    for seat in row.many("seats"):
        text, equals, sector = seat.partition("=")
        if not equals:
            raise row.fail(f"seat {seat!r} has no sector; write it as {seat}=GOV")
        prefix = text.removesuffix(" *")
        yield prefix, "ship" if prefix != text else "seat", sector


def _membership(row: Row) -> Membership:
    cells = row.cells
    return Membership(cells["member"], cells["group"], row.day("from"), row.day("to", last=True))
