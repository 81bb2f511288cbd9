"""Who denies which deed: the claims that are called false, and those who speak for the accused."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, events, ids, told

# (sentence, the deed that is denied, who denies it)
TABLE = [
    # Those who deny with nothing but an office, and those whom only their name shows to be theirs.
    ("Uganda did not attack Rwanda, a government spokesman said.", "ASSAULT uganda > rwanda", "uganda-gov"),
    ("Uganda did not attack Rwanda, the army said.", "ASSAULT uganda > rwanda", "uganda-mil"),
    ("Uganda did not attack Rwanda, its press office said.", "ASSAULT uganda > rwanda", "uganda-gov"),
    ("Syria did not attack Jordan, an official in Moscow said.", "ASSAULT syria > jordan", "russia-gov"),
    ("Syria did not attack Jordan, the Iraqi army said.", "ASSAULT syria > jordan", "iraq-mil"),
    ("Hezbollah did not attack Jordan, its press office said.", "ASSAULT hezbollah > jordan", "hezbollah"),
    ("Iran's mission to the United Nations denied that it attacked Iraq.", "ASSAULT iran > iraq", "iran-gov"),
    ("Emmanuel Macron said France had sent no arms to Libya.", "AID france > libya", "emmanuel-macron"),
    ("\"We never armed Libya,\" said General Ali Omari of the Sudanese army.", "AID sudan-mil > libya", "sudan-mil"),
    ("There was no Russian attack on Georgia, Moscow said.", "ASSAULT russia > georgia", "russia-gov"),
    ("Iran insisted that it does not arm the Houthis.", "AID iran > houthis", "iran"),
    ("Zimbabwe denied that soldiers had shot protesters.", "ASSAULT zimbabwe-mil > protesters", "zimbabwe"),
    ("Chad ruled out having sent arms to Libya.", "AID chad > libya", "chad"),
    ("Chad ruled out any part in the attack on Libya.", "ASSAULT chad > libya", "chad"),
    ("There has been no mobilisation, the Belarusian defence minister said.", "MOBILIZE belarus-gov >", "belarus-gov"),
    ("The kingdom had given the Houthis no money, Saudi Arabia said.", "AID saudi-arabia > houthis", "saudi-arabia"),
    ("\"Nobody is blockading Armenia,\" Ilham Aliyev said.", "COERCE ilham-aliyev > armenia", "ilham-aliyev"),
    ("Qatari officials insisted that they never armed Hamas.", "AID qatar-gov > hamas", "qatar-gov"),
    ("A spokesman for the Houthis, Yahya Saree, denied that the Houthis attacked Egypt.", "ASSAULT houthis > egypt", "yahya-saree"),
    # Claims whose own words the parser mixes with what is said of them.
    ("Iran called claims that it had armed the Houthis baseless.", "AID iran > houthis", "iran"),
    ("Iran's envoy said claims that it had armed the Houthis were baseless.", "AID iran > houthis", "iran-gov"),
    ("The charge that Iran had armed the Houthis is false, the ministry said.", "AID iran > houthis", "iran-gov"),
    ("Iran's denial that it had armed the Houthis convinced nobody.", "AID iran > houthis", "iran"),
    ("A denial by Iran that it had armed the Houthis came late.", "AID iran > houthis", "iran"),
    ("The claim that Iran armed the Houthis was described as a lie by Tehran.", "AID iran > houthis", "iran-gov"),
    ("Claims that Niger had bombed Mali were described by Niamey as malicious.", "ASSAULT niger > mali", "niger-gov"),
    ("Russia did not, the Kremlin said, send troops to Georgia.", "MOBILIZE russia >", "russia-gov"),
    ("It was not true, Iran said, that it had armed the Houthis.", "AID iran > houthis", "iran"),
    ("Iran denied any role in the arming of the Houthis.", "AID iran > houthis", "iran"),
    ("It was not our missile that hit Iraq, Iran said.", "ASSAULT iran > iraq", "iran"),
    ("Mali denied reports of its soldiers killing villagers.", "ASSAULT mali > villagers", "mali"),
    ("Iran rejected as \"cheap lies\" claims that it had armed the Houthis.", "AID iran > houthis", "iran"),
    ("Turkey denied that a Turkish F-16 had shot down the Syrian jet.", "ASSAULT turkey > syria", "turkey"),
    ("Iran's government denied that its soldiers had attacked Iraq.", "ASSAULT iran-mil > iraq", "iran-gov"),
    ("The FARC, Colombia's largest rebel group, denied that its fighters had attacked Venezuela.", "ASSAULT farc > venezuela", "farc"),
    ("Kenyan police never shot at Ugandan soldiers, Inspector General Joseph Boinnet said.", "ASSAULT kenya-cop > uganda-mil", "kenya-gov"),
    ("Iran brushed off as gossip the suggestion that it had armed the Houthis.", "AID iran > houthis", "iran"),
    ("Reports of Iran having armed the Houthis had no basis, Tehran said.", "AID iran > houthis", "iran-gov"),
    ("A report by a newspaper that Iran had armed the Houthis was called false by Tehran.", "AID iran > houthis", "iran-gov"),
    ("The spokesman of Iran's army denied that it had attacked Iraq.", "ASSAULT iran-gov > iraq", "iran-gov"),
    # A share in a deed, as it was claimed.
    ("Iran rejected allegations of a role in the attack on Iraq.", "ASSAULT iran > iraq", "iran"),
    ("Allegations of Iranian involvement in the attack on Iraq are false, Tehran said.", "ASSAULT iran > iraq", "iran-gov"),
    ("Tehran called the allegation of an attack on Iraq a lie.", "ASSAULT iran-gov > iraq", "iran-gov"),
    # What is denied beside the charge.
    ("Iran, accused of arming the Houthis, has denied it.", "AID iran > houthis", "iran"),
    ("Israel accuses Iran of arming the Houthis, which Tehran denies.", "AID iran > houthis", "iran-gov"),
    ("Israel accuses Iran of arming the Houthis, a charge Tehran denies.", "AID iran > houthis", "iran-gov"),
    ("Israel accuses Iran of arming the Houthis, a charge it rejects.", "AID iran > houthis", "iran"),
    ("Israel said Iran had armed the Houthis, but Tehran denied it.", "AID iran > houthis", "iran-gov"),
    ("Israel blamed Iran for the attack; Iran denied any involvement.", "ASSAULT iran >", "iran"),
]  # fmt: skip

# What another tells stays told beside the denial; what nobody denies is not denied.
NOT_DENIED = [
    ("Israel accuses Iran of arming the Houthis, which Tehran denies.", "AID iran > houthis", "israel"),
    ("Israel blamed Iran for the attack; Iran denied any involvement.", "ACCUSE israel > iran", ""),
    ("Iraq said it had been fired on: it accused Iran of attacking Oman, which Iran denied.", "ACCUSE iraq > iran", ""),
    ("Israel accused Iran of arming the Houthis, but Iraq denied it visas.", "AID iran > houthis", "israel"),
    ("Russia claimed that Ukraine had bombed Moldova.", "ASSAULT ukraine > moldova", "russia"),
]  # fmt: skip

# Words that tell of a deed only where it is denied.
SILENT = [
    "Senegal's minister entered Gambia.",
    "China cut the Swedish cable's price.",
    "Turkey drove migrants to school in Armenia.",
]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, TABLE, NOT_DENIED, [(text,) for text in SILENT])


@pytest.mark.parametrize(("sentence", "deed", "denier"), TABLE)
def test_who_denies_what(coded: Coded, sentence: str, deed: str, denier: str) -> None:
    found = [
        (told(event), ids(event.attributed_to))
        for event in events(coded[sentence])
        if event.assertion == "denied"
    ]
    assert found == [(deed, denier)], found


@pytest.mark.parametrize(("sentence", "deed", "speaker"), NOT_DENIED)
def test_what_is_told_stays_told(coded: Coded, sentence: str, deed: str, speaker: str) -> None:
    found = [
        (told(event), ids(event.attributed_to))
        for event in events(coded[sentence])
        if event.assertion == "actual"
    ]
    assert (deed, speaker) in found, found


@pytest.mark.parametrize("sentence", SILENT)
def test_what_is_only_a_deed_where_it_is_denied(coded: Coded, sentence: str) -> None:
    assert not list(events(coded[sentence]))
