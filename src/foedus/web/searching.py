"""One box for everything: reports by their words, actors by their names, entries by both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from foedus.catalogue.loading import own_catalogue
from foedus.cli.who import Found, matches
from foedus.errors import NotInRecord
from foedus.model import Entry
from foedus.record import Filter, Record, ReportRow
from foedus.web.asked import Day, Words
from foedus.web.entries import reports_of
from foedus.web.pages import Page, Pages

_FEW = 20
_LOOKED_AT = 60  # reports with the words, whose entries are looked through


@dataclass(frozen=True, slots=True)
class Results:
    """What was found. `by_actor` name the words as an actor; `by_words` have them in their own."""

    q: str | None
    entry: Entry | None
    report: str | None
    reports: tuple[ReportRow, ...]
    actors: tuple[Found, ...]
    by_actor: tuple[Entry, ...]
    by_words: tuple[Entry, ...]
    cited: tuple[ReportRow, ...]


class AskedWords(BaseModel):
    """What is looked for."""

    model_config = ConfigDict(frozen=True)

    q: Words = Field(None, description="words, an actor, or an id")
    as_of: Day = Field(None, description="published on this day or before")


def add_to(pages: Pages) -> None:
    """Register the page of this topic."""
    pages.add(
        "/search",
        search,
        Page("search.html", Results, "Search over reports, actors and entries", AskedWords, _cited),
    )


def search(record: Record, asked: AskedWords) -> Results:
    """Everything that fits the words."""
    if asked.q is None:
        return Results(None, None, None, (), (), (), (), ())
    words = asked.q.strip()
    recent = Filter(as_of=asked.as_of, limit=_FEW, newest_first=True)
    by_actor = tuple(record.entries(replace(recent, actor=words)))
    by_words = _with_words(record, words, asked.as_of)
    found, _ = matches(own_catalogue(), words, or_near=False)
    return Results(
        q=words,
        entry=_entry(record, words),
        report=_report(record, words),
        reports=tuple(record.reports(replace(recent, text=words))),
        actors=tuple(found[:_FEW]),
        by_actor=by_actor,
        by_words=by_words,
        cited=reports_of(record, (*by_actor, *by_words)),
    )


def _with_words(record: Record, words: str, as_of: dt.date | None) -> tuple[Entry, ...]:
    """Entries whose quote holds each of the words, from the latest reports that have them."""
    wanted = [word.strip('"*').casefold() for word in words.split()]
    wanted = [word for word in wanted if word]
    looked_at = Filter(text=words, as_of=as_of, limit=_LOOKED_AT, newest_first=True)
    reports = list(record.reports(looked_at))
    found = (
        entry
        for report in reports
        for entry in record.entries(Filter(report=report.id, newest_first=True))
        if wanted and all(word in entry.evidence.quote.casefold() for word in wanted)
    )
    return tuple(islice(found, _FEW))


def _entry(record: Record, words: str) -> Entry | None:
    try:
        return record.entry(words)
    except NotInRecord:
        return None


def _report(record: Record, words: str) -> str | None:
    try:
        return record.report(words).id
    except NotInRecord:
        return None


def _cited(found: Results) -> Mapping[str, Any]:
    return {"report_by_id": {row.id: row for row in found.cited}}
