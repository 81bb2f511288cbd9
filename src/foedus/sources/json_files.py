"""JSON and JSONL -> reports: an object, a list of objects, an object that holds such a list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from foedus.errors import SourceError
from foedus.model import Report
from foedus.sources.decoding import decode, decode_rows, is_damaged
from foedus.sources.kinds import has_object_lines
from foedus.sources.limits import Content, Limits, Options, amount
from foedus.sources.rows import field_names, row_report

# A string (to the end of the text if it is not closed), or a bracket.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL)


def json_reports(content: Content, options: Options) -> Iterator[Report | SourceError]:
    """The reports of a JSON file; one that holds an object a line is read as JSONL."""
    text = decode(content.data, content.place)
    if has_object_lines(text):
        yield from jsonl_reports(content, options)
        return
    value = _parsed(text, content.place, options.limits)
    if isinstance(value, dict):
        value = _items_of(value, content.place, options)
        if isinstance(value, dict):
            yield row_report(value, content.place, options)
            return
    if not isinstance(value, list):
        raise SourceError(content.place, "holds no object and no list of objects")
    if not value:
        raise SourceError(content.place, "holds no reports")
    for number, item in enumerate(value, start=1):
        yield _item_report(item, f"{content.place}, item {number}", options)


def jsonl_reports(content: Content, options: Options) -> Iterator[Report | SourceError]:
    """The reports of a file with one JSON object a line; a bad line loses only itself."""
    text = decode_rows(content.data, content.place)
    for place, _, item in json_lines(text, content.place, options.limits):
        yield item if isinstance(item, SourceError) else _item_report(item, place, options)


def json_lines(text: str, place: str, limits: Limits) -> Iterator[tuple[str, int, object]]:
    """Place, number and value of each line that says something; a SourceError for a bad one.

    Raises:
        SourceError: no line says anything.
    """
    start, number, rows = 0, 0, 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line, start, number = text[start:end], end + 1, number + 1
        if not line.strip():
            continue
        rows += 1
        where = f"{place}, line {number}"
        try:
            yield where, number, _of_line(line, where, limits)
        except SourceError as error:
            yield where, number, error
    if not rows:
        raise SourceError(place, "is empty")


def _of_line(line: str, place: str, limits: Limits) -> object:
    if len(line) > limits.line_bytes:
        raise SourceError(place, f"the line is over {amount(limits.line_bytes)}")
    if is_damaged(line):
        raise SourceError(place, "is not valid UTF-8")
    return _parsed(line, place, limits)


def _parsed(text: str, place: str, limits: Limits) -> object:
    if not text.strip():
        raise SourceError(place, "is empty")
    if _is_deeper(text, limits.json_depth):
        raise SourceError(place, f"its JSON is nested deeper than {limits.json_depth}")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise SourceError(place, f"is not valid JSON ({error.msg} at {where})") from None
    except (ValueError, RecursionError):  # a number of thousands of digits
        raise SourceError(place, "is not valid JSON") from None


def _is_deeper(text: str, most: int) -> bool:
    if text.count("[") + text.count("{") <= most:
        return False
    depth = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "[{":
            depth += 1
            if depth > most:
                return True
        elif token in "]}":
            depth -= 1
    return False


def _items_of(value: dict[str, object], place: str, options: Options) -> object:
    """The one list of objects that the object holds, or the object itself if it is a report."""
    names = field_names(value, options.fields)
    if any(isinstance(value[names[ours]], str) for ours in ("text", "title") if ours in names):
        lists = {}
    else:
        lists = {
            name: items
            for name, items in value.items()
            if isinstance(items, list) and any(isinstance(item, dict) for item in items)
        }
    if len(lists) > 1:
        raise SourceError(place, f"holds {len(lists)} lists of objects; keep the one of reports")
    return next(iter(lists.values())) if lists else value


def _item_report(item: object, place: str, options: Options) -> Report | SourceError:
    if not isinstance(item, dict):
        return SourceError(place, "is not an object")
    try:
        return row_report(item, place, options)
    except SourceError as error:
        return error
