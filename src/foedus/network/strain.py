"""Strain: how far the members of an alliance fail each other, by five named components.

Each component is a share, 0 to 1: a cases (whole or weighed) of failing and b of not. Its value is
a / (a + b + 1): the share as seen, with one case without strain added, so that a single weak sign
does not make a whole component. Its 90 % interval is that of the share under the prior of Jeffreys
(beta.py), down to 0 where no failing was seen and up to 1 where nothing else was (Brown, Cai and
DasGupta 2001). Of which nothing is known has the value 0 and the interval 0 to 1.

    total = 1 - Π (1 - weight · component)

with weight ½: no component alone makes an alliance more than half strained, and two that are whole
make it three quarters. The bounds of the total are those that the low ends and the high ends of the
known components give; they hold it with more than 90 %, since it is unlikely that all err one way.
Components of which nothing is known add nothing, and are named as such.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from foedus.network.shapes import Call, Component, Strain
from foedus.network.sides import Side
from foedus.network.strain_in_ties import hostility, imbalance, uneven_burden
from foedus.network.strain_parts import StrainOptions, known, share, unknown

if TYPE_CHECKING:
    from foedus.network.ties import Ties

__all__ = ["COMPONENTS", "Held", "Saying", "Seen", "StrainOptions", "Voice", "strain", "total"]

Saying = Literal["holds", "strained", "withdraws"]
COMPONENTS: Final = ("unanswered", "hostility", "imbalance", "uneven burden", "voiced")
_ANSWERS: Final[Mapping[str, float]] = {
    "granted": 0.0, "partial": 0.5, "conditional": 0.5, "refused": 1.0, "unanswered": 1.0,
}  # fmt: skip
_DEFAULT: Final = StrainOptions()


@dataclass(frozen=True, slots=True)
class Voice:
    """A report that speaks of an alliance, and what it says of it."""

    report: str
    day: dt.date | None
    says: Saying
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Those whose failing counts: members, the ids they act under, and whom they are against.

    `ids` are those of the members and of their organisation.
    """

    members: tuple[Side, ...]
    ids: frozenset[str]
    adversaries: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the strain of one alliance is measured from."""

    as_of: dt.date | None
    ties: Ties
    calls: Sequence[Call]
    voices: Sequence[Voice]


def strain(held: Held, seen: Seen, options: StrainOptions = _DEFAULT) -> Strain:
    """The five components and what they come to."""
    found = (
        unanswered(seen.calls, seen.as_of, options),
        hostility(seen.ties, held.ids, options),
        imbalance(seen.ties, held.ids, options),
        uneven_burden(seen.ties, held.members, held.adversaries, options),
        voiced(seen.voices, seen.as_of, options),
    )
    return total(found)


def total(components: Sequence[Component]) -> Strain:
    """1 - Π (1 - weight · component), with bounds from the components' own.

    >>> refused = Component("unanswered", 0.5, 0.2, 0.8, 0.5, True, "", ())
    >>> hostile = Component("hostility", 0.2, 0.0, 0.4, 0.5, True, "", ())
    >>> found = total([refused, hostile])  # 1 - 0.75 · 0.9; 1 - 0.9 · 1; 1 - 0.6 · 0.8
    >>> round(found.total, 3), round(found.low, 3), round(found.high, 3)
    (0.325, 0.1, 0.52)
    """
    sure = [one for one in components if one.is_known] or components

    def joined(values: Iterable[tuple[float, float]]) -> float:
        return 1 - math.prod(1 - weight * value for weight, value in values)

    return Strain(
        total=joined((one.weight, one.value) for one in components),
        low=joined((one.weight, one.low) for one in sure),
        high=joined((one.weight, one.high) for one in sure),
        components=tuple(components),
    )


def unanswered(
    calls: Iterable[Call], as_of: dt.date | None, options: StrainOptions = _DEFAULT
) -> Component:
    """The share of the members' calls on each other that got no help.

    A call that was granted counts 0, one answered in part or under a condition ½, one refused 1;
    so does one without an answer, once it is older than the patience.
    """
    name, failed, helped = "unanswered", 0.0, 0.0
    answers: dict[str, int] = {}
    counted: list[tuple[float, Call]] = []
    for call in calls:
        if not _counts(call, as_of, options):
            continue
        how_far = _ANSWERS[call.answer]
        failed, helped = failed + how_far, helped + 1 - how_far
        answers[call.answer] = answers.get(call.answer, 0) + 1
        counted.append((how_far, call))
    if not counted:
        return unknown(name, "no call of one member on another", options)
    says = ", ".join(f"{answers[kind]} {kind}" for kind in _ANSWERS if kind in answers)
    counted.sort(key=lambda pair: -pair[0])
    entries = [id for _, call in counted for id in call.entries]
    many = f"{len(counted)} calls" if len(counted) > 1 else "1 call"
    return known(name, share(failed, helped), f"{many} inside it: {says}", entries, options)


def _counts(call: Call, as_of: dt.date | None, options: StrainOptions) -> bool:
    if as_of is None or call.date is None:
        return True
    age = (as_of - call.date).days
    is_pending = call.answer == "unanswered" and age < options.patience
    return age <= options.call_memory and not is_pending


def voiced(
    voices: Iterable[Voice], as_of: dt.date | None, options: StrainOptions = _DEFAULT
) -> Component:
    """The share of the reports that speak of the alliance which say that it fails.

    They call it strained, or tell that a member withdraws from where another stands. A report
    weighs 2^(-age / half-life).
    """
    counts: dict[Saying, int] = {"holds": 0, "strained": 0, "withdraws": 0}
    failing, calm = 0.0, 0.0
    entries: list[tuple[float, tuple[str, ...]]] = []
    for voice in voices:
        age = (as_of - voice.day).days if as_of is not None and voice.day is not None else 0
        weight = 2.0 ** -(age / options.half_life)
        counts[voice.says] += 1
        if voice.says == "holds":
            calm += weight
        else:
            failing += weight
            entries.append((weight, voice.entries))
    of_all = sum(counts.values())
    if not of_all:
        return unknown("voiced", "no report speaks of it", options)
    entries.sort(key=lambda pair: -pair[0])
    says = (
        f"of {of_all} {'report' if of_all == 1 else 'reports'} on it {counts['strained']} "
        f"{'calls' if counts['strained'] == 1 else 'call'} it strained and {counts['withdraws']} "
        f"{'tells' if counts['withdraws'] == 1 else 'tell'} that a member withdraws"
    )
    flat = [id for _, some in entries for id in some]
    return known("voiced", share(failing, calm), says, flat, options)
