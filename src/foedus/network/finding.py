"""The measure that an id names: a tie, a front, an alliance or a call."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.errors import NotInRecord
from foedus.network.alliances import alliances
from foedus.network.calls import calls
from foedus.network.fronts import Fronts, levels_of
from foedus.network.ledger import Ledger
from foedus.network.shapes import Alliance, Call, Front, Tie
from foedus.network.situation import SituationOptions
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
    tied = ties(ledger.deeds, ledger.as_of)
    listed: Iterable[Measure]
    if kind == "tie":
        source, _, target = id.removeprefix("tie--").partition("--")
        listed = filter(None, [tied.tie(source, target)])
    elif kind == "front":
        one, _, other = id.removeprefix("front--").partition("--")
        fronts = Fronts(ledger, tied, levels_of(ledger))
        listed = [fronts.between((one, other))] if (one, other) in fronts.numbers else []
    elif kind == "call":
        listed = calls(ledger)
    else:
        listed = alliances(ledger, tied, calls(ledger, SituationOptions().calls))
    found = next((one for one in listed if one.id == id), None)
    if found is None:
        day = f" on {ledger.as_of}" if ledger.as_of is not None else ""
        raise NotInRecord(f"no {kind} {id!r}{day}; foedus {_listed(kind)} lists those there are")
    return found


def _listed(kind: str) -> str:
    return {"tie": "ties", "front": "fronts", "alliance": "alliances", "call": "calls"}[kind]
