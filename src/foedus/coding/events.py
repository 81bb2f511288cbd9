"""Who did what to whom: drafts of events from the patterns that a sentence meets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.coding.attribution import speakers_of
from foedus.coding.clauses import (
    all_conjuncts,
    is_verb,
    lookup,
    modifiers,
    owners,
    prepositional,
    surface_subject,
)
from foedus.coding.drafts import AskedDraft, EventDraft, Slot, Slots
from foedus.coding.matching import Match, asked_of, inner_of
from foedus.coding.modality import is_finite, meaning_of
from foedus.coding.ontology import ontology
from foedus.coding.patterns import Pattern, Patterns
from foedus.model import Assertion
from foedus.reading.sentence import Sentence, Token

# A word of promise takes its type from what is promised.
_PROMISED = {
    "ASSAULT": "THREATEN", "COERCE": "THREATEN", "SANCTION": "THREATEN", "MOBILIZE": "THREATEN",
    "THREATEN": "THREATEN", "CONCEDE": "CONCEDE", "RETREAT": "CONCEDE",
}  # fmt: skip


_OWN_DEEDS = frozenset({
    "plan", "prepare", "intend", "order", "threaten", "schedule", "announce", "approve", "promise",
    "vow", "pledge", "call", "cancel", "abandon", "avoid", "contain", "limit",
})  # fmt: skip

# What the end of a deed is: stopping a bombing is a truce, stopping aid is a sanction.
_ENDED: dict[str, tuple[str, str | None]] = {
    "ASSAULT": ("RETREAT", "ceasefire"), "MOBILIZE": ("RETREAT", None),
    "COERCE": ("CONCEDE", None), "SANCTION": ("CONCEDE", None), "PROTEST": ("CONCEDE", None),
    "AID": ("SANCTION", "discontinue"), "COOPERATE": ("SANCTION", "discontinue"),
    "CONSULT": ("SANCTION", "discontinue"), "SUPPORT": ("SANCTION", "discontinue"),
}  # fmt: skip


def events_in(
    sentence: Sentence, matches: dict[Token, Match], patterns: Patterns
) -> Iterator[EventDraft]:
    """The events of a sentence, each once; what a promise or a threat is about is part of it."""
    absorbed = _absorbed(matches) | _told_by_verb(matches)
    for token, match in matches.items():
        if token in absorbed or match.pattern.only is not None:
            continue
        if _is_bare_purpose(token, patterns):
            continue
        draft = _draft(sentence, match, matches, patterns)
        if draft is not None:
            yield draft


def _is_bare_purpose(token: Token, patterns: Patterns) -> bool:
    """ "a force to fight terrorists": what something is for, and nobody's plan."""
    if not is_verb(token) or token.dep not in ("acl", "relcl", "advcl"):
        return False
    if not any(child.tag == "TO" for child in token.children):
        return False
    return (
        lookup(token.head, patterns.governors) is None
        and token.head.lemma not in patterns.proxy["verbs"]
    )


def _absorbed(matches: dict[Token, Match]) -> set[Token]:
    """Deeds that are the content of a promise, a threat or a refusal and no events themselves."""
    found: set[Token] = set()
    for token, match in matches.items():
        kind = match.pattern.complement
        if kind in ("promises", "threatens", "refuses", "warns", "ceases"):
            inner = inner_of(token, matches)
            if inner is not None:
                found.add(inner)
    return found


def _told_by_verb(matches: dict[Token, Match]) -> set[Token]:
    """Nouns that are the object a verb's pattern asks for: "joined the fight" is one event."""
    return {
        token
        for match in matches.values()
        if not match.nominal and match.pattern.object and match.frame is not None
        for token in match.frame.object
        if token in matches
    }


