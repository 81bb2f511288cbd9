"""A row with named fields -> a report. What JSON, JSONL, CSV and Parquet have in common."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping

from foedus.errors import SourceError
from foedus.model import Report
from foedus.sources.dates import published_date
from foedus.sources.decoding import is_damaged
from foedus.sources.limits import Limits, Options, amount

FIELDS = ("title", "text", "date", "source", "url", "id", "language")


def text_id(text: str) -> str:
    """The id of a report that brings none: a short hash of its text."""
    return "r-" + hashlib.blake2b(text.encode("utf-8"), digest_size=6).hexdigest()


def checked_text(text: str, place: str, limits: Limits) -> str:
    """The text itself. SourceError: it is empty, too long, or holds what is no text."""
    if not text.strip():
        raise SourceError(place, "has no text")
    if len(text) > limits.text_chars:
        most = amount(limits.text_chars, "characters")
        raise SourceError(place, f"its text is over {most}; split it")
    if "\0" in text:
        raise SourceError(place, "its text holds null characters")
    if is_damaged(text):
        raise SourceError(place, "its text is not valid Unicode; save it as UTF-8")
    return text


def field_names(names: Iterable[str], fields: Mapping[str, str]) -> dict[str, str]:
    """Our fields -> the names they have here, ignoring case; a name that fits exactly first."""
    by_lower: dict[str, str] = {}
    exact = set()
    for name in names:
        by_lower.setdefault(name.strip().lower(), name)
        exact.add(name)
    found = {}
    for ours in FIELDS:
        theirs = fields.get(ours, ours)
        if theirs in exact:
            found[ours] = theirs
        elif theirs.strip().lower() in by_lower:
            found[ours] = by_lower[theirs.strip().lower()]
    return found


def row_report(values: Mapping[str, object], place: str, options: Options) -> Report:
    """The report of one row. SourceError: no text, too much of it, or a text that is none."""
    names = field_names(values, options.fields)
    row = {ours: values[theirs] for ours, theirs in names.items()}
    given = row.get("text")
    if given is not None and not isinstance(given, str):
        raise SourceError(place, f"its {names['text']} is not a string")
    title = _words(row.get("title"), place)
    text = given if given and given.strip() else title
    if text is None:
        if "text" in names:
            raise SourceError(place, "has no text")
        wanted = options.fields.get("text", "text")
        raise SourceError(place, f"has no text; name the field with the text (no {wanted!r} here)")
    text = checked_text(text, place, options.limits)
    return Report(
        id=_words(row.get("id"), place) or text_id(text),
        text=text,
        title=title,
        date=_day(row.get("date")),
        source=_words(row.get("source"), place),
        url=_words(row.get("url"), place),
        language=_words(row.get("language"), place),
    )


def _words(value: object, place: str) -> str | None:
    """A field beside the text: strings without space around, numbers as written, else None."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    words = str(value).strip()
    if is_damaged(words) or "\0" in words:
        raise SourceError(place, "is not valid Unicode; save it as UTF-8")
    return words or None


def _day(value: object) -> dt.date | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return published_date(str(value))
