"""What is observed of a promise: the deeds that do or undo it, and those its condition names."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from foedus.network.doings import Doings, Rows
from foedus.network.events import NOBODY, day_of
from foedus.network.promises import FIGHTING, GIVING, TELLING, Acts, Terms, terms_of
from foedus.network.weighty import Signatures, bits, quoted, signature_of
from foedus.network.words import Word

_FORTNIGHT: Final = 14
_HOSTILE: Final = frozenset({FIGHTING, "MOBILIZE", "COERCE", "SANCTION", "THREATEN"})


@dataclass(frozen=True, slots=True)
class FateOptions:
    """Defaults and their reasons.

    slack: days by which what keeps a promise may be told before what triggers it, and by which a
        due day may be missed. 1: a deed without a day of its own falls on its report's, mostly
        the day after.
    horizon: days after which a promise that was to be done, or was triggered, lapses without a
        sign of it. 90: three half-lives of a tie, after which a deed weighs an eighth.
    standing: days after which a condition that was not met, or a restraint without an end, is no
        longer counted as standing. 365: what was said a year ago was said in another situation.
    soon: days in which a deed whose other side is not that of the promise, since the promise names
        none, is taken for the one that is meant. 14: the window in which fronts are measured.
    war: days with an attack that make an entry into a war, of 14 days. 3: one blow and the answer
        to it are no war.
    alike: the share of a promise's words of weight that must stand in the sentence of a deed, where
        whom it is done to does not tell that it is the one promised. 0.5: one of two, two of four.
    before: days before a promise in which a state of things that it lasts as long as may have
        begun, and in which force that is promised may be under way. 30: one half-life of a tie.
    """

    slack: int = 1
    horizon: int = 90
    standing: int = 365
    before: int = 30
    war: int = 3
    soon: int = 14
    alike: float = 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """A deed or word that bears on a promise: its day and the entries that show it."""

    day: int
    entries: tuple[str, ...]

    @property
    def on(self) -> str:
        day = day_of(self.day)
        return day.isoformat() if day is not None else "a day not told"


def _no_report(_: int) -> None:
    return None


@dataclass(frozen=True, slots=True)
class WhereTold:
    """Where deeds are told: the report of a row, and the signatures of the sentences of some.

    Without the sentences (record/signatures.py) no deed is found by its words.
    """

    report_of: Callable[[int], str | None] = _no_report
    sentences_of: Callable[[Rows], Signatures] | None = None


class Observing:
    """Looks for what bears on promises."""

    def __init__(
        self,
        words: Sequence[Word],
        doings: Doings,
        as_of: dt.date | None,
        options: FateOptions | None = None,
        tellings: WhereTold | None = None,
    ) -> None:
        self.words = words
        self.options = options or FateOptions()
        self.now = ordinal(as_of)
        self._deeds = doings.deeds
        self._doings = doings
        self._tellings = tellings or WhereTold()
        self._read: dict[str, Terms] = {}

    def can_be_told(self, word: Word, terms: Terms) -> bool:
        """Whether what is promised can be told from what else the actor does.

        It can by whom it is done to; without that only acts of force, of restraint and of
        retreat, and only where a condition or a day bounds them or more than a plan was voiced.
        """
        if word.towards:
            return True
        acts = terms.undo if terms.is_restraint else terms.do
        is_given = word.said.strength in ("vow", "pledge")
        is_bound = is_given or terms.type is not None or word.due is not None
        return is_bound and bool({type_ for type_, _ in acts} & TELLING)

    def met(self, word: Word, terms: Terms, since: int) -> Seen | None:
        """The first deed that meets the condition, from a day on.

        Where those whom it names are no side that is known, nothing tells whether it is met.
        """
        condition = word.said.condition
        if condition is not None and condition.actors and not word.if_by:
            return None
        rows = self._condition_rows(word, terms.met, since)
        if terms.is_war:
            return self._first_of_war(rows, terms.met, since)
        found = self._first(rows, terms.met, since)
        if any(type_ == "AGREE" for type_, _ in terms.met):
            agreed = self._agreed(word, since)
            if agreed is not None and (found is None or agreed.day < found.day):
                return agreed
        return found

    def _first_of_war(self, rows: Rows, acts: Acts, since: int) -> Seen | None:
        """The day on which there have been attacks on enough days of a fortnight."""
        fitting = self._fitting(rows, acts, since)
        when = self._deeds.day[fitting]
        days = sorted({*when.tolist()})
        for first, last in zip(days, days[self.options.war - 1 :], strict=False):
            if last - first < _FORTNIGHT:
                of_war = fitting[(first <= when) & (when <= last)]
                return Seen(last, self._deeds.entries(of_war.tolist()))
        return None

    def ended(self, word: Word, terms: Terms, since: int) -> Seen | None:
        """The first deed, not the actor's, that ends what a promise lasts as long as."""
        return self._first(self._condition_rows(word, terms.ended, since), terms.ended, since)

    def _condition_rows(self, word: Word, acts: Acts, since: int) -> Rows:
        """Deeds between the sides that the condition names; else those around the promise."""
        actor = word.actor.id
        by = {side.id for side in word.if_by} - {actor}
        to = {side.id for side in word.if_to}
        doings, days = self._doings, (since, min(self.now, since + self.options.standing))
        if by and to:
            return _joined(doings.between(one, other, *days) for one in by for other in to)
        if by:
            return _joined(doings.by(one, *days) for one in by)
        around = to or {actor}
        if not to and not {type_ for type_, _ in acts} & _HOSTILE:
            around = {actor, *(side.id for side in word.towards)}
        suffered = _joined(doings.to(one, *days) for one in around)
        own = self._deeds.side_number.get(actor, NOBODY - 1)
        suffered = suffered[np.not_equal(self._deeds.source[suffered], own)]
        if to:
            return suffered
        return _joined([suffered, *(doings.by(one, *days) for one in around - {actor})])

    def _agreed(self, word: Word, since: int) -> Seen | None:
        """The first word by which one of those whom the condition names agrees to something."""
        for side in word.if_by:
            for other in self._words_of[side.id] if side != word.actor else ():
                day = ordinal(other.given)
                if day >= since and other.said.polarity == "will" and other.said.condition is None:
                    return Seen(day, (other.id,))
        return None

    def first_by(
        self,
        word: Word,
        acts: Acts,
        days: tuple[int, int],
        towards: frozenset[str] | None,
        *,
        keeps: bool = False,
    ) -> Seen | None:
        """The first deed of the actor in these days, towards these or, where `None`, whomever.

        What keeps a promise is not what the same report tells of the same day: that may be the
        promise itself, in other words. Nor does what its own sentence tells break it: "refused to
        meet the envoy, who saw his aide instead".
        """
        given = ordinal(word.given)
        actor, doings = word.actor.id, self._doings
        if towards is None:
            rows = doings.by(actor, *days)
        else:
            rows = _joined(doings.between(actor, one, *days) for one in towards)
        for row in self._fitting(rows, acts, days[0]).tolist():
            is_of_that_day = int(self._deeds.day[row]) == given
            is_of_its_own = is_of_that_day and self._is_in_report(row, word)
            if not (is_of_its_own and (keeps or self._is_in_sentence(row, word))):
                return self._seen(row)
        return None

    def is_under_way(self, word: Word, acts: Acts, towards: frozenset[str] | None) -> bool:
        """Whether the actor used the force that it promises in the days before.

        Then the next blow does not tell that the promise was kept.
        """
        force = tuple(act for act in acts if act[0] in TELLING)
        given = ordinal(word.given)
        days = given - self.options.before, given - 1
        return bool(force) and self.first_by(word, force, days, towards) is not None

    def first_alike(self, word: Word, acts: Acts, days: tuple[int, int]) -> Seen | None:
        """The first deed of the actor in these days that is told in the words of the promise.

        It is one that names nobody it is done to, or where the promise names nobody, any. Words
        tell of what is given or agreed; force is told alike whoever strikes whom. They tell
        nothing where the actor did what is told in them before it promised it.
        """
        mine = signature_of(word)
        if not mine.any() or not {type_ for type_, _ in acts} <= GIVING:
            return None
        later = self._told_alike(word, acts, days, mine).tolist()
        first = next((row for row in later if not self._is_in_report(row, word)), None)
        if first is None:
            return None
        given = ordinal(word.given)
        before = given - self.options.horizon, given - 1
        return None if len(self._told_alike(word, acts, before, mine)) else self._seen(first)

    def _told_alike(self, word: Word, acts: Acts, days: tuple[int, int], mine: Signatures) -> Rows:
        """Deeds of the actor in whose sentences enough words of a promise stand, by day."""
        rows = self._doings.by(word.actor.id, *days)
        sentences_of = self._tellings.sentences_of
        if sentences_of is None or not len(rows):
            return rows[:0]
        if word.towards:
            rows = rows[self._deeds.target[rows] == NOBODY]
        rows = self._fitting(rows, acts, days[0])
        shared = bits(sentences_of(rows) & mine)
        found: Rows = rows[shared >= self.options.alike * bits(mine[np.newaxis])]
        return found

    def _is_in_report(self, row: int, word: Word) -> bool:
        return self._tellings.report_of(row) == word.said.evidence.report

    def _is_in_sentence(self, row: int, word: Word) -> bool:
        """Whether the sentence that tells a deed has most words of the promise's own."""
        sentences_of = self._tellings.sentences_of
        if sentences_of is None:
            return False
        mine = quoted(word)[np.newaxis]
        return bool(2 * bits(sentences_of(np.array([row])) & mine)[0] > bits(mine)[0])

    def _first(self, rows: Rows, acts: Acts, since: int) -> Seen | None:
        fitting = self._fitting(rows, acts, since)
        return self._seen(int(fitting[0])) if len(fitting) else None

    def _seen(self, row: int) -> Seen:
        return Seen(int(self._deeds.day[row]), self._deeds.entries([row]))

    def _fitting(self, rows: Rows, acts: Acts, since: int) -> Rows:
        """Those rows, by day, whose deed is one of these acts and came after a day.

        One of that very day must not have begun before.
        """
        if not len(rows):
            return rows
        deeds = self._deeds
        rows = rows[(deeds.day[rows] > since) | (deeds.first[rows] >= since)]
        rows = self._doings.of_acts(rows, acts)
        return rows[np.lexsort((rows, deeds.day[rows]))]

    def contrary(self, word: Word, terms: Terms) -> Seen | None:
        """The first later word of the actor, without a condition, that says the contrary."""
        given = ordinal(word.given)
        later = (
            other
            for side in word.towards
            for act in _first_acts(terms)
            for other in self._unconditional.get(
                (word.actor.id, side.id, act, not terms.is_restraint), ()
            )
            if ordinal(other.given) > given
        )
        first = min(later, key=lambda other: (ordinal(other.given), other.id), default=None)
        return Seen(ordinal(first.given), (first.id,)) if first is not None else None

    @cached_property
    def _unconditional(self) -> Mapping[tuple[str, str, str, bool], list[Word]]:
        """Words without a condition by their actor, towards whom, what act, and whether it is not
        to be done."""
        found: dict[tuple[str, str, str, bool], list[Word]] = defaultdict(list)
        for word in self.words:
            if word.said.condition is None:
                terms = self._terms_of(word)
                for side in word.towards:
                    for act in _first_acts(terms):
                        found[word.actor.id, side.id, act, terms.is_restraint].append(word)
        return found

    def _terms_of(self, word: Word) -> Terms:
        if word.id not in self._read:
            self._read[word.id] = terms_of(word)
        return self._read[word.id]

    @cached_property
    def _words_of(self) -> Mapping[str, list[Word]]:
        found: dict[str, list[Word]] = defaultdict(list)
        for word in self.words:
            found[word.actor.id].append(word)
        return found


def _first_acts(terms: Terms) -> tuple[str, ...]:
    """The type of deed that a promise is of, or rules out; none where its words give none."""
    return tuple(type_ for type_, _ in (terms.undo if terms.is_restraint else terms.do)[:1])


def _joined(rows: Iterable[Rows]) -> Rows:
    some = list(rows)
    return some[0] if len(some) == 1 else np.concatenate([np.zeros(0, dtype=np.int64), *some])


def ordinal(day: dt.date | None) -> int:
    """A day as a proleptic Gregorian ordinal, 0 where there is none."""
    return day.toordinal() if day is not None else 0
