"""The last layers of the language model, trained on what one party does to another.

They go on from the states that reading.meaning gives: of the word pieces that say what is between
the two parties, each with a mark of its role added, and end in the log-odds of each event.
Transformer layers as in Vaswani et al. (2017) and Devlin et al. (2019): attention in twelve heads,
then two dense layers with a GELU between them, each added to what goes in, and normalised. Trained
by scripts/make_meaning.py on the sentences in training/, kept as int8 in meaning.npz.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from foedus.coding.weights import trained

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Clause = tuple[Floats, NDArray[np.int8]]

WEIGHTS = "meaning.npz"
HEADS = 12
NEITHER, SOURCE, TARGET = 0, 1, 2  # the role of a piece
_LEAST_VARIANCE = 1e-12
# The arrays of a layer, after its number: dense ones are kept as int8 with a scale a column.
DENSE = ("query", "key", "value", "attended", "wide", "narrow")
NORMS = ("norm1", "norm2")


@dataclass(frozen=True)
class LastLayers:
    """The weights by name, as scripts/make_meaning.py writes them.

    events: the answers, in the order of the log-odds.
    trained_on: a mark of the training sentences that the weights are of.
    """

    events: tuple[str, ...]
    arrays: Mapping[str, Floats]
    layers: int
    trained_on: str

    def scores(self, clauses: Sequence[Clause]) -> Floats:
        """The log-odds of each event, a row for each clause.

        A clause is its pieces by 384 numbers, and the role of each. Several at once cost less than
        one by one: the weights are read from memory once for all.
        """
        import numpy as np

        lengths = [len(roles) for _, roles in clauses]
        ends = list(accumulate(lengths))
        places = [slice(end - length, end) for end, length in zip(ends, lengths, strict=True)]
        roles = np.concatenate([roles for _, roles in clauses])
        held = np.concatenate([states for states, _ in clauses]) + self.arrays["roles"][roles]
        for layer in range(self.layers):
            held = self._through(held, places, str(layer))
        ended = np.stack([_ended(held[place], roles[place]) for place in places])
        found: Floats = ended @ self.arrays["head"] + self.arrays["head_bias"]
        return found

    def _through(self, held: Floats, places: Sequence[slice], layer: str) -> Floats:
        held = self._normalised(held + self._attended(held, places, layer), f"{layer}_norm1")
        wide = self._dense(held, f"{layer}_wide")
        return self._normalised(
            held + self._dense(_gelu(wide), f"{layer}_narrow"), f"{layer}_norm2"
        )

    def _attended(self, held: Floats, places: Sequence[slice], layer: str) -> Floats:
        """Each piece as a mean of those of its clause, weighted by how its query fits their keys.

        Head by head.
        """
        import numpy as np

        query, key, value = (
            self._dense(held, f"{layer}_{name}") for name in ("query", "key", "value")
        )
        joined = [_joined(query[place], key[place], value[place]) for place in places]
        return self._dense(np.concatenate(joined), f"{layer}_attended")

    def _dense(self, held: Floats, name: str) -> Floats:
        found: Floats = held @ self.arrays[name] + self.arrays[f"{name}_bias"]
        return found

    def _normalised(self, held: Floats, name: str) -> Floats:
        import numpy as np

        away = held - held.mean(axis=-1, keepdims=True)
        spread = np.sqrt((away * away).mean(axis=-1, keepdims=True) + _LEAST_VARIANCE)
        found: Floats = away / spread * self.arrays[name] + self.arrays[f"{name}_bias"]
        return found


def _joined(query: Floats, key: Floats, value: Floats) -> Floats:
    """What the pieces of one clause take from each other."""
    import numpy as np

    pieces, length = query.shape
    query, key, value = (
        each.reshape(pieces, HEADS, -1).transpose(1, 0, 2) for each in (query, key, value)
    )
    fit = query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(length / HEADS))
    weights = np.exp(fit - fit.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    joined: Floats = (weights @ value).transpose(1, 0, 2).reshape(pieces, length)
    return joined


def _ended(held: Floats, roles: NDArray[np.int8]) -> Floats:
    """The means of all pieces of a clause, of its source and of its target, in a row."""
    import numpy as np

    parties = (_mean(held[roles == role]) for role in (SOURCE, TARGET))
    return np.concatenate([held.mean(axis=0), *parties])


def _mean(states: Floats) -> Floats:
    """The mean of the pieces of a party; zeros where there is none."""
    found: Floats = states.sum(axis=0) / max(len(states), 1)
    return found


def _gelu(values: Floats) -> Floats:
    """x · Φ(x), with Φ of the normal distribution (Hendrycks and Gimpel 2016)."""
    import numpy as np
    from scipy.special import erf

    found: Floats = values * (0.5 + 0.5 * erf(values * np.float32(0.5**0.5)))
    return found


@cache
def last_layers() -> LastLayers:
    """The layers that come with foedus, read once.

    Raises:
        ModelError: they are missing, or not as scripts/make_meaning.py writes them.
    """
    return of_arrays(trained(WEIGHTS))


def of_arrays(found: Mapping[str, NDArray[np.generic]]) -> LastLayers:
    """The layers of the arrays that scripts/make_meaning.py makes; int8 ones by their scales."""
    import numpy as np

    arrays = {
        name: array.astype(np.float32)
        for name, array in found.items()
        if array.dtype in (np.int8, np.float16)
    }
    for name in arrays:
        if f"{name}_scale" in found:
            arrays[name] *= found[f"{name}_scale"].astype(np.float32)
    return LastLayers(
        events=tuple(found["events"].tobytes().decode().split("\n")),
        arrays=arrays,
        layers=sum(name.endswith("_query") for name in arrays),
        trained_on=found["trained_on"].tobytes().decode(),
    )
