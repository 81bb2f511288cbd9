"""The mood of a word's own clause: its auxiliaries, its negation, its "if"."""

from __future__ import annotations

from foedus.coding.phrases import is_none, is_passive_infinitive, is_verb
from foedus.model import Assertion
from foedus.reading.sentence import Token

_AUXILIARIES: dict[str, Assertion] = {
    "will": "intended", "shall": "intended", "'ll": "intended", "wo": "intended",
    "could": "possible", "may": "possible", "might": "possible", "can": "possible",
    "ca": "possible",
    "should": "requested", "must": "requested", "ought": "requested",
    "would": "hypothetical", "'d": "hypothetical",
}  # fmt: skip

_ADJECTIVES: dict[str, Assertion] = {
    "possible": "possible", "potential": "possible", "feared": "possible", "likely": "possible",
    "imminent": "possible", "alleged": "possible", "suspected": "possible",
    "looming": "possible", "impending": "possible",
    "planned": "intended", "projected": "intended", "proposed": "intended",
    "threatened": "intended", "prospective": "intended", "attempted": "intended",
    "future": "intended", "upcoming": "intended", "would-be": "intended",
    "forthcoming": "intended", "hypothetical": "hypothetical",
}  # fmt: skip

_PERHAPS = frozenset({"allegedly", "possibly", "perhaps", "probably", "presumably", "likely"})
_HABIT = frozenset(
    {"often", "always", "usually", "sometimes", "regularly", "routinely", "frequently"}
)
_ANNOUNCING = frozenset({"announce", "announcement"})
_ANY = frozenset({"any", "whichever", "whatever"})
_NEVER = frozenset({"time", "point", "moment", "stage", "occasion", "circumstance", "way"})
_KNOWING = frozenset({
    "aware", "know", "recall", "remember", "see", "find", "hear", "witness", "notice", "observe",
})  # fmt: skip
_HYPOTHETICAL_MARKS = frozenset({
    "if", "unless", "whether", "until", "lest", "provided", "providing", "assuming", "supposing",
})  # fmt: skip


def combine(inner: Assertion, outer: Assertion) -> Assertion:
    """What an outer effect makes of an inner one: "did not refuse" cancels out, and so on."""
    if outer == "actual":
        return inner
    if inner == "actual":
        return outer
    if "denied" in (inner, outer):
        return "denied"
    if outer == "negated":
        if inner == "hypothetical":
            return inner  # "it is not known whether it attacked"
        return "actual" if inner == "negated" else "negated"
    if inner == "negated":
        return "negated"
    if outer == "intended" and inner in ("possible", "hypothetical"):
        return inner
    if outer == "requested" and inner == "hypothetical":
        return inner
    return outer


def mood_of(token: Token) -> Assertion:
    """How a verb or a noun is put by the words that hang on it."""
    if is_verb(token):
        return mood_of_verb(token)
    effect: Assertion = "actual"
    for child in token.children:
        if child.dep in ("det", "neg") and child.lower in ("no", "neither", "not"):
            effect = combine(effect, "negated")
        elif child.dep == "det" and child.lower in ("any", "what", "whatever"):
            effect = combine(effect, "hypothetical")
        elif child.lower in _ADJECTIVES and child.i < token.i:
            effect = combine(effect, _ADJECTIVES[child.lower])
        elif child.dep in ("acl", "relcl") and _is_to_be(child):
            effect = combine(effect, "intended")
    return effect


def is_in_case(word: Token) -> bool:
    """Whether a word opens "in case they attack"."""
    return word.lower == "in" and any(child.lower == "case" for child in word.children)


def is_unknown(noun: Token) -> bool:
    """ "does not recall any attack", "is not aware of any talks": he knows of none."""
    if not any(child.lower == "any" for child in noun.having("det")):
        return False
    above = noun.head
    while above.pos in ("ADP", "ADJ") and above.head is not above:
        if above.pos == "ADJ" and above.lemma not in _KNOWING:
            return False
        above = above.head
    knows = above.lemma in _KNOWING or above.lemma == "be"
    return is_verb(above) and knows and bool(above.having("neg"))


