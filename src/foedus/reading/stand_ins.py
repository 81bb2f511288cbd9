"""Clauses that are read again with a plainer word before them: "provided Iran leaves", "once".

The small parser knows "if" and "when" well, and "provided", "the moment" or "in the event that"
badly: it takes what follows for an object or for a part of a name. Where such words open no clause
in its reading, the sentence is read once more with a plain conjunction in their place, and that
reading is kept if in it they do open one. The text and the offsets stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Read = Callable[[Sequence[str]], Any]  # words to a document with tags and arcs

# The words that open a clause, and the plain ones that may stand for them.
_OPENINGS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("provided",): ("if",),
    ("providing",): ("if",),
    ("assuming",): ("if",),
    ("supposing",): ("if",),
    ("the", "moment"): ("when", "if"),
    ("the", "instant"): ("when", "if"),
    ("the", "minute"): ("when", "if"),
    ("the", "day"): ("when", "if"),
    ("only", "after"): ("if", "when"),
    ("only", "when"): ("if",),
    ("only", "once"): ("if",),
    ("in", "the", "event", "that"): ("if",),
    ("in", "the", "event"): ("if",),
    ("on", "condition", "that"): ("if",),
    ("if",): ("when", "unless"),
    ("unless",): ("if",),
    ("until",): ("when", "if"),
    ("once",): ("when", "if"),
    ("should",): ("if",),
}
# By their first words, the longest first.
_BY_FIRST = {
    first: sorted((words for words in _OPENINGS if words[0] == first), key=len, reverse=True)
    for first in {words[0] for words in _OPENINGS}
}
_LONGEST = 80  # words of a sentence that is read again
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


@dataclass(frozen=True, slots=True)
class Word:
    """How a word is read: its tag, its arc, and the number of the word that it hangs on."""

    tag: str
    dep: str
    head: int
    stands_for: str | None = None  # "if" or "when", of a word that by itself says neither


def readings(doc: Any, read: Read) -> list[Word]:
    """How each word of a document is read, clauses that were misread read again."""
    words = [Word(word.tag_, word.dep_, word.head.i) for word in doc]
    if not any(word.lower_ in _BY_FIRST for word in doc):
        return words
    for sentence in doc.sents:
        if len(sentence) <= _LONGEST:
            again = _again(sentence, read)
            if again is not None:
                words[sentence.start : sentence.end] = again
    return words


def _again(sentence: Any, read: Read) -> list[Word] | None:
    """A better reading of a sentence, if an opening in it opens nothing; else None."""
    for first, last, plain in _openings(sentence):
        opening = sentence.doc[sentence.start + last]
        if opening.lower_ == "should" and (last == 0 or opening.dep_ == "aux"):
            continue  # "Israel should leave", "Should Israel leave"
        if _opens_clause(opening, (*_SUBJECTS, "compound", "nmod")):
            continue  # "if Iran attacks", where Iran is a part of the verb, is mended later
        for word in plain:
            found = _read_with(sentence, (first, last), word, plain[0], read)
            if found is not None:
                return found
    return None


def _openings(sentence: Any) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The openings of a sentence: the places of their first and last word, and what to put."""
    lower = [word.lower_ for word in sentence]
    for at, word in enumerate(lower):
        if lower[at + 1 : at + 2] == ["and"]:
            continue  # "if and when"
        for words in _BY_FIRST.get(word, ()):
            if tuple(lower[at : at + len(words)]) == words:
                yield at, at + len(words) - 1, _OPENINGS[words]
                break


def _opens_clause(word: Any, subjects: Sequence[str] = _SUBJECTS) -> bool:
    """Whether a word marks a verb with a subject of its own, and no comma in between."""
    verb = word.head
    marks = word.dep_ in ("mark", "advmod") and verb.tag_[:2] == "VB" and verb.i > word.i
    if not marks or any(between.text == "," for between in word.doc[word.i : verb.i]):
        return False
    return any(child.dep_ in subjects and word.i < child.i < verb.i for child in verb.children)


def _read_with(
    sentence: Any, place: tuple[int, int], plain: str, means: str, read: Read
) -> list[Word] | None:
    """The sentence read with a plain word for an opening; None if that opens no clause either."""
    first, last = place
    texts: Sequence[str] = [word.text for word in sentence]
    put = plain.capitalize() if first == 0 else plain
    doc = read([*texts[:first], put, *texts[last + 1 :]])
    if len(list(doc.sents)) > 1 or not _opens_clause(doc[first]):
        return None
    gone = last - first

    def at_first(at: int) -> int:
        return int(sentence.start) + (at if at < first else at + gone)

    words = [Word(word.tag_, word.dep_, at_first(word.head.i)) for word in doc]
    mark = words[first]
    own = gone == 0 and texts[first].lower() != "should"
    words[first] = Word("IN", "mark", mark.head, None if own else means)
    before = [Word("IN", "dep", at_first(first)) for _ in range(gone)]
    return words[:first] + before + words[first:]
