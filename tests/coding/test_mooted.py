"""Deeds that a text only brings up are no events; what is said beside them stands."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, events, first_of, told

DEEDS = ("ASSAULT", "COERCE", "MOBILIZE", "AID", "AGREE")
# (sentence, its deeds)
BROUGHT_UP = [
    ("Chad recognised Turkey's right to attack Syria.", []),
    ("The UN has a mandate to protect refugees from Sudan.", []),
    ("Russia trained an army capable of attacking Poland.", []),
    ("The book discusses the notion of a war between Russia and Poland.", []),
    ("The president tweeted about firing missiles into Syria.", []),
    ("Many in Egypt are in favour of attacking Israel.", []),
    ("Reports raise questions about the American commitment to protect Ukraine.", []),
    ("That does not mean Iran cannot attack Israel.", []),
    ("Qatar opposed a law to stop Egyptian firms from boycotting Israel.", []),
    ("Mali should talk to the rebels rather than attack Chad.", []),
    ("Kenya wants to lay the ground for attacking Somalia.", []),
    ("The African Union deployment suffers many losses.", []),
]
# The same words where a deed is told all the same.
TOLD = [
    (
        "Turkey has the right to attack Syria, and shelled Syrian troops.",
        ["ASSAULT turkey > syria-mil"],
    ),
    ("Sudan is thinking of attacking Chad.", ["ASSAULT sudan > chad"]),
    ("The deployment of Russian troops continued.", ["MOBILIZE russia-mil >"]),
]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, BROUGHT_UP, TOLD)


@pytest.mark.parametrize(("text", "expected"), BROUGHT_UP, ids=map(first_of, BROUGHT_UP))
def test_what_is_only_brought_up_is_no_event(coded: Coded, text: str, expected: list[str]) -> None:
    assert [told(event) for event in events(coded[text]) if event.event in DEEDS] == expected


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=map(first_of, TOLD))
def test_what_is_told_beside_it_stands(coded: Coded, text: str, expected: list[str]) -> None:
    assert set(expected) <= {told(event) for event in events(coded[text])}
