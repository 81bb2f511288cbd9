"""Scenario files: suppositions, and what an analyst sets by hand, each with its reason.

suppositions = ["USA ASSAULT IRN"]

[[commitment]]                      # one that the record does not have
actor = "Iran"
will = "ASSAULT"                    # or will-not
towards = ["Israel"]                # else whoever meets the condition
condition = { type = "if", event = "ASSAULT", by = ["USA"], to = ["Lebanon"] }
strength = "vow"                    # vow, pledge, plan or signal; else pledge
reason = "Said on television on Friday."

[[strike-out]]
id = "c-0166b06e86bd"
reason = "The speaker was dismissed."

[[credibility]]
actor = "Iran"
value = 0.8
cases = 10                          # how many cases that is worth; without, it is certain
reason = "Our count of 1980 to 2020."

[[rate]]
of = "reply"                        # reply, call or answer
from = "Iran"
to = "Israel"
value = 0.9
reason = "…"

[[number]]                          # any of foedus.outlook.options
name = "release"
value = 0.7
reason = "…"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from foedus.coding.ontology import ontology
from foedus.errors import SourceError, UsageError
from foedus.network.sides import Side
from foedus.outlook.options import Options, with_values
from foedus.outlook.reading import Table
from foedus.outlook.shapes import SetByHand, Supposed
from foedus.outlook.suppositions import Naming, event_type, named, supposition
from foedus.outlook.world import HOSTILE_LEVELS, Clause, Promise, Rate, Rates, World

_SECTIONS: Final = ("suppositions", "commitment", "strike-out", "credibility", "rate", "number")
_STRENGTHS: Final = ("vow", "pledge", "plan", "signal")
_CONDITIONS: Final = ("if", "unless", "until", "as-long-as")
_RATES: Final = ("reply", "call", "answer")
_LARGEST: Final = 1 << 20  # bytes of a file that a person writes


@dataclass(frozen=True)
class Scenario:
    """What a file asks for. `rates` are by (reply, call or answer; from; to)."""

    suppositions: tuple[Supposed, ...] = ()
    added: tuple[Promise, ...] = ()
    struck_out: frozenset[str] = frozenset()
    credibility: Mapping[str, Rate] | None = None
    rates: Mapping[tuple[str, str, str], Rate] | None = None
    numbers: Mapping[str, object] | None = None
    sides: tuple[Side, ...] = ()
    by_hand: tuple[SetByHand, ...] = ()

    def options(self, options: Options) -> Options:
        """Options with the numbers of the scenario."""
        return with_values(options, self.numbers or {}, "number")

    def world(self, world: World) -> World:
        """The world with what was set by hand.

        Raises:
            UsageError: a commitment to be struck out is not in it.
        """
        known = {id for promise in world.promises for id in (promise.id, *promise.entries)}
        missing = sorted(self.struck_out - known)
        if missing:
            raise UsageError(
                f"strike-out {missing[0]}: no standing commitment with a condition, and no refusal,"
                " has this id; foedus what-if --format json lists them"
            )
        promises = [one for one in world.promises if not self.struck_out & {one.id, *one.entries}]
        answers, calls, replies = (self._set(world, kind) for kind in ("answer", "call", "reply"))
        return replace(
            world,
            sides={**{side.id: side for side in self.sides}, **world.sides},
            promises=(*promises, *self.added),
            credibility=_with(
                world.credibility, {(id,): one for id, one in (self.credibility or {}).items()}
            ),
            answers=answers,
            calls=calls,
            replies=replies,
        )

    def _set(self, world: World, kind: str) -> Rates:
        found: dict[tuple[str | int, ...], Rate] = {}
        for (of, who, whom), rate in (self.rates or {}).items():
            if of == kind == "reply":
                found.update({(who, whom, level): rate for level in HOSTILE_LEVELS})
            elif of == kind:
                found[who, whom] = rate
        return _with({"answer": world.answers, "call": world.calls}.get(kind, world.replies), found)


def _with(rates: Rates, found: Mapping[tuple[str | int, ...], Rate]) -> Rates:
    return Rates(rates.prior, {**rates.known, **found})


def scenario_of(path: Path, naming: Naming) -> Scenario:
    """Read a scenario file.

    Raises:
        SourceError: it cannot be read, or is no TOML.
        UsageError: something in it is not as it must be; it says where, why, and what would do.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise SourceError(str(path), f"larger than {_LARGEST} bytes; is it a scenario?")
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        cause = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SourceError(str(path), f"{cause}; name a TOML file") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError(str(path), f"no TOML: {error}") from None
    return read_scenario(raw, naming, str(path))


