"""Where the deeds of the last days were done, by place and by kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from foedus.coding.ontology import ontology
from foedus.model import Event, Place
from foedus.network.ledger import Ledger
from foedus.record import Record
from foedus.web.mapping import WIDTH, Frame, Outline, frame_of, outlines

_MOST: Final = 60  # marks on a map
_FEW: Final = 5  # entries that a mark leads to


@dataclass(frozen=True, slots=True)
class Where:
    """Deeds of one kind at one place: `kind` is their quad, `deeds` how many distinct ones."""

    name: str
    lat: float
    lon: float
    kind: str
    deeds: int
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a place and kind stands on the picture, and how large it is drawn; in pixels.

    `is_named` where its name is written: once a place, and clear of the names of larger marks.
    """

    where: Where
    x: float
    y: float
    size: float
    is_named: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A map: its size, the outlines in it, and its marks, the largest first."""

    width: int
    height: int
    outlines: tuple[Outline, ...]
    marks: tuple[Mark, ...]


def places_of(record: Record, ledger: Ledger, days: int) -> tuple[Where, ...]:
    """The places of the deeds of so many days up to the ledger's, those with most deeds first."""
    deeds = ledger.deeds
    if ledger.as_of is None:
        return ()
    today = ledger.as_of.toordinal()
    rows = np.flatnonzero((deeds.day > today - days) & (deeds.day <= today) & (deeds.place >= 0))
    # A deed of several sides has several rows, and counts once.
    rows = rows[np.unique(deeds.event[rows], return_index=True)[1]]
    quads = {name: one.quad for name, one in ontology().types.items()}
    at: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    columns = (deeds.place[rows], deeds.type[rows], rows)
    for place, type_, row in zip(*(column.tolist() for column in columns), strict=True):
        at[place, quads.get(deeds.terms[type_], "")].append(row)
    most = Counter({key: len(some) for key, some in at.items()}).most_common(_MOST)
    found = []
    for (number, kind), count in most:
        entries = deeds.entries(at[number, kind][-_FEW:][::-1])
        place = _place(record, entries)
        if place is not None:
            found.append(Where(place.name, place.lat, place.lon, kind, count, entries[:_FEW]))
    return tuple(found)


def _place(record: Record, entries: tuple[str, ...]) -> Place | None:
    """The place that one of these entries has; an analyst may have taken it from another."""
    found = record.entries_of_ids(entries)
    places = (entry.place for entry in found if isinstance(entry, Event))
    return next((place for place in places if place is not None), None)


def picture_of(places: tuple[Where, ...]) -> Picture | None:
    """The map of these places; None without any."""
    if not places:
        return None
    frame = frame_of([(one.lon, one.lat) for one in places])
    marks: list[Mark] = []
    for one in places:
        mark = _mark(frame, one)
        clear = all(not _is_near(mark, other) for other in marks if other.is_named)
        marks.append(replace(mark, is_named=clear))
    return Picture(WIDTH, frame.height, outlines(frame), tuple(marks))


def _mark(frame: Frame, one: Where) -> Mark:
    """Its area goes by the number of deeds; kinds at one place stand beside each other."""
    x, y = frame.at(one.lon, one.lat)
    beside = {"material-conflict": 0, "verbal-conflict": -9, "verbal-cooperation": 9}
    size = min(6 + 3 * one.deeds**0.5, 22)
    return Mark(one, round(x + beside.get(one.kind, 16), 1), y, round(size, 1), False)


def _is_near(one: Mark, other: Mark) -> bool:
    """Whether their names would be written over each other."""
    width = 9 * max(len(one.where.name), len(other.where.name)) + 30
    return abs(one.x - other.x) < width and abs(one.y - other.y) < 20
