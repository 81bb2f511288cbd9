"""How many planted reprints are found among generated reports, how many wrongly, and how fast.

    python benchmarks/copies.py --reports 10000

A fifth of the reports are reprints of others: cut from the end to between 40 and 100 in a hundred
of their sentences, with another headline, without the dateline, with a word changed here and there
and with a credit line. The rest tell events of their own; they draw on the same names, phrases and
paragraphs of background, end on their publisher's standing lines, and one in ten closes with three
sentences of another report. Printed are recall and precision over pairs of reports, the seconds
for all signatures, lookups and comparisons beside those of the bare MinHash updates on the same
shingles, and what `Record.keep` takes with and without the search for copies.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

from datasketch import MinHash

from foedus.model import Report
from foedus.record import Record, copies

# Slots of a few words each, so that two sentences made of them share hardly five words in a row.
SLOTS: dict[str, str] = {
    "side": "Northland Southland Westland Eastland Highmark Lowmoor Farshore Nearholm Oldwater"
    " Newbridge Saltmarsh Redcliff Greyport Whitefen Stonefield Ashvale",
    "office": "ministers|the army|a spokesman|the premier|two officials|its council|local police"
    "|a senior envoy|residents|the president|aid workers|a general|diplomats|its navy",
    "said": "said|confirmed|told reporters|wrote|announced|claimed|reported|insisted|repeated",
    "deed": "shelled|warned|aided|blocked|met|accused|supplied|besieged|joined|left|praised|armed"
    "|searched|bombed|evacuated|occupied|threatened|rebuilt|questioned|recognised",
    "what": "positions|a convoy|reservists|prisoners|a crossing|two drones|mediators|its guns"
    "|the ambassador|a hospital|the main road|a dam|several ships|observers|a radio tower",
    "where": "near|outside|north of|close to|south of|beyond|around|on the road to|east of",
    "when": "at dawn|overnight|on Monday|on Tuesday|last week|on Friday|by noon|at midnight|twice"
    "|this month|after talks|before the vote|during the truce|in heavy rain|without notice",
    "why": "as prices rose|to hold the line|in reply|under a treaty|for lack of fuel|out of fear"
    "|on orders|despite protests|to save face|at their request|for a third time|in error",
    "how": "quietly|openly|in force|by night|under fire|with allies|alone|reluctantly|in haste",
}
PATTERNS = (
    "{side} {deed} {what} {where} {town} {when}, {office} {said} {how}, {why}",
    "{when}, {office} {where} {town} {said} that {side} {deed} {n} {what} {why}",
    "{office} of {side} {said} {how} that {n} people {where} {town} {deed} {what} {when}",
    "{why}, {side} {how} {deed} {what} and {office} {deed} {n} others {when}",
    "{n} families {where} {town} {deed} {what} {why}, {office} {said} {when}",
    "what {side} {deed} {when} {where} {town}, {office} {said}, was {n} {what} {why}",
)
CREDITS = (
    "This article was supplied by Northquay Wire and has been shortened by our editors.",
    "With material from the agency. Subscribers can listen to this article in the app.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A report and the number of the one whose text it prints: its own, if it is no reprint."""

    report: Report
    original: int


def sentence(chance: random.Random) -> str:
    def filled(slot: re.Match[str]) -> str:
        if slot[1] == "n":
            return str(chance.randrange(2, 900))
        if slot[1] == "town":
            return "".join(chance.choice(("kar", "tel", "mor", "vas", "dun", "bel")) for _ in "ab")
        return chance.choice(re.split(r"\|" if "|" in SLOTS[slot[1]] else " ", SLOTS[slot[1]]))

    text = re.sub(r"{(\w+)}", filled, chance.choice(PATTERNS))
    return f"{text[0].upper()}{text[1:]}."


