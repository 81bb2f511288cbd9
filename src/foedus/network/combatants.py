"""Which sides can fight: states, armed groups and coalitions; not peoples, parties or agencies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from foedus.network.events import NOBODY, Ints
from foedus.network.sides import Side

if TYPE_CHECKING:
    from foedus.catalogue.entries import Party

_ALWAYS: Final = frozenset({"state", "armed-group"})
# Of other kinds those that are armed: a military coalition, a movement of rebels.
_ARMED: Final = frozenset({"MIL", "REB"})
# The catalogue does not name them; their id ends in their sector: "iraq-reb", "syria-cvl".
_ARMED_ENDINGS: Final = ("-reb", "-mil")
_REBELS: Final = "-reb"
_UNARMED_ENDINGS: Final = tuple(
    f"-{sector}"
    for sector in (
        "cvl", "bus", "edu", "jrn", "med", "lab", "rel", "ref", "ngo", "igo", "mnc", "eli",
        "opp", "pty", "jud", "leg", "unk", "crm",
    )
)  # fmt: skip


def can_fight(side: Side, parties: Mapping[str, Party]) -> bool:
    """Whether a side has arms of its own, by the catalogue's kinds and sectors.

    States and armed groups do, and coalitions, movements and organisations whose sector is MIL or
    REB. Who is not in the catalogue is told by the sector that its id ends in; without one it is
    a state by its code.
    """
    party = parties.get(side.id)
    if party is not None:
        return party.kind in _ALWAYS or party.sector in _ARMED
    return not side.id.endswith(_UNARMED_ENDINGS)


def is_state(side: Side, parties: Mapping[str, Party]) -> bool:
    """Whether a side is a state of the catalogue."""
    party = parties.get(side.id)
    return party is not None and party.kind == "state"


def is_armed_group(side: Side, parties: Mapping[str, Party]) -> bool:
    """Whether a side is an armed group, of the catalogue or by the end of its id."""
    party = parties.get(side.id)
    if party is not None:
        return party.kind == "armed-group"
    return side.id.endswith(_REBELS)


def combatants(sides: Sequence[Side], parties: Mapping[str, Party]) -> Ints:
    """For each side the number of the side that fights in its name, or `NOBODY`.

    It is the side itself where it can fight. A people that cannot ("Syrian Kurds") is taken for
    its own fighters ("Syrian Kurdish fighters", whose id is that of the people with `-reb`) where
    the record knows any: who fires at the one is at war with the other.
    """
    numbers = {side.id: number for number, side in enumerate(sides)}
    found = np.full(len(sides), NOBODY, dtype=np.int32)
    for number, side in enumerate(sides):
        if can_fight(side, parties):
            found[number] = number
            continue
        fighters = (numbers.get(f"{side.id}{ending}") for ending in _ARMED_ENDINGS)
        found[number] = next((one for one in fighters if one is not None), NOBODY)
    return found


def codes(sides: Sequence[Side]) -> tuple[dict[str, int], NDArray[np.int32]]:
    """Each country code with a number, and for each side that of its code; -1 without one."""
    known: dict[str, int] = {}
    numbers = [
        known.setdefault(side.code, len(known)) if side.code is not None else -1 for side in sides
    ]
    return known, np.array(numbers, dtype=np.int32)
