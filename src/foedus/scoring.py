"""How well relations agree with gold: F1 by class, a confusion table, and whether confidence holds.

F1 is 2·TP / (2·TP + FP + FN); macro is the mean over the classes that gold has, weighted the mean
by their rows. The expected calibration error is Σ n_b/n · |accuracy_b − confidence_b| over ten bins
of equal width (Guo, Pleiss, Sun and Weinberger 2017).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from foedus.errors import UsageError

_BINS = 10
# Gold that does not tell a promised concession from one that is carried out.
_YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
# What gold's numbers 1 to 4 stand for. It counts YIELD, and so CONCEDE too, as material.
_QUADS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")


@dataclass(frozen=True, slots=True)
class Answered:
    """A gold row with its answer; `gold_root` and `gold_quad` are None where gold has none."""

    id: str
    sentence: str
    gold_root: str | None
    gold_quad: int | None
    event: str
    quad: str
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class ClassScore:
    """Precision, recall and F1 of one class, and its rows in gold."""

    name: str
    precision: float
    recall: float
    f1: float
    rows: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of a like confidence: how many, how sure on average, how often right."""

    low: float
    high: float
    rows: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Answers against gold, over one kind of class."""

    classes: tuple[ClassScore, ...]
    macro: float
    weighted: float
    accuracy: float
    confusion: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Score:
    """The comparison by root type and by quad, the calibration, and the rows that were missed."""

    rows: int
    root: Comparison | None
    quad: Comparison | None
    bins: tuple[Bin, ...]
    calibration_error: float | None
    missed: tuple[Answered, ...]


def score(answered: Sequence[Answered]) -> Score:
    """Compare answers with gold.

    Raises:
        UsageError: no row has a gold answer.
    """
    roots = [(like_gold(one.event, one.gold_root), one) for one in answered if one.gold_root]
    quads = [one for one in answered if one.gold_quad is not None]
    if not roots and not quads:
        raise UsageError("no row has a root or a penta to compare with; name a file of gold rows")
    bins = _bins([(one.confidence, found == one.gold_root) for found, one in roots])
    return Score(
        rows=len(answered),
        root=_compared([(str(one.gold_root), found) for found, one in roots]),
        quad=_compared([(_quad_name(one.gold_quad), _quadlike_gold(one)) for one in quads]),
        bins=bins,
        calibration_error=_calibration_error(bins),
        missed=tuple(one for found, one in roots if found != one.gold_root),
    )


def like_gold(event: str, gold: str | None) -> str:
    """The event as a gold row would call it, which has YIELD or its two halves."""
    return event if gold in _YIELD else _YIELD.get(event, event)


def _quadlike_gold(one: Answered) -> str:
    return _QUADS[1] if one.event in _YIELD else one.quad


def _quad_name(number: int | None) -> str:
    return _QUADS[number - 1] if number is not None and 1 <= number <= len(_QUADS) else str(number)


def _compared(pairs: Sequence[tuple[str, str]]) -> Comparison | None:
    """F1 and confusion of (gold, answer) pairs; None without any."""
    if not pairs:
        return None
    confusion: dict[str, dict[str, int]] = {}
    for (gold, found), count in sorted(Counter(pairs).items()):
        confusion.setdefault(gold, {})[found] = count
    answers = Counter(found for _, found in pairs)
    classes = tuple(
        _of_class(name, row.get(name, 0), answers[name], sum(row.values()))
        for name, row in confusion.items()
    )
    right = sum(row.get(name, 0) for name, row in confusion.items())
    return Comparison(
        classes=classes,
        macro=sum(one.f1 for one in classes) / len(classes),
        weighted=sum(one.f1 * one.rows for one in classes) / len(pairs),
        accuracy=right / len(pairs),
        confusion=confusion,
    )


def _of_class(name: str, right: int, answers: int, rows: int) -> ClassScore:
    return ClassScore(
        name=name,
        precision=right / answers if answers else 0.0,
        recall=right / rows,
        f1=2 * right / (answers + rows),
        rows=rows,
    )


def _bins(answers: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """(confidence, right) in ten bins of equal width; empty bins are left out."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in answers:
        held.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append((confidence, right))
    return tuple(
        Bin(
            low=number / _BINS,
            high=(number + 1) / _BINS,
            rows=len(some),
            confidence=sum(confidence for confidence, _ in some) / len(some),
            accuracy=sum(right for _, right in some) / len(some),
        )
        for number, some in sorted(held.items())
    )


def _calibration_error(bins: Sequence[Bin]) -> float | None:
    rows = sum(one.rows for one in bins)
    if not rows:
        return None
    return sum(one.rows * abs(one.accuracy - one.confidence) for one in bins) / rows
