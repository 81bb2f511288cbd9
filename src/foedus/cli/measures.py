"""What the commands share that list measures: the ledger as of a day, and the actors meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from foedus.cli import options

if TYPE_CHECKING:
    from foedus.catalogue.catalogue import Catalogue
    from foedus.cli.formats import Listing
    from foedus.network.ledger import Ledger
    from foedus.network.sides import Side

T = TypeVar("T")

as_of = options.day_option(
    "--as-of", "The day it is measured on, from what was published by then. Else the last day."
)
known_on = options.known_on
parties = options.together(
    click.option("--actor", help="Only with this one; by an id, a code or a name."),
    click.option("--pair", nargs=2, metavar="A B", help="Only between these two, either way."),
)
chart = click.option(
    "--chart", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Draw it instead, as SVG, PNG or Vega-Lite JSON, as the name of the file says.",
)  # fmt: skip
common = options.together(options.record, as_of, known_on, parties, options.limit, options.output)


@dataclass(frozen=True)
class Asked:
    """What the options of a measure come to."""

    path: Path
    as_of: dt.date | None
    known_on: dt.date | None
    actor: str | None
    pair: tuple[str, str] | None
    limit: int | None
    format_: str | None
    output: Path | None
    chart: Path | None = None


@dataclass(frozen=True)
class Opened:
    """A ledger with the catalogue it was read by."""

    ledger: Ledger
    catalogue: Catalogue

    def side(self, text: str) -> Side:
        """The side that these words mean."""
        from foedus.network.naming import side_named

        return side_named(
            text, self.ledger.events.sides, catalogue=self.catalogue, day=self.ledger.as_of
        )


def opened(
    path: Path,
    as_of: dt.date | None,
    known_on: dt.date | None,
    *,
    events_of_days: int | None = None,
) -> Opened:
    """The record as it stood; only events, and of so many days, where nothing else is measured."""
    from foedus.catalogue.loading import load_catalogue
    from foedus.network.ledger import ledger_of
    from foedus.record import Record

    catalogue = load_catalogue()
    with Record(path) as record:
        since = _since(as_of or record.last_day(), events_of_days)
        ledger = ledger_of(
            record,
            catalogue,
            as_of=as_of,
            known_on=known_on,
            events_only=events_of_days is not None,
            since=since,
        )
    return Opened(ledger, catalogue)


def _since(last: dt.date | None, days: int | None) -> dt.date | None:
    """So many days before the last, or the first day there is; None where either is not given."""
    if last is None or days is None:
        return None
    return dt.date.fromordinal(max(last.toordinal() - days, 1))


def wanted_sides(asked: Asked, found: Opened) -> tuple[Side, ...]:
    """Those that must all be concerned, by --actor and --pair."""
    named = [asked.actor] if asked.actor is not None else []
    return tuple(found.side(text) for text in (*named, *(asked.pair or ())))


def concerning(
    items: Iterable[T], wanted: Sequence[Side], of: Callable[[T], Iterable[Side]]
) -> list[T]:
    """The items that concern all of these sides."""
    ids = {side.id for side in wanted}
    return [item for item in items if ids <= {side.id for side in of(item)}]


def list_measure(listing: Listing[Any], asked: Asked) -> None:
    """Write a listing where and how it was asked for."""
    from dataclasses import replace
    from itertools import islice

    from foedus.cli.formats import destination, write

    some = (
        listing
        if asked.limit is None
        else replace(listing, items=list(islice(listing.items, asked.limit)))
    )
    write(some, destination(asked.format_, asked.output))


def draw(make: Callable[[], Any], file: Path, what: str, *, is_empty: bool) -> None:
    """Draw a chart to a file; where there is nothing to draw, say so on standard error."""
    from foedus.charts import save

    if is_empty:
        click.echo(f"foedus: no {what} to draw", err=True)
        return
    save(make(), file)
