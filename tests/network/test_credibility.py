"""Credibility by hand: Beta(a + kept, b + broken)."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.network.credibility import CredibilityOptions, credibility_of, prior_of
from foedus.network.promises import Kind
from foedus.network.shapes import Fate, Status
from foedus.network.sides import Side

A, B = Side("a", "A", None), Side("b", "B", None)
DAY = dt.date(2024, 1, 10)


def fate(id: str, status: Status, by: str | None = None, actor: Side = A) -> Fate:
    return Fate(
        id=id, actor=actor, polarity="will", strength="vow", act="", event=None, towards=(),
        condition_type=None, condition=None, date=DAY, status=status, since=DAY, reason="",
        met_by=(), settled_by=(by,) if by else (), entries=(id,),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "a", "b"),
    [  # four cases times the mean, and the rest of the four
        ("offence", 2.96, 1.04),
        ("defence", 1.64, 2.36),
        ("neutrality", 3.12, 0.88),
        ("nonaggression", 1.48, 2.52),
        ("any", 2.0, 2.0),
    ],
)
def test_the_prior_weighs_four_cases(kind: Kind, a: float, b: float) -> None:
    assert prior_of(kind) == pytest.approx((a, b))


def test_kept_and_broken_add_to_the_prior() -> None:
    given_ = [fate("c-1", "kept", "e-1"), fate("c-2", "kept", "e-2"), fate("c-3", "broken", "e-3"),
              fate("c-4", "standing"), fate("c-5", "lapsed")]  # fmt: skip
    (found,) = credibility_of(given_, {})
    # Any: Beta(2 + 2, 2 + 1), mean 4/7.
    assert (found.kept, found.broken, found.value) == (2, 1, pytest.approx(4 / 7))
    assert found.entries[:6] == ("c-1", "e-1", "c-2", "e-2", "c-3", "e-3")


def test_the_interval_of_a_flat_prior_is_known() -> None:
    # Weight 2 of mean ½ is Beta(1, 1), the flat one: its 5 and 95 % points are 0.05 and 0.95.
    options = CredibilityOptions(weight=2.0)
    (found,) = credibility_of([fate("c-1", "standing")], {}, options)
    assert (found.value, found.low, found.high) == pytest.approx((0.5, 0.05, 0.95))
    # One kept: Beta(2, 1), whose share below x is x²; so the points are √0.05 and √0.95.
    (found,) = credibility_of([fate("c-1", "kept", "e-1")], {}, options)
    assert (found.low, found.high) == pytest.approx((0.05**0.5, 0.95**0.5))


def test_the_prior_is_that_of_the_settled_kinds() -> None:
    given_ = [fate("c-1", "kept", "e-1"), fate("c-2", "broken", "e-2"), fate("c-3", "standing")]
    kinds: dict[str, Kind] = {"c-1": "offence", "c-2": "nonaggression", "c-3": "neutrality"}
    (found,) = credibility_of(given_, kinds)
    # Half of 2.96 and 1.48, and half of 1.04 and 2.52; that which stands says nothing.
    assert (found.prior_kept, found.prior_broken) == pytest.approx((2.22, 1.78))


def test_promises_settled_by_the_same_deed_count_once() -> None:
    given_ = [fate("c-1", "broken", "e-1"), fate("c-2", "broken", "e-1"),
              fate("c-3", "broken", "e-2")]  # fmt: skip
    assert credibility_of(given_, {})[0].broken == 2


def test_those_with_most_kept_or_broken_come_first() -> None:
    given_ = [fate("c-1", "standing"), fate("c-2", "kept", "e-1", actor=B)]
    assert [one.actor for one in credibility_of(given_, {})] == [B, A]


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_mean_lies_between_the_prior_and_the_share_kept(kept: int, broken: int) -> None:
    given_ = [fate(f"k-{n}", "kept", f"e-{n}") for n in range(kept)]
    given_ += [fate(f"b-{n}", "broken", f"f-{n}") for n in range(broken)]
    if not given_:
        return
    (found,) = credibility_of(given_, {})
    share = kept / (kept + broken)
    assert min(0.5, share) - 1e-9 <= found.value <= max(0.5, share) + 1e-9
    assert 0 <= found.low <= found.value <= found.high <= 1
