"""The numbers of a run that are set rather than learned, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from foedus.errors import UsageError
from foedus.model import Strength

MOST_RUNS = 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How a supposition is played. Every number can be set; the reasons are these.

    runs: 10,000 (DESIGN), at which a probability of one half is known to ± 0.8 points (90 %).
    rounds: 12. A round is a step of cause and effect, no span of days. Chains of promises are a
        handful of steps long, so that twelve let them end by themselves.
    horizon: 30 days (DESIGN): within so many days a deed counts as the reply to another. It is the
        half-life of a tie, the span in which the record forgets.
    seed: 1; any number does, and the same one gives the same bytes.
    vow, pledge: 1. Credibility is measured on pledges (the prior: on treaties), so a pledge takes
        it as it is, and a vow cannot be kept more often than that says.
    plan, signal: ¾ and ½. A plan and a signal bind less than a pledge, in this order; for want of
        a measure of how much less, the steps are equal, and the least still counts for half.
    release: ½. "Will not, unless" says what holds only until then. It permits the act and does not
        promise it; between a promise (1) and silence (0) nothing prefers either.
    learn: 4 cases, the weight of a prior against the record's own (DESIGN, words and deeds).
    chains: 10 of them are told; as many as are read.
    least: 0.005, the share of runs below which a chain is not told: at 10,000 runs its own error
        is then as large as a fifth of it.
    draws: 200 of the credibilities and rates, for the range that they leave open. Its width is then
        known to a twentieth, 1/√(2·200).
    interval: 0.90, as of all measures here.
    """

    runs: int = 10_000
    rounds: int = 12
    horizon: int = 30
    seed: int = 1
    vow: float = 1.0
    pledge: float = 1.0
    plan: float = 0.75
    signal: float = 0.5
    release: float = 0.5
    learn: float = 4.0
    chains: int = 10
    least: float = 0.005
    draws: int = 200
    interval: float = 0.90

    def strength(self, of: Strength) -> float:
        """How much of an actor's credibility a word of this strength has."""
        return {"vow": self.vow, "pledge": self.pledge, "plan": self.plan, "signal": self.signal}[
            of
        ]


_BOUNDS: Mapping[str, tuple[float, float]] = {
    "runs": (1, MOST_RUNS),
    "rounds": (1, 100),
    "horizon": (1, 3650),
    "seed": (0, 2**63 - 1),
    "learn": (0.1, 1000),
    "chains": (0, 1000),
    "least": (0, 1),
    "draws": (2, 256),
    "interval": (0.01, 0.999),
}
_SHARE = (0.0, 1.0)


def with_values(options: Options, given: Mapping[str, object], place: str = "--set") -> Options:
    """Options with some of them set by name.

    Raises:
        UsageError: there is no such number, or it is out of bounds.
    """
    kinds = {field.name: type(getattr(options, field.name)) for field in fields(options)}
    found: dict[str, int | float] = {}
    for name, value in given.items():
        if name not in kinds:
            raise UsageError(f"{place} {name}: no such number; there are {', '.join(kinds)}")
        found[name] = _number(f"{place} {name}", value, kinds[name], _BOUNDS.get(name, _SHARE))
    return replace(options, **found)  # type: ignore[arg-type]


def _number(
    place: str, value: object, kind: type[int | float], bounds: tuple[float, float]
) -> int | float:
    low, high = bounds
    try:
        # A whole number of many digits would not survive as a float.
        number = kind(value) if isinstance(value, str | kind | int) else None
    except ValueError:
        number = None
    if number is None or isinstance(value, bool) or not low <= number <= high:
        which = "a whole number" if kind is int else "a number"
        raise UsageError(f"{place}: {value!r} does not do; give {which} from {low:g} to {high:g}")
    return number
