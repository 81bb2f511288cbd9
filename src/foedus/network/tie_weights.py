"""How much each deed counts in the ties at a date, and the sums by pair."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.network.deeds import Deeds
from foedus.network.events import NOBODY, Floats, Ints


@dataclass(frozen=True, eq=False)
class Counted:
    """The deeds that count, by pair: row of the deed, and what it adds to C (> 0) or H (< 0)."""

    row: NDArray[np.int64]
    weight: Floats
    start: NDArray[np.int64]


def weights(
    deeds: Deeds, as_of: dt.date | None, half_life: float
) -> tuple[NDArray[np.int64], Floats]:
    """The rows that count, and what each adds to C (positive) or H (negative)."""
    if as_of is None:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    today = as_of.toordinal()
    counts = (deeds.day > 0) & (deeds.day <= today) & (deeds.score != 0)
    counts &= (deeds.source != NOBODY) & (deeds.target != NOBODY)
    counts &= deeds.source != deeds.target
    rows = np.flatnonzero(counts)
    age = (today - deeds.day[rows]) / half_life
    return rows, deeds.score[rows] * deeds.confidence[rows] * np.exp2(-age)


def grouped(
    deeds: Deeds, rows: NDArray[np.int64], weight: Floats, pairs: tuple[Ints, Ints]
) -> dict[str, Any]:
    """The columns of ties that rows of deeds come to, by pair."""
    width = max(len(deeds.sides), 1)
    keys = pairs[0].astype(np.int64) * width + pairs[1]
    order = np.argsort(keys, kind="stable")
    keys, rows, weight = keys[order], rows[order], weight[order]
    found, start = np.unique(keys, return_index=True)
    number = np.repeat(np.arange(len(found)), np.diff([*start, len(keys)]))

    def total(of: Floats) -> Floats:
        summed: Floats = np.bincount(number, weights=of, minlength=len(found)).astype(np.float64)
        return summed

    return {
        "source": (found // width).astype(np.int32),
        "target": (found % width).astype(np.int32),
        "cooperation": total(np.maximum(weight, 0)),
        "hostility": total(np.maximum(-weight, 0)),
        "events": np.bincount(number, minlength=len(found)).astype(np.int32),
        "counted": Counted(rows, weight, np.append(start, len(keys)).astype(np.int64)),
    }
