"""Requests made in speech, without a word of asking: "Iran must leave", "send us arms"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from foedus.coding.attribution import speaks_for
from foedus.coding.clauses import frame_of
from foedus.coding.drafts import AskedDraft, EventDraft
from foedus.coding.futures import negated
from foedus.coding.matching import Match
from foedus.coding.ontology import ontology
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_infinitive, is_verb
from foedus.reading.sentence import Token

_MUST = ("must", "should", "ought")
_HAS_TO = ("have", "need", "ought")


def asked_in_speech(draft: EventDraft, match: Match, patterns: Patterns) -> EventDraft | None:
    """The request that lies in "Israel must withdraw, the minister said" or "send us arms"."""
    verb = draft.trigger
    if draft.assertion != "requested" or draft.nominal or not draft.speakers:
        return None
    asked = _addressee(verb, patterns)
    if asked is None or not asked.place:
        return None
    own = any(
        speaks_for(speaker, party)
        for slot in draft.speakers
        for speaker in slot
        for party in asked.place
        if not asked.imperative
    )
    if own:
        return None
    pattern = next(p for p in patterns.events if p.id == "request.urge")
    deed = draft.event if match.pattern.complement == "ceases" else match.pattern.event
    below = sorted((t for t in verb.subtree() if t.dep != "punct"), key=lambda t: t.i)
    return replace(
        draft,
        pattern=pattern,
        event=pattern.event,
        mode=ontology().embedded_mode(pattern.event, deed),
        doers=draft.speakers,
        targets=(tuple(asked.place),),
        assertion="actual",
        asks=AskedDraft(deed, below[0], below[-1]),
        has_clause=True,
    )


@dataclass(frozen=True, slots=True)
class _Addressee:
    """Who is asked in direct or reported speech, and whether by an imperative."""

    place: list[Token]
    imperative: bool = False


def _addressee(verb: Token, patterns: Patterns) -> _Addressee | None:
    """Of "X must leave" and "it is time for X to leave" X; of "leave!" the one spoken to."""
    subjects = verb.having("nsubj")
    must = any(c.dep == "aux" and c.lower in _MUST for c in verb.children)
    if verb.dep == "xcomp" and verb.head.lemma in _HAS_TO and not negated(verb.head):
        return _addressee_of_must(verb.head, patterns)
    if subjects and (must or _is_time_for(verb)):
        return _addressee_of_must(verb, patterns)
    head = verb.head
    if not subjects and verb.tag == "VB" and verb.dep == "ccomp" and is_verb(head):
        frame = frame_of(head, patterns)
        return _Addressee(frame.prepositions.get("to", []) or frame.object or frame.dative, True)
    return None


def _addressee_of_must(verb: Token, patterns: Patterns) -> _Addressee:
    """Of "Iran must leave" Iran; of "you must leave" the one who is spoken to."""
    subjects = verb.having("nsubj")
    if subjects and subjects[0].lower == "you" and is_verb(verb.head):
        frame = frame_of(verb.head, patterns)
        return _Addressee(frame.prepositions.get("to", []) or frame.object or frame.dative, True)
    return _Addressee(frame_of(verb, patterns).subject if subjects else [])


def _is_time_for(verb: Token) -> bool:
    """ "it was time for Washington to leave"."""
    return verb.head.lower == "time" and is_infinitive(verb)
