"""Charts: what is drawn of the records, and that it is drawn without a browser or a network."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from foedus.charts import calls_ledger, levels, save, signed_network, strain_profile, svg, what_if
from foedus.charts.signed_network import layout
from foedus.errors import UsageError
from foedus.network.shapes import Call, Component, Strain, Tie
from foedus.network.sides import Side

DAY = dt.date(2024, 3, 10)
A, B, C, D = (Side(name.lower(), name, None) for name in ("Aland", "Bland", "Cland", "Dland"))


def tie(source: Side, target: Side, value: float, sign: str, events: int = 3) -> Tie:
    probability = {"positive": 0.97, "negative": 0.03, "open": 0.5}[sign]
    return Tie(
        f"tie--{source.id}--{target.id}", source, target, value, value - 0.1, value + 0.1,
        sign, probability, 1.0, 1.0, events, (),
    )  # fmt: skip


def call(answer: str, answered: dt.date | None, date: dt.date | None = DAY) -> Call:
    return Call("call--e--a", (B,), A, date, "to <b>join</b>", answer, answered, None, 0, ())


def data_of(chart: object) -> list[list[dict[str, object]]]:
    """The rows of each data set in a chart's own description."""
    return [rows for rows in json.loads(chart.to_json())["datasets"].values() if rows]


def drawn_ties(ties: list[Tie], **options: int) -> set[tuple[str, str]]:
    rows = next(
        (some for some in data_of(signed_network(ties, **options)) if "sign" in some[0]), []
    )
    return {(str(row["between"]), str(row["sign"])) for row in rows}


ALLIED, HOSTILE = tie(A, B, 0.8, "positive"), tie(A, C, -0.8, "negative")


@pytest.mark.parametrize(
    ("situation", "ties", "expected"),
    [
        ("each pair once", [ALLIED, HOSTILE],
         {("Aland – Bland", "positive"), ("Aland – Cland", "negative")}),
        ("of both ways the surer", [tie(A, B, 0.1, "open"), tie(B, A, 0.9, "positive")],
         {("Bland – Aland", "positive")}),
        ("none that has faded", [ALLIED, replace(HOSTILE, cooperation=0.0, hostility=0.01)],
         {("Aland – Bland", "positive")}),
        ("nothing", [], set()),
    ],
)  # fmt: skip
def test_the_network_draws(situation: str, ties: list[Tie], expected: set[tuple[str, str]]):
    assert drawn_ties(ties) == expected


def test_of_too_many_ties_those_of_most_events_are_drawn():
    ties = [replace(ALLIED, events=1), replace(HOSTILE, events=9)]
    assert drawn_ties(ties, most=1) == {("Aland – Cland", "negative")}


def apart(places: dict[str, tuple[float, float]], one: Side, other: Side) -> float:
    return math.dist(places[one.id], places[other.id])


def test_allies_lie_nearer_than_adversaries():
    places = layout(["aland", "bland", "cland"], [ALLIED, HOSTILE])
    assert apart(places, A, B) < apart(places, A, C)


def test_the_same_ties_lie_in_the_same_places_in_whatever_order():
    ids = ["aland", "bland", "cland", "dland"]
    ties = [ALLIED, HOSTILE, tie(C, D, 0.5, "open")]
    there = layout(ids, ties)
    assert layout(ids, ties[::-1]) == there


def test_a_small_change_of_ties_moves_little():
    ids = ["aland", "bland", "cland", "dland"]
    before = layout(ids, [ALLIED, HOSTILE, tie(C, D, 0.50, "positive")])
    after = layout(ids, [ALLIED, HOSTILE, tie(C, D, 0.55, "positive")])
    assert max(math.dist(before[id], after[id]) for id in ids) < 0.1


@pytest.mark.parametrize("ids", [[], ["aland"]])
def test_few_sides_have_a_place(ids: list[str]):
    assert list(layout(ids, [])) == ids


def test_a_component_of_which_nothing_is_known_has_no_bar():
    known = Component("voiced", 0.5, 0.2, 0.8, 0.5, True, "1 of 2", ())
    strain = Strain(0.25, 0.1, 0.4, (known, replace(known, name="hostility", is_known=False)))
    rows = data_of(strain_profile(strain))[0]
    assert [(row["name"], row["value"]) for row in rows] == [
        ("voiced", 0.5), ("hostility", None), ("total", 0.25),
    ]  # fmt: skip


def test_a_call_runs_to_its_answer_and_an_open_one_to_the_day():
    later = DAY + dt.timedelta(days=5)
    made = [call("granted", later), call("unanswered", None), call("refused", later, None)]
    rows = data_of(calls_ledger(made, DAY + dt.timedelta(days=9)))[0]
    assert [(row["answer"], row["answered"]) for row in rows] == [
        ("granted", "2024-03-15"), ("unanswered", "2024-03-19"),
    ]  # fmt: skip


def test_the_last_level_is_drawn_on_to_the_day():
    rows = data_of(levels({"A – B": [(DAY, 4)], "A – C": []}, DAY + dt.timedelta(days=3)))[0]
    assert [(row["day"], row["level"]) for row in rows] == [("2024-03-10", 4), ("2024-03-13", 4)]


def test_what_comes_in_no_run_is_left_out():
    rows = [
        {"name": name, "probability": with_it, "baseline": without, "range_low": 0.0,
         "range_high": 1.0}
        for name, with_it, without in (("A", 0.5, 0.0), ("B", 0.0, 0.2), ("C", 0.0, 0.0))
    ]  # fmt: skip
    drawn = data_of(what_if(rows, rows[:1]))
    assert [{row["name"] for row in some} for some in drawn] == [{"A", "B"}, {"A"}]


@pytest.mark.parametrize("suffix", [".svg", ".png", ".json"])
def test_files(tmp_path: Path, suffix: str):
    file = tmp_path / f"network{suffix}"
    save(signed_network([ALLIED, HOSTILE]), file)
    assert file.stat().st_size > 500


def test_another_kind_of_file_is_refused(tmp_path: Path):
    with pytest.raises(UsageError, match=r"written as \.svg, \.png, \.json"):
        save(signed_network([ALLIED]), tmp_path / "network.gif")


def test_words_of_reports_are_text_in_a_picture():
    hostile = replace(ALLIED, target=Side("b", "<script>alert(1)</script>", None))
    assert "<script" not in svg(signed_network([hostile]))
