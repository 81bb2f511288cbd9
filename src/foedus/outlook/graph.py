"""All that could follow from what is supposed: a finite graph of events, and what leads to which.

It is spanned once, before any run: from the supposed events, by words that they would meet, by
replies, calls and answers, until nothing new comes or the rounds are over. The runs then only ask
which of its links hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from foedus.outlook.matching import (
    consequences,
    holds_back,
    holds_from_start,
    is_same_refusal,
    may_hold_back,
    meets,
    part_of,
)
from foedus.outlook.world import FORCE, LEVEL_OF, Ids, Move, Promise, World

LinkKind = Literal["word", "reply", "call", "answer"]
Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One event may lead to another, by a draw: `draw` names it ("word", id of the commitment),
    ("reply", who, whom, level), ("call", who, whom) or ("answer", who, whom)."""

    cause: int
    effect: int
    draw: Key

    @property
    def kind(self) -> LinkKind:
        kind = self.draw[0]
        assert kind in ("word", "reply", "call", "answer")
        return kind  # type: ignore[return-value]


@dataclass(frozen=True)
class Graph:
    """`moves` are the events, those supposed first, then by the round they can first come in.

    `links` are ordered by their effects. `met_by` gives for each commitment that an event can
    meet the events that meet it; `held` for each link the commitments that hold back its effect;
    `freed_by` for each commitment that holds back those whose being met frees from it.
    """

    moves: tuple[Move, ...]
    supposed: int
    links: tuple[Link, ...]
    promises: tuple[Promise, ...]
    met_by: tuple[tuple[int, int], ...]
    held: tuple[tuple[int, int], ...]
    freed_by: tuple[tuple[int, int], ...]
    starts_held: frozenset[int]
    depth: int = field(default=0)


def graph_of(world: World, supposed: Iterable[Move], rounds: int) -> Graph:
    """Span it: at most `rounds` steps from what is supposed."""
    roots = sorted(set(supposed), key=lambda move: move.sort_key)
    span = _Span(world, roots)
    depth = 0
    while span.fresh and depth < rounds:
        span.step()
        depth += 1
    links = tuple(sorted(set(span.links), key=lambda link: (link.effect, link.cause, link.draw)))
    moves = tuple(span.number)
    held = list(_held(links, moves, world.promises))
    promises = _with_a_part(world, span.met_by, held)
    number = {promise.id: n for n, promise in enumerate(promises)}
    return Graph(
        moves=moves,
        supposed=len(roots),
        links=links,
        promises=promises,
        met_by=tuple(sorted({(number[id], move) for id, move in span.met_by})),
        held=tuple(sorted({(link, number[id]) for link, id in held})),
        freed_by=tuple(_freed_by(promises)),
        starts_held=frozenset(n for n, one in enumerate(promises) if holds_from_start(one)),
        depth=depth,
    )


def _with_a_part(
    world: World, met_by: Iterable[tuple[str, int]], held: Iterable[tuple[int, str]]
) -> tuple[Promise, ...]:
    """The commitments that an event of the graph meets, or that hold one back."""
    ids = {id for id, _ in met_by} | {id for _, id in held}
    return tuple(sorted((one for one in world.promises if one.id in ids), key=lambda one: one.id))


