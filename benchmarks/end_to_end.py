"""What `foedus code` makes of bare sentences, against gold rows with marked parties.

    python benchmarks/end_to_end.py GOLD.jsonl [--half first|second] [--missed N]

A row is found where an event of the right type stands between overlapping parties: one of its
actors overlaps the marked source and one of its recipients the marked target (of a mutual event,
which has actors alone, two different ones). Precision is the share of the right type among all
events that stand between the marked parties of a row.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from foedus.model import Actor, Event, Report, Span
from foedus.pipeline import Coder
from foedus.scoring import like_gold
from foedus.sources.pairs import PairRow, read_pairs


def rows_of(path: Path, half: str | None) -> list[PairRow]:
    """The gold rows, of one half if one is named; told apart as `foedus score` does."""
    rows = [row for row in read_pairs(path) if isinstance(row, PairRow) and row.root]
    wanted = {"first": 0, "second": 1}.get(half or "")
    return [row for row in rows if wanted is None or row.half == wanted]


def between(event: Event, row: PairRow) -> bool:
    """Whether the event stands between the marked parties, from source to target."""
    source, target = row.source, row.target
    if source is None or target is None:
        return overlaps(event.actors, source or target) or overlaps(event.recipients, target)
    if event.recipients:
        return overlaps(event.actors, source) and overlaps(event.recipients, target)
    return overlaps(event.actors, source) and overlaps(event.actors, target)


def overlaps(actors: Sequence[Actor], span: Span | None) -> bool:
    return span is not None and any(a.start < span[1] and a.end > span[0] for a in actors)


def coded(rows: Sequence[PairRow]) -> Iterator[tuple[PairRow, list[Event]]]:
    """Each row with the events of its sentence."""
    reports = (Report(id=row.id, text=row.sentence) for row in rows)
    for row, (_, entries) in zip(rows, Coder().code(reports), strict=True):
        yield row, [entry for entry in entries if isinstance(entry, Event)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--half", choices=("first", "second"))
    parser.add_argument("--missed", type=int, default=0, help="print so many of the missed rows")
    given = parser.parse_args()
    found = right = yielded = 0
    causes: Counter[str] = Counter()
    missed: list[str] = []
    rows = rows_of(given.gold, given.half)
    for row, events in coded(rows):
        here = [event for event in events if between(event, row)]
        kinds = [like_gold(event.event, row.root) for event in here]
        yielded += len(here)
        right += kinds.count(str(row.root))
        if row.root in kinds:
            found += 1
            continue
        cause = _cause(row, events, kinds)
        causes[cause] += 1
        told = [
            f"{e.event}({', '.join(a.text for a in e.actors)} > "
            f"{', '.join(a.text for a in e.recipients)})"
            for e in events
        ]
        missed.append(f"{cause} | {row.root} | {'; '.join(told)} | {row.sentence}")
    print(f"{len(rows)} rows; found {found / len(rows):.3f}")
    print(f"{yielded} events between the marked parties; of the right type {right / yielded:.3f}")
    for cause, count in causes.most_common():
        print(f"  {count:4d} missed: {cause}")
    for line in missed[: given.missed]:
        print(line)


def _cause(row: PairRow, events: Sequence[Event], kinds: Sequence[str]) -> str:
    if kinds:
        return "another type between the two"
    if not events:
        return "no event in the sentence"
    if any(like_gold(event.event, row.root) == row.root for event in events):
        return "the right type between others"
    return "another type between others"


if __name__ == "__main__":
    main()
