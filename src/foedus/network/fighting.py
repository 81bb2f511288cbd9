"""The acts that fronts are made of: threats, displays and uses of force between two sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from foedus.network.allotting import AllotOptions, allotted
from foedus.network.deeds import Deed, Deeds, Tellings
from foedus.network.events import NOBODY, Ints
from foedus.network.keys import once

if TYPE_CHECKING:
    from foedus.network.ledger import Ledger
    from foedus.network.sides import Side
    from foedus.network.words import Word
    from foedus.resolving.gazetteer import Gazetteer

# The levels of the Correlates of War's disputes that an act of each type reaches by itself.
RANKS: Final[Mapping[str, int]] = {
    "THREATEN": 2, "MOBILIZE": 3, "COERCE": 3, "SANCTION": 3, "ASSAULT": 4,
}  # fmt: skip
HALT: Final = ("RETREAT", "ceasefire")
_BY_FORCE: Final = frozenset({"ASSAULT", "COERCE"})


@dataclass(frozen=True, slots=True)
class FightingOptions:
    """Defaults and their reasons.

    longest: days that an act may be spread over. 14, the window of a front: of what happened at
        some time within a longer span it cannot be told which window it belongs to.
    toll: deaths from which an act without a day of its own is the toll of a war so far, told on
        the report's day, and no act of that day. 1000: what the Correlates of War call a war has
        as many in a year.
    words: whether a side's word that it will use force on another counts as a threat on the day
        it was given. The Correlates of War count the threat to use force, in whatever words.
    allot: how acts that name one side are allotted.
    """

    longest: int = 14
    toll: int = 1000
    words: bool = True
    allot: AllotOptions = field(default_factory=AllotOptions)


def fighting(ledger: Ledger, options: FightingOptions = FightingOptions()) -> Deeds:
    """The acts of force and the ceasefires between sides that can fight, both sides named."""
    deeds = ledger.deeds
    chosen = is_act(deeds) | is_halt(deeds)
    chosen &= (deeds.day > 0) & (deeds.day - deeds.first < options.longest)
    chosen &= ~(_tolls(ledger, options.toll) | _together(deeds, ledger))
    deeds = _before_truces(deeds.where(chosen), ledger)
    if options.words:
        deeds = with_threats(deeds, ledger.words)
    return allotted(deeds, ledger.parties, _countries(deeds), options.allot)


def _before_truces(deeds: Deeds, ledger: Ledger) -> Deeds:
    """Acts without a day of their own, told in a report of a ceasefire, as before that ceasefire.

    "The truce held. Its troops had occupied ten villages": else what led to it would end it.
    """
    if not len(deeds) or not ledger.events.count:
        return deeds
    leader = ledger.distinct.leader[deeds.event]
    report = ledger.events.told.report[leader].astype(np.int64)
    keys = report * (int(pair_keys(deeds, np.arange(len(deeds))).max(initial=0)) + 1)
    keys += pair_keys(deeds, np.arange(len(deeds)))
    halts = np.flatnonzero(is_halt(deeds))
    undated = np.flatnonzero(is_act(deeds) & ~ledger.events.told.is_dated[leader])
    order = np.argsort(keys[halts], kind="stable")
    halts = halts[order]
    if not len(halts) or not len(undated):
        return deeds
    at = np.minimum(np.searchsorted(keys[halts], keys[undated]), len(halts) - 1)
    beside = (keys[halts[at]] == keys[undated]) & (deeds.day[halts[at]] < deeds.day[undated])
    day = deeds.day.copy()
    day[undated[beside]] = deeds.day[halts[at[beside]]]
    moved = replace(deeds, day=day, first=np.minimum(deeds.first, day))
    return moved.where(np.argsort(day, kind="stable").astype(np.int32))


def is_act(deeds: Deeds) -> NDArray[np.bool_]:
    """Which rows are a threat, a display or a use of force."""
    return deeds.type_is(*RANKS)


def is_halt(deeds: Deeds) -> NDArray[np.bool_]:
    """Which rows say that force ceased: a truce in force, attacks that were stopped."""
    return np.logical_and(deeds.type_is(HALT[0]), deeds.mode_is(HALT[1]))


def ranks(deeds: Deeds) -> Ints:
    """The level each row reaches by itself; 0 for what is no act of force."""
    by_term = [RANKS.get(term, 0) for term in deeds.terms]
    return np.array([*by_term, 0], dtype=np.int32)[deeds.type]


def with_threats(deeds: Deeds, words: Sequence[Word]) -> Deeds:
    """With the words of those who will use force on another, as threats on the day given.

    A threat of the same side to the same on that day, told as an event, is the same threat. That
    force will be answered with force threatens nobody who uses none.
    """
    sides = dict(deeds.side_number)
    told = _threats(deeds, sides)
    found = [
        Deed(word.actor, towards, "THREATEN", word.given, 0.0, word.said.confidence,
             entries=word.entries)
        for word in words
        for towards in word.towards
        if word.said.polarity == "will"
        and word.said.act.event in _BY_FORCE
        and word.given is not None
        and towards != word.actor
        and not _is_defence(word, towards)
        and (word.actor.id, towards.id, word.given.toordinal()) not in told
    ]  # fmt: skip
    return joined(deeds, Deeds.of(found)) if found else deeds


def _is_defence(word: Word, towards: Side) -> bool:
    """ "if it attacks us, we will fight": of the one whose attack it would answer."""
    condition = word.said.condition
    return condition is not None and condition.event == "ASSAULT" and towards in word.if_by


def _threats(deeds: Deeds, sides: Mapping[str, int]) -> set[tuple[str, str, int]]:
    ids = [side.id for side in deeds.sides]
    rows = np.flatnonzero(
        deeds.type_is("THREATEN") & (deeds.source != NOBODY) & (deeds.target != NOBODY)
    )
    return {(ids[deeds.source[row]], ids[deeds.target[row]], int(deeds.day[row])) for row in rows}


def joined(one: Deeds, other: Deeds) -> Deeds:
    """Both, by day; the numbers of the other's sides, terms and events are those of the joint."""
    sides = {side: number for number, side in enumerate(one.sides)}
    terms = {term: number for number, term in enumerate(one.terms)}
    side = [sides.setdefault(side, len(sides)) for side in other.sides]
    term = [terms.setdefault(term, len(terms)) for term in other.terms]
    to_side = np.array([*side, NOBODY], dtype=np.int32)
    to_term = np.array([*term, -1], dtype=np.int32)
    events = len(one.tellings.start) - 1
    moved = {
        "source": to_side[other.source], "target": to_side[other.target],
        "type": to_term[other.type], "mode": to_term[other.mode],
        "place": to_term[other.place], "event": other.event + events,
    }  # fmt: skip
    same = ("first", "day", "score", "confidence", "deaths", "publishers")
    columns = {name: np.concatenate([getattr(one, name), moved[name]]) for name in moved}
    columns |= {n: np.concatenate([getattr(one, n), getattr(other, n)]) for n in same}
    start = np.concatenate([one.tellings.start, one.tellings.start[-1] + other.tellings.start[1:]])
    both = replace(
        one,
        sides=tuple(sides),
        terms=tuple(terms),
        tellings=Tellings(start, np.concatenate([one.tellings.id, other.tellings.id])),
        **columns,
    )
    return both.where(np.argsort(both.day, kind="stable").astype(np.int32))


