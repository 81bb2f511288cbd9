"""Tellings for tests: events as reports tell them, made by hand."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.model import ASSERTIONS, Assertion
from foedus.network.distinct import Distinct, distinct
from foedus.network.events import NOBODY, Events, Ints
from foedus.network.sides import Side
from foedus.record.columns import EventColumns, Mention, Telling
from foedus.record.signatures import signature

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One telling. `pairs` are "source>target", either side may be missing; `own` is its day, or
    first and last day, as the text gives it; `person` is who is named to act.
    """

    sentence: str
    pairs: tuple[str, ...] = ("north>south",)
    event: str = "ASSAULT"
    mode: str | None = None
    assertion: Assertion = "actual"
    own: str | None = None
    published: str | None = "2024-03-10"
    place: str | None = None
    deaths: int | None = None
    person: str | None = None
    report: str = ""
    source: str | None = None
    confidence: float = 0.8


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def events_of(tellings: Sequence[Told]) -> Events:
    """The tellings as columns, each in a report of its own unless it names one."""
    reports = list(dict.fromkeys(_report(n, told) for n, told in enumerate(tellings)))
    terms = list(TYPES)
    sides: dict[str, int] = {}
    persons: dict[str, int] = {}

    def term(text: str | None) -> int:
        if text is None:
            return -1
        if text not in terms:
            terms.append(text)
        return terms.index(text)

    def side(name: str) -> int:
        return sides.setdefault(name, len(sides)) if name else NOBODY

    pairs = [
        (number, *(side(name) for name in pair.split(">")))
        for number, told in enumerate(tellings)
        for pair in told.pairs
    ]
    acting = [
        (number, persons.setdefault(told.person, len(persons)))
        for number, told in enumerate(tellings)
        if told.person
    ]
    days = [_days(told) for told in tellings]
    ids = [id_of(told) for told in tellings]
    columns = EventColumns(
        ids=np.array(ids, dtype=np.bytes_),
        report=_ints(reports.index(_report(n, told)) for n, told in enumerate(tellings)),
        type=_ints(term(told.event) for told in tellings),
        mode=_ints(term(told.mode) for told in tellings),
        place=_ints(term(told.place) for told in tellings),
        assertion=np.array([ASSERTIONS.index(told.assertion) for told in tellings], np.int8),
        is_dated=np.array([told.own is not None for told in tellings], dtype=bool),
        first=_ints(first for first, _ in days),
        last=_ints(last for _, last in days),
        intensity=np.full(len(tellings), -9.0, dtype=np.float32),
        confidence=np.array([told.confidence for told in tellings], dtype=np.float32),
        fatalities=_ints(-1 if told.deaths is None else told.deaths for told in tellings),
        words=np.array(
            [signature(told.sentence, " ".join(told.pairs)) for told in tellings], dtype=np.uint64
        ).reshape(len(tellings), 4),
        party_event=_ints(event for event, _ in acting),
        party_role=np.zeros(len(acting), dtype=np.int8),
        party_mention=_ints(person for _, person in acting),
        terms=tuple(terms),
        mentions=tuple(Mention(name, name, "NOR", "GOV") for name in persons),
        reports=tuple(
            Telling(number, id, source, day(published))
            for number, (id, source, published) in enumerate(reports)
        ),
    )
    return Events(
        told=columns,
        sides=tuple(Side(name, name.title(), None) for name in sides),
        pair_event=_ints(event for event, _, _ in pairs),
        pair_source=_ints(source for _, source, _ in pairs),
        pair_target=_ints(target for _, _, target in pairs),
    )


def distinct_of(tellings: Sequence[Told]) -> Distinct:
    """The distinct events, each source of reports a voice."""
    events = events_of(tellings)
    voices: dict[str, int] = {}
    numbers = [
        voices.setdefault(one.source or one.report, len(voices)) for one in events.told.reports
    ]
    return distinct(events, _ints(numbers))


def id_of(told: Told) -> str:
    """An id that follows from the telling, whatever its place."""
    return "e" + hashlib.blake2b(str(told).encode(), digest_size=8).hexdigest()


def _report(number: int, told: Told) -> tuple[str, str | None, str | None]:
    return told.report or f"report-{number}", told.source, told.published


def _days(told: Told) -> tuple[int, int]:
    first, _, last = (told.own or told.published or "").partition("..")
    return _ordinal(first), _ordinal(last or first)


def _ordinal(text: str) -> int:
    found = day(text)
    return found.toordinal() if found else 0


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int32)
