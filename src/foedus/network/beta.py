"""Shares with what is not known of them: Beta distributions over columns.

A share of which a successes and b failures were seen, whole or weighed, is Beta(½ + a, ½ + b) under
the prior of Jeffreys (1946), whose intervals hold well also for few cases (Brown, Cai and DasGupta
2001).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from foedus.network.events import Floats
from foedus.network.shapes import Estimate

JEFFREYS: Final = 0.5
LEVEL: Final = 0.9  # of all intervals that are shown


def above_half(successes: Floats, failures: Floats, prior: float = JEFFREYS) -> Floats:
    """P(θ > ½)."""
    from scipy.special import betainc

    # I_½(b, a) = 1 - I_½(a, b), without what is lost by subtracting from 1.
    found: Floats = betainc(prior + failures, prior + successes, 0.5)
    return found


def quantile(share: float, successes: Floats, failures: Floats, prior: float = JEFFREYS) -> Floats:
    """The θ below which this share of the distribution lies."""
    from scipy.special import betaincinv

    found: Floats = betaincinv(prior + successes, prior + failures, share)
    return found


def estimate(
    successes: float, failures: float, *, prior: float = JEFFREYS, level: float = LEVEL
) -> Estimate:
    """The mean of a share and its interval.

    >>> one = estimate(3, 1)  # (½ + 3) / (1 + 4)
    >>> round(one.value, 2), round(one.low, 2), round(one.high, 2)
    (0.7, 0.35, 0.95)
    """
    a, b = np.array([float(successes)]), np.array([float(failures)])
    low = float(quantile((1 - level) / 2, a, b, prior)[0])
    high = float(quantile((1 + level) / 2, a, b, prior)[0])
    return Estimate((prior + successes) / (2 * prior + successes + failures), low, high)
