"""Who a phrase is, as far as a sentence tells, and a sentence with the names found in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.entries import Office, Party
from foedus.model import Actor
from foedus.reading.sentence import Sentence
from foedus.resolving.mentions import Mention, find_mentions

# Sectors that speak and act for a state: "Israeli troops" are Israel's.
OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
_SECTOR_NAMES = {
    "GOV": "government", "MIL": "military", "COP": "police", "SPY": "intelligence",
    "JUD": "judiciary", "LEG": "legislature", "CVL": "civilians", "OPP": "opposition",
    "REB": "armed groups", "BUS": "business", "EDU": "education", "JRN": "media",
    "MED": "health workers", "LAB": "labour", "REL": "religious groups", "REF": "refugees",
    "PTY": "party", "NGO": "organisations", "IGO": "organisation", "MNC": "companies",
    "CRM": "criminal groups", "ELI": "former officials",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """Who a phrase is, and how surely: 1 for a name, less the more was inferred."""

    actor: Actor
    certainty: float
    kind: str  # person, group, body, state, or unknown


@dataclass(slots=True)
class Reading:
    """A sentence with the names found in it, and the token each belongs to."""

    sentence: Sentence
    text: str
    mentions: list[Mention] = field(default_factory=list)
    at: dict[int, Mention] = field(default_factory=dict)

    @classmethod
    def of(
        cls, sentence: Sentence, text: str, catalogue: Catalogue, day: dt.date | None
    ) -> Reading:
        mentions = find_mentions(sentence, text, catalogue, day)
        at = {i: m for m in mentions for i in range(m.first, m.last + 1)}
        return cls(sentence, text, mentions, at)


def is_people(party: Party | None) -> bool:
    """Whether a party is a people ("Kurds", "Druze"): its forces and leaders are parts of it."""
    return party is not None and party.kind == "movement" and party.sector == "CVL"


def actor_of_people(party: Party, sector: str, text: str, start: int, end: int) -> Actor:
    """A people or one of its parts. Without a state, its forces are an armed group."""
    sector = "REB" if sector == "MIL" else sector
    if sector == party.sector:
        return Actor(party.id, party.name, party.code, sector, text, start, end)
    part = _SECTOR_NAMES.get(sector, sector)
    return Actor(
        f"{party.id}-{sector.lower()}",
        f"{party.name}: {part}",
        party.code,
        sector,
        text,
        start,
        end,
    )


def office_on(offices: Sequence[Office], day: dt.date | None) -> Office | None:
    """The office held on a day; of several the first of the file; without a day the last."""
    if day is None:
        return offices[-1]
    return next((office for office in offices if office.held(day)), None)


def sector_of_office(office: Office) -> str:
    """The sector that a holder of an office of state acts in."""
    return {"legislator": "LEG", "military-chief": "MIL"}.get(office.office, "GOV")


def actor_of_state(party: Party, sector: str | None, text: str, start: int, end: int) -> Actor:
    """A state or one of its parts: the part has an id and a name of its own."""
    if sector is None:
        return Actor(party.id, party.name, party.code, None, text, start, end)
    part = _SECTOR_NAMES.get(sector, sector)
    return Actor(
        f"{party.id}-{sector.lower()}", f"{party.name} {part}", party.code, sector, text, start, end
    )
