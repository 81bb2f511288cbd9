"""Small worlds, and strategies for them."""

from __future__ import annotations

from hypothesis import strategies as st

from foedus.network.sides import Side
from foedus.outlook.options import Options
from foedus.outlook.shapes import Supposed, WhatIf
from foedus.outlook.telling import what_if
from foedus.outlook.world import Clause, Move, Promise, Rate, Rates, World

IDS = ("a", "b", "c", "d", "e")
SIDES = {id: Side(id, id.upper(), id.upper() * 3) for id in IDS}
NO = Rate(0, 1, fixed=0.0)
YES = Rate(1, 0, fixed=1.0)
NOBODY_REPLIES = Rates(NO)
ALL_KEEP = Rates(YES)


def fixed(value: float) -> Rate:
    return Rate(0, 0, "by hand", fixed=value)


def attack(actor: str, target: str) -> Move:
    return Move(actor, "ASSAULT", target)


def if_attacked(id: str, actor: str, by: str, whom: str, *, then: str, **more: object) -> Promise:
    """`actor` will attack `then` if `by` attacks `whom`."""
    clause = Clause("if", "ASSAULT", (by,), (whom,))
    fields: dict[str, object] = {"strength": "pledge", "event": "ASSAULT", **more}
    return Promise(id=id, actor=actor, polarity="will", towards=(then,), clause=clause, **fields)


def refusal(id: str, actor: str, clause: Clause | None = None, **more: object) -> Promise:
    """`actor` will not attack (anyone)."""
    fields: dict[str, object] = {"strength": "pledge", "event": "ASSAULT", **more}
    return Promise(id=id, actor=actor, polarity="will-not", clause=clause, **fields)


def world(*promises: Promise, **more: object) -> World:
    """Nobody replies or calls, save where it is said."""
    fields: dict[str, object] = {"replies": NOBODY_REPLIES, "calls": Rates(NO), **more}
    return World(sides=SIDES, promises=promises, **fields)


def suppose(*moves: Move) -> list[Supposed]:
    return [
        Supposed(
            f"{move.actor} {move.type} {move.target}",
            SIDES[move.actor],
            move.type,
            SIDES[move.target] if move.target else None,
        )
        for move in moves
    ]


def play(of: World, *moves: Move, **numbers: object) -> WhatIf:
    return what_if(of, suppose(*moves), Options(**{"runs": 2000, **numbers}))


def fired(found: WhatIf) -> dict[str, float]:
    return {one.id: one.fired for one in found.commitments}


def chances(found: WhatIf) -> dict[str, float]:
    return {one.id: one.probability for one in found.actors}


TYPES = ("ASSAULT", "THREATEN", "SANCTION", "AID", "RETREAT", "REQUEST")
ids = st.sampled_from(IDS)
some_ids = st.lists(ids, max_size=2, unique=True).map(tuple)
types = st.sampled_from(TYPES)
clauses = st.builds(
    Clause,
    st.sampled_from(["if", "unless", "until", "as-long-as"]),
    st.one_of(st.none(), types, st.just("material-conflict")),
    some_ids,
    some_ids,
    is_negated=st.booleans(),
)
promises = st.builds(
    Promise,
    st.uuids().map(str),
    ids,
    st.sampled_from(["will", "will-not"]),
    st.sampled_from(["vow", "pledge", "plan", "signal"]),
    st.one_of(st.none(), types),
    some_ids,
    st.one_of(st.none(), clauses),
)
pairs = st.lists(ids, min_size=2, max_size=2, unique=True)
moves = st.tuples(pairs, types).map(lambda one: Move(one[0][0], one[1], one[0][1]))
rates = st.builds(Rate, st.floats(0.5, 5), st.floats(0.5, 5))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    found = draw(st.lists(promises, max_size=8, unique_by=lambda one: one.id))
    allies = draw(st.dictionaries(ids, some_ids, max_size=3))
    anyway = draw(st.dictionaries(st.tuples(ids, ids), rates, max_size=3))
    return World(
        sides=SIDES,
        promises=tuple(found),
        credibility=Rates(draw(rates)),
        replies=Rates(draw(rates)),
        calls=Rates(draw(rates)),
        answers=Rates(draw(rates)),
        allies={id: tuple(one for one in some if one != id) for id, some in allies.items()},
        anyway={
            (one, other, level): rate
            for (one, other), rate in anyway.items()
            if one != other
            for level in (2, 3, 4)
        },
    )
