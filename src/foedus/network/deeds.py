"""Deeds: distinct events told as having happened, as columns, one row for each pair of sides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.network.events import NOBODY, Events, Floats, Ints, among, day_of
from foedus.network.keys import Keys, is_among, once
from foedus.network.sides import Side

if TYPE_CHECKING:
    from foedus.network.distinct import Distinct


@dataclass(frozen=True, slots=True)
class Deed:
    """One distinct event between two sides; `entries` are the ids of its tellings."""

    source: Side | None
    target: Side | None
    type: str
    day: dt.date | None
    score: float = 0.0
    confidence: float = 1.0
    mode: str | None = None
    first: dt.date | None = None
    deaths: int | None = None
    place: str | None = None
    publishers: int = 1
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Deeds:
    """Columns of deeds, ordered by day, those without one first.

    `source` and `target` count into `sides`, or are `NOBODY`; `type`, `mode` and `place` into
    `terms`. `first` and `day` (the last day it may have fallen on) are proleptic Gregorian
    ordinals, 0 where no day is known. `deaths` is -1 where none are told. Rows with the same
    `event` are one event: of several sides, or one with another. `publishers` are the independent
    ones that tell it, and `tellings` lists for each event the ids of the entries.
    """

    sides: tuple[Side, ...]
    terms: tuple[str, ...]
    source: Ints
    target: Ints
    type: Ints
    mode: Ints
    place: Ints
    first: Ints
    day: Ints
    score: Floats
    confidence: Floats
    deaths: Ints
    publishers: Ints
    event: Ints
    tellings: Tellings

    def __len__(self) -> int:
        return len(self.source)

    @classmethod
    def of(cls, deeds: Sequence[Deed]) -> Deeds:
        """Columns of plain deeds, in their order; each is an event of its own."""
        sides: dict[Side, int] = {}
        terms: dict[str, int] = {}

        def number(side: Side | None) -> int:
            return NOBODY if side is None else sides.setdefault(side, len(sides))

        def term(text: str | None) -> int:
            return -1 if text is None else terms.setdefault(text, len(terms))

        def ordinal(day: dt.date | None) -> int:
            return 0 if day is None else day.toordinal()

        def ints(values: Sequence[int]) -> Ints:
            return np.array(values, dtype=np.int32)

        return cls(
            source=ints([number(deed.source) for deed in deeds]),
            target=ints([number(deed.target) for deed in deeds]),
            type=ints([term(deed.type) for deed in deeds]),
            mode=ints([term(deed.mode) for deed in deeds]),
            place=ints([term(deed.place) for deed in deeds]),
            first=ints([ordinal(deed.first or deed.day) for deed in deeds]),
            day=ints([ordinal(deed.day) for deed in deeds]),
            score=np.array([deed.score for deed in deeds], dtype=np.float64),
            confidence=np.array([deed.confidence for deed in deeds], dtype=np.float64),
            deaths=ints([-1 if deed.deaths is None else deed.deaths for deed in deeds]),
            publishers=ints([deed.publishers for deed in deeds]),
            event=np.arange(len(deeds), dtype=np.int32),
            tellings=Tellings.of([deed.entries for deed in deeds]),
            sides=tuple(sides),
            terms=tuple(terms),
        )

    def at(self, row: int) -> Deed:
        """A row as a plain record."""
        return Deed(
            source=self._side(self.source[row]),
            target=self._side(self.target[row]),
            type=self.terms[self.type[row]],
            day=day_of(int(self.day[row])),
            score=float(self.score[row]),
            confidence=float(self.confidence[row]),
            mode=self._term(self.mode[row]),
            first=day_of(int(self.first[row])),
            deaths=int(self.deaths[row]) if self.deaths[row] >= 0 else None,
            place=self._term(self.place[row]),
            publishers=int(self.publishers[row]),
            entries=self.entries([row]),
        )

    def where(self, chosen: NDArray[np.bool_] | Ints) -> Deeds:
        """Only these rows."""
        columns = (
            "source", "target", "type", "mode", "place", "first", "day", "score", "confidence",
            "deaths", "publishers", "event",
        )  # fmt: skip
        return Deeds(
            sides=self.sides,
            terms=self.terms,
            tellings=self.tellings,
            **{name: getattr(self, name)[chosen] for name in columns},
        )

    def until(self, day: dt.date) -> Deeds:
        """Only what may have happened by this day; what has no day is left out."""
        return self.where((self.day > 0) & (self.day <= day.toordinal()))

    def type_is(self, *names: str) -> NDArray[np.bool_]:
        """Which rows are of one of these types."""
        return among(self.type, self.terms, names)

    def mode_is(self, *names: str) -> NDArray[np.bool_]:
        """Which rows have one of these modes."""
        return among(self.mode, self.terms, names)

    def entries(self, rows: Sequence[int] | Ints) -> tuple[str, ...]:
        """The ids of all tellings of these rows' events, each once, in the order of the rows."""
        return self.tellings.ids(self.event[np.asarray(rows, dtype=np.int64)])

    @cached_property
    def side_number(self) -> dict[str, int]:
        """The id of a side -> its number."""
        return {side.id: number for number, side in enumerate(self.sides)}

    def between(self, one: str, other: str) -> NDArray[np.bool_]:
        """Which rows are from one side to another, by their ids."""
        numbers = self.side_number
        is_source = np.equal(self.source, numbers.get(one, -2))
        found: NDArray[np.bool_] = is_source & (self.target == numbers.get(other, -2))
        return found

    def _side(self, number: int) -> Side | None:
        return self.sides[number] if number != NOBODY else None

    def _term(self, number: int) -> str | None:
        return self.terms[number] if number >= 0 else None


