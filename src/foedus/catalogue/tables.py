"""Dictionary files: CSV with comment lines for source and licence, read with their line numbers."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from foedus.errors import CatalogueError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "states": (
        "id", "code", "name", "aliases", "adjectives", "people", "capital", "seats", "since", "until",
    ),
    "organisations": ("id", "code", "name", "kind", "sector", "aliases", "since", "until"),
    "groups": ("id", "code", "name", "kind", "sector", "aliases", "since", "until"),
    "memberships": ("member", "group", "from", "to"),
    "offices": ("actor", "office", "person", "aliases", "from", "to"),
    "roles": ("phrase", "plural", "sector", "kind"),
}  # fmt: skip

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


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
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def day(self, column: str, *, last: bool = False) -> dt.date | None:
        """The date of a cell; of a year or a month alone, its first day, or its last.

        Raises:
            CatalogueError: it is not a date.
        """
        text = self.cells[column].strip()
        if not text:
            return None
        found = _DATE.match(text)
        if found is None:
            raise self.fail(f"{column} {text!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        try:
            if day is not None and month is not None:
                return dt.date(year, month, day)
            if month is not None:
                start = dt.date(year, month, 1)
                return _before_next_month(start) if last else start
            return dt.date(year, 12, 31) if last else dt.date(year, 1, 1)
        except ValueError as error:
            raise self.fail(f"{column} {text!r}: {error}") from error


def _before_next_month(start: dt.date) -> dt.date:
    return (start.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def table_of(header: Sequence[str]) -> str | None:
    """Which table a header row belongs to; None if to none."""
    for name, columns in COLUMNS.items():
        if tuple(header) == columns:
            return name
    return None


def read_rows(text: str, file: str) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for each line of a dictionary file.

    Raises:
        CatalogueError: no header that belongs to a table, or a row with other columns.
    """
    numbered = [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not numbered:
        raise CatalogueError(file, 1, "it has no rows")
    reader = csv.reader([line for _, line in numbered])
    header = next(reader)
    table = table_of([name.strip() for name in header])
    if table is None:
        known = "; ".join(",".join(columns) for columns in COLUMNS.values())
        raise CatalogueError(file, numbered[0][0], f"its header is none of: {known}")
    columns = COLUMNS[table]
    for (number, _), cells in zip(numbered[1:], reader, strict=False):
        if len(cells) != len(columns):
            raise CatalogueError(
                file, number, f"{len(cells)} cells where {table} has {len(columns)}"
            )
        yield table, Row(file, number, dict(zip(columns, cells, strict=True)))


def header_notes(text: str) -> dict[str, str]:
    """The comment lines at the top of a file, as {"source": …, "licence": …}."""
    notes = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        name, colon, value = line.lstrip("# ").partition(":")
        if colon:
            notes.setdefault(name.strip().lower(), value.strip())
    return notes
