"""The parameters of lists, as they stand in an address, and the filter they make."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from foedus.coding.ontology import ontology
from foedus.errors import UsageError
from foedus.model import ASSERTIONS
from foedus.record import Filter

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(given: Any) -> Any:
    if given is None or given == "" or isinstance(given, dt.date):
        return given or None
    if not isinstance(given, str) or _DAY.fullmatch(given) is None:
        raise ValueError(f"{given!r} is not a day; write it as YYYY-MM-DD, like 2023-11-04")
    return given


def _blank_is_none(given: Any) -> Any:
    return None if isinstance(given, str) and not given.strip() else given


def _without_blanks(given: Any) -> Any:
    some = given if isinstance(given, list | tuple) else [given]
    return tuple(one for one in some if one not in (None, ""))


def _types(given: tuple[str, ...]) -> tuple[str, ...]:
    known = ontology().types
    named = tuple(name.upper() for name in given)
    for name in named:
        if name not in known:
            raise ValueError(f"{name!r} is no event type; use one of {', '.join(sorted(known))}")
    return named


def _assertions(given: tuple[str, ...]) -> tuple[str, ...]:
    for name in given:
        if name not in ASSERTIONS:
            raise ValueError(f"{name!r} is no assertion; use one of {', '.join(ASSERTIONS)}")
    return given


Day = Annotated[dt.date | None, BeforeValidator(_day)]
Words = Annotated[Annotated[str, Field(max_length=300)] | None, BeforeValidator(_blank_is_none)]
Types = Annotated[tuple[str, ...], BeforeValidator(_without_blanks), AfterValidator(_types)]
Assertions = Annotated[
    tuple[str, ...], BeforeValidator(_without_blanks), AfterValidator(_assertions)
]
Order = Annotated[Literal["newest", "oldest"], BeforeValidator(lambda given: given or "newest")]
Limit = Annotated[int, BeforeValidator(lambda given: given or 50), Field(ge=1, le=500)]


class Paged(BaseModel):
    """Which part of a list is wanted."""

    model_config = ConfigDict(frozen=True)

    order: Order = Field("newest", description="newest or oldest first")
    limit: Limit = Field(50, description="rows on a page")
    after: Words = Field(None, description="id of the row after which the page begins")
    before: Words = Field(None, description="id of the row before which the page ends")


class AskedReports(Paged):
    """Which reports are wanted; by actor or type those with such an entry."""

    text: Words = Field(None, description='words; "in quotes" a phrase, war* a beginning')
    actor: Words = Field(None, description="an actor by id, code, name or words")
    with_: Words = Field(None, alias="with", description="and another: between the two")
    type: Types = Field((), description="event types of PLOVER")
    since: Day = Field(None, description="on this day or later")
    until: Day = Field(None, description="on this day or before")
    as_of: Day = Field(None, description="published on this day or before")

    def filter(self, *kinds: str) -> Filter:
        """The filter for the record.

        Raises:
            UsageError: the days lie the wrong way round, or a second actor stands without a first.
        """
        if self.since is not None and self.until is not None and self.since > self.until:
            raise UsageError(f"since {self.since} is later than until {self.until}; exchange them")
        if self.with_ is not None and self.actor is None:
            raise UsageError("with: names a second actor; name the first as actor")
        pair = (self.actor, self.with_) if self.actor and self.with_ else None
        return Filter(
            kinds=kinds,
            events=self.type,
            assertions=self._assertions(),
            actor=self.actor if pair is None else None,
            pair=pair,
            since=self.since,
            until=self.until,
            as_of=self.as_of,
            text=self.text,
            newest_first=self.order == "newest",
        )

    def _assertions(self) -> tuple[str, ...]:
        return ()


class AskedEntries(AskedReports):
    """Which commitments or bonds are wanted."""


class AskedEvents(AskedReports):
    """Which events are wanted."""

    assertion: Assertions = Field((), description=f"how the text puts it: {', '.join(ASSERTIONS)}")

    def _assertions(self) -> tuple[str, ...]:
        return self.assertion
