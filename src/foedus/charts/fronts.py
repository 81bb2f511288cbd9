"""The level of each front over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from foedus.charts.drawing import COLOURS, WIDTH, styled
from foedus.network.shapes import LEVELS

if TYPE_CHECKING:
    import altair as alt

Level = tuple[dt.date, int]  # a level holds from its day to the next one's


def levels(fronts: Mapping[str, Sequence[Level]], until: dt.date) -> alt.FacetChart:
    """A row of steps for each front, by name: from 1 (none) to 5 (war)."""
    import altair as alt

    rows = [
        {"front": name, "day": day.isoformat(), "level": level, "called": LEVELS[level]}
        for name, history in fronts.items()
        for day, level in _until(history, until)
    ]
    named = " ".join(f"{number} {LEVELS[number]}," for number in range(1, 6)).rstrip(",")
    steps = (
        alt.Chart(alt.InlineData(rows))
        .mark_area(interpolate="step-after", line={"color": COLOURS["negative"]}, opacity=0.25,
                   color=COLOURS["negative"])
        .encode(
            x=alt.X("day:T", title=None),
            y=alt.Y(
                "level:Q", title=None, scale=alt.Scale(domain=[1, 5]),
                axis=alt.Axis(values=[1, 2, 3, 4, 5]),
            ),
            y2=alt.datum(1),
            tooltip=["front:N", "day:T", "level:Q", "called:N"],
        )
        .properties(width=WIDTH - 200, height=56)
        .facet(
            row=alt.Row(
                "front:N", title=f"level: {named}", sort=list(fronts),
                header=alt.Header(
                    labelAngle=0, labelAlign="left", titleOrient="bottom", titleFontWeight="normal"
                ),
            ),
            spacing=8,
        )
    )  # fmt: skip
    chart: alt.FacetChart = styled(steps)
    return chart


def _until(history: Sequence[Level], until: dt.date) -> list[Level]:
    """The history with its last level drawn on to the day it is shown for."""
    return [*history, (until, history[-1][1])] if history else []
