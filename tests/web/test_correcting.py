"""Corrections: as plain functions, from the pages, and in the shell."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from foedus.correcting import Correction, correct, gold_rows, undo, undo_last
from foedus.errors import FoedusError, NotInRecord, RecordError, UsageError
from foedus.model import Actor, as_json
from foedus.record import Filter, Record
from foedus.sources.pairs import PairRow, read_pairs
from tests.cli.conftest import Run, entries_of, run  # noqa: F401 - a fixture
from tests.record import examples
from tests.web.conftest import form_of

NORTH = Actor("northland", "Northland", "NOR", "GOV", "Northland", 0, 9)
SOUTH = Actor("southland", "Southland", "SOU", "GOV", "Southland", 18, 27)


@pytest.fixture
def record(ledger: Path) -> Iterator[Record]:
    with Record(ledger) as opened:
        yield opened


def decided(record: Record, id: str, **right: Any) -> dict[str, Any]:
    """The fields that differ once an entry is corrected."""
    before = as_json(record.entry(id))
    correct(record, id, Correction(**right), analyst="Ada")
    after = as_json(record.entry(id))
    return {name: after[name] for name in after if after[name] != before[name]}


@pytest.mark.parametrize(
    ("right", "changed"),
    [
        ({"assertion": "denied"}, {"assertion": "denied"}),
        # Another type brings its quad and intensity, and a mode of the old one goes.
        (
            {"type": "consult"},
            {"event": "CONSULT", "mode": None, "quad": "verbal-cooperation", "intensity": 2.5},
        ),
        ({"recipients": ()}, {"recipients": []}),
        ({"assertion": "actual", "type": "ASSAULT"}, {}),
    ],
)
def test_a_correction_changes_what_follows_from_it(
    record: Record, right: dict[str, object], changed: dict[str, object]
) -> None:
    found = decided(record, "e-report-1", **right)
    assert found == changed


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # In the entry itself; in the report; by a code; its words are found in the sentence.
        ("southland", ("southland", "Southland", 18, 27)),
        ("westland", ("westland", "", 10, 10)),
        ("EAS", ("eastland", "", 10, 10)),
        ("Southland leaders", ("southland", "Southland", 18, 27)),
        # In no report, so by the catalogue; not named in this sentence.
        ("iran", ("iran", "", 10, 10)),
        ("IRN", ("iran", "", 10, 10)),
        ("Islamic Republic of Iran", ("iran", "", 10, 10)),
    ],
)
def test_actors_are_named_as_the_record_or_the_catalogue_has_them(
    record: Record, name: str, expected: tuple[str, str, int, int]
) -> None:
    (found,) = decided(record, "e-report-1", actors=(name,))["actors"]
    assert (found["id"], found["text"], found["start"], found["end"]) == expected


def test_a_commitment_and_a_bond_are_corrected_in_their_own_fields(record: Record) -> None:
    word = decided(record, "c-report-1", type="COOPERATE", actors=("eastland",), recipients=())
    assert (word["actor"]["id"], word["act"]["event"]) == ("eastland", "COOPERATE")
    assert word["act"]["recipients"] == []
    bond = decided(record, "b-report-1", type="rivalry", actors=("northland", "westland"))
    assert bond["relation"] == "rivalry"
    assert [one["id"] for one in bond["members"]] == ["northland", "westland"]


@pytest.mark.parametrize(
    ("id", "right", "said"),
    [
        ("e-report-1", {}, "nothing is corrected"),
        ("e-report-1", {"type": "WAR"}, "'WAR' is no event type"),
        ("e-report-1", {"assertion": "maybe"}, "'maybe' is no assertion"),
        ("e-report-1", {"actors": ("nobody at all",)}, "no actor 'nobody at all'"),
        ("e-report-1", {"actors": ("northlnd",)}, "did you mean northland"),
        ("c-report-1", {"assertion": "denied"}, "only an event has an assertion"),
        ("c-report-1", {"actors": ("northland", "eastland")}, "a commitment has one actor"),
        ("b-report-1", {"recipients": ("northland",)}, "a bond has members and no recipients"),
        ("b-report-1", {"actors": ("northland",)}, "at least two members"),
        ("b-report-1", {"type": "ASSAULT"}, "'assault' is no relation"),
        ("e-nothing", {"wrong": True}, "no entry 'e-nothing'"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    record: Record, id: str, right: dict[str, Any], said: str
) -> None:
    with pytest.raises(FoedusError, match=said):
        correct(record, id, Correction(**right), analyst="Ada")
    assert list(record.decisions()) == []


def test_a_correction_needs_a_name(record: Record) -> None:
    with pytest.raises(UsageError, match="name of the analyst"):
        correct(record, "e-report-1", Correction(wrong=True), analyst=" ")


def test_undoing_takes_back_all_that_was_decided_together(record: Record) -> None:
    before = record.entry("e-report-1")
    made = correct(record, "e-report-1", Correction(type="CONSULT"), analyst="Ada", reason="so")
    assert len(made) > 1
    undone = undo(record, made[0].id, analyst="Bob")
    assert {one.id for one in undone} == {one.id for one in made}
    assert record.entry("e-report-1") == before
    with pytest.raises(RecordError, match="was undone before, by Bob"):
        undo(record, made[0].id, analyst="Bob")
    with pytest.raises(NotInRecord, match="no decision 99"):
        undo(record, 99, analyst="Bob")
    with pytest.raises(NotInRecord, match="nothing to undo"):
        undo_last(record, "e-report-1", analyst="Bob")


def test_an_entry_found_wrong_is_in_no_list_until_that_is_undone(record: Record) -> None:
    correct(record, "e-report-1", Correction(wrong=True), analyst="Ada")
    held = Filter(report="report-1")
    assert "e-report-1" not in {entry.id for entry in record.entries(held)}
    undo_last(record, "e-report-1", analyst="Ada")
    assert "e-report-1" in {entry.id for entry in record.entries(held)}


def test_corrected_events_become_gold_rows_that_score_reads(tmp_path: Path) -> None:
    with Record(tmp_path / "gold.db", create=True) as record:
        report = examples.report()
        _, *others = entries_of(report)
        event = examples.event(report, id="e-report-1", actors=(NORTH,), recipients=(SOUTH,))
        record.keep(report, [event, *others], coded_by="fake-1")
        correct(record, event.id, Correction(type="THREATEN"), analyst="Ada", reason="a threat")
        correct(record, "c-report-1", Correction(type="AID", actors=("eastland",)), analyst="Ada")
        rows = list(gold_rows(record))
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (found,) = read_pairs(file)
    assert isinstance(found, PairRow)
    assert (found.sentence, found.root, found.penta) == (
        "Northland shelled Southland.",
        "THREATEN",
        3,
    )
    assert (found.source, found.target) == ((0, 9), (18, 27))
    assert (rows[0]["analyst"], rows[0]["reason"]) == ("Ada", "a threat")


def test_what_is_wrong_or_undone_is_no_gold(record: Record) -> None:
    correct(record, "e-report-1", Correction(wrong=True), analyst="Ada")
    (made,) = correct(record, "e-report-2", Correction(assertion="denied"), analyst="Ada")
    undo(record, made.id, analyst="Ada")
    assert list(gold_rows(record)) == []


def test_coding_anew_honours_a_correction(record: Record) -> None:
    correct(record, "e-report-1", Correction(assertion="denied"), analyst="Ada")
    report = examples.report("report-1")
    record.keep(report, entries_of(report), coded_by="fake-2")
    assert record.entry("e-report-1").assertion == "denied"  # type: ignore[union-attr]


# The pages


def sent(pages: TestClient, id: str = "e-report-1", **fields: str) -> TestClient:
    hidden = form_of(pages, f"/event/{id}")
    shown = {name.removesuffix("_before"): value for name, value in hidden.items()}
    answer = pages.post(f"/correct/{id}", data={**shown, **hidden, "analyst": "Ada", **fields})
    assert (answer.status_code, answer.headers.get("location")) == (
        303, f"/event/{id}#decisions",
    ), answer.text  # fmt: skip
    return pages


def test_a_form_corrects_an_entry_and_a_button_undoes_it(pages: TestClient) -> None:
    sent(pages, assertion="denied", reason="the general says no")
    page = pages.get("/event/e-report-1").text
    assert "the general says no" in page
    assert 'value="Ada"' in page, "the name is kept for the next form"
    found = pages.get("/event/e-report-1.json").json()
    assert (found["entry"]["assertion"], found["as_coded"]["assertion"]) == ("denied", "actual")
    (made,) = found["decisions"]
    form = {**form_of(pages, "/event/e-report-1"), "analyst": "Bob"}
    answer = pages.post(f"/undo/{made['id']}", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/event/e-report-1#decisions")
    found = pages.get("/event/e-report-1.json").json()
    assert (found["entry"]["assertion"], found["as_coded"]) == ("actual", None)
    assert found["decisions"][0]["undone_by"] == "Bob"


def test_wrong_and_right_after_all_are_buttons(pages: TestClient) -> None:
    sent(pages, verdict="wrong", type="CONSULT")  # the verdict goes before what else is changed
    assert pages.get("/events.json?report=x").json()["total"] == 2
    found = pages.get("/event/e-report-1.json").json()
    assert (found["is_wrong"], found["entry"]["event"]) == (True, "ASSAULT")
    assert "Found wrong" in pages.get("/event/e-report-1").text
    assert pages.get("/report/report-1.json").json()["wrong"] == ["e-report-1"]
    sent(pages, verdict="right")
    assert pages.get("/event/e-report-1.json").json()["is_wrong"] is False


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "nothing is changed in the form"),
        ({"assertion": "denied", "analyst": " "}, "needs the name of the analyst"),
        ({"actors": "nobody at all"}, "no actor"),
        ({"verdict": "wrong", "reason": "x" * 501}, "over 500 characters"),
    ],
)
def test_a_form_that_makes_no_sense_is_refused(
    pages: TestClient, fields: dict[str, str], said: str
) -> None:
    hidden = form_of(pages, "/event/e-report-1")
    shown = {name.removesuffix("_before"): value for name, value in hidden.items()}
    answer = pages.post("/correct/e-report-1", data={**shown, **hidden, "analyst": "Ada", **fields})
    assert answer.status_code == 400
    assert said in answer.text
    # What was written stands in the form, whose fields are still compared with the entry's own.
    for name, value in fields.items():
        if name != "verdict":
            assert re.search(
                rf'(name="{name}"[^>]*value="{value.strip()}|selected>{value}<)', answer.text
            )
    assert answer.text.count('value="northland"') == 1 + ("actors" not in fields)
    assert pages.get("/decisions.json").json()["decisions"] == []


def test_what_an_analyst_writes_is_shown_as_text(pages: TestClient) -> None:
    sent(pages, verdict="wrong", analyst="<script>ädä</script>", reason='"><img src=x>')
    for path in ("/event/e-report-1", "/decisions"):
        page = pages.get(path).text
        assert "<script>ädä" not in page
        assert "<img" not in page
        assert "&lt;script&gt;ädä&lt;/script&gt;" in page


def test_decisions_are_exported_as_rows(pages: TestClient) -> None:
    sent(pages, type="THREATEN")
    answer = pages.get("/decisions.jsonl")
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    (row,) = (json.loads(line) for line in answer.text.splitlines())
    assert (row["id"], row["root"]) == ("e-report-1", "THREATEN")


# The shell


def test_the_shell_corrects_exports_and_undoes(run: Run, ledger: Path, tmp_path: Path) -> None:  # noqa: F811
    on = ("--record", ledger, "--analyst", "Ada")
    made = run("correct", "e-report-1", *on, "--assertion", "denied", "--reason", "so it says")
    assert (made.exit_code, made.output) == (
        0, 'e-report-1: assertion = "denied" by Ada (decision 1)\n',
    )  # fmt: skip
    gold = tmp_path / "gold.jsonl"
    assert run("correct", "--record", ledger, "--export", gold).output.endswith("1 rows\n")
    assert json.loads(gold.read_text())["assertion"] == "denied"
    undone = run("correct", "e-report-1", *on, "--undo")
    assert undone.output == 'e-report-1: assertion = "denied" by Ada (decision 1, undone)\n'
    again = run("correct", "e-report-1", *on, "--assertion", "actual")
    assert again.output == "nothing changed: the entry stands so already\n"


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        ((), 2, "name the entry to correct by its id"),
        (("--wrong",), 2, "name the entry to correct by its id"),
        (("e-report-1",), 2, "nothing is corrected"),
        (("e-report-1", "--undo", "--wrong"), 2, "do one after the other"),
        (("e-report-1", "--undo"), 1, "nothing to undo"),
        (("e-report-1", "--type", "WAR"), 2, "is no event type"),
    ],
)
def test_the_shell_says_what_is_missing(
    run: Run, ledger: Path, args: tuple[str, ...], code: int, said: str  # noqa: F811
) -> None:  # fmt: skip
    answer = run("correct", *args, "--record", ledger)
    assert (answer.exit_code, said in answer.output) == (code, True), answer.output


def test_days_of_decisions_are_shown(record: Record) -> None:
    (made,) = correct(record, "e-report-1", Correction(wrong=True), analyst="Ada")
    assert made.decided_at.tzinfo == dt.UTC
