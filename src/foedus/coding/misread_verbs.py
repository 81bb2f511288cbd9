"""Mends verbs that the parser takes for nouns: in headlines, after "should", beside "as lies"."""

from __future__ import annotations

from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_infinitive, is_verb
from foedus.coding.speakers import hang
from foedus.reading.sentence import Sentence, Token

# Where "had stolen medicines" is what was done, and not what somebody has.
_PERFECT = ("xcomp", "pcomp", "ccomp", "acl")
_MARKS = frozenset({"before", "until", "after", "till", "once"})
_PLANS = frozenset({"preparation", "plan", "arrangement", "move", "step", "effort"})
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
        elif token.tag == "NNS" and token.dep == "pobj" and token.having("compound"):
            _mend_third_person(token, patterns)
        elif token.tag == "NNS" and token.dep == "advcl" and _is_clause(token):
            token.tag, token.pos, token.lemma = "VBZ", "VERB", token.lower.removesuffix("s")
        elif token.tag == "NNS" and token.dep in ("advcl", "nsubj") and token.having("compound"):
            _mend_of_condition(token, patterns)
        elif token.tag == "VBZ" and token.having("mark") and not token.having("nsubj"):
            _mend_subject_before(token)
        elif token.tag == "VBN" and token.dep in ("advcl", "acl", "xcomp"):
            _mend_participle(token)
        if token.lemma == "have" and token.dep in _PERFECT and is_verb(token):
            _mend_perfect(token)
        elif token.tag == "VBN" and token.dep == "amod" and token.having("aux"):
            _mend_perfect_of_noun(token)
        if token.tag == "VBG" and token.dep == "compound":
            _mend_gerund(token)
        if token.tag == "NN" and token.dep == "xcomp" and token.lower.endswith("ing"):
            _mend_noun_of_deed(token)
        if token.tag == "NNS" and token.dep == "nsubj":
            _mend_plan(token)
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
    opening = [mark for mark in marks if mark.lower in ("if", "unless", "once", "until")]
    lemma, names = noun.lower.removesuffix("s"), noun.having("compound")
    verbal = lemma in patterns.verbs and lemma not in patterns.nouns
    if not opening or opening[-1].i > noun.i or names[-1].i != noun.i - 1 or not verbal:
        return
    owned = noun.having("poss", "det", "amod")
    if noun.dep == "nsubj":
        noun.dep = "advcl"
        hang(opening[-1], noun, "mark")
    noun.tag, noun.pos, noun.lemma = "VBZ", "VERB", lemma
    make_subject(names, noun)
    for word in owned:
        hang(word, names[-1], word.dep)


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


def _mend_gerund(gerund: Token) -> None:
    """ "goes on testing missiles", "on the brink of bombing Mali": what somebody does."""
    noun, above = gerund.head, gerund.head.head
    going_on = above.lower == "on" and above.head.lemma == "go" and gerund.i == above.i + 1
    of_name = noun.tag == "NNP" and noun.i == gerund.i + 1 and not noun.having("det")
    if noun.dep == "pobj" and (going_on or (of_name and gerund.i == above.i + 1)):
        dep = "pcomp"
    elif noun.dep == "dobj" and of_name and is_verb(above):
        dep = "xcomp"
    else:
        return
    gerund.pos = "VERB"
    hang(gerund, above, dep)
    hang(noun, gerund, "dobj")


def _mend_noun_of_deed(gerund: Token) -> None:
    """ "denied bombing Georgia": whom it bombed, and no measure."""
    names = [c for c in gerund.having("npadvmod", "dobj") if c.i > gerund.i and c.pos == "PROPN"]
    if names and not gerund.having("det", "poss", "amod"):
        gerund.tag, gerund.pos = "VBG", "VERB"
        gerund.lemma = gerund.lower.removesuffix("ing")
        names[0].dep = "dobj"


def _mend_plan(plan: Token) -> None:
    """ "is making preparations to attack": they are made, and do not attack."""
    clause, verb = plan.head, plan.head.head
    made = clause.dep == "ccomp" and is_infinitive(clause) and is_verb(verb)
    if made and plan.lemma in _PLANS and plan.i == verb.i + 1:
        hang(plan, verb, "dobj")
        hang(clause, plan, "acl")


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


def make_subject(names: list[Token], verb: Token) -> None:
    """Hang the words of a name on a verb as its subject, the last of them as its head."""
    hang(names[-1], verb, "nsubj")
    for name in names[:-1]:
        hang(name, names[-1], "compound")


def _mend_called_lies(reports: Token, patterns: Patterns) -> None:
    """ "dismissed as lies reports that": the reports are what was dismissed."""
    verb = reports.head
    lies = [c for c in reports.having("nsubj") if c.lemma in patterns.denial["false"]]
    marks = [c for c in reports.having("mark") if c.lower == "as"]
    if reports.dep != "advcl" or not lies or not marks or not is_verb(verb):
        return
    reports.tag, reports.pos, reports.lemma = "NNS", "NOUN", reports.lower[:-1]
    hang(marks[0], verb, "prep")
    hang(lies[0], marks[0], "pobj")
    hang(reports, verb, "dobj")
    for clause in reports.having("ccomp"):
        clause.dep = "acl"
