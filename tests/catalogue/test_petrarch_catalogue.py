"""Who is who once PETRARCH's dictionaries are loaded, imported, or laid under a CSV file."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.checking import check
from foedus.catalogue.loading import load_catalogue
from foedus.catalogue.petrarch_import import import_dictionaries
from foedus.errors import CatalogueError, UsageError
from foedus.model import Report
from foedus.pipeline import Coder
from tests.catalogue.test_catalogue import NOTES, spelt

SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).parents[3] / "shared")
PEERS = SHARED / "peers" / "dictionaries"

ACTORS = """
# Invented, but for the names of three countries and of bodies that ours have too.
FRANCE_ [FRA]
+FRENCH_
+SEDGELAND_
+HEXAGONIA
PARIS_ [FRA]
WHITE_HOUSE_ [USAGOV]
+REED_MANSION_
ROYAL_REED_GUARD_ [FRAMIL]
+RRG
ANN_SEDGE_
+MRS._SEDGE_
\t[FRAGOV 990102-031231]
\t[FRAJUD 040101-051231]
\t[FRAELI]
BOB_RUSH_
\t[FRAGOV 990102-031231]
CAM_FERN_
\t[FRAMIL 990102-031231]
DOT_MOSS_
\t[IGOUNO 990102-031231]
\t[---]
HEZBOLLAH_ [LBNREBHZB]
+SEDGE_COMPANIONS_
HAMAS_ [PSEPTY]
+THE_MARSH_MEN
FRENCH_REED_SEA_ [---]
REED_RELIEF_ [NGOFRAHLH]
REED_WORKS_ [MNCUSAMED]
REED_COUNCIL_ [IGOEUREEC]
MARSH_ISLES_ [AIA]
OLD_MARSH [SUN <911225] [RUS >911226]
EMMANUEL_MACRON_
\t[FRABUS >100101]
"""
AGENTS = """
!WHO! = MAN, MEN, WOMAN, WOMEN
REEDS!WHO! [~LAB]
SEDGE_BISHOP [~CHR]
REED_CUTTERY [~BUS]
TROOPS {} [~REB]
MINISTER [~GOV]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dictionaries")
    (path / "reeds.actors.txt").write_text(ACTORS, encoding="utf-8")
    (path / "reeds.agents").write_text(AGENTS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def catalogue(folder: Path) -> Catalogue:
    return load_catalogue([folder])


@pytest.fixture(scope="module")
def coder(folder: Path) -> Coder:
    return Coder(dictionaries=[folder])


# (who, day, id, code, sector)
ON_A_DAY = [
    ("Ann Sedge", "2001-05-01", "ann-sedge", "FRA", "GOV"),
    ("Mrs. Sedge", "1999-01-02", "ann-sedge", "FRA", "GOV"),
    ("ANN SEDGE", "2003-12-31", "ann-sedge", "FRA", "GOV"),
    ("Ann Sedge", "2004-01-01", "ann-sedge", "FRA", "JUD"),
    ("Ann Sedge", "2006-01-01", "ann-sedge", "FRA", "ELI"),
    ("Ann Sedge", "1998-01-01", "ann-sedge", "FRA", "ELI"),
    ("Bob Rush", "2001-05-01", "bob-rush", "FRA", "GOV"),
    ("Bob Rush", "2010-05-01", "bob-rush", "FRA", "ELI"),
    ("Cam Fern", "2001-05-01", "cam-fern", "FRA", "MIL"),
    ("Cam Fern", "2010-05-01", "cam-fern", "FRA", "ELI"),
    ("Dot Moss", "2001-05-01", "dot-moss", "UN", "IGO"),
    ("Dot Moss", "2010-05-01", "dot-moss", None, None),
    ("Sedgeland", "2001-05-01", "france", "FRA", None),
    ("France", "2001-05-01", "france", "FRA", None),
    ("Paris", "2001-05-01", "france-gov", "FRA", "GOV"),  # already a name of France
    ("The White House", "2001-05-01", "united-states-gov", "USA", "GOV"),
    ("The Reed Mansion", "2001-05-01", "united-states-gov", "USA", "GOV"),
    ("The Royal Reed Guard", "2001-05-01", "france-mil", "FRA", "MIL"),
    ("The RRG", "2001-05-01", "france-mil", "FRA", "MIL"),
    ("Hezbollah", "2001-05-01", "hezbollah", "LBN", "REB"),
    ("The Sedge Companions", "2001-05-01", "hezbollah", "LBN", "REB"),
    ("Hamas", "2001-05-01", "hamas-pse-pty", "PSE", "PTY"),
    ("The Marsh Men", "2001-05-01", "hamas-pse-pty", "PSE", "PTY"),
    ("Reed Relief", "2001-05-01", "reed-relief", "FRA", "NGO"),
    ("Reed Works", "2001-05-01", "reed-works", "USA", "MNC"),
    ("Reed Council", "2001-05-01", "reed-council", "EU", "IGO"),
    ("Marsh Isles", "2001-05-01", "marsh-isles", "AIA", None),
    ("Old Marsh", "1985-05-01", "soviet-union", "SUN", None),
    ("Old Marsh", "2001-05-01", "russia", "RUS", None),
    ("Emmanuel Macron", "2020-05-01", "emmanuel-macron", "FRA", "BUS"),
    ("Emmanuel Macron", "2001-05-01", "emmanuel-macron", "FRA", "ELI"),
]


@pytest.mark.parametrize(("who", "day", "id", "code", "sector"), ON_A_DAY)
def test_names_resolve_by_code_and_date(
    coder: Coder, who: str, day: str, id: str, code: str | None, sector: str | None
) -> None:
    report = Report(id="r", text=f"{who} condemned Syria.", date=dt.date.fromisoformat(day))
    ((_, (first, *_)),) = coder.mentions([report])
    assert (first.id, first.code, first.sector) == (id, code, sector)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("hamas", set()),
        ("Hizbullah", {"hezbollah"}),
        ("Harakat al-Muqawama al-Islamiya", {"hamas"}),
        ("French Reed Sea", {""}),
        ("French", {"france"}),
        ("IDF", {"israel"}),
    ],
)
def test_ours_stay_and_a_name_that_clashes_is_theirs(
    catalogue: Catalogue, text: str, owners: set[str]
) -> None:
    assert spelt(catalogue, text) == owners


