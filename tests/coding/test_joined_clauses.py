"""Where two clauses meet: each keeps its own subject, objects and mood; what is unclear is left out."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, events, told

# (sentence, its deeds as type and parties): these and no others of their types
SUBJECTS = [
    ("Russia is backing Iran and the United States supports Israel.", ["SUPPORT russia > iran", "SUPPORT united-states > israel"]),
    ("Syria objected to the invasion of Iraq and Russia condemned Israel.", ["ACCUSE russia > israel"]),
    ("Many states have accepted that Iran has lost and Russia condemned Israel.", ["ACCUSE russia > israel"]),
    ("The families of two British soldiers killed fighting Islamic State in Syria have condemned the report.", ["ASSAULT islamic-state,united-kingdom-mil >", "ASSAULT islamic-state > united-kingdom-mil"]),
    ("Scores of Russian soldiers were killed when Ukrainian forces carried out air strikes.", ["ASSAULT ukraine-mil > russia-mil"]),
    ("Three Turkish soldiers were wounded after Kurdish fighters shelled their base.", ["ASSAULT kurds-reb > turkey-mil"]),
    ("Three Turkish soldiers were wounded after Russia met Iran.", ["ASSAULT  > turkey-mil", "CONSULT iran,russia >"]),
    ("He spoke of friction between Iran and Turkey, which has fought Islamic State.", ["ASSAULT islamic-state,turkey >"]),
    ("He spoke of friction between Iran and Turkey, which have fought Islamic State.", ["ASSAULT iran,islamic-state,turkey >"]),
    ("France goes on with its offensive against Islamic State pockets.", ["ASSAULT france > islamic-state"]),
    ("With Hamas ousted from the city, Israel met Egypt.", ["ASSAULT  > hamas", "CONSULT egypt,israel >"]),
    ("France had trained Kurdish fighters to fight Islamic State.", ["AID france > kurds-reb"]),
    ("Iran criticised Western threats to attack Syria.", []),
    ("Iran left Russia to hold talks with Turkey.", ["CONSULT russia,turkey >"]),
    ("The truce brokered by Qatar held.", []),
    ("Egypt and Jordan, who have met Israel, condemned Iran.", ["CONSULT egypt,israel,jordan >", "ACCUSE egypt,jordan > iran"]),
    ("Assad said his troops would advance and warned Turkey.", ["THREATEN bashar-al-assad > turkey"]),
    ("The Turks bombed the Kurds.", ["ASSAULT turkey > kurds"]),
    ("The Kurds fought alongside the Americans.", ["COOPERATE kurds > united-states"]),
    ("The European Union began a case against Hungary for attacking Poland.", ["ASSAULT hungary > poland"]),
    ("Suicide bombers linked to Hamas attacked Israel.", ["ASSAULT hamas > israel"]),
    ("The US and EU-backed Kurdish forces fought Islamic State.", ["ASSAULT islamic-state,kurds-reb >"]),
    ("Iran used Kurdish groups as proxies to fight Turkey.", ["ASSAULT iran,kurds,turkey >"]),
    ("Russian soldiers were killed in clashes with Polish troops.", ["ASSAULT poland-mil > russia-mil"]),
    ("Chad wants to end the siege, and attack Libya.", ["ASSAULT chad > libya"]),
    ("Egypt invited Hamas to discuss how to help Lebanon, Turkish forces or Syria.", ["AGREE egypt > hamas"]),
    ("Russia joined the war on the side of Iran.", ["ASSAULT russia >"]),
    ("Turkey called for the withdrawal of Russian troops from Syria.", ["REQUEST turkey > russia-mil"]),
    ("There was a clash between Russian backed rebels and Turkish troops.", ["ASSAULT rebels,turkey-mil >"]),
]  # fmt: skip
# What is left out: half of a list, what is only spoken of, what is advice and no threat.
SILENT = [
    ("Turkey jailed the journalist and her brothers Aydin and Demir.", ["COERCE"]),
    ("Clinton tried to end the Israeli-Palestinian conflict.", ["ASSAULT"]),
    ("Russia insisted that the attack was staged by Turkey.", ["REQUEST"]),
    ("The Russian army told a news conference that it had met Turkey.", ["REQUEST"]),
    ("Carter warned Israel to take care.", ["THREATEN"]),
    ("Turkey threatens the interests of Greece.", ["THREATEN"]),
    ("Iran met Syria to discuss how to protect Lebanon.", ["AID"]),
    ("Trump hit back at comments by Iran.", ["ASSAULT"]),
    ("British police arrested Robinson in London.", ["COERCE"]),
    ("Two parties of Spain fought elections with Portugal.", ["ASSAULT"]),
    ("The UK hit the UN aid spending target.", ["ASSAULT"]),
    ("Syria and Iran killed each other's fighters.", ["ASSAULT"]),
    ("A former soldier, Peter Boone, said we should attack Syria.", ["ASSAULT"]),
]
# (sentence, the deed as type and parties, how it is put)
PUT = [
    ("The strikes on Syria had probably been carried out by Israel.", "ASSAULT", "possible"),
    ("An attack on Iran could be launched by Israel.", "ASSAULT", "possible"),
    ("It is likely that Turkey will attack Syria.", "ASSAULT", "possible"),
    ("They took arms in case Israel attacked Lebanon.", "ASSAULT", "hypothetical"),
    ("It is not known whether Israel attacked Syria.", "ASSAULT", "hypothetical"),
    ("Israel will make its point by attacking Syria.", "ASSAULT", "intended"),
    ("Turkey has ambitions to attack Syria.", "ASSAULT", "intended"),
    ("Iran has no plans to send weapons to Syria.", "AID", "negated"),
    ("He did not mention Turkey's decision to attack Syria.", "ASSAULT", "intended"),
    ("How can they talk to Israel, which attacked Syria?", "ASSAULT", "actual"),
    ("Trump ordered airstrikes on Syria.", "ASSAULT", "actual"),
    ("Russia expects Turkey to attack Syria.", "ASSAULT", "possible"),
    ("Syria helps any journalists who are detained by Turkey.", "COERCE", "hypothetical"),
    ("A summit between Russia and Turkey to be held on Friday was announced.", "AGREE", "intended"),
    ("Trump announced that he was withdrawing troops from Syria.", "CONCEDE", "intended"),
    ("Trump's decision to withdraw troops from Syria came early.", "CONCEDE", "intended"),
    ("Russia is willing to withdraw its troops from Georgia.", "AGREE", "intended"),
    ("Israel said that it had neither owned nor manned the ship, and accused Iran of piracy.", "ACCUSE", "actual"),
    ("The Israeli air force was able to bomb Damascus.", "ASSAULT", "actual"),
    ("Israel is able to bomb Damascus.", "ASSAULT", "possible"),
    ("Israel cannot continue to bomb Gaza, Egypt said.", "ASSAULT", "actual"),
    ("Israel will not continue to bomb Gaza.", "ASSAULT", "negated"),
    ("It is much too soon to claim that Israel attacked Hamas.", "ASSAULT", "hypothetical"),
    ("Britain was not involved, rejecting the Russian claim.", "REJECT", "actual"),
    ("The collapse was due to Israel's attack on Hamas.", "ASSAULT", "actual"),
    ("Experts are sceptical that Israel will attack Iran.", "ASSAULT", "possible"),
    ("France held talks over bombing Libya.", "ASSAULT", "possible"),
    ("I hope that Israel would attack Syria.", "ASSAULT", "hypothetical"),
]  # fmt: skip


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, SUBJECTS, SILENT, PUT)


@pytest.mark.parametrize(("sentence", "deeds"), SUBJECTS)
def test_each_clause_keeps_its_own_parties(coded: Coded, sentence: str, deeds: list[str]) -> None:
    types = {deed.split()[0] for deed in deeds} or {"ASSAULT", "RETREAT"}
    found = [told(event) for event in events(coded[sentence]) if event.event in types]
    assert sorted(found) == sorted(deeds)


@pytest.mark.parametrize(("sentence", "types"), SILENT)
def test_what_is_unclear_is_left_out(coded: Coded, sentence: str, types: list[str]) -> None:
    assert not [event for event in events(coded[sentence]) if event.event in types]


@pytest.mark.parametrize(("sentence", "kind", "assertion"), PUT)
def test_a_deed_is_put_as_its_clause_puts_it(
    coded: Coded, sentence: str, kind: str, assertion: str
) -> None:
    found = [event.assertion for event in events(coded[sentence]) if event.event == kind]
    assert found == [assertion]
