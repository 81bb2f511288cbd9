"""Bytes -> text: byte order mark, then UTF-8, then what charset-normalizer makes of it."""

from __future__ import annotations

import codecs
import re

from foedus.errors import SourceError

# The UTF-32 marks begin with the UTF-16 ones, so they are asked first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_ESCAPED = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 200_000  # bytes that the guess of an encoding looks at

_BINARY = "is binary, not text"
_SAVE = "save it as UTF-8"


def decode(data: bytes, place: str, *, declared: str | None = None) -> str:
    """The whole text, without its byte order mark; nothing else is changed.

    `declared` is an encoding that the content itself names. SourceError: binary or undecodable.
    """
    marked = _marked(data, place)
    if marked is not None:
        return marked
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared is not None:
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
    damaged = _damaged_utf8(data)
    if damaged is not None:
        first = _ESCAPED.search(damaged)
        where = damaged.count("\n", 0, first.start()) + 1 if first else 1
        raise SourceError(place, f"is not valid UTF-8 (line {where}); {_SAVE}")
    return _guessed(data, place)


def decode_rows(data: bytes, place: str) -> str:
    """Like `decode`, but bytes that are no UTF-8 become lone surrogates U+DC80 to U+DCFF.

    So one bad row of a file in UTF-8 can be refused by itself (see `is_damaged`).
    """
    marked = _marked(data, place)
    if marked is not None:
        return marked
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    damaged = _damaged_utf8(data)
    return damaged if damaged is not None else _guessed(data, place)


def is_damaged(text: str) -> bool:
    """Whether the text holds half a surrogate pair: no Unicode text, and not to be kept."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _marked(data: bytes, place: str) -> str | None:
    """The text if a byte order mark says how it is encoded. Null characters are refused."""
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                raise SourceError(place, f"is marked as {name} but is not; {_SAVE}") from None
            if "\0" in text:
                raise SourceError(place, f"{_BINARY} (null characters)")
            return text
    if b"\0" in data:
        raise SourceError(place, f"{_BINARY} (null bytes)")
    return None


def _damaged_utf8(data: bytes) -> str | None:
    """The text with bad bytes escaped, if most of it beyond ASCII is UTF-8; else None.

    A guess at another encoding would spoil every sound character for the sake of a bad one.
    """
    text = data.decode("utf-8", errors="surrogateescape")
    bad = len(_ESCAPED.findall(text))
    return text if len(_BEYOND_ASCII.findall(text)) > bad else None


def _guessed(data: bytes, place: str) -> str:
    from charset_normalizer import from_bytes

    sample = _around_first_high_byte(data)
    best = from_bytes(sample).best()
    if best is None:
        raise SourceError(place, f"{_BINARY}, or in an unknown encoding; {_SAVE}")
    encodings = [best.encoding]
    # Central European and Western bytes often fit equally well; in English news they are Western.
    western = from_bytes(sample, cp_isolation=["cp1252"]).best()
    if western is not None and western.chaos <= best.chaos:
        encodings.insert(0, western.encoding)
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if len(_CONTROL.findall(text)) * 100 > len(text):
            raise SourceError(place, _BINARY)
        return text
    raise SourceError(place, f"is in an unknown encoding; {_SAVE}")


def _around_first_high_byte(data: bytes) -> bytes:
    """A part of the data that has something to guess from."""
    first = next((i for i, byte in enumerate(data) if byte > 0x7F), 0)
    start = max(0, first - _SAMPLE // 2)
    return data[start : start + _SAMPLE]
