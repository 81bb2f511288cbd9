"""Ties: C, H and θ ~ Beta(½ + C, ½ + H), from few deeds whose sums are done by hand."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.network.balance import SignedTie, balance
from foedus.network.deeds import Deed, Deeds
from foedus.network.sides import Side
from foedus.network.ties import TieOptions, Ties, ties

DAY = dt.date(2024, 3, 31)
DEFAULT = TieOptions()
NORTH, SOUTH, EAST = (Side(name[0], name, None) for name in ("north", "south", "east"))


def deed(
    score: float,
    age: int | None = 0,
    source: Side | None = NORTH,
    target: Side | None = SOUTH,
    confidence: float = 1.0,
    entries: tuple[str, ...] = (),
) -> Deed:
    day = None if age is None else DAY - dt.timedelta(days=age)
    return Deed(source, target, "ASSAULT", day, score, confidence, entries=entries)


def measured(*deeds: Deed, options: TieOptions = DEFAULT) -> Ties:
    return ties(Deeds.of(deeds), DAY, options)


@pytest.mark.parametrize(
    ("deeds", "cooperation", "hostility", "value", "events"),
    [
        # One deed today weighs its intensity: C = 0.5; 0.5 / (1 + 0.5) = 1/3.
        ([deed(0.5)], 0.5, 0.0, 1 / 3, 1),
        # Thirty days halve it, sixty quarter it: H = 0.8·½ + 0.8·¼ = 0.6; -0.6 / 1.6.
        ([deed(-0.8, 30), deed(-0.8, 60)], 0.0, 0.6, -0.375, 2),
        # The coder's confidence enters the weight: C = 0.4·0.5 = 0.2, H = 1; -0.8 / 2.2.
        ([deed(0.4, confidence=0.5), deed(-1.0)], 0.2, 1.0, -0.8 / 2.2, 2),
        # Fifteen days: 2^(-½).
        ([deed(1.0, 15)], math.sqrt(0.5), 0.0, math.sqrt(0.5) / (1 + math.sqrt(0.5)), 1),
        # What is neither counts neither way, what is to come does not count, nor what has no day.
        ([deed(0.5), deed(0.0), deed(-1.0, -1), deed(-1.0, None)], 0.5, 0.0, 1 / 3, 1),
    ],
)
def test_weights(
    deeds: list[Deed], cooperation: float, hostility: float, value: float, events: int
) -> None:
    tie = measured(*deeds).tie("n", "s")
    assert tie is not None
    assert (tie.cooperation, tie.hostility) == pytest.approx((cooperation, hostility))
    assert tie.value == pytest.approx(value)
    assert tie.events == events


def test_the_share_is_a_beta_distribution() -> None:
    # C = ½, H = 0: Beta(1, ½), whose distribution function is 1 - (1 - x)^½. So P(θ > ½) is
    # √½ = 0.7071, and the 5 % and 95 % points are 1 - 0.95² = 0.0975 and 1 - 0.05² = 0.9975:
    # as ties 2·0.0975 - 1 = -0.805 and 2·0.9975 - 1 = 0.995.
    tie = measured(deed(0.5)).tie("n", "s")
    assert tie is not None
    assert tie.probability == pytest.approx(math.sqrt(0.5))
    assert (tie.low, tie.high) == pytest.approx((-0.805, 0.995))
    assert tie.sign == "open"


@pytest.mark.parametrize(
    ("hostile", "sign"),
    [
        # C = 0 and H = h: Beta(½, ½ + h). For H = ½ it is Beta(½, 1), with P(θ > ½) = 1 - √½ = 0.29.
        (1, "open"),
        # H = 2½: Beta(½, 3). With u = √θ its density is that of (1 - u²)², over u from 0 to 1:
        # P = 1 - (u - 2u³/3 + u⁵/5) / (8/15) at u = √½, 0.7071 - 0.2357 + 0.0354 = 0.5068, so 0.05.
        (5, "negative"),
    ],
)
def test_the_sign_is_settled_by_much(hostile: int, sign: str) -> None:
    tie = measured(*[deed(-0.5)] * hostile).tie("n", "s")
    assert tie is not None
    assert tie.sign == sign


def test_the_probability_that_settles_it() -> None:
    some = measured(*[deed(-0.5)] * 5)
    assert some.probability[0] == pytest.approx(1 - 0.50676 / (8 / 15), abs=1e-4)
    assert measured(*[deed(-0.5)] * 5, options=TieOptions(settled=0.99)).sign[0] == 0


def test_what_one_does_to_itself_is_no_tie() -> None:
    assert len(measured(deed(-1.0, target=NORTH))) == 0


def test_pairs_are_directed_and_need_two_sides() -> None:
    some = measured(deed(1.0), deed(-1.0, source=SOUTH, target=NORTH), deed(1.0, target=None))
    assert len(some) == 2
    there, back = some.tie("n", "s"), some.tie("s", "n")
    assert there is not None
    assert back is not None
    assert (there.value, back.value) == pytest.approx((0.5, -0.5))
    assert (there.id, back.id) == ("tie--n--s", "tie--s--n")
    assert some.tie("n", "e") is None


def test_both_ways_together() -> None:
    some = measured(deed(1.0, source=SOUTH, target=NORTH), deed(-0.5), deed(0.5, target=EAST))
    # C = 1, H = ½: ½ / 2½.
    tie = some.between("s", "n")
    assert (tie.source, tie.target, tie.events) == (NORTH, SOUTH, 2)
    assert (tie.cooperation, tie.hostility) == pytest.approx((1.0, 0.5))
    assert tie.value == pytest.approx(0.2)
    assert some.between("n", "s") == tie
    assert some.pooled().tie("s", "n") == tie
    assert len(some.pooled()) == 2


def test_what_two_do_with_each_other_is_one_event() -> None:
    both = Deeds.of([deed(1.0), deed(1.0, source=SOUTH, target=NORTH)])
    both.event[:] = 0
    tie = ties(both, DAY).between("n", "s")
    assert (tie.cooperation, tie.events) == (1.0, 1)


def test_two_that_nothing_is_told_of() -> None:
    # Beta(½, ½) is the arcsine distribution: its 5 % point is sin²(0.05·π/2) = 0.0062.
    tie = measured(deed(1.0)).between(NORTH, Side("far", "Far", None))
    assert (tie.value, tie.sign, tie.events, tie.entries) == (0.0, "open", 0, ())
    assert tie.low == pytest.approx(2 * math.sin(0.05 * math.pi / 2) ** 2 - 1)
    assert tie.id == "tie--far--n"


def test_entries_come_by_weight() -> None:
    some = measured(
        deed(-0.2, entries=("small",)),
        deed(-0.8, 30, entries=("old", "old-again")),
        deed(0.9, entries=("great",)),
    )
    tie = some.tie("n", "s")
    assert tie is not None
    assert tie.entries == ("great", "old", "old-again", "small")
    assert some.entries(0, hostile_first=True) == ("old", "old-again", "small", "great")


def test_a_tie_of_a_long_war_lists_only_so_many_entries() -> None:
    some = measured(
        *[deed(-1.0, age, entries=(f"e{age}",)) for age in range(5)],
        options=TieOptions(most_entries=2),
    )
    (tie,) = some.records()
    assert (tie.events, tie.entries) == (5, ("e0", "e1"))


def test_rows_are_chosen_by_who_is_concerned() -> None:
    some = measured(deed(1.0), deed(-1.0, target=EAST), deed(1.0, source=EAST, target=SOUTH))
    assert int(some.of(["n", "s"]).sum()) == 1
    assert int(some.touching(["n"]).sum()) == 2
    assert int(some.of(["n", "unheard-of"]).sum()) == 0
    only = some.where(some.touching(["e"]))
    assert [(tie.source.id, tie.target.id, tie.events) for tie in only.records()] == [
        ("n", "e", 1),
        ("e", "s", 1),
    ]


def test_settled_signs_make_a_signed_network() -> None:
    some = measured(
        *[deed(1.0, source=SOUTH, target=NORTH)] * 5,
        *[deed(-1.0, target=EAST)] * 5,
        deed(-0.1, source=EAST, target=SOUTH),
    )
    assert set(some.signed()) == {SignedTie("n", "s", 1), SignedTie("e", "n", -1)}
    leaning = some.signed(settled_only=False)
    assert SignedTie("e", "s", -1) in leaning
    assert balance(leaning).frustration_index == 0


def test_no_deeds_and_no_day() -> None:
    assert len(measured()) == 0
    assert list(measured().pooled().records()) == []
    assert measured().signed() == []
    assert len(ties(Deeds.of([deed(1.0)]), None)) == 0


SIDES = st.sampled_from([NORTH, SOUTH, EAST])
DEEDS = st.builds(
    deed,
    st.integers(-10, 10).map(lambda score: score / 10),
    st.integers(-5, 400) | st.none(),
    SIDES,
    SIDES,
    st.floats(0.1, 1.0),
).filter(lambda one: one.source != one.target)


@given(st.lists(DEEDS, max_size=30))
def test_whatever_is_told(some: list[Deed]) -> None:
    found = measured(*some)
    for one in (found, found.pooled()):
        assert (one.low <= one.value + 1e-9).all()
        assert (one.value <= one.high + 1e-9).all()
        assert ((one.sign == 0) | (np.sign(one.value) == one.sign)).all()
        assert one.cooperation.sum() == pytest.approx(found.cooperation.sum())
        assert one.hostility.sum() == pytest.approx(found.hostility.sum())
        assert len({(tie.source.id, tie.target.id) for tie in one.records()}) == len(one)


@given(st.lists(DEEDS, max_size=15), st.integers(-10, 10).map(lambda score: score / 10))
def test_one_deed_more_moves_the_tie_its_way(some: list[Deed], score: float) -> None:
    before = measured(*some).between("n", "s").probability
    after = measured(*some, deed(score)).between("n", "s").probability
    assert (after - before) * score >= 0
