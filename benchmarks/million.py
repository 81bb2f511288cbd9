"""How long the measures take on a large record, beside a bare scan of its events.

    python benchmarks/million.py --events 250000 500000 1000000

For each number a record is generated and kept in --folder (made once, used again): reports of ten
entries over five years, between 200 sides of the catalogue, a few pairs of them far more often than
the others; two in a hundred entries are commitments, and two calls for help. Printed are seconds
and the peak of memory of whole processes, `foedus brief` and `foedus ties --as-of`, of which the
first 200 as a terminal shows them and all of them as JSON; and in the last column what a bare read
of all rows of the table of entries takes in the same Python.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from foedus.catalogue.loading import load_catalogue
from foedus.coding.ontology import ontology
from foedus.model import (
    Act,
    Actor,
    Asked,
    Commitment,
    Condition,
    Entry,
    Event,
    Evidence,
    Report,
    When,
)
from foedus.record import Record

PER_REPORT = 10
DAYS = 5 * 365
FIRST = dt.date(2019, 1, 1)
SIDES = 200
PUBLISHERS = 40
PLACES = 500
# How often each type is told, roughly as in a newspaper's articles about a war.
TYPES = {
    "ASSAULT": 30, "CONSULT": 12, "ACCUSE": 10, "AGREE": 8, "SUPPORT": 8, "REQUEST": 8,
    "MOBILIZE": 6, "COERCE": 5, "RETREAT": 4, "THREATEN": 4, "REJECT": 3, "AID": 3, "SANCTION": 2,
}  # fmt: skip


class Maker:
    """Makes reports with entries out of a seed."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self._numbers = count()
        parties = [
            party
            for party in load_catalogue().parties.values()
            if party.kind in ("state", "armed-group") and party.until is None
        ]
        self._parties = parties[:: max(len(parties) // SIDES, 1)][:SIDES]
        self._weights = [1 / (rank + 1) for rank in range(len(self._parties))]
        self._types = ontology().types

    def reports(self, events: int) -> Iterator[tuple[Report, list[Entry]]]:
        for number in range(-(-events // PER_REPORT)):
            day = FIRST + dt.timedelta(days=number * PER_REPORT * DAYS // events)
            yield self._report(f"g-{number:07d}", day)

    def _report(self, name: str, day: dt.date) -> tuple[Report, list[Entry]]:
        lines: list[str] = []
        entries: list[Entry] = []
        start = 0
        for sentence in range(PER_REPORT):
            one, other = self._pair()
            kind = self._draw.choices([*TYPES], [*TYPES.values()])[0]
            place = self._draw.randrange(PLACES)
            line = f"{one.name} {kind.lower()} {other.name} near place {place} with {place % 37}."
            evidence = Evidence(name, sentence, start, start + len(line), line)
            entries.append(self._entry(kind, one, other, day, evidence))
            lines.append(line)
            start += len(line) + 1
        source = f"Publisher {self._draw.randrange(PUBLISHERS)}"
        return Report(name, "\n".join(lines), f"Report {name}", day, source), entries

    def _pair(self) -> tuple[Actor, Actor]:
        while True:
            one, other = self._draw.choices(self._parties, self._weights, k=2)
            if one.id != other.id:
                return (
                    Actor(one.id, one.name, one.code, one.sector, one.name, 0, len(one.name)),
                    Actor(other.id, other.name, other.code, other.sector, other.name, 0, 1),
                )

    def _entry(
        self, kind: str, one: Actor, other: Actor, day: dt.date, evidence: Evidence
    ) -> Entry:
        chance = self._draw.random()
        happened = day - dt.timedelta(days=self._draw.randrange(3))
        when = When(happened, happened, "day") if self._draw.random() < 0.4 else None
        number = next(self._numbers)
        if chance < 0.02:
            condition = None
            if chance < 0.01:
                condition = Condition("if", "ASSAULT", "it is attacked", (other,), (one,))
            return Commitment(
                f"c-{number:012x}", one, "will", Act(kind, "act", (other,), ()), condition,
                "pledge", (), when, evidence, "generated", 0.8,
            )  # fmt: skip
        helping = chance > 0.98
        told = "REQUEST" if helping else kind
        return Event(
            id=f"e-{number:012x}", event=told, mode="assist" if helping else None, contexts=(),
            actors=(one,), recipients=(other,), assertion="actual", attributed_to=(), through=(),
            asks_for=Asked("AID", "for help") if helping else None, date=when, place=None,
            intensity=self._types[told].intensity, quad=self._types[told].quad,
            fatalities=self._draw.randrange(5) if told == "ASSAULT" else None, injuries=None,
            evidence=evidence, rule="generated", confidence=0.8,
        )  # fmt: skip


def made(events: int, folder: Path) -> Path:
    """A record with so many entries; generated unless it is there."""
    path = folder / f"million-{events}.db"
    if path.exists():
        return path
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    start = time.perf_counter()
    with Record(part, create=True) as record:
        record._connection.row("PRAGMA synchronous = OFF")  # only this file, only here
        for report, entries in Maker(events).reports(events):
            record.keep(report, entries, coded_by="generated")
    part.replace(path)
    print(f"made {path.name} in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return path


def run(command: Sequence[str]) -> tuple[float, float]:
    """Seconds of a whole process, and its peak of memory in megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"million.py: {' '.join(command)} failed")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def bare_scan(path: Path) -> float:
    """Seconds to fetch the columns of all entries with the database's own driver."""
    start = time.perf_counter()
    connection = sqlite3.connect(path)
    for _ in connection.execute(
        "SELECT entry_id, event_type, assertion, confidence, start_date, end_date FROM entries"
    ):
        pass
    connection.close()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--events", type=int, nargs="+", default=[250_000, 500_000, 1_000_000])
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    chosen = parser.parse_args()
    foedus = str(Path(sys.executable).with_name("foedus"))
    print("events     command                    seconds  MB     bare scan")
    for events in chosen.events:
        path = made(events, chosen.folder)
        scan = bare_scan(path)
        for command in (
            ["brief", "--format", "json"],
            ["ties", "--as-of", "2023-06-30", "--format", "table"],
            ["ties", "--as-of", "2023-06-30", "--format", "jsonl"],
        ):
            seconds, megabytes = run([foedus, *command, "--record", str(path)])
            words = " ".join(command).replace(" --as-of 2023-06-30", "")
            print(f"{events:<10} {words:<26} {seconds:<8.2f} {megabytes:<6.0f} {scan:.2f}")


if __name__ == "__main__":
    main()
