"""The tables of a record, as named migrations in the order they are applied.

A migration that has been released is never edited; a change is a new one at the end of
`MIGRATIONS`. Each runs once per file, and its name is written into the file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite_utils import Database

MIGRATION_SET: Final = "foedus"
# "foed" in ASCII, in the header of the file: says that it is a record and no other database.
APPLICATION_ID: Final = 0x666F6564


def reports_by_version(db: Database) -> None:
    """Reports, one row a version; `text` comes last so that lists need not page through it."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(
        """
        CREATE TABLE reports (
            version_id INTEGER PRIMARY KEY,
            report_id TEXT NOT NULL,
            version INTEGER NOT NULL,       -- from 1
            is_current INTEGER NOT NULL,
            superseded_date TEXT,           -- the day a newer version was read
            published_date TEXT,
            read_date TEXT NOT NULL,        -- UTC
            counted_date TEXT NOT NULL,     -- published_date, else read_date
            read_at TEXT NOT NULL,          -- UTC, to the second
            coded_at TEXT NOT NULL,
            coded_by TEXT NOT NULL,
            source TEXT,
            url TEXT,
            language TEXT,
            origin TEXT,                    -- the file or feed it was read from
            characters INTEGER NOT NULL,
            text_hash TEXT NOT NULL,        -- SHA-256 of the text
            title TEXT,
            text TEXT NOT NULL,
            UNIQUE (report_id, version)
        )
        """
    )
    db.execute("CREATE UNIQUE INDEX one_current ON reports (report_id) WHERE is_current = 1")
    db.execute("CREATE INDEX reports_by_date ON reports (is_current, counted_date, report_id)")


def words_of_reports(db: Database) -> None:
    """Full-text index over titles and texts; the words themselves stay in `reports`."""
    db.execute(
        """
        CREATE VIRTUAL TABLE report_words USING fts5 (
            title, text, content='reports', content_rowid='version_id',
            tokenize="unicode61 remove_diacritics 2"
        )
        """
    )
    add = (
        "INSERT INTO report_words (rowid, title, text)"
        " VALUES (new.version_id, new.title, new.text);"
    )
    drop = (
        "INSERT INTO report_words (report_words, rowid, title, text)"
        " VALUES ('delete', old.version_id, old.title, old.text);"
    )
    db.execute(f"CREATE TRIGGER words_added AFTER INSERT ON reports BEGIN {add} END")
    db.execute(f"CREATE TRIGGER words_dropped AFTER DELETE ON reports BEGIN {drop} END")
    db.execute(
        "CREATE TRIGGER words_changed AFTER UPDATE OF title, text ON reports"
        f" BEGIN {drop} {add} END"
    )


