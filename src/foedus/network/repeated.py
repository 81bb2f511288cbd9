"""Commitments told twice: the same word in several reports, or twice in one, counts once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from foedus.model import Condition
from foedus.network.compared import is_person
from foedus.network.sides import Side
from foedus.network.words import Word
from foedus.record.signatures import stems

# Words of promising itself, and small ones: they are in tellings of any promise.
_SMALL: Final = frozenset({
    "after", "also", "been", "could", "decide", "decisi", "deal", "from", "have", "into",
    "intend", "more", "offici", "over", "plan", "plans", "planne", "planni", "pledge", "promis",
    "ready", "refuse", "refusi", "said", "says", "saying", "shall", "that", "their", "they",
    "this", "threat", "vowed", "vowing", "which", "will", "with", "would", "agree", "agreed",
    "agreei", "announ",
})  # fmt: skip
# Conditions under which something ends or is not done yet, whichever of these words is taken.
_HOLDING: Final = ("unless", "until", "as-long-as")


@dataclass(frozen=True, slots=True)
class Retelling:
    """When two commitments are one. `days`: a word is told again within so many days, if at all.

    `words` is the share of the shorter quotation's words that the other must have where the act
    is the same, `bare_words` where the act of one is not known. `neighbours`: each is compared
    with so many earlier ones of its actor, so that the cost is linear.
    """

    days: int = 7
    words: float = 0.3
    bare_words: float = 0.5
    neighbours: int = 24


_USUAL: Final = Retelling()


def repeated(words: Sequence[Word], retelling: Retelling = _USUAL) -> tuple[Word, ...]:
    """The commitments with those told again joined to the first telling, oldest first.

    A joined word keeps the id and day of its first telling and lists the entries of all. Where the
    first gives no condition and a later one does, the act and the condition are that one's.
    """
    by_actor: dict[Side, list[list[Word]]] = {}
    order = sorted(words, key=lambda word: (word.given or dt.date.min, word.id))
    for word in order:
        groups = by_actor.setdefault(word.actor, [])
        recent = groups[-retelling.neighbours :]
        found = [(_best(word, group, retelling), group) for group in recent]
        likeness, best = max(found, key=lambda one: one[0], default=(0.0, []))
        if likeness > 0:
            best.append(word)
        else:
            groups.append([word])
    joined = [_as_one(group) for groups in by_actor.values() for group in groups]
    return tuple(sorted(joined, key=lambda word: (word.given or dt.date.min, word.id)))


def _best(word: Word, group: Sequence[Word], retelling: Retelling) -> float:
    """How like a word is to the likest telling of a group; 0 where it is not one of them."""
    if not any(_near(word, other, retelling.days) for other in reversed(group)):
        return 0.0
    if not all(_agree(word, other) for other in group):
        return 0.0
    return max(_likeness(word, other, retelling) for other in group)


def _near(one: Word, other: Word, days: int) -> bool:
    """Whether they are told within so many days; without a day, only in the same words."""
    if one.given is None or other.given is None:
        return one.given == other.given and one.said.evidence.quote == other.said.evidence.quote
    return abs((one.given - other.given).days) <= days


def _agree(one: Word, other: Word) -> bool:
    """Whether nothing that both tell keeps them apart."""
    mine, its = one.said.actor, other.said.actor
    if is_person(mine) and is_person(its) and mine.id != its.id:
        return False
    if _in_one_sentence(one, other):
        return False
    if one.due and other.due and (one.due[0] > other.due[1] or other.due[0] > one.due[1]):
        return False
    sides = ((one.towards, other.towards), (one.if_by, other.if_by), (one.if_to, other.if_to))
    return all(map(_fit, *zip(*sides, strict=True))) and _same_act(one, other)


def _in_one_sentence(one: Word, other: Word) -> bool:
    """What one sentence promises twice is two things."""
    mine, its = one.said.evidence, other.said.evidence
    return mine.report == its.report and mine.start < its.end and its.start < mine.end


def _fit(some: Iterable[Side], others: Iterable[Side]) -> bool:
    """Whether one names all that the other names, or nobody."""
    ids, other_ids = {side.id for side in some}, {side.id for side in others}
    return ids <= other_ids or other_ids <= ids


def _same_act(one: Word, other: Word) -> bool:
    """The same act and condition, as far as both are known.

    "Stays out as long as it is not attacked" is "will not fight unless attacked": where both hold
    back under one condition, an act that is not known may be the other's opposite.
    """
    mine, its = one.said, other.said
    if not _same_condition(mine.condition, its.condition):
        return False
    acts = {mine.act.event, its.act.event} - {None}
    if mine.polarity == its.polarity:
        return len(acts) < 2
    bare = mine if mine.polarity == "will" else its
    return bare.act.event is None and _both_hold_back(mine.condition, its.condition)


def _same_condition(one: Condition | None, other: Condition | None) -> bool:
    if one is None or other is None:
        return True
    if (one.type in _HOLDING) != (other.type in _HOLDING):
        return False
    return one.event is None or other.event is None or one.event == other.event


def _both_hold_back(one: Condition | None, other: Condition | None) -> bool:
    if one is None or other is None or one.event is None or one.event != other.event:
        return False
    return one.type in _HOLDING and other.type in _HOLDING


def _likeness(one: Word, other: Word, retelling: Retelling) -> float:
    """The share of like words; 1 where act and condition are told alike, 0 where it is too low."""
    mine, its = one.said, other.said
    if mine.condition is not None and its.condition is not None:
        same_trigger = mine.condition.event is not None
        same_trigger &= mine.condition.event == its.condition.event
        same_act = mine.act.event is not None and mine.act.event == its.act.event
        if same_trigger and (same_act or mine.polarity != its.polarity):
            return 1.0
    known = mine.act.event is not None and mine.act.event == its.act.event
    share = _shared(_stems(one), _stems(other))
    return share if share >= (retelling.words if known else retelling.bare_words) else 0.0


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / min(len(one), len(other)) if shared > 1 else 0.0


def _stems(word: Word) -> frozenset[str]:
    """The words of the quotation, without those that name the actor."""
    named = f"{word.said.actor.text} {word.actor.name}"
    return frozenset(stems(word.said.evidence.quote)) - stems(named) - _SMALL


def _as_one(group: Sequence[Word]) -> Word:
    """The first telling with the entries of all; with the condition of the first that gives one."""
    assert all(
        (a.given or dt.date.min, a.id) <= (b.given or dt.date.min, b.id) for a, b in pairwise(group)
    ), "groups are filled in this order"
    first = group[0]
    whole = next((word for word in group if word.said.condition is not None), first)
    entries = tuple(dict.fromkeys(id for word in group for id in word.entries))
    reports = tuple(dict.fromkeys(report for word in group for report in word.reports))
    return replace(whole, id=first.id, given=first.given, entries=entries, reports=reports)
