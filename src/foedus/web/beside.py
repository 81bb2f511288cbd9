"""What is measured of an actor, of two together, and of an entry: beside what the record has."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np

from foedus.model import Entry
from foedus.network.shapes import Alliance, Credibility, Fate, Front, Tie
from foedus.network.sides import Side
from foedus.record import Filter, Record, ReportRow
from foedus.web.measured import Asked, Measured, Measures
from foedus.web.shown import CallShown, Rested, call_shown, calls_of, fates_of, rested

_FEW: Final = 12
_TELLINGS: Final = 40
_RETOLD: Final = 30  # days after which hardly anything is told for the first time


@dataclass(frozen=True, slots=True)
class OfActor:
    """The measures of an actor's side on a day, the first of each."""

    as_of: dt.date | None
    side: str
    ties: tuple[Tie, ...]
    fronts: tuple[Front, ...]
    alliances: tuple[Alliance, ...]
    calls: tuple[CallShown, ...]
    promises: tuple[Fate, ...]
    credibility: Credibility | None


@dataclass(frozen=True, slots=True)
class OfPair:
    """The measures of two sides on a day. `there` and `back` are the ties of either way."""

    as_of: dt.date | None
    sides: tuple[str, str]
    there: Tie | None
    back: Tie | None
    front: Front | None
    alliances: tuple[Alliance, ...]
    calls: tuple[CallShown, ...]
    promises: tuple[Fate, ...]
    credibility: tuple[Credibility, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Reports that count as one teller: of one publisher, or copies of one text."""

    reports: tuple[ReportRow, ...]
    tellings: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Corroboration:
    """All tellings of the event that an entry tells, by who tells it; as of the last day.

    Of an event older than what is measured of a large record, those of the weeks after it.
    """

    voices: tuple[Voice, ...]
    tellings: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class FateShown:
    """What became of a commitment, with the words that show it."""

    as_of: dt.date | None
    fate: Fate
    met_by: Rested
    settled_by: Rested


def of_actor(measured: Measured, record: Record, asked: Asked, side: str) -> OfActor:
    """What is measured of a side."""
    measures = measured.on(record, asked)
    now = measures.situation
    pooled = now.ties.pooled()
    rows = np.flatnonzero(pooled.touching([side]))
    order = np.argsort(-pooled.events[rows], kind="stable")[:_FEW]
    return OfActor(
        as_of=measures.as_of,
        side=side,
        ties=tuple(pooled.records(rows[order])),
        fronts=tuple(one for one in now.fronts if side in _ids(one.sides))[:_FEW],
        alliances=tuple(one for one in now.alliances if side in _ids(one.members))[:_FEW],
        calls=tuple(map(call_shown, calls_of(measures, side)[:_FEW])),
        promises=tuple(one for one in fates_of(measures, side) if one.actor.id == side)[:_FEW],
        credibility=_credibility(measures, side),
    )


def of_pair(measured: Measured, record: Record, asked: Asked, one: str, other: str) -> OfPair:
    """What is measured of two sides."""
    measures = measured.on(record, asked)
    now, both = measures.situation, {one, other}
    found = (_credibility(measures, one), _credibility(measures, other))
    return OfPair(
        as_of=measures.as_of,
        sides=(one, other),
        there=now.ties.tie(one, other),
        back=now.ties.tie(other, one),
        front=next((front for front in now.fronts if _ids(front.sides) == both), None),
        alliances=tuple(some for some in now.alliances if both <= _ids(some.members))[:_FEW],
        calls=tuple(map(call_shown, calls_of(measures, one, other)[:_FEW])),
        promises=fates_of(measures, one, other)[:_FEW] if one != other else (),
        credibility=tuple(some for some in found if some is not None),
    )


def corroboration(measured: Measured, record: Record, id: str) -> Corroboration | None:
    """Who tells the event of an entry; None where it is in no measure, as one found wrong."""
    measures = _measures_with(measured, record, id)
    events, distinct = measures.ledger.events, measures.ledger.distinct
    rows = np.flatnonzero(events.told.ids == id.encode())
    if not len(rows):
        return None
    number = distinct.of[rows[0]]
    told = np.flatnonzero(distinct.of == number)
    by_voice: dict[int, list[int]] = {}
    for row in told[:_TELLINGS].tolist():
        voice = int(measures.voices[events.told.report[row]])
        by_voice.setdefault(voice, []).append(row)
    return Corroboration(
        voices=tuple(_voice(measures, record, some) for some in by_voice.values()),
        tellings=len(told),
        first=_day(int(distinct.first[number])),
        last=_day(int(distinct.last[number])),
    )


def _measures_with(measured: Measured, record: Record, id: str) -> Measures:
    """Those of the last day, or of a large record those of the weeks after an older event."""
    last = measured.on(record, Asked())
    since = last.ledger.measured_since
    if since is None:
        return last
    day = last.ledger.published.get(record.entry(id).evidence.report)
    if day is None or day >= since:
        return last
    return measured.on(record, Asked(as_of=day + dt.timedelta(days=_RETOLD)))


def fate(measured: Measured, record: Record, asked: Asked, id: str) -> FateShown | None:
    """What became of the commitment that an entry tells; None where nobody gave it."""
    measures = measured.on(record, asked)

    def made() -> dict[str, Fate]:
        fates = measures.situation.fates
        told = {entry: one for one in fates for entry in one.entries}
        return {**told, **{one.id: one for one in fates}}

    found = measures.once("fates by entry", made).get(id)
    if found is None:
        return None
    return FateShown(
        as_of=measures.as_of,
        fate=found,
        met_by=rested(record, measures.ledger, found.met_by),
        settled_by=rested(record, measures.ledger, found.settled_by),
    )


def _voice(measures: Measures, record: Record, rows: list[int]) -> Voice:
    tellings = tuple(record.entries_of_ids(measures.ledger.events.ids(rows)))
    reports = dict.fromkeys(entry.evidence.report for entry in tellings)
    return Voice(
        tuple(row for id in reports for row in record.reports(Filter(report=id))), tellings
    )


def _credibility(measures: Measures, side: str) -> Credibility | None:
    return next((one for one in measures.situation.credibility if one.actor.id == side), None)


def _ids(sides: tuple[Side, ...]) -> set[str]:
    return {side.id for side in sides}


def _day(ordinal: int) -> dt.date | None:
    return dt.date.fromordinal(ordinal) if ordinal > 0 else None
