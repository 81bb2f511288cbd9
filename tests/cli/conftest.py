"""A small ledger, a coder that needs no parser, and a way to run a command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foedus.cli import main
from foedus.model import Actor, Entry, Report
from foedus.record import Record
from tests.record import examples

Run = Callable[..., Result]
VERSION = "fake-1"
READ_AT = dt.datetime(2024, 4, 1, 12, tzinfo=dt.UTC)
# A report whose words a terminal would obey, and a spreadsheet would compute.
SPITEFUL = "=HYPERLINK(1) \x1b[31mshelled\x1b[0m \u202eSouthland\x07."


class FakeCoder:
    """Finds an event, a commitment and a bond in the example's text, and nothing in another."""

    version = VERSION
    skipped = ()

    def __init__(self, *, model: str | None = None, dictionaries: Iterable[Path] = ()) -> None:
        self.model = model

    def code(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Entry]]]:
        for report in reports:
            found = examples.TEXT in report.text
            yield report, entries_of(report) if found else []

    def mentions(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Actor]]]:
        for report in reports:
            end = len("Northland")
            yield report, [Actor("northland", "Northland", None, "GOV", report.text[:end], 0, end)]


def entries_of(report: Report) -> list[Entry]:
    return [
        examples.event(report, id=f"e-{report.id}"),
        examples.commitment(report, id=f"c-{report.id}"),
        examples.bond(report, id=f"b-{report.id}"),
    ]


@pytest.fixture
def fake_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.pipeline.Coder", FakeCoder)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Two reports with entries, a day apart, and one that means harm."""
    path = tmp_path / "ledger.db"
    with Record(path, create=True, now=lambda: READ_AT) as record:
        for number, id in enumerate(("report-1", "report-2")):
            report = examples.report(id, date=examples.DAY + dt.timedelta(days=number))
            record.keep(report, entries_of(report), coded_by=VERSION)
        bad = examples.report("spite", SPITEFUL)
        entry = examples.event(bad, id="e-spite", quote=SPITEFUL, assertion="denied")
        record.keep(bad, [entry], coded_by=VERSION)
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("FOEDUS_RECORD", raising=False)
    monkeypatch.setenv("COLUMNS", "200")  # where lines are folded must not depend on the runner

    def run_command(*args: object, **more: object) -> Result:
        return CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False, **more)

    return run_command


def assert_told_in_one_line(result: Result, says: str) -> None:
    """Wrong usage: code 2, and one line that says what is wrong."""
    assert result.exit_code == 2
    assert says in result.stderr
    assert len(result.output.strip().splitlines()) == 1


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A file that the fake coder finds three entries in."""
    path = tmp_path / "story.txt"
    path.write_text(f"Date: 2024-03-10\n\n{examples.TEXT}\n", encoding="utf-8")
    return path
