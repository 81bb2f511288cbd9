"""From the situation of a record to the world that a supposition is played in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from foedus.network.calls import CallOptions
from foedus.network.fighting import fighting
from foedus.network.ledger import Ledger
from foedus.network.promises import terms_of
from foedus.network.shapes import Alliance, Call, Credibility
from foedus.network.sides import Side
from foedus.network.situation import Situation
from foedus.network.words import Word
from foedus.outlook.matching import is_negated
from foedus.outlook.options import Options
from foedus.outlook.rates import Hostile, Span, answers_given, anyway, calls_made, replies
from foedus.outlook.shapes import Supposed
from foedus.outlook.wording import words_of
from foedus.outlook.world import EVEN, Clause, Pair, Promise, Rate, Rates, Standing, World, front_of

_OPEN: Final = frozenset({"standing", "triggered"})
# Members above which an organisation is no alliance, and days after which a call is unanswered.
_CALLS: Final = CallOptions()
_FIGHTS: Final = re.compile(
    r"\b(join\w*|fight\w*|attack\w*|strik\w+|enter\w*|troops?|soldiers?|forces?|interven\w+)\b"
)
_STRENGTHS: Final = ("vow", "pledge", "plan", "signal")


def world_of(situation: Situation, options: Options, supposed: Sequence[Supposed] = ()) -> World:
    """The world of a situation, with the sides that suppositions name beside those known."""
    ends = (side for one in supposed for side in (one.actor, one.recipient))
    also = [side for side in ends if side is not None]
    ledger = situation.ledger
    standing = {fate.id for fate in situation.fates if fate.status in _OPEN}
    words = [word for word in ledger.words if word.id in standing]
    sides = {side.id: side for side in (*ledger.events.sides, *_sides_of(words), *also)}
    allies = allies_of(situation.alliances, sides, _CALLS.most_members)
    until = situation.as_of.toordinal() if situation.as_of is not None else 0
    span = Span(until, options.horizon, options.learn)
    hostile = Hostile.of(fighting(ledger), until)
    promises = promises_of(words)
    concerned = _concerned(situation, promises, also)
    return World(
        sides=sides,
        listed=concerned,
        promises=promises,
        credibility=_credibility(situation.credibility),
        replies=replies(hostile, span),
        allies=allies,
        calls=calls_made(hostile, situation.calls, allies, span),
        answers=answers_given(situation.calls, _CALLS.window, options.learn),
        help=help_of(situation.calls),
        anyway={
            key: rate
            for key, rate in anyway(hostile, span).items()
            if key[0] in concerned and key[1] in concerned
        },
        fronts={
            front_of(front.sides[0].id, front.sides[1].id): Standing(
                front.level, front.entries[:10]
            )
            for front in situation.fronts
        },
        as_of=situation.as_of,
        notes=tuple(_notes(situation, len(words))),
    )


def known_sides(ledger: Ledger) -> tuple[Side, ...]:
    """All sides that a supposition may name as the record does: of events and of words."""
    return tuple(dict.fromkeys((*ledger.events.sides, *_sides_of(ledger.words))))


def promises_of(words: Iterable[Word]) -> tuple[Promise, ...]:
    """The words that a run can play: those under a condition, and refusals.

    A word that several reports tell is one promise, of its strongest telling, under the id of the
    latest; else each telling would be one more chance to keep it.
    """
    found: dict[object, list[Promise]] = defaultdict(list)
    for word in words:
        promise = promise_of(word)
        if promise.clause is not None or promise.polarity == "will-not":
            found[_same(promise)].append(promise)
    joined = [
        replace(
            some[-1],
            strength=min((one.strength for one in some), key=_STRENGTHS.index),
            entries=tuple(dict.fromkeys(id for one in reversed(some) for id in one.entries)),
        )
        for some in found.values()
    ]
    return tuple(sorted(joined, key=lambda promise: promise.id))


def promise_of(word: Word) -> Promise:
    """A commitment as a run reads it; promises.py says which events its words come to.

    "If they are not withdrawn" reads as "unless they are", as there.
    """
    terms, said = terms_of(word), word.said
    acts = terms.undo if terms.is_restraint else terms.do
    clause = None
    if said.condition is not None and terms.type is not None:
        turned = terms.type != said.condition.type
        clause = Clause(
            type=terms.type,  # type: ignore[arg-type]
            event=terms.met[0][0] if terms.met else None,
            by=tuple(side.id for side in word.if_by),
            to=tuple(side.id for side in word.if_to),
            text=said.condition.text,
            is_negated=not turned and is_negated(said.condition.text),
        )
    return Promise(
        id=word.id,
        actor=word.actor.id,
        polarity="will-not" if terms.is_restraint else "will",
        strength=said.strength,
        event=acts[0][0] if acts else None,
        towards=tuple(side.id for side in word.towards),
        clause=clause,
        text=words_of(
            said.act.text,
            said.polarity,
            said.condition.text if said.condition is not None else None,
        ),
        entries=word.entries,
    )


def _same(promise: Promise) -> object:
    clause = promise.clause
    hangs_on = clause and (clause.type, clause.event, clause.by, clause.to, clause.is_negated)
    # Of acts and conditions without a type only the words can tell whether they are the same.
    words = promise.text if promise.event is None or (clause and clause.event is None) else ""
    return promise.actor, promise.polarity, promise.event, promise.towards, hangs_on, words


def allies_of(
    alliances: Iterable[Alliance], sides: Mapping[str, Side], most: int
) -> dict[str, tuple[str, ...]]:
    """Whom each may call: the members of its alliances that the record knows of."""
    found: dict[str, set[str]] = defaultdict(set)
    for alliance in alliances:
        members = {side.id for side in alliance.members if side.id in sides}
        if len(alliance.members) <= most:
            for member in members:
                found[member] |= members - {member}
    return {id: tuple(sorted(allies)) for id, allies in sorted(found.items()) if allies}


def help_of(calls: Sequence[Call]) -> dict[Pair, str]:
    """What each has asked of each the last time: to fight, in so many words, or aid."""
    found: dict[Pair, str] = {}
    for call in calls:  # newest first
        for caller in call.from_:
            fights = _FIGHTS.search((call.asked_for or "").casefold()) is not None
            found.setdefault((caller.id, call.to.id), "ASSAULT" if fights else "AID")
    return found


def _credibility(found: Iterable[Credibility]) -> Rates:
    known: dict[tuple[str | int, ...], Rate] = {
        (one.actor.id,): Rate(
            one.prior_kept + one.kept,
            one.prior_broken + one.broken,
            "record" if one.kept + one.broken else "prior",
            one.kept + one.broken,
            entries=one.entries,
        )
        for one in found
    }
    return Rates(EVEN, known)


def _sides_of(words: Iterable[Word]) -> Iterator[Side]:
    for word in words:
        yield from (word.actor, *word.towards, *word.if_by, *word.if_to)


def _concerned(
    situation: Situation, promises: Iterable[Promise], also: Iterable[Side]
) -> frozenset[str]:
    """Those whose chances are told: the parties of fronts, of promises and of the supposition."""
    found = {side.id for side in also}
    found.update(side.id for front in situation.fronts for side in front.sides)
    for promise in promises:
        clause = promise.clause
        found.update((promise.actor, *promise.towards))
        if clause is not None:
            found.update((*clause.by, *clause.to))
    return frozenset(found)


def _notes(situation: Situation, standing: int) -> Iterator[str]:
    if situation.as_of is None:
        yield (
            "No report has a day: no rate can be learned, no front has a level, and every"
            " commitment counts as standing."
        )
    over = len(situation.fates) - standing
    if over:
        yield (
            f"{over} of {len(situation.fates)} commitments were kept, broken, withdrawn or had"
            " lapsed by the day, and are not played."
        )
