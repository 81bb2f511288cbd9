"""Requests for help: who asks whom for what, out of all that is told as requested.

What was asked for is PLOVER's mode "assist", or where the coder found no mode the words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from foedus.model import Event
from foedus.network.events import NOBODY, Ints
from foedus.network.ledger import Ledger
from foedus.network.sides import Side

_REQUEST: Final = "REQUEST"
_ASSIST: Final = "assist"
# Words for help, where a request has no mode or one that the words belie.
_HELP: Final = re.compile(
    r"\b(help|aid|assist\w*|support|backing|back|protect\w*|defen\w+|join\w*|fight\w*|interven\w*"
    r"|enter|rescue|relief|shelter|mediat\w*|observers?|monitors?|peacekeep\w*|troops|soldiers"
    r"|forces|ships|jets|aircraft|arms|weapons|ammunition|munitions|shells|interceptors"
    r"|missiles|batteries|reinforce\w*|funds|money|loans?)\b"
)
_TO_FIGHT: Final = re.compile(
    r"\b(help|aid|assist\w*|support|back|join\w*|interven\w*|enter|fight|defend|protect)\b"
)
_ASIDE: Final = re.compile(r"[,;(–]|\b(?:where|who|which|that)\b")
_NOT_HELP: Final = re.compile(r"^(not to|to (stop|end|halt|cease|refrain|withdraw)|against)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A distinct request: its entries, the row of its telling, and who asks whom on which day."""

    entries: tuple[str, ...]
    row: int
    day: int
    callers: tuple[Side, ...]
    asked: tuple[Side, ...]
    wants: str | None
    text: str | None
    words: Event | None


def is_for_help(mode: str | None, wants: str | None, text: str | None) -> bool:
    """Whether a request of this mode, for this type of deed and in these words, is for help.

    >>> is_for_help("assist", "AID", "for military help"), is_for_help("yield", "RETREAT", "to go")
    (True, False)
    >>> is_for_help(None, None, "for observers"), is_for_help(None, None, "for an explanation")
    (True, False)
    """
    words = _ASIDE.split((text or "").casefold())[0]
    if _NOT_HELP.search(words):
        return False
    if mode == _ASSIST:
        return wants != "ASSAULT" or not words or bool(_TO_FIGHT.search(words))
    return mode is None and bool(_HELP.search(words))


def requests_for_help(
    ledger: Ledger, most: int | None = None, since: dt.date | None = None
) -> Iterator[Told]:
    """The last distinct requests for help, by day; those made since a day where it is given."""
    deeds = ledger.deeds
    rows = np.flatnonzero(deeds.type_is(_REQUEST) & (deeds.mode_is(_ASSIST) | (deeds.mode < 0)))
    rows = rows if most is None else rows[-most:]
    if since is not None:
        rows = rows[deeds.day[rows] >= since.toordinal()]
    groups: dict[int, list[int]] = defaultdict(list)
    for row in rows.tolist():
        groups[int(deeds.event[row])].append(row)
    for event, of_event in groups.items():
        entries = deeds.entries(of_event[:1])
        words = next((ledger.requests[id] for id in entries if id in ledger.requests), None)
        asks = words.asks_for if words is not None else None
        mode = ledger.deeds.mode[of_event[0]]
        known = deeds.terms[mode] if mode >= 0 else None
        wants, text = (asks.event, asks.text) if asks is not None else (None, None)
        if not is_for_help(known, wants, text):
            continue
        callers, asked = _sides(deeds.sides, deeds.source[of_event], deeds.target[of_event])
        yield Told(
            entries=entries,
            row=int(ledger.distinct.leader[event]),
            day=int(deeds.day[of_event[0]]),
            callers=callers,
            asked=asked,
            wants=wants,
            text=text,
            words=words,
        )


def _sides(
    sides: Sequence[Side], source: Ints, target: Ints
) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    doing = dict.fromkeys(number for number in source.tolist() if number != NOBODY)
    done_to = dict.fromkeys(number for number in target.tolist() if number != NOBODY)
    callers = tuple(sides[number] for number in doing)
    return callers, tuple(sides[number] for number in done_to if number not in doing)
