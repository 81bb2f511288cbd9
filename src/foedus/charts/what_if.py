"""What a supposition changes: for each actor and front the probability with it and without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from foedus.charts.drawing import COLOURS, INK, WIDTH, styled

if TYPE_CHECKING:
    import altair as alt

Row = Mapping[str, Any]


def what_if(actors: Iterable[Row], fronts: Iterable[Row]) -> alt.VConcatChart:
    """Two charts, one of who would use force and one of the fronts that would open or rise.

    A filled circle is the probability with the supposition, a hollow one without it; the thin line
    is what uncertain credibilities and rates leave open. What comes in no run is left out.
    """
    import altair as alt

    parts = [
        _part([row for row in rows if row["probability"] or row["baseline"]], title)
        for rows, title in (
            (actors, "would use force"), (fronts, "front would open or rise"),
        )
    ]  # fmt: skip
    chart: alt.VConcatChart = styled(alt.vconcat(*parts, spacing=24))
    return chart


def _part(rows: list[Row], title: str) -> alt.LayerChart:
    import altair as alt

    flat = [
        {"name": row["name"], "low": row["range_low"], "high": row["range_high"], "run": run,
         "probability": row[field]}
        for row in rows
        for run, field in (("with it", "probability"), ("without", "baseline"))
    ]  # fmt: skip
    order = [row["name"] for row in rows]
    base = alt.Chart(alt.InlineData(flat)).encode(y=alt.Y("name:N", sort=order, title=None))
    runs = ["with it", "without"]
    ranges = (
        base.transform_filter(alt.datum.run == "with it")
        .mark_rule(color="#8a4b08", strokeWidth=2)
        .encode(x=alt.X("low:Q", title="probability"), x2="high:Q")
    )
    points = base.mark_point(size=110, strokeWidth=2, opacity=1).encode(
        x=alt.X("probability:Q", scale=alt.Scale(domain=[0, 1]), title="probability"),
        color=alt.Color(
            "run:N", title=None, scale=alt.Scale(domain=runs, range=[COLOURS["negative"], INK])
        ),
        fill=alt.Fill(
            "run:N", title=None, scale=alt.Scale(domain=runs, range=[COLOURS["negative"], "white"])
        ),
        tooltip=["name:N", "run:N", alt.Tooltip("probability:Q", format=".1%")],
    )
    height = max(26 * len(rows), 40)
    chart: alt.LayerChart = (ranges + points).properties(
        width=WIDTH - 160, height=height, title=title
    )
    return chart
