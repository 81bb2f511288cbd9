"""CSV, TSV and Parquet -> reports, a row at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from foedus.errors import SourceError
from foedus.model import Report
from foedus.sources.decoding import decode_rows
from foedus.sources.limits import Content, Options, amount
from foedus.sources.rows import field_names, row_report

if TYPE_CHECKING:
    import pyarrow as pa

_DELIMITERS = ",;\t|"
_UNCLOSED_QUOTES = 10  # how often reading starts anew behind one before it gives up
_BATCH = 16  # rows of a Parquet file in memory at once; each may hold a long text


def csv_reports(content: Content, options: Options) -> Iterator[Report | SourceError]:
    """The reports of a CSV file with a header row; comma, semicolon, tab or bar between fields."""
    yield from _delimited(content, options, _DELIMITERS)


def tsv_reports(content: Content, options: Options) -> Iterator[Report | SourceError]:
    """The reports of a tab-separated file with a header row, quoted as CSV is."""
    yield from _delimited(content, options, "\t")


def _delimited(
    content: Content, options: Options, delimiters: str
) -> Iterator[Report | SourceError]:
    place = content.place
    text = decode_rows(content.data, place)
    # The csv module has one bound on fields for the whole process, lower than a report may be
    # long. It is only ever raised here: lengths are checked on the row, where the rest goes on.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    lines = list(io.StringIO(text, newline=""))
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise SourceError(place, "is empty")
    delimiter, header = _header(lines[first:], delimiters, options)
    _require_text(header, place, options)
    rows = 0
    for number, cells in _records(lines, delimiter, first):
        if not cells or cells == header:  # files glued together repeat their header
            continue
        rows += 1
        row_place = f"{place}, line {number}"
        try:
            yield _row(header, cells, row_place, options)
        except SourceError as error:
            yield error
    if not rows:
        raise SourceError(place, "holds no reports below its header row")


def _row(header: list[str], cells: list[str] | str, place: str, options: Options) -> Report:
    if isinstance(cells, str):
        raise SourceError(place, cells)
    if len(cells) != len(header):
        # Reading such a row would cut its text or mistake one field for another.
        cause = f"has {len(cells)} fields where the header has {len(header)}"
        raise SourceError(place, f"{cause}; quote fields that hold the separator")
    # Of two columns with one name the first counts.
    return row_report(dict(zip(reversed(header), reversed(cells), strict=True)), place, options)


def _header(lines: list[str], delimiters: str, options: Options) -> tuple[str, list[str]]:
    """The separator under which the first row names most of our fields, and that row."""
    tried = []
    for delimiter in delimiters:
        cells = next(
            (row for _, row in _records(lines, delimiter, 0) if not isinstance(row, str)), []
        )
        tried.append((len(field_names(cells, options.fields)), delimiter, cells))
    _, delimiter, cells = max(tried, key=lambda one: one[0])  # the first of equals
    return delimiter, cells


def _records(lines: list[str], delimiter: str, start: int) -> Iterator[tuple[int, list[str] | str]]:
    """Line number (from 1) and cells of each record; in place of cells the cause if it is bad.

    A quote that is never closed would swallow the rest: reading starts anew on the next line.
    """
    for _ in range(_UNCLOSED_QUOTES):
        reader = csv.reader(islice(lines, start, None), delimiter=delimiter, strict=True)
        unclosed: int | None = None
        while unclosed is None:
            number = start + reader.line_num + 1
            try:
                yield number, next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if "unexpected end of data" in str(error):
                    unclosed = number
                    yield number, "opens a quote that is never closed"
                else:
                    yield number, f"is not valid CSV ({error})"
        start = unclosed
    if start < len(lines):
        yield start + 1, "is not read, nor what follows: too many quotes are never closed"


def _require_text(names: Iterable[str], place: str, options: Options) -> None:
    shown = list(names)
    found = field_names(shown, options.fields)
    if "text" not in found and "title" not in found:
        wanted = options.fields.get("text", "text")
        have = ", ".join(name[:40] for name in shown[:8])
        have = have.encode("unicode_escape").decode() if not have.isprintable() else have
        raise SourceError(place, f"has no column {wanted!r}; name the one with the text ({have})")


def parquet_reports(content: Content, options: Options) -> Iterator[Report | SourceError]:
    """The reports of a Parquet file; only the columns of our fields are read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    place = content.place
    try:
        file = pq.ParquetFile(pa.BufferReader(content.data))
        names = field_names(file.schema_arrow.names, options.fields)
        _require_text(file.schema_arrow.names, place, options)
        _check_unpacked(file, place, options)
        number = 0
        columns = list(dict.fromkeys(names.values()))
        for batch in file.iter_batches(batch_size=_BATCH, columns=columns, use_threads=False):
            cells = {name: _strings(batch.column(name)) for name in batch.schema.names}
            for i in range(batch.num_rows):
                number += 1
                row = {name: values[i] for name, values in cells.items()}
                yield _parquet_row(row, f"{place}, row {number}", options)
    except (pa.ArrowException, OSError, ValueError, TypeError, KeyError, OverflowError) as error:
        raise SourceError(
            place, f"is not a whole Parquet file ({type(error).__name__}); write it anew"
        ) from error
    if not number:
        raise SourceError(place, "holds no reports")


def _check_unpacked(file: Any, place: str, options: Options) -> None:
    """Refuse by what the file itself says that its row groups unpack to."""
    metadata, most = file.metadata, options.limits.archive_bytes
    sizes = (metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    if sum(sizes) > most:
        raise SourceError(place, f"unpacks to over {amount(most)}; split it")


def _strings(column: pa.Array) -> list[bytes | None]:
    """A column as UTF-8 bytes: dates and numbers as Arrow writes them, nulls as None."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    if not (pa.types.is_binary(kind) or pa.types.is_large_binary(kind)):
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
            column = column.cast(pa.string())
        column = column.cast(pa.large_binary())
    values: list[bytes | None] = column.to_pylist()
    return values


def _parquet_row(
    row: dict[str, bytes | None], place: str, options: Options
) -> Report | SourceError:
    try:
        decoded = {
            name: value.decode("utf-8", errors="surrogateescape") if value is not None else None
            for name, value in row.items()
        }
        return row_report(decoded, place, options)
    except SourceError as error:
        return error
