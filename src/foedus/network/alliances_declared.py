"""Alliances that a treaty declares: pacts of the catalogue, and the reasons why they are pacts.

A pact is an organisation or a coalition whose members promised each other arms, or bear them
together. alliances.csv lists them, each with its kind of obligation and what that rests on.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from foedus.catalogue.entries import within
from foedus.network.alliance_groups import Group, ids_of
from foedus.network.sides import Side
from foedus.network.words import NamedBond

if TYPE_CHECKING:
    from foedus.network.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Pact:
    """An organisation of the catalogue whose members are allied, with all of them on a day."""

    side: Side
    members: frozenset[str]

    @property
    def ids(self) -> frozenset[str]:
        return self.members | {self.side.id}


@cache
def pact_reasons() -> Mapping[str, tuple[str, str]]:
    """Organisation -> the kind of its obligation, and what it rests on."""
    text = files("foedus.network").joinpath("alliances.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["id"]: (row["kind"], row["reason"]) for row in rows}


def pacts(ledger: Ledger) -> tuple[Pact, ...]:
    """The pacts of the catalogue that stood on the day, with their members on it."""
    members: dict[str, set[str]] = {}
    for one in ledger.memberships:
        if one.group in pact_reasons() and within(ledger.as_of, one.since, one.until):
            members.setdefault(one.group, set()).add(one.member)
    found = []
    for id, some in members.items():
        party, side = ledger.parties.get(id), ledger.sides.by_id(id)
        if party is not None and side is not None and party.existed(ledger.as_of):
            found.append(Pact(side, frozenset(some)))
    return tuple(found)


@dataclass(frozen=True)
class Active:
    """Who has done or been asked something within the memory, and who has called on whom."""

    ids: frozenset[str]
    calls: frozenset[frozenset[str]]

    def call(self, ids: frozenset[str]) -> bool:
        """Whether one of these has called on another."""
        return any(pair <= ids for pair in self.calls)


def declared(
    ledger: Ledger, known: Sequence[Pact], bonds: Sequence[NamedBond], active: Active
) -> Iterator[Group]:
    """The pacts that the record tells of, with the members that it tells of.

    Those that act themselves, or whose members call on each other or are called allies. That two
    members met makes no pact part of a war.
    """
    for pact in known:
        own = tuple(bond for bond in bonds if ids_of(bond) <= pact.ids)
        if not own and pact.side.id not in active.ids and not active.call(pact.ids):
            continue
        here = active.ids | {side.id for bond in own for side in bond.members}
        sides = [ledger.sides.by_id(id) for id in sorted(pact.members & here)]
        members = tuple(side for side in sides if side is not None)
        if not members:
            continue
        is_named = any(pact.side in bond.members for bond in own)
        yield Group(
            id=f"alliance--{pact.side.id}",
            name=pact.side.name,
            members=members,
            bases=("declared", "named") if is_named else ("declared",),
            ids=frozenset(side.id for side in members) | {pact.side.id},
            bonds=own,
        )


def around(ids: frozenset[str], known: Sequence[Pact]) -> list[str]:
    """The names of the pacts that a set lies within."""
    return [pact.side.name for pact in known if ids < pact.ids]
