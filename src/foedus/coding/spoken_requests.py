"""Requests made in speech, without a word of asking: "Iran must leave", "send us arms"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from foedus.coding.asked_for import ENDS, LETTERS, given_nouns
from foedus.coding.attribution import speakers_of, speaks_for
from foedus.coding.clauses import frame_of
from foedus.coding.drafts import AskedDraft, EventDraft, Slots
from foedus.coding.futures import negated
from foedus.coding.matching import Match
from foedus.coding.ontology import ontology
from foedus.coding.parties import doers_of
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_infinitive, is_verb, owners, prepositional
from foedus.reading.sentence import Sentence, Token

_MUST = ("must", "should", "ought")
# What somebody must be, know or feel is no deed that is asked of him.
_STATES = frozenset({
    "be", "have", "know", "feel", "think", "believe", "want", "seem", "need", "mean", "understand",
    "live", "wait", "expect", "hope", "fear", "like", "wonder", "cost", "say", "go", "come",
})  # fmt: skip
# Who says so with one of these asks for what should be done, and does not only wish it.
_DEMANDING = frozenset({"demand", "urge", "plead", "appeal", "beg", "implore", "insist", "ask"})
_PLEADING = frozenset({"plead", "intercede", "reason", "remonstrate"})
_NEEDING = frozenset({"need", "want"})
_HAS_TO = ("have", "need", "ought")


def asked_in_speech(draft: EventDraft, match: Match, patterns: Patterns) -> EventDraft | None:
    """The request that lies in "Israel must withdraw, the minister said" or "send us arms"."""
    verb = draft.trigger
    if draft.assertion != "requested" or draft.nominal or not draft.speakers:
        return None
    asked = _addressee(verb, patterns)
    if asked is None or not asked.place:
        return None
    if _is_own(draft.speakers, asked):
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
        targets=_places(asked, patterns),
        assertion="actual",
        asks=AskedDraft(deed, below[0], below[-1]),
        has_clause=True,
    )


def plain_requests(
    sentence: Sentence, matches: Mapping[Token, Match], patterns: Patterns
) -> Iterator[EventDraft]:
    """Of "do not arm our enemies" and "Denmark must answer for it" what no pattern names.

    An order that is spoken to somebody is a request, whatever it is about.
    """
    for verb in sentence.tokens:
        yield from _by_existence(sentence, verb, matches, patterns)
        forbids = verb in matches and is_verb(verb) and negated(verb)
        if not is_verb(verb) or (verb in matches and not forbids) or verb.dep == "conj":
            continue
        if any(other in matches and not negated(verb) for other in verb.having("conj")):
            continue  # "come and mediate" is told by the deed that is known
        speakers = speakers_of(verb, patterns)
        asked = _plainly_asked(verb, patterns) if speakers else None
        if asked is None or not asked.place or _is_own(speakers, asked):
            continue
        deed = "AID" if verb.lemma in _NEEDING else None
        yield _request(sentence, verb, (speakers, _places(asked, patterns)), (deed, verb), patterns)


def _request(
    sentence: Sentence,
    verb: Token,
    parties: tuple[Slots, Slots],
    what: tuple[str | None, Token],
    patterns: Patterns,
) -> EventDraft:
    """A request at a verb that no pattern has: who asks whom, and for which deed in which words."""
    speakers, asked = parties
    pattern = next(p for p in patterns.events if p.id == "request.urge")
    deed, words = what
    below = sorted((t for t in words.subtree() if t.dep != "punct"), key=lambda t: t.i)
    return EventDraft(
        sentence=sentence,
        pattern=pattern,
        event=pattern.event,
        mode=ontology().embedded_mode(pattern.event, deed or "other"),
        trigger=verb,
        doers=speakers,
        targets=asked,
        assertion="actual",
        speakers=speakers,
        asks=AskedDraft(deed, below[0], below[-1]),
        has_clause=True,
    )


def _by_existence(
    sentence: Sentence, verb: Token, matches: Mapping[Token, Match], patterns: Patterns
) -> Iterator[EventDraft]:
    """ "There must be an end to the raids, Britain said": what is asked for, of whoever acts."""
    must = any(aux.lower in _MUST for aux in verb.having("aux"))
    speakers = speakers_of(verb, patterns) if must and verb.having("expl") else ()
    for noun in verb.having("attr", "nsubj") if speakers and not negated(verb) else ():
        deeds = [noun]
        if noun.lemma in ENDS:
            deeds = [deed for name in ("to", "of") for deed in prepositional(noun).get(name, [])]
        match = next((matches[deed] for deed in deeds if deed in matches), None)
        if match is None:
            continue
        event = "RETREAT" if noun.lemma in ENDS else match.pattern.event
        yield _request(
            sentence, verb, (speakers, doers_of(match, patterns)), (event, noun), patterns
        )


def _places(asked: _Addressee, patterns: Patterns) -> Slots:
    """Who is asked; of "Armenian guns must fall silent" also whose they are."""
    things = patterns.carriers["acts"] | patterns.carriers["assets"]
    whose = tuple(owner for word in asked.place if word.lemma in things for owner in owners(word))
    return (tuple(asked.place), whose) if whose else (tuple(asked.place),)


def _plainly_asked(verb: Token, patterns: Patterns) -> _Addressee | None:
    """Who is told to do something, or must; of what merely is so nobody is asked."""
    if verb.lemma in _NEEDING and _is_our_need(verb):
        given = [noun for noun in verb.having("dobj") if noun.lemma in given_nouns()]
        theirs = [word for noun in given for word in _whose_gift(noun)]
        return _Addressee(_spoken_to(verb.head, patterns) or theirs, True)
    if _is_time_for(verb) and verb.having("nsubj") and verb.lemma not in _STATES:
        return _addressee_of_must(verb, patterns)
    demanded = _says(verb) in _DEMANDING
    if verb.dep == "xcomp" and verb.head.lower == "ought" and demanded:
        return _addressee_of_must(verb.head, patterns)  # "it ought to shut them, he demanded"
    modals = _MUST if demanded or _names_doer(verb) else _MUST[:1]
    must = any(c.dep == "aux" and c.lower in modals for c in verb.children)
    helpers = verb.having("auxpass", "mark") + [c for c in verb.having("aux") if c.lemma == "have"]
    if verb.dep != "ccomp" or helpers or verb.lemma in _STATES:
        return None
    if must and verb.having("nsubj"):
        return _addressee_of_must(verb, patterns)
    asked = _addressee(verb, patterns)
    return asked if asked is not None and asked.imperative else None


def _names_doer(verb: Token) -> bool:
    """ "Oslo should scrap the deal, Hamas said": somebody in particular should do it."""
    names = [noun for noun in verb.having("nsubj") if noun.pos == "PROPN"]
    return bool(names) and not negated(verb)


def _is_our_need(verb: Token) -> bool:
    """ "We need tanks," he told the Germans: he asks them for what one gives."""
    ours = any(subject.lower in ("we", "i") for subject in verb.having("nsubj"))
    given = any(noun.lemma in given_nouns() for noun in verb.having("dobj"))
    return verb.dep == "ccomp" and ours and given and not negated(verb)


def _whose_gift(noun: Token) -> list[Token]:
    """ "we need American help", "help from Kenya": whose it would be."""
    named = [word for word in noun.having("amod", "poss", "compound") if word.text[0].isupper()]
    return named or prepositional(noun).get("from", [])


def _says(verb: Token) -> str:
    """The verb by which something is said."""
    clause = verb.head if verb.dep == "xcomp" and verb.head.lower == "ought" else verb
    return clause.head.lemma


def _is_own(speakers: Slots, asked: _Addressee) -> bool:
    return not asked.imperative and any(
        speaks_for(speaker, party) for slot in speakers for speaker in slot for party in asked.place
    )


@dataclass(frozen=True, slots=True)
class _Addressee:
    """Who is asked in direct or reported speech, and whether by an imperative."""

    place: list[Token]
    imperative: bool = False


def _addressee(verb: Token, patterns: Patterns) -> _Addressee | None:
    """Of "X must leave" and "it is time for X to leave" X; of "leave!" the one spoken to."""
    while verb.dep == "conj" and not verb.having("nsubj", "aux", "mark"):
        verb = verb.head  # "come and mediate"
    subjects = verb.having("nsubj")
    must = any(c.dep == "aux" and c.lower in _MUST for c in verb.children)
    if verb.dep == "xcomp" and verb.head.lemma in _HAS_TO and not negated(verb.head):
        return _addressee_of_must(verb.head, patterns)
    if subjects and (must or _is_time_for(verb)):
        return _addressee_of_must(verb, patterns)
    head = verb.head
    if not subjects and verb.tag == "VB" and verb.dep == "ccomp" and is_verb(head):
        return _Addressee(_called_upon(verb) or _spoken_to(head, patterns), True)
    return None


def _spoken_to(verb: Token, patterns: Patterns) -> list[Token]:
    """Of "said to Rome", "told Rome" and "said in a message to Rome" Rome."""
    frame = frame_of(verb, patterns)
    letters = [noun for noun in frame.prepositions.get("in", []) if noun.lemma in LETTERS]
    written = [who for noun in letters for who in prepositional(noun).get("to", [])]
    pleaded = frame.prepositions.get("with", []) if verb.lemma in _PLEADING else []
    return frame.prepositions.get("to", []) or frame.object or frame.dative or written or pleaded


def _called_upon(order: Token) -> list[Token]:
    """ "Please, America, send us rice": by the name that stands before the order."""
    names = [c for c in order.having("npadvmod", "nsubj") if c.pos == "PROPN" and c.i < order.i]
    commas = {mark.i for mark in order.subtree() if mark.text in (",", "!")}
    return [name for name in names if any(name.i < comma < order.i for comma in commas)]


def _addressee_of_must(verb: Token, patterns: Patterns) -> _Addressee:
    """Of "Iran must leave" Iran; of "you must leave" the one who is spoken to."""
    subjects = verb.having("nsubj")
    told = subjects and subjects[0].lower in ("it", "they") and verb.head.lemma == "tell"
    if subjects and (subjects[0].lower == "you" or told) and is_verb(verb.head):
        return _Addressee(_spoken_to(verb.head, patterns), True)
    return _Addressee(frame_of(verb, patterns).subject if subjects else [])


def _is_time_for(verb: Token) -> bool:
    """ "it was time for Washington to leave"."""
    return verb.head.lower == "time" and (is_infinitive(verb) or verb.tag == "VBD")
