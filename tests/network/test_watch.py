"""What to watch: nearness worked out by hand from its parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from foedus.network.ledger import Ledger
from foedus.network.shapes import LEVELS, Fate, Front, Trend, Watch
from foedus.network.sides import Side
from foedus.network.watch import WatchOptions, watch
from foedus.network.words import Word
from tests.network.ledgers import ledger_with, side, word
from tests.network.told import Told, events_of

DAY = dt.date(2024, 3, 10)
NORTH, SOUTH, EAST = Side("north", "North", None), Side("south", "South", None), side("east")


def front(level: int, trend: Trend = "steady", sides: tuple[Side, Side] = (NORTH, SOUTH)) -> Front:
    return Front(
        id=f"front--{sides[0].id}--{sides[1].id}", sides=sides, level=level,
        level_name=LEVELS[level], trend=trend, since=None, now=0, before=0, p_value=1.0, deaths=0,
        peak=level, peak_on=None, places=(), held_back=(), entries=("f1",),
    )  # fmt: skip


def promise(
    type: str = "if",
    event: str = "ASSAULT",
    text: str = "if North attacks South",
    if_by: Sequence[Side] = (NORTH,),
    if_to: Sequence[Side] = (SOUTH,),
    due: int | None = None,
) -> Word:
    day = DAY + dt.timedelta(days=due) if due is not None else None
    return word(
        "c1", EAST, ("AID", "will help South"), DAY, condition=(type, event, text), if_by=if_by,
        if_to=if_to, due=(day, day) if day is not None else None,
    )  # fmt: skip


def fate_of(given: Word, status: str = "standing") -> Fate:
    condition = given.said.condition
    return Fate(
        id=given.id, actor=given.actor, polarity=given.said.polarity, strength="pledge",
        act=given.said.act.text, event=given.said.act.event, towards=(),
        condition_type=condition.type if condition else None,
        condition=condition.text if condition else None, date=given.given, status=status,
        since=None, reason="", met_by=(), settled_by=(), entries=given.entries,
    )  # type: ignore[arg-type]  # fmt: skip


def watched(
    given: Word, *fronts: Front, told: Sequence[Told] = (), status: str = "standing"
) -> tuple[Watch, ...]:
    ledger: Ledger = replace(ledger_with([], DAY, words=[given]), events=events_of(told))
    return watch(ledger, [fate_of(given, status)], fronts, WatchOptions(least=0.0))


PLANS = Told("North will attack South", assertion="intended", own="2024-03-10")


@pytest.mark.parametrize(
    ("given", "fronts", "told", "nearness"),
    [
        # Nothing points to it.
        (promise(), [], [], 0.0),
        # A threat is a third of the way to an attack: 1 - (1 - ½·⅓)(1 - ¼·½ steady).
        (promise(), [front(2)], [], 1 - (1 - 1 / 6) * (1 - 1 / 8)),
        # A display is two thirds, and rising: 1 - (1 - ½·⅔)(1 - ¼).
        (promise(), [front(3, "rising")], [], 1 - (2 / 3) * (3 / 4)),
        # A level above what is needed is all the way; one that falls adds nothing.
        (promise(), [front(5, "falling")], [], 0.5),
        # Quiet: no part.
        (promise(), [front(1, "falling")], [], 0.0),
        # The front of others is not the one named.
        (promise(), [front(4, sides=(EAST, SOUTH))], [], 0.0),
        # Where the condition names nobody acted upon it is the one who gave the word.
        (promise(if_to=[]), [front(3, "falling", (EAST, NORTH))], [], 1 / 3),
        # The end of force: the front has come down from 5 by three of four steps, and falls.
        (
            promise("until", "RETREAT", "until North stops its attacks"),
            [front(2, "falling")],
            [],
            1 - (1 - 0.5 * 0.75) * (3 / 4),
        ),
        # "As long as the truce holds" ends with an attack.
        (
            promise("as-long-as", "RETREAT", "as long as the truce holds"),
            [front(4, "falling")],
            [],
            0.5,
        ),
        # Announced today: 1 - 2^-1 = ½, weighed ½; twice: ¾.
        (promise(), [], [PLANS], 0.25),
        (promise(), [], [PLANS, PLANS], 0.375),
        # A threat counts as an announcement of force.
        (promise(), [], [replace(PLANS, event="THREATEN", assertion="actual")], 0.25),
        # Thirty days old: half of one, 1 - 2^-½.
        (promise(), [], [replace(PLANS, own="2024-02-09")], 0.5 * (1 - 2**-0.5)),
        # By another, on another, or told as having happened: no announcement of it.
        (promise(), [], [replace(PLANS, pairs=("west>south",))], 0.0),
        (promise(), [], [replace(PLANS, pairs=("north>west",))], 0.0),
        (promise(), [], [replace(PLANS, assertion="actual")], 0.0),
        # Due in 14 days: ½·½; today: ½; past: nothing.
        (promise(due=14), [], [], 0.25),
        (promise(due=0), [], [], 0.5),
        (promise(due=-1), [], [], 0.0),
        # Together: 1 - (1 - ¼)(1 - ¼).
        (promise(due=14), [], [PLANS], 1 - 0.75**2),
    ],
)
def test_nearness(given: Word, fronts: list[Front], told: list[Told], nearness: float) -> None:
    (found,) = watched(given, *fronts, told=told)
    assert found.nearness == pytest.approx(nearness)
    assert found.arithmetic.endswith(f"= {nearness:.2f}")


def test_a_watch_says_on_what_it_rests() -> None:
    (found,) = watched(promise(), front(3, "rising"), told=[PLANS])
    assert (found.commitment, found.actor, found.says, found.condition) == (
        "c1", EAST, "East: will help South", "if North attacks South",
    )  # fmt: skip
    assert found.arithmetic == (
        "1 - (1 - 0.5·0.67 level: North and South at 3)(1 - 0.25·1.00 trend: rising)"
        "(1 - 0.5·0.50 announced: 1 announced of North) = 0.62"
    )
    assert found.entries[:2] == ("c1", "f1")
    assert len(found.entries) == 3


@pytest.mark.parametrize("status", ["triggered", "kept", "broken", "withdrawn", "lapsed"])
def test_only_what_stands_is_watched(status: str) -> None:
    assert watched(promise(), front(4), status=status) == ()


def test_what_has_no_condition_or_no_sign_is_not_listed() -> None:
    bare = word("c1", EAST, ("AID", "will help South"), DAY)
    assert watched(bare, front(4)) == ()
    ledger = ledger_with([], DAY, words=[promise()])
    assert watch(ledger, [fate_of(promise())], []) == ()
    assert watch(replace(ledger, as_of=None), [fate_of(promise())], []) == ()
