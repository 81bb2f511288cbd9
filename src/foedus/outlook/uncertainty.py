"""What the credibilities and rates leave open, since they are not known exactly.

The number of runs says how well a probability is computed; this says how far it could lie elsewhere
if the credibilities and rates were known. They are drawn D times, and 64 runs are played with each.
With p_d the share of these runs, its variance over the draws is that of the probability itself and
that of 64 runs (the law of total variance):

    between = Var(p_d) - mean of p_d·(1 - p_d) / 63

(a random-effects estimate: Searle, Casella and McCulloch 1992). The range is that of the Beta with
the probability as its mean and this variance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.counting import shares_by_word
from foedus.outlook.draws import CHUNK, WORD, Draws
from foedus.outlook.options import Options
from foedus.outlook.runs import Setting, Stage, drawn_for, play
from foedus.outlook.world import World

Floats = NDArray[np.float64]
_APART: Final = 1  # added to the number of the first chunk, for streams of its own
_LEAST: Final = 1e-6  # variance that is none


@dataclass(frozen=True, eq=False)
class Between:
    """The variance that is due to credibilities and rates, of each actor and each front."""

    force: Floats
    rises: Floats


def between(stage: Stage, world: World, options: Options) -> Between:
    """Play 64 runs with each of so many draws of the credibilities and rates."""
    runs = WORD * options.draws
    draws = Draws(options.seed, -_APART, min(runs, CHUNK), together=WORD)
    drawn = drawn_for(stage.graph, stage.wiring, stage.seen, world, Setting(draws, options))
    played = play(stage, drawn, trace=False)
    force, rises = shares_by_word(played, drawn, stage.seen, world)
    return Between(_variance(force), _variance(rises))


def _variance(shares: Floats) -> Floats:
    """By row the variance over the draws, less that of 64 runs each."""
    of_runs = (shares * (1 - shares)).mean(axis=-1) / (WORD - 1)
    found: Floats = np.maximum(shares.var(axis=-1, ddof=1) - of_runs, 0.0)
    return found


def beta_range(mean: float, variance: float, share: float) -> tuple[float, float]:
    """The middle `share` of the Beta with this mean and variance.

    >>> low, high = beta_range(0.5, 1 / 20, 0.9)  # Beta(2, 2) has variance 1/20
    >>> round(low, 3), round(high, 3)
    (0.135, 0.865)
    >>> beta_range(1.0, 0.0, 0.9)
    (1.0, 1.0)
    """
    from scipy.special import betaincinv

    if variance <= _LEAST or not 0 < mean < 1:
        return mean, mean
    # No Beta varies more than all of it at 0 and 1.
    weight = max(mean * (1 - mean) / variance - 1, 0.01)
    a, b = weight * mean, weight * (1 - mean)
    tail = (1 - share) / 2
    return float(betaincinv(a, b, tail)), float(betaincinv(a, b, 1 - tail))
