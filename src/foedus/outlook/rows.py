"""A result as flat rows, for charts and tables."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.outlook.shapes import WhatIf

Row = dict[str, str | int | float | bool | None]


def actor_rows(found: WhatIf) -> Iterator[Row]:
    """A row for each actor: id, name, code, probability, low, high, baseline."""
    for one in found.actors:
        yield {
            "id": one.id, "name": one.name, "code": one.code, "probability": one.probability,
            "low": one.low, "high": one.high, "baseline": one.baseline,
            "range_low": one.range_low, "range_high": one.range_high,
        }  # fmt: skip


def front_rows(found: WhatIf) -> Iterator[Row]:
    """A row for each front: id, its name, level, probability, low, high, baseline, falls."""
    for one in found.fronts:
        yield {
            "id": one.id, "name": " – ".join(side.name for side in one.sides),
            "level": one.level, "level_name": one.level_name, "probability": one.opens_or_rises,
            "low": one.low, "high": one.high, "baseline": one.baseline, "falls": one.falls,
            "range_low": one.range_low, "range_high": one.range_high,
            "is_supposed": one.is_supposed,
        }  # fmt: skip
