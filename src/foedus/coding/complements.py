"""What follows a word of asking, promising, threatening, refusing or ending decides what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from foedus.coding.clauses import is_passive, surface_subject
from foedus.coding.deeds import deed_of
from foedus.coding.denials import is_finite
from foedus.coding.drafts import AskedDraft, Slots
from foedus.coding.matching import Match, asked_of, inner_of, outermost_of
from foedus.coding.modality import assertion_of
from foedus.coding.mood import mood_of_verb
from foedus.coding.ontology import ontology
from foedus.coding.parties import doers_of, targets_of
from foedus.coding.patterns import Patterns
from foedus.coding.patterns import patterns as own_patterns
from foedus.coding.phrases import hosts_of, is_infinitive, is_verb, owners, prepositional
from foedus.reading.sentence import Token

# A word of promise takes its type from what is promised.
_PROMISED = {
    "ASSAULT": "THREATEN", "COERCE": "THREATEN", "SANCTION": "THREATEN", "MOBILIZE": "THREATEN",
    "THREATEN": "THREATEN", "CONCEDE": "CONCEDE", "RETREAT": "CONCEDE",
}  # fmt: skip
# What the end of a deed is: stopping a bombing is a truce, stopping aid is a sanction.
_ENDED: dict[str, tuple[str, str | None]] = {
    "ASSAULT": ("RETREAT", "ceasefire"), "MOBILIZE": ("RETREAT", None),
    "COERCE": ("CONCEDE", None), "THREATEN": ("CONCEDE", None), "ACCUSE": ("CONCEDE", None),
    "SANCTION": ("CONCEDE", None), "PROTEST": ("CONCEDE", None),
    "AID": ("SANCTION", "discontinue"), "COOPERATE": ("SANCTION", "discontinue"),
    "CONSULT": ("SANCTION", "discontinue"), "SUPPORT": ("SANCTION", "discontinue"),
}  # fmt: skip
_WARNED_OF = frozenset({None, "ASSAULT", "SANCTION", "COERCE", "MOBILIZE", "THREATEN"})
# With these a promise counts only if the ontology knows what is promised.
_FAR = 6  # steps from what is asked for up to the asking
# "declined to be named", "refused to comment": what is kept back are words.
TO_SAY = frozenset({
    "name", "identify", "comment", "say", "confirm", "disclose", "discuss", "speculate",
    "elaborate", "answer", "respond", "reveal", "quote",
})  # fmt: skip
# What is asked for as help, although who sends it of his own accord mobilises.
_GIVING = frozenset({"give", "provide", "offer", "make", "go", "release", "share"})
_DETAILS = frozenset({
    "detail", "comment", "answer", "explanation", "figure", "reason", "interview", "statement",
    "information", "evidence", "proof", "specific", "name", "date", "timetable", "estimate",
})  # fmt: skip
_TRYING = frozenset({"try", "attempt", "seek", "struggle", "help", "work"})
_FORCES = frozenset({
    "troop", "soldier", "peacekeeper", "warplane", "warship", "reinforcement", "policeman",
    "marine", "trainer", "instructor", "adviser", "battalion", "aircraft",
})  # fmt: skip
LETTERS = frozenset({
    "letter", "message", "note", "telegram", "speech", "call", "cable", "plea", "appeal", "telex",
})  # fmt: skip
_CONSENT = frozenset({"permission", "consent", "approval", "backing", "blessing", "help"})
_HOLDING = frozenset({"hold", "detain", "jail", "imprison", "capture", "seize", "keep", "arrest"})
# What becomes of an appeal that was made.
_FATES = frozenset({"go", "remain", "fall", "meet", "come", "reach", "bring", "follow", "fail"})
_ENDS = frozenset({"end", "halt", "stop", "cessation", "suspension"})
# With these the object is what is asked for, and what follows only what it is for.
_SEEKING = frozenset({"seek", "solicit", "request"})
_SOLEMN = frozenset({"vow", "swear", "volunteer", "undertake"})


@dataclass(frozen=True, slots=True)
class Complement:
    """What a match is in the light of what follows; further places for the recipient."""

    event: str
    mode: str | None
    asks: AskedDraft | None = None
    targets: Slots = ()


@dataclass(frozen=True, slots=True)
class _Inner:
    """The deed that a word of speech is about, and the match at it, if there is one."""

    token: Token | None
    match: Match | None

    @property
    def event(self) -> str | None:
        return self.match.pattern.event if self.match is not None else None

    def targets(self, patterns: Patterns) -> Slots:
        return targets_of(self.match, patterns) if self.match is not None else ()


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
    inner = _Inner(token, _what_ends(token, matches, patterns))
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


def _end_asked_for(match: Match, matches: dict[Token, Match]) -> _Inner:
    """ "demanded an end to the raids": the end of a deed, which is what its end means."""
    for noun in _nouns_asked_for(match):
        preps = prepositional(noun)
        for deed in [*preps.get("to", []), *preps.get("of", [])] if noun.lemma in _ENDS else []:
            ending = matches.get(deed)
            ended = _ENDED.get(ending.pattern.event) if ending is not None else None
            if ending is not None and ended is not None:
                return _Inner(
                    noun, replace(ending, pattern=replace(ending.pattern, event=ended[0]))
                )
    return _Inner(None, None)


def _asks(match: Match, inner: _Inner, patterns: Patterns) -> Complement | None:
    pattern, trigger = match.pattern, match.trigger
    if inner.token is None and not _asks_for_noun(match):
        return None
    asked = _asked(match, inner)
    kind = asked.event if asked is not None else None
    told = outermost_of(trigger, inner.token) if inner.token is not None else None
    if kind is None and inner.token is not None:
        kind = "other"
    mode = ontology().embedded_mode(pattern.event, kind)
    places = _who_is_asked(trigger, told or inner.token, patterns)
    places += _who_has_it(match, inner, patterns)
    return Complement(pattern.event, mode, asked, places)


def _orders(match: Match, inner: _Inner, patterns: Patterns) -> Complement | None:
    """ "told a court that", "ordered a retreat": only somebody told to do something is asked."""
    told = match.frame is not None and (
        bool(match.frame.object or match.frame.dative) or _is_told(match.trigger)
    )
    to_do = bool(match.trigger.having("xcomp", "ccomp", "advcl"))
    if inner.token is None or not (is_verb(inner.token) or to_do) or not told:
        return None
    if match.trigger.lemma == "tell" and not is_verb(inner.token):
        return None  # "told a news conference that"
    return _asks(match, inner, patterns)


def _promises(match: Match, inner: _Inner, patterns: Patterns) -> Complement | None:
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


def _threatens(match: Match, inner: _Inner, patterns: Patterns) -> Complement | None:
    return _about(match.pattern.event, inner, patterns)


def _warns(match: Match, inner: _Inner, patterns: Patterns) -> Complement | None:
    """ "warned Turkey", but not "warned of a rise in crime"."""
    if match.frame is not None and not match.nominal and not match.frame.object:
        return None
    if any(child.lower == "against" for child in match.trigger.having("prep")):
        return None  # "warned them against treating it as a game"
    if any(is_infinitive(c) and not c.having("neg") for c in match.trigger.having("xcomp")):
        return None  # "warned them to take care" is advice
    return _about(match.pattern.event, inner, patterns) if inner.event in _WARNED_OF else None


def _refuses(match: Match, inner: _Inner, patterns: Patterns) -> Complement | None:
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


def _ceases(match: Match, inner: _Inner, patterns: Patterns) -> Complement | None:
    if inner.match is None or (inner.match.pattern.mutual and inner.match.nominal):
        return None  # "to end the war": whose war it is, is not said
    if inner.match.nominal and inner.match.pattern.event in ("THREATEN", "ACCUSE"):
        return None  # "ended any threat": it may have been nobody's word
    trigger = match.trigger
    tried = trigger.dep == "xcomp" and trigger.head.lemma in _TRYING
    if tried and inner.match.nominal and not inner.match.trigger.having("poss"):
        return None  # "tried to stop the looting": that of others
    ended = _ENDED.get(inner.match.pattern.event)
    return Complement(*ended, None, inner.targets(patterns)) if ended is not None else None


def _accuses(match: Match, inner: _Inner, patterns: Patterns) -> Complement | None:
    return Complement(match.pattern.event, match.pattern.mode)


def _about(event: str, inner: _Inner, patterns: Patterns) -> Complement:
    mode = ontology().embedded_mode(event, inner.event) if inner.event else None
    return Complement(event, mode, None, inner.targets(patterns))


_Reader = Callable[[Match, _Inner, Patterns], Complement | None]
_READERS: Mapping[str, _Reader] = {
    "asks": _asks, "orders": _orders, "promises": _promises, "threatens": _threatens,
    "warns": _warns, "refuses": _refuses, "ceases": _ceases, "accuses": _accuses,
}  # fmt: skip


def _looks_ahead(verb: Token) -> bool:
    return verb.lower == "going" or any(
        child.dep == "aux" and child.lower in ("will", "would", "shall") for child in verb.children
    )


def _who_is_asked(trigger: Token, inner: Token | None, patterns: Patterns) -> Slots:
    """ "called for Iran to join": the one who is to do it is the one who is asked."""
    if inner is None or not is_verb(inner):
        return ()
    subject = [token for token in surface_subject(inner, patterns) if token.i > trigger.i]
    if subject and is_passive(inner):
        whose = [owner for token in subject for owner in token.having("poss")]
        if whose:
            return (tuple(whose),)  # "demanded that Israel's blockade be lifted"
    return (tuple(subject),) if subject else ()


def _is_told(trigger: Token) -> bool:
    """ "wants Somalia to close it": the parser may make the one told the subject of the deed."""
    return any(is_infinitive(c) and c.having("nsubj") for c in trigger.having("ccomp", "xcomp"))


def _who_has_it(match: Match, inner: _Inner, patterns: Patterns) -> Slots:
    """ "help from Rwanda", "talks with Russia", "the removal of Indian soldiers": whose it is."""
    trigger = match.trigger
    places = []
    for noun in _nouns_asked_for(match):
        preps = prepositional(noun)
        wholes = (noun, *preps.get("of", []))
        places += [prepositional(whole).get("from", []) for whole in wholes]
        places += [_holders(whole) for whole in wholes]
        if noun.lemma in given_nouns() | _CONSENT:
            places.append(noun.having("poss"))
        if noun.lemma in _FORCES | _CONSENT and _names_nobody(trigger):
            # "sought Rwandan soldiers", "called for French help"
            places.append([word for word in noun.having("amod") if word.text[0].isupper()])
        places.append(preps.get("by", []))  # "appealed for mediation by Qatar"
        if noun.lemma in _ENDS:  # "a halt to American flights"
            places += [owners(thing) for name in ("to", "of") for thing in preps.get(name, [])]
        if inner.match is not None and inner.match.nominal and inner.match.pattern.mutual:
            places += [preps[name] for name in ("with",) if name in preps]
    if trigger.dep == "advcl" and trigger.tag in ("VB", "VBG") and is_verb(trigger.head):
        places.append(prepositional(trigger.head).get("to", []))  # "wrote to Rome seeking help"
    letters = [noun for noun in prepositional(trigger).get("in", []) if noun.lemma in LETTERS]
    places += [prepositional(letter).get("to", []) for letter in letters]
    found = tuple(tuple(place) for place in places if place)
    if inner.match is not None and inner.match.nominal and not inner.match.pattern.mutual:
        found = doers_of(inner.match, patterns) + found
    return found


def _names_nobody(verb: Token) -> bool:
    """Whether a verb of asking has nobody whom it asks: "sought soldiers", "called for help"."""
    if verb.lemma in _SEEKING:
        return True
    return not verb.having("dobj", "dative", "nsubjpass") and not (
        {"on", "upon", "to", "with"} & set(prepositional(verb))
    )


def _holders(noun: Token) -> list[Token]:
    """ "the release of a trader held in China", "soldiers captured by Sudan": who has them."""
    preps = [prepositional(c) for c in noun.having("acl", "relcl") if c.lemma in _HOLDING]
    return [who for found in preps for name in ("by", "in") for who in found.get(name, [])]


def _nouns_asked_for(match: Match) -> list[Token]:
    trigger = match.trigger
    verb = match.frame.verb if match.frame is not None else trigger
    return [
        *prepositional(trigger).get("for", []),
        *(prepositional(verb).get("for", []) if match.light is not None else []),
        *(c for c in trigger.children if c.dep in ("dobj", "nsubjpass") and c.pos == "NOUN"),
    ]


def without_gifts(places: Slots, match: Match) -> Slots:
    """Of "demanded tanks from Germany" the tanks are what is asked for, and not who is asked."""
    if match.pattern.complement != "asks":
        return places
    asked = [noun for noun in _nouns_asked_for(match) if noun.lemma in given_nouns()]
    return tuple(place for place in places if not any(token in asked for token in place))


def _asks_for_noun(match: Match) -> bool:
    trigger = match.trigger
    preps = prepositional(trigger)
    if match.light is not None and match.frame is not None:
        preps = {**match.frame.prepositions, **preps}
    if "for" in preps:
        return True
    if "to" in preps:  # "its appeal to tourists lies in its bookshops" asks for nothing
        return match.frame is not None or trigger.head.lemma in _FATES
    return trigger.lemma in ("demand", "request", "urge", "seek", "solicit", "want") and any(
        child.dep in ("dobj", "nsubjpass", "ccomp") for child in trigger.children
    )


def _asked(match: Match, inner: _Inner) -> AskedDraft | None:
    """The words of what is asked for: a clause, or a noun after "for" or as the object."""
    token, trigger = inner.token, match.trigger
    gifts = [n for n in prepositional(trigger).get("for", []) if n.lemma in given_nouns()]
    if trigger.lemma in _SEEKING:
        gifts += [n for n in trigger.having("dobj") if n.lemma in given_nouns()]
    if token is None or gifts:  # "asked for helicopters to reach the villages"
        nouns = gifts or _nouns_asked_for(match)
        if not nouns:
            return None
        token, inner = nouns[0], _Inner(None, None) if gifts else inner
    line = [token]
    while line[-1].head not in (trigger, line[-1]) and len(line) < _FAR:
        line.append(line[-1].head)
    whole = next((word for word in reversed(line) if is_verb(word)), line[-1])
    below = sorted(whole.subtree(), key=lambda word: word.i)
    below = [word for word in below if word.i > trigger.i or trigger.i > whole.i] or [whole]
    first = below[1] if below[0].lower == "that" and len(below) > 1 else below[0]
    event = _event_of(token, inner) or deed_of(token, own_patterns())[0]
    if is_verb(token) and mood_of_verb(token) == "negated":
        event = None  # "urged it not to attack" asks for no attack
    if (
        event == "AID"
        and token.lemma in _FORCES
        and any(c.lower == "out" for c in trigger.children)
    ):
        event = "RETREAT"  # "wants their troops out"
    return AskedDraft(event, first, below[-1])


def _event_of(token: Token, inner: _Inner) -> str | None:
    """The type of what is asked for; "asked for weapons" asks for aid without naming a deed."""
    if inner.event is not None:
        return inner.event
    counted = prepositional(token).get("of", [])  # "a squadron of aircraft"
    words = [noun.lemma for noun in (token, *counted)]
    words += [f"{word.lemma} {token.lemma}" for word in token.having("compound", "amod")]
    gives = any(word in given_nouns() for word in words)
    return "AID" if gives else None


@cache
def given_nouns() -> frozenset[str]:
    """The nouns that verbs of giving make an AID of."""
    return _FORCES | frozenset(
        word
        for pattern in own_patterns().events
        if pattern.id == "aid.give"
        for word in pattern.object
    )
