"""Wars: the day on which they began, where they are fought and between whom."""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from pathlib import Path

from foedus.errors import CatalogueError

_FILE = "conflicts.csv"
_COLUMNS = ["id", "name", "aliases", "start", "end", "sides", "grounds"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A war; `end` is None while it is open or where its last day is not agreed on.

    `sides` are two ids of the catalogue where it is fought between two and nobody disputes who they
    are, else empty; `grounds` are names of where it is fought.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    start: dt.date
    end: dt.date | None
    sides: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()

    def is_open(self, day: dt.date | None) -> bool:
        """Whether it is fought on a day; without a day nobody can say."""
        return day is not None and self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Conflicts:
    """The wars that are known by name, in the order of the file."""

    rows: tuple[Conflict, ...] = ()
    by_name: dict[str, tuple[Conflict, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named: dict[str, tuple[Conflict, ...]] = {}
        for row in self.rows:
            for name in dict.fromkeys(_key(name) for name in (row.name, *row.aliases)):
                named[name] = (*named.get(name, ()), row)
        object.__setattr__(self, "by_name", named)

    @classmethod
    def load(cls, path: Path | None = None) -> Conflicts:
        """Read the catalogue's file of wars, or another of the same columns.

        Raises:
            CatalogueError: a column is missing, or a day is not an ISO date.
        """
        source = path or resources.files("foedus.catalogue") / _FILE
        return cls(_rows(source.read_text(encoding="utf-8"), str(path or _FILE)))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches any name of a war, the longest first, with or without "the"."""
        names = sorted(self.by_name, key=lambda name: (-len(name), name))
        spelt = (r"[\s–-]+".join(map(re.escape, name.split(" "))) for name in names)
        return re.compile(rf"(?:the\s+)?(?P<name>{'|'.join(spelt) or '(?!)'})\b", re.IGNORECASE)

    def named(self, name: str, by: dt.date | None) -> Conflict | None:
        """The latest war of that name begun by a day; without a day only one that has no namesake.

        "The Gaza war" is one thing in 2015 and another in 2024.
        """
        found = self.by_name.get(_key(name), ())
        if by is None:
            return found[0] if len(found) == 1 else None
        begun = [row for row in found if row.start <= by]
        return max(begun, key=lambda row: row.start, default=None)


def _key(name: str) -> str:
    return " ".join(re.split(r"[\s–-]+", name.replace("’", "'").lower().strip()))


def _rows(text: str, file: str) -> tuple[Conflict, ...]:
    lines = text.splitlines()
    comments = sum(1 for line in lines if line.startswith("#"))
    reader = csv.DictReader(lines[comments:])
    if reader.fieldnames != _COLUMNS:
        raise CatalogueError(file, comments + 1, f"its columns must be {','.join(_COLUMNS)}")
    return tuple(_row(raw, file, comments + reader.line_num) for raw in reader)


def _row(raw: dict[str, str], file: str, line: int) -> Conflict:
    try:
        end = dt.date.fromisoformat(raw["end"]) if raw["end"] else None
        start = dt.date.fromisoformat(raw["start"])
    except (TypeError, ValueError) as error:
        raise CatalogueError(file, line, f"{error}; write days as YYYY-MM-DD") from error
    aliases, sides, grounds = (_listed(raw[name]) for name in ("aliases", "sides", "grounds"))
    return Conflict(raw["id"], raw["name"], aliases, start, end, sides, grounds)


def _listed(cell: str | None) -> tuple[str, ...]:
    return tuple(part for part in (cell or "").split("|") if part)
