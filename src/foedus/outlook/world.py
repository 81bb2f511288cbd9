"""What a run starts from, as plain records: who said what, at which rates they act, who is allied.

Nothing here knows of a record or of files: state.py makes it of a ledger, scenario.py changes it
by hand, and tests write it out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from foedus.model import ConditionType, Polarity, Strength
from foedus.network.fighting import RANKS
from foedus.network.sides import Side

Ids = tuple[str, ...]
Pair = tuple[str, str]
Basis = Literal["record", "prior", "by hand"]

# The level of the Correlates of War that a single deed shows. Level 5 is a matter of deaths and
# of days, which a run does not count.
LEVEL_OF: Final[Mapping[str, int]] = RANKS
FORCE: Final = 4
HOSTILE_LEVELS: Final = (2, 3, 4)


@dataclass(frozen=True, slots=True, order=True)
class Move:
    """Someone does something to someone; sides by their ids, `type` one of PLOVER's."""

    actor: str
    type: str
    target: str | None = None

    @property
    def level(self) -> int:
        """How hostile it is on the scale of fronts; 1 where it is not."""
        return LEVEL_OF.get(self.type, 1)

    @property
    def sort_key(self) -> tuple[str, str, str]:
        return self.actor, self.type, self.target or ""


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something follows: Beta(yes, no), or one fixed number where it was set by hand.

    `seen` counts the cases of the record in it; `entries` are those it rests on.
    """

    yes: float
    no: float
    basis: Basis = "prior"
    seen: int = 0
    fixed: float | None = None
    entries: Ids = ()

    @property
    def mean(self) -> float:
        return self.fixed if self.fixed is not None else self.yes / (self.yes + self.no)


@dataclass(frozen=True, slots=True)
class Clause:
    """On what a word hangs: its event (a type, or a class such as "material-conflict"), by whom
    and to whom it is done (nobody named: see matching.py), and whether its text negates it."""

    type: ConditionType
    event: str | None
    by: Ids = ()
    to: Ids = ()
    text: str = ""
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """A word that a run can play: whose, what it is of, towards whom, and on which condition.

    `text` says it in words, from its "will" on. `entries` are all that tell it.
    """

    id: str
    actor: str
    polarity: Polarity
    strength: Strength
    event: str | None
    towards: Ids = ()
    clause: Clause | None = None
    text: str = ""
    entries: Ids = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a front stands on the day, and the entries that show it."""

    level: int
    entries: Ids = ()


@dataclass(frozen=True, slots=True)
class Rates:
    """What is known of some, and the prior for those of which nothing is.

    Where the last part of a key is a level, its own prior stands under ("any", "any", level).
    """

    prior: Rate
    known: Mapping[tuple[str | int, ...], Rate] = field(default_factory=dict)

    def of(self, *key: str | int) -> Rate:
        found = self.known.get(key)
        return found or self.known.get(("any", "any", key[-1]), self.prior)


# Formal alliances in war, 1816 to 2003: kept in half of the cases (Berkemeier and Fuhrmann 2018),
# with the weight of four cases (DESIGN, words and deeds).
EVEN: Final = Rate(2.0, 2.0)


@dataclass(frozen=True, slots=True)
class World:
    """The state that a supposition is played from.

    `listed` are the sides whose chances are told beside those that something happens to; None for
    all. `credibility` is by side. `replies` are by (who answers, whom, level of what was done);
    `calls` by (who calls, whom); `answers` by (who is asked, by whom); `help` says what is asked
    for by (who calls, whom). `anyway` are by (who, whom, level): how often this happens within a
    horizon without anything being supposed. `fronts` are by pair, the ids sorted.
    """

    sides: Mapping[str, Side]
    promises: tuple[Promise, ...] = ()
    credibility: Rates = Rates(EVEN)
    replies: Rates = Rates(EVEN)
    allies: Mapping[str, Ids] = field(default_factory=dict)
    calls: Rates = Rates(EVEN)
    answers: Rates = Rates(EVEN)
    help: Mapping[Pair, str] = field(default_factory=dict)
    anyway: Mapping[tuple[str, str, int], Rate] = field(default_factory=dict)
    fronts: Mapping[Pair, Standing] = field(default_factory=dict)
    as_of: dt.date | None = None
    notes: tuple[str, ...] = ()
    listed: frozenset[str] | None = None


def front_of(one: str, other: str) -> Pair:
    """The key of the front between two sides, whichever is named first."""
    return (one, other) if one <= other else (other, one)