def mood_of_verb(verb: Token, *, besides: Token | None = None) -> Assertion:
    """From the auxiliaries, the negation and the mark of the verb's own clause.

    Args:
        besides: a subject or an object whose own "no" has been counted.
    """
    source = verb
    while _shares_auxiliaries(source):
        source = source.head
    clauses = [source] if source is verb else [source, verb]
    effect: Assertion = "actual"
    for child in source.children:
        if child.dep in ("aux", "auxpass"):
            effect = combine(effect, _of_auxiliary(child, source))
    beside = (*verb.children, verb.head, *verb.head.children)
    if any(word.lower == "than" and word.i == verb.i - 1 for word in beside):
        return "negated"  # "rather than prosecute them"
    if any(
        (c.dep == "neg" and c.i < verb.i + 2 and not _is_before_until(c))
        or (c.dep == "preconj" and c.lower == "neither")
        or _is_at_no_time(c)
        for clause in clauses
        for c in clause.children
    ):
        effect = combine(effect, "negated")
    objects = [noun for noun in verb.having("dobj") if noun is not besides]
    if any(map(is_none, objects)):
        effect = combine(effect, "negated")  # "sold no weapons"
    if is_not_until(source):
        effect = combine(effect, "negated")
    subjects = [s for s in source.having("nsubj", "nsubjpass") if s is not besides]
    if any(is_none(subject) for subject in subjects):
        effect = combine(effect, "negated")
    for clause in clauses:
        for child in clause.children:
            effect = combine(effect, _of_mark(child, clause))
    effect = combine(effect, _of_its_place(source))
    if source.tag == "VB" and _is_imperative(source):
        effect = combine(effect, "requested")  # an imperative
    if any(_is_if_clause(child) for child in source.children) and effect == "negated":
        return "hypothetical"  # "would not dare if …"
    return "hypothetical" if _is_inverted(source) else effect


def _is_before_until(no: Token) -> bool:
    """ "not until Iran leaves": it is another deed that is not to be before."""
    return any(mark.lower == "until" and mark.i == no.i + 1 for mark in no.head.having("mark"))


def is_not_until(verb: Token) -> bool:
    """ "Not until Iran leaves will Mali talk to it": it will not before that."""
    return any(
        no.i < until.i < clause.i < verb.i
        for clause in verb.having("advcl")
        for until in clause.having("mark", "advmod")
        for no in (*clause.having("neg"), *until.having("neg"))
        if until.lower == "until"
    )


def _of_its_place(clause: Token) -> Assertion:
    """What a clause is by where it stands: "in case they come", "any fighters who come"."""
    if clause.dep == "relcl" and any(c.lower in _ANY for c in clause.head.having("det")):
        return "hypothetical"  # "any fighters who are captured"
    announced = clause.head.lemma in _ANNOUNCING and clause.tag == "VBG"
    if announced and clause.dep in ("ccomp", "acl") and clause.having("aux"):
        return "intended"  # "announced that it was leaving"
    if clause.dep != "ccomp":
        return "actual"
    if any(is_in_case(word) and word.i < clause.i for word in clause.head.having("prep")):
        return "hypothetical"  # "took arms in case they were attacked"
    return "actual"


def _is_imperative(verb: Token) -> bool:
    """ "Send us arms" by itself, or quoted before the one who says it."""
    if verb.having("nsubj", "nsubjpass", "aux", "mark") and not _is_forbidding(verb):
        return False
    quoted = verb.dep == "ccomp" and verb.i < verb.head.i and verb.head.tag in ("VBD", "VBZ")
    return verb.dep == "ROOT" or quoted


def _is_forbidding(verb: Token) -> bool:
    return not verb.having("nsubj", "nsubjpass", "mark") and all(
        aux.lower == "do" for aux in verb.having("aux")
    )


def _of_mark(word: Token, clause: Token) -> Assertion:
    """What "if", "in case", "no longer" or "allegedly" does to the clause it stands in."""
    if is_in_case(word):
        return "hypothetical"
    if word.lower == "case" and clause.dep in ("advcl", "acl") and word.i < clause.i:
        return "hypothetical"
    if word.lower == "longer" and any(child.lower == "no" for child in word.children):
        return "negated"
    if word.dep in ("mark", "advmod") and word.lemma in _HYPOTHETICAL_MARKS:
        past = word.lower == "until" and clause.tag == "VBD"  # "until they left in 2011"
        return "actual" if past else "hypothetical"
    if word.dep == "advmod" and word.lower in _PERHAPS:
        return "possible"
    if word.lower == "before" and clause.dep == "advcl" and _is_barred(clause.head):
        return "hypothetical"  # "none would be freed before Iran had left"
    if word.lower == "after" and _is_ahead(clause.head):
        only = any(c.lower == "only" for c in (*word.children, *clause.children))
        if only or clause.tag in ("VBZ", "VBP"):
            return "hypothetical"  # "will leave after it leaves", "would talk only after it left"
    if word.lemma in ("when", "once") and clause.dep == "advcl" and clause.tag in ("VBZ", "VBP"):
        return "hypothetical" if _is_promised(clause.head) else "actual"
    if word.lemma == "once" and clause.dep == "advcl" and clause.tag == "VBD":
        return "hypothetical" if _is_ahead(clause.head) else "actual"  # "would leave once it left"
    return "actual"


