"""What each kind of date phrase means on the day of a report.

A reader takes the match of a pattern and the calendar it is read by, and gives the interval; None
where the phrase names no day there is, or is relative and the report has no date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, cast

from foedus.model import Precision, When
from foedus.resolving import calendar_spans as spans
from foedus.resolving import calendar_words as words
from foedus.resolving.calendar_spans import ONE_DAY, Part, Span, Unit
from foedus.resolving.date_lengths import Calendar, read_ago, read_coming, read_past, read_within

_PART_PRECISION: dict[str, Precision] = {
    "week": "days", "weekend": "days", "month": "part-of-month", "season": "part-of-year",
    "year": "part-of-year", "decade": "years",
}  # fmt: skip
_PRECISION: dict[str, Precision] = {
    "week": "week", "weekend": "days", "month": "month", "season": "part-of-year", "year": "year",
    "decade": "years",
}  # fmt: skip
_PARTS: dict[str, Part] = {
    "early": "early", "start": "early", "beginning": "early", "mid": "mid", "middle": "mid",
    "late": "late", "end": "late", "close": "late",
}  # fmt: skip
_REL = {"last": -1, "this": 0, "next": 1, None: 0}


Reader = Callable[[re.Match[str], Calendar], When | None]


def _read_day(match: re.Match[str], at: Calendar) -> When | None:
    """3 November 2019; without a year the nearest 3 November."""
    found = match.groupdict()
    number = _number(found["day"])
    month = int(found["month"]) if found["month"].isdigit() else _month(found["month"])
    if found["year"]:
        day = spans.day(int(found["year"]), month, number)
    else:
        day = _nearest(at, lambda year: spans.day(year, month, number))
    return When(day, day, "day") if day else None


def _read_days(match: re.Match[str], at: Calendar) -> When | None:
    """Between 3 and 5 March."""
    last = _read_day(match, at)
    if last is None or last.end is None:
        return None
    first = spans.day(last.end.year, last.end.month, _number(match["first"]))
    return When(first, last.end, "days") if first and first < last.end else None


def _nearest(at: Calendar, in_year: Callable[[int], dt.date | None]) -> dt.date | None:
    """The nearest of a yearly day on or before the day sought from, or on or after it."""
    if at.near is None:
        return None
    step = 1 if at.future else -1
    for year in range(at.near.year, at.near.year + 9 * step, step):  # leap days: up to 8 years
        day = in_year(year) if dt.MINYEAR <= year <= dt.MAXYEAR else None
        if day and (day >= at.near if at.future else day <= at.near):
            return day
    return None


def _read_span(match: re.Match[str], at: Calendar) -> When | None:
    """A week, month, season, year or decade, or a part of one."""
    found = match.groupdict()
    unit = _unit(found)
    whole = _absolute(found) or _relative(found, unit, at)
    if whole is None:
        return None
    if found["ordinal"]:
        return _week_of_month(whole, found["ordinal"]) if unit == "month" else None
    if found["half"]:
        return _half(whole, found["half"]) if unit == "year" else None
    part = (found["part"] or found["edge"] or "").lower()
    if part in ("earlier", "later"):
        return _side(whole, unit, part, at)
    if part:
        return When(*spans.part(whole, unit, _PARTS[part]), _PART_PRECISION[unit])
    return When(*whole, _PRECISION[unit])


def _unit(found: dict[str, Any]) -> Unit:
    if found["unit"]:
        return cast(Unit, found["unit"].lower())
    named = (unit for unit in ("month", "season", "decade") if found[unit])
    return cast(Unit, next(named, "year"))


def _absolute(found: dict[str, Any]) -> Span | None:
    """A span that bears its year."""
    if found["bare_year"]:
        return spans.year(int(found["bare_year"]))
    if found["decade"]:
        return spans.years(int(found["decade"]), int(found["decade"]) + 9)
    if found["month"] and found["year"]:
        return spans.month(int(found["year"]), _month(found["month"]))
    if found["season_year"]:
        return spans.season(found["season"].lower(), int(found["season_year"]))
    return None


def _relative(found: dict[str, Any], unit: Unit, at: Calendar) -> Span | None:
    """A span that is sought from the report's day."""
    rel = found["rel"].lower() if found["rel"] else None
    if found["month"]:
        return _near(rel, _month(found["month"]), at)
    if found["season"]:
        return _near_season(rel, found["season"].lower(), at)
    return _unit_around(rel, unit, at)


