"""Who says so: the speaker of a clause, by "X said that", "according to X", or a quotation."""

from __future__ import annotations

from foedus.coding.clauses import frame_of
from foedus.coding.drafts import Slots
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb, lookup, prepositional
from foedus.reading.sentence import Token

_FEARS = frozenset({"concern", "worry", "fear", "alarm", "threat", "danger"})


def speakers_of(trigger: Token, patterns: Patterns) -> Slots:
    """Where the one stands who says what this word's clause says; empty for the report itself."""
    current = trigger
    for _ in range(12):
        source = _according_to(current)
        if source:
            return (tuple(source),)
        told = _interrupted_by(current, patterns)
        if told:
            return (tuple(told),)
        head = current.head
        if head is current:
            return ()
        if (
            current.dep in ("ccomp", "parataxis")
            and is_verb(head)
            and lookup(head, patterns.saying)
        ):
            subject = frame_of(head, patterns).subject
            return (tuple(subject),) if subject else ()
        if head.lemma in ("accuse", "blame") and current.dep in ("prep", "pcomp", "xcomp"):
            subject = frame_of(head, patterns).subject
            return (tuple(subject),) if subject else ()
        if current.dep in ("nsubj", "nsubjpass") and head.lemma == "be":
            return _concerned(head)
        current = head
    return ()


def _interrupted_by(token: Token, patterns: Patterns) -> list[Token]:
    """ "Hamas, Israel said, attacked": the saying hangs on what is said."""
    for child in token.children:
        before = child.dep in ("parataxis", "ccomp") and child.i < token.i and is_verb(child)
        says = before and lookup(child, patterns.saying) is not None
        if says and not child.having("dobj", "ccomp", "xcomp"):
            return [c for c in child.children if c.dep == "nsubj"]
    return []


def _concerned(verb: Token) -> Slots:
    """ "The risk of a new front is a cause for concern for Israel": whose fear it is."""
    for child in verb.children:
        if child.dep in ("attr", "prep", "acomp"):
            for word in child.subtree():
                if word.lemma in _FEARS:
                    preps = prepositional(word)
                    found = preps.get("for", []) + preps.get("to", []) + preps.get("of", [])
                    if found:
                        return (tuple(found),)
    return ()


def _according_to(token: Token) -> list[Token]:
    for child in token.children:
        if child.lower == "according" and child.dep == "prep":
            return prepositional(token).get("according to", [])
    return []
