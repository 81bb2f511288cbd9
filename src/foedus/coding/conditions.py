"""On what a promise hangs: "if", "unless", "until", "as long as", "without", "should X"."""

from __future__ import annotations

from foedus.coding.clauses import is_passive
from foedus.coding.drafts import ConditionDraft, Slots
from foedus.coding.matching import Match, inner_of
from foedus.coding.parties import doers_of, targets_of
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb
from foedus.model import ConditionType
from foedus.reading.sentence import Token


def condition_of(
    token: Token, matches: dict[Token, Match], patterns: Patterns
) -> ConditionDraft | None:
    """The condition that hangs on a verb, an adjective or a noun of promise."""
    below = [c for c in token.children if c.lower in ("long", "only")]
    for child in [*token.children, *(c for word in below for c in word.children)]:
        kind = _of_clause(child, token, patterns)
        if kind is not None:
            first = min(child.head.subtree(), key=_position) if child.head in below else None
            return _draft(child, kind, matches, patterns, first=first)
        phrase = _of_phrase(child, patterns)
        if phrase is not None:
            return _draft(phrase[1], phrase[0], matches, patterns, first=child)
    return None


def _position(token: Token) -> int:
    return token.i


def _of_clause(child: Token, governor: Token, patterns: Patterns) -> ConditionType | None:
    """The type of condition that an adverbial clause makes; None if it makes none."""
    if child.dep not in ("advcl", "ccomp", "prep", "acl"):
        return None
    marks = [c.lower for c in child.children if c.dep in ("mark", "advmod") and c.i <= child.i]
    if "as" in marks and (
        child.head.lower == "long" or any(c.lower == "long" for c in child.children)
    ):
        return "as-long-as"
    if child.lower in ("provided", "providing", "assuming") and child.dep in ("advcl", "prep"):
        return "if"
    for mark in marks:
        kind = patterns.conditions.get(mark)
        if kind is not None and (mark != "when" or _looks_ahead(governor)):
            return kind  # type: ignore[return-value]
    if child.dep in ("advcl", "ccomp") and _is_inverted(child):
        return "if"
    return None


def _looks_ahead(verb: Token) -> bool:
    return any(
        c.dep == "aux" and c.lower in ("will", "would", "'ll", "shall") for c in verb.children
    )


def _is_inverted(clause: Token) -> bool:
    """ "should Israel attack", "were Iran to attack"."""
    auxiliaries = [c for c in clause.children if c.dep == "aux" and c.lower in ("should", "were")]
    subjects = clause.having("nsubj", "nsubjpass")
    if clause.lower == "were" and subjects:
        return clause.i < subjects[0].i
    return bool(auxiliaries and subjects and auxiliaries[0].i < subjects[0].i)


def _of_phrase(child: Token, patterns: Patterns) -> tuple[ConditionType, Token] | None:
    """ "in case of an attack", "without guarantees", "in return for aid"."""
    if child.dep != "prep":
        return None
    for words, kind in patterns.condition_phrases.items():
        end = _end_of(child, words)
        if end is not None:
            inner = [c for c in end.children if c.dep in ("pobj", "pcomp", "acl", "ccomp")]
            if inner:
                return kind, inner[0]  # type: ignore[return-value]
    return None


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


def _draft(
    deed: Token,
    kind: ConditionType,
    matches: dict[Token, Match],
    patterns: Patterns,
    first: Token | None = None,
) -> ConditionDraft:
    match = matches.get(deed)
    if match is None:
        inner = inner_of(deed, matches, patterns) if is_verb(deed) else None
        match = matches.get(inner) if inner is not None else None
    below = sorted(deed.subtree(), key=lambda token: token.i)
    below = [token for token in below if token.dep != "punct"]
    start = first or below[0]
    return ConditionDraft(
        type=kind,
        event=match.pattern.event if match is not None else None,
        first=start,
        last=below[-1],
        actors=doers_of(match, patterns) if match is not None else _subjects(deed),
        recipients=targets_of(match, patterns) if match is not None else (),
    )


def _subjects(deed: Token) -> Slots:
    if not is_verb(deed) or is_passive(deed):
        return ()
    return tuple((child,) for child in deed.children if child.dep == "nsubj")
