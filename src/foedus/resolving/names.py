"""Names of the catalogue to actors, as they were on the report's day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.entries import Party, within
from foedus.model import Actor
from foedus.reading.sentence import Token
from foedus.resolving.known import (
    Known,
    Reading,
    actor_of_state,
    office_on,
    sector_of_office,
)
from foedus.resolving.mentions import Mention

_OFFICES = frozenset({
    "president", "minister", "premier", "chancellor", "king", "emir", "secretary", "ambassador",
    "chief", "leader", "commander", "ruler", "sultan", "commissioner", "envoy",
})  # fmt: skip
_UNLISTED = "other"  # a title of which no office of the catalogue's is known
# Which office a title is of, the longer titles first.
_CALLED = {
    "foreign minister": "foreign-minister", "foreign secretary": "foreign-minister",
    "defence minister": "defence-minister", "defense minister": "defence-minister",
    "defence secretary": "defence-minister", "defense secretary": "defence-minister",
    "interior minister": "interior-minister", "prime minister": "head-of-government",
    "secretary general": "leader", "secretary-general": "leader", "premier": "head-of-government",
    "chancellor": "head-of-government", "president": "head-of-state", "king": "head-of-state",
    "emir": "head-of-state", "sultan": "head-of-state", "leader": "leader",
}  # fmt: skip
_FORMER = frozenset({"former", "ex", "late", "then", "ousted", "deposed", "exiled", "retired"})


class Names:
    """Says who a mention of a name is: a party, or a person by the office held on the day."""

    def __init__(self, catalogue: Catalogue, day: dt.date | None) -> None:
        self.catalogue = catalogue
        self.day = day

    def of_mention(self, mention: Mention, reading: Reading) -> Known | None:
        """Who a mention is; None if its owner is in no file."""
        name = mention.name
        person = self.catalogue.persons.get(name.owner)
        if person is not None:
            return self._of_person(mention, reading)
        party = self.catalogue.parties.get(name.owner)
        if party is None:
            return None
        sector = name.sector if name.how in ("people", "capital", "seat", "ship") else party.sector
        actor = self.actor(party, sector, reading, mention.start, mention.end)
        kind = "state" if party.kind == "state" else "group"
        if name.how == "people":
            kind = "people"
        return Known(actor, 1.0, kind)

    def _of_person(self, mention: Mention, reading: Reading) -> Known:
        person = self.catalogue.persons[mention.name.owner]
        office = office_on(person.offices, self.day)
        title = _title_of(mention, reading)
        so_called = [one for one in person.offices if one.office == title]
        held = office is not None and title in (office.office, _UNLISTED)
        if title is not None and not held and (office is None or so_called):
            office = (so_called or person.offices)[-1]  # as the text says, whatever its day
        party = self.catalogue.parties.get((office or person.offices[-1]).actor)
        sector = party.sector if party is not None else None
        if party is not None and party.kind == "state":
            sector = sector_of_office(office) if office is not None else "ELI"
        actor = Actor(
            id=person.id,
            name=person.name,
            code=party.code if party is not None else None,
            sector=sector,
            text=reading.text[mention.start : mention.end],
            start=mention.start,
            end=mention.end,
        )
        return Known(actor, 1.0, "person")

    def actor(
        self, party: Party, sector: str | None, reading: Reading, start: int, end: int
    ) -> Actor:
        """A party, or a part of a state, at a span."""
        text = reading.text[start:end]
        if party.kind == "state":
            return actor_of_state(party, sector, text, start, end)
        return Actor(party.id, party.name, party.code, sector, text, start, end)

    def at_token(self, party: Party, token: Token) -> Actor:
        """A party, at a word that stands for it."""
        if party.kind == "state":
            return actor_of_state(party, None, token.text, token.start, token.end)
        start, end = token.start, token.end
        return Actor(party.id, party.name, party.code, party.sector, token.text, start, end)

    def state_of_code(self, code: str | None) -> Party | None:
        """The state with an alpha-3 code that existed on the day."""
        for party in _states_by_code(self.catalogue).get(code, ()):
            if party.existed(self.day):
                return party
        return None

    def part_of_state(self, actor: Actor, sector: str) -> Actor:
        """The part of a state with this sector: its military, its government."""
        party = self.catalogue.parties.get(actor.id)
        if party is None:
            return actor
        return actor_of_state(party, sector, actor.text, actor.start, actor.end)

    def party_of(self, person: Known) -> Party | None:
        """The state or group that a person in office acts for; None for one out of office."""
        known = self.catalogue.persons.get(person.actor.id)
        office = office_on(known.offices, self.day) if known is not None else None
        return self.catalogue.parties.get(office.actor) if office is not None else None

    def members(self, group: str) -> list[Party]:
        """The states that were members of an organisation or alliance on the report's day."""
        found = [
            self.catalogue.parties.get(one.member)
            for one in self.catalogue.memberships
            if one.group == group and within(self.day, one.since, one.until)
        ]
        return [party for party in found if party is not None and party.kind == "state"]

    def share_a_group(self, ids: set[str]) -> bool:
        """Whether all of these were members of one alliance on the report's day."""
        members: dict[str, set[str]] = {}
        for membership in self.catalogue.memberships:
            if membership.member in ids and within(self.day, membership.since, membership.until):
                members.setdefault(membership.group, set()).add(membership.member)
        return any(found == ids for found in members.values())


@lru_cache(maxsize=8)
def _states_by_code(catalogue: Catalogue) -> Mapping[str | None, Sequence[Party]]:
    """The states of a catalogue by their codes; of Yemen and its forerunners there are several."""
    found: dict[str | None, list[Party]] = {}
    for party in catalogue.parties.values():
        if party.kind == "state":
            found.setdefault(party.code, []).append(party)
    return found


def _title_of(mention: Mention, reading: Reading) -> str | None:
    """The office of "Iran's foreign minister, Javad Zarif", but not of "the former minister"."""
    names = [token for token in reading.sentence.tokens if token.end == mention.end]
    for name in names:
        titles = name.having("appos", "compound", "nmod")
        titles += [name.head] if name.dep == "appos" else []
        for title in titles:
            former = any(c.lower in _FORMER for c in title.having("amod", "compound", "advmod"))
            if title.lemma in _OFFICES and not former:
                words = {title.lower, *(c.lower for c in title.having("amod", "compound"))}
                words |= {c.lower for c in name.having("compound")}
                called = [office for word, office in _CALLED.items() if set(word.split()) <= words]
                return called[0] if called else _UNLISTED
    return None
