"""A text and spans in it -> segments, each with the spans that cover it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from foedus.model import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that the same spans cover throughout.

    `covers`, `opens` and `closes` are places in the list of spans: those that cover the run, the
    longest first; of these, those that begin with it and those that end with it.
    """

    text: str
    covers: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


def segments(text: str, spans: Sequence[Span]) -> list[Segment]:
    """Cut a text wherever a span begins or ends; the segments together are the text.

    Spans may nest and overlap in any way. What of a span lies outside the text is left off, and a
    span with nothing left covers nothing.

    >>> [(one.text, one.covers) for one in segments("abcd", [(0, 3), (1, 4)])]
    [('a', (0,)), ('bc', (0, 1)), ('d', (1,))]
    """
    clipped = [(max(start, 0), min(end, len(text))) for start, end in spans]
    ranked = sorted(
        (number for number, (start, end) in enumerate(clipped) if start < end),
        key=lambda number: (clipped[number][0], -clipped[number][1], number),
    )
    cuts = sorted({0, len(text), *(place for number in ranked for place in clipped[number])})
    found: list[Segment] = []
    active: list[int] = []
    coming = 0
    for start, end in pairwise(cuts):
        active = [number for number in active if clipped[number][1] > start]
        opens: list[int] = []
        while coming < len(ranked) and clipped[ranked[coming]][0] == start:
            opens.append(ranked[coming])
            coming += 1
        active = sorted(active + opens, key=lambda one: _length_and_place(clipped[one], one))
        found.append(
            Segment(
                text[start:end],
                tuple(active),
                tuple(opens),
                tuple(number for number in active if clipped[number][1] == end),
            )
        )
    return found


def _length_and_place(span: Span, number: int) -> tuple[int, int, int]:
    start, end = span
    return (start - end, start, number)
