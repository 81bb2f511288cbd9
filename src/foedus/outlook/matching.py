"""Which event meets which condition, what follows from it, and what a word holds back from."""

from __future__ import annotations

import re
from typing import Final, Literal

from foedus.coding.ontology import ontology
from foedus.outlook.world import LEVEL_OF, Clause, Move, Promise

Part = Literal["act", "release", "stop", "restrain", "none"]
"""What a word does in a run once an event meets its condition:

act       "will, if C": C happens, and the actor may do it.
release   "will not, unless C" (or until C, or as long as not C): C happens, and the actor is free.
stop      "will, unless C" (or until C): C happens, and the actor leaves off.
restrain  "will not, if C": C happens, and the actor holds back from then on.
none      no event can meet it: it has no condition, or one that is not an event.
"""

_NEGATION: Final = re.compile(
    r"\b(?:not|never|no longer|fail(?:s|ed|ing)? to)\b|n[’']t\b", re.IGNORECASE
)
_MATERIAL: Final = "material-conflict"


def is_negated(text: str) -> bool:
    """Whether the words of a condition deny its event: "if they are not withdrawn"."""
    return _NEGATION.search(text) is not None


def part_of(promise: Promise) -> Part:
    """What a word does once its condition is met."""
    clause = promise.clause
    if clause is None or clause.event is None:
        return "none"
    will = promise.polarity == "will"
    if clause.type == "as-long-as":
        return "stop" if will else "release"
    if clause.is_negated:
        return "none"  # an event shows that something happened, never that it did not
    if clause.type == "if":
        return "act" if will else "restrain"
    return "stop" if will else "release"


def meets(move: Move, promise: Promise) -> bool:
    """Whether an event meets the condition of a word, so that it acts, releases or stops."""
    clause = promise.clause
    if clause is None or clause.event is None or part_of(promise) == "none":
        return False
    if clause.type == "as-long-as" and not clause.is_negated:
        return _ends(move, promise, clause)
    return _is_of(move, clause.event) and _is_between(move, promise, clause)


def _is_of(move: Move, event: str) -> bool:
    """The same type; for a hostile one also what is more hostile; for a class all that is in it."""
    if event == move.type:
        return True
    if event in LEVEL_OF:
        return move.level > LEVEL_OF[event]
    return event == _quad(move.type)


def _quad(type: str) -> str | None:
    kind = ontology().types.get(type)
    return kind.quad if kind is not None else None


def _is_between(move: Move, promise: Promise, clause: Clause) -> bool:
    if not clause.by and not clause.to:
        return _concerns(move, promise)
    if clause.by and move.actor not in clause.by:
        return False
    if not clause.by and move.actor == promise.actor:
        return False  # nobody sets a condition that he meets himself, unless he says so
    return not clause.to or move.target in clause.to


def _concerns(move: Move, promise: Promise) -> bool:
    """A condition that names nobody is about the one who sets it: "if the attacks continue"."""
    if move.actor == promise.actor:
        return False
    if move.level > 1:
        return move.target == promise.actor
    ours = {promise.actor, *promise.towards}
    return move.actor in ours or move.target in ours


def _ends(move: Move, promise: Promise, clause: Clause) -> bool:
    """Whether an event ends what a word lasts as long as.

    What is a truce or another cooperation ends by material conflict against the one who gave the
    word, by those whom the condition names, where it names any. Of what is hostile no event shows
    the end.
    """
    if clause.event is None or clause.event in LEVEL_OF or clause.event == _MATERIAL:
        return False
    breaks = _quad(move.type) == _MATERIAL and move.target == promise.actor
    by = set(clause.by) - {promise.actor}
    return breaks and (not by or move.actor in by)


def consequences(promise: Promise, met_by: Move) -> tuple[Move, ...]:
    """What the actor does when it acts on its word: the act towards each it names.

    Where it names nobody, a hostile act falls on who met the condition, and another on nobody in
    particular. An act without a type can be kept, but not played.
    """
    part = part_of(promise)
    if promise.event is None or part == "restrain":
        return ()
    if part == "stop":
        if promise.event not in LEVEL_OF:
            return ()
        towards: tuple[str | None, ...] = promise.towards or (None,)
        return tuple(Move(promise.actor, "RETREAT", one) for one in towards if one != promise.actor)
    others = tuple(one for one in promise.towards if one != promise.actor)
    if others:
        return tuple(Move(promise.actor, promise.event, one) for one in others)
    if promise.event in LEVEL_OF:
        if met_by.level == 1 or met_by.actor == promise.actor:
            return ()  # nobody to turn on
        return (Move(promise.actor, promise.event, met_by.actor),)
    return (Move(promise.actor, promise.event, None),)


def holds_from_start(promise: Promise) -> bool:
    """Whether a word holds its actor back before anything happens: a "will not" without an if."""
    if promise.polarity == "will" or promise.event is None:
        return False
    return promise.clause is None or promise.clause.type != "if"


def may_hold_back(promise: Promise) -> bool:
    """Whether a word can hold its actor back at some time of a run."""
    if promise.event is None:
        return False
    return holds_from_start(promise) or part_of(promise) in ("stop", "restrain")


def holds_back(promise: Promise, move: Move) -> bool:
    """Whether a word in force is against this act.

    Who will not do a hostile act will not do a worse one. A word that names nobody is about all.
    """
    if promise.event is None or move.actor != promise.actor:
        return False
    if promise.towards and move.target not in promise.towards:
        return False
    if promise.event in LEVEL_OF:
        return move.level >= LEVEL_OF[promise.event]
    return move.type == promise.event


def is_same_refusal(one: Promise, other: Promise) -> bool:
    """Whether two words refuse the same act, so that the exception of one is that of the other.

    Reports tell the same refusal now with and now without its exception; the rule that the
    particular word goes before the general one (lex specialis) reads them as one.
    """
    return (
        one.actor == other.actor
        and one.event == other.event
        and one.polarity == other.polarity == "will-not"
        and (not one.towards or not other.towards or bool({*one.towards} & {*other.towards}))
    )
