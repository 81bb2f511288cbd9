"""What the measures give back: frozen and plain; `foedus.model.as_json` gives their JSON.

Every record lists in `entries` the ids of the entries it rests on, those that weigh most first.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from foedus.network.sides import Side

Sign = Literal["positive", "negative", "open"]
Trend = Literal["rising", "steady", "falling"]
AnswerKind = Literal["granted", "partial", "conditional", "refused", "unanswered"]
Status = Literal["standing", "triggered", "kept", "broken", "withdrawn", "lapsed"]
Basis = Literal["declared", "named", "ties"]
Ids = tuple[str, ...]

LEVELS: tuple[str, ...] = (
    "", "none", "threat of force", "display of force", "use of force", "war",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share or a mean with the interval that holds it with a probability of 90 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tie:
    """How one side acts towards another at a date, from -1 (hostile) to 1 (cooperative).

    `probability` is that of more cooperation than hostility; `cooperation` and `hostility` are
    the weights C and H it rests on, and `events` how many distinct events.
    """

    id: str
    source: Side
    target: Side
    value: float
    low: float
    high: float
    sign: Sign
    probability: float
    cooperation: float
    hostility: float
    events: int
    entries: Ids


@dataclass(frozen=True, slots=True)
class Call:
    """A request for help to one of those asked, and the first answer within 60 days.

    `from_` are those who ask together. `days_open` is how long it has been open or was, None
    where it has no day. `answered` is the day of the answer, and `answer_entry` the entry that
    shows it; both None while it is unanswered.
    """

    id: str
    from_: tuple[Side, ...]
    to: Side
    date: dt.date | None
    asked_for: str | None
    answer: AnswerKind
    answered: dt.date | None
    answer_entry: str | None
    days_open: int | None
    entries: Ids


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a commitment, and by what.

    `since` is the day it came to this; `met_by` are the entries that show its condition met, and
    `settled_by` those that show it kept, broken or withdrawn. `reason` says so in words.
    """

    id: str
    actor: Side
    polarity: str
    strength: str
    act: str
    event: str | None
    towards: tuple[Side, ...]
    condition_type: str | None
    condition: str | None
    date: dt.date | None
    status: Status
    since: dt.date | None
    reason: str
    met_by: Ids
    settled_by: Ids
    entries: Ids


@dataclass(frozen=True, slots=True)
class Credibility:
    """How far an actor has kept its word: Beta(a + kept, b + broken) over a prior of four cases."""

    actor: Side
    kept: int
    broken: int
    prior_kept: float
    prior_broken: float
    value: float
    low: float
    high: float
    entries: Ids


@dataclass(frozen=True, slots=True)
class Component:
    """One way in which an alliance's members fail each other, 0 to 1.

    `rests_on` says in words what the figure is of ("2 of 3 calls unanswered or refused"). Where
    nothing is known `value` is 0 and the interval is wide; `is_known` says whether anything is.
    """

    name: str
    value: float
    low: float
    high: float
    weight: float
    is_known: bool
    rests_on: str
    entries: Ids


@dataclass(frozen=True, slots=True)
class Strain:
    """1 - Π(1 - weight · component), never shown without its components."""

    total: float
    low: float
    high: float
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class Alliance:
    """A set of sides held together: by a declared membership, by the text's words, or by ties.

    `bases` says which, one or several; `entries` those that name it or tie it; `calls` the ids of
    the calls inside it.
    """

    id: str
    name: str
    members: tuple[Side, ...]
    bases: tuple[Basis, ...]
    adversaries: tuple[Side, ...]
    calls: Ids
    strain: Strain
    entries: Ids


@dataclass(frozen=True, slots=True)
class Held:
    """What a side of a front holds back from: its words, and the entry that shows them."""

    side: Side
    says: str
    entry: str


@dataclass(frozen=True, slots=True)
class Front:
    """Two sides in conflict, with the level of the last 14 days.

    `since` is the day since when it has been at this level or above without a pause of more than
    the window. `now` and `before` count the hostile events of the two windows that the trend
    compares, and `p_value` is how likely such a difference is by chance. `peak` is the highest
    level it has had, and `peak_on` the last day it had it.
    """

    id: str
    sides: tuple[Side, Side]
    level: int
    level_name: str
    trend: Trend
    since: dt.date | None
    now: int
    before: int
    p_value: float
    deaths: int
    peak: int
    peak_on: dt.date | None
    places: tuple[str, ...]
    held_back: tuple[Held, ...]
    entries: Ids


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two dates, and how unusual that is for those it concerns.

    `surprise` is -log2 of the probability of such a change in that pair's own past; `arithmetic`
    shows how it comes about. `kind`: front-rose, front-fell, tie-turned, promise-made,
    promise-triggered, promise-kept, promise-broken, call-unanswered, call-answered,
    member-drifted.
    """

    id: str
    kind: str
    sides: tuple[Side, ...]
    date: dt.date | None
    says: str
    before: str
    after: str
    surprise: float
    arithmetic: str
    entries: Ids


@dataclass(frozen=True, slots=True)
class Watch:
    """A condition that is near to being met, and the commitment that hangs on it.

    `nearness` is 0 to 1; `arithmetic` shows how it comes about.
    """

    commitment: str
    actor: Side
    says: str
    condition: str
    nearness: float
    arithmetic: str
    entries: Ids