def test_a_name_of_nobody_hides_the_names_within_it(coder: Coder) -> None:
    report = Report(id="r", text="Iran attacked ships in the French Reed Sea.")
    ((_, found),) = coder.mentions([report])
    assert [actor.id for actor in found] == ["iran"]


def test_agents_become_roles(catalogue: Catalogue) -> None:
    ours = load_catalogue()
    assert catalogue.roles["reedsmen"].plural and catalogue.roles["reedsmen"].sector == "LAB"
    assert catalogue.roles["reedswoman"].kind == "person"
    assert catalogue.roles["sedge bishops"].sector == "REL"
    assert catalogue.roles["reed cuttery"].kind == "body"
    assert (catalogue.roles["troops"].sector, ours.roles["troops"].sector) == ("REB", "MIL")
    assert catalogue.roles["minister"] == ours.roles["minister"]
    assert len(catalogue.roles) > len(ours.roles)


def test_loading_leaves_the_catalogue_of_others_as_it_was(catalogue: Catalogue) -> None:
    assert spelt(load_catalogue(), "Sedgeland") == set()
    assert spelt(load_catalogue(), "Hamas") == {"hamas"}


def test_malformed_lines_are_skipped_and_listed(tmp_path: Path) -> None:
    path = tmp_path / "a.actors"
    path.write_bytes(b"REEDS_\nSEDGE_MEN_ [FRAREB]\nRUSHES [XQXGOV]\nS\xe9DGE [FRA]\n")
    found = load_catalogue([path])
    assert spelt(found, "Sedge Men") == {"sedge-men"}
    assert [(fault.file, fault.line) for fault in found.skipped] == [
        (str(path), 1), (str(path), 3), (str(path), 4),
    ]  # fmt: skip
    assert check([path]) == list(found.skipped) or [str(one) for one in check([path])] == [
        str(one) for one in found.skipped
    ]


