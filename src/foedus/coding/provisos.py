"""Mends the parse of conditions without "if": "subject to a truce", "should Iran leave"."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.coding.phrases import is_verb
from foedus.coding.speakers import hang
from foedus.reading.sentence import Sentence, Token

_SUBJECT_TO = ("subject", "conditional", "contingent", "dependent")
_INSTANTS = ("moment", "instant", "minute", "day", "second")
# "every time it is attacked" is whenever it is.
_EVERY = frozenset({"every", "each", "any", "next"})


def mend_provisos(sentence: Sentence) -> None:
    """Hang a condition that a noun has taken on the clause that it is the condition of."""
    for token in sentence.tokens:
        if token.lower in _SUBJECT_TO and token.dep == "ccomp":
            _mend_taken_for_clause(token)
        elif token.lower in _SUBJECT_TO and token.dep in ("oprd", "nsubj", "advmod", "amod"):
            _mend_on_what(token)
        elif token.lower == "if" and token.dep == "mark":
            _mend_if_and_when(token, sentence.tokens)
        elif token.lower == "should" and token.dep == "aux":
            _mend_should(token, sentence.tokens)
        elif token.lower == "or" and token.dep == "cc":
            _mend_or(token)


def is_instant(token: Token) -> bool:
    """ "the moment", "every time": with a clause after it, when that is so."""
    return token.lower in _INSTANTS or (
        token.lower == "time" and any(child.lower in _EVERY for child in token.children)
    )


def _mend_should(should: Token, tokens: Sequence[Token]) -> None:
    """ "Should Iran attack, …": the name before the verb is its subject and no part of it."""
    verb = should.head
    opens = should.i == 0 or tokens[should.i - 1].pos == "PUNCT"
    names = [c for c in verb.having("compound", "nmod") if c.i > should.i]
    if opens and names and not verb.having("nsubj", "nsubjpass") and verb.i > should.i:
        hang(names[-1], verb, "nsubj")
        verb.tag, verb.pos = "VB", "VERB"


def _mend_or(cc: Token) -> None:
    """ "must free the hostages or Israel will attack": Israel is who will, and no object."""
    first = cc.head
    named = [c for c in first.having("conj") if c.i > cc.i]
    verb = first.head
    while not is_verb(verb) and verb.head is not verb:
        verb = verb.head
    later = [c for c in verb.having("conj") if is_verb(c) and c.i > cc.i and c.having("aux")]
    if is_verb(first) or not named or not later or later[0].having("nsubj", "nsubjpass"):
        return
    if named[0].i < later[0].i:
        hang(named[0], later[0], "nsubj")
        hang(cc, verb, "cc")


def _mend_taken_for_clause(word: Token) -> None:
    """ "will free the men subject to a truce": what it is subject to is that they are freed."""
    main, nouns = word.head, word.having("nsubj")
    if not is_verb(main) or not main.having("aux") or main.having("dobj") or not nouns:
        return
    for noun in nouns:
        hang(noun, main, "dobj")
    word.dep = "oprd"


def _mend_on_what(word: Token) -> None:
    """ "will leave conditional on a truce": what it is conditional on."""
    for prep in word.head.having("prep"):
        if prep.i == word.i + 1:
            hang(prep, word, "prep")
            word.dep = "oprd"


def _mend_if_and_when(mark: Token, tokens: Sequence[Token]) -> None:
    """ "If and when Iran leaves, …": "if" is of the same clause as "when"."""
    at = mark.i - tokens[0].i
    words = [token.lower for token in tokens[at + 1 : at + 3]]
    if words == ["and", "when"]:
        hang(mark, tokens[at + 2].head, "mark")
