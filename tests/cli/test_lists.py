"""`events`, `commitments`, `bonds`, `reports`: filters and formats."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from foedus.cli.columns import ENTRY_COLUMNS
from foedus.cli.formats import destination
from foedus.model import ASSERTIONS, entry_from_json
from tests.cli.conftest import Run


def ids(output: str) -> list[str]:
    return [json.loads(line)["id"] for line in output.splitlines()]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["events"], ["e-report-1", "e-spite", "e-report-2"]),
        (["commitments"], ["c-report-1", "c-report-2"]),
        (["bonds"], ["b-report-1", "b-report-2"]),
        (["reports"], ["report-1", "spite", "report-2"]),
        (["events", "--limit", "1"], ["e-report-1"]),
        (["events", "--report", "report-2"], ["e-report-2"]),
        (["events", "--since", "2024-03-11"], ["e-report-2"]),
        (["events", "--until", "2024-03-10"], ["e-report-1", "e-spite"]),
        (["events", "--as-of", "2024-03-10"], ["e-report-1", "e-spite"]),
        (["events", "--known-on", "2024-03-31"], []),
        (["events", "--known-on", "2024-04-01", "--limit", "1"], ["e-report-1"]),
        (["events", "--assertion", "denied"], ["e-spite"]),
        (["events", "--type", "assault", "--limit", "1"], ["e-report-1"]),
        (["events", "--type", "AID"], []),
        (["events", "--mode", "drone"], []),
        (["events", "--actor", "northland", "--limit", "1"], ["e-report-1"]),
        (["events", "--source", "southland"], []),
        (["events", "--target", "Southland", "--limit", "1"], ["e-report-1"]),
        (["events", "--pair", "SOU", "NOR", "--limit", "1"], ["e-report-1"]),
        (["events", "--text", "HYPERLINK"], ["e-spite"]),
        (["commitments", "--type", "AID", "--limit", "1"], ["c-report-1"]),
        (["bonds", "--pair", "Eastland", "Northland", "--limit", "1"], ["b-report-1"]),
        (["reports", "--actor", "westland"], ["report-1", "report-2"]),
    ],
)
def test_filters(run: Run, ledger: Path, args: list[str], expected: list[str]) -> None:
    result = run(*args, "--record", ledger)
    assert (result.exit_code, ids(result.stdout)) == (0, expected)
    assert bool(result.stderr) == (not expected)


def test_jsonl_is_the_model(run: Run, ledger: Path) -> None:
    result = run("commitments", "--record", ledger, "--limit", "1")
    entry = entry_from_json(json.loads(result.stdout))
    assert entry.kind == "commitment"
    assert entry.evidence.report == "report-1"


def test_json_is_one_list_even_if_empty(run: Run, ledger: Path) -> None:
    many = run("events", "--record", ledger, "--format", "json")
    none = run("events", "--record", ledger, "--format", "json", "--type", "AID")
    assert json.loads(many.stdout)[0]["id"] == "e-report-1"
    assert json.loads(none.stdout) == []


def test_csv_is_flat_and_no_formula(run: Run, ledger: Path) -> None:
    result = run("events", "--record", ledger, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout, newline="")))
    assert tuple(rows[0]) == tuple(ENTRY_COLUMNS)
    assert (rows[0]["actors"], rows[0]["actor_codes"], rows[0]["intensity"]) == (
        "Northland", "NOR", "-9.0",
    )  # fmt: skip
    assert rows[1]["quote"].startswith("'=HYPERLINK")


def test_a_bond_in_csv_has_all_its_members_as_actors(run: Run, ledger: Path) -> None:
    result = run("bonds", "--record", ledger, "--format", "csv", "--limit", "1")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["actors"] == "Northland; Eastland"
    assert (row["actor_codes"], row["recipients"], row["strained"]) == ("NOR; EAS", "", "False")


def test_parquet_to_a_file_and_into_a_pipe(run: Run, ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "events.parquet"
    assert run("events", "--record", ledger, "--output", file).exit_code == 0
    piped = run("events", "--record", ledger, "--format", "parquet")
    for source in (file, io.BytesIO(piped.stdout_bytes)):
        table = pq.read_table(source)
        assert table.column_names == list(ENTRY_COLUMNS)
        assert table.column("id").to_pylist() == ["e-report-1", "e-spite", "e-report-2"]
        assert str(table.schema.field("date_start").type) == "date32[day]"
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_parquet_of_reports_with_their_time(run: Run, ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "r.parquet"
    run("reports", "--record", ledger, "--output", file)
    assert pq.read_table(file).column("read_at").to_pylist()[0].isoformat().startswith("2024-04-01")


def test_parquet_is_refused_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(Exception, match="--output"):
        destination("parquet", None)
    assert destination(None, None).format == "table"


@pytest.mark.parametrize("name", ["x.csv", "x.json", "x.jsonl", "x.parquet"])
def test_the_name_of_the_output_gives_the_format(name: str) -> None:
    assert destination(None, Path(name)).format == name.split(".")[1]


def test_an_output_that_cannot_be_written(run: Run, ledger: Path, tmp_path: Path) -> None:
    result = run("events", "--record", ledger, "--output", tmp_path / "no" / "x.csv")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize("format", ["table", "jsonl", "json"])
def test_words_of_a_report_do_not_reach_the_terminal_as_orders(
    run: Run, ledger: Path, format: str
) -> None:
    result = run("events", "--record", ledger, "--report", "spite", "--format", format)
    assert "shelled" in result.stdout
    assert not set(result.stdout) & set("\x1b\x07\u202e")


def test_a_table_says_that_there_is_more(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.cli.entries._ON_SCREEN", 2)
    cut = run("events", "--record", ledger, "--format", "table")
    whole = run("events", "--record", ledger, "--format", "table", "--limit", "3")
    assert ("e-report-2" in cut.stdout, "--limit" in cut.stderr) == (False, True)
    assert ("e-report-2" in whole.stdout, whole.stderr) == (True, "")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--since", "4.11.2023"], "YYYY-MM-DD"),
        (["--since", "20231104"], "YYYY-MM-DD"),
        (["--since", "2023-02-30"], "no day 2023-02-30"),
        (["--since", "2024-03-02", "--until", "2024-03-01"], "--until"),
        (["--type", "ASSULT"], "ASSAULT"),
        (["--mode", "dron"], "drone"),
        (["--assertion", "maybe"], "hypothetical"),
        (["--format", "xml"], "jsonl"),
        (["--limit", "-1"], "--limit"),
        (["--nonsense"], "--nonsense"),
        (["more"], "more"),
    ],
)
def test_wrong_usage_is_one_line(run: Run, ledger: Path, args: list[str], says: str) -> None:
    result = run("events", "--record", ledger, *args)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("foedus: ")
    assert says in result.stderr


def test_help_names_every_assertion(run: Run) -> None:
    help_text = run("events", "--help").stdout
    assert [name for name in ASSERTIONS if name not in help_text] == []


def test_the_ledger_by_environment(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_RECORD", str(ledger))
    assert ids(run("bonds").stdout) == ["b-report-1", "b-report-2"]


def test_no_ledger(run: Run, tmp_path: Path) -> None:
    result = run("events", "--record", tmp_path / "none.db")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "foedus read" in result.stderr
