"""Mends verbs that are read as plurals: "before Rabat apologises", "if its army withdraws"."""

from __future__ import annotations

from foedus.coding.patterns import Patterns
from foedus.coding.speakers import hang
from foedus.reading.sentence import Token

_MARKS = frozenset({"before", "until", "after", "till", "once"})
_OPENING = frozenset({"if", "unless", "once", "until"})


def mend_plural(token: Token, patterns: Patterns) -> None:
    """Make a verb of a plural with a subject, or a name right before it; in place."""
    if token.dep == "pobj" and token.having("compound"):
        _mend_third_person(token, patterns)
    elif token.dep == "advcl" and _is_clause(token):
        token.tag, token.pos, token.lemma = "VBZ", "VERB", token.lower.removesuffix("s")
    elif token.dep in ("advcl", "nsubj") and token.having("compound"):
        _mend_of_condition(token, patterns)


def mend_swallowed_verb(name: Token, patterns: Patterns) -> None:
    """ "if its aircraft attack Cairo": what they do to it, and no Cairo of an aircraft attack."""
    marks = [mark for mark in name.having("mark") if mark.lower in _OPENING]
    verbs = [c for c in name.having("compound") if c.i == name.i - 1 and c.tag == "NN"]
    if not marks or not verbs or verbs[0].lower not in patterns.verbs or name.head is name:
        return
    verb = verbs[0]
    nouns = [c for c in (*verb.children, *name.children) if c.i == verb.i - 1 and c.i > marks[0].i]
    if not nouns or nouns[0].pos not in ("NOUN", "PROPN"):
        return
    hang(verb, name.head, "advcl")
    verb.tag, verb.pos, verb.lemma = "VBP", "VERB", verb.lower
    for child in (*verb.children, *name.children):
        if child.i < nouns[0].i and child not in marks:
            hang(child, nouns[0], child.dep)
    hang(nouns[0], verb, "nsubj")
    hang(marks[0], verb, "mark")
    hang(name, verb, "dobj")


def make_plural(verb: Token, dep: str) -> None:
    """Make a plural noun of what was read as a verb: "claims", "reports", with what they say."""
    verb.tag, verb.pos, verb.lemma, verb.dep = "NNS", "NOUN", verb.lower[:-1], dep
    for clause in verb.having("ccomp"):
        clause.dep = "acl"


def make_subject(names: list[Token], verb: Token) -> None:
    """Hang the words of a name on a verb as its subject, the last of them as its head."""
    hang(names[-1], verb, "nsubj")
    for name in names[:-1]:
        hang(name, names[-1], "compound")


def _mend_third_person(noun: Token, patterns: Patterns) -> None:
    """ "before Rabat apologises": a verb that no noun is, with a name right before it."""
    preposition, lemma = noun.head, noun.lower.removesuffix("s")
    names = [c for c in noun.having("compound") if c.pos == "PROPN"]
    known = lemma in patterns.verbs and lemma not in patterns.nouns
    if preposition.lower not in _MARKS or not names or names[-1].i != noun.i - 1 or not known:
        return
    above = preposition.head
    noun.tag, noun.pos, noun.lemma = "VBZ", "VERB", lemma
    hang(noun, above, "advcl")
    hang(preposition, noun, "mark")
    make_subject(names, noun)


def _is_clause(noun: Token) -> bool:
    """ "If Turkey attacks": with "if" and a subject it is what somebody does."""
    return bool(noun.having("mark")) and any(s.i < noun.i for s in noun.having("nsubj"))


def _mend_of_condition(noun: Token, patterns: Patterns) -> None:
    """ "if Turkey's army withdraws from it": what it does, and no withdraws of an army."""
    marks = [*noun.having("mark"), *noun.head.having("mark")]
    opening = [mark for mark in marks if mark.lower in _OPENING]
    lemma, names = noun.lower.removesuffix("s"), noun.having("compound")
    verbal = lemma in patterns.verbs and lemma not in patterns.nouns
    if not opening or opening[-1].i > noun.i or names[-1].i != noun.i - 1 or not verbal:
        return
    owned = noun.having("poss", "det", "amod")
    if noun.dep == "nsubj" and noun.head.i == noun.i + 1 and noun.head.tag in ("VBD", "VBZ", "VBP"):
        return  # "once its forces leave": what leaves
    if noun.dep == "nsubj":
        noun.dep = "advcl"
        hang(opening[-1], noun, "mark")
    noun.tag, noun.pos, noun.lemma = "VBZ", "VERB", lemma
    make_subject(names, noun)
    for word in owned:
        hang(word, names[-1], word.dep)
