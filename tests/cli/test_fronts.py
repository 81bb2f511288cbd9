"""`foedus fronts`: filters and formats."""

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

TEXT = "Northland shelled Southland. Eastland shelled Southland. Northland will spare Southland."


@pytest.fixture
def wars(tmp_path: Path) -> Path:
    """Two reports five days apart: Northland and, once more often, Eastland strike Southland."""
    path = tmp_path / "ledger.db"
    with Record(path, create=True) as record:
        for number in range(2):
            day = examples.DAY + dt.timedelta(days=5 * number)
            report = examples.report(f"report-{number}", TEXT, date=day)
            some = [
                examples.event(report, f"e-north-{number}", fatalities=20),
                examples.event(
                    report, f"e-east-{number}", "Eastland shelled", actors=(examples.EAST,)
                ),
            ]
            record.keep(report, some, coded_by="test")
    return path


def fronts(run: Run, path: Path, *more: str) -> list[dict[str, object]]:
    result = run("fronts", "--record", path, "--format", "jsonl", *more)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_object_has_the_fields_of_the_brief(run: Run, wars: Path) -> None:
    first, second = fronts(run, wars)
    assert [side["code"] for side in first["sides"]] == ["NOR", "SOU"]  # type: ignore[attr-defined]
    assert (first["level"], first["level_name"]) == (5, "war")  # 20 and 20 deaths
    assert (second["level"], second["level_name"]) == (4, "use of force")
    assert second["since"] == "2024-03-10"
    assert second["trend"] == "steady"
    assert sorted(second["entries"]) == ["e-east-0", "e-east-1"]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("options", "others"),
    [
        ((), ["NOR", "EAS"]),
        (("--level", "5"), ["NOR"]),
        (("--actor", "EAS"), ["EAS"]),
        (("--actor", "SOU"), ["NOR", "EAS"]),
        (("--pair", "SOU", "NOR"), ["NOR"]),
        (("--pair", "EAS", "NOR"), []),
        (("--as-of", "2024-03-09"), []),
        (("--limit", "1"), ["NOR"]),
        # 40 days on all is quiet, and the fronts are listed still.
        (("--as-of", "2024-04-24"), ["NOR", "EAS"]),
        (("--as-of", "2024-04-24", "--level", "2"), []),
        (("--as-of", "2024-08-01"), []),
    ],
)
def test_filters(run: Run, wars: Path, options: tuple[str, ...], others: list[str]) -> None:
    found = [
        side["code"]
        for front in fronts(run, wars, *options)
        for side in front["sides"]  # type: ignore[attr-defined]
        if side["code"] != "SOU"
    ]
    assert sorted(found) == sorted(others)


def test_flat_formats_and_the_table(run: Run, wars: Path) -> None:
    result = run("fronts", "--record", wars, "--format", "csv", "--level", "5")
    (row,) = csv.DictReader(io.StringIO(result.output))
    assert (row["one"], row["level"], row["deaths"], row["since"]) == (
        "Norway", "5", "40", "2024-03-15",
    )  # fmt: skip
    table = run("fronts", "--record", wars, "--format", "table").output
    assert "5 war" in table
    assert "2 after 0" in table


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--level", "6"), "6 is not in the range 1<=x<=5"),
        (("--actor", "nobody"), "no actor 'nobody' here"),
        (("--as-of", "soon"), "'soon' is not a day"),
    ],
)
def test_mistakes_are_told_in_one_line(
    run: Run, wars: Path, options: tuple[str, ...], says: str
) -> None:
    result = run("fronts", "--record", wars, *options)
    assert_told_in_one_line(result, says)


def test_an_empty_ledger_has_none(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    Record(path, create=True).close()
    assert "no fronts" in run("fronts", "--record", path, "--format", "table").output
