"""Mends verbs that the parser takes for nouns: in headlines, after "should", beside "as lies"."""

from __future__ import annotations

from foedus.coding.misread_gerunds import mend_gerund
from foedus.coding.misread_plurals import (
    make_plural,
    make_subject,
    mend_plural,
    mend_swallowed_verb,
)
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_infinitive, is_verb
from foedus.coding.speakers import hang
from foedus.reading.sentence import Sentence, Token

# Where "had stolen medicines" is what was done, and not what somebody has.
_PERFECT = ("xcomp", "pcomp", "ccomp", "acl")
_REPORTS = ("reports", "claims", "charges")


def mend_misread_verbs(sentence: Sentence, patterns: Patterns) -> None:
    """Set right the verbs of a sentence that were read as nouns, in place."""
    for token in sentence.tokens:
        if token.tag == "VBN" and token.dep in ("advcl", "ccomp") and token.having("nsubj"):
            _mend_past(token)
        if token.dep == "ROOT" and token.tag in ("NNP", "NNPS", "NN", "NNS"):
            _mend_headline_future(token)
        elif token.tag in ("NN", "JJ") and token.having("aux"):
            _mend_after_should(token)
        elif token.tag == "NNP" and token.having("mark") and token.having("compound"):
            mend_swallowed_verb(token, patterns)
        elif token.tag == "NNS" and token.dep in ("pobj", "advcl", "nsubj"):
            mend_plural(token, patterns)
        elif token.tag == "VBZ" and token.having("mark") and not token.having("nsubj"):
            _mend_subject_before(token)
        elif token.tag == "VBN" and token.dep in ("advcl", "acl", "xcomp"):
            _mend_participle(token)
        if token.tag == "JJ" and token.dep in ("dobj", "pobj") and token.lemma in patterns.nouns:
            token.tag, token.pos = "NN", "NOUN"  # "launched a ground offensive"
        if token.lemma == "have" and token.dep in _PERFECT and is_verb(token):
            _mend_perfect(token)
        elif token.tag == "VBN" and token.dep == "amod" and token.having("aux"):
            _mend_perfect_of_noun(token)
        mend_gerund(token)
        if token.lower in _REPORTS and token.tag == "VBZ":
            _mend_called_lies(token, patterns)


def _mend_past(verb: Token) -> None:
    """ "if a drone strayed over it": with a subject and nothing before it, a past tense."""
    if not verb.having("aux", "auxpass", "agent") and verb.having("mark"):
        verb.tag = "VBD"


def _mend_headline_future(noun: Token) -> None:
    """ "EU to impose new sanctions": what the EU is to do, and no EU that is to do it."""
    after = [c for c in noun.having("acl", "relcl", "advcl") if is_infinitive(c)]
    if not after or not any(c.tag == "TO" and c.i == noun.i + 1 for c in after[0].children):
        return
    verb = after[0]
    hang(verb, verb, "ROOT")
    hang(noun, verb, "nsubj")


def _mend_after_should(noun: Token) -> None:
    """ "Should Hamas fire on them": with an auxiliary it is a verb, and the name its subject."""
    first = noun.having("aux")[0]
    if noun.having("nsubj") and noun.having("nsubj")[0].i < noun.i:
        noun.tag, noun.pos, noun.lemma = "VB", "VERB", noun.lower  # "Should the Serbs bomb it"
        return
    names = [c for c in noun.having("compound", "nmod") if c.pos == "PROPN"]
    if first.lower != "should" or not names or names[-1].i != noun.i - 1:
        return
    noun.tag, noun.pos, noun.lemma = "VB", "VERB", noun.lower
    make_subject(names, noun)


def _mend_participle(participle: Token) -> None:
    """ "opened its hospitals to wounded soldiers": to whom, and nothing that it is to do."""
    to = [c for c in participle.having("aux") if c.tag == "TO" and c.i == participle.i - 1]
    nouns = [c for c in participle.having("dobj") if c.i > participle.i]
    if not to or not nouns or not is_verb(participle.head):
        return
    to[0].tag, to[0].pos = "IN", "ADP"
    hang(to[0], participle.head, "prep")
    hang(nouns[0], to[0], "pobj")
    participle.tag, participle.pos = "JJ", "ADJ"
    hang(participle, nouns[0], "amod")


def _mend_subject_before(verb: Token) -> None:
    """ "If Georgia attacks": the name right before a verb is its subject, and no part of it."""
    names = [c for c in verb.having("compound", "nmod") if c.pos == "PROPN"]
    if names and names[-1].i == verb.i - 1:
        make_subject(names, verb)


def _mend_perfect_of_noun(verb: Token) -> None:
    """ "stories of its having opened relations": it has opened them."""
    noun, above = verb.head, verb.head.head
    if verb.having("aux")[0].lower != "having" or noun.dep != "pobj" or verb.i > noun.i:
        return
    owners = [owner for owner in noun.having("poss") if owner.i < verb.i]
    verb.pos = "VERB"
    hang(verb, above, "pcomp")
    hang(noun, verb, "dobj")
    for owner in owners:
        hang(owner, verb, "nsubj")


def _mend_perfect(having: Token) -> None:
    """ "denied having laid mines": what was denied is that it laid them, not that it has any."""
    nouns = having.having("dobj")
    done = [c for c in nouns[0].having("amod") if c.tag == "VBN"] if nouns else []
    if not done or done[0].i != having.i + 1:
        return
    verb = done[0]
    verb.pos = "VERB"
    hang(verb, having.head, having.dep)
    hang(having, verb, "aux")
    for child in list(having.children):
        hang(child, verb, child.dep)


def _mend_called_lies(reports: Token, patterns: Patterns) -> None:
    """ "dismissed as lies reports that": the reports are what was dismissed."""
    verb = reports.head
    lies = [c for c in reports.having("nsubj") if c.lemma in patterns.denial["false"]]
    marks = [c for c in reports.having("mark") if c.lower == "as"]
    if reports.dep != "advcl" or not lies or not marks or not is_verb(verb):
        return
    make_plural(reports, "dobj")
    hang(marks[0], verb, "prep")
    hang(lies[0], marks[0], "pobj")
