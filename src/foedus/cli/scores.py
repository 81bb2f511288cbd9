"""How a comparison with gold is printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from foedus.cli.screen import table
from foedus.model import as_json as object_of
from foedus.scoring import Comparison, Score
from foedus.showing import on_one_line


def print_score(found: Score, missed: int, *, as_json: bool) -> None:
    """To standard output, as text or as one JSON object."""
    if as_json:
        click.echo(json.dumps(object_of(found), ensure_ascii=False))
        return
    is_terminal = sys.stdout.isatty()
    for part in _parts(found, missed, is_terminal):
        click.echo(part)


def _parts(found: Score, missed: int, is_terminal: bool) -> Iterator[str]:
    yield f"{found.rows} rows\n"
    for name, compared in (("root", found.root), ("quad", found.quad)):
        if compared is not None:
            yield _summary(name, compared)
            yield _by_class(compared, is_terminal)
            yield _confusion(compared, is_terminal)
    if found.calibration_error is not None:
        yield f"confidence: expected calibration error {found.calibration_error:.3f}\n"
        rows = [
            (f"{one.low:.1f}-{one.high:.1f}", str(one.rows), f"{one.confidence:.3f}",
             f"{one.accuracy:.3f}")
            for one in found.bins
        ]  # fmt: skip
        yield table(("bin", "rows", "confidence", "right"), rows, is_terminal=is_terminal)
    if missed and found.missed:
        yield f"missed: {len(found.missed)}, of which {min(missed, len(found.missed))} follow\n"
        lines = [
            (one.id, str(one.gold_root), one.event, f"{one.confidence:.2f}", on_one_line(one.rule),
             on_one_line(one.sentence))
            for one in found.missed[:missed]
        ]  # fmt: skip
        headings = ("id", "gold", "answer", "confidence", "rule", "sentence")
        yield table(headings, lines, is_terminal=is_terminal)


def _summary(name: str, compared: Comparison) -> str:
    return (
        f"{name}: macro F1 {compared.macro:.3f}, weighted F1 {compared.weighted:.3f},"
        f" accuracy {compared.accuracy:.3f}\n"
    )


def _by_class(compared: Comparison, is_terminal: bool) -> str:
    rows = [
        (one.name, f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.f1:.3f}", str(one.rows))
        for one in compared.classes
    ]
    headings = ("class", "precision", "recall", "F1", "rows")
    return table(headings, rows, is_terminal=is_terminal)


def _confusion(compared: Comparison, is_terminal: bool) -> str:
    """Gold down, answers across."""
    names = sorted({*compared.confusion, *(n for row in compared.confusion.values() for n in row)})
    rows = [
        (gold, *(str(compared.confusion.get(gold, {}).get(name, "") or "·") for name in names))
        for gold in compared.confusion
    ]
    return table(("gold \\ answer", *(name[:4] for name in names)), rows, is_terminal=is_terminal)
