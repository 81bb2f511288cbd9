"""What became of promises, by deeds and days. Day 0 is the day of the promise."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.model import Act, Actor, Commitment, Condition, Evidence
from foedus.network.deeds import Deed, Deeds
from foedus.network.fates import fates_of
from foedus.network.promises import Kind, kind_of, terms_of
from foedus.network.shapes import Fate, Status
from foedus.network.sides import Side
from foedus.network.words import Word

A, B, C = (Side(id, id.upper(), None) for id in "abc")
GIVEN = dt.date(2024, 1, 10)
Told = tuple[int, Side | None, str, Side | None]  # day, who, type, to whom
Bound = tuple[str, str | None, str, tuple[Side, ...], tuple[Side, ...]]


def on(day: int) -> dt.date:
    return GIVEN + dt.timedelta(days=day)


def word(
    polarity: str, event: str | None, towards: tuple[Side, ...] = (B,), condition: Bound | None = None,
    *, text: str = "", strength: str = "pledge", due: tuple[int, int] | None = None,
    day: int = 0, id: str = "c-1",
) -> Word:  # fmt: skip
    said = Commitment(
        id=id, actor=Actor("a", "A", None, None, "A", 0, 1),
        polarity=polarity,
        act=Act(event, text, (), ()),
        condition=Condition(condition[0], condition[1], condition[2], (), ()) if condition else None,
        strength=strength,
        attributed_to=(), date=None, evidence=Evidence("r", 0, 0, 1, "x"), rule="r", confidence=1.0,
    )  # fmt: skip
    by, to = (condition[3], condition[4]) if condition else ((), ())
    days = (on(due[0]), on(due[1])) if due is not None else None
    return Word(id, said, A, on(day), days, towards, by, to, (id,))


def fate(
    given: Word, told: list[Told], *, as_of: int = 30, others: list[Word] | None = None
) -> Fate:
    deeds = [
        Deed(who, whom, type_.split()[0], on(day), mode=(type_.split()[1:] or [None])[0],
             entries=(f"e-{day}",))
        for day, who, type_, whom in sorted(told, key=lambda one: one[0])
    ]  # fmt: skip
    return fates_of([given, *(others or [])], Deeds.of(deeds), on(as_of))[0]


IF_C_STRIKES_A: Bound = ("if", "ASSAULT", "if C strikes A", (C,), (A,))
UNLESS_C_STRIKES_A: Bound = ("unless", "ASSAULT", "unless C strikes A", (C,), (A,))
UNTIL_C_STOPS: Bound = ("until", "RETREAT", "until C stopped its attacks", (C,), ())
WHILE_TRUCE: Bound = ("as-long-as", "RETREAT", "as long as the truce lasts", (), ())
IF_TRUCE: Bound = ("if", "RETREAT", "if the truce takes hold", (), ())
IF_FREED: Bound = ("if", "RETREAT", "if C frees the captives", (C,), ())


@pytest.mark.parametrize(
    ("given", "told", "status", "settled"),
    [
        # will do
        (word("will", "AID"), [], "standing", ()),
        (word("will", "AID"), [(5, A, "AID", B)], "kept", ("e-5",)),
        (word("will", "AID"), [(-5, A, "AID", B)], "standing", ()),
        (word("will", "AID"), [(5, A, "AID", C)], "standing", ()),
        (word("will", "AID"), [(5, C, "AID", B)], "standing", ()),
        (word("will", "SUPPORT"), [(5, A, "AID", B)], "kept", ("e-5",)),
        (word("will", "AID"), [(5, A, "SANCTION discontinue", B)], "broken", ("e-5",)),
        # force that is used anyway does not tell that the promise of it was kept
        (word("will", "ASSAULT"), [(-9, A, "ASSAULT", B), (5, A, "ASSAULT", B)], "standing", ()),
        (word("will", "ASSAULT"), [(-9, A, "ASSAULT", C), (5, A, "ASSAULT", B)], "kept", ("e-5",)),
        (word("will", "ASSAULT"), [(-40, A, "ASSAULT", B), (5, A, "ASSAULT", B)], "kept",
         ("e-5",)),
        (word("will", "ASSAULT", due=(5, 6)), [(-9, A, "ASSAULT", B), (5, A, "ASSAULT", B)],
         "kept", ("e-5",)),
        # "to talk": with whom is not said, so no talk can be told to be the one
        (word("will", "CONSULT", ()), [(5, A, "CONSULT", B)], "standing", ()),
        (word("will", "CONSULT", (), due=(5, 9)), [(6, A, "CONSULT", B)], "kept", ("e-6",)),
        (word("will", "AID", due=(5, 9)), [], "broken", ()),
        (word("will", "AID", due=(5, 9), strength="plan"), [], "lapsed", ()),
        (word("will", "AID", due=(25, 30)), [], "standing", ()),
        # will do, if
        (word("will", "ASSAULT", (C,), IF_C_STRIKES_A), [], "standing", ()),
        (word("will", "ASSAULT", (C,), IF_C_STRIKES_A), [(5, C, "ASSAULT", B)], "standing", ()),
        (word("will", "ASSAULT", (C,), IF_C_STRIKES_A), [(5, C, "ASSAULT", A)], "triggered", ()),
        (
            word("will", "ASSAULT", (C,), IF_C_STRIKES_A),
            [(5, C, "ASSAULT", A), (8, A, "ASSAULT", C)],
            "kept",
            ("e-8",),
        ),
        (
            word("will", "ASSAULT", (C,), IF_C_STRIKES_A),
            [(2, A, "ASSAULT", C), (5, C, "ASSAULT", A)],
            "triggered",
            (),
        ),
        (
            word("will", "RETREAT", text="will stop its attacks", condition=IF_TRUCE),
            [(2, B, "RETREAT ceasefire", C), (3, A, "RETREAT ceasefire", B)],
            "kept",
            ("e-3",),
        ),
        (
            word("will", "RETREAT", (), text="will extend the truce", condition=IF_FREED),
            [(2, C, "RETREAT ceasefire", A), (5, C, "RETREAT release", None)],
            "triggered",
            (),
        ),
        # will not
        (word("will-not", "ASSAULT"), [], "standing", ()),
        (word("will-not", "ASSAULT"), [(5, A, "ASSAULT", B)], "broken", ("e-5",)),
        (word("will-not", "ASSAULT"), [(5, A, "ASSAULT", C)], "standing", ()),
        # "will not fight": whom is not said
        (word("will-not", "ASSAULT", ()), [(5, A, "ASSAULT", B)], "standing", ()),
        # who will not meet says so of the meeting at hand
        (word("will-not", "CONSULT"), [(9, A, "CONSULT", B)], "broken", ("e-9",)),
        (word("will-not", "CONSULT"), [(19, A, "CONSULT", B)], "standing", ()),
        (word("will-not", "ASSAULT", due=(0, 9)), [], "kept", ()),
        (word("will-not", "ASSAULT", due=(0, 9)), [(12, A, "ASSAULT", B)], "kept", ()),
        (word("will", None, (), text="to observe the truce"), [(0, A, "ASSAULT", None)], "broken",
         ("e-0",)),
        # will not, unless: what it waits for frees it
        (word("will-not", "ASSAULT", (), UNLESS_C_STRIKES_A), [(5, C, "ASSAULT", A)], "triggered",
         ()),
        (
            word("will-not", "ASSAULT", (), UNLESS_C_STRIKES_A),
            [(5, C, "ASSAULT", A), (9, A, "ASSAULT", C)],
            "triggered",
            (),
        ),
        (word("will-not", "ASSAULT", (), UNLESS_C_STRIKES_A), [(5, A, "ASSAULT", C)], "broken",
         ("e-5",)),
        # "as long as it is not attacked" is "unless it is attacked"
        (
            word("will", None, (), ("as-long-as", "ASSAULT", "as long as it was not attacked", (),
                                    (A,)), text="would stay out of the fighting"),
            [(5, C, "ASSAULT", A)],
            "triggered",
            (),
        ),
        # until: kept once it has come
        (word("will-not", "ASSAULT", condition=UNTIL_C_STOPS), [(5, C, "RETREAT ceasefire", B)],
         "kept", ("e-5",)),
        (word("will", "ASSAULT", condition=UNTIL_C_STOPS), [(5, A, "ASSAULT", B)], "standing", ()),
        (
            word("will", "ASSAULT", condition=UNTIL_C_STOPS),
            [(5, A, "ASSAULT", B), (9, C, "RETREAT ceasefire", B)],
            "kept",
            ("e-5",),
        ),
        # as long as: the end of the state of things frees it, unless it is the actor's own doing
        (
            word("will-not", "ASSAULT", condition=WHILE_TRUCE),
            [(2, B, "RETREAT ceasefire", A), (9, A, "ASSAULT", B)],
            "broken",
            ("e-9",),
        ),
        (
            word("will-not", "ASSAULT", condition=WHILE_TRUCE),
            [(2, B, "RETREAT ceasefire", A), (7, B, "ASSAULT", A), (9, A, "ASSAULT", B)],
            "kept",
            ("e-7",),
        ),
    ],
)  # fmt: skip
def test_promises_and_deeds(
    given: Word, told: list[Told], status: Status, settled: tuple[str, ...]
) -> None:
    found = fate(given, told)
    assert (found.status, found.settled_by) == (status, settled), found.reason


def test_one_blow_is_no_entry_into_a_war() -> None:
    given = word(
        "will", "ASSAULT", (C,), ("if", "ASSAULT", "if C enters the war", (C,), ()), strength="vow"
    )
    one: list[Told] = [(2, C, "ASSAULT", B)]
    assert fate(given, one).status == "standing"
    # Three days of fourteen: the third is the day on which it is met.
    found = fate(given, [*one, (6, C, "ASSAULT", B), (12, C, "ASSAULT", B)])
    assert (found.status, found.since) == ("triggered", on(12))
    assert fate(given, [*one, (6, C, "ASSAULT", B), (17, C, "ASSAULT", B)]).status == "standing"


@pytest.mark.parametrize(
    ("given", "told", "as_of", "status"),
    [
        (word("will", "AID"), [], 90, "standing"),
        (word("will", "AID"), [], 91, "lapsed"),
        (word("will", "ASSAULT", (C,), IF_C_STRIKES_A), [], 365, "standing"),
        (word("will", "ASSAULT", (C,), IF_C_STRIKES_A), [], 366, "lapsed"),
        (word("will", "ASSAULT", (C,), IF_C_STRIKES_A), [(5, C, "ASSAULT", A)], 96, "lapsed"),
        (word("will", "AID"), [(5, A, "AID", B)], 3, "standing"),  # what is not yet told
    ],
)
def test_without_a_sign_a_promise_lapses(
    given: Word, told: list[Told], as_of: int, status: Status
) -> None:
    assert fate(given, told, as_of=as_of).status == status


def test_the_contrary_said_later_withdraws_a_promise() -> None:
    contrary = word("will", "ASSAULT", day=7, id="c-2")
    found = fate(word("will-not", "ASSAULT"), [(9, A, "ASSAULT", B)], others=[contrary])
    assert (found.status, found.since, found.settled_by) == ("withdrawn", on(7), ("c-2",))


def test_what_was_done_before_the_contrary_was_said_stays_broken() -> None:
    contrary = word("will", "ASSAULT", day=7, id="c-2")
    found = fate(word("will-not", "ASSAULT"), [(5, A, "ASSAULT", B)], others=[contrary])
    assert found.status == "broken"


def test_a_fate_says_by_what_and_why() -> None:
    found = fate(
        word("will", "ASSAULT", (C,), IF_C_STRIKES_A), [(5, C, "ASSAULT", A), (8, A, "ASSAULT", C)]
    )
    assert (found.met_by, found.settled_by, found.entries) == (
        ("e-5",), ("e-8",), ("c-1", "e-8", "e-5"),
    )  # fmt: skip
    assert found.reason == "its condition was met on 2024-01-15, and it was done on 2024-01-18"


def test_without_days_nothing_can_be_told() -> None:
    assert fates_of([word("will", "AID")], Deeds.of([]), None)[0].status == "standing"


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (word("will-not", "ASSAULT", ()), "neutrality"),
        (word("will-not", "ASSAULT"), "nonaggression"),
        (word("will", "ASSAULT", (C,), IF_C_STRIKES_A), "defence"),
        (word("will", "AID", (B,), IF_C_STRIKES_A), "defence"),
        (word("will", "ASSAULT"), "offence"),
        (word("will", "CONSULT"), "any"),
        (word("will-not", "AID"), "any"),
        (word("will", None, (), text="to observe it"), "neutrality"),
    ],
)
def test_kinds_of_obligation(given: Word, kind: Kind) -> None:
    assert kind_of(given) == kind


def test_words_are_read_where_no_type_is_coded() -> None:
    def does(text: str) -> tuple[tuple[str, str | None], ...]:
        return terms_of(word("will", None, (), text=text)).do

    assert does("will withdraw its troops") == (("RETREAT", "withdraw"),)
    assert does("will extend the truce by a day") == (("RETREAT", "ceasefire"),)
    assert does("to close a programme, which had sent weapons") == ()
    assert does("will review its payments") == ()
