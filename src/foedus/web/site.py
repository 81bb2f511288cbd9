"""What all pages of one running program share: the record's place, the secrets, the jobs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from foedus.errors import RecordError
from foedus.record import Record
from foedus.sources import Limits
from foedus.sources.limits import DEFAULT_LIMITS
from foedus.web.measured import Measured
from foedus.web.waiting import Waiting

_LARGE = 20_000_000  # bytes, of some ten thousand entries
_WAIT = 3.0  # seconds that a page waits for another writer
_EMPTY = "holds no record yet"  # as the record says of a file
_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED")


class NoRecord(RecordError):
    """There is no record yet; the page that says so also says how to make one."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the record lies and who may see it.

    `token` is demanded of every visitor where it is given. `secret` signs the tokens of forms and
    lasts as long as the program runs. `measured` keeps the measures from page to page, and
    `waiting` the pages of a large record that are being made.
    """

    record_path: Path
    token: str | None = None
    limits: Limits = DEFAULT_LIMITS
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    waiting: Waiting = field(default_factory=Waiting, repr=False, compare=False)
    measured: Measured = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "measured", Measured(self.record_path))

    @property
    def is_large(self) -> bool:
        """Whether a day takes longer to measure than a reader waits."""
        return _size(self.record_path) > _LARGE

    def record(self, *, create: bool = False, wait: float | None = None) -> Record:
        """Open the record, for one request and in the thread that answers it.

        Raises:
            NoRecord: there is none, and it is not to be made.
            RecordError: it cannot be opened.
        """
        none_yet = NoRecord(
            f"{self.record_path}: there is no record here yet; make one with `foedus read`, "
            "or add reports on the page for it"
        )
        if not create and not _holds_something(self.record_path):
            raise none_yet
        try:
            return Record(self.record_path, create=create, wait=_WAIT if wait is None else wait)
        except RecordError as error:
            # Another program is just making it: the file is there, and nothing in it.
            if _EMPTY in str(error):
                raise none_yet from error
            raise


def is_locked(error: RecordError) -> bool:
    """Whether the record could not be used only because another program writes to it."""
    name = str(getattr(error.__cause__, "sqlite_errorname", ""))
    return name.startswith(_LOCKED)


def _holds_something(path: Path) -> bool:
    return _size(path) > 0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
