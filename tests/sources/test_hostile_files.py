"""Hostile and broken inputs: one line that names the place and the cause, and the rest goes on."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from foedus.errors import SourceError
from foedus.model import Report
from foedus.sources import Limits, read_sources

GOOD = "The envoy left Strelsau."
SMALL = Limits(
    file_bytes=20_000, text_chars=1_000, line_bytes=5_000, archive_bytes=50_000,
    archive_ratio=20, archive_ratio_from=1_000, archive_members=5,
)  # fmt: skip


def outcome(path: Path, limits: Limits = SMALL) -> tuple[list[str], list[str]]:
    """The texts that were read, and the errors without the folder of the test."""
    found = list(read_sources([path], limits=limits))
    errors = [str(item) for item in found if isinstance(item, SourceError)]
    assert all(error.isprintable() for error in errors), "an error is one line"
    texts = [item.text for item in found if isinstance(item, Report)]
    return texts, [error.removeprefix(f"{path.parent}{os.sep}") for error in errors]


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def zipped_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
    return out.getvalue()


def encrypted() -> bytes:
    """A zip whose one member says that it is encrypted, in both of its headers."""
    data = bytearray(zipped(("a.txt", GOOD.encode())))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data[at] |= 1
    return bytes(data)


def nameless() -> bytes:
    """A zip whose one member has a name that is empty once its null character is cut off."""
    return zipped(("Q", b"\0"), method=zipfile.ZIP_STORED).replace(b"Q", b"\0")


def lying_zip() -> bytes:
    """A bomb whose directory says that it unpacks to ten bytes."""
    data = bytearray(zipped(("a.txt", b"0" * 40_000)))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    return bytes(data)


def parquet(**columns: list[object]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def nested(levels: int) -> bytes:
    data = GOOD.encode()
    name = "a.txt"
    for _ in range(levels):
        data, name = zipped((name, data), method=zipfile.ZIP_STORED), "in.zip"
    return data


ROW = json.dumps({"text": GOOD}).encode()
PARQUET = parquet(text=[GOOD])

WHOLE_FILES: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty.txt: is empty"),
    ("empty.zip", b"", "empty.zip: is empty"),
    ("blank.txt", b" \n\t ", "blank.txt: has no text"),
    ("null.txt", b"a\0b", "null.txt: is binary, not text (null bytes)"),
    ("null.txt", "a\0b".encode("utf-16"), "null.txt: is binary, not text (null characters)"),
    ("noise.txt", bytes(range(1, 256)) * 9, "noise.txt: is binary, not text"),
    ("odd.txt", b"\xff\xfea", "odd.txt: is marked as UTF-16 but is not; save it as UTF-8"),
    ("odd.txt", b"\xef\xbb\xbf\xff", "odd.txt: is marked as UTF-8 but is not"),
    ("half.txt", "“a”\n“b”".encode() + b"\xff", "half.txt: is not valid UTF-8 (line 2)"),
    ("big.txt", b"a" * 20_001, "big.txt: is over 20,000 bytes; split it"),
    ("long.txt", b"a" * 1_001, "long.txt: its text is over 1,000 characters; split it"),
    ("a.pdf", b"%PDF-1.4", "a.pdf: is of a kind that is not read; save it as text or HTML"),
    ("a.tar", b"x", "a.tar: is an archive of a kind that is not read"),
    ("a.tar.gz", gzip.compress(b"x"), "a.tar.gz: is an archive of a kind that is not read"),
    ("a.png", b"\x89PNG\r\n\x1a\n\0", "a.png: is no report by its kind"),
    ("feed.xml", b'<?xml version="1.0"?><rss version="2.0"/>', "feed.xml: is a feed"),
    ("empty.html", b"<html><body></body></html>", "empty.html: has no text of an article"),
    ("deep.html", b"<div>" * 3_000 + b"x", "deep.html: is nested deeper than 250 HTML elements"),
    ("a.json", b"", "a.json: is empty"),
    ("a.json", b"{", "a.json: is not valid JSON (Expecting property name"),
    ("a.json", b"[" * 9_000, "a.json: its JSON is nested deeper than 64"),
    ("a.json", b'{"a":' * 3_000, "a.json: its JSON is nested deeper than 64"),
    ("a.json", b"[" + b"9" * 9_000 + b"]", "a.json: is not valid JSON"),
    ("a.json", b"[]", "a.json: holds no reports"),
    ("a.json", b"3", "a.json: holds no object and no list of objects"),
    ("a.json", b'{"a": [{}], "b": [{}]}', "a.json: holds 2 lists of objects"),
    ("a.json", b'{"text": ""}', "a.json: has no text"),
    ("a.jsonl", b"\n\n", "a.jsonl: is empty"),
    ("a.csv", b"\n", "a.csv: is empty"),
    (
        "a.csv",
        b"date,body\n2020,x",
        "a.csv: has no column 'text'; name the one with the text (date",
    ),
    ("a.csv", b"title,text\n", "a.csv: holds no reports below its header row"),
    ("a.parquet", PARQUET[:-9], "a.parquet: is not a whole Parquet file"),
    ("a.parquet", b"PAR1", "a.parquet: is not a whole Parquet file"),
    ("a.parquet", b"PAR1" + b"\xff" * 99 + b"PAR1", "a.parquet: is not a whole Parquet file"),
    ("a.parquet", PARQUET[:20] + b"\xff" * 9 + PARQUET[29:], "a.parquet: is not a whole Parquet"),
    ("a.parquet", parquet(body=["x"]), "a.parquet: has no column 'text'"),
    ("a.parquet", parquet(text=[]), "a.parquet: "),
    ("a.parquet", parquet(text=[[["x"]]]), "a.parquet: is not a whole Parquet file"),
    ("a.gz", gzip.compress(GOOD.encode())[:-9], "a.gz: is cut short; copy it anew"),
    ("a.gz", b"\x1f\x8b" + b"\xff" * 30, "a.gz: is not a whole gzip file"),
    ("a.gz", gzip.compress(b""), "a.gz: is empty"),
    ("bomb.gz", gzip.compress(b"0" * 15_000), "bomb.gz: unpacks to over 20 times its size"),
    ("big.gz", gzip.compress(os.urandom(21_000)), "big.gz: unpacks to over 20,000 bytes"),
    ("a.zip", b"PK\x03\x04", "a.zip: is not a whole zip file"),
    ("a.zip", zipped(("a.txt", b"x" * 99))[:-30], "a.zip: is not a whole zip file"),
    ("a.zip", zipped(), "a.zip: holds no files"),
    ("a.zip", zipped((".a", b"x"), ("__MACOSX/a.txt", b"x")), "a.zip: holds no files"),
    ("many.zip", zipped(*((f"{i}", b"x") for i in range(6))), "many.zip: holds over 5 members"),
    ("bomb.zip", zipped(("a.txt", b"0" * 19_000)), "bomb.zip: unpacks to over 20 times its size"),
    (
        "big.zip",
        zipped(*((f"{i}", os.urandom(9_500) * 2) for i in range(3))),
        "big.zip: unpacks to over 50,000 bytes; split it",
    ),
    ("lie.zip", lying_zip(), "lie.zip!/a.txt: is damaged"),
    ("key.zip", encrypted(), "key.zip!/a.txt: is encrypted; unpack it first"),
    ("name.zip", nameless(), "name.zip!/: is binary, not text (null bytes)"),
    ("link.zip", zipped_link(), "link.zip!/link.txt: is a link and is not followed"),
    ("bz.zip", zipped(("a", b"x"), method=zipfile.ZIP_BZIP2), "bz.zip!/a: is packed by a method"),
    ("deep.zip", nested(3), "deep.zip!/in.zip!/in.zip: is an archive too deep inside others"),
]


@pytest.mark.parametrize(("name", "data", "start"), WHOLE_FILES)
def test_a_bad_file_gives_one_error_that_names_it(
    tmp_path: Path, name: str, data: bytes, start: str
) -> None:
    (tmp_path / name).write_bytes(data)
    texts, errors = outcome(tmp_path / name)
    assert texts == []
    assert len(errors) == 1
    assert errors[0].startswith(start)


PARTS: list[tuple[str, bytes, list[str]]] = [
    ("a.jsonl", ROW + b"\n{bad\n" + ROW, ["a.jsonl, line 2: is not valid JSON (Expecting"]),
    ("a.jsonl", ROW + b"\n[]\n" + ROW, ["a.jsonl, line 2: is not an object"]),
    ("a.jsonl", ROW + b'\n{"text": 3}\n' + ROW, ["a.jsonl, line 2: its text is not a string"]),
    ("a.jsonl", ROW + b'\n{"title": ""}\n' + ROW, ["a.jsonl, line 2: has no text"]),
    (
        "a.jsonl",
        ROW + b'\n{"text": "\\ud800"}\n' + ROW,
        ["a.jsonl, line 2: its text is not valid Unicode"],
    ),
    (
        "a.jsonl",
        ROW + b'\n{"text": "a\\u0000"}\n' + ROW,
        ["a.jsonl, line 2: its text holds null characters"],
    ),
    (
        "a.jsonl",
        '{"text": "“sound”"}\n'.encode() + b'{"text": "\xff"}\n' + ROW,
        ["a.jsonl, line 2: is not valid UTF-8"],
    ),
    (
        "a.jsonl",
        ROW + b'\n"' + b"a" * 6_000 + b'"\n' + ROW,
        ["a.jsonl, line 2: the line is over 5,000 bytes"],
    ),
    (
        "a.jsonl",
        ROW + b"\n" + b'{"a":' * 900 + b"\n" + ROW,
        ["a.jsonl, line 2: its JSON is nested deeper than 64"],
    ),
    (
        "a.json",
        b"[" + ROW + b', 3, {"text": "' + b"a" * 1001 + b'"},' + ROW + b"]",
        ["a.json, item 2: is not an object", "a.json, item 3: its text is over 1,000 characters"],
    ),
    (
        "a.csv",
        f'id,text\n1,{GOOD}\n2,"lone\n3,{GOOD}\n'.encode(),
        ["a.csv, line 3: opens a quote that is never closed"],
    ),
    (
        "a.csv",
        f'id,text\n1,{GOOD}\n2,"a"b\n3,{GOOD}\n'.encode(),
        ["a.csv, line 3: is not valid CSV"],
    ),
    (
        "a.csv",
        f"id,text\n1,{GOOD}\n2,one, two\n3,{GOOD}\n".encode(),
        ["a.csv, line 3: has 3 fields where the header has 2; quote fields"],
    ),
    (
        "a.csv",
        f"id,text\n1,{GOOD}\n2,{'x' * 1001}\n3,{GOOD}\n".encode(),
        ["a.csv, line 3: its text is over 1,000 characters"],
    ),
    (
        "a.tsv",
        f"id\ttext\n“1”\t{GOOD}\n2\t".encode() + b"\xe9\n3\t" + GOOD.encode(),
        ["a.tsv, line 3: its text is not valid Unicode"],
    ),
    ("a.parquet", parquet(text=[GOOD, None, GOOD]), ["a.parquet, row 2: has no text"]),
    ("a.parquet", parquet(text=[GOOD.encode(), b"\xff", GOOD.encode()]), ["a.parquet, row 2: "]),
    (
        "a.zip",
        zipped(("../out.txt", b"x"), ("/abs.txt", b"x"), ("b.txt", GOOD.encode()),
               ("c:\\d.txt", b"x"), ("z.txt", GOOD.encode())),
        [
            "a.zip!/../out.txt: points outside the archive and is not opened",
            "a.zip!//abs.txt: points outside",
            "a.zip!/c:\\d.txt: points outside",
        ],
    ),
    (
        "a.zip",
        zipped(("a.txt", GOOD.encode()), ("b\n.bin", b"\0"), ("c.jsonl", b"{\n" + ROW)),
        ["a.zip!/b\\n.bin: is binary", "a.zip!/c.jsonl, line 1: is not valid JSON"],
    ),
    (
        "a.zip",
        zipped(("a.txt", GOOD.encode()), ("b.gz", b"\x1f\x8b"), ("c.zip", b"PK"),
               ("d.txt", GOOD.encode())),
        ["a.zip!/b.gz: is cut short", "a.zip!/c.zip: is not a whole zip file"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "starts"), PARTS)
def test_a_bad_part_loses_only_itself(
    tmp_path: Path, name: str, data: bytes, starts: list[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    texts, errors = outcome(tmp_path / name)
    sound = {GOOD, "“sound”"}
    assert len(texts) == 2 and set(texts) <= sound
    assert len(errors) == len(starts)
    for error, start in zip(errors, starts, strict=True):
        assert error.startswith(start)


def test_an_archive_inside_an_archive_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(nested(2))
    assert outcome(tmp_path / "a.zip") == ([GOOD], [])


def test_bombs_inside_an_archive_share_its_budget(tmp_path: Path) -> None:
    inner = gzip.compress(b"0" * 15_000)
    members = [(f"{i}.gz", inner) for i in range(5)]
    (tmp_path / "a.zip").write_bytes(zipped(*members, method=zipfile.ZIP_STORED))
    texts, errors = outcome(tmp_path / "a.zip")
    assert texts == []
    assert errors == ["a.zip: unpacks to over 20 times its size"]


def test_a_real_bomb_is_refused_under_the_ordinary_limits(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(("a.txt", b"0" * 15_000_000)))
    (tmp_path / "b.gz").write_bytes(gzip.compress(b"0" * 15_000_000))
    texts, errors = outcome(tmp_path, Limits())
    assert texts == []
    assert [error.partition(": ")[2] for error in errors] == [
        "unpacks to over 200 times its size"
    ] * 2


def test_a_zip_directory_of_millions_is_not_read(tmp_path: Path) -> None:
    data = zipped(("n" * 60_000, b"x"))
    (tmp_path / "a.zip").write_bytes(data * 1)
    limits = Limits(archive_members=1)
    _, errors = outcome(tmp_path / "a.zip", limits)
    assert len(errors) <= 1
    end = bytearray(zipped(("a", b"x")))
    at = end.index(b"PK\x05\x06") + 12
    end[at : at + 4] = struct.pack("<I", 2**31)
    (tmp_path / "b.zip").write_bytes(bytes(end))
    assert outcome(tmp_path / "b.zip")[1] == ["b.zip: is not a whole zip file; copy it anew"]


def test_a_line_of_ten_megabytes_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + b"a" * 10_000_000 + b'"}\n' + ROW)
    assert outcome(tmp_path / "a.jsonl", Limits()) == (
        [GOOD],
        ["a.jsonl, line 1: the line is over 5 MB"],
    )


def test_a_file_of_lone_quotes_comes_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,text\n" + b'x","y\n' * 2_500)
    texts, errors = outcome(tmp_path / "a.csv")
    assert texts == []
    assert len(errors) == 11
    assert errors[-1].endswith("is not read, nor what follows: too many quotes are never closed")


def test_reading_a_long_field_does_not_lower_the_bound_of_the_csv_module(tmp_path: Path) -> None:
    text = "word " * 100_000
    (tmp_path / "a.csv").write_text(f'text\n"{text}"\n')
    before = csv.field_size_limit()
    assert outcome(tmp_path / "a.csv", Limits()) == ([text], [])
    assert csv.field_size_limit() >= before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_and_devices_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "good.txt").write_text(GOOD)
    texts, errors = outcome(tmp_path)
    assert texts == [GOOD]
    assert len(errors) == 1
    assert "pipe.txt: is a pipe or a device, not a file" in errors[0]
    (device,) = read_sources([os.devnull])
    assert str(device).startswith(f"{os.devnull}: is a pipe or a device")


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("Not to be read.")
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "b").symlink_to(tmp_path)
    (tmp_path / "in" / "c.txt").symlink_to(tmp_path / "in" / "nothing.txt")
    texts, errors = outcome(tmp_path / "in")
    assert texts == []
    assert [error.partition("in" + os.sep)[2] for error in errors] == [
        "a.txt: is a link out of the folder and is not followed; name its target",
        "b: is a link out of the folder and is not followed; name its target",
        "c.txt: does not exist",
    ]


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may read everything")
def test_a_barred_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "a.txt").chmod(0)
    assert outcome(tmp_path / "a.txt")[1] == ["a.txt: may not be read; check its permissions"]


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("no/such.txt", "no/such.txt: does not exist"),
        ("a\0b", "a\\x00b: is not a name of a file"),
        ("line\nbreak.txt", "line\\nbreak.txt: does not exist"),
        ("x" * 5_000, "x" * 5_000 + ": cannot be read (File name too long)"),
        ("http://example.org/a.html", "http://example.org/a.html: does not exist"),
    ],
)
def test_a_path_that_leads_nowhere_is_named(path: str, error: str) -> None:
    assert [str(item) for item in read_sources([path])] == [error]


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.json").mkdir()
    assert outcome(tmp_path / "x.json")[1] == ["x.json: is a folder without files to read"]


class Failing(io.RawIOBase):
    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        raise OSError(5, "Input/output error")


def closed() -> io.BytesIO:
    stream = io.BytesIO()
    stream.close()
    return stream


@pytest.mark.parametrize(
    ("stream", "cause"),
    [
        (lambda: io.BytesIO(b""), "is empty"),
        (lambda: io.BytesIO(b"\0"), "is binary, not text (null bytes)"),
        (lambda: io.BytesIO(b"a" * 20_001), "is over 20,000 bytes; split it"),
        (lambda: io.BufferedReader(Failing()), "cannot be read (Input/output error)"),
        (closed, "is closed"),
    ],
)
def test_bad_standard_input_is_named(stream: Callable[[], io.BytesIO], cause: str) -> None:
    found = [str(item) for item in read_sources(["-"], stdin=stream(), limits=SMALL)]
    assert found == [f"standard input: {cause}"]


CROWDED = {
    "elements": (Limits(html_elements=50), "<p>x</p>" * 60, "has over 50 HTML elements"),
    "tags": (Limits(), "<!--" * 100_001, "has over 20,000 HTML elements"),
    "children": (Limits(), "<br>" * 2_100, "has over 2,000 HTML elements side by side"),
    "attributes": (
        Limits(),
        "<p " + " ".join(f"a{i}=1" for i in range(1_001)) + ">x",
        "has an element with over 1,000 HTML attributes",
    ),
    "quoted attributes": (
        Limits(),
        '<p x=">" ' + " ".join(f"a{i}" for i in range(1_001)) + ">x",
        "has an element with over 1,000 HTML attributes",
    ),
    "text": (Limits(), "<p>" + "word " * 2_100_000, "has an element too long for the HTML parser"),
}


@pytest.mark.parametrize("what", CROWDED)
def test_a_crowded_page_is_refused_before_it_takes_minutes(tmp_path: Path, what: str) -> None:
    limits, body, cause = CROWDED[what]
    (tmp_path / "a.html").write_text(f"<html><body>{body}</body></html>")
    texts, errors = outcome(tmp_path / "a.html", limits)
    assert texts == []
    assert len(errors) == 1
    assert errors[0].startswith(f"a.html: {cause}")
