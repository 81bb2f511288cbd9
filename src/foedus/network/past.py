"""How unusual a change is for those it concerns, against their own past.

The past is cut into spans as long as the one in which the change fell, back from its first day to
the first report. Of n such spans k saw a change at least as large. The probability of another is
taken by Laplace's rule of succession (1814), and the surprise is its information content (Shannon
1948), in bits:

    P = (k + 1) / (n + 2),    surprise = -log2 P

Without any past P is ½ and the surprise 1; a change that n spans never saw has log2(n + 2), and no
change is more surprising than the past is long.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2

import numpy as np
from numpy.typing import NDArray

from foedus.network.events import Ints


@dataclass(frozen=True, slots=True)
class Unusual:
    """The surprise of a change, and how it comes about."""

    surprise: float
    arithmetic: str


@dataclass(frozen=True, eq=False)
class Past:
    """The spans before a day: `days` long each, at most `most`, none before the first report."""

    until: dt.date
    days: int
    first: dt.date | None
    most: int = 52

    @cached_property
    def bounds(self) -> NDArray[np.int64]:
        """The last days of the spans, newest first, and the day before the oldest one."""
        known = (self.until - self.first).days + 1 if self.first is not None else 0
        spans = max(min(known // self.days, self.most), 0)
        bounds: NDArray[np.int64] = self.until.toordinal() - self.days * np.arange(spans + 1)
        return bounds

    @property
    def spans(self) -> int:
        return len(self.bounds) - 1

    def counts(self, days: Sequence[int] | Ints) -> NDArray[np.int64]:
        """How many of these days (ordinals) fall into each span, newest first."""
        ordered = np.sort(np.asarray(days, dtype=np.int64))
        until = np.searchsorted(ordered, self.bounds, side="right")
        counts: NDArray[np.int64] = until[:-1] - until[1:]
        return counts

    def unusual(self, seen: int, what: str) -> Unusual:
        """The surprise of what was seen in so many spans of the past.

        >>> past = Past(dt.date(2024, 2, 26), 14, dt.date(2024, 1, 2))  # 56 days: 4 spans
        >>> past.unusual(1, "a rise").arithmetic
        'a rise in 1 of 4 earlier spans of 14 days: -log2((1 + 1) / (4 + 2)) = 1.58'
        """
        share = (seen + 1) / (self.spans + 2)
        surprise = -log2(share)
        return Unusual(
            surprise,
            f"{what} in {seen} of {self.spans} earlier spans of {self.days} days:"
            f" -log2(({seen} + 1) / ({self.spans} + 2)) = {surprise:.2f}",
        )

    def of_counts(self, days: Sequence[int] | Ints, now: int, what: str) -> Unusual:
        """The surprise of `now` such things in a span, by the days on which they were before."""
        return self.unusual(int((self.counts(days) >= now).sum()), what)
