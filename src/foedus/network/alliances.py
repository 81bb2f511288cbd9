"""Alliances: declared by a treaty, named by reports, or found in the ties; each with its strain.

The same set found in several ways is one alliance with several bases. A set that reports name and
that lies within a pact stays an alliance of its own, and its name says within which one: the pair
may fail each other where the pact as a whole does not. See docs/alliances.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

from foedus.network.alliance_groups import BasisOptions, Group
from foedus.network.alliances_declared import Active, Pact, declared, pacts
from foedus.network.alliances_named import named, recent_bonds
from foedus.network.alliances_tied import from_ties
from foedus.network.shapes import Alliance, Basis, Call
from foedus.network.sides import Side
from foedus.network.strain import Held, Seen, StrainOptions, strain
from foedus.network.ties import Ties
from foedus.network.ties import ties as ties_of
from foedus.network.voices import Withdrawal, voices, withdrawals

if TYPE_CHECKING:
    from foedus.network.ledger import Ledger

_MOST_ENTRIES = 100


@dataclass(frozen=True, slots=True)
class AllianceOptions:
    """Defaults and their reasons.

    half_life: of the ties of long memory that say who fights whom. 180: half a year, six times
        that of the ties of the day, since an adversary stays one through a lull.
    hostile: hostile weight in these from which a side is an adversary. ½: one deed of half the
        greatest intensity, told today.
    most_adversaries: listed, those with most hostile weight first.
    """

    half_life: float = 180.0
    hostile: float = 0.5
    most_adversaries: int = 5
    bases: BasisOptions = field(default_factory=BasisOptions)
    strain: StrainOptions = field(default_factory=StrainOptions)


def alliances(
    ledger: Ledger,
    ties: Ties,
    calls: Sequence[Call] = (),
    options: AllianceOptions | None = None,
) -> tuple[Alliance, ...]:
    """The alliances of a ledger, those first that most is told of.

    `ties` are those of the day, and `calls` all of the ledger.
    """
    options = options or AllianceOptions()
    slow = slow_ties(ledger, ties, options)
    groups = found_groups(ledger, ties, slow, calls, options)
    told = _withdrawals(ledger, groups, options)
    asked: dict[str, list[Call]] = {}
    for call in calls:
        asked.setdefault(call.to.id, []).append(call)
    measured = [
        _measured(group, (ledger, ties, slow), _inside(group, asked), told, options)
        for group in groups
    ]
    measured.sort(key=lambda pair: (-pair[0], pair[1].id))
    return tuple(alliance for _, alliance in measured)


def alliance_ids(
    ledger: Ledger, ties: Ties, calls: Sequence[Call], options: AllianceOptions | None = None
) -> frozenset[str]:
    """The ids of the same alliances, without what strains them."""
    options = options or AllianceOptions()
    slow = slow_ties(ledger, ties, options)
    return frozenset(group.id for group in found_groups(ledger, ties, slow, calls, options))


def slow_ties(ledger: Ledger, ties: Ties, options: AllianceOptions) -> Ties:
    """The ties with a longer memory, both ways together."""
    longer = replace(ties.options, half_life=options.half_life)
    return ties_of(ledger.deeds, ledger.as_of, longer).pooled()


def found_groups(
    ledger: Ledger, ties: Ties, slow: Ties, calls: Sequence[Call], options: AllianceOptions
) -> list[Group]:
    """All sets that are held together, each once."""
    known = pacts(ledger)
    bonds = recent_bonds(ledger, options.bases)
    active = _active(ledger, calls, options.bases)
    groups: list[Group] = list(declared(ledger, known, bonds, active))
    for new in (
        *named(bonds, known, slow, options.bases),
        *from_ties(ties, ledger, known, options.bases),
    ):
        _join(groups, new, known)
    return groups


def _join(groups: list[Group], new: Group, known: Sequence[Pact]) -> None:
    """Take up a set, unless it is there; what the ties show of part of a set adds nothing."""
    whole = {f"alliance--{pact.side.id}": pact.members for pact in known}
    for number, old in enumerate(groups):
        ids = frozenset(side.id for side in old.members)
        if new.ids in (ids, whole.get(old.id)):
            bases: tuple[Basis, ...] = tuple(dict.fromkeys((*old.bases, *new.bases)))
            bonds = tuple(dict.fromkeys((*old.bonds, *new.bonds)))
            entries = tuple(dict.fromkeys((*old.entries, *new.entries)))
            if old.id in whole and new.ids != whole[old.id]:
                continue  # all members of a pact that are active are not the whole of it
            groups[number] = replace(old, bases=bases, bonds=bonds, entries=entries)
            return
        if "ties" in new.bases and new.ids < ids:
            return
    groups.append(new)


def _active(ledger: Ledger, calls: Sequence[Call], options: BasisOptions) -> Active:
    """Who acts or is asked within the memory, and who calls on whom."""
    since = _since(ledger.as_of, options.memory)
    deeds = ledger.deeds
    recent = deeds.day >= (since.toordinal() if since is not None else 0)
    numbers = np.unique(np.concatenate([deeds.source[recent], deeds.target[recent]]))
    ids = {deeds.sides[number].id for number in numbers.tolist() if number >= 0}
    some = [call for call in calls if since is None or call.date is None or call.date >= since]
    pairs = {frozenset((call.to.id, side.id)) for call in some for side in call.from_}
    return Active(frozenset(ids.union(*pairs)), frozenset(pairs))


def _since(as_of: dt.date | None, days: int) -> dt.date | None:
    return as_of - dt.timedelta(days=days) if as_of is not None else None


def _withdrawals(
    ledger: Ledger, groups: Iterable[Group], options: AllianceOptions
) -> list[Withdrawal]:
    pairs = {
        pair
        for group in groups
        if len(group.members) <= options.bases.most_members
        for pair in permutations(group.members, 2)
    }
    since = _since(ledger.as_of, options.bases.memory)
    return withdrawals(ledger, sorted(pairs, key=lambda pair: (pair[0].id, pair[1].id)), since)


def _inside(group: Group, asked: Mapping[str, Sequence[Call]]) -> list[Call]:
    """The calls of its members on each other, the newest first."""
    found = [
        call
        for id in sorted(group.ids)
        for call in asked.get(id, ())
        if any(side.id in group.ids for side in call.from_)
    ]
    return sorted(found, key=lambda call: (call.date or dt.date.min, call.id), reverse=True)


def _measured(
    group: Group,
    seen: tuple[Ledger, Ties, Ties],
    inside: Sequence[Call],
    told: Sequence[Withdrawal],
    options: AllianceOptions,
) -> tuple[float, Alliance]:
    """An alliance with its strain, and how much is told of it."""
    ledger, ties, slow = seen
    against = adversaries(group, slow, options)
    heard = voices(group, told, ledger)
    measured = strain(
        Held(group.members, group.ids, against),
        Seen(ledger.as_of, ties, inside, heard),
        options.strain,
    )
    entries = [*(bond.id for bond in group.bonds), *group.entries]
    entries += [id for one in measured.components for id in one.entries]
    alliance = Alliance(
        id=group.id,
        name=group.name,
        members=group.members,
        bases=group.bases,
        adversaries=against,
        calls=tuple(call.id for call in inside),
        strain=measured,
        entries=tuple(dict.fromkeys(entries))[:_MOST_ENTRIES],
    )
    return float(len(heard) + len(inside)), alliance


def adversaries(
    group: Group, slow: Ties, options: AllianceOptions | None = None
) -> tuple[Side, ...]:
    """Those whom two members are at odds with, or one fights; the most hostile first.

    At odds: more hostile than cooperative in the ties of long memory, with at least the hostile
    weight of the options. Fights: such a tie whose sign is settled.
    """
    options = options or AllianceOptions()
    weight: dict[Side, float] = {}
    members: dict[Side, set[str]] = {}
    fought: set[Side] = set()
    hostile = (slow.value < 0) & (slow.hostility >= options.hostile)
    for row in np.flatnonzero(slow.touching(group.ids) & hostile).tolist():
        one, other = slow.sides[slow.source[row]], slow.sides[slow.target[row]]
        if (one.id in group.ids) == (other.id in group.ids):
            continue
        own, outside = (one, other) if one.id in group.ids else (other, one)
        weight[outside] = weight.get(outside, 0.0) + float(slow.hostility[row])
        members.setdefault(outside, set()).add(own.id)
        if slow.sign[row] < 0:
            fought.add(outside)
    common = [side for side in weight if len(members[side]) > 1 or side in fought]
    common.sort(key=lambda side: (-weight[side], side.id))
    return tuple(common[: options.most_adversaries])
