"""The components of strain that are read from the ties: hostility, imbalance, uneven burden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from foedus.network.events import Floats
from foedus.network.shapes import Component, Estimate
from foedus.network.sides import Side
from foedus.network.strain_parts import StrainOptions, known, share, unknown

if TYPE_CHECKING:
    from foedus.network.ties import Ties

_DRAWS: Final = 2000
_SEED: Final = 1971
_DEFAULT: Final = StrainOptions()


def hostility(ties: Ties, ids: frozenset[str], options: StrainOptions = _DEFAULT) -> Component:
    """H / (C + H) over all deeds between members, with the weights that they have in the ties."""
    name, pooled = "hostility", ties.pooled()
    rows = np.flatnonzero(pooled.of(ids))
    good = float(pooled.cooperation[rows].sum())
    bad = float(pooled.hostility[rows].sum())
    if not len(rows):
        return unknown(name, "no event between members", options)
    events = int(pooled.events[rows].sum())
    # The ties that are most hostile show it best.
    order = rows[np.argsort(-pooled.hostility[rows], kind="stable")]
    entries = [id for row in order.tolist() for id in pooled.entries(row, hostile_first=bad > 0)]
    many = f"{events} events" if events > 1 else "1 event"
    says = f"{many} between members: hostile weight {bad:.2f} of {good + bad:.2f}"
    return known(name, share(bad, good), says, entries, options)


def imbalance(ties: Ties, ids: frozenset[str], options: StrainOptions = _DEFAULT) -> Component:
    """The members' ties that are frustrated, over all of theirs that are settled.

    In the network of the members and of those with a settled tie to two of them: two allies of
    whom one stands well with a third that the other fights cannot be of one camp. Which ties are
    against the two camps is that of balance.py.
    """
    name, pooled = "imbalance", ties.pooled()
    rows = _network(pooled, ids)
    own = pooled.touching(ids)[rows]
    if int(own.sum()) < 3:
        return unknown(name, "fewer than three settled ties among them and those around", options)
    from foedus.network.balance import balance

    some = pooled.where(rows)
    found = balance(some.signed(), time_limit=options.time_limit)
    flipped = {frozenset((one.source, one.target)) for one in found.flipped}
    ends = [_ends(some, row) for row in range(len(some))]
    against = [row for row, pair in enumerate(ends) if pair in flipped and own[row]]
    count = int(own.sum())
    entries = [id for row in against for id in some.entries(row)]
    says = f"{len(against)} of {count} settled ties against the two camps"
    return known(name, share(len(against), count - len(against)), says, entries, options)


def _network(pooled: Ties, ids: frozenset[str]) -> NDArray[np.int64]:
    """The settled ties among the members and those with a settled tie to two of them."""
    settled = pooled.sign != 0
    reached: dict[str, set[str]] = {}
    for row in np.flatnonzero(settled & pooled.touching(ids)):
        one, other = sorted(_ends(pooled, int(row)), key=lambda id: id in ids)
        if one not in ids:
            reached.setdefault(one, set()).add(other)
    around = {id for id, members in reached.items() if len(members) > 1}
    return np.flatnonzero(settled & pooled.of({*ids, *around}))


def _ends(ties: Ties, row: int) -> frozenset[str]:
    return frozenset((ties.sides[ties.source[row]].id, ties.sides[ties.target[row]].id))


def uneven_burden(
    ties: Ties,
    members: Sequence[Side],
    adversaries: Sequence[Side],
    options: StrainOptions = _DEFAULT,
) -> Component:
    """How unequally the members act against those they are all against.

    With p_m the share of member m in the hostile weight towards the adversaries, and n members, it
    is the normalised index of Herfindahl, (n Σ p² - 1) / (n - 1): 0 where all do the same, 1 where
    one does all. The interval is that of the index for p ~ Dirichlet(½ + weights), by 2000 draws
    from a fixed seed.
    """
    name = "uneven burden"
    numbers = ties.deeds.side_number
    against = [numbers[side.id] for side in adversaries if side.id in numbers]
    hostile = np.flatnonzero(np.isin(ties.target, against) & (ties.hostility > 0))
    source = ties.source[hostile]
    rows = [hostile[source == numbers.get(member.id, -1)].tolist() for member in members]
    weights = np.array([ties.hostility[some].sum() for some in rows])
    heavy = float(weights.sum())
    if len(members) < 2 or heavy == 0:
        return unknown(name, "no act of a member against a common adversary", options)
    draws = np.random.default_rng(_SEED).dirichlet(0.5 + weights, _DRAWS)
    low, high = (float(end) for end in np.quantile(_herfindahl(draws), [0.05, 0.95]))
    value = float(_herfindahl(weights[None, :] / heavy)[0]) * heavy / (heavy + 1)
    order = np.argsort(-weights, kind="stable")
    first = members[int(order[0])]
    acting = int((weights > 0).sum())
    says = (
        f"{acting} of {len(members)} members act against "
        f"{' and '.join(side.name for side in adversaries[:2])}"
        f"{' and others' if len(adversaries) > 2 else ''}, "
        f"{first.name} with {weights[order[0]] / heavy:.0%} of it"
    )
    entries = [id for number in order for row in rows[number] for id in ties.entries(row)]
    found = Estimate(value, min(low, value), max(high, value))
    return known(name, found, says, entries, options)


def _herfindahl(shares: Floats) -> Floats:
    count = shares.shape[1]
    found: Floats = (count * (shares**2).sum(axis=1) - 1) / (count - 1)
    return found
