"""CSV of signed ties between named actors -> ties, for `foedus balance`."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from foedus.errors import SourceError, UsageError
from foedus.sources.decoding import decode
from foedus.sources.limits import DEFAULT_LIMITS, Limits, amount, printable
from foedus.sources.walking import open_file, read_bytes

STANDARD_INPUT = "-"
_NEEDED = ("source", "target", "sign")
_WINDOW = "window"
_DELIMITERS = ",;\t|"
_SIGNS: Mapping[str, Literal[1, -1]] = {
    "1": 1, "+1": 1, "+": 1, "positive": 1, "-1": -1, "-": -1, "negative": -1,
}  # fmt: skip
_MOST_TIES = 100_000
_MOST_NAME = 200  # characters
_LISTED = 20  # windows that an error names


@dataclass(frozen=True, slots=True, order=True)
class SignedTie:
    """Two actors and how they stand to each other; which of them comes first says nothing."""

    source: str
    target: str
    sign: Literal[1, -1]


@dataclass(frozen=True, slots=True)
class _Row:
    window: str | None
    tie: SignedTie
    place: str


def read_edges(
    path: str | Path,
    *,
    window: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    stdin: BinaryIO | None = None,
) -> list[SignedTie]:
    """The ties of a CSV file with the columns source, target and sign, or of standard input (`-`).

    A sign is 1, +1, +, positive, -1, - or negative. A pair that is given twice with one sign, in
    either direction, counts once. Where there is a column `window`, `window` names the rows that
    are read. SourceError: the file, or the first row that cannot be read; UsageError: the file has
    no such window, or several and none is named.
    """
    name = str(path)
    place = "standard input" if name == STANDARD_INPUT else printable(name)
    if name == STANDARD_INPUT:
        data = read_bytes(stdin or sys.stdin.buffer, place, limits.file_bytes)
    else:
        with open_file(name) as stream:
            data = read_bytes(stream, place, limits.file_bytes)
    kept: dict[tuple[str | None, str, str], _Row] = {}
    for row in _rows(decode(data, place), place):
        one, other = sorted((row.tie.source, row.tie.target))
        first = kept.setdefault((row.window, one, other), row)
        if first.tie.sign != row.tie.sign:
            raise SourceError(row.place, _both_signs(row.tie, first.place.rpartition(", ")[2]))
        if len(kept) > _MOST_TIES:
            raise SourceError(place, f"has over {amount(_MOST_TIES, 'ties')}; split it")
    chosen = _chosen([key[0] for key in kept], window, place)
    return [row.tie for (of, _, _), row in kept.items() if of == chosen]


def _rows(text: str, place: str) -> Iterator[_Row]:
    lines = io.StringIO(text, newline="").readlines()
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise SourceError(place, "is empty; its first row names the columns source, target, sign")
    delimiter, header = _header(lines[first], f"{place}, line {first + 1}")
    reader = csv.reader(lines[first + 1 :], delimiter=delimiter, strict=True)
    number = first + 2
    while True:
        where = f"{place}, line {number}"
        try:
            cells = next(reader, None)
        except csv.Error as error:
            cause = f"is not valid CSV ({error}); close its quotes, or leave them out"
            raise SourceError(where, cause) from None
        if cells is None:
            return
        number = first + 2 + reader.line_num
        if any(cell.strip() for cell in cells):
            yield _row(header, cells, where)


def _header(line: str, place: str) -> tuple[str, list[str]]:
    """The separator under which the first row names most of our columns, and its names."""
    tried = [(one, _names(line, one)) for one in _DELIMITERS]
    delimiter, names = max(tried, key=lambda found: len({*_NEEDED} & {*found[1]}))
    for needed in _NEEDED:
        if needed not in names:
            have = printable(", ".join(name[:40] for name in names[:8]))
            raise SourceError(
                place, f"has no column {needed!r}; name the columns source, target, sign ({have})"
            )
    for name in (*_NEEDED, _WINDOW):
        if names.count(name) > 1:
            raise SourceError(place, f"has the column {name!r} twice; leave one out")
    return delimiter, names


def _names(line: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [cell.strip().lower() for cell in cells]


def _row(header: Sequence[str], cells: Sequence[str], place: str) -> _Row:
    if len(cells) != len(header):
        cause = f"has {len(cells)} fields where the header has {len(header)}"
        raise SourceError(place, f"{cause}; quote names that hold the separator")
    values = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    for column in ("source", "target"):
        _check_name(values[column], column, place)
    source, target = values["source"], values["target"]
    if source == target:
        cause = f"joins {printable(source)!r} to itself; a tie is between two, leave the row out"
        raise SourceError(place, cause)
    sign = _SIGNS.get(values["sign"].lower())
    if sign is None:
        shown = printable(values["sign"][:40])
        raise SourceError(place, f"has the sign {shown!r}; write 1 or -1, positive or negative")
    return _Row(values.get(_WINDOW), SignedTie(source, target, sign), place)


def _check_name(name: str, column: str, place: str) -> None:
    if not name:
        raise SourceError(place, f"has no {column}; name the actor or leave the row out")
    if len(name) > _MOST_NAME:
        most = amount(_MOST_NAME, "characters")
        raise SourceError(place, f"its {column} is a name of over {most}; shorten it")


def _both_signs(tie: SignedTie, line: str) -> str:
    pair = f"{printable(tie.source)!r} and {printable(tie.target)!r}"
    return f"joins {pair} with the other sign than {line}; keep one of the two"


def _chosen(windows: Sequence[str | None], wanted: str | None, place: str) -> str | None:
    """The window to read; None where the file tells none apart."""
    known = sorted({one for one in windows if one is not None})
    if not known:
        if wanted is not None:
            raise UsageError(f"{place}: has no column 'window'; leave --window out")
        return None
    if wanted is None and len(known) == 1:
        return known[0]
    if wanted in known:
        return wanted
    names = ", ".join(printable(name) for name in known[:_LISTED])
    names += f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
    if wanted is None:
        raise UsageError(f"{place}: holds several windows; choose one by --window: {names}")
    raise UsageError(f"{place}: has no window {printable(wanted)!r}; it has {names}")
