"""How a run reads the commitments, alliances and calls of a record."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.model import Act, Actor, Commitment, Condition, Evidence
from foedus.network.shapes import Alliance, Call, Component, Strain
from foedus.network.sides import Side
from foedus.network.words import Word
from foedus.outlook.matching import part_of
from foedus.outlook.state import allies_of, help_of, promise_of, promises_of

US, A, B = (Side(id, id.upper(), None) for id in ("us", "a", "b"))


def word(
    id: str = "c-1",
    polarity: str = "will",
    act: tuple[str | None, str] = ("ASSAULT", "will strike back"),
    condition: tuple[str, str | None, str] | None = ("if", "ASSAULT", "if A attacks"),
    *,
    strength: str = "pledge",
    by: tuple[Side, ...] = (A,),
) -> Word:
    actor = Actor("us", "US", None, None, "We", 0, 2)
    when = Condition(*condition, (), ()) if condition else None
    said = Commitment(
        id, actor, polarity, Act(*act, (), ()), when, strength, (), None,
        Evidence("r", 0, 0, 2, "We"), "rule", 0.8,
    )  # fmt: skip
    return Word(id, said, US, dt.date(2024, 1, 1), None, (), by if condition else (), (), (id,))


@pytest.mark.parametrize(
    ("given", "polarity", "event", "part"),
    [
        (word(), "will", "ASSAULT", "act"),
        (word(polarity="will-not", condition=None), "will-not", "ASSAULT", "none"),
        # "If they do not withdraw" is "unless they do": the withdrawal ends it.
        (word(condition=("if", "RETREAT", "if they do not withdraw")), "will", "ASSAULT", "stop"),
        (word(polarity="will-not", condition=("unless", "ASSAULT", "unless A attacks")),
         "will-not", "ASSAULT", "release"),
        # Who will stay out does not attack; as long as it is not attacked itself.
        (word(act=(None, "will stay out of the fighting"),
              condition=("as-long-as", "ASSAULT", "as long as it is not attacked")),
         "will-not", "ASSAULT", "release"),
        (word(act=(None, "will see"), condition=("if", None, "if anything")), "will", None, "none"),
    ],
)  # fmt: skip
def test_how_a_commitment_is_read(given: Word, polarity: str, event: str, part: str) -> None:
    promise = promise_of(given)
    assert (promise.polarity, promise.event, part_of(promise)) == (polarity, event, part)


def test_it_is_told_in_its_own_words() -> None:
    assert promise_of(word()).text == "will strike back, if A attacks"
    refusal = word(polarity="will-not", act=("ASSAULT", "would never strike"), condition=None)
    assert promise_of(refusal).text == "will not strike"


def test_a_word_told_twice_is_one_promise_of_its_strongest_telling() -> None:
    told = [
        word("c-1", strength="vow"),
        word("c-2", act=("ASSAULT", "would hit back")),
        word("c-3", by=(B,)),
        word("c-4", condition=None),  # "will": no condition that could be met
    ]
    found = {promise.id: promise for promise in promises_of(told)}
    assert sorted(found) == ["c-2", "c-3"]
    assert (found["c-2"].strength, found["c-2"].entries) == ("vow", ("c-2", "c-1"))


def alliance(*members: Side) -> Alliance:
    strain = Strain(0, 0, 0, tuple[Component, ...]())
    return Alliance("alliance--x", "x", members, ("declared",), (), (), strain, ())


def test_allies_are_members_of_one_alliance_that_the_record_knows() -> None:
    known = {side.id: side for side in (US, A, B)}
    found = allies_of([alliance(US, A, Side("far", "Far", None))], known, 60)
    assert found == {"a": ("us",), "us": ("a",)}
    assert allies_of([alliance(US, A)], known, 1) == {}, "too large for an alliance"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("to join the fight", "ASSAULT"), ("weapons", "AID"), (None, "AID")],
)
def test_what_was_asked_for_last_is_what_is_granted(asked: str | None, expected: str) -> None:
    older = Call("call--1", (US,), A, None, "money", "granted", None, None, None, ())
    newer = Call("call--2", (US,), A, None, asked, "granted", None, None, None, ())
    assert help_of([newer, older]) == {("us", "a"): expected}
