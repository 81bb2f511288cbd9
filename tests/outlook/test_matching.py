"""Which event meets which condition, and what follows from it."""

from __future__ import annotations

import pytest

from foedus.outlook.matching import (
    consequences,
    holds_back,
    holds_from_start,
    is_negated,
    meets,
    part_of,
)
from foedus.outlook.world import Clause, Move, Promise


def will(clause: Clause | None, **more: object) -> Promise:
    fields: dict[str, object] = {"polarity": "will", "event": "ASSAULT", **more}
    return Promise("p", "us", strength="pledge", clause=clause, **fields)


def will_not(clause: Clause | None, **more: object) -> Promise:
    return will(clause, polarity="will-not", **more)


IF, UNLESS, UNTIL, WHILE = (
    lambda event, by=(), to=(), no=False, type=type: Clause(type, event, by, to, is_negated=no)
    for type in ("if", "unless", "until", "as-long-as")
)


@pytest.mark.parametrize(
    ("promise", "part"),
    [
        (will(None), "none"),
        (will_not(None), "none"),
        (will(IF("ASSAULT")), "act"),
        (will(IF(None)), "none"),  # a condition that no event type is known of
        (will(IF("ASSAULT", no=True)), "none"),  # "if they do not attack": nothing shows that
        (will_not(IF("ASSAULT")), "restrain"),
        (will(UNLESS("RETREAT")), "stop"),
        (will(UNTIL("RETREAT")), "stop"),
        (will_not(UNLESS("ASSAULT")), "release"),
        (will_not(UNTIL("ASSAULT")), "release"),
        (will_not(WHILE("ASSAULT", no=True)), "release"),  # as long as it is not attacked
        (will_not(WHILE("RETREAT")), "release"),  # as long as the truce lasts
        (will(WHILE("RETREAT")), "stop"),
    ],
)
def test_what_a_word_does_once_its_condition_is_met(promise: Promise, part: str) -> None:
    assert part_of(promise) == part


@pytest.mark.parametrize(
    ("clause", "move", "expected"),
    [
        # Types: the same, or one that is more hostile; a class has all its types.
        (IF("ASSAULT", ("a",)), ("a", "ASSAULT", "b"), True),
        (IF("THREATEN", ("a",)), ("a", "ASSAULT", "b"), True),
        (IF("ASSAULT", ("a",)), ("a", "SANCTION", "b"), False),
        (IF("SANCTION", ("a",)), ("a", "COERCE", "b"), False),  # as hostile, and not the same
        (IF("AID", ("a",)), ("a", "COOPERATE", "b"), False),
        (IF("material-conflict", ("a",)), ("a", "SANCTION", "b"), True),
        (IF("material-conflict", ("a",)), ("a", "THREATEN", "b"), False),
        # Who does it, and to whom.
        (IF("ASSAULT", ("a", "b")), ("b", "ASSAULT", "c"), True),
        (IF("ASSAULT", ("a", "b")), ("c", "ASSAULT", "a"), False),
        (IF("ASSAULT", (), ("b",)), ("c", "ASSAULT", "b"), True),
        (IF("ASSAULT", (), ("b",)), ("us", "ASSAULT", "b"), False),  # not by one's own hand
        (IF("ASSAULT", ("us",), ("b",)), ("us", "ASSAULT", "b"), True),  # unless one says so
        (IF("ASSAULT", ("a",), ("b",)), ("a", "ASSAULT", None), False),
        # Nobody named: about the one who sets the condition.
        (IF("ASSAULT"), ("a", "ASSAULT", "us"), True),
        (IF("ASSAULT"), ("a", "ASSAULT", "b"), False),
        (IF("RETREAT"), ("b", "RETREAT", "a"), True),  # b is the one it is about
        (IF("RETREAT"), ("c", "RETREAT", "a"), False),
        # As long as: a truce ends by material conflict against us; what is hostile by nothing.
        (WHILE("RETREAT"), ("a", "ASSAULT", "us"), True),
        (WHILE("RETREAT"), ("a", "ASSAULT", "b"), False),
        (WHILE("RETREAT"), ("a", "RETREAT", "us"), False),
        (WHILE("RETREAT", ("c",)), ("a", "ASSAULT", "us"), False),
        (WHILE("ASSAULT"), ("a", "RETREAT", "us"), False),
        (WHILE("ASSAULT", no=True), ("a", "ASSAULT", "us"), True),
    ],
)
def test_what_meets_a_condition(clause: Clause, move: tuple, expected: bool) -> None:
    assert meets(Move(*move), will(clause, towards=("b",))) is expected


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        (will(IF("ASSAULT", ("a",)), towards=("b", "c")), ["b", "c"]),
        (will(IF("ASSAULT", ("a",))), ["a"]),  # on whoever met the condition
        (will(IF("ASSAULT", ("a",)), event=None), []),
        (will(IF("ASSAULT", ("a",)), event="AID"), [None]),
        (will_not(IF("ASSAULT", ("a",))), []),
        (will_not(UNLESS("ASSAULT", ("a",))), ["a"]),
    ],
)
def test_towards_whom_the_act_is(promise: Promise, expected: list) -> None:
    found = consequences(promise, Move("a", "ASSAULT", "us"))
    assert [(move.actor, move.type, move.target) for move in found] == [
        ("us", promise.event, target) for target in expected
    ]


def test_who_stops_retreats() -> None:
    promise = will(UNTIL("AID"), towards=("b",))
    assert consequences(promise, Move("b", "AID", "us")) == (Move("us", "RETREAT", "b"),)
    assert consequences(will(UNTIL("AID"), event="AID"), Move("b", "AID", "us")) == ()


@pytest.mark.parametrize(
    ("promise", "move", "expected"),
    [
        (will_not(None), ("us", "ASSAULT", "a"), True),
        (will_not(None), ("a", "ASSAULT", "us"), False),
        (will_not(None), ("us", "MOBILIZE", "a"), False),
        (will_not(None, event="MOBILIZE"), ("us", "ASSAULT", "a"), True),
        (will_not(None, event="AID"), ("us", "AID", "a"), True),
        (will_not(None, event="AID"), ("us", "COOPERATE", "a"), False),
        (will_not(None, event=None), ("us", "ASSAULT", "a"), False),
        (will_not(None, towards=("b",)), ("us", "ASSAULT", "a"), False),
        (will_not(None, towards=("b",)), ("us", "ASSAULT", "b"), True),
    ],
)
def test_what_a_refusal_is_against(promise: Promise, move: tuple, expected: bool) -> None:
    assert holds_from_start(promise) is (promise.event is not None)
    assert holds_back(promise, Move(*move)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if they were not withdrawn", True),
        ("as long as it wasn’t attacked", True),
        ("if he fails to appear", True),
        ("unless Israel attacks", False),
        ("if another notice comes", False),
    ],
)
def test_negated_conditions(text: str, expected: bool) -> None:
    assert is_negated(text) is expected
