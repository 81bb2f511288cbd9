"""What is played, in words: an event, a commitment, and by what one event led to another."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from foedus.network.sides import Side
from foedus.outlook.world import Move, Promise

# Subject and target stand in for { } in turn; the second form is for what is done to nobody named.
_DOES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "AGREE": ("{} agrees with {}", "{} agrees"),
    "CONSULT": ("{} consults {}", "{} consults"),
    "SUPPORT": ("{} voices support for {}", "{} voices support"),
    "CONCEDE": ("{} concedes to {}", "{} concedes"),
    "COOPERATE": ("{} cooperates with {}", "{} cooperates"),
    "AID": ("{} aids {}", "{} gives aid"),
    "RETREAT": ("{} retreats before {}", "{} retreats"),
    "REQUEST": ("{} calls on {}", "{} calls for help"),
    "ACCUSE": ("{} accuses {}", "{} accuses"),
    "REJECT": ("{} rejects {}", "{} rejects"),
    "THREATEN": ("{} threatens {}", "{} threatens"),
    "PROTEST": ("{} protests against {}", "{} protests"),
    "SANCTION": ("{} puts sanctions on {}", "{} imposes sanctions"),
    "MOBILIZE": ("{} mobilises against {}", "{} mobilises"),
    "COERCE": ("{} coerces {}", "{} coerces"),
    "ASSAULT": ("{} attacks {}", "{} attacks"),
})  # fmt: skip


def event_in_words(move: Move, sides: Mapping[str, Side]) -> str:
    """Who does what to whom: "Iran attacks Israel"."""
    to, to_nobody = _DOES.get(
        move.type, ("{} does " + move.type + " to {}", "{} does " + move.type)
    )
    if move.target is None:
        return to_nobody.format(name_of(move.actor, sides))
    return to.format(name_of(move.actor, sides), name_of(move.target, sides))


def name_of(id: str, sides: Mapping[str, Side]) -> str:
    side = sides.get(id)
    return side.name if side is not None else id


def said(promise: Promise, sides: Mapping[str, Side]) -> str:
    """A commitment in one line: who will or will not do what, on which condition."""
    name, clause = name_of(promise.actor, sides), promise.clause
    if promise.text:
        return f"{name} {promise.text}"
    modal = "will" if promise.polarity == "will" else "will not"
    towards = _names(promise.towards, sides, " ", "")
    words = f"{name} {modal} {promise.event}{towards}"
    if clause is None:
        return words
    by, to = _names(clause.by, sides, "", "anyone"), _names(clause.to, sides, " ", "")
    return f"{words}, {clause.type} {by} {clause.event}{to}"


def _names(ids: tuple[str, ...], sides: Mapping[str, Side], before: str, nobody: str) -> str:
    return before + " or ".join(name_of(id, sides) for id in ids) if ids else nobody


def words_of(act: str, polarity: str, condition: str | None) -> str:
    """A commitment's own words from its "will" on, as reports have them after the verb."""
    modal = "will" if polarity == "will" else "will not"
    rest = _without_modal(act)
    between = " " if rest != act else ": "  # what follows no verb of the report is quoted
    return f"{modal}{between}{rest}" + (f", {condition}" if condition else "")


_MODALS: Final = (
    "will not ",
    "will never ",
    "would not ",
    "would never ",
    "will ",
    "would ",
    "to ",
)


def _without_modal(text: str) -> str:
    start = next((modal for modal in _MODALS if text.lower().startswith(modal)), "")
    return text[len(start) :]
