"""Distinct events: the same event told several times counts once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.network.events import Events, Ints


@dataclass(frozen=True, eq=False)
class Distinct:
    """Which tellings are of one event.

    `of` gives each event as told the number of its distinct event. The other columns have a row
    for each of these: `leader`, the telling that stands for it; `first` and `last`, the days that
    all its tellings allow (ordinals, 0 unknown); `deaths`, the latest number told, or -1; and
    `publishers`, how many independent ones tell it.
    """

    of: Ints
    leader: Ints
    first: Ints
    last: Ints
    deaths: Ints
    publishers: Ints


def distinct(events: Events, publishers: Ints) -> Distinct:
    """Join the tellings of the same event; `publishers` gives the voice of each report."""
    told = events.told
    number = np.arange(events.count, dtype=np.int32)
    return Distinct(
        of=number,
        leader=number,
        first=told.first,
        last=told.last,
        deaths=told.fatalities,
        publishers=np.ones(events.count, dtype=np.int32),
    )
