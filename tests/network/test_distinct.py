"""Which tellings are of one event, and what is known of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.network.events import day_of
from foedus.network.publishers import voices_of
from foedus.record.columns import Telling
from tests.network.told import Told, distinct_of, events_of

SHELLED = "Northern guns shelled the harbour town of Velm, setting the grain silos alight"
AGAIN = "The harbour town of Velm was shelled and grain silos burned, witnesses in the port said"
OTHER = "A convoy with bread and medicine was hit beside the railway bridge at dusk"
MET = ("north>south", "south>north")


def are_one(*tellings: Told) -> bool:
    return len(distinct_of(tellings).leader) == 1


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        # the same words, printed twice
        (Told(SHELLED), Told(SHELLED, published="2024-03-11"), True),
        # other words, the same day of their own
        (Told(SHELLED, own="2024-03-09"), Told(AGAIN, own="2024-03-09"), True),
        # two sentences with nothing in common, and only the days of their reports
        (Told(SHELLED), Told(OTHER, published="2024-03-12"), False),
        # a day of its own, and a report on the day after
        (Told(SHELLED, own="2024-03-09"), Told(AGAIN, published="2024-03-10"), True),
        # a report from before it happened
        (Told(SHELLED, own="2024-03-09"), Told(AGAIN, published="2024-03-08"), False),
        # a report from a week after
        (Told(SHELLED, own="2024-03-09"), Told(AGAIN, published="2024-03-16"), False),
        # a week after, but with the same day of its own
        (Told(SHELLED, own="2024-03-09"),
         Told(AGAIN, own="2024-03-09", published="2024-03-16"), True),
        # two days
        (Told(SHELLED, own="2024-03-08"), Told(SHELLED, own="2024-03-09"), False),
        # a day within a week
        (Told(SHELLED, own="2024-03-08"), Told(AGAIN, own="2024-03-04..2024-03-10"), True),
        # another side
        (Told(SHELLED), Told(SHELLED, ("north>west",)), False),
        # the other way round
        (Told(SHELLED), Told(SHELLED, ("south>north",)), False),
        # one names nobody that it was done to, or by
        (Told(SHELLED), Told(AGAIN, ("north>",)), True),
        (Told(SHELLED), Told(AGAIN, (">south",)), True),
        # one names fewer of those it was done to
        (Told(SHELLED, ("north>south", "north>west")), Told(AGAIN, ("north>west",)), True),
        (Told(SHELLED, ("north>south", "north>west")), Told(AGAIN, ("north>east",)), False),
        # another type, another assertion
        (Told(SHELLED), Told(SHELLED, event="THREATEN"), False),
        (Told(SHELLED), Told(SHELLED, assertion="denied"), False),
        # modes that say the same of a strike; one that says none; those that say another thing
        (Told(SHELLED, mode="heavy-weapons"), Told(AGAIN, mode="aerial"), True),
        (Told(SHELLED, mode="heavy-weapons"), Told(AGAIN), True),
        (Told(SHELLED, mode="heavy-weapons"), Told(SHELLED, mode="abduct"), False),
        (Told(SHELLED), Told(SHELLED, mode="sexual"), False),
        # who is captured is arrested
        (Told(SHELLED, mode="abduct"), Told(SHELLED, event="COERCE", mode="arrest"), True),
        # other towns; a town and the country it lies in
        (Told(SHELLED, place="Velm"), Told(SHELLED, place="Tarn"), False),
        (Told(SHELLED, place="Velm"), Told(AGAIN, place="South"), True),
        # a toll that grew; a toll of another event
        (Told(SHELLED, deaths=4), Told(AGAIN, deaths=6), True),
        (Told(SHELLED, deaths=4), Told(SHELLED, deaths=40), False),
        # the minister and the president
        (Told(SHELLED, event="REQUEST", person="ann"),
         Told(SHELLED, event="REQUEST", person="bob"), False),
        (Told(SHELLED, event="REQUEST", person="ann"), Told(SHELLED, event="REQUEST"), True),
        # a meeting, whoever is named first, and whoever else was there
        (Told(SHELLED, MET, "CONSULT"), Told(AGAIN, ("south>north",), "CONSULT", "visit"), True),
        (Told(SHELLED, MET, "CONSULT"), Told(AGAIN, ("north>west",), "CONSULT"), False),
        (Told(SHELLED, MET, "CONSULT", "visit"), Told(AGAIN, MET, "CONSULT", "phone"), False),
        # what one report tells without days in other words is taken for two events
        (Told(SHELLED, report="a"), Told(OTHER, report="a"), False),
        (Told(SHELLED, report="a"), Told(AGAIN, report="a"), True),
        # reports without a day
        (Told(SHELLED, published=None), Told(SHELLED, published=None), True),
        (Told(SHELLED, published=None), Told(OTHER, published=None), False),
        (Told(SHELLED, published=None), Told(SHELLED), False),
        # plans are told again within days, for whatever day they are
        (Told(SHELLED, assertion="intended", own="2024-03-20"),
         Told(AGAIN, assertion="intended", published="2024-03-12"), True),
        (Told(SHELLED, assertion="intended"),
         Told(AGAIN, assertion="intended", published="2024-03-20"), False),
        (Told(SHELLED, assertion="intended", own="2024-03-20"),
         Told(SHELLED, assertion="intended", own="2024-05-20"), False),
    ],
)  # fmt: skip
def test_two_tellings(one: Told, other: Told, joined: bool) -> None:
    assert are_one(one, other) == joined
    assert are_one(other, one) == joined


def test_one_sentence_that_tells_two_deeds_is_not_one() -> None:
    two = "Northern guns shelled Velm and, an hour later, killed rescuers who had come to the port"
    assert not are_one(Told(two, report="a"), Told(two, report="a"))


def test_a_meeting_coded_from_either_side_is_one() -> None:
    hosted = "On Monday the northern president received his guest in the palace by the lake"
    assert are_one(
        Told(hosted, ("north>south",), "CONSULT", "visit", report="a"),
        Told(hosted, ("south>north",), "CONSULT", "visit", report="a"),
    )


def test_a_pair_that_fights_daily_needs_more_than_sides_and_day() -> None:
    # One that never fought before: 0.05 such events on a day, one day, -log2(0.05) = 4.3 bits; the
    # same day of their own +1, other words -1. Enough is 2.5.
    quiet = [Told(SHELLED, own="2024-03-09"), Told(OTHER, own="2024-03-09")]
    assert are_one(*quiet)
    # After 60 clashes in the 27 days that are 4 to 30 days before, and none after: 30/27 + 0.05 on
    # a day, -log2(1.16) = -0.2 bits.
    war = [
        Told(f"On the front {word} {word}s fell upon villages of {word}land", own=str(day))
        for number in range(60)
        for word in [f"{chr(97 + number % 26) * 4}{number}"]
        for day in [dt.date(2024, 2, 8) + dt.timedelta(number % 27)]
    ]
    found = distinct_of([*war, *quiet])
    assert found.of[-1] != found.of[-2]


def test_ends_that_do_not_fit_are_not_joined_through_one_that_fits_both() -> None:
    found = distinct_of(
        [
            Told(SHELLED, place="Velm", own="2024-03-09"),
            Told(SHELLED, own="2024-03-09"),
            Told(SHELLED, place="Tarn", own="2024-03-09"),
        ]
    )
    assert found.of[0] != found.of[2]
    assert len(found.leader) == 2


def test_what_is_known_of_an_event() -> None:
    found = distinct_of(
        [
            Told(SHELLED, published="2024-03-10", deaths=3, source="A", confidence=0.9),
            Told(SHELLED, own="2024-03-08..2024-03-09", published="2024-03-10", source="B"),
            Told(SHELLED, own="2024-03-09..2024-03-10", published="2024-03-11", deaths=5,
                 source="A"),
            Told(SHELLED, published="2024-03-11", source="C"),
        ]
    )  # fmt: skip
    assert found.of.tolist() == [0, 0, 0, 0]
    # 8 to 9 and 9 to 10 March have the 9th in common; reports of the 10th and 11th allow it.
    assert [day_of(int(found.first[0])), day_of(int(found.last[0]))] == [dt.date(2024, 3, 9)] * 2
    # Of the two with days of their own, equally certain, the earlier; A, B and C; the later toll.
    assert found.leader.tolist() == [1]
    assert found.publishers.tolist() == [3]
    assert found.deaths.tolist() == [5]


def test_without_a_day_of_its_own_the_first_report_has_the_day() -> None:
    found = distinct_of([Told(SHELLED, published="2024-03-12"), Told(SHELLED)])
    assert [day_of(int(found.first[0])), day_of(int(found.last[0]))] == [dt.date(2024, 3, 10)] * 2


def test_nothing_told() -> None:
    assert len(distinct_of([]).of) == 0


def test_one_that_names_no_side_stays_alone() -> None:
    assert not are_one(Told(SHELLED, ()), Told(SHELLED, ()))


tellings = st.builds(
    Told,
    sentence=st.sampled_from([SHELLED, AGAIN, OTHER]),
    pairs=st.sampled_from([("north>south",), ("north>",), (">south",), ("north>south", "north>west")]),
    event=st.sampled_from(["ASSAULT", "CONSULT"]),
    mode=st.sampled_from([None, "aerial", "abduct"]),
    assertion=st.sampled_from(["actual", "intended"]),
    own=st.sampled_from([None, "2024-03-09", "2024-03-08..2024-03-10"]),
    published=st.sampled_from([None, "2024-03-10", "2024-03-11", "2024-03-14"]),
    place=st.sampled_from([None, "Velm", "Tarn"]),
    deaths=st.sampled_from([None, 2, 3, 7]),
    report=st.sampled_from(["a", "b", "c", "d"]),
)  # fmt: skip


@given(st.lists(tellings, max_size=8, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(told: list[Told], drawn: object) -> None:
    numbered = [replace(one, report=f"{one.report}{number}") for number, one in enumerate(told)]
    order = list(range(len(told)))
    drawn.shuffle(order)  # type: ignore[attr-defined]
    straight = distinct_of(numbered).of
    mixed = distinct_of([numbered[number] for number in order]).of
    groups = {frozenset(np.flatnonzero(straight == event).tolist()) for event in straight}
    others = {
        frozenset(order[place] for place in np.flatnonzero(mixed == event)) for event in mixed
    }
    assert groups == others


@given(st.lists(tellings, max_size=8))
def test_what_is_joined_agrees(told: list[Told]) -> None:
    found = distinct_of(told)
    events = events_of(told)
    assert sorted(set(found.of.tolist())) == list(range(len(found.leader)))
    assert (found.of[found.leader] == np.arange(len(found.leader))).all()
    for event in range(len(found.leader)):
        rows = np.flatnonzero(found.of == event)
        assert len(set(events.told.assertion[rows].tolist())) == 1
        places = {told[row].place for row in rows} - {None}
        assert len(places) <= 1
        assert found.first[event] <= found.last[event]
        assert 1 <= found.publishers[event] <= len(rows)


def telling(number: int, source: str | None, day: str | None) -> Telling:
    return Telling(number, f"r{number}", source, dt.date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("copies", "expected"),
    [
        # each publisher is a voice; what has none is its own
        ([], [0, 1, 0, 2, 3]),
        # report 1, of B, copies report 2, of A, which is earlier
        ([(1, 2)], [0, 0, 0, 2, 3]),
        # and report 3 copies that copy
        ([(1, 2), (3, 1)], [0, 0, 0, 0, 3]),
        # a version of a report that is not looked at
        ([(1, 99)], [0, 1, 0, 2, 3]),
    ],
)
def test_a_copy_has_the_voice_of_what_it_copies(
    copies: list[tuple[int, int]], expected: list[int]
) -> None:
    reports = [
        telling(0, "A", "2024-03-01"),
        telling(1, "B", "2024-03-03"),
        telling(2, "A", "2024-03-02"),
        telling(3, None, "2024-03-04"),
        telling(4, None, None),
    ]
    assert voices_of(reports, copies).tolist() == expected
