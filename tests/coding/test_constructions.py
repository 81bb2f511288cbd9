"""One deed in the many shapes a sentence gives it: who did it to whom stays the same."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, events, ids, told, unmet

# (sentence, its deeds as type and parties): these and no others of their types
PASSIVES = [
    ("Israel was attacked by Hamas.", ["ASSAULT hamas > israel"]),
    ("Syria was bombed by Israel and Turkey.", ["ASSAULT israel,turkey > syria"]),
    ("Ukraine was given weapons by Germany.", ["AID germany > ukraine"]),
    ("Weapons were sent to Ukraine by Poland.", ["AID poland > ukraine"]),
    ("Tanks were sent to Ukraine by Poland.", ["AID poland > ukraine"]),
    ("Hezbollah has been armed by Iran.", ["AID iran > hezbollah"]),
    ("Iran was accused by Israel of lying.", ["ACCUSE israel > iran"]),
    ("Russia was sanctioned by Japan.", ["COERCE japan > russia"]),
    ("China held military exercises with Russia.", ["COOPERATE china,russia >"]),
    ("Russia held exercises with 30 ships.", ["MOBILIZE russia >"]),
    (
        "The moment Iran attacked Iraq, Israel bombed Iran.",
        ["ASSAULT iran > iraq", "ASSAULT israel > iran"],
    ),
]
COORDINATION = [
    ("China held military exercises with Russia.", ["COOPERATE china,russia >"]),
    ("Russia held exercises with 30 ships.", ["MOBILIZE russia >"]),
    ("The moment Iran attacked Iraq, Israel bombed Iran.", ["ASSAULT iran > iraq", "ASSAULT israel > iran"]),
    ("Israel and the United States bombed Iran.", ["ASSAULT israel,united-states > iran"]),
    ("Israel bombed Syria and Lebanon.", ["ASSAULT israel > lebanon,syria"]),
    ("Britain, France and Turkey bombed Syria.", ["ASSAULT france,turkey,united-kingdom > syria"]),
    ("Israel bombed Syria, Lebanon and Yemen.", ["ASSAULT israel > lebanon,syria,yemen"]),
    ("Israel attacked Hamas and met Egypt.", ["ASSAULT israel > hamas", "CONSULT egypt,israel >"]),
    ("Russia attacked Ukraine and sent weapons to Syria.", ["ASSAULT russia > ukraine", "AID russia > syria"]),
    ("Israel attacked Syria, and Iran condemned Israel.", ["ASSAULT israel > syria", "ACCUSE iran > israel"]),
    ("Both Iran and Syria condemned Israel.", ["ACCUSE iran,syria > israel"]),
]  # fmt: skip
CLAUSES = [
    ("Hamas, which attacked Israel, met Iran.", ["ASSAULT hamas > israel", "CONSULT hamas,iran >"]),
    ("Syria, which Israel bombed, met Iran.", ["ASSAULT israel > syria", "CONSULT iran,syria >"]),
    ("Syria, which was bombed by Israel, met Iran.", ["ASSAULT israel > syria", "CONSULT iran,syria >"]),
    ("Attacked by Hamas, Israel met Egypt.", ["ASSAULT hamas > israel", "CONSULT egypt,israel >"]),
    ("Iran met Syria after attacking Iraq.", ["ASSAULT iran > iraq", "CONSULT iran,syria >"]),
    ("Turkey left, accusing Israel of lying.", ["ACCUSE turkey > israel"]),
    ("Israel was hit by rockets fired by Hezbollah.", ["ASSAULT hezbollah > israel"]),
    ("Iran helped Hezbollah to attack Israel.", ["ASSAULT hezbollah > israel"]),
]  # fmt: skip
OWNERS = [
    ("Hamas's attack on Israel shocked Egypt.", ["ASSAULT hamas > israel"]),
    ("Russia's invasion of Ukraine began on Thursday.", ["ASSAULT russia > ukraine"]),
    ("Israel condemned Iran's attack on Iraq.", ["ACCUSE israel > iran", "ASSAULT iran > iraq"]),
    ("The Israeli attack on Syria lasted an hour.", ["ASSAULT israel > syria"]),
    ("Israeli jets bombed Syria.", ["ASSAULT israel-mil > syria"]),
    ("Hezbollah struck Israel's embassy in Greece.", ["ASSAULT hezbollah > israel-gov"]),
]
APPOSITION = [
    ("Hamas, the armed group, attacked Israel.", ["ASSAULT hamas > israel"]),
    ("The armed group Hamas attacked Israel.", ["ASSAULT hamas > israel"]),
    ("Hezbollah, an ally of Iran, attacked Israel.", ["ASSAULT hezbollah > israel"]),
    ("Israel attacked Hezbollah, an ally of Iran.", ["ASSAULT israel > hezbollah"]),
    ("Turkey's president, Recep Tayyip Erdogan, condemned Israel.", ["ACCUSE recep-tayyip-erdogan > israel"]),
]  # fmt: skip
LIGHT_VERBS = [
    ("Israel launched an attack on Iran.", ["ASSAULT israel > iran"]),
    ("Israel carried out airstrikes against Syria.", ["ASSAULT israel > syria"]),
    ("Israel came under attack from Hezbollah.", ["ASSAULT hezbollah > israel"]),
    ("Iran voiced support for Hamas.", ["SUPPORT iran > hamas"]),
    ("Canada imposed sanctions on Russia.", ["COERCE canada > russia"]),
    ("Germany gave aid to Ukraine.", ["AID germany > ukraine"]),
    ("Russia held talks with Turkey.", ["CONSULT russia,turkey >"]),
    ("Egypt issued a condemnation of Israel.", ["ACCUSE egypt > israel"]),
    ("Iraq faced attacks from Turkey.", ["ASSAULT turkey > iraq"]),
]
NOMINALISATIONS = [
    ("Talks between Israel and Egypt ended on Friday.", ["CONSULT egypt,israel >"]),
    ("Clashes between Armenia and Azerbaijan broke out.", ["ASSAULT armenia,azerbaijan >"]),
    ("The fighting between Israel and Hezbollah went on.", ["ASSAULT hezbollah,israel >"]),
    ("The bombing of Syria by Israel angered Russia.", ["ASSAULT israel > syria"]),
    ("An airstrike on Syria by Israel angered Russia.", ["ASSAULT israel > syria"]),
    ("A meeting of Russia and Turkey took place in Sochi.", ["CONSULT russia,turkey >"]),
    ("The attack by Russia against Ukraine went on.", ["ASSAULT russia > ukraine"]),
    ("The delivery of weapons to Ukraine by Poland continued.", ["AID poland > ukraine"]),
    ("Sanctions against Russia by Japan took effect.", ["COERCE japan > russia"]),
]
DEEDS = [*PASSIVES, *COORDINATION, *CLAUSES, *OWNERS, *APPOSITION, *LIGHT_VERBS, *NOMINALISATIONS]

# (sentence, the deed, by whose hand)
PROXIES = [
    ("Iran attacked Israel through Hezbollah.", "ASSAULT iran > israel", "hezbollah"),
    ("Iran struck Israel via Hezbollah.", "ASSAULT iran > israel", "hezbollah"),
    ("Iran used Hezbollah to attack Israel.", "ASSAULT iran > israel", "hezbollah"),
    ("Iran plans to use the Houthis to attack Saudi Arabia.", "ASSAULT iran > saudi-arabia", "houthis"),
    ("Iran attacked Israel through its proxies, such as Hezbollah and Hamas.", "ASSAULT iran > israel", "hamas,hezbollah"),
    ("Iran attacked Israel.", "ASSAULT iran > israel", ""),
    ("Iran attacked Israel with Hezbollah.", "ASSAULT iran > israel", ""),
    unmet("Iran sent weapons to Hamas through Syria.", "AID iran > hamas", "", reason="the way of a delivery is taken for a proxy"),
]  # fmt: skip


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, DEEDS, PROXIES)


@pytest.mark.parametrize(("sentence", "deeds"), DEEDS)
def test_who_did_what_to_whom(coded: Coded, sentence: str, deeds: list[str]) -> None:
    found = [told(event) for event in events(coded[sentence])]
    kinds = {deed.split()[0] for deed in deeds}
    assert sorted(one for one in found if one.split()[0] in kinds) == sorted(deeds), found


@pytest.mark.parametrize(("sentence", "deed", "through"), PROXIES)
def test_by_whose_hand_it_is_done(coded: Coded, sentence: str, deed: str, through: str) -> None:
    found = [(told(event), ids(event.through)) for event in events(coded[sentence])]
    kind = deed.split(maxsplit=1)[0]
    assert [one for one in found if one[0].startswith(kind)] == [(deed, through)], found
