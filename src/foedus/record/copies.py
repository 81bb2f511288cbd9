"""Near-identical reports: one text printed by several publishers, cut or with another headline.

Found once, when a report is kept, and stored. MinHash signatures (Broder 1997) cut into bands
(Indyk and Motwani 1998; Leskovec, Rajaraman and Ullman 2020, section 3.4) say which earlier
reports may be alike; their texts then say which are. docs/record.md explains it to users.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from zlib import crc32

from foedus.errors import NotInRecord

if TYPE_CHECKING:
    from datasketch import MinHash

    from foedus.record.connection import Connection, Parameters

LIKE_FROM: Final = 0.6  # likeness from which two texts count as one
FEWEST_WORDS: Final = 25  # a shorter text is compared with none
MOST_CHARACTERS: Final = 120_000  # what comes after is not compared
MOST_COMPARED: Final = 32  # texts that are read for one new report
_MOST_OF_A_BAND: Final = 64  # reports that are looked at for one band
_IN_A_SHINGLE: Final = 5  # words
_PERMUTATIONS: Final = 128
_IN_A_BAND: Final = 2  # numbers of a signature, so 64 bands
_SEED: Final = 1
_LONGEST_HEADLINE: Final = 25  # words
_WORD: Final = re.compile(r"\w+")
_HEADER: Final = re.compile(
    r"\s*(?:(?:title|date|source|url)[ \t]*:[^\r\n]*(?:\r\n?|\n|\Z))*\s*", re.IGNORECASE
)
_SENTENCE_END: Final = re.compile(r"[.!?…:;,][\"'”’»)\]]*\s*\Z")


class Copy(NamedTuple):
    """A report whose text is like that of another, as far as `likeness` (0.6 to 1) says."""

    report: str
    source: str | None
    date: dt.date | None
    likeness: float


class Statements(Protocol):
    """What is needed of an open record: its rows, and to write many."""

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[sqlite3.Row]: ...

    def run_all(self, sql: str, many: Iterable[Parameters]) -> None: ...


def shingles(text: str) -> frozenset[str]:
    """The runs of five words of a report's news text, case folded; none of a text too short.

    Header lines are left out, and a first line that is no sentence: a headline, which publishers
    write anew.
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", _news(text)).casefold())
    if len(words) < FEWEST_WORDS:
        return frozenset()
    return frozenset(map(" ".join, zip(*(words[n:] for n in range(_IN_A_SHINGLE)), strict=False)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter text's shingles that stand in the longer: 0 to 1."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def bands(text_shingles: frozenset[str]) -> list[int]:
    """Numbers of 32 bits; the more alike two texts are, the more of theirs are the same."""
    if not text_shingles:
        return []
    minhash = _empty_minhash()
    minhash.update_batch([shingle.encode("utf-8", "replace") for shingle in text_shingles])
    signature = minhash.hashvalues.astype("<u4").reshape(-1, _IN_A_BAND)
    # The seed of the checksum keeps the same numbers in another band apart. Signed numbers of
    # 32 bits take four bytes in SQLite, unsigned ones six.
    return [crc32(band.tobytes(), number) - 2**31 for number, band in enumerate(signature)]


def write_copies(connection: Statements, version_id: int, report_id: str, text: str) -> None:
    """Note which other reports a new version is like, and its bands. Part of a transaction."""
    own = shingles(text)
    of_text = bands(own)
    if not of_text:
        return
    alike = [
        (version_id, row["version_id"], round(share, 4))
        for row in _candidates(connection, of_text, report_id)
        if (share := likeness(own, shingles(row["text"]))) >= LIKE_FROM
    ]
    connection.run_all(
        "INSERT INTO report_copies (version_id, of_version_id, likeness) VALUES (?, ?, ?)", alike
    )
    connection.run_all(
        "INSERT OR IGNORE INTO report_bands (band, version_id) VALUES (?, ?)",
        [(band, version_id) for band in of_text],
    )


def write_all_copies(sql: sqlite3.Connection) -> None:
    """Compare the reports of a record that has never compared any. Part of a transaction."""
    connection = _Migrating(sql)
    for row in connection.rows("SELECT version_id, report_id, text FROM reports ORDER BY 1"):
        write_copies(connection, row["version_id"], row["report_id"], row["text"])


def copies(connection: Connection) -> Iterator[tuple[int, int]]:
    """All pairs of like texts, as ids of versions: the one kept later, the one kept earlier."""
    for row in connection.rows("SELECT version_id, of_version_id FROM report_copies"):
        yield row[0], row[1]


def copies_of(connection: Connection, report_id: str) -> list[Copy]:
    """The reports, in their current versions, that this one is like; by day and id."""
    mine = connection.row(
        "SELECT version_id FROM reports WHERE report_id = ? AND is_current = 1", (report_id,)
    )
    if mine is None:
        raise NotInRecord(f"{connection.path}: no report has the id {report_id!r}")
    rows = connection.rows(
        "SELECT r.report_id, r.source, r.published_date, c.likeness FROM ("
        " SELECT of_version_id AS version_id, likeness FROM report_copies WHERE version_id = ?1"
        " UNION ALL"
        " SELECT version_id, likeness FROM report_copies WHERE of_version_id = ?1"
        ") c JOIN reports r ON r.version_id = c.version_id"
        " WHERE r.is_current = 1 ORDER BY r.counted_date, r.report_id",
        (mine[0],),
    )
    return [_copy(row) for row in rows]


def _copy(row: sqlite3.Row) -> Copy:
    day = row["published_date"]
    date = dt.date.fromisoformat(day) if day else None
    return Copy(row["report_id"], row["source"], date, row["likeness"])


def _news(text: str) -> str:
    """The text without header lines and headline, as far as it is compared."""
    header = _HEADER.match(text)
    assert header is not None, "it matches the empty text"
    news = text[header.end() : header.end() + MOST_CHARACTERS]
    first, _, rest = news.partition("\n")
    is_headline = len(_WORD.findall(first)) <= _LONGEST_HEADLINE and not _SENTENCE_END.search(first)
    return rest if is_headline and rest.strip() else news


@cache
def _permutations() -> MinHash:
    from datasketch import MinHash

    # The scheme is named, so that bands on disk stay comparable when the library's default moves.
    return MinHash(_PERMUTATIONS, _SEED, hashfunc=crc32, scheme="affine32")


def _empty_minhash() -> MinHash:
    return _permutations().copy()


def _candidates(
    connection: Statements, of_text: list[int], report_id: str
) -> Iterator[sqlite3.Row]:
    """Other reports' versions that share bands with a text: id and text.

    Bounded, for a text that is like thousands: of each band the versions kept last, and of those
    that share most bands. Copies of the same text are joined with the last ones before them, so
    all of them still hang together.
    """
    yield from connection.rows(
        _CANDIDATES,
        {"report_id": report_id, **{f"band_{n}": band for n, band in enumerate(of_text)}},
    )


_OF_A_BAND: Final = (
    "SELECT * FROM (SELECT b.version_id FROM report_bands b"
    " JOIN reports r ON r.version_id = b.version_id"
    " WHERE b.band = :band_{number} AND r.report_id <> :report_id"
    f" ORDER BY b.version_id DESC LIMIT {_MOST_OF_A_BAND})"
)
_CANDIDATES: Final = (
    "SELECT r.version_id, r.text FROM (SELECT version_id, count(*) AS shared FROM ("
    + " UNION ALL ".join(
        _OF_A_BAND.format(number=number) for number in range(_PERMUTATIONS // _IN_A_BAND)
    )
    + ") GROUP BY version_id ORDER BY shared DESC, version_id DESC"
    f" LIMIT {MOST_COMPARED}) c JOIN reports r ON r.version_id = c.version_id"
)


class _Migrating:
    """A connection as a migration has it."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[sqlite3.Row]:
        return iter(self._sql.execute(sql, parameters))

    def run_all(self, sql: str, many: Iterable[Parameters]) -> None:
        self._sql.executemany(sql, many)
