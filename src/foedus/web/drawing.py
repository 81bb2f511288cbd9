"""Charts for a page: Vega-Lite in the page's own colours, as wide as there is room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final

from foedus.charts.drawing import COLOURS, INK
from foedus.network.shapes import LEVELS, Call, Strain, Tie
from foedus.web.addresses import actor_url, pair_url

Spec = dict[str, Any]
_TICKS: Final = 6  # days written below a chart
# Names as long as there is room for, and no longer on a narrow screen.
_NARROW: Final = "containerSize()[0] < 500"
_UPRIGHT: Final = "M-0.15,-1.1H0.15V1.1H-0.15Z"  # a bar that does not hide a circle below it
_NAMES: Final = {"labelLimit": {"expr": f"{_NARROW} ? 130 : 330"}}
# The page's colours, which follow its theme, in place of those of charts that become files.
_THEMED: Final = {
    INK: "var(--ink)", "white": "var(--paper)", "#8a4b08": "var(--event-line)",
    COLOURS["positive"]: "var(--chart-for)", COLOURS["negative"]: "var(--chart-against)",
    COLOURS["open"]: "var(--chart-open)", COLOURS["partial"]: "var(--chart-partial)",
    COLOURS["conditional"]: "var(--chart-mixed)",
}  # fmt: skip


def themed(spec: Spec) -> Spec:
    """A chart in the page's colours and as wide as the page; its own configuration is left out."""
    own = ("config", "$schema")
    found: Spec = {name: _in_theme(value) for name, value in spec.items() if name not in own}
    # Legends stand below, since beside the chart they would take a narrow screen's room.
    return {
        **found,
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": {
            "legend": {
                "orient": "bottom", "labelFontSize": 12, "titleFontSize": 12,
                "columns": {"expr": f"{_NARROW} ? 2 : 0"},
            },
            "axis": {"labelFontSize": 12, "titleFontSize": 12},
            "text": {"fontSize": 12.5},
        },
    }  # fmt: skip


