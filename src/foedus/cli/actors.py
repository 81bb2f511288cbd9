"""`actors`: the catalogue of who is who, and whom reports name."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli import options

if TYPE_CHECKING:
    from foedus.cli.progress import Watch
    from foedus.cli.reading import Input
    from foedus.model import Actor
    from foedus.pipeline import Coder

_MENTION_COLUMNS: Mapping[str, type] = {
    "report": str, "start": int, "end": int, "text": str, "id": str, "name": str, "code": str,
    "sector": str,
}  # fmt: skip


@click.group(invoke_without_command=True)
@click.pass_context
def actors(context: click.Context) -> None:
    """Look up actors, and whom texts name."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@actors.command()
@click.argument("name")
@options.dictionaries
@options.limit
@options.output
def find(
    name: str,
    dictionaries: Sequence[Path],
    limit: int | None,
    format_: str | None,
    output: Path | None,
) -> None:
    """Find actors by name.

    By the whole name, else a part of it, else the nearest names.
    """
    from foedus.cli.formats import destination, write
    from foedus.cli.who import catalogue_of, found_listing, matches

    to = destination(format_, output)
    found, is_near = matches(catalogue_of(dictionaries), name)
    if is_near and found:
        click.echo(f"foedus: nothing is called {name!r}; the nearest names are", err=True)
    write(found_listing(found[:limit]), to)


@actors.command()
@click.argument("id")
@options.dictionaries
@options.day_option("--as-of", "Only offices and memberships held on this day.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text",
              show_default=True)  # fmt: skip
def show(id: str, dictionaries: Sequence[Path], as_of: dt.date | None, format_: str) -> None:
    """Show all that is known of an actor.

    A party or a person: names, code, sector, offices, memberships.
    """
    from foedus.cli.formats import as_line
    from foedus.cli.screen import fields
    from foedus.cli.who import catalogue_of, profile, profile_fields

    found = profile(catalogue_of(dictionaries), id, as_of)
    sys.stdout.flush()
    if format_ == "json":
        sys.stdout.buffer.write(as_line(found))
    else:
        drawn = fields(profile_fields(found), is_terminal=sys.stdout.isatty())
        sys.stdout.buffer.write(drawn.encode())
    sys.stdout.buffer.flush()


@actors.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@options.inputs
@options.output
@click.pass_context
def mentions(  # noqa: PLR0913 - one parameter for each option
    context: click.Context,
    *,
    paths: tuple[str, ...],
    date: dt.date | None,
    fields: Sequence[str],
    model: str | None,
    dictionaries: Sequence[Path],
    format_: str | None,
    output: Path | None,
) -> None:
    """List the mentions of actors in texts.

    FILE is a file, a folder, an archive, or - for standard input.
    """
    from foedus.cli.formats import Listing, destination, write
    from foedus.cli.progress import Watch
    from foedus.cli.reading import Input, coder_for

    given = Input(paths, date, options.field_mapping(fields))
    to = destination(format_, output)
    coder = coder_for(model, dictionaries)
    with Watch(given.total, bar=to.format == "table" or to.file is not None) as watch:
        rows = Listing(
            items=_mentions(coder, given, watch),
            plural="mentions of an actor",
            headings=("report", "start", "end", "id", "code", "sector", "text"),
            cells=lambda row: [
                "" if row[name] is None else str(row[name])
                for name in ("report", "start", "end", "id", "code", "sector", "text")
            ],
            columns=_MENTION_COLUMNS,
            flat=lambda row: row,
            as_object=lambda row: row,
        )
        write(rows, to)
    context.exit(1 if watch.failed else 0)


def _mentions(coder: Coder, given: Input, watch: Watch) -> Iterator[Mapping[str, str | int | None]]:
    for report, found in coder.mentions(watch.reports(given.all())):
        watch.done()
        for actor in found:
            yield {"report": report.id, **_flat(actor)}
    watch.stop()


def _flat(actor: Actor) -> dict[str, str | int | None]:
    return {name: getattr(actor, name) for name in _MENTION_COLUMNS if name != "report"}


@actors.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...]) -> None:
    """Check dictionary files, foedus's and yours.

    Prints a line for each fault; exit code 1 if there is any.
    """
    from foedus.catalogue.checking import check as faults_of
    from foedus.showing import on_one_line

    faults = faults_of(paths)
    for fault in faults:
        click.echo(on_one_line(str(fault)))
    if not faults:
        click.echo("foedus: no faults", err=True)
    context.exit(1 if faults else 0)


@actors.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path),
                metavar="FILE...")  # fmt: skip
@click.option(
    "--output", "folder", type=click.Path(file_okay=False, path_type=Path), required=True,
    metavar="FOLDER", help="Write here; made if there is none.",
)  # fmt: skip
@click.pass_context
def import_(context: click.Context, paths: tuple[Path, ...], folder: Path) -> None:
    """Turn PETRARCH's dictionaries into CSV files of ours.

    FILE is a dictionary of actors or of agents, or a folder of them. Prints a line for each line
    that was skipped; exit code 1 if there is any.
    """
    from foedus.catalogue.petrarch_import import import_dictionaries
    from foedus.showing import on_one_line

    written, skipped = import_dictionaries(paths, folder)
    for fault in skipped:
        click.echo(on_one_line(str(fault)))
    for file, rows in written.items():
        click.echo(
            on_one_line(f"foedus: {file}: {rows} {'row' if rows == 1 else 'rows'}"), err=True
        )
    context.exit(1 if skipped else 0)


@actors.command()
@options.record
@options.limit
@options.output
def unknown(path: Path, limit: int | None, format_: str | None, output: Path | None) -> None:
    """List the ledger's actors without a code.

    Those that most entries name come first; 50 if no limit is given.
    """
    from foedus.cli.formats import Listing, destination, write
    from foedus.record import Record, UnknownActor

    to = destination(format_, output)
    with Record(path) as ledger:
        found = ledger.unknown_actors(50 if limit is None else limit)
    listing: Listing[UnknownActor] = Listing(
        items=found,
        plural="actors without a code",
        headings=("entries", "sector", "text"),
        cells=lambda row: (str(row.entries), row.sector or "", row.text),
        columns={"text": str, "sector": str, "entries": int},
        flat=lambda row: row._asdict(),
        as_object=lambda row: row._asdict(),
    )
    write(listing, to)
