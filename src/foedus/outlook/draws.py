"""Random numbers that depend on what they are for, and on nothing else.

Each draw has its own stream, keyed by the seed and its name. So the order of the input does not
matter; and two runs of the same number share every draw that is in both, with and without a
supposition or a commitment, so that what differs between them is due to that alone (common random
numbers: Law, Simulation Modeling and Analysis, 5th ed., 11.2).
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.world import Rate

Bits = NDArray[np.uint64]  # a run is a bit
Floats = NDArray[np.float64]
CHUNK: Final = 16_384  # runs that are held at once: memory does not grow with their number
WORD: Final = 64


class Draws:
    """The draws of one chunk of runs; so many runs `together` have the same shares."""

    def __init__(self, seed: int, chunk: int, runs: int, *, together: int = 1) -> None:
        self.runs = runs
        self.together = together
        self.words = -(-runs // WORD)
        self._name = f"{seed}\0{chunk}"

    def happens(self, share: Floats | float, *key: object) -> Bits:
        """A bit for each run, set with that run's probability."""
        return self.packed(self._stream("happens", *key).random(self.runs, np.float32) < share)

    def happens_each_round(self, share: Floats | float, rounds: int, *key: object) -> Bits:
        """The same for each round anew: (rounds, words)."""
        drawn = self._stream("each-round", *key).random((rounds, self.runs), np.float32)
        return self.packed(drawn < share)

    def share(self, rate: Rate, *key: object) -> Floats | float:
        """What a rate may be, drawn from its Beta for each run, or for all those together."""
        if rate.fixed is not None:
            return rate.fixed
        count = -(-self.runs // self.together)
        drawn: Floats = self._stream("share", *key).beta(rate.yes, rate.no, count)
        return drawn if self.together == 1 else np.repeat(drawn, self.together)[: self.runs]

    def packed(self, drawn: NDArray[np.bool_]) -> Bits:
        """Bits of runs, the last axis packed into words; those beyond the last run are 0."""
        eights = np.packbits(drawn, axis=-1, bitorder="little")
        whole = np.zeros((*drawn.shape[:-1], self.words * 8), dtype=np.uint8)
        whole[..., : eights.shape[-1]] = eights
        return whole.view(np.uint64)

    def all_runs(self) -> Bits:
        """Set for every run."""
        return self.packed(np.ones(self.runs, dtype=bool))

    def _stream(self, *key: object) -> np.random.Generator:
        name = "\0".join((self._name, *map(str, key)))
        digest = blake2b(name.encode(), digest_size=16).digest()
        return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "little")))


@cache
def _ones() -> NDArray[np.uint8]:
    """How many bits are set in each number of eight."""
    return np.array([number.bit_count() for number in range(256)], dtype=np.uint8)


def counted(bits: Bits) -> NDArray[np.int64]:
    """In how many runs each row is set."""
    eights = np.ascontiguousarray(bits).view(np.uint8)
    found: NDArray[np.int64] = _ones()[eights].sum(axis=-1, dtype=np.int64)
    return found
