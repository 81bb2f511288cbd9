"""Drafts to entries: who, where and when, the words, and how sure it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from foedus.coding.drafts import (
    BondDraft,
    CommitmentDraft,
    ConditionDraft,
    Draft,
    EventDraft,
)
from foedus.coding.ontology import ontology
from foedus.model import (
    Act,
    Actor,
    Asked,
    Bond,
    Commitment,
    Condition,
    Entry,
    Event,
    Evidence,
    Report,
)
from foedus.reading.sentence import Token
from foedus.resolving.casualties import casualties
from foedus.resolving.circumstances import Circumstances
from foedus.resolving.deniers import deniers, is_denied
from foedus.resolving.known import Known, Reading
from foedus.resolving.open_pairs import OpenPair, OpenPairs
from foedus.resolving.parties import confidence_of, is_somebody, sides_of
from foedus.resolving.parts import actors_of
from foedus.resolving.resolver import Resolver

# Below this an entry is left out: the parties rest on too many inferences.
LEAST_CONFIDENCE = 0.5


# Persons are deported, states are expelled.
_DEPORT, _EXPEL = ("COERCE", "deport"), ("SANCTION", "expel")


# "if Mali lets them go, Chad will lift the blockade": done to the one on whose deed it hangs.
_ANSWERS = frozenset({
    "ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "AID", "COOPERATE", "CONSULT",
    "SUPPORT", "CONCEDE", "REJECT", "REQUEST",
})  # fmt: skip


_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN"})
_THEY = frozenset({"it", "they"})


class EntryMaker:
    """Makes entries of the drafts of one sentence."""

    def __init__(
        self,
        report: Report,
        reading: Reading,
        resolver: Resolver,
        circumstances: Circumstances,
        open_pairs: OpenPairs,
    ) -> None:
        self._report = report
        self._reading = reading
        self._resolver = resolver
        self._circumstances = circumstances
        self._open_pairs = open_pairs

    def entries(self, drafts: Sequence[Draft]) -> Iterator[Entry]:
        """The entries of a sentence whose parties could be resolved, none twice."""
        made: list[Entry] = []
        for draft in drafts:
            speakers = (
                self._resolver.voices(draft.speakers) if not isinstance(draft, BondDraft) else []
            )
            if speakers:
                self._resolver.speakers = speakers
            if isinstance(draft, EventDraft):
                entry: Entry | None = self._event(draft, speakers)
            elif isinstance(draft, CommitmentDraft):
                entry = self._commitment(draft, speakers)
            else:
                entry = self._bond(draft)
            if entry is not None:
                made.append(entry)
        made += self._of_open_pairs(drafts, made)
        yield from _distinct(made)

    def _of_open_pairs(self, drafts: Sequence[Draft], made: Sequence[Entry]) -> list[Event]:
        """What the model says of pairs of which the patterns say nothing."""
        told = [draft for draft in drafts if isinstance(draft, EventDraft)]
        events = [entry for entry in made if isinstance(entry, Event)]
        found = self._open_pairs.of(self._reading, self._resolver, told, events)
        return [self._open_event(pair) for pair in found]

    def _open_event(self, pair: OpenPair) -> Event:
        relation, parties = pair.relation, (*pair.doers, *pair.targets)
        evidence = self._evidence(self._span(pair.verb, (), parties, None))
        together = relation.event == "CONSULT" and relation.mode not in ("visit", "phone")
        doers = [*parties] if together else pair.doers
        targets = [] if together else pair.targets
        certainty = min(known.certainty for known in parties)
        return Event(
            id=self._id(
                "e",
                evidence,
                relation.event,
                relation.assertion,
                *ids_of(doers),
                "|",
                *ids_of(targets),
            ),
            event=relation.event,
            mode=relation.mode,
            contexts=ontology().contexts_of(self._reading.sentence.text),
            actors=actors_of(doers),
            recipients=actors_of(targets),
            assertion=relation.assertion,
            attributed_to=(),
            through=(),
            asks_for=None,
            date=self._circumstances.date_of(pair.verb),
            place=self._circumstances.place_of(pair.verb),
            intensity=ontology().intensity(relation.event, relation.mode),
            quad=relation.quad,
            fatalities=None,
            injuries=None,
            evidence=evidence,
            rule=relation.rule,
            confidence=round(relation.confidence * certainty, 3),
        )

    def _event(self, draft: EventDraft, speakers: list[Known]) -> Event | None:
        if draft.mooted:
            return None
        if is_denied(draft, self._resolver.first(draft.doers), speakers):
            draft = replace(draft, assertion="denied")
        elif draft.pattern.only == "denied" and draft.assertion != "denied":
            return None
        sides = sides_of(draft, self._resolver)
        if sides is None:
            return None
        doers, targets = sides
        if draft.assertion == "denied":
            speakers = deniers(draft, doers, speakers, self._resolver)
        event, draft_mode = self._type(draft, targets)
        through = self._resolver.all(draft.through)
        confidence = confidence_of(draft, sides)
        if confidence < LEAST_CONFIDENCE:
            return None
        span = self._span(
            draft.trigger,
            draft.words,
            [*doers, *targets],
            (draft.asks.first, draft.asks.last) if draft.asks is not None else None,
        )
        evidence = self._evidence(span)
        deaths, injuries = casualties(draft.trigger) if event == "ASSAULT" else (None, None)
        kind = ontology().types[event]
        mode = draft_mode if draft_mode in kind.modes else None
        return Event(
            id=self._id(
                "e", evidence, event, draft.assertion, *ids_of(doers), "|", *ids_of(targets)
            ),
            event=event,
            mode=mode,
            contexts=ontology().contexts_of(self._reading.sentence.text),
            actors=actors_of(doers),
            recipients=actors_of(targets),
            assertion=draft.assertion,
            attributed_to=actors_of(speakers),
            through=actors_of(through),
            asks_for=self._asked(draft),
            date=self._circumstances.date_of(draft.trigger),
            place=self._circumstances.place_of(draft.trigger),
            intensity=ontology().intensity(event, mode),
            quad=kind.quad,
            fatalities=deaths,
            injuries=injuries,
            evidence=evidence,
            rule=draft.pattern.id,
            confidence=confidence,
        )

    def _type(self, draft: EventDraft, targets: Sequence[Known]) -> tuple[str, str | None]:
        """The type and mode, which for a few verbs hang on whether somebody is their object."""
        if (draft.event, draft.mode) == _DEPORT and targets and all(map(_is_a_state, targets)):
            return _EXPEL  # "the Arab League expelled Syria"
        other = draft.pattern.of_a_person
        about_somebody = any(self._resolver.is_person(word) for word in draft.objects)
        if other is not None and draft.targets and about_somebody:
            return other
        return draft.event, draft.mode

    def _asked(self, draft: EventDraft) -> Asked | None:
        if draft.asks is None:
            return None
        return Asked(
            draft.asks.event, self._report.text[draft.asks.first.start : draft.asks.last.end]
        )

    def _commitment(self, draft: CommitmentDraft, speakers: list[Known]) -> Commitment | None:
        givers = self._resolver.first(draft.actor)
        if not givers or (givers[0].actor.code is None and givers[0].certainty < 0.9):
            givers = self._resolver.forces_of(givers, speakers)
        if not givers:
            return None
        giver = givers[0]
        if draft.foretold and not _is_of_one_side(giver, speakers):
            return None  # who speaks of another's future foretells it
        recipients = self._resolver.other_than(draft.recipients, [giver])
        condition, met_by = None, []
        if draft.condition is not None:
            held = draft.condition
            met_by = self._met_by(held, draft, giver, recipients)
            condition = Condition(
                type=held.type,
                event=held.event,
                text=self._report.text[held.first.start : held.last.end],
                actors=actors_of(met_by),
                recipients=actors_of(self._resolver.first(held.recipients)),
            )
        tokens = [draft.first, draft.last]
        if draft.condition is not None:
            tokens += [draft.condition.first, draft.condition.last]
        evidence = self._evidence(self._span(draft.trigger, tokens, [giver], None))
        if not recipients and draft.event in _ANSWERS and not self._names_another(draft):
            recipients = [known for known in met_by if known.actor.code != giver.actor.code]
        return Commitment(
            id=self._id(
                "c",
                evidence,
                draft.event or "",
                draft.polarity,
                giver.actor.id,
                *ids_of(recipients),
            ),
            actor=giver.actor,
            polarity=draft.polarity,
            act=Act(
                event=draft.event,
                text=self._report.text[draft.first.start : draft.last.end],
                recipients=actors_of(recipients),
                beneficiaries=actors_of(self._resolver.other_than(draft.beneficiaries, [giver])),
            ),
            condition=condition,
            strength=draft.strength,
            attributed_to=actors_of(speakers),
            date=self._circumstances.date_of(draft.trigger),
            evidence=evidence,
            rule=draft.rule,
            confidence=round(0.85 * giver.certainty, 3),
        )

    def _met_by(
        self, held: ConditionDraft, draft: CommitmentDraft, giver: Known, told: list[Known]
    ) -> list[Known]:
        """Who is to meet a condition: of "will bomb Mali if it moves" Mali, and not who says so."""
        found = self._resolver.first(held.actors)
        pronoun = bool(held.actors) and all(token.lower in _THEY for token in held.actors[0])
        own = not found or [known.actor.id for known in found] == [giver.actor.id]
        return told if pronoun and own and told and draft.event in _HOSTILE else found

    def _names_another(self, draft: CommitmentDraft) -> bool:
        """Whether the words do say to whom, although not one we know."""
        return any(self._resolver.is_party(token) for slot in draft.recipients for token in slot)

    def _bond(self, draft: BondDraft) -> Bond | None:
        members: list[Known] = []
        for token in draft.members[0] if draft.members else ():
            for known in self._resolver.who(token) or self._resolver.named(token):
                if known.actor.id not in {m.actor.id for m in members}:
                    members.append(known)
        members = [m for m in members if is_somebody(m)]
        if not any(m.actor.code for m in members) or len(members) < 2:
            return None
        if draft.known and not self._resolver.are_allied(members):
            return None
        evidence = self._evidence(self._span(draft.trigger, draft.words, members, None))
        return Bond(
            id=self._id("b", evidence, draft.relation, str(draft.strained), *ids_of(members)),
            members=actors_of(members),
            relation=draft.relation,
            strained=draft.strained,
            evidence=evidence,
            rule=draft.rule,
            confidence=round(0.9 * min(m.certainty for m in members), 3),
        )

    def _span(
        self,
        trigger: Token,
        words: Sequence[Token],
        parties: Sequence[Known],
        more: tuple[Token, Token] | None,
    ) -> tuple[int, int]:
        """From the first to the last of the words that carry the entry, within the sentence."""
        sentence = self._reading.sentence
        spans = [(trigger.start, trigger.end), *((w.start, w.end) for w in words)]
        spans += [(k.actor.start, k.actor.end) for k in parties]
        if more is not None:
            spans += [(token.start, token.end) for token in more]
        inside = [s for s in spans if sentence.start <= s[0] and s[1] <= sentence.end]
        return min(s[0] for s in inside), max(s[1] for s in inside)

    def _evidence(self, span: tuple[int, int]) -> Evidence:
        start, end = span
        return Evidence(
            self._report.id, self._reading.sentence.index, start, end, self._report.text[start:end]
        )

    def _id(self, letter: str, evidence: Evidence, *parts: str) -> str:
        """The same words coded the same way have the same id, in every run."""
        all_parts = [evidence.report, str(evidence.start), str(evidence.end), *parts]
        digest = hashlib.blake2b("\x1f".join(all_parts).encode(), digest_size=6).hexdigest()
        return f"{letter}-{digest}"


def _is_a_state(known: Known) -> bool:
    return known.kind == "state" and known.actor.sector is None


def _is_of_one_side(giver: Known, speakers: Sequence[Known]) -> bool:
    """ "American troops will leave, the Pentagon said": its own, whatever the words."""
    code = giver.actor.code
    return code is not None and any(speaker.actor.code == code for speaker in speakers)


def _distinct(entries: Sequence[Entry]) -> list[Entry]:
    """Drop an event that another of the sentence says more fully, and what is there twice."""
    kept: list[Entry] = []
    for entry in sorted(entries, key=_fullness, reverse=True):
        if entry.id in {other.id for other in kept}:
            continue
        if isinstance(entry, Event) and any(
            isinstance(other, Event) and _says_as_much(other, entry) for other in kept
        ):
            continue
        kept.append(entry)
    return sorted(kept, key=lambda entry: (entry.evidence.start, entry.kind, entry.id))


def _fullness(entry: Entry) -> tuple[int, float]:
    if isinstance(entry, Event):
        return len(entry.actors) + len(entry.recipients) + bool(entry.fatalities), entry.confidence
    return 0, entry.confidence


def _says_as_much(fuller: Event, entry: Event) -> bool:
    if fuller.event != entry.event or fuller.assertion != entry.assertion:
        return False
    if _ids(entry.actors) == _ids(fuller.actors) and _is_toll(entry, fuller):
        return True
    return _ids(entry.actors) <= _ids(fuller.actors) and _ids(entry.recipients) <= _ids(
        fuller.recipients
    )


def _is_toll(entry: Event, fuller: Event) -> bool:
    """The "killing 12 people" of "bombed Lebanon, killing 12 people": the same deed, counted."""
    unnamed = all(actor.code is None for actor in entry.recipients)
    counted = (entry.fatalities, entry.injuries) == (fuller.fatalities, fuller.injuries)
    return entry.event == "ASSAULT" and unnamed and counted and bool(fuller.recipients)


def _ids(actors: Sequence[Actor]) -> set[str]:
    return {actor.id for actor in actors}


def ids_of(known: Sequence[Known]) -> list[str]:
    return [one.actor.id for one in known]
