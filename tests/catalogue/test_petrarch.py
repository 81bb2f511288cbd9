"""PETRARCH's dictionaries: their lines, their codes, and who is who with them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.catalogue.petrarch import Coded, Entry, form_of, scan_actors
from foedus.catalogue.petrarch_agents import MOST_FORMS, Agent, plural_of, scan_agents
from foedus.catalogue.petrarch_codes import Split, sector_of, split_code
from foedus.catalogue.petrarch_names import spellings, titled
from foedus.errors import CatalogueError

COUNTRIES = {"FRA", "USA", "LBN", "IND", "SUN"}


def entry(*names: str, codes: tuple[Coded, ...], line: int = 1) -> Entry:
    return Entry(line, names, codes)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# (text, the entry it makes)
ENTRIES = [
    ("REED_GUARD_ [FRAMIL]", entry("REED GUARD", codes=(Coded("FRAMIL"),))),
    ("REED_GUARD_\t[FRAMIL] # a note [LBNGOV]", entry("REED GUARD", codes=(Coded("FRAMIL"),))),
    (
        "REED_GUARD_ [FRAMIL]\r\n+GUARD_OF_REEDS\r\n\r\n+RG_\r\n",
        entry("REED GUARD", "GUARD OF REEDS", "RG", codes=(Coded("FRAMIL"),)),
    ),
    (
        "ANN_SEDGE_  # a minister\n+MRS._SEDGE_\n\t[FRAGOV 990102-031231]\n\t[FRAELI]\n",
        entry(
            "ANN SEDGE",
            "MRS. SEDGE",
            codes=(Coded("FRAGOV", day("1999-01-02"), day("2003-12-31")), Coded("FRAELI")),
        ),
    ),
    (
        "ANN_SEDGE_\n\t[FRAGOV 19990102-20031231] [FRAELI >20040101]",
        entry(
            "ANN SEDGE",
            codes=(
                Coded("FRAGOV", day("1999-01-02"), day("2003-12-31")),
                Coded("FRAELI", day("2004-01-01")),
            ),
        ),
    ),
    ("REEDS [FRA <910625]", entry("REEDS", codes=(Coded("FRA", None, day("1991-06-24")),))),
    ("REEDS [FRA > 300101]", entry("REEDS", codes=(Coded("FRA", day("1930-01-01")),))),
    ("REEDS [FRA >291231]", entry("REEDS", codes=(Coded("FRA", day("2029-12-31")),))),
    ("REED_SEA [---]", entry("REED SEA", codes=(Coded("---"),))),
    ("REEDS_\n+REEDS_\n\t[FRA]", entry("REEDS", codes=(Coded("FRA"),))),
]


@pytest.mark.parametrize(("text", "expected"), ENTRIES)
def test_entries(text: str, expected: Entry) -> None:
    assert list(scan_actors(text, "reeds.actors")) == [expected]


# (a line below a good entry, its fault)
BAD_LINES = [
    ("SEDGES_", "'SEDGES' has no code"),
    ("SEDGES [FRA", "not written as [CODE]"),
    ("SEDGES [fra]", "[fra] is no code"),
    ("SEDGES [FRA 9901021]", "'9901021' is no time"),
    ("SEDGES [FRA >9901021]", "'9901021' is no day"),
    ("SEDGES [FRA >990230]", "there is no day '990230'"),
    ("SEDGES [FRA 990102-980102]", "ends before it begins"),
    ("SEDGES [FRA <00010101]", "'00010101' is too early"),
    ("+SEDGES [FRA]", "a synonym has the codes of its entry"),
    ("\tSEDGES [FRA]", "holds codes and no name"),
    ("SED\ufffdGES [FRA]", "a character was lost"),
    ("SED\udce9GES [FRA]", "it is not UTF-8"),
    ("SED\x1aGES [FRA]", "stands in a name"),
    ("SEDGES_+RUSHES [FRA]", "'+' stands in a name"),
    ("SEDGES_(RUSHES [FRA]", "no other half"),
    ("[FRA]", "it has no name"),
    ("+_", "it has no name"),
    ("S" * 201 + " [FRA]", "longer than 200 characters"),
    ("S" * 3000, "longer than 2000 characters"),
]


@pytest.mark.parametrize(("line", "cause"), BAD_LINES)
def test_a_malformed_line_is_named_and_the_rest_is_read(line: str, cause: str) -> None:
    text = f"REEDS [FRA]\n{line}\n\nRUSHES [LBN]"
    *found, last = scan_actors(text, "reeds.actors")
    (fault,) = (one for one in found if isinstance(one, CatalogueError))
    assert (fault.file, fault.line) == ("reeds.actors", 2) and cause in fault.cause
    assert last == entry("RUSHES", codes=(Coded("LBN"),), line=4)
    assert entry("REEDS", codes=(Coded("FRA"),)) in found


def test_lines_of_an_entry_that_was_skipped_go_with_it() -> None:
    text = "\t[FRA]\nSED(GES_\n+SEDGE\n\t[FRA]\nREEDS\n\t[FRA >9]\n\t[LBN]"
    found = list(scan_actors(text, "x"))
    assert [one.line for one in found] == [1, 2, 6, 5]
    assert found[-1] == entry("REEDS", codes=(Coded("LBN"),), line=5)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for scan in (scan_actors, scan_agents):
        for found in scan(text, "x"):
            assert not isinstance(found, CatalogueError) or (found.line >= 1 and found.cause)


# (file, text, its format)
FORMS = [
    ("a.txt", "# REEDS [~GOV]\nREEDS [FRA]", "actors"),
    ("a.txt", "!X! = A, B\nREED_CUTTER {} [~LAB]", "agents"),
    ("a.txt", "REEDS\n+SEDGES\n\t[FRAGOV 990101-991231]", "actors"),
    ("a.txt", "REED_SEA [---]", "actors"),
    ("a.txt", "BODY [NGO~]", "agents"),
    ("a.txt", "id,code\nreeds,FRA", None),
    ("a.csv", "REEDS [FRA]", None),
    ("my.agents", "REEDS [FRA]", "agents"),
    ("my.actors.txt", "", "actors"),
]


@pytest.mark.parametrize(("file", "text", "form"), FORMS)
def test_the_format_is_told_by_name_or_content(file: str, text: str, form: str | None) -> None:
    assert form_of(text, file) == form


# (code, country, organisation, sector)
CODES = [
    ("FRA", "FRA", None, None),
    ("USAGOV", "USA", None, "GOV"),
    ("LBNREBHMS", "LBN", None, "REB"),
    ("FRAGOVMED", "FRA", None, "GOV"),
    ("FRAMED", "FRA", None, "JRN"),
    ("FRAHLH", "FRA", None, "MED"),
    ("FRAUAF", "FRA", None, "REB"),
    ("INDMUSREB", "IND", None, "REB"),
    ("INDHIN", "IND", None, "REL"),
    ("IGOEUREEC", None, "EU", "IGO"),
    ("IGOUNOKID", None, "UN", "IGO"),
    ("IGO", None, None, "IGO"),
    ("NGOINDHLH", "IND", None, "NGO"),
    ("MNCUSAMED", "USA", None, "MNC"),
    ("NGOCHRCTH603", None, None, "NGO"),
    ("KSVGOV", "XKX", None, "GOV"),
    ("ROMGOV", "ROU", None, "GOV"),
    ("SUN", "SUN", None, None),
    ("INDSUN", "IND", None, "REL"),
    ("ELI", None, None, "ELI"),
    ("---", None, None, None),
]


@pytest.mark.parametrize(("code", "country", "organisation", "sector"), CODES)
def test_compound_codes(
    code: str, country: str | None, organisation: str | None, sector: str | None
) -> None:
    split = split_code(code, COUNTRIES)
    assert (split.country, split.organisation, split.sector) == (country, organisation, sector)


def test_codes_that_say_nothing() -> None:
    assert split_code("EUR", COUNTRIES) == Split(region="Europe")
    with pytest.raises(ValueError, match="begins with KKL"):
        split_code("KKLREB", COUNTRIES)
    with pytest.raises(ValueError, match="parts of three"):
        split_code("NGOEEUR", COUNTRIES)


@pytest.mark.parametrize(
    ("code", "sector"),
    [("~GOV", "GOV"), ("NGO~", "NGO"), ("~MUSUAF", "REB"), ("~PPL", "CVL"), ("~XYZ", None)],
)
def test_sectors_of_agents(code: str, sector: str | None) -> None:
    assert sector_of(code) == sector


def agent(phrase: str, plural: str, code: str = "~LAB", line: int = 1) -> Agent:
    return Agent(line, phrase, plural, code)


SETS = "!WHO! = MAN, MEN, WOMAN\n!MIN! = MINISTER, MINISTERS, MINISTRY\n"
# (line below the sets, its roles)
AGENTS = [
    ("REED_CUTTER [~LAB]", [agent("reed cutter", "reed cutters", line=3)]),
    ("REED_FOLK {} [~LAB]", [agent("reed folk", "", line=3)]),
    ("REED_OX { REED_OXEN }[~LAB]", [agent("reed ox", "reed oxen", line=3)]),
    (
        "REEDS!WHO! [~LAB]",
        [agent("reedsman", "reedsmen", line=3), agent("reedswoman", "reedswomen", line=3)],
    ),
    (
        "!MIN! OF_REEDS [~GOV]",
        [
            agent("minister of reeds", "ministers of reeds", "~GOV", 3),
            agent("ministry of reeds", "ministries of reeds", "~GOV", 3),
        ],
    ),
]
BAD_AGENTS = [
    ("REED_CUTTER [~LAB}", "not written as NOUN"),
    ("REED_CUTTER", "not written as NOUN"),
    ("REED_CUTTER [LAB]", "no tilde"),
    ("RE!MIN!ED [~LAB]", "inside a word"),
    ("REED_!WHAT! [~LAB]", "no substitution set !WHAT!"),
    ("REED_! [~LAB]", "no other half"),
    ("!WHO! !WHO! !WHO! !WHO! [~LAB]", f"{MOST_FORMS} are the most"),
]


@pytest.mark.parametrize(("line", "expected"), AGENTS)
def test_agents(line: str, expected: list[Agent]) -> None:
    assert list(scan_agents(SETS + line, "x.agents")) == expected


@pytest.mark.parametrize(("line", "cause"), BAD_AGENTS)
def test_malformed_agents_are_named(line: str, cause: str) -> None:
    fault, good = scan_agents(f"{SETS}{line}\nREED_CUTTER [~LAB]", "x.agents")
    assert isinstance(fault, CatalogueError)
    assert fault.line == 3 and cause in fault.cause
    assert good == agent("reed cutter", "reed cutters", line=4)


@pytest.mark.parametrize(
    ("phrase", "plural"),
    [
        ("deputy", "deputies"), ("envoy", "envoys"), ("boss", "bosses"), ("guard", "guards"),
        ("member of the guard", "members of the guard"), ("fireman", "firemen"),
        ("german", "germans"), ("spokesperson", "spokespersons"),
    ],
)  # fmt: skip
def test_plurals(phrase: str, plural: str) -> None:
    assert plural_of(phrase) == plural


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ANN SEDGE", ("ann sedge",)),
        ("AL-SEDGE", ("al-sedge",)),
        ("SEDGELAND", ("SEDGELAND", "Sedgeland")),
        ("US", ("US",)),
        ("U.N.", ("U.N.",)),
        ("HOWEVER", ("HOWEVER",)),
        ("THE OTHER", ("The Other",)),
    ],
)
def test_spellings(name: str, expected: tuple[str, ...]) -> None:
    assert spellings(name, {"US"}) == expected


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("KI-RUN OF THE UN", "Ki-Run of the UN"),
        ("O'SEDGE", "O'sedge"),
        ("Ann van Sedge", "Ann van Sedge"),
        ("U.S. GUARD (RGX)", "U.S. Guard (RGX)"),
    ],
)
def test_titled(name: str, shown: str) -> None:
    assert titled(name, {"UN"}) == shown
