"""Draw coded events to judge by hand, or look what became of those that were judged.

    python benchmarks/coding_quality.py draw REPORTS --seed 2026-23 --count 100 > sample.jsonl
    python benchmarks/coding_quality.py check REPORTS

`draw` codes the reports and prints events with the text around them, one JSON object a line. Which
are drawn hangs on the seed and on the events' ids alone, so that the same code draws the same.
`check` codes the reports and compares with the verdicts in docs/coding-quality.csv: how many of the
judged events are still coded the same, and how many of those were right. The reports themselves
are others' and not in this repository; the ids tell which words were judged.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from foedus.model import Event, Report, as_json
from foedus.pipeline import Coder
from foedus.sources import read_sources

VERDICTS = Path(__file__).parents[1] / "docs" / "coding-quality.csv"


def coded_events(path: Path) -> Iterator[tuple[Report, Event]]:
    """Every event of the reports, each with its report."""
    reports = (item for item in read_sources([path]) if isinstance(item, Report))
    for report, entries in Coder().code(reports):
        for entry in entries:
            if isinstance(entry, Event):
                yield report, entry


def rank(seed: str, event: Event) -> str:
    """A place in the draw that depends on nothing but the seed and the event."""
    return hashlib.blake2b(f"{seed}:{event.id}".encode(), digest_size=8).hexdigest()


def draw(path: Path, seed: str, count: int) -> None:
    ranked = sorted(coded_events(path), key=lambda item: rank(seed, item[1]))
    for number, (report, event) in enumerate(ranked[:count], 1):
        start, end = event.evidence.start, event.evidence.end
        around = {
            "before": report.text[max(0, start - 450) : start],
            "after": report.text[end : end + 200],
        }
        print(json.dumps({"n": number, **around, **as_json(event)}, ensure_ascii=False))


def check(path: Path) -> None:
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        verdicts = {row["id"]: row["verdict"] for row in csv.DictReader(lines)}
    now = {event.id for _, event in coded_events(path)}
    still = [verdict for name, verdict in verdicts.items() if name in now]
    right = still.count("right")
    print(f"{len(verdicts)} judged, {list(verdicts.values()).count('right')} of them right")
    if still:
        share = right / len(still)
        print(f"{len(still)} of them coded the same by this version, {right} right: {share:.2f}")
    else:
        print("none of them is coded by this version; these may be other reports")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("draw", "check"))
    parser.add_argument("reports", type=Path)
    parser.add_argument("--seed", default="2026-23")
    parser.add_argument("--count", type=int, default=100)
    given = parser.parse_args()
    if given.what == "draw":
        draw(given.reports, given.seed, given.count)
    else:
        check(given.reports)


if __name__ == "__main__":
    main()
