"""A brief as an outline: headings, lines in our words, and the entries that each line rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from foedus.brief.shapes import Brief, Counts, Coverage
from foedus.network.shapes import (
    Alliance,
    Call,
    Change,
    Component,
    Fate,
    Front,
    Watch,
)
from foedus.network.sides import Side
from foedus.showing import counted

SHOWN = 10  # items of a section before it says how many more there are
CITED = 3  # entries under an item, the weightiest
_OVER = ("kept", "broken", "withdrawn", "lapsed")


@dataclass(frozen=True, slots=True)
class Item:
    """A line of our words; below it more lines, and the ids of the entries it rests on.

    `id` is what `foedus show` opens, where the line is about one measure.
    """

    line: str
    entries: tuple[str, ...] = ()
    below: tuple[Item, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    heading: str
    items: tuple[Item, ...]
    note: str | None = None


def outline(brief: Brief, *, shown: int = SHOWN) -> list[Section]:
    """The brief's sections in their order; long ones are cut and say so."""
    day = f", {brief.as_of}" if brief.as_of is not None else ""
    since = f" since {brief.since}" if brief.since is not None else ""
    standing = [fate for fate in brief.commitments if fate.status not in _OVER]
    over = [fate for fate in brief.commitments if fate.status in ("kept", "broken", "withdrawn")]
    sections = [
        Section("situation", f"The situation{day}", tuple(_situation(brief))),
        _section("alliances", "Alliances", map(_alliance, brief.alliances),
                 "No alliance is declared, named or seen in the ties."),
        _section("fronts", "Fronts", map(_front, brief.fronts), "No front."),
        _section("calls", "Calls and answers", map(_call, brief.calls), "No call for help."),
        _section("standing", "Promises that stand", map(_promise, standing), "None."),
        _section("settled", "Promises kept and broken", map(_promise, over),
                 "Of none is it known what became of it."),
        _section("changes", f"What changed{since}", map(_change, brief.changes), "Nothing."),
        _section("watch", "What to watch", map(_watch, brief.watch),
                 "No condition of a standing promise is near to being met."),
    ]  # fmt: skip
    if brief.cannot_say:
        sections.append(
            Section("limits", "What this cannot say", tuple(map(Item, brief.cannot_say)))
        )
    return [_cut(section, shown) for section in sections]


def cited_in(sections: Iterable[Section]) -> tuple[str, ...]:
    """The ids of all entries that an outline cites, each once."""
    found = (id for section in sections for item in section.items for id in _cited(item))
    return tuple(dict.fromkeys(found))


def _cited(item: Item) -> Iterator[str]:
    yield from item.entries
    for below in item.below:
        yield from _cited(below)


def _section(name: str, heading: str, items: Iterable[Item], none: str) -> Section:
    return Section(name, heading, tuple(items) or (Item(none),))


def _cut(section: Section, shown: int) -> Section:
    more = len(section.items) - shown
    if more <= 0:
        return section
    listed = {"standing": "commitments", "settled": "commitments"}.get(section.name, section.name)
    rest = Item(f"{more} more: foedus brief --format json lists all {listed}.")
    return replace(section, items=(*section.items[:shown], rest))


def _situation(brief: Brief) -> Iterator[Item]:
    yield Item(_coverage(brief.reports))
    if brief.reports.without_date:
        yield Item(
            f"{counted(brief.reports.without_date, 'report')} without a date: what they tell by "
            "relative dates has no day."
        )
    yield Item(_counts(brief.events))


def _coverage(read: Coverage) -> str:
    by = f" by {counted(len(read.publishers), 'publisher')}" if read.publishers else ""
    if read.first is None:
        return f"{counted(read.count, 'report')}{by}."
    days = f"on {read.first}" if read.first == read.last else f"from {read.first} to {read.last}"
    return f"{counted(read.count, 'report')}{by}, published {days}."


def _counts(events: Counts) -> str:
    since = ""
    if events.since is not None:
        since = f" since {events.since} (what is older is in the record and is not measured)"
    return (
        f"{counted(events.told, 'event')} told{since}, {events.actual} of them as having happened: "
        f"{counted(events.distinct, 'distinct event')}, {events.between_sides} of them between two "
        "known sides."
    )


