"""The measure that an id names: a tie, a front, an alliance or a call."""

from __future__ import annotations

from foedus.errors import NotInRecord
from foedus.network.ledger import Ledger
from foedus.network.shapes import Alliance, Call, Front, Tie
from foedus.network.situation import situation
from foedus.network.ties import ties

Measure = Tie | Front | Alliance | Call
KINDS = ("tie", "front", "alliance", "call")


def is_measure(id: str) -> bool:
    """Whether an id is that of a measure and not of an entry or a report."""
    return id.partition("--")[0] in KINDS and "--" in id


def measure(ledger: Ledger, id: str) -> Measure:
    """The measure of this id, as of the ledger's day.

    Raises:
        NotInRecord: there is none on this day.
    """
    kind = id.partition("--")[0]
    if kind == "tie":
        source, _, target = id.removeprefix("tie--").partition("--")
        found: Measure | None = ties(ledger.deeds, ledger.as_of).tie(source, target)
    else:
        now = situation(ledger)
        listed: tuple[Measure, ...] = (*now.fronts, *now.alliances, *now.calls)
        found = next((one for one in listed if one.id == id), None)
    if found is None:
        day = f" on {ledger.as_of}" if ledger.as_of is not None else ""
        raise NotInRecord(f"no {kind} {id!r}{day}; foedus {_listed(kind)} lists those there are")
    return found


def _listed(kind: str) -> str:
    return {"tie": "ties", "front": "fronts", "alliance": "alliances", "call": "calls"}[kind]
