"""Tables of a TOML file, read with errors that say the place, the cause and a way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from foedus.errors import UsageError


@dataclass(frozen=True)
class Table:
    """A table, and where it stands: "iran.toml, credibility 2"."""

    raw: Mapping[str, Any]
    place: str

    def only(self, keys: Sequence[str]) -> None:
        """Raise for the first key that is none of these."""
        for key in self.raw:
            if key not in keys:
                near = get_close_matches(key, keys, n=1)
                hint = f"did you mean {near[0]}?" if near else f"use {', '.join(keys)}"
                raise UsageError(f"{self.place}: there is no {key!r} here; {hint}")

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty."""
        value = self.raw.get(key, default)
        if value is None:
            raise UsageError(f'{self.place}: {key} is missing; write {key} = "…"')
        if not isinstance(value, str) or not value.strip():
            raise UsageError(f'{self.place}: {key} is no text; write {key} = "…"')
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one that is missing is empty."""
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise UsageError(f'{self.place}: {key} is no list of texts; write {key} = ["…"]')
        return tuple(value)

    def number(self, key: str, low: float, high: float) -> float:
        """A number within bounds."""
        value = self.raw.get(key)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not low <= float(value or 0) <= high:
            raise UsageError(
                f"{self.place}: {key} = {value!r} does not do; give a number from {low:g} to"
                f" {high:g}"
            )
        return float(value or 0)

    def one_of(self, key: str, choices: Sequence[str], default: str | None = None) -> str:
        """One of these texts."""
        value = self.text(key, default)
        if value not in choices:
            raise UsageError(
                f"{self.place}: {key} = {value!r} does not do; use one of {', '.join(choices)}"
            )
        return value

    def table(self, key: str) -> Table:
        """A table inside this one."""
        value = self.raw.get(key)
        if not isinstance(value, dict):
            raise UsageError(f"{self.place}: {key} is no table; write {key} = {{ … }}")
        return Table(value, f"{self.place}, {key}")

    def tables(self, key: str) -> list[Table]:
        """The tables of a list of them, numbered from 1."""
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise UsageError(f"{self.place}: {key} is no list of tables; write [[{key}]]")
        return [Table(one, f"{self.place}, {key} {n}") for n, one in enumerate(value, 1)]