@dataclass(frozen=True, eq=False)
class Tellings:
    """The ids of the entries that tell each event: those of event n from start[n] to start[n + 1].

    Ids are bytes until they are asked for; there may be a million.
    """

    start: NDArray[np.int64]
    id: NDArray[np.bytes_] = field(repr=False)

    @classmethod
    def of(cls, ids: Sequence[Sequence[str]]) -> Tellings:
        lengths = [len(some) for some in ids]
        flat = [id.encode() for some in ids for id in some]
        return cls(np.cumsum([0, *lengths], dtype=np.int64), np.array(flat, dtype=np.bytes_))

    def ids(self, events: Ints) -> tuple[str, ...]:
        bounds = zip(self.start[events].tolist(), self.start[events + 1].tolist(), strict=True)
        found = dict.fromkeys(
            id for first, end in dict.fromkeys(bounds) for id in self.id[first:end].tolist()
        )
        return tuple(id.decode() for id in found)

    def ids_of_groups(self, events: Ints, starts: NDArray[np.int64]) -> Iterator[tuple[str, ...]]:
        """The same for each group of events; group n goes from starts[n] to starts[n + 1]."""
        first, counts = self.start[events], self.start[events + 1] - self.start[events]
        before = np.concatenate([[0], np.cumsum(counts)])
        places = np.repeat(first - before[:-1], counts) + np.arange(before[-1])
        ids = self.id[places].astype(str).tolist()
        for begin, end in pairwise(before[starts].tolist()):
            yield tuple(dict.fromkeys(ids[begin:end]))


def deeds_of(events: Events, distinct: Distinct) -> Deeds:
    """The distinct actual events between sides, from all that is told."""
    told = events.told
    actual = events.is_actual[events.pair_event]
    number = distinct.of[events.pair_event[actual]]
    source, target = events.pair_source[actual], events.pair_target[actual]
    width = len(events.sides) + 1
    keys = once(_key(number, source, width) * width + target + 1)
    columns = [(keys // width // width), keys // width % width - 1, keys % width - 1]
    # Where one telling names the other party and another does not, the event is the pair's alone.
    spare = _half_pairs(columns[0], columns[1], columns[2], width)
    number, source, target = (one[~spare].astype(np.int32) for one in columns)
    leader = distinct.leader[number]
    order = np.lexsort((number, distinct.last[number]))
    number, source, target, leader = (one[order] for one in (number, source, target, leader))
    return Deeds(
        sides=events.sides,
        terms=told.terms,
        source=source,
        target=target,
        type=told.type[leader],
        mode=told.mode[leader],
        place=told.place[leader],
        first=distinct.first[number],
        day=distinct.last[number],
        score=events.score[leader],
        confidence=told.confidence[leader].astype(np.float64),
        deaths=distinct.deaths[number],
        publishers=distinct.publishers[number],
        event=number,
        tellings=_tellings(events, distinct),
    )


def _half_pairs(number: Keys, source: Keys, target: Keys, width: int) -> NDArray[np.bool_]:
    """The rows whose missing side another row of the same event names."""
    spare = np.zeros(len(number), dtype=bool)
    for side, other in ((source, target), (target, source)):
        half = np.flatnonzero((other == NOBODY) & (side != NOBODY))
        if len(half):
            whole = (source != NOBODY) & (target != NOBODY)
            known = once(_key(number[whole], side[whole], width))
            spare[half] = is_among(_key(number[half], side[half], width), known)
    return spare


def _key(number: Ints | Keys, side: Ints | Keys, width: int) -> Keys:
    return number.astype(np.int64) * width + side + 1


def _tellings(events: Events, distinct: Distinct) -> Tellings:
    order = np.argsort(distinct.of, kind="stable")
    counts = np.bincount(distinct.of, minlength=len(distinct.leader))
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Tellings(start, events.told.ids[order])
