"""`calls`: who asked whom for help, and how those asked answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from foedus.cli import measures, options

if TYPE_CHECKING:
    from foedus.cli.formats import Cell, Listing
    from foedus.network.shapes import Call

_DRAWN = 60  # calls in one chart
_ANSWERS = ("granted", "partial", "conditional", "refused", "unanswered")
_COLUMNS: Mapping[str, type] = {
    "id": str, "from": str, "from_id": str, "to": str, "to_id": str, "date": dt.date,
    "asked_for": str, "answer": str, "answered": dt.date, "answer_entry": str, "days_open": int,
    "entries": str,
}  # fmt: skip


@click.command()
@options.record
@measures.as_of
@measures.known_on
@measures.parties
@click.option(
    "--answer", "answers", type=click.Choice(_ANSWERS), multiple=True,
    help="Only calls with this answer; may be given several times.",
)  # fmt: skip
@options.day_option("--since", "Only calls of this day or later.")
@options.day_option("--until", "Only calls of this day or earlier.")
@options.limit
@options.output
@measures.chart
def calls(
    answers: Sequence[str], since: dt.date | None, until: dt.date | None, **chosen: Any
) -> None:
    """List the calls for help with their answers, newest first.

    The answer is the first that grants, refuses or conditions the help, within 60 days.
    """
    from foedus.network.calls import calls as calls_of

    asked = measures.Asked(**chosen)
    found = measures.opened(asked.path, asked.as_of, asked.known_on)
    wanted = measures.wanted_sides(asked, found)
    some = measures.concerning(calls_of(found.ledger), wanted, lambda call: (*call.from_, call.to))
    kept = [
        call
        for call in some
        if (not answers or call.answer in answers) and _is_between(call, since, until)
    ]
    if asked.chart is not None:
        dated = [call for call in kept if call.date is not None]
        day = found.ledger.as_of or dt.date.min
        measures.draw(lambda: _chart(dated, day), asked.chart, "calls", is_empty=not dated)
        return
    measures.list_measure(_listing(kept), asked)


def _chart(dated: Sequence[Call], day: dt.date) -> Any:
    from foedus.charts import calls_ledger

    return calls_ledger(dated[:_DRAWN], day)


def _is_between(call: Call, since: dt.date | None, until: dt.date | None) -> bool:
    """Whether a call fell into these days; one without a day did if none are asked for."""
    if call.date is None:
        return since is None and until is None
    return (since is None or since <= call.date) and (until is None or call.date <= until)


def _listing(found: Sequence[Call]) -> Listing[Call]:
    from foedus.cli.formats import Listing

    return Listing(
        items=found,
        plural="calls",
        headings=("id", "day", "who", "asked for", "answer", "answered"),
        cells=_cells,
        columns=_COLUMNS,
        flat=_flat,
    )


def _cells(call: Call) -> Sequence[str]:
    return (
        call.id,
        _day(call.date),
        f"{_names(call)} → {call.to.name}",
        call.asked_for or "",
        call.answer,
        _day(call.answered),
    )


def _flat(call: Call) -> Mapping[str, Cell]:
    return {
        "id": call.id,
        "from": _names(call),
        "from_id": "; ".join(side.id for side in call.from_),
        "to": call.to.name,
        "to_id": call.to.id,
        "date": call.date,
        "asked_for": call.asked_for,
        "answer": call.answer,
        "answered": call.answered,
        "answer_entry": call.answer_entry,
        "days_open": call.days_open,
        "entries": "; ".join(call.entries),
    }


def _names(call: Call) -> str:
    return ", ".join(side.name for side in call.from_)


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day is not None else ""
