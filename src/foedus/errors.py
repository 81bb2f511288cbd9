"""What can go wrong, as one tree.

FoedusError                 everything below; its message is one line a user can act on
├── SourceError             a file, an archive member or a row that cannot be read
├── CatalogueError          a line of a dictionary file that breaks its rules
├── PatternError            an entry of the pattern file that breaks its rules
├── ModelError              the language pipeline is missing or is not the one asked for
├── RecordError             the ledger cannot be opened, is not a ledger, or is from a newer version
│   └── NotInRecord         no entry, report or actor has this id
└── UsageError              an option whose value makes no sense
"""

from __future__ import annotations


class FoedusError(Exception):
    """Base of all errors of this package; `str(error)` is one line: place, cause, way out."""


class SourceError(FoedusError):
    """An input that cannot be read. `place` names it: a path, a member of an archive, a line."""

    def __init__(self, place: str, cause: str) -> None:
        super().__init__(f"{place}: {cause}")
        self.place = place
        self.cause = cause


class CatalogueError(FoedusError):
    """A line of a dictionary file that breaks its rules."""

    def __init__(self, file: str, line: int, cause: str) -> None:
        super().__init__(f"{file}, line {line}: {cause}")
        self.file = file
        self.line = line
        self.cause = cause


class PatternError(FoedusError):
    """An entry of the pattern file that breaks its rules."""


class ModelError(FoedusError):
    """The language pipeline is missing, or is not the one asked for."""


class RecordError(FoedusError):
    """The ledger cannot be opened, is not a ledger, or was written by a newer version."""


class NotInRecord(RecordError):
    """No entry, report or actor has this id."""


class UsageError(FoedusError):
    """An option whose value makes no sense."""
