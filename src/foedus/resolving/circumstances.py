"""Where and when of a sentence, each by the word that it hangs on."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from foedus.catalogue.catalogue import Catalogue
from foedus.model import Place, When
from foedus.reading.sentence import Token
from foedus.resolving.conflicts import Conflicts
from foedus.resolving.dates import find_dates
from foedus.resolving.gazetteer import Gazetteer
from foedus.resolving.known import Reading
from foedus.resolving.places import find_places

_T = TypeVar("_T")

# Steps between two words in the parse beyond which the one says nothing of the other.
_FAR = 8
_WHERE = frozenset({"in", "at", "near", "inside", "outside", "around", "across", "off", "over",
                    "throughout", "along"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The dates and places of a sentence, each with the word that it hangs on."""

    dates: Sequence[tuple[Token, When]]
    places: Sequence[tuple[Token, Place]]

    def date_of(self, trigger: Token) -> When | None:
        return _nearest(trigger, self.dates)

    def place_of(self, trigger: Token) -> Place | None:
        return _nearest(trigger, self.places)


class Surroundings:
    """Finds the circumstances of sentences; holds what is loaded once for many reports."""

    def __init__(self) -> None:
        self.conflicts = Conflicts.load()
        self._gazetteer = Gazetteer.load()

    def of(self, reading: Reading, day: dt.date | None, catalogue: Catalogue) -> Circumstances:
        """The dates and places of a sentence of a report of this day."""
        tokens = reading.sentence.tokens
        dates = [
            (tokens[mention.head], mention.when)
            for mention in find_dates(reading.sentence, day, self.conflicts)
        ]
        likely = likely_countries(reading, catalogue)
        places = [
            (tokens[mention.head], mention.place)
            for mention in find_places(reading.sentence, likely, self._gazetteer)
            if mention.preposition in _WHERE
        ]
        return Circumstances(dates, places)


def _nearest(trigger: Token, found: Sequence[tuple[Token, _T]]) -> _T | None:
    """What hangs on the word, or on one above it; what stands in a far clause does not count."""
    line = _line(trigger)
    best: tuple[int, _T] | None = None
    for token, value in found:
        for distance, above in enumerate(_line(token)):
            if above in line:
                far = distance + 2 * line.index(above)
                if best is None or far < best[0]:
                    best = (far, value)
                break
    return best[1] if best is not None and best[0] <= _FAR else None


def _line(token: Token) -> list[Token]:
    """The token and those above it, as far as eight steps."""
    line = [token]
    while line[-1].head is not line[-1] and len(line) < _FAR:
        line.append(line[-1].head)
    return line


def likely_countries(reading: Reading, catalogue: Catalogue) -> Counter[str]:
    """How often each country's names stand in a sentence: what makes one Tripoli likelier."""
    found: Counter[str] = Counter()
    for mention in reading.mentions:
        party = catalogue.parties.get(mention.name.owner)
        if party is not None and party.code is not None:
            found[party.code] += 1
    return found
