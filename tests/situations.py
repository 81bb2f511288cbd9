"""Tables of sentences: coded in one go, and put in a notation short enough to compare at sight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pytest

from foedus.model import Actor, Bond, Commitment, Entry, Event, Report
from foedus.pipeline import Coder

DAY = dt.date(2023, 11, 17)  # of every report, where a table names no other

# The entries of each text of a table.
Coded = Mapping[str, Sequence[Entry]]


def unmet(*row: Any, reason: str) -> Any:
    """A row that a careful reader expects and the coder does not meet yet."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


def first_of(row: Any) -> str:
    """The text of a row, marked or not."""
    first = getattr(row, "values", row)[0]
    assert isinstance(first, str)
    return first


def code_tables(coder: Coder, *tables: Iterable[Any]) -> Coded:
    """The entries of each table's first column; every text is a report of its own, of `DAY`."""
    texts = dict.fromkeys(first_of(row) for table in tables for row in table)
    reports = [Report(f"r{n}", text, date=DAY) for n, text in enumerate(texts)]
    return {report.text: entries for report, entries in coder.code(reports)}


def ids(actors: Iterable[Actor]) -> str:
    """ "hamas,iran": ids in alphabetical order."""
    return ",".join(sorted(actor.id for actor in actors))


def told(event: Event) -> str:
    """ "ASSAULT hamas > israel": who did what to whom."""
    return f"{event.event} {ids(event.actors)} > {ids(event.recipients)}".strip()


def events(entries: Iterable[Entry]) -> Iterator[Event]:
    return (entry for entry in entries if isinstance(entry, Event))


def commitments(entries: Iterable[Entry]) -> Iterator[Commitment]:
    return (entry for entry in entries if isinstance(entry, Commitment))


def bonds(entries: Iterable[Entry]) -> Iterator[Bond]:
    return (entry for entry in entries if isinstance(entry, Bond))
