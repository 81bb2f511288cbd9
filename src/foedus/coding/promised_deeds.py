"""The deed that is promised: which it is, and to whom by its own words."""

from __future__ import annotations

from foedus.coding.answers import is_force_in_answer
from foedus.coding.complements import meaning_of
from foedus.coding.deeds import deed_of
from foedus.coding.drafts import Slots
from foedus.coding.futures import Promised
from foedus.coding.made_targets import who_is
from foedus.coding.matching import Match, inner_of
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb, prepositional
from foedus.coding.promises import is_given
from foedus.reading.sentence import Token

# "will stay out of the fighting": what they are with is not to be done.
_KEEPING_OUT = frozenset({"stay", "keep", "remain"})
# "will not tolerate an attack": it is another who would do what they bear.
_BEARING = frozenset({"watch", "tolerate", "ignore", "forget", "forgive", "condone"})
_HELPING = frozenset({"help", "assist"})
_NO_DEEDS = ("be", "have", "do")


def match_of(word: Promised, matches: dict[Token, Match], patterns: Patterns) -> Match | None:
    """The match at the deed, or at one below it: "will try to attack"."""
    deed = word.deed
    going_on = any(c.tag == "VBG" for c in deed.having("xcomp"))  # "will keep talking"
    aloof = deed.lemma in _BEARING or (deed.lemma in _KEEPING_OUT and not going_on)
    if deed in matches or aloof or _helped(deed):
        return matches.get(deed)
    inner = inner_of(deed, matches, patterns)
    near = inner is not None and (not word.only_known or _is_right_below(inner, deed))
    match = matches.get(inner) if inner is not None and near else None
    return match or _shared(deed, matches, patterns)


def what_is_promised(
    word: Promised, match: Match | None, matches: dict[Token, Match], patterns: Patterns
) -> tuple[str | None, Slots] | None:
    """The type of the deed, and to whom it would be done; None where it is no deed."""
    deed = word.deed
    if word.rule == "commitment.target":
        return "ASSAULT", who_is(word.outer, patterns)
    if match is not None:
        return meaning_of(match, matches, patterns)
    left = _leaving(deed)
    if left is not None:
        return "RETREAT", left
    if deed.lemma in _NO_DEEDS:
        return None
    helped = _helped(deed)
    if helped or is_promised_gift(deed):
        return "AID", helped
    return answered(deed) or deed_of(deed, patterns)


def is_promised_gift(deed: Token) -> bool:
    """ "promised Mali ten lorries", "pledged $5m"."""
    return not is_verb(deed) and is_given(deed)


def answered(deed: Token) -> tuple[str, Slots] | None:
    """ "any landing will be met with artillery": force, whatever the verb."""
    return ("ASSAULT", ()) if is_force_in_answer(deed) else None


def _shared(deed: Token, matches: dict[Token, Match], patterns: Patterns) -> Match | None:
    """ "will have no part in the attack": the deed that it will have no part in."""
    if deed.lemma not in ("have", "take", "play"):
        return None
    shares = [n for n in deed.having("dobj") if n.lemma in patterns.denial["shares"]]
    nouns = [n for share in (deed, *shares) for n in prepositional(share).get("in", []) if shares]
    return next((matches[noun] for noun in nouns if noun in matches), None)


def _helped(deed: Token) -> Slots:
    """ "will help Mali fight them", "will help Mali to rebuild": help, whatever it is help with."""
    if deed.lemma not in _HELPING or not deed.having("ccomp", "xcomp"):
        return ()
    clauses = [clause for clause in deed.having("ccomp") if not clause.having("mark")]
    whom = deed.having("dobj") + [noun for clause in clauses for noun in clause.having("nsubj")]
    named = [noun for noun in whom if noun.pos == "PROPN" or noun.having("poss", "amod")]
    return (tuple(named),) if named else ()


def _leaving(deed: Token) -> Slots | None:
    """ "will be out of Kherson by Friday", "would be gone": they leave it."""
    if deed.lemma != "be" or not any(c.lower in ("out", "gone") for c in deed.children):
        return None
    return tuple(tuple(place) for place in (prepositional(deed).get("out of", []),) if place)


def _is_right_below(inner: Token, deed: Token) -> bool:
    """ "will try to attack", "will go on attacking"."""
    above = inner.head.head if inner.dep == "pcomp" else inner.head
    forced = inner.dep == "pcomp" and inner.head.lower == "but"  # "no choice but to leave"
    return above is deed or (forced and above.head is deed)
