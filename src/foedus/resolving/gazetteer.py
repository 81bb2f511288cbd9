"""The gazetteer: names of places and what they may stand for, offline.

Cities, towns and countries are out of GeoNames (`catalogue/places.csv.gz`, which is made by
scripts/make_gazetteer.py); regions and areas are compiled by hand (`catalogue/regions.csv`). A
country stands at the coordinates of its capital, a region at its approximate centre.

How likely a place is meant by its name alone is told by its prominence: its population times the
square root of its share of its country's people (the second city of Lebanon is better known than
an equally large one of the United States), eight times as much for a capital, a fifth where the
name is an unlike other name of it. A country that is mentioned nearby makes its places up to 500
times as likely.
"""

from __future__ import annotations

import csv
import gzip
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from foedus.errors import CatalogueError
from foedus.model import Place
from foedus.resolving.place_names import key_of

Kind = Literal["city", "capital", "region", "country"]

PLACES_FILE = "places.csv.gz"
PLACES_COLUMNS = "names,other_names,name,country,lat,lon,population,kind,geonames_id"
REGIONS_FILE = "regions.csv"
DOUBTFUL_FILE = "not_places.csv"
_REGIONS_COLUMNS = "name,aliases,country,lat,lon"

_NEARBY = 500.0
_CAPITAL = 8.0
_OTHER_NAME = 0.2
# A region's name stands before towns of that name, and a country's before both.
_REGION_PROMINENCE = 5e6
_COUNTRY_PROMINENCE = 1e9
# GeoNames gives 0 where it knows no number.
_UNCOUNTED = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for; `prominence` needs no context.

    `usual` is False where the name is another, unlike name of the place ("Halab" of Aleppo).
    """

    place: Place
    kind: Kind
    population: int
    usual: bool
    prominence: float

    def weight(self, likely: Mapping[str, float]) -> float:
        """How likely it is meant, by weights of countries (alpha-3); above 1 they count as 1."""
        mentioned = min(likely.get(self.place.country or "", 0.0), 1.0)
        return self.prominence * (1 + _NEARBY * mentioned)


@dataclass(frozen=True)
class Gazetteer:
    """Places by name. Rows are kept as lines and read when a name asks for them."""

    lines: tuple[str, ...]
    regions: Mapping[str, tuple[Candidate, ...]]
    doubtful: Mapping[str, str]  # names that are rarely places: "word" or "name" (of a person)
    file: str = PLACES_FILE

    @classmethod
    def load(cls, places: Path | None = None, regions: Path | None = None) -> Gazetteer:
        """Read the files of the catalogue, or others of the same columns.

        Raises:
            CatalogueError: a file without the columns it must have, or a number that is none.
        """
        catalogue = resources.files("foedus.catalogue")
        file = places or catalogue / PLACES_FILE
        raw = file.read_bytes()
        text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8")
        lines = [line for line in text.split("\n") if line and not line.startswith("#")]
        if not lines or lines[0] != PLACES_COLUMNS:
            raise CatalogueError(file.name, 1, f"its columns must be {PLACES_COLUMNS}")
        known = _regions(regions or catalogue / REGIONS_FILE)
        return cls(tuple(lines[1:]), known, _doubtful(catalogue / DOUBTFUL_FILE), file.name)

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """Rows by key. Rows of the usual names first, then, as negative numbers, other names."""
        index: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines):
            names, others, _ = line.split(",", 2)
            for name in names.split("|"):
                index.setdefault(name, []).append(number)
            if others:
                for name in others.split("|"):
                    index.setdefault(name, []).append(~number)
        return index

    @cached_property
    def _peoples(self) -> dict[str, int]:
        """Population by country."""
        rows = (self._row(number) for number, line in enumerate(self.lines) if ",country," in line)
        return {row[3]: int(row[6]) for row in rows if row[7] == "country"}

    def candidates(self, name: str) -> list[Candidate]:
        """Every place of that name, the most prominent first; spelling and accents are folded."""
        key = key_of(name)
        if not key:
            return []
        found = list(self.regions.get(key, ()))
        found += [self._candidate(number) for number in self._index.get(key, ())]
        if not found and key.startswith("al "):
            return self.candidates(key[3:])
        return sorted(found, key=_order)

    def choose(self, name: str, likely: Mapping[str, float]) -> Place | None:
        """The place most likely meant, or None where the name is unknown.

        Args:
            name: as the text has it.
            likely: weights from 0 to 1 of the countries (alpha-3) that the text mentions.
        """
        best = self.best(name, likely)
        return best.place if best else None

    def best(self, name: str, likely: Mapping[str, float]) -> Candidate | None:
        """Like `choose`, with what is known of the place."""
        return max(self.candidates(name), key=lambda found: found.weight(likely), default=None)

    def _row(self, number: int) -> list[str]:
        return next(csv.reader([self.lines[number]]))

    def _candidate(self, number: int) -> Candidate:
        usual = number >= 0
        row = self._row(number if usual else ~number)
        try:
            place = Place(row[2], row[3] or None, float(row[4]), float(row[5]), int(row[8]))
            population, kind = int(row[6]), _kind(row[7])
        except (ValueError, IndexError) as error:
            cause = f"{error}; make the file anew with scripts/make_gazetteer.py"
            raise CatalogueError(self.file, max(number, ~number) + 2, cause) from error
        prominence = self._prominence(place.country or "", kind, population)
        if not usual:
            prominence *= _OTHER_NAME
        return Candidate(place, kind, population, usual, prominence)

    def _prominence(self, country: str, kind: Kind, population: int) -> float:
        if kind == "country":
            return _COUNTRY_PROMINENCE
        people = max(population, _UNCOUNTED)
        share = min(people / max(self._peoples.get(country, people), people), 1.0)
        return people * math.sqrt(share) * (_CAPITAL if kind == "capital" else 1.0)


def _order(found: Candidate) -> tuple[float, int]:
    return -found.prominence, found.place.geonames_id or 0  # regions keep the order of their file


def _kind(text: str) -> Kind:
    kinds: tuple[Kind, ...] = ("city", "capital", "country")
    for kind in kinds:
        if text == kind:
            return kind
    raise ValueError(f"no such kind of place: {text}")


def _regions(file: Path | Traversable) -> dict[str, tuple[Candidate, ...]]:
    """Regions by the keys of their names."""
    lines = file.read_text(encoding="utf-8").splitlines()
    comments = sum(1 for line in lines if line.startswith("#"))
    if len(lines) <= comments or lines[comments] != _REGIONS_COLUMNS:
        raise CatalogueError(file.name, comments + 1, f"its columns must be {_REGIONS_COLUMNS}")
    regions: dict[str, tuple[Candidate, ...]] = {}
    reader = csv.DictReader(lines[comments:])
    for row in reader:
        found = _region(row, file.name, comments + reader.line_num)
        for key in _keys((row["name"], *row["aliases"].split("|"))):
            regions[key] = (*regions.get(key, ()), found)
    return regions


def _region(row: Mapping[str, str], file: str, line: int) -> Candidate:
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except (TypeError, ValueError) as error:
        raise CatalogueError(file, line, f"{error}; write degrees as 12.34") from error
    place = Place(row["name"], row["country"] or None, lat, lon, None)
    return Candidate(place, "region", 0, True, _REGION_PROMINENCE)


def _doubtful(file: Traversable) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in lines if not line.startswith("#")]
    return {word: kind for word, kind in rows[1:]}  # noqa: C416 (a row is a list, no tuple)


def _keys(names: Iterable[str]) -> list[str]:
    return [key for key in dict.fromkeys(map(key_of, names)) if key]
