"""Whether a record has changed since it was last looked at, in a moment."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

State = tuple[int, int, int]


class Watcher:
    """Looks at a record from any thread. It keeps a connection open between looks.

    SQLite counts what other connections commit (`PRAGMA data_version`); the file's own number is
    looked at too, since another file may be put in its place.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._looking = threading.Lock()
        self._sql: sqlite3.Connection | None = None
        self._file = (0, 0)

    def state(self) -> State | None:
        """A number that is another once the record has changed; None where it cannot be told."""
        with self._looking:
            try:
                return self._state()
            except (OSError, sqlite3.Error):
                self._close()
                return None

    def close(self) -> None:
        """Close the file; a later look opens it again."""
        with self._looking:
            self._close()

    def _state(self) -> State:
        status = self._path.stat()
        file = status.st_dev, status.st_ino
        if self._sql is None or file != self._file:
            self._close()
            place = f"{self._path.absolute().as_uri()}?mode=ro"
            # Used by one thread at a time, under the lock.
            self._sql = sqlite3.connect(place, uri=True, timeout=1, check_same_thread=False)
            self._file = file
        # It counts from the first read on, so there has to be one.
        self._sql.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        version: int = self._sql.execute("PRAGMA data_version").fetchone()[0]
        return (*file, version)

    def _close(self) -> None:
        if self._sql is not None:
            self._sql.close()
            self._sql = None
