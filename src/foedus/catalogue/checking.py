"""Every fault of the dictionary files, with file and line: foedus's own and the user's."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from foedus.catalogue.consistency import consistency_faults
from foedus.catalogue.entries import (
    GROUP_KINDS,
    OFFICES,
    ORGANISATION_KINDS,
    ROLE_KINDS,
    SECTORS,
    slug,
)
from foedus.catalogue.loading import own_catalogue, own_file_texts, sorted_faults
from foedus.catalogue.petrarch_codes import KINDS, SECTOR_KINDS
from foedus.catalogue.petrarch_texts import petrarch_rows
from foedus.catalogue.tables import (
    CAMEO_CODES,
    COLUMNS,
    COMMON_WORDS,
    OTHER_COLUMNS,
    PLACES,
    Row,
    header_notes,
    scan_rows,
)
from foedus.catalogue.users_files import UsersText, users_texts
from foedus.errors import CatalogueError

_COUNTRY = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def check(paths: Sequence[Path] = ()) -> list[CatalogueError]:
    """All faults of foedus's own data files and of the user's files or folders.

    An error says what it is and where; none is raised. In the order of the files and their lines,
    foedus's own first. Of files in PETRARCH's formats these are the lines that loading skips.
    """
    own, faults = _own()
    faults = list(faults)
    rows: list[tuple[str, Row]] = []
    foreign: list[UsersText] = []
    for found in users_texts(paths):
        if isinstance(found, CatalogueError):
            faults.append(found)
        elif found.form is not None:
            foreign.append(found)
        else:
            _scan(found.file, found.text, COLUMNS, rows, faults)
    skipped = petrarch_rows(foreign, own_catalogue()) if foreign else ()
    faults += (found for found in skipped if isinstance(found, CatalogueError))
    return sorted_faults([*faults, *consistency_faults(own, rows)])


@cache
def _own() -> tuple[Sequence[tuple[str, Row]], Sequence[CatalogueError]]:
    """The rows of foedus's own files, which do not change, and the faults of single lines."""
    rows: list[tuple[str, Row]] = []
    faults: list[CatalogueError] = []
    packed = files("foedus.catalogue").joinpath(PLACES).read_bytes()
    texts = {**own_file_texts(), PLACES: gzip.decompress(packed).decode("utf-8")}
    for file, text in texts.items():
        other = OTHER_COLUMNS.get(file)
        _scan(file, text, {file: other} if other else COLUMNS, rows, faults)
    return tuple(rows), tuple(faults)


def _scan(
    file: str,
    text: str,
    tables: Mapping[str, tuple[str, ...]],
    rows: list[tuple[str, Row]],
    faults: list[CatalogueError],
) -> None:
    """Add the rows of a file to `rows`, and the faults of the file and its lines to `faults`."""
    notes = header_notes(text)
    for name in ("source", "licence"):
        if not notes.get(name):
            cause = f"it names no {name}; begin it with a line such as # {name}: …"
            faults.append(CatalogueError(file, 1, cause))
    for found in scan_rows(text, file, tables):
        if isinstance(found, CatalogueError):
            faults.append(found)
            continue
        rows.append(found)
        table, row = found
        faults += (row.fail(cause) for cause in _CHECKS[table](row))


def _state(row: Row) -> Iterator[str]:
    yield from _id(row)
    yield from _required(row, "name")
    if not _COUNTRY.fullmatch(row.cells["code"]):
        yield f"code {row.cells['code']!r} is not three capitals, such as IRN"
    for seat in row.many("seats"):
        text, equals, sector = seat.partition("=")
        if not equals or not text.strip():
            yield f"seat {seat!r} has no sector; write it as {text}=GOV"
        elif sector not in SECTORS:
            yield _not_a_sector(sector)
    yield from _span(row, "since", "until")


def _party(row: Row) -> Iterator[str]:
    yield from _id(row)
    yield from _required(row, "name")
    yield from _one_of(row, "kind", (*ORGANISATION_KINDS, *GROUP_KINDS))
    yield from _sector(row)
    code = row.cells["code"]
    if code and row.cells["kind"] in GROUP_KINDS and not _COUNTRY.fullmatch(code):
        yield f"code {code!r} is not the three capitals of its country, such as LBN"
    yield from _span(row, "since", "until")


def _membership(row: Row) -> Iterator[str]:
    yield from _span(row, "from", "to")
    if row.cells["member"] == row.cells["group"]:
        yield f"{row.cells['member']!r} is a member of itself"


