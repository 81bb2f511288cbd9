"""The places of a draft to actors, in the light of what the report has said before."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.catalogue.entries import Party
from foedus.coding.drafts import Slot, Slots
from foedus.coding.phrases import all_conjuncts, prepositional
from foedus.reading.sentence import Token
from foedus.resolving.belligerents import Belligerents
from foedus.resolving.circumstances import Circumstances
from foedus.resolving.descriptions import is_the_country, is_the_group, stands_for_another
from foedus.resolving.discourse import Discourse
from foedus.resolving.hereabouts import of_its_country
from foedus.resolving.known import OFFICIAL, Known, Reading, actor_of_state
from foedus.resolving.members import members_of
from foedus.resolving.naming import Naming
from foedus.resolving.parts import are_of_one_state, part_of, part_of_people
from foedus.resolving.peoples import is_a_nation, is_called_who, is_one_of_a_people, people_killed
from foedus.resolving.pronouns import MANY, PERSONAL
from foedus.resolving.roles import PARTS, SUBJECTS
from foedus.resolving.spoken import standing_for
from foedus.resolving.surnames import is_surname

# "the pair", "three of them": persons, whoever they are.
_COUNTED = frozenset({"pair", "trio", "duo", "dozens", "hundreds", "thousands", "others"})
_FIRST_WORDS = 6  # characters of "the " or an opening quote before the word that opens a sentence
_FEW = 12  # members whose leaders meet; of more than that "the leaders" are seldom all
_COUNTRY = frozenset({"country", "nation", "homeland"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_OF_STATES = ("MIL", "COP")  # the sectors of forces that states have
# They act in person, and for whoever sends them.
_OFFICERS = frozenset({"general", "admiral", "commander", "officer", "colonel", "chief"})
_OF_PERSONS = frozenset({"CVL", "REB", "REF", "JRN"})


class Resolver:
    """Turns the places of a draft into actors, with what the report has said before."""

    def __init__(
        self,
        naming: Naming,
        discourse: Discourse,
        reading: Reading,
        around: Circumstances,
        belligerents: Belligerents,
    ) -> None:
        self._naming = naming
        self._discourse = discourse
        self._reading = reading
        self._around = around
        self._belligerents = belligerents
        self.speakers: list[Known] = []

    def who(self, token: Token) -> list[Known]:
        """Whom the phrase with this head means."""
        if token.pos == "PRON" or token.lower == "both":
            meant = self._discourse.meant(token, self._reading, self.speakers)
            return meant or self._speaker_before(token) or self._speaker_after(token)
        mention = self._reading.at.get(token.i)
        if mention is not None and mention.bonded:
            return []  # "the US and EU-backed forces"
        own = self._own_country(token)
        if own:
            return own
        named = self._naming.who(token, self._reading) or people_killed(token)
        if named and named[0].actor.code is not None:
            if is_one_of_a_people(token, named[0]):
                return [part_of_people(named[0], self._naming)]
            nation = self._nation(named[0]) if is_a_nation(token) else None
            return [nation] if nation is not None else named
        owned = self._owned_by_pronoun(token, named) or self._group_that_speaks(token)
        if named and not owned:
            owned = self._discourse.same_role(named[0], token)
            owned = owned or self._discourse.armed(token, self._reading)
        if owned or not named:
            meant = owned or self._discourse.meant(token, self._reading, self.speakers)
            return meant or self._speaker_after(token)
        if named[0].certainty < 0.9:
            meant = self._discourse.of_the_state(named[0], token, self._reading)
            local = of_its_country(token, named[0], self._reading, self._around, self._naming.names)
            return meant or ([local] if local is not None else named)
        return named

    def _own_country(self, token: Token) -> list[Known]:
        """ "his country", "our nation": the state of the one who is meant, or who speaks."""
        if token.lower == "government" and any(c.lower == "this" for c in token.having("det")):
            return self._state_of_speaker(token)  # "this government will never leave"
        if token.lemma not in _COUNTRY or token.tag not in ("NN", "NNP"):
            return []
        for owner in token.having("poss"):
            if owner.tag != "PRP$" or len(token.having("amod", "compound")) > 0:
                continue
            meant = self._discourse.meant(owner, self._reading, self.speakers)
            for known in meant or self.speakers[:1]:
                state = self._naming.names.state_of_code(known.actor.code)
                if state is not None:
                    actor = actor_of_state(state, None, token.text, token.start, token.end)
                    return [Known(actor, 0.85, "state")]
        return []

    def _state_of_speaker(self, token: Token) -> list[Known]:
        states = [self.state_of(speaker) for speaker in self.speakers[:1]]
        return [
            Known(actor_of_state(state, "GOV", token.text, token.start, token.end), 0.85, "body")
            for state in states
            if state is not None
        ]

    def _speaker_before(self, pronoun: Token) -> list[Known]:
        """ "Qatari officials said they had not": who they are that speak."""
        many = pronoun.lower == "they"
        verb = pronoun.head.head
        if pronoun.dep != "nsubj" or pronoun.head.dep != "ccomp" or not (many or _is_it(pronoun)):
            return []
        fitting = [noun for noun in verb.having("nsubj") if noun.i < pronoun.i]
        if not fitting or (fitting[0].tag in ("NNS", "NNPS")) != many or is_called_who(fitting[0]):
            return []
        said = self._naming.who(fitting[0], self._reading)
        return [standing_for(k, pronoun, 0.85) for k in said[:1] if k.actor.code is not None]

    def _group_that_speaks(self, token: Token) -> list[Known]:
        """ "A spokesman of Hamas denied that the group had fired": the one that he speaks for."""
        verb = token.head.head
        if not is_the_group(token) or token.dep != "nsubj" or token.head.dep != "ccomp":
            return []
        before = [subject for subject in verb.having("nsubj") if subject.i < token.i]
        speakers = [k for subject in before for k in self._naming.who(subject, self._reading)[:1]]
        groups = [group for known in speakers if (group := self._group_of(known)) is not None]
        return [Known(self._naming.names.at_token(group, token), 0.85, "group") for group in groups]

    def _speaker_after(self, token: Token) -> list[Known]:
        """ "Its request went unanswered, Congo said", "the kingdom had not, Riyadh said"."""
        speaker = self.speakers[0] if self.speakers else None
        if speaker is None or speaker.actor.code is None or speaker.actor.start < token.end:
            return []
        opens = token.lower in ("it", "its", "they", "their")
        group = is_the_group(token) and self._group_of(speaker) is not None
        first = token.start <= self._reading.sentence.start + _FIRST_WORDS
        acts = token.dep in ("nsubj", "nsubjpass") and token.head.dep == "ccomp"
        if not first and not (group and acts):
            return []
        said = opens or group or is_the_country(token)
        return [standing_for(speaker, token, 0.85)] if said else []

    def _group_of(self, speaker: Known) -> Party | None:
        """ "the movement will not, a leader of Hamas said": the group that he speaks for."""
        party = self._naming.names.party_of(speaker)
        party = party or self._naming.names.catalogue.parties.get(speaker.actor.id)
        return party if party is not None and party.kind != "state" else None

    def _nation(self, people: Known) -> Known | None:
        """ "the Russians bombed": the state, where a whole people is said to act."""
        state = self._naming.names.state_of_code(people.actor.code)
        if people.kind != "people" or state is None or state.id != people.actor.id[: -len("-cvl")]:
            return None
        actor = people.actor
        return Known(actor_of_state(state, None, actor.text, actor.start, actor.end), 0.9, "state")

    def _owned_by_pronoun(self, token: Token, named: list[Known]) -> list[Known]:
        """ "its forces", "their leaders": the owner's, if we know whom the pronoun means."""
        if not named and token.lemma not in PARTS:
            return []
        for child in _owning(token):
            if stands_for_another(child):
                meant = self._discourse.meant(child, self._reading, self.speakers)
                for owner in meant or self._speaker_after(child):
                    if not named:
                        return [standing_for(owner, token, 0.9)]
                    whole = self._head_of(owner, token, named[0])
                    return [part_of(whole, named[0], self._naming)]
        return []

    def _head_of(self, owner: Known, token: Token, part: Known) -> Known:
        """ "his troops", "the government's soldiers": those of the state that he or it heads."""
        if part.kind == "person":
            return owner
        if owner.kind == "person" and (part.actor.sector in OFFICIAL or token.lemma in SUBJECTS):
            party = self._naming.names.party_of(owner)
        elif owner.actor.sector == "GOV" and part.actor.sector in _OF_STATES:
            if token.lemma in _OFFICERS:
                return owner
            party = self._naming.names.state_of_code(owner.actor.code)
        else:
            return owner
        if party is None or party.kind != "state":
            return owner
        state = actor_of_state(party, None, owner.actor.text, owner.actor.start, owner.actor.end)
        return Known(state, owner.certainty, "state")

    def named(self, token: Token) -> list[Known]:
        """The actor named at a token even where it is half of a word ("Iran-backed")."""
        return self._naming.named(token, self._reading)

    def at_war(self, truce: Token) -> list[Known]:
        """The two sides of a truce that names none."""
        return self._belligerents.of(truce)

    def met_before(self, meeting: Token) -> list[Known]:
        """Who met in the meeting told of before: in "the first session" they did too."""
        return [
            standing_for(Known(actor, 0.95, "group"), meeting, 0.8) for actor in self._discourse.met
        ]

    def members_meeting(self, group: Known) -> list[Known]:
        """ "the leaders of the pact met": its members, where they are few enough to be named."""
        members = self._naming.names.members(group.actor.id)
        if len(members) > _FEW:
            return []
        start, end, text = group.actor.start, group.actor.end, group.actor.text
        return [
            Known(actor_of_state(one, None, text, start, end), group.certainty * 0.9, "state")
            for one in members
        ]

    def state_of(self, known: Known) -> Party | None:
        """The state that somebody is of or is, and None of a group that has a name of its own."""
        if known.kind not in ("state", "body", "person") and known.actor.sector not in OFFICIAL:
            return None
        return self._naming.names.state_of_code(known.actor.code)

    def state_at(self, noun: Token) -> Known | None:
        """The state of a place: of "in Ankara" Turkey."""
        for where, place in self._around.places:
            at = where is noun or (where is noun.head and where.pos == "ADP")
            state = self._naming.names.state_of_code(place.country) if at else None
            if state is not None:
                actor = actor_of_state(state, None, noun.text, noun.start, noun.end)
                return Known(actor, 0.9, "state")
        return None

    def members_of(self, token: Token) -> list[Known]:
        """Who is meant by governments that are asked as a class."""
        return members_of(token, self._reading, self._naming.names)

    def are_allied(self, members: Sequence[Known]) -> bool:
        """Whether the catalogue or the report so far holds these to be allies."""
        ids = {known.actor.id for known in members}
        return self._naming.names.share_a_group(ids) or any(
            ids <= allied for allied in self._discourse.allied
        )

    def is_named_at(self, token: Token) -> bool:
        """Whether a name of the catalogue stands at a word of the sentence."""
        return token.i in self._reading.at

    def is_party(self, token: Token) -> bool:
        """Whether a word stands for somebody, whoever that is, and not for a thing."""
        if token.pos == "PRON":
            return token.lower not in ("this", "that", "which", "what", "something")
        if token.lower in _COUNTED or token.lower == "those" or is_called_who(token):
            return True
        return self._naming.roles.role_of(token, self._reading) is not None

    def is_person(self, token: Token) -> bool:
        """Whether a phrase names or describes persons: "a journalist", "him", "Jane Doe"."""
        if token.lower in PERSONAL | MANY | _COUNTED:
            return True
        role = self._naming.roles.role_of(token, self._reading)
        if role is not None:
            return role[0].kind == "person" or role[0].sector in _OF_PERSONS
        known = self._naming.who(token, self._reading)
        if not known and token.pos == "PROPN":
            placed = any(where is token for where, _ in self._around.places)
            return not placed and is_surname(token.text, self._reading.text)
        return bool(known) and known[0].kind in ("person", "people")

    def other_than(self, slots: Slots, doers: Sequence[Known]) -> list[Known]:
        """The first place that names somebody other than those who act."""
        ids = frozenset(known.actor.id for known in doers)
        codes = {known.actor.code for known in doers if known.kind in ("state", "person", "body")}
        self._discourse.excluded = ids | frozenset(code for code in codes if code is not None)
        try:
            for slot in slots:
                found = [
                    known
                    for known in self._of_doers(slot, doers) or self.first((slot,))
                    if known.actor.id not in ids
                    and not any(self._is_same_state(known, doer) for doer in doers)
                ]
                if found:
                    return found
        finally:
            self._discourse.excluded = frozenset()
        return []

    def _is_same_state(self, one: Known, other: Known) -> bool:
        """The Kremlin and Russia: a state does nothing to itself, though to its people it may."""
        party = self._naming.names.catalogue.parties.get(one.actor.id)
        armed = party is not None and party.kind == "armed-group"
        return not armed and are_of_one_state(one, other)

    def _of_doers(self, slot: Slot, doers: Sequence[Known]) -> list[Known]:
        """ "killed his own people", "protects its citizens": those of the one who acts."""
        if len(slot) != 1 or len(doers) != 1 or slot[0].lemma not in SUBJECTS:
            return []
        token, doer = slot[0], doers[0]
        if not any(c.dep == "poss" and c.lower in _POSSESSIVE for c in token.children):
            return []
        named = self._naming.who(token, self._reading)
        if not named or named[0].actor.code is not None:
            return []
        whole = self._head_of(doer, token, named[0])
        if whole.kind == "body":
            state = self._naming.names.state_of_code(whole.actor.code)
            if state is not None:
                actor = actor_of_state(state, None, doer.actor.text, 0, 0)
                whole = Known(actor, doer.certainty, "state")
        return [part_of(whole, named[0], self._naming)] if whole.kind == "state" else []

    def first(self, slots: Slots) -> list[Known]:
        """The actors of the first place that names any, coordinated ones included."""
        for slot in slots:
            found: list[Known] = []
            for token in all_conjuncts(slot):
                for known in self.who(token):
                    if not any(k.actor.id == known.actor.id for k in found):
                        found.append(known)
            if found:
                return found
        return []

    def forces_of(self, forces: Sequence[Known], speakers: Sequence[Known]) -> list[Known]:
        """ "India said that troops would stay": forces of nobody else are the speaker's own."""
        if not forces or not speakers:
            return []
        speaker, sector = speakers[0], forces[0].actor.sector
        party = self.state_of(speaker) or self._naming.names.party_of(speaker)
        if party is not None and party.kind == "state":
            if sector not in _OF_STATES:
                return []
            actor = speaker.actor
            state = actor_of_state(party, None, actor.text, actor.start, actor.end)
            return [part_of(Known(state, speaker.certainty, "state"), forces[0], self._naming)]
        armed = speaker.kind == "group" or (party is not None and party.kind == "armed-group")
        own = armed and sector in (*_OF_STATES, "REB")
        return [part_of(speaker, forces[0], self._naming)] if own else []

    def voices(self, slots: Slots) -> list[Known]:
        """Who speaks: of several places the first that names somebody whom we know."""
        found = [self.first((slot,)) for slot in slots]
        known = [one for one in found if any(k.actor.code is not None for k in one)]
        known = sorted(known, key=lambda one: self._is_stranger(one[0], found))
        return next(iter(known), next((one for one in found if one), []))

    def _is_stranger(self, one: Known, others: Sequence[Sequence[Known]]) -> bool:
        """Whether someone is no more than a name, and a group is named for which he speaks."""
        catalogue = self._naming.names.catalogue
        parties = [catalogue.parties.get(other[0].actor.id) for other in others if other]
        of_group = any(party is not None and party.kind != "state" for party in parties)
        unknown = one.actor.id not in catalogue.persons and one.actor.id not in catalogue.parties
        return one.kind == "person" and unknown and of_group

    def all(self, tokens: Sequence[Token]) -> list[Known]:
        """The actors of each of these words."""
        return self.first((tuple(tokens),)) if tokens else []


def _is_it(pronoun: Token) -> bool:
    return pronoun.lower == "it" and pronoun.head.lemma not in ("be", "seem", "appear")


def _owning(token: Token) -> list[Token]:
    """ "its fighters", "fighters of the group"."""
    before = [child for child in token.children if child.dep == "poss" and child.i < token.i]
    return before or [of for of in prepositional(token).get("of", []) if is_the_group(of)]
