"""A brief in words: an outline of lines, printed as plain text or as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import fill

from foedus.brief.shapes import (
    Brief,
    Call,
    Change,
    Changes,
    Cited,
    Coverage,
    Pair,
    Side,
    Tally,
    Word,
)
from foedus.showing import on_one_line

SHOWN = 10  # items of a section before it says how many more there are
_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Item:
    """A line of our words, and the words it rests on: each its citation and its quote."""

    line: str
    cited: tuple[tuple[str, Cited], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    items: tuple[Item, ...]
    note: str | None = None


def as_text(brief: Brief) -> str:
    """Plain text, at most 96 columns wide, without characters that a terminal obeys."""
    return "\n".join(_text_lines(outline(brief))) + "\n"


def as_markdown(brief: Brief) -> str:
    """Markdown; words of reports are escaped, so that they are shown and not obeyed."""
    return "\n".join(_markdown_lines(outline(brief))) + "\n"


def outline(brief: Brief) -> list[Section]:
    """The brief's sections in their order; long ones are cut and say so."""
    day = f", {brief.as_of}" if brief.as_of is not None else ""
    return [
        Section(f"The situation{day}", tuple(map(Item, _coverage(brief.reports)))),
        _section(
            "Pairs with most events",
            [_pair(pair) for pair in brief.pairs],
            "no event between two named sides",
            "The same event told by two reports counts twice.",
        ),
        _section("Commitments", [_word(word) for word in brief.commitments], "none was read"),
        _section("Calls for help", [_call(call) for call in brief.calls], "none was read"),
        _changes(brief.changes),
    ]


def _section(heading: str, items: list[Item], none: str, note: str | None = None) -> Section:
    if not items:
        return Section(heading, (Item(f"{none.capitalize()}."),))
    more = len(items) - SHOWN
    if more > 0:
        items = [*items[:SHOWN], Item(f"{more} more: foedus brief --format json lists all.")]
    return Section(heading, tuple(items), note)


def _coverage(read: Coverage) -> Iterator[str]:
    published = f" by {_count(len(read.publishers), 'publisher')}" if read.publishers else ""
    days = f", published {_days(read)}" if read.first is not None else ""
    yield f"{_count(read.count, 'report')}{published}{days}."
    if read.without_date:
        yield (
            f"{_count(read.without_date, 'report')} without a date: what they tell by relative "
            "dates has no day."
        )
    yield (
        f"{_count(read.events, 'event')}, {read.actual} of them told as having happened; "
        f"{_count(read.commitments, 'commitment')}; {_count(read.bonds, 'bond')}."
    )


def _days(read: Coverage) -> str:
    return f"on {read.first}" if read.first == read.last else f"from {read.first} to {read.last}"


def _pair(pair: Pair) -> Item:
    cited = [
        (f"latest {kind}", tally.latest)
        for kind, tally in (("hostile", pair.hostile), ("cooperative", pair.cooperative))
        if tally.latest is not None
    ]
    line = (
        f"{_between(pair.sides)}: {pair.hostile.count} hostile, "
        f"{pair.cooperative.count} cooperative"
    )
    return Item(line, tuple(cited))


def _word(word: Word) -> Item:
    does = "will" if word.polarity == "will" else "will not"
    hangs = f", {word.condition_type}" if word.condition_type is not None else ", no condition"
    type = f" {word.cited.type}" if word.cited.type is not None else ""
    return Item(f"{word.actor.name} {does}{type} ({word.strength}{hangs})", (("", word.cited),))


def _call(call: Call) -> Item:
    asked = ", ".join(answer.side.name for answer in call.answers)
    line = f"{_names(call.callers)} to {asked or 'nobody named'}"
    if call.asked:
        line += f", asking for: {on_one_line(call.asked)}"
    cited: list[tuple[str, Cited]] = [("", call.cited)]
    cited += [
        (f"{answer.side.name}: {answer.answer}", answer.entry)
        for answer in call.answers
        if answer.entry is not None
    ]
    silent = [answer for answer in call.answers if answer.entry is None]
    if silent:
        names = ", ".join(answer.side.name for answer in silent)
        open_for = silent[0].days_open
        after = f" ({_count(open_for, 'day')} on)" if open_for is not None else ""
        line += f". Unanswered{after}: {names}"
    return Item(line, tuple(cited))


def _changes(changes: Changes | None) -> Section:
    if changes is None:
        return Section("What changed", (Item("No report has a date, so nothing is compared."),))
    heading = f"What changed, {changes.since} to {changes.until}"
    base = (
        f"{_count(changes.reports_now, 'report')} of these 14 days, "
        f"{changes.reports_before} of the 14 before"
    )
    if not changes.reports_before:
        return Section(heading, (Item(f"{base}: there is nothing to compare with."),))
    items = [_change(change) for change in changes.found]
    return _section(heading, items, "no pair changed", f"{base}; the counts rest on no more.")


def _change(change: Change) -> Item:
    pair = _between(change.sides)
    if change.kind == "new":
        line = f"{pair}: {_count(change.now.count, 'event')}, none read of before"
    else:
        line = (
            f"{pair}: hostile events {change.kind} from {change.before.count} to {change.now.count}"
        )
    latest = _latest(change.now) or _latest(change.before)
    return Item(line, latest)


def _latest(tally: Tally) -> tuple[tuple[str, Cited], ...]:
    return (("latest", tally.latest),) if tally.latest is not None else ()


def _between(sides: Sequence[Side]) -> str:
    return " – ".join(side.name for side in sides)


def _names(sides: Sequence[Side]) -> str:
    return ", ".join(side.name for side in sides)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _place(label: str, cited: Cited) -> str:
    """What stands before a quote: what it shows, its type and day."""
    label = f"{label}, " if label else ""
    day = cited.day.isoformat() if cited.day is not None else "no date"
    return f"{label}{cited.type} {day}" if label and cited.type else f"{label}{day}"


def _text_lines(sections: Sequence[Section]) -> Iterator[str]:
    for number, section in enumerate(sections):
        if number:
            yield ""
        yield section.heading.upper()
        if section.note:
            yield f"  {section.note}"
        for item in section.items:
            yield _wrapped(on_one_line(item.line), "  ", "    ")
            for label, cited in item.cited:
                quote = on_one_line(cited.quote)
                source = f", {cited.source}" if cited.source else ""
                words = f"{_place(label, cited)}: «{quote}» [{cited.id}{source}]"
                yield _wrapped(on_one_line(words), "    ", "      ")


def _wrapped(text: str, first: str, others: str) -> str:
    return fill(
        text, _WIDTH, initial_indent=first, subsequent_indent=others,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _markdown_lines(sections: Sequence[Section]) -> Iterator[str]:
    for number, section in enumerate(sections):
        if number:
            yield ""
        yield f"{'##' if number else '#'} {_escape(section.heading)}"
        yield ""
        if section.note:
            yield f"{_escape(section.note)}\n"
        for item in section.items:
            yield f"- {_escape(item.line)}" if number else f"{_escape(item.line)}\n"
            for label, cited in item.cited:
                source = f", {_escape(cited.source)}" if cited.source else ""
                place = _escape(_place(label, cited))
                yield f"  - {place}: «{_escape(cited.quote)}» (`{_code(cited.id)}`{source})"


_MARKED = re.compile(r"([\\`*_\[\]<>#|~&!])")


def _escape(text: str) -> str:
    return _MARKED.sub(r"\\\1", on_one_line(text))


def _code(text: str) -> str:
    return on_one_line(text).replace("`", "'")
