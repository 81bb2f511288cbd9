"""How many marked pairs a second `relate` codes on one core, beside the bare parser.

    python benchmarks/relate_speed.py [ROWS.jsonl] --repeat 3

ROWS is a file as `foedus relate` takes it; without one, the sentences in training/ are taken. The
process is held to one core where the system allows it, and loading is not counted. The bare
parser is the same pipeline with tagger and parser alone, on the same sentences.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

from foedus.coding.marked import read_marked
from foedus.reading.parsing import Parser
from foedus.relating import PairCoder
from foedus.sources.pairs import PairRow, read_pairs

TRAINING = Path(__file__).parents[1] / "training"
FROM_TRAINING = 10  # every tenth sentence


def rows_of(path: Path | None) -> list[PairRow]:
    if path is not None:
        return [row for row in read_pairs(path) if isinstance(row, PairRow)]
    marked = list(read_marked(TRAINING))[::FROM_TRAINING]
    return [
        PairRow(str(number), one.sentence, one.source, one.target)
        for number, one in enumerate(marked)
    ]


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", type=Path, nargs="?")
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    rows = rows_of(given.rows)
    bare, with_meaning, without = Parser(), PairCoder(), PairCoder(embedding=False)
    runs: dict[str, Callable[[], object]] = {
        "bare parser": lambda: list(bare.parse((row.sentence, None) for row in rows)),
        "relate": lambda: list(with_meaning.relate(rows)),
        "relate without embedding": lambda: list(without.relate(rows)),
    }
    for run in runs.values():
        run()
    best = {name: min(seconds(run) for _ in range(given.repeat)) for name, run in runs.items()}
    for name, took in best.items():
        share = took / best["bare parser"]
        print(f"{name:26s} {len(rows) / took:6.0f} rows/s, {share:.2f} x the bare parser's time")


if __name__ == "__main__":
    main()
