"""What changed, and how unusual it is: spans of the past counted by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from math import log2

import pytest

from foedus.network.changes import KINDS, changes
from foedus.network.deeds import Deed
from foedus.network.ledger import Ledger
from foedus.network.past import Past
from foedus.network.shapes import Alliance, Call, Change, Fate, Strain
from foedus.network.situation import Situation
from tests.network.ledgers import ledger_with, side

NOW = dt.date(2024, 3, 31)
THEN = dt.date(2024, 3, 17)
NORTH, SOUTH, EAST = side("north", "NNN"), side("south", "SSS"), side("east", "EEE")


def before(days: int) -> dt.date:
    """So many days before the earlier of the two days."""
    return THEN - dt.timedelta(days=days)


LONG_AGO = before(55)


def stood(ledger: Ledger, **measures: object) -> Situation:
    """The situation with the ties and fronts of a ledger, and these other measures as given."""
    found = Situation(ledger)
    given: dict[str, object] = {"alliances": (), "calls": (), "fates": (), **measures}
    vars(found).update(given)  # what stands there is not measured
    return found


def compared(
    deeds: Sequence[Deed] = (),
    now: dict[str, object] | None = None,
    then: dict[str, object] | None = None,
    first: dt.date = LONG_AGO,
) -> list[Change]:
    """The changes of the last two weeks, with four fortnights of past (56 days) unless given."""
    published = [first, THEN, NOW]
    early = [deed for deed in deeds if deed.day is not None and deed.day <= THEN]
    return list(
        changes(
            stood(ledger_with(deeds, NOW, published=published), **(now or {})),
            stood(ledger_with(early, THEN, published=published[:2]), **(then or {})),
        )
    )


@pytest.mark.parametrize(
    ("first", "spans"),
    [(None, 0), (THEN, 0), (before(12), 0), (before(13), 1), (before(55), 4), (before(5000), 52)],
)
def test_spans_of_the_past(first: dt.date | None, spans: int) -> None:
    past = Past(THEN, 14, first)
    assert past.spans == spans
    assert past.unusual(0, "x").surprise == pytest.approx(log2(spans + 2))


def test_days_are_counted_by_span() -> None:
    past = Past(THEN, 14, before(55))
    # The spans are 0 to 13 days before, 14 to 27, 28 to 41, 42 to 55.
    days = [before(n).toordinal() for n in (-1, 0, 13, 14, 41, 42, 56)]
    assert past.counts(days).tolist() == [2, 1, 1, 1]
    assert past.of_counts(days, 2, "two").arithmetic == (
        "two in 1 of 4 earlier spans of 14 days: -log2((1 + 1) / (4 + 2)) = 1.58"
    )


def force(*days: dt.date, target: object = SOUTH) -> list[Deed]:
    return [
        Deed(NORTH, target, "ASSAULT", day, -0.9, entries=(f"e{n}",))  # type: ignore[arg-type]
        for n, day in enumerate(days)
    ]


def of_kind(found: list[Change], kind: str) -> list[Change]:
    return [change for change in found if change.kind == kind]


def test_a_front_rose_for_the_first_time() -> None:
    (rose,) = of_kind(compared(force(before(-5), before(-6), before(-7))), "front-rose")
    assert (rose.id, rose.before, rose.after) == (
        "change--front--north--south", "1 none", "4 use of force",
    )  # fmt: skip
    assert rose.date == before(-5)
    # In none of four fortnights: 1/6, log2 6 = 2.58.
    assert rose.surprise == pytest.approx(log2(6))


def test_a_front_that_often_rises_surprises_less() -> None:
    # Force 30 and 29 days before lies in the span of 41 to 28 days before: a rise from 1 to 4 by
    # its end, and a fall by the end of the next but one. One rise in four spans: 2/6.
    (rose,) = of_kind(
        compared(force(before(30), before(29), before(-5), before(-6), before(-7))), "front-rose"
    )
    assert rose.surprise == pytest.approx(log2(3))
    assert "in 1 of 4 earlier spans" in rose.arithmetic


def test_a_front_fell() -> None:
    (fell,) = of_kind(compared(force(before(2), before(1), before(0))), "front-fell")
    assert (fell.before, fell.after, fell.date) == ("4 use of force", "1 none", before(-14))


def test_ties_that_turned() -> None:
    helped = [Deed(NORTH, EAST, "AID", before(n), 0.9, entries=(f"a{n}",)) for n in range(4)]
    struck = force(*(before(-n) for n in range(3, 13)), target=EAST)
    (turned,) = of_kind(compared([*helped, *struck]), "tie-turned")
    assert turned.id == "change--tie--east--north"
    assert turned.before.startswith("positive +")
    assert turned.after.startswith("negative -")
    # Of what was settled and is not heard of since, nothing is said.
    assert not of_kind(compared(helped), "tie-turned")


def fate(id: str, status: str = "standing", **more: object) -> Fate:
    given: dict[str, object] = {
        "actor": NORTH, "polarity": "will", "strength": "pledge", "act": "will help South",
        "event": "AID", "towards": (SOUTH,), "condition_type": None, "condition": None,
        "date": before(-3), "since": None, "reason": "", "met_by": (), "settled_by": (),
        "entries": (id,), **more,
    }  # fmt: skip
    return Fate(id=id, status=status, **given)  # type: ignore[arg-type]


def test_promises() -> None:
    was = fate("c1", date=before(20))
    kept = fate("c1", "kept", date=before(20), since=before(-2), reason="done", settled_by=("e9",))
    broken = [fate(f"b{n}", "broken", date=before(30), since=before(n)) for n in (20, 6)]
    found = compared(now={"fates": (kept, fate("c2"), *broken)}, then={"fates": (was, *broken)})
    assert [(one.kind, one.entries) for one in found] == [
        ("promise-kept", ("e9", "c1")),  # never before: log2 6
        ("promise-made", ("c2",)),
    ]
    # North gave words 20 days before (in the span of 14 to 27) and twice 30 before: 2 of 4.
    assert [one.surprise for one in found] == pytest.approx([log2(6), log2(6 / 3)])
    assert found[1].says == "North: will help South"
    restrained = fate("c3", polarity="will-not", act="to send troops", condition="if asked")
    (made,) = compared(now={"fates": (restrained,)})
    assert made.says == "North will not: to send troops, if asked"


def call(answer: str, **more: object) -> Call:
    given: dict[str, object] = {
        "from_": (NORTH,), "to": EAST, "date": before(-3), "asked_for": "for arms",
        "answered": None, "answer_entry": None, "days_open": 3, "entries": ("r1",), **more,
    }  # fmt: skip
    return Call(id="call--r1--east", answer=answer, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("then", "now", "kinds"),
    [
        ([], [call("unanswered")], ["call-unanswered"]),
        ([call("unanswered", date=before(5))], [call("unanswered", date=before(5))], []),
        ([call("unanswered")], [call("refused", answered=before(-4))], ["call-answered"]),
        ([], [call("granted", answered=before(-4))], ["call-answered"]),
        # Told of only now, and answered before.
        ([], [call("granted", date=before(9), answered=before(4))], []),
    ],
)
def test_calls(then: list[Call], now: list[Call], kinds: list[str]) -> None:
    found = compared(now={"calls": tuple(now)}, then={"calls": tuple(then)})
    assert [change.kind for change in found] == kinds
    assert all(change.sides == (NORTH, EAST) for change in found)


def test_a_member_drifts_from_its_alliance() -> None:
    pact = Alliance(
        "alliance--pact", "Pact", (NORTH, SOUTH, EAST), ("declared",), (), (),
        Strain(0.0, 0.0, 1.0, ()), (),
    )  # fmt: skip
    helped = [
        Deed(one, other, "AID", before(n), 0.9)
        for one, other in ((NORTH, SOUTH), (NORTH, EAST), (SOUTH, EAST))
        for n in range(3)
    ]
    quarrel = [Deed(NORTH, EAST, "ACCUSE", before(-n), -0.5, entries=(f"q{n}",)) for n in (3, 4, 5)]
    with_pact = {"alliances": (pact,)}
    found = of_kind(compared([*helped, *quarrel], with_pact, with_pact), "member-drifted")
    # South quarrelled with nobody. North's ties to both others fell, and so did East's.
    assert [change.sides[0].id for change in found] == ["east", "north"]
    assert not of_kind(compared(helped, with_pact, with_pact), "member-drifted")
    assert not of_kind(compared([*helped, *quarrel], with_pact), "member-drifted")


def test_the_most_surprising_come_first_and_kinds_are_named() -> None:
    found = compared(
        force(before(-5), before(-6)),
        {"fates": (fate("c1"),), "calls": (call("unanswered"),)},
        first=THEN,
    )
    assert [change.surprise for change in found] == [1.0] * len(found)  # no past at all
    assert [change.kind for change in found] == sorted(
        (change.kind for change in found), key=KINDS.index
    )
    assert changes(stood(ledger_with([], NOW)), stood(ledger_with([], NOW))) == ()
