"""Ties: how each side acts towards each other at a date, from the distinct deeds between them.

Every deed k between i and j on day t_k with intensity s_k (over 10) weighs

    w_k = confidence_k · 2^(-(t - t_k) / half-life)
    C = Σ w_k·max(s_k, 0),    H = Σ w_k·max(-s_k, 0)

and the share of cooperation is θ ~ Beta(½ + C, ½ + H): C and H are taken for counts of successes
and failures, under the prior of Jeffreys (1946) for a share, Beta(½, ½). The tie is 2·E[θ] - 1 with
the 90 % interval of the same distribution. Its sign is settled where P(θ > ½) is above 0.9 or below
0.1, and open else.

Weights that halve with age are those of Schrodt and Gerner (2000), who let what was done decay in
monitoring of conflicts from event data; intensities are Goldstein's (1992) as PLOVER gives them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.network.beta import above_half, estimate, quantile
from foedus.network.deeds import Deeds
from foedus.network.events import Floats, Ints
from foedus.network.shapes import Sign, Tie
from foedus.network.sides import Side
from foedus.network.tie_weights import Counted, grouped, weights

if TYPE_CHECKING:
    from foedus.network.balance import SignedTie


@dataclass(frozen=True, slots=True)
class TieOptions:
    """Defaults and their reasons.

    half_life: days after which a deed weighs half. 30: wars turn within months, and a deed of half
        a year ago weighs a sixty-fourth, so that a tie may turn as fast as the parties do.
    prior: weight on either side before any deed; ½ is Jeffreys's, which lets one deed of full
        intensity lean a tie but not settle it.
    settled: the probability from which a sign is called settled. 0.9: of ten that are, one is
        wrong.
    interval: the probability that the interval holds.
    most_entries: how many entries a tie lists, of the deeds that weigh most. 500 is more than
        anyone opens, and a tie of a long war has tens of thousands.
    """

    half_life: float = 30.0
    prior: float = 0.5
    settled: float = 0.9
    interval: float = 0.9
    most_entries: int = 500


@dataclass(frozen=True, eq=False)
class Ties:
    """Ties as columns, a row for each pair of sides with a deed that counts.

    `source` and `target` count into `sides`. `cooperation` is C, `hostility` is H, and `events`
    how many distinct events count. `value`, `low` and `high` run from -1 to 1; `sign` is 1 or -1
    where it is settled, else 0. A tie of `is_pooled` ties is of both ways together, with the side
    whose id sorts first as its source.
    """

    deeds: Deeds
    options: TieOptions
    source: Ints
    target: Ints
    cooperation: Floats
    hostility: Floats
    events: Ints
    counted: Counted
    is_pooled: bool = False

    def __len__(self) -> int:
        return len(self.source)

    @property
    def sides(self) -> tuple[Side, ...]:
        return self.deeds.sides

    @cached_property
    def value(self) -> Floats:
        """2·E[θ] - 1 = (C - H) / (C + H + 2·prior)."""
        total = self.cooperation + self.hostility + 2 * self.options.prior
        return (self.cooperation - self.hostility) / total

    @cached_property
    def probability(self) -> Floats:
        """P(θ > ½)."""
        return above_half(self.cooperation, self.hostility, self.options.prior)

    @cached_property
    def low(self) -> Floats:
        return self._bound((1 - self.options.interval) / 2)

    @cached_property
    def high(self) -> Floats:
        return self._bound((1 + self.options.interval) / 2)

    @cached_property
    def sign(self) -> NDArray[np.int8]:
        """1 and -1 where settled, else 0."""
        up = self.probability > self.options.settled
        down = self.probability < 1 - self.options.settled
        return up.astype(np.int8) - down.astype(np.int8)

    def tie(self, source: str, target: str) -> Tie | None:
        """The tie from one side to another, by their ids; None where no deed counts.

        Of pooled ties either order finds it.
        """
        row = self._row_of.get((source, target))
        if row is None and self.is_pooled:
            row = self._row_of.get((target, source))
        return next(self.records([row])) if row is not None else None

    def between(self, one: Side | str, other: Side | str) -> Tie:
        """Both ways together; without any deed the tie that the prior alone gives, which is open.

        What the two do with each other counts once here, though it is a deed of each of them.
        """
        first, second = sorted((_id(one), _id(other)))
        found = self.pooled().tie(first, second)
        if found is not None:
            return found
        by_id = {_id(end): self._side(end) for end in (one, other)}
        return _tie((by_id[first], by_id[second]), 0.0, 0.0, self.options)

    def pooled(self) -> Ties:
        """The undirected pairs, each of both ways together: the sum of C and that of H."""
        return self if self.is_pooled else self._pooled

    def records(self, rows: Iterable[int] | Ints | None = None) -> Iterator[Tie]:
        """These rows as plain ties, else all, in order. Entries are those that weigh most first."""
        some = self if rows is None else self.where(np.fromiter(rows, dtype=np.int64))
        columns = zip(
            some.source.tolist(), some.target.tolist(), some.value.tolist(), some.low.tolist(),
            some.high.tolist(), some.probability.tolist(), some.cooperation.tolist(),
            some.hostility.tolist(), some.events.tolist(), strict=True,
        )  # fmt: skip
        for entries, (one, other, value, low, high, sure, good, bad, events) in zip(
            some._entries(), columns, strict=True
        ):
            source, target = some.sides[one], some.sides[other]
            yield Tie(
                id=f"tie--{source.id}--{target.id}",
                source=source,
                target=target,
                value=value,
                low=low,
                high=high,
                sign=_sign(sure, some.options),
                probability=sure,
                cooperation=good,
                hostility=bad,
                events=events,
                entries=entries,
            )

    def of(self, sides: Iterable[str]) -> NDArray[np.bool_]:
        """Which rows have both ends among these ids."""
        source, target = self._ends_in(sides)
        return np.logical_and(source, target)

    def touching(self, sides: Iterable[str]) -> NDArray[np.bool_]:
        """Which rows have at least one end among these ids."""
        source, target = self._ends_in(sides)
        return np.logical_or(source, target)

    def where(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> Ties:
        """Only these rows."""
        numbers = np.arange(len(self))[chosen]
        counted = self.counted
        spans = [np.arange(counted.start[row], counted.start[row + 1]) for row in numbers]
        kept = np.concatenate(spans).astype(np.int64) if spans else np.zeros(0, dtype=np.int64)
        lengths = np.diff(counted.start)[numbers]
        return replace(
            self,
            source=self.source[numbers],
            target=self.target[numbers],
            cooperation=self.cooperation[numbers],
            hostility=self.hostility[numbers],
            events=self.events[numbers],
            counted=Counted(
                counted.row[kept],
                counted.weight[kept],
                np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
            ),
        )

    def signed(self, *, settled_only: bool = True) -> list[SignedTie]:
        """The undirected pairs as signed ties, for the balance of the network.

        With `settled_only` those with a settled sign; else also those that lean one way.
        """
        from foedus.network.balance import SignedTie

        pooled = self.pooled()
        signs = pooled.sign if settled_only else np.sign(pooled.value).astype(np.int8)
        return [
            SignedTie(
                pooled.sides[pooled.source[row]].id,
                pooled.sides[pooled.target[row]].id,
                1 if signs[row] > 0 else -1,
            )
            for row in np.flatnonzero(signs).tolist()
        ]

    def entries(self, row: int, *, hostile_first: bool = False) -> tuple[str, ...]:
        """The ids of the entries that tell the deeds of a row, those that weigh most first."""
        span = slice(self.counted.start[row], self.counted.start[row + 1])
        weight = self.counted.weight[span]
        order = np.argsort(weight if hostile_first else -np.abs(weight), kind="stable")
        first = self.counted.row[span][order][: self.options.most_entries]
        return self.deeds.entries(first.tolist())[: self.options.most_entries]

    def _entries(self) -> Iterator[tuple[str, ...]]:
        """What `entries` gives, for all rows."""
        counted, most = self.counted, self.options.most_entries
        of = np.repeat(np.arange(len(self)), np.diff(counted.start))
        order = np.lexsort((-np.abs(counted.weight), of))
        # Each row of deeds has an entry of its own, so that no more of them are needed.
        order = order[np.arange(len(order)) - counted.start[of] < most]
        starts = np.searchsorted(of[order], np.arange(len(self) + 1))
        events = self.deeds.event[counted.row[order]]
        for found in self.deeds.tellings.ids_of_groups(events, starts):
            yield found[:most]

    @cached_property
    def _pooled(self) -> Ties:
        ids = [side.id for side in self.sides]
        rank = np.empty(len(ids), dtype=np.int64)
        rank[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        rows, weight = self.counted.row, self.counted.weight
        source, target = self.deeds.source[rows], self.deeds.target[rows]
        flipped = rank[source] > rank[target]
        source, target = np.where(flipped, target, source), np.where(flipped, source, target)
        pair = source.astype(np.int64) * max(len(ids), 1) + target
        event = self.deeds.event[rows]
        once = np.unique(pair * (int(event.max(initial=0)) + 1) + event, return_index=True)[1]
        found = grouped(self.deeds, rows[once], weight[once], (source[once], target[once]))
        return replace(self, is_pooled=True, **found)

    @cached_property
    def _row_of(self) -> dict[tuple[str, str], int]:
        ids = [side.id for side in self.sides]
        ends = zip(self.source.tolist(), self.target.tolist(), strict=True)
        return {(ids[one], ids[other]): row for row, (one, other) in enumerate(ends)}

    def _ends_in(self, sides: Iterable[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        known = self.deeds.side_number
        numbers = [known[id] for id in sides if id in known]
        return np.isin(self.source, numbers), np.isin(self.target, numbers)

    def _bound(self, share: float) -> Floats:
        return 2 * quantile(share, self.cooperation, self.hostility, self.options.prior) - 1

    def _side(self, one: Side | str) -> Side:
        if isinstance(one, Side):
            return one
        number = self.deeds.side_number.get(one)
        return self.sides[number] if number is not None else Side(one, one, None)


def ties(deeds: Deeds, as_of: dt.date | None, options: TieOptions = TieOptions()) -> Ties:
    """The ties of all directed pairs at a date.

    What has no day or a later one does not count, nor what is neither cooperative nor hostile.
    Without a date there are none.

    >>> from foedus.network.deeds import Deed
    >>> day, north, south = dt.date(2024, 3, 31), Side("n", "North", "N"), Side("s", "South", "S")
    >>> raid = Deed(north, south, "ASSAULT", day, score=-0.9)
    >>> older = Deed(north, south, "AID", dt.date(2024, 3, 1), score=0.8, confidence=0.5)
    >>> tie = ties(Deeds.of([raid, older]), day).tie("n", "s")

    The raid weighs 1, the aid ½ · 2^(-30/30) = ¼: H = 0.9, C = 0.2, and (C - H) / (C + H + 1) is

    >>> round(tie.value, 3), tie.sign
    (-0.333, 'open')
    """
    rows, weight = weights(deeds, as_of, options.half_life)
    pairs = deeds.source[rows], deeds.target[rows]
    return Ties(deeds=deeds, options=options, **grouped(deeds, rows, weight, pairs))


def _tie(ends: tuple[Side, Side], good: float, bad: float, options: TieOptions) -> Tie:
    """What C and H come to; with neither, what the prior alone says."""
    source, target = ends
    share = estimate(good, bad, prior=options.prior, level=options.interval)
    sure = float(above_half(np.array([good]), np.array([bad]), options.prior)[0])
    return Tie(
        id=f"tie--{source.id}--{target.id}",
        source=source,
        target=target,
        value=2 * share.value - 1,
        low=2 * share.low - 1,
        high=2 * share.high - 1,
        sign=_sign(sure, options),
        probability=sure,
        cooperation=good,
        hostility=bad,
        events=0,
        entries=(),
    )


def _sign(probability: float, options: TieOptions) -> Sign:
    if probability > options.settled:
        return "positive"
    return "negative" if probability < 1 - options.settled else "open"


def _id(side: Side | str) -> str:
    return side if isinstance(side, str) else side.id
