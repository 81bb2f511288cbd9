"""The table of ties: how each side acts towards each other on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Final, Literal

import numpy as np
from pydantic import BeforeValidator, Field

from foedus.catalogue.loading import own_catalogue
from foedus.network.naming import side_named
from foedus.network.shapes import Tie
from foedus.record import Record
from foedus.web.asked import Words
from foedus.web.measured import Measured, Measures
from foedus.web.pages import Page, Pages
from foedus.web.shown import AskedDay, measures_on

_SIGNS: Final = {"positive": 1, "negative": -1, "open": 0}
Signed = Annotated[
    Literal["positive", "negative", "open"] | None, BeforeValidator(lambda given: given or None)
]


@dataclass(frozen=True, slots=True)
class Ties:
    """A page of ties, those of most events first; `total` counts all pages."""

    as_of: dt.date | None
    total: int
    page: int
    pages: int
    ties: tuple[Tie, ...]


class AskedTies(AskedDay):
    """Which ties are wanted."""

    actor: Words = Field(None, description="an actor by id, code or name")
    sign: Signed = Field(None, description="of this sign only")
    page: Annotated[int, BeforeValidator(lambda given: given or 1), Field(ge=1, le=100_000)] = 1
    limit: Annotated[int, BeforeValidator(lambda given: given or 50), Field(ge=1, le=500)] = 50


def add_to(pages: Pages) -> None:
    """Register the page of this topic."""
    page = Page("ties.html", Ties, "How each side acts towards each other", AskedTies)
    pages.add("/ties", partial(ties, pages.site.measured), page)


def ties(measured: Measured, record: Record, asked: AskedTies) -> Ties:
    """The ties that are asked for.

    Raises:
        UsageError: nobody has the name that is asked for.
    """
    measures = measures_on(measured, record, asked)
    rows = _rows(measures, asked)
    count = max(-(-len(rows) // asked.limit), 1)
    first = (min(asked.page, count) - 1) * asked.limit
    return Ties(
        as_of=measures.as_of,
        total=len(rows),
        page=min(asked.page, count),
        pages=count,
        ties=tuple(measures.situation.ties.records(rows[first : first + asked.limit])),
    )


def _rows(measures: Measures, asked: AskedTies) -> np.typing.NDArray[np.int64]:
    found = measures.situation.ties
    chosen = np.ones(len(found), dtype=bool)
    if asked.actor is not None:
        known = measures.ledger.events.sides
        side = side_named(asked.actor, known, catalogue=own_catalogue(), day=measures.as_of)
        chosen &= found.touching([side.id])
    if asked.sign is not None:
        chosen &= found.sign == _SIGNS[asked.sign]
    rows = np.flatnonzero(chosen)
    weight = found.cooperation[rows] + found.hostility[rows]
    ordered: np.typing.NDArray[np.int64] = rows[np.lexsort((-weight, -found.events[rows]))]
    return ordered