def _draft(
    sentence: Sentence, match: Match, matches: dict[Token, Match], patterns: Patterns
) -> EventDraft | None:
    pattern, trigger = match.pattern, match.trigger
    through, principal = _through(match, patterns)
    doers = principal + doers_of(match, patterns)
    targets = targets_of(match, patterns)
    if match.nominal and pattern.light_only and match.light is None:
        return None
    event, mode, asks = pattern.event, pattern.mode, None
    if pattern.complement is not None:
        read = _with_complement(match, matches, patterns)
        if read is None:
            return None
        event, mode, asks, extra = read
        targets = targets + extra
    assertion = pattern.assertion or meaning_of(trigger, patterns).assertion
    if _is_question(sentence) and assertion in ("actual", "intended", "possible", "negated"):
        assertion = "hypothetical"
    event, assertion = _in_future(event, assertion)
    return EventDraft(
        sentence=sentence,
        pattern=pattern,
        event=event,
        mode=mode,
        trigger=trigger,
        doers=doers,
        targets=targets,
        assertion=assertion,
        speakers=() if match.nominal and match.light is None else speakers_of(trigger, patterns),
        through=through,
        asks=asks,
        nominal=match.nominal,
        carried=match.light is not None,
        passive=match.frame is not None and match.frame.passive,
        has_object=_has_object(match),
        planned=match.nominal
        and match.frame is not None
        and _is_governor(match.frame.verb, patterns),
        words=_words(match),
    )


def _is_question(sentence: Sentence) -> bool:
    return sentence.text.rstrip("\"'”’) ").endswith("?")


def _in_future(event: str, assertion: Assertion) -> tuple[str, Assertion]:
    """PLOVER: a meeting or aid still to come is an agreement to it."""
    if assertion == "intended" and event in ontology().future:
        return ontology().future[event], assertion
    return event, assertion


def doers_of(match: Match, patterns: Patterns) -> Slots:
    """Where the one who acts may stand, likeliest first."""
    if match.nominal:
        return _noun_doers(match, patterns)
    frame = match.frame
    assert frame is not None
    places = [frame.at(slot) for slot in match.pattern.doer]
    if frame.passive and match.pattern.event == "ASSAULT":
        places += [
            _owners_of_deeds(frame.prepositions.get(name, []), patterns)
            for name in ("in", "by", "during", "after")
        ]
    if "object" in match.pattern.doer or match.trigger.dep == "acl":
        return tuple(tuple(place) for place in places if place)
    return _with_owners(places, patterns.carriers["acts"], patterns)


def _owners_of_deeds(nouns: Sequence[Token], patterns: Patterns) -> list[Token]:
    """ "killed in an American airstrike": who struck is who killed."""
    found = []
    for noun in nouns:
        if any(pattern.event == "ASSAULT" for _, pattern in patterns.nouns.get(noun.lemma, ())):
            found += [owner for owner in owners(noun) if owner.text[0].isupper()]
    return found


def targets_of(match: Match, patterns: Patterns) -> Slots:
    """Where the one acted upon may stand, likeliest first."""
    places = _noun_targets(match) if match.nominal else _verb_targets(match)
    wanted = patterns.carriers["assets"] | (
        patterns.carriers["acts"] if match.pattern.acts or match.pattern.complement else frozenset()
    )
    return _with_owners(places, wanted, patterns)


def _with_owners(
    places: Sequence[Sequence[Token]], carriers: frozenset[str], patterns: Patterns
) -> Slots:
    """After each place, the owners of the things that stand there for somebody."""
    out: list[Slot] = []
    for place in places:
        if not place:
            continue
        out.append(tuple(place))
        owned = [
            owner
            for token in place
            if token.lemma in carriers or (token.lemma in patterns.nouns and "decision" in carriers)
            for owner in _owners_of(token, patterns)
        ]
        if owned:
            out.append(tuple(owned))
    return tuple(out)


def _owners_of(noun: Token, patterns: Patterns) -> list[Token]:
    """Whose act or thing it is; of "the invasion of Syria" the "of" does not say that."""
    suffered = [pattern.of == "target" for _, pattern in patterns.nouns.get(noun.lemma, ())]
    if not any(suffered):
        return owners(noun)
    done_to = prepositional(noun).get("of", [])
    return [owner for owner in owners(noun) if owner not in done_to]


def _verb_targets(match: Match) -> list[list[Token]]:
    frame, pattern = match.frame, match.pattern
    assert frame is not None
    places = [frame.at(slot) for slot in pattern.target]
    if pattern.object and "object" not in pattern.target and "owner" in pattern.target:
        return places
    return places


