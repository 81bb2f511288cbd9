"""The situation on a day: every measure of a ledger, each from the ones before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from foedus.network.alliances import alliance_ids, alliances
from foedus.network.calls import CallOptions, calls
from foedus.network.credibility import credibility
from foedus.network.fates import fates
from foedus.network.fronts import FrontOptions, Fronts, levels_of
from foedus.network.ledger import Ledger
from foedus.network.levels import Levels
from foedus.network.shapes import Alliance, Call, Credibility, Fate, Front
from foedus.network.ties import TieOptions, Ties, ties


@dataclass(frozen=True, slots=True)
class SituationOptions:
    """The options of the measures."""

    ties: TieOptions = field(default_factory=TieOptions)
    calls: CallOptions = field(default_factory=lambda: CallOptions(most=1000))
    fronts: FrontOptions = field(default_factory=FrontOptions)


@dataclass(frozen=True, eq=False)
class Situation:
    """What the measures give on the ledger's day; each is made when it is first asked for.

    `as_of` is None where no report has a day; then nothing is measured that needs one.
    """

    ledger: Ledger
    options: SituationOptions = field(default_factory=SituationOptions)

    @property
    def as_of(self) -> dt.date | None:
        """The day."""
        return self.ledger.as_of

    @property
    def reports(self) -> int:
        """How many reports the measures rest on."""
        return len(self.ledger.reports)

    @cached_property
    def ties(self) -> Ties:
        """The ties of all pairs of sides."""
        return ties(self.ledger.deeds, self.as_of, self.options.ties)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The last calls for help, with what became of them."""
        return calls(self.ledger, self.options.calls)

    def calls_since(self, day: dt.date) -> tuple[Call, ...]:
        """Of these the calls made on that day or later, without looking into older ones."""
        if "calls" in vars(self):  # measured already
            return tuple(call for call in self.calls if call.date is None or call.date >= day)
        return calls(self.ledger, replace(self.options.calls, since=day))

    @cached_property
    def fates(self) -> tuple[Fate, ...]:
        """What became of each word that was given."""
        return fates(self.ledger)

    def promises(self) -> frozenset[str]:
        """The ids of all words that were given."""
        given = self.fates if "fates" in vars(self) else self.ledger.words
        return frozenset(one.id for one in given)

    def statuses(self, ids: Collection[str]) -> dict[str, str]:
        """What has become of these promises, without looking into the others."""
        found = self.fates if "fates" in vars(self) else fates(self.ledger, only=ids)
        return {fate.id: fate.status for fate in found if fate.id in ids}

    @cached_property
    def levels(self) -> Levels:
        """The levels between all sides, fronts or not."""
        return levels_of(self.ledger, self.options.fronts)

    @cached_property
    def listed_fronts(self) -> Fronts:
        """Which pairs of sides are fronts."""
        return Fronts(self.ledger, self.ties, self.levels, self.options.fronts)

    @cached_property
    def fronts(self) -> tuple[Front, ...]:
        """The fronts, the highest level first."""
        return self.listed_fronts.all()

    @cached_property
    def alliances(self) -> tuple[Alliance, ...]:
        """The alliances with their strain, those first that most is told of."""
        return alliances(self.ledger, self.ties, self.calls)

    def alliance_ids(self, calls: Sequence[Call]) -> frozenset[str]:
        """Which alliances there are, without what strains them; `calls` are those of the day."""
        if "alliances" in vars(self):  # measured already
            return frozenset(one.id for one in self.alliances)
        return alliance_ids(self.ledger, self.ties, calls)

    @cached_property
    def credibility(self) -> tuple[Credibility, ...]:
        """How often those who gave their word kept it."""
        return credibility(self.fates, self.ledger)


def situation(ledger: Ledger, options: SituationOptions | None = None) -> Situation:
    """All measures of a ledger on its day."""
    return Situation(ledger, options or SituationOptions())