def read_scenario(raw: Mapping[str, Any], naming: Naming, place: str) -> Scenario:
    """A scenario from what TOML gives."""
    top = Table(raw, place)
    top.only(_SECTIONS)
    reader = _Reader(naming)
    supposed = tuple(supposition(text, naming) for text in top.texts("suppositions"))
    added = tuple(reader.commitment(one, n) for n, one in enumerate(top.tables("commitment"), 1))
    struck = [(one.text("id"), one.text("reason")) for one in top.tables("strike-out")]
    credibility = dict(map(reader.credibility, top.tables("credibility")))
    rates = dict(map(reader.rate, top.tables("rate")))
    numbers = dict(map(reader.number, top.tables("number")))
    reader.by_hand += [SetByHand(f"commitment {id}", "struck out", why) for id, why in struck]
    return Scenario(
        supposed, added, frozenset(id for id, _ in struck), credibility, rates, numbers,
        tuple(reader.sides), tuple(reader.by_hand),
    )  # fmt: skip


class _Reader:
    """Reads the tables of a file, and notes what each sets."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self.sides: list[Side] = []
        self.by_hand: list[SetByHand] = []

    def commitment(self, table: Table, number: int) -> Promise:
        table.only(
            ("id", "actor", "will", "will-not", "towards", "condition", "strength", "reason")
        )
        if ("will" in table.raw) == ("will-not" in table.raw):
            raise UsageError(f"{table.place}: give either will or will-not, with an event type")
        polarity = "will" if "will" in table.raw else "will-not"
        promise = Promise(
            id=table.text("id", f"scenario-{number}"),
            actor=self._side(table, "actor"),
            polarity=polarity,  # type: ignore[arg-type]
            strength=table.one_of("strength", _STRENGTHS, "pledge"),  # type: ignore[arg-type]
            event=event_type(table.text(polarity), f"{table.place}, {polarity}"),
            towards=self._sides(table, "towards"),
            clause=self._clause(table),
        )
        self._note(f"commitment {promise.id}", "added", table)
        return promise

    def credibility(self, table: Table) -> tuple[str, Rate]:
        table.only(("actor", "value", "cases", "reason"))
        actor, rate = self._side(table, "actor"), _rate(table)
        self._note(f"credibility of {actor}", _shown(rate), table)
        return actor, rate

    def rate(self, table: Table) -> tuple[tuple[str, str, str], Rate]:
        table.only(("of", "from", "to", "value", "cases", "reason"))
        of, rate = table.one_of("of", _RATES), _rate(table)
        who, whom = self._side(table, "from"), self._side(table, "to")
        self._note(f"rate of {of}, {who} to {whom}", _shown(rate), table)
        return (of, who, whom), rate

    def number(self, table: Table) -> tuple[str, object]:
        table.only(("name", "value", "reason"))
        name, value = table.text("name"), table.raw.get("value")
        with_values(Options(), {name: value}, table.place)
        self._note(f"number {name}", str(value), table)
        return name, value

    def _clause(self, table: Table) -> Clause | None:
        if "condition" not in table.raw:
            return None
        of = table.table("condition")
        of.only(("type", "event", "by", "to"))
        event = of.text("event")
        quads = {kind.quad for kind in ontology().types.values()}
        return Clause(
            type=of.one_of("type", _CONDITIONS, "if"),  # type: ignore[arg-type]
            event=event if event in quads else event_type(event, f"{of.place}, event"),
            by=self._sides(of, "by"),
            to=self._sides(of, "to"),
        )

    def _side(self, table: Table, key: str) -> str:
        return self._named(table.text(key), f"{table.place}, {key}")

    def _sides(self, table: Table, key: str) -> tuple[str, ...]:
        return tuple(self._named(text, f"{table.place}, {key}") for text in table.texts(key))

    def _named(self, text: str, place: str) -> str:
        side = named(text, self._naming, place)
        self.sides.append(side)
        return side.id

    def _note(self, what: str, value: str, table: Table) -> None:
        self.by_hand.append(SetByHand(what, value, table.text("reason")))


def _rate(table: Table) -> Rate:
    value = table.number("value", 0, 1)
    if "cases" not in table.raw:
        return Rate(0, 0, "by hand", fixed=value)
    cases = table.number("cases", 0.1, 1e6)
    if value in (0, 1):
        raise UsageError(f"{table.place}: a value of {value:g} is certain; leave out cases")
    return Rate(cases * value, cases * (1 - value), "by hand")


def _shown(rate: Rate) -> str:
    cases = "" if rate.fixed is not None else f", worth {rate.yes + rate.no:g} cases"
    return f"{rate.mean:g}{cases}"
