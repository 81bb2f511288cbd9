"""Mends what hangs on the wrong word: "insisted for a year that Fiji leave", "juntas in Niger"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from foedus.coding.phrases import is_infinitive, is_verb
from foedus.coding.speakers import hang
from foedus.reading.sentence import Token

# No clause with "that" says which of these it is.
_SPANS = frozenset({
    "hour", "day", "week", "fortnight", "month", "year", "decade", "century", "time", "while",
    "moment", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
})  # fmt: skip
_SPEECHES = frozenset({
    "address", "speech", "letter", "statement", "interview", "broadcast", "message", "tweet",
    "call",
})  # fmt: skip
_SENDING = frozenset({
    "send", "bring", "call", "order", "summon", "fly", "ship", "fetch", "take", "pull", "get",
})  # fmt: skip
# "wants the men freed": what is wanted is that they are.
_CAUSING = frozenset({
    "want", "have", "get", "see", "hear", "find", "let", "leave", "keep", "make", "need", "order",
    "say", "report", "believe", "think", "consider", "like", "wish", "prefer",
})  # fmt: skip
_RULING = frozenset({"government", "junta", "general", "regime", "ruler", "authority"})


def mend_hanging(tokens: Sequence[Token]) -> None:
    """Hang clauses of speech on their verb, and places on those who rule there; in place."""
    for token in tokens:
        if token.dep in ("relcl", "acl") and token.head.lemma in _SPANS | _SPEECHES:
            _mend_what_was_said(token)
        elif token.lower == "home" and token.dep == "dobj":
            _mend_home(token)
        elif token.dep == "amod" and token.tag == "VBG":
            _mend_accused(token)
        elif token.dep == "npadvmod" and token.tag == "NNP":
            _mend_object(token)
        elif token.dep == "appos" and token.tag == "NNP":
            _mend_whose_name(token)
        elif token.dep == "nmod" and token.pos == "PROPN":
            _mend_named_after(token)
        else:
            _mend_parts(token)
    for before, token in pairwise(tokens):
        if token.dep == "prep" and token.lower == "in":
            _mend_where(before, token)


def _mend_parts(token: Token) -> None:
    """Hang objects, aims and names that stand beside each other where they belong."""
    if token.dep == "conj" and token.pos == "PROPN" and token.head.tag == "NNS":
        _mend_who_they_are(token)
    elif token.dep == "oprd" and any(c.lower == "home" for c in token.head.having("advmod")):
        token.dep = "dobj"  # "call home its envoy"
    elif token.dep == "ccomp" and token.tag == "VBN":
        _mend_what_was_done_to_it(token)
    elif token.dep == "advcl" and token.head.lemma == "pay" and is_infinitive(token):
        _mend_what_is_paid_for(token)


def _mend_what_was_said(clause: Token) -> None:
    """ "insisted for half a century that Turkey leave": what is said, and not which century."""
    verb = clause.head.head.head
    marked = any(mark.lower == "that" and mark.tag == "IN" for mark in clause.having("mark"))
    own = clause.having("nsubj", "nsubjpass", "expl") and clause.head.dep == "pobj"
    if marked and own and is_verb(verb) and not verb.having("ccomp", "xcomp"):
        hang(clause, verb, "ccomp")


def _mend_home(home: Token) -> None:
    """ "will send the ambassador home": the ambassador is sent, and no home of his."""
    whom = [c for c in home.having("compound") if c.i == home.i - 1]
    if not whom or home.head.lemma not in _SENDING:
        return
    verb = home.head
    for child in list(home.children):
        if child is not whom[0] and child.i < whom[0].i:
            hang(child, whom[0], child.dep)
    hang(whom[0], verb, "dobj")
    hang(home, verb, "advmod")
    home.tag, home.pos = "RB", "ADV"


def _mend_object(name: Token) -> None:
    """ "had shelled Armenia": a name right after a verb is no measure of it."""
    verb = name.head
    first = min(token.i for token in name.subtree())
    bare = not verb.having("dobj", "attr", "dative", "nsubjpass", "auxpass")
    if is_verb(verb) and first == verb.i + 1 and bare and name.lower not in _SPANS:
        hang(name, verb, "dobj")


def _mend_accused(gerund: Token) -> None:
    """ "accused by survivors of shooting monks": it is the accused who shot them."""
    noun, of = gerund.head, gerund.head.head
    by = of.head.head
    verb = by.head
    agent = by.dep == "agent" and verb.lemma in ("accuse", "suspect")
    if of.lower == "of" and noun.dep == "pobj" and agent and gerund.i == of.i + 1:
        hang(of, verb, "prep")
        hang(gerund, of, "pcomp")
        hang(noun, gerund, "dobj")
        gerund.pos = "VERB"


def _mend_who_they_are(name: Token) -> None:
    """ "asked its neighbours, Peru and Chile, to leave": they are who the neighbours are."""
    nouns = name.head
    comma = any(mark.text == "," and nouns.i < mark.i < name.i for mark in nouns.having("punct"))
    bare = not nouns.having("cc") and bool(nouns.having("poss", "nummod"))
    if comma and bare and name.having("cc"):
        name.dep = "appos"


def _mend_what_was_done_to_it(participle: Token) -> None:
    """ "observes the truce signed in Rome": the truce is observed, and had been signed."""
    verb, nouns = participle.head, participle.having("nsubj", "nsubjpass")
    plain = not participle.having("aux", "auxpass", "mark", "dobj")
    if not nouns or not plain or not is_verb(verb) or verb.having("dobj"):
        return
    first = min(token.i for token in nouns[0].subtree())
    if verb.lemma not in _CAUSING and first == verb.i + 1 and nouns[0].i == participle.i - 1:
        hang(nouns[0], verb, "dobj")
        hang(participle, nouns[0], "acl")


def _mend_what_is_paid_for(clause: Token) -> None:
    """ "will pay to rebuild the town": it is what will be done, and no aim besides."""
    if any(aux.i == clause.head.i + 1 for aux in clause.having("aux")):
        clause.dep = "xcomp"


def _mend_named_after(side: Token) -> None:
    """ "a spokesman for the Houthis, Yahya Saree,": it is the spokesman who is called so."""
    name = side.head
    preposition, speaker = name.head, name.head.head
    parted = any(mark.text == "," and side.i < mark.i < name.i for mark in side.having("punct"))
    if parted and name.dep == "pobj" and preposition.lower in ("for", "of") and name.pos == "PROPN":
        hang(side, preposition, "pobj")
        hang(name, speaker, "appos")


def _mend_whose_name(name: Token) -> None:
    """ "the director of the Red Cross, Jane Doe,": it is the director who is called so."""
    side, preposition = name.head, name.head.head
    person = preposition.head
    full = bool(name.having("compound")) and side.pos == "PROPN"
    if full and side.dep == "pobj" and preposition.lower in ("of", "for") and person.tag == "NN":
        hang(name, person, "appos")


def _mend_where(before: Token, preposition: Token) -> None:
    """ "urged the government in Khartoum to": it is the one that is there."""
    beside = before.head is preposition.head and before.dep == "dobj"
    if beside and before.lemma in _RULING:
        hang(preposition, before, "prep")
