"""Rows of our tables from the entries of PETRARCH's dictionaries, in the light of a catalogue."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.entries import Name, Party, slug
from foedus.catalogue.petrarch import Coded, Entry
from foedus.catalogue.petrarch_codes import Split, split_code
from foedus.catalogue.petrarch_names import spellings, titled
from foedus.catalogue.tables import Row
from foedus.errors import CatalogueError

Cells = Iterator[tuple[str, dict[str, str]]]  # table and cells
Rows = Iterator[tuple[str, Row] | CatalogueError]

# Sectors in which a state acts; such a name is one of the state's, as "Pentagon" is in our files.
_OF_STATES = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
_KINDS = {"REB": "armed-group", "CRM": "armed-group", "PTY": "party", "OPP": "movement"}
_MOST_ALIASES = 200  # in a row
NOBODY_ID = "nobody"


@dataclass(frozen=True, slots=True)
class _Role:
    """A code of an entry, split."""

    coded: Coded
    split: Split


def actor_rows(entries: Sequence[tuple[str, Entry]], catalogue: Catalogue) -> Rows:
    """The rows of (file, entry) pairs, and a fault for each code that cannot be split.

    A name that several entries have goes to the last of them.
    """
    return _Converter(catalogue).rows(entries)


class _Converter:
    """Finds for each entry whose names it gives: of a party or person that we know, or a new one.

    What the catalogue has already under the same code is added to, not made anew: "USA" and "United
    States" stay one state, whoever wrote them down.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._states: dict[str, str] = {}
        self._organisations: dict[str, str] = {}
        for party in catalogue.parties.values():
            self._index(party)
        self._known: dict[str, list[Name]] = defaultdict(list)
        for name in catalogue.all_names():
            self._known[name.text.casefold()].append(name)
        self._abbreviations = frozenset(
            name.text for name in catalogue.all_names() if name.text.isupper()
        )
        self._splits: dict[str, Split | str] = {}
        self._posts: dict[str, tuple[str, str]] = {}  # by code: where, and which office
        self._persons: set[str] = set()  # ids of those that were made here
        self._parties: set[str] = set()

    def _index(self, party: Party) -> None:
        if not party.code:
            return
        if party.kind == "state":
            if party.until is None or party.code not in self._states:
                self._states[party.code] = party.id
        elif party.sector == "IGO":
            self._organisations.setdefault(party.code, party.id)

    def rows(self, entries: Sequence[tuple[str, Entry]]) -> Rows:
        last = {name.casefold(): i for i, (_, e) in enumerate(entries) for name in e.names}
        for i, (file, entry) in enumerate(entries):
            names = [name for name in entry.names if last[name.casefold()] == i]
            roles: list[_Role] = []
            for coded in entry.codes:
                split = self._split(coded.code)
                if isinstance(split, Split):
                    roles.append(_Role(coded, split))
                else:
                    yield CatalogueError(file, entry.line, split)
            if names and roles:
                for table, cells in self._rows_of(names, roles):
                    yield table, Row(file, entry.line, cells)

    def _split(self, code: str) -> Split | str:
        """What a code says, or what is wrong with it; most codes stand in a file many times."""
        found = self._splits.get(code)
        if found is None:
            try:
                found = split_code(code, self._states)
            except ValueError as error:
                found = str(error)
            self._splits[code] = found
        return found

    def _rows_of(self, names: list[str], roles: list[_Role]) -> Cells:
        splits = [role.split for role in roles]
        if all(split.is_nobody for split in splits):
            yield from self._names("", "", names)
        elif all(split.country and not split.sector for split in splits):
            yield from self._of_states(names, list(dict.fromkeys(s.country or "" for s in splits)))
        elif len(roles) == 1 and not roles[0].coded.is_dated:
            yield from self._undated(names, splits[0])
        else:
            yield from self._dated(names, roles)

    def _names(self, actor: str, sector: str, names: Iterable[str]) -> Cells:
        """Rows that give more names to an actor, or to nobody."""
        texts = [text for name in names for text in spellings(name, self._abbreviations)]
        for start in range(0, len(texts), _MOST_ALIASES):
            aliases = "|".join(texts[start : start + _MOST_ALIASES])
            yield "names", {"actor": actor, "sector": sector, "aliases": aliases}

    def _of_states(self, names: list[str], codes: list[str]) -> Cells:
        """Names of a country; of several, each while its state existed, the first named first."""
        for code in codes:
            state = self._states.get(code)
            if state is None:
                yield from self._new_state(code, names)
            else:
                new = names if len(codes) > 1 else self._new(names, state, None)
                yield from self._names(state, "", new)

    def _new_state(self, code: str, names: list[str]) -> Cells:
        """A country or territory that is in none of our files."""
        shown = titled(names[0], self._abbreviations)
        id_ = self._new_id(slug(shown), code)
        self._states[code] = id_
        self._parties.add(id_)
        empty = dict.fromkeys(("adjectives", "people", "capital", "seats", "since", "until"), "")
        yield "states", {"id": id_, "code": code, "name": shown, "aliases": "", **empty}
        yield from self._names(id_, "", names)

    def _undated(self, names: list[str], split: Split) -> Cells:
        state = self._states.get(split.country or "")
        if state is not None and split.sector in _OF_STATES:
            yield from self._names(state, split.sector, self._new(names, state, split.sector))
            return
        party = self._same_party(names, split)
        if party is None:
            shown = titled(names[0], self._abbreviations)
            party = self._new_id(slug(shown), f"{split.code} {split.sector or split.region or ''}")
            self._parties.add(party)
            yield "parties", _party(party, shown, split)
        yield from self._names(party, "", self._new(names, party, None))

    def _same_party(self, names: list[str], split: Split) -> str | None:
        """A party that goes by one of the names with the same code and sector."""
        for name in names:
            for known in self._known.get(name.casefold(), ()):
                party = self._catalogue.parties.get(known.owner)
                if party and (party.code or "", party.sector) == (split.code, split.sector):
                    return party.id
        return None

    def _new(self, names: Iterable[str], owner: str, sector: str | None) -> Iterator[str]:
        """The names that the catalogue does not have for this owner, whatever part of it."""
        for name in names:
            known = self._known.get(name.casefold(), ())
            if not any(
                one.owner == owner and (sector is None or one.sector == sector) for one in known
            ):
                yield name

    def _dated(self, names: list[str], roles: list[_Role]) -> Cells:
        """A holder of offices: the dated codes in their order, then the one without a date."""
        known = self._same_person(names)
        shown = known or titled(names[0], self._abbreviations)
        id_ = slug(shown)
        if id_ in self._catalogue.parties or id_ in self._parties:
            shown = f"{shown} ({roles[0].coded.code})"
            id_ = slug(shown)
        self._persons.add(id_)
        some = names[:_MOST_ALIASES]
        aliases = "|".join(t for name in some for t in spellings(name, self._abbreviations))
        undated = [role for role in roles if not role.coded.is_dated]
        held: dict[tuple[str, str, dt.date | None], Coded] = {}
        for role in [*(role for role in roles if role.coded.is_dated), *undated[:1]]:
            if role.coded.code not in self._posts:
                actor, office, more = self._post(role.split)
                self._posts[role.coded.code] = actor, office
                yield from more
            key = *self._posts[role.coded.code], role.coded.since
            held[key] = _longer(role.coded, held[key]) if key in held else role.coded
        for (actor, office, _), coded in held.items():
            yield "offices", _office(actor, office, shown, aliases, coded)
            aliases = ""
        yield from self._names(id_, "", names[_MOST_ALIASES:])
        if not undated and known is None:
            yield from self._after(roles, shown)

    def _same_person(self, names: list[str]) -> str | None:
        """The full name of a person whom the catalogue knows by one of the names."""
        for name in names:
            for known in self._known.get(name.casefold(), ()) if " " in name else ():
                person = self._catalogue.persons.get(known.owner)
                if person is not None:
                    return person.name
        return None

    def _after(self, roles: list[_Role], shown: str) -> Cells:
        """Who held office in a force or a court of a state is of its elites afterwards."""
        last = roles[-1].split
        ends = [role.coded.until for role in roles]
        if last.country is None or last.sector not in _OF_STATES - {"GOV", "LEG"} or None in ends:
            return
        end = max(day for day in ends if day is not None)
        actor, office, more = self._post(Split(last.country, None, "ELI"))
        yield from more
        after = Coded("", end + dt.timedelta(days=1))
        yield "offices", _office(actor, office, shown, "", after)

    def _post(self, split: Split) -> tuple[str, str, list[tuple[str, dict[str, str]]]]:
        """Where somebody with this code holds office, which, and the row of a new party if any.

        A government's and a legislature's are offices of the state; for others there is a party
        without names of its own that has the code and the sector.
        """
        if split.is_nobody:
            return NOBODY_ID, "other", []
        state = self._states.get(split.country or "")
        if state is not None and split.sector in ("GOV", "LEG"):
            return state, "legislator" if split.sector == "LEG" else "other", []
        if split.organisation in self._organisations:
            return self._organisations[split.organisation], "other", []
        sector = split.sector or "UNK"
        id_ = slug(f"in {split.code} {sector}")
        if id_ in self._parties:
            return id_, "other", []
        self._parties.add(id_)
        shown = f"({split.code or split.region or 'INT'} {sector})"
        return id_, "other", [("parties", _party(id_, shown, split))]

    def _new_id(self, wanted: str, more: str) -> str:
        """An id that neither a party nor a person has."""
        taken = (self._catalogue.parties, self._catalogue.persons, self._persons, self._parties)
        id_, number = wanted, 1
        while any(id_ in ids for ids in taken):
            id_ = slug(f"{wanted} {more} {number if number > 1 else ''}")
            number += 1
        return id_


def _party(id_: str, shown: str, split: Split) -> dict[str, str]:
    sector = split.sector or "UNK"
    kind = _KINDS.get(sector, "organisation")
    if kind != "organisation" and len(split.code) != 3:
        kind = "organisation" if split.organisation else kind
    return {
        "id": id_, "code": split.code, "name": shown, "kind": kind, "sector": sector,
        "aliases": "", "since": "", "until": "",
    }  # fmt: skip


def _longer(one: Coded, other: Coded) -> Coded:
    """Of two terms from the same day, the one that lasts longer."""
    return one if one.until is None or (other.until and one.until > other.until) else other


def _office(actor: str, office: str, person: str, aliases: str, coded: Coded) -> dict[str, str]:
    since = coded.since.isoformat() if coded.since is not None else ""
    until = coded.until.isoformat() if coded.until is not None else ""
    return {
        "actor": actor, "office": office, "person": person, "aliases": aliases,
        "from": since, "to": until,
    }  # fmt: skip
