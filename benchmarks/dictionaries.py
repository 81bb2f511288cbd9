"""How long the field's dictionaries take to load, beside a bare scan of the same files.

    python benchmarks/dictionaries.py [FILE]... --pairs 5

FILE is a dictionary of actors or of agents in PETRARCH's format. Each run is a process of its own.
A pair is two runs of `foedus actors find`, with the files and without: their difference is what the
files cost. The bare scan reads the files, splits them into lines and takes each line's codes with
one regular expression, and makes nothing of them. Exit code 1 where the median cost is over
3 seconds.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from foedus.catalogue.loading import load_catalogue

ROOT = Path(__file__).parents[1]
USUAL = ROOT.parent / "shared" / "peers" / "dictionaries"
MOST = 3.0  # seconds
_CODES = re.compile(rb"\[([^\]]*)\]")


def find_seconds(files: Sequence[Path]) -> float:
    """A whole process that looks one actor up."""
    command = [sys.executable, "-c", "from foedus.cli import main; main()"]
    command += ["actors", "find", "NATO", "--format", "jsonl"]
    for file in files:
        command += ["--agents" if "agents" in file.name else "--actors", str(file)]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def scan_seconds(files: Sequence[Path]) -> float:
    start = time.perf_counter()
    for file in files:
        for line in file.read_bytes().splitlines():
            _CODES.findall(line)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, default=sorted(USUAL.glob("*.txt")))
    parser.add_argument("--pairs", type=int, default=5)
    chosen = parser.parse_args()
    if not chosen.files:
        raise SystemExit("dictionaries.py: name a file; the usual ones are not at hand")
    ours, found = load_catalogue(), load_catalogue(chosen.files)
    lines = sum(len(file.read_bytes().splitlines()) for file in chosen.files)
    print(
        f"{len(chosen.files)} files, {lines} lines:"
        f" {len(found.parties) - len(ours.parties)} parties,"
        f" {len(found.persons) - len(ours.persons)} persons,"
        f" {len(found.roles) - len(ours.roles)} roles more; {len(found.skipped)} lines skipped"
    )
    costs, scans = [], []
    for pair in range(chosen.pairs):
        without = find_seconds(())
        with_files = find_seconds(chosen.files)
        costs.append(with_files - without)
        scans.append(scan_seconds(chosen.files))
        print(
            f"pair {pair + 1}: {with_files:.2f} s with, {without:.2f} s without,"
            f" bare scan {scans[-1]:.3f} s"
        )
    cost, scan = statistics.median(costs), statistics.median(scans)
    print(f"median: {cost:.2f} s for the files, {cost / scan:.0f} times the bare scan")
    raise SystemExit(1 if cost > MOST else 0)


if __name__ == "__main__":
    main()
