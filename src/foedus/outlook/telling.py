"""From what was counted to what is told: probabilities with intervals, chains in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from foedus.network.shapes import LEVELS
from foedus.network.sides import Side
from foedus.outlook.assumptions import assumptions_of
from foedus.outlook.chains import Path
from foedus.outlook.counting import wilson
from foedus.outlook.graph import Link
from foedus.outlook.matching import part_of
from foedus.outlook.options import Options
from foedus.outlook.playing import Outcome, played_through
from foedus.outlook.shapes import (
    ActorChance,
    Chain,
    CommitmentChance,
    FrontChance,
    Reach,
    SetByHand,
    Step,
    Supposed,
    WhatIf,
)
from foedus.outlook.uncertainty import beta_range
from foedus.outlook.wording import event_in_words, said
from foedus.outlook.world import HOSTILE_LEVELS, Ids, Move, Standing, World, front_of

_NO_FRONT = Standing(1)


def what_if(
    world: World,
    suppositions: Sequence[Supposed],
    options: Options | None = None,
    scenario: Sequence[SetByHand] = (),
) -> WhatIf:
    """Play suppositions through a world; the same seed gives the same result.

    `scenario` is what was changed by hand to come to this world, and is repeated in the result.
    """
    options = options or Options()
    world = replace(world, promises=tuple(sorted(world.promises, key=lambda one: one.id)))
    supposed = [
        Move(one.actor.id, one.event, one.recipient.id if one.recipient else None)
        for one in suppositions
    ]
    outcome = played_through(world, supposed, options)
    telling = _Telling(world, outcome, frozenset(supposed), options.interval)
    return WhatIf(
        suppositions=tuple(suppositions),
        as_of=world.as_of,
        runs=options.runs,
        seed=options.seed,
        rounds=options.rounds,
        horizon=options.horizon,
        actors=tuple(sorted(telling.actors(), key=_moved_most)),
        fronts=tuple(sorted(telling.fronts(), key=_risen_most)),
        commitments=tuple(sorted(telling.commitments(), key=_of_most_influence)),
        chains=tuple(map(telling.chain, outcome.paths)),
        assumptions=tuple(assumptions_of(world, outcome, options)),
        scenario=tuple(scenario),
    )


def _moved_most(one: ActorChance) -> tuple[float, float, str]:
    return -(one.probability - one.baseline), -one.probability, one.id


def _risen_most(one: FrontChance) -> tuple[float, float, float, str]:
    return -(one.opens_or_rises - one.baseline), -one.opens_or_rises, -one.level, one.id


def _of_most_influence(one: CommitmentChance) -> tuple[float, float, float, str]:
    return -abs(one.influence), -one.fired, -one.met, one.id


@dataclass(frozen=True)
class _Telling:
    world: World
    outcome: Outcome
    supposed: frozenset[Move]
    interval: float

    def actors(self) -> Iterator[ActorChance]:
        outcome = self.outcome
        for n, id in enumerate(outcome.seen.actors):
            share = wilson(int(outcome.with_it.force[n]), outcome.runs, outcome.z)
            side = self.world.sides.get(id, Side(id, id, None))
            yield ActorChance(
                id, side.name, side.code, share.value, share.low, share.high,
                int(outcome.without_it.force[n]) / outcome.runs,
                *beta_range(share.value, float(outcome.between.force[n]), self.interval),
            )  # fmt: skip

    def fronts(self) -> Iterator[FrontChance]:
        outcome = self.outcome
        on_supposed = {
            front_of(move.actor, move.target)
            for move in self.supposed
            if move.target is not None and move.level > 1
        }
        for n, pair in enumerate(outcome.seen.fronts):
            standing = self.world.fronts.get(pair, _NO_FRONT)
            share = wilson(int(outcome.with_it.rises[n]), outcome.runs, outcome.z)
            low, high = beta_range(share.value, float(outcome.between.rises[n]), self.interval)
            one, other = (self.world.sides.get(id, Side(id, id, None)) for id in pair)
            yield FrontChance(
                id=f"front--{pair[0]}--{pair[1]}",
                sides=(one, other),
                level=standing.level,
                level_name=LEVELS[standing.level],
                opens_or_rises=share.value,
                low=share.low,
                high=share.high,
                baseline=int(outcome.without_it.rises[n]) / outcome.runs,
                range_low=low,
                range_high=high,
                falls=int(outcome.with_it.falls[n]) / outcome.runs,
                reaches=tuple(self._reaches(n)),
                is_supposed=pair in on_supposed,
                entries=standing.entries,
            )

    def _reaches(self, front: int) -> Iterator[Reach]:
        outcome = self.outcome
        for at, level in enumerate(HOSTILE_LEVELS):
            yield Reach(
                level,
                LEVELS[level],
                int(outcome.with_it.reach[front, at]) / outcome.runs,
                int(outcome.without_it.reach[front, at]) / outcome.runs,
            )

    def commitments(self) -> Iterator[CommitmentChance]:
        outcome, sides = self.outcome, self.world.sides
        number = {promise.id: n for n, promise in enumerate(outcome.graph.promises)}
        for promise in self.world.promises:
            n = number.get(promise.id)
            count = 0 if n is None else int(outcome.with_it.fired[n])
            share = wilson(count, outcome.runs, outcome.z)
            influence, of = self._influence(promise.id)
            yield CommitmentChance(
                id=promise.id,
                actor=sides.get(promise.actor, Side(promise.actor, promise.actor, None)),
                says=said(promise, sides),
                part=part_of(promise),
                met=0.0 if n is None else int(outcome.with_it.met[n]) / outcome.runs,
                fired=share.value,
                low=share.low,
                high=share.high,
                baseline=0.0 if n is None else int(outcome.without_it.fired[n]) / outcome.runs,
                influence=influence,
                influences=of,
                entries=promise.entries,
            )

    def _influence(self, promise: str) -> tuple[float, str | None]:
        """The change that leaving it out makes where it makes most, and where that is."""
        outcome = self.outcome
        left_out = outcome.left_out.get(promise)
        if left_out is None:
            return 0.0, None
        seen = outcome.seen
        named = [*seen.actors, *(f"front--{one}--{other}" for one, other in seen.fronts)]
        change = np.concatenate(
            [outcome.with_it.force - left_out.force, outcome.with_it.rises - left_out.rises]
        )
        most = int(np.argmax(np.abs(change)))
        return (int(change[most]) / outcome.runs, named[most]) if change[most] else (0.0, None)

    def chain(self, path: Path) -> Chain:
        share = wilson(path.runs, self.outcome.runs, self.outcome.z)
        moves, links = self.outcome.graph.moves, self.outcome.graph.links
        start = Step(f"{event_in_words(moves[path.start], self.world.sides)} (supposed)", ())
        steps = (start, *(self._step(links[number]) for number in path.links))
        return Chain(share.value, share.low, share.high, steps)

    def _step(self, link: Link) -> Step:
        event = event_in_words(self.outcome.graph.moves[link.effect], self.world.sides)
        by, entries = self._by(link)
        return Step(f"{event} ({by})", entries)

    def _by(self, link: Link) -> tuple[str, Ids]:
        """By what an event comes, in words, and the entries that this rests on."""
        world = self.world
        kind, *rest = link.draw
        if kind == "word":
            promise = next(one for one in self.outcome.graph.promises if one.id == rest[0])
            return f"its word: {said(promise, world.sides)}", promise.entries
        rates, what = {
            "reply": (world.replies, "in reply"),
            "call": (world.calls, "calling an ally"),
            "answer": (world.answers, "in answer to the call"),
        }[link.kind]
        rate = rates.of(*rest)
        return f"{what}, rate {rate.mean:.2f} {basis_of(rate.basis, rate.seen)}", rate.entries


def basis_of(basis: str, seen: int) -> str:
    """Where a rate is from, in words."""
    if basis == "record":
        return f"from {seen} {'case' if seen == 1 else 'cases'} in the record and the prior"
    return "by the prior alone" if basis == "prior" else "set by hand"
