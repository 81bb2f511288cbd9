"""How far an alliance's members fail each other: its components with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foedus.charts.drawing import COLOURS, INK, WIDTH, styled
from foedus.network.shapes import Strain

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]


def strain_profile(strain: Strain) -> alt.LayerChart:
    """A bar for each component and the total, with the interval as a line.

    A component of which nothing is known has a line and no bar.
    """
    return strain_of(strain_rows(strain))


def strain_rows(strain: Strain) -> list[Row]:
    """What the chart draws: the components in their order, then the total."""
    rows = [
        {
            "name": part.name, "value": part.value if part.is_known else None, "low": part.low,
            "high": part.high, "rests on": part.rests_on, "kind": "component",
        }
        for part in strain.components
    ]  # fmt: skip
    total = {
        "name": "total", "value": strain.total, "low": strain.low, "high": strain.high,
        "rests on": "1 − Π(1 − weight · component)", "kind": "total",
    }  # fmt: skip
    return [*rows, total]


def strain_of(rows: Sequence[Row]) -> alt.LayerChart:
    """The chart of such rows, which stand in it under the name "strain"."""
    import altair as alt

    base = alt.Chart(alt.NamedData("strain")).encode(
        y=alt.Y("name:N", sort=None, title=None),
        tooltip=["name:N", "value:Q", "low:Q", "high:Q", "rests on:N"],
    )
    bars = base.mark_bar(height=14).encode(
        x=alt.X(
            "value:Q", scale=alt.Scale(domain=[0, 1]), title="strain, 0 to 1",
            axis=alt.Axis(values=[0, 0.2, 0.4, 0.6, 0.8, 1]),
        ),
        color=alt.Color(
            "kind:N", legend=None,
            scale=alt.Scale(domain=["component", "total"], range=[COLOURS["partial"], INK]),
        ),
    )  # fmt: skip
    lines = base.mark_rule(strokeWidth=2, color="#8a4b08").encode(x="low:Q", x2="high:Q")
    chart: alt.LayerChart = styled(
        (bars + lines).properties(
            width=WIDTH, height=strain_height(rows), datasets={"strain": list(rows)}
        )
    )
    return chart


def strain_height(rows: Sequence[Row]) -> int:
    """How many pixels the bars of these rows take."""
    return 26 * len(rows)
