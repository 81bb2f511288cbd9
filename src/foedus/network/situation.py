"""The situation on a day: every measure of a ledger, each from the ones before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from foedus.network.alliances import alliances
from foedus.network.calls import CallOptions, calls
from foedus.network.credibility import credibility
from foedus.network.fates import fates
from foedus.network.fronts import FrontOptions, fronts, levels_of
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
    """What the measures give on a day. `reports` is how many they rest on.

    `as_of` is None where no report has a day; then nothing is measured that needs one. `levels`
    are those between all sides, fronts or not.
    """

    as_of: dt.date | None
    reports: int
    ties: Ties
    alliances: tuple[Alliance, ...]
    fronts: tuple[Front, ...]
    calls: tuple[Call, ...]
    fates: tuple[Fate, ...]
    credibility: tuple[Credibility, ...]
    ledger: Ledger
    levels: Levels | None = None


def situation(ledger: Ledger, options: SituationOptions = SituationOptions()) -> Situation:
    """All measures of a ledger on its day."""
    tied = ties(ledger.deeds, ledger.as_of, options.ties)
    called = calls(ledger, options.calls)
    fated = fates(ledger)
    levels = levels_of(ledger, options.fronts)
    return Situation(
        as_of=ledger.as_of,
        reports=len(ledger.reports),
        ties=tied,
        alliances=alliances(ledger, tied, called),
        fronts=fronts(ledger, tied, options.fronts, levels=levels),
        calls=called,
        fates=fated,
        credibility=credibility(fated, ledger),
        ledger=ledger,
        levels=levels,
    )
