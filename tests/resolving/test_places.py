"""Names of places: what they stand for, and where a sentence has them."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import CatalogueError
from foedus.model import Place
from foedus.reading.sentence import Sentence
from foedus.resolving.gazetteer import PLACES_COLUMNS
from foedus.resolving.place_names import key_of
from foedus.resolving.places import Gazetteer, find_places

Parse = Callable[..., Sentence]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


# (name, countries mentioned, the place and its country)
CHOICES = [
    ("Tripoli", "", "Tripoli LBY"),
    ("Tripoli", "LBN", "Tripoli LBN"),
    ("Alexandria", "", "Alexandria EGY"),
    ("Alexandria", "USA", "Alexandria USA"),
    ("Alexandria", "USA EGY", "Alexandria EGY"),
    ("Paris", "", "Paris FRA"),
    ("Paris", "USA", "Paris FRA"),
    ("Moscow", "USA", "Moscow RUS"),
    ("Athens", "USA", "Athens GRC"),
    ("London", "CAN", "London GBR"),
    ("Odessa", "", "Odesa UKR"),
    ("Kiev", "", "Kyiv UKR"),
    ("Deraa", "", "Daraa SYR"),
    ("Daraa", "", "Daraa SYR"),
    ("Idlib", "", "Idlib SYR"),
    ("Aleppo", "", "Aleppo SYR"),
    ("Halab", "", "Aleppo SYR"),
    ("Raqqa", "", "Raqqa SYR"),
    ("al-Raqqa", "", "Raqqa SYR"),
    ("Ḩamāh", "", "Hama SYR"),
    ("Deir al-Zour", "", "Deir ez-Zor SYR"),
    ("Kobani", "", "Kobani SYR"),
    ("Qamishli", "", "Qamishli SYR"),
    ("el-Bab", "", "Al-Bab SYR"),
    ("Hodeidah", "", "Hodeidah YEM"),
    ("Sana’a", "", "Sanaa YEM"),
    ("Rafah", "", "Rafah PSE"),
    ("Rafah", "EGY", "Rafah EGY"),
    ("Khan Younis", "", "Khan Younis PSE"),
    ("Gaza City", "", "Gaza City PSE"),
    ("Gaza", "", "Gaza Strip PSE"),
    ("Stepanakert", "", "Stepanakert AZE"),
    ("Mekelle", "", "Mekelle ETH"),
    ("El Fasher", "", "El Fasher SDN"),
    ("Bint Jbeil", "", "Bint Jbeil LBN"),
    ("Kurdistan", "", "Kurdistan Region IRQ"),
    ("Kurdistan", "IRN", "Iranian Kurdistan IRN"),
    ("Idlib province", "", "Idlib province SYR"),
    ("Donbas", "", "Donbas UKR"),
    ("Bab al-Mandab", "", "Bab el-Mandeb None"),
    ("Georgia", "", "Georgia GEO"),
    ("Lebanon", "USA", "Lebanon LBN"),
    ("Britain", "", "United Kingdom GBR"),
    ("U.S.", "", "United States USA"),
]


@pytest.mark.parametrize(("name", "countries", "expected"), CHOICES)
def test_a_name_stands_for_the_likeliest(
    gazetteer: Gazetteer, name: str, countries: str, expected: str
) -> None:
    place = gazetteer.choose(name, dict.fromkeys(countries.split(), 1.0))
    assert place is not None
    assert f"{place.name} {place.country}" == expected


@pytest.mark.parametrize("name", ["Hufflestadt", "", "al-", "اللاذقية-x"])
def test_an_unknown_name_is_none(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.candidates(name) == []
    assert gazetteer.choose(name, {}) is None


def test_a_place_has_its_coordinates_and_its_number(gazetteer: Gazetteer) -> None:
    assert gazetteer.choose("Tehran", {}) == Place("Tehran", "IRN", 35.69, 51.42, 112931)


def test_a_country_stands_at_its_capital(gazetteer: Gazetteer) -> None:
    country, capital = (gazetteer.choose(name, {}) for name in ("Syria", "Damascus"))
    assert country is not None and capital is not None
    assert (country.lat, country.lon) == (capital.lat, capital.lon)
    assert country.geonames_id != capital.geonames_id


def test_candidates_are_in_the_order_of_their_prominence(gazetteer: Gazetteer) -> None:
    found = gazetteer.candidates("Tripoli")
    assert [one.place.country for one in found][:2] == ["LBY", "LBN"]
    ranks = [one.prominence for one in found]
    assert ranks == sorted(ranks, reverse=True)


# (sentence, countries mentioned, what is found: name as told > place, country, preposition)
SENTENCES = [
    ("Israeli jets struck Damascus airport late Sunday.", "", ["Damascus > Damascus SYR None"]),
    ("Rockets fell on Kfar Kila, Khan Younis and Deir ez-Zor.", "",
     ["Kfar Kila > Kfar Kila LBN on", "Khan Younis > Khan Younis PSE on",
      "Deir ez-Zor > Deir ez-Zor SYR on"]),
    ("Clashes erupted near al-Bab in northern Aleppo.", "",
     ["al-Bab > Al-Bab SYR near", "Aleppo > Aleppo SYR in"]),
    ("Militants took Mosul in Iraq, and Palmyra in Syria.", "SYR IRQ",
     ["Mosul > Mosul IRQ None", "Palmyra > Palmyra SYR None"]),
    ("Militants attacked a base in Syria.", "", ["Syria > Syria SYR in"]),
    ("The ministers met in Alexandria, Egypt, on Monday.", "USA",
     ["Alexandria > Alexandria EGY in"]),
    ("The ministers met in Tripoli, Lebanon.", "", ["Tripoli > Tripoli LBN in"]),
    ("The ministers met in Tripoli.", "", ["Tripoli > Tripoli LBY in"]),
    ("Troops entered the Gaza Strip from the north.", "", ["Gaza Strip > Gaza Strip PSE None"]),
    ("Drones hit a tanker in the Strait of Hormuz.", "",
     ["Strait of Hormuz > Strait of Hormuz None in"]),
    ("Missiles crossed the Red Sea toward Eilat.", "",
     ["Red Sea > Red Sea None None", "Eilat > Eilat ISR toward"]),
    ("The army shelled the outskirts of Khartoum.", "", ["Khartoum > Khartoum SDN of"]),
    ("Rockets fell on Kiryat Shmona in northern Israel.", "ISR",
     ["Kiryat Shmona > Kiryat Shmona ISR on"]),
    ("Thousands fled El Geneina in West Darfur.", "",
     ["El Geneina > El Geneina SDN None", "West Darfur > West Darfur SDN in"]),
    ("Drones hit the Ain al-Asad air base.", "",
     ["Ain al-Asad air base > Ain al-Asad IRQ None"]),
    ("Jets struck targets in southern Lebanon.", "",
     ["southern Lebanon > Southern Lebanon LBN in"]),
    ("A strike on the Jabalia refugee camp killed dozens.", "", ["Jabalia > Jabalia PSE None"]),
    ("Moscow said it would not withdraw from Kherson.", "",
     ["Moscow > Moscow RUS None", "Kherson > Kherson UKR from"]),
    ("The militia attacked Goma and Bukavu.", "",
     ["Goma > Goma COD None", "Bukavu > Bukavu COD None"]),
    ("Russian troops took Avdiivka.", "RUS", ["Avdiivka > Avdiivka UKR None"]),
    ("The mayor spoke in Lincoln.", "", ["Lincoln > Lincoln USA in"]),
    # No places, whatever the gazetteer has.
    ("Austin said that the talks had failed.", "USA", []),
    ("Jack London wrote about the war.", "", []),
    ("The Washington Post reported the strike.", "", []),
    ("The Minsk agreement failed.", "", []),
    ("The Israel-Hamas war goes on.", "", []),
    ("Obama met Clinton on Friday.", "USA JPN", []),
    ("Palmer and Anderson reject the plan.", "USA", []),
    ("The rebels march on the capital in March.", "", []),
    ("Khan told reporters that the army would respond.", "PAK", []),
    ("The reading of the split decision was nice.", "", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "countries", "expected"), SENTENCES, ids=[case[0] for case in SENTENCES]
)
def test_places_of_a_sentence(
    sentence: Parse, gazetteer: Gazetteer, text: str, countries: str, expected: list[str]
) -> None:
    likely = dict.fromkeys(countries.split(), 1.0)
    found = find_places(sentence(text), likely, gazetteer)
    told = [f"{m.text} > {m.place.name} {m.place.country} {m.preposition}" for m in found]
    assert told == expected


def test_offsets_and_heads(sentence: Parse, gazetteer: Gazetteer) -> None:
    text = "Rebels shelled the suburbs of\nKhan Younis."
    parsed = sentence(text, offset=7)
    (mention,) = find_places(parsed, {}, gazetteer)
    assert text[mention.start - 7 : mention.end - 7] == mention.text == "Khan Younis"
    assert parsed.tokens[mention.head].text == mention.preposition == "of"


def test_it_loads_in_a_moment() -> None:
    start = time.process_time()
    assert Gazetteer.load().choose("Aleppo", {}) is not None
    assert time.process_time() - start < 1.0  # 0.15 s on a laptop, with room for a busy machine


def test_every_row_is_well_formed(gazetteer: Gazetteer) -> None:
    for name in ("Aleppo", "Kyiv", "Georgia", "Santiago", "San Jose"):
        for found in gazetteer.candidates(name):
            assert -90 <= found.place.lat <= 90 and -180 <= found.place.lon <= 180
    heads = {line.split(",", 1)[0].split("|")[0] for line in gazetteer.lines}
    assert all(key_of(head) == head for head in heads)


def test_regions_have_centres_and_codes(gazetteer: Gazetteer) -> None:
    regions = {found.place for group in gazetteer.regions.values() for found in group}
    assert len(regions) > 150
    codes = {line.split(",")[3] for line in gazetteer.lines if ",country," in line}
    for place in regions:
        assert -90 <= place.lat <= 90 and -180 <= place.lon <= 180, place
        assert place.country is None or place.country in codes, place


BROKEN = [
    ("name,country\n", "line 1: its columns must be"),
    (f"{PLACES_COLUMNS}\naleppo,,Aleppo,SYR,north,37.1,1,city,5\n", "line 2: could not convert"),
    (f"{PLACES_COLUMNS}\naleppo,,Aleppo,SYR,36.2,37.1,1,moon,5\n", "line 2: no such kind of place"),
]


@pytest.mark.parametrize(("text", "cause"), BROKEN)
def test_a_file_that_breaks_its_rules(tmp_path: Path, text: str, cause: str) -> None:
    path = tmp_path / "places.csv.gz"
    path.write_bytes(gzip.compress(text.encode()))
    with pytest.raises(CatalogueError, match=cause):
        Gazetteer.load(path).choose("Aleppo", {})


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name: str) -> None:
    once = key_of(name)
    assert key_of(once) == once
    assert once == once.strip()
