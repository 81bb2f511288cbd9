"""Who gives his word to do what or not to do it, how firmly, and on which condition."""

from __future__ import annotations

import pytest

from foedus.model import Commitment
from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, commitments, ids

TWO_DEEDS = "Turkey vowed to sanction Armenia and expel the ambassador of Russia."

# (sentence, who, polarity, strength, type of the deed, to whom)
WORDS = [
    # vows
    ("Iran vowed to attack Israel.", "iran", "will", "vow", "ASSAULT", "israel"),
    ("Hezbollah swore to attack Israel.", "hezbollah", "will", "vow", "ASSAULT", "israel"),
    ("Russia vowed not to attack Ukraine.", "russia", "will-not", "vow", "ASSAULT", "ukraine"),
    # pledges
    ("Egypt promised to help Sudan.", "egypt", "will", "pledge", "AID", "sudan"),
    ("Germany pledged to arm Ukraine.", "germany", "will", "pledge", "AID", "ukraine"),
    ("China promised not to arm Russia.", "china", "will-not", "pledge", "AID", "russia"),
    ("Hungary refused to arm Ukraine.", "hungary", "will-not", "pledge", "AID", "ukraine"),
    ("Iran said it would not attack Israel.", "iran", "will-not", "pledge", "ASSAULT", "israel"),
    ("Iran said that it would attack Israel.", "iran", "will", "pledge", "ASSAULT", "israel"),
    ("Iran made it clear that it would not attack Israel.", "iran", "will-not", "pledge", "ASSAULT", "israel"),
    ("Syria promised that it would never attack Turkey.", "syria", "will-not", "pledge", "ASSAULT", "turkey"),
    ("Hamas agreed to release two prisoners.", "hamas", "will", "pledge", "RETREAT", "prisoners"),
    ("France guaranteed to help Lebanon.", "france", "will", "pledge", "AID", "lebanon"),
    ("“We will attack Israel,” Hezbollah said.", "hezbollah", "will", "pledge", "ASSAULT", "israel"),
    ("Poland repeated its promise to arm Ukraine.", "poland", "will", "pledge", "AID", "ukraine"),
    ("Fuel was promised to Mali by Qatar.", "qatar", "will", "pledge", "AID", "mali"),
    ("A pledge of 14 tanks to Ukraine was made by Poland.", "poland", "will", "pledge", "AID", "ukraine"),
    ("India assured Nepal of its support.", "india", "will", "pledge", "SUPPORT", "nepal"),
    ("Norway committed 100m kroner to Mali.", "norway", "will", "pledge", "AID", "mali"),
    ("Sweden promised to give Ukraine Gripen jets.", "sweden", "will", "pledge", "AID", "ukraine"),
    ("Australia is committed to sending Ukraine 70 more vehicles.", "australia", "will", "pledge", "AID", "ukraine"),
    ("Libya promised safe passage for Egyptian soldiers.", "libya", "will", "pledge", "RETREAT", "egypt-mil"),
    ("Oman said it would have no part in any attack on Iran.", "oman", "will-not", "pledge", "ASSAULT", "iran"),
    ("Israel served notice that it would attack Hezbollah.", "israel", "will", "pledge", "ASSAULT", "hezbollah"),
    ("Argentina said it was leaving and would attack Chile.", "argentina", "will", "pledge", "ASSAULT", "chile"),
    ("Peru has promised never again to attack Ecuador.", "peru", "will-not", "pledge", "ASSAULT", "ecuador"),
    ("Oman vowed on Friday to help Yemen.", "oman", "will", "vow", "AID", "yemen"),
    ("\"This government will never arm Hamas,\" a spokesman for Vladimir Putin said.", "russia-gov", "will-not", "plan", "AID", "hamas"),
    # plans
    ("Iran has no intention of attacking Israel.", "iran", "will-not", "plan", "ASSAULT", "israel"),
    ("India intends to lend the Maldives $400m in April.", "india", "will", "plan", "AID", "maldives"),
    ("The last American troops will leave Iraq, the Pentagon said.", "united-states-mil", "will", "plan", "RETREAT", "iraq"),
    ("Turkey plans to invade Syria.", "turkey", "will", "plan", "ASSAULT", "syria"),
    ("Israel intends to bomb Lebanon.", "israel", "will", "plan", "ASSAULT", "lebanon"),
    ("Iran decided to refrain from attacking Israel.", "iran", "will-not", "plan", "ASSAULT", "israel"),
    ("Iran has decided not to attack Israel.", "iran", "will-not", "plan", "ASSAULT", "israel"),
    ("Poland will not arm Ukraine.", "poland", "will-not", "plan", "AID", "ukraine"),
    # signals
    ("Israel is ready to attack Iran.", "israel", "will", "signal", "ASSAULT", "iran"),
    ("Israel remains prepared to fight Hezbollah.", "israel", "will", "signal", "ASSAULT", "hezbollah"),
    ("Jordan ruled out attacking Syria.", "jordan", "will-not", "signal", "ASSAULT", "syria"),
    ("Japan offered to help Ukraine.", "japan", "will", "signal", "AID", "ukraine"),
]  # fmt: skip

