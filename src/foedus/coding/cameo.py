"""The CAMEO code of an event, from cameo.toml, where PLOVER leaves no doubt about it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import Any

from foedus.model import Event

BARE = "bare"  # stands for the mode of an event that has none
_SHORTEST = 2  # digits of a root


@dataclass(frozen=True, slots=True)
class CameoCodes:
    """The codes of one PLOVER type. Where there is none, no single code is right."""

    bare: str | None
    modes: Mapping[str, str | None]
    other_modes: str | None
    in_context: Mapping[str, Mapping[str, str]]
    asks: Mapping[str, str]

    def of_mode(self, mode: str | None) -> str | None:
        """The code of the type with this mode, whatever the contexts."""
        return self.bare if mode is None else self.modes.get(mode, self.other_modes)

    def of(self, event: Event) -> str | None:
        """What is asked for says more than contexts, and contexts more than the mode alone."""
        asked = event.asks_for.event if event.asks_for is not None else None
        if asked is not None and asked in self.asks:
            return self.asks[asked]
        by_context = self.in_context.get(event.mode or BARE, {})
        found = [by_context[context] for context in event.contexts if context in by_context]
        return in_common(found) if found else self.of_mode(event.mode)


def cameo(event: Event) -> str | None:
    """The CAMEO code of an event, as a string of 2 to 4 digits: a root ("03", "19") or finer.

    It is the deepest code to which all CAMEO codes belong that become the event's type, mode and
    contexts in PLOVER. None where they have different roots: nothing is guessed.
    """
    codes = cameo_codes().get(event.event)
    return codes.of(event) if codes is not None else None


def in_common(codes: list[str]) -> str | None:
    """The deepest code that all of these belong to; None if they have different roots.

    A code that ends in 0 is its root or parent with nothing more said, and belongs there.
    """
    alike = takewhile(lambda digits: len(set(digits)) == 1, zip(*codes, strict=False))
    shared = "".join(digits[0] for digits in alike)
    if len(shared) > _SHORTEST:
        shared = shared[:_SHORTEST] + shared[_SHORTEST:].rstrip("0")
    return shared if len(shared) >= _SHORTEST else None


@cache
def cameo_codes() -> Mapping[str, CameoCodes]:
    """The codes of cameo.toml by PLOVER type, read once."""
    text = files("foedus.coding").joinpath("cameo.toml").read_text(encoding="utf-8")
    return {name: _codes(raw) for name, raw in tomllib.loads(text).items()}


def _codes(raw: Mapping[str, Any]) -> CameoCodes:
    root = raw.get("root")
    modes = {**raw.get("modes", {}), **raw.get("coarser", {}), **raw.get("named", {})}
    return CameoCodes(
        bare=raw.get("bare", root),
        modes={**modes, **dict.fromkeys(raw.get("open", ()))},
        other_modes=root,
        in_context=raw.get("in_context", {}),
        asks=raw.get("asks", {}),
    )
