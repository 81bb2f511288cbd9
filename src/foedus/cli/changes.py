"""`changes`: what differs between two days, the most unusual first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from foedus.cli import measures, options
from foedus.errors import UsageError

if TYPE_CHECKING:
    from foedus.cli.formats import Cell, Listing
    from foedus.network.shapes import Change

_KINDS = (
    "front-rose", "front-fell", "tie-turned", "promise-made", "promise-triggered", "promise-kept",
    "promise-broken", "call-unanswered", "call-answered", "member-drifted",
)  # fmt: skip
_DAYS = 14  # that are compared where no other day is given
_COLUMNS: Mapping[str, type] = {
    "id": str, "kind": str, "sides": str, "date": dt.date, "says": str, "before": str,
    "after": str, "surprise": float, "arithmetic": str, "entries": str,
}  # fmt: skip


@click.command()
@measures.common
@options.day_option(
    "--since", "The earlier day; else 14 days before. It is compared as the record stood then."
)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(_KINDS), metavar="KIND",
    help=f"Only of this kind, repeatable: {', '.join(_KINDS)}.",
)  # fmt: skip
def changes(since: dt.date | None, kinds: Sequence[str], **chosen: Any) -> None:
    """List what changed between two days, the most unusual first.

    How unusual it is for those it concerns is told by their own past: surprise is -log2 of the
    share of earlier spans with such a change.
    """
    from foedus.network.changes import changes as changes_of
    from foedus.network.earlier import as_it_stood
    from foedus.network.situation import situation

    asked = measures.Asked(**chosen)
    found = measures.opened(asked.path, asked.as_of, asked.known_on)
    wanted = measures.wanted_sides(asked, found)
    ledger = found.ledger
    items: Sequence[Change] = ()
    if ledger.as_of is not None:
        earlier = _earlier(since, ledger.as_of)
        items = changes_of(situation(ledger), situation(as_it_stood(ledger, earlier)))
    some = measures.concerning(items, wanted, lambda change: change.sides)
    some = [change for change in some if not kinds or change.kind in kinds]
    measures.list_measure(_listing(some), asked)


def _earlier(since: dt.date | None, as_of: dt.date) -> dt.date:
    if since is None:
        return max(as_of, dt.date.min + dt.timedelta(days=_DAYS)) - dt.timedelta(days=_DAYS)
    if since >= as_of:
        raise UsageError(f"--since {since} is not before {as_of}; give an earlier day, or --as-of")
    return since


def _listing(items: Sequence[Change]) -> Listing[Change]:
    from foedus.cli.formats import Listing

    return Listing(
        items=items,
        plural="changes",
        headings=("kind", "what", "date", "surprise", "id"),
        cells=_cells,
        columns=_COLUMNS,
        flat=_flat,
    )


def _cells(change: Change) -> Sequence[str]:
    return (
        change.kind,
        change.says,
        change.date.isoformat() if change.date is not None else "",
        f"{change.surprise:.1f} bits",
        change.id,
    )


def _flat(change: Change) -> Mapping[str, Cell]:
    return {
        "id": change.id,
        "kind": change.kind,
        "sides": "; ".join(side.id for side in change.sides),
        "date": change.date,
        "says": change.says,
        "before": change.before,
        "after": change.after,
        "surprise": change.surprise,
        "arithmetic": change.arithmetic,
        "entries": "; ".join(change.entries),
    }
