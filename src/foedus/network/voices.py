"""What reports say of an alliance: that it holds, that it is strained, that a member withdraws."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.model import ASSERTIONS
from foedus.network.alliance_groups import Group
from foedus.network.sides import Side
from foedus.network.strain import Saying, Voice

if TYPE_CHECKING:
    from foedus.catalogue.entries import Party
    from foedus.network.ledger import Ledger
    from foedus.network.words import Word

_TOLD: Final = [ASSERTIONS.index("actual"), ASSERTIONS.index("intended")]
_GRAVEST: Final[tuple[Saying, ...]] = ("withdraws", "strained", "holds")
_WITHDRAWS: Final = re.compile(r"\b(?:withdr[ae]w\w*|pull(?:s|ed|ing)?\b.{0,40}\bout|leave)\b")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That one withdraws from where another stands: done, planned or promised."""

    who: str
    fellow: str
    report: str
    entries: tuple[str, ...]


def voices(group: Group, told: Iterable[Withdrawal], ledger: Ledger) -> tuple[Voice, ...]:
    """A voice for each report that names the group, or tells of a withdrawal inside it.

    A report that says several things says the gravest.
    """
    heard: dict[str, dict[Saying, list[str]]] = {}
    for bond in group.bonds:
        says: Saying = "strained" if bond.strained else "holds"
        heard.setdefault(bond.report, {}).setdefault(says, []).append(bond.id)
    for one in told:
        if one.who in group.ids and one.fellow in group.ids:
            heard.setdefault(one.report, {}).setdefault("withdraws", []).extend(one.entries)
    return tuple(_voice(report, heard[report], ledger) for report in sorted(heard))


def _voice(report: str, said: Mapping[Saying, list[str]], ledger: Ledger) -> Voice:
    gravest = next(one for one in _GRAVEST if one in said)
    entries = tuple(dict.fromkeys(said[gravest]))
    return Voice(report, ledger.published.get(report), gravest, entries)


def withdrawals(
    ledger: Ledger, pairs: Iterable[tuple[Side, Side]], since: dt.date | None
) -> list[Withdrawal]:
    """Who of these (one, fellow) withdraws from its fellow, or from the fellow's country.

    An ally that does so, or says that it will, leaves its fellow alone, whatever else it says.
    Where both are of one country it says nothing: a party does not leave its ally by leaving a
    town of theirs.
    """
    leaving = _Leaving(ledger, since)
    return [
        found
        for one, other in pairs
        if one.id != other.id and (one.code is None or one.code != other.code)
        for found in (*leaving.in_words(one, other), *leaving.in_events(one, other))
    ]


class _Leaving:
    """All withdrawals that are told or promised, looked through once for every two."""

    def __init__(self, ledger: Ledger, since: dt.date | None) -> None:
        events, told = ledger.events, ledger.events.told
        self._events = events
        self._states: dict[str, list[Party]] = {}
        for party in ledger.parties.values():
            if party.kind == "state" and party.code is not None:
                self._states.setdefault(party.code, []).append(party)
        self._words: dict[str, list[Word]] = {}
        for word in ledger.words:
            if _is_withdrawal(word) and not _is_old(word.given, since):
                self._words.setdefault(word.actor.id, []).append(word)
        leaves = events.type_is("RETREAT") & events.mode_is("withdraw")
        leaves &= np.isin(told.assertion, _TOLD)
        if since is not None:
            leaves &= (told.last == 0) | (told.last >= since.toordinal())
        self._rows = np.flatnonzero(leaves[events.pair_event])

    def in_words(self, one: Side, other: Side) -> Iterator[Withdrawal]:
        """Promises and plans of one to leave where the other is."""
        near, names = self._near(other)
        for word in self._words.get(one.id, ()):
            said = word.said
            text = f"{said.act.text} {said.evidence.quote}".casefold()
            if near & {side.id for side in word.towards} or _mentions(text, names):
                for report in word.reports or (said.evidence.report,):
                    yield Withdrawal(one.id, other.id, report, word.entries)

    def in_events(self, one: Side, other: Side) -> Iterator[Withdrawal]:
        """What is told of one leaving where the other is, done or planned."""
        events, told, rows = self._events, self._events.told, self._rows
        near, names = self._near(other)
        numbers = [events.side_number[id] for id in near if id in events.side_number]
        folded = {name.casefold() for name in names}
        places = [number for number, term in enumerate(told.terms) if term.casefold() in folded]
        from_here = np.isin(events.pair_target[rows], numbers)
        from_here |= np.isin(told.place[events.pair_event[rows]], places)
        by = events.pair_source[rows] == events.side_number.get(one.id, -2)
        for event in np.unique(events.pair_event[rows[by & from_here]]).tolist():
            report = told.reports[told.report[event]].report
            yield Withdrawal(one.id, other.id, report, (events.id(event),))

    def _near(self, side: Side) -> tuple[set[str], list[str]]:
        """The ids and the names of a side, and of the state whose code it bears."""
        states = self._states.get(side.code, []) if side.code is not None else []
        ids = {side.id, *(party.id for party in states)}
        return ids, [side.name, *(party.name for party in states)]


def _is_withdrawal(word: Word) -> bool:
    act = word.said.act
    text = f"{act.text} {word.said.evidence.quote}".casefold()
    is_leaving = word.said.polarity == "will" and act.event == "RETREAT"
    return is_leaving and _WITHDRAWS.search(text) is not None


def _mentions(text: str, names: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(name.casefold())}\b", text) for name in names)


def _is_old(day: dt.date | None, since: dt.date | None) -> bool:
    return day is not None and since is not None and day < since
