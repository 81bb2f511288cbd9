"""From parties as mentioned to pairs of sides, and from tellings to deeds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from foedus.catalogue.entries import Office, Party, Person
from foedus.model import Actor
from foedus.network.deeds import Deed, Deeds, deeds_of
from foedus.network.distinct import Distinct
from foedus.network.events import Events, with_sides
from foedus.network.sides import Side, Sides
from foedus.record import Record
from tests.record.examples import event, on, report


def party(id: str, code: str, kind: str = "state") -> Party:
    return Party(id, code, id.title(), kind, None, None, None)


SIDES = Sides(
    [
        party("northland", "NOR"),
        party("southland", "SOU"),
        party("westland", "WES"),
        party("eastland", "EAS"),
        party("front", "SOU", "armed-group"),
    ],
    {
        "ann": Person(
            "ann", "Ann",
            (
                Office("westland", "head-of-state", "Ann", dt.date(2024, 3, 5), None),
                Office("northland", "head-of-state", "Ann", None, dt.date(2024, 3, 4)),
            ),
        )
    },
)  # fmt: skip


def actor(id: str, code: str | None = None, sector: str | None = None) -> Actor:
    return Actor(id, id.title(), code, sector, id, 0, 1)


NORTH, SOUTH = actor("northland", "NOR"), actor("southland", "SOU")
WEST, EAST = actor("westland", "WES"), actor("eastland", "EAS")
FRONT = actor("front", "SOU", "REB")
ANN = actor("ann", "WES", "GOV")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "foedus.db", create=True) as opened:
        yield opened


def between(events: Events) -> list[str]:
    """ "event: source > target" of each pair; a dot for nobody."""

    def name(number: int) -> str:
        return events.sides[number].id if number >= 0 else "."

    pairs = zip(events.pair_event, events.pair_source, events.pair_target, strict=True)
    return [f"{events.id(e)}: {name(one)} > {name(other)}" for e, one, other in pairs]


@pytest.mark.parametrize(
    ("actors", "recipients", "expected"),
    [
        ((NORTH,), (SOUTH,), ["northland > southland"]),
        # ministries, troops and officials are their state
        ((actor("northland-mil", "NOR", "MIL"),), (actor("southland-gov", "SOU", "GOV"),),
         ["northland > southland"]),
        # a group is itself, whatever its country
        ((FRONT,), (SOUTH,), ["front > southland"]),
        # whoever strikes civilians strikes their state; civilians who act do not act for it
        ((NORTH,), (actor("southland-cvl", "SOU", "CVL"),), ["northland > southland"]),
        ((actor("southland-cvl", "SOU", "CVL"),), (NORTH,), ["southland-cvl > northland"]),
        # every pair of several
        ((NORTH, WEST), (SOUTH,), ["northland > southland", "westland > southland"]),
        ((NORTH,), (SOUTH, EAST), ["northland > southland", "northland > eastland"]),
        # two who act with nobody else act with each other
        ((NORTH, WEST), (), ["northland > westland", "westland > northland"]),
        # and three do so in every pair
        ((NORTH, WEST, EAST), (), [
            "northland > westland", "northland > eastland", "westland > northland",
            "westland > eastland", "eastland > northland", "eastland > westland",
        ]),
        # one who is named twice is one
        ((NORTH, actor("northland-mil", "NOR", "MIL")), (SOUTH,), ["northland > southland"]),
        ((NORTH, actor("northland-mil", "NOR", "MIL")), (), ["northland > ."]),
        # no one on one side
        ((NORTH,), (), ["northland > ."]),
        ((), (SOUTH,), [". > southland"]),
        # words that name nobody leave the other side alone
        ((NORTH,), (actor("militias"),), ["northland > ."]),
        ((actor("gunmen"),), (SOUTH,), [". > southland"]),
        ((actor("gunmen"),), (actor("militias"),), []),
        # what a state does to its own people is no matter between sides
        ((NORTH,), (actor("northland-cvl", "NOR", "CVL"),), []),
    ],
)  # fmt: skip
def test_pairs(record: Record, actors, recipients, expected: list[str]):
    one = report()
    record.keep(one, [event(one, "e", actors=actors, recipients=recipients)], coded_by="1")
    assert sorted(between(with_sides(record.event_columns(), SIDES))) == sorted(
        f"e: {pair}" for pair in expected
    )


def test_a_proxy_acts_beside_the_one_it_acts_for(record: Record):
    one = report()
    record.keep(one, [event(one, "e", actors=(NORTH,), through=(FRONT,))], coded_by="1")
    assert sorted(between(with_sides(record.event_columns(), SIDES))) == [
        "e: front > southland", "e: northland > southland",
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "side"), [(3, "northland"), (7, "westland")])
def test_a_person_belongs_to_the_office_held_on_the_day(record: Record, day: int, side: str):
    one = report()
    entry = event(one, "e", actors=(ANN,), recipients=(SOUTH,), date=on(day))
    record.keep(one, [entry], coded_by="1")
    assert between(with_sides(record.event_columns(), SIDES)) == [f"e: {side} > southland"]


def apart(events: Events, of: list[int]) -> Distinct:
    """The distinct events where `of` says which telling is of which."""
    numbers = np.array(of, dtype=np.int32)
    leader = np.array([of.index(number) for number in range(max(of) + 1)], dtype=np.int32)
    told = events.told
    return Distinct(
        of=numbers,
        leader=leader,
        first=told.first[leader],
        last=told.last[leader],
        deaths=told.fatalities[leader],
        publishers=np.bincount(numbers).astype(np.int32),
    )


def test_an_event_told_twice_is_one_deed_with_two_tellings(record: Record):
    one = report()
    entries = [
        event(one, "e1", "Northland shelled", fatalities=2),
        event(one, "e2", "Westland"),
        event(one, "e3", "Eastland", assertion="denied"),
    ]
    record.keep(one, entries, coded_by="1")
    events = with_sides(record.event_columns(), Sides())
    assert len(deeds_of(events, apart(events, [0, 1, 2]))) == 2  # what is denied is no deed
    (deed,) = [deeds.at(0) for deeds in [deeds_of(events, apart(events, [0, 0, 1]))]]
    assert (deed.type, deed.score, deed.deaths) == ("ASSAULT", pytest.approx(-0.9), 2)
    assert (deed.entries, deed.publishers) == (("e1", "e2"), 2)


def test_the_telling_that_names_both_sides_decides(record: Record):
    one = report()
    entries = [
        event(one, "e1", "Northland shelled", recipients=()),
        event(one, "e2", "Westland"),
        event(one, "e3", "Southland", actors=()),
    ]
    record.keep(one, entries, coded_by="1")
    events = with_sides(record.event_columns(), Sides())
    deeds = deeds_of(events, apart(events, [0, 0, 0]))
    assert [deeds.at(row).entries for row in range(len(deeds))] == [("e1", "e3", "e2")]
    assert deeds.at(0).source is not None and deeds.at(0).target is not None


A, B = Side("a", "A", None), Side("b", "B", None)


def test_deeds_of_plain_records_come_back_as_they_were():
    plain = [
        Deed(A, B, "AID", dt.date(2024, 3, 1), 0.7, 0.5, "military", dt.date(2024, 2, 1),
             None, "Sotk", 2, ("e1", "e2")),
        Deed(None, A, "ASSAULT", None, -0.9, deaths=4, entries=("e3",)),
    ]  # fmt: skip
    deeds = Deeds.of(plain)
    assert [deeds.at(row) for row in range(2)] == [
        plain[0], replace(plain[1], first=None),
    ]  # fmt: skip
    assert deeds.type_is("AID", "CONSULT").tolist() == [True, False]
    assert deeds.between("a", "b").tolist() == [True, False]
    assert deeds.between("b", "nobody").tolist() == [False, False]
    assert deeds.entries([1, 0, 1]) == ("e3", "e1", "e2")


def test_until_a_day_leaves_out_what_has_none():
    days = [dt.date(2024, 3, 1), None, dt.date(2024, 3, 9)]
    deeds = Deeds.of([Deed(A, B, "AID", day, entries=(str(day),)) for day in days])
    assert len(deeds.until(dt.date(2024, 3, 5))) == 1
    assert len(Deeds.of([]).until(dt.date(2024, 3, 5))) == 0