def _tolls(ledger: Ledger, toll: int) -> NDArray[np.bool_]:
    """Which deeds sum up a war so far: many deaths, without a day of their own."""
    deeds = ledger.deeds
    found = deeds.deaths >= toll
    rows = np.flatnonzero(found)
    leader = ledger.distinct.leader[deeds.event[rows]]
    found[rows] = ~ledger.events.told.is_dated[leader]
    return found


def _together(deeds: Deeds, ledger: Ledger) -> NDArray[np.bool_]:
    """Which rows are acts of several sides that are told to act, without a word of on whom.

    "Israel and Hamas fought" and "Russia and Syria bombed" have the same form: both act. They act
    on each other only where they are two, and are not allied.
    """
    acts = is_act(deeds) & (deeds.source != NOBODY) & (deeds.target != NOBODY)
    many = np.bincount(deeds.event[acts], minlength=1) > 1
    rows = np.flatnonzero(acts)
    rows = rows[many[deeds.event[rows]]]
    pair = pair_keys(deeds, rows)
    event = deeds.event[rows].astype(np.int64)
    width = int(pair.max(initial=0)) + 1
    keys, where, ways = np.unique(event * width + pair, return_inverse=True, return_counts=True)
    mutual = ways[where] == 2  # from each of the two to the other
    events, pairs = np.unique(keys // width, return_counts=True)
    several = pairs[np.searchsorted(events, event)] > 1
    friends = np.array(sorted(_allied(deeds, ledger)), dtype=np.int64)
    found = np.zeros(len(deeds), dtype=bool)
    found[rows] = mutual & (several | np.isin(pair, friends))
    return found


def _allied(deeds: Deeds, ledger: Ledger) -> set[int]:
    """The pairs that a report names as allies, or that are of one military coalition."""
    numbers, found = deeds.side_number, set()
    members: dict[str, set[str]] = defaultdict(set)
    for one in ledger.memberships:
        group = ledger.parties.get(one.group)
        if group is not None and group.kind == "coalition" and group.sector in ("MIL", "REB"):
            members[one.group].add(one.member)
    named = [
        {side.id for side in bond.members} for bond in ledger.bonds if bond.relation != "rivalry"
    ]
    for some in (*members.values(), *named):
        known = sorted(some & numbers.keys())
        pairs = combinations(known, 2)
        found |= {numbers[one] * len(deeds.sides) + numbers[other] for one, other in pairs}
    return found


def pair_keys(deeds: Deeds, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The pair of sides of each row, whichever acts, as one number.

    It is the number of the side whose id sorts first, times how many sides there are, plus that of
    the other.
    """
    ids = [side.id for side in deeds.sides]
    rank = np.empty(len(ids), dtype=np.int64)
    rank[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    source, target = deeds.source[rows].astype(np.int64), deeds.target[rows].astype(np.int64)
    swapped = rank[source] > rank[target]
    width = max(len(ids), 1)
    return np.where(swapped, target * width + source, source * width + target)


def _countries(deeds: Deeds) -> dict[str, str | None]:
    """The country of each place where something happened of which one side is named."""
    half = (deeds.source == NOBODY) != (deeds.target == NOBODY)
    numbers = once(deeds.place[half & (deeds.place >= 0)].astype(np.int64))
    if not len(numbers):
        return {}
    gazetteer = _gazetteer()
    places = {deeds.terms[number]: None for number in numbers.tolist()}
    found = {name: gazetteer.choose(name, {}) for name in places}
    return {name: place.country if place is not None else None for name, place in found.items()}


@cache
def _gazetteer() -> Gazetteer:
    """Read once: it takes half a second, far longer than all else here."""
    from foedus.resolving.gazetteer import Gazetteer

    return Gazetteer.load()
