"""Whether an unknown name is a person's: in full where he is named first, the surname after."""

from __future__ import annotations

import re
from functools import lru_cache

from foedus.catalogue.catalogue import PLAIN

_NAME = re.compile(r"(?<![\w’'-])[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?![\w-])")
_BETWEEN = re.compile(r" (?:(?:[A-Z]\. |al-|el-|ben |bin |de |van |von )*)")
# Before a name these make it no person's.
_NO_FIRST_NAMES = frozenset({
    "The", "In", "At", "On", "From", "To", "Of", "By", "For", "And", "But", "As", "When", "After",
    "North", "South", "East", "West", "New", "Old", "Saint", "St", "Mount", "Lake", "Fort", "Port",
    "Greater", "Upper", "Lower", "Central", "Tel", "Tell", "Deir", "Khan", "Umm", "Camp",
})  # fmt: skip


def is_surname(name: str, text: str) -> bool:
    """Whether a report has the name both after a first name and alone.

    Places of two words are not shortened so: nobody writes "Ezzor" for "Deir Ezzor".
    """
    return name in _surnames(text.translate(PLAIN))


@lru_cache(maxsize=16)
def _surnames(text: str) -> frozenset[str]:
    names = list(_NAME.finditer(text))
    after_a_name: set[str] = set()
    alone: set[str] = set()
    for number, name in enumerate(names):
        before = names[number - 1] if number else None
        joined = before is not None and _BETWEEN.fullmatch(text[before.end() : name.start()])
        if not joined or before is None:
            alone.add(name.group())
        elif before.group() not in _NO_FIRST_NAMES:
            after_a_name.add(name.group())
    return frozenset(after_a_name & alone)
