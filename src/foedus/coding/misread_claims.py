"""Mends the parse of claims that are denied: "claims that it had armed them were baseless".

What a claim says and what is said of the claim stand beside each other, and the parser gives the
words of the one to the other.
"""

from __future__ import annotations

from foedus.coding.denied_after import mend_denied_after
from foedus.coding.misread_plurals import make_plural
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_infinitive, is_verb, lookup
from foedus.coding.speakers import hang
from foedus.reading.sentence import Sentence, Token

_CLAIMS = ("claims", "reports", "charges", "accounts", "rumours")
_SAID = ("acomp", "attr", "oprd", "pobj")
_ABOVE = ("dobj", "nsubj", "nsubjpass", "ccomp", "ROOT")


def mend_claims(sentence: Sentence, patterns: Patterns) -> None:
    """Give each claim its own clause, and the word that calls it false its place; in place."""
    for token in sentence.tokens:
        if is_verb(token) or token.lemma == "be":
            _mend_swallowed(token, patterns)
            _mend_infinitive(token, patterns)
            _mend_two_subjects(token, patterns)
            _mend_agent(token)
            _mend_put_off(token)
        if token.tag == "VBZ" and token.dep == "nsubj" and token.lower in _CLAIMS:
            make_plural(token, "nsubj")  # "said reports that it had shelled them were a lie"
    mend_denied_after(sentence, patterns)
    for token in sentence.tokens:
        if token.lemma in patterns.denial["claims"] and not is_verb(token):
            _mend_claim(token, patterns)
        elif token.dep == "ccomp" and token.having("mark") and token.head.lemma != "be":
            _mend_claimed(token, patterns)
        if token.dep == "ccomp" and token.lower in _CLAIMS and token.tag == "VBZ":
            _mend_claims(token, patterns)
        elif token.dep == "conj" and token.lower in _CLAIMS and token.tag == "VBZ":
            _mend_called(token)


def _mend_put_off(saying: Token) -> None:
    """ "It was not true, Iran said, that it had armed them": what was not true comes last."""
    first = [c for c in saying.having("ccomp") if c.lemma == "be" and c.i < saying.i]
    last = [c for c in saying.having("ccomp") if c.i > saying.i and c.having("mark")]
    if saying.dep == "parataxis" and saying.head.lemma == "be" and saying.head.head is saying.head:
        first = [saying.head]
        hang(saying, saying, "ROOT")
        hang(first[0], saying, "ccomp")
    expletive = first and any(s.lower == "it" for s in first[0].having("nsubj", "expl"))
    if expletive and last and first[0].having("acomp"):
        hang(last[0], first[0], "ccomp")


def _mend_claim(claim: Token, patterns: Patterns) -> None:
    if claim.dep == "oprd":
        claim.dep = "dobj"  # "called baseless the claim that"
    elif claim.dep == "pobj":
        _mend_false_claims(claim, patterns)
    if claim.dep == "dobj":
        _mend_last(claim, patterns)
    for clause in claim.having("ccomp"):
        clause.dep = "acl"  # "accusations it had armed them"
    for of in claim.having("prep"):
        _mend_who_is_reported(of)


def _mend_who_is_reported(of: Token) -> None:
    """ "reports of soldiers shooting villagers": what is reported is that they shoot them."""
    for noun in of.having("pobj") if of.lower == "of" else ():
        deeds = [c for c in noun.having("acl") if c.tag == "VBG" and c.i > noun.i]
        if deeds:
            hang(deeds[0], of, "pcomp")
            hang(noun, deeds[0], "nsubj")


def _mend_last(claim: Token, patterns: Patterns) -> None:
    """ "called claims that it had armed the rebels baseless": the last word is of the claims."""
    below = [t for t in claim.subtree() if t.dep != "punct"]
    last = max(below, key=lambda t: t.i)
    if last.lower not in patterns.denial["false"] or last.head is claim or last.dep in _SAID:
        return
    for name in last.having("compound", "nmod")[-1:]:
        for child in last.having("det", "compound", "nmod", "amod", "poss"):
            if child is not name:
                hang(child, name, child.dep)
        hang(name, last.head, last.dep)  # "had attacked Turkey absurd"
    hang(last, claim.head, "oprd")


def _is_of_claim(noun: Token, patterns: Patterns) -> bool:
    return not is_verb(noun) and noun.lemma in patterns.denial["claims"] | {"denial"}


