"""How far an alliance's members fail each other: its components with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.charts.drawing import COLOURS, INK, WIDTH, styled
from foedus.network.shapes import Strain

if TYPE_CHECKING:
    import altair as alt


def strain_profile(strain: Strain) -> alt.LayerChart:
    """A bar for each component and the total, with the interval as a line.

    A component of which nothing is known has a line and no bar.
    """
    import altair as alt

    rows = [
        {
            "name": part.name, "value": part.value if part.is_known else None, "low": part.low,
            "high": part.high, "rests on": part.rests_on, "kind": "component",
        }
        for part in strain.components
    ]  # fmt: skip
    rows.append(
        {
            "name": "total", "value": strain.total, "low": strain.low, "high": strain.high,
            "rests on": "1 − Π(1 − weight · component)", "kind": "total",
        }
    )  # fmt: skip
    order = [str(row["name"]) for row in rows]
    base = alt.Chart(alt.InlineData(rows)).encode(
        y=alt.Y("name:N", sort=order, title=None),
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
    chart: alt.LayerChart = styled((bars + lines).properties(width=WIDTH, height=26 * len(rows)))
    return chart
