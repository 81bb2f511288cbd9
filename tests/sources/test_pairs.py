"""Rows of marked pairs: what is read, and what a bad line is told."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from foedus.errors import SourceError
from foedus.sources.limits import Limits
from foedus.sources.pairs import PairRow, read_pairs

SENTENCE = "Chile thanked Peru."


def line(**given: object) -> str:
    row = {"id": "a", "sentence": SENTENCE, "source_span": [0, 5], "target_span": [14, 18]}
    return json.dumps({**row, **given})


def rows(text: str) -> list[PairRow | SourceError]:
    return list(read_pairs("-", stdin=io.BytesIO(text.encode())))


def test_a_row_with_all_it_may_have() -> None:
    (row,) = rows(line(root="SUPPORT", penta=1, note="left alone"))
    assert row == PairRow("a", SENTENCE, (0, 5), (14, 18), "SUPPORT", 1)


@pytest.mark.parametrize("span", ["source_span", "target_span"])
def test_a_span_may_be_null_or_left_out(span: str) -> None:
    (null,) = rows(line(**{span: None}))
    given = json.loads(line())
    del given[span]
    (left_out,) = rows(json.dumps(given))
    assert null == left_out
    assert getattr(null, span.partition("_")[0]) is None


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("{", "line 2: is not valid JSON"),
        ("[1]", "line 2: is no object"),
        (line(sentence=""), "line 2: has no sentence"),
        (line(sentence=3), "line 2: has no sentence"),
        (line(source_span=[0]), "line 2: source_span is no pair of offsets"),
        (line(source_span="0-5"), "line 2: source_span is no pair of offsets"),
        (line(source_span=[True, 5]), "line 2: source_span is no pair of offsets"),
        (
            line(target_span=[14, 99]),
            "line 2: target_span [14, 99] does not lie in the sentence of 19 characters",
        ),
        (line(target_span=[5, 5]), "line 2: target_span [5, 5] does not lie"),
        (line(target_span=[-1, 5]), "line 2: target_span [-1, 5] does not lie"),
        ("[" * 200 + "]" * 200, "line 2: its JSON is nested deeper"),
    ],
)
def test_a_bad_line_loses_only_itself(bad: str, told: str) -> None:
    first, error, last = rows(f"{line()}\n{bad}\n{line(id='b')}")
    assert isinstance(first, PairRow)
    assert isinstance(error, SourceError)
    assert told in str(error)
    assert isinstance(last, PairRow)
    assert last.id == "b"


def test_a_line_that_is_too_long(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(line() + "\n")
    (error,) = read_pairs(file, limits=Limits(line_bytes=20))
    assert "the line is over 20 bytes" in str(error)


@pytest.mark.parametrize(("text", "told"), [("", "is empty"), ("\n\n", "is empty")])
def test_an_empty_file(text: str, told: str) -> None:
    (error,) = rows(text)
    assert str(error).endswith(told)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (error,) = read_pairs(tmp_path / "none.jsonl")
    assert isinstance(error, SourceError)
    assert "none.jsonl" in str(error)