def generate(count: int, seed: int) -> list[Told]:
    """Reports in an order of chance, with a fifth of them reprints."""
    chance = random.Random(seed)
    background = [" ".join(sentence(chance) for _ in range(2)) for _ in range(60)]
    standing = [" ".join(sentence(chance) for _ in range(2)) for _ in range(8)]
    bodies: list[list[str]] = []
    told: list[Told] = []
    for number in range(count):
        if bodies and number % 5 == 4:
            original = chance.randrange(len(bodies))
            text = reprint(bodies[original], chance)
        else:
            original = len(bodies)
            body = [sentence(chance) for _ in range(chance.randint(10, 22))]
            if bodies and chance.random() < 0.1:
                body += chance.choice(bodies)[:3]
            body.append(chance.choice(background))
            bodies.append(body)
            text = printed(body, chance.choice(standing), chance)
        told.append(Told(Report(f"report-{number:06d}", text, source="Post"), original))
    chance.shuffle(told)
    return told


def printed(body: Sequence[str], standing: str, chance: random.Random) -> str:
    dateline = f"{chance.choice(SLOTS['side'].split()).upper()} (Northquay Wire) - "
    return f"Title: {headline(chance)}\n\n{dateline}{' '.join(body)}\n\n{standing}"


def headline(chance: random.Random) -> str:
    return " ".join(sentence(chance).rstrip(".").split()[:9])


def reprint(body: Sequence[str], chance: random.Random) -> str:
    kept = max(round(len(body) * chance.uniform(0.4, 1.0)), 2)
    words = " ".join(body[:kept]).split()
    for _ in range(len(words) // 60):
        words[chance.randrange(len(words))] = chance.choice(("reportedly", "some", "further"))
    return f"{headline(chance)}\n\n{' '.join(words)}\n\n{chance.choice(CREDITS)}"


def bare_seconds(told: Sequence[Told]) -> float:
    """The MinHash updates alone, on shingles made before."""
    batches = [[s.encode() for s in copies.shingles(one.report.text)] for one in told]
    empty = MinHash(128, hashfunc=crc32)
    start = time.perf_counter()
    for batch in batches:
        empty.copy().update_batch(batch)
    return time.perf_counter() - start


def keep_seconds(path: Path, told: Sequence[Told]) -> float:
    with Record(path, create=True) as record:
        start = time.perf_counter()
        for one in told:
            record.keep(one.report, [], coded_by="benchmark")
        return time.perf_counter() - start


def search_seconds(path: Path) -> float:
    """All signatures, lookups and comparisons, in one transaction, as an older record gets them."""
    with Record(path) as record:
        start = time.perf_counter()
        with record._connection.writing():
            copies.write_all_copies(record._connection._sql)
        return time.perf_counter() - start


def quality(path: Path, told: Sequence[Told]) -> str:
    """Recall and precision over pairs: both of one original, or one of the other."""
    groups: dict[int, list[int]] = defaultdict(list)
    for version_id, one in enumerate(told, start=1):  # as they were kept, in a new record
        groups[one.original].append(version_id)
    true = {(b, a) for group in groups.values() for a, b in combinations(group, 2)}
    with Record(path) as record:
        found = set(copies.copies(record._connection))
    right = len(true & found)
    return (
        f"{len(true)} pairs planted, {len(found)} found: recall {right / len(true):.4f},"
        f" precision {right / max(len(found), 1):.4f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    told = generate(chosen.reports, chosen.seed)
    words = sum(len(one.report.text.split()) for one in told) // len(told)
    print(f"{len(told)} reports of {words} words on average, seed {chosen.seed}")
    bare = bare_seconds(told)
    with tempfile.TemporaryDirectory() as folder:
        path, plain = Path(folder) / "copies.db", Path(folder) / "plain.db"
        with patch("foedus.record.writing.write_copies"):
            without = keep_seconds(plain, told)
        before = plain.stat().st_size
        search = search_seconds(plain)
        size = plain.stat().st_size - before
        with_search = keep_seconds(path, told)
        print(quality(path, told))
    print(f"bare MinHash updates {bare:.2f} s; signatures, lookups, comparisons {search:.2f} s")
    print(
        f"keep: {with_search / len(told) * 1000:.2f} ms a report,"
        f" {without / len(told) * 1000:.2f} ms without the search;"
        f" {size / len(told):,.0f} bytes more on disk"
    )


if __name__ == "__main__":
    main()
