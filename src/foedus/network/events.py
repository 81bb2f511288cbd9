"""Events between sides, as columns: who did what to whom once ministers and troops are their state.

Everything that counts events starts here. `Events` has one row for each event as told, and one
for each pair of sides it is between; `Deeds` (deeds.py) is what is left of it when an event told
twice counts once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.model import ASSERTIONS
from foedus.network.keys import once
from foedus.network.sides import Side, Sides
from foedus.record.columns import ROLES, EventColumns

NOBODY: Final = -1  # no side: the text does not say, or says it in words that name none
ACTUAL: Final = ASSERTIONS.index("actual")
Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Events:
    """Events as told, and the directed pairs of sides that each is between.

    The columns of an event are those of `EventColumns`; `score` is its intensity over 10. A pair
    is a row of `pair_event`, `pair_source` and `pair_target`, ordered by event; both count into
    `sides`, or are `NOBODY`. What two do with each other is two pairs, one each way. An event
    between nobody that is a side has no pair.
    """

    told: EventColumns
    sides: tuple[Side, ...]
    pair_event: Ints
    pair_source: Ints
    pair_target: Ints

    @property
    def count(self) -> int:
        return len(self.told.ids)

    @cached_property
    def score(self) -> Floats:
        return self.told.intensity.astype(np.float64) / 10

    @cached_property
    def is_actual(self) -> NDArray[np.bool_]:
        return np.equal(self.told.assertion, ACTUAL)

    def type_is(self, *names: str) -> NDArray[np.bool_]:
        """Which events are of one of these types."""
        return among(self.told.type, self.told.terms, names)

    def mode_is(self, *names: str) -> NDArray[np.bool_]:
        """Which events have one of these modes."""
        return among(self.told.mode, self.told.terms, names)

    def id(self, event: int) -> str:
        return bytes(self.told.ids[event]).decode()

    def ids(self, events: Sequence[int] | Ints) -> tuple[str, ...]:
        return tuple(bytes(id).decode() for id in self.told.ids[events])

    def day(self, event: int) -> dt.date | None:
        """The last day it may have happened on."""
        return day_of(int(self.told.last[event]))

    @cached_property
    def side_number(self) -> dict[str, int]:
        """The id of a side -> its number."""
        return {side.id: number for number, side in enumerate(self.sides)}


def among(column: Ints, terms: Sequence[str], names: Sequence[str]) -> NDArray[np.bool_]:
    """Which rows of a column that counts into `terms` have one of these names."""
    return np.isin(column, [number for number, term in enumerate(terms) if term in names])


def day_of(ordinal: int) -> dt.date | None:
    """A day from its ordinal; 0 is no day."""
    return dt.date.fromordinal(ordinal) if ordinal > 0 else None


def with_sides(told: EventColumns, sides: Sides) -> Events:
    """Events with the sides that their parties belong to on the day."""
    roster = _Roster(sides, told)
    doing = roster.rows((ROLES.index("actor"), ROLES.index("through")), as_target=False)
    done_to = roster.rows((ROLES.index("recipient"),), as_target=True)
    pairs = _between(len(told.ids), doing, done_to, _has_recipients(told))
    return Events(told, tuple(roster.found), *pairs)


def _has_recipients(told: EventColumns) -> NDArray[np.bool_]:
    """Which events name someone they are done to, be it a side or not."""
    has = np.zeros(len(told.ids), dtype=bool)
    has[told.party_event[told.party_role == ROLES.index("recipient")]] = True
    return has


class _Roster:
    """Numbers the sides in the order in which they are met."""

    def __init__(self, sides: Sides, told: EventColumns) -> None:
        self._sides = sides
        self._told = told
        self.found: dict[Side, int] = {}

    def rows(self, roles: tuple[int, ...], *, as_target: bool) -> tuple[Ints, Ints]:
        """(event, side) of all parties in these roles, each side once an event, by event."""
        told = self._told
        chosen = np.isin(told.party_role, roles)
        event, mention = told.party_event[chosen], told.party_mention[chosen]
        side = self._of_mentions(as_target)[mention]
        side = self._by_day(event, mention, side, as_target)
        known = side != NOBODY
        width = max(len(self.found), 1)
        keys = once(event[known].astype(np.int64) * width + side[known])
        return (keys // width).astype(np.int32), (keys % width).astype(np.int32)

    def _of_mentions(self, as_target: bool) -> Ints:
        numbers = [
            self._number(self._sides.of(mention, as_target=as_target))
            for mention in self._told.mentions
        ]
        return np.array(numbers, dtype=np.int32)

    def _by_day(self, event: Ints, mention: Ints, side: Ints, as_target: bool) -> Ints:
        """The same, with those whose side depends on the day looked up for theirs."""
        shifting = np.array(
            [self._sides.changes_over_time(one) for one in self._told.mentions], dtype=bool
        )
        if not shifting.any():
            return side
        side = side.copy()
        known: dict[tuple[int, int], int] = {}
        for row in np.flatnonzero(shifting[mention]):
            key = int(mention[row]), int(self._told.last[event[row]])
            if key not in known:
                found = self._sides.of(
                    self._told.mentions[key[0]], day_of(key[1]), as_target=as_target
                )
                known[key] = self._number(found)
            side[row] = known[key]
        return side

    def _number(self, side: Side | None) -> int:
        return NOBODY if side is None else self.found.setdefault(side, len(self.found))


def _between(
    count: int,
    doing: tuple[Ints, Ints],
    done_to: tuple[Ints, Ints],
    has_recipients: NDArray[np.bool_],
) -> tuple[Ints, Ints, Ints]:
    """All pairs of who does and whom it is done to, within each event."""
    event, source = doing
    # Without anyone it is done to, several who act do it with each other.
    mutual = np.bincount(event, minlength=count) > 1
    mutual &= ~has_recipients
    together = mutual[event]
    receiving = (
        np.concatenate([done_to[0], event[together]]),
        np.concatenate([done_to[1], source[together]]),
    )
    order = np.lexsort((receiving[1], receiving[0]))
    to_event, target = receiving[0][order], receiving[1][order]
    starts = np.searchsorted(to_event, event)
    many = np.searchsorted(to_event, event, side="right") - starts
    # One row for each target; one with nobody where there is none.
    rows = np.repeat(np.arange(len(event)), np.maximum(many, 1))
    nth = np.arange(len(rows)) - np.repeat(
        np.cumsum(np.maximum(many, 1)) - np.maximum(many, 1), np.maximum(many, 1)
    )
    alone = many[rows] == 0
    found = np.full(len(rows), NOBODY, dtype=np.int32)
    found[~alone] = target[(starts[rows] + nth)[~alone]]
    pairs = [event[rows], source[rows], found]
    # What is done by no side that is named, to one that is.
    is_done = np.zeros(count, dtype=bool)
    is_done[event] = True
    orphans = ~is_done[to_event]
    pairs = [
        np.concatenate([pairs[0], to_event[orphans]]),
        np.concatenate([pairs[1], np.full(orphans.sum(), NOBODY, dtype=np.int32)]),
        np.concatenate([pairs[2], target[orphans]]),
    ]
    kept = pairs[1] != pairs[2]
    order = np.argsort(pairs[0][kept], kind="stable")
    event, source, target = (column[kept][order].astype(np.int32) for column in pairs)
    return event, source, target
