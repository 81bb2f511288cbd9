"""Who did what to whom: drafts of events from the patterns that a sentence meets."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.coding.asked_for import without_gifts
from foedus.coding.attribution import speakers_of
from foedus.coding.complements import Complement, read_complement
from foedus.coding.denials import is_finite, rules_out_past, share_of
from foedus.coding.drafts import EventDraft, Slots
from foedus.coding.governing import GOING, HAPPENING, WRITING, names_force
from foedus.coding.matching import Match, inner_of
from foedus.coding.modality import assertion_of
from foedus.coding.mood import mood_of_verb
from foedus.coding.own_denials import denied_besides, is_denied, is_said_not_done
from foedus.coding.parties import (
    aims_of,
    doers_of,
    is_force,
    is_own_deed,
    planners_of,
    proxy_of,
    targets_of,
)
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import ASKING, is_infinitive, is_verb, lookup
from foedus.coding.spoken_requests import asked_in_speech, plain_requests
from foedus.coding.truces import is_of_the_war
from foedus.coding.types_as_put import type_as_put
from foedus.model import Assertion
from foedus.reading.sentence import Sentence, Token

_NOBODY = frozenset({"nobody", "none"})
# What is denied by the one whom it would have been a deed of, where nobody else is named.
_OF_THE_STATE = frozenset({"COERCE", "MOBILIZE"})
# What somebody does to a deed of which he speaks, and which is neither his nor undone by it.
_ENDING = frozenset({"end", "resolve", "abandon", "defuse", "escalate", "settle"})
# Of these there are too many words for the model to tell by the words alone.
_TOO_MANY_WORDS = frozenset({"COERCE", "MOBILIZE"})
# What somebody could do is no deed and no plan.
_ABILITY = frozenset({"ability", "capability", "capacity", "inability"})
_SINCE = frozenset({"after", "since", "following"})
_MEANT: tuple[Assertion, ...] = ("intended", "possible", "denied")
# With these what follows is their content, and no event of its own.
_CONTENT = frozenset({"promises", "threatens", "refuses", "warns", "ceases"})


def events_in(
    sentence: Sentence, matches: dict[Token, Match], patterns: Patterns
) -> Iterator[EventDraft]:
    """The events of a sentence, each once; what a promise or a threat is about is part of it."""
    read = {token: read_complement(match, matches, patterns) for token, match in matches.items()}
    absorbed = _absorbed(matches, read, patterns) | _told_by_verb(matches)
    told = {token: match for token, match in matches.items() if read[token] is not None}
    yield from plain_requests(sentence, told, patterns)
    for token, match in matches.items():
        complement = read[token]
        if token in absorbed or complement is None:
            continue
        if _is_bare_purpose(token, patterns) or _is_aside(token) or _endangers(match, patterns):
            continue
        if match.nominal and match.pattern.light_only and match.light != "doer":
            continue
        if match.nominal and token.dep == "dobj" and token.head.lemma in _ENDING:
            continue  # "tried to end the conflict": it goes on, and whose it is is not said
        if match.pattern.id == "words" and match.pattern.event in _TOO_MANY_WORDS:
            continue
        if match.nominal and _must_be_carried(match) and not is_carried(match, patterns):
            continue  # a withdrawal that is spoken of may be one that was only announced
        draft = _draft(sentence, match, complement, patterns)
        if draft is None:
            continue
        denied = denied_besides(draft, patterns)
        if counts(draft) and (denied is None or draft.speakers):
            yield draft
        if denied is not None:
            yield denied
        asked = asked_in_speech(draft, match, patterns)
        if asked is not None:
            yield asked


def counts(draft: EventDraft) -> bool:
    """Whether a draft is an event; some words say so only of what is planned or denied."""
    only = draft.pattern.only
    if only == "denied":
        return draft.assertion == "denied" or draft.deniable
    meant = draft.assertion in _MEANT or draft.deniable
    return only is None or (only == "meant" and meant)


def _is_bare_purpose(token: Token, patterns: Patterns) -> bool:
    """ "a force to fight terrorists", "how to protect them": for what, and nobody's plan."""
    if is_infinitive(token) and any(c.tag == "WRB" and c.i < token.i for c in token.children):
        return True
    if _is_aim(token, patterns):
        return True
    if token.dep == "xcomp" and token.head.lemma == "have" and token.head.dep == "relcl":
        return True  # "the levers they have to press it"
    if not is_verb(token) or token.dep not in ("acl", "relcl", "advcl"):
        return False
    if not is_infinitive(token):
        return False
    if token.head.lemma in _ABILITY:
        return True
    return (
        lookup(token.head, patterns.governors) is None
        and token.head.lower != "time"
        and token.head.lemma not in WRITING
        and not (token.lemma in ASKING and token.head.lemma in GOING)
        and token.head.lemma not in patterns.proxy["verbs"]
    )


