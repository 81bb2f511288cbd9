"""Whom an analyst means by an id, a code, a name or words: for corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from foedus.model import Actor, Bond, Commitment, Entry, Event
from foedus.record import Record


def everyone(entries: Iterable[Entry]) -> Iterator[Actor]:
    """All who are mentioned in entries."""
    for entry in entries:
        if isinstance(entry, Bond):
            yield from entry.members
            continue
        if isinstance(entry, Event):
            yield from (*entry.actors, *entry.recipients, *entry.through)
        else:
            yield from _in_commitment(entry)
        yield from entry.attributed_to


def _in_commitment(word: Commitment) -> Iterator[Actor]:
    yield word.actor
    yield from (*word.act.recipients, *word.act.beneficiaries)
    if word.condition is not None:
        yield from (*word.condition.actors, *word.condition.recipients)


def is_called(actor: Actor, name: str) -> bool:
    """Whether an actor has this id or name, or is mentioned by these words."""
    return _folded(name) in {_folded(one) for one in (actor.id, actor.name, actor.text)}


def has_code(actor: Actor, code: str) -> bool:
    """Whether an actor has this code, which others of its state have too."""
    return actor.code is not None and _folded(actor.code) == _folded(code)


def from_catalogue(name: str) -> Actor | None:
    """The party or person of this id, code or name; its place in a text is not yet known."""
    from foedus.catalogue.loading import own_catalogue

    catalogue = own_catalogue()
    wanted = _folded(name)
    # A state goes before the groups in it, which have its code.
    parties = sorted(catalogue.parties.values(), key=lambda one: one.kind != "state")
    owner = next((one.id for one in parties if _folded(one.id) == wanted), None)
    owner = owner or next((one.id for one in parties if _folded(one.code or "") == wanted), None)
    if owner is None:
        owner = next(
            (
                one.owner
                for one in catalogue.all_names()
                if one.how == "name" and _folded(one.text) == wanted
            ),
            None,
        )
    party = catalogue.parties.get(owner or "")
    if party is None:
        return None
    return Actor(party.id, party.name, party.code, party.sector, "", 0, 0)


def placed(record: Record, entry: Entry, actor: Actor) -> Actor:
    """The actor at its words in the sentence of the entry; with no words where it has none there.

    Its own words stay where they lie in that sentence already.
    """
    passage = record.passage(entry.id, 0)
    if passage.start <= actor.start < actor.end <= passage.end and (
        passage.text[actor.start - passage.start : actor.end - passage.start] == actor.text
    ):
        return actor
    for words in filter(None, (actor.text, actor.name)):
        at = passage.text.find(words)
        if at >= 0:
            start = passage.start + at
            return replace(actor, text=words, start=start, end=start + len(words))
    start = entry.evidence.start
    return replace(actor, text="", start=start, end=start)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
