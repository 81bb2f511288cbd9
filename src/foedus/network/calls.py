"""Calls for help: who asked whom for what, and the first answer within 60 days.

A call is a distinct REQUEST that is told as having been made, for help and not to yield or to
change, between two of one alliance or between a party to a conflict and anyone else. It is one
`Call` for each of those asked. What counts as its answer is in answers.py.

What was asked for is PLOVER's mode "assist", or where the coder found no mode the words. An
alliance's calls and their answers are what Leeds, Long and Mitchell (2000) and Berkemeier and
Fuhrmann (2018) ask of treaties in war: whether those who were called came.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from foedus.model import ASSERTIONS
from foedus.network.answers import FORCEFUL, HELPING, Answer, Asking, Later, answer, of_word
from foedus.network.events import NOBODY, Ints, day_of
from foedus.network.ledger import Ledger
from foedus.network.pacts import Pacts
from foedus.network.requests import Told, requests_for_help
from foedus.network.shapes import Call
from foedus.network.sides import Side
from foedus.network.words import Word

_LAST: Final = dt.date.max.toordinal()


@dataclass(frozen=True, slots=True)
class CallOptions:
    """Defaults and their reasons.

    window: days in which a later entry counts as an answer. 60: governments have deliberated for
        weeks before they joined, and what is done later answers other events.
    conflict: days before a call in which fighting makes a side a party to a conflict. 90: a war
        that rests a season is seldom over.
    nearby: characters after a call to nobody that is named, within which those who answer it in
        the same report are taken to be asked. 600 is about a paragraph.
    most_members: members above which an organisation is no alliance. 60 leaves out the United
        Nations and keeps the largest pacts.
    most: how many requests are looked into, the last ones; None: all. Of a record of many years
        the situation takes the last, and --as-of opens older ones.
    since: the first day of the calls that are looked into; None: all.
    most_later: how many deeds of one kind are looked through for the answer of one who is asked.
        8: all of them may be answers, and the first that is one counts.
    """

    window: int = 60
    conflict: int = 90
    nearby: int = 600
    most_members: int = 60
    most: int | None = None
    since: dt.date | None = None
    most_later: int = 8


def calls(ledger: Ledger, options: CallOptions | None = None) -> tuple[Call, ...]:
    """The calls for help in a ledger with their answers, newest first."""
    options = options or CallOptions()
    finding = _Finding(ledger, options)
    found = [
        call
        for told in requests_for_help(ledger, options.most, options.since)
        for call in finding.calls_of(told)
    ]
    return tuple(sorted(found, key=lambda call: (call.date or dt.date.min, call.id), reverse=True))


class _Finding:
    """Finds the calls and answers in a ledger; what it looks up often is kept by side."""

    def __init__(self, ledger: Ledger, options: CallOptions) -> None:
        self._ledger = ledger
        self._options = options
        self._doings = ledger.doings
        self._pacts = Pacts(ledger.bonds, ledger.memberships, options.most_members)

    def calls_of(self, told: Told) -> Iterator[Call]:
        """The calls that one request is: one for each of those asked."""
        if not told.callers:
            return
        for side in told.asked or self._who_answers(told):
            asking = self._asking(told, side)
            if self._is_call(told, asking):
                yield self._call(told, side, answer(asking, self._later(told, asking)))

    def _call(self, told: Told, side: Side, answer: Answer) -> Call:
        day = day_of(told.day)
        until = answer.day or self._ledger.as_of
        shown = [*told.entries, *([answer.entry] if answer.entry else []), *answer.limits]
        return Call(
            id=f"call--{told.entries[0]}--{side.id}",
            from_=told.callers,
            to=side,
            date=day,
            asked_for=told.text,
            answer=answer.kind,
            answered=answer.day,
            answer_entry=answer.entry,
            days_open=max((until - day).days, 0) if day is not None and until is not None else None,
            entries=tuple(dict.fromkeys(shown)),
        )

    def _asking(self, told: Told, side: Side) -> Asking:
        callers = frozenset(one.id for one in told.callers)
        since, until = self._days_of_conflict(told)
        wanted, others = self._wanted_of(told, side)
        adversaries = frozenset().union(
            *(self._doings.adversaries(one, since, until) for one in callers)
        )
        is_fight = wanted == "ASSAULT"
        return Asking(
            callers=callers,
            asked=side.id,
            day=day_of(told.day),
            against=(others if is_fight and others else adversaries) - callers - {side.id},
            for_=frozenset() if is_fight else others - {side.id},
            wants=told.wants,
            text=told.text or "",
            report=told.words.evidence.report if told.words is not None else None,
            start=told.words.evidence.start if told.words is not None else 0,
        )

    def _days_of_conflict(self, told: Told) -> tuple[int, int]:
        if not told.day:
            return 0, _LAST
        return told.day - self._options.conflict, told.day + self._options.window

    def _wanted_of(self, told: Told, side: Side) -> tuple[str | None, frozenset[str]]:
        """What the same report tells is asked of this side: the type of deed, and to whom."""
        events = self._ledger.events
        number = events.side_number.get(side.id, NOBODY)
        report = events.told.report[told.row]
        first, last = np.searchsorted(events.told.report, _ints(report, report + 1))
        pairs = slice(*np.searchsorted(events.pair_event, _ints(first, last)))
        of = events.pair_event[pairs]
        asked = self._requested[of] & (events.pair_source[pairs] == number)
        names = {one for one in events.pair_target[pairs][asked].tolist() if one != NOBODY}
        types = {events.told.terms[one] for one in events.told.type[of[asked]].tolist()}
        wanted = "ASSAULT" if "ASSAULT" in types else next(iter(sorted(types)), None)
        return wanted, frozenset(events.sides[one].id for one in names)

    @cached_property
    def _requested(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return np.equal(self._ledger.events.told.assertion, ASSERTIONS.index("requested"))

    def _is_call(self, told: Told, asking: Asking) -> bool:
        """Whether a party to a conflict has a part in it, or two of one alliance."""
        if told.wants in ("ASSAULT", "MOBILIZE"):
            return True
        since, until = self._days_of_conflict(told)
        parties = (*asking.callers, asking.asked, *asking.for_)
        return any(self._doings.fights(one, since, until) for one in parties) or any(
            self._pacts.are_allied(one, asking.asked, asking.day) for one in asking.callers
        )

    def _later(self, told: Told, asking: Asking) -> Later:
        """What the one asked did and said from then on, within the window."""
        since, until = told.day, told.day + self._options.window
        deeds = [
            deed
            for deed in map(self._ledger.deeds.at, self._rows(asking, since, until))
            if deed.day != asking.day
            or deed.type == "REJECT"
            or not self._before(told) & {*deed.entries}
        ]
        words = [
            word
            for word in self._words_of[asking.asked]
            if self._is_in_window(word.given, told.day)
            and not (word.given == asking.day and self._precedes(word, asking))
        ]
        return Later(deeds, words, tuple(self._refrained(asking.asked, since, until)))

    def _rows(self, asking: Asking, since: int, until: int) -> list[int]:
        """The first deeds of the one asked that may answer, by day, and its first ceasefires."""
        doings, most = self._doings, self._options.most_later
        rows = doings.by(asking.asked, since, until if since else -1)
        helping = doings.of_type(doings.towards(rows, asking.helped), *HELPING)
        if not asking.is_for_fighting:
            return [int(row) for row in helping[:most]]
        fighting = doings.of_type(doings.towards(rows, asking.against), *FORCEFUL)
        ceasing = doings.of_type(fighting, "RETREAT")
        some = np.concatenate([helping[:most], fighting[:most], ceasing[:most]])
        return sorted({int(row) for row in some})

    def _refrained(self, side: str, since: int, until: int) -> Iterator[str]:
        """The entries that tell of force which a side did not use in these days."""
        events = self._ledger.events
        number = events.side_number.get(side, NOBODY)
        for pair in self._unused[events.pair_source[self._unused] == number].tolist():
            event = int(events.pair_event[pair])
            if since <= events.told.last[event] <= until:
                yield events.id(event)

    @cached_property
    def _unused(self) -> Ints:
        """The pairs of events of force that are told as not done."""
        events = self._ledger.events
        negated = np.equal(events.told.assertion, ASSERTIONS.index("negated"))
        chosen = negated & events.type_is("ASSAULT", "MOBILIZE")
        return np.flatnonzero(chosen[events.pair_event]).astype(np.int32)

    def _is_in_window(self, day: dt.date | None, called: int) -> bool:
        if day is None or not called:
            return day is None and not called
        return 0 <= day.toordinal() - called <= self._options.window

    def _precedes(self, word: Word, asking: Asking) -> bool:
        at = word.said.evidence
        return at.report == asking.report and at.start < asking.start

    def _before(self, told: Told) -> frozenset[str]:
        """The entries that the report of a call tells before it."""
        events = self._ledger.events
        first = int(np.searchsorted(events.told.report, events.told.report[told.row]))
        return frozenset(events.ids(range(first, told.row)))

    def _who_answers(self, told: Told) -> list[Side]:
        """Of a call to nobody that is named: those who answer it in the words that follow."""
        if told.words is None:
            return []
        at = told.words.evidence
        found: dict[str, Side] = {}
        for word in self._words_in[at.report]:
            if 0 < word.said.evidence.start - at.start <= self._options.nearby:
                asking = replace(self._asking(told, word.actor), report=at.report)
                if word.actor not in told.callers and _answers_plainly(asking, word):
                    found[word.actor.id] = word.actor
        return list(found.values())

    @cached_property
    def _words_of(self) -> Mapping[str, list[Word]]:
        found: dict[str, list[Word]] = defaultdict(list)
        for word in self._ledger.words:
            found[word.actor.id].append(word)
        return found

    @cached_property
    def _words_in(self) -> Mapping[str, list[Word]]:
        found: dict[str, list[Word]] = defaultdict(list)
        for word in self._ledger.words:
            found[word.said.evidence.report].append(word)
        return found


def _answers_plainly(asking: Asking, word: Word) -> bool:
    """Whether a word refuses or conditions what was asked."""
    return of_word(asking, word) in ("refused", "conditional")


def _ints(*numbers: int) -> Ints:
    """Numbers of the columns' own width: of another, a search would first copy the column."""
    return np.array(numbers, dtype=np.int32)
