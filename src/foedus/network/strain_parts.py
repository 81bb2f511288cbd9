"""What the components of strain have in common: options, a share with its interval, a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from foedus.network.beta import estimate
from foedus.network.shapes import Component, Estimate

_MOST_ENTRIES: Final = 100


@dataclass(frozen=True, slots=True)
class StrainOptions:
    """Defaults and their reasons.

    weight: of each component, unless `weights` has another for its name. ½, since none of them is
        known to matter more, and none alone should be taken for the end of an alliance.
    patience: days after which a call without an answer counts as unanswered. 14: the answers to
        calls come within days where they come, and fronts are measured over the same two weeks.
    call_memory: days for which a call counts. 365: what was refused in the last war of a year ago
        no longer tells how the members stand.
    half_life: days after which a report that names the alliance weighs half. 90: reports name an
        alliance far more seldom than they tell of deeds, whose weight halves within 30 days.
    time_limit: seconds that the solver may take for the balance of one alliance.
    """

    weight: float = 0.5
    weights: Mapping[str, float] = field(default_factory=dict)
    patience: int = 14
    call_memory: int = 365
    half_life: float = 90.0
    time_limit: float = 1.0

    def weight_of(self, name: str) -> float:
        return self.weights.get(name, self.weight)


def share(failing: float, other: float) -> Estimate:
    """The value and interval of a component of which so much was seen.

    >>> round(share(2, 1).value, 2), share(0, 3).low, share(3, 0).high
    (0.5, 0.0, 1.0)
    """
    value = failing / (failing + other + 1)
    found = estimate(failing, other)
    low = min(found.low, value) if failing > 0 else 0.0
    high = max(found.high, value) if other > 0 else 1.0
    return Estimate(value, low, high)


def known(
    name: str, found: Estimate, says: str, entries: Iterable[str], options: StrainOptions
) -> Component:
    """A component of which something is known, with the words on what it rests."""
    listed = tuple(dict.fromkeys(entries))[:_MOST_ENTRIES]
    weight = options.weight_of(name)
    return Component(name, found.value, found.low, found.high, weight, True, says, listed)


def unknown(name: str, says: str, options: StrainOptions) -> Component:
    """A component of which nothing is known, and what is missing."""
    return Component(name, 0.0, 0.0, 1.0, options.weight_of(name), False, says, ())