def test_of_two_entries_with_a_name_the_later_has_it(tmp_path: Path) -> None:
    first, second = tmp_path / "a.actors", tmp_path / "b.actors"
    first.write_text("SEDGE_MEN_ [FRAREB]\n+REED_MEN\n", encoding="utf-8")
    second.write_text("sedge_men [USAREB]\n", encoding="utf-8")
    found = load_catalogue([first, second])
    (owner,) = spelt(found, "Sedge Men")
    assert found.parties[owner].code == "USA"
    assert spelt(found, "Reed Men") != {owner}


def test_a_csv_file_goes_on_top(tmp_path: Path, folder: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(
        NOTES + "actor,sector,aliases\niran,COP,royal reed guard|Reed Watch\n,,Marsh Isles\n",
        encoding="utf-8",
    )
    assert check([mine]) == []
    found = load_catalogue([mine, folder])
    assert spelt(found, "Royal Reed Guard") == spelt(found, "Reed Watch") == {"iran"}
    assert spelt(found, "Marsh Isles") == {""}


def test_names_of_nobody_that_there_is_are_a_fault(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(
        NOTES + "actor,sector,aliases\natlantis,,Reeds\niran,KNG,Sedges\niran,,\n",
        encoding="utf-8",
    )
    assert [(fault.line, fault.cause.split(";")[0]) for fault in check([mine])] == [
        (4, "actor 'atlantis' is the id of no party and no person"),
        (5, check([mine])[1].cause.split(";")[0]),
        (6, "aliases is empty"),
    ]
    assert "sector 'KNG' is none" in check([mine])[1].cause


def test_the_import_says_the_same_as_the_dictionaries(
    tmp_path: Path, folder: Path, catalogue: Catalogue
) -> None:
    written, skipped = import_dictionaries([folder], tmp_path / "new" / "csv")
    assert skipped == [] and {file.stem for file in written} == {
        "states", "parties", "offices", "names", "roles",
    }  # fmt: skip
    found = load_catalogue([tmp_path / "new" / "csv"])
    assert found.parties == catalogue.parties
    assert found.persons == catalogue.persons
    assert found.roles == catalogue.roles
    assert set(found.all_names()) == set(catalogue.all_names())
    faults = check([tmp_path / "new" / "csv"])
    assert [fault.cause.partition(";")[0].partition(" (")[0] for fault in faults] == [
        "actor 'nobody' is the id of no party",
        "name 'Hamas' is also that of hamas",
    ]


def test_the_import_overwrites_nothing(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "roles.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is there already"):
        import_dictionaries([folder], tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["roles.csv"]
    with pytest.raises(CatalogueError, match="no dictionary of PETRARCH's"):
        import_dictionaries([tmp_path / "roles.csv"], tmp_path / "new")


def test_the_version_tells_other_dictionaries_apart(folder: Path, coder: Coder) -> None:
    one = Coder(dictionaries=[folder / "reeds.agents"]).version
    assert len({one, coder.version, Coder().version}) == 3


@pytest.mark.skipif(not PEERS.exists(), reason="the peers' dictionaries are not at hand")
def test_all_files_of_the_peers_load() -> None:
    files = sorted(PEERS.glob("Phoenix.*.txt"))
    found, ours = load_catalogue(files), load_catalogue()
    assert len(files) == 4
    assert len(found.persons) - len(ours.persons) > 15_000
    assert len(found.parties) - len(ours.parties) > 6_000
    assert len(found.roles) - len(ours.roles) > 3_000
    assert 0 < len(found.skipped) < 150
    assert {fault.file for fault in found.skipped} == {str(file) for file in files}
    assert set(ours.parties) <= set(found.parties)
