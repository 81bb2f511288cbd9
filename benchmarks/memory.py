"""Whether memory stays flat: peak use of coding N, 2N and 4N reports, each in a child process.

    python benchmarks/memory.py [REPORTS] --reports 100

REPORTS is a file or folder that foedus reads. The first N of its reports are taken once, twice and
four times, under new ids and with another last sentence each, so that the longest text, which sets
the peak, is the same in each run. A child codes them and keeps them in a record. Exit code 1 where
the largest run takes a quarter more than the smallest.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import psutil

from foedus.model import Report
from foedus.pipeline import Coder, keep
from foedus.record import Record
from foedus.sources import read_sources

ROOT = Path(__file__).parents[1]
USUAL = ROOT.parent / "shared" / "corpora" / "guardian_syria_2017_2019.jsonl"
MOST = 1.25


def usual_reports() -> Path:
    return USUAL if USUAL.exists() else ROOT / "examples"


def rounds(path: Path, each: int, times: int) -> Iterator[Report]:
    """The first reports of a path, so many times; no two the same."""
    for number in range(times):
        found = (item for item in read_sources([path]) if isinstance(item, Report))
        for report in islice(found, each):
            text = f"{report.text}\n\nRound {number} of the talks ended."
            yield replace(report, id=f"{report.id}-{number}", text=text)


def code(path: Path, each: int, times: int) -> int:
    """The child's work; how many reports it kept."""
    kept = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        Record(Path(folder) / "memory.db", create=True) as record,
    ):
        for _ in keep(rounds(path, each, times), record, Coder()):
            kept += 1
    return kept


def peak(path: Path, each: int, times: int) -> int:
    """Peak resident memory, in bytes, of a child that codes so many reports so many times."""
    command = [sys.executable, __file__, str(path), f"--reports={each}", f"--times={times}"]
    child = subprocess.Popen(command)
    process, highest = psutil.Process(child.pid), 0
    try:
        while child.poll() is None:
            try:
                highest = max(highest, process.memory_info().rss)
            except psutil.NoSuchProcess:
                break
            time.sleep(0.02)
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
    if child.returncode:
        raise SystemExit(f"memory.py: the child for {times} times {each} reports failed")
    return highest


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("path", nargs="?", type=Path, default=usual_reports())
    parser.add_argument("--reports", type=int, default=100, help="N, the smallest run")
    parser.add_argument("--times", type=int, help=argparse.SUPPRESS)  # given to the children
    chosen = parser.parse_args()
    if chosen.times:
        print(f"{code(chosen.path, chosen.reports, chosen.times)} reports", end="", flush=True)
        return
    peaks = []
    for times in (1, 2, 4):
        peaks.append(peak(chosen.path, chosen.reports, times))
        print(f": peak {peaks[-1] / 2**20:,.0f} MiB", flush=True)
    growth = peaks[-1] / peaks[0]
    print(f"four times the reports take {growth:.2f} times the memory")
    sys.exit(growth > MOST)


if __name__ == "__main__":
    main()
