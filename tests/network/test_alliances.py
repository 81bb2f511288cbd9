"""Alliances: who is held together, what says so, and what counts for and against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.entries import Membership, Party
from foedus.catalogue.loading import load_catalogue
from foedus.model import Act, Commitment, Evidence
from foedus.network.alliance_groups import BasisOptions
from foedus.network.alliances import AllianceOptions, alliances
from foedus.network.alliances_declared import pact_reasons
from foedus.network.deeds import Deed, Deeds
from foedus.network.distinct import Distinct
from foedus.network.events import Events, with_sides
from foedus.network.ledger import Ledger, ledger_of
from foedus.network.shapes import Alliance, AnswerKind, Call
from foedus.network.sides import Side, Sides
from foedus.network.ties import ties
from foedus.network.words import NamedBond, Word
from foedus.record import Record
from foedus.record.columns import EventColumns, Telling
from tests.record.examples import actor as named_actor
from tests.record.examples import event, report

DAY = dt.date(2024, 3, 31)


def party(id: str, code: str | None, kind: str = "state", sector: str | None = None) -> Party:
    return Party(id, code, id.title(), kind, sector, None, None)  # type: ignore[arg-type]


PARTIES = {
    one.id: one
    for one in (
        *(party(name, name[:3].upper()) for name in ("north", "south", "east", "west", "foe")),
        party("front", "SOU", "armed-group", "REB"),
        party("southern-guard", "SOU", "armed-group", "REB"),
        party("relief", None, "organisation", "NGO"),
        party("assembly", "ASM", "organisation", "IGO"),
        party("csto", "CSTO", "organisation", "IGO"),
    )
}
SIDES = Sides(PARTIES.values())
MEMBERS = tuple(Membership(id, "csto", None, None) for id in ("north", "south", "east"))


def side(id: str) -> Side:
    found = SIDES.by_id(id)
    assert found is not None
    return found


def deed(source: str, target: str, score: float = 0.5, age: int = 0, times: int = 1) -> list[Deed]:
    day = DAY - dt.timedelta(days=age)
    return [Deed(side(source), side(target), "CONSULT", day, score)] * times


def bond(
    *members: str,
    relation: str = "alliance",
    report: str = "r1",
    strained: bool = False,
    age: int = 0,
    quote: str = "their alliance",
) -> NamedBond:
    day = DAY - dt.timedelta(days=age)
    id = f"b-{report}-{'-'.join(members)}"
    return NamedBond(id, tuple(map(side, members)), relation, strained, day, quote, report)


def call(source: str, target: str, answer: AnswerKind = "refused") -> Call:
    day = DAY - dt.timedelta(days=20)
    return Call(
        "call--1", (side(source),), side(target), day, None, answer, None, None, 20, ("asked",)
    )


def leaving(who: str, words: str, towards: Sequence[str] = (), report: str = "r9") -> Word:
    said = Commitment(
        "c-leaving", named_actor(who), "will", Act("RETREAT", words, (), ()), None, "plan", (),
        None, Evidence(report, 0, 0, 1, words), "will", 0.9,
    )  # fmt: skip
    return Word(
        "c-leaving",
        said,
        side(who),
        DAY,
        None,
        tuple(map(side, towards)),
        (),
        (),
        ("c-leaving", "c-again"),
    )


def no_events() -> Events:
    ints = np.zeros(0, dtype=np.int32)
    told = EventColumns(
        ids=np.zeros(0, dtype="S1"), report=ints, type=ints, mode=ints, place=ints,
        assertion=ints.astype(np.int8), is_dated=ints.astype(bool), first=ints, last=ints,
        intensity=ints.astype(np.float32), confidence=ints.astype(np.float32), fatalities=ints,
        words=np.zeros((0, 4), dtype=np.uint64), party_event=ints,
        party_role=ints.astype(np.int8), party_mention=ints, terms=(), mentions=(), reports=(),
    )  # fmt: skip
    return with_sides(told, SIDES)


def ledger(
    deeds: Sequence[Deed] = (),
    bonds: Sequence[NamedBond] = (),
    words: Sequence[Word] = (),
    memberships: Sequence[Membership] = (),
    as_of: dt.date | None = DAY,
) -> Ledger:
    events = no_events()
    none = events.pair_event
    names = dict.fromkeys(
        [*(one.report for one in bonds), *(w.said.evidence.report for w in words)]
    )
    return Ledger(
        as_of=as_of,
        reports=tuple(Telling(number, name, None, as_of) for number, name in enumerate(names)),
        events=events,
        distinct=Distinct(none, none, none, none, none, none),
        deeds=Deeds.of(sorted(deeds, key=lambda one: one.day or DAY)),
        words=tuple(words),
        bonds=tuple(bonds),
        sides=SIDES,
        memberships=tuple(memberships),
        parties=PARTIES,
    )


def found(of: Ledger, *calls: Call) -> list[Alliance]:
    return list(alliances(of, ties(of.deeds, of.as_of), calls))


def ids(of: Ledger, *calls: Call) -> set[str]:
    return {one.id.removeprefix("alliance--") for one in found(of, *calls)}


SUPPORT = "support"


@pytest.mark.parametrize(
    ("bonds", "expected"),
    [
        ([bond("north", "south")], {"north--south"}),
        # Support is said of a speech, too: it takes two reports.
        ([bond("north", "south", relation=SUPPORT)], set()),
        ([bond("north", "south", relation=SUPPORT, report=r) for r in ("r1", "r1")], set()),
        ([bond("north", "south", relation=SUPPORT, report=r) for r in ("r1", "r2")], {"north--south"}),
        ([bond("north", "south", relation="rivalry")], set()),
        # A year is as long as a word holds.
        ([bond("north", "south", age=365)], {"north--south"}),
        ([bond("north", "south", age=366)], set()),
        # "Tensions between the two" makes no allies; "their strained alliance" does.
        ([bond("north", "south", strained=True, quote="tensions between North and South")], set()),
        ([bond("north", "south", strained=True, quote="the strained alliance")], {"north--south"}),
        # A charity is nobody's ally.
        ([bond("north", "relief")], set()),
        # A pair of a larger one that is named is part of it.
        ([bond("north", "south"), bond("north", "south", "east")], {"east--north--south"}),
        # One that is named pair by pair.
        (
            [bond("north", "south"), bond("south", "east"), bond("north", "east")],
            {"east--north--south"},
        ),
        ([bond("north", "south"), bond("south", "east")], {"north--south", "east--south"}),
        # Two of three that share all but one are one.
        (
            [bond("north", "south", "east"), bond("north", "south", "west", report="r2")],
            {"east--north--south--west"},
        ),
        # What is only strained is no pair to build on.
        (
            [bond("north", "south"), bond("south", "east"), bond("north", "east", strained=True)],
            {"north--south", "east--south", "east--north"},
        ),
    ],
)  # fmt: skip
def test_named(bonds: list[NamedBond], expected: set[str]) -> None:
    of = ledger(bonds=bonds)
    assert ids(of) == expected
    assert all(one.bases == ("named",) for one in found(of))


@pytest.mark.parametrize(
    ("bonds", "deeds", "expected"),
    [
        # One report against what the two do; two reports are believed.
        ([bond("north", "foe")], deed("north", "foe", -0.9), set()),
        ([bond("north", "foe", report=r) for r in ("r1", "r2")], deed("north", "foe", -0.9), {"foe--north"}),
        ([bond("north", "foe")], deed("north", "foe", -0.3), {"foe--north"}),
        # The friend of one's enemy: two reports call South the ally of the front.
        (
            [bond("north", "front"), *(bond("south", "front", report=r) for r in ("r1", "r2"))],
            deed("south", "north", -0.9),
            {"front--south"},
        ),
        # Sets that share all but two who fight each other stay two.
        (
            [bond("north", "south", "east"), bond("north", "south", "foe", report="r2")],
            deed("foe", "east", -0.9),
            {"east--north--south", "foe--north--south"},
        ),
    ],
)  # fmt: skip
def test_what_is_named_against_the_deeds(
    bonds: list[NamedBond], deeds: list[Deed], expected: set[str]
) -> None:
    assert ids(ledger(deeds, bonds)) == expected


@pytest.mark.parametrize(
    ("deeds", "bonds", "calls", "expected"),
    [
        # The pact acts itself; two members are called allies; one calls on another.
        (deed("csto", "north"), [], [], {"csto"}),
        ([], [bond("north", "south")], [], {"csto", "north--south"}),
        ([], [], [call("north", "south")], {"csto"}),
        ([], [], [call("north", "csto")], {"csto"}),
        # That two members met does not make the pact part of a war, nor what others do.
        (deed("north", "south"), [], [], set()),
        ([], [], [call("north", "foe")], set()),
        ([], [bond("north", "foe")], [], {"foe--north"}),
        # Its words name the pact itself.
        ([], [bond("north", "csto")], [], {"csto"}),
    ],
)
def test_declared(
    deeds: list[Deed], bonds: list[NamedBond], calls: list[Call], expected: set[str]
) -> None:
    assert ids(ledger(deeds, bonds, memberships=MEMBERS), *calls) == expected


def test_a_pair_within_a_pact_stays_an_alliance_of_its_own() -> None:
    of = ledger(deed("csto", "south"), [bond("north", "south")], memberships=MEMBERS)
    by_id = {one.id: one for one in found(of)}
    pact, pair = by_id["alliance--csto"], by_id["alliance--north--south"]
    assert pair.name == "North and South (within Csto)"
    assert (pact.bases, pair.bases) == (("declared",), ("named",))
    # Of the members those that the record tells of; East does nothing here.
    assert [one.id for one in pact.members] == ["north", "south"]


def test_all_members_of_a_pact_are_the_pact() -> None:
    of = ledger(bonds=[bond("north", "south", "east")], memberships=MEMBERS)
    (one,) = found(of)
    assert (one.id, one.bases) == ("alliance--csto", ("declared", "named"))


@pytest.mark.parametrize(
    ("membership", "expected"),
    [
        (Membership("south", "csto", None, DAY), {"csto"}),
        (Membership("south", "csto", None, DAY - dt.timedelta(days=1)), set()),
        (Membership("south", "csto", DAY + dt.timedelta(days=1), None), set()),
        # No alliance, whatever its members do.
        (Membership("south", "assembly", None, None), set()),
    ],
)
def test_memberships_hold_from_day_to_day(membership: Membership, expected: set[str]) -> None:
    of = ledger(memberships=[Membership("north", "csto", None, None), membership])
    assert ids(of, call("north", "south")) == expected


def test_every_pact_is_of_the_catalogue_and_has_a_reason() -> None:
    parties = load_catalogue().parties
    for id, (kind, reason) in pact_reasons().items():
        assert parties[id].kind in ("organisation", "coalition")
        assert kind in ("defence", "consultation", "coalition")
        assert reason
    assert "nato" in pact_reasons()
    assert "united-nations" not in pact_reasons()


FRIENDS = [*deed("north", "south", 0.9, times=4)]


@pytest.mark.parametrize(
    ("deeds", "expected"),
    [
        (FRIENDS, {"north--south"}),
        (deed("north", "south", 0.9), set()),
        # Any two must be joined.
        ([*FRIENDS, *deed("south", "east", 0.9, times=4)], {"north--south", "east--south"}),
        (
            [*FRIENDS, *deed("south", "east", 0.9, times=4), *deed("north", "east", 0.9, times=4)],
            {"east--north--south"},
        ),
        # The assembly talks to all.
        (deed("north", "assembly", 0.9, times=4), set()),
    ],
)
def test_found_in_the_ties(deeds: list[Deed], expected: set[str]) -> None:
    of = ledger(deeds)
    assert ids(of) == expected
    assert all(one.bases == ("ties",) for one in found(of))


def test_found_in_two_ways_is_one() -> None:
    (one,) = found(ledger(FRIENDS, [bond("north", "south")]))
    assert one.bases == ("named", "ties")
    # Part of a larger set adds nothing to it.
    assert ids(ledger(FRIENDS, [bond("north", "south", "east")])) == {"east--north--south"}


def test_adversaries() -> None:
    of = ledger(
        [
            # At odds with two members; fought by one; at odds with only one; at peace with both.
            *deed("foe", "north", -0.8, times=2), *deed("south", "foe", -0.6),
            *deed("front", "north", -0.9, times=4), *deed("north", "east", -0.6),
            *deed("west", "north", 0.6), *deed("west", "south", 0.6),
        ],
        [bond("north", "south")],
    )  # fmt: skip
    (one,) = found(of)
    assert [side.id for side in one.adversaries] == ["front", "foe"]


@pytest.mark.parametrize(
    ("word", "is_heard"),
    [
        (leaving("north", "withdraw its troops from South"), True),
        (leaving("north", "pull all of its troops out", ["south"]), True),
        (leaving("north", "withdraw from Southampton"), False),
        (leaving("north", "withdraw from West"), False),
        (leaving("north", "resign over South"), False),
        # Not by a member, or by one that is at home there.
        (leaving("west", "withdraw its troops from South"), False),
        (leaving("front", "withdraw its fighters from South"), False),
    ],
)
def test_a_member_that_leaves_where_another_stands(word: Word, is_heard: bool) -> None:
    # The front is one of South, where North's troops stand.
    of = ledger(bonds=[bond("north", "front")], words=[word])
    (one,) = found(of)
    voiced = one.strain.components[4]
    # One report names them and one tells of the leave: 1 / 3.
    assert voiced.value == pytest.approx(1 / 3 if is_heard else 0)
    assert voiced.entries == (("c-leaving", "c-again") if is_heard else ())


@pytest.mark.parametrize(
    ("changed", "is_heard"),
    [
        ({}, True),
        ({"assertion": "intended"}, True),
        ({"assertion": "denied"}, False),
        ({"mode": "resign"}, False),
        ({"event": "MOBILIZE", "mode": "troops"}, False),
    ],
)
def test_what_is_told_of_a_leave(
    tmp_path: Path, changed: dict[str, object], is_heard: bool
) -> None:
    north, west = named_actor("North", "NOR"), named_actor("West", "WES")
    story = report("r1", "North and West are allies. North withdrew from West.", date=DAY)
    told = event(
        story,
        "e-leave",
        "withdrew",
        **{"event": "RETREAT", "mode": "withdraw", "intensity": 0.5, **changed},  # type: ignore[arg-type]
        actors=(north,),
        recipients=(west,),
    )
    catalogue = Catalogue([])
    catalogue.parties.update(PARTIES)
    with Record(tmp_path / "foedus.db", create=True) as record:
        record.keep(story, [told], coded_by="x")
        read = ledger_of(record, catalogue)
    read = Ledger(**{**vars_of(read), "bonds": (bond("north", "west", report="r2"),)})
    (one,) = found(read)
    assert ("e-leave" in one.strain.components[4].entries) == is_heard


def vars_of(of: Ledger) -> dict[str, object]:
    return {name: getattr(of, name) for name in Ledger.__dataclass_fields__}


def test_calls_inside_it() -> None:
    of = ledger(bonds=[bond("north", "south")], memberships=MEMBERS)
    by_id = {one.id: one for one in found(of, call("north", "csto"))}
    assert by_id["alliance--csto"].calls == ("call--1",)
    assert by_id["alliance--north--south"].calls == ()
    # 1 of 1 failed: ½, of which half weighs.
    assert by_id["alliance--csto"].strain.total == pytest.approx(0.25)
    assert "asked" in by_id["alliance--csto"].entries


def test_no_more_are_named_than_can_be_read() -> None:
    some = [
        *(bond("east", "west", report=r) for r in "ab"),
        bond("north", "south"),
        bond("north", "front", strained=True),
        *(bond("south", "foe", strained=True, report=r) for r in "cd"),
    ]
    options = AllianceOptions(bases=BasisOptions(most_named=1))
    of = ledger(bonds=some)
    measured = alliances(of, ties(of.deeds, DAY), (), options)
    assert {one.id for one in measured} == {"alliance--east--west", "alliance--foe--south"}


def test_those_that_most_is_told_of_come_first() -> None:
    of = ledger(bonds=[bond("east", "west"), *(bond("north", "south", report=r) for r in "abc")])
    assert [one.id for one in found(of)] == ["alliance--north--south", "alliance--east--west"]


@pytest.mark.parametrize("as_of", [DAY, None])
def test_an_empty_ledger(as_of: dt.date | None) -> None:
    assert found(ledger(as_of=as_of, memberships=MEMBERS)) == []


def test_without_days() -> None:
    one = bond("north", "south")
    undated = NamedBond(one.id, one.members, "alliance", False, None, one.quote, one.report)
    assert ids(ledger(bonds=[undated], as_of=None)) == {"north--south"}