class _Span:
    """Spans the graph round by round; each round's events are sorted, so that no order matters."""

    def __init__(self, world: World, roots: Sequence[Move]) -> None:
        self._world = world
        self._concerning: dict[str, list[Promise]] = defaultdict(list)
        for promise in sorted(world.promises, key=lambda one: one.id):
            for id in _named(promise):
                self._concerning[id].append(promise)
        self._roots = roots
        self.number: dict[Move, int] = {move: n for n, move in enumerate(roots)}
        self.fresh = list(roots)
        self.links: list[Link] = []
        self.met_by: list[tuple[str, int]] = []

    def step(self) -> None:
        follows = [(move, found) for move in self.fresh for found in self._following(move)]
        new = sorted(
            {effect for _, (effect, _) in follows if effect not in self.number},
            key=lambda move: move.sort_key,
        )
        known = len(self.number)
        self.number.update((move, known + n) for n, move in enumerate(new))
        self.links += [
            Link(self.number[cause], self.number[effect], draw) for cause, (effect, draw) in follows
        ]
        self.fresh = new

    def _following(self, move: Move) -> Iterator[tuple[Move, Key]]:
        yield from self._of_words(move)
        if move.target is None or move.target == move.actor:
            return
        if move.level > 1:
            reply = Move(move.target, move.type, move.actor)
            yield reply, ("reply", move.target, move.actor, move.level)
        if move.level >= FORCE:
            for ally in _allies(self._world, move.target, move.actor):
                yield Move(move.target, "REQUEST", ally), ("call", move.target, ally)
        if move.type == "REQUEST" and move.target in self._world.allies.get(move.actor, ()):
            for help in self._help(move.target, move.actor):
                yield help, ("answer", move.target, move.actor)

    def _help(self, ally: str, attacked: str) -> Iterator[Move]:
        """What an ally does that answers a call: what was asked of it before, else aid.

        Force is used on those who are supposed to attack, since they do so in every run.
        """
        asked = self._world.help.get((attacked, ally), "AID")
        by = [
            root.actor
            for root in self._roots
            if root.level >= FORCE and root.target == attacked and root.actor != ally
        ]
        if asked not in LEVEL_OF or not by:
            yield Move(ally, "AID" if asked in LEVEL_OF else asked, attacked)
            return
        yield from (Move(ally, asked, one) for one in dict.fromkeys(by))

    def _of_words(self, move: Move) -> Iterator[tuple[Move, Key]]:
        for promise in self._about(move):
            if meets(move, promise):
                self.met_by.append((promise.id, self.number[move]))
                for effect in consequences(promise, move):
                    yield effect, ("word", promise.id)

    def _about(self, move: Move) -> Iterable[Promise]:
        ends = (move.actor, move.target or move.actor)
        return {one.id: one for end in ends for one in self._concerning.get(end, ())}.values()


def _named(promise: Promise) -> frozenset[str]:
    """One of these takes part in every event that meets the condition of a word."""
    clause = promise.clause
    if clause is None or part_of(promise) == "none":
        return frozenset()
    if clause.type == "as-long-as":
        return frozenset((promise.actor, *clause.by, *clause.to))
    return frozenset(clause.by or clause.to or (promise.actor, *promise.towards))


def _allies(world: World, attacked: str, by: str) -> Ids:
    """Those whom the attacked may call: its allies, without the attacker."""
    return tuple(sorted(ally for ally in world.allies.get(attacked, ()) if ally != by))


def _held(
    links: Sequence[Link], moves: Sequence[Move], promises: Iterable[Promise]
) -> Iterator[tuple[int, str]]:
    """(link, commitment) where the commitment is against the link's effect.

    What an actor does on its own word no other word of its holds back: the particular word goes
    before the general one.
    """
    holding: dict[str, list[Promise]] = defaultdict(list)
    for promise in promises:
        if may_hold_back(promise):
            holding[promise.actor].append(promise)
    for place, link in enumerate(links):
        if link.kind != "word":
            effect = moves[link.effect]
            for promise in holding.get(effect.actor, ()):
                if holds_back(promise, effect):
                    yield place, promise.id


def _freed_by(promises: Sequence[Promise]) -> Iterator[tuple[int, int]]:
    """(commitment that holds back, commitment whose condition, when met, frees from it)."""
    releasing = [(n, one) for n, one in enumerate(promises) if part_of(one) == "release"]
    for number, promise in enumerate(promises):
        if holds_from_start(promise):
            for other, released in releasing:
                if number == other or is_same_refusal(promise, released):
                    yield number, other
