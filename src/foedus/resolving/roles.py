"""Roles composed with names: "Israeli troops", "Iran's foreign minister", "militias in Iraq"."""

from __future__ import annotations

from dataclasses import replace

from foedus.catalogue.entries import Party, Role, slug
from foedus.coding.phrases import prepositional
from foedus.model import Actor
from foedus.reading.sentence import Token
from foedus.resolving.known import (
    OFFICIAL,
    Known,
    Reading,
    actor_of_people,
    actor_of_state,
    is_people,
)
from foedus.resolving.mentions import Mention
from foedus.resolving.names import Names

_FORMER = ("former", "ex", "late", "one-time", "onetime", "retired", "then")
# "militias in Iraq", "rebels from Chad": where the country is of those who are there.
# Where they are does not say of which country they are.
_FROM_ELSEWHERE = frozenset(
    {"hostage", "captive", "foreigner", "tourist", "volunteer", "mercenary"}
)
_LOCAL = frozenset({"REB", "CVL", "REF", "OPP", "REL", "CRM", "LAB", "EDU", "JRN", "MED", "NGO"})
# They have no sector of their own: they are of whoever is named with them.
PARTS = frozenset({
    "member", "side", "leadership", "wing", "faction", "supporter", "representative", "delegate",
    "counterpart", "rank", "man", "figure", "operative", "agent", "spy", "leader", "chief", "head",
    "pocket", "remnant", "cell", "holdout", "capital", "director", "boss", "chairman", "chairwoman",
    "coordinator", "commissioner",
})  # fmt: skip
# "Kurdish groups": of a people it is they; "the Palestinian group" is one that was named.
_PEOPLES = frozenset({"group", "community", "population", "element", "enclave"})
# "its NATO allies": NATO; but "its Russian allies" are not Russia.
_ALLIES = frozenset({"ally", "partner"})
# "the junta in Niger", "the government in Khartoum": who rules is of where he rules.
_RULING = frozenset({
    "junta", "government", "general", "regime", "ruler", "leadership", "administration",
    "authority", "parliament", "cabinet", "coup leader", "strongman",
})  # fmt: skip
# Who speaks in a capital speaks for its government; a diplomat there does not.
_AT_HOME = frozenset({
    "minister", "official", "spokesman", "spokeswoman", "spokesperson", "officer", "colonel",
    "captain", "lawmaker", "legislator", "prosecutor", "judge", "major", "admiral",
})  # fmt: skip
# Of a head of state: "Assad and his people".
SUBJECTS = frozenset({"people", "citizen", "population"})
_TIED = frozenset({"linked", "affiliated", "belonging", "loyal"})
_BODIES = frozenset({"group", "organisation", "organization", "network", "company", "party"})
_PART = Role("member", "GOV", "person", plural=True)