# (sentence, who, polarity, type of the condition, its event, its words)
CONDITIONS = [
    ("Any attack on its ships would bring a swift response, Iran said.", "iran", "will", "if", "ASSAULT", "Any attack on its ships"),
    ("Without a pledge from Iran, Hamas will release two prisoners, its leader said.", "hamas", "will", "unless", "AGREE", "Without a pledge from Iran"),
    ("Hezbollah will attack Israel if Israel invades Lebanon.", "hezbollah", "will", "if", "ASSAULT", "if Israel invades Lebanon"),
    ("If Israel invades Lebanon, Hezbollah will attack Israel.", "hezbollah", "will", "if", "ASSAULT", "If Israel invades Lebanon"),
    ("Iran will not attack Israel unless it is attacked.", "iran", "will-not", "unless", "ASSAULT", "unless it is attacked"),
    ("Unless Israel withdraws, Hamas will not release prisoners.", "hamas", "will-not", "unless", "RETREAT", "Unless Israel withdraws"),
    ("A spokesman said the PKK would go on attacking Turkey until Turkey withdrew.", "pkk", "will", "until", "RETREAT", "until Turkey withdrew"),
    ("Israel will bomb Gaza until Hamas releases its hostages.", "israel", "will", "until", "RETREAT", "until Hamas releases its hostages"),
    ("Qatar said it would not recognise Israel until Israel left Gaza.", "qatar", "will-not", "until", "RETREAT", "until Israel left Gaza"),
    ("Yemen vowed to attack Israel as long as Israel bombs Gaza.", "yemen", "will", "as-long-as", "ASSAULT", "as long as Israel bombs Gaza"),
    ("Iran said it would not attack Israel so long as Israel did not attack Iran.", "iran", "will-not", "as-long-as", "ASSAULT", "so long as Israel did not attack Iran"),
    ("Hamas agreed to release prisoners provided that Israel withdraws from Gaza.", "hamas", "will", "if", "RETREAT", "provided that Israel withdraws from Gaza"),
    ("France promised to help Poland in case of an attack by Russia.", "france", "will", "if", "ASSAULT", "in case of an attack by Russia"),
    ("France promised to help Poland in the event of an attack by Russia.", "france", "will", "if", "ASSAULT", "in the event of an attack by Russia"),
    ("Turkey will attack Syria in the event that Syria shells its border posts.", "turkey", "will", "if", "ASSAULT", "in the event that Syria shells its border posts"),
    ("Should Israel invade Lebanon, Hezbollah will attack Israel.", "hezbollah", "will", "if", "ASSAULT", "Should Israel invade Lebanon"),
    ("Were Israel to invade Lebanon, Hezbollah would attack Israel.", "hezbollah", "will", "if", "ASSAULT", "Were Israel to invade Lebanon"),
    ("Should Hamas fire on Ashkelon again, Israel would bomb Gaza, an army spokesman said.", "israel", "will", "if", "ASSAULT", "Should Hamas fire on Ashkelon again"),
    ("Nigeria is willing to free jailed militants in exchange for the release of soldiers.", "nigeria", "will", "if", "RETREAT", "in exchange for the release of soldiers"),
    ("Hamas said it would free all the hostages provided Israel withdrew its troops.", "hamas", "will", "if", "RETREAT", "provided Israel withdrew its troops"),
    ("Israel would halt its offensive for two months in return for the release of all hostages, an official said.", "israel", "will", "if", "RETREAT", "in return for the release of all hostages"),
    ("The Houthis will stop their attacks on shipping the moment Israel withdraws, the group said.", "houthis", "will", "if", "RETREAT", "the moment Israel withdraws"),
    ("Canada's offer to lift the tariffs is contingent on Indian cooperation.", "canada", "will", "if", "COOPERATE", "contingent on Indian cooperation"),
    ("Russia said it would withdraw only if Ukraine disarmed.", "russia", "will", "if", "RETREAT", "only if Ukraine disarmed"),
    ("Israel will not withdraw from Gaza without a release of hostages.", "israel", "will-not", "unless", "RETREAT", "without a release of hostages"),
    ("Hamas said it would release hostages on condition that Israel withdraws.", "hamas", "will", "if", "RETREAT", "on condition that Israel withdraws"),
    ("Iran vowed to attack Israel if attacked.", "iran", "will", "if", "ASSAULT", "if attacked"),
    ("Iran will attack Israel as soon as Israel invades Lebanon.", "iran", "will", "if", "ASSAULT", "as soon as Israel invades Lebanon"),
    ("Iran will attack Israel the moment Israel invades Lebanon.", "iran", "will", "if", "ASSAULT", "the moment Israel invades Lebanon"),
    ("Iran will not meet Israel while Israel bombs Gaza.", "iran", "will-not", "as-long-as", "ASSAULT", "while Israel bombs Gaza"),
    ("Iran will observe the truce for as long as Israel does.", "iran", "will", "as-long-as", "RETREAT", "for as long as Israel does"),
    ("Iran will free prisoners if given an assurance by Israel.", "iran", "will", "if", "AGREE", "if given an assurance by Israel"),
    ("Iran will attack Israel if war breaks out in Lebanon.", "iran", "will", "if", "ASSAULT", "if war breaks out in Lebanon"),
    ("Iran announced that prisoners would be freed if Israel left Lebanon.", "iran", "will", "if", "RETREAT", "if Israel left Lebanon"),
    ("There will be no talks with Israel until Israel leaves Lebanon, Iran said.", "iran", "will-not", "until", "RETREAT", "until Israel leaves Lebanon"),
    ("Iran to bomb Israel if Israel attacks Lebanon", "iran", "will", "if", "ASSAULT", "if Israel attacks Lebanon"),
    ("Iran would attack Israel if Israel bombed Lebanon, its foreign minister, Ali Omari, said.", "iran", "will", "if", "ASSAULT", "if Israel bombed Lebanon"),
    ("Iran vowed to attack Israel once Israel invades Lebanon.", "iran", "will", "if", "ASSAULT", "once Israel invades Lebanon"),
]  # fmt: skip

