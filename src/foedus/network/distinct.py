"""Distinct events: the same event told several times counts once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.network.compared import Weighing, compared
from foedus.network.events import Events, Ints
from foedus.network.joining import joined
from foedus.network.keys import once
from foedus.network.weighing import links

_USUAL: Final = Weighing()
_NEVER: Final = np.iinfo(np.int32).max


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


def distinct(events: Events, publishers: Ints, weighing: Weighing = _USUAL) -> Distinct:
    """Join the tellings of the same event; `publishers` gives the voice of each report."""
    if not events.count:
        none = np.zeros(0, dtype=np.int32)
        return Distinct(none, none, none, none, none, none)
    told, pairs = compared(events, weighing)
    cluster = joined(told, links(told, pairs, weighing))
    of = np.empty(events.count, dtype=np.int32)
    of[told.row] = told.row[cluster]
    return _summed_up(events, of, publishers)


def restricted(joined_now: Distinct, events: Events, publishers: Ints) -> Distinct:
    """The distinct events of the first tellings alone, as they were joined among all of them."""
    rows = np.arange(events.count, dtype=np.int32)
    of = joined_now.of[: events.count]
    first = np.zeros(int(of.max(initial=-1)) + 1, dtype=np.int32)
    first[of[::-1]] = rows[::-1]
    return _summed_up(events, first[of], publishers)


def _summed_up(events: Events, cluster: Ints, publishers: Ints) -> Distinct:
    """What is known of each cluster of tellings; clusters are numbered by their first telling."""
    told = events.told
    rows = np.arange(events.count, dtype=np.int32)
    # A cluster goes by any of its tellings; what is told once needs no summing up.
    several = np.flatnonzero(np.bincount(cluster, minlength=events.count)[cluster] > 1)
    first = rows.copy()
    np.minimum.at(first, cluster[several], several.astype(np.int32))
    leads = first[cluster] == rows
    of = (np.cumsum(leads, dtype=np.int32) - 1)[first[cluster]]
    found = Distinct(
        of=of,
        leader=rows[leads],
        first=told.first[leads],
        last=told.last[leads],
        deaths=told.fatalities[leads],
        publishers=np.ones(int(leads.sum()), dtype=np.int32),
    )
    if len(several):
        some = _Several(events, several, of[several], publishers)
        some.lead(found)
        some.date(found)
        some.count(found)
    return found


@dataclass(frozen=True, eq=False)
class _Several:
    """The tellings of events that are told more than once, and the event of each."""

    events: Events
    tellings: NDArray[np.int64]
    of: Ints
    publishers: Ints

    def lead(self, found: Distinct) -> None:
        """The telling that leads: with a day of its own, the most certain, the earliest."""
        told = self.events.told
        order = np.lexsort(
            (-told.confidence[self.tellings], ~told.is_dated[self.tellings], self.of)
        )
        # Written from the last to the first, so that the first of each event stays.
        found.leader[self.of[order[::-1]]] = self.tellings[order[::-1]]

    def date(self, found: Distinct) -> None:
        """The days that all tellings allow; a report without a day of its own closes them."""
        told, of = self.events.told, self.of
        first, last = told.first[self.tellings], told.last[self.tellings]
        own = told.is_dated[self.tellings] & (last > 0)
        found.first[of], found.last[of] = 0, _NEVER
        np.maximum.at(found.first, of[own], first[own])
        np.minimum.at(found.last, of[last > 0], last[last > 0])
        found.last[found.last == _NEVER] = 0
        undated = of[found.first[of] == 0]
        found.first[undated] = found.last[undated]
        # What is planned may be told for other days: then those of the telling that leads.
        crossed = of[found.first[of] > found.last[of]]
        found.first[crossed] = told.first[found.leader[crossed]]
        found.last[crossed] = told.last[found.leader[crossed]]

    def count(self, found: Distinct) -> None:
        """The latest toll that is told, and how many voices tell the event."""
        deaths = self.events.told.fatalities[self.tellings]
        # Reports are in the order of their days, so what is written last is told last.
        found.deaths[self.of[deaths >= 0]] = deaths[deaths >= 0]
        voice = self.publishers[self.events.told.report[self.tellings]].astype(np.int64)
        width = int(voice.max()) + 1
        voices = np.bincount(once(self.of * width + voice) // width, minlength=len(found.leader))
        found.publishers[self.of] = voices[self.of]