def _time(first: dt.date, last: dt.date) -> Spec:
    """A scale of days as days are written everywhere, in no zone of time but that of the days."""
    step = max(-(-(last - first).days // _TICKS), 1)
    ordinals = range(first.toordinal(), last.toordinal() + 1, step)
    days = map(dt.date.fromordinal, ordinals)
    values = [{"year": day.year, "month": day.month, "date": day.day, "utc": True} for day in days]
    return {
        "scale": {"type": "utc", "padding": 6},
        "axis": {"values": values, "format": "%Y-%m-%d", "labelOverlap": "greedy"},
    }


def _day(value: str) -> dt.date:
    return dt.date.fromisoformat(value)


def _in_theme(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _in_theme(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_in_theme(one) for one in value]
    return _THEMED.get(value, value) if isinstance(value, str) else value


@lru_cache(maxsize=32)
def network(ties: tuple[Tie, ...]) -> Spec:
    """The signed network; its points lead to actors and its lines to pairs."""
    from foedus.charts import network_rows

    rows = network_rows(ties)
    pairs = {tie.id: pair_url(tie.source.id, tie.target.id) for tie in ties}
    for point in rows["points"]:
        point["url"] = actor_url(point["id"])
    for line in rows["lines"]:
        line["url"] = pairs[line["id"]]
    return {**_empty_network(), "datasets": rows}


@cache
def _empty_network() -> Spec:
    """The network without its lines and points: Altair takes longer for it than for these."""
    from foedus.charts import network_of

    spec = themed(network_of({"lines": [], "points": []}).to_dict())
    # How many events there are stands in the table; the legend of it would take much room.
    spec["layer"][0]["encoding"]["strokeWidth"] |= {
        "legend": None, "scale": {"type": "sqrt", "range": [1.6, 6]},
    }  # fmt: skip
    spec["layer"][0]["mark"]["opacity"] = 1
    return spec


@lru_cache(maxsize=64)
def strain(found: Strain) -> Spec:
    """The profile of an alliance's strain."""
    from foedus.charts import strain_height, strain_rows

    rows = strain_rows(found)
    return {**_empty_strain(), "height": strain_height(rows), "datasets": {"strain": rows}}


@cache
def _empty_strain() -> Spec:
    from foedus.charts import strain_of

    return themed(strain_of([]).to_dict())


@lru_cache(maxsize=32)
def calls(found: tuple[Call, ...], as_of: dt.date) -> Spec:
    """The ledger of calls."""
    from foedus.charts import calls_height, calls_rows

    rows = calls_rows(found, as_of)
    for row in rows:
        row["on"] = "" if row["answer"] == "unanswered" else row["answered"]
    empty = _empty_calls()
    days = _time(_day(rows[0]["asked"]), as_of) if rows else {}
    return {
        **empty,
        "layer": [_along(layer, days) for layer in empty["layer"]],
        "height": calls_height(rows),
        "datasets": {"calls": rows},
    }


@cache
def _empty_calls() -> Spec:
    from foedus.charts import calls_of

    spec = themed(calls_of([]).to_dict())
    for layer in spec["layer"]:
        encoding = layer["encoding"]
        # The day of the call stands on the other axis.
        encoding["y"]["axis"] = _NAMES | {"labelExpr": "slice(datum.label, 0, -12)"}
        encoding["tooltip"] = [
            {"field": field, "title": title, "type": "nominal"}
            for field, title in (("call", "call"), ("for", "for"), ("answer", "answer"),
                                 ("on", "answered"))
        ]  # fmt: skip
    return spec


def _along(layer: Spec, days: Spec) -> Spec:
    """A layer whose horizontal axis has these days, and no title."""
    encoding = layer["encoding"]
    return {**layer, "encoding": {**encoding, "x": {**encoding["x"], **days, "title": None}}}


def prepare() -> None:
    """Make what all charts of a kind share, which takes longer than what is drawn in them."""
    for frame in (_empty_network, _empty_strain, _empty_calls):
        frame()


def level_over_time(
    spans: Sequence[Mapping[str, Any]], acts: Sequence[Mapping[str, Any]], sides: tuple[str, str]
) -> Spec:
    """Steps of the level, with the acts of either side as marks of its own shape."""
    shape = {
        "field": "by", "title": "act of",
        "scale": {"domain": list(sides), "range": ["triangle-up", "triangle-down"]},
    }  # fmt: skip
    colour = {**shape, "scale": {"domain": list(sides), "range": [COLOURS["negative"],
                                                                 COLOURS["positive"]]}}  # fmt: skip
    words = " : ".join(f"datum.value == {level} ? '{level} {LEVELS[level]}'"
                       for level in range(1, 5))  # fmt: skip
    y = {
        "field": "level", "type": "quantitative", "title": None,
        "scale": {"domain": [1, 5.2]},
        "axis": {"values": [1, 2, 3, 4, 5], "labelExpr": f"{words} : '5 war'"},
    }  # fmt: skip
    day = {"field": "day", "type": "temporal", "title": None} | (
        _time(_day(spans[0]["day"]), _day(spans[-1]["day"])) if spans else {}
    )
    return themed({
        "height": 230,
        "layer": [
            {
                "data": {"values": list(spans)},
                "mark": {"type": "area", "interpolate": "step-after", "opacity": 0.18,
                         "color": COLOURS["negative"], "line": {"color": COLOURS["negative"]}},
                "encoding": {"x": day, "y": y, "y2": {"datum": 1}},
            },
            {
                "data": {"values": list(acts)},
                "mark": {"type": "point", "filled": True, "opacity": 1,
                         "stroke": "white", "strokeWidth": 1},
                "encoding": {
                    "x": day, "y": y, "shape": shape, "color": colour,
                    "size": {"field": "acts", "type": "quantitative", "title": "acts",
                             "scale": {"range": [30, 260]}, "legend": None},
                    "tooltip": [{"field": name} for name in ("on", "what", "by", "acts", "deaths")],
                },
            },
        ],
    })  # fmt: skip


def strain_over_time(points: Sequence[Mapping[str, Any]]) -> Spec:
    """The total strain at a few days, with its intervals."""
    day = {"field": "day", "type": "temporal", "title": None} | (
        _time(_day(points[0]["day"]), _day(points[-1]["day"]))
    )
    scale = {"domain": [0, 1]}
    return themed({
        "height": 150,
        "data": {"values": list(points)},
        "layer": [
            {"mark": {"type": "rule", "color": "var(--event-line)", "strokeWidth": 2},
             "encoding": {"x": day, "y": {"field": "low", "type": "quantitative", "scale": scale,
                                          "title": "strain"}, "y2": {"field": "high"}}},
            {"mark": {"type": "line", "point": {"size": 60, "color": "var(--ink)"},
                      "color": "var(--ink)"},
             "encoding": {"x": day, "y": {"field": "total", "type": "quantitative",
                                          "scale": scale}}},
        ],
    })  # fmt: skip


def chances(rows: Sequence[Mapping[str, Any]]) -> Spec:
    """Probabilities with what is supposed and without it, as points on one line each."""
    names = list(dict.fromkeys(str(row["name"]) for row in rows))
    x = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": {"format": "%"},
         "title": "probability"}  # fmt: skip
    y = {"field": "name", "type": "nominal", "sort": names, "title": None, "axis": _NAMES}
    points = {
        "x": {**x, "field": "probability"}, "y": y,
        "shape": {"field": "run", "title": None,
                  "scale": {"domain": ["with it", "without"], "range": ["circle", _UPRIGHT]}},
        "color": {"field": "run", "title": None,
                  "scale": {"domain": ["with it", "without"],
                            "range": [COLOURS["negative"], COLOURS["open"]]}},
        "tooltip": [{"field": "name"}, {"field": "run"},
                    {"field": "probability", "format": ".1%"}],
    }  # fmt: skip
    return themed({
        "height": max(24 * len(names), 60),
        "data": {"values": list(rows)},
        "layer": [
            {"transform": [{"filter": "datum.run == 'with it'"}],
             "mark": {"type": "rule", "strokeWidth": 2, "color": "var(--soft)"},
             "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y}},
            {"mark": {"type": "point", "filled": True, "size": 80, "opacity": 1},
             "encoding": points},
        ],
    })  # fmt: skip
