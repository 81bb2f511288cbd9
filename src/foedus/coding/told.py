"""What the patterns say of a pair: the drafts in which its two sides have their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from foedus.coding.drafts import EventDraft, Slots
from foedus.coding.pairs import Pair
from foedus.model import Assertion
from foedus.reading.sentence import Token

# How well a draft fits a pair, best first.
FITS = ("both", "turned", "doer", "target", "neither")


@dataclass(frozen=True, slots=True)
class Told:
    """An event that a pattern found, and how the pair stands in it.

    `fit` is `both` where source and target have the places of doer and recipient, `turned` where
    they have each other's, `doer` or `target` where one has its place, else `neither`.
    """

    fit: str
    event: str
    mode: str | None
    assertion: Assertion
    rule: str
    trigger: Token


def told_of(pair: Pair, drafts: Iterable[EventDraft]) -> list[Told]:
    """What each draft says of the pair, the best fitting first."""
    found = [
        Told(
            fit=_fit(pair, draft),
            event=draft.event,
            mode=draft.mode,
            assertion=draft.assertion,
            rule=draft.pattern.id,
            trigger=draft.trigger,
        )
        for draft in drafts
    ]
    return sorted(found, key=lambda told: FITS.index(told.fit))


def features_of_told(told: Sequence[Told]) -> list[str]:
    """The patterns' answers as features, so that the classifier can weigh them too."""
    if not told:
        return ["told nothing"]
    best = told[0].fit
    found = [f"told {best}"]
    for one in told:
        found += [f"told {one.fit}={one.event}", f"told {one.fit}={one.rule}"]
        if one.fit == best:
            found += [f"told={one.event}", f"told={one.event} {one.assertion}"]
    return found


def _fit(pair: Pair, draft: EventDraft) -> str:
    source_does = _stands(pair.is_source, draft.doers)
    target_does = _stands(pair.is_target, draft.doers)
    if source_does and target_does and draft.pattern.mutual:
        return "both"
    target_bears = _stands(pair.is_target, draft.targets)
    if source_does:
        return "both" if target_bears else "doer"
    if target_does and _stands(pair.is_source, draft.targets):
        return "both" if draft.pattern.mutual else "turned"
    return "target" if target_bears else "neither"


def _stands(is_side: Callable[[Token], bool], slots: Slots) -> bool:
    return any(is_side(token) for slot in slots for token in slot)
