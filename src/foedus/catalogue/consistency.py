"""Faults that show only where rows of the dictionary files are held against each other."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import combinations

from foedus.catalogue.entries import SINGLE_OFFICES, slug
from foedus.catalogue.tables import CAMEO_CODES, COMMON_WORDS, PLACES, Row
from foedus.errors import CatalogueError

Rows = Sequence[tuple[str, Row]]

# Days for which two persons may hold an office of one holder: handovers, and sources that differ.
_HANDOVER = dt.timedelta(days=45)

# Offices that several hold together by law.
_COLLECTIVE = frozenset({
    ("bosnia-and-herzegovina", "head-of-state"),
    ("san-marino", "head-of-state"),
})  # fmt: skip

_PARTIES = ("states", "parties")
_NAME_COLUMNS = ("aliases", "adjectives", "people", "capital", "seats")
# What may stand only once in a table.
_KEYS = {
    **dict.fromkeys(("states", "parties", "conflicts.csv"), ("id",)),
    "memberships": ("member", "group", "from"),
    "offices": ("actor", "office", "person", "from"),
    "roles": ("phrase",),
    "names": ("actor", "sector", "aliases"),
    CAMEO_CODES: ("code", "kind"),
    "not_places.csv": ("word",),
    "regions.csv": ("name", "country"),
    COMMON_WORDS: ("word",),
    PLACES: ("name", "country", "geonames_id"),
}


def consistency_faults(own: Rows, users: Rows = ()) -> Iterator[CatalogueError]:
    """Faults across rows, with the users' rows on top of foedus's own."""
    yield from _doubles(own, users)
    rows = [*_not_replaced(own, users), *users]
    yield from _unknown_actors(rows)
    offices = [row for table, row in rows if table == "offices"]
    yield from _shared_offices(offices)
    yield from _terms_twice(rows)
    yield from _out_of_time(rows, users)
    claims = list(_claims(rows))
    common = frozenset(row.cells["word"] for table, row in own if table == COMMON_WORDS)
    persons = ((text, row) for row in offices for text in _persons(row))
    yield from _common_words([*claims, *persons], common)
    yield from _shared_names(claims)
    yield from _persons_named_as_parties(offices, claims, {row.file for _, row in users})


def _not_replaced(own: Rows, users: Rows) -> Iterator[tuple[str, Row]]:
    """Own rows but for the parties that the users have anew."""
    anew = {row.cells["id"] for table, row in users if table in _PARTIES}
    for table, row in own:
        if table not in _PARTIES or row.cells["id"] not in anew:
            yield table, row


def _doubles(own: Rows, users: Rows) -> Iterator[CatalogueError]:
    """Rows of one table with one key. Tables of parties are one; each users' file stands alone."""
    seen: dict[tuple[str, ...], Row] = {}
    for whose, rows in (("foedus", own), ("user", users)):
        for table, row in rows:
            kind = "party" if table in _PARTIES else table
            file = row.file if whose == "user" else ""
            values = tuple(row.cells[column] for column in _KEYS[table])
            first = seen.setdefault((whose, file, kind, *values), row)
            if first is not row:
                what = " and ".join(_KEYS[table])
                text = ", ".join(value for value in values if value)
                yield row.fail(f"{what} {text!r} stands twice: also {_where(first)}")


def _unknown_actors(rows: Rows) -> Iterator[CatalogueError]:
    known = {row.cells["id"] for table, row in rows if table in _PARTIES}
    columns = {"offices": ("actor",), "memberships": ("member", "group")}
    for table, row in rows:
        for column in columns.get(table, ()):
            if row.cells[column] not in known:
                yield row.fail(f"{column} {row.cells[column]!r} is the id of no party")
    persons = {slug(row.cells["person"]) for table, row in rows if table == "offices"}
    for table, row in rows:
        actor = row.cells["actor"] if table == "names" else ""  # empty is nobody
        if actor and actor not in known and actor not in persons:
            yield row.fail(f"actor {actor!r} is the id of no party and no person")


def _shared_offices(offices: Iterable[Row]) -> Iterator[CatalogueError]:
    """Two persons in an office of one holder for longer than a handover."""
    held: dict[tuple[str, str], list[tuple[dt.date, dt.date, Row]]] = defaultdict(list)
    for row in offices:
        key = row.cells["actor"], row.cells["office"]
        days = _surely_held(row)
        if key[1] in SINGLE_OFFICES and key not in _COLLECTIVE and days:
            held[key].append((*days, row))
    for (actor, office), terms in held.items():
        for (since, until, row), (other_since, other_until, other) in combinations(terms, 2):
            first, last = max(since, other_since), min(until, other_until)
            persons = row.cells["person"], other.cells["person"]
            if last - first > _HANDOVER and slug(persons[0]) != slug(persons[1]):
                yield other.fail(
                    f"{persons[1]} and {persons[0]} ({_where(row)}) are both {office} of {actor}"
                    f" from {first} {'on' if last == dt.date.max else f'to {last}'}; end one term"
                )


