"""Mends what the small parser is known to get wrong, before anything is coded.

Each mending is of a construction and not of a word: the speaker who comes last ("Iran will answer,
the minister, Ali Omari, said"), the condition without "if" ("were Iran to attack"), the deed that
looks like a noun or an adjective ("denied massing tanks", "demanded that Iran free them").
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.coding.by_whom import mend_by_whom
from foedus.coding.joined_clauses import mend_joined_clauses
from foedus.coding.misread_claims import mend_claims
from foedus.coding.misread_conditions import mend_conditions
from foedus.coding.misread_hanging import mend_hanging
from foedus.coding.misread_headlines import mend_headlines
from foedus.coding.misread_plurals import make_subject
from foedus.coding.misread_rejections import mend_rejections
from foedus.coding.misread_requests import mend_requests
from foedus.coding.misread_verbs import mend_misread_verbs
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_infinitive, is_verb, lookup
from foedus.coding.provisos import mend_provisos
from foedus.coding.speakers import hang, mend_speaker
from foedus.reading.sentence import Sentence, Token

# After these a word in "-ing" is what is done or not done, and no part of a name.
_WITH_GERUND = frozenset({"deny", "consider", "avoid", "contemplate", "mull", "begin", "start"})
# Nouns that say of what they are after them: "plans for an attack", "an appeal to Peru for help".
_TAKING_MORE = frozenset({
    "plan", "preparation", "request", "appeal", "plea", "demand", "call", "proposal", "accusation",
})  # fmt: skip
_OF_NOUN = ("for", "in", "of", "to", "on", "against", "with")
_TIMES = frozenset({"hour", "day", "week", "fortnight", "month", "year", "minute"})
_OF_THEM = frozenset({"all", "most", "many", "some", "half", "both", "none", "several", "few"})
# What the small lemmatiser gets wrong: "bases" are no "basis" here, and "basis" no plural.
_LEMMAS = {"bases": "base", "basis": "basis", "need": "need"}
_HELPERS = frozenset({"have", "be", "do"})
_BELIEFS = ("fear", "claim", "report", "hope")


def mend(sentence: Sentence, patterns: Patterns) -> None:
    """Set right the tags and arcs of a sentence, in place. What is right already is left."""
    mend_misread_verbs(sentence, patterns)
    mend_hanging(sentence.tokens)
    for token in sentence.tokens[:4]:
        if token.dep == "advcl" and _is_opening_order(token, patterns):
            token.dep = "ccomp"  # "'Stop selling them rockets,' he said"
    for token in sentence.tokens:
        if token.dep == "dobj" and _told_of_each(token):
            _mend_absolute(token, sentence.tokens)
        _mend_word(token, sentence.tokens, patterns)
    mend_headlines(sentence, patterns)
    mend_requests(sentence, patterns)
    mend_rejections(sentence, patterns)
    mend_claims(sentence, patterns)
    mend_joined_clauses(sentence)
    mend_speaker(sentence, patterns)
    mend_conditions(sentence.tokens, patterns)
    mend_by_whom(sentence, patterns)
    mend_provisos(sentence)


def _mend_word(token: Token, tokens: Sequence[Token], patterns: Patterns) -> None:
    _mend_lemma(token, patterns)
    if token.dep in ("ccomp", "advcl", "aux"):
        _mend_clause(token, patterns)
    elif token.dep in ("compound", "amod"):
        _mend_modifier(token, tokens, patterns)
    elif token.dep == "ROOT" and token.tag == "NN" and token.lower in _BELIEFS:
        _mend_belief(token)
    elif token.lemma in _TIMES and token.dep in ("appos", "dobj"):
        _mend_time_given(token)
    elif token.dep == "ROOT" and token.tag == "NNS" and token.having("nsubj"):
        _mend_headline_root(token, patterns)
    elif token.dep in ("dobj", "xcomp") and _is_gerund_of(token, patterns):
        _mend_what_is_denied(token)
    elif token.dep == "dobj" and token.head.dep in ("pobj", "amod"):
        _mend_as(token)
    elif token.dep == "dobj" and _takes_more(token, patterns):
        _mend_complement(token)
    elif token.dep == "nsubj" and token.head.pos == "ADJ" and token.head.dep == "advcl":
        _mend_as_adjective(token)


def _mend_lemma(token: Token, patterns: Patterns) -> None:
    if token.tag in ("VB", "VBP") and token.lemma != token.lower and token.lower in patterns.verbs:
        token.lemma = token.lower  # "to lay", "to bring": the base form is the lemma
    if token.lower == "lay" and token.tag == "VBD" and token.having("dobj"):
        token.tag, token.lemma = "VBP", "lay"  # "the day they lay down their guns"
    if token.lower in _LEMMAS:
        token.lemma = _LEMMAS[token.lower]


def _told_of_each(noun: Token) -> bool:
    """ "women" of "freed ten hostages, all of them women": no object of the verb."""
    return any(subject.lower in _OF_THEM for subject in noun.having("nsubj"))


def _mend_absolute(noun: Token, tokens: Sequence[Token]) -> None:
    first = min(token.i for token in noun.subtree())
    before = [token for token in tokens[:first] if token.pos in ("NOUN", "PROPN")]
    if before and first > 1 and tokens[first - 1].text == ",":
        hang(noun, before[-1], "appos")


def _is_opening_order(verb: Token, patterns: Patterns) -> bool:
    """Whether a bare verb opens the sentence and is what the one after it says."""
    bare = verb.tag == "VB" and not verb.having("aux", "mark", "nsubj")
    return (
        bare and lookup(verb.head, patterns.saying) is not None and bool(verb.head.having("nsubj"))
    )


def _mend_called_for(clause: Token) -> None:
    """ "renewed his call for Berlin to send tanks": what the call is for."""
    first = clause.having("mark")[0]
    calls = [c for c in clause.head.having("dobj") if c.lemma in _TAKING_MORE and c.i < first.i]
    if first.lower == "for" and calls and max(t.i for t in calls[0].subtree()) == first.i - 1:
        hang(clause, calls[0], "acl")


def _mend_belief(fear: Token) -> None:
    """ "Ethiopia plans to annex it, officials fear": what is feared stands before."""
    if fear.having("nsubj") and any(c.i < fear.i and is_verb(c) for c in fear.having("ccomp")):
        fear.tag, fear.pos = "VBP", "VERB"


def _mend_clause(token: Token, patterns: Patterns) -> None:
    if token.lower == "were":
        _mend_inversion(token)
    elif token.dep == "advcl" and token.tag == "VB" and token.having("mark"):
        _mend_called_for(token)
    elif token.dep == "advcl" and token.tag in ("VBG", "VBN") and _follows_particle(token):
        token.dep = "xcomp"  # "ruled out arming", "went on shelling"
    elif token.dep == "aux" and token.having("nsubj") and token.lemma in _HELPERS:
        for subject in token.having("nsubj"):
            hang(subject, token.head, "nsubj")  # "has more than once denied it"
    elif token.dep == "aux" and token.tag == "VBZ" and token.having("nsubj"):
        _mend_false_auxiliary(token)
    elif token.dep != "ccomp":
        return
    elif token.tag == "NN" and token.lower in patterns.verbs:
        _mend_subjunctive(token)
    elif token.tag == "JJ":
        _mend_adjective(token, patterns)
    elif token.tag in ("VBP", "RB") and token.lower in patterns.verbs:
        _mend_base_form(token)
    elif token.head.lemma == "be":
        _mend_cleft(token)


def _follows_particle(gerund: Token) -> bool:
    having = any(aux.lower == "having" for aux in gerund.having("aux"))
    if gerund.tag == "VBN" and not having:
        return False
    return not gerund.head.having("dobj") and any(
        particle.i == gerund.i - (2 if having else 1) for particle in gerund.head.having("prt")
    )


def _mend_modifier(token: Token, tokens: Sequence[Token], patterns: Patterns) -> None:
    if token.dep == "compound" and token.tag == "NNS" and token.having("nsubj"):
        _mend_headline(token)
    elif token.tag == "VBZ" and token.dep == "compound" and token.head.head is token.head:
        _mend_headline_verb(token)
    elif token.tag in ("NN", "VBG", "VBN"):
        _mend_gerund(token, tokens, patterns)


def _mend_adjective(token: Token, patterns: Patterns) -> None:
    """ "demanded that Iran free them", "we never armed them": with subject and object a verb."""
    if not (token.having("nsubj") and token.having("dobj")):
        return
    past = {token.lower.removesuffix("ed"), token.lower.removesuffix("d")} - {token.lower}
    stems = sorted(stem for stem in past if stem in patterns.verbs)
    if token.lower in patterns.verbs:
        token.tag, token.pos, token.lemma = "VB", "VERB", token.lower
    elif stems:
        token.tag, token.pos, token.lemma = "VBD", "VERB", stems[0]


def _mend_base_form(token: Token) -> None:
    """ "demanded that Azerbaijan pull back": after one who is singular it is no present tense."""
    subjects = token.having("nsubj")
    is_one = len(subjects) == 1 and subjects[0].tag in ("NNP", "NN")
    if token.having("mark") and is_one and not subjects[0].having("conj"):
        token.tag, token.pos, token.lemma = "VB", "VERB", token.lower


def _is_gerund_of(token: Token, patterns: Patterns) -> bool:
    right_after = token.i == token.head.i + 1
    if token.tag == "NN" and token.dep == "xcomp" and token.having("dobj"):
        _make_gerund(token, patterns)  # "denies bombing village"
    return token.tag == "VBG" and token.head.lemma in _WITH_GERUND and right_after


def _make_gerund(token: Token, patterns: Patterns) -> bool:
    """Make a word in "-ing" a verb, with the lemma that a pattern knows, if any does."""
    if not token.lower.endswith("ing"):
        return False
    stem = token.lower.removesuffix("ing")
    forms = (stem, f"{stem}e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem)  # "shipping"
    lemma = next((form for form in forms if form in patterns.verbs), stem)
    token.tag, token.pos, token.lemma = "VBG", "VERB", lemma
    return True


def _mend_what_is_denied(gerund: Token) -> None:
    """ "denied spying on it", "denied damaging a cable": it is a deed, with its own object."""
    gerund.dep = "xcomp"
    for noun in gerund.head.having("dobj"):
        if not gerund.having("dobj") and min(t.i for t in noun.subtree()) == gerund.i + 1:
            hang(noun, gerund, "dobj")


def _mend_subjunctive(token: Token) -> None:
    """ "demanded that Assad step down": the name before it is its subject."""
    names = [c for c in token.children if c.dep == "compound" and c.pos == "PROPN"]
    if not names or not token.having("mark"):
        return
    token.tag, token.pos, token.lemma = "VB", "VERB", token.lower
    hang(names[-1], token, "nsubj")
    for name in names[:-1]:
        hang(name, names[-1], "compound")
    for child in token.having("advmod"):
        if child.lower in ("down", "up", "out", "off", "back"):
            child.dep = "prt"


def _mend_gerund(token: Token, tokens: Sequence[Token], patterns: Patterns) -> None:
    """ "denied massing tanks": the tanks are what was massed."""
    noun, verb = token.head, token.head.head
    having = any(child.lower == "having" for child in token.children)
    at = token.i - tokens[0].i - (2 if having else 1)
    if noun.dep != "dobj" or at < 0 or tokens[at] is not verb or verb.lemma not in _WITH_GERUND:
        return
    if having:
        token.tag, token.pos = "VBN", "VERB"
    elif not _make_gerund(token, patterns):
        return
    before = verb
    hang(token, before, "xcomp")
    hang(noun, token, "dobj")
    for child in [c for c in before.children if c.dep == "prep" and c.i > noun.i]:
        hang(child, token, "prep")


def _mend_cleft(clause: Token) -> None:
    """ "It was not Iran that attacked", "not our missile that hit it": whom the clause is about."""
    subjects = clause.having("nsubj")
    named = [c for c in clause.head.having("attr") if c.i < clause.i]
    named = [c for c in named if c.pos == "PROPN" or c.having("poss", "amod")]
    if named and subjects and subjects[0].tag in ("WDT", "WP"):
        hang(clause, named[0], "relcl")


def _mend_false_auxiliary(token: Token) -> None:
    """ "Egypt rejects claim it killed a student": a verb with its object, and no auxiliary."""
    noun = token.head
    dep, above = noun.dep, noun.head
    noun.tag, noun.pos = "NN", "NOUN"
    hang(token, token if above is noun else above, dep)
    hang(noun, token, "dobj")
    for clause in noun.having("ccomp"):
        clause.dep = "acl"


def _mend_headline(token: Token) -> None:
    """ "Canada eyes expulsion of diplomats": what has a subject is a verb."""
    noun = token.head
    dep, above = noun.dep, noun.head
    token.tag, token.pos, token.lemma = "VBZ", "VERB", token.lower.removesuffix("s")
    hang(token, token if above is noun else above, dep)
    hang(noun, token, "dobj")


def _mend_headline_verb(verb: Token) -> None:
    """ "Tokyo readies sanctions against generals": the sanctions are its object."""
    noun = verb.head
    before = [c for word in (noun, verb) for c in word.having("compound", "nmod", "nsubj")]
    names = [c for c in before if c.i < verb.i and c.pos == "PROPN"]
    if not names or names[-1].i != verb.i - 1:
        return
    hang(verb, verb, "ROOT")
    hang(noun, verb, "dobj")
    make_subject(names, verb)


def _mend_headline_root(noun: Token, patterns: Patterns) -> None:
    """ "Peru pledges ten doctors to Chile": what has a subject and an object is a verb."""
    stem = noun.lower.removesuffix("s")
    known = stem in patterns.verbs or stem in patterns.promise["strength"]
    if known and noun.having("dobj"):
        noun.tag, noun.pos, noun.lemma = "VBZ", "VERB", stem


def _mend_time_given(time: Token) -> None:
    """ "gave France's envoy in Mali 48 hours to leave": the hours are given to him."""
    if time.dep == "appos":
        given, verb = time.head, time.head.head
        if not time.having("nummod", "det") or given.dep != "dobj" or verb.lemma != "give":
            return
        hang(time, verb, "dobj")
    else:
        before = [noun for noun in time.head.having("dobj") if noun.i < time.i]
        if not before or time.head.lemma != "give":
            return
        given, verb = before[0], time.head
    given.dep = "dative"
    for clause in [c for c in verb.having("advcl") if c.i == time.i + 2]:
        hang(clause, time, "acl")


def _mend_inversion(were: Token) -> None:
    """ "Were Iran to attack": a clause of its own, whose verb is the infinitive."""
    subjects = [c for c in were.children if c.dep in ("attr", "nsubj") and c.i > were.i]
    clauses = [
        c
        for parent in (were, *subjects)
        for c in parent.children
        if c.tag == "VB" and any(child.tag == "TO" for child in c.children)
    ]
    own = [c for c in were.having("ccomp", "xcomp") if is_infinitive(c) and c.having("nsubj")]
    if own and not subjects:  # "were soldiers to lay mines", where the soldiers lay them
        hang(own[0], were.head, "advcl")
        hang(were, own[0], "aux")
        return
    if not subjects or not clauses:
        return
    verb = clauses[0]
    hang(verb, were.head, "advcl")
    hang(subjects[0], verb, "nsubj")
    for child in list(were.children):
        hang(child, verb, child.dep)
    hang(were, verb, "aux")


def _mend_as(noun: Token) -> None:
    """ "rejected as slander the charge that": the charge is what was rejected."""
    preposition = noun.head.head
    if preposition.lower == "as" and is_verb(preposition.head) and noun.i > noun.head.i:
        hang(noun, preposition.head, "dobj")


def _mend_as_adjective(noun: Token) -> None:
    """ "rejected as baseless a report that"."""
    word = noun.head
    if word.i < noun.i and any(c.lower == "as" for c in word.children) and is_verb(word.head):
        hang(noun, word.head, "dobj")


def _takes_more(noun: Token, patterns: Patterns) -> bool:
    """ "a role in", "plans for", "a request to": what follows belongs to the noun."""
    return (
        noun.lemma in patterns.denial["shares"]
        or noun.lemma in _TAKING_MORE
        or (noun.lemma in patterns.denial["claims"] and is_verb(noun.head))
    )


def _mend_complement(noun: Token) -> None:
    """ "denied any role in the bombing", "laid plans for an attack"."""
    at = max(token.i for token in noun.subtree())
    for child in [c for c in noun.head.children if c.i > noun.i]:
        if child.dep != "prep" or child.i != at + 1 or child.lower not in _OF_NOUN:
            return
        at = max(token.i for token in child.subtree())
        hang(child, noun, "prep")
