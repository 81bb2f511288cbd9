"""One SQLite file, opened with care: what is wrong with it is said in one line.

WAL lets others read while one writes; `synchronous=FULL` makes a commit outlast a power cut.
Transactions are begun and ended here by name; Python's own opening of them is switched off.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from foedus.errors import RecordError
from foedus.record.schema import APPLICATION_ID, MIGRATION_SET, MIGRATIONS, NAMES

Parameters = Sequence[object] | Mapping[str, object]


class Connection:
    """An open record file. Every error of SQLite leaves it as a `RecordError`."""

    def __init__(self, path: Path, *, create: bool, wait: float) -> None:
        """Open `path`; `wait` is how many seconds to wait for another writer."""
        self.path = path
        _check_place(path, create)
        with self._plainly():
            self._sql = _connect(path, create, wait)
        try:
            with self._plainly():
                self._prepare(create)
        except BaseException:
            self._sql.close()
            raise

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        with self._plainly():
            self._sql.close()

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[sqlite3.Row]:
        """The rows, as they are fetched: all of one state of the record."""
        with self._plainly():
            cursor = self._sql.execute(sql, parameters)
        try:
            while True:
                with self._plainly():
                    batch = cursor.fetchmany(1024)
                if not batch:
                    return
                yield from batch
        finally:
            cursor.close()

    def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row, or None."""
        with self._plainly():
            cursor = self._sql.execute(sql, parameters)
            found: sqlite3.Row | None = cursor.fetchone()
            cursor.close()
        return found

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a statement; returns the id of the last row it inserted."""
        with self._plainly():
            return self._sql.execute(sql, parameters).lastrowid or 0

    def run_all(self, sql: str, many: Iterable[Parameters]) -> None:
        """Run a statement once for each set of parameters."""
        with self._plainly():
            self._sql.executemany(sql, many)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of what is written inside is on disk after it, or nothing is."""
        with self._plainly():
            self._sql.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._plainly():
                self._sql.execute("COMMIT")
        except BaseException:
            # Some errors (a full disk) have already ended the transaction.
            if self._sql.in_transaction:
                with suppress(sqlite3.Error):
                    self._sql.execute("ROLLBACK")
            raise

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise RecordError(f"{self.path}: {_cause(error)}") from error
        except UnicodeEncodeError as error:
            raise RecordError(
                f"{self.path}: cannot keep or look up half a character (a lone surrogate); "
                "decode the input anew"
            ) from error

    def _prepare(self, create: bool) -> None:
        """Check that this is a record of a known version, and bring it up to date."""
        applied = self._applied()
        if applied is None and not create:
            raise RecordError(
                f"{self.path}: holds no record yet; run `foedus read` first to make one"
            )
        unknown = sorted(set(applied or ()) - set(NAMES))
        if unknown:
            raise RecordError(
                f"{self.path}: was written by a newer foedus (it knows {unknown[0]!r}); "
                "update foedus to open it"
            )
        self._sql.execute("PRAGMA foreign_keys = ON")
        if self._value("PRAGMA journal_mode") != "wal":
            self._value("PRAGMA journal_mode = WAL")
        self._sql.execute("PRAGMA synchronous = FULL")
        if applied is None or set(NAMES) - set(applied):
            self._migrate(fill=bool(applied) and "columns_of_events" not in (applied or ()))

    def _applied(self) -> list[str] | None:
        """The names of the migrations it went through; None for a file with nothing in it."""
        tables = {row[0] for row in self._sql.execute("SELECT name FROM sqlite_schema")}
        if not tables and self._value("PRAGMA application_id") == 0:
            return None
        if self._value("PRAGMA application_id") != APPLICATION_ID:
            raise RecordError(
                f"{self.path}: is a database of another program; name another file with --record"
            )
        if "_sqlite_migrations" not in tables:
            raise RecordError(f"{self.path}: {_DAMAGED}")
        named = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id"
        return [row[0] for row in self._sql.execute(named, (MIGRATION_SET,))]

    def _migrate(self, *, fill: bool) -> None:
        """Apply what is missing; `fill` writes the blocks of numbers that older records lack."""
        # Imported here: it takes longer to load than most queries take to run.
        from sqlite_utils import Database, Migrations

        migrations = Migrations(MIGRATION_SET)
        for migration in MIGRATIONS:
            migrations(name=migration.__name__)(migration)
        database = Database(self._sql, execute_plugins=False, recursive_triggers=False)
        # All in one transaction: a file is never seen, or left by a kill, half way through.
        # Another process may have been first; `apply` looks again once it holds the lock.
        with self.writing():
            migrations.apply(database)
            if fill:
                from foedus.record.blocks import write_all_columns

                write_all_columns(self)

    def _value(self, sql: str) -> object:
        row = self._sql.execute(sql).fetchone()
        return row[0] if row else None


