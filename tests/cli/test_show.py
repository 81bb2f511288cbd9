"""`show` and `actors`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SPITEFUL, Run
from tests.record import examples


@pytest.mark.parametrize(
    ("id", "says"),
    [
        ("e-report-1", ["ASSAULT", "artillery", "Northland [northland, NOR, GOV]", "«shelled»"]),
        ("c-report-1", ["type: if", "pledge", "«Westland will help Southland if it is attacked.»"]),
        ("b-report-1", ["alliance", "strained", "no", "«are allies»"]),
        ("report-1", ["A border quarrel", examples.TEXT[:40], "c-report-1", "b-report-1"]),
        ("e-sp", []),
        ("e-spi", ["denied", "HYPERLINK"]),
        ("spit", ["HYPERLINK", "e-spite"]),
    ],
)
def test_show(run: Run, ledger: Path, id: str, says: list[str]) -> None:
    result = run("show", id, "--record", ledger)
    assert [words for words in says if words not in result.stdout] == []
    assert (result.exit_code, result.stderr) == (0, "")
    assert not set(result.stdout) & set("\x1b\x07\u202e")


@pytest.mark.parametrize(
    ("id", "says"),
    [
        ("nothing", "no entry or report"),
        ("e-report", "e-report-1, e-report-2"),
        ("x", "four characters"),
    ],
)
def test_nothing_to_show(run: Run, ledger: Path, id: str, says: str) -> None:
    result = run("show", id, "--record", ledger)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert says in result.stderr


def test_an_entry_as_json(run: Run, ledger: Path) -> None:
    found = json.loads(run("show", "e-report-1", "--record", ledger, "--format", "json").stdout)
    passage = found["passage"]
    start, end = (passage[f"quote_{side}"] - passage["start"] for side in ("start", "end"))
    assert passage["text"][start:end] == found["entry"]["evidence"]["quote"] == "shelled"
    assert (found["report"]["id"], found["decisions"]) == ("report-1", [])


def test_a_report_as_json_is_verbatim(run: Run, ledger: Path) -> None:
    found = json.loads(run("show", "spite", "--record", ledger, "--format", "json").stdout)
    assert found["report"]["text"] == SPITEFUL
    assert [entry["id"] for entry in found["entries"]] == ["e-spite"]


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    """Parties that no other catalogue has."""
    folder = tmp_path / "own"
    folder.mkdir()
    notes = "# source: made up\n# licence: CC0-1.0\n"
    (folder / "groups.csv").write_text(
        f"{notes}id,code,name,kind,sector,aliases,since,until\n"
        "zembla-guard,ZEM,Zembla Guard,armed-group,REB,Guard of Zembla,1950,\n"
    )
    (folder / "offices.csv").write_text(
        f"{notes}actor,office,person,aliases,from,to\n"
        "zembla-guard,leader,Odon Qwist,Qwist,1958-07-01,1959\n"
        "zembla-guard,spokesperson,Nodo Qwist,,1960,\n"
    )
    return folder


@pytest.mark.parametrize(
    ("name", "expected", "hint"),
    [
        ("Zembla Guard", ["zembla-guard"], False),
        ("guard of zembla", ["zembla-guard"], False),
        ("qwist", ["odon-qwist"], False),
        ("don qwi", ["odon-qwist"], False),
        ("Zembla Gard", ["zembla-guard"], True),
    ],
)
def test_find(run: Run, dictionary: Path, name: str, expected: list[str], hint: bool) -> None:
    result = run("actors", "find", name, "--actors", dictionary)
    found = [json.loads(line)["id"] for line in result.stdout.splitlines()]
    assert (result.exit_code, found[:1]) == (0, expected)
    assert ("nearest" in result.stderr) == hint


def test_find_nothing(run: Run) -> None:
    result = run("actors", "find", "#", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_an_actor_with_offices(run: Run, dictionary: Path) -> None:
    shown = run("actors", "show", "zembla-guard", "--actors", dictionary).stdout
    assert "leader of Zembla Guard: Odon Qwist, from 1958-07-01 to 1959-12-31" in shown
    assert "Nodo" in shown
    then = run("actors", "show", "zembla-guard", "--actors", dictionary, "--as-of", "1959-01-01")
    assert ("Odon" in then.stdout, "Nodo" in then.stdout) == (True, False)


def test_an_alliance_as_json(run: Run) -> None:
    nato = json.loads(run("actors", "show", "nato", "--format", "json").stdout)
    assert (nato["code"], nato["offices"] == []) == ("NATO", False)
    assert ("norway", "Norway") in [(one["id"], one["name"]) for one in nato["members"]]


def test_an_actor_that_is_none(run: Run) -> None:
    result = run("actors", "show", "norwai")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "norway" in result.stderr


def test_unknown_actors(run: Run, ledger: Path) -> None:
    assert run("actors", "unknown", "--record", ledger).stderr == (
        "foedus: no actors without a code\n"
    )


@pytest.mark.parametrize(("row", "faulty"), [("x,QQQ,X,armed-group,REB,,,", False), ("x,1", True)])
def test_check(run: Run, tmp_path: Path, row: str, faulty: bool) -> None:
    file = tmp_path / "own.csv"
    header = "id,code,name,kind,sector,aliases,since,until"
    file.write_text(f"# source: made up\n# licence: CC0-1.0\n{header}\n{row}\n")
    result = run("actors", "check", file)
    of_this_file = [line for line in result.stdout.splitlines() if line.startswith(str(file))]
    assert bool(of_this_file) == faulty
    assert result.exit_code == bool(result.stdout)


def test_actors_alone_lists_its_commands(run: Run) -> None:
    result = run("actors")
    assert (result.exit_code, "mentions" in result.stdout) == (0, True)
