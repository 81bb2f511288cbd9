"""Who the other side was, where the words name only one: acts allotted to those at war.

"About 60 people were killed in Jabalia", "Turkish jets bombed villages": reports often name one
side of an act and leave the other to the reader. An act is allotted only where what is told
elsewhere decides it. It is then counted for the front, never for a tie.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from foedus.network.combatants import codes, combatants, is_armed_group, is_state
from foedus.network.deeds import Deeds
from foedus.network.events import NOBODY, Ints

if TYPE_CHECKING:
    from foedus.catalogue.entries import Party

FOES_BY: Final = ("ASSAULT", "MOBILIZE", "THREATEN")  # what makes two sides foes here
_DAYS: Final = 1 << 23  # more than any ordinal of a day
_Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class AllotOptions:
    """Defaults and their reasons.

    memory: days for which two that threatened or used force on each other count as foes. 60: two
        half-lives of a tie, after which what was done weighs a quarter.
    acts: threats and uses of force in a row, none more than `memory` days after the one before,
        that make two sides foes; what both do to each other is one of each. 2: of one the coding
        may be wrong.
    share: of the force between a side and the armed groups of a country, how much must be one
        group's for it to stand for the country. ⅔: twice as much as all others have together.
    """

    memory: int = 60
    acts: int = 2
    share: float = 2 / 3


def allotted(
    deeds: Deeds,
    parties: Mapping[str, Party],
    countries: Mapping[str, str | None],
    options: AllotOptions = AllotOptions(),
) -> Deeds:
    """The acts between two sides that can fight; those that cannot be told are left out.

    1. A people is taken for its fighters (see `combatants`); acts of or against others that
       cannot fight are left out.
    2. A country that is struck and itself has not threatened or used force on the one who strikes
       is taken for the armed group of that country that fights it: shells on Lebanon, by a state
       at war with one armed group of Lebanon, count to the front with that group. So is one that
       is struck by nobody that is named, and itself never struck anyone.
    3. An act that names one side counts to the only foe that side had then: to the only one of
       the country where it happened, where that is known and not its own. Foes are two between
       whom there were `acts` in a row, and for `memory` days after the last of them.

    `countries` gives the country code of a place by its name.
    """
    fights = combatants(deeds.sides, parties)
    source, target = _mapped(fights, deeds.source), _mapped(fights, deeds.target)
    # One that is named and cannot fight is not the same as one that is not named.
    left_out = (source == NOBODY) & (deeds.source != NOBODY)
    left_out |= (target == NOBODY) & (deeds.target != NOBODY)
    left_out |= source == target
    chosen = np.flatnonzero(~left_out).astype(np.int32)
    deeds = replace(deeds.where(chosen), source=source[chosen], target=target[chosen])
    deeds = _stood_for(deeds, parties, options)
    deeds = _completed(deeds, countries, options)
    return deeds.where((deeds.source != NOBODY) & (deeds.target != NOBODY))


def _mapped(to: Ints, numbers: Ints) -> Ints:
    """`to[number]`, and `NOBODY` for nobody."""
    if not len(to):
        return numbers
    return np.where(numbers == NOBODY, NOBODY, to[numbers]).astype(np.int32)


def _stood_for(deeds: Deeds, parties: Mapping[str, Party], options: AllotOptions) -> Deeds:
    """With armed groups in place of the countries that are struck and do not strike back."""
    force = _Force.of(deeds, parties, options.share)
    stands = force.stands()
    if not stands:
        return deeds
    source, target = deeds.source.astype(np.int64), deeds.target.astype(np.int64)
    ways = np.where(source == NOBODY, force.unnamed(0) + target, source * force.width + target)
    known = np.array(sorted(stands), dtype=np.int64)
    place = np.minimum(np.searchsorted(known, ways), len(known) - 1)
    hit = (known[place] == ways) & (deeds.target != NOBODY)
    groups = np.array([stands[way] for way in known.tolist()], dtype=np.int32)
    return replace(deeds, target=np.where(hit, groups[place], deeds.target).astype(np.int32))


@dataclass(frozen=True, eq=False)
class _Force:
    """How often each side threatened or used force on each other, by way: source · width + target.

    `groups` are the armed groups by the code of their country, and `states` the states by theirs.
    """

    ways: Mapping[int, int]
    groups: Mapping[str, Sequence[int]]
    states: Mapping[int, str]
    share: float
    width: int

    @classmethod
    def of(cls, deeds: Deeds, parties: Mapping[str, Party], share: float) -> _Force:
        width = max(len(deeds.sides), 1)
        whole = (deeds.source != NOBODY) & (deeds.target != NOBODY) & deeds.type_is(*FOES_BY)
        way = deeds.source[whole].astype(np.int64) * width + deeds.target[whole]
        ways, counts = np.unique(way, return_counts=True)
        groups: dict[str, list[int]] = {}
        states: dict[int, str] = {}
        for number, side in enumerate(deeds.sides):
            if side.code is not None and is_armed_group(side, parties):
                groups.setdefault(side.code, []).append(number)
            elif side.code is not None and is_state(side, parties):
                states[number] = side.code
        found = dict(zip(ways.tolist(), counts.tolist(), strict=True))
        return cls(found, groups, states, share, width)

    def unnamed(self, struck: int) -> int:
        """The way to one that is struck, from nobody that is named."""
        return self.width * self.width + struck

    def stands(self) -> dict[int, int]:
        """Way -> the group that stands for the state at its end."""
        found: dict[int, int] = {}
        strikers = {way // self.width for way in self.ways}
        for way in self.ways:
            striker, struck = divmod(way, self.width)
            if struck in self.states and struck * self.width + striker not in self.ways:
                self._add(found, way, self._fights(struck, striker))
        for struck in self.states.keys() - strikers:
            self._add(found, self.unnamed(struck), self._fights(struck, None))
        return found

    def _fights(self, struck: int, striker: int | None) -> dict[int, int]:
        """The groups of a state that strike this one, or anyone: how much force there is."""
        width = self.width
        fights: dict[int, int] = {}
        for group in self.groups.get(self.states[struck], ()):
            fires = self.by_side.get(group, 0)
            if striker is not None:
                fires = self.ways.get(group * width + striker, 0)
                fires += self.ways.get(striker * width + group, 0) if fires else 0
            if fires:
                fights[group] = fires
        return fights

    @cached_property
    def by_side(self) -> dict[int, int]:
        """How often each side used or threatened force."""
        found: dict[int, int] = {}
        for way, count in self.ways.items():
            found[way // self.width] = found.get(way // self.width, 0) + count
        return found

    def _add(self, found: dict[int, int], way: int, fights: Mapping[int, int]) -> None:
        best = max(fights, key=lambda group: (fights[group], -group), default=None)
        if best is not None and fights[best] >= self.share * sum(fights.values()):
            found[way] = best


def _completed(deeds: Deeds, countries: Mapping[str, str | None], options: AllotOptions) -> Deeds:
    """With the only foe in place of the side that is not named."""
    half = np.flatnonzero((deeds.source == NOBODY) != (deeds.target == NOBODY))
    foes = _Foes.of(deeds, options)
    if not len(half) or foes is None:
        return deeds
    code_number, code_of = codes(deeds.sides)
    place_code = np.array(
        [code_number.get(countries.get(term) or "", -1) for term in deeds.terms] + [-1],
        dtype=np.int32,
    )
    known = np.maximum(deeds.source[half], deeds.target[half])
    country = place_code[deeds.place[half]]
    # Somewhere that is no country of a side tells as much as that it was elsewhere.
    is_placed = np.array([bool(countries.get(term)) for term in deeds.terms] + [False])
    elsewhere = is_placed[deeds.place[half]] & (country != code_of[known])
    foe = np.where(
        elsewhere,
        foes.only_of(known, country, deeds.day[half]),
        foes.only(known, deeds.day[half]),
    )
    source, target = deeds.source.copy(), deeds.target.copy()
    by_known = deeds.target[half] == NOBODY
    target[half[by_known]] = foe[by_known]
    source[half[~by_known]] = foe[~by_known]
    return replace(deeds, source=source, target=target)


@dataclass(frozen=True, eq=False)
class _Active:
    """How many foes a group of pairs has on each day, and the sum of their numbers.

    Where there is one, the sum is its number.
    """

    key: _Longs
    count: _Longs
    total: _Longs

    @classmethod
    def of(cls, group: _Longs, foe: _Longs, spans: tuple[_Longs, _Longs]) -> _Active:
        key = np.concatenate([group * _DAYS + spans[0], group * _DAYS + spans[1] + 1])
        change = np.repeat([1, -1], len(group))
        order = np.argsort(key, kind="stable")
        twice = np.concatenate([foe, foe])
        return cls(key[order], np.cumsum(change[order]), np.cumsum((change * twice)[order]))

    def only(self, group: _Longs, day: Ints) -> Ints:
        at = np.searchsorted(self.key, group * _DAYS + day, side="right") - 1
        is_one = (at >= 0) & (self.count[at] == 1)
        return np.where(is_one, self.total[at], NOBODY).astype(np.int32)


@dataclass(frozen=True, eq=False)
class _Foes:
    """Who is whose foe on which days: from their first act to `memory` days after their last."""

    all: _Active
    by_country: _Active
    width: int

    @classmethod
    def of(cls, deeds: Deeds, options: AllotOptions) -> _Foes | None:
        whole = (deeds.source != NOBODY) & (deeds.target != NOBODY)
        whole &= deeds.type_is(*FOES_BY) & (deeds.day > 0)
        if not whole.any():
            return None
        one, other = deeds.source[whole].astype(np.int64), deeds.target[whole].astype(np.int64)
        one, other = np.concatenate([one, other]), np.concatenate([other, one])
        day = np.tile(deeds.day[whole].astype(np.int64), 2)
        width = len(deeds.sides) + 1
        # What the two do to each other is an act of each.
        pair = one * width + other
        order = np.lexsort((day, pair))
        pair, day = pair[order], day[order]
        begins = np.ones(len(pair), dtype=bool)
        begins[1:] = (np.diff(pair) != 0) | (np.diff(day) > options.memory)
        first = np.flatnonzero(begins)
        many = np.diff(np.append(first, len(pair))) >= options.acts
        if not many.any():
            return None
        first, last = first[many], np.append(first[1:], len(pair))[many] - 1
        one, other = np.divmod(pair[first], width)
        spans = day[first], day[last] + options.memory
        code_of = codes(deeds.sides)[1].astype(np.int64)
        return cls(
            _Active.of(one, other, spans),
            _Active.of(one * width + code_of[other] + 1, other, spans),
            width,
        )

    def only(self, side: Ints, day: Ints) -> Ints:
        """The only foe of a side on a day, or `NOBODY`."""
        return self.all.only(side.astype(np.int64), day)

    def only_of(self, side: Ints, country: Ints, day: Ints) -> Ints:
        """The only foe of this country; `NOBODY` also where the country is unknown."""
        found = self.by_country.only(side.astype(np.int64) * self.width + country + 1, day)
        return np.where(country < 0, NOBODY, found).astype(np.int32)
