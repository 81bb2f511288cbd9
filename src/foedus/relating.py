"""Marked pairs -> relations: the same reading and coding as for reports, without who is who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from foedus.coding.classifier import classifier
from foedus.coding.pair_pieces import reader
from foedus.coding.patterns import patterns
from foedus.coding.relations import Relater, Relation
from foedus.reading.parsing import Parser, as_sentences
from foedus.scoring import Answered
from foedus.sources.pairs import PairRow

AT_ONCE = 64  # rows that are coded together: enough to be quick, few enough to be held


class PairCoder:
    """Says of marked pairs what the source does to the target.

    Args:
        model: a spaCy pipeline by name or path; None takes the small English one.
        embedding: whether the meaning of a clause is asked where words leave it open.
        relater: one with other weights, in place of the usual.
    """

    def __init__(
        self,
        *,
        model: str | None = None,
        embedding: bool = True,
        relater: Relater | None = None,
    ) -> None:
        self._parser = Parser(model)
        read = reader() if embedding and relater is None else None
        self._relater = relater or Relater(patterns(), classifier(), read)

    def relate(self, rows: Iterable[PairRow]) -> Iterator[tuple[PairRow, Relation]]:
        """Yield each row with its relation, in order, holding only a few at a time."""
        parsed = self._parser.parse((row.sentence, row) for row in rows)
        while some := list(islice(parsed, AT_ONCE)):
            marked = [
                (as_sentences(sentences, row.sentence, 0, 0), row.source, row.target)
                for sentences, row in some
            ]
            found = self._relater.relate(marked)
            yield from zip((row for _, row in some), found, strict=True)

    def answered(self, rows: Iterable[PairRow]) -> Iterator[Answered]:
        """Yield each gold row with its answer, for `score`."""
        for row, found in self.relate(rows):
            yield Answered(
                id=row.id,
                sentence=row.sentence,
                gold_root=row.root,
                gold_quad=row.penta,
                event=found.event,
                quad=found.quad,
                confidence=found.confidence,
                rule=found.rule,
            )
