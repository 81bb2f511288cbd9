"""Drafts to entries: who, where and when, the words, and how sure it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from foedus.coding.drafts import BondDraft, CommitmentDraft, Draft, EventDraft
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
from foedus.resolving.known import Known, Reading
from foedus.resolving.resolver import Resolver, actors_of

# Deeds that a text may tell of one side only: of who does them, and of who suffers them.
_TOLD_OF_ONE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT"})
_SUFFERED = frozenset({"ASSAULT", "COERCE"})
# What may be said of a thing, and to nobody: "rejected a deadline", "promised to observe the truce".
_TOLD_OF_A_THING = frozenset({"AGREE", "REJECT", "CONCEDE"})
# Below this an entry is left out: the parties rest on too many inferences.
LEAST_CONFIDENCE = 0.5
_FORCES = frozenset({"MIL", "REB", "COP"})
_FORCE_WORDS = frozenset(
    {
        "troop",
        "force",
        "soldier",
        "fighter",
        "army",
        "unit",
        "personnel",
        "militia",
        "peacekeeper",
        "contingent",
        "tank",
        "weapon",
    }
)
# How sure an entry is before its parties are weighed: a verb says more than a noun alone.
_BY_VERB, _BY_CARRIED_NOUN, _BY_NOUN = 0.9, 0.85, 0.75


class EntryMaker:
    """Makes entries of the drafts of one sentence."""

    def __init__(
        self, report: Report, reading: Reading, resolver: Resolver, circumstances: Circumstances
    ) -> None:
        self._report = report
        self._reading = reading
        self._resolver = resolver
        self._circumstances = circumstances

    def entries(self, drafts: Iterable[Draft]) -> Iterator[Entry]:
        """The entries of a sentence whose parties could be resolved, none twice."""
        made: list[Entry] = []
        for draft in drafts:
            speakers = (
                self._resolver.first(draft.speakers) if not isinstance(draft, BondDraft) else []
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
        yield from _distinct(made)

    def _event(self, draft: EventDraft, speakers: list[Known]) -> Event | None:
        parties = self._parties(draft)
        if parties is None:
            return None
        doers, targets = parties
        event, draft_mode = self._type(draft)
        through = self._resolver.all(draft.through)
        if draft.through and not through:
            through = []
        confidence = _confidence(draft, doers, targets)
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
            id=self._id("e", evidence, event, draft.assertion, doers, targets),
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

    def _type(self, draft: EventDraft) -> tuple[str, str | None]:
        """The type and mode, which for a few verbs hang on whether somebody is their object."""
        other = draft.pattern.of_a_person
        if other is not None and draft.targets:
            objects = [
                w for w in draft.words if w.dep in ("dobj", "nsubjpass") and w is not draft.trigger
            ]
            if any(self._resolver.is_person(word) for word in objects):
                return other
        return draft.event, draft.mode

    def _parties(self, draft: EventDraft) -> tuple[list[Known], list[Known]] | None:
        """Who did it and to whom; None where the pattern asks for more than the words give."""
        pattern = draft.pattern
        doers = self._resolver.first(draft.doers)
        targets = self._resolver.other_than(draft.targets, doers)
        doers = [known for known in doers if _is_somebody(known)]
        targets = [known for known in targets if _is_somebody(known)]
        if "*forces" in pattern.object and not self._moves_forces(draft):
            return None
        if "*actor" in pattern.object and not draft.nominal and not targets:
            return None
        if "*person" in pattern.object and not any(k.kind == "person" for k in doers):
            return None
        if pattern.doer_sector and not all(_may_act(k, pattern.doer_sector) for k in doers):
            return None
        if pattern.mutual and pattern.doer_sector:
            targets = [known for known in targets if _may_act(known, pattern.doer_sector)]
        if pattern.mutual:
            both = [*doers, *targets]
            if not doers or (len(both) < 2 and not pattern.alone):
                return None
            return both, []
        if pattern.sideless and draft.speakers:
            return doers, targets
        if not self._suffices(draft, doers, targets):
            return None
        return doers, targets

    def _suffices(self, draft: EventDraft, doers: list[Known], targets: list[Known]) -> bool:
        """Whether the parties that are known make an event; with one side only few do."""
        named = any(
            known.actor.code is not None or known.certainty >= 0.9 for known in (*doers, *targets)
        )
        if not named:
            return False
        if doers and targets:
            return True
        if doers:
            if draft.assertion in ("negated", "denied") and draft.event not in _TOLD_OF_ONE:
                return False
            if draft.pattern.alone:
                return True
            if any(self._resolver.is_party(token) for slot in draft.targets for token in slot):
                return False  # the words do say to whom, but not who that is
            if draft.event in _TOLD_OF_ONE:
                return not draft.nominal or draft.carried or draft.planned
            if draft.event == "REQUEST":
                return draft.asks is not None and draft.asks.event is not None
            return draft.event in _TOLD_OF_A_THING and not draft.nominal and draft.has_object
        if any(self._resolver.is_party(token) for slot in draft.doers for token in slot):
            return False
        suffered = draft.event in _SUFFERED and not draft.nominal and draft.passive
        return bool(targets) and suffered

    def _moves_forces(self, draft: EventDraft) -> bool:
        """ "withdrew its troops" or "withdrew", but not "withdrew a statement"."""
        objects = [w for w in draft.words if w.dep in ("dobj", "nsubjpass")]
        if not objects or draft.nominal:
            return draft.nominal or not objects
        return any(
            word.lemma in _FORCE_WORDS
            or any(known.actor.sector in _FORCES for known in self._resolver.who(word))
            for word in objects
        )

    def _asked(self, draft: EventDraft) -> Asked | None:
        if draft.asks is None:
            return None
        return Asked(
            draft.asks.event, self._report.text[draft.asks.first.start : draft.asks.last.end]
        )

    def _commitment(self, draft: CommitmentDraft, speakers: list[Known]) -> Commitment | None:
        givers = self._resolver.first(draft.actor)
        if not givers or (givers[0].actor.code is None and givers[0].certainty < 0.9):
            return None
        giver = givers[0]
        condition = None
        if draft.condition is not None:
            held = draft.condition
            condition = Condition(
                type=held.type,
                event=held.event,
                text=self._report.text[held.first.start : held.last.end],
                actors=actors_of(self._resolver.first(held.actors)),
                recipients=actors_of(self._resolver.first(held.recipients)),
            )
        tokens = [draft.first, draft.last]
        if draft.condition is not None:
            tokens += [draft.condition.first, draft.condition.last]
        evidence = self._evidence(self._span(draft.trigger, tokens, [giver], None))
        recipients = self._resolver.other_than(draft.recipients, [giver])
        return Commitment(
            id=self._id("c", evidence, draft.event or "", draft.polarity, [giver], recipients),
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

    def _bond(self, draft: BondDraft) -> Bond | None:
        members: list[Known] = []
        for token in draft.members[0] if draft.members else ():
            for known in self._resolver.who(token) or self._resolver.named(token):
                if known.actor.id not in {m.actor.id for m in members}:
                    members.append(known)
        members = [m for m in members if _is_somebody(m)]
        if not any(m.actor.code for m in members) or len(members) < 2:
            return None
        if draft.known and not self._resolver.are_allied(members):
            return None
        evidence = self._evidence(self._span(draft.trigger, draft.words, members, None))
        return Bond(
            id=self._id("b", evidence, draft.relation, str(draft.strained), members, []),
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

    def _id(
        self,
        letter: str,
        evidence: Evidence,
        what: str,
        how: str,
        first: Sequence[Known],
        second: Sequence[Known],
    ) -> str:
        """The same words coded the same way have the same id, in every run."""
        parts = [evidence.report, str(evidence.start), str(evidence.end), what, how]
        parts += [k.actor.id for k in first] + ["|"] + [k.actor.id for k in second]
        digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest()
        return f"{letter}-{digest}"


# Who may be a party although nobody knows who exactly: "rebels", "civilians", "the police".
_UNNAMED = frozenset(
    {"EDU", "REB", "CVL", "REF", "OPP", "JRN", "MED", "COP", "CRM", "NGO", "REL", "LAB"}
)


def _is_somebody(known: Known) -> bool:
    actor = known.actor
    if actor.code is not None or known.certainty >= 0.8:
        return True
    return actor.sector in _UNNAMED and known.kind == "group"


def _may_act(known: Known, sectors: frozenset[str]) -> bool:
    sector = known.actor.sector
    if sector is None:
        return "GOV" in sectors if known.kind == "state" else True
    return sector in sectors


def _confidence(draft: EventDraft, doers: Sequence[Known], targets: Sequence[Known]) -> float:
    base = _BY_VERB if not draft.nominal else _BY_CARRIED_NOUN if draft.carried else _BY_NOUN
    certainty = min((known.certainty for known in (*doers, *targets)), default=0.5)
    if not doers or not (targets or draft.pattern.mutual or draft.pattern.alone):
        base *= 0.85
    return round(base * certainty, 3)


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
    return _ids(entry.actors) <= _ids(fuller.actors) and _ids(entry.recipients) <= _ids(
        fuller.recipients
    )


def _ids(actors: Sequence[Actor]) -> set[str]:
    return {actor.id for actor in actors}
