"""Words: the commitments of a ledger with the sides they are of and about, and the day given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foedus.model import Bond, Commitment
from foedus.network.sides import Side, Sides


@dataclass(frozen=True, slots=True)
class Word:
    """A side's word on what it will or will not do; `entries` are its tellings, the first first.

    `reports` are those that tell it, in the order of the entries.

    `given` is the day it was told of at the latest, `due` the days it is to be done on, where the
    text says so. `towards` are those the act is done to or for; `if_by` and `if_to` those who act
    and are acted upon in its condition.
    """

    id: str
    said: Commitment
    actor: Side
    given: dt.date | None
    due: tuple[dt.date, dt.date] | None
    towards: tuple[Side, ...]
    if_by: tuple[Side, ...]
    if_to: tuple[Side, ...]
    entries: tuple[str, ...]
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedBond:
    """A standing relation between sides that a report names, on the report's day."""

    id: str
    members: tuple[Side, ...]
    relation: str
    strained: bool
    day: dt.date | None
    quote: str
    report: str


def words_of(
    commitments: Iterable[Commitment], published: Mapping[str, dt.date | None], sides: Sides
) -> tuple[Word, ...]:
    """Commitments with their sides, oldest first; those of nobody that is a side are left out."""
    found = [_word(one, published.get(one.evidence.report), sides) for one in commitments]
    known = [word for word in found if word is not None]
    return tuple(sorted(known, key=lambda word: (word.given or dt.date.min, word.id)))


def _word(said: Commitment, published: dt.date | None, sides: Sides) -> Word | None:
    given, due = _days(said, published)
    actor = sides.of(said.actor, given)
    if actor is None:
        return None
    condition = said.condition
    return Word(
        id=said.id,
        said=said,
        actor=actor,
        given=given,
        due=due,
        towards=sides.of_all(
            (*said.act.recipients, *said.act.beneficiaries), given, as_target=True
        ),
        if_by=sides.of_all(condition.actors, given) if condition is not None else (),
        if_to=(
            sides.of_all(condition.recipients, given, as_target=True)
            if condition is not None
            else ()
        ),
        entries=(said.id,),
        reports=(said.evidence.report,),
    )


def _days(
    said: Commitment, published: dt.date | None
) -> tuple[dt.date | None, tuple[dt.date, dt.date] | None]:
    """The day it was given by, and when it is due: a day before the report's is when it was said.

    Without a report's day there is no telling the two apart, and it is taken as said. "This week"
    says as often when the word was given, and is taken for no day that it is due on.
    """
    when = said.date
    if when is None or (when.start is None and when.end is None):
        return published, None
    start = when.start or when.end
    end = when.end or when.start
    assert start is not None and end is not None, "one of them is known"
    if published is None or end <= published:
        return end, None
    if when.precision == "week" and start < published:
        return published, None
    return published, (start, max(start, end))


def bonds_of(
    bonds: Iterable[Bond], published: Mapping[str, dt.date | None], sides: Sides
) -> tuple[NamedBond, ...]:
    """Bonds between at least two sides, oldest first."""
    found = []
    for bond in bonds:
        day = published.get(bond.evidence.report)
        members = sides.of_all(bond.members, day)
        if len(members) > 1:
            found.append(
                NamedBond(
                    id=bond.id,
                    members=members,
                    relation=bond.relation,
                    strained=bond.strained,
                    day=day,
                    quote=bond.evidence.quote,
                    report=bond.evidence.report,
                )
            )
    return tuple(sorted(found, key=lambda bond: (bond.day or dt.date.min, bond.id)))
