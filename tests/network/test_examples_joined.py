"""What examples/ tells twice is joined once, and nothing else is.

The joining is held to all of it twice: as a careful reader would code it, and as the coder does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from foedus.model import Event, Report
from foedus.network.ledger import Ledger, ledger_of
from foedus.pipeline import Coder
from foedus.record import Record
from foedus.record.passages import surroundings
from tests.network.told import Told, distinct_of
from tests.test_examples import (
    Fact,
    catalogue,
    line,
    overlapping,
    planted,
    read_examples,
    span_of,
    tells,
)

REPEATED = planted("repetition")
ALIKE = planted("lookalike")
COPIES = {frozenset(fact["report"]) for fact in planted("syndication")}
BOTH = ("armenia>azerbaijan", "azerbaijan>armenia")
HOSTED = (*BOTH, "united-states>armenia", "united-states>azerbaijan")
TRUCE = ("israel>hamas", "hamas>israel")
ALLIES = tuple(f"{one}>{other}" for one, other in combinations(("russia", "armenia", "belarus",
               "kazakhstan", "kyrgyzstan", "tajikistan"), 2))  # fmt: skip


class Read(NamedTuple):
    """What both tellings are, and what each says of sides, days and dead; where both say it, the place."""

    event: str
    mode: str | None
    pairs: tuple[tuple[str, ...], tuple[str, ...]]
    days: tuple[str | None, str | None]
    deaths: tuple[int | None, int | None] = (None, None)
    place: str | None = None


# By the first words of the first quotation. Promises are in test_repeated.py.
READ: Mapping[str, Read] = {
    "Hamas released two": Read(
        "RETREAT", "release", (("hamas>united-states",), ("hamas>united-states",)),
        ("2023-10-20", "2023-10-20")),
    "Ayatollah Ali Khamenei met": Read(
        "CONSULT", "visit", (("iran>hamas",), ("hamas>iran",)),
        ("2023-11-01..2023-11-05", "2023-11-01..2023-11-06")),
    "seized the car carrier": Read(
        "COERCE", "seize", (("houthis>",), ("houthis>israel",)), ("2023-11-19", "2023-11-19")),
    "Israel and Hamas have": Read(
        "AGREE", None, (TRUCE, TRUCE), ("2023-11-27", "2023-11-27")),
    "the release of 11": Read(
        "RETREAT", "release", (("hamas>",), ("hamas>israel",)), ("2023-11-27", "2023-11-27")),
    "Azerbaijan shelled towns": Read(
        "ASSAULT", "heavy-weapons", (("azerbaijan>armenia",), ("azerbaijan>armenia",)),
        ("2022-09-12..2022-09-13", "2022-09-13"), (49, 50)),
    "Armenia and Azerbaijan stopped": Read(
        "RETREAT", "ceasefire", (BOTH, BOTH), ("2022-09-14", "2022-09-14")),
    "Three Armenian soldiers": Read(
        "ASSAULT", "firearms", (("azerbaijan>armenia",), (">armenia",)),
        ("2022-09-28", "2022-09-28"), (3, 3)),
    "The European Union decided": Read(
        "AID", None, (("european-union>armenia",), ("european-union>armenia",)),
        ("2022-10-06..2022-10-07", "2022-10-06")),
    "joined Vladimir Putin and": Read(
        "CONSULT", "multilateral", (ALLIES, ALLIES), ("2022-09-13", "2022-09-13")),
    "Armenia's prime minister refused": Read(
        "REJECT", None, (("armenia>csto",), ("armenia>csto",)), ("2022-11-23", "2022-11-23")),
    "Antony Blinken brought together": Read(
        "CONSULT", "third-party", (HOSTED, HOSTED), ("2022-09-19", "2022-09-17..2022-09-25"), place="New York"),
}  # fmt: skip
APART: Mapping[str, Read] = {
    "American fighter jets struck": Read(
        "ASSAULT", "aerial", (("united-states>iran",), ("united-states>iran",)),
        ("2023-10-26", "2023-11-08")),
    "Israel and Hamas have": Read("AGREE", None, (TRUCE, TRUCE), ("2023-11-27", "2023-11-30")),
    "Hamas released two": Read(
        "RETREAT", "release", (("hamas>united-states",), ("hamas>israel",)),
        ("2023-10-20", "2023-11-24")),
    "Antony Blinken brought together": Read(
        "CONSULT", "visit", (HOSTED, HOSTED), ("2022-09-19", "2022-11-07")),
    "Azerbaijan and Armenia promised": Read(
        "AGREE", None, (BOTH, BOTH), ("2022-09-13", "2022-09-14")),
    "joined Vladimir Putin and": Read(
        "CONSULT", "multilateral", (ALLIES, ALLIES), ("2022-09-13", "2022-10-28")),
}  # fmt: skip
# Joins of what is not planted, judged by reading both sentences: a headline and its report.
RIGHT = {
    frozenset({"Khamenei receives Haniyeh: praise", "Ayatollah Ali Khamenei met Ismail Haniyeh"})
}


def key(fact: Fact) -> str:
    return " ".join(fact["quote"][0].split()[:4])


def read_as(fact: Fact, table: Mapping[str, Read]) -> Read:
    (found,) = (read for words, read in table.items() if fact["quote"][0].startswith(words))
    return found


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return dict(read_examples())


@pytest.fixture(scope="module")
def record(
    reports: Mapping[str, Report], coder: Coder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Record]:
    path: Path = tmp_path_factory.mktemp("examples") / "foedus.db"
    with Record(path, create=True) as opened:
        for report, entries in coder.code(reports.values()):
            opened.keep(report, entries, coded_by="test")
        yield opened


@pytest.fixture(scope="module")
def ledger(record: Record) -> Ledger:
    return ledger_of(record, catalogue())


def as_read(
    fact: Fact, place: int, reports: Mapping[str, Report], table: Mapping[str, Read]
) -> Told:
    """A planted telling with the fields that a careful reader gives it."""
    read = read_as(fact, table)
    report = reports[fact["report"][place]]
    span = span_of(fact["quote"][place], report.text)
    assert span is not None
    start, end = surroundings(report.text, *span, 0)
    return Told(
        sentence=report.text[start:end],
        pairs=read.pairs[place],
        event=read.event,
        mode=read.mode,
        own=read.days[place],
        deaths=read.deaths[place],
        place=read.place,
        published=str(report.date),
        report=report.id,
    )


@pytest.mark.parametrize("fact", [f for f in REPEATED if "polarity" not in f], ids=key)
def test_what_is_planted_twice_is_one_event_as_read(
    fact: Fact, reports: Mapping[str, Report]
) -> None:
    found = distinct_of([as_read(fact, place, reports, READ) for place in (0, 1)])
    assert len(found.leader) == 1


@pytest.mark.parametrize("fact", ALIKE, ids=key)
def test_lookalikes_are_two_events_as_read(fact: Fact, reports: Mapping[str, Report]) -> None:
    found = distinct_of([as_read(fact, place, reports, APART) for place in (0, 1)])
    assert len(found.leader) == 2


def ids_of(
    fact: Fact, place: int, reports: Mapping[str, Report], record: Record, ledger: Ledger
) -> set[str]:
    """The entries that tell a planted telling, as coded."""
    report = reports[fact["report"][place]]
    span = span_of(fact["quote"][place], report.text)
    assert span is not None
    entries = [record.entry(ledger.events.id(row)) for row in rows_of(ledger, report)]
    said = [word.said for word in ledger.words] + [
        record.entry(id) for word in ledger.words for id in word.entries[1:]
    ]
    mine = [one for one in said if one.evidence.report == report.id]
    telling = {**fact, "what": "commitment" if "polarity" in fact else "event"}
    if "polarity" in fact:  # the second may be coded as the contrary of its opposite
        return {one.id for one in overlapping(mine, span)}
    return {one.id for one in overlapping(entries, span) if tells(telling, one)}


def rows_of(ledger: Ledger, report: Report) -> list[int]:
    numbers = [n for n, one in enumerate(ledger.reports) if one.report == report.id]
    return np.flatnonzero(np.isin(ledger.events.told.report, numbers)).tolist()


def event_of(ledger: Ledger) -> dict[str, object]:
    """Entry -> what it is a telling of."""
    events = {ledger.events.id(row): int(number) for row, number in enumerate(ledger.distinct.of)}
    return {**events, **{id: word.id for word in ledger.words for id in word.entries}}


@pytest.mark.parametrize("fact", REPEATED, ids=key)
def test_what_is_coded_twice_is_joined(
    fact: Fact, reports: Mapping[str, Report], record: Record, ledger: Ledger
) -> None:
    one, other = (ids_of(fact, place, reports, record, ledger) for place in (0, 1))
    assert one, f"not coded: {fact['quote'][0]}"
    assert other, f"not coded: {fact['quote'][1]}"
    number = event_of(ledger)
    assert {number[id] for id in one} & {number[id] for id in other}


def test_the_promise_that_is_planted_twice_is_one(
    reports: Mapping[str, Report], record: Record, ledger: Ledger
) -> None:
    (fact,) = (fact for fact in REPEATED if "polarity" in fact)
    one, other = (ids_of(fact, place, reports, record, ledger) for place in (0, 1))
    assert {word.id for word in ledger.words if one & {*word.entries} and other & {*word.entries}}


@pytest.mark.parametrize("fact", ALIKE, ids=key)
def test_lookalikes_as_coded_stay_apart(
    fact: Fact, reports: Mapping[str, Report], record: Record, ledger: Ledger
) -> None:
    number = event_of(ledger)
    found = []
    for place in (0, 1):
        report = reports[fact["report"][place]]
        span = span_of(fact["quote"][place], report.text)
        assert span is not None
        entries = [record.entry(ledger.events.id(row)) for row in rows_of(ledger, report)]
        found.append({number[one.id] for one in overlapping(entries, span)})
    assert not found[0] & found[1]


def with_copies(
    ids: set[str], names: Mapping[str, str], record: Record, ledger: Ledger
) -> set[str]:
    """Entries and those of the same words in reports that are copies."""
    said = [record.entry(id) for id in ids]
    told = [record.entry(ledger.events.id(row)) for row in range(ledger.events.count)]
    return ids | {
        one.id
        for one in told
        for other in said
        if one.evidence.quote == other.evidence.quote
        and frozenset(names[entry.evidence.report] for entry in (one, other)) in COPIES
    }


def test_nothing_else_is_joined(
    reports: Mapping[str, Report], record: Record, ledger: Ledger
) -> None:
    """All that is joined is planted, is copied word for word, or is one meeting coded both ways."""
    names = {report.id: name for name, report in reports.items()}
    wanted = [
        with_copies(
            ids_of(fact, 0, reports, record, ledger) | ids_of(fact, 1, reports, record, ledger),
            names,
            record,
            ledger,
        )
        for fact in REPEATED
    ]
    wrong = []
    for number in np.flatnonzero(np.bincount(ledger.distinct.of) > 1):
        rows = np.flatnonzero(ledger.distinct.of == number)
        for one, other in combinations(
            [record.entry(ledger.events.id(int(row))) for row in rows], 2
        ):
            assert isinstance(one, Event)
            assert isinstance(other, Event)
            here = frozenset(names[entry.evidence.report] for entry in (one, other))
            copied = here in COPIES and one.evidence.quote == other.evidence.quote
            at, there = one.evidence, other.evidence
            met = one.event == "CONSULT" and (at.report, at.start) == (there.report, there.start)
            read = frozenset({one.evidence.quote, other.evidence.quote}) in RIGHT
            if not (copied or met or read or any({one.id, other.id} <= ids for ids in wanted)):
                wrong.append(f"{line(one)}\n    {line(other)}")
    assert wrong == []


def test_copied_reports_are_one_voice(ledger: Ledger) -> None:
    twice = np.flatnonzero(np.bincount(ledger.distinct.of) > 1)
    assert len(twice) > 0
    publishers = ledger.distinct.publishers[twice].tolist()
    told = ledger.events.told
    kinds = [told.terms[told.type[ledger.distinct.leader[one]]] for one in twice.tolist()]
    # A ship that was seized, a shelling, a release, a visit, a refusal and a longer truce are told
    # by two; all else told twice is printed twice.
    assert {(kind, many) for kind, many in zip(kinds, publishers, strict=True) if many > 1} <= {
        ("COERCE", 2), ("ASSAULT", 2), ("RETREAT", 2), ("CONSULT", 2),
        ("REJECT", 2), ("AGREE", 2),
    }  # fmt: skip
    assert 1 in publishers
