"""All runs at once: round by round, which events happen in which runs. A run is a bit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.draws import Bits, Draws, Floats
from foedus.outlook.graph import Graph, Key
from foedus.outlook.matching import part_of
from foedus.outlook.options import Options
from foedus.outlook.wiring import Watched, Wiring
from foedus.outlook.world import HOSTILE_LEVELS, Promise, World


@dataclass(frozen=True, eq=False)
class Drawn:
    """The draws of a chunk: (draw, words) of single links, (reply, round, words) of replies.

    `kept` says in which runs a commitment is acted on once it is met, and `honoured` in which its
    actor holds back as it said. `anyway` is (level, pair, words).
    """

    single: Bits
    replies: Bits
    kept: Bits
    honoured: Bits
    anyway: Bits
    all_runs: Bits

    def columns(self, chosen: NDArray[np.intp]) -> Drawn:
        """Only these words of runs."""
        return Drawn(
            *(
                getattr(self, name)[..., chosen]
                for name in ("single", "replies", "kept", "honoured", "anyway", "all_runs")
            )
        )

    def without(self, promises: Sequence[int], words: Sequence[int]) -> Drawn:
        """The same where some commitments were never given; `words` are their rows of `single`."""
        single, honoured = self.single.copy(), self.honoured.copy()
        single[list(words)] = 0
        honoured[list(promises)] = 0
        return replace(self, single=single, honoured=honoured)


def drawn_for(graph: Graph, wiring: Wiring, seen: Watched, world: World, setting: Setting) -> Drawn:
    """Draw all that the runs of a chunk may need."""
    draws, options = setting.draws, setting.options
    actors = sorted({promise.actor for promise in graph.promises})
    credible = {
        actor: draws.share(world.credibility.of(actor), "credibility", actor) for actor in actors
    }
    kept, honoured = [], []
    for promise in graph.promises:
        share = credible[promise.actor] * options.strength(promise.strength)
        freely = options.release if part_of(promise) == "release" else 1.0
        kept.append(draws.happens(share * freely, "word", *decision(promise)))
        # Who stops, or holds back from then on, does so by the same decision.
        once_met = part_of(promise) in ("stop", "restrain")
        honoured.append(
            kept[-1] if once_met else draws.happens(share, "honours", *decision(promise))
        )
    word = {promise.id: row for promise, row in zip(graph.promises, kept, strict=True)}
    single = [_single(key, word, world, draws) for key in wiring.draws]
    replies = [
        draws.happens_each_round(
            draws.share(world.replies.of(*key[1:]), *key), options.rounds, *key
        )
        for key in wiring.replies
    ]
    shape = draws.words
    return Drawn(
        single=_stacked(single, (shape,)),
        replies=_stacked(replies, (options.rounds, shape)),
        kept=_stacked(kept, (shape,)),
        honoured=_stacked(honoured, (shape,)),
        anyway=_anyway(seen, world, draws),
        all_runs=draws.all_runs(),
    )


def decision(promise: Promise) -> tuple[str, ...]:
    """What is decided once in a run: the same act towards the same, however often it was promised.

    So two promises of one act are no two chances of it: it is done where the likelier of them is
    kept. Where the act has no type, each promise is a decision of its own.
    """
    act = (promise.event, *promise.towards) if promise.event is not None else (promise.id,)
    return promise.actor, promise.polarity, *act


@dataclass(frozen=True)
class Setting:
    """The stream of a chunk, and the numbers that are set."""

    draws: Draws
    options: Options


def _single(key: Key, word: dict[str, Bits], world: World, draws: Draws) -> Bits:
    kind, *rest = key
    if kind == "word":
        return word[str(rest[0])]
    rates = world.calls if kind == "call" else world.answers
    return draws.happens(draws.share(rates.of(*rest), *key), *key)


def _anyway(seen: Watched, world: World, draws: Draws) -> Bits:
    """For each level and pair the runs in which it comes to this anyway: one draw for each pair.

    A single draw with a share from a Beta is one with its mean, save where runs share it.
    """
    found = np.zeros((len(HOSTILE_LEVELS), len(seen.anyway), draws.words), dtype=np.uint64)
    for n, pair in enumerate(seen.anyway):
        most: Floats | float = 1.0  # what is more hostile is no more frequent
        for at, level in enumerate(HOSTILE_LEVELS):
            rate = world.anyway.get((*pair, level))
            if rate is not None:
                share = rate.mean if draws.together == 1 else draws.share(rate, "anyway", *pair)
                most = np.minimum(most, share)
                found[at, n] = draws.happens(most, "anyway", *pair)
    return found


def _stacked(rows: list[Bits], shape: tuple[int, ...]) -> Bits:
    return np.stack(rows) if rows else np.zeros((0, *shape), dtype=np.uint64)


@dataclass(frozen=True, eq=False)
class Played:
    """What came of it: a row of bits for each event, front, commitment or link.

    `later` are events after the first round, that is not those supposed. `via` has, for each link
    in the order of the wiring, the runs in which it was by it that its effect came first.
    """

    happened: Bits
    later: Bits
    calm: Bits
    met: Bits
    held_back: Bits
    via: Bits


@dataclass(frozen=True, eq=False)
class Stage:
    """What does not change from chunk to chunk."""

    graph: Graph
    wiring: Wiring
    seen: Watched
    rounds: int


def play(stage: Stage, drawn: Drawn, *, trace: bool = True) -> Played:
    """Play all runs of a chunk, each round from the events of the one before.

    Without `trace` it is not noted by which links events came, and `via` is empty.
    """
    run = _Run(stage.graph, stage.wiring, stage.seen, drawn)
    run.is_traced = trace
    for number in range(stage.rounds):
        if not run.new.any():
            break
        run.step(number)
    return Played(run.happened, run.later, run.calm, run.met, run.held_back, run.via)


class _Run:
    """The state of all runs of a chunk between two rounds."""

    def __init__(self, graph: Graph, wiring: Wiring, seen: Watched, drawn: Drawn) -> None:
        words = len(drawn.all_runs)
        self._wiring, self._seen, self._drawn = wiring, seen, drawn
        self.new = self._none(len(graph.moves), words)
        self.new[: graph.supposed] = drawn.all_runs
        self.happened = self.new.copy()
        self.later = np.zeros_like(self.new)
        self._first = self.new.copy()
        self.is_traced = True
        self._done = self._none(len(np.unique(wiring.act)), words)
        self.met = self._none(len(graph.promises), words)
        self.held_back = np.zeros_like(self.met)
        self.via = self._none(len(wiring.order), words)
        self.calm = self._none(len(seen.fronts), words)
        self._follow_fronts()

    @staticmethod
    def _none(rows: int, words: int) -> Bits:
        return np.zeros((rows, words), dtype=np.uint64)

    def step(self, number: int) -> None:
        wiring, drawn = self._wiring, self._drawn
        self.met[wiring.met.targets] |= wiring.met.joined(self.new)
        single = self.new[wiring.cause] & drawn.single[wiring.draw] & ~self._done[wiring.act]
        reply = self.new[wiring.reply_cause] & drawn.replies[:, number]
        self._hold_back(single, reply)
        acts = wiring.acts.either(single)
        self._done |= acts
        if self.is_traced:
            self._trace(single, reply)
        coming = np.zeros_like(self.new)
        coming[wiring.by_effect.targets] = wiring.by_effect.joined(acts)
        coming[wiring.reply_effect] |= reply
        self.new = coming
        self._first = coming & ~self.happened
        self.happened |= coming
        self.later |= coming
        self._follow_fronts()

    def _hold_back(self, single: Bits, reply: Bits) -> None:
        """Take out the links that commitments in force are against."""
        wiring = self._wiring
        held = wiring.held
        if not len(held.members):
            return
        in_force = np.zeros_like(self.met)
        in_force[wiring.starts_held] = self._drawn.all_runs
        in_force[wiring.freed.targets] &= ~wiring.freed.joined(self.met)
        in_force[wiring.held_once_met] |= self.met[wiring.held_once_met]
        in_force &= self._drawn.honoured
        owners, count = held.owners, len(single)
        is_reply = owners >= count
        against = in_force[held.members]
        tried = np.empty_like(against)
        tried[~is_reply] = single[owners[~is_reply]]
        tried[is_reply] = reply[owners[is_reply] - count]
        np.bitwise_or.at(self.held_back, held.members, tried & against)
        barred = held.either(against)
        is_reply = held.targets >= count
        single[held.targets[~is_reply]] &= ~barred[~is_reply]
        reply[held.targets[is_reply] - count] &= ~barred[is_reply]

    def _trace(self, single: Bits, reply: Bits) -> None:
        """Note by which links events come for the first time, from causes that just did."""
        wiring, count = self._wiring, len(single)
        effect = np.zeros(len(wiring.acts.targets), dtype=np.intp)
        effect[wiring.by_effect.members] = wiring.by_effect.owners
        unseen = ~self.happened
        self.via[:count] |= single & self._first[wiring.cause] & unseen[effect[wiring.act]]
        self.via[count:] |= reply & self._first[wiring.reply_cause] & unseen[wiring.reply_effect]

    def _follow_fronts(self) -> None:
        """A front is calm from a retreat on, until something hostile happens on it."""
        calms, hostile = self._seen.calms, self._seen.reach[0]
        self.calm[calms.targets] |= calms.joined(self.new)
        self.calm[hostile.targets] &= ~hostile.joined(self.new)
