"""`ties`: how each side acts towards each other at a date."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from foedus.cli import measures, options

if TYPE_CHECKING:
    from foedus.cli.formats import Cell, Listing
    from foedus.network.shapes import Tie
    from foedus.network.ties import Ties

_FADED = 20  # half-lives: older events weigh less than a millionth, and are not read
_EVER = 4_000_000  # days: more than the calendar has
_ON_SCREEN = 200  # rows of a table, where no --limit is given
_COLUMNS: Mapping[str, type] = {
    "id": str, "source": str, "source_id": str, "source_code": str,
    "target": str, "target_id": str, "target_code": str,
    "value": float, "low": float, "high": float, "sign": str, "probability": float,
    "cooperation": float, "hostility": float, "events": int, "entries": str,
}  # fmt: skip


@click.command()
@options.record
@measures.as_of
@measures.known_on
@measures.parties
@click.option(
    "--sign", type=click.Choice(["positive", "negative", "open"]), help="Only ties of this sign."
)
@click.option("--both-ways", is_flag=True, help="What two do to each other as one tie.")
@click.option(
    "--half-life", type=click.FloatRange(min=0, min_open=True), default=30.0, show_default=True,
    metavar="DAYS", help="After so many days an event weighs half.",
)  # fmt: skip
@options.limit
@options.output
@measures.chart
def ties(sign: str | None, both_ways: bool, half_life: float, **chosen: Any) -> None:
    """List how each side acts towards each other, from -1 (hostile) to 1 (cooperative).

    With the interval that holds the tie with a probability of 90 %. Those that rest on most come
    first. The sign is open until it is settled with a probability of 90 %.
    """
    from foedus.errors import UsageError
    from foedus.network.ties import TieOptions

    if math.isnan(half_life):
        raise UsageError("--half-life nan: give a number of days above 0")
    asked = measures.Asked(**chosen)
    found = measures.opened(
        asked.path,
        asked.as_of,
        asked.known_on,
        events_of_days=math.ceil(min(_FADED * half_life, _EVER)),
    )
    wanted = [side.id for side in measures.wanted_sides(asked, found)]
    measured = _measured(found, TieOptions(half_life=half_life))
    some = measured.pooled() if both_ways else measured
    rows = _rows(some, wanted, sign)
    if asked.chart is not None:
        measures.draw(lambda: _chart(some, rows), asked.chart, "ties", is_empty=not rows)
        return
    shown = _on_screen(rows, asked)
    measures.list_measure(_listing(some, shown), asked)


def _chart(some: Ties, rows: Sequence[int]) -> Any:
    from foedus.charts import signed_network

    return signed_network(some.records(rows))


def _measured(found: measures.Opened, wanted: Any) -> Ties:
    from foedus.network.ties import ties as ties_of

    return ties_of(found.ledger.deeds, found.ledger.as_of, wanted)


def _rows(some: Ties, wanted: Sequence[str], sign: str | None) -> list[int]:
    """The rows that concern all of these sides and have this sign, heaviest first."""
    import numpy as np

    chosen = np.ones(len(some), dtype=bool)
    for id in wanted:
        chosen &= some.touching([id])
    if sign is not None:
        chosen &= some.sign == {"positive": 1, "negative": -1, "open": 0}[sign]
    rows = np.flatnonzero(chosen)
    weight = some.cooperation[rows] + some.hostility[rows]
    return [int(row) for row in rows[np.argsort(-weight, kind="stable")]]


def _on_screen(rows: list[int], asked: measures.Asked) -> list[int]:
    """As many as a screen takes, where a table is drawn and no limit is given."""
    from foedus.cli.formats import destination

    is_table = destination(asked.format_, asked.output).format == "table"
    if asked.limit is not None or not is_table or len(rows) <= _ON_SCREEN:
        return rows
    click.echo(
        f"foedus: these are the first {_ON_SCREEN} of {len(rows)}; give --limit, or"
        " --format jsonl for all",
        err=True,
    )
    return rows[:_ON_SCREEN]


def _listing(some: Ties, rows: Sequence[int]) -> Listing[Tie]:
    from foedus.cli.formats import Listing

    return Listing(
        items=some.records(rows),
        plural="ties",
        headings=("who", "tie", "sign", "events", "cooperation", "hostility"),
        cells=lambda tie: _cells(tie, "-" if some.is_pooled else "→"),
        columns=_COLUMNS,
        flat=_flat,
    )


def _cells(tie: Tie, between: str) -> Sequence[str]:
    return (
        f"{tie.source.name} {between} {tie.target.name}",
        f"{tie.value:+.2f} ({tie.low:+.2f} to {tie.high:+.2f})",
        tie.sign,
        str(tie.events),
        f"{tie.cooperation:.2f}",
        f"{tie.hostility:.2f}",
    )


def _flat(tie: Tie) -> Mapping[str, Cell]:
    ends: dict[str, Cell] = {}
    for end, side in (("source", tie.source), ("target", tie.target)):
        ends |= {end: side.name, f"{end}_id": side.id, f"{end}_code": side.code}
    numbers: dict[str, Cell] = {
        name: getattr(tie, name) for name in _COLUMNS if name not in (*ends, "entries")
    }
    return {**numbers, **ends, "entries": "; ".join(tie.entries)}
