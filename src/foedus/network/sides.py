"""From those who are mentioned to the sides they belong to: ministers and troops to their state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from foedus.catalogue.entries import Party, Person

# Sectors that act for a state. Others that carry its code (armed groups, civilians) do not.
_OFFICIAL = frozenset({None, "GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
# What is done to these is done to their state: its civilians, its hospitals, its press.
_PEOPLE = _OFFICIAL | {"CVL", "MED", "JRN", "EDU", "BUS", "LAB", "REL", "ELI"}


@dataclass(frozen=True, slots=True)
class Side:
    """A party to what is told: a state with all its offices, a group, an organisation."""

    id: str
    name: str
    code: str | None


class Named(Protocol):
    """Who is mentioned: an `Actor` of an entry, or a `Mention` of the columns."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def code(self) -> str | None: ...
    @property
    def sector(self) -> str | None: ...


class Sides:
    """Says which side an actor belongs to.

    Without parties and persons of a catalogue a state goes by its code, a group by its own id.
    """

    def __init__(
        self, parties: Iterable[Party] = (), persons: Mapping[str, Person] | None = None
    ) -> None:
        self._parties = {party.id: party for party in parties}
        self._persons = persons or {}

    def of(
        self, actor: Named, day: dt.date | None = None, *, as_target: bool = False
    ) -> Side | None:
        """The actor's side on a day; None for words that name nobody ("officials", "militias").

        A state's civilians are no side when they act, since they do not act for it; `as_target`
        they are its side, since who strikes them strikes it.
        """
        party = self._parties.get(actor.id) or self._party_of_person(actor.id, day)
        speaks_for = _PEOPLE if as_target else _OFFICIAL
        if party is None and actor.sector in speaks_for and actor.code is not None:
            party = self._state(actor.code, day)
            if party is None:
                return Side(actor.code.lower(), actor.code, actor.code)
        if party is not None:
            return Side(party.id, party.name, party.code)
        return Side(actor.id, actor.name, actor.code) if actor.code is not None else None

    def of_all(
        self, actors: Iterable[Named], day: dt.date | None = None, *, as_target: bool = False
    ) -> tuple[Side, ...]:
        """The sides of several, each once, in their order."""
        found = (self.of(actor, day, as_target=as_target) for actor in actors)
        return tuple(dict.fromkeys(side for side in found if side is not None))

    def by_id(self, id: str) -> Side | None:
        """The side that a party of the catalogue is."""
        party = self._parties.get(id)
        return Side(party.id, party.name, party.code) if party is not None else None

    def changes_over_time(self, actor: Named) -> bool:
        """Whether the day matters: for persons who held offices of several parties."""
        person = self._persons.get(actor.id)
        if person is not None:
            return len({office.actor for office in person.offices}) > 1
        return actor.code is not None and len(self._states.get(actor.code, ())) > 1

    def _party_of_person(self, id: str, day: dt.date | None) -> Party | None:
        person = self._persons.get(id)
        if person is None or not person.offices:
            return None
        held = next((office for office in person.offices if office.held(day)), None)
        return self._parties.get((held or person.offices[-1]).actor)

    def _state(self, code: str, day: dt.date | None) -> Party | None:
        states = self._states.get(code, [])
        return next((state for state in states if state.existed(day)), None)

    @cached_property
    def _states(self) -> dict[str, list[Party]]:
        states: dict[str, list[Party]] = {}
        for party in self._parties.values():
            if party.kind == "state" and party.code is not None:
                states.setdefault(party.code, []).append(party)
        return states
