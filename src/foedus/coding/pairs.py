"""A pair that is asked about: two marked phrases of a sentence, and the words between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.coding.phrases import is_verb
from foedus.model import Span
from foedus.reading.sentence import Token

_HIGHEST = 30  # steps up the parse; deeper is a misparse


@dataclass(frozen=True, slots=True)
class Pair:
    """Source and target in the words around them.

    `source` and `target` are the heads of the marked phrases, or None where none is marked, and
    `marked` holds the numbers of all tokens in either. Tokens may come from several parsed
    sentences; their numbers run through.
    """

    tokens: Sequence[Token]
    source: Token | None
    target: Token | None
    source_span: Span | None
    target_span: Span | None
    marked: frozenset[int]

    def is_source(self, token: Token) -> bool:
        return is_within(token, self.source_span)

    def is_target(self, token: Token) -> bool:
        return is_within(token, self.target_span)


def pair_of(tokens: Sequence[Token], source: Span | None, target: Span | None) -> Pair:
    """The pair of two spans, given as offsets like those of the tokens."""
    marked = frozenset(
        token.i for token in tokens if is_within(token, source) or is_within(token, target)
    )
    return Pair(tokens, _head(tokens, source), _head(tokens, target), source, target, marked)


def is_within(token: Token, span: Span | None) -> bool:
    return span is not None and token.start >= span[0] and token.end <= span[1]


def _head(tokens: Sequence[Token], span: Span | None) -> Token | None:
    """The word of a phrase on which the others hang; a noun, where it has one."""
    if span is None:
        return None
    inside = [token for token in tokens if is_within(token, span)]
    if not inside:  # a span that cuts through a word
        inside = [token for token in tokens if token.start < span[1] and token.end > span[0]]
    if not inside:
        return None
    numbers = {token.i for token in inside}
    tops = [token for token in inside if token.head is token or token.head.i not in numbers]
    nouns = (token for token in tops if token.pos in ("NOUN", "PROPN", "PRON"))
    return next(nouns, tops[0] if tops else inside[0])


def line_above(token: Token | None) -> list[Token]:
    """The token and what it hangs on, up to the root."""
    line: list[Token] = []
    while token is not None and len(line) < _HIGHEST:
        line.append(token)
        token = token.head if token.head is not token else None
    return line


def verb_above(line: Sequence[Token]) -> int | None:
    """Where in a line upwards the first verb stands that the token itself is not."""
    return next((i for i, token in enumerate(line) if i and is_verb(token)), None)


def path_between(pair: Pair) -> list[Token]:
    """The words that join source and target in the parse, from one to the other, without them."""
    if pair.source is None or pair.target is None:
        return []
    up, down = line_above(pair.source), line_above(pair.target)
    places = {token.i: place for place, token in enumerate(up)}
    for place, token in enumerate(down):
        if token.i in places:
            whole = [*up[1 : places[token.i]], token, *reversed(down[1:place])]
            return [word for word in whole if word.i not in pair.marked]
    return []
