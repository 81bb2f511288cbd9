"""`alliances`: who is held together, what says so, and how strained each alliance is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from foedus.cli import measures

if TYPE_CHECKING:
    from foedus.cli.formats import Cell, Listing
    from foedus.network.shapes import Alliance, Component

_COLUMNS: Mapping[str, type] = {
    "id": str, "name": str, "members": str, "member_ids": str, "bases": str, "adversaries": str,
    "calls": int, "strain": float, "low": float, "high": float,
    "unanswered": float, "unanswered_low": float, "unanswered_high": float,
    "hostility": float, "hostility_low": float, "hostility_high": float,
    "imbalance": float, "imbalance_low": float, "imbalance_high": float,
    "uneven_burden": float, "uneven_burden_low": float, "uneven_burden_high": float,
    "voiced": float, "voiced_low": float, "voiced_high": float,
    "entries": str,
}  # fmt: skip


@click.command()
@measures.common
@measures.chart
@click.option(
    "--basis", type=click.Choice(["declared", "named", "ties"]), help="Only those that this says."
)
def alliances(basis: str | None, **chosen: Any) -> None:
    """List the alliances, what says that they are, and how strained each is, from 0 to 1.

    Declared by a treaty, named by reports, or found in the ties. Those that most is told of come
    first. The table shows the component of the strain that weighs most; the other formats all.
    """
    from foedus.network.alliances import alliances as alliances_of
    from foedus.network.calls import calls as calls_of
    from foedus.network.ties import ties as ties_of

    asked = measures.Asked(**chosen)
    found = measures.opened(asked.path, asked.as_of, asked.known_on)
    wanted = measures.wanted_sides(asked, found)
    ledger = found.ledger
    measured = alliances_of(ledger, ties_of(ledger.deeds, ledger.as_of), calls_of(ledger))
    some = [one for one in measured if basis is None or basis in one.bases]
    listed = measures.concerning(some, wanted, lambda one: one.members)
    if asked.chart is not None:
        measures.draw(lambda: _chart(listed), asked.chart, "alliances", is_empty=not listed)
        return
    measures.list_measure(_listing(listed), asked)


def _chart(listed: Sequence[Alliance]) -> Any:
    """The strain profile of the first one listed: --actor and --pair say which."""
    from foedus.charts import strain_profile

    return strain_profile(listed[0].strain)


def _listing(items: Sequence[Alliance]) -> Listing[Alliance]:
    from foedus.cli.formats import Listing

    return Listing(
        items=items,
        plural="alliances",
        headings=("alliance", "members", "basis", "strain", "most of all"),
        cells=_cells,
        columns=_COLUMNS,
        flat=_flat,
    )


def _cells(one: Alliance) -> Sequence[str]:
    strain = one.strain
    return (
        one.name,
        ", ".join(side.name for side in one.members),
        ", ".join(one.bases),
        f"{strain.total:.2f} ({strain.low:.2f} to {strain.high:.2f})",
        _most(strain.components),
    )


def _most(components: Sequence[Component]) -> str:
    """The component that adds most to the strain, and what it rests on."""
    known = [part for part in components if part.is_known]
    if not known:
        return "nothing is known"
    most = max(known, key=lambda part: part.weight * part.value)
    return f"{most.name} {most.value:.2f}: {most.rests_on}"


def _flat(one: Alliance) -> Mapping[str, Cell]:
    """Its columns; a component of which nothing is known is None."""
    flat: dict[str, Cell] = {
        "id": one.id,
        "name": one.name,
        "members": "; ".join(side.name for side in one.members),
        "member_ids": "; ".join(side.id for side in one.members),
        "bases": "; ".join(one.bases),
        "adversaries": "; ".join(side.name for side in one.adversaries) or None,
        "calls": len(one.calls),
        "strain": one.strain.total,
        "low": one.strain.low,
        "high": one.strain.high,
        "entries": "; ".join(one.entries) or None,
    }
    for part in one.strain.components:
        name = part.name.replace(" ", "_")
        ends = {name: part.value, f"{name}_low": part.low, f"{name}_high": part.high}
        flat |= ends if part.is_known else dict.fromkeys(ends)
    return flat
