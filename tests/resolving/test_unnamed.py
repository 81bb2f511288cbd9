"""Who has no name: peoples and their parts, the forces of a head of state, rebels of a place."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, events, told

# (sentence, its deeds)
PEOPLES = [
    ("Kurdish fighters attacked Raqqa.", ["ASSAULT syrian-kurds-reb >"]),
    ("Turkey attacked Kurdish fighters in Syria.", ["ASSAULT turkey > syrian-kurds-reb"]),
    ("Turkey attacked Syrian Kurdish forces.", ["ASSAULT turkey > syrian-kurds-reb"]),
    ("Turkey met Iraqi Kurdish leaders in Erbil.", ["CONSULT iraqi-kurds-gov,turkey >"]),
    ("Syrian Kurds condemned Turkey.", ["ACCUSE syrian-kurds > turkey"]),
]
# What somebody heads, owns or favours.
OWNED = [
    ("Assad's forces attacked Turkey.", ["ASSAULT syria-mil > turkey"]),
    ("Nasrallah's forces attacked Israel.", ["ASSAULT hezbollah > israel"]),
    ("Assad killed his own people.", ["ASSAULT bashar-al-assad > syria-cvl"]),
    ("Iran arrested its citizens.", ["COERCE iran > iran-cvl"]),
    (
        "Hezbollah fired on Israel. The group's fighters attacked Turkey.",
        ["ASSAULT hezbollah > israel", "ASSAULT hezbollah > turkey"],
    ),
    ("Pro-Iranian militias attacked the United States.", ["ASSAULT militias > united-states"]),
]  # fmt: skip
# The place says of which country they are; of those called foreign it does not.
PLACED = [
    ("Rebels in Homs attacked Russia.", ["ASSAULT syria-reb > russia"]),
    ("Russia bombed residents in Aleppo.", ["ASSAULT russia > syria-cvl"]),
    ("Israel killed 12 people in Beirut.", ["ASSAULT israel > lebanon-cvl"]),
    ("Foreign fighters in Homs attacked Russia.", ["ASSAULT foreign-fighters > russia"]),
    ("The rebels attacked Russia.", ["ASSAULT rebels > russia"]),
    ("Russia met the Syrian government and rebels.", ["CONSULT russia,syria-gov,syria-reb >"]),
]
# What forces have is of the country where it stands, unless it is said whose it is.
STANDING = [
    ("The Taliban attacked an army base in Kandahar.", ["ASSAULT taliban > afghanistan-mil"]),
    ("Russia struck a military base near Lviv.", ["ASSAULT russia > ukraine-mil"]),
    ("Armenia shelled a police station near Ganja.", ["ASSAULT armenia > azerbaijan-cop"]),
    ("Rockets were fired by Hezbollah at an army post near Haifa.", ["ASSAULT hezbollah > israel-mil"]),
    ("Iran fired missiles at an American base in Iraq.", ["ASSAULT iran > united-states"]),
    ("Iran attacked a foreign military base in Iraq.", []),
    ("Syria shelled an army base near Damascus.", []),
]  # fmt: skip
_SCENE = (
    "Shops stayed shut in Syria on Friday. Bread is scarce in northern Syria. In Syria winter has"
    " begun. "
)
# What the report is about, and who was just spoken of.
TOLD_BEFORE = [
    (_SCENE + "Russia bombed the rebels.", ["ASSAULT russia > syria-reb"]),
    (_SCENE + "Russia bombed the militants.", ["ASSAULT russia > militants"]),
    (
        "The Houthis came from the mountains. The militants attacked Saudi Arabia.",
        ["ASSAULT houthis > saudi-arabia"],
    ),
    (
        "The Houthis and Hezbollah spoke of a march. The militants attacked Saudi Arabia.",
        ["ASSAULT militants > saudi-arabia"],
    ),
    # "the rebels" only of those who go by that name
    (
        "The Houthis took a port. The rebels attacked Saudi Arabia.",
        ["ASSAULT houthis > saudi-arabia"],
    ),
    ("Hezbollah took a port. The rebels attacked Saudi Arabia.", ["ASSAULT rebels > saudi-arabia"]),
    (
        "Israel warned Hezbollah. Its troops killed four fighters of the militia on Sunday.",
        ["THREATEN israel > hezbollah", "ASSAULT israel-mil > hezbollah"],
    ),
    (
        "Hamas met Egypt. The leaders of the country condemned Israel.",
        ["CONSULT egypt,hamas >"],
    ),
]
ALL = [*PEOPLES, *OWNED, *PLACED, *STANDING, *TOLD_BEFORE]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, ALL)


@pytest.mark.parametrize(("text", "deeds"), ALL)
def test_who_has_no_name(coded: Coded, text: str, deeds: list[str]) -> None:
    assert [told(event) for event in events(coded[text])] == deeds
