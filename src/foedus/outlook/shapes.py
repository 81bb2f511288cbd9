"""What playing a supposition gives back: frozen and plain; `foedus.model.as_json` gives its JSON.

`low` and `high` hold the probability at 90 %, as far as the number of runs leaves it open (Wilson).
That the credibilities and rates are themselves uncertain is part of `probability`: each run draws
them anew. `baseline` is the probability where nothing is supposed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foedus.network.sides import Side
from foedus.outlook.matching import Part

Ids = tuple[str, ...]
INTERVALS = (
    "low and high hold the probability at 90 % as far as the number of runs leaves it open"
    " (Wilson); that credibilities and rates are not known exactly is part of the probability"
    " itself, as each run draws them anew from what the record leaves open; range_low and"
    " range_high hold at 90 % what it would be if they were known"
)
STATEMENT = "This tests what parties have said, and predicts nothing."


@dataclass(frozen=True, slots=True)
class Supposed:
    """One event that is supposed: the words it was given in, and what they were taken for."""

    text: str
    actor: Side
    event: str
    recipient: Side | None


@dataclass(frozen=True, slots=True)
class ActorChance:
    """How likely an actor uses force, beyond what is supposed of it."""

    id: str
    name: str
    code: str | None
    probability: float
    low: float
    high: float
    baseline: float
    range_low: float
    range_high: float


@dataclass(frozen=True, slots=True)
class Reach:
    """How likely a front sees deeds of this level or above."""

    level: int
    level_name: str
    probability: float
    baseline: float


@dataclass(frozen=True, slots=True)
class FrontChance:
    """How likely a front rises above the level it has, or opens where it had none.

    `falls` is how likely one of its sides retreats and nothing hostile follows. `is_supposed`
    where an event that is supposed is itself on this front. From level 4 on it cannot rise: what
    makes force a war (deaths, days) a run does not count.
    """

    id: str
    sides: tuple[Side, Side]
    level: int
    level_name: str
    opens_or_rises: float
    low: float
    high: float
    baseline: float
    range_low: float
    range_high: float
    falls: float
    reaches: tuple[Reach, ...]
    is_supposed: bool
    entries: Ids


@dataclass(frozen=True, slots=True)
class CommitmentChance:
    """How likely a commitment is met, and acted on (`fired`).

    `influence` is the change that it makes: the probability, with it less without it, of the actor
    or front that leaving it out changes most, which `influences` names. Commitments of one actor
    that promise the same act towards the same are left out together.
    """

    id: str
    actor: Side
    says: str
    part: Part
    met: float
    fired: float
    low: float
    high: float
    baseline: float
    influence: float
    influences: str | None
    entries: Ids


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a chain in words, by what it comes, and the entries that this rests on."""

    text: str
    entries: Ids


@dataclass(frozen=True, slots=True)
class Chain:
    """Events that lead to each other from a supposed one to one that nothing follows from."""

    probability: float
    low: float
    high: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class SetByHand:
    """What a scenario changed, and why."""

    what: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What follows from a supposition, against the same runs without it."""

    suppositions: tuple[Supposed, ...]
    as_of: dt.date | None
    runs: int
    seed: int
    rounds: int
    horizon: int
    actors: tuple[ActorChance, ...]
    fronts: tuple[FrontChance, ...]
    commitments: tuple[CommitmentChance, ...]
    chains: tuple[Chain, ...]
    assumptions: tuple[str, ...]
    scenario: tuple[SetByHand, ...] = ()
    intervals: str = INTERVALS
    statement: str = STATEMENT
