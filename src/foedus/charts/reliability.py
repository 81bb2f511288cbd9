"""How far a confidence means what it says, as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.scoring import Bin

if TYPE_CHECKING:
    import altair as alt

SIZE = 320  # pixels


def reliability(bins: Sequence[Bin]) -> alt.LayerChart:
    """How often answers of a like confidence are right; on the diagonal confidence holds.

    The area of a circle is the number of answers.
    """
    import altair as alt

    rows = [
        {"confidence": one.confidence, "right": one.accuracy, "answers": one.rows} for one in bins
    ]
    axis = alt.Scale(domain=[0, 1])
    points = (
        alt.Chart(alt.InlineData(rows))
        .mark_circle(opacity=0.8)
        .encode(
            x=alt.X("confidence:Q", scale=axis, title="confidence, mean of the bin"),
            y=alt.Y("right:Q", scale=axis, title="share that is right"),
            size=alt.Size("answers:Q", title="answers"),
        )
    )
    diagonal = (
        alt.Chart(alt.InlineData([{"x": 0, "y": 0}, {"x": 1, "y": 1}]))
        .mark_line(strokeDash=[4, 4], color="gray")
        .encode(x="x:Q", y="y:Q")
    )
    chart: alt.LayerChart = (diagonal + points).properties(width=SIZE, height=SIZE)
    return chart
