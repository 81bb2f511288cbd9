"""Nouns in "-ing" of the verbs of patterns: "the arming of rebels" for "arm rebels"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.coding.patterns import Pattern

_VOWELS = "aeiou"


def with_gerund_nouns(events: Sequence[Pattern]) -> tuple[Pattern, ...]:
    """The patterns, each with the nouns in "-ing" of its verbs that no pattern lists itself.

    They count as `nouns-of` do: with an object that the pattern asks for, and where something
    carries, plans, denies or asks for what they name.
    """
    listed = {noun for pattern in events for noun in (*pattern.nouns, *pattern.nouns_of)}
    return tuple(
        replace(pattern, nouns_of=pattern.nouns_of | (gerunds(pattern.verbs) - listed))
        if pattern.complement is None
        else pattern  # a warning or a saying is no deed by itself
        for pattern in events
    )


def gerunds(verbs: Iterable[str]) -> frozenset[str]:
    """ "arming" of "arm", "seizing" of "seize", "jamming" of "jam"; of single words alone."""
    return frozenset(_gerund(verb) for verb in verbs if verb.isalpha())


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1]}ing" if _doubles(verb) else f"{verb}ing"


def _doubles(verb: str) -> bool:
    """One syllable, and one vowel before a last consonant: "jam", "ship", but not "fix"."""
    if len(verb) < 3 or verb[-1] in f"{_VOWELS}wxy" or verb[-2] not in _VOWELS:
        return False
    return sum(letter in _VOWELS for letter in verb) == 1