def _terms_twice(rows: Rows) -> Iterator[CatalogueError]:
    """A person's terms in one office, or one membership, in two rows that overlap."""
    keys = {"offices": ("actor", "office", "person"), "memberships": ("member", "group")}
    terms: dict[tuple[str, ...], list[tuple[dt.date, dt.date, Row]]] = defaultdict(list)
    for table, row in rows:
        days = _surely_held(row) if table in keys else None
        if days:
            key = (table, *(row.cells[column] for column in keys[table]))
            terms[key].append((*days, row))
    for (table, *values), found in terms.items():
        for (since, until, row), (other_since, other_until, other) in combinations(found, 2):
            first, last = max(since, other_since), min(until, other_until)
            same = (since, until) == (other_since, other_until)
            if first < last and not (same and row.cells == other.cells):
                what = "term" if table == "offices" else "membership"
                yield other.fail(
                    f"{what} of {', '.join(values)} overlaps that of {_where(row)};"
                    " write one row, or end the first"
                )


def _out_of_time(rows: Rows, users: Rows) -> Iterator[CatalogueError]:
    """Offices and memberships that lie wholly before their party began or after it ended.

    Where a user gives a party other dates, that is no fault of our rows.
    """
    anew = {row.file for _, row in users}
    lives = {row.cells["id"]: row for table, row in rows if table in _PARTIES}
    columns = {"offices": ("actor",), "memberships": ("member", "group")}
    for table, row in rows:
        for column in columns.get(table, ()):
            party = lives.get(row.cells[column])
            if party is None or (party.file in anew and row.file not in anew):
                continue
            if not _within_life(row, party):
                yield row.fail(
                    f"its dates lie outside those of {column} {row.cells[column]!r}"
                    f" ({_where(party)})"
                )


def _within_life(row: Row, party: Row) -> bool:
    try:
        began, ended = party.day("since"), party.day("until", last=True)
        start, end = row.day("from"), row.day("to", last=True)
    except CatalogueError:
        return True
    return not ((began and end and end < began) or (ended and start and start > ended))


def _persons_named_as_parties(
    offices: Iterable[Row], claims: Iterable[tuple[str, Row]], users: Set[str]
) -> Iterator[CatalogueError]:
    """A person's name or alias that is also a party's: a text that has it means the party.

    Args:
        users: the users' files; of two rows theirs has the fault.
    """
    parties = dict(claims)
    seen: set[tuple[str, str]] = set()
    for row in offices:
        for text in _persons(row):
            party = parties.get(text)
            if party is None or (row.cells["person"], text) in seen:
                continue
            seen.add((row.cells["person"], text))
            person = row.cells["person"]
            if party.file in users and row.file not in users:
                yield party.fail(f"name {text!r} is also that of {person} ({_where(row)})")
            else:
                yield row.fail(
                    f"name {text!r} of {person} is also that of {party.cells['id']}"
                    f" ({_where(party)}); leave it to the party"
                )


def _surely_held(row: Row) -> tuple[dt.date, dt.date] | None:
    """The days in office by the narrowest reading of years and months; None where dates fail."""
    try:
        since = row.day("from", last=True) or dt.date.min
        until = row.day("to") or dt.date.max
    except CatalogueError:
        return None
    return since, until


def _claims(rows: Rows) -> Iterator[tuple[str, Row]]:
    """Every name that a party goes by, with its row."""
    for table, row in rows:
        if table not in _PARTIES:
            continue
        yield row.cells["name"], row
        for column in _NAME_COLUMNS:
            if column in row.cells:
                for text in row.many(column):
                    yield text.partition("=")[0] if column == "seats" else text, row


def _persons(row: Row) -> tuple[str, ...]:
    return (row.cells["person"], *row.many("aliases"))


def _common_words(
    claims: Iterable[tuple[str, Row]], common: frozenset[str]
) -> Iterator[CatalogueError]:
    """Names that are words of every text. Abbreviations in capitals (WHO, US) are found as such."""
    for text, row in claims:
        if text.lower() in common and not (text.isupper() and len(text) > 1):
            yield row.fail(f"name {text!r} is a common word; leave it out, or write more of it")


def _shared_names(claims: Iterable[tuple[str, Row]]) -> Iterator[CatalogueError]:
    """Names of two parties that existed at the same time."""
    claimed: dict[str, list[Row]] = defaultdict(list)
    for text, row in claims:
        if row not in claimed[text]:
            claimed[text].append(row)
    for text, rows in claimed.items():
        for row, other in combinations(rows, 2):
            if row.cells["id"] != other.cells["id"] and _both_existed(row, other):
                yield other.fail(
                    f"name {text!r} is also that of {row.cells['id']} ({_where(row)});"
                    " leave it to one of them, or give dates"
                )


def _both_existed(row: Row, other: Row) -> bool:
    try:
        since = max(one.day("since") or dt.date.min for one in (row, other))
        until = min(one.day("until", last=True) or dt.date.max for one in (row, other))
    except CatalogueError:
        return False
    return since <= until


def _where(row: Row) -> str:
    return f"{row.file}, line {row.line}"
