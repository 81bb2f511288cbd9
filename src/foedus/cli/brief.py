"""`brief`: the situation, from what the ledger holds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from foedus.cli import options
from foedus.errors import UsageError


@click.command()
@options.record
@options.day_option("--as-of", "The situation of this day, from what was published by then.")
@options.known_on
@options.day_option("--since", "What changed since this day, like that of your last brief. Else 14"
                    " days earlier.")  # fmt: skip
@click.option(
    "--format", "format_", type=click.Choice(["text", "markdown", "html", "json"]),
    help="JSON lists everything, the others cut long lists. Else as the name of the output file"
    " says, or text.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write to this file.",
)  # fmt: skip
def brief(  # noqa: PLR0913 - one parameter for each option
    *,
    path: Path,
    as_of: dt.date | None,
    known_on: dt.date | None,
    since: dt.date | None,
    format_: str | None,
    output: Path | None,
) -> None:
    """Tell the situation, from what was read.

    Alliances with their strain, fronts, calls and answers, promises and what became of them, what
    changed and what to watch. Each figure comes with the ids of what it rests on; open one with
    foedus show ID. HTML is one file with charts that needs no network.
    """
    from foedus.brief import as_markdown, as_text, brief_of, citations, cited_in, outline
    from foedus.catalogue.loading import load_catalogue
    from foedus.cli.formats import as_line, put
    from foedus.network.ledger import ledger_of
    from foedus.record import Record

    if since is not None and as_of is not None and since > as_of:
        raise UsageError(f"--since {since} is later than --as-of {as_of}; exchange them")
    format_ = format_ or _by_name(output)
    with Record(path) as record:
        ledger = ledger_of(record, load_catalogue(), as_of=as_of, known_on=known_on)
        found = brief_of(ledger, since=since)
        if format_ == "json":
            put(as_line(found), output)
            return
        sections = outline(found)
        cited = citations(record, ledger, cited_in(sections))
    if format_ == "html":
        from foedus.brief.page import as_html

        put(as_html(found, sections, cited, ledger).encode(), output)
        return
    render = as_text if format_ == "text" else as_markdown
    put(render(sections, cited).encode(), output)


def _by_name(output: Path | None) -> str:
    suffixes = {".json": "json", ".html": "html", ".htm": "html", ".md": "markdown"}
    return suffixes.get(output.suffix.lower(), "text") if output is not None else "text"
