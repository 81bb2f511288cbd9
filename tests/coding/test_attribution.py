"""Who says so, where it is not the report in its own voice."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, events, ids, told

# (sentence, a deed it holds, who says so)
TABLE = [
    ("Hamas attacked Israel.", "ASSAULT hamas > israel", ""),
    ("Israel said that Hamas attacked Egypt.", "ASSAULT hamas > egypt", "israel"),
    ("Israel said Hamas attacked Egypt.", "ASSAULT hamas > egypt", "israel"),
    ("Hamas attacked Egypt, Israel said.", "ASSAULT hamas > egypt", "israel"),
    ("Hamas, Israel said, attacked Egypt.", "ASSAULT hamas > egypt", "israel"),
    ("Russia claimed that Ukraine had bombed Moldova.", "ASSAULT ukraine > moldova", "russia"),
    ("Israel reported that Hezbollah attacked Syria.", "ASSAULT hezbollah > syria", "israel"),
    ("Iran and Syria said that Israel bombed Lebanon.", "ASSAULT israel > lebanon", "iran,syria"),
    ("According to Israel, Hamas attacked Egypt.", "ASSAULT hamas > egypt", "israel"),
    ("Hamas attacked Egypt, according to Israel.", "ASSAULT hamas > egypt", "israel"),
    ("“Israel bombed Syria,” Russia said.", "ASSAULT israel > syria", "russia"),
    ("“Israel bombed Syria,” said Russia.", "ASSAULT israel > syria", "russia"),
    ("Russia said: “Israel bombed Syria.”", "ASSAULT israel > syria", "russia"),
    ("Joe Biden said that Hamas attacked Israel.", "ASSAULT hamas > israel", "joe-biden"),
    ("The Kremlin said that Ukraine attacked Moldova.", "ASSAULT ukraine > moldova", "russia-gov"),
    ("Turkey's foreign minister said that Israel bombed Syria.", "ASSAULT israel > syria", "turkey-gov"),
    ("Poland said Russia attacked Ukraine and bombed Moldova.", "ASSAULT russia > ukraine", "poland"),
    ("Poland said Russia attacked Ukraine and bombed Moldova.", "ASSAULT russia > moldova", "poland"),
    # An accusation is the accuser's deed; what it says is the accuser's word.
    ("Israel accused Iran of attacking Iraq.", "ACCUSE israel > iran", ""),
    ("Israel accused Iran of attacking Iraq.", "ASSAULT iran > iraq", "israel"),
    ("Iran was accused by Israel of attacking Iraq.", "ASSAULT iran > iraq", "israel"),
    ("Iran denied that it had attacked Iraq.", "ASSAULT iran > iraq", "iran"),
    ("Iran scoffed at reports that it had attacked Iraq.", "ASSAULT iran > iraq", "iran"),
    ("Israel fears that Hezbollah will attack Lebanon.", "ASSAULT hezbollah > lebanon", "israel"),
    # What stands beside a quotation is the report's.
    ("Israel, which attacked Syria, said that Iran lied.", "ASSAULT israel > syria", ""),
    ("Hamas attacked Israel after Iran said it would meet Syria.", "ASSAULT hamas > israel", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, TABLE)


@pytest.mark.parametrize(("sentence", "deed", "speakers"), TABLE)
def test_who_says_so(coded: Coded, sentence: str, deed: str, speakers: str) -> None:
    found = [(told(event), ids(event.attributed_to)) for event in events(coded[sentence])]
    assert [one for one in found if one[0] == deed] == [(deed, speakers)], found