def _is_aim(token: Token, patterns: Patterns) -> bool:
    """ "struck in an effort to drive them out", "struck to drive them out": tells of one blow."""
    above = {"xcomp": token.head.head, "advcl": token.head}
    verb = above.get(token.dep, token.head.head.head)
    return is_verb(verb) and is_force(verb, patterns) and token in aims_of(verb, patterns)


def _endangers(match: Match, patterns: Patterns) -> bool:
    """ "if a strike threatens its troops": a danger, and nobody's word."""
    subjects = match.frame.subject if match.frame is not None and not match.nominal else []
    threat = match.pattern.event == "THREATEN" and bool(subjects)
    return threat and all(noun.pos == "NOUN" and names_force(noun, patterns) for noun in subjects)


def _is_planned(match: Match, patterns: Patterns) -> bool:
    """The object of "plans" or "called off", or what "preparations" are made for."""
    own = match.frame is not None and is_own_deed(match.frame.verb)
    return own or bool(planners_of(match.trigger, patterns)) or _is_in_plan(match, patterns)


def _is_in_plan(match: Match, patterns: Patterns) -> bool:
    """ "preparations for a Russian offensive are under way"."""
    noun = match.trigger
    plan = noun.head.head
    planned = plan.pos == "NOUN" and lookup(plan, patterns.governors) == "intended"
    return noun.dep == "pobj" and noun.head.lower in ("for", "of") and planned


def _must_be_carried(match: Match) -> bool:
    return match.pattern.carried_only or match.trigger.lemma in match.pattern.nouns_of


def is_carried(match: Match, patterns: Patterns) -> bool:
    """Whether a verb carries, plans or tells of the deed that a noun names."""
    noun = match.trigger
    planned = match.frame is not None and is_own_deed(match.frame.verb)
    planned = planned or _is_in_plan(match, patterns)
    happens = noun.dep in ("nsubj", "nsubjpass") and noun.head.lemma in HAPPENING - {"be"}
    owned_up = share_of(noun, patterns) is not None
    return match.light is not None or planned or happens or owned_up or _came_before(noun)


def _came_before(noun: Token) -> bool:
    """ "after the release of hostages by Hamas", "it followed the release by Hamas": it is done."""
    if not noun.having("agent") and not any(c.lower == "by" for c in noun.having("prep")):
        return False
    is_object = noun.dep == "dobj" and noun.head.lemma == "follow"
    return is_object or (noun.dep == "pobj" and noun.head.lower in _SINCE)


def _is_aside(token: Token) -> bool:
    """ "as agreed", "as reported": no deed of the clause's subject."""
    return (
        token.tag == "VBN"
        and any(child.lower == "as" and child.dep == "mark" for child in token.children)
        and not token.having("nsubj", "nsubjpass")
    )


def _absorbed(
    matches: dict[Token, Match], read: dict[Token, Complement | None], patterns: Patterns
) -> set[Token]:
    """Deeds that are the content of a promise, a threat or a refusal and no events themselves."""
    found: set[Token] = set()
    for token, match in matches.items():
        kind = match.pattern.complement
        if token.lemma == "rule" and mood_of_verb(token) == "negated":
            continue  # "did not rule out an attack": it may come
        if read[token] is not None and kind in _CONTENT:
            inner = inner_of(token, matches, patterns)
            # "its request was turned down": it was made all the same
            made = kind == "refuses" and inner in matches and matches[inner].pattern.of == "doer"
            made = made or (inner is not None and rules_out_past(inner, token))
            if inner is not None and not made:
                found.add(inner)
                found |= _carried_by(inner, matches)
    return found


def _carried_by(verb: Token, matches: dict[Token, Match]) -> set[Token]:
    """The deed of "vowed to wage war", which is what was vowed."""
    return {
        noun
        for noun, match in matches.items()
        if match.light == "doer" and match.frame is not None and match.frame.verb is verb
    }


