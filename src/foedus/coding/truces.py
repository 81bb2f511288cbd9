"""Truces told without their sides: "a truce began", "the parties agreed on an extension"."""

from __future__ import annotations

from foedus.coding.governing import HAPPENING
from foedus.coding.matching import Match
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import lookup
from foedus.reading.sentence import Token

_BEGINS = HAPPENING - {"be"} | {"hold", "enter", "go"}
# Who is called so is no third.
_SIDES = frozenset({"party", "side", "foe", "belligerent", "combatant", "adversary", "rival"})

_TIMES = frozenset({"hour", "day", "week", "month", "year"})


def is_of_the_war(match: Match, patterns: Patterns) -> bool:
    """Whether a truce is told of that its pattern takes for that of the war, if nobody is named."""
    if not match.pattern.of_the_war:
        return False
    if match.nominal:
        return _begins(match.trigger, patterns)
    subjects = match.frame.subject if match.frame is not None else []
    named = [noun for noun in subjects if noun.lemma not in _TIMES]  # "extended by two days"
    return all(noun.lemma in _SIDES and noun.tag == "NNS" for noun in named)


def _begins(truce: Token, patterns: Patterns) -> bool:
    """ "the truce held", "a truce that began on Monday"; what is only spoken of does not count."""
    verbs = [truce.head] if truce.dep in ("nsubj", "nsubjpass") else []
    verbs = [verb for verb in verbs if verb.dep != "advcl"]  # "as long as the truce lasted"
    verbs += truce.having("relcl")
    return any(verb.lemma in _BEGINS or lookup(verb, patterns.light) for verb in verbs)
