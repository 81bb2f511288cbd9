"""Texts of PETRARCH's dictionaries, actors and agents, to rows of our tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.petrarch import Entry, scan_actors
from foedus.catalogue.petrarch_agents import Agent, scan_agents
from foedus.catalogue.petrarch_roles import role_rows
from foedus.catalogue.petrarch_rows import actor_rows
from foedus.catalogue.tables import Row
from foedus.catalogue.users_files import UsersText
from foedus.errors import CatalogueError


def petrarch_rows(
    texts: Iterable[UsersText], catalogue: Catalogue
) -> Iterator[tuple[str, Row] | CatalogueError]:
    """The rows that dictionaries in PETRARCH's formats add to a catalogue, and their faults."""
    entries: list[tuple[str, Entry]] = []
    agents: list[tuple[str, Agent]] = []
    for one in texts:
        scan = scan_agents if one.form == "agents" else scan_actors
        for found in scan(one.text, one.file):
            if isinstance(found, CatalogueError):
                yield found
            elif isinstance(found, Entry):
                entries.append((one.file, found))
            else:
                agents.append((one.file, found))
    yield from actor_rows(entries, catalogue)
    yield from role_rows(agents, catalogue.roles)
