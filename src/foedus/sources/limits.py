"""What one input may cost: every bound in one place, and the places that errors name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read; whatever passes one is refused by name and the rest goes on."""

    file_bytes: int = 20_000_000  # one file, or one member of an archive
    text_chars: int = 1_000_000  # the text of one report
    line_bytes: int = 5_000_000  # one line of a text or JSONL file
    archive_bytes: int = 200_000_000  # all that an archive unpacks to
    archive_ratio: int = 200  # unpacked over packed size, asked once this much came out:
    archive_ratio_from: int = 1_000_000  # bytes
    archive_members: int = 10_000
    archive_levels: int = 2  # an archive, and archives inside it
    json_depth: int = 64
    html_depth: int = 250  # the parser drops what is nested deeper than 255
    # Extracting text takes time that grows with the square of these three:
    html_elements: int = 20_000
    html_children: int = 2_000  # of one element
    html_attributes: int = 1_000  # of one element


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Options:
    """What every reader is told: names of fields (ours -> theirs) and the bounds."""

    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    limits: Limits = DEFAULT_LIMITS


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of one file or member. `name` gives its kind; `place` names it in errors."""

    place: str
    name: str
    data: bytes


def printable(name: str) -> str:
    """A file's name on one line: control characters and undecodable bytes written as escapes."""
    shown = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
    return "".join(shown)


def amount(size: int, unit: str = "bytes") -> str:
    """A bound as errors print it: `20 MB`, `1,000,000 characters`."""
    if unit == "bytes" and size >= 1_000_000:
        return f"{size / 1_000_000:g} MB"
    return f"{size:,} {unit}"
