"""What `relate` would reach if one half of the gold rows were added to its training sentences.

    python benchmarks/relate_with_gold.py GOLD.jsonl

Trains in memory on training/ and the first half of the gold (its YIELD as RETREAT), and scores the
second half, beside the model that comes with foedus. Nothing is written: gold is others'.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # scripts/ is no package that is installed

from foedus.coding.classifier import classifier, of_arrays  # noqa: E402
from foedus.coding.marked import Marked, read_marked  # noqa: E402
from foedus.coding.patterns import patterns  # noqa: E402
from foedus.coding.relations import Relater  # noqa: E402
from foedus.reading.meaning import meaning  # noqa: E402
from foedus.relating import PairCoder  # noqa: E402
from foedus.scoring import score  # noqa: E402
from foedus.sources.pairs import PairRow, read_pairs  # noqa: E402
from scripts.make_model import TRAINING, read, trained  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    rows = [row for row in read_pairs(parser.parse_args().gold) if isinstance(row, PairRow)]
    first = [row for row in rows if row.half == 0]
    second = [row for row in rows if row.half == 1]
    marked = [*read_marked(TRAINING), *map(_as_marked, first)]
    print(f"{len(marked)} sentences to train on, {len(second)} to score")
    with_gold = of_arrays(trained(marked, *read(marked)))
    for name, model in (("ours alone", classifier()), ("with the first half", with_gold)):
        coder = PairCoder(relater=Relater(patterns(), model, meaning().of))
        found = score(list(coder.answered(second)))
        assert found.root is not None
        assert found.quad is not None
        print(f"{name}: root macro F1 {found.root.macro:.3f}, quad {found.quad.macro:.3f}")


def _as_marked(row: PairRow) -> Marked:
    event = "RETREAT" if row.root == "YIELD" else str(row.root)
    return Marked(row.sentence, row.source, row.target, event, None, "actual")


if __name__ == "__main__":
    main()
