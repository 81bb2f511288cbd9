"""The check against history: what had been known before, and the scores, by hand."""

from __future__ import annotations

import datetime as dt
from math import log

import pytest

from foedus.model import Act, Actor, Commitment, Condition, Evidence
from foedus.network.shapes import Fate
from foedus.network.sides import Side
from foedus.network.words import Word
from foedus.outlook.backtest import Case, brier, cases_of, log_score, scores

NORTH = Side("north", "North", "NOR")
DAY = dt.date(2024, 1, 1)


def day(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number)


def word(id: str, given: int) -> Word:
    """North will attack if it is attacked: a defence, whose prior is 0.41 of four cases."""
    actor = Actor("north", "North", "NOR", "GOV", "North", 0, 5)
    said = Commitment(
        id, actor, "will", Act("ASSAULT", "will strike back", (), ()),
        Condition("if", "ASSAULT", "if it is attacked", (), ()), "pledge", (), None,
        Evidence("r", 0, 0, 5, "North"), "will", 0.8,
    )  # fmt: skip
    return Word(id, said, NORTH, day(given), None, (), (), (), (id,))


def fate(id: str, status: str, since: int, **more: object) -> Fate:
    fields: dict[str, object] = {
        "actor": NORTH, "polarity": "will", "strength": "pledge", "act": "strike back",
        "event": "ASSAULT", "towards": (), "condition_type": "if", "condition": "if attacked",
        "date": day(0), "reason": "", "met_by": (f"met-{id}",), "settled_by": (f"by-{id}",),
        "entries": (id,), **more,
    }  # fmt: skip
    return Fate(id=id, status=status, since=day(since), **fields)


FATES = [
    fate("1", "kept", 10),
    fate("2", "broken", 20),
    fate("3", "kept", 30),
    fate("again", "kept", 30, settled_by=("by-3",)),  # told once more: no case of its own
    fate("open", "triggered", 30),
]
MET = {"met-1": day(9), "met-2": day(10), "met-3": day(25)}


def test_a_forecast_knows_only_what_was_settled_before_the_condition_was_met() -> None:
    cases = list(cases_of(FATES, {one.id: word(one.id, 0) for one in FATES}, MET))
    assert [(one.id, one.day, one.was_kept) for one in cases] == [
        ("1", day(9), True), ("2", day(10), False), ("3", day(25), True),
    ]  # fmt: skip
    # Of 2, met on day 10, the fate of 1 was settled on that day, not before it.
    assert [(one.kept_before, one.broken_before) for one in cases] == [(0, 0), (0, 0), (1, 1)]
    # 4 · 0.41 = 1.64; with one kept and one broken (1.64 + 1) / 6 = 0.44.
    assert [one.credibility for one in cases] == pytest.approx([0.41, 0.41, 0.44])
    assert [one.prior for one in cases] == pytest.approx([0.41] * 3)


def case(p: float, kept: bool) -> Case:
    return Case("c", NORTH, DAY, kept, True, 0, 0, p, 0.5, ())


def test_scores() -> None:
    cases = [case(0.8, True), case(0.6, False)]
    by_name = {one.forecast: one for one in scores(cases)}
    # (0.2² + 0.6²) / 2 = 0.2; (-ln 0.8 - ln 0.4) / 2.
    assert by_name["credibility"].brier == pytest.approx(0.2)
    assert by_name["credibility"].log_score == pytest.approx(-(log(0.8) + log(0.4)) / 2)
    assert (by_name["prior"].brier, by_name["prior"].log_score) == pytest.approx((0.25, log(2)))
    assert by_name["always kept"].brier == by_name["never kept"].brier == 0.5
    # Held at 0.99: (-ln 0.99 - ln 0.01) / 2.
    assert by_name["always kept"].log_score == pytest.approx(-(log(0.99) + log(0.01)) / 2)


def test_without_cases_there_is_no_score() -> None:
    assert {(one.cases, one.brier, one.log_score) for one in scores([])} == {(0, None, None)}


@pytest.mark.parametrize("kept", [True, False])
def test_a_sure_forecast_is_best_where_it_is_right(kept: bool) -> None:
    sure, unsure = [(float(kept), kept)], [(0.5, kept)]
    assert brier(sure) == 0 < brier(unsure)
    assert log_score(sure) < log_score(unsure)
