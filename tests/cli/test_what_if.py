"""`what-if`: what it prints, what it repeats, what is wrong usage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

TOP = [
    "suppositions", "as_of", "runs", "seed", "horizon", "actors", "fronts", "commitments", "chains",
    "assumptions",
]  # fmt: skip
# In the ledger Northland shelled Southland, and Westland will help if Eastland attacks Southland.
MET = "EAS ASSAULT SOU"


def result(run: Run, ledger: Path, *args: object) -> Any:
    done = run("what-if", *args, "--record", ledger, "--format", "json", "--runs", 500)
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_json_has_what_was_asked_for(run: Run, ledger: Path) -> None:
    found = result(run, ledger, MET, "--seed", 7, "--horizon", "14d")
    assert [name for name in TOP if name not in found] == []
    assert (found["runs"], found["seed"], found["horizon"]) == (500, 7, 14)
    assert found["suppositions"][0]["text"] == MET
    assert {"id", "name", "code", "probability", "low", "high", "baseline"} <= set(
        found["actors"][0]
    )
    front = found["fronts"][0]
    assert {"sides", "opens_or_rises", "low", "high", "baseline"} <= set(front)
    (word,) = (one for one in found["commitments"] if one["fired"])
    assert {"id", "actor", "fired", "baseline", "influence", "entries"} <= set(word)
    assert word["entries"][0].startswith("c-report-")
    assert {"text", "entries"} == set(found["chains"][0]["steps"][0])
    assert "predicts nothing" in found["statement"]


def test_nothing_supposed_fires_nothing(run: Run, ledger: Path) -> None:
    found = result(run, ledger)
    assert [one for one in found["commitments"] if one["fired"]] == []
    assert found["chains"] == []


def test_text_says_who_is_bound_and_that_it_predicts_nothing(run: Run, ledger: Path) -> None:
    done = run("what-if", MET, "--record", ledger, "--runs", 500)
    assert done.exit_code == 0
    for words in (
        "What if: EAS attacks SOU",
        "This tests what parties have said, and predicts nothing.",
        "WES will: help Southland, if it is attacked",
        "The commonest chains",
        "What it assumes",
    ):
        assert words in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 96


def test_the_same_seed_gives_the_same_bytes(run: Run, ledger: Path) -> None:
    once, again, other = (
        run("what-if", MET, "--record", ledger, "--runs", 500, "--seed", seed).stdout
        for seed in (1, 1, 2)
    )
    assert once == again != other


def test_a_scenario_is_repeated_and_options_go_before_it(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    path = tmp_path / "s.toml"
    path.write_text(
        f'suppositions = ["{MET}"]\n'
        '[[credibility]]\nactor = "wes"\nvalue = 1\nreason = "Supposed."\n'
        '[[number]]\nname = "seed"\nvalue = 5\nreason = "Drawn."\n'
        '[[number]]\nname = "rounds"\nvalue = 2\nreason = "Short."\n',
        encoding="utf-8",
    )
    found = result(run, ledger, "--scenario", path, "--seed", 9)
    assert (found["seed"], found["rounds"]) == (9, 2)
    assert [one["reason"] for one in found["scenario"]] == ["Supposed.", "Drawn.", "Short."]
    assert max(one["fired"] for one in found["commitments"]) == 1.0


def test_backtest_says_how_few_cases_there_are(run: Run, ledger: Path) -> None:
    done = run("what-if", "--backtest", "--record", ledger)
    assert done.exit_code == 0
    assert "nothing to check" in done.stdout
    as_json = run("what-if", "--backtest", "--record", ledger, "--format", "json")
    assert json.loads(as_json.stdout)["cases"] == []


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["EAS ASSULT SOU"], "did you mean ASSAULT?"),
        (["weas ASSAULT SOU"], "did you mean wes, eas?"),
        ([MET, "--runs", "0"], "from 1 to"),
        ([MET, "--runs", "many"], "a whole number"),
        ([MET, "--horizon", "a month"], "30d"),
        ([MET, "--set", "release"], "NAME=VALUE"),
        ([MET, "--set", "relese=1"], "there are runs"),
        ([MET, "--backtest"], "leave out what is supposed"),
        ([MET, "--format", "csv"], "json"),
    ],
)
def test_wrong_usage_is_one_line(run: Run, ledger: Path, args: list[str], says: str) -> None:
    done = run("what-if", *args, "--record", ledger)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("foedus: ")
    assert says in done.stderr


def test_a_scenario_that_is_not_there(run: Run, ledger: Path, tmp_path: Path) -> None:
    done = run("what-if", "--scenario", tmp_path / "no.toml", "--record", ledger)
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
