"""The first page: what the record holds, and what came into it last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.model import Entry
from foedus.record import Filter, Record, ReportRow, Statistics
from foedus.web.entries import reports_of
from foedus.web.pages import Nothing, Page, Pages

_FEW = 10


@dataclass(frozen=True, slots=True)
class Situation:
    """How much the record holds, with its latest reports, events and commitments."""

    statistics: Statistics
    reports: tuple[ReportRow, ...]
    events: tuple[Entry, ...]
    commitments: tuple[Entry, ...]
    cited: tuple[ReportRow, ...]


def add_to(pages: Pages) -> None:
    """Register the page of this topic."""
    pages.add(
        "/", situation, Page("situation.html", Situation, "What the record holds", Nothing, _cited)
    )


def situation(record: Record, asked: Nothing) -> Situation:
    """The latest of everything."""
    events = tuple(record.entries(_latest("event")))
    commitments = tuple(record.entries(_latest("commitment")))
    return Situation(
        statistics=record.statistics(),
        reports=tuple(record.reports(Filter(limit=_FEW, newest_first=True))),
        events=events,
        commitments=commitments,
        cited=reports_of(record, (*events, *commitments)),
    )


def _latest(kind: str) -> Filter:
    return Filter(kinds=(kind,), limit=_FEW, newest_first=True)


def _cited(found: Situation) -> Mapping[str, Any]:
    return {"report_by_id": {row.id: row for row in found.cited}}
