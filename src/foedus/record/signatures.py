"""The words of a sentence as a few numbers, by which two sentences are seen to be alike."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Final

SIGNATURE: Final = 4  # numbers of 64 bits: sentences of news have some twenty words of weight
STEM: Final = 6  # letters by which words are taken for forms of the same
_WORD: Final = re.compile(r"[^\W_]{4,}|\d+")


def signature(sentence: str, names: str) -> tuple[int, ...]:
    """The words of a sentence as bits, one a word, those of `names` left out.

    The parties of an event are compared as such, so their names would only blur the rest. Short
    words say little and are left out; numbers are kept.
    """
    numbers = [0] * SIGNATURE
    for word in stems(sentence) - stems(names):
        bit = _bit(word)
        numbers[bit // 64] |= 1 << (bit % 64)
    return tuple(numbers)


def stems(text: str) -> set[str]:
    """The beginnings of the words of weight, by which forms of a word are taken for the same."""
    return {word[:STEM] for word in _WORD.findall(text.casefold())}


@lru_cache(maxsize=65536)
def _bit(word: str) -> int:
    return hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=1).digest()[0]
