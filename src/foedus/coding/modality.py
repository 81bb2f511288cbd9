"""How the text puts a deed: done, denied, planned, asked for, feared or supposed.

From the words of the deed itself the walk goes up the parse. Each word that governs it may change
how it is meant ("plans to", "denied that", "fear of"), and the effects are put together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.coding.patterns import Patterns
from foedus.coding.phrases import ASKING, VERBAL, is_verb, lookup
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
    "planned": "intended", "proposed": "intended", "threatened": "intended",
    "prospective": "intended", "attempted": "intended", "future": "intended",
    "upcoming": "intended", "looming": "possible", "hypothetical": "hypothetical",
    "would-be": "intended", "impending": "possible", "forthcoming": "intended",
}  # fmt: skip

_NEGATIONS = ("not", "n't", "never", "no", "neither", "nor", "without")
# Verbs that say only that a deed takes place: its time and mood are theirs.
_HAPPENING = frozenset(
    {"happen", "occur", "begin", "start", "continue", "follow", "resume", "come", "take", "be",
     "last", "result", "proceed", "remain", "persist", "intensify", "escalate", "erupt", "go"}
)  # fmt: skip
# What is believed, feared or denied of a whole clause; other verbs of saying leave it as it is.
_CLAUSAL = frozenset({"possible", "denied", "negated", "hypothetical", "requested"})
_HYPOTHETICAL_MARKS = frozenset({"if", "unless", "whether", "until", "lest"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a deed is put, and the words between it and the top that put it so."""

    assertion: Assertion
    governors: tuple[Token, ...]


def combine(inner: Assertion, outer: Assertion) -> Assertion:
    """What an outer effect makes of an inner one: "did not refuse" cancels out, and so on."""
    if outer == "actual":
        return inner
    if inner == "actual":
        return outer
    if "denied" in (inner, outer):
        return "denied"
    if outer == "negated":
        return "actual" if inner == "negated" else "negated"
    if inner == "negated":
        return "negated"
    if outer == "intended" and inner in ("possible", "hypothetical"):
        return inner
    return outer


def meaning_of(trigger: Token, patterns: Patterns) -> Meaning:
    """How the deed that a verb or a noun names is put by its own sentence."""
    assertion = _own(trigger)
    governors: list[Token] = []
    for effect, governor in _effects_above(trigger, patterns):
        assertion = combine(assertion, effect)
        governors.append(governor)
    return Meaning(assertion, tuple(governors))


def _own(token: Token) -> Assertion:
    if is_verb(token):
        return _of_verb(token)
    effect: Assertion = "actual"
    for child in token.children:
        if child.dep in ("det", "neg") and child.lower in ("no", "neither", "not"):
            effect = combine(effect, "negated")
        elif child.dep == "det" and child.lower in ("any", "what", "whatever"):
            effect = combine(effect, "hypothetical")
        elif child.lower in _ADJECTIVES and child.i < token.i:
            effect = combine(effect, _ADJECTIVES[child.lower])
    return effect


def _of_verb(verb: Token) -> Assertion:
    """From the auxiliaries, the negation and the mark of the verb's own clause."""
    effect: Assertion = "actual"
    source = verb
    while _shares_auxiliaries(source):
        source = source.head
    for child in source.children:
        if child.dep in ("aux", "auxpass"):
            effect = combine(effect, _of_auxiliary(child, source))
    if any(
        child.dep == "neg" for child in {*source.children, *verb.children} if _early(child, verb)
    ):
        effect = combine(effect, "negated")
    for clause in {source, verb}:
        for child in clause.children:
            if child.dep == "mark" and any(c.lower == "case" for c in child.children):
                effect = combine(effect, "hypothetical")
            if child.lower == "case" and clause.dep in ("advcl", "acl") and child.i < clause.i:
                effect = combine(effect, "hypothetical")
            if child.lower == "longer" and any(c.lower == "no" for c in child.children):
                effect = combine(effect, "negated")
            if child.dep in ("mark", "advmod") and child.lower in _HYPOTHETICAL_MARKS:
                if child.lower == "until" and clause.tag == "VBD":
                    continue  # "until they left in 2011"
                effect = combine(effect, "hypothetical")
            if child.dep == "advmod" and child.lower in ("allegedly", "possibly", "perhaps"):
                effect = combine(effect, "possible")
    if source.tag == "VB" and source.dep == "ROOT" and not source.having("nsubj", "aux"):
        effect = combine(effect, "requested")  # an imperative
    if any(_is_if_clause(child) for child in source.children) and effect == "negated":
        effect = "hypothetical"  # "would not dare if …"
    if _inverted(source):
        effect = "hypothetical"
    return effect


def _is_if_clause(clause: Token) -> bool:
    return clause.dep == "advcl" and any(
        child.dep == "mark" and child.lower == "if" for child in clause.children
    )


def _early(child: Token, verb: Token) -> bool:
    return child.i < verb.i + 2


def _shares_auxiliaries(verb: Token) -> bool:
    """ "will attack and destroy": a coordinated verb without a subject or auxiliary of its own."""
    return (
        verb.dep == "conj"
        and is_verb(verb.head)
        and not verb.having("nsubj", "nsubjpass", "aux", "auxpass")
        and verb.tag in ("VB", "VBN", "VBG", verb.head.tag)
    )


