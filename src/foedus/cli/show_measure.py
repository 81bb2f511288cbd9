"""How `show` opens a measure: its figures, and the words of the entries it rests on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

from foedus.cli.screen import fields, prose
from foedus.model import as_json
from foedus.network.shapes import Component, Held, Strain
from foedus.network.sides import Side

if TYPE_CHECKING:
    from foedus.brief.shapes import Cited
    from foedus.network.finding import Measure
    from foedus.network.ledger import Ledger
    from foedus.record import Record

SHOWN = 20  # entries whose words are shown


def measure_as_json(record: Record, ledger: Ledger, found: Measure) -> dict[str, Any]:
    """All fields, and the words of all entries."""
    return {
        "measure": as_json(found),
        "as_of": as_json(ledger.as_of),
        "entries": [as_json(one) for one in _cited(record, ledger, found.entries)],
    }


def measure_as_text(record: Record, ledger: Ledger, found: Measure) -> str:
    """The figures by name, then the words they rest on, those that weigh most first."""
    on_terminal = sys.stdout.isatty()
    pairs = [("as of", str(ledger.as_of or "")), *_pairs(found)]
    parts = [fields(pairs, is_terminal=on_terminal)]
    some = found.entries[:SHOWN]
    for one in _cited(record, ledger, some):
        source = f", {one.source}" if one.source else ""
        head = f"{one.id}  {one.type or one.kind}, {one.day or 'no date'}{source}"
        parts += ["\n", prose(head, is_terminal=on_terminal),
                  prose(f"  «{one.quote}»", is_terminal=on_terminal)]  # fmt: skip
    more = len(found.entries) - len(some)
    if more > 0:
        parts.append(f"\nand {more} more: foedus show {found.id} --format json lists all\n")
    return "".join(parts)


def _cited(record: Record, ledger: Ledger, ids: tuple[str, ...]) -> list[Cited]:
    from foedus.brief.citing import citations

    return list(citations(record, ledger, ids).values())


def _pairs(found: Measure) -> Iterator[tuple[str, str]]:
    for field in fields_of(found):
        value = getattr(found, field.name)
        name = field.name.rstrip("_").replace("_", " ")
        if field.name == "entries":
            yield name, str(len(value))
        elif isinstance(value, Strain):
            yield "strain", f"{value.total:.2f} [{value.low:.2f}, {value.high:.2f}]"
            yield from ((f"  {part.name}", _component(part)) for part in value.components)
        else:
            yield name, _in_words(value)


def _component(part: Component) -> str:
    if not part.is_known:
        return f"not known: {part.rests_on}"
    rests = f" ({', '.join(part.entries[:SHOWN])})" if part.entries else ""
    return f"{part.value:.2f} [{part.low:.2f}, {part.high:.2f}], {part.rests_on}{rests}"


def _in_words(value: Any) -> str:
    if isinstance(value, Side):
        return f"{value.name} [{', '.join(part for part in (value.id, value.code) if part)}]"
    if isinstance(value, Held):
        return f"{value.side.name}: {value.says} ({value.entry})"
    if isinstance(value, tuple):
        return "; ".join(map(_in_words, value))
    if isinstance(value, float):
        return f"{value:.3g}"
    if is_dataclass(value):
        return str(as_json(value))
    return "" if value is None else str(value)
