"""The entries of the catalogue: parties, offices, roles, memberships, and the names they go by."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Kind = Literal["state", "organisation", "coalition", "armed-group", "party", "movement"]
How = Literal["name", "adjective", "people", "capital", "seat", "ship", "person"]

ORGANISATION_KINDS = ("organisation", "coalition")
GROUP_KINDS = ("armed-group", "party", "movement")
ROLE_KINDS = ("person", "group", "body")
# PLOVER's sectors of an actor.
SECTORS = frozenset({
    "GOV", "MIL", "COP", "SPY", "JUD", "LEG", "OPP", "PTY", "REB", "CVL", "BUS", "EDU", "JRN",
    "MED", "LAB", "REL", "REF", "NGO", "IGO", "MNC", "CRM", "ELI", "UNK",
})  # fmt: skip
# Offices with one holder at a time.
SINGLE_OFFICES = ("head-of-state", "head-of-government", "foreign-minister", "defence-minister")
OFFICES = (
    *SINGLE_OFFICES, "interior-minister", "leader", "deputy-leader", "military-chief",
    "spokesperson", "envoy", "legislator", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """A state, an organisation, a coalition, an armed group, a party or a movement."""

    id: str
    code: str | None
    name: str
    kind: Kind
    sector: str | None
    since: dt.date | None
    until: dt.date | None

    def existed(self, day: dt.date | None) -> bool:
        """Whether it existed on a day; None is any day."""
        return within(day, self.since, self.until)


@dataclass(frozen=True, slots=True)
class Office:
    """A person's office in a party, from a day to a day."""

    actor: str
    office: str
    person: str
    since: dt.date | None
    until: dt.date | None

    def held(self, day: dt.date | None) -> bool:
        return within(day, self.since, self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """A person with the offices held, in the order of the files."""

    id: str
    name: str
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A role word: "troops", "foreign minister"; kind tells persons, groups and bodies apart."""

    phrase: str
    sector: str
    kind: Literal["person", "group", "body"]
    plural: bool


@dataclass(frozen=True, slots=True)
class Membership:
    """A party's membership of another, from a day to a day."""

    member: str
    group: str
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, whose it is, and how it names it."""

    text: str
    owner: str
    how: How
    sector: str | None = None


_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")


def within(day: dt.date | None, since: dt.date | None, until: dt.date | None) -> bool:
    """Whether a day lies between two, ends included; an open end or no day sets no bound."""
    if day is None:
        return True
    return (since is None or since <= day) and (until is None or day <= until)


def slug(text: str) -> str:
    """A lower-case id: "Mahmoud al-Zahar" gives "mahmoud-al-zahar"."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_IN_SLUGS.sub("-", text.lower()).strip("-") or "unnamed"
