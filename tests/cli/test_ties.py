"""`foedus ties`: filters, formats, and what it says where there is nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from foedus.cli.ties import _COLUMNS
from foedus.model import Actor
from foedus.record import Record
from tests.cli.conftest import READ_AT, VERSION, Run, assert_told_in_one_line
from tests.record import examples

NORTH = Actor("north-front", "North Front", None, "REB", "the front", 0, 5)
SOUTH = examples.actor("Southland", "ZZS")
EAST = examples.actor("Eastland", "ZZE")


@pytest.fixture
def quarrel(tmp_path: Path) -> Path:
    """Eastland helps Southland five times; Southland shells Eastland once and denies once."""
    path = tmp_path / "quarrel.db"
    story = examples.report()
    told = [
        *[
            examples.event(
                story, f"e-help-{n}", "help", event="AID", mode=None, intensity=9.0,
                actors=(EAST,), recipients=(SOUTH,), date=examples.on(10 - n),
            )
            for n in range(5)
        ],
        examples.event(story, "e-shell", "shelled", actors=(SOUTH,), recipients=(EAST,)),
        examples.event(
            story, "e-denied", "shelled", actors=(SOUTH,), recipients=(EAST,), assertion="denied"
        ),
    ]  # fmt: skip
    with Record(path, create=True, now=lambda: READ_AT) as record:
        record.keep(story, told, coded_by=VERSION)
    return path


def told(output: str) -> list[tuple[str, str, int]]:
    rows = [json.loads(line) for line in output.splitlines()]
    return [(row["id"], row["sign"], row["events"]) for row in rows]


HELP = ("tie--zze--zzs", "positive", 5)
SHELL = ("tie--zzs--zze", "open", 1)


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], [HELP, SHELL]),
        (["--limit", "1"], [HELP]),
        (["--sign", "positive"], [HELP]),
        (["--sign", "open"], [SHELL]),
        (["--sign", "negative"], []),
        (["--actor", "ZZE"], [HELP, SHELL]),
        (["--pair", "zzs", "ZZE", "--limit", "1"], [HELP]),
        # Nothing is forgotten.
        (["--half-life", "inf", "--limit", "1"], [HELP]),
        # So short that the help of a day before weighs nothing.
        (["--half-life", "0.01", "--sign", "positive"], []),
        (["--as-of", "2024-03-09"], []),
        (["--known-on", "2024-03-31"], []),
        (["--both-ways"], [("tie--zze--zzs", "positive", 6)]),
    ],
)
def test_filters(
    run: Run, quarrel: Path, args: list[str], expected: list[tuple[str, str, int]]
) -> None:
    result = run("ties", "--record", quarrel, *args)
    assert (result.exit_code, told(result.stdout)) == (0, expected)
    assert bool(result.stderr) == (not expected)


def test_the_table(run: Run, quarrel: Path) -> None:
    result = run("ties", "--record", quarrel, "--format", "table")
    # One shelling today of 0.9 with confidence 0.9: H = 0.81; -0.81 / 1.81 = -0.45.
    assert "ZZS → ZZE" in result.stdout
    assert "-0.45 (" in result.stdout
    assert "positive" in result.stdout


def test_csv_and_parquet_have_the_same_cells(run: Run, quarrel: Path, tmp_path: Path) -> None:
    text = run("ties", "--record", quarrel, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == list(_COLUMNS)
    assert rows[1]["entries"] == "e-shell"
    file = tmp_path / "ties.parquet"
    run("ties", "--record", quarrel, "--output", file)
    table = pq.read_table(file).to_pylist()
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert table[1]["hostility"] == pytest.approx(0.81)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--half-life", "0"], "half-life"),
        (["--half-life", "nan"], "half-life"),
        (["--sign", "bad"], "positive"),
        (["--as-of", "soon"], "YYYY-MM-DD"),
        (["--actor", "nobody-at-all"], "no actor"),
    ],
)
def test_wrong_usage(run: Run, quarrel: Path, args: list[str], says: str) -> None:
    result = run("ties", "--record", quarrel, *args)
    assert_told_in_one_line(result, says)


def test_an_empty_record(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    Record(path, create=True).close()
    result = run("ties", "--record", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "foedus: no ties\n"


def test_a_name_that_means_harm(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "harm.db"
    story = examples.report()
    spite = Actor("spite", "=1+1\x1b[31m", "ZZX", "REB", "x", 0, 1)
    with Record(path, create=True, now=lambda: READ_AT) as record:
        record.keep(story, [examples.event(story, actors=(spite,))], coded_by=VERSION)
    table = run("ties", "--record", path, "--format", "table").stdout
    cells = run("ties", "--record", path, "--format", "csv").stdout
    assert "\x1b" not in table
    assert ",=1+1" not in cells
