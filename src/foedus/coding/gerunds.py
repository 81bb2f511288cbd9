"""How a phrase before a gerund puts its deed: "close to bombing", "no choice but to leave"."""

from __future__ import annotations

from foedus.coding.phrases import is_verb
from foedus.coding.prepositions import is_out_of_question
from foedus.model import Assertion
from foedus.reading.sentence import Token

_NEAR = frozenset({"close", "near"})
_DATES = frozenset({"date", "day"})


def of_gerund_phrase(gerund: Token) -> Assertion | None:
    """What the words before a gerund, or an infinitive after "but", make of it; None for most."""
    preposition = gerund.head
    if gerund.dep != "pcomp":
        return None
    if preposition.lower == "but" and is_verb(preposition.head.head):
        return _of_choice(preposition.head.head)
    if is_out_of_question(preposition.head):
        return "negated"
    return _of_nearness(preposition)


def _of_choice(having: Token) -> Assertion:
    """ "would have no choice but to leave", "had no choice but to leave"."""
    helpers = [c.lower for c in having.having("aux")]
    return "hypothetical" if "would" in helpers else "intended" if "will" in helpers else "actual"


def _of_nearness(preposition: Token) -> Assertion | None:
    """ "is close to bombing it", "has set a date for leaving"."""
    word = preposition.head
    if preposition.lower == "to" and word.lemma in _NEAR and word.dep == "acomp":
        return "possible"
    dated = preposition.lower == "for" and word.lemma in _DATES and word.dep == "dobj"
    return "intended" if dated else None
