"""What the sides of a front hold back from: force that was denied, did not happen, is ruled out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.model import ASSERTIONS
from foedus.network.events import NOBODY, Events
from foedus.network.shapes import Held
from foedus.network.sides import Side
from foedus.network.words import Word

if TYPE_CHECKING:
    from foedus.network.ledger import Ledger

Pair = tuple[str, str]  # the ids of two sides, sorted
_FORCE: Final = ("ASSAULT", "MOBILIZE", "COERCE", "THREATEN")
_NOT_DONE: Final = tuple(ASSERTIONS.index(one) for one in ("negated", "denied"))
_NOUN: Final = {
    "ASSAULT": "use of force",
    "MOBILIZE": "display of force",
    "COERCE": "coercion",
    "THREATEN": "threat",
}


def held_back(ledger: Ledger, pairs: Sequence[Pair], most: int) -> dict[Pair, tuple[Held, ...]]:
    """For each pair of sides what either holds back from towards the other, the newest first.

    A word of polarity will-not about force counts where it names the other as the one it is about
    or in its condition, or where its side has one front only. An event that is told as denied or
    as not having happened counts where it is between the two. At most `most` for a pair.
    """
    found: dict[Pair, list[tuple[int, Held]]] = defaultdict(list)
    wanted = set(pairs)
    opponents: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        opponents[one].add(other)
        opponents[other].add(one)
    for word in ledger.words:
        if word.said.polarity == "will-not" and word.said.act.event in _FORCE:
            ruled_out = Held(word.actor, _says(word), word.id)
            for other in _about(word, opponents):
                found[_pair(word.actor.id, other)].append((_day(word.given), ruled_out))
    for pair, day, kept in _not_done(ledger.events, wanted):
        found[pair].append((day, kept))
    return {
        pair: tuple(one for _, one in sorted(some, key=lambda dated: -dated[0])[:most])
        for pair, some in found.items()
        if pair in wanted
    }


def _about(word: Word, opponents: Mapping[str, set[str]]) -> set[str]:
    """The opponents a word is about."""
    of_actor = opponents.get(word.actor.id, set())
    named = {side.id for side in (*word.towards, *word.if_by, *word.if_to)} - {word.actor.id}
    if named:
        return named & of_actor
    return of_actor if len(of_actor) == 1 else set()


def _says(word: Word) -> str:
    condition = word.said.condition
    said = word.said.act.text
    return f"{said}, {condition.text}" if condition is not None else said


def _not_done(events: Events, wanted: set[Pair]) -> list[tuple[Pair, int, Held]]:
    told = events.told
    chosen = np.isin(told.assertion, _NOT_DONE) & events.type_is(*_FORCE)
    rows = np.flatnonzero(
        chosen[events.pair_event] & (events.pair_source != NOBODY) & (events.pair_target != NOBODY)
    )
    found = []
    for row in rows.tolist():
        event = int(events.pair_event[row])
        side, other = events.sides[events.pair_source[row]], events.sides[events.pair_target[row]]
        pair = _pair(side.id, other.id)
        if pair in wanted:
            held = Held(side, _told(events, event, other), events.id(event))
            found.append((pair, int(told.last[event]), held))
    return found


def _told(events: Events, event: int, other: Side) -> str:
    told = events.told
    noun = _NOUN[told.terms[told.type[event]]]
    how = ASSERTIONS[told.assertion[event]]
    by = f" ({told.terms[told.mode[event]]})" if told.mode[event] >= 0 else ""
    if how == "denied":
        return f"denies {noun}{by} on {other.name}"
    return f"no {noun}{by} on {other.name}"


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _day(day: dt.date | None) -> int:
    return day.toordinal() if day is not None else 0
