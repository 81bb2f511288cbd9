"""foedus keeps the ledger of alliances in conflict, each entry tied to the words it came from.

`foedus.read("reports/")` codes reports into a ledger, `foedus.code("…")` codes and keeps nothing,
`foedus.Record("foedus.db")` opens a ledger and measures it. What is named here is loaded when it
is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from foedus.brief import Brief
    from foedus.coding.cameo import cameo
    from foedus.coding.relations import Relation
    from foedus.errors import (
        CatalogueError,
        FoedusError,
        ModelError,
        NotInRecord,
        PatternError,
        RecordError,
        SourceError,
        UsageError,
    )
    from foedus.measuring import Record
    from foedus.model import (
        Act,
        Actor,
        Asked,
        Bond,
        Commitment,
        Condition,
        Entry,
        Event,
        Evidence,
        Place,
        Report,
        When,
        as_json,
        entry_from_json,
    )
    from foedus.network.situation import Situation
    from foedus.pipeline import Coder
    from foedus.record import Filter, Kept
    from foedus.scoring import Score
    from foedus.verbs import code, read, relate, score

# Public name -> the module it lives in; spaCy and SQLite are loaded by some of them.
_HOMES = {
    "Brief": "brief",
    "Record": "measuring",
    "Situation": "network.situation",
    **dict.fromkeys(
        (
            "CatalogueError", "FoedusError", "ModelError", "NotInRecord", "PatternError",
            "RecordError", "SourceError", "UsageError",
        ),
        "errors",
    ),
    **dict.fromkeys(
        (
            "Act", "Actor", "Asked", "Bond", "Commitment", "Condition", "Entry", "Event",
            "Evidence", "Place", "Report", "When", "as_json", "entry_from_json",
        ),
        "model",
    ),
    "Coder": "pipeline",
    "cameo": "coding.cameo",
    "Relation": "coding.relations",
    "Score": "scoring",
    **dict.fromkeys(("Filter", "Kept"), "record"),
    **dict.fromkeys(("code", "read", "relate", "score"), "verbs"),
}  # fmt: skip

__all__ = [
    "Act",
    "Actor",
    "Asked",
    "Bond",
    "Brief",
    "CatalogueError",
    "Coder",
    "Commitment",
    "Condition",
    "Entry",
    "Event",
    "Evidence",
    "Filter",
    "FoedusError",
    "Kept",
    "ModelError",
    "NotInRecord",
    "PatternError",
    "Place",
    "Record",
    "RecordError",
    "Relation",
    "Report",
    "Score",
    "Situation",
    "SourceError",
    "UsageError",
    "When",
    "__version__",
    "as_json",
    "cameo",
    "code",
    "entry_from_json",
    "read",
    "relate",
    "score",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
