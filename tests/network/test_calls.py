"""What is a call for help, and what is its answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.loading import load_catalogue as load
from foedus.model import Act, Actor, Asked, Commitment, Condition, Entry, Event, Evidence, Report
from foedus.network.answers import Answer, Asking, Later, answer
from foedus.network.calls import calls
from foedus.network.deeds import Deed
from foedus.network.ledger import ledger_of
from foedus.network.requests import is_for_help
from foedus.network.shapes import AnswerKind
from foedus.network.sides import Side
from foedus.network.words import Word
from foedus.record import Record

A, B, C, D = (Side(id, id.upper(), None) for id in "abcd")
CALLED = dt.date(2024, 1, 10)
HELP = Asking(frozenset("a"), "b", CALLED, against=frozenset("c"), wants="AID", text="for arms")
WAR = Asking(frozenset("a"), "b", CALLED, against=frozenset("c"), wants="ASSAULT", text="to join")
SHELTER = Asking(frozenset("a"), "b", CALLED, for_=frozenset("d"), wants="AID", text="to shelter D")


def deed(type_: str, target: Side | None, mode: str | None = None, after: int = 5) -> Deed:
    day = CALLED + dt.timedelta(days=after)
    return Deed(B, target, type_, day, mode=mode, entries=(f"e-{type_}-{after}",))


def word(
    polarity: str, event: str | None, towards: tuple[Side, ...] = (), *, after: int = 5,
    condition: str | None = None,
) -> Word:  # fmt: skip
    day = CALLED + dt.timedelta(days=after)
    mention = Actor("b", "B", None, None, "B", 0, 1)
    said = Commitment(
        id=f"c-{event}-{after}",
        actor=mention,
        polarity=polarity,
        act=Act(event, "", (), ()),
        condition=Condition(condition, None, "", (), ()) if condition else None,
        strength="pledge",
        attributed_to=(),
        date=None,
        evidence=Evidence("r", 0, 0, 1, "x"),
        rule="will",
        confidence=1.0,
    )
    return Word(said.id, said, B, day, None, towards, (), (), (said.id,))


@pytest.mark.parametrize(
    ("asking", "deeds", "words", "expected"),
    [
        (HELP, [], [], "unanswered"),
        (HELP, [deed("AID", A)], [], "granted"),
        (HELP, [deed("AID", D)], [], "unanswered"),  # help to another is none
        (HELP, [deed("AGREE", A)], [], "granted"),
        (HELP, [deed("SUPPORT", A)], [], "partial"),  # words, where arms were asked for
        (HELP, [deed("REJECT", A, "assist")], [], "refused"),
        (HELP, [deed("REJECT", None, "assist")], [], "refused"),
        (HELP, [deed("REJECT", None, "assist", after=30)], [], "unanswered"),
        (HELP, [deed("REJECT", A, "meet")], [], "unanswered"),
        (WAR, [deed("ASSAULT", C)], [], "granted"),
        (WAR, [deed("ASSAULT", D)], [], "unanswered"),
        (WAR, [deed("MOBILIZE", C)], [], "partial"),  # display where use of force was asked for
        (WAR, [deed("RETREAT", C, "ceasefire")], [], "partial"),
        (WAR, [deed("ASSAULT", C), deed("RETREAT", C, "ceasefire", 20)], [], "partial"),
        (WAR, [deed("ASSAULT", C)], [word("will-not", "ASSAULT", (C,), after=20)], "partial"),
        (WAR, [], [word("will-not", "ASSAULT")], "refused"),
        (WAR, [], [word("will-not", "ASSAULT", condition="unless")], "conditional"),
        (WAR, [], [word("will", "ASSAULT", (C,), condition="if")], "conditional"),
        (WAR, [], [word("will", "ASSAULT", (C,), condition="until")], "granted"),
        (WAR, [], [word("will", "ASSAULT", (C,))], "granted"),
        (WAR, [], [word("will", "ASSAULT", (D,))], "unanswered"),
        (WAR, [], [word("will", "CONSULT", (A,))], "unanswered"),
        (SHELTER, [], [word("will-not", "AID", (D,))], "refused"),
        (SHELTER, [deed("REJECT", D, "assist")], [], "refused"),
        (SHELTER, [deed("AID", D)], [], "granted"),
        # The first stands, whatever comes later.
        (HELP, [deed("REJECT", A, "assist"), deed("AID", A, after=9)], [], "refused"),
        (HELP, [deed("AID", A, after=9)], [word("will-not", "AID", (A,))], "refused"),
    ],
)
def test_the_first_later_deed_or_word_that_is_one_is_the_answer(
    asking: Asking, deeds: list[Deed], words: list[Word], expected: AnswerKind
) -> None:
    assert answer(asking, Later(deeds, words)).kind == expected


def test_force_that_is_told_as_not_used_makes_help_partial() -> None:
    found = answer(WAR, Later([deed("ASSAULT", C)], refrains=("e-not",)))
    assert found == Answer("partial", CALLED + dt.timedelta(days=5), "e-ASSAULT-5", ("e-not",))


@pytest.mark.parametrize(
    ("mode", "wants", "text", "expected"),
    [
        ("assist", "AID", "for military help", True),
        ("assist", "ASSAULT", "to join its war", True),
        ("assist", "ASSAULT", "Jones was killed by a drone strike", False),
        ("assist", "COOPERATE", "not to impede cooperation", False),
        ("yield", "RETREAT", "to withdraw", False),
        ("change", None, "to send troops", False),
        (None, None, "for observers", True),
        (None, None, "for an explanation", False),
        (None, None, "for access to the mount, where several hundred fighters remain", False),
        (None, None, None, False),
    ],
)
def test_which_requests_are_for_help(
    mode: str | None, wants: str | None, text: str | None, expected: bool
) -> None:
    assert is_for_help(mode, wants, text) is expected


TEXT = (
    "Northland shelled Southland. Southland asked Westland and Eastland for arms. "
    "Eastland delivered arms to Southland. Southland told Northland to leave. "
    "Southland called for observers. Westland will send them if Northland agrees."
)
FILED = dt.date(2024, 3, 1)


def mention(name: str) -> Actor:
    return Actor(name.lower(), name, name[:3].upper(), "GOV", name, 0, 1)


NORTH, SOUTH, WEST, EAST = map(mention, ("Northland", "Southland", "Westland", "Eastland"))


def told(
    id: str, quote: str, type_: str, by: Actor, to: tuple[Actor, ...], mode: str | None = None,
    asks: Asked | None = None,
) -> Event:  # fmt: skip
    start = TEXT.index(quote)
    return Event(
        id=id, event=type_, mode=mode, contexts=(), actors=(by,), recipients=to,
        assertion="actual", attributed_to=(), through=(), asks_for=asks, date=None, place=None,
        intensity=0.0, quad="", fatalities=None, injuries=None, rule="r", confidence=1.0,
        evidence=Evidence("report", 0, start, start + len(quote), quote),
    )  # fmt: skip


def promised(quote: str) -> Commitment:
    start = TEXT.index(quote)
    return Commitment(
        id="c-monitors", actor=WEST, polarity="will", act=Act(None, "will send them", (), ()),
        condition=Condition("if", "AGREE", "if Northland agrees", (NORTH,), ()), strength="plan",
        attributed_to=(), date=None, rule="r", confidence=1.0,
        evidence=Evidence("report", 0, start, start + len(quote), quote),
    )  # fmt: skip


ENTRIES: list[Entry] = [
    told("e-0001", "Northland shelled Southland", "ASSAULT", NORTH, (SOUTH,)),
    told("e-0002", "Southland asked Westland and Eastland for arms", "REQUEST", SOUTH,
         (WEST, EAST), "assist", Asked("AID", "for arms")),
    told("e-0003", "Eastland delivered arms to Southland", "AID", EAST, (SOUTH,)),
    told("e-0004", "Southland told Northland to leave", "REQUEST", SOUTH, (NORTH,), "yield"),
    told("e-0005", "Southland called for observers", "REQUEST", SOUTH, (), None,
         Asked(None, "for observers")),
    promised("Westland will send them if Northland agrees"),
]  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def kept(path: Path, entries: list[Entry]) -> Record:
    record = Record(path / "foedus.db", create=True)
    report = Report("report", TEXT, date=FILED, source="Post")
    record.keep(report, entries, coded_by="test")
    return record


def test_each_of_those_asked_has_a_call_and_demands_are_none(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    with kept(tmp_path, ENTRIES) as record:
        found = calls(ledger_of(record, catalogue))
    shown = {(call.to.name, call.asked_for): (call.answer, call.answer_entry) for call in found}
    by_code = {(to[:3].upper(), asked): value for (to, asked), value in shown.items()}
    assert by_code == {
        ("EAS", "for arms"): ("granted", "e-0003"),
        # A word without a type of deed may answer either call; nothing tells which.
        ("WES", "for arms"): ("conditional", "c-monitors"),
        # Asked of nobody that is named: the one who answers in the next sentence.
        ("WES", "for observers"): ("conditional", "c-monitors"),
    }


def test_without_a_conflict_or_a_pact_a_request_is_no_call(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    with kept(tmp_path, ENTRIES[1:3]) as record:
        assert calls(ledger_of(record, catalogue)) == ()


def test_an_empty_record_has_no_calls(tmp_path: Path, catalogue: Catalogue) -> None:
    with Record(tmp_path / "foedus.db", create=True) as record:
        assert calls(ledger_of(record, catalogue)) == ()
