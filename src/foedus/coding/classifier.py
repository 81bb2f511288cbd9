"""A small linear model over named features: which type, mode and assertion the words speak for.

Three multinomial logistic regressions share one list of features. They are trained by
scripts/make_model.py on the sentences in training/, and kept as plain arrays in relation.npz.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedus.coding.marked import NONE
from foedus.coding.weights import trained

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WEIGHTS = "relation.npz"
# A feature that is there counts so much: small steps, since a sentence has a hundred of them.
PRESENT = 0.3
# The questions that the words answer; the names of the arrays.
QUESTIONS = ("event", "mode", "assertion")
_NEVER = -1e9  # log-odds of what is ruled out
# Single numbers beside the arrays; see Classifier.
SETTINGS = ("weight_of_words", "weight_of_meaning", "least", "sure", "scale")


@dataclass(frozen=True)
class Classifier:
    """The weights, as arrays of features by answers.

    weight_of_words, weight_of_meaning: how much each counts where both are asked; more than one
        together would be too sure, since both hear the same sentence.
    least: the share of the words below which a pattern's answer is not taken.
    sure: the share of the words above which the meaning is not asked.
    trained_on: a mark of the training sentences that the weights are of.
    scale: what the log-odds are multiplied by, so that shares are as often right as they say.
    """

    index: Mapping[str, int]
    answers: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Floats]
    biases: Mapping[str, Floats]
    weight_of_words: float
    weight_of_meaning: float
    least: float
    sure: float
    scale: float
    trained_on: str

    def known(self, features: Iterable[str]) -> list[int]:
        """Where the features stand that the model knows, each once."""
        return sorted({self.index[name] for name in features if name in self.index})

    def scores(self, question: str, known: Sequence[int]) -> Floats:
        """What known features speak for, as log-odds of each answer."""
        found: Floats = self.weights[question][known].sum(axis=0) * PRESENT + self.biases[question]
        return found

    def together(self, words: Floats, meaning: Floats, but: Collection[str]) -> Floats:
        """The log-odds by words and by meaning as one; it is known to be none of `but`."""
        of_meaning = self.without(but, meaning)
        found: Floats = self.weight_of_words * words + self.weight_of_meaning * of_meaning
        return found

    def without(self, events: Collection[str], scores: Floats) -> Floats:
        """The log-odds of the events where it is known to be none of these."""
        found = scores.copy()
        for event in events:
            found[self.answers["event"].index(event)] = _NEVER
        return log_shares(found)

    def likeliest(self, features: Iterable[str], but: frozenset[str]) -> tuple[str, float] | None:
        """The likeliest event but some, with its probability among the rest; None for none."""
        scores = self.without(but, self.scores("event", self.known(features)))
        event = self.best("event", scores)
        return None if event == NONE else (event, self.share(event, scores))

    def best(self, question: str, scores: Floats) -> str:
        """The answer with the highest score."""
        return self.answers[question][int(scores.argmax())]

    def share(self, event: str, scores: Floats) -> float:
        """The probability of an event by its scores."""
        import numpy as np

        shares = np.exp(log_shares(scores * self.scale))
        return float(shares[self.answers["event"].index(event)])

    def most_telling(self, event: str, features: Iterable[str]) -> str | None:
        """The feature that speaks most for an event, against the average of the others."""
        weights = self.weights["event"]
        column = self.answers["event"].index(event)
        known = sorted((self.index[name], name) for name in set(features) if name in self.index)
        if not known:
            return None
        rows = [row for row, _ in known]
        margins = weights[rows, column] - weights[rows].mean(axis=1)
        return known[int(margins.argmax())][1]


def log_shares(scores: Floats) -> Floats:
    """Log-odds to logarithms of shares that sum to one."""
    import numpy as np

    above: Floats = scores - scores.max()
    found: Floats = above - np.log(np.exp(above).sum())
    return found


@cache
def classifier() -> Classifier:
    """The model that comes with foedus, read once.

    Raises:
        ModelError: it is missing, or not as scripts/make_model.py writes it.
    """
    return of_arrays(trained(WEIGHTS))


def of_arrays(found: Mapping[str, NDArray[np.generic]]) -> Classifier:
    """The model of the arrays that scripts/make_model.py makes."""
    import numpy as np

    names = _lines(found["features"])
    return Classifier(
        index={name: row for row, name in enumerate(names)},
        answers={question: _lines(found[f"{question}_answers"]) for question in QUESTIONS},
        weights={q: found[f"{q}_weights"].astype(np.float32) for q in QUESTIONS},
        biases={q: found[f"{q}_bias"].astype(np.float32) for q in QUESTIONS},
        trained_on=_lines(found["trained_on"])[0],
        **{name: float(found[name]) for name in SETTINGS},
    )


def _lines(array: NDArray[np.generic]) -> tuple[str, ...]:
    """Names are kept as the bytes of one text, a name a line."""
    return tuple(array.tobytes().decode().split("\n"))
