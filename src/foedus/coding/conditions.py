"""On what a promise hangs: "if", "unless", "until", "as long as", "without", "should X"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from foedus.coding.asked_for import ENDS, is_gift
from foedus.coding.complements import ENDED, meaning_of
from foedus.coding.deeds import deed_of
from foedus.coding.drafts import ConditionDraft, Slots
from foedus.coding.futures import is_faced, negated
from foedus.coding.implied_conditions import clause_before, looks_ahead, whatever_is_done
from foedus.coding.marked_conditions import marked_condition
from foedus.coding.matching import Match, inner_of
from foedus.coding.modality import HAPPENING
from foedus.coding.parties import doers_of, subjects_of
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb, lookup, owners, prepositional
from foedus.coding.provisos import is_instant
from foedus.model import ConditionType
from foedus.reading.sentence import Token

# "as long as", "as soon as", "only if": the clause hangs on the word in between.
_HALVES = ("long", "soon", "only")
_CONSENT = frozenset({"consent", "approval", "permission", "agreement", "blessing", "assent"})
_PROVISOS = ("provided", "providing", "assuming", "supposing", "barring")
_BARGAINS = ("return", "exchange", "condition", "proviso", "understanding", "event")
_HOLDING = frozenset({"hold", "impose", "detain", "seize", "capture", "jail", "keep"})
_IMPOSED = frozenset({"sanction", "embargo", "blockade", "siege", "ban", "tariff", "restriction"})
_CONTENT = ("pobj", "pcomp", "acl", "ccomp", "relcl", "dobj")
_EACH = frozenset({"every", "each"})
_GOING_WITHOUT = frozenset({"leave", "go", "remain", "manage", "live"})
_ENDING = frozenset({"end", "stop", "cease", "finish"})
_SAME = frozenset({"same", "so", "likewise", "suit"})
_OVER = frozenset({"over", "out", "home", "free", "back", "gone", "away", "off", "in"})
# These tell of a time as often as of a condition.
_OF_TIME = ("when", "while")


def condition_of(
    token: Token, matches: dict[Token, Match], patterns: Patterns
) -> ConditionDraft | None:
    """The condition that hangs on a verb, an adjective or a noun of promise."""
    below = [c for c in token.children if c.lower in _HALVES]
    below += [c for c in token.having("npadvmod", "dobj") if is_instant(c)]
    below += [c for prep in token.having("prep") for c in prep.children if c.lower in _HALVES]
    bargain = clause_before(token)
    if bargain is not None:
        how, clause = bargain
        return _draft(_Held(clause, how, _first_below(clause)), matches, patterns)
    # "will bomb posts if villages are hit": the parser may hang the clause on the posts.
    nouns = [c for c in token.children if c.dep in ("dobj", "attr") and c.i > token.i]
    nouns += [c for prep in token.having("prep") for c in prep.children if c.dep == "pobj"]
    stray = [c for noun in nouns for c in noun.having("advcl") if c.having("mark")]
    stray += _strays(token, token)
    children = [*token.children, *(c for word in below for c in word.children), *stray]
    for child in children:
        kind = _of_clause(child, token, patterns)
        if kind is not None:
            half = child.head if child.head in below else None
            whole = half.head if half is not None and half.dep == "pcomp" else half
            first = min(whole.subtree(), key=_position) if whole is not None else None
            inner = child.having("ccomp", "pcomp", "dobj", "pobj")
            inner = inner if child.lower in (*_PROVISOS, "as") else []
            deed = inner[0] if inner else child
            held = _Held(deed, kind, first or _first_below(child), token)
            return _draft(held, matches, patterns)
    for child in children:
        phrase = _of_phrase(child, patterns)
        if phrase is not None:
            return _draft(_Held(phrase[1], phrase[0], child), matches, patterns)
    any_deed = whatever_is_done(token, matches)
    if any_deed is not None:
        deed, noun = any_deed
        return _draft(_Held(deed, "if", _first_below(noun)), matches, patterns)
    return None


def condition_at(
    deed: Token, matches: dict[Token, Match], patterns: Patterns
) -> ConditionDraft:
    """The condition that a noun names: "conditional on an apology"."""
    draft = _draft(_Held(deed, "if", _first_below(deed)), matches, patterns)
    whose = tuple(owners(deed))
    return replace(draft, actors=(whose, *draft.actors)) if whose else draft


def marked_condition_of(
    deed: Token, matches: dict[Token, Match], patterns: Patterns
) -> ConditionDraft | None:
    """The condition that a sentence opens in words of its own, wherever the parse hangs it."""
    found = marked_condition(deed, patterns)
    if found is None:
        return None
    kind, first, verb = found
    return _draft(_Held(verb, kind, first), matches, patterns)


def _strays(token: Token, verb: Token) -> list[Token]:
    """ "for two months in return for", "a peace accord provided that": hung on a noun instead."""
    found: list[Token] = []
    for child in token.children:
        if child.i < verb.i or child.dep in ("punct", "conj", "relcl", "advcl", "ccomp", "xcomp"):
            continue
        bargains = child.dep == "prep" and any(c.lower in _BARGAINS for c in child.children)
        if token is not verb and (bargains or child.lower in _PROVISOS or _for_each(child)):
            found.append(child)
        if child.lower not in _PROVISOS:
            found += _strays(child, verb)
    return found


def _position(token: Token) -> int:
    return token.i


def _of_clause(child: Token, governor: Token, patterns: Patterns) -> ConditionType | None:
    """The type of condition that an adverbial clause makes; None if it makes none."""
    proviso = child.lower in _PROVISOS and child.dep == "advmod"
    if not proviso and child.dep not in ("advcl", "ccomp", "prep", "acl", "relcl"):
        return None
    marks = [c.lower for c in child.children if c.dep in ("mark", "advmod") and c.i <= child.i]
    if _is_as_long_as(child, governor, marks):
        return "as-long-as"
    if _is_only_after(child) or ("as" in marks and child.head.lower == "soon"):
        return "if"
    if is_instant(child.head) and child.dep in ("relcl", "advcl", "acl"):
        return "if" if looks_ahead(governor) else None  # "will leave the moment it is attacked"
    if child.lower in _PROVISOS and (child.dep in ("advcl", "prep") or child.having("ccomp")):
        return patterns.conditions[child.lower]  # type: ignore[return-value]
    if any(c.lower == "even" for word in child.having("mark", "advmod") for c in word.children):
        return None  # "even if it is attacked": whether or not
    if any(c.lower == "even" and c.i < child.i for c in child.having("advmod")) and "if" in marks:
        return None
    if any(_is_in_case(c) for c in child.children if c.i < child.i):
        return "if"  # "in case Iran attacks"
    if any(map(is_instant, child.having("mark"))):
        return "if"  # "the moment Iran attacks"
    if "after" in marks and _is_to_come(child) and looks_ahead(governor):
        return "if"  # "will leave after Iran leaves"
    for mark in marks:
        kind = patterns.conditions.get(mark)
        held = mark != "while" or _is_refusal(governor)
        if kind is not None and held and (mark not in _OF_TIME or looks_ahead(governor)):
            return kind  # type: ignore[return-value]
    if child.dep in ("advcl", "ccomp") and (_is_inverted(child) or _is_bargain(child, governor)):
        return "if"
    return None


def _is_in_case(word: Token) -> bool:
    return word.lower == "in" and any(c.lower == "case" for c in word.children)


def _is_to_come(clause: Token) -> bool:
    """ "after Iran leaves", "after it has left": of what has happened a report says that it did."""
    has = any(c.lower in ("has", "have") for c in clause.having("aux"))
    return clause.tag in ("VBZ", "VBP") or has


def _is_bargain(clause: Token, governor: Token) -> bool:
    """ "in the event that", "on one condition, that", where the parser hangs the clause higher."""
    first = next((c for c in clause.children if c.lower == "that" and c.i < clause.i), None)
    if first is None:
        return False
    near = [t for t in governor.subtree() if first.i - 2 <= t.i < first.i and t.dep != "punct"]
    return bool(near) and near[-1].lower in _BARGAINS


def _is_as_long_as(child: Token, governor: Token, marks: Sequence[str]) -> bool:
    """ "as long as", "so long as", also with the words apart in the parse."""
    if child.lower == "as" and child.dep == "prep" and child.head.lower == "long":
        return True  # "so long as the siege lasts", where "lasts" is taken for a noun
    if "as" in marks and (
        child.head.lower == "long" or any(c.lower == "long" for c in child.children)
    ):
        return True
    firsts = [mark.i for mark in child.having("mark") if mark.lower == "as"]
    return any(t.lower == "long" and t.i + 1 in firsts for t in governor.subtree())


def _is_only_after(child: Token) -> bool:
    """ "only after Belgrade apologises"."""
    after = child.lower == "after" or any(c.lower == "after" for c in child.having("mark"))
    return after and any(c.lower == "only" for c in child.children)


def _is_refusal(verb: Token) -> bool:
    """ "will not talk while", "there will be no talks while"."""
    return negated(verb) or any(map(negated, verb.having("attr", "dobj")))


def _is_inverted(clause: Token) -> bool:
    """ "should Israel attack", "were Iran to attack"."""
    auxiliaries = [c for c in clause.children if c.dep == "aux" and c.lower in ("should", "were")]
    subjects = clause.having("nsubj", "nsubjpass")
    if clause.lower == "were" and subjects:
        return clause.i < subjects[0].i
    return bool(auxiliaries and subjects and auxiliaries[0].i < subjects[0].i)


def _of_phrase(child: Token, patterns: Patterns) -> tuple[ConditionType, Token] | None:
    """ "in case of an attack", "without guarantees", "in return for aid"."""
    if child.dep not in ("prep", "acomp", "advcl", "amod", "oprd", "advmod", "npadvmod"):
        return None
    for words, kind in patterns.condition_phrases.items():
        end = _end_of(child, words)
        if words == ("without",) and child.head.lemma in _GOING_WITHOUT:
            continue  # "will not leave the Kurds without arms"
        if end is not None:
            inner = [c for c in end.children if c.dep in _CONTENT]
            if inner:
                return kind, _without_speaker(inner[0], patterns)  # type: ignore[return-value]
    return ("if", each[0]) if (each := _for_each(child)) else None


def _without_speaker(clause: Token, patterns: Patterns) -> Token:
    """ "in the event that Iran attacks, the army said": what it said, and not that it did."""
    before = [c for c in clause.having("ccomp") if c.i < clause.i]
    return before[0] if before and lookup(clause, patterns.saying) is not None else clause


def _for_each(preposition: Token) -> list[Token]:
    """ "for every house that Israel razes": each time that it does."""
    things = preposition.having("pobj") if preposition.lower == "for" else []
    counted = [thing for thing in things if any(c.lower in _EACH for c in thing.having("det"))]
    return [clause for thing in counted for clause in thing.having("relcl") or [thing]]


def _end_of(preposition: Token, words: tuple[str, ...]) -> Token | None:
    """The last token of a phrase such as "in case of" that starts at this preposition."""
    current = preposition
    if current.lower != words[0]:
        return None
    for word in words[1:]:
        following = [c for c in current.children if c.lower == word]
        if not following:
            return None
        current = following[0]
    return current


@dataclass(frozen=True, slots=True)
class _Held:
    """What a promise hangs on: its deed, its type, its first word, and what is promised."""

    deed: Token
    kind: ConditionType
    first: Token
    promised: Token | None = None


def _first_below(deed: Token) -> Token:
    return min((t for t in deed.subtree() if t.dep != "punct"), key=_position)


def _draft(held: _Held, matches: dict[Token, Match], patterns: Patterns) -> ConditionDraft:
    deed, promised = held.deed, held.promised
    match = matches.get(deed)
    if match is None:
        inner = inner_of(deed, matches, patterns) if is_verb(deed) else None
        match = matches.get(inner) if inner is not None else None
    over = deed.lemma == "be" and any(c.lower in _OVER for c in deed.having("advmod", "acomp", "prt"))
    if match is None and not over and deed.lemma in HAPPENING | {"break", "hold"}:
        nouns = [matches.get(subject) for subject in deed.having("nsubj")]
        match = next((found for found in nouns if found is not None), None)  # "if war breaks out"
    if match is None and deed.lemma == "be" and deed.having("expl"):
        there = [matches.get(noun) for noun in deed.having("attr", "nsubj", "dobj")]
        match = next((found for found in there if found is not None), None)  # "if there is a raid"
    if match is None and promised is not None and _repeats(deed):
        match = matches.get(promised)
    event: str | None
    stopped = _stopped(deed, matches)
    match = stopped or match
    ended = _what_ends(deed, matches) or (ENDED[stopped.pattern.event][0] if stopped else None)
    if ended is not None:
        event, recipients = ended, ()
    elif match is not None:
        event, recipients = meaning_of(match, matches, patterns)
    elif (event := _promise_in(deed, patterns)) is not None:
        recipients = ()
    elif not is_verb(deed) and is_gift(deed):
        event, recipients = "AID", ()  # "in return for Russian gas"
    else:
        event, recipients = deed_of(deed, patterns)
    # "must leave or we will attack": the second clause is no part of the first
    beside = [c for c in deed.having("conj") if c.having("nsubj", "nsubjpass") or is_faced(c)]
    others = {token.i for clause in beside for token in clause.subtree()}
    below = sorted(deed.subtree(), key=lambda token: token.i)
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
    whose = [owner for noun in deed.having("nsubjpass") for owner in owners(noun)]
    own = (tuple(whose),) if whose and not deed.having("agent") else ()
    return subjects_of(deed, patterns) + own  # "if Turkish troops are withdrawn"
