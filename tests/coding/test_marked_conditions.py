"""Conditions that their opening words tell, wherever the parse hangs their clause."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.model import Commitment, Report
from foedus.pipeline import Coder


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (
            "Peru would extradite the man on the proviso that Chile did not jail him, Lima said.",
            "if",
            "on the proviso that Chile did not jail him",
        ),
        (
            "Supposing that Moldova shut the valve, Russia would answer with force, Moscow said.",
            "if",
            "Supposing that Moldova shut the valve",
        ),
        (
            "Iran will leave the treaty in the event that its sites are bombed, Tehran said.",
            "if",
            "in the event that its sites are bombed",
        ),
        ("Asked if Iran would attack, Israel said it would strike back.", None, None),
    ],
)
def test_the_first_clause_after_the_opening_is_the_condition(
    coder: Coder, text: str, kind: str | None, words: str | None
) -> None:
    report = Report(id="r", text=text, date=dt.date(2024, 1, 15))
    ((_, entries),) = coder.code([report])
    found = [one.condition for one in entries if isinstance(one, Commitment)]
    assert found, "no commitment"
    assert [(c.type, c.text) if c else (None, None) for c in found] == [(kind, words)]
