"""Drafts to entries: who, where and when, the words, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from foedus.coding.drafts import (
    BondDraft,
    CommitmentDraft,
    Draft,
    EventDraft,
)
from foedus.coding.ontology import ontology
from foedus.model import (
    Actor,
    Asked,
    Bond,
    Entry,
    Event,
    Report,
)
from foedus.resolving.casualties import casualties
from foedus.resolving.circumstances import Circumstances
from foedus.resolving.commitments import commitment_of
from foedus.resolving.deniers import deniers, is_denied
from foedus.resolving.known import Known, Reading
from foedus.resolving.open_pairs import OpenPair, OpenPairs
from foedus.resolving.parties import confidence_of, is_somebody, sides_of
from foedus.resolving.parts import actors_of
from foedus.resolving.quotes import Quotes, entry_id, ids_of
from foedus.resolving.resolver import Resolver

# Below this an entry is left out: the parties rest on too many inferences.
LEAST_CONFIDENCE = 0.5


# Persons are deported, states are expelled.
_DEPORT, _EXPEL = ("COERCE", "deport"), ("SANCTION", "expel")


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
        self._reading = reading
        self._quotes = Quotes(report, reading)
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
                entry = commitment_of(
                    draft, speakers, self._resolver, self._circumstances, self._quotes
                )
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
        evidence = self._quotes.of(pair.verb, (), parties)
        together = relation.event == "CONSULT" and relation.mode not in ("visit", "phone")
        doers = [*parties] if together else pair.doers
        targets = [] if together else pair.targets
        certainty = min(known.certainty for known in parties)
        return Event(
            id=entry_id(
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
        elif draft.pattern.only in ("denied", "meant") and draft.deniable:
            return None  # by the words alone it says too little, and nobody denies it
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
        asked = (draft.asks.first, draft.asks.last) if draft.asks is not None else ()
        evidence = self._quotes.of(draft.trigger, (*draft.words, *asked), [*doers, *targets])
        deaths, injuries = casualties(draft.trigger) if event == "ASSAULT" else (None, None)
        kind = ontology().types[event]
        mode = draft_mode if draft_mode in kind.modes else None
        return Event(
            id=entry_id(
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
        return Asked(draft.asks.event, self._quotes.words(draft.asks.first, draft.asks.last))

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
        evidence = self._quotes.of(draft.trigger, draft.words, members)
        return Bond(
            id=entry_id("b", evidence, draft.relation, str(draft.strained), *ids_of(members)),
            members=actors_of(members),
            relation=draft.relation,
            strained=draft.strained,
            evidence=evidence,
            rule=draft.rule,
            confidence=round(0.9 * min(m.certainty for m in members), 3),
        )


def _is_a_state(known: Known) -> bool:
    return known.kind == "state" and known.actor.sector is None


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
