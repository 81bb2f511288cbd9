"""The fronts that the coder's entries of examples/ come to, beside what their authors planted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from foedus.catalogue.loading import load_catalogue
from foedus.network.changes import changes
from foedus.network.earlier import as_it_stood
from foedus.network.fronts import fronts
from foedus.network.ledger import Ledger, ledger_of
from foedus.network.shapes import Front
from foedus.network.situation import situation
from foedus.network.ties import ties
from foedus.pipeline import Coder
from foedus.record import Record
from tests.test_examples import read_examples


@pytest.fixture(scope="module")
def as_of(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Callable[[str], Ledger]:
    """The ledger of both example conflicts on a day."""
    path = tmp_path_factory.mktemp("examples") / "ledger.db"
    with Record(path, create=True) as record:
        reports = [report for _, report in read_examples()]
        for report, entries in coder.code(reports):
            record.keep(report, entries, coded_by="test")
        last = ledger_of(record, load_catalogue())
    return lambda day: as_it_stood(last, dt.date.fromisoformat(day))


def front(ledger: Ledger, one: str, other: str) -> Front | None:
    found = fronts(ledger, ties(ledger.deeds, ledger.as_of))
    return next((front for front in found if {one, other} == {s.id for s in front.sides}), None)


@pytest.mark.parametrize(
    ("one", "other", "day", "level", "trend"),
    [
        ("armenia", "azerbaijan", "2022-09-13", 5, "rising"),
        ("armenia", "azerbaijan", "2022-09-20", 1, "falling"),
        ("armenia", "azerbaijan", "2022-11-28", 1, "falling"),
        ("hamas", "israel", "2023-11-23", 5, "rising"),
        ("hamas", "israel", "2023-11-30", 1, "falling"),
        ("hamas", "israel", "2023-12-01", 4, "rising"),
        ("houthis", "united-states", "2023-12-04", 4, "rising"),
        ("hezbollah", "israel", "2023-11-28", 1, "falling"),
    ],
)  # fmt: skip
def test_fronts_of_the_examples(
    as_of: Callable[[str], Ledger], one: str, other: str, day: str, level: int, trend: str
) -> None:
    found = front(as_of(day), one, other)
    assert found is not None
    assert (found.level, found.trend) == (level, trend)


def test_the_end_of_the_truce_is_a_change(as_of: Callable[[str], Ledger]) -> None:
    found = changes(situation(as_of("2023-12-01")), situation(as_of("2023-11-30")))
    rose = [change.sides for change in found if change.kind == "front-rose"]
    assert ("hamas", "israel") in [tuple(side.id for side in sides) for sides in rose]
