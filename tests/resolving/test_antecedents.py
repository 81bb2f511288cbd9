"""Whom "it", "they", "the group" or "both sides" means, and where nobody can say."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, events, told

# (text, a deed that is clear from what was said before)
PLAIN = [
    ("Iran condemned Israel. It armed Hamas.", "AID iran > hamas"),
    ("Iran said it had attacked Israel.", "ASSAULT iran > israel"),
    ("Hezbollah met Hamas after it attacked Israel.", "ASSAULT hezbollah > israel"),
    ("Hezbollah praised its attack on Israel.", "ASSAULT hezbollah > israel"),
    ("Hamas released two prisoners. The group attacked Israel.", "ASSAULT hamas > israel"),
    ("Japan held an election. The country sanctioned Russia.", "COERCE japan > russia"),
    ("Joe Biden travelled to Poland. He condemned Russia.", "ACCUSE joe-biden > russia"),
    ("Joe Biden said he condemned Russia.", "ACCUSE joe-biden > russia"),
    ("Angela Merkel travelled to Poland. She condemned Russia.", "ACCUSE angela-merkel > russia"),
    ("Israel and Hamas fought for weeks. Both sides met Egypt.", "CONSULT egypt,hamas,israel >"),
    ("Israel bombed Hamas. The two sides agreed to a ceasefire.", "CONCEDE hamas,israel >"),
    ("Turkey and Greece held talks. The two countries condemned Russia.", "ACCUSE greece,turkey > russia"),
    ("Israeli troops entered Gaza. They attacked Hamas.", "ASSAULT israel-mil > hamas"),
    ("Turkey sent envoys. Its troops attacked Syria.", "ASSAULT turkey-mil > syria"),
    ("Hamas thanked Iran. The Palestinian group attacked Israel.", "ASSAULT hamas > israel"),
    ("“We attacked Israel,” Hezbollah said.", "ASSAULT hezbollah > israel"),
    ("Israel bombed Syria. Iran condemned the attack.", "ASSAULT israel > syria"),
    ("Hamas thanked Iran. The Islamist movement attacked Israel.", "ASSAULT hamas > israel"),
    ("Hezbollah met Iran. The militant group attacked Israel.", "ASSAULT hezbollah > israel"),
    ("Hezbollah met Iran. The armed group attacked Israel.", "ASSAULT hezbollah > israel"),
    ("Israel bombed Hamas. The warring sides agreed to a ceasefire.", "CONCEDE hamas,israel >"),
    ("A Hamas spokesman said the group had attacked Israel.", "ASSAULT hamas > israel"),
    ("The militants in Syria have lost, Putin said as he met Erdoğan.", "CONSULT recep-tayyip-erdogan,vladimir-putin >"),
    ("Armenia attacked Azerbaijan. The foes agreed to a ceasefire.", "CONCEDE armenia,azerbaijan >"),
]  # fmt: skip

# (text, type of the deed that nobody can be named for, how a guess would read)
UNCLEAR = [
    # none of that kind
    ("Russia met China. The group attacked Israel.", "ASSAULT", "israel"),
    # two of a kind, neither the subject
    ("Officials spoke about Iran and Syria. It attacked Israel.", "ASSAULT", "israel"),
    ("Envoys spoke with Hamas and Hezbollah. The group attacked Israel.", "ASSAULT", "israel"),
    ("Reporters saw Biden and Putin. He condemned China.", "ACCUSE", "china"),
    # nobody was named, or nobody of that kind
    ("It attacked Israel.", "ASSAULT", "israel"),
    ("They attacked Israel.", "ASSAULT", "israel"),
    ("He condemned China.", "ACCUSE", "china"),
    ("Prices rose. It condemned China.", "ACCUSE", "china"),
    ("Iran held an election. He condemned China.", "ACCUSE", "china"),
    ("Joe Biden left. The group attacked Israel.", "ASSAULT", "israel"),
    # two that the description fits, or one that it does not fit
    ("Hamas and Hezbollah met Iran. The Islamist movement attacked Israel.", "ASSAULT", "israel"),
    ("Nato met Ukraine. The militant group attacked Israel.", "ASSAULT", "israel"),
    ("Hamas met Iran. The Islamist groups attacked Israel.", "ASSAULT", "israel"),
    ("Hamas met Iran. A militant group attacked Israel.", "ASSAULT", "israel"),
    ("Hamas met Iran. The militant group that rules Idlib attacked Israel.", "ASSAULT", "israel"),
    # too long ago
    (
        "Iran held a vote. Prices rose. Rain fell. Shops closed. Schools opened. It condemned China.",
        "ACCUSE",
        "china",
    ),
    # both sides of what?
    ("Israel, Hamas and Egypt held talks. Both sides attacked Syria.", "ASSAULT", "syria"),
    ("Both sides attacked Syria.", "ASSAULT", "syria"),
    ("The warring parties attacked Syria.", "ASSAULT", "syria"),
    ("Israel, Hamas and Egypt held talks. The parties attacked Syria.", "ASSAULT", "syria"),
    ("Israel bombed Hamas. The opposition parties attacked Syria.", "ASSAULT", "syria"),
]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, PLAIN, UNCLEAR)


@pytest.mark.parametrize(("text", "deed"), PLAIN)
def test_who_is_meant(coded: Coded, text: str, deed: str) -> None:
    found = [told(event) for event in events(coded[text])]
    assert deed in found


@pytest.mark.parametrize(("text", "kind", "recipient"), UNCLEAR)
def test_where_it_is_not_plain_nobody_is_meant(
    coded: Coded, text: str, kind: str, recipient: str
) -> None:
    guesses = [
        [one.id for one in event.actors if one.code]
        for event in events(coded[text])
        if event.event == kind and recipient in {one.id for one in event.recipients}
    ]
    # The deed may be kept with nobody known as its actor, but not with a guess.
    assert not any(guesses), guesses
