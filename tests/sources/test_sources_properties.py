"""Whatever the bytes, reading ends without an exception; whatever the text, it stays as it is."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from foedus.errors import SourceError
from foedus.model import Report
from foedus.sources import read_sources

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200)
TEXT = TEXT.filter(lambda text: bool(text.strip()) and not text.startswith("\ufeff"))
SUFFIXES = [
    ".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".tsv", ".parquet", ".zip", ".gz",
    ".html.gz", ".zip.gz", ".xml", ".unknown", "",
]  # fmt: skip
BEGINNINGS = [
    b"", b"PK\x03\x04", b"\x1f\x8b\x08\0", b"PAR1", b"<html><p ", b'{"text": "a', b'[{"text":',
    b"text,id\n", b"\xff\xfe", b"\xef\xbb\xbf", b"<?xml version='1.0' encoding='utf-16'?><html>",
]  # fmt: skip


def read(name: str, data: bytes) -> list[Report | SourceError]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        return list(read_sources([path]))


def texts(name: str, data: bytes) -> list[str]:
    found = read(name, data)
    assert [str(item) for item in found if isinstance(item, SourceError)] == []
    return [item.text for item in found if isinstance(item, Report)]


@given(TEXT)
@example("Title: a\r\n\r\nb\r")
@example("\x85 \u2028 \x1c.")
def test_a_plain_text_comes_back_as_written(text: str) -> None:
    data = text.encode()
    assert texts("a.txt", data) == [text]
    assert texts("a.md.gz", gzip.compress(data)) == [text]


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_rows_come_back_as_written(rows: list[str]) -> None:
    lines = "\n".join(json.dumps({"text": row}, ensure_ascii=False) for row in rows)
    assert texts("a.jsonl", lines.encode()) == rows
    assert texts("a.json", json.dumps([{"text": row} for row in rows]).encode()) == rows


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
@given(rows=st.lists(TEXT, min_size=1, max_size=5))
def test_tables_come_back_as_written(name: str, delimiter: str, rows: list[str]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([["id", "text", "title"], *([f"r{i}", row, ""] for i, row in enumerate(rows))])
    assert texts(name, out.getvalue().encode()) == rows


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    suffix=st.sampled_from(SUFFIXES),
    beginning=st.sampled_from(BEGINNINGS),
    rest=st.one_of(st.binary(max_size=400), TEXT.map(str.encode)),
)
def test_arbitrary_bytes_are_read_or_refused(suffix: str, beginning: bytes, rest: bytes) -> None:
    found = read(f"a{suffix}", beginning + rest)
    assert found, "a file is read or named, never passed over"
    for item in found:
        assert str(item).isprintable() if isinstance(item, SourceError) else item.text.strip()


@st.composite
def damaged_archives(draw: st.DrawFn) -> bytes:
    """A sound zip or gzip with some of its bytes overwritten, cut or doubled."""
    text = draw(st.binary(max_size=200))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"Some words. " + text)
        archive.writestr("b/c.jsonl", b'{"text": "x"}')
    data = bytearray(draw(st.sampled_from([out.getvalue(), gzip.compress(text)])))
    for at in draw(st.lists(st.integers(0, len(data) - 1), max_size=6)):
        data[at] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(1, len(data)))])


@settings(max_examples=150, deadline=None)
@given(data=damaged_archives(), suffix=st.sampled_from([".zip", ".gz", ""]))
def test_damaged_archives_are_read_or_refused(data: bytes, suffix: str) -> None:
    for item in read(f"a{suffix}", data):
        assert str(item).isprintable() if isinstance(item, SourceError) else item.text.strip()


@given(TEXT)
def test_ids_come_from_the_text_alone(text: str) -> None:
    data = text.encode()
    (one,), (other,) = read("a.txt", data), read("b.md", data)
    assert isinstance(one, Report) and isinstance(other, Report)
    assert one.id == other.id
