"""How long the frustration index takes, beside a bare HiGHS solve of the same model.

    python benchmarks/balance.py --time-limit 20 [WINDOWS.csv]

Three kinds of network: 200 actors in two blocs with some ties against them; the relations of
states in four-year windows, from the CSV given or from the usual place if it is at hand; and 40
actors with random signs. The bare solve is the integer model of Aref, Mason and Wilson (2020)
given to HiGHS with a row for each unbalanced triangle, and the same without these rows: no search,
no longer cycles, no blocks. Each is stopped at the time limit; then bounds are printed.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from foedus.network.balance import Balance, SignedTie, balance
from foedus.sources.edges import read_edges

ROOT = Path(__file__).parents[1]
USUAL = ROOT.parent / "shared" / "peers" / "signed" / "cow_windows_edges.csv"
SEED = 1959


def two_blocs(actors: int, density: float, against: float) -> list[SignedTie]:
    """Friends inside each half and foes between, but for a share of the ties."""
    chance = random.Random(SEED)
    ties = []
    for one, other in combinations(range(actors), 2):
        if chance.random() < density:
            is_alike = (one < actors // 2) == (other < actors // 2)
            turned = chance.random() < against
            ties.append(SignedTie(f"a{one:03}", f"a{other:03}", 1 if is_alike != turned else -1))
    return ties


def networks(windows: Path) -> Iterator[tuple[str, Sequence[SignedTie]]]:
    yield "two blocs, all ties, 5 % against", two_blocs(200, 1.0, 0.05)
    yield "two blocs, 3 in 10 ties, 10 % against", two_blocs(200, 0.3, 0.1)
    yield "two blocs, 1 in 10 ties, 20 % against", two_blocs(200, 0.1, 0.2)
    if windows.exists():
        with windows.open(newline="") as file:
            names = sorted({row["window"] for row in csv.DictReader(file)})
        for name in names:
            yield f"states, {name}", read_edges(windows, window=name)
    yield "random signs, 1 in 5 ties", two_blocs(40, 0.2, 0.5)
    yield "random signs, 2 in 5 ties", two_blocs(40, 0.4, 0.5)
    yield "random signs, all ties", two_blocs(40, 1.0, 0.5)


def unbalanced_triangles(names: Sequence[str], ties: Sequence[SignedTie]) -> list[list[int]]:
    """The numbers of their ties."""
    at = {(tie.source, tie.target): number for number, tie in enumerate(ties)}
    at |= {(tie.target, tie.source): number for number, tie in enumerate(ties)}
    later: dict[str, set[str]] = {name: set() for name in names}
    for tie in ties:
        later[min(tie.source, tie.target)].add(max(tie.source, tie.target))
    triangles = (
        [at[a, b], at[b, c], at[a, c]]
        for a in names
        for b in sorted(later[a])
        for c in sorted(later[a] & later[b])
    )
    return [three for three in triangles if np.prod([ties[one].sign for one in three]) < 0]


def bare(ties: Sequence[SignedTie], seconds: float, *, cuts: bool) -> str:
    """What HiGHS says of the model by itself: the index, or its bounds."""
    names = sorted({name for tie in ties for name in (tie.source, tie.target)})
    at = {name: number for number, name in enumerate(names)}
    nodes, count = len(names), len(ties)
    entries = []
    least: list[int] = []
    for number, tie in enumerate(ties):
        one, other, f = at[tie.source], at[tie.target], nodes + number
        for turn in (1, -1):
            row = len(least)
            entries += [(row, one, turn), (row, other, -turn * tie.sign), (row, f, 1)]
            least.append(0 if tie.sign > 0 else turn)
    for three in unbalanced_triangles(names, ties) if cuts else ():
        entries += [(len(least), nodes + number, 1) for number in three]
        least.append(1)
    rows, columns, values = zip(*entries, strict=True)
    model = coo_array((values, (rows, columns)), shape=(len(least), nodes + count)).tocsr()
    most = np.ones(nodes + count)
    most[0] = 0
    found = milp(
        np.repeat([0, 1], [nodes, count]),
        integrality=np.repeat([1, 0], [nodes, count]),
        bounds=Bounds(0, most),
        constraints=LinearConstraint(model, least, np.inf),
        options={"time_limit": seconds, "mip_rel_gap": 0},
    )
    if found.status == 0:
        return f"{round(found.fun)}"
    best = "nothing" if found.fun is None else f"{round(found.fun)}"
    lower = "?" if found.mip_dual_bound is None else f"{found.mip_dual_bound:.0f}"
    return f"{lower}..{best}"


def told(found: Balance) -> str:
    return f"{found.upper}" if found.proved else f"{found.lower}..{found.upper}"


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("windows", nargs="?", type=Path, default=USUAL)
    parser.add_argument("--time-limit", type=float, default=20.0)
    parser.add_argument("--without-bare", action="store_true", help="foedus alone")
    chosen = parser.parse_args()
    bare(two_blocs(4, 1.0, 0.0), 1.0, cuts=True)  # loads the solver
    print(
        f"{'network':40s} actors  ties  foedus: index  seconds"
        "  with triangles  seconds            bare  seconds"
    )
    for name, ties in networks(chosen.windows):
        start = time.perf_counter()
        found = balance(ties, time_limit=chosen.time_limit)
        ours = time.perf_counter() - start
        line = f"{name:40s} {found.nodes:6d} {found.edges:5d} {told(found):>14s} {ours:8.2f}"
        if not chosen.without_bare:
            for cuts in (True, False):
                start = time.perf_counter()
                theirs = bare(ties, chosen.time_limit, cuts=cuts)
                line += f" {theirs:>15s} {time.perf_counter() - start:8.2f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
