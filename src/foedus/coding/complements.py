"""What follows a word of asking, promising, threatening, refusing or ending decides what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from foedus.coding.asked_for import (
    ENDS,
    Inner,
    asked_words,
    asks_for_noun,
    nouns_asked_for,
    who_has_it,
    who_is_asked,
)
from foedus.coding.deeds import deed_of
from foedus.coding.denials import is_finite
from foedus.coding.drafts import AskedDraft, Slots
from foedus.coding.matching import Match, asked_of, inner_of, outermost_of
from foedus.coding.modality import assertion_of
from foedus.coding.ontology import ontology
from foedus.coding.parties import targets_of
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import hosts_of, is_infinitive, is_verb, prepositional
from foedus.reading.sentence import Token

# A word of promise takes its type from what is promised.
_PROMISED = {
    "ASSAULT": "THREATEN", "COERCE": "THREATEN", "SANCTION": "THREATEN", "MOBILIZE": "THREATEN",
    "THREATEN": "THREATEN", "CONCEDE": "CONCEDE", "RETREAT": "CONCEDE",
}  # fmt: skip
# What the end of a deed is: stopping a bombing is a truce, stopping aid is a sanction.
ENDED: dict[str, tuple[str, str | None]] = {
    "ASSAULT": ("RETREAT", "ceasefire"), "MOBILIZE": ("RETREAT", None),
    "COERCE": ("CONCEDE", None), "THREATEN": ("CONCEDE", None), "ACCUSE": ("CONCEDE", None),
    "SANCTION": ("CONCEDE", None), "PROTEST": ("CONCEDE", None),
    "AID": ("SANCTION", "discontinue"), "COOPERATE": ("SANCTION", "discontinue"),
    "CONSULT": ("SANCTION", "discontinue"), "SUPPORT": ("SANCTION", "discontinue"),
}  # fmt: skip
_WARNED_OF = frozenset({None, "ASSAULT", "SANCTION", "COERCE", "MOBILIZE", "THREATEN"})
# "declined to be named", "refused to comment": what is kept back are words.
TO_SAY = frozenset({
    "name", "identify", "comment", "say", "confirm", "disclose", "discuss", "speculate",
    "elaborate", "answer", "respond", "reveal", "quote",
})  # fmt: skip
_GIVING = frozenset({"give", "provide", "offer", "make", "go", "release", "share"})
_DETAILS = frozenset({
    "detail", "comment", "answer", "explanation", "figure", "reason", "interview", "statement",
    "information", "evidence", "proof", "specific", "name", "date", "timetable", "estimate",
})  # fmt: skip
_TRYING = frozenset({"try", "attempt", "seek", "struggle", "help", "work"})
_SOLEMN = frozenset({"vow", "swear", "volunteer", "undertake"})


@dataclass(frozen=True, slots=True)
class Complement:
    """What a match is in the light of what follows; further places for the recipient."""

    event: str
    mode: str | None
    asks: AskedDraft | None = None
    targets: Slots = ()


def read_complement(
    match: Match, matches: dict[Token, Match], patterns: Patterns
) -> Complement | None:
    """The type and mode of a match; None where what follows shows that it is none."""
    pattern = match.pattern
    if pattern.complement is None:
        return Complement(pattern.event, pattern.mode)
    asking = pattern.complement in ("asks", "orders")
    token = (
        asked_of(match.trigger, matches, patterns)
        if asking
        else inner_of(match.trigger, matches, patterns)
    )
    inner = Inner(token, _what_ends(token, matches, patterns))
    if asking and token is None:
        inner = _end_asked_for(match, matches)
    return _READERS[pattern.complement](match, inner, patterns)


def meaning_of(match: Match, matches: dict[Token, Match], patterns: Patterns) -> tuple[str, Slots]:
    """The type of what is promised, asked for or supposed, and to whom it would be done.

    The end of a deed is what its end means: to stop selling arms is a SANCTION.
    """
    targets = targets_of(match, patterns)
    if match.pattern.complement == "ceases":
        read = read_complement(match, matches, patterns)
        if read is not None:
            return read.event, read.targets + targets
        for clause in match.trigger.having("xcomp"):
            # "stop buying wine": what no pattern names, by the model
            event, others = deed_of(clause, patterns) if clause not in matches else (None, ())
            if event in ENDED:
                return ENDED[event][0], others
    return match.pattern.event, targets


def _what_ends(
    token: Token | None, matches: dict[Token, Match], patterns: Patterns
) -> Match | None:
    """The match at a word; of "stop arming" one with the type that the end of the deed has."""
    match = matches.get(token) if token is not None else None
    if match is None or match.pattern.complement != "ceases":
        return match
    event, _ = meaning_of(match, matches, patterns)
    return replace(match, pattern=replace(match.pattern, event=event))


def _end_asked_for(match: Match, matches: dict[Token, Match]) -> Inner:
    """ "demanded an end to the raids": the end of a deed, which is what its end means."""
    for noun in nouns_asked_for(match):
        preps = prepositional(noun)
        for deed in [*preps.get("to", []), *preps.get("of", [])] if noun.lemma in ENDS else []:
            ending = matches.get(deed)
            ended = ENDED.get(ending.pattern.event) if ending is not None else None
            if ending is not None and ended is not None:
                return Inner(noun, replace(ending, pattern=replace(ending.pattern, event=ended[0])))
    return Inner(None, None)


def _asks(match: Match, inner: Inner, patterns: Patterns) -> Complement | None:
    pattern, trigger = match.pattern, match.trigger
    if inner.token is None and not asks_for_noun(match):
        return None
    asked = asked_words(match, inner)
    kind = asked.event if asked is not None else None
    told = outermost_of(trigger, inner.token) if inner.token is not None else None
    if kind is None and inner.token is not None:
        kind = "other"
    mode = ontology().embedded_mode(pattern.event, kind)
    places = who_is_asked(trigger, told or inner.token, patterns)
    places += who_has_it(match, inner, patterns)
    return Complement(pattern.event, mode, asked, places)


def _orders(match: Match, inner: Inner, patterns: Patterns) -> Complement | None:
    """ "told a court that", "ordered a retreat": only somebody told to do something is asked."""
    told = match.frame is not None and (
        bool(match.frame.object or match.frame.dative)
        or _is_told(match.trigger)
        or (match.trigger.lemma == "lean" and "on" in match.frame.prepositions)
    )
    to_do = bool(match.trigger.having("xcomp", "ccomp", "advcl"))
    if inner.token is None or not (is_verb(inner.token) or to_do) or not told:
        return None
    ordered = any(is_infinitive(c) for c in match.trigger.having("xcomp", "ccomp"))
    if match.trigger.lemma == "tell" and not is_verb(inner.token) and not ordered:
        return None  # "told a news conference that"
    return _asks(match, inner, patterns)


def _promises(match: Match, inner: Inner, patterns: Patterns) -> Complement | None:
    trigger, event = match.trigger, match.pattern.event
    if any(
        is_finite(c) and not _looks_ahead(c) for c in trigger.having("ccomp") if c.i > trigger.i
    ):
        return None  # "swore that it had no part in the murder"
    if inner.token is None:
        if match.frame is not None and not match.frame.object and not match.frame.prepositions:
            return None
    elif is_verb(inner.token) and is_finite(inner.token) and not _looks_ahead(inner.token):
        return None  # "agreed that it had been a mistake"
    together = match.frame is not None and len(match.frame.subject) > 1
    if not (together and trigger.lemma == "agree"):
        event = _PROMISED.get(inner.event or "", event)
    denied = inner.token is not None and assertion_of(inner.token, patterns) == "negated"
    if event == "THREATEN" and denied:
        event = "CONCEDE"
    if trigger.lemma in _SOLEMN and inner.event is None:
        return None
    if trigger.lemma == "offer" and inner.token is None:
        return None  # "offers no clue"
    return _about(event, inner, patterns)


def _threatens(match: Match, inner: Inner, patterns: Patterns) -> Complement | None:
    return _about(match.pattern.event, inner, patterns)


def _warns(match: Match, inner: Inner, patterns: Patterns) -> Complement | None:
    """ "warned Turkey", but not "warned of a rise in crime"."""
    if match.frame is not None and not match.nominal and not match.frame.object:
        return None
    if any(child.lower == "against" for child in match.trigger.having("prep")):
        return None  # "warned them against treating it as a game"
    told = [c for c in match.trigger.having("xcomp") if is_infinitive(c)]
    if any(not clause.having("neg") for clause in told):
        # "warned Iran to leave" asks it to; "warned them to take care" is advice
        asked = asked_words(match, inner)
        kind = asked.event if asked is not None else None
        if kind is None and not _or_else(told[0]):
            return None
        return Complement("REQUEST", ontology().embedded_mode("REQUEST", kind), asked)
    return _about(match.pattern.event, inner, patterns) if inner.event in _WARNED_OF else None


def _or_else(clause: Token) -> bool:
    """ "warned Iran to leave or face the consequences"."""
    return any(c.lower == "or" for c in clause.having("cc"))


def _refuses(match: Match, inner: Inner, patterns: Patterns) -> Complement | None:
    said = [c for c in match.trigger.having("xcomp") if is_saying(c)]
    if said or (inner.token is not None and inner.token.lemma in TO_SAY):
        return None
    found = _about(match.pattern.event, inner, patterns)
    if inner.token is None or not is_verb(inner.token):
        return found
    preps = prepositional(inner.token)
    more = tuple(tuple(preps[name]) for name in ("to", "with", "for") if name in preps)
    hosts = [host for noun in inner.token.having("dobj") for host in hosts_of(noun)]
    more += (tuple(hosts),) if hosts else ()
    return Complement(found.event, found.mode, None, found.targets + more)


def is_saying(verb: Token) -> bool:
    """ "declined to comment", "refused to give details"."""
    told = [*verb.having("dobj"), *prepositional(verb).get("into", [])]
    return verb.lemma in TO_SAY or (
        verb.lemma in _GIVING and any(noun.lemma in _DETAILS for noun in told)
    )


def _ceases(match: Match, inner: Inner, patterns: Patterns) -> Complement | None:
    if inner.match is None or (inner.match.pattern.mutual and inner.match.nominal):
        return None  # "to end the war": whose war it is, is not said
    if inner.match.nominal and inner.match.pattern.event in ("THREATEN", "ACCUSE"):
        return None  # "ended any threat": it may have been nobody's word
    trigger = match.trigger
    tried = trigger.dep == "xcomp" and trigger.head.lemma in _TRYING
    if tried and inner.match.nominal and not inner.match.trigger.having("poss"):
        return None  # "tried to stop the looting": that of others
    ended = ENDED.get(inner.match.pattern.event)
    return Complement(*ended, None, inner.targets(patterns)) if ended is not None else None


def _accuses(match: Match, inner: Inner, patterns: Patterns) -> Complement | None:
    return Complement(match.pattern.event, match.pattern.mode)


def _about(event: str, inner: Inner, patterns: Patterns) -> Complement:
    mode = ontology().embedded_mode(event, inner.event) if inner.event else None
    return Complement(event, mode, None, inner.targets(patterns))


_Reader = Callable[[Match, Inner, Patterns], Complement | None]
_READERS: Mapping[str, _Reader] = {
    "asks": _asks, "orders": _orders, "promises": _promises, "threatens": _threatens,
    "warns": _warns, "refuses": _refuses, "ceases": _ceases, "accuses": _accuses,
}  # fmt: skip


def _looks_ahead(verb: Token) -> bool:
    return verb.lower == "going" or any(
        child.dep == "aux" and child.lower in ("will", "would", "shall") for child in verb.children
    )


def _is_told(trigger: Token) -> bool:
    """ "wants Somalia to close it": the parser may make the one told the subject of the deed."""
    return any(
        (is_infinitive(c) or c.tag == "VB") and c.having("nsubj")
        for c in trigger.having("ccomp", "xcomp")
    )
