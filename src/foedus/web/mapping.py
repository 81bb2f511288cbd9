"""A map as SVG: outlines of countries round some places, no finer than the picture shows them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

Point = tuple[float, float]  # degrees east and north; or pixels right and down
WIDTH: Final = 900  # pixels, to which the page scales it
_LEAST: Final = 8.0  # degrees that a map shows at least
_ROOM: Final = 0.2  # of its span on either side
_FINE: Final = 1.3  # pixels; what is nearer together is one point


@dataclass(frozen=True, slots=True)
class Country:
    """Its name and its rings, in degrees, with the box that holds them."""

    name: str
    ring: tuple[Point, ...]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country on a map: its name and the path of its parts."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the world, and how it becomes pixels: degrees keep their proportions midway."""

    west: float
    south: float
    east: float
    north: float

    @property
    def squeeze(self) -> float:
        middle = math.radians((self.south + self.north) / 2)
        return max(math.cos(middle), 0.2)

    @property
    def scale(self) -> float:
        return WIDTH / ((self.east - self.west) * self.squeeze)

    @property
    def height(self) -> int:
        return round((self.north - self.south) * self.scale)

    def at(self, lon: float, lat: float) -> Point:
        """Where a place lies, in pixels."""
        x = (lon - self.west) * self.squeeze * self.scale
        return round(x, 1), round((self.north - lat) * self.scale, 1)


def frame_of(places: Sequence[Point]) -> Frame:
    """A frame with room round the places, never narrower than some degrees; else the world."""
    if not places:
        return Frame(-180, -58, 180, 84)
    lons, lats = [lon for lon, _ in places], [lat for _, lat in places]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    squeeze = max(math.cos(math.radians(middle_y)), 0.2)
    tall = max((north - south) * (1 + 2 * _ROOM), _LEAST)
    wide = max((east - west) * (1 + 2 * _ROOM), tall / squeeze * 1.6)
    tall = max(tall, wide * squeeze * 0.42)
    # Whole degrees, so that near days have the same outlines.
    return Frame(
        max(math.floor(middle_x - wide / 2), -180),
        max(math.floor(middle_y - tall / 2), -90),
        min(math.ceil(middle_x + wide / 2), 180),
        min(math.ceil(middle_y + tall / 2), 90),
    )


@lru_cache(maxsize=32)
def outlines(frame: Frame) -> tuple[Outline, ...]:
    """The countries in a frame."""
    found: dict[str, list[str]] = {}
    for country in _countries():
        west, south, east, north = country.box
        if west > frame.east or east < frame.west or south > frame.north or north < frame.south:
            continue
        path = _path(frame, country.ring)
        if path:
            found.setdefault(country.name, []).append(path)
    return tuple(Outline(name, "".join(paths)) for name, paths in found.items())


def _path(frame: Frame, ring: Sequence[Point]) -> str:
    """A ring in pixels; what lies far outside is drawn at the edge. Empty where nothing is left."""
    points: list[tuple[int, int]] = []
    margin = 40
    for lon, lat in ring:
        x, y = frame.at(lon, lat)
        x = min(max(x, -margin), WIDTH + margin)
        y = min(max(y, -margin), frame.height + margin)
        now = round(x), round(y)
        if not points or math.dist(now, points[-1]) > _FINE:
            points.append(now)
    if len(points) < 3:
        return ""
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


@cache
def _countries() -> tuple[Country, ...]:
    """Every ring of every country, out of the file's arcs."""
    text = files("foedus.web").joinpath("static/world.json").read_text("utf-8")
    world = json.loads(text)
    arcs = arcs_of(world)
    return tuple(
        Country(shape["properties"]["name"], ring, _box(ring))
        for shape in world["objects"]["countries"]["geometries"]
        for ring in _rings(shape, arcs)
        if len(ring) > 2
    )


def arcs_of(topology: Any) -> list[list[Point]]:
    """The arcs of a TopoJSON file in degrees: they are written as steps on a grid."""
    (scale_x, scale_y), (move_x, move_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        found.append(points)
    return found


def _rings(shape: Any, arcs: Sequence[list[Point]]) -> Iterator[tuple[Point, ...]]:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", ())
    for polygon in polygons:
        for numbers in polygon:
            ring: list[Point] = []
            for number in numbers:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                ring += arc[1:] if ring else arc
            yield tuple(ring)


def _box(ring: Sequence[Point]) -> tuple[float, float, float, float]:
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return min(lons), min(lats), max(lons), max(lats)
