"""Options that several commands share, and what their values become."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from foedus.errors import UsageError

if TYPE_CHECKING:
    from foedus.record import Filter

F = TypeVar("F", bound=Callable[..., Any])

_FIELDS = ("title", "text", "date", "source", "url", "id", "language")
_FIRST_YEAR = 1000
_ASSERTIONS = "actual, negated, denied, intended, possible, hypothetical, requested"


def day_option(name: str, about: str) -> Callable[[F], F]:
    """An option whose value is a day, written as YYYY-MM-DD and in no other way."""
    return click.option(name, callback=_day, metavar="YYYY-MM-DD", help=about)


def _day(context: click.Context, option: click.Parameter, given: str | None) -> dt.date | None:
    if given is None:
        return None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given) is None:
        cause = f"{given!r} is not a day; write it as YYYY-MM-DD, like 2023-11-04"
        raise click.BadParameter(cause, context, option)
    try:
        day = dt.date.fromisoformat(given)
    except ValueError:
        raise click.BadParameter(f"there is no day {given}", context, option) from None
    if day.year < _FIRST_YEAR:
        # Measures look back from a day, and the calendar has a first one.
        cause = f"{given} is before any report; give a day of the year {_FIRST_YEAR} or later"
        raise click.BadParameter(cause, context, option)
    return day


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator, listed by help in this order."""

    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


record = click.option(
    "--record", "path", type=click.Path(path_type=Path), default=Path("foedus.db"),
    envvar="FOEDUS_RECORD", show_default=True, metavar="FILE", show_envvar=True,
    help="The ledger.",
)  # fmt: skip
_dictionary_options = together(
    click.option(
        "--actors", "dictionaries", multiple=True, type=click.Path(path_type=Path), metavar="PATH",
        help="Actors of your own: a CSV file, a dictionary of PETRARCH's, or a folder of them. Can"
        " be repeated.",
    ),
    click.option(
        "--agents", "agents", multiple=True, type=click.Path(path_type=Path), metavar="PATH",
        help="Roles of your own: a CSV file, or a dictionary of PETRARCH's. Can be repeated.",
    ),
)  # fmt: skip


def dictionaries(command: F) -> F:
    """The user's actors and agents, as one parameter: what a file holds tells them apart."""

    @wraps(command)
    def with_all(
        *args: Any, dictionaries: Sequence[Path], agents: Sequence[Path], **options: Any
    ) -> Any:
        return command(*args, dictionaries=(*dictionaries, *agents), **options)

    return _dictionary_options(cast(F, with_all))


as_of = day_option("--as-of", "Only what was published on this day or before.")
known_on = day_option("--known-on", "The ledger as it stood at the end of this day.")
limit = click.option("--limit", type=click.IntRange(0), metavar="N", help="At most so many.")
output = together(
    click.option(
        "--format", "format_", metavar="FORMAT",
        type=click.Choice(["table", "json", "jsonl", "csv", "parquet"]),
        help="table, json, jsonl, csv or parquet. On a terminal a table, else jsonl, or as the"
        " name of the output file says.",
    ),
    click.option(
        "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
        help="Write to this file.",
    ),
)  # fmt: skip
ontology = click.option(
    "--ontology", type=click.Choice(["plover", "cameo"]), default="plover", metavar="NAME",
    show_default=True,
    help="plover, or cameo: each event has its CAMEO code too, if there is no doubt about it.",
)  # fmt: skip
inputs = together(
    day_option("--date", "The day of reports that bring none."),
    click.option(
        "--field", "fields", multiple=True, metavar="OURS=THEIRS",
        help=f"What a field is called in the input, as text=body. Ours are {', '.join(_FIELDS)}.",
    ),
    click.option("--model", metavar="NAME", help="Another spaCy pipeline, by name or path."),
    dictionaries,
)  # fmt: skip
_parties = together(
    click.option("--actor", help="By an id, a code, a name, or the words of a mention."),
    click.option("--pair", nargs=2, metavar="A B", help="Between these two, either way."),
    click.option("--source", metavar="ACTOR", help="Who acts."),
    click.option("--target", metavar="ACTOR", help="Who is acted upon."),
)
_types = click.option(
    "--type", "types", multiple=True, metavar="TYPE",
    help="An event type of PLOVER, like ASSAULT. Can be repeated.",
)  # fmt: skip
_of_events = together(
    _types,
    click.option("--mode", "modes", multiple=True, help="Like drone or ceasefire; repeatable."),
    click.option(
        "--assertion", "assertions", multiple=True,
        help=f"How the text puts it, repeatable: {_ASSERTIONS}.",
    ),
)  # fmt: skip
_times = together(
    day_option("--since", "On this day or later."),
    day_option("--until", "On this day or before."),
    as_of,
    known_on,
)
_texts = together(
    click.option("--report", metavar="ID", help="Of this report."),
    click.option(
        "--text", metavar="WORDS",
        help='Of reports with these words; "in quotes" a phrase, war* a beginning.',
    ),
    limit,
)  # fmt: skip
event_filters = together(_parties, _of_events, _times, _texts)
commitment_filters = together(_parties, _types, _times, _texts)
bond_filters = together(_parties, _times, _texts)
report_filters = together(_parties, _types, _times, _texts)


def field_mapping(given: Sequence[str]) -> dict[str, str]:
    """OURS=THEIRS, each once, as a mapping."""
    found: dict[str, str] = {}
    for one in given:
        ours, equals, theirs = one.partition("=")
        if not equals or not theirs.strip():
            raise UsageError(f"--field {one!r}: write OURS=THEIRS, like text=body")
        if ours not in _FIELDS:
            raise UsageError(f"--field {one!r}: our fields are {', '.join(_FIELDS)}")
        if found.setdefault(ours, theirs) != theirs:
            raise UsageError(f"--field: {ours} is given twice; give it once")
    return found


def filter_of(chosen: Mapping[str, Any], *kinds: str) -> Filter:
    """The filter that a command's options ask for; a name that no entry can have is an error."""
    from foedus.coding.ontology import ontology
    from foedus.model import ASSERTIONS
    from foedus.record import Filter

    types = ontology().types
    modes = {mode for kind in types.values() for mode in kind.modes}
    since, until = chosen.get("since"), chosen.get("until")
    if since is not None and until is not None and since > until:
        raise UsageError(f"--since {since} is later than --until {until}; exchange them")
    return Filter(
        kinds=kinds,
        events=_known("--type", [name.upper() for name in chosen.get("types", ())], types),
        modes=_known("--mode", [name.lower() for name in chosen.get("modes", ())], modes),
        assertions=_known("--assertion", chosen.get("assertions", ()), ASSERTIONS),
        pair=chosen.get("pair") or None,
        actor=chosen.get("actor"),
        source=chosen.get("source"),
        target=chosen.get("target"),
        since=since,
        until=until,
        as_of=chosen.get("as_of"),
        known_on=chosen.get("known_on"),
        report=chosen.get("report"),
        text=chosen.get("text"),
        limit=chosen.get("limit"),
    )


def _known(option: str, given: Sequence[str], known: Any) -> tuple[str, ...]:
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            all_of = f"use one of {', '.join(sorted(known))}"
            raise UsageError(
                f"{option} {name!r} is none that there is; "
                f"{f'did you mean {near[0]}?' if near else all_of}"
            )
    return tuple(given)
