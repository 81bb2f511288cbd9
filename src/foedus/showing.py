"""How things are printed: words of a report made safe, since a terminal obeys some characters;
and counts."""

from __future__ import annotations

import re

# C0 and C1 controls (escape sequences start with one) but tab and line feed; marks that turn the
# direction of what follows; and the two separators that some programs take for the end of a line.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """The text without characters that a terminal obeys; lines and tabs stay.

    >>> shown("a\\x1b[31mb\\r\\nc")
    'a[31mb\\nc'
    """
    return _OBEYED.sub("", text)


def on_one_line(text: str) -> str:
    """The same on one line, blanks single.

    >>> on_one_line("two\\n  lines\\x07")
    'two lines'
    """
    return shown(" ".join(text.split())).strip()


def escaped(json_text: str) -> str:
    """JSON with those characters of its strings as escapes; what it says stays the same."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found.group()):04x}", json_text)


def counted(number: int, noun: str) -> str:
    """ "1 report", "2 reports"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
