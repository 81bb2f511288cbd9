"""What a brief is made of: frozen and plain; `foedus.model.as_json` gives its JSON."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foedus.network.shapes import Alliance, Call, Change, Fate, Front, Watch


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read: reports, who published them, and their days."""

    count: int
    publishers: tuple[str, ...]
    without_publisher: int
    first: dt.date | None
    last: dt.date | None
    without_date: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many events are told, how many of them as having happened, and in how many events.

    `between_sides` of the distinct ones have two sides that are known, and count in the measures;
    `without_day` cannot be put in time. `since` is the first day whose reports' events are counted
    and measured; None where all are.
    """

    told: int
    actual: int
    distinct: int
    between_sides: int
    without_day: int
    since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """The situation as far as the record tells it, on a day, and what changed since another.

    `cannot_say` names in words what the record is too small, or too bare of days and names, to
    answer.
    """

    as_of: dt.date | None
    since: dt.date | None
    reports: Coverage
    events: Counts
    alliances: tuple[Alliance, ...]  # the most strained first
    fronts: tuple[Front, ...]  # the highest level first
    calls: tuple[Call, ...]  # newest first
    commitments: tuple[Fate, ...]  # newest first
    changes: tuple[Change, ...]  # the most unusual first
    watch: tuple[Watch, ...]  # the nearest first
    cannot_say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """An entry as a brief cites it: its day (of the report where it has none), and its words."""

    id: str
    kind: str
    type: str | None
    day: dt.date | None
    report: str
    source: str | None
    quote: str