def _noun_doers(match: Match, patterns: Patterns) -> Slots:
    noun, pattern, frame = match.trigger, match.pattern, match.frame
    preps = prepositional(noun)
    places: list[Sequence[Token]] = []
    if pattern.mutual:
        both = preps.get("between", []) + preps.get("among", [])
        if len(both) > 1:
            return (tuple(both),)
    if match.light == "doer" and frame is not None:
        places.append(frame.subject)
        if frame.passive:
            places.append(frame.prepositions.get("by", []))
    places.append(all_conjuncts([c for c in noun.children if c.dep == "poss"]))
    if not pattern.mutual:
        places.append(preps.get("by", []))
    named = [token for token in modifiers(noun) if token.text[0].isupper()]
    places += [[token] for token in named] if not pattern.mutual else [named]
    if pattern.of == "doer":
        places.append(preps.get("of", []))
    if "from" not in pattern.target and not pattern.mutual:
        places.append(preps.get("from", []))
        if match.light == "target" and frame is not None:
            places += [frame.prepositions.get(name, []) for name in ("from", "by", "at")]
    if frame is not None and match.light is None and _is_governor(frame.verb, patterns):
        places.append(frame.subject)
    for child in noun.children:
        if child.dep == "acl" and child.tag == "VBN":
            places.append(prepositional(child).get("by", []))
    return _with_owners(places, patterns.carriers["acts"], patterns)


def _is_governor(verb: Token, patterns: Patterns) -> bool:
    """Whether the verb's subject is the one whose deed its object is: "plans an attack"."""
    return is_verb(verb) and verb.lemma in _OWN_DEEDS


def _noun_targets(match: Match) -> list[list[Token]]:
    noun, pattern, frame = match.trigger, match.pattern, match.frame
    preps = prepositional(noun)
    places: list[list[Token]] = []
    if match.light == "target" and frame is not None:
        places.append(frame.subject)
    places += [preps.get(slot, []) for slot in pattern.target]
    if pattern.of == "target":
        places.append(preps.get("of", []))
    if frame is not None and match.light == "doer":
        places += [frame.prepositions.get(slot, []) for slot in pattern.target]
        places.append(frame.dative)
    if pattern.compound == "target":
        places.append(
            [c for c in noun.children if c.dep in ("compound", "nmod") and c.tag == "NNP"]
        )
    return places


def _with_complement(
    match: Match, matches: dict[Token, Match], patterns: Patterns
) -> tuple[str, str | None, AskedDraft | None, Slots] | None:
    """Type, mode, what is asked, and further places for the recipient, from what follows."""
    pattern, trigger = match.pattern, match.trigger
    inner = (
        asked_of(trigger, matches)
        if pattern.complement in ("asks", "orders")
        else inner_of(trigger, matches)
    )
    inner_match = matches.get(inner) if inner is not None else None
    kind = inner_match.pattern.event if inner_match is not None else None
    extra = targets_of(inner_match, patterns) if inner_match is not None else ()
    event, mode = pattern.event, pattern.mode
    asks = None
    if pattern.complement == "orders" and (
        inner is None or not is_verb(inner) or not extra_of(match)
    ):
        return None  # "told a court that", "ordered a retreat"
    if pattern.complement in ("asks", "orders"):
        if inner is None and not _asks_for_noun(trigger):
            return None
        asks = _asked(trigger, inner, kind)
        mode = ontology().embedded_mode(event, kind) if kind else mode
        if inner is not None and kind is None:
            mode = ontology().embedded_mode(event, "other")
        return event, mode, asks, _asked_of(trigger, inner, patterns)
    if pattern.complement == "promises":
        if inner is not None and is_verb(inner) and is_finite(inner) and not _looks_ahead(inner):
            return None  # "agreed that it had been a mistake"
        negated = inner is not None and meaning_of(inner, patterns).assertion == "negated"
        together = match.frame is not None and len(match.frame.subject) > 1
        if not (together and trigger.lemma == "agree"):
            event = _PROMISED.get(kind or "", event)
        if negated and event == "THREATEN":
            event = "CONCEDE"
        if trigger.lemma in ("vow", "swear", "volunteer", "undertake") and kind is None:
            return None  # "vowed to win": nothing that the ontology knows
        if (
            event == "AGREE"
            and inner is None
            and match.frame is not None
            and not match.frame.object
            and not match.frame.prepositions
        ):
            return None
    if pattern.complement == "ceases":
        if inner_match is not None and inner_match.pattern.mutual and inner_match.nominal:
            return None  # "to end the war": whose war it is, is not said
        ended = _ENDED.get(kind or "")
        return None if ended is None else (*ended, None, extra)
    if pattern.complement == "refuses" and inner is not None and is_verb(inner):
        preps = prepositional(inner)
        extra += tuple(tuple(preps[name]) for name in ("to", "with", "for") if name in preps)
    if pattern.complement == "warns" and match.frame is not None and not match.frame.object:
        return None  # "warned of a rise in crime"
    if pattern.complement == "warns" and kind not in (
        None,
        "ASSAULT",
        "SANCTION",
        "COERCE",
        "MOBILIZE",
        "THREATEN",
    ):
        return None
    if pattern.complement in ("threatens", "warns", "refuses", "promises"):
        mode = ontology().embedded_mode(event, kind) if kind else None
        return event, mode, None, extra
    return event, mode, None, ()


