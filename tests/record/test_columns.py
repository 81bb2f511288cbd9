"""Events as columns: the same as the entries, on the same days, as decided and as it stood."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from foedus.model import ASSERTIONS, When
from foedus.record import EventColumns, Filter, Record
from foedus.record.columns import ROLES
from foedus.record.signatures import signature
from tests.record.conftest import Clock
from tests.record.examples import (
    DAY,
    EAST,
    NORTH,
    SOUTH,
    WEST,
    bond,
    commitment,
    day,
    event,
    on,
    report,
)


def told(columns: EventColumns) -> list[tuple[str, str, str, str]]:
    """(id, type, those who act, those acted upon) of each row."""

    def names(row: int, role: str) -> str:
        chosen = (columns.party_event == row) & (columns.party_role == ROLES.index(role))
        return ",".join(columns.mentions[one].id for one in columns.party_mention[chosen])

    return [
        (id.decode(), columns.terms[type_], names(row, "actor"), names(row, "recipient"))
        for row, (id, type_) in enumerate(zip(columns.ids, columns.type, strict=True))
    ]


def test_events_alone_are_there_in_the_order_of_the_text(record: Record):
    one = report()
    record.keep(
        one,
        [
            event(one, "later", "help Southland", event="AID", mode=None, actors=(WEST,)),
            commitment(one),
            bond(one),
            event(one, "earlier", actors=(NORTH, EAST), fatalities=3, assertion="denied"),
        ],
        coded_by="1",
    )
    columns = record.event_columns()
    assert told(columns) == [
        ("earlier", "ASSAULT", "northland,eastland", "southland"),
        ("later", "AID", "westland", "southland"),
    ]
    assert columns.fatalities.tolist() == [3, -1]
    assert [ASSERTIONS[number] for number in columns.assertion] == ["denied", "actual"]
    assert [columns.terms[mode] if mode >= 0 else None for mode in columns.mode] == [
        "artillery",
        None,
    ]
    assert columns.intensity.tolist() == [-9.0, -9.0]
    assert columns.reports[0][1:] == ("report-1", "Post", DAY)


# The report is of 10 March.
@pytest.mark.parametrize(
    ("date", "assertion", "expected"),
    [
        (None, "actual", (10, 10, False)),  # the report's day
        (on(7), "actual", (7, 7, True)),
        (When(day(1), day(31), "month"), "actual", (1, 10, True)),  # has happened by the 10th
        (When(day(1), day(31), "month"), "intended", (1, 31, True)),
        (When(day(4), None, "since"), "actual", (4, 10, True)),
        (When(None, day(8), "day"), "actual", (8, 8, True)),
        (When(day(12), day(12), "day"), "actual", (12, 12, True)),  # a slip of the text stays one
        (When(None, None, "day"), "actual", (10, 10, False)),
    ],
)  # fmt: skip
def test_days(record: Record, date: When | None, assertion: str, expected: tuple[int, int, bool]):
    one = report()
    record.keep(one, [event(one, date=date, assertion=assertion)], coded_by="1")
    columns = record.event_columns()
    first, last = (
        dt.date.fromordinal(int(column[0])).day for column in (columns.first, columns.last)
    )
    assert (first, last, bool(columns.is_dated[0])) == expected


def test_without_any_day(record: Record):
    one = report(date=None)
    record.keep(one, [event(one)], coded_by="1")
    columns = record.event_columns()
    assert (columns.first.tolist(), columns.last.tolist()) == ([0], [0])
    assert columns.reports[0].published is None


def test_an_empty_record(record: Record):
    columns = record.event_columns()
    assert len(columns.ids) == len(columns.party_event) == len(columns.reports) == 0


def test_what_an_analyst_decides_shows(record: Record):
    one = report()
    record.keep(one, [event(one), event(one, "event-2", "allies")], coded_by="1")
    wrong = record.decide("event-2", "wrong", True, analyst="A")
    record.decide("event-1", "recipients", [EAST], analyst="A")
    assert told(record.event_columns()) == [("event-1", "ASSAULT", "northland", "eastland")]
    record.undo(wrong.id, analyst="A")
    assert [row[0] for row in told(record.event_columns())] == ["event-1", "event-2"]


def test_the_state_of_a_day(record: Record, clock: Clock):
    first, second = report("a", date=day(1)), report("b", date=day(5))
    record.keep(first, [event(first, "of-a")], coded_by="1")
    clock.at += dt.timedelta(days=10)
    record.keep(second, [event(second, "of-b")], coded_by="1")
    changed = report("a", "Northland shelled a road.", date=day(1))
    record.keep(changed, [event(changed, "of-a-2")], coded_by="1")

    def ids(**wanted: dt.date) -> list[str]:
        return [row[0] for row in told(record.event_columns(Filter(**wanted)))]

    assert ids() == ["of-a-2", "of-b"]
    assert ids(as_of=day(4)) == ["of-a-2"]
    assert ids(known_on=dt.date(2024, 4, 5)) == ["of-a"]
    assert ids(known_on=dt.date(2024, 3, 5)) == []


def test_parties_count_into_the_events_of_all_reports(record: Record):
    for name in ("a", "b", "c"):
        one = report(name)
        entries = [] if name == "b" else [event(one, f"of-{name}"), event(one, f"2-{name}", "help")]
        record.keep(one, entries, coded_by="1")
    columns = record.event_columns()
    assert columns.report.tolist() == [0, 0, 2, 2]
    assert told(columns) == [
        (id, "ASSAULT", "northland", "southland") for id in ("of-a", "2-a", "of-c", "2-c")
    ]


@pytest.mark.parametrize(
    ("most", "expected", "since"),
    [
        (None, ["of-a", "of-b", "of-c", "of-d"], None),
        (4, ["of-a", "of-b", "of-c", "of-d"], None),
        (3, ["of-b", "of-c", "of-d"], day(3)),
        (2, ["of-d"], day(9)),  # of a day all or none
        (0, ["of-d"], day(9)),  # but one day at least
    ],
)
def test_the_events_of_the_last_days_alone(
    record: Record, most: int | None, expected: list[str], since: dt.date | None
):
    for name, published in (("a", 1), ("b", 3), ("c", 3), ("d", 9)):
        one = report(name, date=day(published))
        record.keep(one, [event(one, f"of-{name}")], coded_by="1")
    columns = record.event_columns(most=most)
    assert ([row[0] for row in told(columns)], columns.since) == (expected, since)
    assert [one.report for one in columns.reports] == ["a", "b", "c", "d"]
    of = [columns.reports[number].report for number in columns.report.tolist()]
    assert [f"of-{name}" for name in of] == expected


def test_a_record_made_before_there_were_columns_gets_them(path: Path):
    one = report()
    with Record(path, create=True) as record:
        record.keep(one, [event(one)], coded_by="1")
        before = record.event_columns()
    with closing(sqlite3.connect(path)) as older:
        older.execute("DROP TABLE event_columns")
        older.execute("DROP TABLE terms")
        older.execute("DELETE FROM _sqlite_migrations WHERE name = 'columns_of_events'")
        older.commit()
    with Record(path) as record:
        after = record.event_columns()
        assert record.faults() == []
    assert told(after) == told(before)
    assert np.array_equal(after.words, before.words)


def test_a_block_out_of_step_is_a_fault(path: Path):
    one = report()
    with Record(path, create=True) as record:
        record.keep(one, [event(one)], coded_by="1")
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE event_columns SET ids = 'another'")
        other.commit()
    with Record(path) as record:
        assert record.faults() == [
            "report 'report-1', version 1: its columns are not those of its events"
        ]


def bits(numbers: tuple[int, ...]) -> int:
    return sum(number.bit_count() for number in numbers)


@pytest.mark.parametrize(
    ("sentence", "names", "count"),
    [
        ("Northland shelled Southland.", "Northland Southland", 1),
        ("It shelled and was shelling 3 towns", "", 4),  # shelle-, shelli-, 3, towns
        ("", "", 0),
        ("a be see", "", 0),  # short words say little
    ],
)
def test_signatures(sentence: str, names: str, count: int):
    assert bits(signature(sentence, names)) == count
    assert signature(sentence, names) == signature(sentence.upper(), names.lower())


def test_signatures_of_the_parties_are_left_out(record: Record):
    one = report()
    record.keep(one, [event(one), event(one, "event-2", recipients=(NORTH, SOUTH))], coded_by="1")
    first, second = record.event_columns().words.tolist()
    assert first == second
