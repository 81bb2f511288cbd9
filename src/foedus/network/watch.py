"""What to watch: the conditions nearest to being met, and the promises that hang on them.

The nearness of a condition gathers what points to it, each part from 0 to 1 with its weight:

    nearness = 1 - (1 - ½·level)(1 - ¼·trend)(1 - ½·announced)(1 - ½·deadline)

    level      how far the front between those whom the condition names has climbed towards it. For
               a deed that reaches level L by itself (ASSAULT 4; MOBILIZE, COERCE, SANCTION 3;
               THREATEN 2) it is (level - 1) / (L - 1), 1 at most; for an end of force (RETREAT)
               how far it has come down, 1 - (level - 1) / 4.
    trend      1 where that front moves towards it, ½ where it is steady at a level that counts, 0
               where it moves away or there is none.
    announced  1 - 2^(-n), n the reports of such a deed as intended or possible (or threatened,
               where the deed is one of force), each halved for every 30 days of its age.
    deadline   2^(-days/14) for the days until the promise is due; 0 where it has no day or it is
               past.

Parts that point the same way are joined as independent signs are (the "noisy or" of Pearl 1988), as
the components of strain are. It is an index that orders what to look at; no probability.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Final

import numpy as np

from foedus.model import ASSERTIONS
from foedus.network.events import NOBODY, Ints
from foedus.network.fighting import RANKS
from foedus.network.ledger import Ledger
from foedus.network.promises import terms_of
from foedus.network.saying import said_by
from foedus.network.shapes import Fate, Front, Watch
from foedus.network.sides import Side
from foedus.network.words import Word

_FORETOLD: Final = tuple(ASSERTIONS.index(one) for one in ("intended", "possible"))
_ACTUAL: Final = ASSERTIONS.index("actual")
_EASES: Final = "RETREAT"
_WHO: Final = 4  # sides whose names stand in the arithmetic


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """Defaults and their reasons.

    level, trend, announced, deadline: the weights of the parts. ½ each, so that no sign alone makes
        a condition nearer than half; ¼ for a trend, which rests on the level too.
    half_life: days after which an announcement counts half; 30, as for ties.
    soon: days by which a deadline loses half of its weight; 14, the window of a front.
    least: the nearness from which a condition is listed. 0.1: less than any one sign that is new.
    most: how many are listed.
    """

    level: float = 0.5
    trend: float = 0.25
    announced: float = 0.5
    deadline: float = 0.5
    half_life: float = 30.0
    soon: float = 14.0
    least: float = 0.1
    most: int = 50


@dataclass(frozen=True, slots=True)
class _Part:
    """One sign: its name, its value and weight, what it rests on, and those entries."""

    name: str
    value: float
    weight: float
    of: str
    entries: tuple[str, ...]


def watch(
    ledger: Ledger,
    fates: Sequence[Fate],
    fronts: Sequence[Front],
    options: WatchOptions = WatchOptions(),
) -> tuple[Watch, ...]:
    """The conditions of standing commitments, nearest first; those with no sign are left out.

    What meets a condition, and what ends one that lasts "as long as", is read as promises.py does.
    """
    words = {word.id: word for word in ledger.words}
    looking = _Looking(ledger, fronts, options)
    found = []
    for fate in fates:
        word = words.get(fate.id)
        if fate.status == "standing" and fate.condition is not None and word is not None:
            found.append(looking.watch(fate, word))
    near = [one for one in found if one.nearness >= options.least]
    near.sort(key=lambda one: (-one.nearness, one.commitment))
    # The same word told by several reports is shown once.
    once: dict[tuple[Side, str, str], Watch] = {}
    for one in near:
        once.setdefault((one.actor, one.says, one.condition), one)
    return tuple(once.values())[: options.most]


_FADED = 20  # half-lives, after which what was announced weighs less than a millionth


@dataclass(frozen=True, eq=False)
class _Looking:
    ledger: Ledger
    fronts: Sequence[Front]
    options: WatchOptions

    def watch(self, fate: Fate, word: Word) -> Watch:
        parts = self._parts(fate, word)
        nearness = 1 - prod(1 - part.weight * part.value for part in parts)
        entries = (*fate.entries, *(id for part in parts for id in part.entries))
        return Watch(
            commitment=fate.id,
            actor=fate.actor,
            says=said_by(fate, with_condition=False),
            condition=fate.condition or "",
            nearness=nearness,
            arithmetic=_arithmetic(parts, nearness),
            entries=tuple(dict.fromkeys(entries)),
        )

    def _parts(self, fate: Fate, word: Word) -> list[_Part]:
        types = _types(word)
        parts = [*self._of_fronts(word, types), self._announced(word, types)]
        return [part for part in (*parts, self._deadline(word)) if part.value > 0]

    def _of_fronts(self, word: Word, types: Sequence[str]) -> Iterable[_Part]:
        """Level and trend of the front that has come nearest to the condition."""
        weights = self.options.level, self.options.trend
        found: list[tuple[float, float, Front]] = []
        for front in self._between(word):
            for type_ in types:
                level = _level_part(front.level, type_)
                if level > 0:
                    found.append((level, _trend_part(front, type_), front))
        if not found:
            return ()
        level, trend, front = max(found, key=lambda one: (one[0] * weights[0] + one[1], one[2].id))
        who = " and ".join(side.name for side in front.sides)
        return (
            _Part("level", level, weights[0], f"{who} at {front.level}", front.entries[:5]),
            _Part("trend", trend, weights[1], front.trend, ()),
        )

    def _between(self, word: Word) -> list[Front]:
        """The fronts of those who act in the condition with those who are acted upon.

        Where it names nobody who is acted upon that is the one who gave the word, and where that
        leaves none, any front of those who act.
        """
        acting = {side.id for side in word.if_by}
        acted = {side.id for side in word.if_to} or {word.actor.id}
        either = [front for front in self._touching(acted) if _joins(front, acting, acted)]
        return either if either or (acting and word.if_to) else self._touching(acting or acted)

    def _touching(self, sides: set[str]) -> list[Front]:
        """The fronts of any of these sides, in their order."""
        numbers = {number for side in sides for number in self._of_side.get(side, ())}
        return [self.fronts[number] for number in sorted(numbers)]

    @cached_property
    def _of_side(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, front in enumerate(self.fronts):
            for side in front.sides:
                found[side.id].append(number)
        return found

    def _announced(self, word: Word, types: Sequence[str]) -> _Part:
        """Such deeds that are told as intended or possible, or threatened."""
        events, today = self.ledger.events, self.ledger.as_of
        rows = self._foretold
        if today is None or not len(rows) or not types or not (word.if_by or word.if_to):
            return _Part("announced", 0.0, self.options.announced, "", ())
        event = events.pair_event[rows]
        fits = np.isin(events.told.type[event], self._numbers(types))
        if any(RANKS.get(type_, 0) > 2 for type_ in types):
            fits |= np.isin(events.told.type[event], self._numbers(["THREATEN"]))
        else:
            fits &= events.told.assertion[event] != _ACTUAL
        for sides, ends in ((word.if_by, events.pair_source), (word.if_to, events.pair_target)):
            if sides:
                fits &= np.isin(ends[rows], self._sides(sides))
        found = np.unique(event[fits])
        found = found[events.told.last[found] > 0]
        # What is planned for a later day is as good as told today.
        age = np.maximum(today.toordinal() - events.told.first[found], 0)
        order = np.argsort(age, kind="stable")
        count = float(np.exp2(-age / self.options.half_life).sum())
        who = ", ".join(side.name for side in word.if_by[:_WHO]) or "anyone"
        said = f"{len(found)} announced of {who}"
        value = 1 - 2.0**-count
        return _Part(
            "announced", value, self.options.announced, said, events.ids(found[order][:10])
        )

    def _deadline(self, word: Word) -> _Part:
        today, due = self.ledger.as_of, word.due
        if today is None or due is None or due[1] < today:
            return _Part("deadline", 0.0, self.options.deadline, "", ())
        days = max((due[0] - today).days, 0)
        value = 2.0 ** (-days / self.options.soon)
        return _Part("deadline", value, self.options.deadline, f"due in {days} days", ())

    @cached_property
    def _foretold(self) -> Ints:
        """The pairs of events told as intended or possible, and of threats that were made."""
        events = self.ledger.events
        told = events.told
        foretold = np.isin(told.assertion, _FORETOLD)
        foretold |= np.equal(told.assertion, _ACTUAL) & events.type_is("THREATEN")
        if self.ledger.as_of is not None:
            faded = _FADED * self.options.half_life
            foretold &= told.last >= self.ledger.as_of.toordinal() - faded
        rows: Ints = np.flatnonzero(foretold[events.pair_event]).astype(np.int32)
        return rows

    def _numbers(self, types: Sequence[str]) -> list[int]:
        terms = self.ledger.events.told.terms
        return [number for number, term in enumerate(terms) if term in types]

    def _sides(self, sides: Sequence[Side]) -> list[int]:
        known = self.ledger.events.side_number
        return [known.get(side.id, NOBODY - 1) for side in sides]


def _types(word: Word) -> tuple[str, ...]:
    """The types of deed that would meet the condition, or end one that lasts."""
    terms = terms_of(word)
    deeds = terms.ended if terms.type == "as-long-as" else terms.met
    return tuple(dict.fromkeys(type_ for type_, _ in deeds))


def _joins(front: Front, some: set[str], others: set[str]) -> bool:
    one, other = (side.id for side in front.sides)
    return (one in some and other in others) or (other in some and one in others)


def _level_part(level: int, type_: str) -> float:
    """How far a front has come towards a deed of this type; 0 for deeds that are of no front."""
    if type_ == _EASES:
        return 1 - (level - 1) / 4
    reaches = RANKS.get(type_)
    return min((level - 1) / (reaches - 1), 1.0) if reaches is not None else 0.0


def _trend_part(front: Front, type_: str) -> float:
    towards = "falling" if type_ == _EASES else "rising"
    if front.trend == "steady":
        return 0.5 if front.level > 1 else 0.0
    return 1.0 if front.trend == towards else 0.0


def _arithmetic(parts: Sequence[_Part], nearness: float) -> str:
    """ "1 - (1 - ½·0.67 level) ...": each part with what it rests on."""
    factors = "".join(
        f"(1 - {part.weight:g}·{part.value:.2f} {part.name}: {part.of})" for part in parts
    )
    return f"1 - {factors or '1'} = {nearness:.2f}"
