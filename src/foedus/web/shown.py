"""What the pages over the measures share: the day asked for, and measures with their words."""

# No `from __future__ import annotations`: FastAPI reads the annotations of what stands here.

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from foedus.brief.citing import citations
from foedus.brief.shapes import Cited
from foedus.errors import NotInRecord
from foedus.network.ledger import Ledger
from foedus.network.shapes import AnswerKind, Call, Fate
from foedus.network.sides import Side
from foedus.record import Record
from foedus.web.asked import Day
from foedus.web.measured import Asked, Measured, Measures

Ids = tuple[str, ...]
CITED = 12  # entries whose words stand under a figure


class AskedDay(BaseModel):
    """The day a page is of."""

    model_config = ConfigDict(frozen=True)

    as_of: Day = Field(None, description="as of this day; else of the last report")
    known_on: Day = Field(None, description="by what had been read by the end of this day")

    @property
    def day(self) -> Asked:
        """The same as a key."""
        return Asked(self.as_of, self.known_on)


@dataclass(frozen=True, slots=True)
class CallShown:
    """A call for help, as in `foedus calls`."""

    id: str
    from_: Annotated[tuple[Side, ...], Field(alias="from")]
    to: Side
    date: dt.date | None
    asked_for: str | None
    answer: AnswerKind
    answered: dt.date | None
    answer_entry: str | None
    days_open: int | None
    entries: Ids


@dataclass(frozen=True, slots=True)
class Rested:
    """The words a figure rests on: the first of its entries, and how many there are in all."""

    cited: tuple[Cited, ...]
    total: int


def call_shown(call: Call) -> CallShown:
    """The same call, with the names that its JSON has."""
    return CallShown(**{field.name: getattr(call, field.name) for field in fields(call)})


def rested(record: Record, ledger: Ledger, ids: Iterable[str], most: int = CITED) -> Rested:
    """The words of the first of these entries; ids that are no entry's are left out."""
    once = tuple(dict.fromkeys(ids))
    return Rested(tuple(citations(record, ledger, once[:most]).values()), len(once))


def fates_of(measures: Measures, *sides: str) -> tuple[Fate, ...]:
    """The promises that concern all of these sides, those that stand and the newest first."""
    wanted = set(sides)
    found = [
        fate
        for fate in measures.situation.fates
        if wanted <= {fate.actor.id, *(side.id for side in fate.towards)} | _named(measures, fate)
    ]
    standing = ("standing", "triggered")
    found.sort(key=lambda one: (one.status not in standing, -_ordinal(one.date), one.id))
    return tuple(found)


def calls_of(measures: Measures, *sides: str) -> tuple[Call, ...]:
    """The calls that concern all of these sides, newest first."""
    wanted = set(sides)
    return tuple(
        call
        for call in measures.situation.calls
        if wanted <= {call.to.id, *(side.id for side in call.from_)}
    )


def measures_on(measured: Measured, record: Record, asked: AskedDay) -> Measures:
    """The measures of the day that is asked for."""
    return measured.on(record, asked.day)


def not_there(kind: str, id: str, as_of: dt.date | None) -> NotInRecord:
    """That nothing measured has this id on the day, and where those are listed that there are."""
    when = f"on {as_of}" if as_of is not None else "as no report has a date"
    return NotInRecord(f"no {kind} {id!r} {when}; /{kind}s lists those of a day")


def _named(measures: Measures, fate: Fate) -> set[str]:
    """Whom the condition of a promise names."""

    def made() -> dict[str, set[str]]:
        return {
            word.id: {side.id for side in (*word.if_by, *word.if_to)}
            for word in measures.ledger.words
        }

    return measures.once("conditions", made).get(fate.id, set())


def _ordinal(day: dt.date | None) -> int:
    return day.toordinal() if day is not None else 0
