"""Letters mean whom the report says they mean."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, events, first_of, told

# (report, its events)
TABLE = [
    ("The Syrian Democratic Forces (SDF) attacked Turkey. The SDF attacked Iran.", {"ASSAULT syrian-democratic-forces > turkey", "ASSAULT syrian-democratic-forces > iran"}),
    ("The SDF attacked Iran.", {"ASSAULT syrian-democratic-forces > iran"}),
    ("The Sudan Drivers Federation (SDF) met in Khartoum. The SDF attacked Iran.", set()),
]  # fmt: skip


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, TABLE)


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=map(first_of, TABLE))
def test_letters_mean_whom_the_report_spells_out(
    coded: Coded, text: str, expected: set[str]
) -> None:
    assert {told(e) for e in events(coded[text]) if e.event == "ASSAULT"} == expected
