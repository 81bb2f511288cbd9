"""What is asked of a record and what it answers: frozen and plain, no connection in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Status = Literal["new", "unchanged", "changed", "recoded"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a report that was handed over, with the number of its entries on disk.

    `changed`: other text under a known id, kept as a new version. `recoded`: known text whose
    entries were replaced, because another version coded it or it came with a date it had lacked.
    """

    report: str
    version: int
    status: Status
    entries: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries or reports are wanted; an empty field asks for nothing in particular.

    Days are inclusive. `actor`, `source`, `target` and `pair` match an actor's id, code, name or
    the words it is mentioned by, without regard to case. `source` acts (or is the one through whom
    it is done), `target` is acted upon; the members of a bond are on both sides. `pair` is either
    direction. For a commitment the event type is that of the act promised.
    """

    kinds: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    assertions: tuple[str, ...] = ()
    actor: str | None = None
    pair: tuple[str, str] | None = None
    source: str | None = None
    target: str | None = None
    since: dt.date | None = None  # the entry's days, else the report's day, reach this day or later
    until: dt.date | None = None  # … this day or earlier
    as_of: dt.date | None = None  # published on this day or before; undated: read by then
    known_on: dt.date | None = None  # as the record stood at the end of this day (UTC)
    report: str | None = None
    text: str | None = None  # words of the report; "in quotes" a phrase, war* a beginning
    include_wrong: bool = False  # entries that an analyst found wrong
    include_superseded: bool = False  # of older versions of a report
    after: str | None = None  # id of the entry or report after which the list goes on
    limit: int | None = None
    offset: int = 0
    newest_first: bool = False

    @property
    def names_actors(self) -> bool:
        """Whether it asks for any actor."""
        return any((self.actor, self.source, self.target, self.pair))


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One version of a report, without its text. `chars` is the text's length in characters."""

    id: str
    version: int
    title: str | None
    date: dt.date | None
    source: str | None
    url: str | None
    chars: int
    entries: int
    coded_by: str
    read_at: dt.datetime
    origin: str | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """The words around an entry's evidence.

    `text` is the report's text from `start` to `end`; the evidence stands in the report at
    `quote_start` to `quote_end`, so `text[quote_start - start : quote_end - start]` is its quote.
    """

    report: str
    version: int
    title: str | None
    text: str
    start: int
    end: int
    quote_start: int
    quote_end: int


@dataclass(frozen=True, slots=True)
class Decision:
    """An analyst's word on an entry: `field` gets `value`; the field `wrong` hides the entry.

    `entry` is the id decided on. `applies_to` is the entry it bears on now: another id where the
    report was coded anew, None where the entry is gone or the decision was undone.
    """

    id: int
    entry: str
    applies_to: str | None
    report: str
    field: str
    value: Any
    analyst: str
    reason: str | None
    decided_at: dt.datetime
    undone_at: dt.datetime | None
    undone_by: str | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much a record holds; entries of current versions, without those found wrong."""

    reports: int
    versions: int
    events: int
    commitments: int
    bonds: int
    wrong: int
    first_date: dt.date | None  # of dated reports
    last_date: dt.date | None


class UnknownActor(NamedTuple):
    """Words that name an actor without a code, and how many entries mention it so."""

    text: str
    sector: str | None
    entries: int
