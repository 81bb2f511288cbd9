"""Deeds that one tells of and another denies: "accuses Iran of arming them, which it denies".

The accusation tells of the deed as its speaker does; that it is denied stands in a clause of its
own, with no more than "it", "the charge" or "any involvement" for what is denied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.coding.clauses import RELATIVE, frame_of
from foedus.coding.drafts import Slots
from foedus.coding.mood import mood_of_verb
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb, lookup
from foedus.reading.sentence import Sentence, Token

_ACCUSING = frozenset({"accuse", "blame", "suspect", "charge"})
_UP = frozenset({"pcomp", "pobj", "prep", "xcomp", "ccomp", "dobj", "conj"})
_SO = frozenset({"it", "this", "that", "them", "wrongdoing", "everything"})
_FAR = 8


@dataclass(frozen=True, slots=True)
class DeniedAfter:
    """The verb by which a deed is denied, and who is accused of it, where the words say so."""

    verb: Token
    accused: Slots


def denied_after(deed: Token, patterns: Patterns) -> DeniedAfter | None:
    """Who denies a deed of which another accuses him; None where nobody does."""
    telling = _telling_of(deed, patterns) if deed.lemma not in _ACCUSING else None
    if telling is None:
        return None  # that it was accused is not what it denies
    for verb in _clauses_after(telling, deed):
        if verb.i > deed.i and _denies_it(verb, patterns):
            return DeniedAfter(verb, _accused_by(telling, patterns))
    return None


def _telling_of(deed: Token, patterns: Patterns) -> Token | None:
    """The verb of accusing or saying that a deed hangs on."""
    above = deed
    for _ in range(_FAR):
        if above.dep not in _UP:
            return None
        above = above.head
        if is_verb(above) and above.lemma in _ACCUSING:
            return above
        if is_verb(above) and above is not deed and lookup(above, patterns.saying) is not None:
            return above if lookup(above, patterns.governors) != "denied" else None
    return None


def _clauses_after(telling: Token, deed: Token) -> Iterator[Token]:
    """The clauses that may deny what a clause tells: beside it, around it, or hung on its words."""
    yield from telling.having("conj")
    if telling.dep in ("acl", "relcl") and telling.head.dep in ("nsubj", "nsubjpass"):
        yield telling.head.head
    for token in telling.subtree():
        if token.dep == "relcl" and token.i > deed.i:
            yield token


def _denies_it(verb: Token, patterns: Patterns) -> bool:
    """ "denies it", "rejects the charge", "denied any involvement", "which it denies"."""
    denying = lookup(verb, patterns.governors) == "denied"
    if not denying and verb.lemma not in patterns.denial["rejecting"]:
        return False
    if mood_of_verb(verb) != "actual" or not verb.having("nsubj"):
        return False
    claims = patterns.denial["claims"]
    if verb.dep == "relcl" and not is_verb(verb.head) and verb.head.lemma in claims:
        return not _own_object(verb)
    objects = verb.having("dobj")
    if verb.dep == "relcl":
        return any(noun.tag in RELATIVE for noun in objects)
    subject = verb.having("nsubj")[0]
    if any(word.lemma in claims for word in subject.having("nmod")):
        return True  # "a charge Tehran denies"
    said = claims | (patterns.denial["shares"] if denying else frozenset())
    return any(
        (noun.lower in _SO or noun.lemma in said) and not noun.having("prep", "acl", "relcl")
        for noun in objects
    )


def _own_object(verb: Token) -> list[Token]:
    return [noun for noun in verb.having("dobj") if noun.tag not in (*RELATIVE, "IN")]


def _accused_by(telling: Token, patterns: Patterns) -> Slots:
    """Of "blamed Hezbollah for the attack" Hezbollah; of one who says so nobody."""
    if telling.lemma not in _ACCUSING:
        return ()
    accused = frame_of(telling, patterns).object
    if not accused and telling.dep in ("acl", "relcl"):
        accused = [telling.head]
    return (tuple(accused),) if accused else ()


def mend_denied_after(sentence: Sentence, patterns: Patterns) -> None:
    """ "They blamed Iran; Iran denied any role": what comes first is not what is denied."""
    for verb in sentence.tokens:
        if verb.dep != "ROOT" or not is_verb(verb):
            continue
        for clause in verb.having("ccomp"):
            own = clause.having("nsubj") and clause.i < verb.i
            if own and is_verb(clause) and _denies_it(verb, patterns):
                _part(clause, verb)


def _part(clause: Token, verb: Token) -> None:
    clause.head.children.remove(clause)
    clause.head, clause.dep = clause, "ROOT"
    verb.head, verb.dep = clause, "conj"
    clause.children.append(verb)
    clause.children.sort(key=lambda child: child.i)
