"""Conditions without a word for it: "leave, or we attack", "any ship that enters will be sunk"."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.coding.matching import Match
from foedus.coding.phrases import is_infinitive, is_verb, prepositional
from foedus.model import ConditionType
from foedus.reading.sentence import Token

_ANY = frozenset({"any", "another", "further", "every"})
_TELLING = frozenset({"give", "tell", "warn", "order", "urge", "ask", "command", "want"})
_TRIES = frozenset({"attempt", "effort", "try", "bid", "move"})
_ANSWERING = frozenset({
    "respond", "react", "answer", "retaliate", "meet", "reply", "counter", "repel", "punish",
})  # fmt: skip


def clause_before(verb: Token) -> tuple[ConditionType, Token] | None:
    """The clause that a promise follows on, and whether it brings or averts what is promised."""
    given = _of_offer(verb)
    if given is not None:
        return "if", given
    averting = _of_alternative(verb)
    return ("unless", averting) if averting is not None else None


def whatever_is_done(verb: Token, matches: Mapping[Token, Match]) -> tuple[Token, Token] | None:
    """The deed that anybody may do and that a promise answers, and the noun that tells of it."""
    tried = _of_whatever(verb)
    if tried is not None:
        return tried, tried.head
    feared = _of_any(verb, matches)
    return (feared, feared) if feared is not None else None


def looks_ahead(verb: Token) -> bool:
    """ "will leave when": of what is to come a time is a condition too."""
    return is_infinitive(verb) or any(
        c.dep == "aux" and c.lower in ("will", "would", "'ll", "shall", "wo") for c in verb.children
    )


def _of_offer(verb: Token) -> Token | None:
    """ "Send us planes and we shall drive them out": the first clause is what brings the second."""
    first = verb.head
    joined = verb.dep == "conj" and any(c.lower == "and" for c in first.having("cc"))
    own = verb.having("nsubj") and looks_ahead(verb)
    bare = is_verb(first) and first.tag in ("VB", "VBP")
    ordered = bare and not first.having("nsubj", "aux", "expl")
    if not (joined and own and ordered):
        return None
    let = first.having("ccomp") if first.lemma == "let" else []
    return let[0] if let else first  # "let Greece sign, and we will"


def _of_alternative(verb: Token) -> Token | None:
    """ "Iran must leave, or we will attack": the first clause is what averts the second."""
    first = verb.head
    if verb.dep == "conj" and is_verb(first) and any(c.lower == "or" for c in first.having("cc")):
        urged = any(c.lower in ("must", "should") for c in first.having("aux"))
        urged = urged or any(c.lower == "either" for c in first.having("preconj", "cc", "advmod"))
        urged = urged or (first.dep == "xcomp" and is_infinitive(first))
        told = _what_is_told(first) if first.lemma in _TELLING else []
        if told and verb.having("nsubj"):
            return told[0]  # "gave Mali a day to leave, or else it would attack"
        return first if urged or (first.tag == "VB" and not first.having("nsubj")) else None
    if any(c.lower == "otherwise" for c in verb.having("advmod")):
        before = [c for c in verb.children if c.dep in ("ccomp", "parataxis") and c.i < verb.i]
        return before[0] if before and is_verb(before[0]) else None
    return None


def _what_is_told(verb: Token) -> list[Token]:
    below = [verb, *verb.having("dobj")]
    clauses = [c for word in below for c in word.having("xcomp", "advcl", "acl", "relcl")]
    return [clause for clause in clauses if is_infinitive(clause)]


def _of_any(token: Token, matches: Mapping[Token, Match]) -> Token | None:
    """ "will answer any attack", "any attack would bring strikes": the deed that may come."""
    nouns = token.having("nsubj", "nsubjpass")
    if token.lemma in _ANSWERING:
        nouns += [*token.having("dobj"), *prepositional(token).get("to", [])]
    for noun in nouns:
        some = any(c.lower in _ANY for c in noun.having("det", "amod"))
        deed = noun in matches and matches[noun].nominal
        if some and (deed or (token.lemma in _ANSWERING and noun.pos == "NOUN")):
            return noun
    return None


def _of_whatever(verb: Token) -> Token | None:
    """ "will sink any ship that enters", "any attempt to land will be met": what may be done."""
    nouns = verb.having("nsubj", "nsubjpass", "dobj")
    for aimed in ("on", "at", "against"):
        nouns += prepositional(verb).get(aimed, [])  # "will fire on any plane that enters"
    for noun in nouns if verb.lemma != "be" else ():
        if not any(c.lower in _ANY for c in noun.having("det", "amod")) or not looks_ahead(verb):
            continue
        clauses = [c for c in noun.having("relcl") if c.having("nsubj", "nsubjpass")]
        clauses += [c for c in noun.having("acl") if noun.lemma in _TRIES and is_infinitive(c)]
        if clauses:
            return clauses[0]
    return None
