"""The situation of records that hold little: every measure is empty, or says what it cannot say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from foedus.brief import brief_of
from foedus.catalogue.loading import load_catalogue
from foedus.network import ledger as ledger_module
from foedus.network.changes import changes
from foedus.network.earlier import as_it_stood
from foedus.network.ledger import Ledger, ledger_of
from foedus.network.situation import situation
from foedus.network.watch import watch
from foedus.record import Record
from tests.record import examples

LATER = examples.DAY + dt.timedelta(days=20)


def kept(path: Path, days: list[dt.date | None], *, only_event: bool = False) -> Path:
    """A record with a report of each day, each with an event, a commitment and a bond."""
    with Record(path, create=True) as record:
        for number, day in enumerate(days):
            report = examples.report(f"report-{number}", date=day)
            entries = [
                examples.event(report, id=f"e-{number}"),
                *(
                    ()
                    if only_event
                    else (
                        examples.commitment(report, id=f"c-{number}"),
                        examples.bond(report, id=f"b-{number}"),
                    )
                ),
            ]
            record.keep(report, entries, coded_by="test")
    return path


@pytest.mark.parametrize(
    ("days", "as_of"),
    [
        ([], None),
        ([], examples.DAY),
        ([None], None),
        ([examples.DAY], None),
        ([examples.DAY], examples.DAY - dt.timedelta(days=1)),
        ([examples.DAY, None], LATER),
        ([examples.DAY, LATER], None),
    ],
)
def test_records_that_hold_little(
    tmp_path: Path, days: list[dt.date | None], as_of: dt.date | None
) -> None:
    with Record(kept(tmp_path / "ledger.db", days)) as record:
        ledger = ledger_of(record, load_catalogue(), as_of=as_of)
    now = situation(ledger)
    assert now.as_of == ledger.as_of
    assert now.reports == len(ledger.reports)
    watched = watch(ledger, now.fates, now.fronts)
    if ledger.as_of is None:
        assert not now.fronts
        assert not changes(now, now)
    else:
        then = situation(as_it_stood(ledger, ledger.as_of - dt.timedelta(days=14)))
        assert all(change.surprise >= 0 for change in changes(now, then))
        assert changes(then, now) == ()  # the earlier one is no later one
    assert all(0 <= one.nearness <= 1 for one in watched)


def entries_of(ledger: Ledger) -> set[str]:
    """The entries that the deeds of a ledger rest on."""
    return set(ledger.deeds.entries(range(len(ledger.deeds))))


@pytest.mark.parametrize("days_before", [0, 1, 3, 10])
def test_the_earlier_ledger_is_what_the_record_gives_for_that_day(
    tmp_path: Path, days_before: int
) -> None:
    days = [examples.DAY + dt.timedelta(days=n) for n in (0, 2, 3, 9, 10)]
    day = max(days) - dt.timedelta(days=days_before)
    with Record(kept(tmp_path / "ledger.db", days)) as record:
        catalogue = load_catalogue()
        whole = ledger_of(record, catalogue)
        read = ledger_of(record, catalogue, as_of=day)
    earlier = as_it_stood(whole, day)
    assert earlier.as_of == read.as_of == day
    assert earlier.reports == read.reports
    assert earlier.events.told.ids.tolist() == read.events.told.ids.tolist()
    # Tellings are joined as they are today, not as they would have been then.
    assert entries_of(earlier) == entries_of(read)
    assert earlier.bonds == read.bonds
    assert [(one.id, one.said, one.given) for one in earlier.words] == [
        (one.id, one.said, one.given) for one in read.words
    ]


def test_of_a_large_record_the_last_events_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [examples.DAY + dt.timedelta(days=n) for n in (0, 2, 3, 9, 10)]
    with Record(kept(tmp_path / "ledger.db", days)) as record:
        catalogue = load_catalogue()
        whole = ledger_of(record, catalogue)
        of_last_day = sum(
            published == days[-1] for published in map(whole.published.get, reports_of(whole))
        )
        monkeypatch.setattr(ledger_module, "MOST_EVENTS", of_last_day)
        part = ledger_of(record, catalogue)
    assert (whole.measured_since, part.measured_since) == (None, days[-1])
    assert part.reports == whole.reports
    assert part.events.told.ids.tolist() == whole.events.told.ids.tolist()[-of_last_day:]
    assert {word.given for word in part.told_words} == {days[-1]}
    assert brief_of(part).events.since == days[-1]


def reports_of(ledger: Ledger) -> list[str]:
    """The report of each event."""
    return [ledger.reports[number].report for number in ledger.events.told.report.tolist()]


def test_one_actor_alone_has_no_front(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Record(path, create=True) as record:
        report = examples.report()
        record.keep(report, [examples.event(report, recipients=())], coded_by="test")
        ledger = ledger_of(record, load_catalogue())
    now = situation(ledger)
    assert (now.fronts, now.calls, now.fates) == ((), (), ())
