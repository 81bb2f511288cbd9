"""What a brief is made of: frozen and plain; `foedus.model.as_json` gives its JSON."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from foedus.network.sides import Side

AnswerKind = Literal["granted", "conditional", "refused", "unanswered"]
ChangeKind = Literal["new", "rose", "fell"]


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


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of entries, their ids (oldest first), and the latest of them."""

    count: int
    entries: tuple[str, ...]
    latest: Cited | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read: reports, who published them, their days, and the entries by kind.

    `actual` counts the events told as having happened; the other events are denied, intended,
    possible and so on.
    """

    count: int
    publishers: tuple[str, ...]
    without_publisher: int
    first: dt.date | None
    last: dt.date | None
    without_date: int
    events: int
    actual: int
    commitments: int
    bonds: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides with the actual events between them, in either direction.

    Hostile are those with an intensity below 0, cooperative those above; 0 is neither.
    """

    sides: tuple[Side, Side]
    hostile: Tally
    cooperative: Tally


@dataclass(frozen=True, slots=True)
class Word:
    """A commitment that stands in the record: who will or will not do what, on which condition.

    `condition` is the text's own words, `None` where the word hangs on nothing.
    """

    actor: Side
    polarity: str
    strength: str
    act: str
    condition_type: str | None
    condition: str | None
    cited: Cited


@dataclass(frozen=True, slots=True)
class Answer:
    """How one of those asked answered within 60 days, and the entry that shows it.

    `days_open` is how many days there were to answer in, up to the brief's day, 60 at most; None
    where the call has no day.
    """

    side: Side
    answer: AnswerKind
    days_open: int | None
    entry: Cited | None


@dataclass(frozen=True, slots=True)
class Call:
    """A request for help. Without answers where the text does not say who is asked."""

    callers: tuple[Side, ...]
    asked: str | None
    cited: Cited
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Two sides whose events of the last 14 days differ from those of the 14 days before.

    `new`: no event between them was read of before the window. `rose` and `fell`: more or fewer
    hostile events, `before` and `now`.
    """

    kind: ChangeKind
    sides: tuple[Side, Side]
    before: Tally
    now: Tally


@dataclass(frozen=True, slots=True)
class Changes:
    """The two windows, days inclusive, with the reports read of each, and what differs."""

    since: dt.date
    until: dt.date
    reports_now: int
    reports_before: int
    found: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The situation as far as the record tells it, on a day."""

    as_of: dt.date | None
    reports: Coverage
    pairs: tuple[Pair, ...]  # the one with most events first
    commitments: tuple[Word, ...]  # newest first
    calls: tuple[Call, ...]  # newest first
    changes: Changes | None  # None where no report has a date
