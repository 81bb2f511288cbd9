"""Rows of roles from PETRARCH's dictionaries of agents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from foedus.catalogue.entries import Role
from foedus.catalogue.petrarch_agents import Agent
from foedus.catalogue.petrarch_codes import sector_of
from foedus.catalogue.tables import Row
from foedus.errors import CatalogueError

_OF_PERSONS = ("er", "or", "ist", "ian", "ant", "ent", "man", "woman", "person", "ee", "eer", "yst")
_OF_BODIES = (
    "ry",
    "tion",
    "sion",
    "ment",
    "ncy",
    "ity",
    "ship",
    "office",
    "bank",
    "court",
    "union",
)


def role_rows(
    agents: Iterable[tuple[str, Agent]], roles: Mapping[str, Role]
) -> Iterator[tuple[str, Row] | CatalogueError]:
    """The rows of (file, agent) pairs, each phrase once, by the last line that has it.

    A role that the catalogue has with the same sector is left as it is there: it knows more of it,
    whether it is a person, a group or a body. Of the others that is inferred from the words.
    """
    rows: dict[str, tuple[str, Row]] = {}
    for file, agent in agents:
        sector = sector_of(agent.code)
        if sector is None:
            cause = f"code {agent.code!r} names no sector that is known"
            yield CatalogueError(file, agent.line, cause)
            continue
        known = roles.get(agent.phrase)
        rows.pop(agent.phrase, None)
        if known is not None and known.sector == sector:
            continue
        kind = known.kind if known is not None else _kind(agent.phrase, roles)
        cells = {"phrase": agent.phrase, "plural": agent.plural, "sector": sector, "kind": kind}
        rows[agent.phrase] = "roles", Row(file, agent.line, cells)
    yield from rows.values()


def _kind(phrase: str, roles: Mapping[str, Role]) -> str:
    """By the noun of the phrase: as the role that it is, else as its ending has it."""
    noun = phrase
    for preposition in (" of ", " for ", " in ", " to ", " at "):
        noun = noun.partition(preposition)[0]
    noun = noun.rpartition(" ")[2]
    if noun in roles:
        return roles[noun].kind
    if noun.endswith(_OF_BODIES):
        return "body"
    return "person" if noun.endswith(_OF_PERSONS) else "group"
