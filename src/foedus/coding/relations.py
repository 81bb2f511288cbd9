"""What one marked party does to another in a sentence: patterns first, then the small model.

patterns    an event with source and target in its places: its type is taken, unless the words
            speak clearly against it
words       else the model weighs the words around the pair, the patterns' answers among them
meaning     and where they leave it open, what the sentence means is weighed too
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.coding.classifier import Classifier, log_shares
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

    def relate(
        self, sentences: Sequence[Sentence], source: Span | None, target: Span | None
    ) -> Relation:
        """The relation of two spans of a text, which was parsed as one sentence or several."""
        pair, told = read_pair(sentences, source, target, self._patterns)
        return self.relation_of(pair, told)

    def relation_of(self, pair: Pair, told: Sequence[Told]) -> Relation:
        """The relation of a pair of which it is known what the patterns say."""
        model = self._model
        features = features_of(pair) + features_of_told(told)
        known = model.known(features)
        words = model.without(_NOTHING, model.scores("event", known))
        event, rule, scores = self._event(pair, told, features, words)
        return self._relation(event, rule, model.share(event, scores), told, known)

    def found(self, pair: Pair, told: Sequence[Told], least: float) -> Relation | None:
        """The relation of a pair that nobody marked; None where there is none to be sure of.

        Below a probability of `least` it is not given.
        """
        model = self._model
        features = features_of(pair) + features_of_told(told)
        known = model.known(features)
        scores = log_shares(model.scores("event", known))
        best = model.best("event", scores)
        if best == NONE or model.share(best, scores) < least / 2:
            return None
        if self._reader is not None:
            scores = model.together(scores, self._reader.scores(pair), ())
        event = model.best("event", scores)
        share = model.share(event, scores)
        if event == NONE or share < least:
            return None
        rule = f"words: {model.most_telling(event, features)}"
        return self._relation(event, rule, share, told, known)

    def _relation(
        self, event: str, rule: str, share: float, told: Sequence[Told], known: Sequence[int]
    ) -> Relation:
        return Relation(
            event=event,
            quad=ontology().types[event].quad,
            mode=self._mode(event, told, known),
            assertion=self._assertion(known),
            confidence=round(share, 3),
            rule=rule,
        )

    def _event(
        self, pair: Pair, told: Sequence[Told], features: Sequence[str], words: Floats
    ) -> tuple[str, str, Floats]:
        """The type, why, and the log-odds of all types by which it was chosen."""
        model = self._model
        agreed = _agreed(told)
        if agreed is not None and model.share(agreed.event, words) > model.least:
            return agreed.event, agreed.rule, words
        by_words = model.best("event", words)
        if self._reader is None or model.share(by_words, words) > model.sure:
            return by_words, f"words: {model.most_telling(by_words, features)}", words
        scores = model.together(words, self._reader.scores(pair), _NOTHING)
        event = model.best("event", scores)
        if event == by_words:
            return event, f"words: {model.most_telling(event, features)}", scores
        return event, f"meaning: {core_clause(pair)}", scores

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
