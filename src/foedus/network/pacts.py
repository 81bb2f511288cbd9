"""Whether two sides are of one alliance: by a bond that is named, or by an organisation of both."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.network.words import NamedBond

if TYPE_CHECKING:
    from foedus.catalogue.entries import Membership


class Pacts:
    """Named bonds and declared memberships.

    An organisation of more than `most_members` is no alliance. One that is itself a side is allied
    with its members.
    """

    def __init__(
        self, bonds: Sequence[NamedBond], memberships: Sequence[Membership], most_members: int
    ) -> None:
        self._bound = [
            frozenset(side.id for side in bond.members)
            for bond in bonds
            if bond.relation != "rivalry"
        ]
        self._groups_of: dict[str, list[Membership]] = defaultdict(list)
        self._size: dict[str, int] = defaultdict(int)
        for membership in memberships:
            self._groups_of[membership.member].append(membership)
            self._size[membership.group] += 1
        self._most = most_members

    def are_allied(self, one: str, other: str, day: dt.date | None) -> bool:
        """Whether a bond names both, or both belong to an alliance on the day."""
        if any({one, other} <= members for members in self._bound):
            return True
        shared = (self._groups(one, day) | {one}) & (self._groups(other, day) | {other})
        return any(self._size[group] <= self._most for group in shared)

    def _groups(self, side: str, day: dt.date | None) -> set[str]:
        from foedus.catalogue.entries import within

        return {one.group for one in self._groups_of[side] if within(day, one.since, one.until)}
