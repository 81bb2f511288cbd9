"""What is kept is kept whole, once, and comes back the same."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from foedus.errors import NotInRecord, RecordError
from foedus.record import Filter, Record
from tests import strategies
from tests.record.examples import bond, commitment, event, report

slow_disk = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(coded=strategies.coded_reports())
@slow_disk
def test_what_is_kept_comes_back_the_same(coded, tmp_path_factory):
    given_report, entries = coded
    path = tmp_path_factory.mktemp("record") / "r.db"
    with Record(path, create=True) as record:
        kept = record.keep(given_report, entries, coded_by="1")
        assert (kept.status, kept.entries) == ("new", len(entries))
    with Record(path) as record:
        assert record.report(given_report.id) == given_report
        assert {e.id: e for e in record.entries()} == {e.id: e for e in entries}
        assert record.count() == len(entries)
        assert record.faults() == []


CHANGED = report(text=report().text + " Talks go on.")

# (what is kept one after the other as (report, coder), the statuses it gets)
RUNS = [
    ("the same again", [(report(), "1"), (report(), "1")], ["new", "unchanged"]),
    ("another coder", [(report(), "1"), (report(), "2")], ["new", "recoded"]),
    ("other text", [(report(), "1"), (CHANGED, "1")], ["new", "changed"]),
    (
        "both texts read again",
        [(report(), "1"), (CHANGED, "1"), (report(), "1"), (CHANGED, "1")],
        ["new", "changed", "unchanged", "unchanged"],
    ),
    ("a day it lacked", [(report(date=None), "1"), (report(), "1")], ["new", "recoded"]),
    ("no day where it has one", [(report(), "1"), (report(date=None), "1")], ["new", "unchanged"]),
]


@pytest.mark.parametrize(("runs", "statuses"), [row[1:] for row in RUNS], ids=[r[0] for r in RUNS])
def test_statuses(record, runs, statuses):
    for (given_report, coder), status in zip(runs, statuses, strict=True):
        assert record.is_kept(given_report, coder) == (status == "unchanged")
        assert record.keep(given_report, [event(given_report)], coded_by=coder).status == status
        assert record.is_kept(given_report, coder)
    assert record.count() == 1


def test_a_changed_report_is_kept_beside_the_old_one(record, clock):
    old, new = report(), dataclasses.replace(CHANGED, title="Talks")
    record.keep(old, [event(old), bond(old)], coded_by="1")
    clock.at += dt.timedelta(days=2)
    kept = record.keep(new, [event(new)], coded_by="1", origin="feed")
    assert kept.version == 2
    assert record.report("report-1") == new
    assert record.report("report-1", version=1) == old
    assert [e.id for e in record.entries()] == ["event-1"]
    assert record.count(Filter(include_superseded=True)) == 3
    assert record.entry("bond-1") == bond(old)
    assert record.passage("bond-1").version == 1
    assert [(r.version, r.is_current) for r in record.reports(Filter(include_superseded=True))] == [
        (1, False),
        (2, True),
    ]
    before = Filter(known_on=dt.date(2024, 4, 2))
    assert [e.id for e in record.entries(before)] == ["bond-1", "event-1"]
    assert [r.version for r in record.reports(before)] == [1]
    assert [e.id for e in record.entries(Filter(known_on=dt.date(2024, 4, 3)))] == ["event-1"]
    assert record.count(Filter(known_on=dt.date(2024, 3, 31))) == 0
    assert record.statistics().versions == 2
    with pytest.raises(NotInRecord, match="no version 3; its newest is 2"):
        record.report("report-1", version=3)


def test_recoding_replaces_the_entries_only(record):
    one = report(date=None)
    record.keep(one, [event(one), bond(one)], coded_by="1", origin="a.txt")
    dated = report()
    record.keep(dated, [commitment(dated)], coded_by="2", origin="b.txt")
    (row,) = record.reports()
    assert (row.version, row.entries, row.coded_by, row.origin) == (1, 1, "2", "a.txt")
    assert record.report("report-1") == dated
    assert list(record.entries()) == [commitment(dated)]
    assert record.count(Filter(actor="Eastland")) == 0  # of the bond that is gone
    assert record.count(Filter(since=dated.date, until=dated.date)) == 1


def test_a_fault_keeps_nothing_of_the_report(record):
    one = report()
    wrong = dataclasses.replace(event(one).evidence, quote="fired")
    for entries, cause in [
        ([dataclasses.replace(event(one), evidence=wrong)], "evidence"),
        ([event(one), event(one)], "same id"),
        ([event(one), event(report("other"))], "evidence"),
    ]:
        with pytest.raises(RecordError, match=cause):
            record.keep(one, entries, coded_by="1")
    half = report(text="half a character \ud83d")
    with pytest.raises(RecordError, match="surrogate"):
        record.keep(half, [], coded_by="1")
    assert list(record.reports()) == []


def test_an_error_on_the_way_keeps_nothing_of_the_report(record, monkeypatch):
    one = report()
    record.keep(one, [bond(one)], coded_by="1")

    def stop(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("foedus.record.writing.apply_decisions", stop)
    for given_report, coder in ((one, "2"), (CHANGED, "1"), (report("other"), "1")):
        with pytest.raises(KeyboardInterrupt):
            record.keep(given_report, [event(given_report)], coded_by=coder)
    assert list(record.entries()) == [bond(one)]
    assert [(row.id, row.coded_by) for row in record.reports()] == [("report-1", "1")]


def test_a_full_disk_loses_nothing_that_was_kept(record):
    one = report()
    record.keep(one, [event(one)], coded_by="1")
    connection = record._connection
    pages = connection.row("PRAGMA page_count")[0]
    connection.row(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(RecordError, match="disk is full"):
        record.keep(report("big", "long " * 20_000), [], coded_by="1")
    connection.row("PRAGMA max_page_count = 1000000")
    assert [row.id for row in record.reports()] == ["report-1"]
    assert record.keep(report("next"), [], coded_by="1").status == "new"


def test_settings_that_durability_rests_on(record, path: Path):
    connection = record._connection
    assert connection.row("PRAGMA synchronous")[0] == 2
    assert connection.row("PRAGMA journal_mode")[0] == "wal"
    with closing(sqlite3.connect(path)) as other:
        names = [row[0] for row in other.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]
    assert names == [
        "reports_by_version",
        "words_of_reports",
        "entries_and_actors",
        "decisions_of_analysts",
        "columns_of_events",
        "copies_of_reports",
        "entries_covered",
        "reports_covered",
    ]


def test_check_sees_what_is_wrong(path: Path):
    with Record(path, create=True) as record:
        one = report()
        record.keep(one, [event(one)], coded_by="1")
        with closing(sqlite3.connect(path)) as other:
            other.execute("UPDATE reports SET text = 'other', characters = 5")
            other.commit()
        assert record.faults() == [
            "report 'report-1', version 1: entry 'event-1': its evidence is not in the text",
            "report 'report-1', version 1: its columns are not those of its events",
        ]
