"""Charts for a page: Vega-Lite in the page's own colours, as wide as there is room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from foedus.charts.drawing import COLOURS, INK
from foedus.network.shapes import LEVELS, Call, Strain, Tie
from foedus.web.addresses import actor_url, pair_url

Spec = dict[str, Any]
# The page's colours, which follow its theme, in place of those of charts that become files.
_THEMED: Final = {INK: "var(--ink)", "white": "var(--paper)", "#8a4b08": "var(--event-line)"}


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
            "legend": {"orient": "bottom", "labelFontSize": 12, "titleFontSize": 12},
            "axis": {"labelFontSize": 12, "titleFontSize": 12},
            "text": {"fontSize": 12.5},
        },
    }


def _in_theme(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _in_theme(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_in_theme(one) for one in value]
    return _THEMED.get(value, value) if isinstance(value, str) else value


@lru_cache(maxsize=32)
def network(ties: tuple[Tie, ...]) -> Spec:
    """The signed network; its points lead to actors and its lines to pairs."""
    from foedus.charts import signed_network

    spec = themed(signed_network(ties).to_dict())
    # How many events there are stands in the table; the legend of it would take much room.
    spec["layer"][0]["encoding"]["strokeWidth"] |= {
        "legend": None, "scale": {"type": "sqrt", "range": [1.6, 6]},
    }  # fmt: skip
    spec["layer"][0]["mark"]["opacity"] = 0.9
    pairs = {tie.id: pair_url(tie.source.id, tie.target.id) for tie in ties}
    for row in _rows(spec):
        if "name" in row:
            row["url"] = actor_url(row["id"])
        elif row.get("id") in pairs:
            row["url"] = pairs[row["id"]]
    return spec


def _rows(spec: Spec) -> Iterator[dict[str, Any]]:
    """All rows of data that stand in a chart."""
    for part in (spec, *spec.get("layer", ())):
        yield from part.get("data", {}).get("values", ())
    for some in spec.get("datasets", {}).values():
        yield from some


@lru_cache(maxsize=64)
def strain(found: Strain) -> Spec:
    """The profile of an alliance's strain."""
    from foedus.charts import strain_profile

    return themed(strain_profile(found).to_dict())


@lru_cache(maxsize=32)
def calls(found: tuple[Call, ...], as_of: dt.date) -> Spec:
    """The ledger of calls."""
    from foedus.charts import calls_ledger

    spec = themed(calls_ledger(found, as_of).to_dict())
    spec["encoding"] = {"y": {"field": "call", "axis": {"labelLimit": 180}}}
    return spec


def level_over_time(
    spans: Sequence[Mapping[str, Any]], acts: Sequence[Mapping[str, Any]], sides: tuple[str, str]
) -> Spec:
    """Steps of the level, with the acts of either side as marks of its own shape."""
    shape = {
        "field": "by", "title": "act of",
        "scale": {"domain": list(sides), "range": ["triangle-up", "circle"]},
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
    day = {"field": "day", "type": "temporal", "title": None}
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
                "mark": {"type": "point", "filled": True, "opacity": 0.8},
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
    day = {"field": "day", "type": "temporal", "title": None}
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
    y = {"field": "name", "type": "nominal", "sort": names, "title": None,
         "axis": {"labelLimit": 190}}  # fmt: skip
    points = {
        "x": {**x, "field": "probability"}, "y": y,
        "shape": {"field": "run", "title": None,
                  "scale": {"domain": ["with it", "without"], "range": ["circle", "cross"]}},
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
