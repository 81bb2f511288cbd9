"""What if: events that are supposed, played through what the record's parties have said."""

# No `from __future__ import annotations`: FastAPI reads the annotations of the parameters.

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field

from foedus.catalogue.loading import own_catalogue
from foedus.coding.ontology import ontology
from foedus.errors import UsageError
from foedus.network.sides import Side
from foedus.outlook.options import Options
from foedus.outlook.shapes import Supposed, WhatIf
from foedus.outlook.state import known_sides, world_of
from foedus.outlook.suppositions import naming_of, supposition
from foedus.outlook.telling import what_if
from foedus.record import Record
from foedus.web import drawing
from foedus.web.asked import Words
from foedus.web.measured import Measured, Measures
from foedus.web.pages import Page, Pages
from foedus.web.shown import AskedDay, measures_on

MOST_SUPPOSED: Final = 4
_MOST_RUNS: Final = 10_000
_FEWER_RUNS: Final = 1000  # of a record of many events, where a run takes longer
_MANY: Final = 50_000
_DRAWN: Final = 12  # actors and fronts on a chart
_SEEN: Final = 0.005  # a probability below is told in the table alone
_CHOICES: Final = 300  # actors to choose from


def _few(given: tuple[str, ...]) -> tuple[str, ...]:
    if len(given) > MOST_SUPPOSED:
        raise ValueError(f"suppose at most {MOST_SUPPOSED} events at once")
    if any(len(one) > 300 for one in given):
        raise ValueError("a supposition is as short as USA ASSAULT IRN")
    return given


def _texts(given: Any) -> Any:
    some = given if isinstance(given, list | tuple) else [given]
    return tuple(one.strip() for one in some if isinstance(one, str) and one.strip())


@dataclass(frozen=True, slots=True)
class Played:
    """What follows from what is supposed; None where nothing is. `sides` may be named."""

    as_of: dt.date | None
    sides: tuple[Side, ...]
    result: WhatIf | None


class AskedWhatIf(AskedDay):
    """What is supposed: whole, as USA ASSAULT IRN, or as one actor, type and recipient."""

    suppose: Annotated[tuple[str, ...], BeforeValidator(_texts), AfterValidator(_few)] = Field(
        (), description="ACTOR TYPE RECIPIENT, as USA ASSAULT IRN; several times for several"
    )
    actor: Words = Field(None, description="who acts, by id, code or name")
    type: Words = Field(None, description="an event type of PLOVER")
    recipient: Words = Field(None, description="who is acted upon")
    runs: Annotated[Annotated[int, Field(ge=1, le=_MOST_RUNS)] | None,
                    BeforeValidator(lambda given: given or None)] = None  # fmt: skip
    seed: Annotated[int, BeforeValidator(lambda given: 1 if given in (None, "") else given),
                    Field(ge=0, le=2**31)] = 1  # fmt: skip

    def suppositions(self) -> tuple[str, ...]:
        """All of them in words.

        Raises:
            UsageError: the one that is put together lacks a part, or they are too many.
        """
        if self.actor is None and self.type is None:
            return self.suppose
        if self.actor is None or self.type is None:
            raise UsageError("what is supposed needs an actor and a type; choose both")
        chosen = " ".join(part for part in (self.actor, self.type, self.recipient) if part)
        found = tuple(dict.fromkeys((*self.suppose, chosen)))
        if len(found) > MOST_SUPPOSED:
            raise UsageError(f"suppose at most {MOST_SUPPOSED} events at once; take one away")
        return found


def add_to(pages: Pages) -> None:
    """Register the page of this topic."""
    about = "Play a supposition through: whose word it meets, and what would follow"
    page = Page("what_if.html", Played, about, AskedWhatIf, _present)
    pages.add("/what-if", partial(played, pages.site.measured), page)


def played(measured: Measured, record: Record, asked: AskedWhatIf) -> Played:
    """The result of what is supposed on the day.

    Raises:
        UsageError: a supposition cannot be read, or names nobody.
    """
    measures = measures_on(measured, record, asked)
    sides = measures.once("sides", lambda: _sides(measures))
    texts = asked.suppositions()
    if not texts:
        return Played(measures.as_of, sides, None)
    supposed = _supposed(measures, texts)
    usual = _MOST_RUNS if measures.ledger.events.count <= _MANY else _FEWER_RUNS
    options = Options(runs=asked.runs or usual, seed=asked.seed)
    key = ("what if", tuple((one.actor, one.event, one.recipient) for one in supposed), options)
    result = measures.once(key, lambda: _result(measures, supposed, options))
    return Played(measures.as_of, sides, result)


def _supposed(measures: Measures, texts: tuple[str, ...]) -> tuple[Supposed, ...]:
    naming = naming_of(measures.ledger, own_catalogue())
    return tuple(supposition(text, naming) for text in texts)


def _result(measures: Measures, supposed: tuple[Supposed, ...], options: Options) -> WhatIf:
    return what_if(world_of(measures.situation, options, supposed), supposed, options)


def _sides(measures: Measures) -> tuple[Side, ...]:
    """Those to choose from, by name; of very many those with most deeds."""
    deeds = measures.ledger.deeds
    known = known_sides(measures.ledger)
    if len(known) > _CHOICES:
        import numpy as np

        counts = np.bincount(deeds.source[deeds.source >= 0], minlength=len(deeds.sides))
        known = tuple(deeds.sides[number] for number in np.argsort(-counts)[:_CHOICES].tolist())
    return tuple(sorted(known, key=lambda side: (side.name.casefold(), side.id)))


def _present(found: Played) -> Mapping[str, Any]:
    result = found.result
    types = tuple(sorted(ontology().types))
    if result is None:
        return {"types": types, "chart": None, "supposed": (), "rows": ()}
    rows = list(_rows(result))
    return {
        "types": types,
        "chart": drawing.chances(rows) if rows else None,
        "supposed": [(_in_words(one), _as_said(one)) for one in result.suppositions],
        "rows": rows,
    }


def _as_said(one: Supposed) -> str:
    """The same for a reader, with names in place of ids."""
    parts = (one.actor.name, one.event, one.recipient.name if one.recipient is not None else "")
    return " ".join(part for part in parts if part)


def _in_words(one: Supposed) -> str:
    parts = (one.actor.id, one.event, one.recipient.id if one.recipient is not None else "")
    return " ".join(part for part in parts if part)


def _rows(result: WhatIf) -> Iterator[dict[str, Any]]:
    """Who would use force, and which fronts would open or rise, with it and without."""
    named = [
        (one.name, one.probability, one.range_low, one.range_high, one.baseline)
        for one in result.actors[:_DRAWN]
    ] + [
        (f"{one.sides[0].name} – {one.sides[1].name}",
         one.opens_or_rises, one.range_low, one.range_high, one.baseline)
        for one in result.fronts[:_DRAWN]
    ]  # fmt: skip
    for name, probability, low, high, baseline in named:
        if max(probability, high, baseline) >= _SEEN:
            at = {"name": name, "run": "with it", "probability": probability}
            yield {**at, "low": low, "high": high}
            yield {**at, "run": "without", "probability": baseline, "low": None, "high": None}
