"""Conditions found by their opening words alone, where the parse hangs the clause elsewhere.

"will extradite him on the proviso that they spare his life", "is ready to sign provided the word is
struck out": such openings mean nothing else, so the first clause after them is the condition.
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb, lookup
from foedus.model import ConditionType
from foedus.reading.sentence import Token

# Openings of one word that are hardly anything else.
_WORDS = frozenset({"if", "unless", "provided", "providing", "supposing", "assuming"})
# After these "if" says what is not known.
_ASKING = frozenset({"ask", "wonder", "know", "see", "decide", "doubt", "as", "even", "what"})
_ENDS = frozenset({",", ";", ":", '"', "”", "“"})


def marked_condition(
    promised: Token, patterns: Patterns
) -> tuple[ConditionType, Token, Token] | None:
    """The type, the first word and the verb of a condition that a sentence names besides a promise.

    None where no opening stands there, or the clause after it is the promise itself.
    """
    top = promised
    while top.head is not top:
        top = top.head
    words = sorted(top.subtree(), key=lambda token: token.i)
    for place, word in enumerate(words):
        kind, length = _opening(words, place, patterns)
        if kind is None or (place and words[place - 1].lemma in _ASKING):
            continue
        verb = _first_verb(words[place + length :], word, patterns)
        if verb is not None and verb is not promised and verb not in _above(promised, word):
            return kind, word, verb
    return None


def _opening(
    words: Sequence[Token], place: int, patterns: Patterns
) -> tuple[ConditionType | None, int]:
    first = words[place].lower
    if first in _WORDS:
        return patterns.conditions[first], 1  # type: ignore[return-value]
    for phrase, kind in patterns.condition_phrases.items():
        found = [word.lower for word in words[place : place + len(phrase) + 2]]
        spoken = [word for word in found if word != "the"][: len(phrase) + 1]
        if len(phrase) > 1 and spoken == [*(w for w in phrase if w != "the"), "that"]:
            return kind, found.index("that") + 1  # type: ignore[return-value]
    return None, 0


def _first_verb(words: Sequence[Token], opening: Token, patterns: Patterns) -> Token | None:
    """The first finite verb after the opening with a subject of its own there."""
    for word in words:
        if word.text in _ENDS:
            return None
        subjects = word.having("nsubj", "nsubjpass", "expl") if is_verb(word) else []
        if subjects and subjects[0].i > opening.i and lookup(word, patterns.saying) is None:
            return word
    return None


def _above(verb: Token, opening: Token) -> list[Token]:
    """What a verb hangs on, as far as it stands after the opening: it is inside that clause."""
    found: list[Token] = []
    while verb.head is not verb and verb.head.i > opening.i:
        verb = verb.head
        found.append(verb)
    return found
