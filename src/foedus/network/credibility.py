"""How far each actor has kept its word, from the promises that were kept and those broken.

An actor's credibility is θ ~ Beta(a + kept, b + broken), with the mean and the 90 % interval of
that distribution. The prior has the weight of four cases, a + b = 4, and the mean that Berkemeier
and Fuhrmann (2018) found for alliances invoked in war from 1816 to 2003, by what was promised:
offence 0.74, defence 0.41, neutrality 0.78, nonaggression 0.37, any 0.50. (Over all, Leeds, Long
and Mitchell 2000 found 0.745 for 1816 to 1944.)

Only what was kept or broken counts. A commitment told twice, or two that the same deed settles,
counts once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from foedus.network.ledger import Ledger
from foedus.network.promises import Kind, kind_of
from foedus.network.shapes import Credibility, Fate
from foedus.network.sides import Side

_MEANS: Final[Mapping[Kind, float]] = MappingProxyType(
    {"offence": 0.74, "defence": 0.41, "neutrality": 0.78, "nonaggression": 0.37, "any": 0.50}
)


@dataclass(frozen=True, slots=True)
class CredibilityOptions:
    """Defaults and their reasons.

    weight: how many cases the prior weighs. 4: an actor's own record outweighs it from the fifth
        promise on, and one broken promise does not condemn.
    means: the share kept before anything is known, by kind of commitment. Those of Berkemeier and
        Fuhrmann (2018).
    interval: the probability that the interval holds.
    """

    weight: float = 4.0
    means: Mapping[Kind, float] = field(default_factory=lambda: _MEANS)
    interval: float = 0.9


def prior_of(kind: Kind, options: CredibilityOptions | None = None) -> tuple[float, float]:
    """The prior's a and b for a commitment of a kind.

    >>> a, b = prior_of("defence")  # 4 · 0.41 and 4 · 0.59
    >>> round(a, 2), round(b, 2)
    (1.64, 2.36)
    """
    options = options or CredibilityOptions()
    mean = options.means[kind]
    return options.weight * mean, options.weight * (1 - mean)


def credibility(
    fates: Sequence[Fate], ledger: Ledger, options: CredibilityOptions | None = None
) -> tuple[Credibility, ...]:
    """The credibility of each actor that gave its word, those with most kept or broken first."""
    kinds = {word.id: kind_of(word) for word in ledger.words}
    return credibility_of(fates, kinds, options)


def credibility_of(
    fates: Sequence[Fate], kinds: Mapping[str, Kind], options: CredibilityOptions | None = None
) -> tuple[Credibility, ...]:
    """The same from fates and the kind of each commitment, by id; those not named are "any"."""
    options = options or CredibilityOptions()
    of_actor: dict[Side, list[Fate]] = defaultdict(list)
    for fate in fates:
        of_actor[fate.actor].append(fate)
    found = [_of(actor, given, kinds, options) for actor, given in of_actor.items()]
    return tuple(sorted(found, key=lambda one: (-one.kept - one.broken, one.actor.id)))


def _of(
    actor: Side, given: Sequence[Fate], kinds: Mapping[str, Kind], options: CredibilityOptions
) -> Credibility:
    from scipy.special import betaincinv

    settled = _settled(given)
    kept = [fate for fate in settled if fate.status == "kept"]
    broken = [fate for fate in settled if fate.status == "broken"]
    a, b = _prior(settled or given, kinds, options)
    one, other = a + len(kept), b + len(broken)
    tail = (1 - options.interval) / 2
    shown = [id for fate in (*kept, *broken) for id in (fate.id, *fate.settled_by)]
    return Credibility(
        actor=actor,
        kept=len(kept),
        broken=len(broken),
        prior_kept=a,
        prior_broken=b,
        value=one / (one + other),
        low=float(betaincinv(one, other, tail)),
        high=float(betaincinv(one, other, 1 - tail)),
        entries=tuple(dict.fromkeys([*shown, *(fate.id for fate in given)])),
    )


def _prior(
    given: Sequence[Fate], kinds: Mapping[str, Kind], options: CredibilityOptions
) -> tuple[float, float]:
    """The mean of the priors of these commitments: as many kinds, so much of each."""
    priors = [prior_of(kinds.get(fate.id, "any"), options) for fate in given]
    return sum(a for a, _ in priors) / len(priors), sum(b for _, b in priors) / len(priors)


def _settled(given: Sequence[Fate]) -> list[Fate]:
    """Those kept or broken, without those that the same entries settle once more."""
    found: dict[tuple[str, object], Fate] = {}
    for fate in given:
        if fate.status in ("kept", "broken"):
            found.setdefault((fate.status, fate.settled_by or fate.id), fate)
    return list(found.values())
