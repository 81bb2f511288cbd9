"""Ships by name, drones shot down, and threats to a whole class."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, commitments, events, ids, told

# (sentence, its ASSAULTs between two sides)
SHOT_DOWN = [
    ("The USS Mason shot down two missiles fired by the Houthis.", ["united-states-mil > houthis"]),
    ("The destroyer USS Stethem shot down a drone that Iran had launched.", ["united-states-mil > iran"]),
    ("HMS Lancaster shot down a drone launched by the Houthis on Saturday.", ["united-kingdom-mil > houthis"]),
    ("A French frigate downed two drones sent by the Houthis.", ["france-mil > houthis"]),
    ("Azerbaijan brought down two Armenian drones near Shusha.", ["azerbaijan > armenia"]),
    ("Ukraine shot down ten missiles launched by Russia.", ["ukraine > russia"]),
    ("The Houthis fired at two tankers, and a frigate of Italy shot down a drone that the rebels had launched.", ["italy-mil > houthis"]),
    ("Iran attacked the USS Dwight D. Eisenhower.", ["iran > united-states-mil"]),
    ("North Korea attacked ROKS Cheonan.", ["north-korea > south-korea-mil"]),
]  # fmt: skip
# (sentence, who would strike > whom)
TARGETS = [
    ("Iran said that American warships would become targets for its missiles.", ["iran > united-states-mil"]),
    ("The Taliban warned that American bases would be legitimate targets.", ["taliban > united-states"]),
    ("Any navy that came near, including that of France, would be a target for the movement's missiles, the Houthis warned.", ["houthis > france"]),
    ("Russia declared that any aircraft of NATO over Ukraine would become a target.", ["russia > nato"]),
    ("Russia warned that every convoy would be treated as a military target.", ["russia >"]),
    ("Iran threatened to strike every ship heading for Saudi Arabia.", ["iran > saudi-arabia"]),
]  # fmt: skip
# What is feared, and threats in which nothing is given.
NO_WORDS = [
    "The Pentagon said that its ships would be a target.",
    "Britain said that American ships would be a target for drones.",
    "The United Nations warned that hospitals would be targets.",
    "Somali pirates threatened all vessels bound for Yemen.",
]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, SHOT_DOWN, TARGETS, [(text,) for text in NO_WORDS])


@pytest.mark.parametrize(("text", "expected"), SHOT_DOWN)
def test_who_shoots_down_strikes_the_one_who_fired(
    coded: Coded, text: str, expected: list[str]
) -> None:
    found = [e for e in events(coded[text]) if e.event == "ASSAULT" and e.recipients]
    assert [told(event).removeprefix("ASSAULT ") for event in found if event.actors] == expected


@pytest.mark.parametrize(("text", "expected"), TARGETS)
def test_a_target_is_whom_the_speaker_would_strike(
    coded: Coded, text: str, expected: list[str]
) -> None:
    words = [word for word in commitments(coded[text]) if word.act.event == "ASSAULT"]
    assert [f"{word.actor.id} > {ids(word.act.recipients)}".strip() for word in words] == expected


@pytest.mark.parametrize("text", NO_WORDS)
def test_what_is_feared_is_nobodys_word(coded: Coded, text: str) -> None:
    assert [word.act.text for word in commitments(coded[text])] == []
