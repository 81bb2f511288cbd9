"""Mends conditions that hang on the wrong clause: "will free those it holds if they leave"."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb, lookup
from foedus.coding.speakers import hang
from foedus.reading.sentence import Token

_MARKS = frozenset({"if", "unless", "until", "once", "provided", "providing"})
_FUTURE = frozenset({"will", "would", "shall", "wo", "'ll"})


def mend_conditions(tokens: Sequence[Token], patterns: Patterns) -> None:
    """Hang objects and conditions on the verb that promises; in place."""
    for token in tokens:
        if lookup(token, patterns.saying) is not None:
            _mend_object(token)
        if token.lower == "that" and token.dep == "nsubj":
            _mend_that(token)
    for token in tokens:
        if token.lower == "were" and token.dep == "ROOT":
            _mend_inverted_last(token, patterns)
        if token.lower == "were" and token.dep == "ccomp":
            _mend_were_to(token)
        if token.lower == "were" and token.dep == "aux" and token.head.dep == "advcl":
            _mend_before_were(token)
        if token.dep in ("ccomp", "ROOT") and any(c.lower in _MARKS for c in token.having("mark")):
            _mend_swapped(token)
        if token.dep == "ROOT" and any(c.lower == "should" for c in token.having("aux")):
            _mend_should_last(token)
        if token.dep == "dep" and is_verb(token):
            _mend_in_case(token)
        if token.dep == "advcl" and any(c.lower in _MARKS for c in token.having("mark")):
            _mend_beside(token)


def _mend_object(saying: Token) -> None:
    """ "Iran will free the men, its minister said": the men do not say it."""
    subjects = [noun for noun in saying.having("nsubj") if noun.i < saying.i]
    clauses = [clause for clause in saying.having("ccomp") if is_verb(clause)]
    if not subjects or not clauses or clauses[-1].having("dobj", "attr", "prep"):
        return
    verb, noun = clauses[-1], subjects[0]
    named = [name for name in noun.having("appos") if noun.i < name.i < saying.i]
    if min(token.i for token in noun.subtree()) != max(token.i for token in verb.subtree()) + 1:
        return
    if len(subjects) > 1 and _is_promise(verb):
        hang(noun, verb, "dobj")
    elif len(subjects) == 1 and named and verb.having("dative"):
        hang(noun, verb, "dobj")
        hang(named[-1], saying, "nsubj")  # "promised Chile ten ships, the minister, Jane Doe, said"


def _mend_were_to(were: Token) -> None:
    """ "will free them were Iran to leave": Iran is who would leave."""
    for name in were.having("nsubj", "attr"):
        end = max(token.i for token in name.subtree())
        for clause in (*were.head.having("advcl"), *_beside(were)):
            to = [c for c in clause.having("aux") if c.tag == "TO" and c.i == end + 1]
            if name.i > were.i and to and not clause.having("nsubj", "nsubjpass"):
                hang(name, clause, "nsubj")
                hang(were, clause, "aux")
                return


def _mend_before_were(were: Token) -> None:
    """ "will free the men were Iran to leave": the men are freed, and Iran is who leaves."""
    clause, main = were.head, were.head.head
    before = [noun for noun in clause.having("nsubj") if main.i < noun.i < were.i]
    after = [noun for noun in clause.having("nsubj") if noun.i > were.i]
    if before and after and is_verb(main) and not main.having("dobj"):
        hang(before[0], main, "dobj")


def _beside(clause: Token) -> list[Token]:
    """The clauses that hang on those beside it: "were Iran to leave, they would free them"."""
    return [c for other in clause.head.having("ccomp") for c in other.having("advcl")]


def _mend_swapped(clause: Token) -> None:
    """ "Until the siege ends Mali will not leave": the condition hangs on the promise."""
    promised = [c for c in clause.having("ccomp") if c.i > clause.i and _is_promise(c)]
    if not promised or not promised[0].having("nsubj", "nsubjpass"):
        return
    verb, above, dep = promised[0], clause.head, clause.dep
    hang(verb, verb if dep == "ROOT" else above, dep)
    hang(clause, verb, "advcl")


def _mend_should_last(clause: Token) -> None:
    """ "Mali will leave should Chad attack": the promise is the main clause."""
    promised = [c for c in clause.having("ccomp") if c.i < clause.i and _is_promise(c)]
    subjects, first = clause.having("nsubj", "nsubjpass"), clause.having("aux")[0]
    if promised and subjects and first.i < subjects[0].i and promised[0].i < first.i:
        hang(promised[0], promised[0], "ROOT")
        hang(clause, promised[0], "advcl")


def _mend_in_case(clause: Token) -> None:
    """ "will arm them in case Iran attacks": what the case is."""
    first = min(token.i for token in clause.subtree())
    for prep in clause.head.having("prep"):
        for case in prep.having("pobj"):
            if prep.lower == "in" and case.lower == "case" and case.i == first - 1:
                hang(prep, clause, "mark")
                hang(clause, clause.head, "advcl")


def _mend_that(that: Token) -> None:
    """ "said that, in return for a truce, it would free them": "that" frees nobody."""
    verb = that.head
    if verb.dep == "ccomp" and any(noun.i > that.i for noun in verb.having("nsubj")):
        that.tag, that.pos, that.dep = "IN", "SCONJ", "mark"


def _mend_inverted_last(were: Token, patterns: Patterns) -> None:
    """ "It would help, an envoy said, were Iran to leave": a condition that comes last."""
    promised = [clause for clause in were.having("ccomp") if _is_promise(clause)]
    said = [c for c in were.having("parataxis") if lookup(c, patterns.saying) is not None]
    clauses = [c for c in were.having("xcomp") if any(child.tag == "TO" for child in c.children)]
    subjects = [noun for noun in were.having("nsubj", "attr") if noun.i > were.i]
    if not (promised and said and clauses and subjects) or promised[0].i > were.i:
        return
    clause, verb = clauses[0], promised[0]
    hang(said[0], said[0], "ROOT")
    hang(verb, said[0], "ccomp")
    hang(clause, verb, "advcl")
    hang(subjects[0], clause, "nsubj")
    hang(were, clause, "aux")


def _mend_beside(clause: Token) -> None:
    """ "will free the men it holds if": it holds them anyway."""
    aside = clause.head
    verb = aside.head
    while not is_verb(verb) and verb.head is not verb:
        verb = verb.head  # over "the men", "of the men"
    if aside.dep == "relcl" and clause.i > aside.i and not _is_promise(aside) and _is_promise(verb):
        hang(clause, verb, "advcl")


def _is_promise(verb: Token) -> bool:
    return is_verb(verb) and any(c.lower in _FUTURE for c in verb.having("aux"))
