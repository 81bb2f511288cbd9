"""`events`, `commitments`, `bonds`, `reports`: what the ledger holds, by filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from foedus.cli import options

if TYPE_CHECKING:
    from foedus.cli.formats import Listing
    from foedus.record import Filter, Record

T = TypeVar("T")
_ON_SCREEN = 200  # rows of a table, where no --limit is given


@click.command()
@options.record
@options.event_filters
@options.ontology
@options.output
def events(
    path: Path, ontology: str, format_: str | None, output: Path | None, **chosen: Any
) -> None:
    """List who did what to whom."""
    _list_entries("event", path, chosen, (format_, output), ontology)


@click.command()
@options.record
@options.commitment_filters
@options.output
def commitments(path: Path, format_: str | None, output: Path | None, **chosen: Any) -> None:
    """List who will or will not do what, and on which condition."""
    _list_entries("commitment", path, chosen, (format_, output))


@click.command()
@options.record
@options.bond_filters
@options.output
def bonds(path: Path, format_: str | None, output: Path | None, **chosen: Any) -> None:
    """List the alliances, support and rivalries that reports name."""
    _list_entries("bond", path, chosen, (format_, output))


@click.command()
@options.record
@options.report_filters
@options.output
def reports(path: Path, format_: str | None, output: Path | None, **chosen: Any) -> None:
    """List the reports that were read.

    By actors or types: those with such an entry.
    """
    from foedus.cli.columns import report_listing
    from foedus.cli.formats import released

    wanted = options.filter_of(chosen)
    _list(
        path,
        wanted,
        (format_, output),
        lambda ledger, some: report_listing(released(ledger.reports(some))),
    )


def _list_entries(
    kind: str,
    path: Path,
    chosen: Mapping[str, Any],
    where: tuple[str | None, Path | None],
    ontology: str = "plover",
) -> None:
    from foedus.cli.columns import entry_listing
    from foedus.cli.formats import released

    wanted = options.filter_of(chosen, kind)
    _list(
        path,
        wanted,
        where,
        lambda ledger, some: entry_listing(released(ledger.entries(some)), f"{kind}s", ontology),
    )


def _list(
    path: Path,
    wanted: Filter,
    where: tuple[str | None, Path | None],
    listing: Callable[[Record, Filter], Listing[T]],
) -> None:
    from foedus.cli.formats import destination, write
    from foedus.record import Record

    to = destination(*where)
    with Record(path) as ledger:
        if to.format != "table" or wanted.limit is not None:
            write(listing(ledger, wanted), to)
            return
        # A table is drawn when all of it is there, so without a limit there is one.
        some = listing(ledger, replace(wanted, limit=_ON_SCREEN + 1))
        first = _First(some.items)
        write(replace(some, items=first), to)
    if first.has_more:
        click.echo(
            f"foedus: these are the first {_ON_SCREEN}; give --limit, or --format jsonl for all",
            err=True,
        )


class _First(Iterable[T]):
    """As many as a screen takes, and whether there are more."""

    def __init__(self, items: Iterable[T]) -> None:
        self._items = items
        self.has_more = False

    def __iter__(self) -> Iterator[T]:
        from foedus.cli.formats import released

        with closing(released(self._items)) as items:
            yield from islice(items, _ON_SCREEN)
            self.has_more = any(True for _ in items)
