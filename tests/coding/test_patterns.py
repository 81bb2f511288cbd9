"""Each example of patterns.toml is coded as it says: by type, parties and the fields it names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from foedus.coding.patterns import Example, Pattern, patterns
from foedus.model import Entry, Event, Report
from foedus.pipeline import Coder

_DATE = dt.date(2023, 11, 15)  # of the report, where an example names none

EXAMPLES = {
    f"{pattern.id}-{number}": (pattern, example)
    for pattern in patterns().events
    for number, example in enumerate(pattern.examples, 1)
}


@pytest.fixture(scope="session")
def coded() -> Mapping[str, list[Entry]]:
    """The entries of each example, by its name; all are coded in one go."""
    reports = [
        Report(name, example.sentence, date=_report_date(example))
        for name, (_, example) in EXAMPLES.items()
    ]
    return {report.id: entries for report, entries in Coder().code(reports)}


def _report_date(example: Example) -> dt.date:
    named = example.fields.get("date", _DATE)
    return named if isinstance(named, dt.date) else dt.date.fromisoformat(named)


def parties(event: Event) -> tuple[list[str], list[str]]:
    return sorted(one.id for one in event.actors), sorted(one.id for one in event.recipients)


def agrees(event: Event, pattern: Pattern, example: Example) -> bool:
    """Whether an event is what an example says; its `date` is the report's."""
    fields: dict[str, Any] = {**example.fields}
    fields.pop("date", None)
    kind = fields.pop("event", pattern.event)
    if pattern.mode is not None:  # otherwise what follows in the sentence may give one
        fields.setdefault("mode", pattern.mode)
    return (
        event.event == kind
        and parties(event) == (sorted(example.actors), sorted(example.recipients))
        and all(getattr(event, name) == value for name, value in fields.items())
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_coded_as_it_says(coded: Mapping[str, list[Entry]], name: str) -> None:
    pattern, example = EXAMPLES[name]
    found = coded[name]
    events = [entry for entry in found if isinstance(entry, Event)]
    told = [
        f"{event.event} {event.mode} {event.assertion} {parties(event)} by {event.rule}"
        for event in events
    ]
    if pattern.only == "commitment":
        assert any(_promises(entry, example) for entry in found), (example, told)
        return
    assert any(agrees(event, pattern, example) for event in events), (example, told)


def _promises(entry: Entry, example: Example) -> bool:
    if entry.kind != "commitment":
        return False
    wanted = example.fields.get("polarity", entry.polarity)
    return (entry.actor.id,) == example.actors and entry.polarity == wanted


def test_every_pattern_has_an_example() -> None:
    assert [pattern.id for pattern in patterns().events if not pattern.examples] == []
