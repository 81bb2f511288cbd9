"""How one who was asked for help answered: the first later deed or word that is an answer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from foedus.network.deeds import Deed
from foedus.network.doings import FIGHTING
from foedus.network.shapes import AnswerKind
from foedus.network.words import Word

# What is given to whoever asked; the types are PLOVER's.
_GIVES: Final = frozenset({"AID", "COOPERATE"})
_AGREES: Final = "AGREE"
_VOICES: Final = "SUPPORT"
_REFUSES: Final = "REJECT"
_FORCE: Final = frozenset({FIGHTING, "MOBILIZE"})
_HELP: Final = frozenset({*_GIVES, *_FORCE, _AGREES, _VOICES})
# The types of deed by which somebody may answer: towards those helped, and those fought.
HELPING: Final = tuple(sorted({*_GIVES, _AGREES, _VOICES, _REFUSES}))
FORCEFUL: Final = tuple(sorted({*_FORCE, "RETREAT"}))
_SOON: Final = 14  # days in which a word or refusal that names nobody is taken to be on the call
_OF_WAR: Final = re.compile(
    r"militar|troop|soldier|force|weapon|arms\b|defen|interven|protect|fight|war\b|attack|help|aid\b"
)


@dataclass(frozen=True, slots=True)
class Asking:
    """A call to one side, as far as an answer hangs on it.

    `callers` and `asked` are ids of sides. `against` are those the help is asked against, and
    `for_` those it is asked for beside the callers. `wants` is the type of deed that is asked for,
    where the words give one. `report` and `start` are where it is told.
    """

    callers: frozenset[str]
    asked: str
    day: dt.date | None
    against: frozenset[str] = frozenset()
    for_: frozenset[str] = frozenset()
    wants: str | None = None
    text: str = ""
    report: str | None = None
    start: int = 0

    @property
    def helped(self) -> frozenset[str]:
        """Those who are helped by an answer that grants."""
        return self.callers | self.for_

    @property
    def is_for_fighting(self) -> bool:
        """Whether it is help to strike the one the caller fights."""
        if self.for_ - self.callers:
            return False
        return self.wants in (None, *_FORCE, "COOPERATE", _VOICES) or bool(
            _OF_WAR.search(self.text.casefold())
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, its day, and the entry that shows it; `limits` shows what it holds back."""

    kind: AnswerKind
    day: dt.date | None = None
    entry: str | None = None
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """What the one asked did and said from the day of the call on, each by day, oldest first.

    `refrains` are the entries that tell of force it did not use.
    """

    deeds: Sequence[Deed] = ()
    words: Sequence[Word] = ()
    refrains: Sequence[str] = ()


def answer(asking: Asking, later: Later) -> Answer:
    """The first that grants, refuses or conditions; help that is held back is partial.

    >>> from foedus.network.sides import Side
    >>> a, b, c = (Side(one, one.upper(), None) for one in "abc")
    >>> call = Asking(frozenset("a"), "b", dt.date(2024, 1, 1), against=frozenset("c"))
    >>> aid = Deed(b, a, "AID", dt.date(2024, 1, 9), entries=("e-1",))
    >>> answer(call, Later(deeds=[aid])).kind
    'granted'
    """
    first = min(_answers(asking, later), key=_by_day, default=None)
    if first is None:
        return Answer("unanswered")
    if first.kind != "granted":
        return first
    limits = tuple(_limits(asking, later)) if _is_fought(first, later) else ()
    return Answer("partial" if limits else "granted", first.day, first.entry, limits)


def _by_day(found: Answer) -> tuple[dt.date, int, str]:
    """Of one day, what is said in so many words goes before what is done."""
    worded = 0 if found.kind in ("refused", "conditional") else 1
    return found.day or dt.date.min, worded, found.entry or ""


def _answers(asking: Asking, later: Later) -> Iterator[Answer]:
    for deed in later.deeds:
        kind = _of_deed(asking, deed)
        if kind is not None:
            yield Answer(kind, deed.day, deed.entries[0] if deed.entries else None)
    for word in later.words:
        kind = of_word(asking, word)
        if kind is not None:
            yield Answer(kind, word.given, word.id)


def _of_deed(asking: Asking, deed: Deed) -> AnswerKind | None:
    target = deed.target.id if deed.target is not None else None
    if deed.type == _REFUSES:
        return "refused" if _refuses(asking, deed, target) else None
    if target in asking.helped and deed.type in (*_GIVES, _AGREES):
        return "granted"
    if target in asking.helped and deed.type == _VOICES:
        return "granted" if asking.wants == _VOICES else "partial"
    if target not in asking.against or not asking.is_for_fighting:
        return None
    if deed.type == FIGHTING:
        return "granted"
    if deed.type == "MOBILIZE":
        return "partial" if asking.wants == FIGHTING else "granted"
    if deed.type == "RETREAT" and deed.mode == "ceasefire" and asking.wants == FIGHTING:
        return "partial"  # who stops his attacks had made some, and makes no more
    return None


def _refuses(asking: Asking, deed: Deed, target: str | None) -> bool:
    """A refusal of help often leaves out whom it refuses."""
    if deed.mode == "assist":
        return target in asking.helped or (target is None and _is_soon(asking, deed.day))
    return deed.mode is None and target in asking.callers and asking.wants is None


def _is_soon(asking: Asking, day: dt.date | None) -> bool:
    return day is None or asking.day is None or (day - asking.day).days <= _SOON


def of_word(asking: Asking, word: Word) -> AnswerKind | None:
    """What a word of the one asked comes to as an answer, if it is one."""
    said = word.said
    if said.act.event is not None and said.act.event not in _HELP:
        return None
    if not _concerns(asking, word):
        return None
    condition = said.condition
    if condition is not None and not (said.polarity == "will" and condition.type == "until"):
        return "conditional"
    if said.polarity == "will-not":
        return "refused"
    named = {side.id for side in word.towards} & (asking.helped | asking.against)
    if not named or said.act.event is None:
        return None  # a bare "will" does not say whom it helps
    return "partial" if said.act.event == _VOICES and asking.wants != _VOICES else "granted"


def _concerns(asking: Asking, word: Word) -> bool:
    """Whether a word is about what is asked: whom it is for or against, or the same deed."""
    said = word.said
    others = asking.helped | asking.against
    towards = {side.id for side in word.towards}
    if towards:
        return bool(towards & (asking.against if said.act.event in _FORCE else others))
    if {side.id for side in (*word.if_by, *word.if_to)} & others:
        return True
    event = said.act.event
    return event is not None and _is_soon(asking, word.given) and _is_wanted(asking, event)


def _is_wanted(asking: Asking, event: str) -> bool:
    if asking.wants is None:
        return False
    return event == asking.wants or (event in _FORCE and asking.is_for_fighting)


def _is_fought(found: Answer, later: Later) -> bool:
    """Whether the answer is by force; other help is not measured against what it leaves out."""
    return any(found.entry in deed.entries and deed.type in _FORCE for deed in later.deeds)


def _limits(asking: Asking, later: Later) -> Iterable[str]:
    """The entries by which help in a fight is said to be held back or broken off."""
    yield from later.refrains
    for deed in later.deeds:
        target = deed.target.id if deed.target is not None else None
        if deed.type == "RETREAT" and deed.mode == "ceasefire" and target in asking.against:
            yield from deed.entries[:1]
    for word in later.words:
        if word.said.polarity == "will-not" and word.said.act.event in _FORCE:
            yield word.id
