"""Compare what foedus makes of single sentences with what a careful reader takes from them.

    python benchmarks/careful_reader.py tests/careful/tuned.toml [--misses] [--only KIND]

The file lists sentences of six kinds: conditional, commitment, request, denial, plan, and none. Of
each but the last it names the fields that all careful readers would agree on; only these count.
Each sentence is a report of its own, of one day. Of the entries of the kind asked for, the one that
fits best is compared, those with the right actor and act before all others. Of a sentence with none
no commitment, request, denial or plan may come. An actor is the one expected by its id or code, as
a part of it ("hamas-mil"), or as a person who holds an office of it; of recipients all those
expected must be there, and nobody else. A deed that is planned may have the type that the ontology
gives to what is to come: AGREE for planned AID.

Printed are, by kind and by field, how many there are and the share that is right. `--misses` prints
the sentences that are not right in every field. It is not for the file that only measures.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.loading import load_catalogue
from foedus.coding.ontology import ontology
from foedus.model import Actor, Commitment, Entry, Event, Report
from foedus.pipeline import Coder

DAY = dt.date(2024, 1, 15)  # of every sentence whose row names no other
KINDS = ("conditional", "commitment", "request", "denial", "plan", "none")
_ASSERTIONS = ("denied", "intended", "possible")  # of which a sentence with none has no event


@dataclass(frozen=True, slots=True)
class Compared:
    """One sentence with each field that is expected of it and whether it is right."""

    kind: str
    text: str
    fields: Mapping[str, bool]
    expected: Mapping[str, Any]
    entries: Sequence[Entry]

    @property
    def whole(self) -> bool:
        """Whether every field is right."""
        return all(self.fields.values())


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def is_of(expected: str, actor: Actor) -> bool:
    """Whether an actor is the one expected: itself, a part of it, or a holder of its office."""
    if expected in (actor.id, actor.code) or actor.id.startswith(f"{expected}-"):
        return True
    person = catalogue().persons.get(actor.id)
    return person is not None and any(office.actor == expected for office in person.offices)


def are(expected: Collection[str], actors: Sequence[Actor]) -> bool:
    """All of those expected, and nobody else."""
    return all(any(is_of(one, actor) for actor in actors) for one in expected) and all(
        any(is_of(one, actor) for one in expected) for actor in actors
    )


def fields_of(expected: Mapping[str, Any], entry: Entry) -> dict[str, bool]:
    """Whether each field that is expected is right of an entry."""
    if isinstance(entry, Commitment):
        return dict(_of_commitment(expected, entry))
    assert isinstance(entry, Event)
    return dict(_of_event(expected, entry))


def _of_commitment(expected: Mapping[str, Any], entry: Commitment) -> Iterator[tuple[str, bool]]:
    if "actor" in expected:
        yield "actor", is_of(expected["actor"], entry.actor)
    if "act" in expected:
        yield "act", entry.act.event == expected["act"]
    if "polarity" in expected:
        yield "polarity", entry.polarity == expected["polarity"]
    if "recipient" in expected:
        yield "recipient", are(expected["recipient"], entry.act.recipients)
    if "attributed_to" in expected:
        yield "attributed_to", are(expected["attributed_to"], entry.attributed_to)
    held, condition = expected.get("condition", {}), entry.condition
    if "type" in held:
        yield "condition.type", condition is not None and condition.type == held["type"]
    if "event" in held:
        yield "condition.event", condition is not None and condition.event == held["event"]
    if "actor" in held:
        of_it = condition is not None and any(is_of(held["actor"], a) for a in condition.actors)
        yield "condition.actor", of_it


def _of_event(expected: Mapping[str, Any], entry: Event) -> Iterator[tuple[str, bool]]:
    # Of an event that two sides share all are its actors, and the other side is its recipient.
    others = entry.recipients
    if "actor" in expected:
        own = [actor for actor in entry.actors if is_of(expected["actor"], actor)]
        yield "actor", bool(own)
        others = others or tuple(actor for actor in entry.actors if actor not in own)
    if "act" in expected:
        yield "act", entry.event in {expected["act"], *_to_come(expected, entry)}
    if "assertion" in expected:
        yield "assertion", entry.assertion == expected["assertion"]
    if "recipient" in expected:
        yield "recipient", are(expected["recipient"], others)
    if "asks_for" in expected:
        asked = entry.asks_for
        yield "asks_for", asked is not None and asked.event == expected["asks_for"]
    if "attributed_to" in expected:
        yield "attributed_to", are(expected["attributed_to"], entry.attributed_to)


def _to_come(expected: Mapping[str, Any], entry: Event) -> set[str]:
    """The types that a deed may have while it is only planned.

    Of planned AID the manual makes AGREE, of a withdrawal CONCEDE if it is announced.
    """
    if not expected.get("assertion") == entry.assertion == "intended":
        return set()
    return {ontology().to_come(expected["act"], announced=announced) for announced in (True, False)}


def names_of(expected: Mapping[str, Any]) -> Iterator[str]:
    """The names of the fields that are expected."""
    for name in expected:
        if name == "condition":
            yield from (f"condition.{part}" for part in expected[name])
        elif name != "what":
            yield name


def compare(row: Mapping[str, Any], entries: Sequence[Entry]) -> Compared:
    """A sentence's row with the entry of its own that fits best."""
    kind, expected = row["kind"], row.get("expect", {})
    if kind == "none":
        return Compared(kind, row["text"], {"found": not list(false_alarms(entries))}, {}, entries)
    wanted = Commitment if expected["what"] == "commitment" else Event
    fitting = [fields_of(expected, entry) for entry in entries if isinstance(entry, wanted)]
    nothing = dict.fromkeys(names_of(expected), False)
    best = max(fitting, key=lambda fields: (_is_it(fields), sum(fields.values())), default=nothing)
    return Compared(kind, row["text"], {"found": _is_it(best), **best}, expected, entries)


