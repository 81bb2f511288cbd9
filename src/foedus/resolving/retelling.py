"""An event that the next sentence comes back to: "The meeting took place in early November"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from foedus.coding.patterns import patterns
from foedus.model import Entry, Event
from foedus.reading.sentence import Sentence, Token
from foedus.resolving.circumstances import Circumstances

# Verbs that say of an event no more than that it was, and with it where and when.
_TOOK_PLACE = frozenset({"take", "happen", "occur", "begin", "start", "come", "be", "last", "end"})


def retold_events(sentence: Sentence, made: Iterable[Entry]) -> list[tuple[Event, Token]]:
    """The events of the sentence before that this one tells more of, each with its noun here."""
    nouns = [token for token in sentence.tokens if _is_retelling(token)]
    if not nouns:
        return []
    before = [
        entry
        for entry in made
        if isinstance(entry, Event) and entry.evidence.sentence == sentence.index - 1
    ]
    found = []
    for noun in nouns:
        types = {pattern.event for _, pattern in patterns().nouns.get(noun.lemma, ())}
        fitting = [event for event in before if event.event in types]
        if len(fitting) == 1:
            found.append((fitting[0], noun))
    return found


def with_circumstances(event: Event, noun: Token, around: Circumstances) -> Event:
    """The event with the date and the place that hang on the noun, where it had none."""
    return replace(
        event,
        date=event.date or around.date_of(noun),
        place=event.place or around.place_of(noun),
    )


def _is_retelling(token: Token) -> bool:
    """ "the meeting took place": a bare noun with "the" as the subject of such a verb."""
    bare = {"amod", "compound", "poss", "prep", "relcl", "acl", "nummod"}.isdisjoint(
        child.dep for child in token.children
    )
    definite = any(child.lower in ("the", "this") for child in token.children)
    return (
        token.dep in ("nsubj", "nsubjpass")
        and definite
        and bare
        and token.head.lemma in _TOOK_PLACE
        and token.lemma in patterns().nouns
    )
