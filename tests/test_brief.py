"""The brief: counts, calls and their answers, changes; and its three forms."""

from __future__ import annotations

import datetime as dt
import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.brief import Brief, Sides, as_markdown, as_text, situation
from foedus.catalogue.entries import Office, Party, Person
from foedus.model import (
    Act,
    Actor,
    Asked,
    Commitment,
    Condition,
    Entry,
    Event,
    Evidence,
    When,
    as_json,
)
from foedus.record import ReportRow
from tests import strategies
from tests.record.examples import EAST, NORTH, SOUTH, WEST, actor

LAST = dt.date(2024, 3, 31)
NAMELESS = actor("militias", None, "REB")
_numbers = itertools.count()


def row(id: str, day: int | None, source: str | None = "Post") -> ReportRow:
    """A report of March 2024; None is a report without a date."""
    return ReportRow(
        id=id, version=1, title=None, date=dt.date(2024, 3, day) if day else None, source=source,
        url=None, chars=9, entries=1, coded_by="x", origin=None, is_current=True,
        read_at=dt.datetime(2024, 4, 1, tzinfo=dt.UTC),
    )  # fmt: skip


REPORTS = [row("first", 1), row("mid", 15), row("last", 31)]


def on(first: int, last: int | None = None) -> When:
    return When(dt.date(2024, 3, first), dt.date(2024, 3, last or first), "days")


def event(
    type: str,
    who: tuple[Actor, ...],
    whom: tuple[Actor, ...] = (),
    when: When | None = None,
    **changed: object,
) -> Event:
    """An event of the last report; intensity by its type."""
    hostile = type in ("ASSAULT", "ACCUSE", "REJECT")
    number = next(_numbers)
    fields: dict[str, object] = {
        "mode": None, "contexts": (), "assertion": "actual", "attributed_to": (), "through": (),
        "asks_for": None, "place": None, "intensity": -5.0 if hostile else 5.0, "quad": "x",
        "fatalities": None, "injuries": None, "rule": "x", "confidence": 0.9,
        "evidence": Evidence("last", 0, number, number + 1, f"words {number}"), **changed,
    }  # fmt: skip
    return Event(f"e-{number}", type, actors=who, recipients=whom, date=when, **fields)


def word(
    who: Actor,
    polarity: str = "will",
    type: str | None = "AID",
    whom: tuple[Actor, ...] = (),
    condition: Condition | None = None,
    *,
    when: When | None = None,
) -> Commitment:
    number = next(_numbers)
    return Commitment(
        f"c-{number}", who, polarity, Act(type, "help", whom, ()), condition, "pledge", (), when,
        Evidence("last", 0, number, number + 1, f"words {number}"), "x", 0.9,
    )  # fmt: skip


def call(*asked: Actor, when: When | None = None) -> Event:
    return event(
        "REQUEST", (SOUTH,), asked, when or on(5), mode="assist", asks_for=Asked("AID", "to help")
    )


def brief(*entries: Entry, **more: object) -> Brief:
    return situation(REPORTS, entries, **more)


IF_ATTACKED = Condition("if", "ASSAULT", "if attacked", (NORTH,), (WEST,))
IN_ANOTHER = Evidence("mid", 0, 0, 1, "x")
WAR = event("ASSAULT", (NORTH,), (SOUTH,), on(1))


