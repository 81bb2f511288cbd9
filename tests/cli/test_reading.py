"""`code` and `read`, mostly with a coder that needs no parser."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from foedus.model import Entry, Report
from foedus.record import Filter, Record
from tests.cli.conftest import FakeCoder, Run
from tests.record import examples

pytestmark = pytest.mark.usefixtures("fake_coder")


def test_code_prints_entries_and_keeps_nothing(run: Run, story: Path) -> None:
    result = run("code", story)
    kinds = [json.loads(line)["kind"] for line in result.stdout.splitlines()]
    assert (result.exit_code, kinds) == (0, ["event", "commitment", "bond"])
    assert list(story.parent.glob("*.db")) == []


@pytest.mark.parametrize("args", [[], ["-"]])
def test_code_reads_standard_input(run: Run, args: list[str]) -> None:
    result = run("code", *args, "--date", "2024-03-10", input=examples.TEXT)
    assert (result.exit_code, len(result.stdout.splitlines()), result.stderr) == (0, 3, "")


def test_code_without_anything_to_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.cli.reading._piped_in", lambda: False)
    result = run("code")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("command", ["code", "read"])
def test_what_cannot_be_read_is_a_line_and_the_rest_goes_on(
    run: Run, story: Path, tmp_path: Path, command: str
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    more = ["--record", tmp_path / "x.db", "--format", "jsonl"] if command == "read" else []
    result = run(command, tmp_path / "missing.txt", empty, story, *more)
    assert (result.exit_code, bool(result.stdout)) == (1, True)
    lines = result.stderr.splitlines()
    assert lines[0] == f"foedus: {tmp_path / 'missing.txt'}: does not exist"
    assert lines[1] == f"foedus: {empty}: is empty"


def test_read_keeps_and_sums_up(run: Run, story: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    first, again = (run("read", story, "--record", path) for _ in range(2))
    assert first.stdout == f"{path}: 1 read, 1 kept with 3 entries\n"
    assert again.stdout == f"{path}: 1 read, 0 kept with 0 entries, 1 held already\n"
    assert (first.exit_code, first.stderr, again.stderr) == (0, "", "")
    with Record(path) as record:
        (row,) = record.reports()
        assert (row.coded_by, row.origin, row.entries) == ("fake-1", str(story), 3)


def test_read_in_lines(run: Run, story: Path, tmp_path: Path) -> None:
    args = ("read", story, "--record", tmp_path / "x.db", "--format", "jsonl")
    kept = [json.loads(run(*args).stdout) for _ in range(2)]
    assert [(one["status"], one["entries"]) for one in kept] == [("new", 3), ("unchanged", 3)]


def test_each_line_comes_when_its_report_is_on_disk(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.db"
    on_disk: list[int] = []

    def look(kept: object) -> None:
        with Record(path) as other:
            on_disk.append(other.count(Filter()))

    monkeypatch.setattr("foedus.cli.reading._print_line", look)
    rows = [{"id": f"r-{n}", "text": examples.TEXT, "date": "2024-03-10"} for n in range(3)]
    lines = "\n".join(map(json.dumps, rows))
    run("read", "-", "--record", path, "--format", "jsonl", input=lines)
    assert on_disk == [3, 6, 9]


def test_a_report_without_a_date_is_noted(run: Run, tmp_path: Path) -> None:
    args = ("read", "-", "--record", tmp_path / "x.db")
    undated = run(*args, input=examples.TEXT)
    dated = run(*args, "--date", "2024-03-10", input=examples.TEXT)
    assert (undated.exit_code, undated.stderr.count("\n")) == (0, 1)
    assert "give --date" in undated.stderr
    assert dated.stderr == ""


def test_fields_by_other_names(run: Run) -> None:
    line = json.dumps({"body": examples.TEXT, "day": "2024-03-10"})
    result = run("code", "-", "--field", "text=body", "--field", "date=day", input=line)
    assert (result.exit_code, len(result.stdout.splitlines()), result.stderr) == (0, 3, "")


@pytest.mark.parametrize("field", ["body", "text=", "words=body"])
def test_a_field_that_makes_no_sense(run: Run, field: str) -> None:
    result = run("code", "-", "--field", field, input="x")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


class _Stopped(FakeCoder):
    """Codes two reports; then someone presses Ctrl-C."""

    def code(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Entry]]]:
        for number, coded in enumerate(super().code(reports)):
            if number == 2:
                raise KeyboardInterrupt
            yield coded


def test_an_interruption_leaves_what_was_kept_and_nothing_half(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.pipeline.Coder", _Stopped)
    rows = [{"id": f"r-{n}", "text": examples.TEXT, "date": "2024-03-10"} for n in range(4)]
    path = tmp_path / "x.db"
    result = run("read", "-", "--record", path, input="\n".join(map(json.dumps, rows)))
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (130, "", 1)
    with Record(path) as record:
        assert [row.entries for row in record.reports()] == [3, 3]
        assert record.faults() == []


def test_an_interruption_leaves_no_half_file(
    run: Run, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.pipeline.Coder", _Stopped)
    result = run("code", story, story, story, "--output", tmp_path / "out.jsonl")
    assert result.exit_code == 130
    assert sorted(path.name for path in tmp_path.iterdir()) == ["story.txt"]


def test_mentions(run: Run, story: Path) -> None:
    result = run("actors", "mentions", story)
    (row,) = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 0
    assert set(row) == {"report", "start", "end", "text", "id", "name", "code", "sector"}
    assert run("actors", "mentions", story, "--format", "csv").stdout.count("\n") == 2
