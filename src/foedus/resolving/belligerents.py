"""The two sides of a truce that a report leaves unnamed: "a truce began", "the parties agreed".

Whoever reads of a truce in Gaza knows whose it is. The sides are those of a war of the catalogue
(`conflicts.csv`) that was going on: the one fought where the text puts the truce, else the only one
of which the report names both sides.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from foedus.catalogue.catalogue import Catalogue
from foedus.coding.phrases import prepositional
from foedus.reading.sentence import Token
from foedus.resolving.conflicts import Conflict, Conflicts
from foedus.resolving.known import Known
from foedus.resolving.names import Names

_WHERE = ("in", "for", "over", "across", "throughout")
_NOBODY = re.compile(r"(?!)")
_CERTAINTY = 0.75


class Belligerents:
    """Says whose war a report is about. One for each report."""

    def __init__(self, conflicts: Conflicts, names: Names, text: str, day: dt.date | None) -> None:
        self._names = names
        self._text = text
        self._open = [row for row in conflicts.rows if row.sides and row.is_open(day)]

    def of(self, token: Token) -> list[Known]:
        """The sides of a truce, or of "the parties"; empty where it may be that of others."""
        grounds = _grounds(token)
        wars = [
            war
            for war in self._open
            if (grounds <= {*war.grounds} if grounds else self._names_both(war))
        ]
        sides = {war.sides for war in wars}
        return self._known(wars[-1], token) if len(sides) == 1 else []

    def _names_both(self, war: Conflict) -> bool:
        patterns = _patterns(self._names.catalogue)
        return all(patterns.get(side, _NOBODY).search(self._text) for side in war.sides)

    def _known(self, war: Conflict, token: Token) -> list[Known]:
        found = []
        for side in war.sides:
            party = self._names.catalogue.parties.get(side)
            if party is None:
                return []  # a user's catalogue may do without it
            actor = self._names.at_token(party, token)
            found.append(Known(actor, _CERTAINTY, "state" if party.kind == "state" else "group"))
        return found


def _grounds(token: Token) -> frozenset[str]:
    """Where the text puts it: "Gaza" of "the truce in Gaza"."""
    preps = prepositional(token)
    places = [noun for name in _WHERE for noun in preps.get(name, []) if noun.pos == "PROPN"]
    return frozenset(place.text for place in places)


@lru_cache(maxsize=4)
def _patterns(catalogue: Catalogue) -> dict[str, re.Pattern[str]]:
    """What names each party in a text."""
    texts: dict[str, list[str]] = {}
    for name in catalogue.all_names():
        texts.setdefault(name.owner, []).append(name.text)
    return {owner: _any_of(found) for owner, found in texts.items() if owner in catalogue.parties}


def _any_of(texts: Sequence[str]) -> re.Pattern[str]:
    spelt = "|".join(map(re.escape, sorted(texts, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{spelt})(?!\w)")
