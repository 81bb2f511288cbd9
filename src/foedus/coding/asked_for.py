"""What a request asks for, of whom, and who has it: after "asked", "called for", "demanded"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from foedus.coding.clauses import WRITTEN, frame_of, is_passive, surface_subject
from foedus.coding.deeds import deed_of
from foedus.coding.drafts import AskedDraft, Slots
from foedus.coding.matching import Match
from foedus.coding.mood import mood_of_verb
from foedus.coding.parties import doers_of, targets_of
from foedus.coding.patterns import Patterns
from foedus.coding.patterns import patterns as own_patterns
from foedus.coding.phrases import agents, is_verb, owners, prepositional
from foedus.reading.sentence import Token

_FAR = 6  # steps from what is asked for up to the asking
# What is asked for as help, although who sends it of his own accord mobilises.
_FORCES = frozenset({
    "troop", "soldier", "peacekeeper", "warplane", "warship", "reinforcement", "policeman",
    "marine", "trainer", "instructor", "adviser", "battalion", "aircraft", "police", "paratrooper",
    "commando", "force", "brigade", "garrison",
})  # fmt: skip
_AIMS = ("advcl", "xcomp")
_CALLING = frozenset({"telephone", "phone", "call", "ring", "visit", "meet", "cable"})
LETTERS = frozenset({
    "address", "letter", "message", "note", "telegram", "speech", "call", "cable", "plea", "appeal",
    "telex", "request", "demand", "petition", "entreaty", "application",
})  # fmt: skip
# Of these deeds what they are done to is of the one who does them: "that troops be withdrawn".
_DONE_WITH_ONES_OWN = frozenset({
    "withdraw", "pull", "remove", "send", "deploy", "recall", "disband", "disarm", "evacuate",
    "lift", "end", "halt", "suspend", "stop", "scrap", "dismantle", "close", "reopen",
})  # fmt: skip
_CONSENT = frozenset({"permission", "consent", "approval", "backing", "blessing", "help"})
_HELP = frozenset({"aid", "assistance", "support", "protection", "mediation", "cooperation"})
_HELPING = frozenset({"help", "assist"})
_HOLDING = frozenset({"hold", "detain", "jail", "imprison", "capture", "seize", "keep", "arrest"})
# What becomes of an appeal that was made.
_FATES = frozenset({"go", "remain", "fall", "meet", "come", "reach", "bring", "follow", "fail"})
ENDS = frozenset({"end", "halt", "stop", "cessation", "suspension"})
# With these the object is what is asked for, and what follows only what it is for.
_SEEKING = frozenset({"seek", "solicit", "request"})


@dataclass(frozen=True, slots=True)
class Inner:
    """The deed that a word of speech is about, and the match at it, if there is one."""

    token: Token | None
    match: Match | None

    @property
    def event(self) -> str | None:
        return self.match.pattern.event if self.match is not None else None

    def targets(self, patterns: Patterns) -> Slots:
        return targets_of(self.match, patterns) if self.match is not None else ()


def who_is_asked(trigger: Token, inner: Token | None, patterns: Patterns) -> Slots:
    """ "called for Iran to join": the one who is to do it is the one who is asked."""
    if inner is None or not is_verb(inner):
        return ()
    subject = [token for token in surface_subject(inner, patterns) if token.i > trigger.i]
    subject = [token for token in subject if not _is_asked_for(token)]
    if subject and is_passive(inner):
        by_whom = agents(inner)
        if by_whom:
            return (tuple(by_whom),)  # "asked that tanks be sent by Germany"
        whose = [owner for token in subject for owner in token.having("poss")]
        if whose:
            return (tuple(whose),)  # "demanded that Israel's blockade be lifted"
        if inner.lemma not in _DONE_WITH_ONES_OWN:
            return ()  # "pushed for the rebels to be let in" asks no rebels
    return (tuple(subject),) if subject else ()


def _is_asked_for(noun: Token) -> bool:
    """ "asked for a force to protect it": it is what is asked for, and asked nothing."""
    return noun.dep == "pobj" and noun.head.lower == "for" and noun.lemma in given_nouns()


def who_has_it(match: Match, inner: Inner, patterns: Patterns) -> Slots:
    """ "help from Rwanda", "talks with Russia", "the removal of Indian soldiers": whose it is."""
    trigger = match.trigger
    places = []
    for noun in nouns_asked_for(match):
        preps = prepositional(noun)
        wholes = (noun, *preps.get("of", []))
        if inner.match is None or inner.match.pattern.mode != "withdraw":  # "its withdrawal from"
            places += [prepositional(whole).get("from", []) for whole in wholes]
        places += [_holders(whole) for whole in wholes]
        if noun.lemma in given_nouns() | _CONSENT:
            places.append(noun.having("poss"))
        if noun.lemma in _HELP | _CONSENT:
            places.append(preps.get("of", []))  # "sought the help of Australia"
        if noun.lemma in _FORCES | _CONSENT | given_nouns() and _names_nobody(trigger):
            # "sought Rwandan soldiers", "called for French help"
            places.append([word for word in noun.having("amod") if word.text[0].isupper()])
        places.append(preps.get("by", []))  # "appealed for mediation by Qatar"
        if noun.lemma in ENDS:  # "a halt to American flights"
            places += [owners(thing) for name in ("to", "of") for thing in preps.get(name, [])]
        if inner.match is not None and inner.match.nominal and inner.match.pattern.mutual:
            places += [preps[name] for name in ("with",) if name in preps]
    if trigger.dep in _AIMS and trigger.tag in ("VB", "VBG") and is_verb(trigger.head):
        places.append(prepositional(trigger.head).get("to", []))  # "wrote to Rome seeking help"
        if trigger.head.lemma in _CALLING:
            places.append(trigger.head.having("dobj"))  # "telephoned Rome to ask for help"
    places.append(_who_answered(trigger))
    if _wants_out(trigger):
        places.append(trigger.having("dobj"))  # "wants Russian troops out"
    within = prepositional(trigger).get("in", [])
    within += [
        noun for word in trigger.having("nsubj") for noun in prepositional(word).get("in", [])
    ]
    letters = [noun for noun in within if noun.lemma in LETTERS]
    places += [prepositional(letter).get("to", []) for letter in letters]
    if trigger.dep in ("acl", "relcl") and trigger.head.lemma in WRITTEN:
        places += _written_to(trigger.head, patterns)  # "sent Rome a note seeking help"
    found = tuple(tuple(place) for place in places if place)
    if inner.match is not None and inner.match.nominal and not inner.match.pattern.mutual:
        found = doers_of(inner.match, patterns) + found
    return found


def _who_answered(plea: Token) -> list[Token]:
    """ "its call was rebuffed by Berlin", "Berlin rebuffed its call": whom it was made to."""
    verb = plea.head
    rules = own_patterns().verbs.get(verb.lemma, ()) if is_verb(verb) else ()
    plain = [pattern for rest, pattern in rules if not rest and not pattern.would_not]
    if not any(pattern.event == "REJECT" for pattern in plain):
        return []
    if plea.dep == "nsubjpass":
        return agents(verb)
    return surface_subject(verb, own_patterns()) if plea.dep == "dobj" else []


def _written_to(letter: Token, patterns: Patterns) -> list[list[Token]]:
    """Whom a letter is to: "a note to Rome", "sent Rome a note", "handed a note to Rome"."""
    found = [prepositional(letter).get("to", [])]
    if letter.dep in ("dobj", "nsubjpass") and is_verb(letter.head):
        frame = frame_of(letter.head, patterns)
        found += [frame.dative, frame.prepositions.get("to", [])]
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
    named = [noun, *noun.having("appos")]
    clauses = [c for word in named for c in word.having("acl", "relcl")]
    preps = [prepositional(c) for c in clauses if c.lemma in _HOLDING]
    return [who for found in preps for name in ("by", "in") for who in found.get(name, [])]


def nouns_asked_for(match: Match) -> list[Token]:
    trigger = match.trigger
    out = _wants_out(trigger)
    verb = match.frame.verb if match.frame is not None else trigger
    return [
        *prepositional(trigger).get("for", []),
        *(prepositional(trigger).get("on", []) if trigger.lemma == "insist" else []),
        *(prepositional(verb).get("for", []) if match.light is not None else []),
        *(noun for noun in trigger.having("dobj", "nsubjpass") if noun.pos == "NOUN" or out),
    ]


def _wants_out(verb: Token) -> bool:
    """ "wants Russian troops out"."""
    return any(child.lower == "out" for child in verb.children)


def without_gifts(places: Slots, match: Match) -> Slots:
    """Of "demanded tanks from Germany" the tanks are what is asked for, and not who is asked."""
    if match.pattern.complement != "asks":
        return places
    asked = [noun for noun in nouns_asked_for(match) if noun.lemma in given_nouns()]
    return tuple(place for place in places if not any(token in asked for token in place))


def asks_for_noun(match: Match) -> bool:
    trigger = match.trigger
    preps = prepositional(trigger)
    if match.light is not None and match.frame is not None:
        preps = {**match.frame.prepositions, **preps}
    if "for" in preps or (trigger.lemma == "insist" and "on" in preps):
        return True
    if "to" in preps:  # "its appeal to tourists lies in its bookshops" asks for nothing
        return match.frame is not None or trigger.head.lemma in _FATES
    return trigger.lemma in ("demand", "request", "urge", "seek", "solicit", "want") and any(
        child.dep in ("dobj", "nsubjpass", "ccomp") for child in trigger.children
    )


def asked_words(match: Match, inner: Inner) -> AskedDraft | None:
    """The words of what is asked for: a clause, or a noun after "for" or as the object."""
    token, trigger = inner.token, match.trigger
    gifts = prepositional(trigger).get("for", [])
    gifts += trigger.having("dobj") if trigger.lemma in _SEEKING else []
    deed = token if inner.match is not None else None  # "sought the departure of troops"
    gifts = [noun for noun in gifts if is_gift(noun) and noun is not deed]
    if token is None or gifts:  # "asked for helicopters to reach the villages"
        nouns = gifts or nouns_asked_for(match)
        if not nouns:
            return None
        token, inner = nouns[0], Inner(None, None) if gifts else inner
    line = [token]
    while line[-1].head not in (trigger, line[-1]) and len(line) < _FAR:
        line.append(line[-1].head)
    whole = next((word for word in reversed(line) if is_verb(word)), line[-1])
    below = sorted(whole.subtree(), key=lambda word: word.i)
    below = [word for word in below if word.i > trigger.i or trigger.i > whole.i] or [whole]
    first = below[1] if below[0].lower == "that" and len(below) > 1 else below[0]
    event = _event_of(token, inner) or deed_of(token, own_patterns())[0]
    if whole is not token and whole.lemma in _HELPING:
        event = "AID"  # "asked it to help drive them out"
    if is_verb(token) and mood_of_verb(token) == "negated":
        event = None  # "urged it not to attack" asks for no attack
    out = _wants_out(trigger)
    if out and (event is None or (event == "AID" and token.lemma in _FORCES)):
        event = "RETREAT"  # "wants their troops out"
    return AskedDraft(event, first, below[-1])


def _event_of(token: Token, inner: Inner) -> str | None:
    """The type of what is asked for; "asked for weapons" asks for aid without naming a deed."""
    if inner.event is not None:
        return inner.event
    return "AID" if is_gift(token) else None


def is_gift(noun: Token) -> bool:
    """ "tanks", "a squadron of aircraft", but not "the removal of police": what is given."""
    rules = own_patterns().nouns.get(noun.lemma, ())
    of_deed = any(noun.lemma in pattern.nouns_of for _, pattern in rules)
    counted = [] if of_deed else prepositional(noun).get("of", [])
    words = [word.lemma for word in (noun, *counted)]
    words += [f"{word.lemma} {noun.lemma}" for word in noun.having("compound", "amod")]
    return any(word in given_nouns() for word in words)


@cache
def given_nouns() -> frozenset[str]:
    """The nouns that verbs of giving make an AID of."""
    return _FORCES | frozenset(
        word
        for pattern in own_patterns().events
        if pattern.id == "aid.give"
        for word in pattern.object
    )
