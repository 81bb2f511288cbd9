"""One block of a signed network: camps by search, and unbalanced cycles without a common tie.

A tie is *frustrated* under two camps if it is positive between them or negative inside one. All
here is plain counting, the same each time, and bounded in work rather than in time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

IndexedTie = tuple[int, int, int]  # two nodes, and 1 or -1
Sides = list[int]  # of each node 1 or -1: its camp
Neighbours = Sequence[Sequence[tuple[int, int]]]  # of each node: the other one, and 1 or -1

_SEED = 1959
_SEARCH_WORK = 3_000_000  # nodes looked at by one tabu search, at most
_CYCLE_WORK = 5_000_000  # nodes looked at for cycles without a common tie, at most


@dataclass(frozen=True, slots=True)
class Block:
    """Nodes 0 to size - 1, joined by ties, no pair twice; any two lie on a common cycle."""

    size: int
    ties: tuple[IndexedTie, ...]

    def neighbours(self) -> Neighbours:
        found: list[list[tuple[int, int]]] = [[] for _ in range(self.size)]
        for one, other, sign in self.ties:
            found[one].append((other, sign))
            found[other].append((one, sign))
        return found

    def frustrated(self, sides: Sequence[int]) -> list[int]:
        """The numbers of the ties that are against these camps."""
        return [
            number
            for number, (one, other, sign) in enumerate(self.ties)
            if sides[one] * sides[other] != sign
        ]


def searched(neighbours: Neighbours, start: Sequence[int], *, effort: int) -> Sides:
    """Camps that no move of one node betters, found from `start` by descent and tabu search.

    Tabu search (Glover 1989): the best move is made even where it makes things worse, and the node
    moved then rests for some steps. It ends after `effort` times 20 steps a node, and 500, without
    a better result. The same start gives the same camps.
    """
    state = _Camps(neighbours, start)
    state.descend()
    best, fewest = list(state.sides), state.frustrated
    size, random = len(neighbours), Random(_SEED)
    rest = min(5 + size // 10, 20)
    resting = [0] * size
    patience = min(effort * (20 * size + 500), effort * _SEARCH_WORK // max(size, 1))
    step = last = 0
    while fewest and step - last < patience:
        step += 1
        node = state.best_move(resting, step, fewest)
        if node is None:
            continue
        state.move(node)
        resting[node] = step + rest + random.randrange(rest)
        if state.frustrated < fewest:
            best, fewest, last = list(state.sides), state.frustrated, step
    return best


class _Camps:
    """Camps in the making: `cost[i]` is what moving node i adds to the frustrated ties."""

    def __init__(self, neighbours: Neighbours, sides: Sequence[int]) -> None:
        self.neighbours = neighbours
        self.sides = list(sides)
        self.cost = [
            sum(sign * sides[node] * sides[other] for other, sign in row)
            for node, row in enumerate(neighbours)
        ]
        ties = sum(map(len, neighbours)) // 2
        self.frustrated = (ties - sum(self.cost) // 2) // 2

    def move(self, node: int) -> None:
        sides, cost = self.sides, self.cost
        self.frustrated += cost[node]
        cost[node] = -cost[node]
        side = sides[node] = -sides[node]
        for other, sign in self.neighbours[node]:
            cost[other] += 2 * sign * side * sides[other]

    def descend(self) -> None:
        """Move what betters things until nothing does."""
        waiting = deque(range(len(self.sides)))
        while waiting:
            node = waiting.popleft()
            if self.cost[node] < 0:
                self.move(node)
                waiting.extend(other for other, _ in self.neighbours[node] if self.cost[other] < 0)

    def best_move(self, resting: Sequence[int], step: int, fewest: int) -> int | None:
        """The cheapest node to move: one that does not rest, or that betters the best result."""
        needed = fewest - self.frustrated
        best, chosen = len(self.neighbours) * 2, None
        for node, cost in enumerate(self.cost):
            if cost < best and (resting[node] < step or cost < needed):
                best, chosen = cost, node
        return chosen


def from_trees(neighbours: Neighbours) -> Sides:
    """The best of the camps that spanning trees from many roots give; exact where balanced."""
    size = len(neighbours)
    ties = sum(map(len, neighbours)) // 2
    trees = max(1, _SEARCH_WORK // (4 * (size + ties)))
    best: Sides = []
    fewest = ties + 1
    for root in sorted(range(size), key=lambda node: -len(neighbours[node]))[:trees]:
        state = _Camps(neighbours, _from_tree(neighbours, root))
        state.descend()
        if state.frustrated < fewest:
            best, fewest = state.sides, state.frustrated
        if not fewest:
            break
    return best


def _from_tree(neighbours: Neighbours, root: int) -> Sides:
    sides = [0] * len(neighbours)
    sides[root] = 1
    waiting = deque([root])
    while waiting:
        node = waiting.popleft()
        for other, sign in neighbours[node]:
            if not sides[other]:
                sides[other] = sign * sides[node]
                waiting.append(other)
    return sides


def disjoint_cycles(block: Block, sides: Sequence[int]) -> tuple[int, list[list[int]]]:
    """How many unbalanced cycles without a common tie are found, and their nodes in order.

    Each holds one tie that is frustrated under `sides`; the rest of it is not, so that it is
    unbalanced. Triangles are taken first, then ever longer cycles.
    """
    against = block.frustrated(sides)
    free = _free(block, against)
    cycles: list[list[int]] = []
    left: Iterable[int] = sorted(against, key=lambda number: _chances(block, free, number))
    work = _CYCLE_WORK
    for longest in (2, 3, 4, block.size):
        missed = []
        for number in left:
            start, end, _ = block.ties[number]
            path, looked = _path(free, start, end, longest) if work > 0 else (None, 0)
            work -= looked
            if path is None:
                missed.append(number)
                continue
            for one, other in pairwise(path):
                free[one].discard(other)
                free[other].discard(one)
            cycles.append(path)
        left = missed
    return len(cycles), cycles


def _free(block: Block, against: Iterable[int]) -> list[set[int]]:
    """Of each node the ones that a tie leads to which is not frustrated."""
    out = set(against)
    free: list[set[int]] = [set() for _ in range(block.size)]
    for number, (one, other, _) in enumerate(block.ties):
        if number not in out:
            free[one].add(other)
            free[other].add(one)
    return free


def _chances(block: Block, free: Sequence[set[int]], number: int) -> int:
    one, other, _ = block.ties[number]
    return len(free[one] & free[other])


def _path(
    free: Sequence[set[int]], start: int, end: int, longest: int
) -> tuple[list[int] | None, int]:
    """A shortest path of at most `longest` ties, and how many nodes were looked at."""
    if longest == 2:
        common = free[start] & free[end]
        # The middle that has most ties left can best spare two.
        middle = max(common, key=lambda node: (len(free[node]), -node), default=None)
        return (None if middle is None else [start, middle, end]), len(common) + 1
    before = {start: start}
    edge = [start]
    for _ in range(longest):
        following = []
        for node in edge:
            for other in sorted(free[node]):
                if other not in before:
                    before[other] = node
                    following.append(other)
        if end in before or not following:
            break
        edge = following
    if end not in before:
        return None, len(before)
    path = [end]
    while path[-1] != start:
        path.append(before[path[-1]])
    return path[::-1], len(before)
