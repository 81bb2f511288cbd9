"""The header lines of a plain text: `Title:`, `Date:`, `Source:`, `URL:` at its very start."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_LINE = re.compile(
    r"(?P<key>title|date|source|url)[ \t]*:[ \t]*(?P<value>[^\r\n]*)(?P<end>\r\n|\r|\n|\Z)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """The run of header lines a text starts with; empty with `body_start` 0 where there is none.

    `values` and `spans` have the keys title, date, source, url. A span is where the value stands,
    in characters from the start of the text, end exclusive. A key that comes twice counts once.
    `body_start` is the first character after the lines, so a blank line after them is not skipped.
    """

    values: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]
    body_start: int


def header_lines(text: str) -> HeaderBlock:
    """Read the header lines at the start of a text, which itself stays as it is."""
    values: dict[str, str] = {}
    spans: dict[str, tuple[int, int]] = {}
    position = 0
    while match := _LINE.match(text, position):
        key, value = match["key"].lower(), match["value"].rstrip()
        if key not in values:
            values[key] = value
            spans[key] = (match.start("value"), match.start("value") + len(value))
        position = match.end()
    return HeaderBlock(values, spans, position)
