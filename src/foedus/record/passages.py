"""Where sentences begin and end, near enough to show an entry in its surroundings.

No parse is kept in a record, so this goes by stops and line ends alone; nothing is coded from it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

# A stop, closing quotes or brackets, a blank, and then something that can open a sentence; or a
# line's end. Not after an initial ("J. Smith") or the commonest abbreviations.
_BREAK = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bGen)(?<!\bCol)(?<!\bLt)(?<!\bSt)"
    r"[.!?…][\"'”’)\]]*[ \t]+(?=[\"'“‘(\[]?[A-Z0-9])|\s*\n\s*"
)


def sentence_starts(text: str) -> list[int]:
    """Where the sentences of a text begin."""
    return sorted({0, *(found.end() for found in _BREAK.finditer(text))})


def surroundings(
    text: str, start: int, end: int, around: int, starts: Sequence[int] | None = None
) -> tuple[int, int]:
    """The span of the sentences that `start` to `end` touches and of `around` more either side.

    `starts` are those of the text's sentences, where they are known already.
    """
    starts = starts if starts is not None else sentence_starts(text)
    first = max(bisect_right(starts, start) - 1 - around, 0)
    beyond = bisect_left(starts, max(end, start + 1)) + around
    stop = starts[beyond] if beyond < len(starts) else len(text)
    begin = starts[first]
    # White space at either side is not part of the passage, but the evidence always is.
    while begin < start and text[begin].isspace():
        begin += 1
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    return begin, stop