@pytest.mark.parametrize(
    ("later", "answer"),
    [
        ([], "unanswered"),
        ([event("AID", (WEST,), (SOUTH,), on(6))], "granted"),
        ([event("SUPPORT", (WEST,), (SOUTH,), on(5), evidence=IN_ANOTHER)], "granted"),
        ([event("SUPPORT", (WEST,), (SOUTH,), on(5))], "unanswered"),  # told before the call
        ([event("AGREE", (WEST, SOUTH), (), on(6))], "granted"),
        ([event("ASSAULT", (WEST,), (NORTH,), on(7))], "granted"),
        ([event("AID", (WEST,), (SOUTH,), on(4))], "unanswered"),  # before the call
        ([event("AID", (WEST,), (NORTH,), on(6))], "unanswered"),  # to the enemy
        ([event("AID", (EAST,), (SOUTH,), on(6))], "unanswered"),  # another one's
        ([event("ASSAULT", (WEST,), (SOUTH,), on(6))], "unanswered"),  # on the caller
        ([event("AID", (WEST,), (SOUTH,), on(6), assertion="denied")], "unanswered"),
        ([event("AID", (WEST,), (SOUTH,), on(6), assertion="intended")], "unanswered"),
        ([event("REJECT", (WEST,), (SOUTH,), on(6))], "refused"),
        ([event("REJECT", (WEST,), (), on(6), mode="assist")], "refused"),
        ([event("REJECT", (WEST,), (), on(6), mode="meet")], "unanswered"),
        ([event("REJECT", (WEST,), (NORTH,), on(6), mode="assist")], "unanswered"),
        ([word(WEST, "will-not", when=on(6))], "refused"),
        ([word(WEST, "will-not", None, when=on(6))], "refused"),
        ([word(WEST, "will-not", "CONSULT", when=on(6))], "unanswered"),
        ([word(WEST, "will-not", "AID", (EAST,), when=on(6))], "unanswered"),
        ([word(WEST, "will", "AID", (SOUTH,), when=on(6))], "granted"),
        ([word(WEST, "will", "ASSAULT", (NORTH,), when=on(6))], "granted"),
        ([word(WEST, "will", None, when=on(6))], "unanswered"),
        ([word(WEST, "will-not", "ASSAULT", (), IF_ATTACKED, when=on(6))], "conditional"),
        ([word(WEST, "will", "AID", (SOUTH,), IF_ATTACKED, when=on(6))], "conditional"),
        (
            [event("AID", (WEST,), (SOUTH,), on(9)), event("REJECT", (WEST,), (SOUTH,), on(6))],
            "refused",  # the first goes
        ),
    ],
)  # fmt: skip
def test_answers(later: list[Entry], answer: str) -> None:
    (asked,) = brief(WAR, call(WEST), *later).calls
    (found,) = asked.answers
    assert (found.side.id, found.answer) == ("wes", answer)
    assert (found.entry is None) == (answer == "unanswered")
    assert found.days_open == 26
    assert found.entry is None or found.entry.id in {entry.id for entry in later}


def test_an_answer_after_sixty_days_is_none() -> None:
    reports = [*REPORTS, ReportRow(**{**as_fields(row("late", 1)), "date": dt.date(2024, 5, 20)})]
    for day, expected in ((dt.date(2024, 5, 4), "granted"), (dt.date(2024, 5, 5), "unanswered")):
        help = event(
            "AID", (WEST,), (SOUTH,), When(day, day, "day"), evidence=Evidence("late", 0, 0, 1, "x")
        )
        (asked,) = situation(reports, [call(WEST), help]).calls
        assert (asked.answers[0].answer, asked.answers[0].days_open) == (expected, 60)


def as_fields(one: ReportRow) -> dict[str, object]:
    return {name: getattr(one, name) for name in ReportRow.__slots__}


def test_each_of_those_asked_answers_alone() -> None:
    (asked,) = brief(call(WEST, EAST), event("AID", (EAST,), (SOUTH,), on(6))).calls
    assert [(one.side.id, one.answer) for one in asked.answers] == [
        ("wes", "unanswered"),
        ("eas", "granted"),
    ]


def test_what_is_no_call() -> None:
    other = event("REQUEST", (SOUTH,), (WEST,), mode="change")
    denied = event("REQUEST", (SOUTH,), (WEST,), mode="assist", assertion="denied")
    assert brief(other, denied, event("REQUEST", (NAMELESS,), (WEST,), mode="assist")).calls == ()


