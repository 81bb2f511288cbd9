"""Distinct events: the same event told several times counts once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.network.compared import Weighing, compared
from foedus.network.events import Events, Ints
from foedus.network.joining import joined
from foedus.network.weighing import links

_USUAL = Weighing()


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
    told = compared(events, weighing)
    return _summed_up(events, joined(told, links(told, weighing)), publishers)


def _summed_up(events: Events, cluster: Ints, publishers: Ints) -> Distinct:
    """What is known of each cluster of tellings. Clusters are numbered by their first telling."""
    first_of, of = np.unique(cluster, return_inverse=True)
    _, first_of = np.unique(of, return_index=True)
    rank = np.empty(len(first_of), dtype=np.int32)
    rank[np.argsort(first_of)] = np.arange(len(first_of), dtype=np.int32)
    of = rank[of]
    leader = _leaders(events, of)
    first, last = _days(events, of, leader)
    return Distinct(
        of=of,
        leader=leader,
        first=first,
        last=last,
        deaths=_deaths(events, of, len(leader)),
        publishers=_voices(events, of, publishers, len(leader)),
    )


def _leaders(events: Events, of: Ints) -> Ints:
    """Of each event the telling with a day of its own, the most certain, the earliest."""
    told = events.told
    order = np.lexsort((np.arange(len(of)), -told.confidence, ~told.is_dated, of))
    _, first = np.unique(of[order], return_index=True)
    return order[first].astype(np.int32)


def _days(events: Events, of: Ints, leader: Ints) -> tuple[Ints, Ints]:
    """The days that all tellings allow; a day that only a report has closes them at the end."""
    told = events.told
    some = len(leader)
    first, last = np.zeros(some, dtype=np.int32), np.full(some, np.iinfo(np.int32).max, np.int32)
    known = told.last > 0
    own = known & told.is_dated
    np.maximum.at(first, of[own], told.first[own])
    np.minimum.at(last, of[known], told.last[known])
    last[last == np.iinfo(np.int32).max] = 0
    first = np.where(first == 0, last, first)
    crossed = first > last
    first[crossed], last[crossed] = told.first[leader[crossed]], told.last[leader[crossed]]
    return first.astype(np.int32), last.astype(np.int32)


def _deaths(events: Events, of: Ints, some: int) -> Ints:
    """The number that the latest telling gives that gives one."""
    told = events.told
    deaths = np.full(some, -1, dtype=np.int32)
    giving = np.flatnonzero(told.fatalities >= 0)
    # Reports are ordered by day, so what is written last is what is told last.
    deaths[of[giving]] = told.fatalities[giving]
    return deaths


def _voices(events: Events, of: Ints, publishers: Ints, some: int) -> Ints:
    voice = publishers[events.told.report].astype(np.int64)
    width = int(voice.max(initial=0)) + 1
    keys = np.unique(of.astype(np.int64) * width + voice)
    return np.bincount(keys // width, minlength=some).astype(np.int32)
