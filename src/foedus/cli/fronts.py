"""`fronts`: the sides in conflict, how high its level is, and where it turns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from foedus.cli import measures

if TYPE_CHECKING:
    from foedus.cli.formats import Cell, Listing
    from foedus.network.shapes import Front

_DRAWN = 12  # fronts in one chart
_COLUMNS: Mapping[str, type] = {
    "id": str, "one": str, "one_id": str, "other": str, "other_id": str,
    "level": int, "level_name": str, "trend": str, "since": dt.date, "now": int, "before": int,
    "p_value": float, "deaths": int, "peak": int, "peak_on": dt.date, "places": str,
    "held_back": str, "entries": str,
}  # fmt: skip
_SAME = ("id", "level", "level_name", "trend", "now", "before", "p_value", "deaths", "peak")


@click.command()
@measures.common
@measures.chart
@click.option(
    "--level", type=click.IntRange(1, 5), metavar="N",
    help="Only fronts at this level or above: 1 none, 2 threat, 3 display, 4 use of force, 5 war.",
)  # fmt: skip
def fronts(level: int | None, **chosen: Any) -> None:
    """List the sides in conflict, with the level and trend of the last 14 days.

    Levels are those of the Correlates of War: 2 a threat of force, 3 a display of force, 4 a use
    of force, 5 war. A front that has eased stays listed for a while, with the level it has now.
    """
    from foedus.network.fronts import fronts as fronts_of
    from foedus.network.ties import ties

    asked = measures.Asked(**chosen)
    found = measures.opened(asked.path, asked.as_of, asked.known_on)
    wanted = measures.wanted_sides(asked, found)
    ledger = found.ledger
    listed = fronts_of(ledger, ties(ledger.deeds, ledger.as_of))
    some = measures.concerning(listed, wanted, lambda front: front.sides)
    some = [front for front in some if level is None or front.level >= level]
    if asked.chart is not None:
        measures.draw(lambda: _chart(found, some), asked.chart, "fronts", is_empty=not some)
        return
    measures.list_measure(_listing(some), asked)


def _chart(found: measures.Opened, some: Sequence[Front]) -> Any:
    from foedus.charts import levels
    from foedus.network.fronts import histories

    day = found.ledger.as_of
    assert day is not None, "without a day there are no fronts"
    return levels(histories(found.ledger, some[:_DRAWN]), day)


def _listing(items: Sequence[Front]) -> Listing[Front]:
    from foedus.cli.formats import Listing

    return Listing(
        items=items,
        plural="fronts",
        headings=("id", "level", "trend", "since", "acts", "peak"),
        cells=_cells,
        columns=_COLUMNS,
        flat=_flat,
    )


def _cells(front: Front) -> Sequence[str]:
    peak = f"{front.peak} until {front.peak_on}" if front.peak_on is not None else str(front.peak)
    return (
        front.id,
        f"{front.level} {front.level_name}",
        front.trend,
        front.since.isoformat() if front.since is not None else "",
        f"{front.now} after {front.before}",
        peak,
    )


def _flat(front: Front) -> Mapping[str, Cell]:
    one, other = front.sides
    same: dict[str, Cell] = {name: getattr(front, name) for name in _SAME}
    return {
        **same,
        "one": one.name,
        "one_id": one.id,
        "other": other.name,
        "other_id": other.id,
        "since": front.since,
        "peak_on": front.peak_on,
        "places": "; ".join(front.places),
        "held_back": "; ".join(f"{held.side.name}: {held.says}" for held in front.held_back),
        "entries": "; ".join(front.entries),
    }
