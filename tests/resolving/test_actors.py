"""Words to actors: names, peoples, capitals, seats, roles, persons on their day, and the unknown."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.model import Actor, Event, Report
from foedus.pipeline import Coder
from tests.situations import DAY, Coded, code_tables, events, ids, told, unmet


def shown(actor: Actor) -> str:
    """ "hezbollah LBN REB": id, code and sector; a dash where there is none."""
    return f"{actor.id} {actor.code or '-'} {actor.sector or '-'}"


# (sentence, the one who acts)
NAMES = [
    ("Iran condemned Israel.", "iran IRN -"),
    ("The United States condemned Israel.", "united-states USA -"),
    ("The U.S. condemned Israel.", "united-states USA -"),
    ("On Friday morning the U.S. condemned Israel, its ally of many years.", "united-states USA -"),
    ("Hezbollah condemned Israel.", "hezbollah LBN REB"),
    ("Nato condemned Russia.", "nato NATO IGO"),
    ("The United Nations condemned Israel.", "united-nations UN IGO"),
    ("The European Union condemned Russia.", "european-union EU IGO"),
    ("Türkiye condemned Israel.", "turkey TUR -"),
]
CAPITALS = [
    ("Tehran condemned Israel.", "iran IRN GOV"),
    ("Washington condemned Hamas.", "united-states USA GOV"),
    ("Moscow condemned Israel.", "russia RUS GOV"),
    ("Beijing condemned Israel.", "china CHN GOV"),
]
SEATS = [
    ("The Kremlin condemned Israel.", "russia RUS GOV"),
    ("The White House condemned Hamas.", "united-states USA GOV"),
    ("Downing Street condemned Hamas.", "united-kingdom GBR GOV"),
    ("The Pentagon condemned Hamas.", "united-states USA MIL"),
    ("Mossad attacked Iran.", "israel ISR SPY"),
]
ROLES = [
    ("Israeli troops attacked Hamas.", "israel ISR MIL"),
    ("Israel's army attacked Hamas.", "israel ISR MIL"),
    ("The army of Israel attacked Hamas.", "israel ISR MIL"),
    ("Turkish police attacked Syria.", "turkey TUR COP"),
    ("The Iranian foreign minister condemned Israel.", "iran IRN GOV"),
    ("Iran's foreign minister condemned Israel.", "iran IRN GOV"),
    ("The foreign minister of Iran condemned Israel.", "iran IRN GOV"),
    ("The Iranian parliament condemned Israel.", "iran IRN LEG"),
    ("Shiite militias in Iraq attacked Israel.", "iraq IRQ REB"),
    ("Iraqi militias attacked Israel.", "iraq IRQ REB"),
    ("Hezbollah fighters attacked Israel.", "hezbollah LBN REB"),
    ("Fighters of Hezbollah attacked Israel.", "hezbollah LBN REB"),
    ("A Hamas spokesman condemned Israel.", "hamas PSE REB"),
    ("The leader of Hezbollah condemned Israel.", "hezbollah LBN REB"),
    ("Americans attacked Iran.", "united-states USA CVL"),
    ("A former Iranian minister condemned Israel.", "iran IRN ELI"),
]
PERSONS = [
    ("Joe Biden condemned Hamas.", "joe-biden USA GOV"),
    ("President Biden condemned Hamas.", "joe-biden USA GOV"),
    ("Vladimir Putin condemned Israel.", "vladimir-putin RUS GOV"),
    ("Benjamin Netanyahu condemned Iran.", "benjamin-netanyahu ISR GOV"),
    ("Netanyahu condemned Iran.", "benjamin-netanyahu ISR GOV"),
    ("Hassan Nasrallah condemned Israel.", "hassan-nasrallah LBN REB"),
    ("Ismail Haniyeh condemned Israel.", "ismail-haniyeh PSE REB"),
    # out of office on the day of the report
    ("Barack Obama condemned Russia.", "barack-obama USA ELI"),
    ("Angela Merkel condemned Russia.", "angela-merkel DEU ELI"),
    ("Boris Johnson condemned Russia.", "boris-johnson GBR ELI"),
    # whom the catalogue does not know
    unmet(
        "The Iranian envoy Ali Testani condemned Israel.",
        "ali-testani IRN GOV",
        reason="an unknown name after a title is not taken",
    ),
    ("Ali Testani, the foreign minister of Iran, condemned Israel.", "ali-testani IRN GOV"),
]
COALITIONS = [
    ("The Saudi-led coalition attacked the Houthis.", "saudi-led-coalition - MIL"),
    ("The US-led coalition attacked the Islamic State.", "us-led-coalition-against-islamic-state - MIL"),
    ("The Axis of Resistance attacked Israel.", "axis-of-resistance - REB"),
]  # fmt: skip
# Nobody in particular, but what they are is known.
UNNAMED = [
    ("The rebels attacked Israel.", "- REB"),
    ("Gunmen attacked Israel.", "- REB"),
    ("Police attacked Israel.", "- COP"),
    unmet("The troops attacked Israel.", "- MIL", reason="troops of nobody are dropped"),
    ("Protesters condemned Israel.", "- CVL"),
    # whoever backs them, they are not its own
    ("US-backed rebels attacked Iran.", "- REB"),
    ("Iran-backed militias attacked Israel.", "- REB"),
]
NAMED = [*NAMES, *CAPITALS, *SEATS, *ROLES, *PERSONS, *COALITIONS]

# (sentence, its deeds): where something happens, or what is only talked of, does not act
PLACES = [
    ("Iran met Hamas in Tehran.", ["CONSULT hamas,iran >"]),
    ("Israel attacked Hamas in Washington.", ["ASSAULT israel > hamas"]),
    ("Israel bombed Hezbollah near Damascus.", ["ASSAULT israel > hezbollah"]),
    ("Hamas and Israel held talks in Cairo.", ["CONSULT hamas,israel >"]),
]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, NAMED, UNNAMED, PLACES)


def actor_of(coded: Coded, sentence: str) -> Actor:
    """The one who does the only thing that is done."""
    acting = {one for event in events(coded[sentence]) for one in event.actors}
    assert len(acting) == 1, acting
    return acting.pop()


@pytest.mark.parametrize(("sentence", "expected"), NAMED)
def test_who_acts(coded: Coded, sentence: str, expected: str) -> None:
    id, code, sector = shown(actor_of(coded, sentence)).split()
    wanted, *rest = expected.split()
    assert [code, sector] == rest
    # A part of a state is known by the state's id and its own sector.
    assert id == wanted or id == f"{wanted}-{sector.lower()}"


@pytest.mark.parametrize(("sentence", "expected"), UNNAMED)
def test_an_unknown_role_keeps_its_sector(coded: Coded, sentence: str, expected: str) -> None:
    actor = actor_of(coded, sentence)
    assert f"{actor.code or '-'} {actor.sector or '-'}" == expected


@pytest.mark.parametrize(("sentence", "deeds"), PLACES)
def test_where_something_happens_does_not_act(
    coded: Coded, sentence: str, deeds: list[str]
) -> None:
    assert [told(event) for event in events(coded[sentence])] == deeds


def test_the_words_of_an_actor_are_the_reports(coded: Coded) -> None:
    for sentence, entries in coded.items():
        for event in events(entries):
            for one in (*event.actors, *event.recipients, *event.through):
                assert sentence[one.start : one.end] == one.text


# (sentence, day of the report, the one who acts)
DAYS = [
    ("Barack Obama condemned Russia.", dt.date(2015, 5, 1), "barack-obama USA GOV"),
    ("Barack Obama condemned Russia.", dt.date(2018, 5, 1), "barack-obama USA ELI"),
    ("Angela Merkel condemned Russia.", dt.date(2014, 3, 20), "angela-merkel DEU GOV"),
    ("Boris Johnson condemned Russia.", dt.date(2022, 3, 1), "boris-johnson GBR GOV"),
    ("The Soviet Union invaded Afghanistan.", dt.date(1980, 1, 2), "soviet-union SUN -"),
]


@pytest.mark.parametrize(("sentence", "day", "expected"), DAYS)
def test_an_office_is_held_from_a_day_to_a_day(
    coder: Coder, sentence: str, day: dt.date, expected: str
) -> None:
    ((_, entries),) = coder.code([Report("r", sentence, date=day)])
    (event,) = events(entries)
    assert isinstance(event, Event)
    (actor,) = event.actors
    assert shown(actor) == expected


# (sentence, everyone it names; who stands inside another's words is not listed)
MENTIONS = [
    ("Israel met Egypt in Cairo.", "egypt,israel"),
    ("Iranian troops left Syria.", "iran-mil,syria"),
    ("US-backed rebels attacked Iran.", "iran,rebels"),
]


@pytest.mark.parametrize(("sentence", "expected"), MENTIONS)
def test_mentions_list_everyone_named(coder: Coder, sentence: str, expected: str) -> None:
    ((_, actors),) = coder.mentions([Report("r", sentence, date=DAY)])
    assert ids(actors) == expected
    assert all(sentence[one.start : one.end] == one.text for one in actors)
