"""`show`: one entry with its words, or one report with its entries."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli import options
from foedus.errors import NotInRecord

if TYPE_CHECKING:
    from foedus.model import Actor, Entry, Report
    from foedus.record import Decision, Passage, Record, ReportRow


@click.command()
@click.argument("id", metavar="ID")
@options.record
@click.option(
    "--around",
    type=click.IntRange(0, 50),
    default=1,
    show_default=True,
    metavar="N",
    help="Sentences shown on either side of the words.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="JSON gives all fields.")  # fmt: skip
@options.day_option("--as-of", "Of a measure: the day it is measured on.")
@options.day_option("--known-on", "Of a measure: the ledger as it stood at the end of this day.")
def show(  # noqa: PLR0913 - one parameter for each option
    *,
    id: str,
    path: Path,
    around: int,
    format_: str,
    as_of: dt.date | None,
    known_on: dt.date | None,
) -> None:
    """Show an entry with its words, a report, or a measure with what it rests on.

    Of entries and reports the first characters of an id are enough. Actors are shown by foedus
    actors show.
    """
    from foedus.record import Record

    if "--" in id:
        _show_measure(path, id, format_, (as_of, known_on))
        return
    with Record(path) as ledger:
        found = _found(ledger, id)
        if isinstance(found, str):
            _show_report(ledger, found, format_)
        else:
            _show_entry(ledger, found, around, format_)


def _show_measure(
    path: Path, id: str, format_: str, days: tuple[dt.date | None, dt.date | None]
) -> None:
    from foedus.cli.measures import opened
    from foedus.cli.show_measure import measure_as_json, measure_as_text
    from foedus.network.finding import is_measure, measure
    from foedus.record import Record

    if not is_measure(id):
        raise NotInRecord(
            f"no measure {id!r}; their ids begin with tie--, front--, alliance-- or call--, and "
            "foedus ties, fronts, alliances and calls list them"
        )
    ledger = opened(path, *days).ledger
    found = measure(ledger, id)
    with Record(path) as record:
        if format_ == "json":
            _print_json(measure_as_json(record, ledger, found))
        else:
            _print(measure_as_text(record, ledger, found))


def _found(ledger: Record, id: str) -> Entry | str:
    """The entry, or the id of the report. What fits wholly goes before what begins so."""
    begun: list[Entry | str] = []
    causes: list[str] = []
    try:
        entry = ledger.entry(id)
        if entry.id == id:
            return entry
        begun.append(entry)
    except NotInRecord as error:
        causes.append(str(error))
    try:
        report = ledger.report(id)
        if report.id == id:
            return id
        begun.append(report.id)
    except NotInRecord as error:
        causes.append(str(error))
    if begun:
        return begun[0]
    several = [cause for cause in causes if not cause.startswith("no ")]
    raise NotInRecord(
        several[0]
        if several
        else f"no entry or report {id!r} in {ledger.path}; give at least four characters of "
        "it, and see foedus events, foedus commitments, foedus bonds and foedus reports"
    )


def _show_entry(ledger: Record, entry: Entry, around: int, format_: str) -> None:
    from foedus.cli.screen import fields, marked
    from foedus.model import as_json

    passage = ledger.passage(entry, around)
    report = _row(ledger, passage.report, passage.version)
    decisions = list(ledger.decisions(entry.id))
    if format_ == "json":
        _print_json(
            {
                "entry": as_json(entry),
                "passage": as_json(passage),
                "report": as_json(report),
                "decisions": as_json(decisions),
            }
        )
        return
    on_terminal = sys.stdout.isatty()
    start, end = passage.quote_start - passage.start, passage.quote_end - passage.start
    pairs = [*_entry_fields(entry), *_report_fields(report, passage), *_decided(decisions)]
    _print(
        fields(pairs, is_terminal=on_terminal),
        "\n",
        marked(passage.text, start, end, is_terminal=on_terminal),
    )


def _show_report(ledger: Record, id: str, format_: str) -> None:
    from foedus.cli.columns import entry_cells
    from foedus.cli.screen import fields, prose, table
    from foedus.model import as_json
    from foedus.record import Filter

    report = ledger.report(id)
    entries = sorted(
        ledger.entries(Filter(report=report.id)), key=lambda entry: entry.evidence.start
    )
    if format_ == "json":
        _print_json({"report": as_json(report), "entries": as_json(entries)})
        return
    on_terminal = sys.stdout.isatty()
    rows = [entry_cells(entry) for entry in entries]
    headings = ("id", "day", "what", "who", "words")
    _print(
        fields(_head(report), is_terminal=on_terminal),
        "\n",
        prose(report.text, is_terminal=on_terminal),
        "\n",
        table(headings, rows, is_terminal=on_terminal) if rows else "no entries\n",
    )


def _entry_fields(entry: Entry) -> Iterator[tuple[str, str]]:
    """All fields of an entry in the order of the model, in words."""
    from dataclasses import fields as fields_of

    yield "id", entry.id
    yield "kind", entry.kind
    for field in fields_of(entry):
        if field.name not in ("id", "kind", "evidence"):
            yield field.name.replace("_", " "), _in_words(getattr(entry, field.name))


def _in_words(value: Any) -> str:
    from dataclasses import fields as fields_of
    from dataclasses import is_dataclass

    from foedus.cli.columns import days
    from foedus.model import Actor, When

    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(map(_in_words, value))
    if isinstance(value, Actor):
        return _of_actor(value)
    if isinstance(value, When):
        return f"{days(value)} ({value.precision})"
    if is_dataclass(value):
        parts = ((field.name, _in_words(getattr(value, field.name))) for field in fields_of(value))
        return ", ".join(f"{name.replace('_', ' ')}: {words}" for name, words in parts if words)
    return "" if value is None else str(value)


def _of_actor(actor: Actor) -> str:
    aside = ", ".join(part for part in (actor.id, actor.code, actor.sector) if part)
    return f"{actor.name} [{aside}]"


def _report_fields(report: ReportRow | None, passage: Passage) -> Iterator[tuple[str, str]]:
    yield "report", passage.report if passage.version == 1 else (
        f"{passage.report}, version {passage.version}"
    )  # fmt: skip
    yield "title", passage.title or ""
    if report is not None:
        yield (
            "published",
            ", ".join(str(part) for part in (report.date, report.source, report.url) if part),
        )
        yield "coded by", report.coded_by


def _decided(decisions: Sequence[Decision]) -> Iterator[tuple[str, str]]:
    for one in decisions:
        undone = f", undone by {one.undone_by}" if one.undone_at else ""
        reason = f": {one.reason}" if one.reason else ""
        yield "decided", f"{one.field} = {one.value} by {one.analyst}{reason}{undone}"


def _head(report: Report) -> Iterator[tuple[str, str]]:
    for name in ("id", "title", "date", "source", "url", "language"):
        yield name, str(getattr(report, name) or "")


def _row(ledger: Record, report: str, version: int) -> ReportRow | None:
    from foedus.record import Filter

    rows = list(ledger.reports(Filter(report=report, include_superseded=True)))
    return next((row for row in rows if row.version == version), None)


def _print(*parts: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write("".join(parts).encode())
    sys.stdout.buffer.flush()


def _print_json(value: object) -> None:
    from foedus.cli.formats import as_line

    sys.stdout.buffer.write(as_line(value))
    sys.stdout.buffer.flush()
