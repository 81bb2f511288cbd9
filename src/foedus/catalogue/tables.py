"""Dictionary files: CSV with comment lines for source and licence, read with their line numbers."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from foedus.errors import CatalogueError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "states": (
        "id", "code", "name", "aliases", "adjectives", "people", "capital", "seats",
        "since", "until",
    ),
    # Organisations and groups; `kind` tells them apart.
    "parties": ("id", "code", "name", "kind", "sector", "aliases", "since", "until"),
    "memberships": ("member", "group", "from", "to"),
    "offices": ("actor", "office", "person", "aliases", "from", "to"),
    "roles": ("phrase", "plural", "sector", "kind"),
    # More names of those in other rows; of a sector of a state; or, with no actor, of nobody.
    "names": ("actor", "sector", "aliases"),
}  # fmt: skip

PLACES = "places.csv.gz"
CAMEO_CODES = "cameo_codes.csv"
COMMON_WORDS = "common_words.csv"
# Files of ours that are no dictionaries, by name: dates, places, codes and the check read them.
OTHER_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "conflicts.csv": ("id", "name", "aliases", "start", "end", "sides", "grounds"),
    "regions.csv": ("name", "aliases", "country", "lat", "lon"),
    "not_places.csv": ("word", "kind"),
    COMMON_WORDS: ("word",),
    CAMEO_CODES: ("code", "kind", "value"),
    PLACES: (
        "names", "other_names", "name", "country", "lat", "lon", "population", "kind",
        "geonames_id",
    ),
}  # fmt: skip

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MOST_NOTES = 100_000  # characters of comments before a header
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a dictionary file; `cells` has exactly the columns of its table."""

    file: str
    line: int
    cells: Mapping[str, str]

    def fail(self, cause: str) -> CatalogueError:
        return CatalogueError(self.file, self.line, cause)

    def many(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that holds a list."""
        cell = self.cells[column]
        if not cell:
            return ()
        return tuple([part for one in cell.split("|") if (part := one.strip())])

    def day(self, column: str, *, last: bool = False) -> dt.date | None:
        """The date of a cell; of a year or a month alone, its first day, or its last.

        Raises:
            CatalogueError: it is not a date.
        """
        text = self.cells[column].strip()
        if not text:
            return None
        try:
            return _date(text, last)
        except ValueError as error:
            cause = str(error) or "is not a date; write YYYY-MM-DD, YYYY-MM or YYYY"
            raise self.fail(f"{column} {text!r}{': ' if str(error) else ' '}{cause}") from error


@lru_cache(50_000)
def _date(text: str, last: bool) -> dt.date:
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if day is not None and month is not None:
        return dt.date(year, month, day)
    if month is not None:
        start = dt.date(year, month, 1)
        return start.replace(day=calendar.monthrange(year, month)[1]) if last else start
    return dt.date(year, 12, 31) if last else dt.date(year, 1, 1)


def table_of(header: Sequence[str], tables: Mapping[str, tuple[str, ...]] = COLUMNS) -> str | None:
    """Which table a header row belongs to; None if to none."""
    for name, columns in tables.items():
        if tuple(header) == columns:
            return name
    return None


def has_header(text: str) -> bool:
    """Whether a text begins, after its comments, with the header of a dictionary of ours."""
    for line in _LINE_END.split(text[:_MOST_NOTES]):
        if line.strip() and not line.startswith("#"):
            return table_of([name.strip() for name in _cells(line) or ()]) is not None
    return False


def scan_rows(
    text: str, file: str, tables: Mapping[str, tuple[str, ...]] = COLUMNS
) -> Iterator[tuple[str, Row] | CatalogueError]:
    """Yield (table, row) for each line of a dictionary file, and a fault in place of a bad one.

    A row is one line: a cell holds no line break. Without a header that belongs to one of the
    tables (columns by name) there is one fault and nothing else.
    """
    lines = (
        (number, line)
        for number, line in enumerate(_LINE_END.split(text), 1)
        if line.strip() and not line.startswith("#")
    )
    number, line = next(lines, (1, ""))
    if not line:
        yield CatalogueError(file, 1, "it has no rows; write a header and a row to a line")
        return
    header = _cells(line)
    table = table_of([name.strip() for name in header or ()], tables)
    if table is None:
        known = "; ".join(",".join(columns) for columns in tables.values())
        yield CatalogueError(file, number, f"its header is none of: {known}")
        return
    for number, line in lines:
        yield _row(table, tables[table], file, number, line)


def _cells(line: str) -> list[str] | None:
    """The cells of a line; None where its quotes are not closed or it is beyond csv's limits."""
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error:
        return None


def _row(
    table: str, columns: tuple[str, ...], file: str, number: int, line: str
) -> tuple[str, Row] | CatalogueError:
    cells = _cells(line)
    if cells is None:
        cause = 'its quotes do not match; write a cell with a comma as "one, two", a quote as ""'
        return CatalogueError(file, number, cause)
    if len(cells) != len(columns):
        return CatalogueError(file, number, f"{len(cells)} cells where {table} has {len(columns)}")
    return table, Row(file, number, dict(zip(columns, cells, strict=True)))


def read_rows(text: str, file: str) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for each line of a dictionary file.

    Raises:
        CatalogueError: no header that belongs to a table, or a row with other columns.
    """
    for found in scan_rows(text, file):
        if isinstance(found, CatalogueError):
            raise found
        yield found


def header_notes(text: str) -> dict[str, str]:
    """The comment lines at the top of a file, as {"source": …, "licence": …}."""
    notes: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        name, colon, value = line.lstrip("# ").partition(":")
        if colon:
            notes.setdefault(name.strip().lower(), value.strip())
    return notes
