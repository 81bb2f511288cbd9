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
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from zlib import crc32

from foedus.record import queries

if TYPE_CHECKING:
    import numpy as np
    from datasketch import MinHash
    from numpy.typing import NDArray

    from foedus.record.connection import Connection, Parameters

LIKE_FROM: Final = 0.6  # likeness from which two texts count as one
FEWEST_WORDS: Final = 25  # a shorter text is compared with none
MOST_CHARACTERS: Final = 120_000  # what comes after is not compared
MOST_COMPARED: Final = 32  # texts that are read for one new report
_MOST_OF_A_BAND: Final = 64  # reports that are looked at for one band
_IN_A_SHINGLE: Final = 5  # words
_IN_A_BAND: Final = 3  # numbers of a signature
_BANDS_OF_ALL: Final = 32  # of the signature of the whole text
_BANDS_OF_HEAD: Final = 10  # of that of its head, which a text cut from the end still has
_HEAD: Final = 60  # shingles
_BANDS: Final = _BANDS_OF_ALL + _BANDS_OF_HEAD
_LONGEST_HEADLINE: Final = 160  # characters
_WORD: Final = re.compile(r"\w+")
_HEADER: Final = re.compile(
    r"\s*(?:(?:title|date|source|url)[ \t]*:[^\r\n]*(?:\r\n?|\n|\Z))*\s*", re.IGNORECASE
)
_SENTENCE_ENDS: Final = tuple(stop + quote for stop in ".!?…:;," for quote in ("", *"\"'”’»)"))


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


def shingles(text: str) -> list[str]:
    """The runs of five words of a report's news text, case folded; none of a text too short.

    Header lines are left out, and a first line that is no sentence: a headline, which publishers
    write anew.
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", _news(text)).casefold())
    if len(words) < FEWEST_WORDS:
        return []
    return list(map(" ".join, zip(*(words[n:] for n in range(_IN_A_SHINGLE)), strict=False)))


def likeness(one: Collection[str], other: Collection[str]) -> float:
    """The share of the shorter text's distinct shingles that stand in the longer: 0 to 1."""
    first, second = set(one), set(other)
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


def bands(of_text: Sequence[str]) -> list[int]:
    """Numbers of 32 bits from a text's shingles; of like texts some are the same."""
    import numpy as np

    if not of_text:
        return []
    hashes = [crc32(shingle.encode("utf-8", "replace")) for shingle in of_text]
    signature = np.concatenate(
        [
            _signature(hashes, _BANDS_OF_ALL * _IN_A_BAND),
            _signature(hashes[:_HEAD], _BANDS_OF_HEAD * _IN_A_BAND),
        ]
    ).reshape(-1, _IN_A_BAND)
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
        (version_id, other_id, round(share, 4))
        for other_id in _candidates(connection, of_text, report_id)
        if (share := likeness(own, _shingles_of(connection, other_id))) >= LIKE_FROM
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
    full_id = queries.report(connection, report_id, None).id
    mine = connection.row(
        "SELECT version_id FROM reports WHERE report_id = ? AND is_current = 1", (full_id,)
    )
    assert mine is not None, "just found"
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
    news = text[header.end() : MOST_CHARACTERS]
    first, _, rest = news.partition("\n")
    is_headline = len(first) <= _LONGEST_HEADLINE and not first.rstrip().endswith(_SENTENCE_ENDS)
    return rest if is_headline and rest.strip() else news


def _signature(hashes: Sequence[int], length: int) -> NDArray[np.uint32]:
    """The least of the hashes under each of `length` permutations, low byte first."""
    minhash = _no_minhash(length).copy()
    minhash.update_batch(hashes)
    values: NDArray[np.uint32] = minhash.hashvalues.astype("<u4")
    return values


@cache
def _no_minhash(length: int) -> MinHash:
    """The signature of nothing; its permutations are drawn once."""
    from datasketch import MinHash

    # The scheme is named, so that bands on disk stay comparable when the library's default moves.
    # Seeded by their number, the permutations of whole and head are different ones.
    return MinHash(length, seed=length, hashfunc=int, scheme="affine32")


def _shingles_of(connection: Statements, version_id: int) -> list[str]:
    # One text at a time: many long ones would fill the memory.
    rows = connection.rows("SELECT text FROM reports WHERE version_id = ?", (version_id,))
    return [shingle for row in rows for shingle in shingles(row["text"])]


def _candidates(connection: Statements, of_text: list[int], report_id: str) -> list[int]:
    """The versions of other reports that share bands with a text.

    Bounded, for a text that is like thousands: of each band the versions kept last, and of those
    the ones that share most bands. Copies of the same text are joined with the last ones before
    them, so all of them still hang together.
    """
    own = connection.rows("SELECT count(*) - 1 FROM reports WHERE report_id = ?", (report_id,))
    # Its own older versions, however many, must not use up the places of others.
    most = _MOST_OF_A_BAND + sum(row[0] for row in own)
    named = {f"band_{number}": band for number, band in enumerate(of_text)}
    rows = connection.rows(_CANDIDATES, {**named, "most": most, "report_id": report_id})
    return [row["version_id"] for row in rows]


_OF_A_BAND: Final = (
    "SELECT * FROM (SELECT version_id FROM report_bands"
    " WHERE band = :band_{number} ORDER BY version_id DESC LIMIT :most)"
)
_CANDIDATES: Final = (
    "SELECT c.version_id FROM (SELECT version_id, count(*) AS shared FROM ("
    + " UNION ALL ".join(_OF_A_BAND.format(number=number) for number in range(_BANDS))
    + ") GROUP BY version_id) c"
    " JOIN reports r ON r.version_id = c.version_id WHERE r.report_id <> :report_id"
    f" ORDER BY c.shared DESC, c.version_id DESC LIMIT {MOST_COMPARED}"
)


class _Migrating:
    """A connection as a migration has it."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[sqlite3.Row]:
        return iter(self._sql.execute(sql, parameters))

    def run_all(self, sql: str, many: Iterable[Parameters]) -> None:
        self._sql.executemany(sql, many)
