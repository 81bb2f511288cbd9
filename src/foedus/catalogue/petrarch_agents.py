"""PETRARCH's dictionaries of agents, the words for roles: plurals and substitution sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from foedus.catalogue.petrarch import clean_name, coded_lines
from foedus.errors import CatalogueError

MOST_FORMS = 64  # of one line with substitution sets in it

_SET = re.compile(r"!(\w+)!\s*=\s*(.+)")
_AGENT = re.compile(r"([^\[\]{}]+?)\s*(?:\{([^\[\]{}]*)\})?\s*\[\s*(~?[A-Z]+~?)\s*\]")
_MACRO = re.compile(r"!(\w+)!")
_INSIDE = re.compile(r"[^\W_]!\w+![^\W_]")
_IRREGULAR = {"man": "men", "woman": "women", "person": "persons", "child": "children"}


@dataclass(frozen=True, slots=True)
class Agent:
    """A role in the singular and the plural (empty if it has none), in lower case, and its code."""

    line: int
    phrase: str
    plural: str
    code: str


def scan_agents(text: str, file: str) -> Iterator[Agent | CatalogueError]:
    """Yield each role of a dictionary of agents, and a fault for each line that is skipped."""
    sets: dict[str, tuple[str, ...]] = {}
    for found in coded_lines(text, file):
        if isinstance(found, CatalogueError):
            yield found
            continue
        number, line = found
        defined = _SET.fullmatch(line.strip())
        try:
            if defined is not None:
                sets[defined.group(1)] = tuple(
                    one.strip() for one in defined.group(2).split(",") if one.strip()
                )
            else:
                yield from _agents(line.strip(), number, sets)
        except ValueError as error:
            yield CatalogueError(file, number, str(error))


def _agents(line: str, number: int, sets: Mapping[str, tuple[str, ...]]) -> list[Agent]:
    found = _AGENT.fullmatch(line)
    if found is None:
        raise ValueError("it is not written as NOUN {PLURAL} [~GOV]")
    noun, plural, code = found.groups()
    if "~" not in code:
        raise ValueError(f"code {code!r} has no tilde for the country; write [~{code}]")
    if _INSIDE.search(noun):
        raise ValueError("a substitution set stands inside a word; write the word out")
    forms = [clean_name(form).lower() for form in _expanded(noun, sets)]
    given = None if plural is None else clean_name(plural).lower() if plural.strip() else ""
    plurals = {plural_of(form) for form in forms}
    return [
        Agent(number, form, plural_of(form) if given is None else given, code)
        for form in forms
        if len(forms) == 1 or form not in plurals
    ]


def _expanded(noun: str, sets: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The noun with each word of its sets in their place."""
    pieces = _MACRO.split(noun)  # text, name of a set, text, …
    choices: list[tuple[str, ...]] = []
    forms = 1
    for number, piece in enumerate(pieces):
        if number % 2 and piece not in sets:
            raise ValueError(f"there is no substitution set !{piece}! above it")
        choices.append(sets[piece] if number % 2 else (piece,))
        forms *= len(choices[-1])
    if forms > MOST_FORMS:
        raise ValueError(f"its substitution sets make {forms} phrases; {MOST_FORMS} are the most")
    if "!" in "".join(pieces):
        raise ValueError("a ! of its substitution set has no other half")
    return list(dict.fromkeys("".join(chosen) for chosen in product(*choices)))


def plural_of(phrase: str) -> str:
    """The regular plural, of the noun before "of", "for" and the like, else of the last word."""
    head, gap, rest = phrase, "", ""
    for preposition in (" of ", " for ", " in ", " to ", " at "):
        before, found, after = phrase.partition(preposition)
        if found and len(before) < len(head):
            head, gap, rest = before, found, after
    return f"{_plural_word(head)}{gap}{rest}"


def _plural_word(word: str) -> str:
    for singular, plural in _IRREGULAR.items():
        if word.endswith(singular) and not word.endswith("german"):
            return word.removesuffix(singular) + plural
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return f"{word[:-1]}ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    return f"{word}s"
