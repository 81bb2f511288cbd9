"""Write docs/ontology.md from plover.toml, cameo.toml and the broadest patterns.

python scripts/make_ontology_reference.py            write it
python scripts/make_ontology_reference.py --check    exit 1 if it is not up to date
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from foedus.coding.cameo import BARE, CameoCodes, cameo_codes
from foedus.coding.patterns import Pattern, patterns

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "ontology.md"
_HEAD = """\
# The event ontology

This page is made from `plover.toml` and `cameo.toml` in `src/foedus/coding` by
`scripts/make_ontology_reference.py`; change it there.

The types, modes and intensities are those of PLOVER 0.8, the event ontology of the
Open Event Data Alliance. Each type belongs to one of four quads. An intensity runs from -10, most
hostile, to +10, most cooperative; an event with a mode takes the mode's. The manual prints ACCUSE
as +3; its modes show that the minus was dropped, so it is -3 here. The last column but one is what
`--ontology cameo` gives ([below](#cameo-codes)): a code for the type, then those of modes that have
another; "no mode" is an event without one, and "none" stands for modes without a code. The examples
come from `patterns.toml` and are tests.
"""
_EMBEDDED = """
## Modes taken from what is embedded

What is asked for, refused or threatened decides the mode of the asking, refusing or threatening.
`other` stands for every type that is not named.
"""
_FUTURE = """
## Types in the future

What is announced of these types, and not yet done, is another type.
"""
_CONTEXTS = """
## Contexts

An event has any number of contexts. Each is coded from words of the event's sentence; a trailing
`*` stands for any ending.
"""
_CAMEO = """
## CAMEO codes

With `--ontology cameo`, `foedus code` and `foedus events` give each event its CAMEO code too: a
field `cameo` behind `event` in JSON, a column `cameo` behind `type` in CSV and Parquet and behind
`what` in a table; in Python `foedus.cameo(event)`. It is a string of two to four digits: a root
(`"03"`, `"19"`) or a finer code (`"087"`, `"1821"`), or null. All that is PLOVER's stays as it is.

The code comes from the Open Event Data Alliance's conversion table from CAMEO to PLOVER, turned
round. Several CAMEO codes become the same type and mode; the code given is the deepest that all of
them belong to. Where they have different roots there is none, for nothing is guessed. In
particular:

- A CAMEO code that ends in 0 (`190`) says no more than its root, and is given as the root (`19`).
- Of a type whose codes all have one root, a mode that the table does not know has that root.
- Contexts are words of the sentence and do not say what an act is about: a country that sends food
  to a war has not given military aid. So a context makes a code finer only where the table below
  says so; several such contexts give what their codes have in common.
- A few modes that the table does not use are what a CAMEO code says in words: ASSAULT aerial and
  drone (`195`), ASSAULT targeted (`18`), PROTEST strike (`143`), COERCE censor (`1721`).
- SANCTION convict has no code: the table takes CAMEO's verdicts (`116`) for accusations.
- Where PLOVER's mode means more than the one CAMEO code that becomes it, the parent is given:
  a RETREAT withdraw is `087`, not the end of a blockade.
- CAMEO sorts requests by what is asked for, and so does the table below.
- Statements (`01`) have no counterpart in PLOVER, and appeals (`02`) are its REQUEST, which has
  `10`; codes `01` and `02` are never given.
- The code says what act the event is about, as its type does. Whether it was done, denied or only
  asked for is in `assertion`.
"""


def reference() -> str:
    """The whole page."""
    raw = tomllib.loads(files("foedus.coding").joinpath("plover.toml").read_text(encoding="utf-8"))
    return _HEAD + "\n".join(
        [
            *_types(raw["type"]),
            _EMBEDDED,
            *_embedded(raw["embedded"]),
            _FUTURE,
            *_table(("in the future", "becomes"), raw["future"].items()),
            _CONTEXTS,
            *_table(
                ("context", "words"),
                ((name, ", ".join(words)) for name, words in raw["context"].items()),
            ),
            _CAMEO,
            *_table(("type", "mode", "with", "CAMEO"), _special_codes()),
            "",
        ]
    )


def _breadth(pattern: Pattern) -> int:
    """How many words a pattern has; 0 of one that counts only in some places."""
    plain = not (pattern.only or pattern.assertion or pattern.not_done or pattern.own)
    told = pattern.examples and not pattern.examples[0].fields
    return len(pattern.verbs) + len(pattern.nouns) if plain and told else 0


def _types(types: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """A section for each quad and a row for each type, in the order of the file."""
    examples: dict[str, str] = {}
    for pattern in sorted(patterns().events, key=_breadth, reverse=True):
        if _breadth(pattern):
            examples.setdefault(pattern.event, pattern.examples[0].sentence)
    for quad in dict.fromkeys(entry["quad"] for entry in types.values()):
        yield f"\n## {quad.replace('-', ' ').capitalize()}\n"
        yield from _table(
            ("type", "intensity", "modes", "CAMEO", "example"),
            (
                (
                    name,
                    _signed(entry["intensity"]),
                    _modes(entry),
                    _codes(cameo_codes()[name], entry.get("modes", {})),
                    examples.get(name, ""),
                )
                for name, entry in types.items()
                if entry["quad"] == quad
            ),
        )


def _modes(entry: Mapping[str, Any]) -> str:
    return ", ".join(f"{mode} {_signed(value)}" for mode, value in entry.get("modes", {}).items())


def _codes(codes: CameoCodes, modes: Iterable[str]) -> str:
    """The code of the type, then those of modes that have another, each code once."""
    by_code: dict[str, list[str]] = {}
    if codes.other_modes is None:
        by_code.setdefault(codes.bare or "none", []).append("no mode")
    for mode in modes:
        found = codes.of_mode(mode)
        if found != codes.other_modes or found is None:
            by_code.setdefault(found or "none", []).append(mode)
    without = by_code.pop("none", [])
    named = [f"{', '.join(of)} {code}" for code, of in sorted(by_code.items())]
    if without:
        named.append(f"{', '.join(without)} none")
    return "; ".join([codes.other_modes, *named] if codes.other_modes else named)


def _special_codes() -> Iterator[tuple[str, str, str, str]]:
    """Codes that hang on a context, and on what is asked for."""
    for name, codes in cameo_codes().items():
        for mode, by_context in codes.in_context.items():
            for context, code in by_context.items():
                yield name, "no mode" if mode == BARE else mode, f"context {context}", code
        for asked, code in codes.asks.items():
            yield name, "any", f"{asked} asked for", code


def _signed(value: float) -> str:
    return f"{value:+g}" if value else "0"


def _embedded(embedded: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    yield from _table(
        ("type", "what is embedded", "mode"),
        (
            (outer, ", ".join(inner for inner, of in modes.items() if of == mode), mode)
            for outer, modes in embedded.items()
            for mode in dict.fromkeys(modes.values())
        ),
    )


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{'---|' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(row)} |".replace("|  |", "| |")


def run() -> int:
    """Write or check; returns the exit code."""
    made = reference()
    if "--check" in sys.argv[1:]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == made:
            return 0
        print(f"{PAGE.name}: not up to date; run python scripts/{Path(__file__).name}")
        return 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(run())
