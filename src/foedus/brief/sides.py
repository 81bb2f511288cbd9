"""From those who are mentioned to the sides they belong to: ministers and troops to their state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property

from foedus.brief.shapes import Side
from foedus.catalogue.entries import Party, Person
from foedus.model import Actor

# Sectors that act for a state. Others that carry its code (armed groups, civilians) do not.
_OFFICIAL = frozenset({None, "GOV", "MIL", "COP", "SPY", "JUD", "LEG"})


class Sides:
    """Says which side an actor belongs to.

    Without parties and persons of a catalogue a state goes by its code, a group by its own id.
    """

    def __init__(
        self, parties: Iterable[Party] = (), persons: Mapping[str, Person] | None = None
    ) -> None:
        self._parties = {party.id: party for party in parties}
        self._persons = persons or {}

    def of(self, actor: Actor, day: dt.date | None = None) -> Side | None:
        """The actor's side on a day; None for words that name nobody ("officials", "militias")."""
        party = self._parties.get(actor.id) or self._party_of_person(actor.id, day)
        if party is None and actor.sector in _OFFICIAL and actor.code is not None:
            party = self._state(actor.code, day)
            if party is None:
                return Side(actor.code.lower(), actor.code, actor.code)
        if party is not None:
            return Side(party.id, party.name, party.code)
        return Side(actor.id, actor.name, actor.code) if actor.code is not None else None

    def of_all(self, actors: Iterable[Actor], day: dt.date | None = None) -> tuple[Side, ...]:
        """The sides of several, each once, in their order."""
        found = (self.of(actor, day) for actor in actors)
        return tuple(dict.fromkeys(side for side in found if side is not None))

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