class Roles:
    """Says who a role is: of whom it is, and which sector it acts in."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._roles = names.catalogue.roles

    def role_of(self, token: Token, reading: Reading) -> tuple[Role, int] | None:
        """The role that ends at this token, longest first, and the index of its first token."""
        if token.pos not in ("NOUN", "PROPN", "ADJ", "VERB"):
            return None
        if token.tag == "JJ" and token.dep == "amod":
            return None  # "the military pact"
        tokens = reading.sentence.tokens
        for length in (3, 2, 1):
            first = token.i - length + 1
            if first < 0:
                continue
            start = tokens[first].start - tokens[0].start + reading.sentence.start
            piece = reading.text[start : token.end].lower().replace("-", " ").replace("\n", " ")
            role = self._roles.get(piece) or self._roles.get(
                reading.text[start : token.end].lower()
            )
            if role is not None:
                return role, first
        return None

    def of_role(self, token: Token, found: tuple[Role, int], reading: Reading) -> list[Known]:
        """Who a role is; without an owner it is somebody unnamed, with a sector."""
        role, first = found
        start, end = _span(token, first, reading)
        text = reading.text[start:end]
        owners = self._owners(token, role, reading)
        sector = "ELI" if _is_former(token) else role.sector
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
        return [self._composed(owner, role, sector, text, start) for owner in owners]

    def of_part(self, token: Token, reading: Reading) -> list[Known]:
        """ "members of Hamas", "the Israeli side": whoever they are of, they are it."""
        if token.lemma not in PARTS | _PEOPLES | _ALLIES:
            return []
        owners = [
            self._names.of_mention(m, reading) for m in self._owning_mentions(token, _PART, reading)
        ]
        known = [owner for owner in owners if owner is not None]
        if token.lemma in _ALLIES:
            known = [owner for owner in known if owner.actor.sector == "IGO"]
        if token.lemma in _PEOPLES:
            known = [owner for owner in known if owner.kind == "group"]
        known.sort(key=lambda owner: owner.kind != "group")
        return [replace(known[0], certainty=0.85)] if known else []

    def of_role_at(self, token: Token, found: tuple[Role, int], reading: Reading) -> Known:
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
        return self._composed(owners[0], role, role.sector, token.text, start)

    def _composed(self, owner: Known, role: Role, sector: str, text: str, start: int) -> Known:
        """A role of somebody: Israel's troops, Hezbollah's fighters."""
        end = start + len(text)
        if owner.kind == "state":
            party = self._names.catalogue.parties.get(owner.actor.id)
            state = party or self._names.state_of_code(owner.actor.code)
            if state is not None:
                return Known(actor_of_state(state, sector, text, start, end), 0.95, role.kind)
        people = self._names.catalogue.parties.get(owner.actor.id)
        if people is not None and is_people(people):
            return Known(actor_of_people(people, sector, text, start, end), 0.9, role.kind)
        actor = replace(owner.actor, text=text, start=start, end=end)
        if role.sector in ("CVL", "REF") and owner.kind != "person":
            actor = replace(
                actor, sector=role.sector, id=f"{actor.id}-{role.sector.lower()}", name=text
            )
        return Known(actor, 0.9, role.kind)

    def _owners(self, token: Token, role: Role, reading: Reading) -> list[Known]:
        """Whose troops, minister or militia it is; a group's name goes before a country's.

        Only of "militias in Iraq and Syria" is it more than one.
        """
        owners: list[Known] = []
        for mention in self._owning_mentions(token, role, reading):
            known = self._names.of_mention(mention, reading)
            if known is None:
                continue
            if known.kind == "person":
                party = self._of_holder(known, role)
                if party is None:
                    continue
                kind = "state" if party.kind == "state" else "group"
                sector = "GOV" if kind == "state" else party.sector
                known = Known(
                    self._names.actor(party, sector, reading, mention.start, mention.end),
                    0.9,
                    kind,
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
        groups.sort(key=lambda known: known.actor.sector != role.sector)  # "Tuareg rebels of MNLA"
        together = _coordinated(token, reading)
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
        if token.tag in ("NNS", "NNPS") or len(owners) < 2:
            local = [known for known in owners if known.actor.start > token.start]
            if len(local) == len(owners):
                return owners
        return owners[:1]

    def _of_holder(self, person: Known, role: Role) -> Party | None:
        """ "Trump's administration", "Assad's spokesman": whose bodies and forces he heads."""
        in_office = person.actor.sector in OFFICIAL
        if role.kind == "body" or (role.kind == "person" and role.sector == "GOV" and in_office):
            state = self._names.state_of_code(person.actor.code)
            if state is not None:
                return state
        if (role.kind == "group" and role.sector in OFFICIAL) or role.phrase in SUBJECTS:
            return self._names.party_of(person)
        return None

    def _owning_mentions(self, token: Token, role: Role, reading: Reading) -> list[Mention]:
        tokens: list[Token] = []
        for child in token.children:
            if child.dep in ("poss", "amod", "compound", "nmod", "nummod") and child.i < token.i:
                tokens += [child, *[c for c in child.subtree() if c is not child and c.i < token.i]]
        tokens.sort(key=lambda other: other.i)
        preps = prepositional(token)
        local = (role.sector in _LOCAL and token.lemma not in _FROM_ELSEWHERE) or (
            token.lemma in _RULING
        )
        for name in ("of", "for", "from") + (("in",) if local else ()):
            if name != "for" or role.kind == "person":
                tokens += preps.get(name, [])
                tokens += self._of_bodies(preps.get(name, []), reading)
        at_home = role.kind == "person" and token.lemma in _AT_HOME
        at_home = at_home or (role.kind == "body" and role.sector in OFFICIAL)
        if at_home and not any(other.i in reading.at for other in tokens):
            seats = _capitals(token, reading)
            if seats:
                return [reading.at[seat.i] for seat in seats]  # "a minister in Naypyidaw"
        if role.kind == "person" and token.lemma in _AT_HOME:
            tokens += preps.get("at", [])  # "an official at the State Department"
        for name in ("in", "at", "with", "to") if role.kind == "person" else ():
            tokens += self._of_bodies(preps.get(name, []), reading)  # "a colonel in Mali's army"
        tokens += _loyal_to(token)
        out: list[Mention] = []
        for other in tokens:
            mention = reading.at.get(other.i)
            if mention is not None and not mention.bonded and mention not in out:
                out.append(mention)
        return out

    def _of_bodies(self, bodies: list[Token], reading: Reading) -> list[Token]:
        """ "the spokesman of Sudan's army": what says whose army it is."""
        found = [body for body in bodies if body.i not in reading.at]
        roles = [(body, self.role_of(body, reading)) for body in found]
        own = [body for body, role in roles if role is not None and role[0].sector in OFFICIAL]
        words = [w for body in own for w in body.having("poss", "amod", "compound", "nmod")]
        return words + [seat for body in own for seat in _capitals(body, reading)]


def _capitals(noun: Token, reading: Reading) -> list[Token]:
    """ "in Havana", of those who speak there for a government."""
    placed = prepositional(noun).get("in", [])
    named = [(place, reading.at.get(place.i)) for place in placed]
    return [place for place, mention in named if mention and mention.name.how == "capital"]


def _loyal_to(token: Token) -> list[Token]:
    """ "bombers linked to the Taliban", "fighters loyal to Hamas": whose they are."""
    if token.lemma in _BODIES:
        return []  # "a group linked to al-Qaeda" is one of its own
    ties = [c for c in token.having("acl", "amod", "relcl") if c.i > token.i and c.lower in _TIED]
    return [
        noun for tie in ties for to in ("to", "with") for noun in prepositional(tie).get(to, [])
    ]


def _coordinated(token: Token, reading: Reading) -> bool:
    """ "Kurdish and Iraqi forces": two names before it, joined by "and"."""
    return any(
        child.dep == "conj" and child.i in reading.at and child.head.i in reading.at
        for modifier in token.children
        if modifier.dep in ("amod", "nmod", "compound") and modifier.i < token.i
        for child in modifier.subtree()
    )


def _is_former(token: Token) -> bool:
    return any(
        child.lower in _FORMER
        for child in token.children
        if child.dep in ("amod", "compound", "advmod", "nmod")
    )


def _span(token: Token, first: int, reading: Reading) -> tuple[int, int]:
    """From the first modifier that belongs to the phrase to its head, names included."""
    start = reading.sentence.tokens[first].start
    for child in token.children:
        if child.dep in ("amod", "compound", "nmod", "poss") and child.i < token.i:
            start = min(
                [start, *[c.start for c in child.subtree() if c.dep not in ("det", "punct")]]
            )
    return start, token.end