def _mend_swallowed(verb: Token, patterns: Patterns) -> None:
    """ "said claims that it had armed the Houthis were baseless": it is the claims that were."""
    deed = verb.head
    claim = deed.head
    inside = deed.dep in ("acl", "relcl", "ccomp") and _is_of_claim(claim, patterns)
    told = verb.lemma == "be" or bool(verb.having("auxpass"))
    if verb.dep not in ("ccomp", "relcl", "xcomp") or verb.having("mark") or not inside:
        return
    if not told or lookup(deed, patterns.saying) is not None:
        return  # "reports that Hamas said it was attacked"
    subjects = verb.having("nsubj", "nsubjpass")
    if len(subjects) > 1 or not claim.i < deed.i < verb.i or claim.dep not in _ABOVE:
        return
    if subjects and deed.i < subjects[0].i and not deed.having("dobj"):
        hang(subjects[0], deed, "dobj")
    elif subjects:
        return
    above = claim.head
    root = claim.dep == "ROOT"
    hang(verb, verb if root else above, "ROOT" if root else "ccomp")
    hang(claim, verb, "nsubjpass" if verb.having("auxpass") else "nsubj")


def _mend_infinitive(verb: Token, patterns: Patterns) -> None:
    """ "charges that Georgia helped Russia to evade them are nonsense": the charges are."""
    if verb.lemma != "be" or verb.having("nsubj"):
        return
    for clause in verb.having("ccomp", "csubj"):
        claims = [c for c in clause.having("nsubj") if _is_of_claim(c, patterns)]
        deeds = [deed for claim in claims for deed in claim.having("acl", "relcl")]
        if is_infinitive(clause) and deeds and clause.i < verb.i:
            hang(claims[0], verb, "nsubj")
            hang(clause, deeds[-1], "xcomp")


def _mend_agent(verb: Token) -> None:
    """ "was described as a lie by Ankara": it is Ankara that described it so."""
    if not verb.having("auxpass", "nsubjpass") or verb.having("agent"):
        return
    for noun in verb.having("dobj", "oprd"):
        for by in noun.having("prep"):
            if by.lower == "by":
                hang(by, verb, "agent")  # "was branded a lie by Ankara"
    for preposition in verb.having("prep"):
        for noun in preposition.having("pobj") if preposition.lower == "as" else ():
            for by in noun.having("prep"):
                if by.lower == "by":
                    hang(by, verb, "agent")


def _mend_two_subjects(verb: Token, patterns: Patterns) -> None:
    """ "Iran's denial that it had armed the Houthis convinced nobody": whom it had armed."""
    subjects = verb.having("nsubj", "nsubjpass")
    if len(subjects) != 2 or not _is_of_claim(subjects[0], patterns):
        return
    claim, noun = subjects
    deeds = [c for c in claim.having("acl", "relcl") if is_verb(c) and not c.having("dobj")]
    if deeds and min(t.i for t in noun.subtree()) == deeds[-1].i + 1:
        hang(noun, deeds[-1], "dobj")


def _mend_claimed(clause: Token, patterns: Patterns) -> None:
    """ "called the allegation that it had killed them absurd": what the allegation is."""
    claims = [c for c in clause.head.having("dobj") if c.lemma in patterns.denial["claims"]]
    mark = [c for c in clause.having("mark") if c.lower == "that"]
    if claims and mark and max(t.i for t in claims[0].subtree()) == mark[0].i - 1:
        last = max((t for t in clause.subtree() if t.dep != "punct"), key=lambda t: t.i)
        if last.lower in patterns.denial["false"]:
            for name in last.having("compound", "nmod")[-1:]:
                hang(name, last.head, last.dep)  # "had attacked Turkey absurd"
            hang(last, clause.head, "oprd")
        hang(clause, claims[0], "acl")


def _mend_claims(token: Token, patterns: Patterns) -> None:
    """ "denied Turkish claims that": the claims are what was denied."""
    subjects = token.having("nsubj")
    denied = lookup(token.head, patterns.governors) == "denied"
    if not subjects or token.having("mark") or subjects[0].i != token.i - 1 or not denied:
        return
    make_plural(token, "dobj")
    subjects[0].dep = "amod"


def _mend_called(token: Token) -> None:
    """ "rejected as 'cheap propaganda' claims that": the claims are what was rejected."""
    verb = token.head
    called = [prep for prep in verb.having("prep") if prep.lower == "as" and prep.i < token.i]
    if called and not token.having("nsubj") and not verb.having("dobj", "cc"):
        make_plural(token, "dobj")


def _mend_false_claims(claims: Token, patterns: Patterns) -> None:
    """ "rejected as groundless claims that": the claims are what was rejected."""
    preposition = claims.head
    beside = claims.having("amod", "compound", "nmod")
    false = [c for c in beside if c.lower in patterns.denial["false"]]
    verb = preposition.head
    if preposition.lower != "as" or not false or not is_verb(verb) or verb.having("dobj"):
        return
    if false[0].i == preposition.i + 1:
        hang(false[0], preposition, "pobj")
        hang(claims, verb, "dobj")
