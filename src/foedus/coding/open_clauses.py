"""Clauses whose parties may stand in a relation that no pattern names; the model is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.coding.clauses import frame_of
from foedus.coding.denials import is_finite
from foedus.coding.drafts import Slot
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb
from foedus.reading.sentence import Sentence, Token

# Words that hang on a clause but tell of something else.
_ASIDE = frozenset({"relcl", "parataxis", "appos", "advcl", "nsubj", "nsubjpass", "mark", "punct"})
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
    """Nouns and their owners in a clause and in the infinitives that complete it, in order."""
    found: list[Token] = []
    stack = [child for child in verb.children if child.dep not in _ASIDE]
    while stack:
        token = stack.pop()
        if is_verb(token) and token.having("nsubj", "nsubjpass"):
            continue  # somebody else's clause
        if token.dep == "conj" and is_verb(token):
            continue
        if token.pos in ("NOUN", "PROPN", "PRON", "ADJ"):
            found.append(token)
        stack.extend(child for child in token.children if child.dep not in _ASIDE)
    return sorted(found, key=lambda token: token.i)
