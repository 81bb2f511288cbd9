"""Look through the sentences in training/: what stands twice, and what is too rare or too common.

python scripts/check_training.py        print the balance, and each fault on a line
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from foedus.coding.marked import NONE, Marked, read_marked
from foedus.coding.ontology import ontology
from foedus.model import ASSERTIONS

TRAINING = Path(__file__).parents[1] / "training"
FEWEST = 4000  # sentences in all
FEWEST_OF_A_TYPE = 300
MOST_OF_A_TYPE = 0.12  # of all
FEWEST_OF_A_MODE = 10
FEWEST_OF_AN_ASSERTION = 40
ALIKE = 0.8  # the share of words that two sentences have in common
_WORD = re.compile(r"\w+")
_COMMON = 60  # a word in more sentences than that tells no two apart


def main() -> int:
    marked = list(read_marked(TRAINING))
    for line in balance(marked):
        print(line)
    found = list(faults(marked))
    for fault in found:
        print(fault)
    print(f"{len(marked)} sentences, {len(found)} faults")
    return 1 if found else 0


def balance(marked: Sequence[Marked]) -> Iterator[str]:
    """How many sentences each type, and each assertion, has."""
    for name, counts in (
        ("type", Counter(one.event for one in marked)),
        ("assertion", Counter(one.assertion for one in marked)),
    ):
        listed = ", ".join(f"{kind} {count}" for kind, count in counts.most_common())
        yield f"{name}: {listed}"


def faults(marked: Sequence[Marked]) -> Iterator[str]:
    """Each fault as a line: doubles, near doubles, and whatever is out of balance."""
    if len(marked) < FEWEST:
        yield f"{len(marked)} sentences are under {FEWEST}"
    yield from _doubles(marked)
    types = Counter(one.event for one in marked)
    modes = Counter((one.event, one.mode) for one in marked)
    assertions = Counter(one.assertion for one in marked)
    if types[NONE] < FEWEST_OF_A_TYPE:
        yield f"{NONE} has {types[NONE]} sentences"
    for kind in ontology().types.values():
        count = types[kind.name]
        if count < FEWEST_OF_A_TYPE or count > MOST_OF_A_TYPE * len(marked):
            yield f"{kind.name} has {count} sentences of {len(marked)}"
        for mode in kind.modes:
            if modes[kind.name, mode] < FEWEST_OF_A_MODE:
                yield f"{kind.name} {mode} has {modes[kind.name, mode]} sentences"
    for assertion in ASSERTIONS:
        if assertions[assertion] < FEWEST_OF_AN_ASSERTION:
            yield f"{assertion} has {assertions[assertion]} sentences"


def _doubles(marked: Sequence[Marked]) -> Iterator[str]:
    """The same words with the same parties, and sentences that share most of their words.

    One sentence may stand there several times for several pairs in it.
    """
    seen: set[tuple[str, object, object]] = set()
    for one in marked:
        key = (" ".join(_WORD.findall(one.sentence.lower())), one.source, one.target)
        if key in seen:
            yield f"twice: {one.sentence}"
        seen.add(key)
    bags = {one.sentence: frozenset(_WORD.findall(one.sentence.lower())) for one in marked}
    holding: dict[str, list[str]] = defaultdict(list)
    for sentence, bag in bags.items():
        for word in bag:
            holding[word].append(sentence)
    for sentence, bag in bags.items():
        rare = [word for word in sorted(bag) if len(holding[word]) <= _COMMON]
        near = {other for word in rare for other in holding[word] if other > sentence}
        for other in sorted(near):
            if len(bag & bags[other]) >= ALIKE * len(bag | bags[other]):
                yield f"alike: {sentence} / {other}"


if __name__ == "__main__":
    sys.exit(main())
