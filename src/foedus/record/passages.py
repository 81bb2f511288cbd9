"""Where sentences begin and end, near enough to show an entry in its surroundings.

No parse is kept in a record, so this goes by stops and line ends alone; nothing is coded from it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

# A stop, closing quotes or brackets, a blank, and then something that can open a sentence; or a
# line's end. Not after an initial ("J. Smith") or the commonest abbreviations.
_BREAK = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bGen)(?<!\bCol)(?<!\bLt)(?<!\bSt)"
    r"[.!?…][\"'”’)\]]*[ \t]+(?=[\"'“‘(\[]?[A-Z0-9])|\s*\n\s*"
)


def surroundings(text: str, start: int, end: int, around: int) -> tuple[int, int]:
    """The span of the sentences that `start` to `end` touches and of `around` more either side."""
    breaks = [found.end() for found in _BREAK.finditer(text)]
    starts = sorted({0, *breaks})
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
