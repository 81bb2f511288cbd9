"""Rates of what is told in two windows, held against how many reports each has."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import numpy as np

from foedus.network.ledger import Ledger


def reports_in(ledger: Ledger, day: dt.date, window: int, back: int = 0) -> int:
    """How many reports were published in the window up to a day, or in one `back` before it."""
    last = days_before(day, back * window)
    first = days_before(day, (back + 1) * window - 1)
    bounds = [first.toordinal(), last.toordinal() + 1]
    before, until = np.searchsorted(ledger.report_days, bounds).tolist()
    return int(until - before)


def days_before(day: dt.date, days: int) -> dt.date:
    """So many days before, or the first day that there is."""
    return dt.date.fromordinal(max(day.toordinal() - days, 1))


@lru_cache(maxsize=4096)
def rate_test(counts: tuple[int, int], exposures: tuple[int, int]) -> float:
    """How likely two counts differ so much by chance if their rates are the same.

    The conditional test of two Poisson rates (Przyborowski and Wilenski 1940): of both counts
    together the first is binomial with its share of the exposure. 1 where there is nothing to
    compare, or no report in one of the windows.

    Eight acts in ten reports after one in ten: of nine, eight or more (or one or fewer) fall to one
    side by chance with 2 · (9 + 1) / 2⁹:

    >>> round(rate_test((8, 1), (10, 10)), 3)
    0.039

    Eight in forty reports after one in ten are what more coverage alone would give:

    >>> round(rate_test((8, 1), (40, 10)), 1)
    1.0
    """
    total, share = sum(counts), exposures[0] / max(sum(exposures), 1)
    if not total or not all(exposures):
        return 1.0
    from scipy.special import gammaln

    # Here and not scipy.stats.binomtest, which is the same and takes a second to import.
    some = np.arange(total + 1)
    ways = gammaln(total + 1) - gammaln(some + 1) - gammaln(total - some + 1)
    chance = np.exp(ways + some * np.log(share) + (total - some) * np.log1p(-share))
    no_likelier = chance <= chance[counts[0]] * (1 + 1e-7)
    return min(float(chance[no_likelier].sum()), 1.0)
