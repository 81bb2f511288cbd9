"""The graph as arrays, so that one step of all runs is a handful of operations on bits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.draws import Bits
from foedus.outlook.graph import Graph, Key
from foedus.outlook.world import FORCE, HOSTILE_LEVELS, Pair, World, front_of

Index = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Groups:
    """Rows to be joined: `members` of each of `targets`, those of the n-th from `starts[n]`."""

    targets: Index
    members: Index
    starts: Index

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Groups:
        """From (target, member)."""
        ordered = np.array(sorted(set(pairs)), dtype=np.intp).reshape(-1, 2)
        targets, starts = np.unique(ordered[:, 0], return_index=True)
        return cls(targets, ordered[:, 1].copy(), starts.astype(np.intp))

    @property
    def owners(self) -> Index:
        """The target of each member."""
        lengths = np.diff([*self.starts, len(self.members)])
        return np.repeat(self.targets, lengths)

    def joined(self, rows: Bits) -> Bits:
        """For each target the bits of any of its members."""
        return self.either(rows[self.members])

    def either(self, of_members: Bits) -> Bits:
        """The same, of a row for each member."""
        if not len(self.members):
            return np.zeros((0, of_members.shape[-1]), dtype=np.uint64)
        found: Bits = np.bitwise_or.reduceat(of_members, self.starts, axis=0)
        return found

    def without(self, members: Sequence[int]) -> Groups:
        """Without some members, save of targets that are among them themselves."""
        owners = self.owners
        kept = ~np.isin(self.members, members) | np.isin(owners, members)
        return Groups.of(zip(owners[kept].tolist(), self.members[kept].tolist(), strict=True))


@dataclass(frozen=True, eq=False)
class Wiring:
    """Links of two kinds: those that hold at most once in a run (words, calls, answers), and
    replies, which are drawn each time anew.

    Single links are ordered by `act`, that is by effect and draw: what a word does towards one, it
    does once. `held` has (link, commitment), single links first, replies counted on from them.
    """

    cause: Index
    draw: Index
    act: Index
    acts: Groups
    by_effect: Groups
    reply_cause: Index
    reply_effect: Index
    held: Groups
    met: Groups
    freed: Groups
    draws: tuple[Key, ...]
    replies: tuple[Key, ...]
    order: Index
    starts_held: Index
    held_once_met: Index


def wired(graph: Graph, held_once_met: Sequence[int]) -> Wiring:
    """Arrays of a graph; `order` says which link of the graph each of these is."""
    numbered = list(enumerate(graph.links))
    single = sorted(
        ((n, link) for n, link in numbered if link.kind != "reply"),
        key=lambda item: (item[1].effect, item[1].draw, item[1].cause),
    )
    replies = [(n, link) for n, link in numbered if link.kind == "reply"]
    draws = tuple(sorted({link.draw for _, link in single}))
    draw_number = {draw: n for n, draw in enumerate(draws)}
    acts: dict[tuple[int, Key], int] = {}
    act = [acts.setdefault((link.effect, link.draw), len(acts)) for _, link in single]
    place = {n: at for at, (n, _) in enumerate([*single, *replies])}
    return Wiring(
        cause=_index(link.cause for _, link in single),
        draw=_index(draw_number[link.draw] for _, link in single),
        act=_index(act),
        acts=Groups.of((one, at) for at, one in enumerate(act)),
        by_effect=Groups.of((effect, one) for (effect, _), one in acts.items()),
        reply_cause=_index(link.cause for _, link in replies),
        reply_effect=_index(link.effect for _, link in replies),
        held=Groups.of((place[link], promise) for link, promise in graph.held),
        met=Groups.of(graph.met_by),
        freed=Groups.of(graph.freed_by),
        draws=draws,
        replies=tuple(link.draw for _, link in replies),
        order=_index(n for n, _ in [*single, *replies]),
        starts_held=_index(sorted(graph.starts_held)),
        held_once_met=_index(held_once_met),
    )


@dataclass(frozen=True, eq=False)
class Watched:
    """Whose acts and which fronts are counted.

    `force` has (actor, event) of those that use force; `reach` has for each level (front, event)
    of those at least as hostile; `calms` has (front, event) of retreats. `anyway_force` and
    `anyway_reach` are the same over the pairs of `anyway`.
    """

    actors: tuple[str, ...]
    fronts: tuple[Pair, ...]
    force: Groups
    reach: tuple[Groups, ...]
    calms: Groups
    anyway: tuple[Pair, ...]
    anyway_force: Groups
    anyway_reach: Groups


def watched(graph: Graph, world: World) -> Watched:
    """All sides of the world, and all fronts that stand or that an event of the graph is on."""
    on = [
        (n, move, front_of(move.actor, move.target))
        for n, move in enumerate(graph.moves)
        if move.target not in (None, move.actor)
        and move.target is not None
        and (move.level > 1 or move.type == "RETREAT")
    ]
    anyway = tuple(sorted({(who, whom) for who, whom, _ in world.anyway}))
    fronts = sorted({*world.fronts, *(pair for _, _, pair in on), *(front_of(*p) for p in anyway)})
    # A side that only the supposition knows is one of the actors too.
    acting = {one for move in graph.moves for one in (move.actor, move.target) if one is not None}
    listed = world.sides if world.listed is None else world.listed
    actors = tuple(sorted({*listed, *acting}))
    side = {id: n for n, id in enumerate(actors)}
    front = {pair: n for n, pair in enumerate(fronts)}
    return Watched(
        actors=actors,
        fronts=tuple(fronts),
        force=Groups.of(
            (side[move.actor], n) for n, move in enumerate(graph.moves) if move.level >= FORCE
        ),
        reach=tuple(
            Groups.of((front[pair], n) for n, move, pair in on if move.level >= level)
            for level in HOSTILE_LEVELS
        ),
        calms=Groups.of((front[pair], n) for n, move, pair in on if move.type == "RETREAT"),
        anyway=anyway,
        anyway_force=Groups.of((side[who], n) for n, (who, _) in enumerate(anyway) if who in side),
        anyway_reach=Groups.of((front[front_of(*pair)], n) for n, pair in enumerate(anyway)),
    )


def _index(values: Iterable[int]) -> Index:
    return np.fromiter(values, dtype=np.intp)