def extra_of(match: Match) -> bool:
    """Whether a verb of ordering has somebody as its object."""
    return match.frame is not None and bool(match.frame.object)


def _looks_ahead(verb: Token) -> bool:
    return any(
        child.dep == "aux" and child.lower in ("will", "would", "shall") for child in verb.children
    )


def _asked_of(trigger: Token, inner: Token | None, patterns: Patterns) -> Slots:
    """ "called for Iran to join": the one who is to do it is the one who is asked."""
    if inner is None or not is_verb(inner):
        return ()
    subject = [t for t in surface_subject(inner, patterns) if t.i > trigger.i]
    return (tuple(subject),) if subject else ()


def _asks_for_noun(trigger: Token) -> bool:
    preps = prepositional(trigger)
    if "for" in preps or "to" in preps:
        return True
    return trigger.lemma in ("demand", "request", "urge", "seek") and any(
        child.dep in ("dobj", "nsubjpass", "ccomp") for child in trigger.children
    )


def _asked(trigger: Token, inner: Token | None, kind: str | None) -> AskedDraft | None:
    if inner is None:
        nouns = prepositional(trigger).get("for", []) or [
            child for child in trigger.children if child.dep in ("dobj", "nsubjpass")
        ]
        if not nouns:
            return None
        inner = nouns[0]
    below = sorted(inner.subtree(), key=lambda token: token.i)
    below = [token for token in below if token.i > trigger.i or trigger.i > inner.i]
    return AskedDraft(kind, below[0] if below else inner, below[-1] if below else inner)


def _through(match: Match, patterns: Patterns) -> tuple[Slot, Slots]:
    """A proxy by whose hand it is done, and whose proxy: "used Hezbollah to attack"."""
    verb = match.frame.verb if match.frame is not None else match.trigger
    if not is_verb(verb):
        return (), ()
    preps = prepositional(verb)
    for name in patterns.proxy["prepositions"]:
        if name in preps:
            return tuple(preps[name]), ()
    head = verb.head
    if verb.dep in ("xcomp", "advcl") and head.lemma in patterns.proxy["verbs"]:
        objects = [child for child in head.children if child.dep == "dobj"]
        if objects:
            return tuple(all_conjuncts(objects)), (tuple(surface_subject(head, patterns)),)
    return (), ()


def _has_object(match: Match) -> bool:
    return any(
        child.dep in ("dobj", "xcomp", "nsubjpass", "prep", "ccomp") and child.i > match.trigger.i
        for child in match.trigger.children
    )


def _words(match: Match) -> tuple[Token, ...]:
    """The words that the evidence must cover besides the parties."""
    words = [match.trigger]
    if match.frame is not None:
        words.append(match.frame.verb)
        words += match.frame.object
    return tuple(words)


def pattern_of(token: Token | None, matches: dict[Token, Match]) -> Pattern | None:
    match = matches.get(token) if token is not None else None
    return match.pattern if match is not None else None
