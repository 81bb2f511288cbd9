"""`--ontology cameo`: events with their CAMEO code, in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from foedus.cli.columns import ENTRY_COLUMNS
from foedus.record import Record
from tests.cli.conftest import READ_AT, VERSION, Run
from tests.record import examples

# Type, mode and contexts of the ledger's events, and their CAMEO codes.
CODED = [
    ("AGREE", None, (), "03"),
    ("ASSAULT", "sexual", (), "1821"),
    ("COERCE", "restrict", ("military",), None),
]
CODES = [code for *_, code in CODED]


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """A ledger with one event of each, and a bond."""
    path = tmp_path / "coded.db"
    report = examples.report()
    entries = [
        examples.event(report, id=f"e-{number}", event=kind, mode=mode, contexts=contexts)
        for number, (kind, mode, contexts, _) in enumerate(CODED)
    ]
    with Record(path, create=True, now=lambda: READ_AT) as record:
        record.keep(report, [*entries, examples.bond(report)], coded_by=VERSION)
    return path


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_in_json_an_event_gains_a_field(run: Run, coded: Path, format: str) -> None:
    listed = ["events", "--record", coded, "--format", format]
    with_code, without = (
        run(*listed, *more).stdout for more in (["--ontology", "cameo"], ["--ontology", "plover"])
    )
    assert without == run(*listed).stdout
    read = json.loads if format == "json" else lambda out: list(map(json.loads, out.splitlines()))
    assert [event.pop("cameo") for event in read(with_code)] == CODES
    first, plain = read(with_code)[0], read(without)[0]
    assert list(first)[list(first).index("event") + 1] == "cameo"
    assert {**plain, "cameo": "03"} == first
    assert '"cameo": null' in with_code


def test_in_csv_a_column_behind_the_type(run: Run, coded: Path) -> None:
    listed = ["events", "--record", coded, "--format", "csv"]
    rows = list(csv.DictReader(io.StringIO(run(*listed, "--ontology", "cameo").stdout)))
    assert [row["cameo"] for row in rows] == [code or "" for code in CODES]
    names = list(rows[0])
    assert names.pop(names.index("type") + 1) == "cameo"
    assert names == list(ENTRY_COLUMNS)
    assert "cameo" not in run(*listed).stdout


def test_in_parquet_a_column_of_strings(run: Run, coded: Path, tmp_path: Path) -> None:
    file = tmp_path / "events.parquet"
    run("events", "--record", coded, "--ontology", "cameo", "--output", file)
    column = pq.read_table(file).column("cameo")
    assert (str(column.type), column.to_pylist()) == ("string", CODES)


def test_in_a_table_a_column_behind_what(run: Run, coded: Path) -> None:
    listed = ["events", "--record", coded, "--format", "table"]
    head, *rows = run(*listed, "--ontology", "cameo").stdout.splitlines()
    assert head.split()[:5] == ["id", "day", "what", "cameo", "who"]
    start = head.index("cameo")
    found = [row[start : start + 5].strip() for row in rows if row.startswith("e-")]
    assert found == [code or "" for code in CODES]
    assert "cameo" not in run(*listed).stdout


@pytest.mark.usefixtures("fake_coder")
def test_code_gives_it_to_events_and_to_nothing_else(run: Run, story: Path) -> None:
    lines = run("code", story, "--ontology", "cameo", "--format", "jsonl").stdout.splitlines()
    found = {entry["kind"]: entry.get("cameo", "no field") for entry in map(json.loads, lines)}
    # The example's mode is none of PLOVER's, so nothing says which force it was.
    assert found == {"event": None, "commitment": "no field", "bond": "no field"}
    plain = run("code", story, "--format", "jsonl").stdout
    assert plain == run("code", story, "--ontology", "plover", "--format", "jsonl").stdout
    assert "cameo" not in plain


@pytest.mark.usefixtures("fake_coder")
def test_code_as_csv(run: Run, story: Path) -> None:
    out = run("code", story, "--ontology", "cameo", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["kind"], row["cameo"]) for row in rows] == [
        ("event", ""), ("commitment", ""), ("bond", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("command", ["events", "code"])
def test_another_ontology_is_refused(run: Run, command: str) -> None:
    result = run(command, "--ontology", "gdelt")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "cameo" in result.stderr
