"""Names of places made comparable: one key for "Ḩamāh", "Hamah" and "hamah"."""

from __future__ import annotations

import unicodedata

# Letters that decompose into nothing plainer, and marks that English news leaves out.
_PLAIN = str.maketrans({
    "ı": "i", "ł": "l", "đ": "d", "ø": "o", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a",
    "þ": "th", "ħ": "h",
    **dict.fromkeys("'’‘`´ʿʾʻʼ′.", ""), **dict.fromkeys("-–—/,()_", " "),
})  # fmt: skip
# The Arabic article as it is written before different letters.
_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "ad", "adh", "az", "at", "ath", "an", "es"})


def key_of(name: str) -> str:
    """The key under which a name is filed: lower case, no accents, one form of the article.

    "Al-Bab", "el-Bab" and "Al Bab" have the key "al bab".
    """
    text = name.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_PLAIN))
        text = "".join(char for char in text if not unicodedata.combining(char))
        text = text.lower()  # some letters have capitals only once they are taken apart
    words = text.translate(_PLAIN).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words[0] = "al"
    return " ".join(words)
