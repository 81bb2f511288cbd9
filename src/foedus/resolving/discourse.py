"""Whom a pronoun or a bare description means, where the text makes it plain; otherwise nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from foedus.coding.clauses import surface_subject
from foedus.coding.patterns import patterns
from foedus.coding.phrases import conjuncts, is_verb, lookup
from foedus.model import Actor
from foedus.reading.sentence import Token
from foedus.resolving.descriptions import (
    DESCRIPTIONS,
    FIGHTERS,
    REBEL,
    called_rebels,
    is_armed_group,
    is_bare,
    is_pair,
    is_the_group,
)
from foedus.resolving.known import OFFICIAL, Known, Reading, actor_of_state
from foedus.resolving.naming import Naming
from foedus.resolving.pronouns import (
    MANY,
    OF_MANY,
    PERSONAL,
    SPEAKER,
    THING,
    is_aside,
    is_expletive,
    is_of_both,
    subjects_beside,
)
from foedus.resolving.spoken import (
    Spoken,
    first_subject,
    if_named,
    kinds_of,
    only,
    somebody,
    standing_for,
)

_OWNING = frozenset({"his", "her", "its", "their"})
_FOR_NOBODY = frozenset({"CVL", "ELI", "JRN", "EDU", "MED", "REF"})
# States of whose name the word is a plural: "the Emirates denied that they had".
_OF_SEVERAL = frozenset({
    "united-arab-emirates", "netherlands", "philippines", "maldives", "comoros",
    "seychelles", "bahamas", "solomon-islands",
})  # fmt: skip
_BODY = frozenset({"state", "group", "body"})
_STATE = frozenset({"state"})
# Only a state has these: "the Union will impose sanctions on Georgia unless its government".
_OF_STATES = frozenset({"government", "parliament", "citizen", "embassy", "airspace", "currency"})
# Of "Iran's denial that it attacked" nobody takes "it" for the denial.
_WORDS = frozenset({"denial", "request", "appeal", "plea", "demand", "call"})
_NO_GROUPS = frozenset({"MIL", "COP", "GOV", "CVL"})


@dataclass(slots=True)
class Discourse:
    """Who has been named in a report so far. One for each report, fed sentence by sentence."""

    naming: Naming
    spoken: list[Spoken] = field(default_factory=list)
    pair: tuple[Known, Known] | None = None
    pair_sentence: int = -9
    allied: list[set[str]] = field(default_factory=list)
    # Who met, in the last meeting that was told of: "their first session".
    met: tuple[Actor, ...] = ()
    # Whom a pronoun cannot mean: "expelled it" is not of the one who expels.
    excluded: frozenset[str] = frozenset()

    def note(self, reading: Reading) -> None:
        """Remember the actors of a sentence, in the order of the text."""
        index = reading.sentence.index
        found: list[Spoken] = []
        for token in reading.sentence.tokens:
            if token.dep in ("nsubj", "nsubjpass") and token.pos == "PRON":
                found += self._pronoun(token, reading, found)
            if token.dep not in _ARGUMENTS or token.pos not in _NAMING:
                continue
            named = self.naming.who(token, reading)
            for known in named:
                if known.certainty >= 0.6 and not any(s.known.actor == known.actor for s in found):
                    voice = token.head if token.dep == "poss" and _speaks(token.head) else token
                    main = voice.dep in ("nsubj", "nsubjpass") and voice.head.dep in _MAIN
                    several = token.tag == "NNS"
                    found.append(Spoken(known, index, token.i, main, _is_place(token), several))
            words = token.lemma in patterns().denial["claims"] | _WORDS or _is_of_one(token, found)
            deed = token.pos == "NOUN" and token.lemma in patterns().nouns
            if token.dep in ("nsubj", "nsubjpass") and not (named or words or deed):
                found.append(Spoken(somebody(token), index, token.i, token.head.dep in _MAIN))
        self.spoken = [s for s in self.spoken if s.sentence >= index - 6] + found
        self._note_couple(reading)
        self._note_pair(found, index)

    def _pronoun(self, token: Token, reading: Reading, found: list[Spoken]) -> list[Spoken]:
        """Whom a pronoun as a subject goes on speaking of; somebody unknown, if we cannot say."""
        if token.lower not in PERSONAL | THING | MANY or is_expletive(token):
            return []
        meant: list[Known] = []
        if len(conjuncts(token)) == 1:
            before, self.spoken = self.spoken, self.spoken + found
            meant = self.meant(token, reading, [])
            self.spoken = before
        known = meant[0] if meant else somebody(token)
        return [Spoken(known, reading.sentence.index, token.i, token.head.dep in _MAIN)]

    def _note_couple(self, reading: Reading) -> None:
        """The two of one phrase: "the French and German ministers", before "their talks"."""
        for token in reading.sentence.tokens:
            if token.dep not in _ARGUMENTS or token.dep == "conj" or token.pos not in _NAMING:
                continue
            named = {
                known.actor.id: known
                for one in conjuncts(token)
                for known in self.naming.who(one, reading)
                if known.actor.code is not None
            }
            if len(named) == 2:
                first, second = named.values()
                self.pair, self.pair_sentence = (first, second), reading.sentence.index

    def _note_pair(self, found: Sequence[Spoken], index: int) -> None:
        """The two sides of a sentence that names just two, in case "both sides" follows."""
        parties: dict[str, Known] = {}
        for spoken in found:
            if spoken.known.kind in _BODY and spoken.known.actor.code and not spoken.placed:
                state = spoken.known.kind in ("state", "body")
                actor = spoken.known.actor
                parties.setdefault(str(actor.code) if state else actor.id, spoken.known)
        if len(parties) == 2:
            first, second = parties.values()
            self.pair, self.pair_sentence = (first, second), index

    def _is_excluded(self, spoken: Spoken) -> bool:
        return bool({spoken.known.actor.id, spoken.known.actor.code} & self.excluded)

    def _own_subject(self, token: Token, reading: Reading, kinds: frozenset[str]) -> Spoken | None:
        """ "urged Hamas to silence its members": a possessive is of its own clause's subject."""
        if token.dep != "poss":
            return None
        verb = token.head
        while not is_verb(verb) and verb.head is not verb:
            verb = verb.head
        positions = [t.i for t in surface_subject(verb, patterns())] if is_verb(verb) else []
        fitting = [
            spoken
            for spoken in self.spoken
            if spoken.sentence == reading.sentence.index
            and spoken.position in positions
            and spoken.position != token.head.i
            and kinds & kinds_of(spoken.known)
        ]
        return fitting[0] if len(positions) == 1 and fitting else None

    def meant(self, token: Token, reading: Reading, speakers: Sequence[Known]) -> list[Known]:
        """Whom a pronoun or a bare description means."""
        word = token.lower
        if word.endswith(("self", "selves")) and token.dep != "appos":
            return []
        if token.dep == "poss" and token.head.dep == "conj" and word in _OWNING:
            return self._first_of_list(token, reading)
        if word in SPEAKER:
            if word in OF_MANY and speakers and speakers[0].actor.sector in _FOR_NOBODY:
                return []  # "we", of a former soldier: his country, or his friends
            return [standing_for(known, token, 0.85) for known in speakers[:1]]
        if word in PERSONAL:
            return self._nearest(token, reading, frozenset({"person"}))
        if word in THING:
            of_a_state = token.dep == "poss" and token.head.lemma in _OF_STATES
            found = self._nearest(token, reading, _STATE if of_a_state else _BODY)
            # As an object "it" is as often a plan or a claim as an actor.
            return (
                [replace(k, certainty=k.certainty * 0.7) for k in found]
                if word == "it" and token.dep in ("dobj", "pobj")
                else found
            )
        if word in MANY:
            both = self._both(token, reading) if is_of_both(token) else []
            if both:
                return both
            # Of states "they" is rare, but for "they themselves".
            itself = any(child.lower == "themselves" for child in token.children)
            kinds = {"group", "people", "body"} | ({"state"} if itself else set())
            found = self._nearest(token, reading, frozenset(kinds))
            states = [] if found else self._nearest(token, reading, frozenset({"state"}))
            return found or [k for k in states if k.actor.id in _OF_SEVERAL]
        if word == "both" or is_pair(token):
            return self._both(token, reading)
        kind = DESCRIPTIONS.get(token.lemma)
        if kind is not None and is_bare(token):
            return self._nearest(token, reading, frozenset({kind}))
        return self._described(token, reading) or self.armed(token, reading)

    def _first_of_list(self, token: Token, reading: Reading) -> list[Known]:
        """ "the fighters and their families": those of the first who is named."""
        first = token.head
        while first.dep == "conj" and not is_verb(first.head):
            first = first.head
        if first.dep == "conj":
            return []
        kinds = {"person"} if token.lower in ("his", "her") else {"group", "people"}
        named = [k for k in self.naming.who(first, reading)[:1] if k.kind in kinds]
        return [standing_for(k, token, 0.9) for k in named]

    def _described(self, token: Token, reading: Reading) -> list[Known]:
        """ "the Palestinian group": the last group of that country that was named."""
        codes = {
            m.actor.code
            for c in token.children
            for m in self.naming.named(c, reading)
            if c.dep == "amod" and m.actor.code is not None
        }
        if DESCRIPTIONS.get(token.lemma) != "group" or len(codes) != 1:
            return []
        fitting = [
            s for s in self.spoken if s.known.kind == "group" and s.known.actor.code in codes
        ]
        return [standing_for(fitting[-1].known, token, 0.8)] if fitting else []

    def armed(self, token: Token, reading: Reading) -> list[Known]:
        """ "the jihadists", "the militant group": the one armed group that was just spoken of."""
        fights = token.lemma in (*FIGHTERS, REBEL) and is_bare(token)
        if not fights and not is_armed_group(token):
            return []
        catalogue = self.naming.names.catalogue
        fitting = [
            spoken
            for spoken in self.spoken
            if spoken.known.actor.sector == "REB"
            and spoken.known.kind == "group"
            and spoken.known.certainty >= 0.9
            and spoken.sentence >= reading.sentence.index - 2
            and (spoken.sentence, spoken.position) < (reading.sentence.index, token.i)
            and not self._is_excluded(spoken)
            and (token.lemma != REBEL or spoken.known.actor.id in called_rebels(catalogue))
        ]
        chosen = only(fitting)
        return [standing_for(chosen.known, token, 0.75)] if chosen else []

    def same_role(self, known: Known, token: Token) -> list[Known]:
        """ "the ministry", "the minister": the last one named whose words end the same."""
        if not is_bare(token):
            return []
        fitting = [
            spoken
            for spoken in self.spoken
            if spoken.known.actor.code
            and spoken.known.actor.sector == known.actor.sector
            and spoken.known.actor.text.lower().split()[-1:] == [token.lower]
        ]
        chosen = only(fitting) if fitting else None
        return [standing_for(chosen.known, token, 0.8)] if chosen else []

    def of_the_state(self, known: Known, token: Token, reading: Reading) -> list[Known]:
        """ "pay Uganda if parliament agrees": of the one state that the sentence names before."""
        if known.actor.sector not in OFFICIAL or not _acts_or_is_asked(token):
            return []
        if token.lemma == "regime" or (token.children and not is_bare(token)):
            return []
        names = self.naming.names
        states = {
            state.id: state
            for spoken in self.spoken
            if spoken.sentence == reading.sentence.index and spoken.position < token.i
            if not spoken.placed and spoken.known.certainty >= 0.6
            if spoken.known.kind != "group" or spoken.known.actor.sector in OFFICIAL
            if (state := names.state_of_code(spoken.known.actor.code)) is not None
        }
        if len(states) != 1:
            return []
        (state,) = states.values()
        actor = known.actor
        part = actor_of_state(state, actor.sector, actor.text, actor.start, actor.end)
        return [Known(part, 0.75, known.kind)]

    def _both(self, token: Token, reading: Reading) -> list[Known]:
        if self.pair is None or reading.sentence.index - self.pair_sentence > 2:
            return []
        return [standing_for(known, token, 0.75) for known in self.pair]

    def _nearest(self, token: Token, reading: Reading, kinds: frozenset[str]) -> list[Known]:
        """Before it in its sentence, else the subject of the sentence before; of two, nobody."""
        index = reading.sentence.index
        fitting = [s for s in self.spoken if kinds & kinds_of(s.known) and not self._is_excluded(s)]
        if token.lower in PERSONAL:
            fitting = [s for s in fitting if not s.several]
        elif token.lower in THING and token.dep in ("nsubj", "nsubjpass"):
            # Nobody calls rebels "it"; yet what activists say of it may be of nobody named.
            fitting = [s for s in fitting if not s.several or s.known.actor.code is None]
        is_of = token.dep == "pobj" and token.head.lower == "of"
        if is_of and is_the_group(token):  # troops are called neither group nor movement
            fitting = [s for s in fitting if s.known.actor.sector not in _NO_GROUPS]
        owned = token.head.head.i if is_of else -1  # "fighters of the group"
        here = [
            s
            for s in fitting
            if s.sentence == index and s.position < token.i and s.position != owned
        ]
        beside = subjects_beside(token)
        placed = [s for s in here if s.placed]
        if placed and token.lower in THING:
            here = [s for s in here if not s.placed]
            fitting = here  # "its" of "American policy in Chad and its …" is not Chad's
        if any(s.position in beside for s in here):
            here = [s for s in here if s.position not in beside]
            fitting = here  # it is another of this sentence, or nobody we can tell
        said = _subject_of_what_is_said(token)
        of_it = [s for s in here if s.position == said]
        if of_it and not self._is_excluded(of_it[0]):
            return if_named(of_it[0], token, 0.8)
        own = self._own_subject(token, reading, kinds)
        if own is not None:
            return [] if self._is_excluded(own) else if_named(own, token, 0.8)
        if here:
            subjects = [s for s in here if s.subject]
            chosen = only(here)
            if chosen is None and not is_aside(token):
                chosen = only(subjects) or first_subject(subjects, reading)
            return if_named(chosen, token, 0.8)
        for back in (1, 2):
            before = [s for s in fitting if s.sentence == index - back]
            if before:
                subjects = [s for s in before if s.subject]
                chosen = only(subjects) or only(before)
                return if_named(chosen, token, 0.75 if back == 1 else 0.6)
        return []


