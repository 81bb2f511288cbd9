"""Phrases that say when, read by the day of the report.

`find_dates` gives the phrases of one sentence with their interval of days. What the phrases mean:

- Past is the rule. "On Tuesday" is the latest Tuesday on or before the report's day, "in November"
  the latest November that has begun, "3 November" the latest one. Where the verb speaks of what is
  to come ("will", "plans to", "is due to") it is the nearest one on or after that day. "Last
  Tuesday" lies before the report's day, "next Tuesday" after it.
- A phrase for a calendar unit is that whole unit: "this week" runs from Monday to Sunday, even
  where part of it is still to come; "three weeks ago" is the week three weeks back. How parts such
  as "early November" and seasons are cut stands in `foedus.resolving.calendar_spans`.
- A length is counted from the report's day: "in the past three days", "over the coming week".
  Vague ones are taken as 7 days, 4 weeks, 3 months, 5 years; "a few days ago" as 2 to 6 days.
- "Earlier" counts as "ago" ("three weeks earlier"). "In two days" and "within 48 hours" are read
  only where the verb speaks of what is to come.
- "Since", "from" and "after" a day give an interval up to the report's, of precision "since";
  "until", "by" and "before" give one without a start. "Since the war began" is resolved by the
  name of the war in the phrase, else by the war that the caller names; else its start is None.
- Left alone: what is counted from a day told elsewhere ("the day before", "hours later"), times of
  day alone ("at dawn"), repeated days ("every Friday"), and days that are names ("Bloody Sunday").

Without the report's day only phrases that need none are returned ("November 2022", "in 2015").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from foedus.model import Precision, When
from foedus.reading.sentence import Sentence, Token
from foedus.resolving.calendar_spans import ONE_DAY
from foedus.resolving.calendar_words import FIRST_WORDS, NAMED_DAY_NOUNS, NAMED_DAYS
from foedus.resolving.conflicts import Conflict, Conflicts
from foedus.resolving.date_context import is_future, plausible, top
from foedus.resolving.date_lengths import Calendar
from foedus.resolving.date_phrases import PHRASES

__all__ = ["Conflict", "Conflicts", "DateMention", "find_dates"]

_LINKS = frozenset({"since", "from", "after", "until", "till", "by", "before"})
_TO = frozenset({"to", "and", "until", "till", "through", "-", "–"})
_WAR_BEGAN = re.compile(r"\s+(?:began|begun|started|broke\s+out|erupted|commenced)\b", re.I)
_START_OF = re.compile(r"(?:the\s+)?(?:start|beginning|outbreak|onset|eruption)\s+of\s+", re.I)
_THE_WAR = re.compile(r"(?:the|this)\s+(?:war|conflict|invasion)\b", re.I)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A phrase that says when.

    `start` and `end` are offsets into the report; `head` is the index in the sentence of the
    preposition that the phrase hangs on, or of its own topmost token: from there the arcs lead to
    what it dates.
    """

    start: int
    end: int
    text: str
    when: When
    head: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The tokens from `first` to before `stop`, and what they mean by a calendar."""

    first: int
    stop: int
    read: Callable[[Calendar], When | None]


def find_dates(
    sentence: Sentence,
    published: dt.date | None,
    conflicts: Conflicts,
    *,
    war: Conflict | None = None,
) -> list[DateMention]:
    """The phrases that say when, in the order of the text; they do not overlap.

    Args:
        sentence: a parsed sentence.
        published: the day of the report, or None where it is not known.
        conflicts: the wars that "since the … war began" may name.
        war: what a bare "the war" means in this report, where the caller knows.
    """
    finder = _Finder(sentence, published, conflicts, war)
    mentions, i = [], 0
    while i < len(sentence.tokens):
        found = finder.at(i)
        if found is None:
            i += 1
            continue
        mention, i = found
        mentions.append(mention)
    return mentions


class _Finder:
    def __init__(
        self,
        sentence: Sentence,
        published: dt.date | None,
        conflicts: Conflicts,
        war: Conflict | None,
    ) -> None:
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._published = published
        self._conflicts = conflicts
        self._war = war
        # Token by the offset into the sentence at which it ends: phrases end where tokens do.
        self._ends = {token.end - sentence.start: token.i for token in sentence.tokens}

    def at(self, i: int) -> tuple[DateMention, int] | None:
        """The phrase that begins at a token, and the token after it."""
        for phrase in self._phrases(i):
            when = phrase.read(self._calendar(phrase))
            if when is not None:
                return self._mention(phrase, when), phrase.stop
        return None

    def _mention(self, phrase: _Phrase, when: When) -> DateMention:
        tokens = self._tokens[phrase.first : phrase.stop]
        start, end = tokens[0].start, tokens[-1].end
        text = self._sentence.text[start - self._sentence.start : end - self._sentence.start]
        return DateMention(start, end, text, when, top(tokens).i)

    def _calendar(self, phrase: _Phrase) -> Calendar:
        head = top(self._tokens[phrase.first : phrase.stop])
        return Calendar(self._published, self._published, is_future(head))

    def _phrases(self, i: int) -> Iterator[_Phrase]:
        """Everything that may begin at a token, the most telling first."""
        lower = self._tokens[i].lower
        if lower in ("from", "between"):
            yield from self._ranges(i)
        if lower == "since":
            yield from self._since_war(i)
        if lower in _LINKS:
            yield from self._linked(i)
        yield from self._plain(i)

    def _plain(self, i: int) -> Iterator[_Phrase]:
        """The phrases of the pattern table."""
        if i >= len(self._tokens) or not _may_begin(self._tokens[i]):
            return
        sentence = self._sentence
        for pattern, read in PHRASES:
            match = pattern.match(sentence.text, self._tokens[i].start - sentence.start)
            last = self._ends.get(match.end()) if match else None
            if match is None or last is None or not plausible(sentence, match, i, last + 1):
                continue

            def meaning(
                at: Calendar,
                read: Callable[[re.Match[str], Calendar], When | None] = read,
                match: re.Match[str] = match,
                stop: int = last + 1,
            ) -> When | None:
                return read(match, self._of_named_day(match, stop, at))

            yield _Phrase(i, last + 1, meaning)

    def _of_named_day(self, match: re.Match[str], stop: int, at: Calendar) -> Calendar:
        """ "The October 7 attack" is of 2023 in every later report."""
        found = match.groupdict()
        following = self._tokens[stop].lower if stop < len(self._tokens) else ""
        if following not in NAMED_DAY_NOUNS or at.near is None or found.get("year"):
            return at
        for (month, day), year in NAMED_DAYS.items():
            named = dt.date(year, month, day)
            read = PHRASES[0][1](match, replace(at, near=named)) if found.get("day") else None
            if read and read.start == named <= at.near:
                return replace(at, near=named, future=False)
        return at

    def _ranges(self, i: int) -> Iterator[_Phrase]:
        """From Monday to Wednesday; between 3 March and 5 April 2020."""
        for first in self._plain(i + 1):
            if first.stop >= len(self._tokens) or self._tokens[first.stop].lower not in _TO:
                continue
            for last in self._plain(first.stop + 1):
                yield _Phrase(i, last.stop, _range(first, last))

    def _linked(self, i: int) -> Iterator[_Phrase]:
        """A preposition that opens or closes an interval, and its day."""
        link = self._tokens[i]
        for day in self._plain(i + 1):
            head = top(self._tokens[day.first : day.stop])
            # "Before Tuesday's vote" dates the vote; "since Tuesday's vote" says enough.
            chain = (head, head.head, head.head.head) if link.lower == "since" else (head,)
            if any(token is link or token.head is link for token in chain):
                yield _Phrase(i, day.stop, _opened(link.lower, day))

    def _since_war(self, i: int) -> Iterator[_Phrase]:
        """Since the war began; since the start of the Gaza war."""
        text, base = self._sentence.text, self._sentence.start
        start_of = _START_OF.match(text, self._tokens[i].end - base + 1)
        place = start_of.end() if start_of else self._tokens[i].end - base + 1
        named = self._conflicts.pattern.match(text, place)
        match = named or _THE_WAR.match(text, place)
        if match is None:
            return
        end = began.end() if (began := _WAR_BEGAN.match(text, match.end())) else match.end()
        last = self._ends.get(end)
        if last is None:
            return

        def meaning(at: Calendar) -> When | None:
            if named is None:
                start = self._war.start if self._war else None
                return When(start, at.published, "since") if start or at.published else None
            conflict = self._conflicts.named(named["name"], at.published)
            return When(conflict.start, at.published, "since") if conflict else None

        yield _Phrase(i, last + 1, meaning)


def _may_begin(token: Token) -> bool:
    """Whether a phrase may begin here; "mid-November" may be one token."""
    lower = token.lower.rstrip(".")
    return lower in FIRST_WORDS or lower[:1].isdigit() or lower.startswith("mid-")


def _range(first: _Phrase, last: _Phrase) -> Callable[[Calendar], When | None]:
    """From the one to the other: the end that is read second is sought from the other one."""

    def meaning(at: Calendar) -> When | None:
        if at.future:
            begin = first.read(at)
            end = last.read(replace(at, near=begin.start if begin else at.near))
        else:
            end = last.read(at)
            begin = first.read(replace(at, near=end.end if end else at.near))
        if not (begin and end and begin.start and end.end) or begin.start > end.end:
            return None
        return When(begin.start, end.end, _RANGE_PRECISION.get(end.precision, "days"))

    return meaning


_RANGE_PRECISION: dict[str, Precision] = {
    "month": "part-of-year", "part-of-month": "part-of-year", "part-of-year": "part-of-year",
    "year": "years", "years": "years",
}  # fmt: skip


def _opened(link: str, day: _Phrase) -> Callable[[Calendar], When | None]:
    """What a preposition makes of a day: since and after open an interval, until closes one."""

    def meaning(at: Calendar) -> When | None:
        when = day.read(at)
        if when is None or when.start is None or when.end is None:
            return None
        if link == "before":
            return When(None, when.start - ONE_DAY, when.precision)
        if link in ("until", "till", "by"):
            return When(None, when.end, when.precision)
        start = when.end + ONE_DAY if link == "after" else when.start
        if at.future or at.published is None or start > at.published:
            return When(start, None, "since")
        return When(start, at.published, "since")

    return meaning
