"""Calls for help and how those who were asked answered, by the entries that came later."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Set

from foedus.brief.ledger_view import View
from foedus.brief.shapes import Answer, AnswerKind, Call, Side
from foedus.model import Bond, Commitment, Entry, Event

WINDOW = 60  # days in which an entry counts as an answer
_GRANTS = frozenset({"AID", "AGREE", "COOPERATE", "SUPPORT"})
# Acts that a word on help is about; None where the words give no type.
_HELPS = frozenset({*_GRANTS, "ASSAULT", "MOBILIZE", "REQUEST", None})


def calls(view: View, day: dt.date | None) -> tuple[Call, ...]:
    """The requests for help, newest first, each with the answers of those asked."""
    enemies = _enemies(view)
    doings = _doings(view)
    asking = [event for event in view.actual if event.event == "REQUEST" and event.mode == "assist"]
    found = []
    for event in sorted(asking, key=view.order, reverse=True):
        callers = view.sides.of_all(event.actors, view.day(event))
        if not callers:
            continue
        asked = view.sides.of_all(event.recipients, view.day(event))
        against = frozenset().union(*(enemies[side.id] for side in callers))
        answers = _Answers(view, event, {side.id for side in callers}, against)
        found.append(
            Call(
                callers=callers,
                asked=event.asks_for.text if event.asks_for is not None else None,
                cited=view.cite(event),
                answers=tuple(
                    answers.of(side, doings[side.id], day) for side in asked if side not in callers
                ),
            )
        )
    return tuple(found)


def _enemies(view: View) -> dict[str, set[str]]:
    """Side -> the sides it assaulted or that assaulted it."""
    found: dict[str, set[str]] = defaultdict(set)
    for event in view.actual:
        if event.event == "ASSAULT":
            for one, other in view.pairs(event):
                found[one.id].add(other.id)
                found[other.id].add(one.id)
    return found


def _doings(view: View) -> dict[str, list[Entry]]:
    """Side -> what it did and promised, oldest first."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(view.entries, key=view.order):
        if isinstance(entry, Bond):
            continue
        doing = entry.actors if isinstance(entry, Event) else (entry.actor,)
        for side in view.sides.of_all(doing, view.day(entry)):
            found[side.id].append(entry)
    return found


class _Answers:
    """Looks for the answers to one call."""

    def __init__(self, view: View, call: Event, callers: Set[str], against: Set[str]) -> None:
        self._view = view
        self._call = call
        self._callers = callers
        self._against = against

    def of(self, side: Side, ordered: list[Entry], day: dt.date | None) -> Answer:
        """The first of what this side did, later and within the window, that is an answer."""
        called = self._view.day(self._call)
        left = None
        if called is not None and day is not None:
            left = min(max((day - called).days, 0), WINDOW)
        for entry in self._later(ordered, called):
            kind = self._kind(entry, side)
            if kind is not None:
                return Answer(side, kind, left, self._view.cite(entry))
        return Answer(side, "unanswered", left, None)

    def _later(self, ordered: list[Entry], called: dt.date | None) -> Iterator[Entry]:
        """Entries of the window; without days, those that the same report tells after the call."""
        spot = self._call.evidence
        for entry in ordered:
            if entry.id == self._call.id:
                continue
            day = self._view.day(entry)
            same_report = entry.evidence.report == spot.report
            if same_report and day == called:
                if entry.evidence.start > spot.start:
                    yield entry
            elif day is not None and called is not None and 0 <= (day - called).days <= WINDOW:
                yield entry

    def _kind(self, entry: Entry, side: Side) -> AnswerKind | None:
        if isinstance(entry, Event):
            return self._of_event(entry, side)
        return self._of_word(entry) if isinstance(entry, Commitment) else None

    def _of_event(self, event: Event, side: Side) -> AnswerKind | None:
        day = self._view.day(event)
        doing = {one.id for one in self._view.sides.of_all(event.actors, day)}
        if event.assertion != "actual":
            return None
        towards = {one.id for one in self._view.sides.of_all(event.recipients, day)}
        partners = towards | (doing - {side.id} if not event.recipients else set())
        if event.event in _GRANTS and partners & self._callers:
            return "granted"
        if event.event == "ASSAULT" and towards & self._against and not towards & self._callers:
            return "granted"
        if event.event == "REJECT" and (towards & self._callers or event.mode == "assist"):
            # A refusal of help often leaves out whom it refuses.
            return "refused" if not towards - self._callers else None
        return None

    def _of_word(self, word: Commitment) -> AnswerKind | None:
        if word.act.event not in _HELPS:
            return None
        named = (*word.act.recipients, *word.act.beneficiaries)
        about = {one.id for one in self._view.sides.of_all(named, self._view.day(word))}
        if about and not about & (self._callers | self._against):
            return None
        if word.condition is not None:
            return "conditional"
        if word.polarity == "will-not":
            return "refused"
        # A bare "will" says that help comes only where it says to whom, or against whom.
        return "granted" if about and word.act.event is not None else None
