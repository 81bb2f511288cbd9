"""On what a promise hangs: "if", "unless", "until", "as long as", "without", "should X"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foedus.coding.condition_drafts import Held, draft_of, first_below
from foedus.coding.drafts import ConditionDraft
from foedus.coding.futures import negated
from foedus.coding.implied_conditions import clause_before, looks_ahead, whatever_is_done
from foedus.coding.marked_conditions import marked_condition
from foedus.coding.matching import Match
from foedus.coding.mood import is_in_case
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import lookup, owners
from foedus.coding.provisos import is_instant
from foedus.model import ConditionType
from foedus.reading.sentence import Token

# "as long as", "as soon as", "only if": the clause hangs on the word in between.
_HALVES = ("long", "soon", "only")
_PROVISOS = ("provided", "providing", "assuming", "supposing", "barring")
_BARGAINS = ("return", "exchange", "condition", "proviso", "understanding", "event")
_CONTENT = ("pobj", "pcomp", "acl", "ccomp", "relcl", "dobj")
_DEPENDING = frozenset({"depend", "hinge", "rest", "turn"})
# "will attack without warning": how, and on no condition.
_MANNER = frozenset({"warning", "delay", "notice", "hesitation", "mercy", "exception", "question"})
_EACH = frozenset({"every", "each"})
_GOING_WITHOUT = frozenset({"leave", "go", "remain", "manage", "live"})
# These tell of a time as often as of a condition.
_OF_TIME = ("when", "while")


def condition_of(
    token: Token, matches: dict[Token, Match], patterns: Patterns
) -> ConditionDraft | None:
    """The condition that hangs on a verb, an adjective or a noun of promise."""
    below = [c for c in token.children if c.lower in _HALVES]
    below += [c for c in token.having("npadvmod", "dobj") if is_instant(c)]
    below += [c for prep in token.having("prep") for c in prep.children if c.lower in _HALVES]
    hung = _hung_on(token)
    if hung is not None:
        return draft_of(Held(hung, "if", first_below(hung)), matches, patterns)
    bargain = clause_before(token)
    if bargain is not None:
        how, clause = bargain
        return draft_of(Held(clause, how, first_below(clause)), matches, patterns)
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
            first = min(whole.subtree(), key=lambda word: word.i) if whole is not None else None
            inner = child.having("ccomp", "pcomp", "dobj", "pobj")
            inner = inner if child.lower in (*_PROVISOS, "as") else []
            deed = inner[0] if inner else child
            held = Held(deed, kind, first or first_below(child), token)
            return draft_of(held, matches, patterns)
    for child in children:
        phrase = _of_phrase(child, patterns)
        if phrase is not None:
            return draft_of(Held(phrase[1], phrase[0], child), matches, patterns)
    any_deed = whatever_is_done(token, matches)
    if any_deed is not None:
        deed, noun = any_deed
        return draft_of(Held(deed, "if", first_below(noun)), matches, patterns)
    return None


def _hung_on(promise: Token) -> Token | None:
    """ "Its readiness to leave depends on whether Iran frees them": on what it depends."""
    verb = promise.head
    if promise.dep != "nsubj" or verb.lemma not in _DEPENDING:
        return None
    preps = [prep for prep in verb.having("prep") if prep.lower in ("on", "upon")]
    return next((deed for prep in preps for deed in prep.having("pcomp", "pobj")), None)


def condition_at(deed: Token, matches: dict[Token, Match], patterns: Patterns) -> ConditionDraft:
    """The condition that a noun names: "conditional on an apology"."""
    draft = draft_of(Held(deed, "if", first_below(deed)), matches, patterns)
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
    return draft_of(Held(verb, kind, first), matches, patterns)


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


def _of_clause(child: Token, governor: Token, patterns: Patterns) -> ConditionType | None:
    """The type of condition that an adverbial clause makes; None if it makes none."""
    proviso = child.lower in _PROVISOS and child.dep == "advmod"
    if not proviso and child.dep not in ("advcl", "ccomp", "prep", "acl", "relcl"):
        return None
    marks = [c.lemma for c in child.children if c.dep in ("mark", "advmod") and c.i <= child.i]
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
    in_case = any(is_in_case(word) for word in child.children if word.i < child.i)
    if in_case or ("after" in marks and _is_to_come(child) and looks_ahead(governor)):
        return "if"
    for mark in marks:
        kind = patterns.conditions.get(mark)
        held = mark != "while" or _is_refusal(governor)
        if kind is not None and held and (mark not in _OF_TIME or looks_ahead(governor)):
            return kind  # type: ignore[return-value]
    if child.dep in ("advcl", "ccomp") and (_is_inverted(child) or _is_bargain(child, governor)):
        return "if"
    return None


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
            if inner and not (words == ("without",) and inner[0].lower in _MANNER):
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
