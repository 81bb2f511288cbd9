"""What `relate` would reach if one half of the gold rows were added to its training sentences.

    python benchmarks/relate_with_gold.py GOLD.jsonl

Trains in memory, words and layers, on training/ and the first half of the gold (its YIELD as
RETREAT), and scores the second half, beside the model that comes with foedus. Nothing is written:
gold is others'.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]  # scripts/ is no package that is installed

import make_meaning  # noqa: E402
import make_model  # noqa: E402

from foedus.coding import classifier, last_layers  # noqa: E402
from foedus.coding.marked import Marked, read_marked  # noqa: E402
from foedus.coding.pair_pieces import Reader, reader  # noqa: E402
from foedus.coding.patterns import patterns  # noqa: E402
from foedus.coding.relations import Relater  # noqa: E402
from foedus.reading.meaning import meaning  # noqa: E402
from foedus.relating import PairCoder  # noqa: E402
from foedus.scoring import score  # noqa: E402
from foedus.sources.pairs import PairRow, read_pairs  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    rows = [row for row in read_pairs(parser.parse_args().gold) if isinstance(row, PairRow)]
    first = [row for row in rows if row.half == 0]
    second = [row for row in rows if row.half == 1]
    marked = [*read_marked(make_model.TRAINING), *map(_as_marked, first)]
    print(f"{len(marked)} sentences to train on, {len(second)} to score")
    ours = Relater(patterns(), classifier.classifier(), reader())
    for name, relater in (("ours alone", ours), ("with the first half", _trained(marked))):
        found = score(list(PairCoder(relater=relater).answered(second)))
        assert found.root is not None
        assert found.quad is not None
        print(f"{name}: root macro F1 {found.root.macro:.3f}, quad {found.quad.macro:.3f}")


def _trained(marked: list[Marked]) -> Relater:
    words = classifier.of_arrays(make_model.trained(marked, make_model.read(marked)))
    examples = make_meaning.read(marked)
    weights = make_meaning.trained(examples)
    layers = last_layers.of_arrays(make_meaning.arrays_of(weights, examples.events, ""))
    return Relater(patterns(), words, Reader(meaning().of, layers))


def _as_marked(row: PairRow) -> Marked:
    event = "RETREAT" if row.root == "YIELD" else str(row.root)
    return Marked(row.sentence, row.source, row.target, event, None, "actual")


if __name__ == "__main__":
    main()
