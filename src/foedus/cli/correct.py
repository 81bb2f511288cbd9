"""`correct`: an analyst's decision on an entry."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli import options
from foedus.errors import UsageError

if TYPE_CHECKING:
    from foedus.correcting import Correction
    from foedus.record import Decision, Record


@click.command()
@click.argument("id", metavar="[ID]", required=False)
@options.record
@click.option("--wrong/--right", "wrong", default=None,
              help="The text says no such thing; or it does, after all.")  # fmt: skip
@click.option("--type", "type_", metavar="TYPE",
              help="The right type of the event or the act, or relation of the bond.")  # fmt: skip
@click.option("--assertion", help="How the text puts it, like denied or intended.")
@click.option("--actor", "actors", multiple=True,
              help="Who acts: an id, code or name. Repeat it for several.")  # fmt: skip
@click.option("--recipient", "recipients", multiple=True,
              help="Who is acted upon, in the same way; '' for nobody.")  # fmt: skip
@click.option("--reason", metavar="WORDS", help="Why.")
@click.option("--analyst", metavar="NAME", envvar="FOEDUS_ANALYST", show_envvar=True,
              help="Who decides; without it, the name of the user.")  # fmt: skip
@click.option("--undo", is_flag=True, help="Take the last correction of the entry back.")
@click.option("--export", "export", type=click.Path(dir_okay=False, path_type=Path),
              metavar="FILE", help="Write corrected events as rows for foedus score.")  # fmt: skip
def correct(  # noqa: PLR0913 - one parameter for each option
    *,
    id: str | None,
    path: Path,
    wrong: bool | None,
    type_: str | None,
    assertion: str | None,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    reason: str | None,
    analyst: str | None,
    undo: bool,
    export: Path | None,
) -> None:
    """Correct an entry, as an analyst.

    What is decided goes over the coding and outlives it; it can be undone, and foedus show lists
    it. The first characters of an id are enough.
    """
    from foedus.correcting import Correction
    from foedus.record import Record

    wanted = Correction(wrong, type_, assertion, actors or None, recipients or None)
    if id is None and (undo or wanted != Correction() or export is None):
        raise UsageError("name the entry to correct by its id; foedus events lists them")
    if undo and wanted != Correction():
        raise UsageError("--undo takes back and corrects nothing; do one after the other")
    with Record(path) as ledger:
        if id is not None and (export is None or undo or wanted != Correction()):
            by = analyst or _user()
            _say(_done(ledger, id, None if undo else wanted, by, reason))
        if export is not None:
            _export(ledger, export)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user that the machine has no name for
        raise UsageError("give your name with --analyst") from None


def _done(
    ledger: Record, id: str, wanted: Correction | None, analyst: str, reason: str | None
) -> list[Decision]:
    from foedus.correcting import correct as put_down
    from foedus.correcting import undo_last

    if wanted is None:
        return undo_last(ledger, id, analyst=analyst)
    return put_down(ledger, id, wanted, analyst=analyst, reason=reason)


def _say(made: list[Decision]) -> None:
    from foedus.cli.formats import as_line
    from foedus.showing import on_one_line

    if not made:
        click.echo("nothing changed: the entry stands so already")
    for one in made:
        value = as_line(one.value).decode().strip()
        undone = ", undone" if one.undone_at is not None else ""
        said = f"{one.entry}: {one.field} = {value} by {one.analyst} (decision {one.id}{undone})"
        click.echo(on_one_line(said))


def _export(ledger: Record, file: Path) -> None:
    from foedus.cli.formats import as_line
    from foedus.correcting import gold_rows

    count = 0
    with file.open("wb") as target:
        for row in gold_rows(ledger):
            target.write(as_line(row))
            count += 1
    click.echo(f"{file}: {count} rows")
