"""What a condition is about: the deed it names, who would do it, and to whom."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.coding.asked_for import ENDS, is_gift
from foedus.coding.complements import ENDED, meaning_of
from foedus.coding.deeds import deed_of
from foedus.coding.drafts import ConditionDraft, Slots
from foedus.coding.futures import HELD, is_faced
from foedus.coding.governing import HAPPENING
from foedus.coding.matching import Match, inner_of
from foedus.coding.parties import doers_of, subjects_of
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_infinitive, is_verb, owners, prepositional
from foedus.model import ConditionType
from foedus.reading.sentence import Token

_CONSENT = frozenset({"consent", "approval", "permission", "agreement", "blessing", "assent"})
_HOLDING = frozenset({"hold", "impose", "detain", "seize", "capture", "jail", "keep"})
_IMPOSED = frozenset({"sanction", "embargo", "blockade", "siege", "ban", "tariff", "restriction"})
_ENDING = frozenset({"end", "stop", "cease", "finish"})
_SAME = frozenset({"same", "so", "likewise", "suit"})
# "once the war is over", "until the men are home": what is no more, or no longer there.
_OVER = frozenset({"over", "out", "home", "free", "back", "gone", "away", "off", "in"})
# "once their troops are out", "until the hostages are home": they have left, or were let go.
_GONE = frozenset({"out", "home", "free", "gone", "away"})


@dataclass(frozen=True, slots=True)
class Held:
    """What a promise hangs on: its deed, its type, its first word, and what is promised."""

    deed: Token
    kind: ConditionType
    first: Token
    promised: Token | None = None


def first_below(deed: Token) -> Token:
    """The first word of what hangs on a deed."""
    return min((t for t in deed.subtree() if t.dep != "punct"), key=_position)


def draft_of(held: Held, matches: dict[Token, Match], patterns: Patterns) -> ConditionDraft:
    """The condition that a deed makes, with those who are to do it."""
    deed = held.deed
    match = _match_of(held, matches, patterns)
    event, recipients = _meaning(deed, match, matches, patterns)
    # "must leave or we will attack": the second clause is no part of the first
    beside = [c for c in deed.having("conj") if c.having("nsubj", "nsubjpass") or is_faced(c)]
    others = {token.i for clause in beside for token in clause.subtree()}
    below = sorted(deed.subtree(), key=_position)
    below = [token for token in below if token.dep not in ("punct", "cc") and token.i not in others]
    return ConditionDraft(
        type=held.kind,
        event=event,
        first=held.first,
        last=below[-1],
        actors=_subjects(deed, patterns)
        + (doers_of(match, patterns) if match is not None else ())
        + _holders(deed),
        recipients=recipients,
    )


def _match_of(held: Held, matches: dict[Token, Match], patterns: Patterns) -> Match | None:
    """The match at the deed, or where its words only say that there is such a deed."""
    deed = held.deed
    stopped = _stopped(deed, matches)
    if stopped is not None or deed in matches:
        return stopped or matches[deed]
    inner = inner_of(deed, matches, patterns) if is_verb(deed) else None
    if inner in matches:
        return matches[inner]
    nouns: list[Token] = []
    over = deed.having("advmod", "acomp", "prt") if deed.lemma == "be" else []
    if deed.lemma in HAPPENING | {"break", "hold"} and not any(c.lower in _OVER for c in over):
        nouns = deed.having("nsubj")  # "if war breaks out"
    if deed.lemma == "be" and deed.having("expl"):
        nouns = nouns + deed.having("attr", "nsubj", "dobj")  # "if there is a raid"
    for noun in nouns:
        if noun in matches:
            return matches[noun]
    return matches.get(held.promised) if held.promised is not None and _repeats(deed) else None


def _meaning(
    deed: Token, match: Match | None, matches: dict[Token, Match], patterns: Patterns
) -> tuple[str | None, Slots]:
    """The type of the deed, and to whom it would be done."""
    ended = _what_ends(deed, matches)
    if ended is not None:
        return ended, ()
    if match is not None and match is _stopped(deed, matches):
        return ENDED[match.pattern.event][0], ()
    if match is not None:
        return meaning_of(match, matches, patterns)
    word = _promise_in(deed, patterns)
    if word is not None:
        return word, ()
    if deed.lemma == "be" and any(c.lower in _GONE for c in deed.children):
        return "RETREAT", ()
    if not is_verb(deed) and is_gift(deed):
        return "AID", ()  # "in return for Russian gas"
    return deed_of(deed, patterns)


def _stopped(noun: Token, matches: dict[Token, Match]) -> Match | None:
    """ "in return for a halt to Israeli raids": the deed that is to end."""
    preps = prepositional(noun) if noun.lemma in ENDS and not is_verb(noun) else {}
    below = [matches.get(deed) for name in ("to", "of", "in") for deed in preps.get(name, [])]
    return next((found for found in below if found and found.pattern.event in ENDED), None)


def _what_ends(deed: Token, matches: dict[Token, Match]) -> str | None:
    """ "until the embargo ends", "once the raids stop": what the end of such a deed is."""
    if deed.lemma not in _ENDING or deed.having("dobj", "xcomp"):
        return None
    nouns = [matches.get(noun) for noun in deed.having("nsubj")]
    found = [ENDED[noun.pattern.event] for noun in nouns if noun and noun.pattern.event in ENDED]
    return found[0][0] if found else None


def _holders(noun: Token) -> Slots:
    """ "the release of the captives held by Hamas", "the lifting of American sanctions"."""
    if is_verb(noun):
        return ()
    things = prepositional(noun).get("of", [])
    held = [c for t in (noun, *things) for c in t.having("acl") if c.lemma in _HOLDING]
    places = [prepositional(verb).get("by", []) for verb in held]
    within = [prepositional(verb).get("in", []) for verb in held]  # "held in Iran"
    places += within + [owners(jail) for jails in within for jail in jails]  # "in Iranian jails"
    if is_gift(noun):
        places += [owners(noun), prepositional(noun).get("from", [])]
    places += [owners(thing) for thing in things if thing.lemma in _IMPOSED]
    return tuple(tuple(place) for place in places if place)


def _repeats(deed: Token) -> bool:
    """ "as long as Turkey does": the same deed as the one promised."""
    objects = deed.having("dobj")
    return deed.lemma in ("do", "follow") and all(noun.lower in _SAME for noun in objects)


def _promise_in(deed: Token, patterns: Patterns) -> str | None:
    """ "if Iran guarantees that", "if given an assurance": somebody's word is an AGREE."""
    words = [deed, *deed.having("dobj", "nsubjpass")]
    pledges = ("pledge", "vow")
    given = any(word.lemma in _CONSENT for word in words[1:]) or any(
        patterns.promise["strength"].get(word.lemma) in pledges for word in words
    )
    return "AGREE" if given else None


def _subjects(deed: Token, patterns: Patterns) -> Slots:
    """The one who is to do it; of "Turkish units" also whose they are, and of a passive who by."""
    if not is_verb(deed) or deed.having("expl"):
        return ()
    told = _who_is_told(deed)
    if told:
        return (tuple(told),)
    if deed.lemma == "be" and any(noun.lemma in HELD for noun in deed.having("nsubj")):
        return ()  # "until the hostages are free": it is others who are to free them
    whose = [owner for noun in deed.having("nsubjpass") for owner in owners(noun)]
    own = (tuple(whose),) if whose and not deed.having("agent") else ()
    return subjects_of(deed, patterns) + own  # "if Turkish troops are withdrawn"


def _who_is_told(deed: Token) -> list[Token]:
    """ "gave Mali a day to leave, or else it would attack": Mali is who is to leave."""
    if not is_infinitive(deed) or deed.having("nsubj", "nsubjpass"):
        return []
    verb = deed.head if is_verb(deed.head) else deed.head.head
    return verb.having("dative") if verb.lemma == "give" else []


def _position(token: Token) -> int:
    return token.i
