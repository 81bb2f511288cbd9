"""Fronts: levels, trends and what is counted, from few acts whose levels are read off by hand."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from foedus.catalogue.entries import Party
from foedus.network.deeds import Deed, Deeds
from foedus.network.fighting import fighting
from foedus.network.fronts import FrontOptions, LevelOptions, fronts, history, rate_test
from foedus.network.ledger import Ledger
from foedus.network.shapes import Front
from foedus.network.sides import Side
from foedus.network.ties import ties
from foedus.network.words import NamedBond
from tests.network.ledgers import ledger_with, party, side, word

DAY = dt.date(2024, 3, 31)
NORTH, SOUTH, EAST = side("north", "NNN"), side("south", "SSS"), side("east", "EEE")
NO_HALTS = LevelOptions(halts=False)
_numbers = itertools.count()


def ago(days: int) -> dt.date:
    return DAY - dt.timedelta(days=days)


def act(
    type: str, days: int, source: Side | None = NORTH, target: Side | None = SOUTH, **more: object
) -> Deed:
    score = {"THREATEN": -0.5, "ASSAULT": -0.9, "RETREAT": 0.7, "AID": 0.8}.get(type, -0.7)
    given: dict[str, object] = {"score": score, "entries": (f"e{next(_numbers)}",), **more}
    return Deed(source, target, type, ago(days), **given)  # type: ignore[arg-type]


def listed(ledger: Ledger) -> tuple[Front, ...]:
    return fronts(ledger, ties(ledger.deeds, ledger.as_of))


def front_of(*deeds: Deed, published: Sequence[dt.date] = ()) -> Front | None:
    found = listed(ledger_with(deeds, DAY, published=published))
    return found[0] if found else None


def levels(*deeds: Deed, options: LevelOptions | None = None) -> dict[int, int]:
    """Days ago -> level, of the days on which it changes."""
    ordered = Deeds.of(sorted(deeds, key=lambda one: one.day or DAY))
    spans = history(ordered, ("north", "south"), DAY, options or LevelOptions())
    return {(DAY - span.first).days: span.level for span in spans}


HALT = {"mode": "ceasefire"}


@pytest.mark.parametrize(
    ("deeds", "expected"),
    [
        # Each type by itself, today.
        ([act("THREATEN", 0)], {0: 2}),
        ([act("MOBILIZE", 0)], {0: 3}),
        ([act("COERCE", 0)], {0: 3}),
        ([act("SANCTION", 0)], {0: 3}),
        ([act("ASSAULT", 0)], {0: 4}),
        # What is no act of force has no level.
        ([act("AID", 0)], {}),
        # It lasts 14 days, its own the first: days 20 to 7 ago.
        ([act("ASSAULT", 20)], {20: 4, 6: 1}),
        # Either side may act; the gravest counts, and the lesser shows when the graver is past:
        # the assault counts 30 to 17 ago, the threat 25 to 12 ago.
        ([act("ASSAULT", 30, SOUTH, NORTH), act("THREATEN", 25)], {30: 4, 16: 2, 11: 1}),
        # 38 deaths in two weeks: 20 and 18, 13 days apart; the first day leaves the window a day
        # later. Then 18 alone, for 13 days more.
        (
            [act("ASSAULT", 30, deaths=20), act("ASSAULT", 17, deaths=18)],
            {30: 4, 17: 5, 16: 4, 3: 1},
        ),
        # 37 are not enough, nor 38 told 14 days apart.
        ([act("ASSAULT", 10, deaths=37)], {10: 4}),
        ([act("ASSAULT", 20, deaths=19), act("ASSAULT", 6, deaths=19)], {20: 4}),
        # Assaults on 8 days of 14, the last of them 13 days after the first: 13 and 6 to 0 ago.
        ([act("ASSAULT", n) for n in (13, 6, 5, 4, 3, 2, 1, 0)], {13: 4, 0: 5}),
        # Eight assaults on seven days are not.
        ([act("ASSAULT", n) for n in (6, 5, 4, 3, 2, 1, 0, 0)], {6: 4}),
    ],
)  # fmt: skip
def test_levels(deeds: list[Deed], expected: Mapping[int, int]) -> None:
    assert levels(*deeds) == expected


@pytest.mark.parametrize(
    ("deeds", "expected"),
    [
        # A ceasefire ends what was before it with its day.
        ([act("ASSAULT", 10), act("RETREAT", 6, **HALT)], {10: 4, 5: 1}),
        # On the day itself force still counts: which came first is not told.
        ([act("ASSAULT", 6), act("RETREAT", 6, **HALT)], {6: 4, 5: 1}),
        # Force after it takes the level up again; with what came before, where that makes a war:
        # 30 deaths and 8, within the window.
        (
            [
                act("ASSAULT", 10, deaths=30),
                act("RETREAT", 6, **HALT),
                act("ASSAULT", 2, deaths=8),
            ],
            {10: 4, 5: 1, 2: 5},
        ),
        # Other retreats end nothing.
        ([act("ASSAULT", 10), act("RETREAT", 6, mode="release")], {10: 4}),
    ],
)
def test_a_ceasefire_ends_what_was_before_it(
    deeds: list[Deed], expected: Mapping[int, int]
) -> None:
    assert levels(*deeds) == expected
    assert set(levels(*deeds, options=NO_HALTS).values()) <= {4, 5}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["THREATEN", "MOBILIZE", "ASSAULT"]),
            st.integers(0, 60),
            st.integers(-1, 60),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_levels_are_those_of_every_window_counted_day_by_day(
    given_: list[tuple[str, int, int]],
) -> None:
    deeds = [act(type, days, deaths=None if n < 0 else n) for type, days, n in given_]
    spans = history(Deeds.of(sorted(deeds, key=lambda one: one.day or DAY)), (NORTH, SOUTH), DAY)
    by_day = {
        span.first + dt.timedelta(days=n): span.level
        for span in spans
        for n in range((span.last - span.first).days + 1)
    }
    for days in range(max(days for _, days, _ in given_) + 1):
        window = [one for one in given_ if 0 <= one[1] - days < 14]
        rank = max(({"THREATEN": 2, "MOBILIZE": 3}.get(t, 4) for t, _, _ in window), default=1)
        days_of_force = {day for t, day, _ in window if t == "ASSAULT"}
        if sum(max(n, 0) for _, _, n in window) >= 38 or len(days_of_force) >= 8:
            rank = 5
        assert by_day[ago(days)] == rank


# The two sides of each planted front, its acts by day, and what it is on the days that matter.
PLANTED = {
    "houthis and the united states": (
        [
            Deed(NORTH, SOUTH, "THREATEN", dt.date(2023, 11, 19), -0.5),
            Deed(SOUTH, NORTH, "MOBILIZE", dt.date(2023, 11, 30), -0.7),
            Deed(SOUTH, NORTH, "ASSAULT", dt.date(2023, 12, 3), -0.9),
        ],
        {"2023-11-20": (2, "steady"), "2023-11-30": (3, "steady"), "2023-12-04": (4, "rising")},
    ),
    "azerbaijan and armenia": (
        [
            Deed(NORTH, SOUTH, "THREATEN", dt.date(2022, 9, 8), -0.5),
            Deed(NORTH, SOUTH, "MOBILIZE", dt.date(2022, 9, 11), -0.7),
            Deed(NORTH, SOUTH, "ASSAULT", dt.date(2022, 9, 13), -0.9, deaths=49),
            Deed(NORTH, SOUTH, "RETREAT", dt.date(2022, 9, 14), 0.7, mode="ceasefire"),
            Deed(NORTH, SOUTH, "ASSAULT", dt.date(2022, 9, 28), -0.9, deaths=3),
        ],
        {
            "2022-09-13": (5, "rising"),
            "2022-09-20": (1, "falling"),
            "2022-09-29": (4, "rising"),
            "2022-10-15": (1, "falling"),
        },
    ),
    "hamas and israel": (
        [
            *(Deed(SOUTH, NORTH, "ASSAULT", dt.date(2023, 11, n), -0.9) for n in range(5, 23)),
            Deed(NORTH, SOUTH, "RETREAT", dt.date(2023, 11, 24), 0.7, mode="ceasefire"),
            Deed(NORTH, SOUTH, "ASSAULT", dt.date(2023, 12, 1), -0.9),
            Deed(SOUTH, NORTH, "ASSAULT", dt.date(2023, 12, 1), -0.9),
        ],
        {"2023-11-22": (5, "rising"), "2023-11-28": (1, "falling"), "2023-12-01": (4, "rising")},
    ),
}


@pytest.mark.parametrize(
    ("front", "day"), [(front, day) for front, (_, days) in PLANTED.items() for day in days]
)
def test_the_fronts_of_the_examples_as_their_authors_planted_them(front: str, day: str) -> None:
    deeds, expected = PLANTED[front]
    today = dt.date.fromisoformat(day)
    known = [deed for deed in deeds if deed.day is not None and deed.day <= today]
    reports = [today - dt.timedelta(days=n) for n in range(0, 28, 3)]
    found = listed(ledger_with(known, today, published=reports))
    if day == "2023-11-20":  # a threat alone settles no tie, and is no front yet
        assert not found
        assert history(Deeds.of(known), (NORTH, SOUTH), today)[-1].level == 2
    elif day == "2023-11-30":
        assert [one.level for one in found] in ([], [3])
        assert history(Deeds.of(known), (NORTH, SOUTH), today)[-1].level == 3
    else:
        assert [(one.level, one.trend) for one in found] == [expected[day]]


def test_the_trend_allows_for_coverage() -> None:
    # Nine acts after three in as many reports: of 12, 9 or more by chance: 2·(1+12+66+220)/2^12.
    acts = [act("ASSAULT", n) for n in (0, 0, 1, 1, 2, 2, 3, 3, 4)]
    acts += [act("ASSAULT", n) for n in (15, 16, 17)]
    even = [ago(n) for n in (1, 5, 9, 15, 19, 23)]
    rises = front_of(*acts, published=even)
    assert rises is not None
    assert (rises.now, rises.before) == (9, 3)
    assert rises.p_value == pytest.approx(2 * (1 + 12 + 66 + 220) / 2**12)
    assert rises.trend == "steady"
    # Twelve after three: 2·(1 + 15 + 105 + 455)/2^15 is below 0.1.
    more = [*acts, *(act("ASSAULT", 5) for _ in range(3))]
    rises = front_of(*more, published=even)
    assert rises is not None
    assert rises.p_value == pytest.approx(2 * (1 + 15 + 105 + 455) / 2**15)
    assert rises.trend == "rising"
    # In four times as many reports it is what coverage alone would give.
    much = [ago(n) for n in range(12)] + [ago(n) for n in (15, 19, 23)]
    same = front_of(*more, published=much)
    assert same is not None
    assert (same.trend, same.p_value) == ("steady", pytest.approx(1.0))
    assert rate_test((5, 0), (3, 0)) == 1.0  # nothing to compare with


@given(
    st.tuples(st.integers(0, 200), st.integers(0, 200)),
    st.tuples(st.integers(1, 300), st.integers(1, 300)),
)
def test_the_test_of_rates_is_the_exact_binomial_one(
    counts: tuple[int, int], exposures: tuple[int, int]
) -> None:
    if sum(counts):
        exact = binomtest(counts[0], sum(counts), exposures[0] / sum(exposures)).pvalue
        assert rate_test(counts, exposures) == pytest.approx(exact, rel=1e-6)


def test_a_front_is_a_settled_hostile_tie_or_force_used_of_late() -> None:
    raid, talks = act("ASSAULT", 5), [act("AID", 5) for _ in range(4)]
    assert front_of(raid) is None  # Beta(½, ½ + 0.9·2^(-1/6)) has 0.17 above ½: open
    three = front_of(raid, act("ASSAULT", 4), act("ASSAULT", 3))
    assert three is not None
    assert (three.id, three.level, three.peak, three.peak_on) == ("front--north--south", 4, 4, DAY)
    assert three.since == ago(5)
    assert len(three.entries) == 3
    # At war they talk too: two uses of force make a front whatever the tie.
    assert front_of(raid, act("ASSAULT", 4), *talks) is not None
    # Rivals who never threatened are none, however hostile.
    assert front_of(*(act("ACCUSE", n, score=-0.9) for n in range(6))) is None
    # Eased: no act for more than two weeks; listed for 60 days.
    eased = front_of(act("ASSAULT", 40), act("ASSAULT", 38), *talks)
    assert eased is not None
    assert (eased.level, eased.level_name, eased.peak, eased.now) == (1, "none", 4, 0)
    assert (eased.since, eased.peak_on) == (ago(24), ago(25))
    assert front_of(act("ASSAULT", 70), act("ASSAULT", 68), *talks) is None


PARTIES = {
    "north": party("north", "state", "NNN"),
    "south": party("south", "state", "SSS"),
    "rebels": party("rebels", "armed-group", "SSS", "REB"),
    "people": party("people", "movement", "SSS", "CVL"),
    "agency": party("agency", "organisation", "UN", "IGO"),
}
REBELS, PEOPLE, AGENCY = side("rebels", "SSS"), side("people", "SSS"), side("agency", "UN")
FIGHTERS = side("people-reb", "SSS")
CITY = {"place": "Kabul"}  # AFG, which is neither's


def counted(*deeds: Deed, parties: Mapping[str, Party] = PARTIES, **more: object) -> list[str]:
    """The acts that count to fronts, as "north>south", newest first."""
    ledger = ledger_with(deeds, DAY, parties=parties, **more)  # type: ignore[arg-type]
    found = fighting(ledger)
    rows = [found.at(row) for row in range(len(found))]
    return [f"{one.source.id}>{one.target.id}" for one in rows if one.source and one.target]


TWICE = [act("ASSAULT", 9), act("ASSAULT", 8, SOUTH, NORTH)]
BOTH = ["north>south", "south>north"]


@pytest.mark.parametrize(
    ("deeds", "expected"),
    [
        # Who cannot fight is on no front.
        ([act("ASSAULT", 3, target=AGENCY)], []),
        ([act("ASSAULT", 3, target=PEOPLE)], []),
        # Unless its own fighters are known: they stand for it.
        (
            [act("ASSAULT", 3, target=PEOPLE), act("ASSAULT", 2, FIGHTERS, NORTH)],
            ["north>people-reb", "people-reb>north"],
        ),
        # One side is named: the only foe is the other, as long as there is one.
        ([*TWICE, act("ASSAULT", 3, target=None)], [*BOTH, "north>south"]),
        ([*TWICE, act("ASSAULT", 3, None, NORTH)], [*BOTH, "south>north"]),
        ([*TWICE, act("MOBILIZE", 3, target=None)], [*BOTH, "north>south"]),
        # One act makes no foe, nor acts of long ago.
        ([TWICE[0], act("ASSAULT", 3, target=None)], ["north>south"]),
        ([act("ASSAULT", 80), act("ASSAULT", 79), act("ASSAULT", 3, target=None)],
         ["north>south", "north>south"]),
        # Of two foes neither, unless the place decides; a place of neither decides against both.
        (
            [*TWICE, act("ASSAULT", 9, EAST), act("ASSAULT", 8, EAST, NORTH),
             act("ASSAULT", 7, NORTH, EAST), act("ASSAULT", 3, target=None)],
            ["north>south", "east>south", "south>north", "east>north", "north>east"],
        ),
        ([*TWICE, act("ASSAULT", 3, target=None, **CITY)], BOTH),
        # A state that is struck and never strikes stands for its armed group that does.
        (
            [act("ASSAULT", 9, target=SOUTH), act("ASSAULT", 8, REBELS, NORTH),
             act("ASSAULT", 7, NORTH, REBELS)],
            ["north>rebels", "rebels>north", "north>rebels"],
        ),
        # Struck by nobody that is named, too.
        (
            [act("ASSAULT", 9, REBELS, NORTH), act("ASSAULT", 8, NORTH, REBELS),
             act("ASSAULT", 7, None, SOUTH)],
            ["rebels>north", "north>rebels", "north>rebels"],
        ),
        # Not where it strikes back.
        ([*TWICE, act("ASSAULT", 7, REBELS, NORTH)], [*BOTH, "rebels>north"]),
        # Spread over more than two weeks: in which window it was is not told.
        ([act("ASSAULT", 3, first=ago(16))], ["north>south"]),
        ([act("ASSAULT", 3, first=ago(17))], []),
    ],
)  # fmt: skip
def test_which_acts_count_to_which_front(deeds: list[Deed], expected: list[str]) -> None:
    assert counted(*deeds) == expected


def test_a_place_decides_between_two_foes() -> None:
    # Jermuk lies in Armenia; of Azerbaijan's two foes one is Armenia.
    there, here, other = side("there", "AZE"), side("here", "ARM"), side("other", "GEO")
    deeds = [
        *(act("ASSAULT", n, there, foe) for foe in (here, other) for n in (9, 8)),
        act("ASSAULT", 3, there, None, place="Jermuk"),
    ]
    assert counted(*deeds, parties={})[-1] == "there>here"


def test_who_acts_together_is_on_no_front() -> None:
    def together(*sides: Side) -> list[Deed]:
        return [act("ASSAULT", 3, one, two) for one, two in itertools.permutations(sides, 2)]

    def as_one_event(deeds: list[Deed]) -> Ledger:
        ledger = ledger_with(deeds, DAY, bonds=bonds)
        ledger.deeds.event[:] = 0
        return ledger

    bonds: list[NamedBond] = []
    assert len(fighting(as_one_event(together(NORTH, SOUTH)))) == 2  # they fought each other
    assert len(fighting(as_one_event(together(NORTH, SOUTH, EAST)))) == 0  # who, with whom?
    bonds.append(NamedBond("b", (NORTH, SOUTH), "alliance", False, DAY, "allies", "r0"))
    assert len(fighting(as_one_event(together(NORTH, SOUTH)))) == 0  # allies fought somebody


def test_a_word_to_use_force_is_a_threat() -> None:
    given_ = word("c1", NORTH, ("ASSAULT", "will strike South"), ago(3), towards=[SOUTH])
    ledger = ledger_with([], DAY, words=[given_])
    found = fighting(ledger)
    assert [(found.at(0).type, found.entries([0]))] == [("THREATEN", ("c1",))]
    # The same threat told as an event is not counted again.
    both = ledger_with([act("THREATEN", 3)], DAY, words=[given_])
    assert len(fighting(both)) == 1
    assert len(fighting(ledger_with([act("THREATEN", 4)], DAY, words=[given_]))) == 2


def test_what_the_sides_hold_back_from() -> None:
    words = [
        word("c1", NORTH, ("ASSAULT", "will not strike"), ago(9), polarity="will-not",
             condition=("unless", "ASSAULT", "unless South attacks"), if_by=[SOUTH]),
        word("c2", NORTH, ("ASSAULT", "will not strike East"), ago(8), polarity="will-not",
             towards=[EAST]),
        word("c3", SOUTH, ("MOBILIZE", "will send no troops"), ago(7), polarity="will-not"),
        word("c4", SOUTH, ("AID", "will not help"), ago(6), polarity="will-not", towards=[NORTH]),
    ]  # fmt: skip
    ledger = ledger_with([act("ASSAULT", 2), act("ASSAULT", 1)], DAY, words=words)
    (front,) = listed(ledger)
    assert [(held.side.id, held.says, held.entry) for held in front.held_back] == [
        ("south", "will send no troops", "c3"),
        ("north", "will not strike, unless South attacks", "c1"),
    ]


def test_order_and_options() -> None:
    deeds = [act("ASSAULT", n) for n in (2, 1)] + [act("ASSAULT", n, EAST) for n in (3, 2, 1)]
    ledger = ledger_with(deeds, DAY)
    assert [front.id for front in listed(ledger)] == ["front--east--south", "front--north--south"]
    few = fronts(ledger, ties(ledger.deeds, DAY), FrontOptions(most_entries=1))
    assert [len(front.entries) for front in few] == [1, 1]
    assert listed(ledger_with(deeds, None)) == ()
