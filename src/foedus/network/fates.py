"""What became of each commitment: standing, triggered, kept, broken, withdrawn or lapsed.

A promise is held against the deeds of later days: what it promises or forbids and the condition it
hangs on are types of deed (promises.py), and a deed counts between the right sides and on the
right days. The statuses follow the fulfilment of treaties in war as Leeds, Long and Mitchell (2000)
code it: first whether the obligation was invoked at all, then whether it was honoured.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from foedus.network.deeds import Deeds
from foedus.network.doings import Doings, Rows
from foedus.network.events import day_of
from foedus.network.ledger import Ledger
from foedus.network.observing import FateOptions, Observing, Seen, WhereTold, ordinal
from foedus.network.promises import Terms, terms_of
from foedus.network.shapes import Fate, Status
from foedus.network.weighty import Signatures
from foedus.network.words import Word

__all__ = ["FateOptions", "fates", "fates_of"]


@dataclass(frozen=True, slots=True)
class _End:
    """What a promise came to, and by what."""

    status: Status
    reason: str
    since: int = 0
    met: Seen | None = None
    settled: Seen | None = None


def fates(
    ledger: Ledger, options: FateOptions | None = None, only: Collection[str] | None = None
) -> tuple[Fate, ...]:
    """What became of each commitment in a ledger, in the order they were given.

    With `only`, of those with these ids.
    """
    deeds, told, leader = ledger.deeds, ledger.events.told, ledger.distinct.leader

    def report_of(row: int) -> str:
        return told.reports[int(told.report[leader[deeds.event[row]]])].report

    def sentences_of(rows: Rows) -> Signatures:
        found: Signatures = told.words[leader[deeds.event[rows]]]
        return found

    tellings = WhereTold(report_of, sentences_of)
    return _fates(Observing(ledger.words, ledger.doings, ledger.as_of, options, tellings), only)


def fates_of(
    words: Sequence[Word],
    deeds: Deeds,
    as_of: dt.date | None,
    options: FateOptions | None = None,
) -> tuple[Fate, ...]:
    """What became of these commitments by these deeds, as of a day."""
    return _fates(Observing(words, Doings(deeds), as_of, options))


def _fates(seeing: Observing, only: Collection[str] | None = None) -> tuple[Fate, ...]:
    finding = _Finding(seeing)
    return tuple(finding.fate(word) for word in seeing.words if only is None or word.id in only)


class _Finding:
    """Says what became of each promise, by what is observed."""

    def __init__(self, seeing: Observing) -> None:
        self._seeing = seeing
        self._now = seeing.now
        self._options = seeing.options

    def fate(self, word: Word) -> Fate:
        """What became of one commitment."""
        end = self._end(word, terms_of(word))
        said = word.said
        met = end.met.entries if end.met is not None else ()
        settled = end.settled.entries if end.settled is not None else ()
        return Fate(
            id=word.id,
            actor=word.actor,
            polarity=said.polarity,
            strength=said.strength,
            act=said.act.text,
            event=said.act.event,
            towards=word.towards,
            condition_type=said.condition.type if said.condition is not None else None,
            condition=said.condition.text if said.condition is not None else None,
            date=word.given,
            status=end.status,
            since=day_of(end.since) or word.given,
            reason=end.reason,
            met_by=met,
            settled_by=settled,
            entries=tuple(dict.fromkeys((*word.entries, *settled, *met))),
        )

    def _end(self, word: Word, terms: Terms) -> _End:
        if word.given is None or not self._now:
            return _End("standing", "it has no day, so nothing can be told to come after it")
        found = (
            self._of_restraint(word, terms) if terms.is_restraint else self._of_deed(word, terms)
        )
        contrary = self._seeing.contrary(word, terms)
        # What had lapsed, or come to something, by then is not withdrawn any more.
        if contrary is not None and (
            found.status in ("standing", "triggered") or found.since > contrary.day
        ):
            return _End("withdrawn", f"the contrary was said on {contrary.on}", contrary.day,
                        settled=contrary)  # fmt: skip
        return found

    # What forbids

    def _of_restraint(self, word: Word, terms: Terms) -> _End:
        begin, end = self._bounds(word, terms)
        if begin is None:
            return self._waiting(word, "its condition was not observed")
        last = min(self._now, end.day - (terms.type != "as-long-as") if end else self._now)
        against = self._forbidden(word, terms)
        is_of_the_moment = all(type_ == "CONSULT" for type_, _ in terms.undo)
        if (against is None or is_of_the_moment) and not begin.entries:
            last = min(last, begin.day + self._options.soon)
        breach = None
        # "will not fight": of those whom it fights anyway, nothing tells which are meant.
        is_of_somebody = against is not None or terms.type is not None or terms.keeps_peace
        if is_of_somebody and self._seeing.can_be_told(word, terms):
            breach = self._seeing.first_by(word, terms.undo, (begin.day, last), against)
        if breach is not None:
            return _End("broken", f"what it ruled out was done on {breach.on}, while it bound",
                        breach.day, begin if begin.entries else None, breach)  # fmt: skip
        if end is None:
            return self._waiting(word, "nothing that it rules out was observed", begin)
        if terms.type == "unless":
            return _freed(end)
        if not self._seeing.can_be_told(word, terms):
            reason = f"its time was over on {end.on}; what was done by then cannot be told"
            return _End("lapsed", reason, end.day, end)
        if end.day <= begin.day:
            return _End(
                "lapsed", f"its time was over on {end.on}, when it was told of", end.day, end
            )
        return _End("kept", f"its time was over on {end.on}, and nothing that it rules out was"
                    " observed before", end.day, settled=end)  # fmt: skip

    def _bounds(self, word: Word, terms: Terms) -> tuple[Seen | None, Seen | None]:
        """From when a restraint binds, None where that has not come, and when its time is over."""
        given = Seen(ordinal(word.given), ())
        if word.due is not None and terms.type is None:
            first, last = (day.toordinal() for day in word.due)
            over = Seen(last, ()) if last + self._options.slack < self._now else None
            return Seen(first, ()), over
        if terms.type == "if":
            return self._seeing.met(word, terms, given.day), None
        if terms.type in ("unless", "until"):
            return given, self._seeing.met(word, terms, given.day)
        if terms.type == "as-long-as":
            state = self._seeing.met(word, terms, given.day - self._options.before)
            begin = state if state is not None and state.day > given.day else given
            return begin, self._seeing.ended(word, terms, begin.day)
        return given, None

    def _forbidden(self, word: Word, terms: Terms) -> frozenset[str] | None:
        """Towards whom a deed breaks a restraint; None: whomever."""
        if word.towards:
            return frozenset(side.id for side in word.towards)
        if terms.type == "unless" and word.if_by:
            # "will not enter the war unless Israel attacks": a war with Israel is meant.
            return frozenset(side.id for side in word.if_by)
        return None

    # What is to be done

    def _of_deed(self, word: Word, terms: Terms) -> _End:
        given = ordinal(word.given)
        trigger = self._seeing.met(word, terms, given) if terms.met else None
        if terms.type == "if" and trigger is None:
            return self._waiting(word, "its condition was not observed")
        over = trigger if terms.type in ("unless", "until") else None
        if terms.type == "as-long-as":
            over = self._seeing.ended(word, terms, given)
        days = self._days(word, terms, trigger, over)
        towards = frozenset(side.id for side in word.towards) or None
        deed = contrary = None
        is_free = terms.type is None and word.due is None
        if is_free and self._seeing.is_under_way(word, terms.do, towards):
            pass  # what goes on anyway does not tell that the promise was kept
        elif self._seeing.can_be_told(word, terms) or word.due is not None:
            deed = self._seeing.first_by(word, terms.do, days, towards, keeps=True)
        if deed is None and terms.do:
            soon = max(given, days[0]) + self._options.soon
            deed = self._seeing.first_alike(word, terms.do, (days[0], min(days[1], soon)))
        if towards:
            contrary = self._seeing.first_by(word, terms.undo, days, towards)
        if contrary is not None and (deed is None or contrary.day < deed.day):
            return _End("broken", f"the contrary was done on {contrary.on}", contrary.day,
                        trigger, contrary)  # fmt: skip
        if deed is not None:
            return self._done(terms, deed, trigger, over)
        return self._undone(word, terms, trigger, over)

    def _days(
        self, word: Word, terms: Terms, trigger: Seen | None, over: Seen | None
    ) -> tuple[int, int]:
        """In which days a deed counts as the one promised."""
        given, slack = ordinal(word.given), self._options.slack
        if word.due is not None and terms.type is None:
            first, last = (day.toordinal() for day in word.due)
            return max(given, first - slack), min(self._now, last + slack)
        if terms.type == "if" and trigger is not None:
            since = max(given, trigger.day - slack)
            return since, min(self._now, trigger.day + self._options.horizon)
        if over is not None:
            return given, over.day
        patience = self._options.horizon if word.towards else self._options.soon
        return given, min(self._now, given + patience)

    def _done(self, terms: Terms, deed: Seen, trigger: Seen | None, over: Seen | None) -> _End:
        if terms.type == "if" and trigger is not None:
            reason = f"its condition was met on {trigger.on}, and it was done on {deed.on}"
            return _End("kept", reason, deed.day, trigger, deed)
        if terms.type in ("until", "as-long-as"):
            if over is None:
                return _End("standing", f"it was done on {deed.on}, and its time is not over")
            return _End("kept", f"it was done on {deed.on}, and its time was over on {over.on}",
                        over.day, over, deed)  # fmt: skip
        return _End("kept", f"it was done on {deed.on}", deed.day, settled=deed)

    def _undone(self, word: Word, terms: Terms, trigger: Seen | None, over: Seen | None) -> _End:
        if terms.type == "unless" and over is not None:
            return _freed(over)
        if over is not None:
            return _End("lapsed", f"its time was over on {over.on}, and it was not seen done",
                        over.day, over)  # fmt: skip
        if terms.type == "if" and trigger is not None:
            late = trigger.day + self._options.horizon
            if late < self._now:
                return _End("lapsed", f"its condition was met on {trigger.on}, and no such deed was"
                            f" told in {self._options.horizon} days", late, trigger)  # fmt: skip
            return _End("triggered", f"its condition was met on {trigger.on}; it was not yet seen"
                        " done", trigger.day, trigger)  # fmt: skip
        if word.due is not None:
            return self._overdue(word, terms)
        late = ordinal(word.given) + self._options.horizon
        if late < self._now:
            return _End("lapsed", f"no such deed was told in {self._options.horizon} days", late)
        return _End("standing", "no such deed was told yet")

    def _overdue(self, word: Word, terms: Terms) -> _End:
        assert word.due is not None, "the caller has looked"
        late = word.due[1].toordinal() + self._options.slack
        if late >= self._now:
            return _End("standing", "it is not due yet, or has just been")
        reason = f"it was due by {word.due[1]}, and no such deed was told"
        is_promise = word.said.strength in ("vow", "pledge") and self._seeing.can_be_told(
            word, terms
        )
        return _End("broken" if is_promise else "lapsed", reason, late)

    def _waiting(self, word: Word, what: str, begin: Seen | None = None) -> _End:
        """A promise whose condition or end has not come: it stands, but not for ever."""
        start = max(ordinal(word.given), begin.day if begin is not None else 0)
        late = start + self._options.standing
        if late < self._now:
            return _End("lapsed", f"{what} in {self._options.standing} days", late)
        shown = begin if begin is not None and begin.entries else None
        return _End("triggered" if shown else "standing", f"{what} so far", start, shown)


def _freed(end: Seen) -> _End:
    """A promise that its condition ends."""
    reason = f"its condition was observed on {end.on}, and it binds no more"
    return _End("triggered", reason, end.day, end)
