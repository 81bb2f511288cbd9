"""The records that flow from stage to stage: frozen, plain, and the same in Python, JSON and SQL.

Offsets are characters into `Report.text`, end exclusive. Vocabulary and shapes are explained in
docs/concepts.md; event types, modes and intensities are data in coding/plover.toml.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Final, Literal

Span = tuple[int, int]  # offsets into a text, end exclusive
Assertion = Literal[
    "actual", "negated", "denied", "intended", "possible", "hypothetical", "requested"
]
ASSERTIONS: tuple[Assertion, ...] = (
    "actual", "negated", "denied", "intended", "possible", "hypothetical", "requested",
)  # fmt: skip
Polarity = Literal["will", "will-not"]
ConditionType = Literal["if", "unless", "until", "as-long-as"]
Strength = Literal["vow", "pledge", "plan", "signal"]
Relation = Literal["alliance", "support", "rivalry"]
Precision = Literal[
    "day", "days", "week", "part-of-month", "month", "part-of-year", "year", "years", "since"
]


@dataclass(frozen=True, slots=True)
class Report:
    """One text as published. `text` is verbatim and never altered."""

    id: str
    text: str
    title: str | None = None
    date: dt.date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as mentioned at a span; `code` is alpha-3, an organisation's own, or None."""

    id: str
    name: str
    code: str | None
    sector: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words an entry rests on: `quote == report.text[start:end]`, always."""

    report: str
    sentence: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends included. `start` is None where only an end is known."""

    start: dt.date | None
    end: dt.date | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; degrees north and east, country as ISO-3166 alpha-3."""

    name: str
    country: str | None
    lat: float
    lon: float
    geonames_id: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a REQUEST asks for: an event type where the words give one, and the words."""

    event: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in PLOVER's terms."""

    id: str
    event: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    assertion: Assertion
    attributed_to: tuple[Actor, ...]
    through: tuple[Actor, ...]
    asks_for: Asked | None
    date: When | None
    place: Place | None
    intensity: float
    quad: str
    fatalities: int | None
    injuries: int | None
    evidence: Evidence
    rule: str
    confidence: float
    kind: Literal["event"] = field(default="event", init=False)


@dataclass(frozen=True, slots=True)
class Act:
    """What is promised."""

    event: str | None
    text: str
    recipients: tuple[Actor, ...]
    beneficiaries: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """On what a promise hangs."""

    type: ConditionType
    event: str | None
    text: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """An actor's word on what it will or will not do."""

    id: str
    actor: Actor
    polarity: Polarity
    act: Act
    condition: Condition | None
    strength: Strength
    attributed_to: tuple[Actor, ...]
    date: When | None
    evidence: Evidence
    rule: str
    confidence: float
    kind: Literal["commitment"] = field(default="commitment", init=False)


@dataclass(frozen=True, slots=True)
class Bond:
    """A standing relation that the text names."""

    id: str
    members: tuple[Actor, ...]
    relation: Relation
    strained: bool
    evidence: Evidence
    rule: str
    confidence: float
    kind: Literal["bond"] = field(default="bond", init=False)


Entry = Event | Commitment | Bond


_PLAIN: Final = frozenset({str, int, float, bool, type(None)})


def as_json(value: object) -> Any:
    """The JSON form of a record: objects, lists, ISO dates; `kind` first where there is one.

    A field that could not bear its name in Python (`from_`) has it in JSON (`from`).
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [item if type(item) in _PLAIN else as_json(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        names = _names_in_json(type(value))
        return {in_json: as_json(getattr(value, name)) for name, in_json in names}
    return value


def in_json(value: object) -> Any:
    """For `json.dumps` as its default: of a record or a day what `as_json` makes of it.

    It is quicker than `as_json`, since the encoder goes down by itself.
    """
    kind = type(value)
    if is_dataclass(kind):
        return {name: getattr(value, field) for field, name in _names_in_json(kind)}
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{kind.__name__} is no record")


@cache
def _names_in_json(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of record: as they are in Python, and in JSON."""
    names = sorted((one.name for one in fields(kind)), key=lambda name: name != "kind")
    return tuple((name, name.rstrip("_")) for name in names)


def _actor(raw: Mapping[str, Any]) -> Actor:
    return Actor(**raw)


def _actors(raw: list[Mapping[str, Any]]) -> tuple[Actor, ...]:
    return tuple(map(_actor, raw))


def _when(raw: Mapping[str, Any] | None) -> When | None:
    if raw is None:
        return None
    day = dt.date.fromisoformat
    start, end = raw["start"], raw["end"]
    return When(day(start) if start else None, day(end) if end else None, raw["precision"])


def entry_from_json(raw: Mapping[str, Any]) -> Entry:
    """The inverse of `as_json` for an event, a commitment or a bond."""
    row = {name: value for name, value in raw.items() if name != "kind"}
    row["evidence"] = Evidence(**raw["evidence"])
    if raw["kind"] == "bond":
        row["members"] = _actors(raw["members"])
        return Bond(**row)
    row["attributed_to"] = _actors(raw["attributed_to"])
    row["date"] = _when(raw["date"])
    if raw["kind"] == "commitment":
        act, condition = dict(raw["act"]), raw["condition"]
        act["recipients"] = _actors(act["recipients"])
        act["beneficiaries"] = _actors(act["beneficiaries"])
        row["act"] = Act(**act)
        row["actor"] = _actor(raw["actor"])
        if condition is not None:
            row["condition"] = Condition(
                **{
                    **condition,
                    "actors": _actors(condition["actors"]),
                    "recipients": _actors(condition["recipients"]),
                }
            )
        return Commitment(**row)
    for name in ("actors", "recipients", "through"):
        row[name] = _actors(raw[name])
    row["contexts"] = tuple(raw["contexts"])
    row["asks_for"] = Asked(**raw["asks_for"]) if raw["asks_for"] else None
    row["place"] = Place(**raw["place"]) if raw["place"] else None
    return Event(**row)
