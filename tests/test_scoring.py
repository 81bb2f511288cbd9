"""Scores against gold, with numbers derived by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import UsageError
from foedus.scoring import Answered, score


def answered(
    gold: str | None, event: str, confidence: float = 0.9, penta: int | None = None
) -> Answered:
    quad = {
        "AID": "material-cooperation",
        "CONCEDE": "verbal-cooperation",
        "RETREAT": "material-cooperation",
    }
    return Answered(
        "1", "…", gold, penta, event, quad.get(event, "verbal-conflict"), confidence, "rule"
    )


# Gold AID AID REJECT YIELD, answers AID REJECT REJECT CONCEDE:
# AID has 1 of 1 answers right and 1 of 2 rows found: F1 = 2·1/(1+2) = 2/3;
# REJECT 1 of 2 and 1 of 1: 2/3; YIELD 1 of 1 and 1 of 1: 1.
FOUR = [
    answered("AID", "AID"),
    answered("AID", "REJECT"),
    answered("REJECT", "REJECT"),
    answered("YIELD", "CONCEDE"),
]


def test_f1_by_class_macro_and_weighted() -> None:
    found = score(FOUR).root
    assert found is not None
    by_name = {one.name: one for one in found.classes}
    assert (by_name["AID"].precision, by_name["AID"].recall) == (1.0, 0.5)
    assert (by_name["REJECT"].precision, by_name["REJECT"].recall) == (0.5, 1.0)
    assert [round(by_name[name].f1, 4) for name in ("AID", "REJECT", "YIELD")] == [
        0.6667,
        0.6667,
        1.0,
    ]
    assert found.macro == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)
    assert found.weighted == pytest.approx((2 * 2 / 3 + 2 / 3 + 1) / 4)
    assert found.accuracy == 0.75
    assert found.confusion == {
        "AID": {"AID": 1, "REJECT": 1},
        "REJECT": {"REJECT": 1},
        "YIELD": {"YIELD": 1},
    }


def test_what_was_missed_is_listed() -> None:
    assert [one.event for one in score(FOUR).missed] == ["REJECT"]


@pytest.mark.parametrize(
    ("gold", "event", "right"),
    [
        ("YIELD", "CONCEDE", True),
        ("YIELD", "RETREAT", True),
        ("YIELD", "AGREE", False),
        ("CONCEDE", "CONCEDE", True),
        ("CONCEDE", "RETREAT", False),
        ("RETREAT", "RETREAT", True),
    ],
)
def test_gold_may_have_yield_or_its_two_halves(gold: str, event: str, right: bool) -> None:
    found = score([answered(gold, event)]).root
    assert found is not None
    assert found.accuracy == float(right)


@pytest.mark.parametrize(
    ("penta", "event", "right"),
    [
        (2, "AID", True),
        (2, "CONCEDE", True),
        (2, "RETREAT", True),
        (1, "CONCEDE", False),
        (3, "REJECT", True),
        (4, "REJECT", False),
    ],
)
def test_gold_counts_concessions_as_material(penta: int, event: str, right: bool) -> None:
    found = score([answered(None, event, penta=penta)]).quad
    assert found is not None
    assert found.accuracy == float(right)


def test_the_calibration_error_is_the_mean_gap_of_the_bins() -> None:
    # Bin 0.9-1: two answers of 0.95, one right: gap 0.45. Bin 0.5-0.6: one of 0.55, right: 0.45.
    rows = [
        answered("AID", "AID", 0.95),
        answered("AID", "REJECT", 0.95),
        answered("AID", "AID", 0.55),
    ]
    found = score(rows)
    assert [(one.low, one.rows, one.accuracy) for one in found.bins] == [
        (0.5, 1, 1.0),
        (0.9, 2, 0.5),
    ]
    assert found.calibration_error == pytest.approx(0.45)


def test_rows_without_gold_cannot_be_scored() -> None:
    with pytest.raises(UsageError, match="no row has a root or a penta"):
        score([answered(None, "AID")])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["AID", "REJECT", "AGREE"]),
            st.sampled_from(["AID", "REJECT", "AGREE"]),
            st.floats(0, 1),
        ),
        min_size=1,
    )
)
def test_scores_lie_between_0_and_1(rows: list[tuple[str, str, float]]) -> None:
    found = score([answered(*row) for row in rows])
    assert found.root is not None
    assert found.calibration_error is not None
    for value in (
        found.root.macro,
        found.root.weighted,
        found.root.accuracy,
        found.calibration_error,
    ):
        assert 0 <= value <= 1
    assert sum(one.rows for one in found.bins) == len(rows)
    assert len(found.missed) == round((1 - found.root.accuracy) * len(rows))
