"""The day a report was published, from the words that its file gives for it."""

from __future__ import annotations

import datetime as dt
import re

# Year first is read as year, month, day whatever parts it; a time of day may follow.
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?")
# Two-digit years would be read by today's date, and a report must not change with the day.
_FULL_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LONGEST = 100  # characters; a date needs fewer
_YEARS = range(1800, 2200)


def published_date(value: str) -> dt.date | None:
    """The day, or None where it is not certain: ambiguous, relative, or with a part missing.

    >>> published_date("4 November 2023, 10:30"), published_date("03/04/2023")
    (datetime.date(2023, 11, 4), None)
    """
    words = value.strip()
    if not words or len(words) > _LONGEST:
        return None
    match = _YEAR_FIRST.match(words)
    if match:
        return _day(match[1], match[3], match[4])
    match = _COMPACT.fullmatch(words)
    if match:
        return _day(match[1], match[2], match[3])
    return _spelled(words) if _FULL_YEAR.search(words) else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def _spelled(words: str) -> dt.date | None:
    """Other absolute forms, taken only if every reading of them gives the same day."""
    from dateutil.parser import parse

    # What the words leave out is filled from the default: two defaults that differ in every part
    # show whether anything was filled in.
    defaults = (dt.datetime(2004, 1, 1), dt.datetime(2007, 2, 12))
    found: set[dt.date] = set()
    for default in defaults:
        for day_first in (False, True):
            try:
                when = parse(words, default=default, dayfirst=day_first, ignoretz=True)
            except (ValueError, OverflowError, TypeError, ArithmeticError, LookupError):
                return None
            found.add(when.date())
    day = found.pop()
    return day if not found and day.year in _YEARS else None
