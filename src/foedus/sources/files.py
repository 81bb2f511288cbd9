"""Paths and standard input -> reports: walk, unpack, find the kind, read.

read_sources -> files_under -> contents (archives unpacked) -> the reader of the kind
"""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from foedus.errors import SourceError, UsageError
from foedus.model import Report
from foedus.sources.archives import Budget, gunzip, zip_members
from foedus.sources.dates import published_date
from foedus.sources.decoding import decode
from foedus.sources.headers import header_lines
from foedus.sources.html import html_report
from foedus.sources.json_files import json_reports, jsonl_reports
from foedus.sources.kinds import Kind, kind_by_magic, kind_by_name, kind_by_text
from foedus.sources.limits import DEFAULT_LIMITS, Content, Limits, Options, amount, printable
from foedus.sources.rows import FIELDS, checked_text, text_id
from foedus.sources.tables import csv_reports, parquet_reports, tsv_reports
from foedus.sources.walking import files_under, open_file, read_bytes

STANDARD_INPUT = "-"


def read_sources(
    paths: Iterable[str | Path],
    *,
    date: dt.date | None = None,
    fields: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | SourceError]:
    """Read files, folders, archives and standard input (`-`), one report at a time, in order.

    What cannot be read is yielded as a SourceError in its place, and the rest goes on.
    `date` is for reports that have none; `fields` maps our field names to those of the input
    (UsageError for a name that is not ours); `stdin` stands in for the process's own.
    """
    unknown = sorted(set(fields or ()) - set(FIELDS))
    if unknown:
        raise UsageError(f"no field is called {unknown[0]!r}; the fields are {', '.join(FIELDS)}")
    options = Options(dict(fields or {}), limits)
    return _dated(_read_all(_as_paths(paths), options, stdin), date)


def count_sources(paths: Iterable[str | Path]) -> int | None:
    """How many files there are to read, archives counted as one; None for standard input."""
    count = 0
    for path in _as_paths(paths):
        if path == STANDARD_INPUT:
            return None
        count += sum(1 for _ in files_under(path))
    return count


def _as_paths(paths: Iterable[str | Path]) -> list[str]:
    if isinstance(paths, str | Path):  # a single path, which as a string is an iterable too
        paths = [paths]
    return [os.fspath(path) for path in paths]


def _dated(
    found: Iterator[Report | SourceError], date: dt.date | None
) -> Iterator[Report | SourceError]:
    for item in found:
        if date is not None and isinstance(item, Report) and item.date is None:
            yield replace(item, date=date)
        else:
            yield item


def _read_all(
    paths: Iterable[str], options: Options, stdin: BinaryIO | None
) -> Iterator[Report | SourceError]:
    for path in paths:
        if path == STANDARD_INPUT:
            stream = sys.stdin.buffer if stdin is None else stdin
            yield from _caught(_from_stream(stream, options))
            continue
        for file in files_under(path):
            if isinstance(file, SourceError):
                yield file
            else:
                yield from _caught(_from_file(file, options))


def _caught(found: Iterator[Report | SourceError]) -> Iterator[Report | SourceError]:
    """The same, with an error that ends one source yielded and not raised."""
    try:
        yield from found
    except SourceError as error:
        yield error


def _from_file(path: str, options: Options) -> Iterator[Report | SourceError]:
    place = printable(path)
    kind = kind_by_name(path, place)
    limits = options.limits
    with open_file(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        if kind in ("zip", "gzip"):
            if size == 0:
                raise SourceError(place, "is empty")
            if size > limits.archive_bytes:
                raise SourceError(place, f"is over {amount(limits.archive_bytes)}; split it")
            budget = Budget(place, size, limits)
            for content in _unpacked(stream, kind, Content(place, path, b""), budget, 1):
                yield from _read_or_pass(content, options)
            return
        if size > limits.file_bytes:
            raise SourceError(place, f"is over {amount(limits.file_bytes)}; split it")
        data = read_bytes(stream, place, limits.file_bytes)
    yield from _from_content(Content(place, path, data), options)


def _from_stream(stream: BinaryIO, options: Options) -> Iterator[Report | SourceError]:
    place = "standard input"
    data = read_bytes(stream, place, options.limits.file_bytes)
    yield from _from_content(Content(place, "", data), options)


def _from_content(content: Content, options: Options) -> Iterator[Report | SourceError]:
    budget = Budget(content.place, len(content.data), options.limits)
    for found in _opened(content, budget, 0):
        yield from _read_or_pass(found, options)


def _opened(content: Content, budget: Budget, level: int) -> Iterator[Content | SourceError]:
    """The content itself, or what is in it if it is an archive, `level` archives deep."""
    kind = kind_by_name(content.name, content.place) or kind_by_magic(content.data)
    if kind not in ("zip", "gzip"):
        yield content
    elif level >= budget.limits.archive_levels:
        raise SourceError(content.place, "is an archive too deep inside others; unpack it first")
    else:
        yield from _unpacked(io.BytesIO(content.data), kind, content, budget, level + 1)


def _unpacked(
    stream: BinaryIO, kind: Kind, content: Content, budget: Budget, level: int
) -> Iterator[Content | SourceError]:
    if kind == "gzip":
        inner = content.name.rpartition(".")[0] if content.name else ""
        data = gunzip(stream, content.place, budget, budget.limits.file_bytes)
        yield from _opened(Content(content.place, inner, data), budget, level)
        return
    for member in zip_members(stream, content.place, budget):
        if isinstance(member, SourceError):
            yield member
            continue
        try:
            yield from _opened(member, budget, level)
        except SourceError as error:
            yield error
        if budget.exhausted:
            return


def _read_or_pass(
    content: Content | SourceError, options: Options
) -> Iterator[Report | SourceError]:
    if isinstance(content, SourceError):
        yield content
    else:
        yield from _caught(_reports(content, options))


def _reports(content: Content, options: Options) -> Iterator[Report | SourceError]:
    place = content.place
    if not content.data:
        raise SourceError(place, "is empty")
    kind = kind_by_name(content.name, place) or kind_by_magic(content.data)
    if kind is None:
        kind = kind_by_text(decode(content.data, place))
    reader = _READERS.get(kind)
    if reader is None:
        raise SourceError(place, "is a feed, which is not read here; save its articles as HTML")
    yield from reader(content, options)


def _text_report(content: Content, options: Options) -> Iterator[Report | SourceError]:
    """The one report of a plain text, which is the whole file, header lines included."""
    place, limits = content.place, options.limits
    text = checked_text(decode(content.data, place), place, limits)
    if len(text) > limits.line_bytes and max(map(len, text.split("\n"))) > limits.line_bytes:
        raise SourceError(place, f"has a line over {amount(limits.line_bytes)}; split it")
    given = header_lines(text).values
    yield Report(
        id=text_id(text),
        text=text,
        title=given.get("title") or None,
        date=published_date(given.get("date", "")),
        source=given.get("source") or None,
        url=given.get("url") or None,
    )


_READERS: Mapping[Kind, Callable[[Content, Options], Iterator[Report | SourceError]]] = {
    "text": _text_report,
    "html": html_report,
    "json": json_reports,
    "jsonl": jsonl_reports,
    "csv": csv_reports,
    "tsv": tsv_reports,
    "parquet": parquet_reports,
}
