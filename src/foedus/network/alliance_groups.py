"""Sets of sides that are held together, whatever it is that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedus.network.shapes import Basis
from foedus.network.sides import Side
from foedus.network.words import NamedBond

if TYPE_CHECKING:
    from foedus.network.ledger import Ledger

# Sectors that make no alliances: their work with a party is no promise to fight for it.
_NO_ALLIES: Final = frozenset({"NGO", "MNC", "BUS", "JRN", "MED", "EDU", "LAB", "REL", "CRM"})
_MOST_NAMED: Final = 5  # members that a name spells out


@dataclass(frozen=True, slots=True)
class BasisOptions:
    """Defaults and their reasons.

    memory: days for which a naming holds, and for which a member counts as active. 365: alliances
        last longer than the events of a month, and wars change them within years.
    support_reports: reports of mere support that name an alliance. 2: support is said of a
        single speech as well as of years of arms, and a second report makes the latter likelier.
    most_named: sets that reports name, at most, those that most name first; and as many that they
        only call strained. 60: hundreds of articles on one war name some twenty.
    most_from_ties: sets found in the ties, at most. 20 is more than a reader takes in.
    most_members: of such a set. 12: larger ones are the talk of a whole conference.
    """

    memory: int = 365
    support_reports: int = 2
    most_named: int = 60
    most_from_ties: int = 20
    most_members: int = 12


@dataclass(frozen=True, slots=True)
class Group:
    """A set of sides that is held together; `ids` are its members', and its organisation's.

    `bonds` are those whose parties all belong to it.
    """

    id: str
    name: str
    members: tuple[Side, ...]
    bases: tuple[Basis, ...]
    ids: frozenset[str]
    bonds: tuple[NamedBond, ...] = ()
    entries: tuple[str, ...] = ()


def of_sides(
    members: Sequence[Side], basis: Basis, bonds: tuple[NamedBond, ...], around: Iterable[str] = ()
) -> Group:
    """A group of these; its name says within which pacts, given by name, it lies."""
    ids = frozenset(side.id for side in members)
    names = [side.name for side in members]
    if len(names) > _MOST_NAMED:
        names = [*names[: _MOST_NAMED - 1], f"{len(names) - _MOST_NAMED + 1} others"]
    name = f"{', '.join(names[:-1])} and {names[-1]}"
    pacts = " and ".join(around)
    return Group(
        id=f"alliance--{'--'.join(sorted(ids))}",
        name=f"{name} (within {pacts})" if pacts else name,
        members=tuple(members),
        bases=(basis,),
        ids=ids,
        bonds=bonds,
    )


def grown(
    some: set[str],
    joined: Mapping[str, set[str]],
    weight: Mapping[frozenset[str], float],
    most: int,
) -> set[str]:
    """The set with one more side at a time, as long as one is joined to all; by weight."""
    while len(some) < most:
        common = set.intersection(*(joined[id] for id in some)) - some
        if not common:
            break
        best = min(
            common,
            key=lambda new: (-min(weight[frozenset((new, old))] for old in some), new),
        )
        some = some | {best}
    return some


def ids_of(bond: NamedBond) -> frozenset[str]:
    """The ids of its parties."""
    return frozenset(side.id for side in bond.members)


def may_ally(side: Side, ledger: Ledger) -> bool:
    """Whether a side can be allied at all: not a company, a paper or a charity."""
    party = ledger.parties.get(side.id)
    return party is None or party.sector not in _NO_ALLIES
