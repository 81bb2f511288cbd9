"""The catalogue that comes with foedus, and what a user's files make of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.checking import check
from foedus.catalogue.entries import SINGLE_OFFICES
from foedus.catalogue.loading import load_catalogue, own_file_texts
from foedus.catalogue.tables import COLUMNS, header_notes, read_rows
from foedus.errors import CatalogueError

NOTES = "# source: the test\n# licence: CC0-1.0\n"
# ISO 3166 codes of the 193 members of the United Nations.
_CODES = """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA
BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI
DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY
HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR PRK KOR KWT KGZ LAO LVA LBN
LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO MNG MNE MAR MOZ MMR
NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT ROU RUS RWA
KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE
SYR TJK TZA THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR USA URY UZB VUT VEN VNM YEM ZMB
ZWE
"""
MEMBERS_OF_THE_UN = _CODES.split()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_our_own_files_have_no_fault() -> None:
    assert [str(fault) for fault in check()] == []


@pytest.mark.parametrize(("file", "text"), own_file_texts().items())
def test_our_own_files_name_source_and_licence(file: str, text: str) -> None:
    notes = header_notes(text)
    assert notes["source"] and notes["licence"] == "CC0-1.0", file


def test_every_member_of_the_united_nations_is_a_state_that_exists(catalogue: Catalogue) -> None:
    today = dt.date(2024, 1, 1)
    codes = Counter(
        party.code
        for party in catalogue.parties.values()
        if party.kind == "state" and party.existed(today)
    )
    assert len(MEMBERS_OF_THE_UN) == 193
    assert {code: codes[code] for code in MEMBERS_OF_THE_UN} == dict.fromkeys(MEMBERS_OF_THE_UN, 1)


def test_the_catalogue_is_as_large_as_promised(catalogue: Catalogue) -> None:
    kinds = Counter(party.kind for party in catalogue.parties.values())
    assert kinds["armed-group"] >= 250
    assert kinds["organisation"] + kinds["coalition"] >= 250
    held = defaultdict(set)
    for person in catalogue.persons.values():
        for office in person.offices:
            held[office.actor].add(office.office)
    complete = [
        id_
        for id_, party in catalogue.parties.items()
        if party.kind == "state" and held[id_].issuperset(SINGLE_OFFICES)
    ]
    assert len(complete) >= 60
    assert len(catalogue.persons) >= 2500
    assert len(catalogue.roles) >= 1000
    assert len(catalogue.memberships) >= 600


def spelt(catalogue: Catalogue, text: str) -> set[str]:
    return {name.owner for name in catalogue.names_at(text, 0) if len(name.text) == len(text)}


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Iran", "iran"), ("U.S.", "united-states"), ("Kremlin", "russia"), ("IDF", "israel"),
        ("Hizbullah", "hezbollah"), ("Hamas", "hamas"), ("NATO", "nato"), ("Houthis", "houthis"),
        ("Security Council", "un-security-council"), ("Bosnian Serbs", "bosnian-serbs"),
        ("Putin", "vladimir-putin"), ("Antony Blinken", "antony-blinken"),
        ("Ebrahim Raisi", "ebrahim-raisi"), ("Tehran", "iran"), ("Ukrainians", "ukraine"),
    ],
)  # fmt: skip
def test_usual_names_are_known(catalogue: Catalogue, text: str, owner: str) -> None:
    assert owner in spelt(catalogue, text)


@pytest.mark.parametrize("text", ["iran", "us", "who", "turkey", "hamas", "Us", "Is", "However"])
def test_names_match_as_they_are_written(catalogue: Catalogue, text: str) -> None:
    assert spelt(catalogue, text) == set()


def test_names_at_gives_the_longest_first(catalogue: Catalogue) -> None:
    text = "He met UN Security Council members"
    found = [name.text for name in catalogue.names_at(text, 7)]
    assert found[0] == "UN Security Council" and found[-1] == "UN"
    lengths = [len(name.text) for name in catalogue.names_at(text, 7)]
    assert lengths == sorted(lengths, reverse=True)
    assert list(catalogue.names_at(text, 0)) == list(catalogue.names_at(text, 2)) == []


def test_a_users_row_replaces_ours_and_its_names(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(
        NOTES + "id,code,name,kind,sector,aliases,since,until\n"
        "hezbollah,LBN,Hezbollah,party,PTY,The Marsh Guard|reed men,1985,\n",
        encoding="utf-8",
    )
    ours, both = load_catalogue(), load_catalogue([mine])
    assert (ours.parties["hezbollah"].kind, both.parties["hezbollah"].kind) == (
        "armed-group", "party",
    )  # fmt: skip
    assert both.parties["hezbollah"].since == dt.date(1985, 1, 1)
    assert spelt(both, "The Marsh Guard") == spelt(both, "Reed Men") == {"hezbollah"}
    assert spelt(both, "Hizbullah") == set()
    assert both.parties["iran"] == ours.parties["iran"]
    assert spelt(ours, "Hizbullah") == {"hezbollah"}


def test_a_folder_of_users_files_adds_persons_and_roles(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(
        NOTES + "actor,office,person,aliases,from,to\niran,envoy,Ann Sedge,Sedge,2001-02,2003\n",
        encoding="utf-8",
    )
    (tmp_path / "a.csv").write_text(
        "\ufeff" + NOTES + "phrase,plural,sector,kind\r\nreed cutter,reed cutters,LAB,person\r\n",
        encoding="utf-8",
    )
    found = load_catalogue([tmp_path])
    (office,) = found.persons["ann-sedge"].offices
    assert (office.since, office.until) == (dt.date(2001, 2, 1), dt.date(2003, 12, 31))
    assert spelt(found, "Sedge") == {"ann-sedge"}
    assert found.roles["reed cutters"].plural and found.roles["reed cutters"].sector == "LAB"


def rows_of_a_file() -> Iterator[st.SearchStrategy[str]]:
    """Texts that look like dictionary files: a header, and rows of odd cells."""
    cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
        [
            "iran",
            "2001",
            "9999-12",
            "0000",
            "2001-13-01",
            "GOV",
            "a|b",
            '"',
            '""',
            "x=",
            "=",
            "party",
        ]
    )
    for columns in COLUMNS.values():
        row = st.lists(cells, min_size=len(columns), max_size=len(columns)).map(",".join)
        yield st.lists(row, max_size=4).map(
            lambda rows, columns=columns: "\n".join([",".join(columns), *rows])  # type: ignore[misc]
        )


any_text = st.text(st.characters(exclude_categories=["Cs"])) | st.one_of(*rows_of_a_file())


@given(text=any_text)
def test_any_text_is_read_or_refused_with_place_and_cause(text: str) -> None:
    try:
        Catalogue(read_rows(text, "mine.csv"))
    except CatalogueError as error:
        assert error.file == "mine.csv" and error.line >= 1
        assert str(error) and "\n" not in str(error)


@settings(max_examples=25, deadline=None)
@given(content=any_text.map(str.encode) | st.binary(max_size=200))
def test_the_check_lists_faults_of_any_bytes_and_raises_none(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "mine.csv"
    path.write_bytes(content)
    assert all(fault.file == str(path) and "\n" not in str(fault) for fault in check([path]))
