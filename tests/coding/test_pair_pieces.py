"""Which word pieces of a sentence are kept for a pair, and in which role."""

from __future__ import annotations

import re

import numpy as np
import pytest

from foedus.coding.marked import parse_marked
from foedus.coding.pair_pieces import MOST, kept_pieces, text_of
from foedus.coding.patterns import patterns
from foedus.coding.relations import read_pair
from foedus.reading.meaning import Pieces
from foedus.reading.parsing import Parser, as_sentences


def words(text: str) -> Pieces:
    """Words for pieces, between two that stand for the whole; the state is the piece's number."""
    places = [(0, 0), *(match.span() for match in re.finditer(r"\w+|[^\w\s]", text)), (0, 0)]
    return Pieces(tuple(places), np.arange(len(places), dtype=np.float32)[:, None])


def kept(parser: Parser, marked: str, start: int = 0) -> list[str]:
    """The pieces that are kept, with S, T or nothing for their role; `start` in the report."""
    one = parse_marked("AID", f"-|actual|{marked}", "here")
    (parsed, _), *_ = parser.parse([(one.sentence, None)])
    sentences = as_sentences(parsed, " " * start + one.sentence, 0, start)
    source, target = (
        None if span is None else (span[0] + start, span[1] + start)
        for span in (one.source, one.target)
    )
    pair, _ = read_pair(sentences, source, target, patterns())
    text = text_of(pair.tokens)
    assert text == one.sentence
    pieces = words(text)
    states, roles = kept_pieces(pair, pieces)
    numbers = [int(state[0]) for state in states]
    shown = ["(whole)" if not n else text[slice(*pieces.places[n])] for n in numbers]
    return [word + ("", "/S", "/T")[role] for word, role in zip(shown, roles, strict=True)]


@pytest.mark.parametrize("start", [0, 1000], ids=["at the start", "further in a report"])
@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "[S Chile] fined [T a Peruvian miner], which had denied it.",
            "(whole) Chile/S fined a/T Peruvian/T miner/T",
        ),
        ("Snow fell while [S Chile] thanked [T Peru].", "(whole) while Chile/S thanked Peru/T"),
        ("[S Chile] mobilised.", "(whole) Chile/S mobilised"),
    ],
)
def test_the_core_clause_and_the_parties_are_kept(
    parser: Parser, marked: str, expected: str, start: int
) -> None:
    assert kept(parser, marked, start) == expected.split()


def test_a_sentence_may_stand_with_wide_gaps(parser: Parser) -> None:
    assert kept(parser, "[S Chile]  fined   [T Peru].") == ["(whole)", "Chile/S", "fined", "Peru/T"]


def test_no_more_than_some_are_kept(parser: Parser) -> None:
    many = " and ".join(["one ship"] * 40)
    assert len(kept(parser, f"[S Chile] gave [T Peru, {many}].")) == MOST
