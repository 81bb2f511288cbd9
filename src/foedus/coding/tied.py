"""Deeds that somebody ties to another's: "made the release conditional on an apology"."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.coding.clauses import frame_of
from foedus.coding.drafts import Slots
from foedus.coding.futures import Promised, reporting
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb, prepositional
from foedus.reading.sentence import Token

_CONDITIONAL = frozenset({"conditional", "contingent", "dependent"})
_CONDITIONS = frozenset({"condition", "precondition", "prerequisite", "price"})
_TYING = frozenset({"tie", "link", "peg"})
_HANGING = frozenset({"depend", "hinge"})


def by_tie(token: Token, patterns: Patterns) -> Iterator[Promised]:
    """What will be done, each with the word of what it hangs on."""
    if not is_verb(token):
        return
    if token.lemma == "make":
        pairs = [*_made_conditional(token), *_made_a_condition(token)]
    elif token.lemma in _TYING:
        pairs = [
            (deed, other)
            for deed in token.having("dobj")
            for other in prepositional(token).get("to", [])
            if other.pos == "NOUN" and other.lemma in patterns.nouns
        ]
    else:
        pairs = _hanging(token)
    giver = _giver(token, patterns)
    for deed, other in pairs if giver else ():
        yield Promised(
            deed, giver, "signal", "will", "commitment.tied", token,
            only_known=True, hangs_on=other,
        )  # fmt: skip


def _giver(verb: Token, patterns: Patterns) -> Slots:
    """Who ties it; of "the release depends on an apology" who says so."""
    if verb.lemma not in _HANGING:
        subject = tuple(frame_of(verb, patterns).subject)
        return (subject,) if subject else ()
    said = reporting(verb, patterns)
    return (tuple(frame_of(said, patterns).subject),) if said is not None else ()


def _made_conditional(verb: Token) -> list[tuple[Token, Token]]:
    """ "made the release conditional on an apology"."""
    words = [word for word in verb.subtree() if word.lower in _CONDITIONAL]
    if not words:
        return []
    deeds = [noun for noun in verb.having("dobj", "nsubj") if verb.i < noun.i < words[0].i]
    deeds += [n for c in verb.having("ccomp") for n in c.having("nsubj") if n.i < words[0].i]
    after = [word for word in verb.subtree() if word.i == words[0].i + 1]
    others = [n for prep in after if prep.lower in ("on", "upon") for n in prep.having("pobj")]
    return [(deed, other) for deed in deeds[:1] for other in others[:1]]


def _made_a_condition(verb: Token) -> list[tuple[Token, Token]]:
    """ "made a withdrawal a condition for freeing the men"."""
    words = [word for word in verb.subtree() if word.lemma in _CONDITIONS and word.pos == "NOUN"]
    if not words:
        return []
    others = [n for n in verb.having("dobj", "nsubj") if verb.i < n.i < words[0].i]
    others += [n for c in verb.having("ccomp") for n in c.having("nsubj") if n.i < words[0].i]
    deeds = [
        deed
        for prep in words[0].having("prep")
        if prep.lower in ("for", "of")
        for deed in prep.having("pobj", "pcomp")
    ]
    return [(deed, other) for deed in deeds[:1] for other in others[:1]]


def _hanging(verb: Token) -> list[tuple[Token, Token]]:
    """ "The release depends on an apology, Iran said"."""
    if verb.lemma not in _HANGING:
        return []
    preps = prepositional(verb)
    others = preps.get("on", []) + preps.get("upon", [])
    return [(deed, other) for deed in verb.having("nsubj")[:1] for other in others[:1]]
