"""Joining tellings whose links are strong enough, best first, never against what one of them says.

Each cluster of tellings carries what all of its tellings agree on. Two clusters are joined by the
strongest link between them while they agree; each round joins those that are each other's best,
which gives what joining link after link in order of strength gives (Kruskal 1956, constrained).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from foedus.network.compared import Bools, Compared
from foedus.network.events import Ints
from foedus.network.side_sets import SideSets
from foedus.network.weighing import Links

MOST_ROUNDS: Final = 200  # a chain of links that wait for one another; a link left is not joined
LIKE_DEATHS: Final = 2.0  # a toll that grows from report to report at most doubles


@dataclass(eq=False)
class _Clusters:
    """What the tellings of each cluster agree on; a cluster's row is that of one telling of it."""

    told: Compared
    of: Ints
    doing: Ints
    done_to: Ints
    who: Ints
    low: Ints
    high: Ints
    kind: Ints
    place: Ints
    fewest: Ints
    most: Ints

    @classmethod
    def of_tellings(cls, told: Compared) -> _Clusters:
        columns = (
            told.doing, told.done_to, told.who, told.low, told.high, told.kind, told.place,
            told.deaths, told.deaths,
        )  # fmt: skip
        alone = np.arange(len(told), dtype=np.int32)
        return cls(told, alone, *(column.copy() for column in columns))

    def agree(self, one: Ints, other: Ints) -> Bools:
        """Whether clusters can be of one event."""
        found = np.maximum(self.low[one], self.low[other]) <= np.minimum(
            self.high[one], self.high[other]
        )
        for known in (self.kind, self.place):
            mine, its = known[one], known[other]
            found &= (mine == its) | (mine < 0) | (its < 0)
        most = np.maximum(self.most[one], self.most[other])
        told = (self.fewest[one] >= 0) & (self.fewest[other] >= 0)
        fewest = np.minimum(self.fewest[one], self.fewest[other])
        found &= ~told | (most <= LIKE_DEATHS * fewest)
        for sets, column in self._members():
            found &= sets.fit(column[one], column[other])
        return found

    def join(self, into: Ints, gone: Ints) -> None:
        """Let pairs of clusters be one; no cluster may be in two of the pairs."""
        for sets, column in self._members():
            column[into] = sets.larger(column[into], column[gone])
        for column in (self.low, self.kind, self.place, self.most):
            column[into] = np.maximum(column[into], column[gone])
        self.high[into] = np.minimum(self.high[into], self.high[gone])
        mine, its = self.fewest[into], self.fewest[gone]
        self.fewest[into] = np.where((mine < 0) | ((its >= 0) & (its < mine)), its, mine)
        moved = np.arange(len(self.of), dtype=np.int32)
        moved[gone] = into
        self.of = moved[self.of]

    def _members(self) -> tuple[tuple[SideSets, Ints], ...]:
        sets, persons = self.told.sets, self.told.persons
        return (sets, self.doing), (sets, self.done_to), (persons, self.who)


def joined(told: Compared, links: Links) -> Ints:
    """For each telling a number that is the same for all tellings of its event."""
    clusters = _Clusters.of_tellings(told)
    lot = told.lot[links.one] ^ told.lot[links.other]
    order = np.lexsort((lot, -links.bits))
    one, other = links.one[order], links.other[order]
    best = np.empty(len(told), dtype=np.int64)
    for _ in range(MOST_ROUNDS):
        mine, its = clusters.of[one], clusters.of[other]
        kept = mine != its
        kept[kept] = clusters.agree(mine[kept], its[kept])
        one, other, mine, its = one[kept], other[kept], mine[kept], its[kept]
        if not len(one):
            break
        rank = np.arange(len(one))
        # Written from the last to the first, so that each cluster's best link is what stays.
        best[np.stack([mine, its], axis=1).ravel()[::-1]] = np.repeat(rank, 2)[::-1]
        taken = (best[mine] == rank) & (best[its] == rank)
        clusters.join(mine[taken], its[taken])
    return clusters.of
