"""Deaths and injuries that a clause counts: "killed at least 12 soldiers", "wounding dozens"."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.coding.phrases import conjuncts
from foedus.reading.sentence import Token

_DEATH = frozenset(
    {
        "kill",
        "die",
        "murder",
        "massacre",
        "execute",
        "slaughter",
        "assassinate",
        "behead",
        "lose",
        "claim",
        "cost",
    }
)
# With these it is lives that are counted, and not votes or dollars.
_OF_LIVES = frozenset({"claim", "cost"})
_INJURY = frozenset({"wound", "injure", "hurt", "maim"})
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "a": 1, "an": 1, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_HUNDRED, _THOUSAND = 100, 1000
_MOST = 10_000_000


def casualties(trigger: Token) -> tuple[int | None, int | None]:
    """The (deaths, injuries) counted in the clause of a word and in the clauses that hang on it."""
    deaths: int | None = None
    injuries: int | None = None
    for verb in _verbs_near(trigger):
        counted = _counted(verb)
        if counted is None:
            continue
        if verb.lemma in _DEATH or verb.lower == "dead":
            deaths = deaths if deaths is not None else counted
        else:
            injuries = injuries if injuries is not None else counted
    return deaths, injuries


def _verbs_near(trigger: Token) -> Iterator[Token]:
    clause = trigger
    while (
        clause.dep in ("dobj", "pobj", "prep", "compound", "nsubj", "nsubjpass")
        and clause.head is not clause
    ):
        clause = clause.head
    for token in sorted(clause.subtree(), key=lambda t: t.i):
        if ((token.lemma in _DEATH or token.lemma in _INJURY) and token.tag.startswith("VB")) or (
            token.lower in ("dead", "wounded", "injured")
            and token.dep in ("acomp", "oprd", "ccomp", "advcl", "conj")
        ):
            yield token


def _counted(verb: Token) -> int | None:
    """The number of those killed or hurt: of the object, or of the subject of a passive."""
    passive = any(child.dep in ("auxpass", "nsubjpass") for child in verb.children)
    places = ("nsubjpass", "nsubj") if passive or verb.lemma == "die" else ("dobj",)
    if verb.lower in ("dead", "wounded", "injured") and not passive:
        places = ("nsubj", "dobj")
    for child in verb.children:
        if verb.lemma in _OF_LIVES and child.lemma not in ("life", "victim"):
            continue
        if child.dep in places:
            total = sum(number_of(other) or 0 for other in conjuncts(child))
            if total:
                return total
    if verb.dep == "conj" and passive is False and verb.tag == "VBN":
        return None
    return None


def number_of(noun: Token) -> int | None:
    """The number before a noun, or the noun itself if it is one ("killed 12")."""
    if noun.pos == "NUM":
        return parse_number([noun.lower])
    words: list[str] = []
    for child in noun.children:
        if child.dep == "nummod" and child.i < noun.i:
            words = [t.lower for t in sorted(child.subtree(), key=lambda t: t.i) if t.pos == "NUM"]
    return parse_number(words) if words else None


def parse_number(words: list[str]) -> int | None:
    """A number out of its words: ["two", "hundred"] is 200, ["1,200"] is 1200."""
    total = part = 0
    for word in words:
        value = _value(word.replace(",", ""))
        if value is None:
            return None
        if value == _THOUSAND and part:
            total, part = total + part * value, 0
        elif value == _HUNDRED and part:
            part *= value
        else:
            part += value
        if total + part > _MOST:
            return None
    return total + part or None


def _value(word: str) -> int | None:
    if word.isascii() and word.isdecimal():
        return int(word) if len(word) <= len(str(_MOST)) else None
    parts = [_WORDS.get(piece) for piece in word.split("-")]
    return None if None in parts else sum(piece for piece in parts if piece is not None)
