"""What rich draws: tables, fields and marked words. Colour only on a terminal, without NO_COLOR."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from foedus.showing import shown

_WIDTH = 120  # columns, where there is no terminal to ask
MARK = "bold yellow"


def rendered(*parts: RenderableType, is_terminal: bool) -> str:
    """What is drawn, as text; with styles only for a terminal."""
    styled = is_terminal and not os.environ.get("NO_COLOR")
    width = None if is_terminal or os.environ.get("COLUMNS") else _WIDTH
    console = Console(
        file=sys.stdout,
        force_terminal=styled,
        color_system="auto" if styled else None,
        no_color=not styled,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as captured:
        for part in parts:
            console.print(part, soft_wrap=False)
    lines = captured.get().split("\n")
    return "\n".join(line.rstrip() for line in lines)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, is_terminal: bool) -> str:
    """Rows under headings; the last column takes what room is left, ids stay on one line."""
    drawn = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for number, heading in enumerate(headings, 1):
        is_last = number == len(headings)
        drawn.add_column(
            heading,
            max_width=None if is_last or heading == "id" else 24,
            overflow="fold",
            no_wrap=heading in ("id", "day", "since", "level", "acts", "peak"),
        )
    for row in rows:
        drawn.add_row(*(Text(shown(cell)) for cell in row))
    return rendered(drawn, is_terminal=is_terminal)


def fields(pairs: Iterable[tuple[str, str]], *, is_terminal: bool) -> str:
    """Names and values, one a line; values that say nothing are left out."""
    drawn = Table.grid(padding=(0, 2, 0, 0))
    drawn.add_column(no_wrap=True, style="dim")
    drawn.add_column(overflow="fold", ratio=1)
    for name, value in pairs:
        if value:
            drawn.add_row(name, Text(shown(value)))
    return rendered(drawn, is_terminal=is_terminal)


def marked(text: str, start: int, end: int, *, is_terminal: bool) -> str:
    """A passage with the words from `start` to `end` marked: by «…», and by style on a terminal."""
    parts = (shown(text[:start]), f"«{shown(text[start:end])}»", shown(text[end:]))
    drawn = Text.assemble(parts[0], (parts[1], MARK), parts[2])
    return rendered(drawn, is_terminal=is_terminal)


def prose(text: str, *, is_terminal: bool) -> str:
    """A text with its lines, folded to the width of the screen."""
    return rendered(Text(shown(text)), is_terminal=is_terminal)