# (sentence, who, polarity, type of the deed, to whom): the promise is not in its own verb alone.
SPOKEN = [
    ("“We are going to attack Israel,” Hezbollah said.", "hezbollah", "will", "ASSAULT", "israel"),
    ("Poland gave an undertaking that it would arm Ukraine.", "poland", "will", "AID", "ukraine"),
    ("Germany gave its word that Ukraine would be defended.", "germany", "will", "SUPPORT", "ukraine"),
    ("Germany promised Ukraine ten tanks.", "germany", "will", "AID", "ukraine"),
    ("Germany pledged $500m to Ukraine.", "germany", "will", "AID", "ukraine"),
    ("Poland will arm Ukraine, its defence minister, Jan Nowak, said.", "poland", "will", "AID", "ukraine"),
    ("Under no circumstances will Poland arm Russia.", "poland", "will-not", "AID", "russia"),
    ("Iran confirmed that Hezbollah would attack Israel.", "hezbollah", "will", "ASSAULT", "israel"),
    ("There will be no talks with Russia, Poland said.", "poland", "will-not", "CONSULT", "russia"),
    ("Iran announced that the Israeli hostages would be freed.", "iran", "will", "RETREAT", "israel-cvl"),
    ("Iran said it would stop arming Russia.", "iran", "will", "SANCTION", "russia"),
]  # fmt: skip

# (sentence, who is to do what the condition says, to whom)
PARTIES = [
    ("Hezbollah will attack Israel if Israel invades Lebanon.", "israel", "lebanon"),
    ("Iran will not attack Israel unless it is attacked by Iraq.", "iraq", "iran"),
    ("France promised to help Poland in case of an attack by Russia.", "russia", ""),
    ("Iran will not fight unless Israel or the United States attacks Iran.", "israel,united-states", "iran"),
]  # fmt: skip