def _unit_around(rel: str | None, unit: Unit, at: Calendar) -> Span | None:
    """The week, weekend, month or year of the report, or the one before or after it."""
    if at.published is None:
        return None
    if unit == "month":
        moved = spans.add_months(at.published, _REL[rel])
        return spans.month(moved.year, moved.month)
    if unit == "year":
        return spans.year(at.published.year + _REL[rel])
    of = at.published + 7 * _REL[rel] * ONE_DAY
    if unit == "week":
        return spans.week(of)
    saturday, sunday = spans.weekend(of)
    if rel is None and not at.future and saturday > at.published:  # "over the weekend"
        return saturday - 7 * ONE_DAY, sunday - 7 * ONE_DAY
    return saturday, sunday


def _near(rel: str | None, number: int, at: Calendar) -> Span | None:
    """A month without a year. "Last" and "next" leave out the month of the report itself."""
    if at.near is None:
        return None
    if rel == "this":
        return spans.month(at.near.year, number)
    forwards = rel == "next" or (rel is None and at.future)
    distance = (number - at.near.month) % 12 if forwards else -((at.near.month - number) % 12)
    if rel and not distance:
        distance = 12 if forwards else -12
    return spans.month(at.near.year, at.near.month + distance)


def _near_season(rel: str | None, name: str, at: Calendar) -> Span | None:
    """A season without a year. "This" is the nearest in either direction."""
    near = at.near
    if near is None:
        return None
    around = [spans.season(name, near.year + shift) for shift in (-2, -1, 0, 1, 2)]
    if rel == "this":
        return min(around, key=lambda season: spans.gap(season, near))
    if rel == "last":
        return max(season for season in around if season[1] < near)
    if rel == "next":
        return min(season for season in around if season[0] > near)
    if at.future:
        return min(season for season in around if season[1] >= near)
    return max(season for season in around if season[0] <= near)


def _side(whole: Span, unit: Unit, part: str, at: Calendar) -> When | None:
    """Earlier this week: from its first day to the report's. Later: from the next day on."""
    start, end = whole
    if at.published and start <= at.published <= end:
        if part == "earlier":
            end = at.published
        else:
            start = min(at.published + ONE_DAY, end)
    return When(start, end, _PART_PRECISION[unit])


def _week_of_month(month: Span, ordinal: str) -> When:
    """The first week is the days 1 to 7, the last the last seven."""
    index = words.ORDINALS[ordinal.lower()]
    if index < 0:
        return When(month[1] - 6 * ONE_DAY, month[1], "part-of-month")
    start = month[0] + 7 * index * ONE_DAY
    return When(start, start + 6 * ONE_DAY, "part-of-month")


def _half(year: Span, which: str) -> When:
    first = which.lower() == "first"
    number = year[0].year
    start = dt.date(number, 1 if first else 7, 1)
    return When(start, spans.month(number, 6 if first else 12)[1], "part-of-year")


def _read_today(match: re.Match[str], at: Calendar) -> When | None:
    if at.published is None:
        return None
    found = match.groupdict()
    if found["overnight"]:
        return When(at.published - ONE_DAY, at.published, "days")
    word = (found["beyond"] or found["day"] or ("yesterday" if found["night"] else "today")).lower()
    shift = {
        "yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2,
    }.get(" ".join(word.split()), 0)  # fmt: skip
    day = at.published + shift * ONE_DAY
    return When(day, day, "day")


def _read_weekday(match: re.Match[str], at: Calendar) -> When | None:
    """The latest such day on or before the report's, or the coming one where the verb is future."""
    if at.near is None:
        return None
    number = words.WEEKDAYS[match["weekday"].lower()]
    rel = (match["rel"] or "").lower()
    if match["week"]:
        monday = spans.week(at.near)[0] + 7 * _REL[match["week"].lower()] * ONE_DAY
        day = monday + number * ONE_DAY
    elif rel == "next" or (rel != "last" and (at.future or (match["part"] or "") == "later")):
        distance = (number - at.near.weekday()) % 7
        day = at.near + (distance or (7 if rel == "next" else 0)) * ONE_DAY
    else:
        distance = (at.near.weekday() - number) % 7
        day = at.near - (distance or (7 if rel == "last" else 0)) * ONE_DAY
    return When(day - ONE_DAY, day, "days") if match["eve"] else When(day, day, "day")


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _month(name: str) -> int:
    return words.MONTHS[name.lower().rstrip(".")]


# The order decides where two patterns match at the same word: the more exact comes first.
PHRASES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (words.ISO, _read_day),
    (words.DAYS, _read_days),
    (words.MONTH_DAYS, _read_days),
    (words.DAY_MONTH, _read_day),
    (words.MONTH_DAY, _read_day),
    (words.TODAY, _read_today),
    (words.AGO, read_ago),
    (words.PAST, read_past),
    (words.RECENT, read_past),
    (words.COMING, read_coming),
    (words.WITHIN, read_within),
    (words.ON_WEEKDAY, _read_weekday),
    (words.SPAN, _read_span),
)
