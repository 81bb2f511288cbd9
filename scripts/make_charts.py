"""Draw the charts in docs/ (network, fronts, strain, calls, what-if) from the examples.

    python scripts/make_charts.py

Other fonts than those here move the letters, so no check compares the files.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

import foedus
from foedus.charts import (
    calls_ledger,
    levels,
    save,
    signed_network,
    strain_profile,
    what_if,
)
from foedus.network.fronts import histories
from foedus.outlook.rows import actor_rows, front_rows

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
DAY = dt.date(2023, 11, 10)  # of the network: the war is a month old
CALLS_UNTIL = dt.date(2023, 12, 14)
FRONTS = 5
ALLIANCE = ("hamas", "hezbollah", "iran")


def charts(record: foedus.Record) -> Iterator[tuple[str, object]]:
    """The name of each picture, and what is drawn."""
    yield "network", signed_network(record.ties(as_of=DAY))
    last = record.situation(as_of=CALLS_UNTIL)
    calls = [call for call in last.calls if call.date and call.date > dt.date(2023, 9, 1)]
    yield "calls", calls_ledger(calls, CALLS_UNTIL)
    held = next(one for one in last.alliances if {side.id for side in one.members} >= set(ALLIANCE))
    yield "strain", strain_profile(held.strain)
    yield "fronts", levels(histories(last.ledger, last.fronts[:FRONTS]), CALLS_UNTIL)
    yield "what-if", _played(record)


def _played(record: foedus.Record) -> object:
    found = record.what_if("USA ASSAULT IRN", as_of=DAY)
    return what_if(actor_rows(found), front_rows(found))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "examples.db"
        foedus.read(ROOT / "examples", record=ledger)
        with foedus.Record(ledger) as record:
            for name, chart in charts(record):
                save(chart, DOCS / f"{name}.svg")  # type: ignore[arg-type]
                print(DOCS / f"{name}.svg")


if __name__ == "__main__":
    main()
