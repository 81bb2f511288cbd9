"""Keys in columns: ordered, numbered and made unique by sorting.

`np.unique` of a million integers hashes them where no order is asked for, which takes longer.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]
CALENDAR: Final = 1 << 22  # more days than the calendar has
_SKETCHES: Final = 1 << 9
_MOST: Final = 1 << 32  # with day and sketch a key takes 63 bits


def by_key(key: Keys, day: NDArray[np.int32], sketch: NDArray[np.int32]) -> Keys:
    """The order by key, day and sketch; what is alike stays in its order. Days are ordinals."""
    return np.argsort((with_day(key, day)) * _SKETCHES + sketch, kind="stable")


def with_day(key: Keys, day: NDArray[np.int32]) -> Keys:
    """Numbers in the order of key and day; a day later adds one."""
    small = dense(key) if len(key) and int(key.max()) >= _MOST else key
    return small * CALENDAR + day


def dense(keys: Keys) -> Keys:
    """The same keys as numbers from 0 on, in their order."""
    order = np.argsort(keys)
    ordered = keys[order]
    steps = np.zeros(len(keys), dtype=np.int64)
    steps[1:] = np.cumsum(ordered[1:] != ordered[:-1])
    numbers = np.empty(len(keys), dtype=np.int64)
    numbers[order] = steps
    return numbers


def once(keys: Keys) -> Keys:
    """Each key once, in order."""
    ordered = np.sort(keys)
    first = np.ones(len(keys), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def is_among(keys: Keys, known: Keys) -> NDArray[np.bool_]:
    """Which keys are among those known, which are in order."""
    if not len(known):
        return np.zeros(len(keys), dtype=bool)
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.equal(known[at], keys)
