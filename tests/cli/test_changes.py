"""`foedus changes`: filters and formats."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from foedus.record import Record
from tests.cli.conftest import Run, assert_told_in_one_line
from tests.record import examples

LAST = examples.DAY + dt.timedelta(days=30)


@pytest.fixture
def turned(tmp_path: Path) -> Path:
    """Quiet first; thirty days later Northland strikes twice and Westland gives its word."""
    path = tmp_path / "ledger.db"
    with Record(path, create=True) as record:
        quiet = examples.report("quiet", "Northland met Southland.")
        visit = examples.event(quiet, "e-visit", "met", event="CONSULT", mode=None, intensity=1.0)
        record.keep(quiet, [visit], coded_by="test")
        for number in range(2):
            day = LAST - dt.timedelta(days=6 * number)
            report = examples.report(f"report-{number}", date=day)
            some = [
                examples.event(report, f"e-{number}"),
                examples.commitment(report, id=f"c-{number}"),
            ]
            record.keep(report, some if number else some[:1], coded_by="test")
    return path


def changes(run: Run, path: Path, *more: str) -> list[dict[str, object]]:
    result = run("changes", "--record", path, "--format", "jsonl", *more)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_object_says_what_changed_and_how_unusual_that_is(run: Run, turned: Path) -> None:
    (rose,) = changes(run, turned, "--kind", "front-rose")
    assert (rose["before"], rose["after"]) == ("1 none", "4 use of force")
    # From 10 to 26 March there is one fortnight of past, without a rise: log2 3.
    assert rose["arithmetic"] == (
        "a rise of 3 or more levels in 0 of 1 earlier spans of 14 days:"
        " -log2((0 + 1) / (1 + 2)) = 1.58"
    )
    assert rose["entries"] == ["e-0", "e-1"]


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        ((), {"front-rose", "tie-turned", "promise-made"}),
        (("--kind", "promise-made"), {"promise-made"}),
        (("--kind", "promise-made", "--kind", "tie-turned"), {"promise-made", "tie-turned"}),
        (("--actor", "WES"), {"promise-made"}),
        (("--pair", "NOR", "SOU"), {"front-rose", "tie-turned"}),
        (("--as-of", "2024-03-11"), set()),
        (("--since", "2024-04-08"), {"front-rose", "tie-turned", "promise-kept"}),
    ],
)
def test_filters(run: Run, turned: Path, options: tuple[str, ...], kinds: set[str]) -> None:
    assert {change["kind"] for change in changes(run, turned, *options)} <= kinds
    if "front-rose" in kinds and "--since" not in options:
        assert "front-rose" in {change["kind"] for change in changes(run, turned, *options)}
    if "promise-made" in kinds:
        assert "promise-made" in {change["kind"] for change in changes(run, turned, *options)}


def test_flat_formats_and_the_table(run: Run, turned: Path) -> None:
    result = run("changes", "--record", turned, "--format", "csv", "--kind", "front-rose")
    (row,) = csv.DictReader(io.StringIO(result.output))
    assert (row["kind"], row["before"], row["entries"]) == ("front-rose", "1 none", "e-0; e-1")
    table = run("changes", "--record", turned, "--format", "table").output
    assert "1.6 bits" in table


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--since", "2024-05-01"), "--since 2024-05-01 is not before 2024-04-09"),
        (("--kind", "rumour"), "'rumour' is not one of"),
    ],
)
def test_mistakes_are_told_in_one_line(
    run: Run, turned: Path, options: tuple[str, ...], says: str
) -> None:
    result = run("changes", "--record", turned, *options)
    assert_told_in_one_line(result, says)


def test_an_empty_ledger_has_none(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    Record(path, create=True).close()
    assert "no changes" in run("changes", "--record", path, "--format", "table").output