def test_pairs_count_actual_events_both_ways_by_the_sign_of_their_intensity() -> None:
    events = [
        event("ASSAULT", (NORTH,), (SOUTH,), on(3)),
        event("ASSAULT", (SOUTH,), (NORTH,), on(9)),
        event("AID", (NORTH,), (SOUTH,), on(4)),
        event("ASSAULT", (NORTH,), (SOUTH,), assertion="possible"),
        event("REQUEST", (NORTH,), (SOUTH,), intensity=0.0),
        event("ASSAULT", (NORTH,), (NAMELESS,)),
        event("CONSULT", (EAST, WEST)),
    ]
    first, second = brief(*events).pairs
    assert [side.id for side in first.sides] == ["nor", "sou"]
    assert first.hostile.entries == (events[0].id, events[1].id)
    assert first.hostile.latest is not None
    assert first.hostile.latest.id == events[1].id
    assert (first.cooperative.count, second.cooperative.entries) == (1, (events[6].id,))


STATE = Party("northland", "NOR", "Northland", "state", None, None, None)
GROUP = Party("front", "NOR", "The Front", "armed-group", "REB", None, None)
CHIEF = Person("a-chief", "A Chief", (Office("front", "leader", "a-chief", None, None),))


@pytest.mark.parametrize(
    ("mentioned", "side"),
    [
        (Actor("northland-mil", "Northland military", "NOR", "MIL", "x", 0, 1), "northland"),
        (Actor("northland", "Northland", "NOR", None, "x", 0, 1), "northland"),
        (Actor("some-minister", "A Minister", "NOR", "GOV", "x", 0, 1), "northland"),
        (Actor("front", "The Front", "NOR", "REB", "x", 0, 1), "front"),
        (Actor("a-chief", "A Chief", "NOR", "REB", "x", 0, 1), "front"),
        (Actor("northland-cvl", "villagers", "NOR", "CVL", "x", 0, 1), "northland-cvl"),
        (Actor("xland-gov", "Xland government", "XLA", "GOV", "x", 0, 1), "xla"),
        (Actor("militias", "militias", None, "REB", "x", 0, 1), None),
    ],
)
def test_sides(mentioned: Actor, side: str | None) -> None:
    found = Sides([STATE, GROUP], {"a-chief": CHIEF}).of(mentioned)
    assert (found.id if found else None) == side


@pytest.mark.parametrize(
    ("days", "found"),
    [
        # The windows are 18 to 31 and 4 to 17 March.
        ([on(18)], [("new", 0, 1)]),
        ([on(17)], [("fell", 1, 0)]),
        ([on(3)], []),
        ([on(3), on(31)], [("rose", 0, 1)]),
        ([on(4), on(31)], []),
        ([on(4), on(20), on(31)], [("rose", 1, 2)]),
        ([on(4), on(10), on(31)], [("fell", 2, 1)]),
        ([on(3), on(16, 19)], []),  # in neither window for certain
        ([None], [("new", 0, 1)]),  # the report's day
    ],
)
def test_changes(days: list[When | None], found: list[tuple[str, int, int]]) -> None:
    events = [event("ASSAULT", (NORTH,), (SOUTH,), when) for when in days]
    changes = brief(*events).changes
    assert changes is not None
    assert (changes.since, changes.until) == (dt.date(2024, 3, 18), LAST)
    assert (changes.reports_now, changes.reports_before) == (1, 1)
    assert [(one.kind, one.before.count, one.now.count) for one in changes.found] == found


def test_cooperation_alone_neither_rises_nor_falls() -> None:
    events = [event("AID", (NORTH,), (SOUTH,), when) for when in (on(5), on(30))]
    changes = brief(*events).changes
    assert changes is not None
    assert changes.found == ()