def _of_auxiliary(aux: Token, verb: Token) -> Assertion:
    effect = _AUXILIARIES.get(aux.lower, "actual")
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
    return effect


def _inverted(verb: Token) -> bool:
    """ "Should Israel attack", "Were Iran to attack": a condition without "if"."""
    first = [c for c in verb.children if c.dep == "aux" and c.lower in ("should", "were", "had")]
    subjects = verb.having("nsubj", "nsubjpass")
    return bool(
        first and subjects and first[0].i < subjects[0].i and verb.dep in ("advcl", "ccomp")
    )


def _effects_above(token: Token, patterns: Patterns) -> Iterator[tuple[Assertion, Token]]:
    """Walk up from a deed and yield the effect of each word that governs it."""
    current = token
    for _ in range(12):
        head = current.head
        if head is current:
            return
        nominal = not is_verb(current)
        if current.dep == "conj":
            # What governs the first of a coordination governs all of it, if no clause starts anew.
            if is_verb(current) and current.having("nsubj", "nsubjpass"):
                return
            current = head
            continue
        if nominal and head.pos == "ADP":
            if head.lower in ("without", "despite"):
                if head.lower == "without":
                    yield "negated", head
                return
            if head.lower in ("against",) or head.head is head:
                return
            current, head = head, head.head
            nominal = True
        if current.dep == "prep" and head.pos == "ADP":
            current = head
            continue
        if current.dep == "pcomp" and head.pos in ("ADP", "SCONJ"):
            stands = _of_gerund(head)
            if stands is not None:
                if stands != "actual":
                    yield stands, head
                return
        effect = _effect(current, head, nominal, patterns)
        if effect is None:
            return
        if effect != "actual":
            yield effect, head
        if is_verb(head):
            own = _of_verb(head)
            # "must confirm that", "will say that": the modal is of the saying.
            of_saying = current.dep == "ccomp" and own in ("requested", "intended", "possible")
            if own != "actual" and not of_saying:
                yield own, head
        elif head.pos == "NOUN":
            own = _own(head)
            if own != "actual":
                yield own, head
        current = head


def _of_gerund(preposition: Token) -> Assertion | None:
    """ "after attacking", "instead of retreating": a deed beside the main one, with its own fate."""
    if (
        any(word.lower == "instead" for word in (preposition.head, *preposition.children))
        or preposition.lower == "without"
    ):
        return "negated"
    if preposition.lower == "about":
        return "hypothetical"
    if preposition.lower in (
        "in",
        "after",
        "by",
        "since",
        "while",
        "on",
        "when",
        "before",
        "despite",
    ):
        return "actual"
    return None


def _effect(token: Token, head: Token, nominal: bool, patterns: Patterns) -> Assertion | None:
    """What a governing word makes of what depends on it; None where the walk ends."""
    means: Assertion | None = lookup(head, patterns.governors)  # type: ignore[assignment]
    if token.dep == "relcl" and means == "hypothetical":
        return means
    if token.dep in ("relcl", "npadvmod", "appos", "nummod", "poss"):
        return None
    if token.dep == "advcl":
        if token.tag == "VB" and head.lemma in ASKING and means == "requested":
            return means
        return _of_adverbial(token, head)
    if nominal and token.dep in ("nsubj", "nsubjpass"):
        if token.dep == "nsubjpass" and means is not None:
            return means
        if head.lemma == "be":
            for attribute in head.having("attr"):
                found = lookup(attribute, patterns.governors)
                if found is not None:
                    return found  # type: ignore[return-value]
        return "actual" if head.lemma in _HAPPENING else None
    if token.dep == "ccomp":
        if means == "requested" and token.tag != "VB" and not _is_subjunctive(token):
            return None
        if means in _CLAUSAL:
            return means
        return "actual" if means is not None else None
    if nominal and token.dep == "prep" and is_verb(head) and means is None:
        return "actual" if lookup(head, patterns.light) else None
    if nominal and token.dep == "dobj" and head.lemma in ("want", "seek", "need"):
        return "requested"
    if means is not None:
        return means
    if token.dep in ("xcomp", "dobj", "pobj", "pcomp", "prep", "attr", "acomp", "oprd", "dative"):
        return "actual" if is_verb(head) or head.pos == "ADP" else None
    if token.dep in ("acl", "compound", "nmod") and head.pos == "NOUN":
        return None
    return None


def _is_subjunctive(verb: Token) -> bool:
    """ "demanded that it should leave"; in "told him that it left" nothing is asked."""
    return any(child.dep == "aux" and child.lower in ("should", "must") for child in verb.children)


def _of_adverbial(verb: Token, head: Token) -> Assertion | None:
    """A purpose is intended; a participle shares the fate of its clause; a finite clause stands."""
    if verb.tag == "VB" and any(child.tag == "TO" for child in verb.children):
        return "intended"
    if verb.tag in ("VBG", "VBN") and not verb.having("mark", "nsubj", "nsubjpass", "aux"):
        return "actual"
    return None


def is_finite(verb: Token) -> bool:
    """Whether a verb has a tense of its own: "attacked", "will attack", but not "to attack"."""
    if verb.tag in ("VBD", "VBZ", "VBP"):
        return True
    return verb.tag in VERBAL and any(
        child.dep == "aux" and child.tag != "TO" and child.lower not in ("should", "be", "have")
        for child in verb.children
    )
