"""Alliances that reports name, by one name or pair by pair."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from foedus.network.alliance_groups import BasisOptions, Group, grown, ids_of, may_ally, of_sides
from foedus.network.alliances_declared import Pact, around
from foedus.network.words import NamedBond

if TYPE_CHECKING:
    from foedus.network.ledger import Ledger
    from foedus.network.ties import Ties

# What "tensions between the two" says of two is no alliance, unless the words say that too.
_SAYS_ALLIED: Final = re.compile(
    r"\b(?:all(?:y|ies|ied|iances?)|partners?\w*|coalition|pact|bloc|axis)\b"
)
_HOSTILE: Final = 0.5  # weight of hostile deeds from which a single naming is not believed
_MOST_GROWN: Final = 8  # members of a set that reports name by its pairs
Ids = frozenset[str]


def recent_bonds(ledger: Ledger, options: BasisOptions) -> tuple[NamedBond, ...]:
    """The alliances and the support that reports of the last year name, between possible allies."""
    kept = []
    for bond in ledger.bonds:
        if _age(bond, ledger.as_of) > options.memory:
            continue
        members = tuple(side for side in bond.members if may_ally(side, ledger))
        if bond.relation != "rivalry" and len(members) > 1:
            kept.append(replace(bond, members=members))
    return tuple(kept)


def _age(bond: NamedBond, as_of: dt.date | None) -> int:
    return (as_of - bond.day).days if as_of is not None and bond.day is not None else 0


def named(
    bonds: Sequence[NamedBond], known: Sequence[Pact], slow: Ties, options: BasisOptions
) -> Iterator[Group]:
    """The sets of which reports call any two allied, none part of another.

    Often one alliance is named by its pairs, "Russia and Syria", "Iran and Syria", "Russia and
    Iran", and its parties by several names; sets that differ by one side on each hand are one,
    unless these two are at odds. What is only said to be strained joins no others. `slow` are ties
    of long memory: they say who is at odds with whom.
    """
    sets: dict[Ids, list[NamedBond]] = {}
    for bond in bonds:
        if not any(_is_of_pact(bond, pact) for pact in known):
            sets.setdefault(ids_of(bond), []).append(bond)
    whole = _whole(sets, known, slow, options)
    side_of = {side.id: side for bond in bonds for side in bond.members}
    for ids in whole:
        if not any(ids < other for other in whole):
            own = tuple(bond for some, found in sets.items() if some <= ids for bond in found)
            members = [side_of[id] for id in sorted(ids)]
            yield of_sides(members, "named", own, around(ids, known))


def _whole(
    sets: Mapping[Ids, Sequence[NamedBond]],
    known: Sequence[Pact],
    slow: Ties,
    options: BasisOptions,
) -> list[Ids]:
    """The sets that are named as they are or pair by pair; some may be part of another."""
    in_pact = {ids for ids in sets if any(ids <= pact.ids for pact in known)}
    reports = {ids: _reports(some) for ids, some in sets.items()}
    calm = {ids: [bond for bond in some if not bond.strained] for ids, some in sets.items()}
    by_reports = sorted(sets, key=lambda ids: (-reports[ids], sorted(ids)))
    allied = [ids for ids in by_reports if _is_named(calm[ids], ids in in_pact, options)]
    odds = _at_odds(slow)
    doubted = _doubted(allied, {ids: _reports(calm[ids]) for ids in allied}, odds)
    firm = [ids for ids in allied if ids in in_pact or ids not in doubted]
    joined = _overlapping(_cliques(firm[: options.most_named], reports), odds)
    rest = set(by_reports) - set(allied)
    strained = [
        ids for ids in by_reports if ids in rest and _is_named(sets[ids], ids in in_pact, options)
    ]
    return list(dict.fromkeys((*joined, *strained[: options.most_named])))


def _reports(bonds: Sequence[NamedBond]) -> int:
    return len({bond.report for bond in bonds})


@dataclass(frozen=True, slots=True)
class _Odds:
    """Who is at odds with whom; `hostile` where it weighs as much as a deed of some intensity."""

    any: frozenset[Ids]
    hostile: Mapping[str, frozenset[str]]


def _at_odds(slow: Ties) -> _Odds:
    pooled, pairs = slow.pooled(), set()
    hostile: dict[str, set[str]] = {}
    ids = [side.id for side in pooled.sides]
    below = pooled.value < 0
    columns = pooled.source[below], pooled.target[below], pooled.hostility[below] >= _HOSTILE
    for source, target, is_hostile in zip(*(column.tolist() for column in columns), strict=True):
        one, other = ids[source], ids[target]
        pairs.add(frozenset((one, other)))
        if is_hostile:
            hostile.setdefault(one, set()).add(other)
            hostile.setdefault(other, set()).add(one)
    return _Odds(frozenset(pairs), {id: frozenset(some) for id, some in hostile.items()})


def _doubted(named: Sequence[Ids], reports: Mapping[Ids, int], odds: _Odds) -> set[Ids]:
    """Pairs that a single report names, and whose deeds say the opposite.

    They are at odds, or one is at odds with a friend of the other that more than one report names:
    the friend of one's enemy. A descriptive side ("syrian-kurds-reb") is a friend of the people it
    is of.
    """
    friends: dict[str, set[str]] = {}
    for ids in named:
        if reports[ids] > 1:
            for one, other in combinations(sorted(ids), 2):
                friends.setdefault(one, set()).add(other)
                friends.setdefault(other, set()).add(one)
    found = set()
    for ids in named:
        if reports[ids] == 1 and len(ids) == 2:
            one, other = sorted(ids)
            if _clash(one, other, friends, odds) or _clash(other, one, friends, odds):
                found.add(ids)
    return found


def _clash(one: str, other: str, friends: Mapping[str, set[str]], odds: _Odds) -> bool:
    with_it = {other, *friends.get(other, ())} - {one}
    enemies = odds.hostile.get(one, frozenset()) - friends.get(one, set())
    return any(enemy in with_it or other.startswith(f"{enemy}-") for enemy in enemies)


def _cliques(named: Sequence[Ids], reports: Mapping[Ids, int]) -> list[Ids]:
    """Sets of which any two are named together, grown from those that most reports name."""
    weight: dict[Ids, float] = {}
    joined: dict[str, set[str]] = {}
    for ids in named:
        for pair in map(frozenset, combinations(sorted(ids), 2)):
            weight[pair] = weight.get(pair, 0.0) + reports[ids]
            for one in pair:
                joined.setdefault(one, set()).update(pair - {one})
    found: list[Ids] = []
    for ids in sorted(named, key=lambda ids: (-len(ids), -reports[ids], sorted(ids))):
        if not any(ids <= some for some in found):
            found.append(frozenset(grown(set(ids), joined, weight, _MOST_GROWN)))
    return found


def _overlapping(cliques: Sequence[Ids], odds: _Odds) -> list[Ids]:
    """Cliques of three or more that share all but one side are joined (Palla et al. 2005).

    Unless a side that only the one has is at odds with a side that only the other has.
    """
    found: list[Ids] = []
    for ids in cliques:
        new = ids
        for old in list(found):
            shared = len(new & old)
            apart = [frozenset((a, b)) for a in new - old for b in old - new]
            is_near = shared >= 2 and shared >= min(len(new), len(old)) - 1
            fits = len(new | old) <= _MOST_GROWN and not any(pair in odds.any for pair in apart)
            if is_near and fits:
                new = new | old
                found.remove(old)
        found.append(new)
    return found


def _is_of_pact(bond: NamedBond, pact: Pact) -> bool:
    """Whether it names a pact with its member, as "its NATO ally" does."""
    return pact.side in bond.members and ids_of(bond) <= pact.ids


def _is_named(bonds: Sequence[NamedBond], in_pact: bool, options: BasisOptions) -> bool:
    """Whether these call them allied; of members of a pact a word on their relations does."""
    allied = any(
        bond.relation == "alliance"
        and (in_pact or not bond.strained or _SAYS_ALLIED.search(bond.quote.casefold()))
        for bond in bonds
    )
    supported = {bond.report for bond in bonds if bond.relation == "support"}
    return allied or len(supported) >= options.support_reports
