"""A record of a small conflict with everything that is measured: made up, of states there are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from foedus.model import Act, Actor, Asked, Bond, Commitment, Condition, Entry, Place, Report, When
from foedus.record import Record
from tests.record import examples

FIRST, LAST = dt.date(2022, 9, 1), dt.date(2022, 9, 20)
TEXT = (
    "Azerbaijan fired on Armenian positions near Jermuk. Armenia asked Russia to help. "
    "Russia will send aid if Azerbaijan attacks again. Armenia and Russia are allies. "
    "Armenia did not fire back. Azerbaijan sent flour to Armenia."
)
FRONT, ALLIANCE = "front--armenia--azerbaijan", "alliance--armenia--russia"


def state(name: str, code: str) -> Actor:
    return Actor(name.lower(), name, code, "GOV", name, 0, 5)


ARMENIA, AZERBAIJAN = state("Armenia", "ARM"), state("Azerbaijan", "AZE")
RUSSIA = state("Russia", "RUS")
JERMUK = Place("Jermuk", "ARM", 39.84, 45.67, 616530)


def on(day: dt.date) -> When:
    return When(day, day, "day")


def shelling(of: Report, id: str, day: dt.date, **changed: object) -> Entry:
    return examples.event(
        of, id=id, quote="fired on Armenian positions", actors=(AZERBAIJAN,),
        recipients=(ARMENIA,), date=on(day), place=JERMUK, **changed,
    )  # fmt: skip


def request(of: Report, day: dt.date) -> Entry:
    return examples.event(
        of, id="e-call", quote="Armenia asked Russia to help", event="REQUEST", mode="assist",
        actors=(ARMENIA,), recipients=(RUSSIA,), asks_for=Asked("AID", "to help"), intensity=-1.0,
        quad="verbal-conflict", date=on(day),
    )  # fmt: skip


def restraint(of: Report, day: dt.date) -> Entry:
    return examples.event(
        of, id="e-held", quote="Armenia did not fire back", actors=(ARMENIA,),
        recipients=(AZERBAIJAN,), assertion="negated", date=on(day),
    )  # fmt: skip


def promise(of: Report, day: dt.date) -> Entry:
    quote = "Russia will send aid if Azerbaijan attacks again"
    condition = Condition("if", "ASSAULT", "if Azerbaijan attacks again", (AZERBAIJAN,), (ARMENIA,))
    return Commitment(
        id="c-aid", actor=RUSSIA, polarity="will",
        act=Act("AID", "send aid", (), (ARMENIA,)), condition=condition, strength="pledge",
        attributed_to=(), date=on(day), evidence=examples.evidence(of, quote), rule="will",
        confidence=0.9,
    )  # fmt: skip


def alliance(of: Report) -> Entry:
    return Bond(
        "b-allies", (ARMENIA, RUSSIA), "alliance", True,
        examples.evidence(of, "Armenia and Russia are allies"), "allies", 0.9,
    )  # fmt: skip


def written(path: Path) -> Path:
    """The record: force on four days, the last told by three reports, two of them copies."""

    def day(number: int) -> dt.date:
        return FIRST + dt.timedelta(days=number)

    def report(id: str, number: int, source: str, more: str = "") -> Report:
        return Report(id, f"{TEXT}{more}", f"Title of {id}", day(number), source, None, "en")

    with Record(path, create=True) as record:
        for number in (0, 2, 4):
            one = report(f"r-{number}", number, "Post", f" Told on day {number}.")
            record.keep(one, [shelling(one, f"e-{number}", day(number))], coded_by="test")
        one = report("r-words", 5, "Wire", " And more was said on that day by others.")
        said = [request(one, day(5)), promise(one, day(5)), alliance(one), restraint(one, day(5))]
        record.keep(one, said, coded_by="test")
        for id, source in (("r-a", "Post"), ("r-b", "Gazette"), ("r-c", "Herald")):
            # Long, and the same in two of them, so that these are found to be copies.
            own = " ".join(f"{id} {n} saw it." for n in range(60)) if id == "r-c" else (
                " ".join(f"Word {n} of the agency." for n in range(60))
            )  # fmt: skip
            one = report(id, 19, source, f" {own}")
            record.keep(one, [shelling(one, f"e-{id}", day(18))], coded_by="test")
    return path
