"""What changed between two days, the most unusual first.

Each change is held against the past of those it concerns (past.py): in how many spans of the same
length, before the earlier of the two days, was there such a change of theirs?
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from foedus.network.ledger import Ledger
from foedus.network.levels import Levels
from foedus.network.past import Past, Unusual
from foedus.network.rates import days_before
from foedus.network.saying import said_by
from foedus.network.shapes import LEVELS, Call, Change, Fate, Front
from foedus.network.sides import Side
from foedus.network.situation import Situation
from foedus.network.turns import drifts, turned_ties
from foedus.showing import counted

KINDS: Final = (
    "front-rose", "front-fell", "tie-turned", "promise-made", "promise-triggered", "promise-kept",
    "promise-broken", "call-unanswered", "call-answered", "member-drifted",
)  # fmt: skip
Pair = tuple[str, str]  # the ids of two sides, sorted
_CAME_TO: Final = ("triggered", "kept", "broken")


@dataclass(frozen=True, slots=True)
class ChangeOptions:
    """Defaults and their reasons.

    most_spans: how many spans of the past a change is held against. 52: two years of fortnights;
        what was usual before is not usual now.
    drift: by how much the mean tie of a member to the others of its alliance must fall, of the 2
        between -1 and 1. 0.2: a tenth of it.
    """

    most_spans: int = 52
    drift: float = 0.2


def changes(
    now: Situation, then: Situation, options: ChangeOptions = ChangeOptions()
) -> tuple[Change, ...]:
    """What differs between two situations, the most surprising first.

    `then` is the situation of an earlier day, as the record stood on it (earlier.py). Nothing where
    either has no day, or `then` is not earlier.
    """
    if now.as_of is None or then.as_of is None or then.as_of >= now.as_of:
        return ()
    span = (now.as_of - then.as_of).days
    past = Past(then.as_of, span, _first_day(now.ledger), options.most_spans)
    found = [
        *_Moved(now, then, past).changes(),
        *turned_ties(now, then, past),
        *_promises(now, then, past),
        *_calls(now, then, past),
        *drifts(now, then, past, options.drift),
    ]
    return tuple(sorted(found, key=lambda one: (-one.surprise, KINDS.index(one.kind), one.id)))


def _first_day(ledger: Ledger) -> dt.date | None:
    """The first day of which the events are in."""
    days = ledger.report_days
    first = dt.date.fromordinal(int(days[0])) if len(days) else None
    return ledger.measured_since or first


@dataclass(frozen=True, eq=False)
class _Moved:
    """Fronts whose level is not what it was."""

    now: Situation
    then: Situation
    past: Past

    def changes(self) -> Iterator[Change]:
        fronts, earlier = self.now.listed_fronts, self.then.listed_fronts
        for pair in {**earlier.numbers, **fronts.numbers}:
            before = _level(self.then.levels, self._levels_then, pair)
            after = _level(self.now.levels, self._levels_now, pair)
            if before != after:
                front = (fronts if pair in fronts.numbers else earlier).between(pair)
                yield self._change(front, before, after)

    @cached_property
    def _levels_then(self) -> np.typing.NDArray[np.int32]:
        return self.then.levels.at(self.past.until)

    @cached_property
    def _levels_now(self) -> np.typing.NDArray[np.int32]:
        assert self.now.as_of is not None, "else nothing is compared"
        return self.now.levels.at(self.now.as_of)

    def _change(self, front: Front, before: int, after: int) -> Change:
        one, other = front.sides
        steps = after - before
        way = "rise" if steps > 0 else "fall"
        unusual = self.past.unusual(
            self._seen(front, steps), f"a {way} of {abs(steps)} or more levels"
        )
        return Change(
            id=f"change--{front.id}",
            kind="front-rose" if steps > 0 else "front-fell",
            sides=front.sides,
            date=self._day(front, after),
            says=f"{one.name} and {other.name}: {LEVELS[before]} before, {LEVELS[after]} now",
            before=f"{before} {LEVELS[before]}",
            after=f"{after} {LEVELS[after]}",
            surprise=unusual.surprise,
            arithmetic=unusual.arithmetic,
            entries=front.entries,
        )

    def _seen(self, front: Front, steps: int) -> int:
        """In how many spans of the past the level moved at least so far."""
        pair = self.then.levels.acts.number(*_ids(front))
        if pair is None or not self.past.spans:
            return 0
        levels = self._levels_at_bounds[:, pair]
        moved = levels[:-1] - levels[1:]
        return int((moved >= steps).sum() if steps > 0 else (moved <= steps).sum())

    @cached_property
    def _levels_at_bounds(self) -> np.typing.NDArray[np.int32]:
        days = [dt.date.fromordinal(int(bound)) for bound in self.past.bounds]
        return np.stack([self.then.levels.at(day) for day in days])

    def _day(self, front: Front, level: int) -> dt.date | None:
        """The first day since then on which it had the level it has now."""
        pair = self.now.levels.acts.number(*_ids(front))
        if pair is None:
            return None
        had = np.flatnonzero(self._levels_since[:, pair] == level)
        return dt.date.fromordinal(self._first + int(had[0])) if len(had) else None

    @cached_property
    def _first(self) -> int:
        """The day after the past, or that of the first act, before which all levels are alike."""
        acts = self.now.levels.acts.day
        return max(self.past.until.toordinal() + 1, int(acts.min(initial=dt.date.max.toordinal())))

    @cached_property
    def _levels_since(self) -> np.typing.NDArray[np.int32]:
        """The levels on each day since then."""
        assert self.now.as_of is not None, "else nothing is compared"
        days = range(self._first, self.now.as_of.toordinal() + 1)
        return np.stack([self.now.levels.at(dt.date.fromordinal(day)) for day in days])


def _level(levels: Levels, on_day: np.typing.NDArray[np.int32], pair: Pair) -> int:
    """The level of a pair of sides; 1, none, where it has no acts."""
    number = levels.acts.number(*pair)
    return int(on_day[number]) if number is not None else 1


def _ids(front: Front) -> Pair:
    one, other = front.sides
    return one.id, other.id


def _promises(now: Situation, then: Situation, past: Past) -> Iterator[Change]:
    """Promises made since then, and those that have come to something else since."""
    known = then.promises()
    made = [fate for fate in now.fates if fate.id not in known and _is_since(fate.date, past)]
    # What came about before and was only told later is no news.
    fresh = [one for one in now.fates if one.status in _CAME_TO and _is_since(one.since, past)]
    before = then.statuses({fate.id for fate in fresh})
    given = _Tally((fate.actor.id, fate.date) for fate in now.fates)
    numbers = Counter(fate.actor.id for fate in made)
    for fate in made:
        count = numbers[fate.actor.id]
        what = f"{counted(count, 'promise')} or more made by {fate.actor.name}"
        unusual = past.of_counts(given.days(fate.actor.id), count, what)
        yield _of_fate(fate, "made", ("", fate.status), unusual)
    for status in _CAME_TO:
        came = [one for one in fresh if one.status == status and before.get(one.id) != status]
        was = _Tally((fate.actor.id, fate.since) for fate in now.fates if fate.status == status)
        numbers = Counter(fate.actor.id for fate in came)
        for fate in came:
            count = numbers[fate.actor.id]
            what = f"{counted(count, 'promise')} or more {status} by {fate.actor.name}"
            if status == "triggered":
                what = f"{counted(count, 'promise')} or more of {fate.actor.name} triggered"
            unusual = past.of_counts(was.days(fate.actor.id), count, what)
            yield _of_fate(fate, status, (before.get(fate.id, "not made"), status), unusual)


def _of_fate(fate: Fate, what: str, turned: tuple[str, str], unusual: Unusual) -> Change:
    reason = f": {fate.reason}" if what != "made" and fate.reason else ""
    others = tuple(side for side in fate.towards if side != fate.actor)
    shows = fate.settled_by or fate.met_by
    return Change(
        id=f"change--promise-{what}--{fate.id}",
        kind=f"promise-{what}",
        sides=(fate.actor, *others),
        date=fate.date if what == "made" else fate.since,
        says=f"{said_by(fate)}{reason}",
        before=turned[0] or "not made",
        after=turned[1],
        surprise=unusual.surprise,
        arithmetic=unusual.arithmetic,
        entries=fate.entries if what == "made" else (*shows, *fate.entries),
    )


def _calls(now: Situation, then: Situation, past: Past) -> Iterator[Change]:
    """Calls that were answered since then, and those made since that are not."""
    # What was called for longer ago could be answered before the past ended.
    first = days_before(past.until, now.options.calls.window + 1)
    before = {call.id: call.answer for call in then.calls_since(first)}
    fresh: dict[bool, list[Call]] = {True: [], False: []}
    for call in now.calls:
        was = before.get(call.id)
        if call.answer != "unanswered" and was in (None, "unanswered"):
            # One that was told of late and answered long ago is no news.
            if _is_since(call.answered or call.date, past):
                fresh[True].append(call)
        elif call.answer == "unanswered" and was is None and _is_since(call.date, past):
            fresh[False].append(call)
    for is_answered, some in fresh.items():
        kept = [call for call in now.calls if (call.answer != "unanswered") == is_answered]
        were = _Tally((_ends(call), call.answered if is_answered else call.date) for call in kept)
        numbers = Counter(map(_ends, some))
        word = "answered" if is_answered else "unanswered"
        for call in some:
            count = numbers[_ends(call)]
            what = f"{counted(count, 'call')} or more to {call.to.name} {word}"
            yield _of_call(call, word, past.of_counts(were.days(_ends(call)), count, what))


def _of_call(call: Call, word: str, unusual: Unusual) -> Change:
    callers = _and(call.from_)
    asked = f" {call.asked_for}" if call.asked_for else " for help"
    return Change(
        id=f"change--call-{word}--{call.id}",
        kind=f"call-{word}",
        sides=(*call.from_, call.to),
        date=call.answered if word == "answered" else call.date,
        says=f"{callers} asked {call.to.name}{asked}: {call.answer}",
        before="unanswered" if word == "answered" else "not made",
        after=call.answer,
        surprise=unusual.surprise,
        arithmetic=unusual.arithmetic,
        entries=call.entries,
    )


class _Tally:
    """Days by whom they concern."""

    def __init__(self, dated: Iterable[tuple[Hashable, dt.date | None]]) -> None:
        self._days: dict[Hashable, list[int]] = defaultdict(list)
        for key, day in dated:
            if day is not None:
                self._days[key].append(day.toordinal())

    def days(self, key: Hashable) -> Sequence[int]:
        return self._days.get(key, [])


def _ends(call: Call) -> tuple[str, ...]:
    return (*(side.id for side in call.from_), call.to.id)


def _is_since(day: dt.date | None, past: Past) -> bool:
    """Whether a day is after the earlier of the two; what has no day is told since then."""
    return day is None or day > past.until


def _and(sides: Sequence[Side]) -> str:
    names = [side.name for side in sides]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
