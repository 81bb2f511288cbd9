"""What one marked party does to another in a sentence: patterns first, then the small model.

patterns    an event with source and target in its places: its type is taken, unless the words
            speak clearly against it
words       else the model weighs the words around the pair, the patterns' answers among them
meaning     and where they leave it open, what the sentence means is weighed too
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from foedus.coding.classifier import Classifier
from foedus.coding.core_clause import core_clause
from foedus.coding.events import events_in
from foedus.coding.marked import NONE
from foedus.coding.matching import matches_in
from foedus.coding.mending import mend
from foedus.coding.ontology import ontology
from foedus.coding.pair_features import features_of
from foedus.coding.pair_pieces import Reader
from foedus.coding.pairs import Pair, pair_of
from foedus.coding.patterns import Patterns
from foedus.coding.told import Told, features_of_told, told_of
from foedus.model import Assertion, Span
from foedus.reading.sentence import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


# Sentences of a text, and the spans of source and target in it.
MarkedText = tuple[Sequence[Sentence], Span | None, Span | None]

# Who marks a pair says that there is something between the two.
_NOTHING = (NONE,)


@dataclass(frozen=True, slots=True)
class Relation:
    """What the source does to the target.

    `rule` is the pattern's id, or `words: …` with the feature that spoke most for the answer, or
    `meaning: …` with the clause where that turned it. `confidence` is the probability that the
    type is right.
    """

    event: str
    quad: str
    mode: str | None
    assertion: Assertion
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class _Heard:
    """A pair with what the patterns and the words say of it; `scores` are log-odds of the types."""

    pair: Pair
    told: Sequence[Told]
    features: Sequence[str]
    known: Sequence[int]
    scores: Floats


class _Answer(NamedTuple):
    """The type, why, and the log-odds of all types by which it was chosen."""

    event: str
    rule: str
    scores: Floats


class Relater:
    """Says what the source does to the target.

    Args:
        patterns: those of patterns.toml.
        classifier: the small model.
        reader: weighs what the sentence means; None does without.
    """

    def __init__(
        self, patterns: Patterns, classifier: Classifier, reader: Reader | None = None
    ) -> None:
        self._patterns = patterns
        self._model = classifier
        self._reader = reader

    def relate(self, marked: Iterable[MarkedText]) -> list[Relation]:
        """The relation of two spans of a text, for each text, parsed as one sentence or several.

        Several at once cost less than one by one; their order does not matter.
        """
        read = [self._read(one) for one in marked]
        told = [self._by_patterns(one) or self._by_words(one) for one in read]
        left = [one for one, answer in zip(read, told, strict=True) if answer is None]
        meant = iter(
            self._reader.scores([one.pair for one in left]) if self._reader and left else ()
        )
        return [
            self._relation(one, answer or self._by_meaning(one, next(meant)))
            for one, answer in zip(read, told, strict=True)
        ]

    def found(self, pair: Pair, told: Sequence[Told], least: float) -> Relation | None:
        """The relation of a pair that nobody marked; None where there is none to be sure of.

        Below a probability of `least` it is not given.
        """
        model = self._model
        one = self._heard(pair, told, ())
        best = model.best("event", one.scores)
        if best == NONE or model.share(best, one.scores) < least / 2:
            return None
        scores = one.scores
        if self._reader is not None:
            scores = model.together(scores, self._reader.scores([pair])[0], ())
        event = model.best("event", scores)
        if event == NONE or model.share(event, scores) < least:
            return None
        return self._relation(one, self._answer_of_words(one, event, scores))

    def _read(self, marked: MarkedText) -> _Heard:
        pair, told = read_pair(*marked, self._patterns)
        return self._heard(pair, told, _NOTHING)

    def _heard(self, pair: Pair, told: Sequence[Told], but: Sequence[str]) -> _Heard:
        features = features_of(pair) + features_of_told(told)
        known = self._model.known(features)
        scores = self._model.without(but, self._model.scores("event", known))
        return _Heard(pair, told, features, known, scores)

    def _by_patterns(self, one: _Heard) -> _Answer | None:
        agreed = _agreed(one.told)
        if agreed is None or self._model.share(agreed.event, one.scores) <= self._model.least:
            return None
        return _Answer(agreed.event, agreed.rule, one.scores)

    def _by_words(self, one: _Heard) -> _Answer | None:
        """None where the words leave it open, and there is a reader to ask."""
        event = self._model.best("event", one.scores)
        if self._reader is None or self._model.share(event, one.scores) > self._model.sure:
            return self._answer_of_words(one, event, one.scores)
        return None

    def _meant(self, left: Sequence[_Heard]) -> Iterable[Floats]:
        if self._reader is None or not left:
            return ()
        return self._reader.scores([one.pair for one in left])

    def _by_meaning(self, one: _Heard, meant: Floats) -> _Answer:
        scores = self._model.together(one.scores, meant, _NOTHING)
        event = self._model.best("event", scores)
        if event == self._model.best("event", one.scores):
            return self._answer_of_words(one, event, scores)
        return _Answer(event, f"meaning: {core_clause(one.pair)}", scores)

    def _answer_of_words(self, one: _Heard, event: str, scores: Floats) -> _Answer:
        return _Answer(event, f"words: {self._model.most_telling(event, one.features)}", scores)

    def _relation(self, one: _Heard, answer: _Answer) -> Relation:
        return Relation(
            event=answer.event,
            quad=ontology().types[answer.event].quad,
            mode=self._mode(answer.event, one.told, one.known),
            assertion=self._assertion(one.known),
            confidence=round(self._model.share(answer.event, answer.scores), 3),
            rule=answer.rule,
        )

    def _mode(self, event: str, told: Sequence[Told], known: Sequence[int]) -> str | None:
        """The pattern's mode, where it found this type of this pair; else the model's."""
        for one in told:
            if one.event == event and one.mode is not None and one.fit != "neither":
                return one.mode
        modes = ontology().types[event].modes
        answers = self._model.answers["mode"]
        scores = self._model.scores("mode", known)
        open_to = [f"{event} {mode}" for mode in ("-", *modes)]
        trained = [name for name in open_to if name in answers]
        best = max(trained, key=lambda name: scores[answers.index(name)], default=f"{event} -")
        mode = best.partition(" ")[2]
        return None if mode == "-" else mode

    def _assertion(self, known: Sequence[int]) -> Assertion:
        scores = self._model.scores("assertion", known)
        return self._model.best("assertion", scores)  # type: ignore[return-value]


def read_pair(
    sentences: Sequence[Sentence], source: Span | None, target: Span | None, patterns: Patterns
) -> tuple[Pair, list[Told]]:
    """The pair of two spans, and what the patterns say of it."""
    for sentence in sentences:
        mend(sentence, patterns)
    drafts = [
        draft
        for sentence in sentences
        for draft in events_in(sentence, matches_in(sentence, patterns), patterns)
    ]
    tokens = [token for sentence in sentences for token in sentence.tokens]
    if len(sentences) > 1:
        for number, token in enumerate(tokens):
            token.i = number
    pair = pair_of(tokens, source, target)
    return pair, told_of(pair, drafts)


def _agreed(told: Sequence[Told]) -> Told | None:
    """The answer of the patterns that find the pair in their places, if they give but one."""
    both = [one for one in told if one.fit == "both"]
    return both[0] if len({one.event for one in both}) == 1 else None
