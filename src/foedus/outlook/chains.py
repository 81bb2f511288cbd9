"""The commonest chains: events that led to each other, from a supposed one to the last."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.outlook.draws import Bits, counted
from foedus.outlook.graph import Graph


@dataclass(frozen=True, slots=True)
class Path:
    """Links by their number, the first from an event that is supposed, and in how many runs they
    were the way things went and nothing more followed."""

    start: int
    links: tuple[int, ...]
    runs: int


def commonest(graph: Graph, via: Bits, all_runs: Bits, *, most: int, least: int) -> list[Path]:
    """Up to `most` chains that came in at least `least` runs, the commonest first.

    `via` has for each link of the graph the runs in which its effect first came by it. A chain is
    a path of such links; it ends where no further one leads on. The search goes by the number of
    runs in which a path holds, which no longer path exceeds, so that it finds the commonest and
    can stop early.
    """
    leading = _leading_on(graph)
    found: list[Path] = []
    # The best first; then the shorter, then by number, so that equals come in one order.
    queue: list[tuple[int, int, int, tuple[int, ...], Bits]] = [
        (-int(counted(all_runs)), 0, start, (), all_runs) for start in range(graph.supposed)
    ]
    heapq.heapify(queue)
    while queue and most > 0:
        negative, _, start, links, bits = heapq.heappop(queue)
        worst = sorted((path.runs for path in found), reverse=True)[:most]
        if len(worst) == most and -negative <= worst[-1]:
            break
        end = graph.links[links[-1]].effect if links else start
        onward = leading[end]
        ending = bits & ~np.bitwise_or.reduce(via[onward], axis=0) if onward else bits
        count = int(counted(ending))
        if count >= max(least, 1):
            found.append(Path(start, links, count))
        for link in onward:
            longer: Bits = bits & via[link]
            count = int(counted(longer))
            if count >= max(least, 1):
                heapq.heappush(queue, (-count, len(links) + 1, start, (*links, link), longer))
    found.sort(key=lambda path: (-path.runs, len(path.links), path.start, path.links))
    return found[:most]


def _leading_on(graph: Graph) -> Sequence[list[int]]:
    leading: list[list[int]] = [[] for _ in graph.moves]
    for number, link in enumerate(graph.links):
        leading[link.cause].append(number)
    return leading
