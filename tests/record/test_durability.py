"""Killed at any moment, a record opens again with all that it said it kept."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from foedus.record import Record

SOURCE = Path(__file__).parents[2] / "benchmarks" / "durability.py"


@pytest.fixture(scope="module")
def durability() -> ModuleType:
    spec = importlib.util.spec_from_file_location("durability", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["durability"] = module
    spec.loader.exec_module(module)
    return module


def test_nothing_acknowledged_is_lost(durability, path):
    outcome = durability.run(path, kills=5, seed=1)
    assert outcome.losses == []
    assert outcome.kills == 5
    assert outcome.acknowledged


def test_another_command(durability, path):
    script = (
        "import sys; from foedus.record import Record; from foedus.model import Report\n"
        "with Record(sys.argv[1], create=True) as record:\n"
        "    for n in range(5): print(record.keep(Report(f'r{n}', 'x'), [], coded_by='1').report)"
    )
    outcome = durability.run(path, 1, 0, f'"{sys.executable}" -c "{script}" {{record}}')
    assert outcome.losses == []


def test_losses_are_seen(durability, path):
    report, entries = durability.synthetic("synthetic-1", durability.CODERS[0])
    said = durability.Acknowledged
    with Record(path, create=True) as record:
        record.keep(report, entries[1:], coded_by=durability.CODERS[0])
        record.keep(durability.synthetic("other", durability.CODERS[0])[0], [], coded_by="3")
        outcome = durability.Outcome(
            acknowledged={
                "synthetic-1": said(len(entries), "recoded"),
                "other": said(1, "new"),
                "missing": said(),
            }
        )
        found = list(durability.losses(record, outcome, None))
    assert found == [
        "synthetic-1: its re-coding was acknowledged and is gone",
        "other: 0 of 1 entries are there",
        "missing: was acknowledged and is gone",
        f"synthetic-1: {len(entries) - 1} of {len(entries)} entries are there as kept",
    ]
