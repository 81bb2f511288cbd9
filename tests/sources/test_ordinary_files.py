"""Ordinary inputs of each kind: what is read out of them."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import foedus.sources
from foedus.errors import SourceError, UsageError
from foedus.model import Report
from foedus.sources import count_sources, read_sources

BODY = "Ruritania’s minister met the envoy in Strelsau. He promised grain."
ROW = {
    "id": "a1", "title": "Talks", "text": BODY, "date": "2023-11-04",
    "source": "Strelsau Post", "url": "https://example.org/1", "language": "en",
}  # fmt: skip
WHOLE = Report("a1", BODY, "Talks", dt.date(2023, 11, 4), "Strelsau Post", ROW["url"], "en")


def table(delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(ROW), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(ROW)
    return out.getvalue().encode()


def parquet(**columns: pa.Array) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


LINE = json.dumps(ROW).encode()
ROW_FILES = {
    "one.json": json.dumps(ROW, indent=1).encode(),
    "list.json": json.dumps([ROW]).encode(),
    "held.json": json.dumps({"count": 1, "tags": [], "articles": [ROW]}, indent=0).encode(),
    "lines.json": LINE + b"\n" + LINE,
    "lines.jsonl": b"\n" + LINE + b"\r\n",
    "UPPER.NDJSON": LINE,
    "capitals.jsonl": json.dumps({key.upper(): value for key, value in ROW.items()}).encode(),
    "comma.csv": table(","),
    "semicolon.csv": table(";"),
    "marked.csv": b"\xef\xbb\xbf" + table(","),
    "tabs.tsv": table("\t"),
    "rows.parquet": parquet(**{key: pa.array([value]) for key, value in ROW.items()}),
    "day.parquet": parquet(
        **{key: pa.array([value]) for key, value in ROW.items() if key != "date"},
        date=pa.array([dt.date(2023, 11, 4)]),
    ),
    "moment.parquet": parquet(
        **{key: pa.array([value]) for key, value in ROW.items() if key != "date"},
        date=pa.array([1699092000_000000001], pa.timestamp("ns")),
    ),
    "lines.jsonl.gz": gzip.compress(LINE),
    "rows.zip": zipped(**{"in/rows.csv": table(",")}),
    "nested.zip": zipped(**{"in.zip": zipped(**{"rows.jsonl": LINE})}),
    "zipped.zip.gz": gzip.compress(zipped(**{"rows.jsonl": LINE})),
    "no-suffix": zipped(**{"rows.tsv": table("\t")}),
}


@pytest.mark.parametrize("name", ROW_FILES)
def test_rows_of_each_kind_give_the_whole_report(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(ROW_FILES[name])
    found = list(read_sources([tmp_path / name]))
    assert set(found) == {WHOLE}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (BODY.encode(), BODY),
        (b"\xef\xbb\xbf" + BODY.encode(), BODY),
        (BODY.encode("utf-16"), BODY),
        (b"\xff\xfe\x00\x00" + BODY.encode("utf-32-le"), BODY),
        (BODY.encode("cp1252"), BODY),
        ("Le ministre a rencontré l’émissaire; prêt à négocier.".encode("cp1252"), None),
        (b"One line.\r\nTwo.\rThree.\n\n", "One line.\r\nTwo.\rThree.\n\n"),
        (b"Title: T\n\nBody", "Title: T\n\nBody"),
    ],
)
def test_a_plain_text_is_kept_as_it_is(tmp_path: Path, data: bytes, text: str | None) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (report,) = read_sources([tmp_path / "a.txt"])
    assert isinstance(report, Report)
    assert report.text == (text if text is not None else data.decode("cp1252"))
    assert report.id.startswith("r-") and len(report.id) == 14


def test_header_lines_are_metadata_and_stay_in_the_text(tmp_path: Path) -> None:
    text = "Title: Talks\nDate: 4 November 2023\nSource: Post\nURL: https://x.example/\nBody."
    (tmp_path / "a.md").write_text(text)
    (report,) = read_sources([tmp_path / "a.md"])
    assert isinstance(report, Report)
    assert report.text == text
    assert (report.title, report.source, report.url) == ("Talks", "Post", "https://x.example/")
    assert report.date == dt.date(2023, 11, 4)


PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Talks in Strelsau</title>{head}
<meta property="og:site_name" content="Strelsau Post">
<link rel="canonical" href="https://example.org/talks"></head><body>
<nav><a href="/">Home</a> <a href="/w">World</a> <a href="/s">Sport</a></nav>
<article><h1>Talks in Strelsau</h1>
<p>The minister of Ruritania met the envoy of the neighbouring kingdom on Saturday.</p>
<p>He promised that the grain would be sent before the winter, whatever the council says.</p>
</article><footer><p>We use cookies. Accept all cookies to go on.</p></footer></body></html>"""
PUBLISHED = '<meta property="article:published_time" content="2023-11-04T10:00:00Z">'


