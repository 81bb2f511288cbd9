"""Rates from plain deeds, derived by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.network.deeds import Deed, Deeds
from foedus.network.shapes import Call
from foedus.network.sides import Side
from foedus.outlook.rates import Hostile, Span, answers_given, anyway, calls_made, replies

A, B, C = (Side(id, id.upper(), None) for id in "abc")
START = dt.date(2024, 1, 1)
NOW = START + dt.timedelta(days=99)
SPAN = Span(NOW.toordinal(), 30, 4.0)


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def hostile(*deeds: tuple[Side, Side, str, int]) -> Hostile:
    rows = [Deed(one, other, type, day(on), entries=(f"e{on}",)) for one, other, type, on in deeds]
    return Hostile.of(Deeds.of(sorted(rows, key=lambda deed: deed.day)), SPAN.until)


def test_a_reply_is_as_hostile_within_the_horizon() -> None:
    # a attacks b on days 0, 10, 60 and 90. b strikes back on day 20 (within 30 days of 0 and 10),
    # threatens on day 61 (too little), and the horizon of 90 is not over on day 99.
    # So 2 of 3 days are answered; they fall into spans of 30 days (ordinals // 30) of their own.
    found = replies(
        hostile(
            (A, B, "ASSAULT", 0), (A, B, "ASSAULT", 10), (B, A, "ASSAULT", 20),
            (A, B, "ASSAULT", 60), (B, A, "THREATEN", 61), (A, B, "ASSAULT", 90),
        ),
        SPAN,
    )  # fmt: skip
    spans = len({day(on).toordinal() // 30 for on in (0, 10, 60)})
    # Pairs: b to a with 2/3, and a to b: b's strike of day 20 is followed on day 60 (too late): 0.
    mean = (2 / 3 + 0 + 1) / (2 + 2)
    rate = found.of("b", "a", 4)
    assert (rate.seen, rate.basis) == (3, "record")
    assert rate.yes == pytest.approx(4 * mean + spans * 2 / 3)
    assert rate.no == pytest.approx(4 * (1 - mean) + spans / 3)
    unseen = found.of("c", "a", 4)
    assert (unseen.basis, unseen.mean) == ("prior", pytest.approx(mean))
    assert {"e0", "e20"} <= set(rate.entries)


def test_without_cases_the_prior_is_a_half_with_the_weight_of_four() -> None:
    rate = replies(hostile(), SPAN).of("a", "b", 4)
    assert (rate.yes, rate.no, rate.basis) == (2.0, 2.0, "prior")


def test_levels_have_rates_of_their_own() -> None:
    found = replies(
        hostile((A, B, "THREATEN", 0), (B, A, "THREATEN", 1), (A, C, "ASSAULT", 0)), SPAN
    )
    # Threats: answered 1 of 1, and b's by nothing: (1 + 0 + 1) / 4; attacks: (0 + 1) / 3.
    assert found.of("x", "y", 2).mean == pytest.approx(0.5)
    assert found.of("x", "y", 4).mean == pytest.approx(1 / 3)


def test_what_goes_on_anyway_is_the_share_of_past_spans() -> None:
    # As of day 99 spans of 30 days reach back over days 70 to 99, 40 to 69, 10 to 39, …; the first
    # act of a and b is on day 5 (span 3), which is left out. Of spans 0 to 2, a attacked b in two
    # (days 45, 75), b attacked a in none but the first.
    found = anyway(
        hostile((B, A, "ASSAULT", 5), (A, B, "ASSAULT", 45), (A, B, "SANCTION", 75)), SPAN
    )
    # At level 4: shares 1/3 (a) and 0/3 (b), μ = (½ + 1/3) / 3 = 5/18.
    mu = 5 / 18
    assert found["a", "b", 4].mean == pytest.approx((mu + 1) / 4)
    assert found["b", "a", 4].mean == pytest.approx(mu / 4)
    # At level 3: 2/3 and 0/3.
    assert found["a", "b", 3].mean == pytest.approx(((0.5 + 2 / 3) / 3 + 2) / 4)


def call(to: Side, answer: str, on: int = 0, open_for: int = 99) -> Call:
    return Call(f"call--{on}--{to.id}", (B,), to, day(on), "help", answer, None, None, open_for, (f"e{on}",))  # fmt: skip


def test_who_is_attacked_calls() -> None:
    # b is attacked on days 0 and 60, and calls on c on day 3: 1 of 2; on a never.
    found = calls_made(
        hostile((A, B, "ASSAULT", 0), (A, B, "ASSAULT", 60)),
        [call(C, "granted", 3)],
        {"b": ["a", "c"]},
        SPAN,
    )
    mean = (0.5 + 0 + 1) / (2 + 2)
    assert found.of("b", "c").yes == pytest.approx(4 * mean + 2 * 0.5)
    assert found.of("b", "a").yes == pytest.approx(4 * mean)
    assert found.of("c", "a").mean == pytest.approx(mean)


def test_answers_start_from_what_defence_pacts_have_come_to() -> None:
    nothing = answers_given([], 60, 4.0)
    assert nothing.of("c", "b").mean == pytest.approx(0.41)
    some = [call(C, "granted"), call(C, "partial", 1), call(A, "refused", 2)]
    still_open = call(A, "unanswered", 3, open_for=10)
    found = answers_given([*some, still_open], 60, 4.0)
    mean = (4 * 0.41 + 1 + 0.5 + 0) / (4 + 3)
    assert found.of("c", "b").yes == pytest.approx(4 * mean + 1.5)
    assert found.of("a", "b").seen == 1
    assert found.of("x", "y").mean == pytest.approx(mean)
