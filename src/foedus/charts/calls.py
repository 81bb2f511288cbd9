"""The ledger of calls: who asked whom for help when, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from foedus.charts.drawing import COLOURS, WIDTH, styled
from foedus.network.shapes import Call

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
_ANSWERS: Final = ("granted", "partial", "conditional", "refused", "unanswered")
_SHAPES: Final = ("circle", "triangle-up", "diamond", "cross", "square")


def calls_ledger(calls: Sequence[Call], as_of: dt.date) -> alt.LayerChart:
    """A line for each call from its day to its answer, or to `as_of`; calls without a day are not
    drawn. The answer is told by colour and shape."""
    return calls_of(calls_rows(calls, as_of))


def calls_rows(calls: Sequence[Call], as_of: dt.date) -> list[Row]:
    """What the chart draws: a row for each call that has a day, by day."""
    return [
        {
            "call": f"{', '.join(side.name for side in call.from_)} → {call.to.name}, {call.date}",
            "asked": call.date.isoformat(),
            "answered": (call.answered or as_of).isoformat(),
            "answer": call.answer, "for": call.asked_for or "",
        }
        for call in sorted(calls, key=lambda call: (call.date or dt.date.min, call.id))
        if call.date is not None
    ]  # fmt: skip


def calls_of(rows: Sequence[Row]) -> alt.LayerChart:
    """The chart of such rows, which stand in it under the name "calls"."""
    import altair as alt

    base = alt.Chart(alt.NamedData("calls")).encode(
        y=alt.Y("call:N", sort=None, title=None),
        color=alt.Color(
            "answer:N",
            scale=alt.Scale(domain=_ANSWERS, range=[COLOURS[one] for one in _ANSWERS]),
        ),
        tooltip=["call:N", "for:N", "answer:N", "asked:T", "answered:T"],
    )
    lines = base.mark_rule(strokeWidth=2).encode(x=alt.X("asked:T", title=None), x2="answered:T")
    ends = base.mark_point(filled=True, size=90, opacity=1).encode(
        x="answered:T",
        shape=alt.Shape("answer:N", scale=alt.Scale(domain=_ANSWERS, range=_SHAPES)),
    )
    chart: alt.LayerChart = styled(
        (lines + ends).properties(
            width=WIDTH - 160, height=calls_height(rows), datasets={"calls": list(rows)}
        )
    )
    return chart


def calls_height(rows: Sequence[Row]) -> int:
    """How many pixels the lines of these rows take."""
    return max(22 * len({row["call"] for row in rows}), 40)
