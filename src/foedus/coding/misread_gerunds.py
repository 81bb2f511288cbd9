"""Mends gerunds and plans that hang on the wrong word: "denied bombing Mali", "preparations to"."""

from __future__ import annotations

from foedus.coding.phrases import is_infinitive, is_verb
from foedus.coding.speakers import hang
from foedus.reading.sentence import Token

_PLANS = frozenset({"preparation", "plan", "arrangement", "move", "step", "effort"})


# "by neighbouring Colombia": which one, and nothing that is done to it.
_PLAIN = frozenset({
    "neighbouring", "neighboring", "warring", "ruling", "remaining", "surrounding", "visiting",
    "leading", "outgoing", "incoming", "existing", "opposing", "rival",
})  # fmt: skip


def mend_gerund(token: Token) -> None:
    """Hang a gerund on the word above it, and a plan on who makes it; in place."""
    if token.tag == "VBG" and token.dep == "compound":
        _mend_compound(token)
    elif token.tag == "NN" and token.dep == "xcomp" and token.lower.endswith("ing"):
        _mend_noun_of_deed(token)
    elif token.tag == "NNS" and token.dep == "nsubj":
        _mend_plan(token)


def _mend_compound(gerund: Token) -> None:
    """ "goes on testing missiles", "on the brink of bombing Mali": what somebody does."""
    noun, above = gerund.head, gerund.head.head
    if gerund.lower in _PLAIN:
        return
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
