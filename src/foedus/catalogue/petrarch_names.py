"""Names of PETRARCH's dictionaries, which are all in capitals, as texts write them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from importlib.resources import files

from foedus.catalogue.tables import COMMON_WORDS, OTHER_COLUMNS, scan_rows
from foedus.errors import CatalogueError

_PARTS = re.compile(r"[ \-/]+")
_WORD = re.compile(r"[^\W\d_][^\s\-/(]*")
# Words that stay small within a name.
_SMALL = frozenset({
    "of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "del", "der", "von",
    "van", "y", "e", "da", "do", "dos", "bin", "ibn",
})  # fmt: skip
_VOWELS = frozenset("AEIOUY")
_LEAST_TITLED = 4  # letters; a shorter single word is an abbreviation


@cache
def common_words() -> frozenset[str]:
    """The words of every text, by the file that serves the check too."""
    text = files("foedus.catalogue").joinpath(COMMON_WORDS).read_text(encoding="utf-8")
    found = scan_rows(text, COMMON_WORDS, {COMMON_WORDS: OTHER_COLUMNS[COMMON_WORDS]})
    return frozenset(one[1].cells["word"] for one in found if not isinstance(one, CatalogueError))


def spellings(name: str, abbreviations: Collection[str] = ()) -> tuple[str, ...]:
    """How a text may write a name, in the catalogue's sense of upper and lower case.

    A name of several words is given in lower case, which matches any case, unless its words are
    all common ones; a single word in capitals, and as a proper name where it can be one.
    """
    lower = name.lower()
    is_plain = "-" not in name and "/" not in name
    parts = lower.split() if is_plain else [part for part in _PARTS.split(lower) if part]
    is_common = all(part.strip(".,'()") in common_words() for part in parts)
    if len(parts) > 1:
        return (titled(name, abbreviations),) if is_common else (name.lower(),)
    upper = name.upper()
    may_be_titled = len(name) >= _LEAST_TITLED and "." not in name and not is_common
    if upper in abbreviations or not may_be_titled:
        return (upper,)
    return tuple(dict.fromkeys((upper, titled(name), *((name,) if name != name.lower() else ()))))


def titled(name: str, abbreviations: Collection[str] = ()) -> str:
    """A name to show: "BAN KI-MOON OF THE UN" gives "Ban Ki-Moon of the UN"."""
    if name != name.upper():
        return name

    if not isinstance(abbreviations, frozenset):
        abbreviations = frozenset(abbreviations)
    words = name.split(" ")
    return " ".join([_titled(word, bool(i), abbreviations) for i, word in enumerate(words)])


@lru_cache(50_000)
def _titled(text: str, is_within: bool, abbreviations: frozenset[str]) -> str:
    """One of the words of a name, which may have a hyphen in it."""
    if text.isalpha():  # most are, and for them this is the same as what follows, and faster
        if text in abbreviations or _VOWELS.isdisjoint(text):
            return text
        return text.lower() if is_within and text.lower() in _SMALL else text.capitalize()

    def one(found: re.Match[str]) -> str:
        word = found.group()
        bare = word.strip(".,'\")")
        if bare in abbreviations or "." in bare or not set(bare) & _VOWELS:
            return word
        if word.lower() in _SMALL and (is_within or found.start()):
            return word.lower()
        return word[0] + word[1:].lower()

    return _WORD.sub(one, text)
