"""A small linear model over named features: which type, mode and assertion the words speak for.

Three multinomial logistic regressions share one list of features. They are trained by
scripts/make_model.py on the sentences in training/, and kept as plain arrays in relation.npz.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from foedus.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WEIGHTS = "relation.npz"
# A feature that is there counts so much: small steps, since a sentence has a hundred of them.
PRESENT = 0.3
# The questions that the model answers, and the names of their arrays.
QUESTIONS = ("event", "mode", "assertion")


@dataclass(frozen=True)
class Classifier:
    """The weights, as arrays of features by answers.

    `senses` weighs the meaning of the sentence, a vector of an embedding model, for the event
    alone; `scale` sharpens or flattens its probabilities so that they mean what they say.
    """

    index: Mapping[str, int]
    answers: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Floats]
    biases: Mapping[str, Floats]
    senses: Floats
    sense_bias: Floats
    scale: float

    def scores(self, question: str, features: Iterable[str]) -> Floats:
        """What the features speak for, as unscaled log-odds, one for each answer."""
        rows = [self.index[name] for name in set(features) if name in self.index]
        found: Floats = self.weights[question][rows].sum(axis=0) * PRESENT + self.biases[question]
        return found

    def sense_scores(self, vector: Floats) -> Floats:
        """What the meaning of the sentence speaks for, as log-odds of each event."""
        found: Floats = vector @ self.senses + self.sense_bias
        return found

    def most_telling(self, answer: str, features: Iterable[str]) -> str | None:
        """The feature that speaks most for an event, against the average of the others."""
        weights = self.weights["event"]
        column = self.answers["event"].index(answer)
        rows = sorted({self.index[name]: name for name in features if name in self.index}.items())
        if not rows:
            return None
        known = [row for row, _ in rows]
        margins = weights[known, column] - weights[known].mean(axis=1)
        return rows[int(margins.argmax())][1]


def probabilities(scores: Floats, scale: float = 1.0) -> Floats:
    """Log-odds to shares that sum to one."""
    import numpy as np

    powers: Floats = np.exp((scores - scores.max()) * scale)
    shares: Floats = powers / powers.sum()
    return shares


@cache
def classifier() -> Classifier:
    """The model that comes with foedus, read once.

    Raises:
        ModelError: it is missing, or not as scripts/make_model.py writes it.
    """
    import numpy as np

    place = files("foedus.coding").joinpath(WEIGHTS)
    try:
        with place.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            found = dict(arrays)
    except (OSError, ValueError) as error:
        raise ModelError(f"{WEIGHTS}: cannot be read ({error}); make it with: make model") from error
    names = bytes(found["features"]).decode().split("\n")
    return Classifier(
        index={name: row for row, name in enumerate(names)},
        answers={q: tuple(bytes(found[f"{q}s"]).decode().split("\n")) for q in QUESTIONS},
        weights={q: found[f"{q}_weights"].astype(np.float32) for q in QUESTIONS},
        biases={q: found[f"{q}_bias"].astype(np.float32) for q in QUESTIONS},
        senses=found["senses"].astype(np.float32),
        sense_bias=found["sense_bias"].astype(np.float32),
        scale=float(found["scale"]),
    )
