"""Which parts of a report are news: headers, bylines, captions and blurbs are left uncoded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from foedus.sources.headers import header_lines

# A line this much shorter than the longest ends a paragraph where a text is wrapped by hand.
_WRAPPED = 0.75
# A text whose lines are longer than this is not wrapped by hand: each line is a paragraph.
_WIDEST_WRAP = 120
_ENDED = re.compile(r"""[.!?:…]["'”’)\]]*$""")
# "JERUSALEM, Oct 20 (Agency) - ", before the first words of an agency's report.
_DATELINE = re.compile(r"[A-Z][^()\n]{2,60}\([^()\n]{2,40}\)\s*[-–—:]+\s+")
# Some publishers' texts come without paragraphs; memory grows with the longest piece parsed.
_LONGEST = 4000
_FULL_STOP = re.compile(r"""[.!?]["'”’)]*\s+""")
_WORD = re.compile(r"[^\W\d_]+")
# A full stop after one letter is of an abbreviation: "the U.S. said".
_SENTENCE_END = re.compile(r"(?<=\w\w[.!?])\s+")


@dataclass(frozen=True, slots=True)
class BoilerplateRule:
    """A line of boilerplate.toml."""

    pattern: re.Pattern[str]
    last: bool
    example: str


@cache
def boilerplate_rules() -> tuple[BoilerplateRule, ...]:
    """The rules of boilerplate.toml, read once."""
    raw = tomllib.loads(
        files("foedus.reading").joinpath("boilerplate.toml").read_text(encoding="utf-8")
    )
    return tuple(
        BoilerplateRule(
            re.compile(line["pattern"], 0 if line.get("case") else re.IGNORECASE),
            line.get("last", False),
            line["example"],
        )
        for line in raw["line"]
    )


def news_passages(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each paragraph of a report's text that is news."""
    paragraphs = list(_paragraphs(text, header_lines(text).body_start))
    for number, (start, end) in enumerate(paragraphs):
        is_last = number >= len(paragraphs) - 2
        if is_boilerplate(text[start:end], last=is_last):
            continue
        dateline = _DATELINE.match(text, start, end)
        yield from _pieces(
            text, dateline.end() if dateline and dateline.end() < end else start, end
        )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph in pieces that the parser can hold, cut where a sentence seems to end."""
    while end - start > _LONGEST:
        cut = start + _LONGEST
        ends = [found.end() for found in _FULL_STOP.finditer(text, start + _LONGEST // 2, cut)]
        cut = ends[-1] if ends else (text.rfind(" ", start, cut) + 1 or cut)
        cut = cut if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def is_boilerplate(passage: str, *, last: bool = False) -> bool:
    """Whether a paragraph or a sentence is around the news and not of it.

    Args:
        last: it is one of the last two paragraphs, where blurbs about the author stand.
    """
    line = " ".join(passage.split())
    if len(line) > 600:
        return False
    if any(rule.pattern.search(line) for rule in boilerplate_rules() if last or not rule.last):
        return True
    return last and _is_blurb(line)


def _is_blurb(line: str) -> bool:
    """A string of fragments such as "Coffee lover. Part-time gardener." about the author."""
    sentences = [found for found in _SENTENCE_END.split(line) if _WORD.search(found)]
    if len(sentences) < 3:
        return False
    longest = max(len(_WORD.findall(sentence)) for sentence in sentences)
    return longest <= 5 and not re.search(r"\b(was|were|is|are|has|have|had|said)\b", line)


def _paragraphs(text: str, body_start: int) -> Iterator[tuple[int, int]]:
    """Blocks between blank lines; in a text that is not wrapped by hand each line is one."""
    lines = [
        (found.start(), found.end())
        for found in re.finditer(r"[^\r\n]+", text)
        if found.start() >= body_start
    ]
    widest = max((end - start for start, end in lines), default=0)
    current: tuple[int, int] | None = None
    for start, end in lines:
        stripped = text[start:end].strip()
        if not stripped:
            if current:
                yield current
            current = None
            continue
        if current is not None and not _joins(text, current, start, widest):
            yield current
            current = None
        current = (current[0], end) if current is not None else (start, end)
    if current is not None:
        yield current


def _joins(text: str, current: tuple[int, int], start: int, widest: int) -> bool:
    """Whether the line that starts here goes on with the paragraph before it."""
    gap = text[current[1] : start]
    if gap.count("\n") > 1 or gap.count("\r") > 1:
        return False
    line_start = max(text.rfind("\n", 0, current[1]), text.rfind("\r", 0, current[1])) + 1
    line = text[max(line_start, current[0]) : current[1]].rstrip()
    if widest > _WIDEST_WRAP:
        return False
    return len(line) >= widest * _WRAPPED or not _ENDED.search(line)
