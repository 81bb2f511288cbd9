"""A parsed sentence -> drafts of events, commitments and bonds, by patterns kept as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foedus.coding.bonds import bonds_in
from foedus.coding.commitments import commitments_in
from foedus.coding.deeds import open_matches
from foedus.coding.drafts import BondDraft, CommitmentDraft, Draft, EventDraft
from foedus.coding.events import events_in
from foedus.coding.matching import matches_in
from foedus.coding.mending import mend
from foedus.coding.mooted import is_mooted
from foedus.coding.patterns import Patterns, patterns
from foedus.reading.sentence import Sentence

__all__ = ["BondDraft", "CommitmentDraft", "Draft", "EventDraft", "drafts_in", "patterns"]


def drafts_in(sentence: Sentence, rules: Patterns) -> Iterator[Draft]:
    """Everything that the patterns find in a sentence; who the words mean is not yet said."""
    mend(sentence, rules)
    matches = matches_in(sentence, rules)
    matches |= open_matches(sentence, matches, rules)
    for event in events_in(sentence, matches, rules):
        yield replace(event, mooted=True) if is_mooted(event, rules) else event
    yield from commitments_in(sentence, matches, rules)
    yield from bonds_in(sentence, rules)
