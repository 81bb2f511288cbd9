"""Ties that turned, and members that drifted from their alliance, between two days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from foedus.network.events import Floats, Ints
from foedus.network.past import Past, Unusual
from foedus.network.shapes import Alliance, Change
from foedus.network.sides import Side
from foedus.network.situation import Situation
from foedus.network.ties import Ties

_SIGNS = {1: "positive", 0: "open", -1: "negative"}
_MOST_ENTRIES = 50  # that a change cites; the tie has them all


def turned_ties(now: Situation, then: Situation, past: Past) -> Iterator[Change]:
    """Ties of both ways together whose sign is settled and is not what it was.

    What became open is no turn: a tie of which nothing is heard opens by itself.
    """
    ties, before = _Pooled(now.ties.pooled()), _Pooled(then.ties.pooled())
    for row in np.flatnonzero(ties.ties.sign).tolist():
        ends = ties.ends(row)
        earlier = before.rows([ends])
        was = int(before.ties.sign[earlier[0]]) if earlier else 0
        if int(ties.ties.sign[row]) != was and ties.heard_since(past, [row]):
            yield _turned(ties, row, before, earlier, past)


def drifts(now: Situation, then: Situation, past: Past, least: float) -> Iterator[Change]:
    """Members whose ties to the others of their alliance, taken for one, fell by `least`.

    A member of which nothing is told since then has not drifted.
    """
    made = [call for call in now.calls if call.date is not None and call.date <= past.until]
    earlier = then.alliance_ids(made)
    ties, before = _Pooled(now.ties.pooled()), _Pooled(then.ties.pooled())
    for alliance in now.alliances:
        for member in alliance.members if alliance.id in earlier else ():
            pairs = [(member.id, side.id) for side in alliance.members if side != member]
            rows, rows_then = ties.rows(pairs), before.rows(pairs)
            was, value = before.value(rows_then), ties.value(rows)
            if was - value >= least and ties.heard_since(past, rows):
                way = "a fall of its ties to the others"
                unusual = _moved(before, rows_then, value - was, past, way)
                entries = [id for row in rows for id in now.ties.pooled().entries(row)[:10]]
                yield _drifted(alliance, member, (was, value), unusual, entries)


@dataclass(frozen=True, eq=False)
class _Pooled:
    """Ties of both ways together, and those of several pairs taken for one."""

    ties: Ties

    def ends(self, row: int) -> tuple[str, str]:
        """The ids of the sides of a row."""
        sides = self.ties.sides
        return sides[int(self.ties.source[row])].id, sides[int(self.ties.target[row])].id

    @cached_property
    def _row_of(self) -> dict[tuple[str, str], int]:
        ids = [side.id for side in self.ties.sides]
        ends = zip(self.ties.source.tolist(), self.ties.target.tolist(), strict=True)
        return {(ids[one], ids[other]): row for row, (one, other) in enumerate(ends)}

    def rows(self, pairs: Iterable[tuple[str, str]]) -> list[int]:
        """The rows of those pairs that have one."""
        found = (self._row_of.get((min(pair), max(pair))) for pair in pairs)
        return [row for row in found if row is not None]

    def value(self, rows: Sequence[int]) -> float:
        """The value of these ties if they were one."""
        chosen = np.asarray(rows, dtype=np.int64)
        good = float(self.ties.cooperation[chosen].sum())
        bad = float(self.ties.hostility[chosen].sum())
        return (good - bad) / (good + bad + 2 * self.ties.options.prior)

    def values(self, rows: Sequence[int], past: Past) -> Floats:
        """The same at each bound of the past, newest first."""
        deeds, row = self.ties.deeds, self._deeds(rows)
        age = past.bounds[:, None] - deeds.day[row][None, :]
        weight = np.exp2(-np.maximum(age, 0) / self.ties.options.half_life)
        weight = np.where(age < 0, 0.0, weight * deeds.score[row] * deeds.confidence[row])
        good, bad = np.maximum(weight, 0).sum(axis=1), np.maximum(-weight, 0).sum(axis=1)
        values: Floats = (good - bad) / (good + bad + 2 * self.ties.options.prior)
        return values

    def heard_since(self, past: Past, rows: Sequence[int]) -> bool:
        """Whether a deed between them is of a later day than the past."""
        return bool((self.ties.deeds.day[self._deeds(rows)] > past.until.toordinal()).any())

    def _deeds(self, rows: Sequence[int]) -> Ints:
        counted = self.ties.counted
        spans = [counted.row[counted.start[row] : counted.start[row + 1]] for row in rows]
        return np.concatenate([np.zeros(0, dtype=np.int32), *spans]).astype(np.int32)


def _moved(before: _Pooled, rows: Sequence[int], by: float, past: Past, what: str) -> Unusual:
    """How unusual it is that a tie moved so far."""
    seen = 0
    if rows and past.spans:
        values = before.values(rows, past)
        steps = values[:-1] - values[1:]
        seen = int((steps >= by).sum() if by > 0 else (steps <= by).sum())
    return past.unusual(seen, f"{what} by {abs(by):.2f} or more")


def _turned(ties: _Pooled, row: int, before: _Pooled, earlier: list[int], past: Past) -> Change:
    (tie,) = ties.ties.records([row])
    was = before.value(earlier)
    sign = _SIGNS[int(before.ties.sign[earlier[0]])] if earlier else "open"
    way = "up" if tie.value > was else "down"
    unusual = _moved(before, earlier, tie.value - was, past, f"a move of the tie {way}")
    return Change(
        id=f"change--{tie.id}",
        kind="tie-turned",
        sides=(tie.source, tie.target),
        date=None,
        says=f"{tie.source.name} and {tie.target.name}: {sign} before, {tie.sign} now",
        before=f"{sign} {was:+.2f}",
        after=f"{tie.sign} {tie.value:+.2f}",
        surprise=unusual.surprise,
        arithmetic=unusual.arithmetic,
        entries=tie.entries[:_MOST_ENTRIES],
    )


def _drifted(
    alliance: Alliance,
    member: Side,
    values: tuple[float, float],
    unusual: Unusual,
    entries: Sequence[str],
) -> Change:
    return Change(
        id=f"change--member-drifted--{alliance.id}--{member.id}",
        kind="member-drifted",
        sides=(member, *(side for side in alliance.members if side != member)),
        date=None,
        says=f"{member.name} in {alliance.name}: its ties to the other members fell",
        before=f"{values[0]:+.2f}",
        after=f"{values[1]:+.2f}",
        surprise=unusual.surprise,
        arithmetic=unusual.arithmetic,
        entries=tuple(dict.fromkeys(entries))[:_MOST_ENTRIES],
    )