def _is_it(fields: Mapping[str, bool]) -> bool:
    return fields.get("actor", True) and fields.get("act", True)


def false_alarms(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The commitments, requests, denials and plans among the entries."""
    for entry in entries:
        asks = isinstance(entry, Event) and entry.event == "REQUEST"
        meant = isinstance(entry, Event) and entry.assertion in _ASSERTIONS
        if isinstance(entry, Commitment) or asks or meant:
            yield entry


def compare_all(coder: Coder, path: Path) -> list[Compared]:
    """Every sentence of a file, coded and compared."""
    rows = tomllib.loads(path.read_text("utf-8"))["sentence"]
    reports = [
        Report(f"{path.stem}-{number}", row["text"], date=row.get("date", DAY))
        for number, row in enumerate(rows)
    ]
    coded = coder.code(reports)
    return [compare(row, entries) for row, (_, entries) in zip(rows, coded, strict=True)]


def shares(compared: Iterable[Compared]) -> dict[str, tuple[int, int]]:
    """Of the sentences and of each field: how many are right, and how many there are."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in compared:
        for name, right in (("whole sentence", one.whole), *one.fields.items()):
            counts[name][0] += right
            counts[name][1] += 1
    return {name: (right, count) for name, (right, count) in counts.items()}


def print_shares(title: str, compared: Sequence[Compared]) -> None:
    print(title)
    for name, (right, count) in shares(compared).items():
        print(f"  {name:16} {right:4} of {count:3}   {right / count:.3f}")


def print_miss(one: Compared) -> None:
    wrong = [name for name, right in one.fields.items() if not right]
    print(f"\n{one.kind}: {one.text}\n  wrong: {', '.join(wrong)}")
    for name, value in one.expected.items():
        print(f"    {name} = {value}")
    for entry in one.entries:
        print(f"  {line_of(entry)}")


def line_of(entry: Entry) -> str:
    """An entry in one line."""
    if isinstance(entry, Commitment):
        held = entry.condition
        condition = f" [{held.type} {held.event} {_ids(held.actors)}: {held.text}]" if held else ""
        return (
            f"commitment {entry.actor.id} {entry.polarity} {entry.act.event} > "
            f"{_ids(entry.act.recipients)}{condition} ({entry.rule})"
        )
    if isinstance(entry, Event):
        asked = f" asks {entry.asks_for.event}" if entry.asks_for else ""
        return (
            f"{entry.event} {entry.assertion} {_ids(entry.actors)} > {_ids(entry.recipients)}"
            f"{asked} by {_ids(entry.attributed_to)} ({entry.rule})"
        )
    return f"bond {_ids(entry.members)}"


def _ids(actors: Iterable[Actor]) -> str:
    return ",".join(actor.id for actor in actors)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what is not right")
    parser.add_argument("--only", choices=KINDS, help="one kind of sentence")
    args = parser.parse_args()
    compared = compare_all(Coder(), args.file)
    for kind in KINDS:
        of_kind = [one for one in compared if one.kind == kind]
        if of_kind:
            print_shares(kind, of_kind)
    print_shares("all", compared)
    if args.misses:
        for one in compared:
            if not one.whole and args.only in (None, one.kind):
                print_miss(one)


if __name__ == "__main__":
    main()
