"""An outline as plain text and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill

from foedus.brief.outline import Item, Section
from foedus.brief.shapes import Cited
from foedus.showing import on_one_line

_WIDTH = 96
_MARKED = re.compile(r"([\\`*_\[\]<>#|~&!])")
Citations = Mapping[str, Cited]


def as_text(sections: Sequence[Section], cited: Citations) -> str:
    """Plain text, at most 96 columns wide, without characters that a terminal obeys."""
    return "\n".join(_text_lines(sections, cited)) + "\n"


def as_markdown(sections: Sequence[Section], cited: Citations) -> str:
    """Markdown; words of reports are escaped, so that they are shown and not obeyed."""
    return "\n".join(_markdown_lines(sections, cited)) + "\n"


def place(one: Cited) -> str:
    """What stands before a quote: its type and day."""
    day = one.day.isoformat() if one.day is not None else "no date"
    return f"{one.type}, {day}" if one.type else day


def _text_lines(sections: Sequence[Section], cited: Citations) -> Iterator[str]:
    for number, section in enumerate(sections):
        if number:
            yield ""
        yield section.heading.upper()
        if section.note:
            yield _wrapped(section.note, "  ", "  ")
        for item in section.items:
            yield from _text_item(item, cited, 1)


def _text_item(item: Item, cited: Citations, depth: int) -> Iterator[str]:
    at = "  " * depth
    named = f" [{item.id}]" if item.id is not None and item.id not in item.entries else ""
    yield _wrapped(f"{item.line}{named}", at, f"{at}  ")
    for one in _citations(item, cited):
        source = f", {one.source}" if one.source else ""
        words = f"{place(one)}: «{one.quote}» [{one.id}{source}]"
        yield _wrapped(words, f"{at}  ", f"{at}    ")
    for below in item.below:
        yield from _text_item(below, cited, depth + 1)


def _citations(item: Item, cited: Citations) -> list[Cited]:
    return [cited[id] for id in dict.fromkeys(item.entries) if id in cited]


def _wrapped(text: str, first: str, others: str) -> str:
    return fill(
        on_one_line(text), _WIDTH, initial_indent=first, subsequent_indent=others,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _markdown_lines(sections: Sequence[Section], cited: Citations) -> Iterator[str]:
    for number, section in enumerate(sections):
        if number:
            yield ""
        yield f"{'##' if number else '#'} {_escape(section.heading)}"
        yield ""
        if section.note:
            yield f"{_escape(section.note)}\n"
        for item in section.items:
            if number:
                yield from _markdown_item(item, cited, 0)
            else:
                yield f"{_escape(item.line)}\n"


def _markdown_item(item: Item, cited: Citations, depth: int) -> Iterator[str]:
    at = "  " * depth
    named = f" (`{_code(item.id)}`)" if item.id is not None and item.id not in item.entries else ""
    yield f"{at}- {_escape(item.line)}{named}"
    for one in _citations(item, cited):
        source = f", {_escape(one.source)}" if one.source else ""
        yield f"{at}  - {_escape(place(one))}: «{_escape(one.quote)}» (`{_code(one.id)}`{source})"
    for below in item.below:
        yield from _markdown_item(below, cited, depth + 1)


def _escape(text: str) -> str:
    return _MARKED.sub(r"\\\1", on_one_line(text))


def _code(text: str) -> str:
    return on_one_line(text).replace("`", "'")
