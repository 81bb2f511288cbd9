"""What is in very many entries is looked for in another way, and gives the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from foedus.record import Filter, Record, queries
from tests.record import examples

COMMON: list[dict[str, Any]] = [
    {"actor": "northland"},
    {"actor": "SOU", "kinds": ("event",)},
    {"actor": "nobody"},
    {"source": "northland"},
    {"target": "northland"},
    {"source": "NOR", "target": "SOU"},
    {"pair": ("southland", "northland")},
    {"pair": ("northland", "northland")},
    {"text": "shelled"},
    {"text": "shelled", "kinds": ("event",), "events": ("ASSAULT",)},
    {"text": "never"},
    {"text": "quarrel", "actor": "northland", "as_of": examples.day(12)},
    {"actor": "northland", "since": examples.day(11), "until": examples.day(12)},
    {"actor": "northland", "known_on": dt.date(2024, 4, 1)},
    {"actor": "northland", "include_superseded": True, "include_wrong": True},
]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Five reports of as many days, one of them in two versions, with an entry found wrong."""
    path: Path = tmp_path_factory.mktemp("long") / "ledger.db"
    now = dt.datetime(2024, 4, 1, 12, tzinfo=dt.UTC)
    with Record(path, create=True, now=lambda: now) as made:
        for number in range(5):
            report = examples.report(f"r-{number}", date=examples.day(10 + number))
            entries = [
                examples.event(report, id=f"e-{number}"),
                examples.commitment(report, id=f"c-{number}"),
                examples.bond(report, id=f"b-{number}"),
            ]
            made.keep(report, entries, coded_by="1")
        newer = examples.report("r-4", f"{examples.TEXT} More.", date=examples.day(14))
        made.keep(newer, [examples.event(newer, id="e-new")], coded_by="1")
        made.decide("e-1", "wrong", True, analyst="Ada")
        yield made


@pytest.mark.parametrize("wanted", COMMON, ids=str)
@pytest.mark.parametrize("newest_first", [False, True])
def test_both_ways_find_the_same(
    record: Record, monkeypatch: pytest.MonkeyPatch, wanted: dict[str, Any], newest_first: bool
) -> None:
    every = Filter(**wanted, newest_first=newest_first)
    looked_up = [entry.id for entry in record.entries(every)]
    monkeypatch.setattr(queries, "_MANY", 1)
    paged = Filter(**wanted, newest_first=newest_first, limit=100)
    assert [entry.id for entry in record.entries(paged)] == looked_up
    assert record.count(every) == len(looked_up)
    if looked_up:
        rest = Filter(**wanted, newest_first=newest_first, limit=100, after=looked_up[0])
        assert [entry.id for entry in record.entries(rest)] == looked_up[1:]


def test_a_count_on_a_day_needs_no_row_of_a_report(record: Record) -> None:
    assert record.count(Filter(as_of=examples.day(11))) == 5  # two reports, one entry wrong
    assert [row.id for row in record.reports(Filter(as_of=examples.day(11)))] == ["r-0", "r-1"]
