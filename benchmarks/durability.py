"""Kill a writing process again and again; nothing it said was kept may be lost.

    python benchmarks/durability.py --kills 50

A child keeps reports in a record and prints a line for each once it is on disk. It is killed
(SIGKILL) at a random moment, the record is opened again and looked through, and the next child
goes on with the same file. At the end one line sums up; the exit code is 1 if anything was lost.

The child can be any command that writes to `{record}` and prints a line for each kept report: a
JSON object with `report` and, where it knows, `entries`; or the report's id as the first word.

    python benchmarks/durability.py --command "foedus read DIR --record {record} --format jsonl"

Such a command is run to its end after the kills, and once more on a fresh file: both must hold
the same.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import selectors
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from foedus.errors import FoedusError
from foedus.model import Act, Actor, Commitment, Entry, Event, Evidence, Report, as_json
from foedus.record import Filter, Record

CODERS = ("synthetic 1", "synthetic 2")
LONGEST_START = 3.0  # seconds within which a child is killed that has not kept anything yet


def synthetic(report_id: str, coder: str) -> tuple[Report, list[Entry]]:
    """A report and its entries, the same for the same id; the second coder finds fewer of them."""
    chance = random.Random(report_id)
    lines = [
        f"{chance.choice('ABCDE')}-land {chance.choice(['shelled', 'met', 'warned', 'aided'])} "
        f"{chance.choice('VWXYZ')}-land near town {chance.randrange(10 ** chance.randint(1, 40))}."
        for _ in range(chance.choice([1, 5, 20, 500]))
    ]
    report = Report(report_id, "\n".join(lines), title=f"Synthetic {report_id}")
    step = 1 + CODERS.index(coder)
    entries: list[Entry] = []
    start = 0
    for number, line in enumerate(lines[:40]):
        if number % step == 0:
            evidence = Evidence(report_id, number, start, start + len(line), line)
            entries.append(_entry(evidence, line))
        start += len(line) + 1
    return report, entries


def _entry(evidence: Evidence, line: str) -> Entry:
    first, _, last = line.split()[:3]
    at = evidence.start + line.index(last)
    doer = Actor(first.lower(), first, None, "GOV", first, evidence.start, evidence.start + 6)
    other = Actor(last.lower(), last, None, "GOV", last, at, at + 6)
    name = f"{evidence.report}-{evidence.sentence}"
    if "warned" in line:
        act = Act("ASSAULT", "attack", (other,), ())
        return Commitment(
            name, doer, "will", act, None, "signal", (), None, evidence, "synthetic", 0.5
        )
    return Event(
        id=name,
        event="ASSAULT" if "shelled" in line else "CONSULT",
        mode=None,
        contexts=("military",),
        actors=(doer,),
        recipients=(other,),
        assertion="actual",
        attributed_to=(),
        through=(),
        asks_for=None,
        date=None,
        place=None,
        intensity=0.0,
        quad="material-conflict",
        fatalities=None,
        injuries=None,
        evidence=evidence,
        rule="synthetic",
        confidence=0.5,
    )


def write_synthetic(path: Path, first: int) -> None:
    """Keep one synthetic report after the other, without end; every third is coded anew."""
    with Record(path, create=True) as record:
        for number in range(first, first + 1_000_000):
            report_id = f"synthetic-{number:09d}"
            for coder in CODERS if number % 3 == 0 else CODERS[:1]:
                report, entries = synthetic(report_id, coder)
                kept = record.keep(report, entries, coded_by=coder, origin="synthetic")
                print(json.dumps(as_json(kept)), flush=True)


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the last line about a report said; None where it said nothing of that."""

    entries: int | None = None
    status: str | None = None


@dataclass(slots=True)
class Outcome:
    """What the kills have shown so far."""

    kills: int = 0
    acknowledged: dict[str, Acknowledged] = field(default_factory=dict)
    losses: list[str] = field(default_factory=list)


def run_and_kill(command: list[str], chance: random.Random) -> tuple[list[str], bool]:
    """Run a child and kill it at a random moment: its whole lines, and whether it was killed."""
    wanted = chance.choice([0, 0, 1, 3, 10, 30])
    late = chance.random() * (LONGEST_START / 10 if wanted else LONGEST_START / 3)
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert child.stdout is not None
    said = b""
    with selectors.DefaultSelector() as selector, child.stdout as pipe:
        selector.register(pipe, selectors.EVENT_READ)
        deadline = time.monotonic() + (late if not wanted else 60.0)
        while said.count(b"\n") < wanted or not wanted:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                break
            more = os.read(pipe.fileno(), 65536)
            if not more:
                break
            said += more
        if wanted:
            # Anywhere within the next few transactions, by a fine-grained clock.
            time.sleep(late / 20)
        finished = child.poll() is not None
        child.kill()
        said += pipe.read()
    child.wait()
    if finished and child.returncode != 0:
        raise SystemExit(f"the command failed with exit code {child.returncode}")
    # What stands after the last line's end was cut off by the kill: not acknowledged.
    return said.decode("utf-8").split("\n")[:-1], not finished


