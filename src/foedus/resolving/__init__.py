"""Drafts -> entries: who the words mean, where and when, in the light of the whole report."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.catalogue.catalogue import Catalogue
from foedus.coding.drafts import Draft
from foedus.model import Actor, Bond, Entry, Event, Report
from foedus.reading.sentence import Sentence, Token
from foedus.resolving.belligerents import Belligerents
from foedus.resolving.circumstances import Circumstances, Surroundings
from foedus.resolving.discourse import Discourse
from foedus.resolving.entries import EntryMaker
from foedus.resolving.known import Reading
from foedus.resolving.naming import Naming
from foedus.resolving.open_pairs import OpenPairs
from foedus.resolving.resolver import Resolver
from foedus.resolving.retelling import retold_events, with_circumstances

__all__ = ["OpenPairs", "named_actors", "resolve"]


def resolve(
    report: Report,
    coded: Iterable[tuple[Sentence, Iterable[Draft]]],
    catalogue: Catalogue,
    surroundings: Surroundings,
    open_pairs: OpenPairs,
) -> list[Entry]:
    """The entries of a report, from its sentences in order, each with its drafts.

    Where the drafts say nothing of two actors, `open_pairs` asks the small model.
    """
    naming = Naming(catalogue, report.date)
    discourse = Discourse(naming)
    belligerents = Belligerents(surroundings.conflicts, naming.names, report.text, report.date)
    made: dict[str, Entry] = {}
    for sentence, drafts in coded:
        reading = Reading.of(sentence, report.text, catalogue, report.date)
        discourse.note(reading)
        found = list(drafts)
        retold = retold_events(sentence, made.values())
        if not found and not retold and len(reading.mentions) < 2:
            continue
        around: Circumstances = surroundings.of(reading, report.date, catalogue)
        resolver = Resolver(naming, discourse, reading, around, belligerents)
        for event, noun in retold:
            made[event.id] = with_circumstances(event, noun, around)
        for entry in EntryMaker(report, reading, resolver, around, open_pairs).entries(found):
            if isinstance(entry, Bond) and entry.relation == "alliance":
                discourse.allied.append({member.id for member in entry.members})
            if isinstance(entry, Event) and entry.event == "CONSULT" and not entry.recipients:
                discourse.met = entry.actors
            made.setdefault(entry.id, entry)
    return list(made.values())


def named_actors(
    report: Report, sentences: Iterable[Sentence], catalogue: Catalogue
) -> list[Actor]:
    """Every phrase of a report that names an actor, in order, none inside another."""
    naming = Naming(catalogue, report.date)
    found: dict[tuple[int, int], Actor] = {}
    for sentence in sentences:
        reading = Reading.of(sentence, report.text, catalogue, report.date)
        for token in sentence.tokens:
            if _is_scene(token, reading):
                continue
            for known in naming.named(token, reading) or naming.who(token, reading):
                found.setdefault((known.actor.start, known.actor.end), known.actor)
    spans = sorted(found, key=lambda span: (span[0], -span[1]))
    outer: list[Actor] = []
    for span in spans:
        if not outer or span[0] >= outer[-1].end:
            outer.append(found[span])
    return outer


def _is_scene(token: Token, reading: Reading) -> bool:
    """ "in Cairo": a capital where something happens is a place, and no government."""
    mention = reading.at.get(token.i)
    return (
        mention is not None
        and mention.name.how == "capital"
        and token.head.lower in ("in", "at", "near", "outside", "around", "to", "from")
    )
