"""From reports to the result: whose word a supposition meets, in the examples and in the seed."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from foedus.catalogue.loading import load_catalogue
from foedus.model import Report
from foedus.network.ledger import ledger_of
from foedus.network.situation import Situation, situation
from foedus.outlook.options import Options
from foedus.outlook.shapes import Supposed, WhatIf
from foedus.outlook.state import world_of
from foedus.outlook.telling import what_if
from foedus.pipeline import Coder
from foedus.record import Record
from foedus.sources import read_sources

EXAMPLES = Path(__file__).parents[2] / "examples" / "gaza-2023"
SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).parents[3] / "shared")
SEED = sorted((SHARED / "seed").glob("*.txt"))[:1]
TEHRAN = [
    EXAMPLES / "2023-11-05-lanternhouse-tehran.html",
    EXAMPLES / "2023-11-19-aldersund-ship-seized.md",
]


@pytest.fixture(scope="module", params=["examples", "seed"])
def told(
    request: pytest.FixtureRequest, coder: Coder, tmp_path_factory: pytest.TempPathFactory
) -> Situation:
    """Iran's conditional word and a refusal without a condition, from the record."""
    paths: Sequence[Path] = TEHRAN if request.param == "examples" else SEED
    if not paths:
        pytest.skip("the seed report is not here; FOEDUS_SHARED names the folder that holds seed/")
    reports = [one for one in read_sources(paths) if isinstance(one, Report)]
    path = tmp_path_factory.mktemp("what-if") / "record.db"
    catalogue = load_catalogue()
    with Record(path, create=True) as record:
        for report, entries in coder.code(reports):
            record.keep(report, entries, coded_by="test")
        return situation(ledger_of(record, catalogue))


def play(told: Situation, *pairs: tuple[str, str]) -> WhatIf:
    known = {side.id: side for side in told.ledger.events.sides}
    known |= {side.id: side for word in told.ledger.words for side in (*word.if_by, *word.if_to)}
    supposed = [
        Supposed(f"{one} ASSAULT {other}", known[one], "ASSAULT", known[other])
        for one, other in pairs
    ]
    options = Options(runs=2000)
    return what_if(world_of(told, options, supposed), supposed, options)


@pytest.mark.parametrize("attacker", ["israel", "united-states"])
def test_an_attack_on_iran_fires_its_conditional_word_and_no_refusal(
    told: Situation, attacker: str
) -> None:
    found = play(told, (attacker, "iran"))
    refusals = {
        word.id
        for word in told.ledger.words
        if word.said.polarity == "will-not" and word.said.condition is None
    }
    (word,) = (one for one in found.commitments if one.actor.id == "iran" and one.met)
    assert word.part == "release"
    assert "unless" in word.says
    assert 0 < word.fired < 1 == word.met
    assert word.baseline == 0
    assert word.id not in refusals
    listed = {one.id: one.fired for one in found.commitments if one.id in refusals}
    assert listed, "there are refusals without a condition"
    assert set(listed.values()) == {0.0}
    (iran,) = (one for one in found.actors if one.id == "iran")
    assert iran.probability > iran.baseline
    assert any(word.id in step.entries for chain in found.chains for step in chain.steps)


def test_an_attack_by_another_does_not_meet_it(told: Situation) -> None:
    found = play(told, ("hamas", "iran")) if _knows(told, "hamas") else play(told)
    assert [one.id for one in found.commitments if one.actor.id == "iran" and one.fired] == []


def _knows(told: Situation, id: str) -> bool:
    return any(side.id == id for side in told.ledger.events.sides)


def test_supposing_nothing_fires_nothing(told: Situation) -> None:
    found = play(told)
    assert {one.fired for one in found.commitments} == {0.0}
    assert all(one.probability == one.baseline for one in found.actors)
    assert all(one.opens_or_rises == one.baseline for one in found.fronts)


def test_entries_that_a_result_names_are_in_the_record(told: Situation) -> None:
    found = play(told, ("israel", "iran"))
    known = {word.id for word in told.ledger.words} | {
        bytes(id).decode() for id in told.ledger.events.told.ids
    }
    named = {id for chain in found.chains for step in chain.steps for id in step.entries}
    named |= {id for one in found.commitments for id in one.entries}
    told_again = {id for word in told.ledger.words for id in word.entries}
    assert named <= known | told_again


def test_an_empty_record(tmp_path: Path) -> None:
    with Record(tmp_path / "empty.db", create=True) as record:
        nothing = situation(ledger_of(record, load_catalogue(), as_of=dt.date(2024, 1, 1)))
    found = play(nothing)
    assert (found.actors, found.fronts, found.commitments, found.chains) == ((), (), (), ())
