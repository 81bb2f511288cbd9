"""`what-if`: play a supposition through the ledger, or check past promises against history."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.cli import measures, options

if TYPE_CHECKING:
    from foedus.outlook.options import Options
    from foedus.outlook.scenario import Scenario
    from foedus.outlook.shapes import WhatIf

_NUMBERS = options.together(
    click.option("--rounds", metavar="N", help="Steps of cause and effect, at most. [12]"),
    click.option("--runs", metavar="N", help="How many runs. [10000]"),
    click.option("--seed", metavar="N", help="The same seed gives the same result. [1]"),
    click.option("--horizon", metavar="DAYS", help="Days in which a reply counts, as 30d. [30d]"),
    click.option(
        "--set", "numbers", multiple=True, metavar="NAME=VALUE",
        help="Set another number, as release=0.7; docs/what-if.md lists them. Can be repeated.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class _Asked:
    """What the command line asks for."""

    path: Path
    as_of: dt.date | None
    known_on: dt.date | None
    suppositions: Sequence[str]
    scenario: Path | None
    numbers: dict[str, object]


@click.command("what-if")
@click.argument("suppositions", nargs=-1, metavar='"ACTOR TYPE RECIPIENT"...')
@options.record
@measures.as_of
@measures.known_on
@_NUMBERS
@click.option(
    "--scenario", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="A TOML file of suppositions, and of what is set by hand, each with its reason.",
)  # fmt: skip
@click.option(
    "--backtest", is_flag=True,
    help="Instead: what had been said of each actor, before its promise came due, and what it did.",
)  # fmt: skip
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text",
    show_default=True, help="JSON lists everything; text cuts long lists.",
)  # fmt: skip
@measures.chart
def what_if(
    suppositions: tuple[str, ...], backtest: bool, format_: str, chart: Path | None, **chosen: Any
) -> None:
    """Play a supposition through: whose word it meets, and what would follow.

    A supposition is who does what to whom, as "USA ASSAULT IRN": sides by an id, a code or a
    name, and an event type of PLOVER between them. It tests what parties have said, and predicts
    nothing.
    """
    asked = _Asked(
        chosen["path"], chosen["as_of"], chosen["known_on"], suppositions, chosen["scenario"],
        _numbers(chosen),
    )  # fmt: skip
    if backtest:
        _backtest(asked, format_)
    elif chart is not None:
        _draw(_played(asked), chart)
    else:
        _write_result(_played(asked), format_)


def _played(asked: _Asked) -> WhatIf:
    from foedus.network.situation import situation
    from foedus.outlook.scenario import Scenario, scenario_of
    from foedus.outlook.state import world_of
    from foedus.outlook.suppositions import naming_of, supposition
    from foedus.outlook.telling import what_if as play

    chosen = _options(
        asked, Scenario()
    )  # what is wrong with them is said before the record is read
    found = measures.opened(asked.path, asked.as_of, asked.known_on)
    naming = naming_of(found.ledger, found.catalogue)
    scenario = Scenario() if asked.scenario is None else scenario_of(asked.scenario, naming)
    chosen = _options(asked, scenario)
    supposed = (
        *(supposition(text, naming) for text in asked.suppositions),
        *scenario.suppositions,
    )
    world = world_of(situation(found.ledger), chosen, supposed)
    return play(scenario.world(world), supposed, chosen, scenario.by_hand)


def _options(asked: _Asked, scenario: Scenario) -> Options:
    """The numbers of the command line go before those of the scenario."""
    from foedus.outlook.options import Options, with_values

    return with_values(scenario.options(Options()), asked.numbers, "option")


def _numbers(given: dict[str, Any]) -> dict[str, object]:
    from foedus.errors import UsageError

    found: dict[str, object] = {
        name: given[name] for name in ("rounds", "runs", "seed") if given[name] is not None
    }
    if given["horizon"] is not None:
        days = re.fullmatch(r"(\d{1,6})\s*d?", given["horizon"].strip())
        if days is None:
            raise UsageError(f"--horizon {given['horizon']!r}: write a number of days, like 30d")
        found["horizon"] = days[1]
    for one in given["numbers"]:
        name, equals, value = one.partition("=")
        if not equals or not value.strip():
            raise UsageError(f"--set {one!r}: write NAME=VALUE, like release=0.7")
        found[name.strip()] = value.strip()
    return found


def _draw(found: WhatIf, file: Path) -> None:
    from foedus.charts import what_if as drawn
    from foedus.outlook.rows import actor_rows, front_rows

    actors, fronts = list(actor_rows(found)), list(front_rows(found))
    is_empty = not actors and not fronts
    measures.draw(lambda: drawn(actors, fronts), file, "outcome", is_empty=is_empty)


def _write_result(found: WhatIf, format_: str) -> None:
    from foedus.cli.formats import as_line
    from foedus.outlook.text import as_text

    text = as_text(found).encode() if format_ == "text" else as_line(found)
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()


def _backtest(asked: _Asked, format_: str) -> None:
    from foedus.cli.formats import as_line
    from foedus.errors import UsageError
    from foedus.outlook.backtest import as_text, backtest

    if asked.suppositions or asked.scenario is not None:
        raise UsageError("--backtest looks at what was said and done; leave out what is supposed")
    found = backtest(measures.opened(asked.path, asked.as_of, asked.known_on).ledger)
    text = as_text(found).encode() if format_ == "text" else as_line(found)
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()
