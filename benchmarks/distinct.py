"""Joins of tellings to judge by eye, and how long joining takes.

    python benchmarks/distinct.py --sample 50 --seed 1 RECORD    # each with both sentences
    python benchmarks/distinct.py --missed 50 --seed 1 RECORD    # near ones that are not joined
    python benchmarks/distinct.py --events 1000000               # generated: seconds, memory

A join is a telling and the one that stands for its event. Rows are separated by tabs: the types,
assertions, sides, days and sentences of both, ready to have a judgement put before them.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from foedus.catalogue.loading import load_catalogue
from foedus.model import ASSERTIONS
from foedus.network.distinct import distinct
from foedus.network.events import ACTUAL, NOBODY, Events, day_of
from foedus.network.ledger import Ledger, ledger_of
from foedus.network.sides import Side
from foedus.record import Record
from foedus.record.columns import EventColumns, Telling
from foedus.record.signatures import SIGNATURE

NEAR = 3  # days
TYPES = ("ASSAULT", "CONSULT", "REQUEST", "AGREE", "ACCUSE", "AID", "RETREAT", "THREATEN")
MODES = ("aerial", "drone", "visit", "ceasefire")
FIRST_DAY = 737_000


def joins(ledger: Ledger) -> Iterator[tuple[int, int]]:
    """(the telling that stands for an event, another telling of it)."""
    of, leader = ledger.distinct.of, ledger.distinct.leader
    for event in np.flatnonzero(leader[of] != np.arange(len(of))).tolist():
        yield int(leader[of[event]]), event


def missed(ledger: Ledger) -> Iterator[tuple[int, int]]:
    """Tellings of the same type, assertion and pair of sides within three days, not joined."""
    events, of = ledger.events, ledger.distinct.of
    told = events.told
    blocks: dict[tuple[int, ...], list[int]] = {}
    for event, source, target in zip(
        events.pair_event.tolist(), events.pair_source, events.pair_target, strict=True
    ):
        if NOBODY not in (source, target):
            key = (int(told.type[event]), int(told.assertion[event]), int(source), int(target))
            blocks.setdefault(key, []).append(event)
    for rows in blocks.values():
        for place, one in enumerate(rows):
            for other in rows[place + 1 :]:
                days = abs(int(told.last[one]) - int(told.last[other]))
                if days <= NEAR and of[one] != of[other]:
                    yield one, other


def shown(record: Record, ledger: Ledger, event: int) -> str:
    """One telling, on one line."""
    events, told = ledger.events, ledger.events.told
    pairs = [
        f"{_side(events, source)}>{_side(events, target)}"
        for source, target in zip(
            events.pair_source[events.pair_event == event],
            events.pair_target[events.pair_event == event],
            strict=True,
        )
    ]
    mode = told.terms[told.mode[event]] if told.mode[event] >= 0 else ""
    passage = record.passage(events.id(event), around=0)
    first, last = day_of(int(told.first[event])), day_of(int(told.last[event]))
    return "\t".join(
        (
            events.id(event),
            f"{told.terms[told.type[event]]}.{mode} {ASSERTIONS[told.assertion[event]]}",
            ", ".join(pairs),
            f"{first}..{last}{'' if told.is_dated[event] else ' (report)'}",
            " ".join(record.entry(events.id(event)).evidence.quote.split()),
            " ".join(passage.text.split()),
        )
    )


def _side(events: Events, number: int) -> str:
    return events.sides[number].id if number != NOBODY else "-"


def generated(count: int, seed: int = 1) -> Events:
    """Events among 200 sides in three years, each told 1 to 4 times, the commonest pairs daily."""
    drawn = np.random.default_rng(seed)
    told = np.repeat(np.arange(count), drawn.integers(1, 5, count))[:count]
    many = int(told[-1]) + 1
    source = np.minimum(drawn.zipf(1.4, many), 200) - 1
    target = np.minimum(drawn.zipf(1.4, many) + source, 200)
    day = FIRST_DAY + drawn.integers(0, 1100, many)
    type_of = np.minimum(drawn.zipf(1.5, many), len(TYPES)) - 1
    words = drawn.integers(0, 2**64, (3, many, SIGNATURE), dtype=np.uint64)
    words = words[0] & words[1] & words[2]
    noise = drawn.integers(0, 2**64, (4, count, SIGNATURE), dtype=np.uint64)
    late = drawn.integers(0, 4, count)
    is_dated = drawn.random(count) < 0.4
    last = (day[told] + np.where(is_dated, 0, late)).astype(np.int32)
    known = drawn.random(count) < 0.75
    mode = np.where(drawn.random(count) < 0.3, len(TYPES) + told % len(MODES), -1)
    report_of = np.arange(count) // 4
    order = np.argsort(last, kind="stable")
    columns = EventColumns(
        ids=np.char.add("e-", np.char.mod("%012x", np.arange(count))).astype(np.bytes_),
        report=report_of.astype(np.int32),
        type=type_of[told][order].astype(np.int32),
        mode=mode[order].astype(np.int32),
        place=np.full(count, -1, dtype=np.int32),
        assertion=np.full(count, ACTUAL, dtype=np.int8),
        is_dated=is_dated[order],
        first=last[order],
        last=last[order],
        intensity=np.full(count, -9, dtype=np.float32),
        confidence=np.full(count, 0.8, dtype=np.float32),
        fatalities=np.full(count, -1, dtype=np.int32),
        words=((words[told] | noise[0] & noise[1] & noise[2]) & noise[3])[order],
        party_event=np.zeros(0, dtype=np.int32),
        party_role=np.zeros(0, dtype=np.int8),
        party_mention=np.zeros(0, dtype=np.int32),
        terms=(*TYPES, *MODES),
        mentions=(),
        reports=tuple(Telling(n, f"r-{n}", None, None) for n in range(int(report_of[-1]) + 1)),
    )
    return Events(
        told=columns,
        sides=tuple(Side(f"side-{n}", f"Side {n}", None) for n in range(201)),
        pair_event=np.arange(count, dtype=np.int32),
        pair_source=source[told][order].astype(np.int32),
        pair_target=np.where(known, target[told], NOBODY)[order].astype(np.int32),
    )


def timed(count: int) -> None:
    events = generated(count)
    voices = (np.arange(len(events.told.reports)) % 50).astype(np.int32)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    found = distinct(events, voices)
    took = time.perf_counter() - start
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{count} tellings, {len(found.leader)} events, {took:.2f} s, {more // 1024} MB more")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("record", type=Path, nargs="?")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--missed", type=int)
    parser.add_argument("--events", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.events:
        timed(given.events)
    if given.record is None:
        return
    with Record(given.record) as record:
        ledger = ledger_of(record, load_catalogue())
        pairs = list((missed if given.missed else joins)(ledger))
        size = min(given.missed or given.sample or len(pairs), len(pairs))
        for one, other in random.Random(given.seed).sample(pairs, size):
            print(shown(record, ledger, one), shown(record, ledger, other), sep="\t")


if __name__ == "__main__":
    main()