def _alliance(one: Alliance) -> Item:
    strain = one.strain
    bases = " and ".join({"declared": "declared", "named": "named by reports",
                          "ties": "seen in the ties"}[basis] for basis in one.bases)  # fmt: skip
    line = (
        f"{one.name} ({names(one.members)}; {bases}): strain {strain.total:.2f} "
        f"[{strain.low:.2f}, {strain.high:.2f}]"
    )
    known = [part for part in strain.components if part.is_known]
    below = tuple(map(_component, sorted(known, key=lambda part: (-part.value, part.name))))
    unknown = [part.name for part in strain.components if not part.is_known]
    if unknown:
        below += (Item(f"not known: {', '.join(unknown)}"),)
    return Item(line, one.entries[:1], below, one.id)


def _component(part: Component) -> Item:
    line = f"{part.name} {part.value:.2f} [{part.low:.2f}, {part.high:.2f}]: {part.rests_on}"
    return Item(line, part.entries[:CITED])


def _front(front: Front) -> Item:
    since = f" since {front.since}" if front.since is not None else ""
    peak = (
        f"; it was {front.peak} until {front.peak_on}"
        if front.peak > front.level and front.peak_on is not None
        else ""
    )
    places = f", at {', '.join(front.places[:3])}" if front.places else ""
    line = (
        f"{names(front.sides, ' – ')}: level {front.level}, {front.level_name}{since}, "
        f"{front.trend}{peak}{places}"
    )
    now = counted(front.now, "hostile event")
    count = f"{now} in the last 14 days, {front.before} in the 14 before"
    below = (
        Item(count, front.entries[:CITED]),
        *(Item(f"{held.side.name} holds back: {held.says}", (held.entry,))
          for held in front.held_back[:CITED]),
    )  # fmt: skip
    return Item(line, (), below, front.id)


def _call(call: Call) -> Item:
    asked = f", asking {_asking(call.asked_for)}" if call.asked_for else ""
    day = f", {call.date}" if call.date is not None else ""
    line = f"{names(call.from_)} to {call.to.name}{day}{asked}: {call.answer}"
    if call.answered is not None:
        line += f" on {call.answered}"
    elif call.days_open is not None:
        line += f", {counted(call.days_open, 'day')} on"
    return Item(line, call.entries[:CITED], (), call.id)


def _asking(text: str) -> str:
    return text if text.startswith(("to ", "for ", "that ")) else f"for {text}"


def _promise(fate: Fate) -> Item:
    day = f", {fate.date}" if fate.date is not None else ""
    line = f"{fate.actor.name}{day}, {in_words(fate)}: {fate.status}; {fate.reason}"
    return Item(line, fate.entries[:1] + fate.met_by[:1] + fate.settled_by[:1], (), fate.id)


def in_words(fate: Fate) -> str:
    """What is promised in the text's own words, and on which condition."""
    does = "will" if fate.polarity == "will" else "will not"
    if fate.condition is None:
        return f"{does}: “{fate.act}”"
    # The text's words mostly begin with the conjunction; where they do not, its kind is said.
    said = fate.condition.casefold().replace(" ", "-")
    kind = fate.condition_type or "if"
    named = "" if said.startswith(kind) else f"{kind.replace('-', ' ')}: "
    return f"{does}: “{fate.act}”, {named}“{fate.condition}”"


def _change(change: Change) -> Item:
    line = f"{change.says} (surprise {change.surprise:.1f} bits: {change.arithmetic})"
    return Item(line, change.entries[:2], (), change.id)


def _watch(one: Watch) -> Item:
    line = f"{one.says} Nearness {one.nearness:.2f}: {one.arithmetic}"
    return Item(line, one.entries[:2], (), one.commitment)


def names(sides: Sequence[Side], between: str = ", ") -> str:
    """Sides by name; of many the first ones, and how many more."""
    some = between.join(side.name for side in sides[:8])
    return some if len(sides) <= 8 else f"{some} and {len(sides) - 8} more"