def _told_by_verb(matches: dict[Token, Match]) -> set[Token]:
    """Nouns that are the object a verb's pattern asks for: "joined the fight" is one event."""
    return {
        token
        for match in matches.values()
        if not match.nominal and match.pattern.object and match.frame is not None
        if match.pattern.only is None and match.pattern.event != "REJECT"  # "ignored calls for"
        for token in match.frame.object
        if token in matches and matches[token].pattern.complement != "asks"  # "received a plea"
    }


def _draft(
    sentence: Sentence, match: Match, read: Complement, patterns: Patterns
) -> EventDraft | None:
    pattern, trigger = match.pattern, match.trigger
    through, principal = proxy_of(match, patterns)
    doers = principal + doers_of(match, patterns)
    targets = without_gifts(targets_of(match, patterns), match) + read.targets
    if read.asks is not None and not match.nominal:
        # "from Rome he called for Iran to leave": the one who is to do it, before any other place
        targets = read.targets[:1] + targets
    assertion = pattern.assertion or assertion_of(trigger, patterns)
    if assertion is None:
        return None  # "insisted that it not attack"
    asked = _is_question(sentence) and not _is_taken_as_known(trigger)
    if asked and assertion in ("actual", "intended", "possible", "negated"):
        assertion = "hypothetical"
    told = match.light is not None or pattern.complement == "asks"
    speakers = () if match.nominal and not told else speakers_of(trigger, patterns)
    deniable = False
    if assertion == "negated" and _is_by_nobody(match, doers):
        doers = speakers_of(trigger, patterns)  # "no arrest took place, the minister said"
    if assertion == "denied":
        speakers = speakers_of(trigger, patterns)
    elif assertion == "negated" and is_said_not_done(match, doers, patterns):
        speakers, deniable = speakers_of(trigger, patterns), True
        if is_denied(match, doers, speakers):
            assertion = "denied"
    deniable = deniable and assertion == "negated"
    event, mode, assertion = type_as_put(match, read, assertion, (doers, targets), speakers)
    return EventDraft(
        sentence=sentence,
        pattern=pattern,
        event=event,
        mode=mode,
        trigger=trigger,
        doers=doers,
        targets=targets,
        assertion=assertion,
        speakers=speakers,
        through=through,
        asks=read.asks if event == "REQUEST" else None,
        nominal=match.nominal,
        carried=match.light is not None,
        passive=match.frame is not None and match.frame.passive,
        has_clause=_has_clause(match),
        carrier=match.frame.verb.lemma if match.frame is not None and match.light else None,
        light=match.frame.verb if match.frame is not None and match.light else None,
        planned=match.nominal and _is_planned(match, patterns),
        words=_words(match),
        objects=tuple(match.frame.object) if match.frame is not None else (),
        of_the_war=is_of_the_war(match, patterns),
        deniable=deniable,
    )


def _is_by_nobody(match: Match, doers: Slots) -> bool:
    """ "nobody is besieging them", "no arrest took place": not by the one who says so."""
    if match.nominal:
        return not doers and match.pattern.event in _OF_THE_STATE
    if match.frame is not None and match.frame.passive and not doers:
        return match.pattern.event in _OF_THE_STATE  # "no troops had been moved"
    nobody = bool(doers) and all(token.lower in _NOBODY for token in doers[0])
    return nobody and match.pattern.event in _OF_THE_STATE | {"ASSAULT"}


def _is_question(sentence: Sentence) -> bool:
    return sentence.text.rstrip("\"'”’) ").endswith("?")


def _is_taken_as_known(verb: Token) -> bool:
    """ "how can they talk to one who killed thousands?": that he did is not what is asked."""
    while verb.dep == "conj":
        verb = verb.head
    return verb.dep == "relcl" and is_finite(verb)


def _has_clause(match: Match) -> bool:
    return any(
        child.dep in ("xcomp", "ccomp") and child.i > match.trigger.i
        for child in match.trigger.children
    )


def _words(match: Match) -> tuple[Token, ...]:
    """The words that the evidence must cover besides the parties."""
    words = [match.trigger]
    if match.frame is not None:
        words.append(match.frame.verb)
        words += match.frame.object
    return tuple(words)
