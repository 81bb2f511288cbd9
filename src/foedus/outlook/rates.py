"""Rates of the record: who replies to whom, who calls on whom, who answers, what goes on anyway.

A reply: of the days on which j did something hostile to i, the share that i answered in kind (with
a deed as hostile or more, towards j) on that day or within the horizon. Days whose horizon is not
over on the day of the record are not counted, answered or not (they are censored). Days close
together are not independent cases: n days that fall into m spans of a horizon weigh as m cases.

Those with few cases borrow from all the others (empirical Bayes, Efron and Morris 1975): with μ the
mean of the shares of all pairs, each pair one vote, and two votes more for a half, the rate of a
pair with m cases and share s is Beta(w·μ + m·s, w·(1-μ) + m·(1-s)), w the weight of a prior, and
that of a pair never seen Beta(w·μ, w·(1-μ)).

It says what followed, not what was caused: in a war each day of attack is followed by attacks that
would have come anyway.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.network.deeds import Deeds
from foedus.network.events import NOBODY
from foedus.network.fighting import ranks
from foedus.network.shapes import Call
from foedus.outlook.world import FORCE, HOSTILE_LEVELS, Rate, Rates

Longs = NDArray[np.int64]
_DAYS: Final = 1 << 23  # more than any ordinal of a day
_LISTED: Final = 10  # entries that a rate lists, the latest
_VOTES: Final = 2.0  # for a half, beside those of the pairs: Laplace's rule of succession
# Defence pacts in war: kept in 0.41 of the cases (Berkemeier and Fuhrmann 2018; DESIGN).
ANSWERED: Final = 0.41
_WORTH: Final[Mapping[str, float]] = {"granted": 1.0, "partial": 0.5, "conditional": 0.5}


@dataclass(frozen=True, slots=True)
class Span:
    """Days that a rate is learned from: up to `until`, replies within `horizon`; `weight` is that
    of a prior, in cases."""

    until: int
    horizon: int
    weight: float


@dataclass(frozen=True, eq=False)
class Hostile:
    """Hostile deeds between two sides: columns of sides, level, day and row of the deeds."""

    deeds: Deeds
    source: Longs
    target: Longs
    level: Longs
    day: Longs
    row: Longs

    @classmethod
    def of(cls, deeds: Deeds, until: int) -> Hostile:
        level = ranks(deeds)
        both = (deeds.source != NOBODY) & (deeds.target != NOBODY)
        row = np.flatnonzero(both & (level > 0) & (deeds.day > 0) & (deeds.day <= until))
        return cls(
            deeds,
            deeds.source[row].astype(np.int64),
            deeds.target[row].astype(np.int64),
            level[row].astype(np.int64),
            deeds.day[row].astype(np.int64),
            row,
        )

    def key(self, source: Longs, target: Longs) -> Longs:
        """A pair of sides as one number."""
        found: Longs = source * max(len(self.deeds.sides), 1) + target
        return found

    def id(self, side: int) -> str:
        return self.deeds.sides[side].id


@dataclass(frozen=True, slots=True)
class Cases:
    """How often something was followed by something: days, spans they fall into, share followed."""

    days: int
    spans: int
    share: float


def replies(hostile: Hostile, span: Span) -> Rates:
    """The reply rates by (who replies, to whom, level), with the prior of each level under
    ("any", "any", level)."""
    known: dict[tuple[str | int, ...], Rate] = {}
    for level in HOSTILE_LEVELS:
        done, back = hostile.level == level, hostile.level >= level
        found = _followed(
            hostile.key(hostile.target[done], hostile.source[done]),
            hostile.day[done],
            hostile.key(hostile.source[back], hostile.target[back]),
            hostile.day[back],
            span,
        )
        prior = pooled(found.values(), span.weight)
        known["any", "any", level] = prior
        rows = _latest(hostile, [divmod(pair, len(hostile.deeds.sides)) for pair in found])
        for pair, cases in found.items():
            who, whom = divmod(pair, len(hostile.deeds.sides))
            key = (hostile.id(who), hostile.id(whom), level)
            known[key] = learned(cases, prior, rows.get((who, whom), ()))
    return Rates(known["any", "any", FORCE], known)


def calls_made(
    hostile: Hostile, calls: Sequence[Call], allies: Mapping[str, Sequence[str]], span: Span
) -> Rates:
    """How often those attacked call on each of their allies, by (who calls, whom)."""
    number = {side.id: n for n, side in enumerate(hostile.deeds.sides)}
    force = hostile.level >= FORCE
    days_of: dict[str, Longs] = {}
    for id in allies:
        if id in number:
            days_of[id] = np.unique(hostile.day[force & (hostile.target == number[id])])
    called: dict[tuple[str, str], list[Call]] = defaultdict(list)
    for call in calls:
        for caller in call.from_:
            if call.date is not None and caller.id != call.to.id:
                called[caller.id, call.to.id].append(call)
    found: dict[tuple[str, str], Cases] = {}
    for id, days in sorted(days_of.items()):
        for ally in sorted({*allies[id], *(to for who, to in called if who == id)}):
            on = [c.date.toordinal() for c in called.get((id, ally), ()) if c.date is not None]
            one = np.zeros(len(days), dtype=np.int64), np.zeros(len(on), dtype=np.int64)
            cases = _followed(one[0], days, one[1], np.array(sorted(on), dtype=np.int64), span)
            if cases:
                found[id, ally] = cases[0]
    prior = pooled(found.values(), span.weight)
    return Rates(
        prior,
        {
            pair: learned(cases, prior, _of_calls(called.get(pair, ())))
            for pair, cases in found.items()
        },
    )


def answers_given(calls: Sequence[Call], window: int, weight: float) -> Rates:
    """How often each grants the help it is asked for, by (who is asked, by whom).

    A call granted in part or under a condition counts half; one that is still open within the
    window of an answer does not count.
    """
    of_pair: dict[tuple[str, str], list[Call]] = defaultdict(list)
    for call in calls:
        is_open = call.answer == "unanswered" and (call.days_open or 0) < window
        if not is_open:
            for caller in call.from_:
                of_pair[call.to.id, caller.id].append(call)
    worths = [_WORTH.get(call.answer, 0.0) for some in of_pair.values() for call in some]
    mean = (weight * ANSWERED + sum(worths)) / (weight + len(worths))
    prior = Rate(weight * mean, weight * (1 - mean), seen=len(worths))
    known: dict[tuple[str | int, ...], Rate] = {}
    for pair, some in of_pair.items():
        share = sum(_WORTH.get(call.answer, 0.0) for call in some) / len(some)
        known[pair] = learned(Cases(len(some), len(some), share), prior, _of_calls(some))
    return Rates(prior, known)


def anyway(hostile: Hostile, span: Span) -> dict[tuple[str, str, int], Rate]:
    """How often each acted on each within a horizon, at this level or above, in the pair's past.

    The past of a pair is cut into spans of a horizon, backwards from the day, as far as the one
    with its first act, which is left out: by it the pair is listed at all. Of K spans k had such
    an act. With μ the mean of all pairs' k/K, and half a vote on either side, it is
    Beta(μ + k, 1 - μ + K - k): the prior weighs one span, as much as that of Jeffreys (1946).
    """
    found: dict[tuple[str, str, int], Rate] = {}
    width = max(len(hostile.deeds.sides), 1)
    ago = (span.until - hostile.day) // span.horizon
    pairs, place = np.unique(_either(hostile), return_inverse=True)
    spans = np.zeros(len(pairs), dtype=np.int64)
    np.maximum.at(spans, place, ago)
    later = ago < spans[place]
    directed = hostile.key(hostile.source, hostile.target)
    for level in HOSTILE_LEVELS:
        some = hostile.level >= level
        counts = dict.fromkeys(np.unique(directed[some]).tolist(), 0)
        once = np.unique(directed[some & later] * _DAYS + ago[some & later]) // _DAYS
        seen, times = np.unique(once, return_counts=True)
        counts.update(zip(seen.tolist(), times.tolist(), strict=True))
        of = {pair: _past(pairs, spans, pair, width) for pair in counts}
        shares = sorted(count / of[pair] for pair, count in counts.items() if of[pair])
        mean = (0.5 + sum(shares)) / (1 + len(shares))
        for pair, count in counts.items():
            who, whom = divmod(pair, width)
            found[hostile.id(who), hostile.id(whom), level] = Rate(
                mean + count, 1 - mean + of[pair] - count, "record", of[pair]
            )
    return found


def _either(hostile: Hostile) -> Longs:
    """The pair of each deed as one number, whichever acts."""
    return hostile.key(
        np.minimum(hostile.source, hostile.target), np.maximum(hostile.source, hostile.target)
    )


def _past(pairs: Longs, spans: Longs, directed: int, width: int) -> int:
    """How many spans the past of a pair has."""
    one, other = divmod(directed, width)
    return int(spans[np.searchsorted(pairs, min(one, other) * width + max(one, other))])


def pooled(of: Iterable[Cases], weight: float) -> Rate:
    """The prior of those never seen, from all that were: each one vote, and two more for a half.

    >>> pooled([Cases(10, 2, 0.9), Cases(3, 1, 0.3)], 4.0).mean  # (0.9 + 0.3 + 1) / (2 + 2)
    0.55
    """
    shares = sorted(cases.share for cases in of)
    mean = (sum(shares) + _VOTES / 2) / (len(shares) + _VOTES)
    return Rate(weight * mean, weight * (1 - mean), seen=len(shares))


def learned(cases: Cases, prior: Rate, entries: Sequence[str] = ()) -> Rate:
    """A prior with the cases of one pair added.

    >>> rate = learned(Cases(10, 2, 0.9), Rate(2.2, 1.8))
    >>> round(rate.yes, 3), round(rate.no, 3)  # 2.2 + 2 · 0.9, 1.8 + 2 · 0.1
    (4.0, 2.0)
    """
    return Rate(
        prior.yes + cases.spans * cases.share,
        prior.no + cases.spans * (1 - cases.share),
        "record",
        cases.days,
        entries=tuple(entries),
    )


def _followed(
    pair: Longs, day: Longs, later_pair: Longs, later_day: Longs, span: Span
) -> dict[int, Cases]:
    """By pair: of the days with a first thing, the share with a second within the horizon."""
    over = day + span.horizon <= span.until
    cases = np.unique(pair[over] * _DAYS + day[over])
    later = np.unique(later_pair * _DAYS + later_day)
    at = np.searchsorted(later, cases)
    following = np.append(later, np.iinfo(np.int64).max)[at]
    is_followed = following <= cases + span.horizon
    pairs, start, days = np.unique(cases // _DAYS, return_index=True, return_counts=True)
    if not len(pairs):
        return {}
    followed = np.add.reduceat(is_followed.astype(np.int64), start)
    spans = np.unique(cases // _DAYS * _DAYS + cases % _DAYS // span.horizon) // _DAYS
    many = np.unique(spans, return_counts=True)[1]
    return {
        int(one): Cases(int(n), int(m), int(k) / int(n))
        for one, n, m, k in zip(pairs, days, many, followed, strict=True)
    }


def _latest(
    hostile: Hostile, pairs: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], tuple[str, ...]]:
    """For (who replies, to whom) the entries of the latest deeds between the two."""
    key = _either(hostile)
    order = np.argsort(key, kind="stable")
    ordered, width = key[order], len(hostile.deeds.sides)
    found = {}
    for who, whom in pairs:
        pair = min(who, whom) * width + max(who, whom)
        low, high = np.searchsorted(ordered, [pair, pair + 1])
        rows = hostile.row[order[low:high][::-1][:_LISTED]].astype(np.int32)
        found[who, whom] = hostile.deeds.entries(rows)[:_LISTED]
    return found


def _of_calls(calls: Iterable[Call]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for call in calls for id in call.entries))[:_LISTED]
