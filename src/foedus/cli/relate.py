"""`relate` and `score`: what one marked party does to another, and how that agrees with gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli import options

if TYPE_CHECKING:
    from foedus.coding.relations import Relation
    from foedus.errors import SourceError
    from foedus.sources.pairs import PairRow

_COLUMNS = ("id", "event", "quad", "mode", "assertion", "confidence", "rule")
_HALVES = ("first", "second")
_pairs = options.together(
    click.option("--model", metavar="NAME", help="Another spaCy pipeline, by name or path."),
    click.option(
        "--embedding/--no-embedding", default=True, show_default=True,
        help="Whether the meaning of a clause is asked where its words leave it open.",
    ),
)  # fmt: skip


@click.command()
@click.argument("file", metavar="FILE | -")
@_pairs
@options.output
@click.pass_context
def relate(  # noqa: PLR0913 - one parameter for each option
    context: click.Context,
    *,
    file: str,
    model: str | None,
    embedding: bool,
    format_: str | None,
    output: Path | None,
) -> None:
    """Say what a marked source does to a marked target, row by row.

    FILE is JSONL with id, sentence, source_span and target_span in each line; a span is
    [start, end] in characters, or null. Each row comes out with event, quad, mode, assertion,
    confidence and the rule that decided.
    """
    from foedus.cli.formats import Listing, destination, write
    from foedus.relating import PairCoder

    failed = _Failed()
    to = destination(format_, output)
    coder = PairCoder(model=model, embedding=embedding)
    columns: dict[str, type] = {**dict.fromkeys(_COLUMNS, str), "confidence": float}
    listing = Listing(
        items=coder.relate(failed.left_out(_rows(file))),
        plural="rows",
        headings=_COLUMNS,
        cells=lambda one: ["" if v is None else str(v) for v in _fields(*one).values()],
        columns=columns,
        flat=lambda one: _fields(*one),
        as_object=lambda one: _fields(*one),
    )
    write(listing, to)
    context.exit(1 if failed.count else 0)


@click.command()
@click.argument("file", metavar="FILE | -")
@_pairs
@click.option(
    "--half", type=click.Choice(_HALVES),
    help="Only the rows of one half, told apart by a hash of the sentence: tune on one,"
    " report the other.",
)  # fmt: skip
@click.option("--missed", metavar="N", type=click.IntRange(0), default=20, show_default=True,
              help="List so many of the rows that were missed.")  # fmt: skip
@click.option("--plot", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Draw how far confidence holds, as .svg or .png.")  # fmt: skip
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="text or json; json lists all that were missed.")  # fmt: skip
@click.pass_context
def score(  # noqa: PLR0913 - one parameter for each option
    context: click.Context,
    *,
    file: str,
    model: str | None,
    embedding: bool,
    half: str | None,
    missed: int,
    plot: Path | None,
    format_: str,
) -> None:
    """Compare with gold: F1 by class, macro and weighted, a confusion table, what was missed.

    FILE is JSONL as relate takes it, with the answer in each line: root, an event type (or YIELD
    for CONCEDE and RETREAT together), and penta, 1 to 4 for verbal cooperation, material
    cooperation, verbal conflict and material conflict.
    """
    from foedus.cli.scores import print_score
    from foedus.relating import PairCoder
    from foedus.scoring import score as compare

    failed = _Failed()
    rows = failed.left_out(_rows(file))
    if half is not None:
        rows = (row for row in rows if row.half == _HALVES.index(half))
    coder = PairCoder(model=model, embedding=embedding)
    found = compare(list(coder.answered(rows)))
    print_score(found, missed, as_json=format_ == "json")
    if plot is not None:
        from foedus.charts import reliability, save

        save(reliability(found.bins), plot)
    context.exit(1 if failed.count else 0)


def _rows(file: str) -> Iterator[PairRow | SourceError]:
    from foedus.sources.pairs import read_pairs

    return read_pairs(file)


def _fields(row: PairRow, found: Relation) -> dict[str, str | float | None]:
    return {
        "id": row.id,
        "event": found.event,
        "quad": found.quad,
        "mode": found.mode,
        "assertion": found.assertion,
        "confidence": found.confidence,
        "rule": found.rule,
    }


class _Failed:
    """Says of each line that cannot be read why not, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def left_out(self, rows: Iterable[PairRow | SourceError]) -> Iterator[PairRow]:
        from foedus.errors import SourceError
        from foedus.showing import on_one_line

        for row in rows:
            if isinstance(row, SourceError):
                self.count += 1
                click.echo(f"foedus: {on_one_line(str(row))}", err=True)
            else:
                yield row
