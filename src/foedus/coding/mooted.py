"""Deeds that a text only brings up: asked after, talked about, a right or an ability to do them.

None of them is told, planned, denied or made a condition, so the record keeps no event of them. They
stay drafts, since `relate` has to say of every pair what the words are about.
"""

from __future__ import annotations

from foedus.coding.drafts import EventDraft
from foedus.coding.events import is_question, is_taken_as_known
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_infinitive, is_verb, lookup
from foedus.reading.sentence import Token

# What somebody may or could do: "the right to protect its citizens", "a mandate to support them".
_RIGHTS = frozenset({
    "right", "mandate", "duty", "obligation", "responsibility", "power", "authority", "freedom",
    "capability", "capacity", "ability", "inability", "competence", "potential", "licence",
    "license", "prerogative", "jurisdiction",
})  # fmt: skip
_ABLE = frozenset({"capable", "incapable"})
# "the notion of a war between them", "talk of an attack".
_THOUGHTS = frozenset({"notion", "idea", "concept", "myth", "fantasy", "image", "theory", "spectre"})
_SPEAKING = frozenset({
    "talk", "tweet", "speak", "joke", "boast", "write", "muse", "think", "dream", "fantasise",
    "fantasize", "wonder", "post",
})  # fmt: skip
# "if their talks fail": that they are held is taken as known, and is told elsewhere.
_OUTCOMES = frozenset({"fail", "succeed", "collapse", "falter", "stall", "work"})
_HIGHEST = 6  # steps up the parse


def is_mooted(draft: EventDraft, patterns: Patterns) -> bool:
    """Whether the text only brings the deed of a draft up."""
    trigger = draft.light if draft.light is not None else draft.trigger
    if draft.event == "REQUEST" and draft.assertion == "actual":
        return False
    if draft.pattern.pairs_only:
        return True
    if draft.assertion == "hypothetical" and _is_asked(draft, trigger):
        return True
    return _is_of_outcome(draft) or any(
        _is_right(token) or _is_spoken_of(token, patterns) or _is_thought(token)
        for token in _above(trigger)
    )


def _above(token: Token) -> list[Token]:
    """The token and the verbs that it is coordinated with or the complement of."""
    found = [token]
    while len(found) < _HIGHEST and token.dep in ("conj", "xcomp", "advcl") and is_verb(token.head):
        if token.dep == "advcl" and not is_infinitive(token):
            break
        token = token.head
        found.append(token)
    return found


def _is_asked(draft: EventDraft, trigger: Token) -> bool:
    """ "Will they attack?", "would not say whether they attack": no more than asked."""
    if is_question(draft.sentence) and not is_taken_as_known(trigger):
        return True
    return any(
        child.lower == "whether" and child.dep in ("mark", "advmod") and child.i < trigger.i
        for token in _above(trigger)
        for child in token.children
    )


def _is_right(token: Token) -> bool:
    head = token.head
    if token.dep in ("acl", "relcl", "xcomp") and is_infinitive(token):
        return head.lemma in _RIGHTS
    return token.dep == "pcomp" and head.lower == "of" and head.head.lower in _ABLE


def _is_spoken_of(token: Token, patterns: Patterns) -> bool:
    """ "tweeted about firing missiles", "talked of sending troops"."""
    if token.dep != "pcomp" or token.head.lower not in ("about", "of"):
        return False
    verb = token.head.head
    if lookup(verb, patterns.governors) is not None:
        return False  # "is thinking of sending them": it weighs it
    return verb.lemma in _SPEAKING or (
        is_verb(verb) and token.head.lower == "about" and lookup(verb, patterns.saying) is not None
    )


def _is_thought(token: Token) -> bool:
    """ "the notion of a proxy war between them", "the idea of attacking them"."""
    if token.dep not in ("pobj", "pcomp") or token.head.lower != "of":
        return False
    return token.head.head.lemma in _THOUGHTS


def _is_of_outcome(draft: EventDraft) -> bool:
    noun = draft.trigger
    return (
        draft.nominal
        and noun.dep == "nsubj"
        and noun.head.lemma in _OUTCOMES
        and any(mark.lower in ("if", "unless", "should") for mark in noun.head.having("mark", "aux"))
    )
