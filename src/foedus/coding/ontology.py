"""The event ontology, loaded from plover.toml: types, quads, modes, intensities, contexts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the 16 types: its quad, its intensity, and the intensity of each of its modes."""

    name: str
    quad: str
    intensity: float
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ontology:
    """PLOVER's types, and the rules that turn one type into another or give it a mode."""

    types: Mapping[str, EventType]
    embedded: Mapping[str, Mapping[str, str]]
    future: Mapping[str, str]
    announced: Mapping[str, str]
    refused: frozenset[str]
    threatened: frozenset[str]
    contexts: Mapping[str, re.Pattern[str]]

    def intensity(self, event: str, mode: str | None) -> float:
        """From -10, most hostile, to +10, most cooperative."""
        kind = self.types[event]
        return kind.modes.get(mode, kind.intensity) if mode else kind.intensity

    def to_come(self, event: str, *, announced: bool) -> str:
        """What a deed of this type is while it is still to come, announced or promised."""
        if announced and event in self.announced:
            return self.announced[event]
        return self.future.get(event, event)

    def embedded_mode(self, event: str, inner: str | None) -> str | None:
        """The mode that an asking, refusing or threatening takes from what it is about."""
        modes = self.embedded.get(event)
        if modes is None or inner is None:
            return None
        return modes.get(inner, modes["other"])

    def contexts_of(self, passage: str) -> tuple[str, ...]:
        """The contexts whose words stand in the passage, in the ontology's order."""
        lower = passage.lower()
        return tuple(name for name, words in self.contexts.items() if words.search(lower))


def _words_pattern(words: list[str]) -> re.Pattern[str]:
    alternatives = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b")


@cache
def ontology() -> Ontology:
    """The ontology of plover.toml, read once."""
    raw: dict[str, Any] = tomllib.loads(
        files("foedus.coding").joinpath("plover.toml").read_text(encoding="utf-8")
    )
    types = {
        name: EventType(name, entry["quad"], entry["intensity"], entry.get("modes", {}))
        for name, entry in raw["type"].items()
    }
    contexts = {name: _words_pattern(words) for name, words in raw["context"].items()}
    return Ontology(
        types,
        raw["embedded"],
        raw["future"],
        raw["announced"],
        frozenset(raw["refused"]["types"]),
        frozenset(raw["threatened"]["types"]),
        contexts,
    )
