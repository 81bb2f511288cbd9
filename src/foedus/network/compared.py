"""What is compared of each telling of an event: its sides, days, mode, place, toll and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from foedus.network.events import NOBODY, Events, Ints
from foedus.network.keys import by_key
from foedus.network.side_sets import EMPTY, SideSets, numbered
from foedus.network.sides import Named
from foedus.record.columns import ROLES

Bools = NDArray[np.bool_]
Words = NDArray[np.uint64]
# Types that two parties do with each other: who is told to come first does not matter.
MUTUAL: Final = ("CONSULT", "AGREE", "COOPERATE")
# Types that are words: two on one day are often about two things.
SAYING: Final = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE")
# Types of which one event follows another while a fight lasts.
VIOLENCE: Final = ("ASSAULT", "COERCE")
# Types of which two parties seldom have more than one within days; so are ceasefires.
SELDOM: Final = ("CONSULT", "SANCTION")
# Modes by what they are, where tellings of one event differ in how they say it.
_KINDS: Final = {
    "aerial": "strike", "drone": "strike", "heavy-weapons": "strike", "explosives": "strike",
    "firearms": "strike", "destroy": "strike", "targeted": "strike", "suicide-attack": "strike",
    "change": "demand", "yield": "demand",
    "visit": "meeting", "multilateral": "meeting", "third-party": "mediation",
    "abduct": "capture", "arrest": "capture",
}  # fmt: skip
# Kinds that are deeds of their own: an ASSAULT that is not told closer is none of them, and who is
# captured in one telling is arrested in another.
_OWN_DEEDS: Final = ("capture", "sexual", "torture", "beat")
# Bits taken off: violence that is told without a day is often no single event, and what is told of
# weeks ("so far this year") less often still.
_NO_DAY: Final = -1.5
_OF_WEEKS: Final = -3.0
_WEEKS: Final = 14  # days
_SOME_DAY: Final = 30  # days among which one falls that is not known at all
# Sectors whose members are named one by one.
_OFFICES: Final = frozenset({"GOV", "ELI", "MIL", "COP", "LEG", "JUD", "SPY", "OPP", "IGO"})


@dataclass(frozen=True, slots=True)
class Weighing:
    """How tellings are compared; bits are logarithms to base 2.

    `days_late`: a report without a day of its own for an event tells what fell on its own day or
    at most so many days before; newspapers and weeklies that were looked at follow within three.
    `neighbours`: each telling is compared with so many before and after it, so that the cost is
    linear. `rate`: events of one type between two sides on a day where nothing else is known.
    `around`: the days over which the rate of a block is counted. `enough`: bits from which two
    tellings are of one event.
    """

    days_late: int = 3
    neighbours: int = 8
    rate: float = 0.05
    around: int = 30
    enough: float = 2.5


@dataclass(frozen=True, eq=False, kw_only=True)
class Compared:
    """Columns of tellings, like ones near one another: `row` is the place of each among all told.

    `block` is a number for its assertion and type; only tellings of the same are compared. `low`
    and `high` are the days it may have fallen on, wider than the report's day where the text names
    none, and `width` the days between; `first` and `last` the days as told, and `vague` the bits
    that they take off. `doing` and `done_to` count into `sets`; of what is mutual all are `doing`.
    `who` counts into `persons`: those named to act. `kind` is the mode's kind and `place` a place's
    number, -1 unknown. `words` are four numbers of 64 bits, `bits` how many of these are set, and
    `sketch` one of them, chosen alike.
    """

    sets: SideSets
    persons: SideSets
    row: Ints
    block: NDArray[np.int64]
    doing: Ints
    done_to: Ints
    who: Ints
    low: Ints
    high: Ints
    width: Ints
    first: Ints
    last: Ints
    vague: NDArray[np.float32]
    kind: Ints
    place: Ints
    deaths: Ints
    report: Ints
    is_dated: Bools
    is_actual: Bools
    is_mutual: Bools
    is_saying: Bools
    is_seldom: Bools
    goes_on: Bools
    words: tuple[Words, ...]
    bits: Ints
    sketch: Ints
    lot: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.row)

    @property
    def is_half(self) -> Bools:
        """Which tell only who does it, or only to whom it is done."""
        half: Bools = (self.doing == EMPTY) | ((self.done_to == EMPTY) & ~self.is_mutual)
        return half

    def taken(self, order: NDArray[np.int64]) -> Compared:
        """The same tellings in another order."""
        columns: dict[str, Any] = {
            field.name: value[order]
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), np.ndarray)
        }
        return replace(self, **columns, words=tuple(column[order] for column in self.words))


@dataclass(frozen=True, eq=False)
class SidePairs:
    """Rows of `telling`, `source` and `target`: the pairs of sides that each telling is between.

    Of what is mutual each pair is there once, whoever comes first.
    """

    telling: Ints
    source: Ints
    target: Ints


def compared(events: Events, weighing: Weighing) -> tuple[Compared, SidePairs]:
    """What is compared of each event as told, in an order in which like tellings are near."""
    told = _columns(events, weighing)
    mutual = told.is_mutual[events.pair_event]
    source, target = events.pair_source, events.pair_target
    swapped = mutual & (source > target)
    source, target = np.where(swapped, target, source), np.where(swapped, source, target)
    # By its first pair of sides; one without any stands last, compared with none.
    first = np.searchsorted(events.pair_event, np.arange(events.count))
    pair = np.append(_pair_keys(source, target, len(events.sides)), -1)
    known = np.append(events.pair_event, -1)[first] == np.arange(events.count)
    by_lot = np.argsort(told.lot)
    key = np.where(known, told.block * (len(events.sides) + 1) ** 2 + pair[first], -1)
    order = by_lot[by_key(key[by_lot], told.high[by_lot], told.sketch[by_lot])]
    place = np.empty(events.count, dtype=np.int32)
    place[order] = np.arange(events.count, dtype=np.int32)
    return told.taken(order), SidePairs(place[events.pair_event], source, target)


def _pair_keys(source: Ints, target: Ints, sides: int) -> NDArray[np.int64]:
    return (source.astype(np.int64) + 1) * (sides + 1) + target + 1


def _columns(events: Events, weighing: Weighing) -> Compared:
    told = events.told
    is_mutual = events.type_is(*MUTUAL)
    mutual = is_mutual[events.pair_event]
    event, source, target = events.pair_event, events.pair_source, events.pair_target
    doing = np.concatenate([event, event[mutual]]), np.concatenate([source, target[mutual]])
    done_to = event[~mutual], target[~mutual]
    sets, (doers, receivers) = numbered([doing, done_to], events.count, len(events.sides))
    persons, (who,) = numbered([_persons(events)], events.count, len(told.mentions))
    low, high = _days(events, weighing.days_late)
    words = tuple(np.ascontiguousarray(column) for column in told.words.T)
    counts = (np.bitwise_count(column).astype(np.int32) for column in words)
    return Compared(
        sets=sets,
        persons=persons,
        row=np.arange(events.count, dtype=np.int32),
        block=_blocks(events),
        doing=doers,
        done_to=receivers,
        who=who,
        low=low,
        high=high,
        width=high - low,
        first=told.first,
        last=told.last,
        vague=_vague(events),
        kind=_kinds(events),
        place=_places(events),
        deaths=told.fatalities,
        report=told.report,
        is_dated=told.is_dated,
        is_actual=events.is_actual,
        is_mutual=is_mutual,
        is_saying=events.type_is(*SAYING),
        goes_on=events.type_is(*VIOLENCE),
        is_seldom=events.type_is(*SELDOM) | events.mode_is("ceasefire"),
        words=words,
        bits=sum(counts, start=np.zeros(events.count, dtype=np.int32)),
        sketch=_sketches(words),
        lot=_lots(told.ids),
    )


def _persons(events: Events) -> tuple[Ints, Ints]:
    """(event, person) of all who are named to act; offices and troops of a state are none."""
    told = events.told
    numbers: dict[str, int] = {}
    of_mentions = [
        numbers.setdefault(one.id, len(numbers)) if is_person(one) else NOBODY
        for one in told.mentions
    ]
    acting = told.party_role == ROLES.index("actor")
    person = np.array([*of_mentions, NOBODY], dtype=np.int32)[told.party_mention[acting]]
    return told.party_event[acting], person


def is_person(one: Named) -> bool:
    """Whether words name someone in office, or an organ by its own name, and not just a branch."""
    if one.sector is None or one.code is None:
        return False
    return one.sector in _OFFICES and not one.id.endswith(f"-{one.sector.lower()}")


def _days(events: Events, late: int) -> tuple[Ints, Ints]:
    """The days an event may have fallen on; without one of its own some before its report's.

    Of what has not happened, the day is that of the report: a plan is the same whatever day it
    is for, and told again within days. A day that has been is that on which it was made known.
    """
    told = events.told
    back = np.where(told.last > 0, np.where(told.is_dated, 0, late), _SOME_DAY)
    low = (told.first - back).astype(np.int32)
    high = told.last.copy()
    days = [one.published.toordinal() if one.published else 0 for one in told.reports]
    published = np.array([*days, 0], dtype=np.int32)[told.report]
    made_known = told.is_dated & (told.last <= published)
    plan = ~events.is_actual & (published > 0) & ~made_known
    low[plan], high[plan] = published[plan] - late, published[plan]
    return low, high


def _vague(events: Events) -> NDArray[np.float32]:
    """The bits that it takes off how vague the days are that the text gives."""
    told = events.told
    undated = np.where(events.type_is(*VIOLENCE) & events.is_actual, _NO_DAY, 0.0)
    # "They met in September" is one meeting all the same.
    many = (told.last - told.first > _WEEKS) & ~events.type_is("CONSULT")
    of_weeks = np.where(many, _OF_WEEKS, 0.0)
    return np.where(told.is_dated, of_weeks, undated).astype(np.float32)


def _blocks(events: Events) -> NDArray[np.int64]:
    told = events.told
    own = [n for n, term in enumerate(told.terms) if _KINDS.get(term, term) in _OWN_DEEDS]
    kinds = _kinds(events)
    # Types count from 0 on, deeds of their own after them.
    is_own = np.isin(told.mode, own) & events.type_is("ASSAULT", "COERCE")
    deed = np.where(is_own, len(told.terms) + kinds, told.type)
    number = told.assertion.astype(np.int64) * (2 * len(told.terms) + 1) + deed
    found = np.bincount(number) > 0
    return (np.cumsum(found) - 1)[number]


def _kinds(events: Events) -> Ints:
    terms = events.told.terms
    names: dict[str, int] = {}
    numbers = [names.setdefault(_KINDS.get(term, term), len(names)) for term in terms]
    return np.array([*numbers, -1], dtype=np.int32)[events.told.mode]


def _places(events: Events) -> Ints:
    """The place's number; -1 where it is unknown, or a whole country: what lies in it agrees."""
    states = {side.name for side in events.sides}
    wide = [number for number, term in enumerate(events.told.terms) if term in states]
    return np.where(np.isin(events.told.place, wide), -1, events.told.place).astype(np.int32)


def _sketches(words: Sequence[Words]) -> Ints:
    """Of each sentence the lowest bit; those of like words often have the same (Broder 1997)."""
    found = np.full(len(words[0]), 64 * len(words), dtype=np.int32)
    for number, column in reversed(list(enumerate(words))):
        lowest = np.bitwise_count((column & (~column + np.uint64(1))) - np.uint64(1))
        found = np.where(column == 0, found, lowest + np.int32(64 * number))
    return found


def _lots(ids: NDArray[np.bytes_]) -> NDArray[np.uint64]:
    """A number for each id, by which ties are broken whatever the order of reports (FNV-1a)."""
    lot = np.full(len(ids), 0xCBF29CE484222325, dtype=np.uint64)
    letters = np.ascontiguousarray(ids.view(np.uint8).reshape(len(ids), -1).T)
    for column in letters:
        lot = (lot ^ column) * np.uint64(0x100000001B3)
    return lot
