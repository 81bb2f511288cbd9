"""`what_if`: span the graph, play all runs with and without, and say what came of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np

from foedus.outlook.chains import Path, commonest
from foedus.outlook.counting import Tally, tally
from foedus.outlook.draws import CHUNK, Bits, Draws
from foedus.outlook.graph import Graph, graph_of
from foedus.outlook.matching import part_of
from foedus.outlook.options import Options
from foedus.outlook.runs import Drawn, Played, Setting, Stage, decision, drawn_for, play
from foedus.outlook.uncertainty import Between, between
from foedus.outlook.wiring import Index, Watched, Wiring, watched, wired
from foedus.outlook.world import Move, World


@dataclass(frozen=True, eq=False)
class Outcome:
    """All that was counted: with what is supposed, without it, and without each commitment that
    had a part in it (by its id). `between` is what the credibilities and rates leave open."""

    graph: Graph
    seen: Watched
    runs: int
    z: float
    with_it: Tally
    without_it: Tally
    left_out: Mapping[str, Tally]
    paths: tuple[Path, ...]
    between: Between


def played_through(world: World, supposed: Iterable[Move], options: Options) -> Outcome:
    """Play a supposition through, in chunks of runs, so that memory hardly grows with their number:
    what is kept of all runs is a bit for each link and run, for the chains."""
    graph = graph_of(world, supposed, options.rounds)
    held_once_met = [
        n for n, one in enumerate(graph.promises) if part_of(one) in ("stop", "restrain")
    ]
    wiring, seen = wired(graph, held_once_met), watched(graph, world)
    stage = Stage(graph, wiring, seen, options.rounds)
    found: list[tuple[Tally, Tally]] = []
    changes: dict[int, Tally] = {}
    via: list[Bits] = []
    everything: list[Bits] = []
    for draws in _chunks(options):
        drawn = drawn_for(graph, wiring, seen, world, Setting(draws, options))
        played = play(stage, drawn)
        found.append((tally(played, drawn, seen, world), tally(None, drawn, seen, world)))
        for promise, change in _changes(stage, world, played, drawn):
            changes[promise] = changes[promise].plus(change) if promise in changes else change
        via.append(_in_order(played.via, wiring))
        everything.append(drawn.all_runs)
    with_it, without_it = _total(one for one, _ in found), _total(one for _, one in found)
    paths = commonest(
        graph,
        np.concatenate(via, axis=1),
        np.concatenate(everything),
        most=options.chains,
        least=round(options.least * options.runs),
    )
    return Outcome(
        graph=graph,
        seen=seen,
        runs=options.runs,
        z=NormalDist().inv_cdf((1 + options.interval) / 2),
        with_it=with_it,
        without_it=without_it,
        left_out={graph.promises[n].id: with_it.minus(one) for n, one in changes.items()},
        paths=tuple(paths),
        between=between(stage, world, options),
    )


def _chunks(options: Options) -> Iterator[Draws]:
    for number, start in enumerate(range(0, options.runs, CHUNK)):
        yield Draws(options.seed, number, min(CHUNK, options.runs - start))


def _total(tallies: Iterable[Tally]) -> Tally:
    first, *more = tallies
    for one in more:
        first = first.plus(one)
    return first


def _in_order(rows: Bits, wiring: Wiring) -> Bits:
    """Rows of the wiring's links in the order of the graph's."""
    found = np.empty_like(rows)
    found[wiring.order] = rows
    return found


def _changes(
    stage: Stage, world: World, played: Played, drawn: Drawn
) -> Iterator[tuple[int, Tally]]:
    """For each commitment that had a part in some run, what it changes.

    Those that promise the same act are left out together: one of them alone says what the others
    still say. Only runs in which they had a part are played again, since in all others they were
    neither met nor held anyone back; and only by words of 64 runs.
    """
    took_part = played.met | played.held_back
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for promise in np.flatnonzero(took_part.any(axis=1)).tolist():
        same[decision(stage.graph.promises[promise])].append(promise)
    for promises in same.values():
        chosen = np.flatnonzero(took_part[promises].any(axis=0))
        some = drawn.columns(chosen)
        with_it = tally(_columns(played, chosen), some, stage.seen, world)
        ids = {("word", stage.graph.promises[promise].id) for promise in promises}
        words = [row for row, key in enumerate(stage.wiring.draws) if key in ids]
        never = some.without(promises, words)
        freed = stage.wiring.freed.without(promises)
        without = replace(stage, wiring=replace(stage.wiring, freed=freed))
        again = play(without, never, trace=False)
        change = with_it.minus(tally(again, never, stage.seen, world))
        yield from ((promise, change) for promise in promises)


def _columns(played: Played, chosen: Index) -> Played:
    rows = (getattr(played, name)[..., chosen] for name in played.__dataclass_fields__)
    return Played(*rows)