_MAIN = frozenset({"ROOT", "ccomp", "conj", "advcl"})
_NAMING = ("NOUN", "PROPN", "ADJ")
_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "attr", "dative", "ROOT"}
)


def _subject_of_what_is_said(token: Token) -> int | None:
    """Of "If Mali leaves, Chad will follow, its minister said" where Chad stands."""
    if token.dep != "poss" or not _speaks(token.head):
        return None
    clauses = [c for c in token.head.head.having("ccomp") if c.i < token.i]
    subjects = [noun.i for clause in clauses for noun in clause.having("nsubj", "nsubjpass")]
    return subjects[-1] if subjects else None


def _speaks(noun: Token) -> bool:
    return noun.dep == "nsubj" and lookup(noun.head, patterns().saying) is not None


def _acts_or_is_asked(noun: Token) -> bool:
    """ "if parliament agrees", "called on the army to", "talks with the government"."""
    if noun.dep in ("nsubj", "nsubjpass"):
        return noun.head.dep == "advcl"
    with_them = noun.dep == "pobj" and noun.head.lower in ("on", "with")
    return with_them or (noun.dep == "dobj" and bool(noun.head.having("xcomp")))


def _is_of_one(noun: Token, found: Sequence[Spoken]) -> bool:
    """ "Iran's mission denied that it had": who speaks so is Iran, by whatever body."""
    places = {spoken.position for spoken in found}
    return _speaks(noun) and any(owner.i in places for owner in noun.having("poss"))


def _is_place(token: Token) -> bool:
    """ "in Mali", and "Mali" of "the FARC, Mali's largest group": no "it" means them."""
    if token.dep == "poss" and token.head.dep == "appos":
        return True
    return token.dep == "pobj" and token.head.lower in ("in", "inside", "near", "into", "through")