def _office(row: Row) -> Iterator[str]:
    yield from _required(row, "person")
    yield from _one_of(row, "office", OFFICES)
    yield from _span(row, "from", "to")


def _role(row: Row) -> Iterator[str]:
    yield from _required(row, "phrase")
    yield from _one_of(row, "kind", ROLE_KINDS)
    yield from _sector(row)
    for column in ("phrase", "plural"):
        if row.cells[column] != row.cells[column].lower():
            yield f"{column} {row.cells[column]!r} is not in lower case"


def _names(row: Row) -> Iterator[str]:
    yield from _required(row, "aliases")
    if row.cells["sector"]:
        yield from _sector(row)


def _cameo_code(row: Row) -> Iterator[str]:
    if not _COUNTRY.fullmatch(row.cells["code"]):
        yield f"code {row.cells['code']!r} is not three capitals"
    yield from _one_of(row, "kind", KINDS)
    yield from _required(row, "value")
    if row.cells["kind"] in SECTOR_KINDS and row.cells["value"] not in SECTORS:
        yield _not_a_sector(row.cells["value"])


def _conflict(row: Row) -> Iterator[str]:
    yield from _id(row)
    yield from _required(row, "name")
    for column in ("start", "end"):
        text = row.cells[column]
        if not _DAY.fullmatch(text) and (text or column == "start"):
            yield f"{column} {text!r} is not a day; write YYYY-MM-DD"
    yield from _span(row, "start", "end")
    sides = row.cells["sides"]
    if sides and len(set(sides.split("|"))) != 2:
        yield f"sides {sides!r} are not two ids with | between them"


def _region(row: Row) -> Iterator[str]:
    yield from _required(row, "name")
    country = row.cells["country"]
    if country and not _COUNTRY.fullmatch(country):
        yield f"country {country!r} is not three capitals, such as IRN"
    yield from _degrees(row)


def _place(row: Row) -> Iterator[str]:
    yield from _region(row)
    yield from _required(row, "names")
    yield from _one_of(row, "kind", ("city", "capital", "country"))
    for column in ("population", "geonames_id"):
        if not _NUMBER.fullmatch(row.cells[column]):
            yield f"{column} {row.cells[column]!r} is not a number"


def _degrees(row: Row) -> Iterator[str]:
    for column, bound in (("lat", 90.0), ("lon", 180.0)):
        try:
            degrees = float(row.cells[column])
        except ValueError:
            degrees = float("nan")
        if not -bound <= degrees <= bound:
            yield f"{column} {row.cells[column]!r} is not a number of degrees up to {bound:.0f}"


def _common_word(row: Row) -> Iterator[str]:
    if not row.cells["word"].islower():
        yield f"word {row.cells['word']!r} is not in lower case"


def _not_place(row: Row) -> Iterator[str]:
    yield from _required(row, "word")
    yield from _one_of(row, "kind", ("word", "name"))


_CHECKS: Mapping[str, Callable[[Row], Iterator[str]]] = {
    "states": _state,
    "parties": _party,
    "memberships": _membership,
    "offices": _office,
    "roles": _role,
    "names": _names,
    CAMEO_CODES: _cameo_code,
    "conflicts.csv": _conflict,
    "regions.csv": _region,
    "not_places.csv": _not_place,
    PLACES: _place,
    COMMON_WORDS: _common_word,
}


def _id(row: Row) -> Iterator[str]:
    id_ = row.cells["id"]
    if not id_ or id_ != slug(id_):
        yield f"id {id_!r} is not a lower-case slug, such as {slug(row.cells['name'])!r}"


def _required(row: Row, column: str) -> Iterator[str]:
    if not row.cells[column].strip():
        yield f"{column} is empty"


def _one_of(row: Row, column: str, known: Sequence[str]) -> Iterator[str]:
    if row.cells[column] not in known:
        yield f"{column} {row.cells[column]!r} is none of {', '.join(known)}"


def _sector(row: Row) -> Iterator[str]:
    if row.cells["sector"] not in SECTORS:
        yield _not_a_sector(row.cells["sector"])


def _not_a_sector(sector: str) -> str:
    return f"sector {sector!r} is none of PLOVER's: {', '.join(sorted(SECTORS))}"


def _span(row: Row, first: str, last: str) -> Iterator[str]:
    """Dates that are none, or the first after the last."""
    days: list[dt.date | None] = []
    for column in (first, last):
        try:
            days.append(row.day(column, last=column == last))
        except CatalogueError as error:
            days.append(None)
            yield error.cause
    start, end = days
    if start and end and start > end:
        yield f"{first} {row.cells[first]} is after {last} {row.cells[last]}"
