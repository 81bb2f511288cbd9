"""The catalogue: who is who, from the data files that come with foedus and from the user's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
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
from foedus.catalogue.tables import OTHER_COLUMNS, Row, read_rows
from foedus.errors import CatalogueError

# Same length, so that offsets hold.
PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\n": " "})
_FIRST = re.compile(r"\w+")


class Catalogue:
    """Parties, persons in office, roles and memberships, with an index of their names.

    Later rows with the id of an earlier one replace it, so that a user's file can correct ours.
    """

    def __init__(self, rows: Iterable[tuple[str, Row]]) -> None:
        self.parties: dict[str, Party] = {}
        self.persons: dict[str, Person] = {}
        self.roles: dict[str, Role] = {}
        self.memberships: list[Membership] = []
        self._names: dict[str, list[Name]] = defaultdict(list)
        offices: dict[str, list[Office]] = defaultdict(list)
        names: dict[str, str] = {}
        for table, row in rows:
            if table == "offices":
                self._add_office(row, offices, names)
            elif table == "roles":
                self._add_role(row)
            elif table == "memberships":
                self.memberships.append(_membership(row))
            else:
                self._add_party(table, row)
        for person, held in offices.items():
            self.persons[person] = Person(person, names[person], tuple(held))
        for found in self._names.values():
            found.sort(key=lambda name: -len(name.text))

    def names_at(self, plain: str, start: int) -> Iterator[Name]:
        """The names that stand in a plain text at an offset, the longest first."""
        first = _FIRST.match(plain, start)
        if first is None:
            return
        word = first.group()
        for key in (word, word.lower()) if word != word.lower() else (word,):
            for name in self._names.get(key, ()):
                end = start + len(name.text)
                piece = plain[start:end]
                if piece == name.text or (key == word.lower() and piece.lower() == name.text):
                    yield name

    def names_of(self, owner: str) -> list[Name]:
        """All the names of a party or a person, as the files give them."""
        return [name for found in self._names.values() for name in found if name.owner == owner]

    def all_names(self) -> Iterator[Name]:
        for found in self._names.values():
            yield from found

    def _add_party(self, table: str, row: Row) -> None:
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
        self._name(party.name, party.id, "name")
        for alias in row.many("aliases"):
            self._name(alias, party.id, "name")
        if table == "states":
            self._add_state_names(party, row)

    def _add_state_names(self, party: Party, row: Row) -> None:
        for adjective in row.many("adjectives"):
            self._name(adjective, party.id, "adjective")
        for people in row.many("people"):
            self._name(people, party.id, "people", "CVL")
        for capital in row.many("capital"):
            self._name(capital, party.id, "capital", "GOV")
        for seat in row.many("seats"):
            text, equals, sector = seat.partition("=")
            if not equals:
                raise row.fail(f"seat {seat!r} has no sector; write it as {seat}=GOV")
            self._name(text, party.id, "seat", sector)

    def _add_office(
        self, row: Row, offices: dict[str, list[Office]], names: dict[str, str]
    ) -> None:
        cells = row.cells
        person = slug(cells["person"])
        since, until = row.day("from"), row.day("to", last=True)
        offices[person].append(Office(cells["actor"], cells["office"], person, since, until))
        names.setdefault(person, cells["person"])
        for text in (cells["person"], *row.many("aliases")):
            self._name(text, person, "person")

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
        for found in self._names.values():
            found[:] = [name for name in found if name.owner != owner]

    def _name(self, text: str, owner: str, how: str, sector: str | None = None) -> None:
        plain = text.translate(PLAIN)
        first = _FIRST.search(plain)
        if first is None:
            return
        name = Name(plain, owner, how, sector)  # type: ignore[arg-type]
        known = self._names[first.group()]
        if name not in known:
            known.append(name)


def _membership(row: Row) -> Membership:
    cells = row.cells
    return Membership(cells["member"], cells["group"], row.day("from"), row.day("to", last=True))


def own_file_texts() -> dict[str, str]:
    """The CSV files that come with foedus, by name; those of dates and places among them."""
    folder = files("foedus.catalogue")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".csv"))
    return {name: folder.joinpath(name).read_text(encoding="utf-8") for name in names}


def users_file_texts(paths: Sequence[Path]) -> Iterator[tuple[str, str] | CatalogueError]:
    """Path and text of each file and of a folder's .csv files; a fault for what cannot be read."""
    for path in paths:
        found = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        if not found:
            yield CatalogueError(str(path), 1, "the folder holds no .csv file")
        for file in found:
            try:
                yield str(file), file.read_text(encoding="utf-8-sig")
            except OSError as error:
                yield CatalogueError(str(file), 1, f"cannot be read: {error.strerror}")
            except UnicodeDecodeError:
                yield CatalogueError(str(file), 1, "it is not UTF-8; save it as UTF-8")


def catalogue_rows(paths: Sequence[Path] = ()) -> Iterator[tuple[str, Row]]:
    """The rows of foedus's own dictionary files, then of the user's.

    Raises:
        CatalogueError: names the file, the line and the cause.
    """
    for file, text in own_file_texts().items():
        if file not in OTHER_COLUMNS:  # others read these themselves
            yield from read_rows(text, file)
    for found in users_file_texts(paths):
        if isinstance(found, CatalogueError):
            raise found
        yield from read_rows(found[1], found[0])


@cache
def _own_catalogue() -> Catalogue:
    return Catalogue(catalogue_rows())


def load_catalogue(paths: Sequence[Path] = ()) -> Catalogue:
    """The catalogue, with the user's dictionary files or folders on top."""
    return Catalogue(catalogue_rows(paths)) if paths else _own_catalogue()
