"""Names of several bearers (Georgia, Congo, Hezbollah, the Kurds): whom one means where it stands.

The words around the name decide, then the sentence, the report and the date; where they do not,
the usual bearer is meant. What speaks for whom is data, in namesakes.toml.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.entries import Name
from foedus.reading.sentence import Sentence

# So many characters before and after a name its phrases are looked for in.
_NEAR = 45
_NOBODY = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One bearer of a name, and what speaks for it; `owner` is empty for none of the catalogue."""

    owner: str
    phrase: re.Pattern[str]
    cues: re.Pattern[str]
    since: dt.date | None
    until: dt.date | None
    gone: tuple[dt.date, dt.date] | None

    def possible(self, day: dt.date | None) -> bool:
        """Whether the name could have this meaning on a day; None is any day."""
        if day is None:
            return True
        if self.gone is not None and self.gone[0] <= day <= self.gone[1]:
            return False
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Namesake:
    """A name with its meanings; `least` is how clearly a report must speak for one of them."""

    text: str
    meanings: tuple[Meaning, ...]
    usual: str
    least: float


@dataclass(frozen=True, slots=True)
class Namesakes:
    """All that namesakes.toml holds."""

    names: Mapping[str, Namesake]
    elsewhere: re.Pattern[str]
    town: re.Pattern[str]
    given: frozenset[str]
    surnames: frozenset[str]
    not_surnames: frozenset[str]
    not_given: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name stands: its offsets in a report's text (plain quotation marks), its sentence."""

    text: str
    start: int
    end: int
    sentence: Sentence


@cache
def namesakes() -> Namesakes:
    """The data that come with foedus."""
    file = resources.files("foedus.resolving").joinpath("namesakes.toml")
    raw: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    names = {text: _namesake(text, entry) for entry in raw["name"] for text in entry["texts"]}
    words = {key: frozenset(raw[key]) for key in ("given", "surnames", "not_surnames", "not_given")}
    return Namesakes(
        names,
        re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in raw["elsewhere"])),
        re.compile(rf",? \(?(?:{raw['us_states']})(?!\w)"),
        **words,
    )


def _namesake(text: str, raw: Mapping[str, Any]) -> Namesake:
    meanings = tuple(_meaning(text, meaning) for meaning in raw["meaning"])
    return Namesake(text, meanings, raw["usual"], raw["least"])


def _meaning(text: str, raw: Mapping[str, Any]) -> Meaning:
    phrase = raw.get("phrase", "").replace("NAME", re.escape(text))
    day = dt.date.fromisoformat
    gone = raw.get("gone")
    return Meaning(
        raw["owner"],
        re.compile(rf"(?<!\w)(?:{phrase})(?!\w)") if phrase else _NOBODY,
        re.compile(rf"(?<!\w)(?:{raw['cues']})(?!\w)") if "cues" in raw else _NOBODY,
        day(raw["from"]) if "from" in raw else None,
        day(raw["to"]) if "to" in raw else None,
        (day(gone[0]), day(gone[1])) if gone else None,
    )


def meant_by(name: Name, spot: Spot, catalogue: Catalogue, day: dt.date | None) -> str | None:
    """The id of the party that a name means; None where it means none of the catalogue.

    Args:
        name: whose it is taken to be.
        spot: where it stands.
        day: the report's date; None for any.
    """
    known = namesakes()
    if name.how in ("name", "capital", "adjective") and _is_elsewhere(name, spot, known):
        return None
    entry = known.names.get(name.text)
    if entry is None:
        return name.owner
    owner = _chosen(entry, spot, day)
    if owner and owner not in catalogue.parties:
        return name.owner  # a user's catalogue may do without it
    return owner or None


def _is_elsewhere(name: Name, spot: Spot, known: Namesakes) -> bool:
    """Whether the name is a part of another one: "Gulf of Oman", "Lebanon, Pennsylvania"."""
    start, end = spot.start, spot.end
    if name.how != "adjective" and known.town.match(spot.text, end):
        return True
    return any(
        found.start() <= start and found.end() >= end and len(found.group()) > end - start
        for found in known.elsewhere.finditer(spot.text, max(0, start - 12), end + 14)
    )


def _chosen(entry: Namesake, spot: Spot, day: dt.date | None) -> str:
    possible = [meaning for meaning in entry.meanings if meaning.possible(day)]
    for meaning in possible:
        if _stands_in(meaning.phrase, spot):
            return meaning.owner
    here = spot.text[spot.sentence.start : spot.sentence.end]
    kinds = [len(set(meaning.cues.findall(here))) for meaning in possible]
    owner = _first_by_far(possible, kinds, 1.0)
    if owner is None:
        counts = _spoken_for(entry.text, spot.text)
        owner = _first_by_far(possible, [counts[m.owner] for m in possible], entry.least)
    if owner is not None:
        return owner
    owners = [meaning.owner for meaning in possible]
    listed = any(meaning.owner == entry.usual for meaning in entry.meanings)
    if listed and entry.usual not in owners and len(owners) == 1:
        return owners[0]  # the usual one was not called so on that day
    return entry.usual


def _stands_in(phrase: re.Pattern[str], spot: Spot) -> bool:
    first, last = max(0, spot.start - _NEAR), spot.end + _NEAR
    return any(
        found.start() <= spot.start and found.end() >= spot.end
        for found in phrase.finditer(spot.text, first, last)
    )


def _first_by_far(meanings: Sequence[Meaning], counts: Sequence[int], least: float) -> str | None:
    """The meaning that is spoken for more than `least` times as much as any other."""
    ranked = sorted(zip(counts, range(len(counts)), strict=True), reverse=True)
    if not ranked or ranked[0][0] == 0:
        return None
    second = ranked[1][0] if len(ranked) > 1 else 0
    if ranked[0][0] == second or ranked[0][0] < least * second:
        return None
    return meanings[ranked[0][1]].owner


@lru_cache(maxsize=256)
def _spoken_for(name: str, text: str) -> Mapping[str, int]:
    """How often a report speaks for each meaning; the same report is asked again and again."""
    counts: dict[str, int] = {}
    for meaning in namesakes().names[name].meanings:
        counts[meaning.owner] = counts.get(meaning.owner, 0) + sum(
            1 for _ in meaning.cues.finditer(text)
        )
    return counts