def test_what_is_done_is_done_by_the_day_of_its_report() -> None:
    early = Evidence("mid", 0, 0, 1, "x")
    (pair,) = brief(event("ASSAULT", (NORTH,), (SOUTH,), on(1, 31), evidence=early)).pairs
    assert pair.hostile.latest is not None
    assert pair.hostile.latest.day == dt.date(2024, 3, 15)


def test_commitments_newest_first_with_their_conditions() -> None:
    old, new = word(EAST, when=on(2)), word(WEST, "will-not", condition=IF_ATTACKED, when=on(9))
    first, second = brief(old, new).commitments
    assert (first.cited.id, first.condition_type, first.condition) == (new.id, "if", "if attacked")
    assert (second.cited.id, second.condition) == (old.id, None)


def test_what_was_read() -> None:
    reports = [*REPORTS, row("undated", None, None)]
    entries = [WAR, event("AID", (WEST,), (SOUTH,), assertion="denied"), word(WEST)]
    read = situation(reports, entries).reports
    assert (read.count, read.publishers, read.without_publisher) == (4, ("Post",), 1)
    assert (read.first, read.last, read.without_date) == (dt.date(2024, 3, 1), LAST, 1)
    assert (read.events, read.actual, read.commitments, read.bonds) == (2, 1, 1, 0)


def test_json_has_these_keys() -> None:
    found = as_json(brief(WAR, call(WEST), word(WEST)))
    assert list(found) == ["as_of", "reports", "pairs", "commitments", "calls", "changes"]
    assert found["as_of"] == "2024-03-31"
    assert json.loads(json.dumps(found)) == found


def test_as_of_is_what_is_asked() -> None:
    day = dt.date(2024, 6, 1)
    found = brief(WAR, as_of=day)
    assert found.as_of == day
    assert found.changes is not None
    assert "nothing to compare" in as_text(found)


def test_an_empty_record() -> None:
    found = situation([], [])
    assert (found.as_of, found.pairs, found.calls, found.changes) == (None, (), (), None)
    assert "0 reports." in as_text(found)
    assert "0 reports." in as_markdown(found)


def test_each_figure_in_words_has_its_ids() -> None:
    asking, granting, promise = call(WEST, EAST), event("AID", (WEST,), (SOUTH,), on(6)), word(EAST)
    found = brief(WAR, asking, granting, promise)
    for text in (as_text(found), as_markdown(found)):
        assert [id for id in (asking.id, granting.id, promise.id, WAR.id) if id not in text] == []
        assert "Unanswered (26 days on): EAS" in text
        assert "granted" in text


def test_long_lists_are_cut_and_say_so() -> None:
    assert "5 more:" in as_text(brief(*(word(EAST) for _ in range(15))))


def test_words_are_shown_and_not_obeyed() -> None:
    words = "a\x1b[2J `x` <b> *y* [z](u) \u202e|"
    found = brief(event("ASSAULT", (NORTH,), (SOUTH,), evidence=Evidence("last", 0, 0, 9, words)))
    assert not set(as_text(found)) & set("\x1b\u202e")
    assert r"\`x\` \<b\> \*y\* \[z\](u) \|" in as_markdown(found)


@settings(max_examples=40, deadline=None)
@given(st.lists(strategies.coded_reports(), max_size=4), st.randoms())
def test_any_record_gives_a_brief_whatever_its_order(coded: list, random: object) -> None:
    reports = [
        ReportRow(**{**as_fields(row(f"{report.id}", None)), "date": report.date})
        for report, _ in coded
    ]
    entries = [entry for _, entries in coded for entry in entries]
    shuffled = entries[:]
    random.shuffle(shuffled)
    found = situation(reports, entries)
    json.dumps(as_json(found))
    text = as_text(found)
    assert all(line == line.rstrip() for line in text.splitlines())
    as_markdown(found)
    if (
        len({entry.id for entry in entries})
        == len(entries)
        == len({(entry.evidence.report, entry.evidence.start) for entry in entries})
    ):
        assert situation(reports, shuffled) == found
