"""Letters that a report spells out: after "Joint Relief Council (JRC)" its JRC is that one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.entries import Name

_LONGEST = 6  # letters that stand for a name
# Words of a name, small ones in between, and its letters in brackets.
_NAME = re.compile(
    r"((?:[A-Z][\w'’-]*\s+(?:(?:of|for|the|and|in|to|on)\s+){0,2}){2,7})"
    rf"\(([A-Z]{{2,{_LONGEST}}})\)"
)


def owner_of_letters(name: Name, plain: str, catalogue: Catalogue) -> str | None:
    """Whose letters these are in this report: the owner they have anyway, another, or nobody known.

    Args:
        plain: the report's text with plain quotation marks.
    """
    words = _spelled_out(plain).get(name.text) if name.text.isupper() else None
    if words is None or len(name.text) > _LONGEST:
        return name.owner
    named = [other.owner for other in catalogue.names_at(words, 0) if other.text == words]
    if named:
        return name.owner if name.owner in named else named[0]
    party = catalogue.parties.get(name.owner)
    known = party.name.lower() if party is not None else ""
    parts = [word.lower() for word in words.split() if word[0].isupper()]
    shared = sum(part.rstrip("s") in known for part in parts)
    return name.owner if 2 * shared > len(parts) else None


@lru_cache(maxsize=4)
def _spelled_out(plain: str) -> Mapping[str, str]:
    """The names that letters in brackets stand for, by the letters."""
    found: dict[str, str] = {}
    for match in _NAME.finditer(plain):
        words, letters = match[1].split(), match[2]
        capitals = [n for n, word in enumerate(words) if word[0].isupper()]
        if len(capitals) < len(letters):
            continue
        first = capitals[-len(letters)]
        if "".join(words[n][0] for n in capitals[-len(letters) :]) == letters:
            found.setdefault(letters, " ".join(words[first:]))
    return MappingProxyType(found)
