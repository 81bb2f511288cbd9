"""What one marked party does to another in a sentence: patterns first, then the small model.

    patterns    one event, with source and target in its places: its type is taken, unless the
                model holds it to be next to impossible
    words       else the model weighs the words around the pair, the patterns' answers among them
    meaning     and where it is not sure, the meaning of the sentence is weighed too
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.coding.classifier import Classifier, probabilities
from foedus.coding.events import events_in
from foedus.coding.matching import matches_in
from foedus.coding.ontology import ontology
from foedus.coding.pair_features import features_of
from foedus.coding.pairs import Pair, pair_of
from foedus.coding.patterns import Patterns
from foedus.coding.told import Told, features_of_told, told_of
from foedus.model import Assertion
from foedus.reading.sentence import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Embed = Callable[[str], NDArray[np.float32]]

# Below this share the words speak so much against a pattern's answer that they are heard.
_IMPOSSIBLE = 0.05
# Above this share the words alone decide.
_SURE = 0.8
# The sides as the embedding model reads them, since who they are must not decide what is done.
_SOURCE, _TARGET = "someone", "someone else"


@dataclass(frozen=True, slots=True)
class Relation:
    """What the source does to the target.

    `rule` is the pattern's id, or `words: …` with the feature that spoke most for the answer, or
    `meaning` where only the whole sentence did. `confidence` is the probability that the type is
    right.
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
        embed: gives the meaning of a text as a vector; None does without.
    """

    def __init__(
        self, patterns: Patterns, classifier: Classifier, embed: Embed | None = None
    ) -> None:
        self._patterns = patterns
        self._classifier = classifier
        self._embed = embed

    def relate(
        self,
        sentences: Sequence[Sentence],
        text: str,
        source: tuple[int, int] | None,
        target: tuple[int, int] | None,
    ) -> Relation:
        """The relation of two spans of a text that has been parsed, as one sentence or several."""
        drafts = [
            draft
            for sentence in sentences
            for draft in events_in(
                sentence, matches_in(sentence, self._patterns), self._patterns
            )
        ]
        tokens = [token for sentence in sentences for token in sentence.tokens]
        for number, token in enumerate(tokens):
            token.i = number
        pair = pair_of(tokens, source, target)
        return self.relation_of(pair, told_of(pair, drafts), text)

    def relation_of(self, pair: Pair, told: Sequence[Told], text: str) -> Relation:
        """The relation of a pair of which it is known what the patterns say."""
        model = self._classifier
        features = features_of(pair) + features_of_told(told)
        scores = model.scores("event", features)
        shares = probabilities(scores, model.scale)
        events = model.answers["event"]
        by_pattern = _agreed(told)
        if by_pattern is not None and shares[events.index(by_pattern.event)] > _IMPOSSIBLE:
            event, rule = by_pattern.event, by_pattern.rule
        elif self._embed is None or shares.max() > _SURE:
            event = events[int(shares.argmax())]
            rule = f"words: {model.most_telling(event, features)}"
        else:
            scores = scores + model.sense_scores(self._embed(_unnamed(text, pair)))
            before, shares = event_of(shares, events), probabilities(scores, model.scale)
            event = event_of(shares, events)
            telling = model.most_telling(event, features)
            rule = f"words: {telling}" if event == before else "meaning"
        return Relation(
            event=event,
            quad=ontology().types[event].quad,
            mode=self._mode(event, told, features),
            assertion=self._assertion(event, told, features),
            confidence=round(float(shares[events.index(event)]), 3),
            rule=rule,
        )