def acknowledgements(lines: list[str]) -> Iterator[tuple[str, Acknowledged]]:
    """(report id, what was said of it) of each line that a child printed."""
    for line in lines:
        if line.startswith("{"):
            said = json.loads(line)
            yield said["report"], Acknowledged(said.get("entries"), said.get("status"))
        elif line.strip():
            yield line.split(maxsplit=1)[0], Acknowledged()


def losses(record: Record, outcome: Outcome, fresh: set[str] | None) -> Iterator[str]:
    """What is missing, half, or not as it was kept; texts are compared of `fresh` ids, or all."""
    yield from record.faults()
    listed = {row.id: row for row in record.reports()}
    for report_id, said in outcome.acknowledged.items():
        row = listed.get(report_id)
        if row is None:
            yield f"{report_id}: was acknowledged and is gone"
        elif row.coded_by in CODERS:
            # A re-coding may be on disk before it is acknowledged, but not the other way round.
            if said.status == "recoded" and row.coded_by != CODERS[1]:
                yield f"{report_id}: its re-coding was acknowledged and is gone"
        elif said.entries not in (None, row.entries):
            yield f"{report_id}: {row.entries} of {said.entries} entries are there"
    for report_id, row in listed.items():
        if row.coded_by in CODERS and (fresh is None or report_id in fresh):
            report, entries_of = synthetic(report_id, row.coded_by)
            if record.report(report_id) != report:
                yield f"{report_id}: the text is not the one that was kept"
            kept = sorted(record.entries(Filter(report=report_id)), key=lambda one: one.id)
            if kept != sorted(entries_of, key=lambda one: one.id):
                yield f"{report_id}: {len(kept)} of {len(entries_of)} entries are there as kept"


def look_through(path: Path, outcome: Outcome, fresh: set[str] | None) -> None:
    """Open the record again and note what is lost."""
    if not path.exists() and not outcome.acknowledged:
        return
    try:
        with Record(path, create=True) as record:
            outcome.losses += losses(record, outcome, fresh)
    except FoedusError as error:
        outcome.losses.append(f"does not open again: {error}")


def contents(path: Path) -> tuple[list[Report], list[Entry]]:
    """All that a record holds, in an order of its own."""
    with Record(path) as record:
        reports = [record.report(row.id) for row in record.reports()]
        return sorted(reports, key=lambda one: one.id), list(record.entries())


def compare_with_undisturbed(command: str, path: Path, outcome: Outcome) -> None:
    """Let the command end, on this record and on a fresh one; both must hold the same."""
    fresh = path.with_name("undisturbed.db")
    for place in (path, fresh):
        subprocess.run(child_command(command, place, 0), check=True, stdout=subprocess.DEVNULL)
    if contents(path) != contents(fresh):
        outcome.losses.append("holds something else than a record that was never disturbed")


def child_command(command: str | None, path: Path, turn: int) -> list[str]:
    if command is None:
        first = str(turn * 1_000_000)
        return [sys.executable, __file__, "--write", str(path), "--first", first]
    return [part.replace("{record}", str(path)) for part in shlex.split(command)]


def run(path: Path, kills: int, seed: int, command: str | None = None) -> Outcome:
    """Kill `kills` children that write to the record at `path`."""
    chance = random.Random(seed)
    outcome = Outcome()
    turn = 0
    while outcome.kills < kills and not outcome.losses:
        lines, killed = run_and_kill(child_command(command, path, turn), chance)
        said = dict(acknowledgements(lines))
        outcome.acknowledged |= said
        look_through(path, outcome, set(said))
        turn += 1
        if not killed:
            break  # the command has done all it had to do
        outcome.kills += 1
    look_through(path, outcome, None)
    if command is not None and not outcome.losses:
        compare_with_undisturbed(command, path, outcome)
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--command", help="what to run and kill; {record} stands for the file")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write is not None:
        write_synthetic(asked.write, asked.first)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        outcome = run(Path(folder) / "killed.db", asked.kills, asked.seed, asked.command)
        took = time.monotonic() - began
    for loss in outcome.losses:
        print(loss, file=sys.stderr)
    print(
        f"{outcome.kills} kills, {len(outcome.acknowledged)} reports acknowledged, "
        f"{len(outcome.losses)} losses, seed {asked.seed}, {took:.0f} s"
    )
    return 1 if outcome.losses else 0


if __name__ == "__main__":
    sys.exit(main())
