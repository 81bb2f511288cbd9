"""What an analyst decides stands over the coding, and outlives it."""

from __future__ import annotations

import dataclasses

import pytest

from foedus.errors import NotInRecord, RecordError, UsageError
from foedus.record import Filter
from tests.record.examples import DAY, EAST, SOUTH, bond, commitment, event, on, report

ONE = report()


@pytest.fixture(autouse=True)
def kept(record):
    record.keep(ONE, [event(ONE), commitment(ONE), bond(ONE)], coded_by="1")


def ids(record, **wanted):
    return [entry.id for entry in record.entries(Filter(**wanted))]


def test_wrong_hides_an_entry_until_undone(record):
    decision = record.decide("event-1", "wrong", True, analyst="Ada", reason="a drill")
    assert ids(record) == ["bond-1", "promise-1"]
    assert ids(record, include_wrong=True) == ["bond-1", "event-1", "promise-1"]
    assert ids(record, actor="SOU") == ["promise-1"]
    assert record.count() == 2
    assert next(record.reports()).entries == 2
    assert (record.statistics().wrong, record.statistics().events) == (1, 0)
    assert record.entry("event-1") == event(ONE)
    (listed,) = record.decisions("event-1")
    assert listed == decision
    assert (listed.analyst, listed.reason, listed.value) == ("Ada", "a drill", True)
    assert listed.applies_to == "event-1"
    undone = record.undo(decision.id, analyst="Bo")
    assert (undone.undone_by, undone.applies_to) == ("Bo", None)
    assert ids(record) == ["bond-1", "event-1", "promise-1"]
    assert list(record.decisions()) == [undone]
    with pytest.raises(RecordError, match="undone before, by Bo"):
        record.undo(decision.id, analyst="Ada")


def test_a_changed_field_is_what_is_found_by(record):
    first = record.decide("event-1", "event", "MOBILIZE", analyst="Ada")
    record.decide("event-1", "recipients", (EAST,), analyst="Ada")
    record.decide("event-1", "date", on(2), analyst="Ada")
    second = record.decide("event-1", "event", "THREATEN", analyst="Bo")
    assert ids(record, events=("THREATEN",)) == ["event-1"]
    assert ids(record, events=("ASSAULT", "MOBILIZE")) == []
    assert ids(record, pair=("NOR", "SOU")) == []
    assert ids(record, source="NOR", target="EAS", kinds=("event",)) == ["event-1"]
    assert ids(record, until=on(2).end) == ["event-1"]
    decided = record.entry("event-1")
    assert decided == event(ONE, event="THREATEN", recipients=(EAST,), date=on(2))
    assert record.entry("event-1", as_coded=True) == event(ONE)
    record.undo(second.id, analyst="Bo")
    assert record.entry("event-1").event == "MOBILIZE"
    record.undo(first.id, analyst="Ada")
    assert record.entry("event-1").event == "ASSAULT"


# (id, field, value, whether it can be decided)
VALUES = [
    ("event-1", "assertion", "denied", True),
    ("event-1", "assertion", "perhaps", False),
    ("event-1", "mode", None, True),
    ("event-1", "event", None, False),
    ("event-1", "fatalities", 3, True),
    ("event-1", "fatalities", True, False),
    ("event-1", "fatalities", "3", False),
    ("event-1", "intensity", 2, True),
    ("event-1", "intensity", float("nan"), False),
    ("event-1", "contexts", ["election"], True),
    ("event-1", "contexts", "election", False),
    ("event-1", "date", {"start": "2024-03-01", "end": None, "precision": "since"}, True),
    ("event-1", "date", {"start": "yesterday", "end": None, "precision": "since"}, False),
    ("event-1", "date", {"start": "2024-03-01"}, False),
    ("event-1", "actors", [{"id": "x"}], False),
    ("event-1", "evidence", event(ONE).evidence, False),
    ("event-1", "polarity", "will", False),
    ("event-1", "wrong", "yes", False),
    ("promise-1", "polarity", "will-not", True),
    ("promise-1", "condition", None, True),
    ("promise-1", "actor", SOUTH, True),
    ("bond-1", "strained", True, True),
    ("bond-1", "relation", "friends", False),
]


@pytest.mark.parametrize(("id", "field", "value", "fits"), VALUES)
def test_values_must_fit(record, id, field, value, fits):
    before = record.entry(id)
    if fits:
        record.decide(id, field, value, analyst="Ada")
        assert record.entry(id) != before
    else:
        with pytest.raises(UsageError):
            record.decide(id, field, value, analyst="Ada")
        assert record.entry(id) == before
        assert list(record.decisions()) == []


def test_what_is_not_there(record):
    with pytest.raises(NotInRecord):
        record.decide("event-9", "wrong", True, analyst="Ada")
    with pytest.raises(NotInRecord):
        record.undo(7, analyst="Ada")
    with pytest.raises(UsageError, match="name of the analyst"):
        record.decide("event-1", "wrong", True, analyst=" ")


SHIFTED = report(text="An update. " + ONE.text)
TWICE = report(text=ONE.text + " Northland shelled Eastland.")

# (situation, report, entries of the new coding, id the decision then applies to)
RECODINGS = [
    ("same id", ONE, [event(ONE), bond(ONE)], "event-1"),
    ("new id", ONE, [event(ONE, "event-2"), bond(ONE)], "event-2"),
    ("gone", ONE, [bond(ONE)], None),
    ("other words", ONE, [event(ONE, "event-2", "Northland shelled Southland")], None),
    ("other kind", ONE, [dataclasses.replace(bond(ONE), evidence=event(ONE).evidence)], None),
    (
        "two on these words, one of the type",
        ONE,
        [event(ONE, "event-2"), event(ONE, "event-3", event="AID")],
        "event-2",
    ),
    ("two alike", ONE, [event(ONE, "event-2"), event(ONE, "event-3")], None),
    ("moved in a new version", SHIFTED, [event(SHIFTED, "event-2")], "event-2"),
    ("same id in a new version", SHIFTED, [event(SHIFTED)], "event-1"),
    ("words twice in a new version", TWICE, [event(TWICE, "event-2")], "event-2"),
]


@pytest.mark.parametrize(
    ("given_report", "entries", "applies_to"),
    [row[1:] for row in RECODINGS],
    ids=[row[0] for row in RECODINGS],
)
def test_decisions_outlive_recoding(record, given_report, entries, applies_to):
    record.decide("event-1", "event", "THREATEN", analyst="Ada")
    record.keep(given_report, entries, coded_by="2")
    (decision,) = record.decisions("event-1")
    assert decision.applies_to == applies_to
    assert ids(record, events=("THREATEN",)) == ([applies_to] if applies_to else [])
    if applies_to:
        assert list(record.decisions(applies_to)) == [decision]
    # Coded a third time as at first, it stands as it stood.
    record.keep(ONE, [event(ONE)], coded_by="3")
    found = record.entries(Filter(events=("THREATEN",), include_superseded=True, report=ONE.id))
    assert "event-1" in [entry.id for entry in found]


def test_wrong_outlives_recoding(record):
    record.decide("event-1", "wrong", True, analyst="Ada")
    record.keep(ONE, [event(ONE, "event-2", date=on(1))], coded_by="2")
    assert ids(record) == []
    assert ids(record, include_wrong=True, until=DAY) == ["event-2"]
