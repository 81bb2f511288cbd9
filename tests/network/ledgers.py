"""Ledgers for tests, made of plain deeds and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from foedus.catalogue.entries import Kind, Party
from foedus.model import Act, Actor, Commitment, Condition, Evidence
from foedus.network.deeds import Deed, Deeds
from foedus.network.ledger import Ledger
from foedus.network.sides import Side, Sides
from foedus.network.words import NamedBond, Word
from foedus.record.columns import Telling
from tests.network.told import distinct_of, events_of


def side(id: str, code: str | None = None) -> Side:
    return Side(id, id.title(), code)


def party(id: str, kind: Kind, code: str | None = None, sector: str | None = None) -> Party:
    return Party(id, code, id.title(), kind, sector, None, None)


def ledger_with(
    deeds: Sequence[Deed] = (),
    as_of: dt.date | None = None,
    *,
    published: Sequence[dt.date | None] = (),
    words: Sequence[Word] = (),
    bonds: Sequence[NamedBond] = (),
    parties: Mapping[str, Party] | None = None,
) -> Ledger:
    """A ledger of these deeds and words; of the days of its reports nothing else is known."""
    return Ledger(
        as_of=as_of,
        reports=tuple(Telling(n, f"r{n}", None, day) for n, day in enumerate(published)),
        events=events_of([]),
        distinct=distinct_of([]),
        deeds=Deeds.of(sorted(deeds, key=lambda deed: deed.day or dt.date.min)),
        words=tuple(words),
        bonds=tuple(bonds),
        sides=Sides(),
        memberships=(),
        parties=parties or {},
    )


def word(
    id: str,
    actor: Side,
    act: tuple[str | None, str],
    given: dt.date | None = None,
    *,
    polarity: str = "will",
    towards: Sequence[Side] = (),
    condition: tuple[str, str | None, str] | None = None,
    if_by: Sequence[Side] = (),
    if_to: Sequence[Side] = (),
    due: tuple[dt.date, dt.date] | None = None,
) -> Word:
    """A commitment: `act` is its type and text; `condition` its type, its event's and its text."""
    said = Commitment(
        id=id,
        actor=Actor(actor.id, actor.name, actor.code, None, actor.name, 0, 1),
        polarity="will-not" if polarity == "will-not" else "will",
        act=Act(act[0], act[1], (), ()),
        condition=(
            Condition(condition[0], condition[1], condition[2], (), ())  # type: ignore[arg-type]
            if condition is not None
            else None
        ),
        strength="pledge",
        attributed_to=(),
        date=None,
        evidence=Evidence("r0", 0, 0, 1, "x"),
        rule="made",
        confidence=0.8,
    )
    return Word(
        id, said, actor, given, due, tuple(towards), tuple(if_by), tuple(if_to), entries=(id,)
    )
