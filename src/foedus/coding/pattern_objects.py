"""Whether the objects of a verb or a noun are those that a pattern asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foedus.coding.frames import Frame
from foedus.coding.patterns import Pattern
from foedus.coding.phrases import all_conjuncts, is_sum, prepositional
from foedus.reading.sentence import Token

_HELD = frozenset({
    "captured", "detained", "jailed", "imprisoned", "kidnapped", "abducted", "arrested", "captive",
    "seized", "stranded", "held",
})  # fmt: skip
_HOLDING = frozenset({"hold", "detain", "jail", "imprison", "kidnap", "abduct", "capture"})
# "a stock of uranium", "500 tonnes of rice": what is given or taken stands after "of".
_MEASURES = frozenset({
    "stock", "stockpile", "batch", "consignment", "shipment", "cargo", "tonne", "ton", "barrel",
    "load", "crate", "round", "fleet", "set", "sack", "litre", "store", "cache", "pair", "squadron",
    "lorryload", "planeload", "boatload", "shipload", "convoy", "kilogram", "kilo", "gallon",
    "hundred", "thousand", "dozen", "score", "scores", "number",
    "battery", "gift", "supply", "last", "rest", "bulk", "remainder", "half",
})  # fmt: skip
# What those do who are let in: "let doctors reach the town".
_COMING = frozenset({
    "reach", "enter", "pass", "visit", "cross", "return", "land", "dock", "work", "come", "leave",
    "travel", "move", "inspect", "search",
})  # fmt: skip


def objects_of(frame: Frame, rest: Sequence[str]) -> list[Token]:
    """The object of a verb with these words: "took part in the war", "returned to the table"."""
    objects = frame.object
    if objects and len(rest) > 1 and rest[0] == objects[0].lemma:
        objects = frame.object_prepositions.get(rest[-1], [])
    if not objects and rest:
        objects = frame.prepositions.get(rest[-1], [])
    let = frame.verb.lemma == "let" and not rest
    if not objects and (rest[:1] == ("go",) or let):  # "let the pilots go", "let doctors reach it"
        ways = _COMING if let else ("go",)
        going = [clause for clause in frame.verb.having("ccomp") if clause.lemma in ways]
        objects = all_conjuncts([who for clause in going for who in clause.having("nsubj")])
    return objects


def with_places(frame: Frame, objects: Sequence[Token]) -> Frame:
    """The frame with what stands after an object's prepositions: "to the table with Bolivia"."""
    places = {name: list(found) for name, found in frame.object_prepositions.items()}
    for token in objects:
        for name, found in prepositional(token).items():
            if name == "of" or (name != "by" and token not in frame.object):
                places.setdefault(name, []).extend(found)
    gone = objects if objects and objects[0].dep == "nsubj" else frame.object
    return replace(frame, object=list(gone), object_prepositions=places)


def object_fits(pattern: Pattern, frame: Frame, rest: Sequence[str]) -> bool:
    objects = objects_of(frame, rest)
    avoided = objects or frame.prepositions.get("from", [])
    if pattern.not_object and any(is_one_of(t, set(pattern.not_object)) for t in avoided):
        return False
    if "*none" in pattern.object:
        return not objects
    if pattern.own and not _is_own(objects, frame, rest):
        return False
    named = any(token.pos == "PROPN" or token.text[0].isupper() for token in objects)
    if "*proper" in pattern.object and named:
        return True
    if "*name" in pattern.object and any(map(_is_full_name, objects)):
        return True
    if "money" in pattern.object and any(map(is_sum, objects)):
        return True
    if "*captive" in pattern.object and any(map(_is_held, objects)):
        return True
    words = {word for word in pattern.object if not word.startswith("*")}
    if not words:
        return not {"*name", "*proper"} & pattern.object
    return any(is_one_of(token, words) for token in objects)


def _is_held(noun: Token) -> bool:
    """ "the captured rangers", "the farmers it holds": whoever is said to be held."""
    words = [*noun.having("amod"), *noun.having("acl", "relcl")]
    return any(word.lower in _HELD or word.lemma in _HOLDING for word in words)


def _is_own(objects: Sequence[Token], frame: Frame, rest: Sequence[str]) -> bool:
    """ "hand over its guns", "return to its bases", but not "hand over its guns to Mali"."""
    given = frame.dative or ("to" not in rest and "to" in frame.prepositions)
    return not given and any(o.tag == "PRP$" for noun in objects for o in noun.having("poss"))


def _is_full_name(noun: Token) -> bool:
    """ "Jane Doe", as persons are called where they are first named, or "two Americans"."""
    return noun.tag == "NNPS" or (
        noun.pos == "PROPN"
        and any(child.dep == "compound" and child.pos == "PROPN" for child in noun.children)
    )


def is_one_of(noun: Token, words: set[str]) -> bool:
    if noun.lemma in words or noun.lower in words:
        return True
    if noun.lemma in _MEASURES and any(
        is_one_of(of, words) for of in prepositional(noun).get("of", [])
    ):
        return True
    before = [child.lower for child in noun.having("compound", "amod", "nmod", "nummod")]
    if noun.pos == "PROPN" and any(c.tag == "NN" and c.lower in words for c in noun.children):
        return True  # "the tanker Mercer Street"
    after = [f"{noun.lemma} of {of.lemma}" for of in prepositional(noun).get("of", [])]
    return any(f"{word} {noun.lemma}" in words for word in before) or bool(words & {*after})


def is_of_object(noun: Token, pattern: Pattern) -> bool:
    """ "the expulsion of diplomats", "a prisoner release": with an object of the verb."""
    preps = prepositional(noun)
    objects = preps.get("of", []) + (preps.get("to", []) if noun.lemma == "end" else [])
    objects += [child for child in noun.children if child.dep == "compound"]
    if "*name" in pattern.object and any(map(_is_full_name, preps.get("of", []))):
        return True  # "the release of Jane Doe"
    words = {word for word in pattern.object if word[0] != "*"}
    if not words and noun.lemma.endswith("ing"):  # the verb asks for none: "the arming of rebels"
        return any(token.pos in ("NOUN", "PROPN") for token in preps.get("of", []))
    return any(is_one_of(token, words) for token in objects)
