"""Make src/foedus/web/static/world.json: the outlines of countries, for the map of the pages.

    npm pack world-atlas@2.0.2
    python scripts/make_world.py world-atlas-2.0.2.tgz

The package holds Natural Earth's countries at 1:50 million as TopoJSON. Borders are simplified
(Douglas and Peucker 1973) arc by arc, so that neighbours keep one border between them, and written
as TopoJSON again on a grid of 0.01 degrees. ISO 3166-1 numbers and names stay as they are.
"""

from __future__ import annotations

import json
import sys
import tarfile
from pathlib import Path

from foedus.web.mapping import arcs_of

TO = Path(__file__).parent.parent / "src/foedus/web/static/world.json"
MEMBER = "package/countries-50m.json"
TOLERANCE = 0.03  # degrees; at most 3 km on the ground
GRID = 0.01  # degrees
MOST = 400_000  # bytes
METADATA = {
    "title": "Outlines of countries, 1:50 million, simplified",
    "source": "Natural Earth (naturalearthdata.com), Admin 0 countries, by way of the npm package "
    "world-atlas 2.0.2",
    "licence": "Natural Earth: public domain; world-atlas: ISC",
    "made_by": "scripts/make_world.py",
}
Point = tuple[float, float]


def simplified(points: list[Point]) -> list[Point]:
    """The points that are needed to stay within the tolerance; both ends are kept."""
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = max(
            (
                (_distance(points[n], points[first], points[last]), n)
                for n in range(first + 1, last)
            ),
            default=(0.0, 0),
        )
        if far > TOLERANCE:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return [points[number] for number in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a segment."""
    (x, y), (from_x, from_y), (to_x, to_y) = point, start, end
    along_x, along_y = to_x - from_x, to_y - from_y
    length = along_x**2 + along_y**2
    share = ((x - from_x) * along_x + (y - from_y) * along_y) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return float(((from_x + share * along_x - x) ** 2 + (from_y + share * along_y - y) ** 2) ** 0.5)


def steps_of(points: list[Point]) -> list[list[int]]:
    """The points on our grid, each as the step from the one before."""
    found: list[list[int]] = []
    x = y = 0
    for lon, lat in points:
        now_x, now_y = round((lon + 180) / GRID), round((lat + 90) / GRID)
        if not found or (now_x, now_y) != (x, y):
            found.append([now_x - x, now_y - y])
            x, y = now_x, now_y
    # An arc has two points at least.
    return found if len(found) > 1 else [*found, [0, 0]]


def main(package: Path) -> None:
    with tarfile.open(package) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise SystemExit(f"{package}: has no {MEMBER}; give the package world-atlas")
        topology = json.load(member)
    world = {
        "type": "Topology",
        "metadata": METADATA,
        "transform": {"scale": [GRID, GRID], "translate": [-180, -90]},
        "objects": {"countries": topology["objects"]["countries"]},
        "arcs": [steps_of(simplified(points)) for points in arcs_of(topology)],
    }
    text = json.dumps(world, separators=(",", ":"), ensure_ascii=False)
    if len(text.encode()) > MOST:
        raise SystemExit(f"{len(text.encode())} bytes are more than {MOST}; raise the tolerance")
    TO.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
