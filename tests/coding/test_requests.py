"""Who asks whom for what: the one asked, the mode, and what is asked for."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, events, told

# (sentence, who asks > who is asked, mode, type of what is asked for, some of its words)
TABLE = [
    # assist
    ("Hamas called on Iran to join the fight against Israel.", "hamas > iran", "assist", "ASSAULT", "to join the fight against Israel"),
    ("Hamas called for Iran to join the war against Israel.", "hamas > iran", "assist", "ASSAULT", "to join the war against Israel"),
    ("Ukraine asked Germany to send weapons.", "ukraine > germany", "assist", "AID", "to send weapons"),
    ("Ukraine asked Germany for weapons.", "ukraine > germany", "assist", "AID", "weapons"),
    ("Germany was asked by Ukraine to send weapons.", "ukraine > germany", "assist", "AID", "to send weapons"),
    ("Armenia appealed to Russia for military aid.", "armenia > russia", "assist", "AID", "military aid"),
    ("Armenia's appeal to Russia for help went unanswered.", "armenia > russia", "assist", "AID", "help"),
    ("Israel requested ammunition from the United States.", "israel > united-states", "assist", "AID", "ammunition"),
    ("Sudan pleaded with Egypt to provide humanitarian aid.", "sudan > egypt", "assist", "AID", "to provide humanitarian aid"),
    ("Ukraine asked Poland and Germany to send weapons.", "ukraine > germany,poland", "assist", "AID", "to send weapons"),
    ("Ukraine renewed its call for Germany to send missiles.", "ukraine > germany", "assist", "AID", "for Germany to send missiles"),
    ("Malawi asked South Africa for helicopters to reach the villages.", "malawi > south-africa", "assist", "AID", "helicopters"),
    ("Berlin rebuffed Ukraine's request for tanks.", "ukraine > germany-gov", "assist", "AID", "for tanks"),
    ("Hungary asked its neighbours, Austria and Slovenia, to send police.", "hungary > austria,slovenia", "assist", "MOBILIZE", "to send police"),
    # yield
    ("Hamas demanded that Israel release its prisoners.", "hamas > israel", "yield", "RETREAT", "Israel release its prisoners"),
    ("Russia demanded that Ukraine withdraw its troops.", "russia > ukraine", "yield", "RETREAT", "Ukraine withdraw its troops"),
    ("Ukraine called on Russia to withdraw.", "ukraine > russia", "yield", "RETREAT", "to withdraw"),
    ("France urged Israel to accept a ceasefire.", "france > israel", "yield", "CONCEDE", "to accept a ceasefire"),
    ("Egypt called for Israel to lift the siege of Gaza.", "egypt > israel", "yield", "CONCEDE", "to lift the siege of Gaza"),
    ("Niger gave France's ambassador 48 hours to leave the country.", "niger > france-gov", "yield", "RETREAT", "to leave the country"),
    ("Egypt demanded an end to Israeli raids on Port Said.", "egypt > israel", "yield", "RETREAT", "an end to Israeli raids on Port Said"),
    ("There must be an end to Russian raids on Kyiv, Japan said.", "japan > russia", "yield", "RETREAT", "an end to Russian raids on Kyiv"),
    ("Bosnia called for the arms embargo to be lifted.", "bosnia-and-herzegovina >", "yield", "CONCEDE", "for the arms embargo to be lifted"),
    ("Mali wants the French out of Gao.", "mali > france", "yield", "RETREAT", "the French"),
    ("Norway urged the rebels besieging Kigali to leave.", "norway > rebels", "yield", "RETREAT", "to leave"),
    ("Niger orders French ambassador to leave", "niger > france-gov", "yield", "RETREAT", "to leave"),
    # meet
    ("Ukraine asked for the start of talks with Russia.", "ukraine >", "meet", "CONSULT", "for the start of talks with Russia"),
    ("The United States urged Israel and Hamas to hold talks.", "united-states > hamas,israel", "meet", "CONSULT", "talks"),
    ("China called on Russia to negotiate with Ukraine.", "china > russia", "meet", "CONSULT", "to negotiate with Ukraine"),
    # change
    ("Iran urged Hamas to arrest its critics.", "iran > hamas", "change", "COERCE", "to arrest its critics"),
    ("The United States called for Iran to stop arming Hamas.", "united-states > iran", "change", "SANCTION", "to stop arming Hamas"),
    ("Ukraine urged Germany to impose sanctions on Russia.", "ukraine > germany", "change", "COERCE", "sanctions"),
    ("Israel asked Egypt to change its policy.", "israel > egypt", "change", None, "to change its policy"),
    ("“Stop selling them rockets,” Sudan told Egypt.", "sudan > egypt", "change", "SANCTION", "Stop selling them rockets"),
    ("Sudan sent Egypt a note asking for weapons.", "sudan > egypt", "assist", "AID", "weapons"),
    ("“We need tanks,” Sudan told Egypt.", "sudan > egypt", "assist", "AID", "We need tanks"),
    ("Sudan in plea to Egypt for fuel", "sudan > egypt", "assist", "AID", "fuel"),
    ("“Send us tanks,” Sudan begged Egypt.", "sudan > egypt", "assist", "AID", "Send us tanks"),
    ("Sudan: Egypt must send tanks", "sudan > egypt", "assist", "AID", "Egypt must send tanks"),
    ("Sudan told Egypt that it must send tanks.", "sudan > egypt", "assist", "AID", "must send tanks"),
    ("Sudan flew to Cairo to ask for tanks.", "sudan > egypt-gov", "assist", "AID", "tanks"),
    ("Sudan asked that tanks be sent by Egypt.", "sudan > egypt", "assist", "AID", "tanks be sent by Egypt"),
    ("Sudan gave Egypt ten days to leave Halayeb.", "sudan > egypt", "yield", "RETREAT", "to leave Halayeb"),
    ("Sudan demanded that Egypt arrest them.", "sudan > egypt", "change", "COERCE", "Egypt arrest them"),
    # whose it is that is asked for
    ("Mozambique has sought Rwandan soldiers to fight the insurgents.", "mozambique > rwanda", "assist", "AID", "Rwandan soldiers"),
    ("Malawi appealed for help from South Africa.", "malawi > south-africa", "assist", "AID", "help"),
    ("Russia called for the OPCW to deploy inspectors before any strike by Iran.", "russia > opcw", "change", None, "to deploy inspectors before any strike by Iran"),
    ("Armenia called for talks with Russia.", "armenia > russia", "meet", "CONSULT", "talks with Russia"),
    ("Nepal demanded the removal of Indian soldiers.", "nepal > india-mil", "yield", "RETREAT", "the removal of Indian soldiers"),
    ("Nepal wrote to India seeking weapons.", "nepal > india", "assist", "AID", "weapons"),
    ("Nepal put in a request to India for weapons.", "nepal > india", "assist", "AID", "weapons"),
    ("From Doha, Hamas called for Hezbollah to attack Israel.", "hamas > hezbollah", "assist", "ASSAULT", "Hezbollah to attack Israel"),
    ("Kenya wants Somalia to arrest its critics.", "kenya > somalia", "change", "COERCE", "Somalia to arrest its critics"),
    # in speech
    ("Israel must withdraw from Gaza, the Turkish foreign minister said.", "turkey-gov > israel", "yield", "RETREAT", "Israel must withdraw from Gaza"),
    ("“Send us weapons,” the Sudanese president told Egypt.", "sudan-gov > egypt", "assist", "AID", "Send us weapons"),
    ("It was time for Syria to leave Lebanon, the French president said.", "france-gov > syria", "yield", "RETREAT", "for Syria to leave Lebanon"),
    # requests that come to somebody, or are only spoken
    ("A Ukrainian request for tanks reached Germany.", "ukraine > germany", "assist", "AID", "tanks"),
    ("Germany received a request from Ukraine for tanks.", "ukraine > germany", "assist", "AID", "tanks"),
    ("Ukraine sent Germany a request for tanks.", "ukraine > germany", "assist", "AID", "tanks"),
    ("Ukraine's request that Germany send tanks was turned down.", "ukraine > germany", "assist", "AID", "send tanks"),
    ("Ukraine demanded tanks from Germany.", "ukraine > germany", "assist", "AID", "tanks"),
    ("Ukraine wrote to Germany to ask for tanks.", "ukraine > germany", "assist", "AID", "tanks"),
    ("“Please send us tanks,” Ukraine said in a message to Germany.", "ukraine > germany", "assist", "AID", "send us tanks"),
    ("It is time Germany sent tanks, Ukraine said.", "ukraine > germany", "assist", "AID", "Germany sent tanks"),
    ("“Come and mediate,” Armenia said to Georgia.", "armenia > georgia", "meet", "CONSULT", "mediate"),
    ("Chad wants Sudan's troops out of Adre.", "chad > sudan", "yield", "RETREAT", "troops"),
    ("Chad called for the release of soldiers held by Sudan.", "chad > sudan", "yield", "RETREAT", "the release of soldiers"),
    ("Hamas demanded that Israel's blockade be lifted.", "hamas > israel", "yield", "CONCEDE", "blockade be lifted"),
    ("“Do not arm our enemies,” Ethiopia told Egypt.", "ethiopia > egypt", "change", None, "not arm our enemies"),
    ("Norway must answer for it, Iceland said.", "iceland > norway", "change", None, "must answer"),
    ("“Lend us money,” Peru asked Chile in a letter.", "peru > chile", "assist", "AID", "Lend us money"),
    ("Armenia has turned to France with a plea for tanks.", "armenia > france", "assist", "AID", "tanks"),
    ("Cyprus has insisted for half a century that Turkey withdraw its soldiers.", "cyprus > turkey", "yield", "RETREAT", "withdraw its soldiers"),
    ("Kenya urged the generals in Myanmar to hold talks with Thailand.", "kenya > myanmar-mil", "meet", "CONSULT", "to hold talks with Thailand"),
    ("A request from Kenya that Rwanda hold talks with Uganda was made public.", "kenya > rwanda", "meet", "CONSULT", "Rwanda hold talks with Uganda"),
    ("Its request to Rwanda for aid went unanswered, Burundi said.", "burundi > rwanda", "assist", "AID", "aid"),
]  # fmt: skip
# (sentence): nobody is asked for anything.
NO_REQUEST = [
    ("Norway must know it, Iceland said.",),
    ("Baghdad's appeal to tourists lies in its bookshops.",),
    ("Norway must be weary, Iceland said.",),
    ("Israel asked why Hamas attacked.",),
    ("The demand for oil in China fell.",),
    ("Ukraine did not answer.",),
    ("Russia called the attack a crime.",),
    ("Iran called Israel an enemy.",),
    ("Israel must defend itself, its foreign minister said.",),
    ("Talks with Iran were pushed by officials.",),
    ("Zambia looks to China.",),
]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, TABLE, NO_REQUEST)


@pytest.mark.parametrize(("sentence", "parties", "mode", "asked", "words"), TABLE)
def test_a_request_names_the_one_asked_and_what_for(
    coded: Coded, sentence: str, parties: str, mode: str, asked: str | None, words: str
) -> None:
    found = [e for e in events(coded[sentence]) if e.event == "REQUEST"]
    assert [told(event) for event in found] == [f"REQUEST {parties}"]
    (request,) = found
    assert request.assertion == "actual"
    assert request.asks_for is not None
    assert (request.mode, request.asks_for.event) == (mode, asked)
    assert words in request.asks_for.text


@pytest.mark.parametrize(("sentence",), NO_REQUEST)
def test_other_uses_of_the_words_ask_for_nothing(coded: Coded, sentence: str) -> None:
    assert [told(e) for e in events(coded[sentence]) if e.event == "REQUEST"] == []


def test_what_is_asked_for_stands_in_the_sentence(coded: Coded) -> None:
    for sentence, entries in coded.items():
        for event in events(entries):
            if event.asks_for is not None:
                assert event.event == "REQUEST"
                assert event.asks_for.text in sentence
