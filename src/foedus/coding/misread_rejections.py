"""Mends what is said of a claim: "brushed off as gossip the report that", "a report by X that".

A claim, what it says and the word that rejects it stand apart, with others between them, and the
parser hangs each on its neighbour.
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb
from foedus.coding.speakers import hang
from foedus.reading.sentence import Sentence, Token

# Who does this "as" something to a claim says that it is so.
_CALLING = frozenset({
    "call", "brand", "label", "describe", "denounce", "dismiss", "condemn", "characterise",
    "characterize", "deride", "write", "attack", "decry",
})  # fmt: skip
_FAR = 5  # words between "as" and the claim
_ARTICLES = frozenset({"a", "an", "the", "its", "their", "his", "her", "any", "all", "such"})
_CONTENT = ("acl", "relcl", "ccomp")
_BETWEEN = frozenset({"by", "from", "in", "of"})


def mend_rejections(sentence: Sentence, patterns: Patterns) -> None:
    """Hang each claim on the word that rejects it, and what it says on the claim; in place."""
    for token in sentence.tokens:
        if token.dep == "ROOT" and is_verb(token):
            _mend_untrue_that(token)
        if token.lower == "talk" and token.tag == "NN" and _is_of_something(token):
            token.lemma = "rumour"  # "talk of an attack", and no talks
        if is_verb(token) or token.lemma not in patterns.denial["claims"]:
            continue
        _mend_swallowed_verb(token)
        _mend_called_so(token, sentence.tokens, patterns)
        _mend_whose_claim(token)
        _mend_claim_of_gerund(token)


def _mend_untrue_that(deed: Token) -> None:
    """ "It was not true, Belgrade said, that Serbia had sent arms": what was not true."""
    that = [mark for mark in deed.having("mark") if mark.lower == "that"]
    for clause in deed.having("ccomp") if that else ():
        subjects = [subject.lower for subject in clause.having("nsubj")]
        if clause.lemma == "be" and clause.i < that[0].i and subjects == ["it"]:
            hang(clause, clause, "ROOT")
            hang(deed, clause, "ccomp")
            return


def _is_of_something(noun: Token) -> bool:
    return any(c.lower in ("of", "about") for c in noun.having("prep")) or bool(noun.having("acl"))


def _mend_called_so(claim: Token, tokens: Sequence[Token], patterns: Patterns) -> None:
    """ "rejected as inaccurate the reports that": the reports are what was rejected."""
    at = claim.i - tokens[0].i
    before = list(tokens[max(0, at - _FAR) : at])
    places = [place for place, token in enumerate(before) if token.lower == "as"]
    if not places or len(before) - places[-1] < 2:
        return
    preposition, words = before[places[-1]], before[places[-1] + 1 :]
    verb = _verb_before(preposition, tokens, patterns)
    so = _what_it_is_called(words, patterns)
    if verb is None or so is None or any(is_verb(word) and word is not so for word in words):
        return
    own = [child for child in so.children if child.i > so.i]
    hang(preposition, verb, "prep")
    preposition.tag, preposition.pos = "IN", "ADP"
    if is_verb(so):
        so.tag, so.pos = "NN", "NOUN"
    hang(claim, verb, "dobj")
    hang(so, preposition, "pobj")
    for child in own:
        if child is not claim:
            hang(child, claim, "acl" if child.dep in _CONTENT else child.dep)


def _mend_swallowed_verb(claim: Token) -> None:
    """ "a report that Mali had tortured nuns was dismissed": it had, and the report was."""
    for verb in claim.having("acl", "relcl"):
        for noun in verb.having("nsubjpass"):
            deeds = [c for c in noun.having("amod") if c.tag == "VBN" and c.having("nsubj", "aux")]
            if not deeds or not verb.having("auxpass") or claim.dep not in ("ROOT", "nsubj"):
                continue
            deed = deeds[0]
            deed.pos = "VERB"
            root = claim.dep == "ROOT"
            hang(verb, verb if root else claim.head, "ROOT" if root else "ccomp")
            hang(claim, verb, "nsubjpass")
            hang(deed, claim, "acl")
            hang(noun, deed, "dobj")
            for mark in verb.having("mark"):
                if mark.i < deed.i:
                    hang(mark, deed, "mark")


def _verb_before(preposition: Token, tokens: Sequence[Token], patterns: Patterns) -> Token | None:
    rejecting = patterns.denial["rejecting"] | _CALLING
    near = tokens[max(0, preposition.i - tokens[0].i - 3) : preposition.i - tokens[0].i]
    found = [token for token in near if is_verb(token) and token.lemma in rejecting]
    return found[-1] if found and not found[-1].having("dobj", "nsubjpass") else None


def _what_it_is_called(words: Sequence[Token], patterns: Patterns) -> Token | None:
    """Of "a pure invention the report" invention; a new phrase begins with an article."""
    false = patterns.denial["false"]
    named = [word for word in words if word.lower in false or word.lemma in false]
    if named:
        return named[-1]
    begins = [place for place, word in enumerate(words) if place and word.lower in _ARTICLES]
    return words[begins[-1] - 1] if begins else None


def _mend_whose_claim(claim: Token) -> None:
    """ "a report by a watchdog that Mali had jailed him": what the report says."""
    if claim.having("acl", "relcl", "ccomp"):
        return
    above = claim.head.head
    for clause in (
        above.having("acl", "relcl") if claim.dep == "pobj" and not is_verb(above) else ()
    ):
        marks = [mark for mark in clause.having("mark") if mark.lower == "that"]
        if marks and clause.having("nsubj") and marks[0].i == claim.i + 1:
            hang(clause, claim, "acl")  # "there was nothing in the story that it had"
            return
    for preposition in claim.having("prep"):
        for noun in preposition.having("pobj") if preposition.lower in _BETWEEN else ():
            for clause in noun.having(*_CONTENT):
                subjects = clause.having("nsubj", "nsubjpass")
                marked = _is_marked(clause, claim)
                if marked and subjects and subjects[0].tag not in ("WDT", "WP"):
                    hang(clause, claim, "acl")


def _is_marked(clause: Token, claim: Token) -> bool:
    """Whether "that" opens a clause; of "a report by X that Mali sent back ten was" it does too."""
    that = [child for child in clause.children if child.lower == "that" and child.i < clause.i]
    subjects = claim.head.having("nsubj", "nsubjpass")
    if not that or that[0].tag == "IN" or that[0].dep == "mark":
        return bool(that)
    if that[0].dep != "dobj" or len(subjects) < 2 or subjects[-1].i < clause.i:
        return False
    that[0].tag, that[0].dep = "IN", "mark"
    hang(subjects[-1], clause, "dobj")
    return True


def _mend_claim_of_gerund(claim: Token) -> None:
    """ "rumours of Mali having sold arms had no basis": Mali sold them, and they had none."""
    deed = claim.head
    of = [child for child in claim.having("prep") if child.lower in ("of", "about")]
    having = any(aux.lower in ("having", "being") for aux in deed.having("aux", "auxpass"))
    if claim.dep not in ("nsubj", "nsubjpass") or not of or not having:
        return
    told = _told_of_claim(deed)
    if told is None:
        return
    names = [noun for child in of for noun in child.having("pobj")] or deed.having("poss")
    hang(claim, told, "nsubjpass" if told.having("auxpass") else "nsubj")
    hang(deed, of[0], "pcomp")
    for name in names:
        hang(name, deed, "nsubj")


def _told_of_claim(deed: Token) -> Token | None:
    """The verb that says what the claim is, above the deed or hung on it; it takes its place."""
    if deed.dep in ("csubj", "csubjpass"):
        return deed.head
    if deed.dep not in ("ccomp", "ROOT"):
        return None
    for verb in deed.having("ccomp"):
        for noun in verb.having("nsubj", "nsubjpass") if not deed.having("dobj") else ():
            if min(token.i for token in noun.subtree()) == deed.i + 1:
                hang(noun, deed, "dobj")  # "of having recognised Israel were untrue"
    later = [c for c in deed.having("ccomp") if c.i > deed.i and not c.having("nsubj", "nsubjpass")]
    if not later:
        return None
    verb = later[0]
    hang(verb, verb if deed.dep == "ROOT" else deed.head, deed.dep)
    for mark in deed.having("mark"):
        hang(mark, verb, "mark")
    return verb