def test_a_page_gives_its_article_and_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(head=PUBLISHED))
    (report,) = read_sources([tmp_path / "a.html"])
    assert isinstance(report, Report)
    lines = report.text.split("\n")
    assert lines[-2].startswith("The minister of Ruritania")
    assert lines[-1].endswith("whatever the council says.")
    assert "Sport" not in report.text and "cookies" not in report.text
    assert (report.title, report.source) == ("Talks in Strelsau", "Strelsau Post")
    assert (report.url, report.language) == ("https://example.org/talks", "en-GB")
    assert report.date == dt.date(2023, 11, 4)


@pytest.mark.parametrize(
    ("content", "day"),
    [("03/04/2023", None), ("2023-04-03", "2023-04-03"), ("3 April 2023", "2023-04-03")],
)
def test_an_ambiguous_date_of_a_page_is_left_out(
    tmp_path: Path, content: str, day: str | None
) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(head=f'<meta name="date" content="{content}">'))
    (report,) = read_sources([tmp_path / "a.html"])
    assert isinstance(report, Report)
    assert report.date == (dt.date.fromisoformat(day) if day else None)


def test_a_page_in_a_declared_encoding(tmp_path: Path) -> None:
    page = PAGE.format(head='<meta charset="windows-1251">').replace("envoy", "envoy «Посол»")
    (tmp_path / "a.html").write_bytes(page.encode("cp1251"))
    (report,) = read_sources([tmp_path / "a.html"])
    assert isinstance(report, Report)
    assert "«Посол»" in report.text


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (BODY.encode(), [BODY]),
        (b"[AP] A dispatch.", ["[AP] A dispatch."]),
        (b"{braces} in a text", ["{braces} in a text"]),
        (LINE + b"\n" + LINE, [BODY, BODY]),
        (json.dumps([ROW, ROW]).encode(), [BODY, BODY]),
        (json.dumps(ROW, indent=2).encode(), [BODY]),
        (gzip.compress(LINE), [BODY]),
        (zipped(**{"a.txt": b"In a zip."}), ["In a zip."]),
    ],
)
def test_standard_input_is_told_by_its_content(data: bytes, texts: list[str]) -> None:
    found = list(read_sources(["-"], stdin=io.BytesIO(data)))
    assert [item.text for item in found if isinstance(item, Report)] == texts
    assert len(found) == len(texts)


def test_standard_input_takes_a_page() -> None:
    (report,) = read_sources(["-"], stdin=io.BytesIO(PAGE.format(head="").encode()))
    assert isinstance(report, Report)
    assert report.title == "Talks in Strelsau"


def test_a_folder_is_read_by_name_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/c.txt", "c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "d.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(read_sources([tmp_path]))
    texts = [item.text for item in found if isinstance(item, Report)]
    assert texts == ["a/z.txt", "b.txt", "c.md", "b.txt"]
    assert len(found) == len(texts) == count_sources([tmp_path])
    assert count_sources([tmp_path, "-"]) is None


def test_a_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x.json").mkdir()
    (tmp_path / "x.json" / "a.txt").write_text("In it.")
    (report,) = read_sources([tmp_path / "x.json"])
    assert isinstance(report, Report) and report.text == "In it."


def test_the_default_date_is_for_reports_without_one(tmp_path: Path) -> None:
    rows = [{"text": "a"}, {"text": "b", "date": "2020-01-02"}, {"text": "c", "date": "soon"}]
    (tmp_path / "a.json").write_text(json.dumps(rows))
    day = dt.date(2023, 11, 4)
    found = [item.date for item in read_sources([tmp_path], date=day) if isinstance(item, Report)]
    assert found == [day, dt.date(2020, 1, 2), day]


def test_fields_are_mapped(tmp_path: Path) -> None:
    row = {"Headline": "Talks", "BODY": BODY, "story": 17, "text": "not this"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    fields = {"title": "headline", "text": "body", "id": "story"}
    (report,) = read_sources([tmp_path / "a.jsonl"], fields=fields)
    assert report == Report("17", BODY, "Talks")


def test_a_field_that_is_not_ours_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"'headline'.*title, text"):
        read_sources([], fields={"headline": "title"})


def test_an_empty_text_takes_the_title(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "Talks fail", "text": " "}')
    (report,) = read_sources([tmp_path / "a.jsonl"])
    assert isinstance(report, Report) and report.text == report.title == "Talks fail"


def test_reports_come_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real: Callable[[str], io.BufferedReader] = foedus.sources.files.open_file  # type: ignore[assignment]

    def noted(path: str) -> io.BufferedReader:
        opened.append(path)
        return real(path)

    monkeypatch.setattr(foedus.sources.files, "open_file", noted)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    found = read_sources([tmp_path])
    assert opened == []
    next(found)
    assert len(opened) == 1


def test_a_missing_file_is_an_error_in_its_place(tmp_path: Path) -> None:
    (item,) = read_sources([str(tmp_path / "none.txt")])
    assert isinstance(item, SourceError)


def test_all_is_the_public_surface() -> None:
    names = ["HeaderBlock", "Limits", "count_sources", "header_lines", "read_sources"]
    assert sorted(foedus.sources.__all__) == names
