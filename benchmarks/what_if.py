"""How long playing a supposition takes, beside a bare draw of as many random numbers.

    python benchmarks/what_if.py --runs 10000 20000 40000

A world is generated from a seed: 20 actors with three allies each, 60 commitments of all kinds, 12
rounds. Printed are the seconds of the whole (spanning the graph, all runs with and without the
supposition, leaving out each commitment that had a part, the chains), the seconds of the processor,
the peak of memory, and what numpy takes to draw as many uniform and Beta numbers as the runs use.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from foedus.network.sides import Side
from foedus.outlook.options import Options
from foedus.outlook.playing import Outcome, played_through
from foedus.outlook.world import Clause, Move, Promise, Standing, World, front_of

ACTORS, COMMITMENTS, ROUNDS, ALLIES = 20, 60, 12, 3
SUPPOSED = (Move("actor-00", "ASSAULT", "actor-01"), Move("actor-02", "ASSAULT", "actor-03"))


def made(seed: int) -> World:
    """A world in which one promise sets off many others."""
    draw = random.Random(seed)
    ids = [f"actor-{number:02}" for number in range(ACTORS)]
    promises = [promise(number, draw, ids) for number in range(COMMITMENTS)]
    return World(
        sides={id: Side(id, id, None) for id in ids},
        promises=tuple(promises),
        allies={id: tuple(draw.sample([o for o in ids if o != id], ALLIES)) for id in ids},
        fronts={front_of(*draw.sample(ids, 2)): Standing(draw.randint(1, 4)) for _ in range(30)},
    )


def promise(number: int, draw: random.Random, ids: list[str]) -> Promise:
    """By turns: will attack one, or whoever did it; will not unless; will not."""
    actor, towards, by, whom = draw.sample(ids, 4)
    kind, id = number % 4, f"promise-{number:02}"
    if kind < 2:
        clause = Clause("if", "ASSAULT", (by,) if draw.random() < 0.5 else (), (whom,))
        target = (towards,) if kind else ()
        return Promise(id, actor, "will", "pledge", "ASSAULT", target, clause)
    clause_ = Clause("unless", "ASSAULT", (), (whom,)) if kind == 2 else None
    return Promise(id, actor, "will-not", "plan", "ASSAULT", (), clause_)


def bare(outcome: Outcome) -> Callable[[], None]:
    """Draw as many numbers as the runs use, by numpy and nothing else."""
    links = {link.draw for link in outcome.graph.links}
    each_round = sum(draw[0] == "reply" for draw in links)
    once = len(links) - each_round + 2 * len(outcome.graph.promises)
    shares = len(links) + ACTORS

    def draw() -> None:
        stream = np.random.default_rng(1)
        for _ in range(each_round * ROUNDS + once):
            stream.random(outcome.runs, dtype=np.float32)
        for _ in range(shares):
            stream.beta(2.0, 2.0, outcome.runs)

    return draw


def timed(what: Callable[[], Any]) -> tuple[float, float, Any]:
    wall, own = time.perf_counter(), time.process_time()
    found = what()
    return time.perf_counter() - wall, time.process_time() - own, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, nargs="+", default=[10_000, 20_000, 40_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=3, help="the best of so many is shown")
    given = parser.parse_args()
    world = made(given.seed)
    played_through(world, SUPPOSED, Options(runs=100, rounds=ROUNDS))  # what is loaded once
    columns = (("runs", 8), ("seconds", 10), ("processor", 11), ("bare draws", 12), ("peak MB", 9))
    print("".join(f"{name:>{width}}" for name, width in columns), " events/links")
    for runs in given.runs:
        play = partial(played_through, world, SUPPOSED, Options(runs=runs, rounds=ROUNDS))
        whole = [timed(play) for _ in range(given.times)]
        outcome = whole[0][2]
        draws = min(timed(bare(outcome))[1] for _ in range(given.times))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{runs:>8}{min(one[0] for one in whole):>10.2f}{min(one[1] for one in whole):>11.2f}"
            f"{draws:>12.2f}{peak:>9.0f}  {len(outcome.graph.moves)}/{len(outcome.graph.links)},"
            f" {len(outcome.left_out)} left out"
        )


if __name__ == "__main__":
    main()
