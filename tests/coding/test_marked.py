"""Training sentences: their format, and that the set is balanced and without doubles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from foedus.coding.marked import Marked, parse_marked, read_marked
from foedus.errors import SourceError
from scripts.check_training import TRAINING, faults


def test_marks_become_offsets() -> None:
    found = parse_marked("AID", "-|actual|On Monday [S Cuba] sent [T Haiti] two doctors.", "here")
    assert found == Marked(
        "On Monday Cuba sent Haiti two doctors.", (10, 14), (20, 25), "AID", None, "actual"
    )


def test_a_side_may_stay_unmarked() -> None:
    found = parse_marked("ASSAULT", "firearms|denied|[T A guard] was shot.", "here")
    assert (found.source, found.target, found.mode, found.assertion) == (
        None,
        (0, 7),
        "firearms",
        "denied",
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[S Cuba] sent aid.", "write it as mode|assertion|sentence"),
        ("ceasefire|actual|[S Cuba] sent aid.", "ceasefire is not a mode of AID"),
        ("-|true|[S Cuba] sent aid.", "true is none of actual"),
        ("-|actual|Cuba sent aid.", "mark the parties"),
        ("-|actual|[S Cuba] sent [S Haiti] aid.", "[S …] stands twice"),
        ("-|actual|[S Cuba] sent [Haiti] aid.", "mark the parties"),
    ],
)
def test_a_faulty_line_is_named(line: str, told: str) -> None:
    with pytest.raises(SourceError) as error:
        parse_marked("AID", line, "aid.txt, line 3")
    assert str(error.value).startswith("aid.txt, line 3: ")
    assert told in str(error.value)


def test_the_file_names_the_type(tmp_path: Path) -> None:
    (tmp_path / "aid.long.txt").write_text("# a comment\n-|actual|[S Cuba] sent aid.\n")
    assert [one.event for one in read_marked(tmp_path)] == ["AID"]
    (tmp_path / "help.txt").write_text("-|actual|[S Cuba] sent aid.\n")
    with pytest.raises(SourceError, match="HELP is not an event type"):
        list(read_marked(tmp_path))


@cache
def ours() -> Sequence[Marked]:
    return tuple(read_marked(TRAINING))


def test_our_sentences_are_many_balanced_and_not_doubled() -> None:
    assert list(faults(ours())) == []


def test_a_double_and_a_near_double_are_found() -> None:
    one = parse_marked(
        "AID", "-|actual|[S Cuba] sent [T Haiti] two doctors on Monday, it said.", "here"
    )
    near = parse_marked(
        "AID", "-|actual|[S Cuba] sent [T Haiti] two doctors on Friday, it said.", "here"
    )
    told = [fault.partition(":")[0] for fault in faults([one, one, near])]
    assert told.count("twice") == 1
    assert told.count("alike") == 1
