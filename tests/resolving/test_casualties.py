"""Deaths and injuries that a sentence counts, and the numbers that are none of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.pipeline import Coder
from foedus.resolving.casualties import parse_number
from tests.situations import Coded, code_tables, events, unmet

# (sentence, deaths, injuries)
TABLE = [
    ("Israel bombed Lebanon, killing 12 people.", 12, None),
    ("Israel bombed Lebanon, killing at least 12 people.", 12, None),
    ("Israel bombed Lebanon, killing twelve people.", 12, None),
    ("Israel bombed Lebanon, killing more than 1,200 people.", 1200, None),
    ("Israel bombed Lebanon, killing two hundred people.", 200, None),
    ("Israel bombed Lebanon, killing twenty-one people.", 21, None),
    ("Israel bombed Lebanon, wounding 30 people.", None, 30),
    ("Israel bombed Lebanon, killing 12 people and wounding 30.", 12, 30),
    ("Israel bombed Lebanon, killing four soldiers and two children.", 6, None),
    ("Hamas killed three Israeli soldiers.", 3, None),
    ("Three Israeli soldiers were killed by Hamas.", 3, None),
    ("Twelve people were killed in an Israeli airstrike on Lebanon.", 12, None),
    ("An Israeli airstrike on Lebanon killed 12 people.", 12, None),
    ("An Israeli airstrike on Lebanon killed 12 people and injured 30 others.", 12, 30),
    unmet(
        "An Israeli airstrike on Lebanon left 12 people dead.",
        12,
        None,
        reason='"left 12 dead" after a noun is not counted',
    ),
    ("Two people died in an Israeli airstrike on Lebanon.", 2, None),
    ("Israel bombed Lebanon on Friday.", None, None),
    ("Israel bombed Lebanon with 12 jets.", None, None),
    ("Israel bombed Lebanon, killing dozens of people.", None, None),
    ("Israel bombed Lebanon 12 times.", None, None),
]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, TABLE)


@pytest.mark.parametrize(("sentence", "deaths", "injuries"), TABLE)
def test_who_was_killed_or_hurt_is_counted(
    coded: Coded, sentence: str, deaths: int | None, injuries: int | None
) -> None:
    found = [event for event in events(coded[sentence]) if event.event == "ASSAULT"]
    assert found
    counted = {(e.fatalities, e.injuries) for e in found if e.fatalities or e.injuries}
    wanted = (deaths, injuries)
    assert counted == (set() if wanted == (None, None) else {wanted})


def test_the_dead_of_a_sentence_are_counted_once(coded: Coded) -> None:
    twice = [
        sentence
        for sentence, entries in coded.items()
        if sum(bool(e.fatalities or e.injuries) for e in events(entries)) > 1
    ]
    assert twice == []


NUMBERS = [
    (["one"], 1),
    (["twenty-one"], 21),
    (["two", "hundred"], 200),
    (["two", "hundred", "twelve"], 212),
    (["three", "thousand"], 3000),
    (["two", "thousand", "five", "hundred"], 2500),
    (["1,200"], 1200),
    (["some"], None),
    (["forty-some"], None),
    ([], None),
    (["0"], None),
    (["99999999999999999999"], None),
]


@pytest.mark.parametrize(("words", "number"), NUMBERS)
def test_words_to_numbers(words: list[str], number: int | None) -> None:
    assert parse_number(words) == number


@given(st.integers(min_value=1, max_value=9_999_999))
def test_digits_are_read_with_and_without_commas(number: int) -> None:
    assert parse_number([str(number)]) == parse_number([f"{number:,}"]) == number


@given(st.lists(st.text(max_size=8), max_size=5))
def test_any_words_give_a_positive_number_or_none(words: list[str]) -> None:
    number = parse_number(words)
    assert number is None or number > 0
