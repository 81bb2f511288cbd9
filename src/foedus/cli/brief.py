"""`brief`: the situation, from what the ledger holds."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from foedus.cli import options


@click.command()
@options.record
@options.as_of
@options.known_on
@click.option(
    "--format", "format_", type=click.Choice(["text", "markdown", "json"]), default="text",
    show_default=True, help="JSON lists everything; text and Markdown cut long lists.",
)  # fmt: skip
def brief(path: Path, as_of: dt.date | None, known_on: dt.date | None, format_: str) -> None:
    """Tell the situation, from what was read.

    Who acts on whom, what was promised and asked, and what changed in the last 14 days. Each
    figure comes with the ids of the entries it rests on; open one with foedus show ID.
    """
    from foedus.brief import Sides, as_markdown, as_text, situation
    from foedus.catalogue.loading import load_catalogue
    from foedus.cli.formats import as_line
    from foedus.model import as_json
    from foedus.record import Filter, Record

    catalogue = load_catalogue()
    sides = Sides(catalogue.parties.values(), catalogue.persons)
    wanted = Filter(as_of=as_of, known_on=known_on)
    with Record(path) as ledger:
        found = situation(ledger.reports(wanted), ledger.entries(wanted), as_of=as_of, sides=sides)
    if format_ == "json":
        sys.stdout.buffer.write(as_line(as_json(found)))
    else:
        render = as_text if format_ == "text" else as_markdown
        sys.stdout.buffer.write(render(found).encode())
    sys.stdout.buffer.flush()
