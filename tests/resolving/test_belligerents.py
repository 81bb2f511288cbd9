"""Whose truce it is that names no side: that of the one war which the report is about."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.catalogue.loading import load_catalogue
from foedus.model import Event, Report
from foedus.pipeline import Coder
from foedus.resolving.conflicts import Conflicts

GAZA, KARABAKH, UKRAINE = "hamas,israel", "armenia,azerbaijan", "russia,ukraine"
# (day of the report, its text, the sides of the truce that it tells of last; "" for none told)
SITUATIONS = [
    ("2023-11-25", "Israel and Hamas keep quiet. The truce took effect on Friday.", GAZA),
    ("2023-11-25", "The truce in Gaza began on Friday.", GAZA),
    ("2023-11-25", "Israel is quiet. A truce that began on Friday held. Hamas freed nobody.", GAZA),
    ("2023-11-28", "In Gaza the parties settled on an extension of the truce. Israel and Hamas wait.", GAZA),
    ("2023-11-28", "The truce in Gaza was extended by two days.", GAZA),
    ("2022-09-16", "Armenia buried soldiers. A truce that began on Wednesday was holding. Azerbaijan handed over ten bodies.", KARABAKH),
    ("2022-11-16", "The ceasefire in Ukraine held.", UKRAINE),
    # Spoken of, over, broken; of others; of a war that is not known, not fought on the day, or unclear.
    ("2023-11-25", "Israel and Hamas speak of the truce.", ""),
    ("2023-11-25", "Hamas will not fire at Israel as long as the truce lasts.", ""),
    ("2023-11-25", "Israel fought Hamas. The truce collapsed.", ""),
    ("2023-11-25", "Israel and Hamas are quiet. Mediators extended the truce.", ""),
    ("2023-11-25", "Israel and Hamas are quiet. A truce in Syria began on Friday.", ""),
    ("2019-11-25", "Israel and Hamas are quiet. The truce took effect on Friday.", ""),
    ("2023-11-25", "Israel and Egypt are quiet. The truce took effect on Friday.", ""),
    (
        "2023-11-25",
        "Russia, Ukraine, Israel and Hamas sent notes. The truce took effect on Friday.",
        "",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "sides"), SITUATIONS)
def test_whose_truce_it_is(coder: Coder, day: str, text: str, sides: str) -> None:
    report = Report(id="r", text=text, date=dt.date.fromisoformat(day))
    ((_, entries),) = coder.code([report])
    told = [
        event
        for event in entries
        if isinstance(event, Event)
        and event.rule in ("retreat.truce-between", "agree.truce", "agree.extend-truce")
    ]
    found = [",".join(sorted(actor.id for actor in event.actors)) for event in told]
    assert found == ([sides] if sides else [])


def test_the_sides_of_wars_are_in_the_catalogue() -> None:
    parties = load_catalogue().parties
    sides = [side for war in Conflicts.load().rows for side in war.sides]
    assert sides
    assert [side for side in sides if side not in parties] == []
