"""What kind of file it is, by the suffix of its name and else by how its content begins."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

from foedus.errors import SourceError

Kind = Literal["text", "html", "json", "jsonl", "csv", "tsv", "parquet", "zip", "gzip", "feed"]

_SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
    ".parquet": "parquet", ".pq": "parquet",
    ".zip": "zip", ".gz": "gzip", ".gzip": "gzip",
}  # fmt: skip
_AS_TEXT = "is of a kind that is not read; save it as text or HTML"
_UNPACK = "is an archive of a kind that is not read; unpack it, or make a zip of it"
_NO_REPORT = "is no report by its kind"
_REFUSED = (
    (_AS_TEXT, ".pdf .doc .docx .odt .rtf .epub .ppt .pptx .xls .xlsx .ods"),
    (_UNPACK, ".tar .tgz .bz2 .xz .7z .rar .zst"),
    (_NO_REPORT, ".css .js .map .png .jpg .jpeg .gif .svg .ico .webp .woff .woff2 .ttf .mp3 .mp4"),
)
_HEAD = 4096  # characters of the content that are looked at
_HTML = re.compile(r"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED = re.compile(r"<(rss|feed|rdf:RDF)\b")
_MARKUP = re.compile(r"\s*<([!?]|html\b|head\b|body\b|rss\b|feed\b|rdf:)", re.IGNORECASE)
_JSON_LIST = re.compile(r"\s*\[\s*[\[{\]]")
_JSON_OBJECT = re.compile(r'\s*\{\s*["}]')


def suffix_of(name: str) -> str:
    """The last suffix of a file's or a member's name, in lower case, with its dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def kind_by_name(name: str, place: str) -> Kind | None:
    """The kind a suffix stands for, None for a suffix that says nothing.

    SourceError: a suffix that stands for something which is not read.
    """
    suffix = suffix_of(name)
    for cause, suffixes in _REFUSED:
        if suffix and suffix in suffixes.split():
            raise SourceError(place, cause)
    return _SUFFIXES.get(suffix)


def kind_by_magic(data: bytes) -> Kind | None:
    """Zip, gzip or Parquet by the bytes that these begin (and end) with."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith(b"PAR1") and data.endswith(b"PAR1"):
        return "parquet"
    return None


def kind_by_text(text: str) -> Kind:
    """JSON, JSONL, HTML, a feed or plain text, by how the text begins."""
    head = text[:_HEAD]
    if _MARKUP.match(head):
        if _FEED.search(head):
            return "feed"
        if _HTML.search(head):
            return "html"
    if _JSON_OBJECT.match(head):
        return "jsonl" if has_object_lines(text) else "json"
    return "json" if _JSON_LIST.match(head) else "text"


def has_object_lines(text: str) -> bool:
    """Whether the first line is a whole object and the next begins another: JSONL, not JSON."""
    lines = (match[0].strip() for match in re.finditer(r"\S[^\n]*", text))
    first, second = next(lines, ""), next(lines, "")
    return first.startswith("{") and first.endswith("}") and second.startswith("{")
