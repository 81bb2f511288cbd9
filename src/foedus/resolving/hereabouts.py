"""Of which country "rebels", "residents", "police" or "an army post" are that have no other name.

The place where the sentence puts them decides, else, of those who are always of some country, the
one country that the whole report is about. Who is called foreign is left as he is.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from foedus.catalogue.catalogue import PLAIN, Catalogue
from foedus.reading.sentence import Token
from foedus.resolving.circumstances import Circumstances
from foedus.resolving.known import Known, Reading, actor_of_state
from foedus.resolving.names import Names

# Who is commonly of the country where they are.
_LOCAL = frozenset({"REB", "CVL", "OPP", "COP", "REF", "MED", "LAB", "EDU", "CRM", "REL"})
# What forces have where they stand; an army on the march may be a foreign one.
_INSTALLATIONS = frozenset({
    "post", "base", "airbase", "barracks", "outpost", "checkpoint", "headquarters", "camp",
    "position", "garrison", "airfield", "depot", "station",
})  # fmt: skip
_STANDING = frozenset({"MIL", "COP"})
_OF_INSTALLATIONS = 0.8  # how sure it is whose they are: allies have bases abroad
# Rebels rebel against a state, and those who live somewhere live where the report is about.
_OF_THE_REPORT = frozenset({
    "rebel", "insurgent", "opposition", "civilian", "resident", "villager", "townspeople",
    "inhabitant",
})  # fmt: skip
_FOREIGN = frozenset({
    "foreign", "western", "international", "overseas", "arab", "sunni", "shia", "shiite",
    "christian", "muslim", "european", "african", "other", "asian", "expatriate", "migrant",
})  # fmt: skip
_FOREIGNERS = frozenset({
    "foreigner", "tourist", "migrant", "expatriate", "hostage", "mercenary", "peacekeeper",
    "volunteer", "refugee", "immigrant", "traveller", "traveler", "bomber",
})  # fmt: skip
# A report is about a country that is named as a place so often, and as such a share of all.
_LEAST_TIMES, _LEAST_SHARE = 3, 0.6
_PLACED = re.compile(
    r"\b(?:[Ii]n|[Ii]nside|[Aa]cross|[Tt]hroughout) (?:the )?"
    r"(?:(?:north|south|east|west|central|rebel-held|war-torn)[\w-]* )?(?=[A-Z])"
)


def of_its_country(
    token: Token, known: Known, reading: Reading, around: Circumstances, names: Names
) -> Known | None:
    """An unnamed group as one of a country; None where nothing says of which.

    Args:
        token: the head of the phrase.
        known: what the phrase says of them by itself.
    """
    if known.actor.sector in _STANDING:
        installation = _installation(token)
        if installation is not None and not _is_foreign(installation):
            return _at_place(known, _country_of_place(installation, around), names)
    if known.kind != "group" or known.actor.sector not in _LOCAL or _is_foreign(token):
        return None
    code = _country_of_place(token, around) or _country_beside(token, reading, names)
    certainty = 0.95
    if code is None and any(part in _OF_THE_REPORT for part in _words(token)):
        code = _subject_of(reading.text, names.catalogue)
        if any(place.country not in (code, None) for _, place in around.places):
            return None
        certainty = 0.9
    state = names.state_of_code(code) if code is not None else None
    if state is None:
        return None
    actor = known.actor
    local = actor_of_state(state, actor.sector, actor.text, actor.start, actor.end)
    return Known(local, known.certainty * certainty, known.kind)


def _installation(token: Token) -> Token | None:
    """The post of "army post", where the token is "army"; the base of "military base"."""
    thing = token.head if token.dep in ("compound", "amod", "nmod") else token
    return thing if thing.lemma in _INSTALLATIONS else None


def _at_place(known: Known, code: str | None, names: Names) -> Known | None:
    """Forces as those of the country in which their post stands."""
    state = names.state_of_code(code) if code is not None else None
    if state is None:
        return None
    actor = known.actor
    local = actor_of_state(state, actor.sector, actor.text, actor.start, actor.end)
    return Known(local, _OF_INSTALLATIONS, known.kind)


def _words(token: Token) -> list[str]:
    """The head and what is compounded with it: "rebel" and "group"."""
    return [token.lemma, *(c.lemma for c in token.children if c.dep in ("compound", "amod"))]


def _is_foreign(token: Token) -> bool:
    if token.lemma in _FOREIGNERS:
        return True
    for child in token.children:
        if child.dep in ("amod", "compound", "nmod") and child.lower in _FOREIGN:
            return True
        if child.dep == "poss":
            return True  # somebody's, and we could not say whose
    return False


def _country_of_place(token: Token, around: Circumstances) -> str | None:
    """Where they are: "protesters in Homs", "in Homs, residents …" of the same clause."""
    verb = token.head if token.dep in ("nsubj", "nsubjpass", "dobj") else None
    for where, place in around.places:
        above = where
        for _ in range(4):
            above = above.head
            if above is token or above is verb:
                return place.country
            if above.head is above or above.pos == "VERB":
                break
    return None


def _country_beside(token: Token, reading: Reading, names: Names) -> str | None:
    """ "the Syrian government and rebels": what they are joined to is of that country."""
    if token.dep != "conj" or any(c.dep in ("det", "amod", "compound") for c in token.children):
        return None
    for child in token.head.children:
        mention = reading.at.get(child.i)
        if child.dep == "amod" and mention is not None and mention.name.how == "adjective":
            party = names.catalogue.parties.get(mention.name.owner)
            return party.code if party is not None and party.kind == "state" else None
    return None


@lru_cache(maxsize=16)
def _subject_of(text: str, catalogue: Catalogue) -> str | None:
    """The code of the country that a report is about, if it is about one."""
    plain = text.translate(PLAIN)
    counts: Counter[str] = Counter()
    for found in _PLACED.finditer(plain):
        name = next(catalogue.names_at(plain, found.end()), None)
        party = catalogue.parties.get(name.owner) if name is not None else None
        if party is not None and party.kind == "state" and party.code is not None:
            counts[party.code] += 1
    if not counts:
        return None
    code, times = counts.most_common(1)[0]
    enough = times >= _LEAST_TIMES and times >= _LEAST_SHARE * counts.total()
    return code if enough else None
