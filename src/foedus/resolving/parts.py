"""Parts of a state, an organisation or a group: its forces, its people, its leaders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foedus.model import Actor
from foedus.resolving.known import OFFICIAL, Known
from foedus.resolving.naming import Naming


def part_of(owner: Known, part: Known, naming: Naming) -> Known:
    """ "its troops": what the words name, as a part of the owner."""
    actor = owner.actor
    spans = {"text": part.actor.text, "start": part.actor.start, "end": part.actor.end}
    if owner.kind == "state" and actor.sector is None and part.actor.sector:
        state = naming.names.part_of_state(actor, part.actor.sector)
        return Known(replace(state, **spans), owner.certainty * 0.9, part.kind)  # type: ignore[arg-type]
    return Known(replace(actor, **spans), owner.certainty * 0.9, owner.kind)  # type: ignore[arg-type]


def part_of_people(state: Known, naming: Naming) -> Known:
    """Somebody of a state's people."""
    return Known(naming.names.part_of_state(state.actor, "CVL"), state.certainty, "person")


def actors_of(known: Sequence[Known]) -> tuple[Actor, ...]:
    """The actors, without how sure each is."""
    return tuple(k.actor for k in known)


def are_of_one_state(one: Known, other: Known) -> bool:
    """Whether both are a state's own: itself, its government or its forces, but no person."""
    first, second = one.actor, other.actor
    return (
        first.code is not None
        and first.code == second.code
        and {first.sector, second.sector} <= {None, *OFFICIAL}
        and "person" not in (one.kind, other.kind)
        and one.kind in ("state", "body", "group")
    )
