"""Mends the parse of conditions without "if": "provided Iran leaves", "the moment Iran leaves"."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.coding.phrases import is_verb
from foedus.coding.speakers import hang
from foedus.reading.sentence import Sentence, Token

PROVISOS = ("provided", "providing")
SUBJECT_TO = ("subject", "conditional", "contingent", "dependent")
INSTANTS = ("moment", "instant", "minute", "day", "second")
# "every time it is attacked" is whenever it is.
_EVERY = frozenset({"every", "each", "any", "next"})
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def mend_provisos(sentence: Sentence) -> None:
    """Hang a condition that a noun has taken on the clause that it is the condition of."""
    for token in sentence.tokens:
        if token.lower in PROVISOS and token.dep in ("acl", "amod", "advcl"):
            _mend_provided(token)
        elif token.lower in PROVISOS and token.dep == "prep" and token.head.i > token.i:
            _mend_first(token)
        elif token.lower in PROVISOS and token.dep == "prep":
            _mend_beside(token)
        elif token.lower in (*PROVISOS, *SUBJECT_TO) and token.dep == "ccomp":
            _mend_taken_for_clause(token)
        elif token.lower in PROVISOS and token.dep == "csubj":
            _mend_opening(token)
        elif token.lower in SUBJECT_TO and token.dep in ("oprd", "nsubj", "advmod", "amod"):
            _mend_on_what(token)
        elif token.lower == "if" and token.dep == "mark":
            _mend_if_and_when(token, sentence.tokens)
        elif token.lower == "should" and token.dep == "aux":
            _mend_should(token, sentence.tokens)
        elif token.lower == "or" and token.dep == "cc":
            _mend_or(token)
        elif token.lower in INSTANTS and token.dep in ("dobj", "pobj", "npadvmod", "attr"):
            _mend_instant(token)
            _mend_first_instant(token)


def is_instant(token: Token) -> bool:
    """ "the moment", "every time": with a clause after it, when that is so."""
    return token.lower in INSTANTS or (
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


def _mend_provided(provided: Token) -> None:
    """ "will free the hostages provided Israel leaves": the hostages do not leave, Israel does."""
    hostages, named = provided.head, provided.having("dobj")
    verb = hostages.head
    if not named or hostages.dep != "nsubj" or not is_verb(verb) or not is_verb(verb.head):
        return
    if verb.i < named[0].i or verb.tag not in _FINITE or verb.dep != "ccomp":
        return
    main = verb.head
    hang(hostages, main, "dobj")
    hang(named[0], verb, "nsubj")
    hang(verb, main, "advcl")
    hang(provided, verb, "mark")


def _mend_first(provided: Token) -> None:
    """ "Provided Iran frees them, Mali will leave": Iran frees them, and then Mali leaves."""
    verb, named = provided.head, provided.having("dobj", "pobj")
    if not named or not is_verb(verb) or verb.having("nsubj", "nsubjpass"):
        return
    hang(named[0], verb, "nsubj")
    hang(provided, verb, "mark")
    later = [c for c in verb.head.having("ccomp") if c.i > verb.i] if verb.dep == "ccomp" else []
    if later:
        hang(verb, later[0], "advcl")


def _mend_beside(provided: Token) -> None:
    """ "will leave provided Iran frees them": Iran is no object, and frees them on its own."""
    main, named = provided.head, provided.having("dobj", "pobj")
    verbs = [c for c in main.having("conj", "ccomp") if is_verb(c) and c.tag in (*_FINITE, "VB")]
    verbs = [c for c in verbs if c.i > provided.i]
    if verbs and not named and all(s.i > provided.i for s in verbs[0].having("nsubj")):
        hang(verbs[0], main, "advcl")
        hang(provided, verbs[0], "mark")
        return
    verbs = [c for c in verbs if not c.having("nsubj", "nsubjpass")]
    if named and verbs and is_verb(main):
        hang(named[0], verbs[0], "nsubj")
        hang(verbs[0], main, "advcl")
        hang(provided, verbs[0], "mark")


def _mend_taken_for_clause(word: Token) -> None:
    """ "will free the men provided Israel leaves", "subject to a truce": the men do neither."""
    main, nouns = word.head, word.having("nsubj")
    if not is_verb(main) or not main.having("aux") or main.having("dobj") or not nouns:
        return
    for noun in nouns:
        hang(noun, main, "dobj")
    clauses = [c for c in word.having("ccomp") if is_verb(c) and c.having("nsubj", "nsubjpass")]
    if word.lower in PROVISOS and clauses:
        hang(clauses[0], main, "advcl")
        hang(word, clauses[0], "mark")
    elif word.lower in SUBJECT_TO:
        word.dep = "oprd"


def _mend_opening(providing: Token) -> None:
    """ "Providing Iran leaves, …": Iran is who leaves, and nobody is provided."""
    verb, names = providing.head, providing.having("dobj")
    if names and names[0].i < verb.i and not verb.having("nsubj", "nsubjpass"):
        hang(names[0], verb, "nsubj")
        hang(providing, verb, "mark")


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


def _mend_first_instant(moment: Token) -> None:
    """ "The moment Iran leaves, …": when something else will be done."""
    verb = moment.head
    opens = moment.dep == "npadvmod" and moment.i < verb.i and is_verb(verb)
    if not opens or not any(c.lower == "the" for c in moment.children) or verb.dep != "ccomp":
        return
    if is_verb(verb.head) and verb.head.i > verb.i and verb.head.having("aux"):
        verb.dep, moment.dep = "advcl", "mark"


def _mend_instant(moment: Token) -> None:
    """ "will stop its attacks on ships the moment Israel leaves": when it will stop them."""
    clauses = [c for c in moment.having("relcl", "acl") if c.having("nsubj", "nsubjpass")]
    after = [s for c in clauses for s in c.subtree() if s.i == moment.i + 1]
    if not after or not any(c.lower == "the" for c in moment.children):
        return
    verb = moment.head
    while not _is_main(verb) and verb.head is not verb:
        verb = verb.head
    if verb is not moment.head and _is_main(verb):
        hang(moment, verb, "npadvmod")


def _is_main(verb: Token) -> bool:
    return is_verb(verb) and (verb.tag in _FINITE or bool(verb.having("aux")))
