"""Spans of days: weeks, months, years, seasons, and their parts. Plain calendar arithmetic.

A span is a pair of days, both included. The conventions that are open to choice:

- A week runs from Monday to Sunday; a weekend is its Saturday and Sunday.
- Of a month, early is 1 to 10, mid 11 to 20, late 21 to the end.
- Of a year, early is January to April, mid May to August, late September to December.
- Of a week, early is Monday and Tuesday, mid Wednesday and Thursday, late Friday to Sunday.
- Of a decade, early is years 0 to 3, mid 4 to 6, late 7 to 9.
- Seasons are those of the north, by whole months: spring March to May, summer June to August,
  autumn September to November, winter December to February. A season bears the year in which it
  begins: the winter of 2014 runs from December 2014 to February 2015. Early, mid and late are its
  first, second and third month.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal

Span = tuple[dt.date, dt.date]
Part = Literal["early", "mid", "late"]
Unit = Literal["day", "week", "weekend", "month", "year", "decade", "season"]

ONE_DAY = dt.timedelta(days=1)
SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

_PART_NUMBER: dict[Part, int] = {"early": 0, "mid": 1, "late": 2}
_WEEK_PARTS = ((0, 1), (2, 3), (4, 6))
_DECADE_PARTS = ((0, 3), (4, 6), (7, 9))


def day(year: int, month: int, number: int) -> dt.date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def week(of: dt.date) -> Span:
    monday = of - of.weekday() * ONE_DAY
    return monday, monday + 6 * ONE_DAY


def weekend(of: dt.date) -> Span:
    """Saturday and Sunday of the week that `of` lies in."""
    monday, sunday = week(of)
    return monday + 5 * ONE_DAY, sunday


def month(year: int, number: int) -> Span:
    """A month; numbers above 12 and below 1 run over into other years."""
    years, index = divmod(number - 1, 12)
    last = calendar.monthrange(year + years, index + 1)[1]
    return dt.date(year + years, index + 1, 1), dt.date(year + years, index + 1, last)


def year(number: int) -> Span:
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


def years(first: int, last: int) -> Span:
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


def season(name: str, of_year: int) -> Span:
    first = SEASON_STARTS[name]
    return month(of_year, first)[0], month(of_year, first + 2)[1]


def add_months(to: dt.date, number: int) -> dt.date:
    """The same day of another month, or that month's last day where it is shorter."""
    first, last = month(to.year, to.month + number)
    return first.replace(day=min(to.day, last.day))


def part(of: Span, unit: Unit, which: Part) -> Span:
    """Early, mid or late in a week, month, season, year or decade. Others are given back whole."""
    start, index = of[0], _PART_NUMBER[which]
    if unit == "week":
        first, last = _WEEK_PARTS[index]
        return start + first * ONE_DAY, start + last * ONE_DAY
    if unit == "month":
        first_day = start.replace(day=1 + 10 * index)
        return first_day, of[1] if which == "late" else first_day + 9 * ONE_DAY
    if unit == "season":
        return month(start.year, start.month + index)
    if unit == "year":
        return month(start.year, 1 + 4 * index)[0], month(start.year, 4 + 4 * index)[1]
    if unit == "decade":
        first, last = _DECADE_PARTS[index]
        return years(start.year + first, start.year + last)
    return of


def gap(between: Span, and_day: dt.date) -> int:
    """Days from a span to a day outside it; 0 inside."""
    start, end = between
    return max((start - and_day).days, (and_day - end).days, 0)
