"""Sentences with marked parties, from which the small model learns: one a line.

    mode|assertion|[S Chile] and [T Peru] agreed to share radar data, Lima said.

The file is named for the event (agree.txt, or agree.long.txt for a second one), `-` stands for no
mode, and either mark may be left out. In none.txt stand pairs of which the one does nothing to the
other. Lines that begin with # are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foedus.coding.ontology import ontology
from foedus.errors import SourceError
from foedus.model import ASSERTIONS, Span

# What the source does to the target where it does nothing.
NONE = "NONE"
_MARK = re.compile(r"\[([ST]) ([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence, its two parties as offsets, and what the one does to the other."""

    sentence: str
    source: Span | None
    target: Span | None
    event: str
    mode: str | None
    assertion: str


def read_marked(folder: Path) -> Iterator[Marked]:
    """The marked sentences of a folder, file by file in the order of their names.

    Raises:
        SourceError: names the file, the line and the cause.
    """
    for file in sorted(folder.glob("*.txt")):
        event = file.name.partition(".")[0].upper()
        if event != NONE and event not in ontology().types:
            raise SourceError(str(file), f"{event} is not an event type; name the file for one")
        lines = file.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            if line.strip() and not line.startswith("#"):
                yield parse_marked(event, line, f"{file}, line {number}")


def parse_marked(event: str, line: str, place: str) -> Marked:
    """One line of such a file.

    Raises:
        SourceError: with the place and what is wrong with the line.
    """
    mode, bar, rest = line.partition("|")
    assertion, other_bar, text = rest.partition("|")
    if not bar or not other_bar:
        raise SourceError(place, "write it as mode|assertion|sentence")
    if mode != "-" and (event == NONE or mode not in ontology().types[event].modes):
        raise SourceError(place, f"{mode} is not a mode of {event}")
    if assertion not in ASSERTIONS:
        raise SourceError(place, f"{assertion} is none of {', '.join(ASSERTIONS)}")
    sentence, spans = _unmarked(text.strip(), place)
    return Marked(
        sentence, spans.get("S"), spans.get("T"), event, None if mode == "-" else mode, assertion
    )


def _unmarked(text: str, place: str) -> tuple[str, dict[str, Span]]:
    """The sentence without its marks, and where the marked parties stand in it."""
    parts: list[str] = []
    spans: dict[str, Span] = {}
    length = last = 0
    for mark in _MARK.finditer(text):
        before = text[last : mark.start()]
        side, words = mark.group(1), mark.group(2)
        if side in spans:
            raise SourceError(place, f"[{side} …] stands twice")
        length += len(before)
        spans[side] = (length, length + len(words))
        length += len(words)
        parts += [before, words]
        last = mark.end()
    sentence = "".join([*parts, text[last:]])
    if not spans or "[" in sentence or "]" in sentence:
        raise SourceError(place, "mark the parties as [S source] and [T target], each once")
    return sentence, spans
