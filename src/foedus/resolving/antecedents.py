"""Whom a pronoun or a bare description means, where the text makes it plain; otherwise nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from foedus.coding.clauses import all_conjuncts, conjuncts
from foedus.coding.drafts import Slots
from foedus.model import Actor
from foedus.reading.sentence import Token
from foedus.resolving.actors import OFFICIAL, PARTS, Known, Naming, Reading

_PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_THING = frozenset({"it", "its", "itself"})
_MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SPEAKER = frozenset({"we", "us", "our", "ours", "i", "me", "my", "ourselves", "myself"})
_BODY = frozenset({"state", "group", "body"})
# "the group", "the country": a bare description of somebody named before.
_DESCRIPTIONS = {
    "group": "group", "movement": "group", "organisation": "group", "organization": "group",
    "militia": "group", "alliance": "group", "faction": "group", "party": "group",
    "bloc": "group", "coalition": "group",
    "country": "state", "nation": "state", "state": "state", "kingdom": "state",
    "republic": "state",
}  # fmt: skip
_PAIR = frozenset({"side", "country", "party", "group", "nation", "enemy", "rival", "neighbour",
                   "neighbor", "state", "government", "leader", "power", "president", "minister"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """An actor named in the report so far: in which sentence, and whether as its subject."""

    known: Known
    sentence: int
    position: int
    subject: bool


@dataclass(slots=True)
class Discourse:
    """Who has been named in a report so far. One for each report, fed sentence by sentence."""

    naming: Naming
    spoken: list[Spoken] = field(default_factory=list)
    pair: tuple[Known, Known] | None = None
    pair_sentence: int = -9
    allied: list[set[str]] = field(default_factory=list)
    # Whom a pronoun cannot mean: "expelled it" is not of the one who expels.
    excluded: frozenset[str] = frozenset()

    def note(self, reading: Reading, naming: Naming) -> None:
        """Remember the actors of a sentence, in the order of the text."""
        index = reading.sentence.index
        found: list[Spoken] = []
        for token in reading.sentence.tokens:
            if token.dep in ("nsubj", "nsubjpass") and token.pos == "PRON":
                found += self._pronoun(token, reading, found)
            if token.dep not in _ARGUMENTS or token.pos not in ("NOUN", "PROPN", "ADJ"):
                continue
            for known in naming.who(token, reading):
                if known.certainty >= 0.6 and not any(s.known.actor == known.actor for s in found):
                    main = token.dep in ("nsubj", "nsubjpass") and token.head.dep in _MAIN
                    found.append(Spoken(known, index, token.i, main))
            if token.dep in ("nsubj", "nsubjpass") and not naming.who(token, reading):
                found.append(Spoken(_somebody(token), index, token.i, token.head.dep in _MAIN))
        self.spoken = [s for s in self.spoken if s.sentence >= index - 6] + found
        self._note_pair(found, index)

    def _pronoun(self, token: Token, reading: Reading, found: list[Spoken]) -> list[Spoken]:
        """Whom a pronoun as a subject goes on speaking of; somebody unknown, if we cannot say."""
        if token.lower not in _PERSONAL | _THING | _MANY or _is_expletive(token):
            return []
        meant: list[Known] = []
        if len(conjuncts(token)) == 1:
            before, self.spoken = self.spoken, self.spoken + found
            meant = self.meant(token, reading, [])
            self.spoken = before
        known = meant[0] if meant else _somebody(token)
        return [Spoken(known, reading.sentence.index, token.i, token.head.dep in _MAIN)]

    def _note_pair(self, found: Sequence[Spoken], index: int) -> None:
        """The two sides of a sentence that names just two, in case "both sides" follows."""
        parties: dict[str, Known] = {}
        for spoken in found:
            if spoken.known.kind in _BODY and spoken.known.actor.code:
                parties.setdefault(spoken.known.actor.code + spoken.known.actor.id, spoken.known)
        if len(parties) == 2:
            first, second = parties.values()
            self.pair, self.pair_sentence = (first, second), index

    def meant(self, token: Token, reading: Reading, speakers: Sequence[Known]) -> list[Known]:
        """Whom a pronoun or a bare description means."""
        word = token.lower
        if word.endswith(("self", "selves")) and token.dep != "appos":
            return []
        if word in _SPEAKER:
            return [_weaker(known, token, 0.85) for known in speakers[:1]]
        if word in _PERSONAL:
            return self._nearest(token, reading, frozenset({"person"}))
        if word in _THING:
            found = self._nearest(token, reading, _BODY)
            # As an object "it" is as often a plan or a claim as an actor.
            return (
                [replace(k, certainty=k.certainty * 0.7) for k in found]
                if word == "it" and token.dep in ("dobj", "pobj")
                else found
            )
        if word in _MANY:
            return self._nearest(token, reading, frozenset({"group", "people", "state", "body"}))
        if word == "both" or self._is_pair(token):
            return self._both(token, reading)
        kind = _DESCRIPTIONS.get(token.lemma)
        if kind is not None and _is_bare(token):
            return self._nearest(token, reading, frozenset({kind}))
        return self._described(token, reading)

    def _described(self, token: Token, reading: Reading) -> list[Known]:
        """ "the Palestinian group": the last group of that country that was named."""
        codes = {
            m.actor.code
            for c in token.children
            for m in self.naming.named(c, reading)
            if c.dep == "amod"
        }
        if _DESCRIPTIONS.get(token.lemma) != "group" or len(codes) != 1:
            return []
        fitting = [
            s for s in self.spoken if s.known.kind == "group" and s.known.actor.code in codes
        ]
        return [_weaker(fitting[-1].known, token, 0.8)] if fitting else []

    def same_role(self, known: Known, token: Token) -> list[Known]:
        """ "the ministry", "the minister": the last one named whose words end the same."""
        if not _is_bare(token):
            return []
        fitting = [
            spoken
            for spoken in self.spoken
            if spoken.known.actor.code
            and spoken.known.actor.sector == known.actor.sector
            and spoken.known.actor.text.lower().split()[-1:] == [token.lower]
        ]
        chosen = _only(fitting) if fitting else None
        return [_weaker(chosen.known, token, 0.8)] if chosen else []

    def _is_pair(self, token: Token) -> bool:
        return token.lemma in _PAIR and any(
            child.lower in ("two", "both") and child.dep in ("nummod", "det", "predet", "amod")
            for child in token.children
        )

    def _both(self, token: Token, reading: Reading) -> list[Known]:
        if self.pair is None or reading.sentence.index - self.pair_sentence > 2:
            return []
        return [_weaker(known, token, 0.75) for known in self.pair]

    def _nearest(self, token: Token, reading: Reading, kinds: frozenset[str]) -> list[Known]:
        """Before it in its sentence, else the subject of the sentence before; of two, nobody."""
        index = reading.sentence.index
        fitting = [
            s
            for s in self.spoken
            if kinds & _kinds_of(s.known)
            and not {s.known.actor.id, s.known.actor.code} & self.excluded
        ]
        here = [s for s in fitting if s.sentence == index and s.position < token.i]
        if here:
            subjects = [s for s in here if s.subject]
            chosen = _only(subjects) or _only(here) or (subjects[0] if subjects else None)
            return _if_named(chosen, token, 0.8)
        for back in (1, 2):
            before = [s for s in fitting if s.sentence == index - back]
            if before:
                subjects = [s for s in before if s.subject]
                chosen = _only(subjects) or _only(before)
                return _if_named(chosen, token, 0.75 if back == 1 else 0.6)
        return []


_OF_PERSONS = frozenset({"CVL", "REB", "REF", "JRN"})
_MAIN = frozenset({"ROOT", "ccomp", "conj", "advcl"})
_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "attr", "dative", "ROOT"}
)


def _is_expletive(token: Token) -> bool:
    """ "it appears that", "it is clear that"."""
    return token.lower == "it" and token.head.lemma in ("appear", "seem", "be", "emerge", "happen")


def _somebody(token: Token) -> Known:
    """A subject that is nobody we know: a pronoun that may mean it means nobody we know."""
    kind = (
        "unknown-many" if token.tag in ("NNS", "NNPS") or len(conjuncts(token)) > 1 else "unknown"
    )
    actor = Actor(f"?{token.start}", token.text, None, None, token.text, token.start, token.end)
    return Known(actor, 0.0, kind)


def _kinds_of(known: Known) -> frozenset[str]:
    """The kinds of pronoun that may mean an actor."""
    if known.kind == "unknown-many":
        return frozenset({"people", "group"})
    if known.kind == "unknown":
        if known.actor.text.lower() in _PERSONAL:
            return frozenset({"person"})
        return frozenset({"person", "state", "body"})
    return frozenset({known.kind})


def _same_state(one: Known, other: Known) -> bool:
    """The Kremlin and Russia: a state does nothing to itself, though to its people it may."""
    first, second = one.actor, other.actor
    return (
        first.code is not None
        and first.code == second.code
        and {first.sector, second.sector} <= {None, *OFFICIAL}
        and "person" not in (one.kind, other.kind)
        and one.kind in ("state", "body", "group")
    )


def _if_named(chosen: Spoken | None, token: Token, certainty: float) -> list[Known]:
    if chosen is None or (chosen.known.actor.code is None and chosen.known.certainty < 0.9):
        return []
    return [_weaker(chosen.known, token, certainty)]


def _only(spoken: Sequence[Spoken]) -> Spoken | None:
    """The single actor among these, however often named; None if there are several."""
    ids = {s.known.actor.id for s in spoken}
    return spoken[-1] if len(ids) == 1 else None


def _weaker(known: Known, token: Token, certainty: float) -> Known:
    """The same actor, at the words that stand for it here."""
    actor = replace(known.actor, text=token.text, start=token.start, end=token.end)
    return Known(actor, known.certainty * certainty, known.kind)


def _is_bare(token: Token) -> bool:
    """ "the group", with nothing that would make it another one."""
    determiners = [c.lower for c in token.children if c.dep == "det"]
    others = [
        c
        for c in token.children
        if c.dep in ("amod", "compound", "nmod", "poss", "prep", "relcl", "acl", "nummod")
    ]
    return determiners in (["the"], ["this"], ["that"]) and not others


class Resolver:
    """Turns the places of a draft into actors, with what the report has said before."""

    def __init__(self, naming: Naming, discourse: Discourse, reading: Reading) -> None:
        self._naming = naming
        self._discourse = discourse
        self._reading = reading
        self.speakers: list[Known] = []

    def who(self, token: Token) -> list[Known]:
        """Whom the phrase with this head means."""
        if token.pos == "PRON" or token.lower == "both":
            return self._discourse.meant(token, self._reading, self.speakers)
        named = self._naming.who(token, self._reading)
        if named and named[0].actor.code is not None:
            return named
        owned = self._owned_by_pronoun(token, named)
        if named and not owned:
            owned = self._discourse.same_role(named[0], token)
        return owned or named or self._discourse.meant(token, self._reading, self.speakers)

    def _owned_by_pronoun(self, token: Token, named: list[Known]) -> list[Known]:
        """ "its forces", "their leaders": the owner's, if we know whom the pronoun means."""
        if not named and token.lemma not in PARTS:
            return []
        for child in token.children:
            if child.dep == "poss" and child.pos == "PRON" and child.i < token.i:
                for owner in self._discourse.meant(child, self._reading, self.speakers):
                    if not named:
                        actor = replace(
                            owner.actor, text=token.text, start=token.start, end=token.end
                        )
                        return [Known(actor, owner.certainty * 0.9, owner.kind)]
                    return [_part_of(owner, named[0], self._naming)]
        return []

    def named(self, token: Token) -> list[Known]:
        """The actor named at a token even where it is half of a word ("Iran-backed")."""
        return self._naming.named(token, self._reading)

    def are_allied(self, members: Sequence[Known]) -> bool:
        """Whether the catalogue or the report so far holds these to be allies."""
        ids = {known.actor.id for known in members}
        return self._naming.share_a_group(ids) or any(
            ids <= allied for allied in self._discourse.allied
        )

    def is_party(self, token: Token) -> bool:
        """Whether a word stands for somebody, whoever that is, and not for a thing."""
        if token.pos == "PRON":
            return token.lower not in ("it", "this", "that", "which", "what", "itself", "something")
        return self._naming.role_of(token, self._reading) is not None

    def is_person(self, token: Token) -> bool:
        """Whether a phrase names or describes persons: "a journalist", "him", "Jane Doe"."""
        if token.lower in _PERSONAL | _MANY:
            return True
        role = self._naming.role_of(token, self._reading)
        if role is not None:
            return role[0].kind == "person" or role[0].sector in _OF_PERSONS
        known = self._naming.who(token, self._reading)
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
                    for known in self.first((slot,))
                    if known.actor.id not in ids and not any(_same_state(known, d) for d in doers)
                ]
                if found:
                    return found
        finally:
            self._discourse.excluded = frozenset()
        return []

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

    def all(self, tokens: Sequence[Token]) -> list[Known]:
        """The actors of each of these words."""
        return self.first((tuple(tokens),)) if tokens else []


def _part_of(owner: Known, part: Known, naming: Naming) -> Known:
    actor = owner.actor
    spans = {"text": part.actor.text, "start": part.actor.start, "end": part.actor.end}
    if owner.kind == "state" and actor.sector is None and part.actor.sector:
        state = naming.part_of_state(actor, part.actor.sector)
        return Known(replace(state, **spans), owner.certainty * 0.9, part.kind)  # type: ignore[arg-type]
    return Known(replace(actor, **spans), owner.certainty * 0.9, owner.kind)  # type: ignore[arg-type]


def actors_of(known: Sequence[Known]) -> tuple[Actor, ...]:
    return tuple(k.actor for k in known)
