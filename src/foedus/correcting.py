"""What analysts say of entries, in their words -> decisions on the record; and decisions -> gold.

A decision is on one field of an entry. A correction says what is right in an analyst's terms, and
changes every field that follows: another type of event has another quad and intensity too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import product
from typing import Any, get_args

from foedus.correcting_who import everyone, from_catalogue, has_code, is_called, placed
from foedus.errors import NotInRecord, RecordError, UsageError
from foedus.model import ASSERTIONS, Actor, Bond, Commitment, Entry, Event, Relation, as_json
from foedus.record import Decision, Filter, Record

_QUADS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
_FEW = 5  # entries of the record in which a name is looked for
# Gold that foedus is compared with counts yielding as material, though it is told in words.
_MATERIAL_IN_GOLD = {"CONCEDE": "material-cooperation"}


@dataclass(frozen=True, slots=True)
class Correction:
    """What is right about an entry; None leaves a field as it is.

    `actors` and `recipients` are ids, codes, names or words, as the record or the catalogue has
    them. Of a bond, `type` is its relation and `actors` are its members; of a commitment, `type`
    and `recipients` are those of the act promised, and it has one actor.
    """

    wrong: bool | None = None
    type: str | None = None
    assertion: str | None = None
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None


def correct(
    record: Record,
    id: str,
    correction: Correction,
    *,
    analyst: str,
    reason: str | None = None,
) -> list[Decision]:
    """Put an analyst's correction down; returns the decisions it came to, none if nothing changes.

    Raises:
        NotInRecord: no such entry.
        UsageError: nothing is corrected, or a value does not fit the entry.
    """
    if not analyst.strip():
        raise UsageError("a correction needs the name of the analyst who makes it")
    if correction == Correction():
        raise UsageError("nothing is corrected; say what is wrong, or what is right instead")
    entry = record.entry(id)
    changes = _changes(record, entry, correction)
    if correction.wrong is not None:
        changes["wrong"] = correction.wrong
    # All are checked before the first is written: the record refuses what does not fit.
    return [
        record.decide(entry.id, field, value, analyst=analyst.strip(), reason=reason)
        for field, value in changes.items()
    ]


def undo(record: Record, decision: int, *, analyst: str) -> list[Decision]:
    """Take a correction back: a decision, and those made together with it.

    Raises:
        NotInRecord: there is no such decision.
        RecordError: it was undone before.
    """
    if not analyst.strip():
        raise UsageError("undoing needs the name of the analyst who does it")
    made = {one.id: one for one in record.decisions()}
    if decision not in made:
        raise NotInRecord(f"no decision {decision} in {record.path}; an entry lists its own")
    wanted = made[decision]
    if wanted.undone_at is not None:
        raise RecordError(f"decision {decision} was undone before, by {wanted.undone_by}")
    together = [one for one in made.values() if _key(one) == _key(wanted)]
    return [record.undo(one.id, analyst=analyst.strip()) for one in reversed(together)]


def undo_last(record: Record, id: str, *, analyst: str) -> list[Decision]:
    """Take the last correction of an entry back.

    Raises:
        NotInRecord: no such entry, or no correction of it stands.
    """
    entry = record.entry(id)
    standing = [one for one in record.decisions(entry.id) if one.undone_at is None]
    if not standing:
        raise NotInRecord(f"no correction of {entry.id} stands; there is nothing to undo")
    return undo(record, standing[-1].id, analyst=analyst)


def gold_rows(record: Record) -> Iterator[dict[str, Any]]:
    """The events that analysts corrected, as rows that `foedus score` compares with.

    A row is an actor and a recipient of an event in the sentence of its words; an entry found
    wrong tells what it is not, and gives none. Spans are offsets into the sentence, None for one
    who is not named in it.
    """
    standing: dict[str, list[Decision]] = {}
    for one in record.decisions():
        if one.undone_at is None and one.applies_to is not None:
            standing.setdefault(one.applies_to, []).append(one)
    for id, made in standing.items():
        entry = record.entry(id)
        is_wrong = [one.value for one in made if one.field == "wrong"]
        if isinstance(entry, Event) and not (is_wrong and is_wrong[-1]):
            yield from _gold(record, entry, made[-1])


def _gold(record: Record, event: Event, last: Decision) -> Iterator[dict[str, Any]]:
    passage = record.passage(event.id, 0)
    pairs = list(product(event.actors or (None,), event.recipients or (None,)))
    for number, (source, target) in enumerate(pairs, start=1):
        quad = _MATERIAL_IN_GOLD.get(event.event, event.quad)
        yield {
            "id": event.id if len(pairs) == 1 else f"{event.id}-{number}",
            "sentence": passage.text,
            "source_span": _inside(source, passage.start, passage.end),
            "target_span": _inside(target, passage.start, passage.end),
            "root": event.event,
            "penta": _QUADS.index(quad) + 1 if quad in _QUADS else None,
            "assertion": event.assertion,
            "report": event.evidence.report,
            "analyst": last.analyst,
            "decided_at": last.decided_at.isoformat(),
            "reason": last.reason,
        }


def _inside(actor: Actor | None, start: int, end: int) -> list[int] | None:
    if actor is None or not start <= actor.start < actor.end <= end:
        return None
    return [actor.start - start, actor.end - start]


def _key(one: Decision) -> tuple[object, ...]:
    """What decisions of one correction have in common, while they stand."""
    return one.entry, one.analyst, one.reason, one.decided_at, one.undone_at


def _changes(record: Record, entry: Entry, correction: Correction) -> dict[str, Any]:
    """The fields that differ from the entry as it stands, with their new values."""
    actors = _named(record, entry, correction.actors)
    recipients = _named(record, entry, correction.recipients)
    if isinstance(entry, Event):
        changed: Entry = _changed_event(entry, correction, actors, recipients)
    elif isinstance(entry, Commitment):
        changed = _changed_commitment(entry, correction, actors, recipients)
    else:
        changed = _changed_bond(entry, correction, actors)
    before, after = as_json(entry), as_json(changed)
    return {name: after[name] for name in after if after[name] != before[name]}


def _changed_event(
    event: Event,
    correction: Correction,
    actors: tuple[Actor, ...] | None,
    recipients: tuple[Actor, ...] | None,
) -> Event:
    if correction.type is not None:
        event = _of_type(event, correction.type)
    if correction.assertion is not None:
        if correction.assertion not in ASSERTIONS:
            raise UsageError(
                f"{correction.assertion!r} is no assertion; use one of {', '.join(ASSERTIONS)}"
            )
        event = replace(event, assertion=correction.assertion)
    return replace(
        event,
        actors=event.actors if actors is None else actors,
        recipients=event.recipients if recipients is None else recipients,
    )


def _of_type(event: Event, name: str) -> Event:
    """The event with another type, and the quad and intensity of that; a mode only if it has it."""
    from foedus.coding.ontology import ontology

    kind = _known_type(name)
    if kind == event.event:
        return event
    plover = ontology()
    mode = event.mode if event.mode in plover.types[kind].modes else None
    return replace(
        event,
        event=kind,
        mode=mode,
        quad=plover.types[kind].quad,
        intensity=plover.intensity(kind, mode),
    )


def _changed_commitment(
    word: Commitment,
    correction: Correction,
    actors: tuple[Actor, ...] | None,
    recipients: tuple[Actor, ...] | None,
) -> Commitment:
    _has_no_assertion(word, correction)
    if actors is not None and len(actors) != 1:
        raise UsageError("a commitment has one actor; name one")
    act = word.act
    if correction.type is not None:
        act = replace(act, event=_known_type(correction.type))
    if recipients is not None:
        act = replace(act, recipients=recipients)
    return replace(word, act=act, actor=word.actor if actors is None else actors[0])


def _changed_bond(bond: Bond, correction: Correction, actors: tuple[Actor, ...] | None) -> Bond:
    _has_no_assertion(bond, correction)
    if correction.recipients is not None:
        raise UsageError("a bond has members and no recipients; name all of them as actors")
    if actors is not None and len(actors) < 2:
        raise UsageError("a bond has at least two members; name all of them")
    relation = correction.type.lower() if correction.type is not None else bond.relation
    if relation not in get_args(Relation):
        raise UsageError(f"{relation!r} is no relation; use one of {', '.join(get_args(Relation))}")
    return replace(
        bond,
        relation=relation,  # type: ignore[arg-type]
        members=bond.members if actors is None else actors,
    )


def _has_no_assertion(entry: Entry, correction: Correction) -> None:
    if correction.assertion is not None:
        raise UsageError(f"only an event has an assertion, and {entry.id} is a {entry.kind}")


def _known_type(name: str) -> str:
    from foedus.coding.ontology import ontology

    types = ontology().types
    if name.upper() not in types:
        raise UsageError(f"{name!r} is no event type; use one of {', '.join(sorted(types))}")
    return name.upper()


def _named(record: Record, entry: Entry, names: Sequence[str] | None) -> tuple[Actor, ...] | None:
    if names is None:
        return None
    wanted = dict.fromkeys(" ".join(name.split()) for name in names)
    return tuple(_actor(record, entry, name) for name in wanted if name)


def _actor(record: Record, entry: Entry, name: str) -> Actor:
    """Who is meant: one whom the report or the record calls so, else one of the catalogue.

    A code is that of a state before it is that of anybody else in the state.
    """
    here = Filter(report=entry.evidence.report, include_wrong=True)
    mentioned = [
        *everyone([entry]),
        *everyone(record.entries(here)),
        *everyone(record.entries(Filter(actor=name, limit=_FEW))),
    ]
    found = next((one for one in mentioned if is_called(one, name)), None)
    found = found or from_catalogue(name)
    found = found or next((one for one in mentioned if has_code(one, name)), None)
    if found is None:
        near = get_close_matches(name, sorted({one.id for one in mentioned}), n=1)
        hint = f"did you mean {near[0]}?" if near else "look for it with foedus actors find"
        raise UsageError(f"no actor {name!r} in the record or the catalogue; {hint}")
    return placed(record, entry, found)
