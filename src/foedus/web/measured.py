"""The measures of a record on a day, kept from page to page until the record changes.

A page that is asked for again, or another page of the same day, finds them made. What is kept is
bounded; what was asked for longest ago goes first.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from foedus.catalogue.loading import own_catalogue
from foedus.network.alliances import alliances
from foedus.network.calls import calls
from foedus.network.changes import changes
from foedus.network.earlier import as_it_stood
from foedus.network.events import Ints
from foedus.network.ledger import Ledger, ledger_of
from foedus.network.publishers import voices_of
from foedus.network.shapes import Alliance, Change, Watch
from foedus.network.situation import Situation, situation
from foedus.network.ties import ties
from foedus.network.watch import watch
from foedus.record import Filter, Record
from foedus.record.watching import State, Watcher

T = TypeVar("T")
_MOST_EVENTS: Final = 2_000_000  # of all ledgers that are kept; about a kilobyte each
_MOST_KEPT: Final = 24
_MOST_COUNTS: Final = 500
_MOST_OF_A_DAY: Final = 16  # earlier days, and results of what is supposed
# Measures look back years from a day, and the calendar has to reach so far.
_FIRST_DAY: Final = dt.date(1000, 1, 1)
WINDOW: Final = 14  # days that are compared where no other day is given


@dataclass(frozen=True, slots=True)
class Asked:
    """The day, and the day by whose end the reports had been read; None for the last and for now"""

    as_of: dt.date | None = None
    known_on: dt.date | None = None


class Measures:
    """What is measured on one day. Everything is made when it is first asked for, once."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._keeping = threading.Lock()
        self._making: defaultdict[Hashable, threading.Lock] = defaultdict(threading.Lock)
        self._made: OrderedDict[Hashable, Any] = OrderedDict()

    @property
    def as_of(self) -> dt.date | None:
        return self.ledger.as_of

    @property
    def situation(self) -> Situation:
        """All measures of the day."""
        return self.once("situation", lambda: situation(self.ledger))

    @property
    def watch(self) -> tuple[Watch, ...]:
        """The conditions that are near to being met."""
        now = self.situation
        return self.once("watch", lambda: watch(self.ledger, now.fates, now.fronts))

    @property
    def voices(self) -> Ints:
        """The voice that each report counts as."""
        return self.once("voices", lambda: voices_of(self.ledger.reports, self.ledger.copies))

    def since(self, day: dt.date | None) -> dt.date | None:
        """The earlier day that is compared: this one, else two weeks before; None without a day."""
        if self.as_of is None:
            return None
        return max(day or self.as_of - dt.timedelta(days=WINDOW), _FIRST_DAY)

    def changes(self, since: dt.date) -> tuple[Change, ...]:
        """What differs from an earlier day."""

        def made() -> tuple[Change, ...]:
            return changes(self.situation, situation(as_it_stood(self.ledger, since)))

        return self.once(("changes", since), made)

    def alliances_on(self, day: dt.date) -> tuple[Alliance, ...]:
        """The alliances as they were on an earlier day, without what else is measured."""

        def made() -> tuple[Alliance, ...]:
            earlier = as_it_stood(self.ledger, day)
            return alliances(earlier, ties(earlier.deeds, day), calls(earlier))

        return self.once(("alliances", day), made)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made under this key, else made now; of days and suppositions a few are kept.

        Who asks for what is just being made waits for it, and nobody else does.
        """
        with self._keeping:
            making = self._making[key]
        with making:
            with self._keeping:
                if key in self._made:
                    found: T = self._made[key]
                    return found
            found = make()
            with self._keeping:
                self._made[key] = found
                self._forget()
            return found

    def _forget(self) -> None:
        several = [key for key in self._made if isinstance(key, tuple)]
        for key in several[: max(len(several) - _MOST_OF_A_DAY, 0)]:
            del self._made[key]
            self._making.pop(key, None)


@dataclass(eq=False)
class Measured:
    """The measures of a record by day, for all threads of the program."""

    path: Path
    _days: OrderedDict[Asked, Measures] = field(default_factory=OrderedDict)
    _counts: OrderedDict[Filter, int] = field(default_factory=OrderedDict)
    _state: State | None = None
    _keeping: threading.Lock = field(default_factory=threading.Lock)
    _reading: threading.Lock = field(default_factory=threading.Lock)

    def on(self, record: Record, asked: Asked) -> Measures:
        """The measures of a day, read from the open record where they are not kept."""
        if asked.as_of is not None and asked.as_of < _FIRST_DAY:
            asked = replace(asked, as_of=_FIRST_DAY)
        state = self._watcher.state()
        found = self._kept(asked, state)
        if found is None:
            # One reads at a time, so that a day that many ask for is read once.
            with self._reading:
                found = self._kept(asked, state)
                if found is None:
                    found = Measures(_ledger(record, asked))
                    self._keep(asked, state, found)
        return found

    def count(self, record: Record, wanted: Filter) -> int:
        """How many entries a filter lets through, on all pages of the list."""
        state = self._watcher.state()
        with self._keeping:
            if self._is_of(state) and wanted in self._counts:
                return self._counts[wanted]
        found = record.count(wanted)
        with self._keeping:
            if state is not None and state == self._state:
                self._counts[wanted] = found
                while len(self._counts) > _MOST_COUNTS:
                    self._counts.popitem(last=False)
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._watcher.close()

    @cached_property
    def _watcher(self) -> Watcher:
        return Watcher(self.path)

    def _kept(self, asked: Asked, state: State | None) -> Measures | None:
        with self._keeping:
            if not self._is_of(state):
                return None
            found = self._days.get(asked)
            if found is not None:
                self._days.move_to_end(asked)
            return found

    def _keep(self, asked: Asked, state: State | None, made: Measures) -> None:
        with self._keeping:
            if state is None or state != self._state:
                return  # the record has changed since
            self._days[asked] = made
            while len(self._days) > 1 and self._is_too_much():
                self._days.popitem(last=False)

    def _is_of(self, state: State | None) -> bool:
        """Whether what is kept is of this state of the record; what is of another is let go."""
        if state is not None and state == self._state:
            return True
        self._days.clear()
        self._counts.clear()
        self._state = state
        return False

    def _is_too_much(self) -> bool:
        events = sum(one.ledger.events.count for one in self._days.values())
        return len(self._days) > _MOST_KEPT or events > _MOST_EVENTS


def _ledger(record: Record, asked: Asked) -> Ledger:
    return ledger_of(record, own_catalogue(), as_of=asked.as_of, known_on=asked.known_on)