# (sentence): nobody gives his word.
NONE = [
    ("Israel attacked Hamas on Friday.",),
    ("Israel should attack Iran.",),
    ("Iran could attack Israel.",),
    ("Will Iran attack Israel?",),
    ("Iran did not promise to attack Israel.",),
    ("Hamas asked Iran to promise help.",),
    ("If Iran promises to help Hamas, prices may rise.",),
    ("Analysts expect that Iran will attack Israel.",),
    ("Analysts said Iran would attack Israel.",),
    ("Israel fears that Hezbollah will attack Lebanon.",),
    ("It will rain in Gaza on Monday.",),
    ("France declined to comment on the raid, or on whether it would strike Mali if asked.",),
    ("Israel declined to answer questions about an attack on Iran.",),
    ("The war will last for months.",),
    ("Prices will rise in Egypt.",),
    ("The promised weapons arrived in Ukraine.",),
    ("Israel would have attacked Iran.",),
    ("Ukraine hopes that Germany will help Poland.",),
    ("Iran denied that it had vowed to attack Israel.",),
    ("Turkey refused a request.",),
    ("Hamas received an assurance that it would not be attacked.",),
    ("Netanyahu said Iran would attack Israel.",),
    ("Iran fears that its villages would be bombed, Israel said.",),
    ("Officials were going to attack Israel.",),
    ("Iran will attack Israel even if Israel withdraws, analysts said.",),
    ("Turkey and Russia share the aim of curbing American influence.",),
    ("Iran's villages will be bombed, Israel said.",),
    ("American troops will leave Iraq, analysts said.",),
    ("Turkey gave Syria no promise of support.",),
    ("Iran is planning an attack on Israel, American officials believe.",),
    ("Weapons were promised to Mali.",),
    ("Any attack on Iran will be met with anger.",),
]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, WORDS, CONDITIONS, SPOKEN, PARTIES, NONE, [(TWO_DEEDS,)])


def only(coded: Coded, sentence: str) -> Commitment:
    found = list(commitments(coded[sentence]))
    assert len(found) == 1, [(c.actor.id, c.polarity, c.act.text) for c in found]
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "actor", "polarity", "strength", "event", "recipients"), WORDS
)
def test_whose_word_it_is_and_how_firm(
    coded: Coded,
    sentence: str,
    actor: str,
    polarity: str,
    strength: str,
    event: str,
    recipients: str,
) -> None:
    found = only(coded, sentence)
    assert (found.actor.id, found.polarity, found.act.event) == (actor, polarity, event)
    assert (found.strength, ids(found.act.recipients)) == (strength, recipients)
    assert found.condition is None


@pytest.mark.parametrize(("sentence", "actor", "polarity", "kind", "event", "words"), CONDITIONS)
def test_on_what_a_word_hangs(
    coded: Coded,
    sentence: str,
    actor: str,
    polarity: str,
    kind: str,
    event: str | None,
    words: str,
) -> None:
    found = only(coded, sentence)
    assert (found.actor.id, found.polarity) == (actor, polarity)
    assert found.condition is not None
    assert (found.condition.type, found.condition.event) == (kind, event)
    assert found.condition.text == words
    # What is promised is told apart from what it hangs on.
    assert words not in found.act.text


@pytest.mark.parametrize(("sentence", "actor", "polarity", "event", "recipients"), SPOKEN)
def test_a_word_that_is_given_in_speech(
    coded: Coded, sentence: str, actor: str, polarity: str, event: str, recipients: str
) -> None:
    found = only(coded, sentence)
    assert (found.actor.id.removesuffix("-gov"), found.polarity) == (actor, polarity)
    assert (found.act.event, ids(found.act.recipients)) == (event, recipients)


@pytest.mark.parametrize(("sentence", "actors", "recipients"), PARTIES)
def test_who_would_have_to_do_it(coded: Coded, sentence: str, actors: str, recipients: str) -> None:
    condition = only(coded, sentence).condition
    assert condition is not None
    assert (ids(condition.actors), ids(condition.recipients)) == (actors, recipients)


@pytest.mark.parametrize(("sentence",), NONE)
def test_where_nobody_gives_his_word(coded: Coded, sentence: str) -> None:
    found = [(c.actor.id, c.polarity, c.act.text) for c in commitments(coded[sentence])]
    assert found == []


def test_two_deeds_under_one_word_are_two_commitments(coded: Coded) -> None:
    found = commitments(coded[TWO_DEEDS])
    assert {(c.actor.id, c.act.event, ids(c.act.recipients)) for c in found} == {
        ("turkey", "COERCE", "armenia"),
        ("turkey", "SANCTION", "russia"),
    }
