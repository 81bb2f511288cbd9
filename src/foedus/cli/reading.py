"""`code` and `read`: from texts to entries, on the screen or into the ledger."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli import options
from foedus.errors import UsageError

if TYPE_CHECKING:
    from foedus.cli.progress import Watch
    from foedus.errors import SourceError
    from foedus.model import Entry, Report
    from foedus.pipeline import Coder
    from foedus.record import Kept, Record


@dataclass(frozen=True)
class Input:
    """What is read, and how."""

    paths: tuple[str, ...]
    date: dt.date | None
    fields: dict[str, str]

    def found(self, path: str) -> Iterator[Report | SourceError]:
        from foedus.sources import read_sources

        return read_sources([path], date=self.date, fields=self.fields)

    def all(self) -> Iterator[Report | SourceError]:
        for path in self.paths:
            yield from self.found(path)

    def total(self) -> int | None:
        from foedus.sources import count_sources

        return count_sources(self.paths)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]... | -")
@options.inputs
@options.ontology
@options.output
@click.pass_context
def code(  # noqa: PLR0913 - one parameter for each option
    context: click.Context,
    *,
    paths: tuple[str, ...],
    date: dt.date | None,
    fields: Sequence[str],
    model: str | None,
    dictionaries: Sequence[Path],
    ontology: str,
    format_: str | None,
    output: Path | None,
) -> None:
    """Code texts and print their entries, keeping nothing.

    PATH is a file, a folder, an archive, or - for standard input. Text, Markdown, HTML, JSON,
    JSONL, CSV and Parquet are read.
    """
    from foedus.cli.columns import entry_listing
    from foedus.cli.formats import destination, write
    from foedus.cli.progress import Watch

    given = Input(_paths(paths), date, options.field_mapping(fields))
    to = destination(format_, output)
    coder = coder_for(model, dictionaries)
    with Watch(given.total, bar=to.format == "table" or to.file is not None) as watch:
        write(entry_listing(_entries(coder, given, watch), ontology=ontology), to)
    watch.say_undated()
    context.exit(1 if watch.failed else 0)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@options.record
@options.inputs
@click.option(
    "--format", "format_", type=click.Choice(["text", "jsonl"]), default="text",
    show_default=True, help="jsonl prints a line for each report once it is on disk.",
)  # fmt: skip
@click.pass_context
def read(  # noqa: PLR0913 - one parameter for each option
    context: click.Context,
    *,
    paths: tuple[str, ...],
    path: Path,
    date: dt.date | None,
    fields: Sequence[str],
    model: str | None,
    dictionaries: Sequence[Path],
    format_: str,
) -> None:
    """Code texts and keep them in the ledger.

    It is made if there is none; what it holds already is not coded again. PATH is a file, a
    folder, an archive, or - for standard input.
    """
    from foedus.cli.progress import Watch
    from foedus.record import Record

    given = Input(paths, date, options.field_mapping(fields))
    coder = coder_for(model, dictionaries)
    in_lines = format_ == "jsonl"
    with Record(path, create=True) as ledger:
        with Watch(given.total, bar=not (in_lines and sys.stdout.isatty())) as watch:
            new = entries = 0
            for kept in _keep(coder, ledger, given, watch):
                if in_lines:
                    _print_line(kept)
                new += kept.status != "unchanged"
                entries += kept.entries if kept.status != "unchanged" else 0
        watch.say_undated()
        _sum_up(watch, new, entries, path, to_errors=in_lines)
    context.exit(1 if watch.failed else 0)


def _paths(given: tuple[str, ...]) -> tuple[str, ...]:
    """What is named, else standard input if something is piped in."""
    if not given and not _piped_in():
        raise UsageError("name a file or a folder, or pipe a text in: foedus code REPORT.txt")
    return given or ("-",)


def _piped_in() -> bool:
    return not sys.stdin.isatty()


def coder_for(model: str | None, dictionaries: Sequence[Path]) -> Coder:
    from foedus.cli.who import say_skipped
    from foedus.pipeline import Coder

    coder = Coder(model=model, dictionaries=dictionaries)
    say_skipped(coder.skipped)
    return coder


def _entries(coder: Coder, given: Input, watch: Watch) -> Iterator[Entry]:
    for _, entries in coder.code(watch.reports(given.all())):
        watch.done()
        yield from entries
    watch.stop()


def _keep(coder: Coder, ledger: Record, given: Input, watch: Watch) -> Iterator[Kept]:
    """Keep what each path holds, with the path as its origin; what is held already comes first."""
    from foedus.pipeline import keep

    for path in given.paths:
        known: list[Kept] = []
        reports = _unknown(coder, ledger, watch.reports(given.found(path)), known)
        for _, kept in keep(reports, ledger, coder, origin=path):
            watch.done()
            yield from _taken(known, watch)
            yield kept
        yield from _taken(known, watch)


def _unknown(
    coder: Coder, ledger: Record, reports: Iterator[Report], known: list[Kept]
) -> Iterator[Report]:
    """The reports that the ledger does not hold; the others are put aside in `known`."""
    from foedus.record import Filter, Kept

    for report in reports:
        if not ledger.is_kept(report, coder.version):
            yield report
            continue
        known += (
            Kept(row.id, row.version, "unchanged", row.entries)
            for row in ledger.reports(Filter(report=report.id))
        )


def _taken(known: list[Kept], watch: Watch) -> Iterator[Kept]:
    while known:
        watch.done()
        yield known.pop(0)


def _print_line(kept: Kept) -> None:
    from foedus.cli.formats import as_line

    sys.stdout.buffer.write(as_line(kept))
    sys.stdout.buffer.flush()


def _sum_up(watch: Watch, new: int, entries: int, path: Path, *, to_errors: bool) -> None:
    known = watch.read - new
    parts = [f"{watch.read} read", f"{new} kept with {entries} entries"]
    if known:
        parts.append(f"{known} held already")
    if watch.failed:
        parts.append(f"{watch.failed} failed")
    from foedus.showing import on_one_line

    click.echo(on_one_line(f"{path}: {', '.join(parts)}"), err=to_errors)
