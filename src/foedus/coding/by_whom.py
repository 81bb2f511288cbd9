"""Mends "by" after a deed that is named: "the release of hostages by Hamas" was made by Hamas."""

from __future__ import annotations

from foedus.coding.clauses import is_passive
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb
from foedus.coding.speakers import hang
from foedus.reading.sentence import Sentence, Token


def mend_by_whom(sentence: Sentence, patterns: Patterns) -> None:
    """Hang "by" and a name on the deed before it, where the parser hung it on a neighbour."""
    for token in sentence.tokens:
        if token.lower == "by" and token.dep == "prep" and token.head.lemma in patterns.nouns:
            _mend_to_whom(token)
        if token.lower == "by" and token.dep in ("prep", "agent") and _brings_name(token):
            deed = _deed_before(token, patterns)
            if deed is not None:
                hang(token, deed, "prep")


def _mend_to_whom(by: Token) -> None:
    """ "a visit by its generals to Fiji", "a raid by rebels on a town": done to it."""
    for noun in by.having("pobj"):
        for preposition in noun.having("prep"):
            beside = [other.lower for other in by.head.having("prep")]
            if preposition.lower in ("to", "on", "against") and preposition.lower not in beside:
                hang(preposition, by.head, "prep")


def _brings_name(by: Token) -> bool:
    """Somebody, and not a day or a sum, by which something may be done."""
    return any(noun.pos == "PROPN" and not _is_time(noun) for noun in by.having("pobj"))


def _is_time(noun: Token) -> bool:
    return noun.lower.endswith("day") or bool(noun.having("nummod"))


def _deed_before(by: Token, patterns: Patterns) -> Token | None:
    """The deed of "the release of hostages by", "followed the shelling of it by", "fled after"."""
    head = by.head
    if head.dep == "pobj" and head.head.lower == "of":
        deeds = [head.head.head]
    elif is_verb(head) and not is_passive(head):
        after = [noun for prep in head.having("prep") for noun in prep.having("pobj")]
        deeds = [noun for noun in (*head.having("dobj"), *after) if _ends_before(noun, by)]
    else:
        return None
    named = [deed for deed in deeds if deed.pos == "NOUN" and deed.lemma in patterns.nouns]
    return named[0] if named else None


def _ends_before(noun: Token, by: Token) -> bool:
    """Whether a noun and the "of" after it reach right up to a word."""
    of = [child for child in noun.having("prep") if child.lower == "of"]
    return bool(of) and max(token.i for token in noun.subtree()) == by.i - 1