def entries_and_actors(db: Database) -> None:
    """Entries as JSON, with the columns they are looked up by, and who is mentioned in them."""
    db.execute(
        """
        CREATE TABLE entries (
            row_id INTEGER PRIMARY KEY,
            entry_id TEXT NOT NULL,
            version_id INTEGER NOT NULL REFERENCES reports (version_id) ON DELETE CASCADE,
            is_current INTEGER NOT NULL,    -- as its report
            is_wrong INTEGER NOT NULL,      -- an analyst found it wrong
            kind TEXT NOT NULL,
            event_type TEXT,
            mode TEXT,
            assertion TEXT,
            polarity TEXT,
            relation TEXT,
            confidence REAL NOT NULL,
            sort_date TEXT NOT NULL,        -- empty where neither entry nor report has a day
            start_date TEXT,                -- of the days it may have happened on
            end_date TEXT,
            body TEXT NOT NULL,             -- as coded
            decided_body TEXT,              -- as decided by an analyst, where that differs
            UNIQUE (version_id, entry_id)
        )
        """
    )
    for name, columns in (
        ("entries_by_id", "entry_id"),
        ("entries_by_date", "is_current, sort_date, entry_id"),
        ("entries_by_end", "is_current, end_date"),
        ("entries_by_kind", "is_current, kind, sort_date, entry_id"),
        ("entries_by_type", "is_current, event_type, sort_date, entry_id"),
        ("entries_of_version", "version_id, is_wrong"),
        ("entries_counted", "is_current, is_wrong, kind"),
    ):
        db.execute(f"CREATE INDEX {name} ON entries ({columns})")
    # Few distinct mentions serve many entries, so each is written once.
    db.execute(
        """
        CREATE TABLE mentions (
            mention_id INTEGER PRIMARY KEY,
            actor_id TEXT NOT NULL,
            name TEXT NOT NULL,
            actor_code TEXT,
            sector TEXT,
            text TEXT NOT NULL
        )
        """
    )
    db.execute(
        "CREATE UNIQUE INDEX mentions_once ON mentions"
        " (actor_id, text, name, ifnull(actor_code, ''), ifnull(sector, ''))"
    )
    db.execute(
        """
        CREATE TABLE mention_keys (         -- id, code, name and words, case folded
            key TEXT NOT NULL,
            mention_id INTEGER NOT NULL REFERENCES mentions (mention_id),
            PRIMARY KEY (key, mention_id)
        ) WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE entry_actors (
            row_id INTEGER NOT NULL REFERENCES entries (row_id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            role TEXT NOT NULL,
            mention_id INTEGER NOT NULL REFERENCES mentions (mention_id),
            PRIMARY KEY (row_id, position)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX entries_of_mention ON entry_actors (mention_id, role, row_id)")


def decisions_of_analysts(db: Database) -> None:
    """What analysts decided, with enough of the entry's evidence to find it after re-coding."""
    db.execute(
        """
        CREATE TABLE decisions (
            decision_id INTEGER PRIMARY KEY AUTOINCREMENT,
            entry_id TEXT NOT NULL,
            applied_entry_id TEXT,          -- the current entry it bears on
            report_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            event_type TEXT,
            quote_start INTEGER NOT NULL,
            quote_end INTEGER NOT NULL,
            quote TEXT NOT NULL,
            field TEXT NOT NULL,
            value TEXT NOT NULL,            -- JSON
            analyst TEXT NOT NULL,
            reason TEXT,
            decided_at TEXT NOT NULL,       -- UTC, to the second
            undone_at TEXT,
            undone_by TEXT
        )
        """
    )
    db.execute("CREATE INDEX decisions_by_report ON decisions (report_id)")
    db.execute("CREATE INDEX decisions_by_entry ON decisions (entry_id)")
    db.execute("CREATE INDEX decisions_by_applied ON decisions (applied_entry_id)")


def columns_of_events(db: Database) -> None:
    """Events once more as numbers, a block for each version of a report; see columns.py."""
    db.execute("CREATE TABLE terms (term_id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)")
    db.execute(
        """
        CREATE TABLE event_columns (
            version_id INTEGER PRIMARY KEY REFERENCES reports (version_id) ON DELETE CASCADE,
            count INTEGER NOT NULL,         -- of events
            ids TEXT NOT NULL,              -- one a line
            events BLOB NOT NULL,
            parties BLOB NOT NULL
        )
        """
    )


def copies_of_reports(db: Database) -> None:
    """Which reports are near-identical, and the numbers by which such are found; see copies.py."""
    # Imported here: it imports the connection, which imports this.
    from foedus.record.copies import write_all_copies

    # Follows from the texts like an index: no foreign key, which would make checking slow.
    db.execute(
        """
        CREATE TABLE report_bands (
            band INTEGER NOT NULL,
            version_id INTEGER NOT NULL,
            PRIMARY KEY (band, version_id)
        ) WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE report_copies (
            version_id INTEGER NOT NULL REFERENCES reports (version_id) ON DELETE CASCADE,
            of_version_id INTEGER NOT NULL REFERENCES reports (version_id) ON DELETE CASCADE,
            likeness REAL NOT NULL,
            PRIMARY KEY (version_id, of_version_id)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX copies_by_original ON report_copies (of_version_id)")
    write_all_copies(db.conn)


def entries_covered(db: Database) -> None:
    """An index with all that lists of entries are narrowed by, so that they need no row to count.

    It takes the place of the one by kind, which has the same order.
    """
    db.execute("DROP INDEX entries_by_kind")
    db.execute(
        "CREATE INDEX entries_by_kind ON entries (is_current, kind, sort_date, entry_id, is_wrong,"
        " event_type, mode, assertion, start_date, end_date, version_id)"
    )


def reports_covered(db: Database) -> None:
    """The index of days with all that measures ask of every report, so that they need no row."""
    db.execute("DROP INDEX reports_by_date")
    db.execute(
        "CREATE INDEX reports_by_date ON reports (is_current, counted_date, report_id, version,"
        " source, published_date)"
    )


MIGRATIONS: Final[tuple[Callable[[Database], None], ...]] = (
    reports_by_version,
    words_of_reports,
    entries_and_actors,
    decisions_of_analysts,
    columns_of_events,
    copies_of_reports,
    entries_covered,
    reports_covered,
)
NAMES: Final = tuple(migration.__name__ for migration in MIGRATIONS)
