"""From bits to shares: how many runs, and the interval that so many runs leave."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.network.shapes import Estimate
from foedus.outlook.draws import WORD, Bits, counted
from foedus.outlook.runs import Drawn, Played
from foedus.outlook.wiring import Groups, Watched
from foedus.outlook.world import HOSTILE_LEVELS, World

Counts = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tally:
    """In how many runs: each actor uses force; each front reaches each level (fronts, levels),
    rises above where it stands, or falls; each commitment is met, and acted on."""

    force: Counts
    reach: Counts
    rises: Counts
    falls: Counts
    met: Counts
    fired: Counts

    def plus(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in _NAMES))

    def minus(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) - getattr(other, name) for name in _NAMES))


_NAMES = ("force", "reach", "rises", "falls", "met", "fired")


def tally(played: Played | None, drawn: Drawn, seen: Watched, world: World) -> Tally:
    """Count a chunk; without anything played, what comes anyway."""
    force, reach = _outcomes(played, drawn, seen)
    met = played.met if played is not None else np.zeros_like(drawn.kept)
    calm = played.calm if played is not None else np.zeros_like(reach[0])
    levels = np.array([_level(world, pair) for pair in seen.fronts], dtype=np.int64)
    reached = np.stack([counted(bits) for bits in reach], axis=-1)
    return Tally(
        force=counted(force),
        reach=reached,
        rises=_above(reached, levels),
        falls=np.where(levels > 1, counted(calm), 0),
        met=counted(met),
        fired=counted(met & drawn.kept),
    )


def shares_by_word(
    played: Played, drawn: Drawn, seen: Watched, world: World
) -> tuple[Shares, Shares]:
    """Of each 64 runs, the share in which each actor uses force, and in which each front rises."""
    force, reach = _outcomes(played, drawn, seen)
    levels = np.array([_level(world, pair) for pair in seen.fronts], dtype=np.int64)
    rises = np.zeros_like(reach[0])
    for at, level in enumerate(HOSTILE_LEVELS):
        rises[levels == level - 1] = reach[at][levels == level - 1]
    return counted(force[..., np.newaxis]) / WORD, counted(rises[..., np.newaxis]) / WORD


def _outcomes(played: Played | None, drawn: Drawn, seen: Watched) -> tuple[Bits, list[Bits]]:
    """Who uses force in which runs, and which front reaches each level."""
    words = len(drawn.all_runs)
    force = _spread(seen.anyway_force, drawn.anyway[-1], len(seen.actors), words)
    reach = [_spread(seen.anyway_reach, anyway, len(seen.fronts), words) for anyway in drawn.anyway]
    if played is not None:
        force |= _spread(seen.force, played.later, len(seen.actors), words)
        for level, groups in enumerate(seen.reach):
            reach[level] |= _spread(groups, played.happened, len(seen.fronts), words)
    return force, reach


def _level(world: World, pair: tuple[str, str]) -> int:
    standing = world.fronts.get(pair)
    return standing.level if standing is not None else 1


def _above(reached: Counts, levels: Counts) -> Counts:
    """In how many runs a front reaches the next level above its own; none above force."""
    found = np.zeros(len(levels), dtype=np.int64)
    for at, level in enumerate(HOSTILE_LEVELS):
        is_next = levels == level - 1
        found[is_next] = reached[is_next, at]
    return found


def _spread(groups: Groups, rows: Bits, count: int, words: int) -> Bits:
    found = np.zeros((count, words), dtype=np.uint64)
    found[groups.targets] = groups.joined(rows)
    return found


def wilson(count: int, runs: int, z: float) -> Estimate:
    """The share of runs and its interval (Wilson 1927), which narrows as one over the root of runs.

    It is what drawing so many runs leaves open, and nothing else: that the credibilities and rates
    are themselves uncertain is part of the share, since each run draws them anew.

    With n runs, a share p and z of the normal distribution the interval is
    (p + z²/2n ± z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n).

    >>> found = wilson(50, 100, 1.645)
    >>> round(found.low, 3), found.value, round(found.high, 3)
    (0.419, 0.5, 0.581)
    """
    share = count / runs
    squared = z * z / runs
    middle = (share + squared / 2) / (1 + squared)
    half = z * ((share * (1 - share) / runs + squared / (4 * runs)) ** 0.5) / (1 + squared)
    # At none and all of the runs the formula's end is 0 and 1 but for rounding.
    low = 0.0 if count == 0 else max(middle - half, 0.0)
    high = 1.0 if count == runs else min(middle + half, 1.0)
    return Estimate(share, low, high)
