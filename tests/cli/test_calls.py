"""`foedus calls`: filters and formats."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from foedus.model import Asked, Entry
from foedus.record import Record
from tests.cli.conftest import Run
from tests.record import examples

TEXT = (
    "Northland shelled Southland. Southland asked Westland and Eastland for arms. Eastland refused."
)


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """A call to two, of whom one refused."""
    path = tmp_path / "ledger.db"
    report = examples.report("report-1", TEXT)
    south = {"actors": (examples.SOUTH,)}
    entries: list[Entry] = [
        examples.event(report, id="e-war"),
        examples.event(
            report, "e-call", "asked", event="REQUEST", mode="assist",
            recipients=(examples.WEST, examples.EAST), asks_for=Asked("AID", "for arms"), **south,
        ),
        examples.event(
            report, "e-no", "refused", event="REJECT", mode="assist", actors=(examples.EAST,),
            recipients=(examples.SOUTH,),
        ),
    ]  # fmt: skip
    with Record(path, create=True) as record:
        record.keep(replace(report), entries, coded_by="test")
    return path


def answers(output: str) -> dict[str, str]:
    found = [json.loads(line) for line in output.splitlines()]
    return {call["to"]["name"]: call["answer"] for call in found}


def test_an_object_has_the_fields_of_the_brief(run: Run, asked: Path) -> None:
    result = run("calls", "--record", asked, "--answer", "refused", "--format", "json")
    (call,) = json.loads(result.output)
    assert {name: call[name] for name in ("date", "asked_for", "answer", "entries")} == {
        "date": "2024-03-10", "asked_for": "for arms", "answer": "refused",
        "entries": ["e-call", "e-no"],
    }  # fmt: skip
    assert [side["code"] for side in call["from"]] == ["SOU"]
    assert call["to"]["code"] == "EAS"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), {"WES": "unanswered", "EAS": "refused"}),
        (("--answer", "unanswered"), {"WES": "unanswered"}),
        (("--answer", "unanswered", "--answer", "refused"),
         {"WES": "unanswered", "EAS": "refused"}),
        (("--pair", "SOU", "EAS"), {"EAS": "refused"}),
        (("--actor", "WES"), {"WES": "unanswered"}),
        (("--since", "2024-03-10", "--until", "2024-03-10"),
         {"WES": "unanswered", "EAS": "refused"}),
        (("--since", "2024-03-11"), {}),
        (("--until", "2024-03-09"), {}),
        (("--as-of", "2024-03-09"), {}),
    ],
)  # fmt: skip
def test_filters(run: Run, asked: Path, options: tuple[str, ...], expected: dict[str, str]) -> None:
    result = run("calls", "--record", asked, "--format", "jsonl", *options)
    assert result.exit_code == 0, result.output
    assert answers(result.stdout) == expected


def test_a_row_names_those_who_ask_and_are_asked(run: Run, asked: Path) -> None:
    result = run("calls", "--record", asked, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert {(row["from_id"], row["to_id"], row["answer_entry"]) for row in rows} == {
        ("sou", "eas", "e-no"), ("sou", "wes", ""),
    }  # fmt: skip


def test_a_table_shows_the_question_and_the_answer(run: Run, asked: Path) -> None:
    result = run("calls", "--record", asked, "--format", "table")
    assert "for arms" in result.output and "refused" in result.output
