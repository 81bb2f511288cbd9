"""`balance`: how far a signed network splits into two camps."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from foedus.showing import counted, on_one_line

if TYPE_CHECKING:
    from foedus.network.balance import Balance


@click.command()
@click.argument("edges", metavar="EDGES | -")
@click.option("--window", metavar="NAME", help="Only the rows with this in their column window.")
@click.option(
    "--time-limit", type=click.FloatRange(0, 86_400), default=5.0, show_default=True,
    metavar="SECONDS", help="Stop the solver then; what it knows by then are bounds.",
)  # fmt: skip
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="text or json.")  # fmt: skip
def balance(edges: str, window: str | None, time_limit: float, format_: str) -> None:
    """Say how balanced a signed network is: triangles, frustration index, two camps.

    EDGES is CSV with the columns source, target and sign (1 or -1, positive or negative). The
    frustration index is the fewest ties that must flip so that two camps remain, friends inside
    and foes between; it is exact, or bounds are given and called so.
    """
    from foedus.cli.formats import as_line
    from foedus.network.balance import balance as measure
    from foedus.sources.edges import read_edges

    found = measure(read_edges(edges, window=window), time_limit=time_limit)
    if format_ == "json":
        sys.stdout.buffer.write(as_line(found))
    else:
        text = "".join(f"{line}\n" for line in _lines(found, time_limit))
        sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _lines(found: Balance, time_limit: float) -> Iterator[str]:
    yield (
        f"{counted(found.nodes, 'actor')}, {counted(found.edges, 'tie')}:"
        f" {found.positive} positive, {found.negative} negative"
    )
    yield _triangles(found)
    yield _index(found, time_limit)
    if found.balance is not None:
        about = "balance" if found.proved else "balance at the upper bound"
        yield f"{about}, 1 - 2L/m: {found.balance:.4f}"
    for number, camp in enumerate(found.camps, 1):
        if found.nodes:
            yield f"\ncamp {number}, {counted(len(camp), 'actor')}: {_names(camp)}"
    if found.components > 1:
        yield (
            f"\n{found.components} parts of the network are joined by no tie; each part has its"
            " first name in camp 1, and nothing says how the parts stand to each other"
        )
    if found.flipped:
        yield f"\n{counted(len(found.flipped), 'tie')} against these camps:"
        for tie in found.flipped:
            words = "positive, between the camps" if tie.sign > 0 else "negative, inside a camp"
            yield f"  {_names((tie.source,))} - {_names((tie.target,))}: {words}"


def _triangles(found: Balance) -> str:
    if found.triangle_balance is None:
        return "no triangles"
    share = f"{found.triangle_balance:.4f}"
    return f"{found.balanced_triangles} of {counted(found.triangles, 'triangle')} balanced: {share}"


def _index(found: Balance, time_limit: float) -> str:
    if found.proved:
        return f"frustration index: {found.frustration_index}, proved"
    return (
        f"frustration index: between {found.lower} (lower bound) and {found.upper} (upper bound);"
        f" the solver was stopped after {time_limit:g} s"
    )


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(map(on_one_line, names)) or "nobody"