_DAMAGED = "is damaged; put a copy back, or rescue what is left with `sqlite3 FILE .recover`"

# The first part of SQLite's name of an error -> cause and way out.
_CAUSES = {
    "BUSY": "another program is writing to it; try again when that is done",
    "LOCKED": "another program is writing to it; try again when that is done",
    "READONLY": "is not writable; change its permissions, or work on a copy in a folder of yours",
    "PERM": "is not readable; change its permissions",
    "CANTOPEN": "cannot be opened; check that file and folder are readable and writable",
    "NOTADB": "is not a record; name another file with --record",
    "CORRUPT": _DAMAGED,
    "FULL": "the disk is full; what was kept before is safe, make room and go on",
    "IOERR": "the disk could not be read or written; check it, and put a copy back if need be",
    "MISUSE": "the record is used after it was closed; open it again",
}


def _cause(error: sqlite3.Error) -> str:
    name = str(getattr(error, "sqlite_errorname", "")).removeprefix("SQLITE_")
    if not name and "closed database" in str(error):
        name = "MISUSE"
    known = _CAUSES.get(name.split("_")[0])
    words = " ".join(str(error).split())
    if known is None and "malformed" in words:
        known = _DAMAGED
    return known or f"{_DAMAGED} ({words})"


def _check_place(path: Path, create: bool) -> None:
    """Say what SQLite would only call "unable to open database file"."""
    if "\0" in str(path):
        raise RecordError(f"{str(path)!r}: cannot be the name of a file; name another")
    try:
        exists, is_file, is_folder = path.exists(), path.is_file(), path.is_dir()
        has_folder = path.absolute().parent.is_dir()
    except OSError as error:
        cause = error.strerror
        raise RecordError(f"{path}: cannot be reached: {cause}; name another file") from error
    if is_folder:
        raise RecordError(f"{path}: is a folder; name a file in it, as {path / 'foedus.db'}")
    if exists and not is_file:
        raise RecordError(f"{path}: is no ordinary file; name another file with --record")
    if not has_folder:
        raise RecordError(f"{path}: its folder does not exist; make it, or name another file")
    if not exists and not create:
        raise RecordError(f"{path}: there is no record here; run `foedus read` first to make one")


def _connect(path: Path, create: bool, wait: float) -> sqlite3.Connection:
    place = path.absolute().as_uri()
    mode = "rwc" if create else "rw"
    connection = _try_open(f"{place}?mode={mode}", wait)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if create or not _is_resting(path, error):
            raise
        # WAL needs files beside the record. Where none may be made and no one has left any,
        # nobody can be writing, and it can be read as it lies: on a medium, in another's folder.
        connection = _try_open(f"{place}?mode=ro&immutable=1", wait)
    return connection


def _try_open(place: str, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(place, uri=True, isolation_level=None, timeout=wait)
    connection.row_factory = sqlite3.Row
    return connection


def _is_resting(path: Path, error: sqlite3.Error) -> bool:
    name = str(getattr(error, "sqlite_errorname", ""))
    log = path.with_name(f"{path.name}-wal")
    return name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) and not log.exists()
