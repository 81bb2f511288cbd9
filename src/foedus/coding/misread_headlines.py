"""Mends headlines: "Mali rejects claim it armed them", "ECOWAS orders junta to go", "Fiji in plea".

Without articles and auxiliaries the parser takes verbs for nouns and nouns for verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from foedus.coding.misread_plurals import make_subject
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb, lookup
from foedus.coding.speakers import hang
from foedus.reading.sentence import Sentence, Token

_PRONOUNS = frozenset({"it", "they", "he", "she"})


def mend_headlines(sentence: Sentence, patterns: Patterns) -> None:
    """Give the verb of a headline its place, and its subject and object; in place."""
    tokens = sentence.tokens
    for before, token in pairwise(tokens):
        if token.lower in patterns.denial["claims"] and is_verb(token):
            _mend_claim(before, token, tokens, patterns)
    for token in tokens:
        named = token.tag in ("NNP", "NNPS", "JJ") and token.text[0].isupper()
        if token.dep == "ROOT" and named:
            _mend_plea(token, patterns)
        elif token.tag == "NNS" and token.dep == "nsubj" and token.head.tag == "VBG":
            _mend_before_gerund(token)
        elif token.tag == "NNS" and token.having("dobj"):
            _mend_plural(token, patterns)
        elif token.tag == "NNS" and token.dep == "ROOT" and token.having("xcomp"):
            for noun in token.having("appos"):
                noun.dep = "dobj"  # "Niger orders ambassador to leave"
            _mend_plural(token, patterns)
        elif token.tag == "VBZ" and token.dep == "dobj" and token.head.dep == "ROOT":
            _mend_verb(token)


def _mend_claim(verb: Token, claim: Token, tokens: Sequence[Token], patterns: Patterns) -> None:
    """ "Mali rejects claim it armed them": it rejects the claim, and nobody claims anything."""
    at = claim.i - tokens[0].i + 1
    lemma = _lemma_of(verb, patterns)
    if lemma is None or at >= len(tokens) or tokens[at].lower not in _PRONOUNS:
        return
    if verb.tag == "NNS":
        names = [c for c in verb.having("compound", "nmod") if c.pos in ("PROPN", "NOUN")]
        if not names:
            return
        verb.tag, verb.pos, verb.lemma = "VBZ", "VERB", lemma
        hang(verb, verb if claim.dep == "ROOT" else claim.head, claim.dep)
        make_subject(names, verb)
    claim.tag, claim.pos, claim.lemma = "NN", "NOUN", claim.lower
    hang(claim, verb, "dobj")
    _mend_what_is_claimed(tokens[at], claim)
    later = [c for c in verb.children if c.dep == "npadvmod" and c.i > claim.i]
    for clause in claim.having("acl"):
        if later and not clause.having("dobj"):
            hang(later[0], clause, "dobj")


def _lemma_of(verb: Token, patterns: Patterns) -> str | None:
    """Of "rejects", "dismisses" and "denies" what is looked up; None of any other word."""
    word = verb.lower
    forms = (word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y")
    rejecting = patterns.denial["rejecting"] | {"deny"}
    return next((form for form in forms if form != word and form in rejecting), None)


def _mend_what_is_claimed(pronoun: Token, claim: Token) -> None:
    for clause in claim.having("ccomp"):
        clause.dep = "acl"
    if pronoun.head is not claim:
        return
    for noun in claim.having("dobj"):  # "report it armed M23"
        for deed in noun.having("amod") if noun is not pronoun else ():
            if deed.lower.endswith("ed") and deed.i == pronoun.i + 1:
                deed.tag, deed.pos = "VBD", "VERB"
                deed.lemma = deed.lower.removesuffix("ed")
                hang(deed, claim, "acl")
                hang(pronoun, deed, "nsubj")
                hang(noun, deed, "dobj")


def _mend_plea(name: Token, patterns: Patterns) -> None:
    """ "Mali in plea to Chad for help": it is Mali's plea, and it is made to Chad."""
    for preposition in name.having("prep"):
        for noun in preposition.having("pobj") if preposition.lower == "in" else ():
            rules = [pattern for _, pattern in patterns.nouns.get(noun.lemma, ())]
            if not any(pattern.event == "REQUEST" for pattern in rules):
                continue
            later = [c for c in name.having("prep") if c.i > noun.i]
            hang(noun, noun, "ROOT")
            hang(name, noun, "poss")
            for child in later:
                hang(child, noun, "prep")
            return


def _mend_plural(verb: Token, patterns: Patterns) -> None:
    """ "Norway eyes a sale to Chad": what has an object is a verb, and no plural."""
    names = [c for c in verb.having("compound", "nmod", "nsubj") if c.pos in ("PROPN", "NOUN")]
    said = verb.dep == "nsubj" and lookup(verb.head, patterns.saying) is not None
    if not names or names[-1].i != verb.i - 1 or not (said or verb.dep == "ROOT"):
        return
    verb.tag, verb.pos, verb.lemma = "VBZ", "VERB", verb.lower.removesuffix("s")
    if said:
        hang(verb, verb.head, "ccomp")
    make_subject(names, verb)


def _mend_before_gerund(verb: Token) -> None:
    """ "Oman envisages sending troops": what has a gerund after it is a verb, and no plural."""
    gerund, names = verb.head, verb.having("compound")
    bare = gerund.dep == "ROOT" and not gerund.having("aux") and gerund.i == verb.i + 1
    if not bare or not names or names[-1].pos != "PROPN" or names[-1].i != verb.i - 1:
        return
    verb.tag, verb.pos, verb.lemma = "VBZ", "VERB", verb.lower.removesuffix("s")
    hang(verb, verb, "ROOT")
    hang(gerund, verb, "xcomp")
    make_subject(names, verb)


def _mend_verb(verb: Token) -> None:
    """ "ECOWAS orders junta to free him": the first word is a name, and does so."""
    name = verb.head
    if not name.tag.startswith("NN") or name.i != verb.i - 1 or name.having("nsubj"):
        return
    later = [child for child in name.children if child.i > verb.i]
    hang(verb, verb, "ROOT")
    hang(name, verb, "nsubj")
    for child in later:
        hang(child, verb, "xcomp" if child.dep == "advcl" else child.dep)
