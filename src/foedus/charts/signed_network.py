"""The signed network: who acts with whom and who against whom, at a date."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from foedus.charts.drawing import COLOURS, DASHES, INK, WIDTH, styled
from foedus.network.shapes import Tie

if TYPE_CHECKING:
    import altair as alt
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Point = tuple[float, float]
_HEIGHT: Final = 460
# How far apart two sides are drawn: allies near, adversaries far, others between.
_NEAR, _FAR, _NEUTRAL = 1.0, 2.6, 1.8
# A tie that rests on less than a twentieth of one fresh event is of the past, and not drawn.
_FADED: Final = 0.05
_STEPS: Final = 300  # at most, until nothing moves by more than this
_STILL: Final = 1e-4


def signed_network(ties: Iterable[Tie], *, most: int = 40) -> alt.LayerChart:
    """Sides as points and their ties as lines: whole ones positive, dashed negative, dotted open.

    The colour says to which sign an open tie leans.
    Of a pair's two directions the one that is surer of its sign is drawn. At most `most` ties are
    shown, those resting on most events, and none that has faded; the table beside a chart lists
    all.
    """
    return network_of(network_rows(ties, most))


def network_rows(ties: Iterable[Tie], most: int = 40) -> dict[str, list[dict[str, Any]]]:
    """What the chart draws: its `lines` and `points`, with where they stand."""
    drawn = _drawn(ties, most)
    sides = sorted({side for tie in drawn for side in (tie.source, tie.target)}, key=_by_id)
    at = layout([side.id for side in sides], drawn)
    lines = [
        {
            "x": at[tie.source.id][0], "y": at[tie.source.id][1],
            "x2": at[tie.target.id][0], "y2": at[tie.target.id][1],
            "sign": tie.sign, "leaning": "cooperative" if tie.value > 0 else "hostile",
            "between": f"{tie.source.name} – {tie.target.name}",
            "value": round(tie.value, 2), "events": tie.events, "id": tie.id,
        }
        for tie in drawn
    ]  # fmt: skip
    points = [
        {"x": at[side.id][0], "y": at[side.id][1], "name": side.name, "id": side.id}
        for side in sides
    ]
    return {"lines": lines, "points": points}


def network_of(rows: Mapping[str, list[dict[str, Any]]]) -> alt.LayerChart:
    """The chart of such lines and points."""
    import altair as alt

    place: dict[str, Any] = {
        "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-1.25, 1.25])),
        "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1.15, 1.15])),
    }
    signs = ["positive", "negative", "open"]
    line = (
        alt.Chart(alt.NamedData("lines"))
        .mark_rule(opacity=0.75)
        .encode(
            **place,
            x2="x2:Q",
            y2="y2:Q",
            color=alt.Color(
                "leaning:N", title="leaning",
                scale=alt.Scale(
                    domain=["cooperative", "hostile"],
                    range=[COLOURS["positive"], COLOURS["negative"]],
                ),
            ),
            strokeDash=alt.StrokeDash(
                "sign:N", title="tie",
                scale=alt.Scale(domain=signs, range=[DASHES[sign] for sign in signs]),
            ),
            strokeWidth=alt.StrokeWidth(
                "events:Q", title="events", scale=alt.Scale(type="sqrt", range=[1, 5]),
                legend=alt.Legend(format="d", tickMinStep=1, values=[1, 2, 5, 10, 50, 200]),
            ),
            tooltip=["between:N", "sign:N", "value:Q", "events:Q"],
        )
    )  # fmt: skip
    dot = (
        alt.Chart(alt.NamedData("points"))
        .mark_circle(size=110, opacity=1, color=INK)
        .encode(**place, tooltip="name:N")
    )
    name = (
        alt.Chart(alt.NamedData("points"))
        .mark_text(dy=-12, color=INK, font="sans-serif", stroke="white", strokeWidth=3)
        .encode(**place, text="name:N")
    )
    over = name.mark_text(dy=-12, color=INK, font="sans-serif")
    chart: alt.LayerChart = styled(
        (line + dot + name + over).properties(width=WIDTH, height=_HEIGHT, datasets=dict(rows))
    )
    return chart


def _by_id(side: Any) -> str:
    return str(side.id)


def _drawn(ties: Iterable[Tie], most: int) -> list[Tie]:
    """One tie a pair, the surer; of all pairs those with most events, by id."""
    best: dict[frozenset[str], Tie] = {}
    fresh = (tie for tie in ties if tie.cooperation + tie.hostility >= _FADED)
    for tie in sorted(fresh, key=lambda tie: tie.id):
        pair = frozenset((tie.source.id, tie.target.id))
        if pair not in best or _sureness(tie) > _sureness(best[pair]):
            best[pair] = tie
    by_weight = sorted(best.values(), key=lambda tie: (-tie.events, tie.id))
    return sorted(by_weight[:most], key=lambda tie: tie.id)


def _sureness(tie: Tie) -> float:
    return abs(tie.probability - 0.5)


def layout(ids: Sequence[str], ties: Sequence[Tie]) -> dict[str, Point]:
    """A place for each side, between -1 and 1 both ways; the same for the same ties.

    The stress of Kamada and Kawai (1989) over distances that go by the signs, made least by
    majorization (Gansner, Koren and North 2005), begun from places that follow from the ids alone:
    so that from one day to the next the picture moves only where ties did.
    """
    import numpy as np

    if len(ids) < 2:
        return dict.fromkeys(ids, (0.0, 0.0))
    number = {id: at for at, id in enumerate(ids)}
    wanted = np.full((len(ids), len(ids)), _NEUTRAL)
    for tie in ties:
        one, other = number[tie.source.id], number[tie.target.id]
        wanted[one, other] = wanted[other, one] = _NEUTRAL - tie.value * (_FAR - _NEAR) / 2
    places = _least_stress(wanted, np.array([_start(id) for id in ids]))
    places -= (places.max(axis=0) + places.min(axis=0)) / 2
    places /= max(float(np.abs(places).max()), 1e-9)
    return {id: (float(x), float(y)) for id, (x, y) in zip(ids, places, strict=True)}


def _least_stress(wanted: Floats, places: Floats) -> Floats:
    """Places whose distances are as near to the wanted ones as going downhill brings them."""
    import numpy as np

    weight = wanted**-2
    np.fill_diagonal(weight, 0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    solve = np.linalg.pinv(laplacian)
    for _ in range(_STEPS):
        apart = np.linalg.norm(places[:, None] - places[None], axis=2)
        pull = weight * wanted / np.maximum(apart, 1e-9)
        np.fill_diagonal(pull, 0)
        moved = solve @ ((np.diag(pull.sum(axis=1)) - pull) @ places)
        done = float(np.abs(moved - places).max()) < _STILL
        places = moved
        if done:
            break
    return places


def _start(id: str) -> Point:
    """A place on the circle, by the id's hash."""
    turn = int.from_bytes(hashlib.blake2b(id.encode(), digest_size=4).digest()) / 2**32
    return math.cos(turn * math.tau), math.sin(turn * math.tau)
