"""Descriptions that stand for somebody named before: "the group", "the two sides"."""

from __future__ import annotations

from functools import lru_cache

from foedus.catalogue.catalogue import Catalogue
from foedus.reading.sentence import Token

# "the group", "the country": a bare description of somebody named before.
DESCRIPTIONS = {
    "group": "group", "movement": "group", "organisation": "group", "organization": "group",
    "militia": "group", "alliance": "group", "faction": "group", "party": "group",
    "bloc": "group", "coalition": "group",
    "country": "state", "nation": "state", "state": "state", "kingdom": "state",
    "republic": "state",
}  # fmt: skip
# Who are called so after the group that they fight for has been named.
FIGHTERS = frozenset({
    "jihadist", "jihadi", "militant", "extremist", "insurgent", "terrorist", "fighter", "gunman",
    "militiaman", "islamist", "guerrilla",
})  # fmt: skip
# Of "the rebels" only those who go by that name: "Hezbollah attacked, and the rebels fled".
REBEL = "rebel"
_PAIR = frozenset({
    "side", "country", "party", "group", "nation", "enemy", "rival", "neighbour", "neighbor",
    "state", "government", "leader", "power", "president", "minister",
})  # fmt: skip

# "the sides", "the warring sides": two even without the number.
_OPPOSED = frozenset({"side", "foe", "belligerent", "combatant"})
_WARRING = frozenset({"warring", "opposing", "rival"})
# "the militant group", "the Islamist movement": what an armed group is called.
_ARMED = frozenset({"islamist", "militant", "armed", "jihadist", "jihadi", "rebel", "insurgent"})

_NARROWING = frozenset({"amod", "compound", "nmod", "poss", "prep", "relcl", "acl", "nummod"})


@lru_cache(maxsize=4)
def called_rebels(catalogue: Catalogue) -> frozenset[str]:
    """Whom the catalogue knows by a name such as "Houthi rebels"."""
    return frozenset(
        name.owner for name in catalogue.all_names() if name.text.lower().endswith(" rebels")
    )


def stands_for_another(token: Token) -> bool:
    """A pronoun, or a bare description of somebody named before: "its", "the group's"."""
    return token.pos == "PRON" or (token.lemma in DESCRIPTIONS and is_bare(token))


def is_the_group(token: Token) -> bool:
    """ "the group", "the militia": a bare description of a group named before."""
    return DESCRIPTIONS.get(token.lemma) == "group" and is_bare(token)


def is_the_country(token: Token) -> bool:
    """ "the kingdom", "the country": a bare description of a state."""
    return DESCRIPTIONS.get(token.lemma) == "state" and is_bare(token)


def is_bare(token: Token) -> bool:
    """ "the group", with nothing that would make it another one."""
    determiners = [c.lower for c in token.children if c.dep == "det"]
    return determiners in (["the"], ["this"], ["that"]) and not _beside(token)


def is_armed_group(token: Token) -> bool:
    """ "the militant group", "the Islamist movement": a group that is said to be armed."""
    if DESCRIPTIONS.get(token.lemma) != "group" or token.tag != "NN":
        return False
    beside = _beside(token)
    return bool(beside) and all(c.lower in _ARMED for c in beside) and _has_the(token)


def is_pair(token: Token) -> bool:
    """ "the two sides", "both countries", "the warring sides": two of those who were named."""
    if token.lemma in _PAIR and any(
        child.lower in ("two", "both") and child.dep in ("nummod", "det", "predet", "amod")
        for child in token.children
    ):
        return True
    if token.lemma not in _OPPOSED or token.tag != "NNS" or not _has_the(token):
        return False
    return all(c.lower in _WARRING for c in _beside(token))


def _has_the(token: Token) -> bool:
    return [c.lower for c in token.children if c.dep == "det"] == ["the"]


def _beside(token: Token) -> list[Token]:
    """What makes a phrase more than its bare noun: "Islamist", "of the bloc", "that fled"."""
    return [c for c in token.children if c.dep in _NARROWING]
