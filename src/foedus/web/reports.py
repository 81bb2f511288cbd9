"""The list of reports, and each report as published, every coded passage marked by kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from foedus.model import Entry, Report
from foedus.record import Filter, Record, ReportRow
from foedus.web.asked import AskedReports
from foedus.web.entries import choices
from foedus.web.marking import segments
from foedus.web.pages import Page, Pages
from foedus.web.paging import part


@dataclass(frozen=True, slots=True)
class Reports:
    """A page of reports. `next` and `previous` are ids to give as `after` and `before`."""

    reports: tuple[ReportRow, ...]
    held: int
    next: str | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class OneReport:
    """A report with its entries in the order of the text; `wrong` are ids of those found wrong.

    Entries of an older version are not given: they may rest on words that the text has no more.
    """

    report: Report
    row: ReportRow | None
    versions: tuple[ReportRow, ...]
    entries: tuple[Entry, ...]
    wrong: tuple[str, ...]


Version = Annotated[
    Annotated[int, Field(ge=1, le=1_000_000)] | None,
    BeforeValidator(lambda given: given or None),
]


class AskedReport(BaseModel):
    """Which version of a report is wanted."""

    model_config = ConfigDict(frozen=True)

    version: Version = Field(None, description="an older version by its number, else the current")


def add_to(pages: Pages) -> None:
    """Register the pages of this topic."""
    pages.add(
        "/reports",
        reports,
        Page("reports.html", Reports, "The reports that were read", AskedReports, _choices),
    )
    pages.add(
        "/report/{id:path}",
        report,
        Page("report.html", OneReport, "One report and its entries", AskedReport, _present),
    )


def reports(record: Record, asked: AskedReports) -> Reports:
    """The reports that are asked for."""
    found = part(record.reports, asked.filter(), asked)
    return Reports(found.rows, record.statistics().reports, found.next, found.previous)


def report(record: Record, asked: AskedReport, id: str) -> OneReport:
    """One report, its versions, and the entries of the current one."""
    found = record.report(id, asked.version)
    versions = tuple(record.reports(Filter(report=found.id, include_superseded=True)))
    row = next(
        (row for row in versions if row.version == asked.version or (
            asked.version is None and row.is_current
        )), None,
    )  # fmt: skip
    entries: tuple[Entry, ...] = ()
    right: set[str] = set()
    if row is not None and row.is_current:
        whole = Filter(report=found.id, include_wrong=True)
        entries = tuple(sorted(record.entries(whole), key=_place))
        right = {entry.id for entry in record.entries(Filter(report=found.id))}
    wrong = tuple(entry.id for entry in entries if entry.id not in right)
    return OneReport(found, row, versions, entries, wrong)


def _place(entry: Entry) -> tuple[int, int, str]:
    return entry.evidence.start, -entry.evidence.end, entry.id


def _choices(found: Reports) -> Mapping[str, Any]:
    return choices()


def _present(found: OneReport) -> Mapping[str, Any]:
    """The text cut at the words of the entries; those found wrong are listed, and not marked."""
    shown = [
        (entry.evidence.start, entry.evidence.end) if entry.id not in found.wrong else (0, 0)
        for entry in found.entries
    ]
    return {"segments": segments(found.report.text, shown)}
