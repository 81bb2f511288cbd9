"""Which commitments are one word told again."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest

from foedus.model import Act, Actor, Commitment, Condition, Evidence, Polarity
from foedus.network.repeated import repeated
from foedus.network.sides import Side
from foedus.network.words import Word

NORTH, SOUTH, WEST = (Side(id, id.title(), id[:3].upper()) for id in ("north", "south", "west"))
AID = "North will send grain and medicine to the southern ports"
AID_AGAIN = "the northern cabinet promised medicine and grain for ports in the south"
OTHER = "it is going to raise wages for teachers before summer"
IF_ATTACKED = Condition("if", "ASSAULT", "if it is attacked", (), ())
UNLESS_ATTACKED = Condition("unless", "ASSAULT", "unless it is attacked", (), ())
WHILE_SPARED = Condition("as-long-as", "ASSAULT", "as long as it is not attacked", (), ())
IF_PAID = Condition("if", "AID", "if it is paid", (), ())


def word(
    quote: str,
    day: str | None = "2024-03-10",
    *,
    actor: Side = NORTH,
    event: str | None = "AID",
    polarity: Polarity = "will",
    condition: Condition | None = None,
    towards: tuple[Side, ...] = (),
    if_by: tuple[Side, ...] = (),
    report: str = "",
    by: str | None = None,
    due: tuple[dt.date, dt.date] | None = None,
) -> Word:
    id = f"{quote[:12]}-{day}-{actor.id}-{event}-{condition and condition.type}-{report}"
    named = Actor(by or actor.id, actor.name, actor.code, "GOV" if by else None, actor.name, 0, 5)
    evidence = Evidence(report or id, 0, 0, len(quote), quote)
    act = Act(event, quote, (), ())
    said = Commitment(
        id, named, polarity, act, condition, "pledge", (), None, evidence, "rule", 0.8
    )  # fmt: skip
    given = dt.date.fromisoformat(day) if day else None
    return Word(id, said, actor, given, due, towards, if_by, (), (id,))


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        # in other words, within a week
        (word(AID), word(AID_AGAIN, "2024-03-12"), True),
        (word(AID), word(AID_AGAIN, "2024-03-30"), False),
        # another promise
        (word(AID), word(OTHER), False),
        # of another actor, or the contrary
        (word(AID), word(AID, actor=SOUTH), False),
        (word(AID), word(AID, polarity="will-not"), False),
        # of two ministers
        (word(AID, by="ann"), word(AID, "2024-03-11", by="bob"), False),
        (word(AID, by="ann"), word(AID, "2024-03-11"), True),
        # another act; an act that is not known, in much the same words or in others
        (word(AID), word(AID, "2024-03-11", event="ASSAULT"), False),
        (word(AID), word(AID_AGAIN, "2024-03-11", event=None), True),
        (word(AID), word("North will train crews in southern waters", "2024-03-11", event=None),
         False),
        # to others; to one of two
        (word(AID, towards=(SOUTH,)), word(AID, "2024-03-11", towards=(WEST,)), False),
        (word(AID, towards=(SOUTH, WEST)), word(AID, "2024-03-11", towards=(WEST,)), True),
        # under the same condition words are not needed; under another they do not help
        (word("North will fight", event="ASSAULT", condition=IF_ATTACKED),
         word("its army is to answer any blow", "2024-03-11", event="ASSAULT",
              condition=IF_ATTACKED), True),
        (word(AID, condition=IF_PAID), word(AID, "2024-03-11", condition=IF_ATTACKED), False),
        (word(AID, condition=IF_PAID), word(AID_AGAIN, "2024-03-11"), True),
        # one that hinges on one side, and one on another
        (word(AID, condition=IF_ATTACKED, if_by=(SOUTH,)),
         word(AID, "2024-03-11", condition=IF_ATTACKED, if_by=(WEST,)), False),
        # holding back until attacked, told as either
        (word("North will not enter the war", event="ASSAULT", polarity="will-not",
              condition=UNLESS_ATTACKED),
         word("it would stay out", "2024-03-11", event=None, condition=WHILE_SPARED), True),
        # answering an attack is no holding back
        (word("North will not enter the war", event="ASSAULT", polarity="will-not",
              condition=UNLESS_ATTACKED),
         word("it would strike", "2024-03-11", event="ASSAULT", condition=IF_ATTACKED), False),
        # two things that one sentence promises
        (word(AID, report="a"), word(AID, event=None, report="a"), False),
        # for other days
        (word(AID, due=(dt.date(2024, 4, 1), dt.date(2024, 4, 7))),
         word(AID, "2024-03-11", due=(dt.date(2024, 5, 1), dt.date(2024, 5, 7))), False),
        # without a day only the same words
        (word(AID, None), word(AID, None, report="b"), True),
        (word(AID, None), word(AID_AGAIN, None), False),
    ],
)  # fmt: skip
def test_two_tellings(one: Word, other: Word, joined: bool) -> None:
    for order in permutations((one, other)):
        assert (len(repeated(order)) == 1) == joined


def test_a_joined_word_is_its_first_telling_with_the_entries_of_all() -> None:
    first = word(AID, "2024-03-10")
    second = word(AID_AGAIN, "2024-03-12")
    third = word(AID, "2024-03-18", report="c")
    for order in permutations((first, second, third)):
        (joined,) = repeated(order)
        assert (joined.id, joined.given) == (first.id, dt.date(2024, 3, 10))
        assert joined.said == first.said
        assert joined.entries == (first.id, second.id, third.id)


def test_a_condition_that_only_a_later_telling_gives_is_kept() -> None:
    first = word(AID)
    second = word(AID_AGAIN, "2024-03-12", condition=IF_PAID, towards=(SOUTH,))
    (joined,) = repeated((first, second))
    assert joined.id == first.id
    assert joined.said.condition == IF_PAID
    assert joined.towards == (SOUTH,)


def test_no_words() -> None:
    assert repeated(()) == ()
