"""Phrases that count from the report's day: "two days ago", "over the past week", "within a month".

Each reader takes the match of a pattern and the calendar it is read by, and gives the interval;
None where the report has no date, or where the phrase says nothing in its tense.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from foedus.model import Precision, When
from foedus.resolving import calendar_spans as spans
from foedus.resolving import calendar_words as words
from foedus.resolving.calendar_spans import ONE_DAY

_LENGTH_PRECISION: dict[str, Precision] = {
    "hour": "days", "day": "days", "week": "days", "month": "part-of-year", "year": "years",
}  # fmt: skip
# How long "recent days" and "the coming weeks" are taken to be, in their unit.
_VAGUE = {"hour": 24, "day": 7, "week": 4, "month": 3, "year": 5}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The day of the report, and how a phrase is read by it.

    `near` is the day from which the nearest Tuesday or November is sought: as a rule the report's;
    `future` says whether forwards.
    """

    published: dt.date | None
    near: dt.date | None
    future: bool


def read_ago(match: re.Match[str], at: Calendar) -> When | None:
    """Two days ago is a day; three weeks, months or years ago that week, month or year."""
    unit, count = match["unit"].lower(), _count(match)
    if at.published is None:
        return None
    if unit == "hour":
        earlier = match.group().lower().endswith("earlier")
        return None if earlier else When(at.published, at.published, "day")
    if count is None:
        first, last = _moved(at.published, unit, -6), _moved(at.published, unit, -2)
        return When(first, last, _LENGTH_PRECISION[unit])
    day = _moved(at.published, unit, -count)
    if unit == "week":
        return When(*spans.week(day), "week")
    if unit == "month":
        return When(*spans.month(day.year, day.month), "month")
    return When(*spans.year(day.year), "year") if unit == "year" else When(day, day, "day")


def read_past(match: re.Match[str], at: Calendar) -> When | None:
    if at.published is None:
        return None
    unit = match["unit"].lower()
    return When(_moved(at.published, unit, -_length(match)), at.published, _LENGTH_PRECISION[unit])


def read_coming(match: re.Match[str], at: Calendar) -> When | None:
    if at.published is None:
        return None
    unit = match["unit"].lower()
    return When(at.published, _moved(at.published, unit, _length(match)), _LENGTH_PRECISION[unit])


def read_within(match: re.Match[str], at: Calendar) -> When | None:
    """Within 48 hours; in two days, which is the day itself. Both only of what is to come."""
    if at.published is None or not at.future:
        return None
    unit, count = match["unit"].lower(), _count(match)
    exact = count is not None and " next " not in f" {match.group().lower()} "
    if match.group().lower().startswith("within") or not exact or unit != "day":
        return read_coming(match, at)
    day = _moved(at.published, unit, count or 0)
    return When(day, day, "day")


def _moved(day: dt.date, unit: str, number: int) -> dt.date:
    """A day moved by so many units; hours count as the days they begin."""
    if unit == "hour":
        return day + (1 if number > 0 else -1) * -(-abs(number) // 24) * ONE_DAY
    if unit in ("day", "week"):
        return day + number * (7 if unit == "week" else 1) * ONE_DAY
    return spans.add_months(day, number * (12 if unit == "year" else 1))


def _length(match: re.Match[str]) -> int:
    """How many units: as told, one for "the past week", else what is usual."""
    count = _count(match)
    if count is not None:
        return count
    singular = not match.groupdict().get("few") and not re.search(r"s\b", match["unit_word"])
    return 1 if singular else _VAGUE[match["unit"].lower()]


def _count(match: re.Match[str]) -> int | None:
    told = match.groupdict().get("count")
    if told is None:
        return None
    return int(told) if told.isdigit() else words.NUMBERS[" ".join(told.lower().split())]
