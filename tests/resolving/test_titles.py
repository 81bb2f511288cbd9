"""Of which country somebody is, where a title beside the name says so."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, events

# (sentence, country and sector of who acts in it); every report is of November 2023.
TABLE = [
    # The office that the text names, though he has had another since.
    ("The Egyptian foreign minister, Ahmed Aboul Gheit, urged Israel to leave Gaza.", "EGY GOV"),
    ("Ahmed Aboul Gheit urged Israel to leave Gaza.", "LAS IGO"),
    # A title that no office is listed for leaves the office of the day.
    ("Secretary of State Antony Blinken urged Israel to leave Gaza.", "USA GOV"),
    # Nobody the catalogue knows, with a land before the title.
    ("Guyanese President Jane Doe urged Israel to leave Gaza.", "GUY GOV"),
    ("A spokesman for Vladimir Putin urged Israel to leave Gaza.", "RUS GOV"),
    ("An official at the State Department urged Israel to leave Gaza.", "USA GOV"),
    ("A Turkish military source urged Israel to leave Gaza.", "TUR MIL"),
    ("A spokesman for the foreign ministry in Havana urged Israel to leave Gaza.", "CUB GOV"),
]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, TABLE)


@pytest.mark.parametrize(("sentence", "who"), TABLE)
def test_of_which_country_a_title_makes_somebody(coded: Coded, sentence: str, who: str) -> None:
    asked = [event for event in events(coded[sentence]) if event.event == "REQUEST"]
    assert [f"{actor.code} {actor.sector}" for event in asked for actor in event.actors] == [who]
