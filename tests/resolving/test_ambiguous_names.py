"""Names that several bear: the sentence, the report and the date say whom they mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from foedus.catalogue.loading import load_catalogue
from foedus.model import Actor, Report
from foedus.pipeline import Coder
from foedus.resolving.namesakes import namesakes
from tests.situations import unmet

# (day of the report, its text, the words in question, the id and code at each place; "-" nobody)
Situation = tuple[str, str, str, str]

COUNTRY_OR_STATE_OF_THE_US = [
    ("2008-08-09", "Russia attacked Georgia.", "Georgia", "georgia GEO"),
    ("2019-06-21", "Georgia asked Nato for help.", "Georgia", "georgia GEO"),
    ("2008-08-10", "Soldiers left the town of Gori, Georgia, on Friday.", "Georgia", "georgia GEO"),
    ("2021-01-05", "Voters in Georgia and Texas waited for hours.", "Georgia", "-"),
    ("2021-01-05", "Police in Atlanta, Georgia, held three men.", "Georgia", "-"),
    ("2022-11-08", "The Georgia sheriff accused Joe Biden of a lie.", "Georgia", "-"),
    (
        "2021-01-06",
        "Ballots were counted in Fulton county for a third time. Republicans in Atlanta said that"
        " they would sue. Georgia rejected the complaint of the White House.",
        "Georgia",
        "-",
    ),
    (
        "2008-08-12",
        "Tanks rolled through South Ossetia at dawn. Officials in Tbilisi spoke of a war."
        " Georgia rejected the demand of the United States.",
        "Georgia",
        "georgia GEO",
    ),
    ("2020-05-01", "Police in Lebanon, Pennsylvania, arrested a man.", "Lebanon", "-"),
    ("2020-05-01", "Lebanon condemned Israel for the raid.", "Lebanon", "lebanon LBN"),
    ("2020-05-01", "A court in Paris, Texas, freed two men from Cuba.", "Paris", "-"),
    ("2020-05-01", "New Mexico sued Donald Trump.", "Mexico", "-"),
    ("2020-05-01", "Washington state sued Donald Trump.", "Washington", "-"),
    ("2020-05-01", "Washington warned Iran.", "Washington", "united-states-gov USA"),
    (
        "2020-05-01",
        "The Security Council condemned Iran.",
        "Security Council",
        "un-security-council UNSC",
    ),
    ("2020-05-01", "The National Security Council warned Iran.", "Security Council", "-"),
]
COUNTRY_OR_PERSON = [
    ("2017-05-05", "Jordan condemned Israel for the raid.", "Jordan", "jordan JOR"),
    ("2017-05-05", "Michael Jordan met Barack Obama in Chicago.", "Jordan", "-"),
    ("2017-05-05", "Jordan Peterson criticised Canada for its new law.", "Jordan", "-"),
    ("2023-05-05", "On Tuesday Mr Jordan accused Joe Biden of a lie.", "Jordan", "-"),
    (
        "2023-05-05",
        "A letter reached the committee that is led by Jim Jordan of Ohio. On Tuesday afternoon"
        " Jordan accused Joe Biden of a lie.",
        "Jordan",
        "-",
    ),
    (
        "2016-10-05",
        "Border guards in Amman turned back hundreds of families. Jordan rejected the demand of"
        " the United Nations.",
        "Jordan",
        "jordan JOR",
    ),
    ("2020-02-01", "Chad sent soldiers to Niger.", "Chad", "chad TCD"),
    ("2020-07-20", "Chad Wolf accused China of spying.", "Chad", "-"),
    ("2019-03-01", "The fishermen of Lake Chad fled to Nigeria.", "Chad", "-"),
    ("2019-03-01", "Mali thanked France for its help.", "Mali", "mali MLI"),
    ("2015-03-01", "The Jordan Valley was claimed by Israel.", "Jordan", "-"),
]
CONGOS_AND_GUINEAS = [
    ("2019-05-05", "Congo accused Rwanda of an attack.", "Congo", "congo-kinshasa COD"),
    (
        "2019-05-05",
        "DR Congo accused Rwanda of an attack.",
        "DR Congo",
        "congo-kinshasa COD",
    ),
    (
        "2019-05-05",
        "Congo-Brazzaville condemned France on Friday.",
        "Congo-Brazzaville",
        "congo-brazzaville COG",
    ),
    (
        "2019-05-05",
        "The Republic of the Congo thanked China.",
        "Republic of the Congo",
        "congo-brazzaville COG",
    ),
    (
        "2016-03-21",
        "Denis Sassou Nguesso won the vote in Congo with ease.",
        "Congo",
        "congo-brazzaville COG",
    ),
    (
        "2016-03-21",
        "Shops in Brazzaville stayed shut after the vote. Sassou Nguesso has ruled for decades."
        " Congo rejected the criticism of France.",
        "Congo",
        "congo-brazzaville COG",
    ),
    (
        "2016-12-21",
        "Shops in Kinshasa stayed shut after the vote. Kabila has ruled for years."
        " Congo rejected the criticism of France.",
        "Congo",
        "congo-kinshasa COD",
    ),
    # Kinshasa's state was called Zaire then
    ("1993-11-05", "Congo thanked France for its help.", "Congo", "congo-brazzaville COG"),
    ("1998-11-05", "Congo thanked France for its help.", "Congo", "congo-kinshasa COD"),
    ("1993-11-05", "Zaire condemned Belgium on Friday.", "Zaire", "zaire ZAR"),
    ("2019-05-05", "Guinea thanked France for its help.", "Guinea", "guinea GIN"),
    ("2019-05-05", "Guinea-Bissau thanked Portugal.", "Guinea-Bissau", "guinea-bissau GNB"),
    (
        "2019-05-05",
        "Equatorial Guinea condemned France.",
        "Equatorial Guinea",
        "equatorial-guinea GNQ",
    ),
    (
        "2019-05-05",
        "Papua New Guinea thanked Australia.",
        "Papua New Guinea",
        "papua-new-guinea PNG",
    ),
    ("2019-05-05", "Pirates in the Gulf of Guinea seized a ship of Norway.", "Guinea", "-"),
    ("2019-05-05", "Guinea pigs were sold by a farmer of Peru.", "Guinea", "-"),
    ("1942-05-05", "Japan landed troops in New Guinea.", "Guinea", "-"),
]
HEZBOLLAHS = [
    ("2020-01-05", "Hezbollah attacked Israel.", "Hezbollah", "hezbollah LBN"),
    ("2020-01-05", "Lebanon's Hezbollah attacked Israel.", "Lebanon's Hezbollah", "hezbollah LBN"),
    (
        "2020-01-05",
        "Kataib Hezbollah attacked the United States.",
        "Kataib Hezbollah",
        "kataib-hezbollah IRQ",
    ),
    (
        "2020-01-05",
        "The Hezbollah Brigades attacked the United States.",
        "Hezbollah Brigades",
        "kataib-hezbollah IRQ",
    ),
    (
        "2020-01-05",
        "Iraqi Hezbollah attacked the United States.",
        "Iraqi Hezbollah",
        "kataib-hezbollah IRQ",
    ),
    (
        "2020-01-05",
        "The Iraqi Shia militia Hezbollah attacked the United States.",
        "Hezbollah",
        "kataib-hezbollah IRQ",
    ),
    (
        "2020-01-05",
        "Militias in Iraq fired rockets at a base near Baghdad. Kataib Hezbollah denied it."
        " Hezbollah condemned the United States.",
        "Hezbollah",
        "hezbollah LBN",
    ),
    ("1999-01-05", "Turkish Hezbollah attacked the PKK.", "Turkish Hezbollah", "turkish-hezbollah TUR"),
]  # fmt: skip
NEIGHBOURS = [
    ("2020-01-05", "Turkey attacked Syria.", "Turkey", "turkey TUR"),
    ("2020-01-05", "Turkey sandwiches were sold in France.", "Turkey", "-"),
    ("2017-01-05", "Macedonia thanked Nato.", "Macedonia", "north-macedonia MKD"),
    ("2017-01-05", "The Greek region of Macedonia was flooded.", "Macedonia", "-"),
    ("2020-01-05", "North Korea threatened Japan.", "North Korea", "north-korea PRK"),
    ("2020-01-05", "Korea threatened Japan.", "Korea", "-"),
    (
        "2020-01-05",
        "Officials in Seoul were angry at the visit to the shrine. Korea criticised Japan.",
        "Korea",
        "south-korea KOR",
    ),
    (
        "2017-09-05",
        "State media in Pyongyang showed the launch. Korea threatened Japan.",
        "Korea",
        "north-korea PRK",
    ),
    ("2020-01-05", "Sudan attacked South Sudan.", "Sudan", "sudan SDN"),
    ("2020-01-05", "Sudan attacked South Sudan.", "South Sudan", "south-sudan SSD"),
    ("2020-01-05", "Niger accused Nigeria of neglect.", "Niger", "niger NER"),
    ("2020-01-05", "Gunmen from the Niger Delta attacked Shell.", "Niger", "nigeria NGA"),
    ("2020-01-05", "Ireland criticised the United Kingdom.", "Ireland", "ireland IRL"),
    ("2020-01-05", "Northern Ireland criticised the EU.", "Northern Ireland", "united-kingdom GBR"),
    ("2020-01-05", "Ships crossed the South China Sea to Vietnam.", "China", "-"),
]  # fmt: skip
KURDS = [
    ("2018-02-05", "Turkey attacked the Kurds in Syria.", "Kurds", "syrian-kurds SYR"),
    ("2018-02-05", "Turkey attacked the Kurds.", "Kurds", "kurds -"),
    ("1988-03-20", "Saddam Hussein attacked the Kurds.", "Kurds", "iraqi-kurds IRQ"),
    ("2017-10-05", "Iraq attacked the Iraqi Kurds.", "Iraqi Kurds", "iraqi-kurds IRQ"),
    (
        "2018-02-05",
        "Shells fell on Afrin for a second week. Women of the YPG held the town."
        " Turkey attacked the Kurds again on Monday.",
        "Kurds",
        "syrian-kurds SYR",
    ),
    (
        "2017-10-17",
        "Trucks left Kirkuk for Erbil all night. Barzani spoke of a betrayal."
        " Iran criticised the Kurds again on Monday.",
        "Kurds",
        "iraqi-kurds IRQ",
    ),
]
DATES = [
    ("1991-01-05", "President Bush warned Iraq.", "President Bush", "george-h-w-bush USA"),
    ("2003-01-05", "President Bush warned Iraq.", "President Bush", "george-w-bush USA"),
    ("1991-01-05", "On Friday Bush warned Iraq.", "Bush", "george-h-w-bush USA"),
    ("2003-01-05", "On Friday Bush warned Iraq.", "Bush", "george-w-bush USA"),
    ("1995-01-05", "On Friday Clinton warned Serbia.", "Clinton", "bill-clinton USA"),
    ("2011-01-05", "On Friday Clinton warned Libya.", "Clinton", "hillary-clinton USA"),
    (
        "2009-08-05",
        "Two women came home with Bill Clinton, who had flown to Pyongyang for them."
        " On Friday Clinton thanked North Korea.",
        "Clinton",
        "bill-clinton USA",
    ),
    ("1995-01-05", "On Friday Assad warned Israel.", "Assad", "hafez-al-assad SYR"),
    ("2015-01-05", "On Friday Assad warned Israel.", "Assad", "bashar-al-assad SYR"),
    ("1985-01-05", "Burma accused Thailand of a raid.", "Burma", "myanmar MMR"),
    ("1985-01-05", "Upper Volta accused Mali of a raid.", "Upper Volta", "burkina-faso BFA"),
    ("1985-01-05", "Swaziland accused Mozambique of a raid.", "Swaziland", "eswatini SWZ"),
    ("1992-01-05", "Yugoslavia accused Bulgaria of a raid.", "Yugoslavia", "yugoslavia YUG"),
    ("1985-01-05", "Ceylon thanked India for its help.", "Ceylon", "sri-lanka LKA"),
    ("1960-01-05", "Salisbury criticised Britain.", "Salisbury", "rhodesia-gov RHO"),
    ("2018-03-05", "Salisbury criticised Russia.", "Salisbury", "-"),
]
OPEN = [
    unmet(
        "2019-05-05",
        "China Mason met Barack Obama in Chicago.",
        "China",
        "-",
        reason="a first name that the list does not have is taken for the country",
    ),
    unmet(
        "2020-06-01",
        "The two Koreas met in Panmunjom.",
        "Koreas",
        "south-korea KOR",
        reason="one word that names two states is not taken",
    ),
]
ALL = [
    *COUNTRY_OR_STATE_OF_THE_US, *COUNTRY_OR_PERSON, *CONGOS_AND_GUINEAS, *HEZBOLLAHS,
    *NEIGHBOURS, *KURDS, *DATES, *OPEN,
]  # fmt: skip


def named(coder: Coder, day: str, text: str) -> Sequence[Actor]:
    ((_, actors),) = coder.mentions([Report("r", text, date=dt.date.fromisoformat(day))])
    return actors


@pytest.mark.parametrize(("day", "text", "words", "expected"), ALL)
def test_a_name_means_who_bears_it_there_and_then(
    coder: Coder, day: str, text: str, words: str, expected: str
) -> None:
    found = [one for one in named(coder, day, text) if one.text == words]
    shown = " ".join(f"{one.id} {one.code or '-'}" for one in found) or "-"
    assert set(shown.split()) == set(expected.split())


def test_there_are_situations_enough() -> None:
    assert len(ALL) >= 80


def test_every_meaning_is_a_party_of_the_catalogue() -> None:
    parties = load_catalogue().parties
    for entry in namesakes().names.values():
        owners = {meaning.owner for meaning in entry.meanings} | {entry.usual}
        assert {owner for owner in owners if owner} <= parties.keys(), entry.text
