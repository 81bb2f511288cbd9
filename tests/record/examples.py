"""Small reports and entries for the tests of the record."""

from __future__ import annotations

import datetime as dt
from typing import Any

from foedus.model import Act, Actor, Bond, Commitment, Condition, Event, Evidence, Report, When

TEXT = (
    "Northland shelled Southland. Westland will help Southland if it is attacked. "
    "Northland and Eastland are allies."
)
DAY = dt.date(2024, 3, 10)


def report(id: str = "report-1", text: str = TEXT, date: dt.date | None = DAY) -> Report:
    return Report(
        id, text, title="A border quarrel", date=date, source="Post", url="u", language="en"
    )


def actor(name: str, code: str | None = None, sector: str | None = "GOV") -> Actor:
    return Actor(name.lower(), name, code, sector, f"{name} leaders", 0, 5)


NORTH = actor("Northland", "NOR")
SOUTH = actor("Southland", "SOU")
WEST = actor("Westland", "WES")
EAST = actor("Eastland", "EAS")
FRONT = actor("Élan Front", None, "REB")


def evidence(of: Report, quote: str) -> Evidence:
    start = of.text.index(quote)
    return Evidence(of.id, 0, start, start + len(quote), quote)


def event(of: Report, id: str = "event-1", quote: str = "shelled", **changed: object) -> Event:
    fields: dict[str, Any] = {
        "event": "ASSAULT",
        "mode": "artillery",
        "contexts": ("military",),
        "actors": (NORTH,),
        "recipients": (SOUTH,),
        "assertion": "actual",
        "attributed_to": (),
        "through": (),
        "asks_for": None,
        "date": None,
        "place": None,
        "intensity": -9.0,
        "quad": "material-conflict",
        "fatalities": None,
        "injuries": None,
        "rule": "shell",
        "confidence": 0.9,
        **changed,
    }
    return Event(id=id, evidence=evidence(of, quote), **fields)


def commitment(of: Report, id: str = "promise-1") -> Commitment:
    return Commitment(
        id=id,
        actor=WEST,
        polarity="will",
        act=Act("AID", "help Southland", (SOUTH,), ()),
        condition=Condition("if", "ASSAULT", "if it is attacked", (EAST,), (SOUTH,)),
        strength="pledge",
        attributed_to=(),
        date=None,
        evidence=evidence(of, "Westland will help Southland if it is attacked."),
        rule="will",
        confidence=0.8,
    )


def bond(of: Report, id: str = "bond-1") -> Bond:
    return Bond(
        id, (NORTH, EAST), "alliance", False, evidence(of, "are allies"), "allies", 0.7
    )  # fmt: skip


def day(number: int) -> dt.date:
    return dt.date(2024, 3, number)


def on(number: int) -> When:
    return When(day(number), day(number), "day")
