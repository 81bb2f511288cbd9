"""Alliances that no one names, found in what the sides do: sets joined by positive ties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.network.alliance_groups import BasisOptions, Group, grown, may_ally, of_sides
from foedus.network.alliances_declared import Pact, around
from foedus.network.sides import Side

if TYPE_CHECKING:
    from foedus.network.ledger import Ledger
    from foedus.network.ties import Ties

_STEPS: Final = 400  # settled positive ties that sets are grown from, the heaviest first


def from_ties(
    ties: Ties, ledger: Ledger, known: Sequence[Pact], options: BasisOptions
) -> Iterator[Group]:
    """Sets of which any two are joined by a settled positive tie, grown from the heaviest ties.

    Greedily: to a pair comes, while there is one, the side whose ties to all are positive and
    weigh most; pairs that are part of a set already start no other. So none could be larger by one
    more, and no search over all sets is needed.
    """
    pooled = ties.pooled()
    rows = np.flatnonzero(pooled.sign > 0)
    rows = rows[np.argsort(-pooled.cooperation[rows], kind="stable")][:_STEPS]
    weight: dict[frozenset[str], float] = {}
    joined: dict[str, set[str]] = {}
    for row in rows.tolist():
        one, other = pooled.sides[pooled.source[row]], pooled.sides[pooled.target[row]]
        if _may_be_party(one, ledger) and _may_be_party(other, ledger):
            weight[frozenset((one.id, other.id))] = float(pooled.cooperation[row])
            joined.setdefault(one.id, set()).add(other.id)
            joined.setdefault(other.id, set()).add(one.id)
    sets: list[set[str]] = []
    for pair in weight:
        if len(sets) < options.most_from_ties and not any(pair <= some for some in sets):
            sets.append(grown(set(pair), joined, weight, options.most_members))
    side_of = {side.id: side for side in pooled.sides}
    for some in sets:
        members = [side_of[id] for id in sorted(some)]
        group = of_sides(members, "ties", (), around(frozenset(some), known))
        inside = np.flatnonzero(pooled.of(some)).tolist()
        entries = [id for row in inside for id in pooled.entries(row)]
        yield replace(group, entries=tuple(dict.fromkeys(entries)))


def _may_be_party(side: Side, ledger: Ledger) -> bool:
    """Whether it can be a member of an alliance: not one that talks to all, as the UN does."""
    party = ledger.parties.get(side.id)
    return may_ally(side, ledger) and (party is None or party.kind != "organisation")
