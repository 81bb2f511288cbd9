"""Words to actors: names of the catalogue, roles composed with them, and what is unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from foedus.catalogue.entries import Office, Party, Role, slug, within
from foedus.catalogue.loading import Catalogue
from foedus.coding.clauses import conjuncts, prepositional
from foedus.model import Actor
from foedus.reading.sentence import Sentence, Token
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
_FORMER = ("former", "ex", "late", "one-time", "onetime", "retired", "then")
# "militias in Iraq", "rebels from Chad": where the country is of those who are there.
_LOCAL = frozenset({"REB", "CVL", "REF", "OPP", "REL", "CRM", "LAB", "EDU", "JRN", "MED", "NGO"})
# They have no sector of their own: they are of whoever is named with them.
PARTS = frozenset({"member", "side", "leadership", "wing", "faction", "supporter", "representative",
                    "delegate", "counterpart", "rank", "man", "figure", "operative",
                    "leader", "chief", "head", "base", "position", "stronghold", "target"})  # fmt: skip
_PART = Role("member", "GOV", "person", plural=True)
_EXAMPLES = ("including", "like", "as", "namely")


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


class Naming:
    """Says who a phrase of a sentence is, without looking beyond the sentence."""

    def __init__(self, catalogue: Catalogue, day: dt.date | None) -> None:
        self._catalogue = catalogue
        self._day = day

    def who(self, token: Token, reading: Reading) -> list[Known]:
        """The actors that the phrase with this head names; empty where it names none."""
        mention = reading.at.get(token.i)
        if mention is not None and not mention.bonded:
            if mention.name.how == "capital" and token.dep in ("compound", "nmod"):
                return []  # "the Geneva talks", "the Riyadh agreement": where, not who
            known = self._of_mention(mention, reading)
            if known is not None:
                return [known]
        named = self._named_in_apposition(token, reading)
        if named:
            return named
        examples = self._examples(token, reading)
        if examples:
            return examples
        role = self.role_of(token, reading)
        if role is not None:
            return self._of_role(token, role, reading)
        return (
            self._of_part(token, reading)
            or self._of_titled(token, reading)
            or self._of_body(token, reading)
        )

    def _of_body(self, token: Token, reading: Reading) -> list[Known]:
        """ "the OPCW Technical Secretariat": a body of an organisation is that organisation."""
        if token.tag != "NNP" or token.i in reading.at:
            return []
        for child in token.children:
            mention = reading.at.get(child.i) if child.dep in ("compound", "poss") else None
            party = self._catalogue.parties.get(mention.name.owner) if mention is not None else None
            if mention is not None and party is not None and party.kind == "organisation":
                actor = self._actor(party, party.sector, reading, mention.start, token.end)
                return [Known(actor, 0.85, "group")]
        return []

    def _of_titled(self, token: Token, reading: Reading) -> list[Known]:
        """A person the catalogue does not know, with a title beside the name.

        "Nancy Pelosi, the speaker of the US House", "the Syrian commander Abu Omar".
        """
        if token.tag != "NNP" or token.i in reading.at:
            return []
        start = min(
            [
                token.start,
                *[
                    c.start
                    for c in token.children
                    if c.dep == "compound" and c.tag == "NNP" and c.i not in reading.at
                ],
            ]
        )
        titles = [c for c in token.children if c.dep == "appos"]
        titles += [c for c in token.children if c.dep in ("compound", "nmod") and c.tag == "NN"]
        if token.dep == "appos":
            titles.append(token.head)
        for title in titles:
            role = self.role_of(title, reading)
            if role is None or role[0].kind != "person":
                continue
            composed = self._of_role(title, role, reading)[0]
            if composed.actor.code is None and title.dep == "compound":
                composed = self._of_role_at(token, role, reading)
            name = reading.text[start : token.end]
            actor = replace(
                composed.actor, id=slug(name), name=name, text=name, start=start, end=token.end
            )
            return [Known(actor, 0.85 if actor.code else 0.6, "person")]
        return []

    def _of_role_at(self, token: Token, found: tuple[Role, int], reading: Reading) -> Known:
        """The role of "Syrian commander Abu Omar", where the country hangs on the name."""
        role = found[0]
        owners = self._owners(token, role, reading)
        start, end = token.start, token.end
        if not owners:
            return Known(
                Actor(role.phrase, role.phrase, None, role.sector, token.text, start, end),
                0.6,
                "person",
            )
        return self._composed(owners[0], role, role.sector, token.text, start, end)

    def named(self, token: Token, reading: Reading) -> list[Known]:
        """The actor whose name stands at a token, "Iran" of "Iran-backed" too."""
        mention = reading.at.get(token.i)
        known = self._of_mention(mention, reading) if mention is not None else None
        return [known] if known is not None else []

    def share_a_group(self, ids: set[str]) -> bool:
        """Whether all of these were members of one alliance on the report's day."""
        members: dict[str, set[str]] = {}
        for membership in self._catalogue.memberships:
            if membership.member in ids and within(self._day, membership.since, membership.until):
                members.setdefault(membership.group, set()).add(membership.member)
        return any(found == ids for found in members.values())

    def _of_mention(self, mention: Mention, reading: Reading) -> Known | None:
        name = mention.name
        person = self._catalogue.persons.get(name.owner)
        if person is not None:
            return self._of_person(mention, reading)
        party = self._catalogue.parties.get(name.owner)
        if party is None:
            return None
        sector = name.sector if name.how in ("people", "capital", "seat") else party.sector
        actor = self._actor(party, sector, reading, mention.start, mention.end)
        kind = "state" if party.kind == "state" else "group"
        if name.how == "people":
            kind = "people"
        return Known(actor, 1.0, kind)

    def _of_person(self, mention: Mention, reading: Reading) -> Known:
        person = self._catalogue.persons[mention.name.owner]
        office = office_on(person.offices, self._day)
        party = self._catalogue.parties.get(office.actor) if office is not None else None
        if office is None:
            past = person.offices[-1]
            party = self._catalogue.parties.get(past.actor)
            sector = (
                "ELI" if party is not None and party.kind == "state" else party and party.sector
            )
        elif party is not None and party.kind == "state":
            sector = _sector_of_office(office)
        else:
            sector = party.sector if party is not None else None
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

    def _actor(
        self, party: Party, sector: str | None, reading: Reading, start: int, end: int
    ) -> Actor:
        text = reading.text[start:end]
        if party.kind == "state":
            return _of_state(party, sector, text, start, end)
        return Actor(party.id, party.name, party.code, sector, text, start, end)

    def _named_in_apposition(self, token: Token, reading: Reading) -> list[Known]:
        """ "its foreign minister, Javad Zarif", "the group Hezbollah": the name says more."""
        for child in token.children:
            if child.dep == "appos" and abs(child.i - token.i) < 12:
                mention = reading.at.get(child.i)
                if (
                    mention is not None
                    and not mention.bonded
                    and mention.name.how in ("name", "person")
                ):
                    known = self._of_mention(mention, reading)
                    if known is not None:
                        return [known, *self._more(child, reading)]
        return []

    def _more(self, token: Token, reading: Reading) -> list[Known]:
        return [k for other in conjuncts(token)[1:] for k in self.who(other, reading)]

    def _examples(self, token: Token, reading: Reading) -> list[Known]:
        """ "partners, including Iran and Syria", "allies such as Hezbollah"."""
        found: list[Known] = []
        for child in token.children:
            if child.dep == "prep" and child.lower in _EXAMPLES:
                if child.lower == "as" and not any(
                    c.lower == "such" for c in (*child.children, *token.children)
                ):
                    continue
                for pobj in child.children:
                    if pobj.dep == "pobj":
                        for other in conjuncts(pobj):
                            found += self.who(other, reading)
        return found

    def role_of(self, token: Token, reading: Reading) -> tuple[Role, int] | None:
        """The role that ends at this token, longest first, and the index of its first token."""
        if token.pos not in ("NOUN", "PROPN", "ADJ", "VERB"):
            return None
        tokens = reading.sentence.tokens
        for length in (3, 2, 1):
            first = token.i - length + 1
            if first < 0:
                continue
            start = tokens[first].start - tokens[0].start + reading.sentence.start
            piece = reading.text[start : token.end].lower().replace("-", " ").replace("\n", " ")
            role = self._catalogue.roles.get(piece) or self._catalogue.roles.get(
                reading.text[start : token.end].lower()
            )
            if role is not None:
                return role, first
        return None

    def _of_part(self, token: Token, reading: Reading) -> list[Known]:
        """ "members of Hamas", "the Israeli side": whoever they are of, they are it."""
        if token.lemma not in PARTS:
            return []
        owners = [
            self._of_mention(m, reading) for m in self._owning_mentions(token, _PART, reading)
        ]
        known = [owner for owner in owners if owner is not None]
        known.sort(key=lambda owner: owner.kind != "group")
        return [replace(known[0], certainty=0.85)] if known else []

    def _of_role(self, token: Token, found: tuple[Role, int], reading: Reading) -> list[Known]:
        role, first = found
        start, end = self._span(token, first, reading)
        text = reading.text[start:end]
        owners = self._owners(token, role, reading)
        sector = "ELI" if self._is_former(token, first, reading) else role.sector
        if not owners:
            unnamed = Actor(
                slug(reading.text[reading.sentence.tokens[first].start : token.end]),
                text,
                None,
                sector,
                text,
                start,
                end,
            )
            many = role.kind == "group" or token.tag == "NNS"
            return [Known(unnamed, 0.7 if many else 0.6, "group" if many else role.kind)]
        return [self._composed(owner, role, sector, text, start, end) for owner in owners]

    def _composed(
        self, owner: Known, role: Role, sector: str, text: str, start: int, end: int
    ) -> Known:
        """A role of somebody: Israel's troops, Hezbollah's fighters."""
        if owner.kind == "state":
            party = (
                self._catalogue.parties[owner.actor.id]
                if owner.actor.id in self._catalogue.parties
                else None
            )
            state = party or self._state_of_code(owner.actor.code)
            if state is not None:
                return Known(_of_state(state, sector, text, start, end), 0.95, role.kind)
        actor = replace(owner.actor, text=text, start=start, end=end)
        if role.sector in ("CVL", "REF") and owner.kind != "person":
            actor = replace(
                actor, sector=role.sector, id=f"{actor.id}-{role.sector.lower()}", name=text
            )
        return Known(actor, 0.9, role.kind)

    def _state_of_code(self, code: str | None) -> Party | None:
        for party in self._catalogue.parties.values():
            if party.kind == "state" and party.code == code and party.existed(self._day):
                return party
        return None

    def part_of_state(self, actor: Actor, sector: str) -> Actor:
        """The part of a state with this sector: its military, its government."""
        party = self._catalogue.parties.get(actor.id)
        if party is None:
            return actor
        return _of_state(party, sector, actor.text, actor.start, actor.end)

    def _owners(self, token: Token, role: Role, reading: Reading) -> list[Known]:
        """Whose troops, minister or militia it is; a group's name goes before a country's.

        Only of "militias in Iraq and Syria" is it more than one.
        """
        owners: list[Known] = []
        for mention in self._owning_mentions(token, role, reading):
            known = self._of_mention(mention, reading)
            if known is None:
                continue
            if known.kind == "person":
                state = self._state_of_code(known.actor.code)
                if role.kind != "body" or state is None:
                    continue
                known = Known(
                    self._actor(state, "GOV", reading, mention.start, mention.end), 0.9, "state"
                )
            if known.kind == "people":
                known = replace(known, kind="state")
            owners.append(known)
        possessors = [
            k
            for k in owners
            if any(
                child.dep == "poss" and child.start <= k.actor.start < child.end + 1
                for child in token.children
            )
        ]
        if possessors and role.kind == "person":
            return possessors[:1]
        groups = [known for known in owners if known.kind == "group"]
        together = self._coordinated(token, reading)
        if together and len(owners) > 1 and token.tag in ("NNS", "NNPS"):
            return owners
        if groups and role.sector in (
            "REB",
            "MIL",
            "PTY",
            "GOV",
            "IGO",
            "LEG",
            "OPP",
            "NGO",
            "CRM",
        ):
            return groups[:1]
        if (role.sector in _LOCAL and token.lower == role.phrase + "s") or len(owners) < 2:
            local = [known for known in owners if known.actor.start > token.start]
            if len(local) == len(owners):
                return owners
        return owners[:1]

    def _coordinated(self, token: Token, reading: Reading) -> bool:
        """ "Kurdish and Iraqi forces": two names before it, joined by "and"."""
        return any(
            child.dep == "conj" and child.i in reading.at and child.head.i in reading.at
            for modifier in token.children
            if modifier.dep in ("amod", "nmod", "compound") and modifier.i < token.i
            for child in modifier.subtree()
        )

    def _owning_mentions(self, token: Token, role: Role, reading: Reading) -> list[Mention]:
        tokens: list[Token] = []
        for child in token.children:
            if child.dep in ("poss", "amod", "compound", "nmod", "nummod") and child.i < token.i:
                tokens += [child, *[c for c in child.subtree() if c is not child and c.i < token.i]]
        tokens.sort(key=lambda other: other.i)
        preps = prepositional(token)
        for name in ("of", "for", "from") + (("in",) if role.sector in _LOCAL else ()):
            if name != "for" or role.kind == "person":
                tokens += preps.get(name, [])
        out: list[Mention] = []
        for other in tokens:
            mention = reading.at.get(other.i)
            if mention is not None and not mention.bonded and mention not in out:
                out.append(mention)
        return out

    def _is_former(self, token: Token, first: int, reading: Reading) -> bool:
        return any(
            child.lower in _FORMER
            for child in token.children
            if child.dep in ("amod", "compound", "advmod", "nmod")
        )

    def _span(self, token: Token, first: int, reading: Reading) -> tuple[int, int]:
        """From the first modifier that belongs to the phrase to its head, names included."""
        start = reading.sentence.tokens[first].start
        for child in token.children:
            if child.dep in ("amod", "compound", "nmod", "poss") and child.i < token.i:
                start = min(
                    [start, *[c.start for c in child.subtree() if c.dep not in ("det", "punct")]]
                )
        return start, token.end


def office_on(offices: Sequence[Office], day: dt.date | None) -> Office | None:
    """The office held on a day; of several the first of the file; without a day the last."""
    if day is None:
        return offices[-1]
    return next((office for office in offices if office.held(day)), None)


def _sector_of_office(office: Office) -> str:
    return {"legislator": "LEG", "military-chief": "MIL"}.get(office.office, "GOV")


def _of_state(party: Party, sector: str | None, text: str, start: int, end: int) -> Actor:
    """A state or one of its parts: the part has an id and a name of its own."""
    if sector is None:
        return Actor(party.id, party.name, party.code, None, text, start, end)
    part = _SECTOR_NAMES.get(sector, sector)
    return Actor(
        f"{party.id}-{sector.lower()}", f"{party.name} {part}", party.code, sector, text, start, end
    )
