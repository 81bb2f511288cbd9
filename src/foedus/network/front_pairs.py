"""Which pairs of sides are fronts on a day: those that fight, or whose tie is hostile."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.network.beta import above_half
from foedus.network.events import NOBODY
from foedus.network.fighting import FightingOptions, pair_keys
from foedus.network.levels import FORCE, Acts, LevelOptions
from foedus.network.sides import Side

if TYPE_CHECKING:
    from foedus.network.ledger import Ledger
    from foedus.network.ties import Ties


@dataclass(frozen=True, slots=True)
class FrontOptions:
    """Defaults and their reasons.

    fighting, levels: which acts count, and how they make a level.
    trend_level: the p-value below which two windows differ. 0.1: the reader is to be told of a turn
        early, and sees the p-value.
    steps: levels that a front must have moved within a window to turn the trend by themselves. 2:
        one act may lift a front by one.
    remembered: days for which force that was used makes a front though the tie is open. 60: two
        half-lives of a tie.
    uses: acts, threats among them and one a use of force, that make a front within these days. 2:
        of one act the coding may be wrong.
    places, held: how many places and words of restraint are listed.
    most_entries: how many entries a front lists, those of its gravest acts first.
    """

    fighting: FightingOptions = field(default_factory=FightingOptions)
    levels: LevelOptions = field(default_factory=LevelOptions)
    trend_level: float = 0.1
    steps: int = 2
    remembered: int = 60
    uses: int = 2
    places: int = 8
    held: int = 10
    most_entries: int = 500


@dataclass(frozen=True, eq=False)
class FrontPairs:
    """All pairs with acts, by their numbers, on a day."""

    ledger: Ledger
    acts: Acts
    options: FrontOptions
    as_of: dt.date

    def sides(self, pair: int) -> tuple[Side, Side]:
        """Both sides, by their ids."""
        first, second = divmod(int(self.acts.keys[pair]), self.acts.width)
        return self.acts.deeds.sides[first], self.acts.deeds.sides[second]

    def ids(self, pair: int) -> tuple[str, str]:
        """The ids of both sides."""
        first, second = self.sides(pair)
        return first.id, second.id

    def is_listed(self, ties: Ties) -> NDArray[np.bool_]:
        """Which pairs are fronts."""
        acts, today = self.acts, self.as_of.toordinal()
        pairs = len(acts.keys)
        past = acts.day <= today
        recent = past & (today - acts.day <= self.options.remembered)
        uses = np.bincount(acts.pair[recent], minlength=pairs) >= self.options.uses
        uses &= np.bincount(acts.pair[recent & (acts.rank >= FORCE)], minlength=pairs) > 0
        some = np.bincount(acts.pair[past], minlength=pairs) > 0
        listed: NDArray[np.bool_] = some & (uses | self._is_hostile(ties))
        return listed

    def _is_hostile(self, ties: Ties) -> NDArray[np.bool_]:
        """Whose tie is settled as hostile, with the acts that are allotted to the two."""
        acts, pooled = self.acts, ties.pooled()
        good, bad = np.zeros(len(acts.keys)), np.zeros(len(acts.keys))
        keys = pooled.source.astype(np.int64) * acts.width + pooled.target
        at = np.minimum(np.searchsorted(acts.keys, keys), len(acts.keys) - 1)
        known = acts.keys[at] == keys
        good[at[known]], bad[at[known]] = pooled.cooperation[known], pooled.hostility[known]
        row = acts.row[self._is_allotted]
        age = (self.as_of.toordinal() - acts.deeds.day[row]) / ties.options.half_life
        weight = np.maximum(-acts.deeds.score[row], 0) * acts.deeds.confidence[row] * np.exp2(-age)
        weight[age < 0] = 0
        bad += np.bincount(acts.pair[self._is_allotted], weights=weight, minlength=len(acts.keys))
        probability = above_half(good, bad, ties.options.prior)
        return np.less(probability, 1 - ties.options.settled)

    @cached_property
    def _is_allotted(self) -> NDArray[np.bool_]:
        """Which acts do not name both sides of their pair."""
        acts, deeds = self.acts, self.ledger.deeds
        whole = np.flatnonzero((deeds.source != NOBODY) & (deeds.target != NOBODY))
        # The sides of the acts begin with those of the ledger, in the same order.
        named = pair_keys(replace(deeds, sides=acts.deeds.sides), whole)
        events = int(acts.deeds.event.max(initial=0)) + 1
        told = np.sort(named * events + deeds.event[whole])
        ours = acts.keys[acts.pair] * events + acts.deeds.event[acts.row]
        if not len(told):
            return np.ones(len(ours), dtype=bool)
        at = np.minimum(np.searchsorted(told, ours), len(told) - 1)
        allotted: NDArray[np.bool_] = told[at] != ours
        return allotted
