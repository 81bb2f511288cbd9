"""What a preposition makes of the deed after it: "without attacking", "after an attack"."""

from __future__ import annotations

from foedus.coding.mood import mood_of_verb
from foedus.coding.phrases import is_verb
from foedus.model import Assertion
from foedus.reading.sentence import Token

# Who does this "in" a deed takes part in it.
_JOINING = frozenset({
    "help", "aid", "assist", "join", "participate", "cooperate", "embolden", "support", "back",
})  # fmt: skip
# What stands after these is there all the same: "plans to meet after the attack".
_BESIDE = frozenset({"despite", "against", "after", "since", "following"})
_GOOD_OF = frozenset({"advantage", "interest", "value", "point", "benefit", "merit", "sense"})


def shares_its_fate(preposition: Token) -> bool:
    """ "will pay by giving it up", "prepares to help in storming it": done as the main verb is."""
    verb = preposition.head
    if not is_verb(verb) or mood_of_verb(verb) == "negated":
        return False
    if preposition.lower == "by":
        beside = verb.dep in ("advcl", "conj", "acl", "relcl") or verb.i > preposition.i
        return not beside and mood_of_verb(verb) != "possible"
    return preposition.lower == "in" and verb.lemma in _JOINING


def of_preposition(preposition: Token) -> Assertion | None:
    """ "without an attack"; what is "against an attack" or "despite" it says nothing of it."""
    if preposition.lower == "without":
        return "negated"
    return "actual" if preposition.lower in _BESIDE else None


def of_gerund(preposition: Token) -> Assertion | None:
    """ "after attacking", "instead of retreating": a deed beside the main one, on its own."""
    if (
        any(word.lower == "instead" for word in (preposition.head, *preposition.children))
        or preposition.lower == "without"
    ):
        return "negated"
    if preposition.lower == "about":
        return "hypothetical"
    if preposition.head.pos == "NOUN":
        if preposition.lower == "of" and preposition.head.lemma in ("support", "favour", "favor"):
            return "possible"  # "in support of attacking it"
        if preposition.lower in ("on", "over"):
            return "possible"  # "talks over sending troops"
        if preposition.lower == "in" and preposition.head.lemma in _GOOD_OF:
            return "hypothetical"  # "saw advantages in accepting it"
    if preposition.lower in (
        "in",
        "after",
        "by",
        "since",
        "while",
        "on",
        "when",
        "before",
        "despite",
    ):
        return "actual"
    return None


def is_worry(word: Token) -> bool:
    return word.lemma in ("concern", "worry", "anxiety", "unease", "concerned", "worried")


def is_out_of_question(noun: Token) -> bool:
    """ "There is no question of sending troops": none will be sent."""
    no = any(child.lower == "no" for child in noun.having("det"))
    return noun.lower == "question" and no and bool(noun.head.having("expl"))


def is_ruled_out(noun: Token) -> bool:
    """ "It is out of the question that the army had used gas"."""
    of = noun.head
    return noun.lower == "question" and of.lower == "of" and of.head.lower == "out"
