"""How fast reports are read, coded and kept, beside the bare language pipeline on the same texts.

    python benchmarks/speed.py [REPORTS] --pairs 5

REPORTS is a file or folder that foedus reads. A pair is one run of each side, in one process and
in alternating order: foedus from the files to a record on disk, against spaCy's pipeline with all
its components on the texts alone. Printed are tokens a second of both sides and, of the pairs,
the median of the ratio foedus to pipeline. A token is one of spaCy's, whitespace not counted.
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from foedus.model import Report
from foedus.pipeline import Coder, keep
from foedus.reading.parsing import DEFAULT_MODELS
from foedus.record import Record
from foedus.sources import read_sources

ROOT = Path(__file__).parents[1]
USUAL = ROOT.parent / "shared" / "corpora" / "guardian_syria_2017_2019.jsonl"


def usual_reports() -> Path:
    """The large file of reports where it is at hand, else the examples."""
    return USUAL if USUAL.exists() else ROOT / "examples"


def reports_of(path: Path, limit: int | None) -> list[Report]:
    found = (item for item in read_sources([path]) if isinstance(item, Report))
    return list(islice(found, limit))


def full_pipeline() -> Any:
    """spaCy's small English pipeline with all the components that it comes with."""
    for name in DEFAULT_MODELS:
        try:
            return importlib.import_module(name).load()
        except ImportError:
            continue
    raise SystemExit(f"speed.py: none of {', '.join(DEFAULT_MODELS)} is installed")


def foedus_seconds(coder: Coder, path: Path, limit: int | None) -> float:
    """From the files to a new record on disk."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        found = (item for item in read_sources([path]) if isinstance(item, Report))
        with Record(Path(folder) / "speed.db", create=True) as record:
            for _ in keep(islice(found, limit), record, coder):
                pass
        return time.perf_counter() - start


def pipeline_seconds(nlp: Any, texts: Sequence[str]) -> float:
    start = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("reports", nargs="?", type=Path, default=usual_reports())
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--limit", type=int, help="only so many reports")
    chosen = parser.parse_args()
    texts = [report.text for report in reports_of(chosen.reports, chosen.limit)]
    if not texts:
        raise SystemExit(f"speed.py: {chosen.reports} holds no reports")
    coder, nlp = Coder(), full_pipeline()
    tokens = sum(not token.is_space for doc in nlp.tokenizer.pipe(texts) for token in doc)
    print(f"{chosen.reports.name}: {len(texts)} reports, {tokens} tokens")
    foedus_seconds(coder, chosen.reports, 2)  # both sides fill their caches first
    pipeline_seconds(nlp, texts[:2])
    ratios = []
    for pair in range(chosen.pairs):
        if pair % 2:
            bare = pipeline_seconds(nlp, texts)
            ours = foedus_seconds(coder, chosen.reports, chosen.limit)
        else:
            ours = foedus_seconds(coder, chosen.reports, chosen.limit)
            bare = pipeline_seconds(nlp, texts)
        ratios.append(bare / ours)
        print(
            f"pair {pair + 1}: foedus {tokens / ours:,.0f} tokens/s,"
            f" pipeline {tokens / bare:,.0f} tokens/s, ratio {bare / ours:.2f}"
        )
    print(f"median ratio foedus to pipeline: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
