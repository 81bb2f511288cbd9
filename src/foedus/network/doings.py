"""What each side does and what is done to it, by day: deeds looked up without a pass over all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.network.deeds import Deeds
from foedus.network.events import NOBODY, Ints

Rows = NDArray[np.int64]
_NONE: Final = np.zeros(0, dtype=np.int64)
FIGHTING: Final = "ASSAULT"


@dataclass(frozen=True, eq=False)
class _Sorted:
    """Rows by a key, a side's number or a pair's, and then by day."""

    rows: Rows
    starts: Mapping[int, tuple[int, int]]  # of each key: the first of its rows, and the one after
    days: NDArray[np.int64]

    @classmethod
    def of(cls, key: NDArray[np.integer], days: Ints) -> _Sorted:
        rows = np.lexsort((days, key))
        keys, first = np.unique(key[rows], return_index=True)
        bounds = [*first.tolist(), len(rows)]
        starts = dict(zip(keys.tolist(), pairwise(bounds), strict=True))
        return cls(rows, starts, days[rows].astype(np.int64))

    def between(self, key: int, since: int, until: int) -> Rows:
        start, end = self.starts.get(key, (0, 0))
        days = self.days[start:end]
        first, last = np.searchsorted(days, since), np.searchsorted(days, until, side="right")
        found: Rows = self.rows[start + first : start + last]
        return found


@dataclass(frozen=True, eq=False)
class Doings:
    """Deeds by who does them and by whom they are done to. Days are ordinals, ends included."""

    deeds: Deeds

    def by(self, side: str, since: int, until: int) -> Rows:
        """The rows of what a side does, by day."""
        number = self.deeds.side_number.get(side)
        return _NONE if number is None else self._by_source.between(number, since, until)

    def to(self, side: str, since: int, until: int) -> Rows:
        """The rows of what is done to a side, by day."""
        number = self.deeds.side_number.get(side)
        return _NONE if number is None else self._by_target.between(number, since, until)

    def between(self, one: str, other: str, since: int, until: int) -> Rows:
        """The rows of what one side does to another, by day."""
        numbers = self.deeds.side_number.get(one), self.deeds.side_number.get(other)
        if numbers[0] is None or numbers[1] is None:
            return _NONE
        return self._by_pair.between(numbers[0] * self._width + numbers[1], since, until)

    def of_type(self, rows: Rows, *types: str) -> Rows:
        """Those of the rows whose deed is of one of these types."""
        kept: Rows = rows[self._is_of(types)[self.deeds.type[rows]]]
        return kept

    def of_acts(self, rows: Rows, acts: Sequence[tuple[str, str | None]]) -> Rows:
        """Those of the rows whose deed is one of these (type, mode): of that mode or of none."""
        types, modes = self.deeds.type[rows], self.deeds.mode[rows]
        fits = np.zeros(len(rows), dtype=bool)
        for type_, mode in acts:
            of_type = self._is_of((type_,))[types]
            if mode is not None:
                of_type &= (modes < 0) | self._is_of((mode,))[modes]
            fits |= of_type
        return rows[fits]

    def towards(self, rows: Rows, sides: Iterable[str]) -> Rows:
        """Those of the rows that are done to one of these sides, or to nobody that is named."""
        wanted = np.zeros(len(self.deeds.sides) + 1, dtype=bool)
        numbers = (self.deeds.side_number.get(side) for side in sides)
        wanted[[NOBODY, *(number for number in numbers if number is not None)]] = True
        kept: Rows = rows[wanted[self.deeds.target[rows]]]
        return kept

    def adversaries(self, side: str, since: int, until: int) -> frozenset[str]:
        """Those it fought in these days: who assaulted it, or was assaulted by it."""
        deeds = self.deeds
        done = self.of_type(self.by(side, since, until), FIGHTING)
        suffered = self.of_type(self.to(side, since, until), FIGHTING)
        numbers = {*deeds.target[done].tolist(), *deeds.source[suffered].tolist()} - {NOBODY}
        return frozenset(deeds.sides[number].id for number in numbers)

    def fights(self, side: str, since: int, until: int) -> bool:
        """Whether it assaults or is assaulted in these days."""
        either = self.by(side, since, until), self.to(side, since, until)
        return any(len(self.of_type(rows, FIGHTING)) for rows in either)

    def _is_of(self, types: tuple[str, ...]) -> NDArray[np.bool_]:
        """For each term whether it is one of these types; a table is quicker than a search."""
        known = self._tables.get(types)
        if known is None:
            known = np.array([term in types for term in self.deeds.terms], dtype=bool)
            self._tables[types] = known
        return known

    @cached_property
    def _tables(self) -> dict[tuple[str, ...], NDArray[np.bool_]]:
        return {}

    @property
    def _width(self) -> int:
        return len(self.deeds.sides) + 1

    @cached_property
    def _by_source(self) -> _Sorted:
        return _Sorted.of(self.deeds.source, self.deeds.day)

    @cached_property
    def _by_target(self) -> _Sorted:
        return _Sorted.of(self.deeds.target, self.deeds.day)

    @cached_property
    def _by_pair(self) -> _Sorted:
        key = self.deeds.source.astype(np.int64) * self._width + self.deeds.target
        key[(self.deeds.source == NOBODY) | (self.deeds.target == NOBODY)] = NOBODY
        return _Sorted.of(key, self.deeds.day)
