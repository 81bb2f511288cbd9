"""Strain: five shares of failing, each from few cases whose sums are done by hand."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.network.deeds import Deed, Deeds
from foedus.network.shapes import AnswerKind, Call, Component
from foedus.network.sides import Side
from foedus.network.strain import (
    COMPONENTS,
    Held,
    Saying,
    Seen,
    StrainOptions,
    Voice,
    strain,
    total,
    unanswered,
    voiced,
)
from foedus.network.strain_in_ties import hostility, imbalance, uneven_burden
from foedus.network.strain_parts import share
from foedus.network.ties import Ties, ties

DAY = dt.date(2024, 3, 31)
NORTH, SOUTH, EAST, FOE = (Side(n[0], n, None) for n in ("north", "south", "east", "foe"))
TWO = frozenset({"n", "s"})
ALL = frozenset({"n", "s", "e"})


def call(answer: AnswerKind, age: int | None = 30, id: str = "1") -> Call:
    day = None if age is None else DAY - dt.timedelta(days=age)
    return Call(
        f"call--{id}", (NORTH,), SOUTH, day, "help", answer, None, None, age, (f"asked-{id}",)
    )


def deed(source: Side, target: Side, score: float, id: str = "", age: int = 0) -> Deed:
    day = DAY - dt.timedelta(days=age)
    return Deed(source, target, "ASSAULT", day, score, entries=(id,) if id else ())


def tied(*deeds: Deed) -> Ties:
    return ties(Deeds.of(deeds), DAY)


@pytest.mark.parametrize(
    ("failing", "other", "value", "low_is_0", "high_is_1"),
    [
        # a / (a + b + 1): one case without strain is added.
        (0, 0, 0.0, True, True),
        (1, 0, 0.5, False, True),
        (0, 3, 0.0, True, False),
        (2, 1, 0.5, False, False),
        (3, 0, 0.75, False, True),
    ],
)
def test_a_share(
    failing: float, other: float, value: float, low_is_0: bool, high_is_1: bool
) -> None:
    found = share(failing, other)
    assert found.value == pytest.approx(value)
    assert (found.low == 0, found.high == 1) == (low_is_0, high_is_1)


@given(st.floats(0, 50), st.floats(0, 50))
def test_a_share_lies_in_its_interval(failing: float, other: float) -> None:
    found = share(failing, other)
    assert 0 <= found.low <= found.value <= found.high <= 1


@pytest.mark.parametrize(
    ("calls", "value", "says"),
    [
        # Failing 1 of 1: 1 / 2.
        ([call("refused")], 0.5, "1 call inside it: 1 refused"),
        # 0 + ½ + ½ + 1 + 1 = 3 of 5: 3 / 6.
        (
            [call(kind) for kind in ("granted", "partial", "conditional", "refused", "unanswered")],
            0.5,
            "5 calls inside it: 1 granted, 1 partial, 1 conditional, 1 refused, 1 unanswered",
        ),
        # Too young to be called unanswered; an answer is an answer on the first day.
        ([call("unanswered", 13), call("refused", 0)], 0.5, "1 call inside it: 1 refused"),
        ([call("unanswered", 14)], 0.5, "1 call inside it: 1 unanswered"),
        # Of more than a year ago.
        ([call("refused", 366), call("granted")], 0.0, "1 call inside it: 1 granted"),
        ([call("refused", None)], 0.5, "1 call inside it: 1 refused"),
    ],
)
def test_unanswered(calls: list[Call], value: float, says: str) -> None:
    found = unanswered(calls, DAY)
    assert (found.value, found.rests_on) == (pytest.approx(value), says)
    assert found.is_known


def test_the_calls_that_failed_most_are_shown_first() -> None:
    found = unanswered([call("granted", id="a"), call("refused", id="b")], DAY)
    assert found.entries == ("asked-b", "asked-a")


def test_hostility() -> None:
    # C = 0.5 + 0.3, H = 0.2; 0.2 / (1 + 1) = 0.1. What others do does not count.
    some = tied(
        deed(NORTH, SOUTH, 0.5, "kind"),
        deed(SOUTH, NORTH, -0.2, "harsh"),
        deed(SOUTH, EAST, 0.3, "kind-too"),
        deed(FOE, SOUTH, -1.0, "raid"),
    )
    found = hostility(some, ALL)
    assert found.value == pytest.approx(0.1)
    assert found.rests_on == "3 events between members: hostile weight 0.20 of 1.00"
    assert found.entries[0] == "harsh"
    assert set(found.entries) == {"harsh", "kind", "kind-too"}


def test_imbalance() -> None:
    # Two allies, of whom one stands well with a third that the other fights: of three settled ties
    # one must be against any two camps; 1 / (1 + 2 + 1).
    some = tied(
        *[deed(NORTH, SOUTH, 1.0, "allied")] * 4,
        *[deed(NORTH, FOE, -1.0, "fought")] * 4,
        *[deed(SOUTH, FOE, 1.0, "traded")] * 4,
    )
    found = imbalance(some, TWO)
    assert found.value == pytest.approx(0.25)
    assert found.rests_on == "1 of 3 settled ties against the two camps"
    assert len(found.entries) == 1


def test_a_balanced_alliance() -> None:
    # All three are of one mind about the foe: none of its five ties is frustrated.
    some = tied(
        *[deed(NORTH, SOUTH, 1.0)] * 4,
        *[deed(one, FOE, -1.0) for one in (NORTH, SOUTH, EAST) for _ in range(4)],
        *[deed(SOUTH, EAST, 1.0)] * 4,
        *[deed(FOE, Side("x", "far", None), 1.0)] * 4,
    )
    found = imbalance(some, ALL)
    assert (found.value, found.rests_on) == (0.0, "0 of 5 settled ties against the two camps")


@pytest.mark.parametrize(
    ("weights", "value"),
    [
        # Shares ½ and ½: (2·½ - 1) / 1 = 0.
        ((1.0, 1.0), 0.0),
        # One does all: index 1, with weight 2 of 2 + 1.
        ((2.0, 0.0), 2 / 3),
        # Shares ¾ and ¼: Σp² = 10/16, index ¼; weight 4 / 5.
        ((3.0, 1.0), 0.2),
        # Shares ½, ½ and 0 of three: Σp² = ½, (3·½ - 1) / 2 = ¼; weight 2 / 3.
        ((1.0, 1.0, 0.0), 1 / 6),
    ],
)
def test_uneven_burden(weights: tuple[float, ...], value: float) -> None:
    members = (NORTH, SOUTH, EAST)[: len(weights)]
    some = tied(
        *[
            deed(member, FOE, -weight / 4, f"by-{member.id}")
            for member, weight in zip(members, weights, strict=True)
            if weight
            for _ in range(4)
        ],
        deed(FOE, NORTH, -1.0, "what is done to them is no burden they bear"),
        deed(NORTH, FOE, 0.5),
    )
    # What is kind in the tie to the foe takes nothing from what is hostile.
    found = uneven_burden(some, members, (FOE,))
    assert found.value == pytest.approx(value)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found == uneven_burden(some, members, (FOE,))


def test_who_bears_the_burden() -> None:
    found = uneven_burden(
        tied(deed(NORTH, FOE, -0.6), deed(SOUTH, FOE, -0.2)), (NORTH, SOUTH, EAST), (FOE,)
    )
    assert found.rests_on == "2 of 3 members act against foe, north with 75% of it"


def voice(says: Saying, age: int | None = 0, id: str = "e") -> Voice:
    day = None if age is None else DAY - dt.timedelta(days=age)
    return Voice("report", day, says, (id,))


@pytest.mark.parametrize(
    ("voices", "value"),
    [
        # 1 / (1 + 1 + 1)
        ([voice("strained"), voice("holds")], 1 / 3),
        ([voice("withdraws"), voice("holds")], 1 / 3),
        # Ninety days halve a report: ½ / (½ + 0 + 1).
        ([voice("strained", 90)], 1 / 3),
        ([voice("strained", None)], 1 / 2),
        ([voice("holds"), voice("holds")], 0.0),
    ],
)
def test_voiced(voices: list[Voice], value: float) -> None:
    assert voiced(voices, DAY).value == pytest.approx(value)


def test_what_the_voices_say() -> None:
    some = [voice("strained", 9, "old"), voice("withdraws", 1, "new"), voice("holds", 0, "calm")]
    found = voiced(some, DAY)
    assert found.rests_on == (
        "of 3 reports on it 1 calls it strained and 1 tells that a member withdraws"
    )
    assert found.entries == ("new", "old")


@pytest.mark.parametrize(
    "found",
    [
        unanswered([], DAY),
        unanswered([call("unanswered", 1)], DAY),
        hostility(tied(deed(FOE, NORTH, -1.0)), TWO),
        imbalance(tied(*[deed(NORTH, SOUTH, 1.0)] * 4), TWO),
        uneven_burden(tied(deed(NORTH, FOE, -1.0)), (NORTH, SOUTH), ()),
        uneven_burden(tied(deed(NORTH, FOE, -1.0)), (NORTH,), (FOE,)),
        uneven_burden(tied(deed(NORTH, FOE, 1.0)), (NORTH, SOUTH), (FOE,)),
        voiced([], DAY),
    ],
)
def test_of_what_nothing_is_known(found: Component) -> None:
    assert (found.value, found.low, found.high) == (0.0, 0.0, 1.0)
    assert not found.is_known
    assert found.entries == ()


def test_the_total() -> None:
    # 1 - (1 - ½·½)(1 - ½·⅓) = 1 - ¾·⅚ = 3/8, and its bounds likewise from theirs.
    seen = Seen(DAY, tied(), [call("refused")], [voice("strained"), voice("holds")])
    found = strain(Held((NORTH, SOUTH), TWO, ()), seen)
    assert tuple(one.name for one in found.components) == COMPONENTS
    assert found.total == pytest.approx(3 / 8)
    refused, said = found.components[0], found.components[4]
    assert found.low == pytest.approx(1 - (1 - refused.low / 2) * (1 - said.low / 2))
    assert found.high == pytest.approx(1 - (1 - refused.high / 2) * (1 - said.high / 2))


def test_weights_are_options() -> None:
    seen = Seen(DAY, tied(), [call("refused")], ())
    options = StrainOptions(weights={"unanswered": 1.0})
    assert strain(Held((NORTH, SOUTH), TWO, ()), seen, options).total == pytest.approx(0.5)


def test_without_any_evidence_it_may_be_anything() -> None:
    # All five unknown: 0, up to 1 - ½⁵.
    found = strain(Held((NORTH, SOUTH), TWO, ()), Seen(None, tied(), (), ()))
    assert (found.total, found.low, found.high) == (0.0, 0.0, pytest.approx(1 - 0.5**5))


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=5))
def test_the_total_grows_with_each_component(parts: list[tuple[float, bool]]) -> None:
    some = [
        Component(
            "c", value if known else 0.0, value / 2 if known else 0.0, 1.0, 0.5, known, "", ()
        )
        for value, known in parts
    ]
    found = total(some)
    assert found.low <= found.total <= found.high < 1
    assert found.total >= max(one.value for one in some) / 2 - 1e-12
    assert math.isclose(
        found.total, 1 - math.prod(1 - one.value / 2 for one in some), abs_tol=1e-12
    )
