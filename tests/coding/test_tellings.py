"""Deeds told in other words: who would not sign, who travelled for talks, what was done by whom."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, events, told

# (sentence, its deeds that are told as done)
REFUSALS = [
    ("Hungary would not endorse the statement.", ["REJECT hungary >"]),
    ("Serbia would not put its name to the document.", ["REJECT serbia >"]),
    ("At the summit in June, Turkey would not accept the compromise.", ["REJECT turkey >"]),
    ("Poland would not sign or ratify the accord.", ["REJECT poland >"]),
    ("Iran listened to the envoys but would not accept the timetable.", ["REJECT iran >"]),
    ("Sudan would not agree to the terms, which Egypt had drafted.", ["REJECT sudan >"]),
    # His word of what is to come, what hangs on something, and what was never put to him.
    ("Serbia said it would not sign the document.", []),
    ("Serbia would not sign the document, its president said.", []),
    ("Serbia would not sign the document unless Kosovo left.", []),
    ("Without Russia, Serbia would not have signed the document.", []),
    ("Serbia would sign the document.", []),
    ("Serbia would never sign the birthday card.", []),
    ("The document would not be signed by Serbia.", []),
]
TALKS = [
    ("Egypt's foreign minister flew to Geneva for talks with Hamas.", ["CONSULT egypt-gov,hamas >"]),
    ("The head of Hezbollah travelled to Qom for a meeting with Hamas.", ["CONSULT hamas,hezbollah >"]),
    ("Kenyan diplomats arrived on Monday for negotiations with Somalia.", ["CONSULT kenya-gov,somalia >"]),
    ("Serbia's president went to Geneva for consultations with Kosovo.", ["CONSULT kosovo,serbia-gov >"]),
    ("Ethiopia's prime minister headed to Geneva for talks with Eritrea.", ["CONSULT eritrea,ethiopia-gov >"]),
    ("Georgian officials had come for discussions with Armenia.", ["CONSULT armenia,georgia-gov >"]),
    ("Egypt's foreign minister flew to Geneva for a holiday.", []),
    ("Egypt's foreign minister did not fly to Geneva for talks with Hamas.", []),
    ("Egypt's foreign minister may fly to Geneva for talks with Hamas.", []),
]  # fmt: skip
BY_WHOM = [
    ("The vote followed the release of four Israeli hostages by Hamas.", ["RETREAT hamas > israel-cvl"]),
    ("The meeting followed the shelling of Lebanon by Israel.", ["ASSAULT israel > lebanon"]),
    ("Thousands fled after the bombardment of Armenia by Azerbaijan.", ["ASSAULT azerbaijan > armenia"]),
    ("Prices rose following the invasion of Ukraine by Russia.", ["ASSAULT russia > ukraine"]),
    ("The vote followed the bombing of Yemen by Saudi Arabia.", ["ASSAULT saudi-arabia > yemen"]),
    ("The debate preceded the invasion of Iraq by Turkey.", ["ASSAULT turkey > iraq"]),
    ("The vote followed calls for the release of Israeli hostages by Hamas.", []),
    ("France discussed the release of Israeli hostages by Friday.", []),
    ("The talks may follow the release of four Israeli hostages by Hamas.", []),
]  # fmt: skip
# What a blow is for tells whom it struck; what somebody could do, or a rivalry, is no blow.
BLOWS = [
    ("Turkey launched a military campaign in an effort to drive out Hezbollah.", ["ASSAULT turkey > hezbollah"]),
    ("Turkey launched an assault on Monday, aiming to drive out Hezbollah.", ["ASSAULT turkey > hezbollah"]),
    ("Turkey launched an offensive on Monday in order to oust Hezbollah.", ["ASSAULT turkey > hezbollah"]),
    ("Hezbollah shot and wounded Lebanese villagers.", ["ASSAULT hezbollah > lebanon-cvl"]),
    ("Russia will shoot it down if an American strike threatens Russian soldiers.", []),
    ("Iran struck on Monday in a bid to crush the Houthis.", ["ASSAULT iran > houthis"]),
    ("Baghdad troops attacked the Peshmerga.", ["ASSAULT iraq-mil > peshmerga"]),
    ("Israel killed a Bosnian.", ["ASSAULT israel > bosnia-and-herzegovina-cvl"]),
    ("Israel killed Bosnian soldiers.", ["ASSAULT israel > bosnia-and-herzegovina-mil"]),
    ("Iran enjoys the Russian-American conflict.", []),
    ("A conflict between Iran and Russia began.", ["ASSAULT iran,russia >"]),
    ("Jets may curb Iran's ability to bomb Israel.", []),
    ("Turkey lacks the capacity to bomb Iran.", []),
]  # fmt: skip
# With whom, of what, and whose: more of a sentence than its nearest words.
BESIDE = [
    ("Iran's president, along with Turkey's foreign minister, met in Geneva.", ["CONSULT iran-gov,turkey-gov >"]),
    ("Israel, together with Egypt, bombed Hamas.", ["ASSAULT egypt,israel > hamas"]),
    ("Britain voted to join France in bombing Hezbollah.", ["ASSAULT france,united-kingdom > hezbollah"]),
    ("They spoke of the levers that Iran has to attack Israel.", []),
    ("She wrote of her plan to join Turkish forces fighting Hezbollah.", ["ASSAULT hezbollah,turkey-mil >"]),
    ("He blamed Egypt for setting conditions on holding talks with Hamas.", []),
    ("The Turks tried to stop the bombing.", []),
    ("Serbia declined to give details of the raid.", []),
    ("Serbia refused to sign the treaty.", ["REJECT serbia >"]),
    ("Russia should protect its people, Vladimir Putin said.", []),
]  # fmt: skip
TOLD = [*REFUSALS, *TALKS, *BY_WHOM, *BLOWS, *BESIDE]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, TOLD)


@pytest.mark.parametrize(("sentence", "deeds"), TOLD)
def test_what_is_told_as_done(coded: Coded, sentence: str, deeds: list[str]) -> None:
    done = [told(event) for event in events(coded[sentence]) if event.assertion == "actual"]
    kinds = ("REJECT", "CONSULT", "RETREAT", "ASSAULT")
    assert [one for one in done if one.startswith(kinds)] == deeds, done


# (sentence, the day of its refusal); reports are of Friday the 17th
DAYS = [
    ("On Wednesday Serbia would not sign the document.", "2023-11-15"),
    (
        "Poland listened. Last Wednesday Tusk would not accept the proposal by Germany.",
        "2023-11-15",
    ),
    ("On Wednesday Serbia refused to sign the document.", "2023-11-15"),
]


@pytest.mark.parametrize(("sentence", "day"), DAYS)
def test_a_refusal_that_is_told_has_been(coder: Coder, sentence: str, day: str) -> None:
    found = code_tables(coder, [(sentence, day)])[sentence]
    dates = [event.date for event in events(found) if event.event == "REJECT"]
    assert [date and str(date.start) for date in dates] == [day]
