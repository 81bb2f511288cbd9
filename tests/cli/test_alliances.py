"""`foedus alliances`: filters, formats, and the strain that each row shows."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from foedus.cli.alliances import _COLUMNS
from foedus.model import Bond
from foedus.record import Record
from tests.cli.conftest import READ_AT, VERSION, Run, assert_told_in_one_line
from tests.record import examples

SOUTH, EAST, WEST = (
    examples.actor(name, code)
    for name, code in (("Southland", "ZZS"), ("Eastland", "ZZE"), ("Westland", "ZZW"))
)


@pytest.fixture
def friends(tmp_path: Path) -> Path:
    """Southland and Eastland are allies of whom two reports speak, one of strain; West has one."""
    path = tmp_path / "friends.db"
    with Record(path, create=True, now=lambda: READ_AT) as record:
        for number, strained in enumerate((False, True)):
            story = examples.report(f"report-{number}")
            words = examples.evidence(story, "are allies")
            told = [Bond(f"b-{number}", (SOUTH, EAST), "alliance", strained, words, "allies", 0.9)]
            if not strained:
                told.append(Bond("b-west", (WEST, EAST), "alliance", False, words, "allies", 0.9))
            record.keep(story, told, coded_by=VERSION)
    return path


def ids(output: str) -> list[str]:
    return [json.loads(line)["id"].removeprefix("alliance--") for line in output.splitlines()]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], ["zze--zzs", "zze--zzw"]),
        (["--limit", "1"], ["zze--zzs"]),
        (["--actor", "ZZW"], ["zze--zzw"]),
        (["--pair", "ZZS", "ZZE"], ["zze--zzs"]),
        (["--basis", "named"], ["zze--zzs", "zze--zzw"]),
        (["--basis", "declared"], []),
        (["--as-of", "2024-03-09"], []),
        (["--as-of", "2025-03-11"], []),
        (["--known-on", "2024-03-31"], []),
    ],
)
def test_filters(run: Run, friends: Path, args: list[str], expected: list[str]) -> None:
    result = run("alliances", "--record", friends, *args)
    assert (result.exit_code, ids(result.stdout)) == (0, expected)
    assert bool(result.stderr) == (not expected)


def test_json_has_every_component(run: Run, friends: Path) -> None:
    (one,) = json.loads(
        run("alliances", "--record", friends, "--limit", "1", "--format", "json").stdout
    )
    assert one["bases"] == ["named"]
    components = {part["name"]: part for part in one["strain"]["components"]}
    assert list(components) == ["unanswered", "hostility", "imbalance", "uneven burden", "voiced"]
    # One of two reports says so: 1 / (1 + 1 + 1), of which half weighs.
    assert components["voiced"]["value"] == pytest.approx(1 / 3)
    assert components["voiced"]["entries"] == ["b-1"]
    assert one["strain"]["total"] == pytest.approx(1 / 6)


def test_the_table_shows_what_weighs_most(run: Run, friends: Path) -> None:
    table = run("alliances", "--record", friends, "--format", "table", "--limit", "1").stdout
    assert "0.17 (" in table
    assert "voiced 0.33: of 2 reports" in table


def test_csv_leaves_empty_what_is_not_known(run: Run, friends: Path) -> None:
    text = run("alliances", "--record", friends, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == list(_COLUMNS)
    assert (rows[0]["unanswered"], rows[0]["uneven_burden_high"]) == ("", "")
    assert float(rows[0]["voiced"]) == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("args", "says"), [(["--basis", "hearsay"], "declared"), (["--actor", "nobody"], "no actor")]
)
def test_wrong_usage(run: Run, friends: Path, args: list[str], says: str) -> None:
    result = run("alliances", "--record", friends, *args)
    assert_told_in_one_line(result, says)


def test_an_empty_record(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    Record(path, create=True).close()
    result = run("alliances", "--record", path, "--format", "table")
    assert (result.exit_code, result.stderr) == (0, "foedus: no alliances\n")
