"""Lists of events, commitments and bonds, and each entry with its passage and its decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.coding.ontology import ontology
from foedus.errors import NotInRecord
from foedus.model import ASSERTIONS, Entry, Relation
from foedus.record import Decision, Filter, Passage, Record, ReportRow
from foedus.web.addresses import entry_url
from foedus.web.asked import AskedEntries, AskedEvents
from foedus.web.beside import Corroboration, FateShown, corroboration, fate
from foedus.web.marking import segments
from foedus.web.measured import Measured
from foedus.web.pages import Page, Pages
from foedus.web.paging import part
from foedus.web.shown import AskedDay

_RELATIONS: tuple[Relation, ...] = ("alliance", "support", "rivalry")
_AROUND = 2  # sentences on either side of the words


@dataclass(frozen=True, slots=True)
class Entries:
    """A page of entries, with the reports that they stand in, without their texts.

    `total` counts all pages. `next` and `previous` are ids to give as `after` and `before`.
    """

    kind: str
    total: int
    entries: tuple[Entry, ...]
    reports: tuple[ReportRow, ...]
    next: str | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class OneEntry:
    """An entry as decided, with its words; `as_coded` is None unless a decision changed it.

    `version` is that of the report which the words stand in. Decisions are oldest first, those
    that were undone too. `corroboration` is of an event and `fate` of a commitment; both are None
    where the entry counts in no measure.
    """

    entry: Entry
    as_coded: Entry | None
    is_wrong: bool
    passage: Passage
    report: ReportRow | None
    decisions: tuple[Decision, ...]
    corroboration: Corroboration | None
    fate: FateShown | None


def add_to(pages: Pages) -> None:
    """Register the pages of this topic."""
    for kind, plural, about in (
        ("event", "events", "Who did what to whom"),
        ("commitment", "commitments", "Who will or will not do what, and on which condition"),
        ("bond", "bonds", "The alliances, support and rivalries that reports name"),
    ):
        asked = AskedEvents if kind == "event" else AskedEntries
        pages.add(
            f"/{plural}",
            _listed(pages.site.measured, kind),
            Page("entries.html", Entries, about, asked, present_entries),
        )
        pages.add(
            f"/{kind}/{{id:path}}",
            _one(pages.site.measured, kind),
            Page(
                "entry.html",
                OneEntry,
                f"One {kind}, its words and decisions",
                AskedDay,
                present_entry,
            ),
        )
    # For those who hold an id and do not know its kind.
    pages.add(
        "/entry/{id:path}",
        _one(pages.site.measured, None),
        Page("entry.html", OneEntry, "One entry of any kind", AskedDay, present_entry),
    )


def _listed(measured: Measured, kind: str) -> Callable[[Record, AskedEntries], Entries]:
    def listed(record: Record, asked: AskedEntries) -> Entries:
        wanted = asked.filter(kind)
        found = part(record.entries, wanted, asked)
        return Entries(
            kind=kind,
            total=measured.count(record, wanted),
            entries=found.rows,
            reports=reports_of(record, found.rows),
            next=found.next,
            previous=found.previous,
        )

    return listed


def reports_of(record: Record, entries: Iterable[Entry]) -> tuple[ReportRow, ...]:
    """The reports that entries stand in, each once, in the order of the entries."""
    ids = dict.fromkeys(entry.evidence.report for entry in entries)
    return tuple(row for id in ids for row in record.reports(Filter(report=id)))


def present_entries(found: Any) -> Mapping[str, Any]:
    """What every table of entries needs: whose report it is, and the choices of the filters."""
    return {"report_by_id": {row.id: row for row in found.reports}, **choices()}


def choices() -> Mapping[str, Any]:
    """What may be chosen for a type, an assertion and a relation."""
    return {
        "event_types": tuple(sorted(ontology().types)),
        "assertions": ASSERTIONS,
        "relations": _RELATIONS,
    }


def _one(measured: Measured, kind: str | None) -> Callable[..., OneEntry]:
    def one(record: Record, asked: AskedDay, id: str) -> OneEntry:
        entry = record.entry(id)
        if kind is not None and entry.kind != kind:
            raise NotInRecord(f"{entry.id} is no {kind}; its page is {entry_url(entry)}")
        as_coded = record.entry(entry.id, as_coded=True)
        passage = record.passage(entry.id, _AROUND)
        rows = record.reports(Filter(report=passage.report, include_superseded=True))
        decisions = tuple(record.decisions(entry.id))
        return OneEntry(
            entry=entry,
            as_coded=as_coded if as_coded != entry else None,
            is_wrong=_is_wrong(decisions),
            passage=passage,
            report=next((row for row in list(rows) if row.version == passage.version), None),
            decisions=decisions,
            corroboration=(
                corroboration(measured, record, entry.id) if entry.kind == "event" else None
            ),
            fate=(
                fate(measured, record, asked.day, entry.id) if entry.kind == "commitment" else None
            ),
        )

    return one


def one_entry(measured: Measured, record: Record, id: str) -> OneEntry:
    """An entry of any kind with all that its page shows, as of the last day."""
    return _one(measured, None)(record, AskedDay.model_validate({}), id)


def _is_wrong(decisions: Iterable[Decision]) -> bool:
    """What the last standing word on it says."""
    said = [one.value for one in decisions if one.field == "wrong" and one.undone_at is None]
    return bool(said and said[-1])


def present_entry(found: OneEntry) -> Mapping[str, Any]:
    """What the page of an entry needs beside it."""
    passage = found.passage
    span = (passage.quote_start - passage.start, passage.quote_end - passage.start)
    return {"segments": segments(passage.text, [span]), **choices()}
