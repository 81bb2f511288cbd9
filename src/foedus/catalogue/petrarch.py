"""PETRARCH's dictionaries of actors, read line by line: names, synonyms and dated codes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from foedus.errors import CatalogueError

Form = Literal["actors", "agents"]

MOST_IN_A_LINE = 2000  # characters
MOST_IN_A_NAME = 200
MOST_IN_AN_ENTRY = 5000  # names, and roles

_ROLES = re.compile(r"(?:\s*\[[^\[\]]*\])+\s*")
_ROLE = re.compile(r"\[([^\[\]]*)\]")
_CODE = re.compile(r"([A-Z0-9]+|---)(?:\s+(.*))?")
_SPAN = re.compile(r"([0-9]+)\s*-\s*([0-9]+)|([<>])\s*([0-9]+)")
_FIRST_CODE = re.compile(r"^[^#\n\[]*\[\s*(~?[A-Z]{3}[A-Z0-9]*~?|---)[^\]\n]*\]", re.MULTILINE)
# Of years of two digits this one and those after it are of the last century.
_PIVOT = 30
_PLAIN_NAME = re.compile(rf"[A-Za-z][A-Za-z .'-]{{0,{MOST_IN_A_NAME - 1}}}")
_STRANGE = "+|[]{}<>?;\ufffd"
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Coded:
    """A code as the file has it, from a day to a day, both included; None is open."""

    code: str
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def is_dated(self) -> bool:
        return self.since is not None or self.until is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """The names of one actor, spaces for underscores, and its codes in the order of the file."""

    line: int
    names: tuple[str, ...]
    codes: tuple[Coded, ...]


@dataclass(slots=True)
class _Open:
    """An entry that further lines may add to; `is_bad` where its first line was skipped."""

    line: int
    names: list[str] = field(default_factory=list)
    codes: list[Coded] = field(default_factory=list)
    faults: int = 0
    is_bad: bool = False


def form_of(text: str, file: str) -> Form | None:
    """Which of PETRARCH's formats a file is in, by its name or else by its first code."""
    name = file.lower().removesuffix(".txt")
    if name.endswith(".csv"):
        return None
    if name.endswith(".agents"):
        return "agents"
    if name.endswith(".actors"):
        return "actors"
    found = _FIRST_CODE.search(text)
    if found is None:
        return None
    return "agents" if "~" in found.group(1) else "actors"


def coded_lines(text: str, file: str) -> Iterator[tuple[int, str] | CatalogueError]:
    """Number and text of each line that says something, comments taken off."""
    for number, line in enumerate(_LINE_END.split(text), 1):
        if len(line) > MOST_IN_A_LINE:
            cause = f"it is longer than {MOST_IN_A_LINE} characters; a line holds one name"
            yield CatalogueError(file, number, cause)
            continue
        said = line.partition("#")[0].rstrip()
        if said:
            yield number, said


def scan_actors(text: str, file: str) -> Iterator[Entry | CatalogueError]:
    """Yield each entry of a dictionary of actors, and a fault for each line that is skipped."""
    entry: _Open | None = None
    for found in coded_lines(text, file):
        if isinstance(found, CatalogueError):
            yield found
            continue
        number, line = found
        if line[0] != "+" and not line[0].isspace():
            yield from _closed(entry, file)
            entry = _Open(number)
        elif entry is None:
            yield CatalogueError(file, number, "it belongs to an entry, but none stands above it")
            continue
        if entry.is_bad:
            continue
        try:
            _add(entry, line)
        except ValueError as error:
            entry.faults += 1
            entry.is_bad = number == entry.line
            yield CatalogueError(file, number, str(error))
    yield from _closed(entry, file)


def _closed(entry: _Open | None, file: str) -> Iterator[Entry | CatalogueError]:
    if entry is None or entry.is_bad:
        return
    if entry.codes:
        yield Entry(entry.line, tuple(dict.fromkeys(entry.names)), tuple(entry.codes))
    elif not entry.faults:
        cause = f"{entry.names[0]!r} has no code; write one, as [USAGOV], or + before a synonym"
        yield CatalogueError(file, entry.line, cause)


def _add(entry: _Open, line: str) -> None:
    """What a line says, added to its entry.

    Raises:
        ValueError: says what is wrong with the line; nothing was added.
    """
    name, bracket, roles = line.partition("[")
    codes = _codes(bracket + roles) if bracket else []
    if len(entry.names) + len(entry.codes) > MOST_IN_AN_ENTRY:
        raise ValueError(f"its entry has more than {MOST_IN_AN_ENTRY} names and codes")
    if line[0].isspace():
        if name.strip():
            raise ValueError("a line that begins with a tab holds codes and no name")
    elif line[0] == "+":
        if codes:
            raise ValueError("a synonym has the codes of its entry and takes none of its own")
        entry.names.append(clean_name(line[1:]))
    else:
        entry.names.append(clean_name(name))
    entry.codes += codes


def clean_name(text: str) -> str:
    """A name with spaces for underscores.

    Raises:
        ValueError: it is none.
    """
    name = " ".join(text.replace("_", " ").split())
    if _PLAIN_NAME.fullmatch(name):
        return name
    strange = next((c for c in name if c in _STRANGE or not c.isprintable()), None)
    if strange == "\ufffd":
        raise ValueError("a character was lost when the file was written; write the name anew")
    if strange is not None and "\udc80" <= strange <= "\udcff":
        raise ValueError("it is not UTF-8; save the file as UTF-8")
    if strange is not None:
        raise ValueError(f"{strange!r} stands in a name")
    if not any(map(str.isalnum, name)):
        raise ValueError("it has no name")
    if len(name) > MOST_IN_A_NAME:
        raise ValueError(f"its name is longer than {MOST_IN_A_NAME} characters")
    if name.count("(") != name.count(")"):
        raise ValueError("a bracket of its name has no other half")
    return name


def _codes(text: str) -> list[Coded]:
    if _ROLES.fullmatch(text) is None:
        raise ValueError("its codes are not written as [CODE] or [CODE 990101-991231]")
    return [_coded(inner.strip()) for inner in _ROLE.findall(text)]


def _coded(inner: str) -> Coded:
    found = _CODE.fullmatch(inner)
    if found is None:
        raise ValueError(f"[{inner}] is no code; write it in capitals, as [USAGOV]")
    code, when = found.groups()
    if not when:
        return Coded(code)
    span = _SPAN.fullmatch(when)
    if span is None:
        raise ValueError(f"{when!r} is no time; write 990101-991231, <990101 or >990101")
    first, last, sign, day = span.groups()
    if sign == "<":
        return Coded(code, None, _day(day) - dt.timedelta(days=1))
    if sign == ">":
        return Coded(code, _day(day), None)
    since, until = _day(first), _day(last)
    if since > until:
        raise ValueError(f"{when!r} ends before it begins")
    return Coded(code, since, until)


@lru_cache(50_000)
def _day(digits: str) -> dt.date:
    """The day of YYYYMMDD or YYMMDD."""
    if len(digits) not in (6, 8):
        raise ValueError(f"{digits!r} is no day; write YYYYMMDD or YYMMDD")
    year = int(digits[:-4])
    if len(digits) == 6:
        year += 1900 if year >= _PIVOT else 2000
    try:
        day = dt.date(year, int(digits[-4:-2]), int(digits[-2:]))
    except ValueError:
        raise ValueError(f"there is no day {digits!r}") from None
    if day == dt.date.min:
        raise ValueError(f"{digits!r} is too early")
    return day
