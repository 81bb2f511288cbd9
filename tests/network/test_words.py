"""When a commitment was given, and when it is due, by the days that its words name."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.catalogue.loading import load_catalogue
from foedus.model import Act, Actor, Commitment, Evidence, When
from foedus.network.sides import Sides
from foedus.network.words import words_of

PUBLISHED = dt.date(2024, 3, 14)  # a Thursday


def day(number: int) -> dt.date:
    return dt.date(2024, 3, number)


@pytest.mark.parametrize(
    ("when", "given", "due"),
    [
        (None, 14, None),
        (When(day(12), day(12), "day"), 12, None),  # "said on Tuesday"
        (When(day(14), day(14), "day"), 14, None),
        (When(day(18), day(18), "day"), 14, (18, 18)),  # "will leave on Monday"
        (When(None, day(20), "day"), 14, (20, 20)),  # "by next Wednesday"
        (When(day(11), day(17), "week"), 14, None),  # "said this week", "will leave this week"
        (When(day(18), day(24), "week"), 14, (18, 24)),  # "next week"
        (When(day(4), day(10), "week"), 10, None),  # "last week"
        (When(day(1), day(31), "month"), 14, (1, 31)),
    ],
)
def test_given_and_due(when: When | None, given: int, due: tuple[int, int] | None) -> None:
    france = Actor("france", "France", "FRA", None, "France", 0, 6)
    said = Commitment(
        "c-1", france, "will", Act("AID", "will send tents", (), ()), None, "pledge", (), when,
        Evidence("r", 0, 0, 6, "France"), "rule", 0.9,
    )  # fmt: skip
    catalogue = load_catalogue()
    sides = Sides(catalogue.parties.values(), catalogue.persons)
    (word,) = words_of([said], {"r": PUBLISHED}, sides)
    assert word.given == day(given)
    assert word.due == (None if due is None else (day(due[0]), day(due[1])))
