"""Clauses whose parties may stand in a relation that no pattern names; the model is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.coding.clauses import frame_of
from foedus.coding.denials import is_finite
from foedus.coding.drafts import Slot
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb, lookup
from foedus.reading.sentence import Sentence, Token

# Prepositions before the one to whom something is done.
_AIMED = frozenset({"to", "with", "against", "on", "from", "for", "at", "of", "towards", "over"})
# With these a clause says what is, and not what is done.
_BEING = frozenset({"be", "become", "remain", "seem", "appear"})


@dataclass(frozen=True, slots=True)
class OpenClause:
    """A verb, who does it, and the nouns below it that may be those to whom it is done."""

    verb: Token
    doers: Slot
    others: tuple[Token, ...]


def open_clauses(sentence: Sentence, patterns: Patterns) -> Iterator[OpenClause]:
    """The clauses of a sentence that have a doer and somebody else, main clauses first."""
    for verb in sentence.tokens:
        if not is_verb(verb) or not _tells(verb) or verb.lemma in _BEING:
            continue
        if lookup(verb, patterns.saying) is not None:
            continue  # what is said is somebody else's
        doers = tuple(frame_of(verb, patterns).subject)
        if not doers:
            continue
        others = tuple(token for token in _nouns_below(verb) if token not in doers)
        if others:
            yield OpenClause(verb, doers, others)


def _tells(verb: Token) -> bool:
    """Whether a clause is told as such: a main clause, one that is said, or one beside these."""
    if verb.dep in ("ROOT", "ccomp"):
        return is_finite(verb) or verb.dep == "ROOT"
    return verb.dep == "conj" and is_verb(verb.head) and _tells(verb.head)


def _nouns_below(verb: Token) -> list[Token]:
    """Whom a clause may be about: objects, those after a preposition, and the owners of either.

    Where something is done ("in Syria") is nobody to whom it is done.
    """
    found: list[Token] = []
    for child in verb.children:
        if child.dep in ("dobj", "dative", "nsubjpass"):
            found += _with_owners(child)
        found += [word for pobj in _aimed_at(child) for word in _with_owners(pobj)]
    for child in (c for c in verb.children if c.dep == "dobj"):
        for below in child.children:
            found += [word for pobj in _aimed_at(below) for word in _with_owners(pobj)]
    return sorted(found, key=lambda token: token.i)


def _aimed_at(preposition: Token) -> list[Token]:
    if preposition.dep not in ("prep", "dative", "agent") or preposition.lower not in _AIMED:
        return []
    return [child for child in preposition.children if child.dep == "pobj"]


def _with_owners(noun: Token) -> list[Token]:
    return [noun, *(c for c in noun.children if c.dep in ("poss", "amod", "compound", "nmod"))]
