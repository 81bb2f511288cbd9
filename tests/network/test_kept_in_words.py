"""Promises that name nobody, settled by a later deed that is told in their words.

Each story is of other conflicts than examples/, a sentence or two on a day of February 2024.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from foedus.catalogue.loading import load_catalogue
from foedus.model import Report
from foedus.network.fates import fates
from foedus.network.ledger import ledger_of
from foedus.network.shapes import Fate, Status
from foedus.pipeline import Coder
from foedus.record import Record

Story = dict[int, str]  # day of the month -> what was printed

KEPT: list[tuple[Story, str]] = [
    (
        {
            1: "The African Union promised to send observers.",
            9: "The African Union deployed the first 40 observers on Thursday.",
        },
        "send observers",
    ),
    (
        {
            1: "Norway promised to send generators.",
            8: "On Wednesday Norway delivered 50 generators to Ukraine.",
        },
        "send generators",
    ),
    (  # the promise names who is to have them, and the deed does not
        {
            1: "The OSCE promised to send monitors to Armenia.",
            9: "The OSCE dispatched 20 monitors on Thursday.",
        },
        "send monitors",
    ),
    (
        {
            1: "Colombia will prolong the ceasefire by a month if the ELN frees two soldiers.",
            6: "The ELN released two Colombian soldiers on Monday.",
            7: "Colombia and the ELN have extended their ceasefire by four weeks.",
        },
        "will prolong the ceasefire",
    ),
]
PROMISED = "Norway promised to send generators."
OPEN: list[tuple[Story, str]] = [
    # other words
    ({1: PROMISED, 8: "On Wednesday Norway delivered tents to Ukraine."}, "send generators"),
    # another's deed
    ({1: PROMISED, 8: "Finland delivered 50 generators to Ukraine."}, "send generators"),
    (  # what it did before too
        {
            1: "Norway delivered 30 generators to Ukraine on Thursday.",
            4: PROMISED,
            8: "On Wednesday Norway delivered 50 generators to Ukraine.",
        },
        "send generators",
    ),
    # too late to be told to be the same
    ({1: PROMISED, 28: "Norway delivered 50 generators to Ukraine."}, "send generators"),
    (  # a talk, when it promised things
        {1: PROMISED, 8: "Norway met Ukraine in Oslo to talk about generators."},
        "send generators",
    ),
    (  # force is told alike whoever is struck
        {
            1: "Turkey plans an air strike on a depot near the river.",
            8: "Turkey carried out an air strike on a depot of the PKK near the river.",
        },
        "an air strike",
    ),
    (  # what its own sentence tells does not break it
        {
            1: "Ethiopia refused to meet Egypt in Cairo, leaving the Egyptian envoy to hold talks "
            "with an Ethiopian minister."
        },
        "to meet Egypt",
    ),
]


def fate_of(story: Story, words: str, coder: Coder, path: Path) -> Fate:
    reports = [
        Report(f"r{day}", text, date=dt.date(2024, 2, day)) for day, text in sorted(story.items())
    ]
    with Record(path / "ledger.db", create=True) as record:
        for report, entries in coder.code(reports):
            record.keep(report, entries, coded_by="test")
        found = fates(ledger_of(record, load_catalogue(), as_of=dt.date(2024, 2, 29)))
    return next(fate for fate in found if words in fate.act)


@pytest.mark.parametrize(
    ("story", "words", "status"),
    [(*row, "kept") for row in KEPT] + [(*row, "standing") for row in OPEN],
)
def test_a_deed_in_the_words_of_a_promise_keeps_it(
    story: Story, words: str, status: Status, coder: Coder, tmp_path: Path
) -> None:
    assert fate_of(story, words, coder, tmp_path).status == status
