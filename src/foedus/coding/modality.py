"""How the text puts a deed: done, denied, planned, asked for, feared or supposed.

From the words of the deed itself the walk goes up the parse. Each word that governs it may change
how it is meant ("plans to", "denied that", "fear of"), and the effects are put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.coding.denials import rejects, share_of
from foedus.coding.gerunds import of_gerund_phrase
from foedus.coding.governing import effect_of, means_of
from foedus.coding.mood import combine, is_unknown, mood_of, mood_of_verb
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_infinitive, is_verb, lookup
from foedus.coding.prepositions import is_worry, of_gerund, of_preposition, shares_its_fate
from foedus.model import Assertion
from foedus.reading.sentence import Token

_TURNING_DOWN = frozenset({"reject", "oppose", "resist"})
_AHEAD = ("intended", "possible", "negated")
_PROVIDED = ("provided", "providing", "assuming", "supposing")
_MAY = ("can", "ca", "could", "must", "should")
# With these a clause without "to" says what another does, and not what is said.
_HELPING = frozenset({"help", "let", "make", "have"})
_HIGHEST = 12  # steps up the parse; deeper is a misparse


def assertion_of(trigger: Token, patterns: Patterns) -> Assertion | None:
    """How the deed that a verb or a noun names is put; None if it is asked that it not be done."""
    if is_unknown(trigger):
        return "negated"
    assertion = mood_of(trigger)
    for effect in _effects_above(trigger, patterns):
        if assertion == "negated" and effect == "requested":
            return None
        assertion = combine(assertion, effect)
    return assertion


def _effects_above(token: Token, patterns: Patterns) -> Iterator[Assertion]:
    """Walk up from a deed and yield the effect of each word that governs it."""
    current: Token | None = token
    for _ in range(_HIGHEST):
        assert current is not None
        share = share_of(current, patterns)
        if share is not None:
            current = share.verb
            yield from share.effects
        if current.head is current:
            return
        if current.head.lower in _PROVIDED and current.dep in ("ccomp", "pcomp", "xcomp"):
            yield "hypothetical"
            return
        if current.dep == "conj":
            current = _first_of(current)
        else:
            effects, current = _step(current, patterns)
            yield from effects
        if current is None:
            return


def _first_of(token: Token) -> Token | None:
    """What governs the first of a coordination governs all of it, if no clause starts anew."""
    if is_verb(token) and token.having("nsubj", "nsubjpass"):
        return None
    goal = _goal_beside(token)
    if goal is not None:
        return goal
    if token.tag in ("VBD", "VBZ") and token.head.tag == "VB":
        return None  # "founded it to rival them, and launched a war"
    if token.tag == "VBD" and token.head.tag == "VBN" and _is_after_comma(token):
        return None  # "said that it had not owned the ship, and accused Iran"
    return token.head


def _goal_beside(token: Token) -> Token | None:
    """Of "wants to end it and hunt them down" the infinitive before, wherever the "and" hangs."""
    head = token.head
    bare = token.tag == "VB" and not token.having("aux", "nsubj")
    if not bare or head.tag in ("VB", "MD") or not is_verb(head) or head.having("aux"):
        return None
    before = [c for c in head.having("xcomp") if is_infinitive(c) and c.i < token.i]
    return before[-1] if before else None


def _is_after_comma(token: Token) -> bool:
    near = (*token.head.children, *token.head.head.children)
    return any(c.text == "," and token.head.i < c.i < token.i for c in near)


def _step(token: Token, patterns: Patterns) -> tuple[Sequence[Assertion], Token | None]:
    """The effects of the next word up, and that word; None where the walk ends."""
    head = token.head
    put = of_gerund_phrase(token)
    if put is not None:
        return (put,), None
    if token.dep == "pcomp" and shares_its_fate(head):
        return (_mood_above(head, head.head),), head.head
    if head.pos in ("ADP", "SCONJ"):
        stands = _of_adposition(token, head, patterns)
        if stands is not None:
            return stands, None
        if not is_verb(token):
            token, head = head, head.head
        elif head.head.pos == "ADV" and head.head.dep == "advmod":
            token, head = head, head.head.head  # "stopped short of invading"
    effect = effect_of(token, head, patterns)
    if effect is None or (effect == "negated" and _is_turned_down(token, head, patterns)):
        return (), None
    mood = _mood_above(token, head)
    if mood == "negated" and (_is_spoken_of(token, head, patterns) or _is_besides(token, head)):
        return (), None  # "did not mention its decision to leave": the decision stands
    if mood == "negated" and _is_to_go_on_no_longer(head):
        return (effect,), head
    if effect == "denied" and _is_no_denial(head):
        return ("hypothetical",), None
    if head.lemma == "rule" and effect == mood == "negated":
        return ("possible",), head  # "did not rule out an attack"
    return (effect, mood), head


def _of_adposition(token: Token, head: Token, patterns: Patterns) -> Sequence[Assertion] | None:
    """What a preposition makes of what stands after it; None where the walk goes on."""
    stands = of_gerund(head) if token.dep == "pcomp" else of_preposition(head)
    scorned = token.lemma in patterns.denial["claims"] and is_verb(head.head)
    if scorned and rejects(head.head, patterns):
        stands = None  # "pushed back against the claim that"
    if head.lower == "without" and is_verb(head.head) and mood_of_verb(head.head) == "negated":
        return ("hypothetical",)  # "could not fly without Russia agreeing"
    if stands in ("actual", "hypothetical") and head.lower in ("on", "about", "in"):
        # "bent on attacking", "thinking about leaving", "hold off on attacking"
        ahead = means_of(head.head, patterns) in _AHEAD and not head.head.having("dobj")
        stands = None if ahead else stands
    if stands is not None:
        return (stands,)
    worry = not is_verb(token) and head.lower in ("about", "over") and is_worry(head.head)
    return () if worry else None  # "concern about the planned talks" leaves them as they are


def _is_no_denial(verb: Token) -> bool:
    """ "neither confirmed nor denied that it had", "did not deny that it had"."""
    if verb.lemma != "deny":
        return False
    whole = [verb, verb.head] if verb.dep == "conj" else [verb]
    return any(
        c.dep == "neg" or (c.dep == "preconj" and c.lower == "neither")
        for word in whole
        for c in word.children
    )


def _is_to_go_on_no_longer(verb: Token) -> bool:
    """ "cannot continue to bomb the city": it does bomb it."""
    return verb.lemma in ("continue", "keep") and any(c.lower in _MAY for c in verb.having("aux"))


def _is_besides(clause: Token, verb: Token) -> bool:
    """ "it was not involved, rejecting the claim": what follows is done all the same."""
    return (
        clause.dep == "advcl"
        and clause.tag == "VBG"
        and any(
            mark.text == "," and verb.i < mark.i == clause.i - 1 for mark in verb.having("punct")
        )
    )


def _is_turned_down(noun: Token, verb: Token, patterns: Patterns) -> bool:
    """ "rejected Iran's call", "the deployment is opposed by Mali": it is there all the same."""
    if verb.lemma not in _TURNING_DOWN or noun.pos != "NOUN":
        return False
    asked = any(pattern.event == "REQUEST" for _, pattern in patterns.nouns.get(noun.lemma, ()))
    return (noun.dep == "dobj" and asked and bool(noun.having("poss"))) or noun.dep == "nsubjpass"


def _is_spoken_of(noun: Token, verb: Token, patterns: Patterns) -> bool:
    """Whether a noun is somebody's decision or deed that a verb is merely about."""
    if noun.dep != "dobj" or noun.pos != "NOUN" or not noun.having("poss"):
        return False
    carried = noun.lemma in patterns.nouns and lookup(verb, patterns.light) is not None
    return means_of(verb, patterns) is None and not carried


def _mood_above(token: Token, head: Token) -> Assertion:
    """The mood of a governing word: the deed's too, except across a verb of saying."""
    if is_verb(head):
        mood = mood_of_verb(head, besides=token)
        # "must confirm that", "will say that": the modal is of the saying.
        of_saying = token.dep == "ccomp" and mood in ("requested", "intended", "possible")
        if head.lemma in _HELPING and token.tag == "VB" and not token.having("mark", "aux"):
            of_saying = False  # "will help Mali fight"
        return "actual" if of_saying else mood
    return mood_of(head) if head.pos == "NOUN" else "actual"
