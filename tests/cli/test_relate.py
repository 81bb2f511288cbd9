"""`relate` and `score` in the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PAIRS = Path(__file__).parents[2] / "docs" / "pairs.jsonl"
FIELDS = ["id", "event", "quad", "mode", "assertion", "confidence", "rule"]


def test_each_row_has_its_answer(run: Run) -> None:
    done = run("relate", PAIRS)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert [list(row) for row in rows] == [FIELDS] * 6
    assert [row["id"] for row in rows] == list("123456")
    assert [row["event"] for row in rows] == [
        "RETREAT", "REJECT", "AGREE", "ACCUSE", "AID", "ASSAULT",
    ]  # fmt: skip
    assert rows[5]["assertion"] == "denied"


def test_a_bad_line_is_named_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("{}\n" + PAIRS.read_text())
    done = run("relate", file)
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 6
    assert "line 1: has no sentence" in done.stderr


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("relate", tmp_path / "none.jsonl")
    assert done.exit_code == 1
    assert "none.jsonl" in done.stderr


def test_the_score_as_json(run: Run) -> None:
    done = run("score", PAIRS, "--format", "json", "--no-embedding")
    found = json.loads(done.stdout)
    assert (found["rows"], found["root"]["accuracy"], found["missed"]) == (6, 1.0, [])
    assert found["quad"]["macro"] == 1.0


def test_the_score_as_text_lists_what_was_missed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(PAIRS.read_text().replace('"ACCUSE"', '"PROTEST"'))
    told = run("score", file).stdout
    for words in ("root: macro F1", "gold \\ answer", "expected calibration error", "missed: 1"):
        assert words in told
    assert "PROTEST" in told


def test_the_two_halves_are_all_of_it(run: Run) -> None:
    sizes = [
        json.loads(run("score", PAIRS, "--half", half, "--format", "json").stdout)["rows"]
        for half in ("first", "second")
    ]
    assert sum(sizes) == 6
    assert min(sizes) > 0


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_reliability_is_drawn(run: Run, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"plot.{suffix}"
    assert run("score", PAIRS, "--plot", file).exit_code == 0
    assert file.read_bytes()[:4] in (b"<svg", b"\x89PNG")


def test_another_kind_of_plot_is_refused(run: Run, tmp_path: Path) -> None:
    done = run("score", PAIRS, "--plot", tmp_path / "plot.doc")
    assert done.exit_code == 2
    assert ".svg" in done.stderr


def test_rows_without_gold_cannot_be_scored(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    rows = [json.loads(line) for line in PAIRS.read_text().splitlines()]
    file.write_text(
        "".join(json.dumps({**row, "root": None, "penta": None}) + "\n" for row in rows)
    )
    done = run("score", file)
    assert done.exit_code == 2
    assert "no row has a root or a penta" in done.stderr
