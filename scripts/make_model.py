"""Train the small model of `foedus relate` on the sentences in training/, and write its weights.

    python scripts/make_model.py            write src/foedus/coding/relation.npz
    python scripts/make_model.py --check    only say whether that file is what training gives

The same sentences give the same bytes: the solver starts from zero and runs to convergence, and
weights are rounded. scikit-learn trains (its logistic regression is the reference one, BSD); what
runs in foedus is a sum over arrays.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from foedus.coding.classifier import PRESENT, WEIGHTS
from foedus.coding.marked import Marked, read_marked
from foedus.coding.pair_features import features_of
from foedus.coding.patterns import patterns
from foedus.coding.relations import read_pair
from foedus.coding.told import features_of_told
from foedus.reading.parsing import Parser, as_sentences

ROOT = Path(__file__).parents[1]
TRAINING = ROOT / "training"
FILE = ROOT / "src" / "foedus" / "coding" / WEIGHTS
# A feature that stands in one sentence alone says more of that sentence than of the language.
RAREST = 2
STEPS = 500
DIGITS = 2  # of a weight after the point: what is left of it does not change an answer
STRENGTH = 6.0  # how freely weights may grow: the inverse of scikit-learn's penalty
# Found on the first half of plv_train (docs/relations.md).
SETTINGS = {
    "weight_of_words": 0.45,
    "weight_of_meaning": 0.7,
    "least": 0.4,
    "sure": 0.8,
    "scale": 1.0,
}


def main() -> int:
    marked = list(read_marked(TRAINING))
    print(f"{len(marked)} sentences")
    written = file_of(trained(marked, read(marked)))
    if "--check" in sys.argv[1:]:
        same = FILE.exists() and FILE.read_bytes() == written
        print(f"{FILE.name}: {'up to date' if same else 'out of date; run: make model'}")
        return 0 if same else 1
    FILE.write_bytes(written)
    print(f"{FILE.name}: {len(written):,} bytes")
    return 0


def read(marked: list[Marked]) -> list[list[str]]:
    """The features of each sentence."""
    features: list[list[str]] = []
    rules = patterns()
    for parsed, one in Parser().parse((one.sentence, one) for one in marked):
        sentences = as_sentences(parsed, one.sentence, 0, 0)
        pair, told = read_pair(sentences, one.source, one.target, rules)
        features.append(sorted({*features_of(pair), *features_of_told(told)}))
    return features


def trained(marked: list[Marked], features: list[list[str]]) -> dict[str, np.ndarray]:
    counts = Counter(name for found in features for name in found)
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    matrix = _matrix(features, {name: row for row, name in enumerate(names)})
    events = [one.event for one in marked]
    arrays = {"features": as_bytes(names)}
    arrays |= _weights("event", [_fitted(matrix, events)])
    arrays |= _weights("mode", _fitted_modes(matrix, marked))
    arrays |= _weights("assertion", [_fitted(matrix, [one.assertion for one in marked])])
    for name, value in SETTINGS.items():
        arrays[name] = np.array(value)
    arrays["trained_on"] = as_bytes([digest(TRAINING)])
    return arrays


def digest(folder: Path) -> str:
    """A mark of the training sentences, by which a test sees whether the weights are of them."""
    found = hashlib.blake2b(digest_size=8)
    for file in sorted(folder.glob("*.txt")):
        found.update(file.read_bytes())
    return found.hexdigest()


def _matrix(features: list[list[str]], index: dict[str, int]) -> csr_matrix:
    rows = [[index[name] for name in found if name in index] for found in features]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.array([column for row in rows for column in row])
    return csr_matrix(
        (np.full(len(columns), PRESENT), columns, starts), shape=(len(rows), len(index))
    )


def _fitted_modes(matrix: csr_matrix, marked: list[Marked]) -> list[LogisticRegression]:
    """For each type the model of its modes, fitted on the sentences of that type alone."""
    fitted = []
    for event in sorted({one.event for one in marked}):
        rows = [row for row, one in enumerate(marked) if one.event == event]
        answers = [f"{event} {marked[row].mode or '-'}" for row in rows]
        if len(set(answers)) > 1:
            fitted.append(_fitted(matrix[rows], answers))
    return fitted


def _weights(question: str, fitted: list[LogisticRegression]) -> dict[str, np.ndarray]:
    """The models of one question, side by side, under the names that the classifier reads."""
    # Of two answers scikit-learn keeps the weights of the second, against the first.
    weights = [one.coef_ if len(one.classes_) > 2 else np.vstack([-one.coef_, one.coef_]) / 2
               for one in fitted]  # fmt: skip
    biases = [one.intercept_ if len(one.classes_) > 2
              else np.concatenate([-one.intercept_, one.intercept_]) / 2
              for one in fitted]  # fmt: skip
    return {
        f"{question}_answers": as_bytes([name for one in fitted for name in one.classes_]),
        f"{question}_weights": np.round(np.vstack(weights).T, DIGITS).astype(np.float16),
        f"{question}_bias": np.round(np.concatenate(biases), DIGITS).astype(np.float32),
    }


def _fitted(matrix: csr_matrix | np.ndarray, answers: list[str]) -> LogisticRegression:
    model = LogisticRegression(C=STRENGTH, max_iter=STEPS, tol=1e-4)
    return model.fit(matrix, answers)


def as_bytes(names: list[str]) -> np.ndarray:
    """Names as one array, a name a line."""
    return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)


def file_of(arrays: dict[str, np.ndarray]) -> bytes:
    """The arrays as one compressed file; numpy writes no times into it."""
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays)
    return stream.getvalue()


if __name__ == "__main__":
    sys.exit(main())
