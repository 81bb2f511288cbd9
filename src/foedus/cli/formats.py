"""One listing, five formats: a table to look at; JSON, JSONL, CSV and Parquet to work with."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

import click

from foedus.errors import FoedusError, UsageError
from foedus.model import in_json
from foedus.showing import escaped, on_one_line, shown

T = TypeVar("T")
Cell = str | int | float | bool | dt.date | None
_SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv",
             ".parquet": "parquet", ".pq": "parquet"}  # fmt: skip
_JSON = json.JSONEncoder(ensure_ascii=False, default=in_json)
_BATCH = 1000  # rows of Parquet that are held at once


def itself(item: T) -> T:
    """The item as it is."""
    return item


@dataclass(frozen=True)
class Listing(Generic[T]):
    """What is listed, and how one of it looks.

    `columns` names the flat columns of CSV and Parquet with their types, and `flat` gives their
    cells; `headings` and `cells` are the table's. `plural` is for the line that says there are
    none. `as_object` gives what stands in JSON where it is not the record itself.
    """

    items: Iterable[T]
    plural: str
    headings: Sequence[str]
    cells: Callable[[T], Sequence[str]]
    columns: Mapping[str, type]
    flat: Callable[[T], Mapping[str, Cell]]
    as_object: Callable[[T], Any] = itself


@dataclass(frozen=True)
class Destination:
    """In which format a listing is written, and to which file; None is standard output."""

    format: str
    file: Path | None

    @property
    def is_terminal(self) -> bool:
        return self.file is None and sys.stdout.isatty()


def destination(format_: str | None, file: Path | None) -> Destination:
    """What the options --format and --output come to."""
    if format_ is None:
        by_name = _SUFFIXES.get(file.suffix.lower()) if file is not None else None
        on_screen = "table" if file is None and sys.stdout.isatty() else "jsonl"
        format_ = by_name or on_screen
    chosen = Destination(format_, file)
    if format_ == "parquet" and chosen.is_terminal:
        raise UsageError("parquet is nothing to look at; name a file with --output, or pipe it on")
    return chosen


def write(listing: Listing[T], to: Destination) -> None:
    """Write a listing; where there is nothing, say so on standard error."""
    counted = _Counted(listing.items)
    with _opened(to.file) as stream, closing(iter(counted)) as items:
        _write(listing, items, stream, to)
        stream.flush()
    if not counted.count and to.format in ("table", "jsonl"):
        click.echo(f"foedus: no {listing.plural}", err=True)


def _write(listing: Listing[T], items: Iterable[T], stream: BinaryIO, to: Destination) -> None:
    if to.format == "table":
        _as_table(listing, items, stream, to)
    elif to.format == "json":
        _as_json(listing, items, stream)
    elif to.format == "jsonl":
        _as_jsonl(listing, items, stream)
    elif to.format == "csv":
        _as_csv(listing, items, stream, to)
    else:
        _as_parquet(listing, items, stream, to)


def as_line(value: object) -> bytes:
    """A line of JSON, of records or of what JSON has itself."""
    return escaped(_JSON.encode(value)).encode() + b"\n"


def put(whole: bytes, file: Path | None) -> None:
    """Write to a file, which has its name only once it is whole, or to standard output."""
    with _opened(file) as stream:
        stream.write(whole)
        stream.flush()


class _Counted(Generic[T]):
    """Counts what passes."""

    def __init__(self, items: Iterable[T]) -> None:
        self._items = items
        self.count = 0

    def __iter__(self) -> Generator[T, None, None]:
        with closing(released(self._items)) as items:
            for item in items:
                self.count += 1
                yield item


def released(items: Iterable[T]) -> Generator[T, None, None]:
    """The same; closing it closes what it comes from, or lets go of it.

    A list of the ledger that is left half read would keep the ledger from being closed.
    """
    try:
        yield from items
    finally:
        if isinstance(items, Generator):
            items.close()


@contextmanager
def _opened(file: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that has its name only once it is whole."""
    if file is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    is_special = file.exists() and not file.is_file()  # a pipe or a device stays what it is
    target = file if is_special else part
    try:
        with target.open("wb") as stream:
            yield stream
        if not is_special:
            part.replace(file)
    except OSError as error:
        cause = error.strerror or error
        raise FoedusError(f"{file}: cannot be written ({cause}); name another file") from error
    finally:
        if not is_special:
            part.unlink(missing_ok=True)


def _as_table(listing: Listing[T], items: Iterable[T], stream: BinaryIO, to: Destination) -> None:
    from foedus.cli.screen import table

    rows = [[on_one_line(cell) for cell in listing.cells(item)] for item in items]
    if rows:
        stream.write(table(listing.headings, rows, is_terminal=to.is_terminal).encode())


def _as_json(listing: Listing[T], items: Iterable[T], stream: BinaryIO) -> None:
    between = b"[\n"
    for item in items:
        stream.write(between + as_line(listing.as_object(item)).rstrip(b"\n"))
        between = b",\n"
    stream.write(b"[]\n" if between == b"[\n" else b"\n]\n")


def _as_jsonl(listing: Listing[T], items: Iterable[T], stream: BinaryIO) -> None:
    for item in items:
        stream.write(as_line(listing.as_object(item)))
        stream.flush()  # whoever reads the pipe gets each line when it is there


def _as_csv(listing: Listing[T], items: Iterable[T], stream: BinaryIO, to: Destination) -> None:
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(listing.columns)
        for item in items:
            flat = listing.flat(item)
            writer.writerow([_csv_cell(flat[name], to.is_terminal) for name in listing.columns])
    finally:
        text.detach()


def _csv_cell(value: Cell, is_terminal: bool) -> object:
    """A cell that a spreadsheet does not take for a formula."""
    if not isinstance(value, str):
        return value
    text = shown(value) if is_terminal else value
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) else text


def _as_parquet(listing: Listing[T], items: Iterable[T], stream: BinaryIO, to: Destination) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(),
             dt.date: pa.date32(), dt.datetime: pa.timestamp("s", "UTC")}  # fmt: skip
    schema = pa.schema([(name, kinds[kind]) for name, kind in listing.columns.items()])
    whole = io.BytesIO() if to.file is None else stream  # its end is written by seeking back
    rows = map(listing.flat, items)
    with pq.ParquetWriter(whole, schema) as writer:
        while batch := list(islice(rows, _BATCH)):
            writer.write_table(pa.Table.from_pylist(batch, schema))
    if isinstance(whole, io.BytesIO):
        stream.write(whole.getvalue())