def _is_promised(verb: Token) -> bool:
    """ "will restore relations when it stops": what is to come first has not come yet."""
    return any(c.lower in ("will", "'ll", "shall") for c in verb.having("aux"))


def _is_barred(verb: Token) -> bool:
    """ "will not leave", "none would be freed": what is not to be done."""
    none = any(map(is_none, verb.having("nsubj", "nsubjpass", "dobj")))
    return _is_ahead(verb) and (none or bool(verb.having("neg")))


def _is_ahead(verb: Token) -> bool:
    return any(c.lower in ("will", "would", "'ll", "wo") for c in verb.having("aux"))


def _is_if_clause(clause: Token) -> bool:
    return clause.dep == "advcl" and any(
        child.dep == "mark" and child.lower == "if" for child in clause.children
    )


def _shares_auxiliaries(verb: Token) -> bool:
    """ "will attack and destroy": a coordinated verb without a subject or auxiliary of its own."""
    return (
        verb.dep == "conj"
        and is_verb(verb.head)
        and not verb.having("nsubj", "nsubjpass", "aux", "auxpass")
        and (verb.tag in ("VB", "VBN", "VBG", verb.head.tag) or _is_nor(verb))
    )


def _is_nor(verb: Token) -> bool:
    """ "had not violated its airspace or fired on it": neither the one nor the other."""
    joining = [c.lower for c in verb.head.having("cc") if c.i < verb.i]
    return joining[-1:] in (["or"], ["nor"]) and verb.tag == "VBD" and verb.head.tag == "VBN"


def _of_auxiliary(aux: Token, verb: Token) -> Assertion:
    effect = _AUXILIARIES.get(aux.lower, "actual")
    if aux.lower in ("would", "'d") and any(c.lower in _HABIT for c in verb.children):
        return "actual"  # "would often be beaten"
    perfect = any(c.lower == "have" and c.dep == "aux" for c in verb.children)
    if perfect and aux.lower in ("would", "'d"):
        return "hypothetical"  # "said it would have talked to them"
    if aux.lower in ("will", "'ll") and any(
        c.lemma == "have" and c.dep == "aux" for c in verb.children
    ):
        return "actual"  # "will already have shared"
    if effect == "hypothetical" and verb.dep in ("ccomp", "advcl") and is_verb(verb.head):
        return "intended"  # "said it would": a future, reported
    if (
        aux.tag == "TO"
        and verb.dep == "xcomp"
        and verb.head.lemma == "be"
        and verb.head.tag != "VBN"
    ):
        return "intended"  # "is to suspend"
    if aux.tag == "TO" and (is_headline_future(verb) or _is_to_be(verb)):
        return "intended"
    return effect


def _is_to_be(verb: Token) -> bool:
    """ "a summit to be held": what is only said of what is still to come."""
    return is_passive_infinitive(verb) and verb.dep != "xcomp" and verb.tag == "VBN"


def is_headline_future(verb: Token) -> bool:
    """ "Army to leave Mali", also before "minister says"."""
    said = verb.dep == "ccomp" and verb.i < verb.head.i and not verb.having("mark")
    return (
        (verb.dep == "ROOT" or said)
        and verb.tag == "VB"
        and any(c.tag == "TO" and c.i == verb.i - 1 for c in verb.children)
        and bool(verb.having("nsubj"))
    )


def _is_at_no_time(word: Token) -> bool:
    """ "at no time had it held them", "under no circumstances": also where it hangs on "had"."""
    if word.dep == "aux":
        return any(_is_at_no_time(child) for child in word.having("prep"))
    return word.dep == "prep" and any(
        noun.lemma in _NEVER and any(c.lower == "no" for c in noun.having("det"))
        for noun in word.having("pobj")
    )


def _is_inverted(verb: Token) -> bool:
    """ "Should Israel attack", "Were Iran to attack": a condition without "if"."""
    first = [c for c in verb.children if c.dep == "aux" and c.lower in ("should", "were", "had")]
    subjects = verb.having("nsubj", "nsubjpass")
    if any(map(_is_at_no_time, verb.children)):
        return False
    return bool(
        first and subjects and first[0].i < subjects[0].i and verb.dep in ("advcl", "ccomp")
    )
