"""Write docs/ontology.md from plover.toml and the first examples of patterns.toml.

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

from foedus.coding.patterns import patterns

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "ontology.md"
_HEAD = """\
# The event ontology

This page is made from `src/foedus/coding/plover.toml` by `scripts/make_ontology_reference.py`;
change it there.

The types, modes and intensities are those of PLOVER 0.8, the event ontology of the
Open Event Data Alliance. Each type belongs to one of four quads. An intensity runs from -10, most
hostile, to +10, most cooperative; an event with a mode takes the mode's. The manual prints ACCUSE
as +3; its modes show that the minus was dropped, so it is -3 here. The examples come from
`patterns.toml` and are tests.
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
            "",
        ]
    )


def _types(types: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """A section for each quad and a row for each type, in the order of the file."""
    examples: dict[str, str] = {}
    for pattern in patterns().events:
        if pattern.examples:
            examples.setdefault(pattern.event, pattern.examples[0].sentence)
    for quad in dict.fromkeys(entry["quad"] for entry in types.values()):
        yield f"\n## {quad.replace('-', ' ').capitalize()}\n"
        yield from _table(
            ("type", "intensity", "modes", "example"),
            (
                (name, _signed(entry["intensity"]), _modes(entry), examples.get(name, ""))
                for name, entry in types.items()
                if entry["quad"] == quad
            ),
        )


def _modes(entry: Mapping[str, Any]) -> str:
    return ", ".join(f"{mode} {_signed(value)}" for mode, value in entry.get("modes", {}).items())


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
