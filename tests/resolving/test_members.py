"""Who was asked where governments are asked as a class."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, events, ids

# (report, who is asked)
ASKED = [
    # named beside the class
    ("Israel asked several countries, among them Cyprus and Greece, to take in ships.", "cyprus,greece"),
    ("Armenia appealed to the Arab governments, Oman among them, for aid.", "oman"),
    ("Ethiopia appealed to its neighbours, Kenya and Djibouti included, to send troops.", "djibouti,kenya"),
    # told of in the next lines as having been asked
    ("France asked its allies to send troops to Mali. Denmark has not replied.", "denmark"),
    ("Ukraine has asked its neighbours for weapons. Moldova did not respond, while Poland is weighing the request.", "moldova,poland"),
    ("Saudi Arabia has asked Muslim countries to join a coalition. Pakistan refused on Friday. Malaysia has given no answer.", "malaysia,pakistan"),
    ("Spain asked European governments to send ships. No answer has come from Hungary.", "hungary"),
    # nobody is, or of somebody else it is told
    ("Lebanon called on foreign governments for help. Italy condemned Israel.", ""),
    ("France asked its allies to send troops to Mali. France has not decided how many.", ""),
    ("Germany asked Austria to send aid. Hungary has not replied.", "austria"),
]  # fmt: skip


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, ASKED)


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_who_is_asked_of_a_class(coded: Coded, text: str, expected: str) -> None:
    requests = [e for e in events(coded[text]) if e.event == "REQUEST" and e.assertion == "actual"]
    assert [ids(event.recipients) for event in requests] == [expected]
