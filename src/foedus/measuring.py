"""The measures for Python: a record that can be asked for them by name."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from foedus import record
from foedus.brief import Brief, brief_of
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.loading import load_catalogue
from foedus.network.ledger import Ledger, ledger_of
from foedus.network.shapes import Alliance, Call, Change, Fate, Front, Tie
from foedus.network.situation import Situation, situation
from foedus.network.ties import ties
from foedus.outlook.options import Options
from foedus.outlook.shapes import WhatIf
from foedus.outlook.state import world_of
from foedus.outlook.suppositions import naming_of, supposition
from foedus.outlook.telling import what_if

Day = dt.date | None
_USUAL = Options()


class Record(record.Record):
    """An open record that measures too: each verb as of a day, and by what was known on another.

    Every measure starts from the whole ledger; ask for `situation` where you want several.

    >>> with Record("foedus.db") as record:  # doctest: +SKIP
    ...     [tie.sign for tie in record.ties(as_of=date(2023, 12, 14))]
    """

    def ledger(self, *, as_of: Day = None, known_on: Day = None) -> Ledger:
        """What all measures start from: the record as it stood, with sides in place of names."""
        return ledger_of(self, _catalogue(), as_of=as_of, known_on=known_on)

    def situation(self, *, as_of: Day = None, known_on: Day = None) -> Situation:
        """All measures on a day."""
        return situation(self.ledger(as_of=as_of, known_on=known_on))

    def ties(self, *, as_of: Day = None, known_on: Day = None) -> tuple[Tie, ...]:
        """How each side acts towards each other; see docs/ties.md."""
        found = self.ledger(as_of=as_of, known_on=known_on)
        return tuple(ties(found.deeds, found.as_of).records())

    def alliances(self, *, as_of: Day = None, known_on: Day = None) -> tuple[Alliance, ...]:
        """Alliances with their strain; see docs/alliances.md and docs/strain.md."""
        return self.situation(as_of=as_of, known_on=known_on).alliances

    def fronts(self, *, as_of: Day = None, known_on: Day = None) -> tuple[Front, ...]:
        """Fronts, the highest level first; see docs/fronts.md."""
        return self.situation(as_of=as_of, known_on=known_on).fronts

    def calls(self, *, as_of: Day = None, known_on: Day = None) -> tuple[Call, ...]:
        """Calls for help and their answers, newest first; see docs/calls.md."""
        return self.situation(as_of=as_of, known_on=known_on).calls

    def fates(self, *, as_of: Day = None, known_on: Day = None) -> tuple[Fate, ...]:
        """What became of each commitment, oldest first; see docs/words-and-deeds.md."""
        return self.situation(as_of=as_of, known_on=known_on).fates

    def changes(
        self, *, since: Day = None, as_of: Day = None, known_on: Day = None
    ) -> tuple[Change, ...]:
        """What changed since a day, by default two weeks earlier; see docs/changes.md."""
        return self.brief(since=since, as_of=as_of, known_on=known_on).changes

    def what_if(
        self,
        *suppositions: str,
        as_of: Day = None,
        known_on: Day = None,
        options: Options = _USUAL,
    ) -> WhatIf:
        """What would follow if these came about, as "USA ASSAULT IRN"; see docs/what-if.md."""
        ledger = self.ledger(as_of=as_of, known_on=known_on)
        naming = naming_of(ledger, _catalogue())
        supposed = tuple(supposition(text, naming) for text in suppositions)
        return what_if(world_of(situation(ledger), options, supposed), supposed, options)

    def brief(self, *, since: Day = None, as_of: Day = None, known_on: Day = None) -> Brief:
        """The situation, what changed since a day, and what to watch."""
        return brief_of(self.ledger(as_of=as_of, known_on=known_on), since=since)


@lru_cache(maxsize=1)
def _catalogue() -> Catalogue:
    return load_catalogue()
