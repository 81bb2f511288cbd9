"""The words of the calendar, and the patterns of date phrases built from them.

A space in a pattern stands for any white space of the report. Groups are named alike everywhere:
`month`, `day`, `year`, `weekday`, `season`, `unit`, `rel` (last, this, next), `part` (early, mid,
late), `count` (an exact number) and `few` (an inexact one).
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def word_set(text: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(text.split())


MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5,
    "sunday": 6,
}  # fmt: skip
NUMBERS = {
    "a couple of": 2, "a dozen": 12, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy-two": 72, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}

# Days that are known by their date alone. A year's number is left out where everybody knows it.
NAMED_DAYS = {(9, 11): 2001, (10, 7): 2023}
NAMED_DAY_NOUNS = frozenset({"attack", "attacks", "assault", "massacre", "onslaught", "hijackings"})

YEAR_PREPOSITIONS = word_set(
    "in since until till by from to between during before after through throughout"
)
# Of months without a day only those count that one of these governs: "in March", not "a March".
MONTH_PREPOSITIONS = YEAR_PREPOSITIONS | {"for", "of"}
# "May" is a surname too: after these few it is a month.
MAY_PREPOSITIONS = frozenset({"in", "since", "until", "during", "throughout"})
SEASON_PREPOSITIONS = frozenset({"in", "during", "by", "until", "since", "before", "through"})
SPAN_PREPOSITIONS = frozenset({"in", "over", "during", "within", "for", "throughout", "across"})

# "every Friday" is no one day; "the previous Friday" is counted from a day told elsewhere.
NO_ONE_DAY = word_set("every each previous following preceding some most any another")
# Feasts and massacres: "Bloody Sunday", "Good Friday".
NAMING_A_WEEKDAY = word_set("black bloody good holy palm easter ash maundy super red")


def pattern(text: str) -> re.Pattern[str]:
    """Compile a phrase: case is ignored, and it ends where a word ends."""
    return re.compile(rf"(?:{text})(?!\w)".replace(" ", r"\s+"), re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    spelt = sorted(map(re.escape, words), key=len, reverse=True)
    return "|".join(word.replace(r"\ ", " ") for word in spelt)


_LONG = [name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july")]
_SHORT = [name for name in MONTHS if name not in _LONG]
MONTH = rf"(?:(?:{_any(_LONG)})|(?:{_any(_SHORT)})\.?)"
WEEKDAY = rf"(?:{_any(WEEKDAYS)})"
SEASON = "(?:spring|summer|autumn|fall|winter)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[89]|20)\d\d"
COUNT = rf"(?P<count>\d{{1,3}}|{_any(NUMBERS)})"
FEW = "(?P<few>a few|several|some|a handful of|the few|few|many)"
UNIT = "(?P<unit_word>(?P<unit>hour|day|week|month|year)s?)"

_ON = (
    rf"(?:{WEEKDAY},? )?(?:the )?(?:(?:night|morning|afternoon|evening|early hours) of )?(?:the )?"
)
_OF_YEAR = rf"(?:,? (?P<year>{YEAR}))?"
_PART = (
    "(?:(?:(?P<part>early|earlier|mid|late|later)(?:[ -]in(?: the)? |-| - | )"
    "|(?:the )?(?P<edge>start|beginning|middle|end|close) of (?:the )?"
    "|the (?P<half>first|second) half of (?:the )?"
    "|the (?P<ordinal>first|second|third|fourth|last) week of )(?:the )?)"
)
_SPAN = (
    rf"(?:(?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YEAR}))?"
    rf"|(?P<season>{SEASON})(?:,? (?:of )?(?P<season_year>{YEAR}))?"
    rf"|(?P<unit>weekend|week|month|year)"
    rf"|(?P<decade>{YEAR[:-4]}\d0)s|(?P<bare_year>{YEAR}))"
)

ISO = pattern(rf"(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-2]\d|3[01])")
DAYS = pattern(
    rf"(?:(?:between|from) )?(?:the )?(?P<first>{DAY})\s*(?:and|to|until|through|-|–)\s*(?:the )?"
    rf"(?P<day>{DAY}) (?:of )?(?P<month>{MONTH}){_OF_YEAR}"
)
MONTH_DAYS = pattern(
    rf"(?:(?:between|from) )?(?P<month>{MONTH}) (?P<first>{DAY})\s*(?:and|to|until|through|-|–)\s*"
    rf"(?P<day>{DAY}){_OF_YEAR}"
)
DAY_MONTH = pattern(rf"{_ON}(?P<day>{DAY}) (?:of )?(?P<month>{MONTH}){_OF_YEAR}")
MONTH_DAY = pattern(rf"{_ON}(?P<month>{MONTH}) (?:the )?(?P<day>{DAY}){_OF_YEAR}")
SPAN = pattern(rf"(?:the )?{_PART}?(?:(?P<rel>last|this|next) )?{_SPAN}")
TODAY = pattern(
    "the (?P<beyond>day before yesterday|day after tomorrow)"
    "|(?:(?:earlier|later|early|late) )?(?P<day>today|yesterday|tomorrow|tonight)"
    "(?: (?:morning|afternoon|evening|night))?"
    "|(?:(?:earlier|later|early|late) )?(?P<this>this) (?:morning|afternoon|evening)"
    "|(?P<night>last night)"
    f"|(?P<overnight>overnight)(?! (?:on|from|into|to|between|{WEEKDAY}))"
)
ON_WEEKDAY = pattern(
    "(?P<eve>(?:the )?(?:over)?night (?:in)?to )?"
    "(?:(?P<part>earlier|later|early|late) (?:on )?)?(?:(?P<rel>last|this|next) )?"
    rf"(?P<weekday>{WEEKDAY})(?: (?:night|morning|afternoon|evening))?"
    "(?: (?:of )?(?P<week>last|this|next) week)?"
)
AGO = pattern(rf"(?:(?:{COUNT}|{FEW}) )?{UNIT} (?:ago|earlier(?! (?:than|this|on|in)))")
RECENT = pattern(rf"recent {UNIT}")
PAST = pattern(rf"(?:(?:the|these|this) past|the last) (?:(?:{COUNT}|{FEW}) )?{UNIT}(?! of )")
COMING = pattern(rf"(?:(?:the )?coming|the next) (?:(?:{COUNT}|{FEW}) )?{UNIT}(?! of )")
WITHIN = pattern(rf"(?:with)?in (?:(?:the )?next )?(?:{COUNT}|{FEW}) {UNIT}(?:'s?|’s?)?(?: time)?")

# A phrase begins with a figure or with one of these: elsewhere no pattern need be tried.
FIRST_WORDS = word_set(
    "the early earlier mid late later last this next start beginning middle end close between "
    "from week weekend month year today yesterday tomorrow tonight night overnight recent these "
    "past coming in within hours days weeks months years several some few many"
) | frozenset(word.split()[0] for word in (*NUMBERS, *MONTHS, *WEEKDAYS, *SEASON[3:-1].split("|")))
