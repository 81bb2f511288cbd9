"""The ledger: reports verbatim and the entries that rest on their words, in one SQLite file."""

from foedus.record.columns import EventColumns
from foedus.record.ledger import Record
from foedus.record.shapes import (
    Decision,
    Filter,
    Kept,
    Passage,
    ReportRow,
    Statistics,
    UnknownActor,
)

__all__ = [
    "Decision",
    "EventColumns",
    "Filter",
    "Kept",
    "Passage",
    "Record",
    "ReportRow",
    "Statistics",
    "UnknownActor",
]
