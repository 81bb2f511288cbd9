"""Names of places in a sentence, and the places they most likely mean.

A name is a run of tokens that begins with a proper noun (or a word such as "northern" or "al-"),
the longest that the gazetteer knows. Left alone are names inside longer names ("Washington Post",
"Jack London"), words of `catalogue/not_places.csv`, and names of small places far from anything the
report speaks of, unless a preposition of place governs them. Countries are given only where the
sentence names nothing finer.

Whether a name is the scene of an event or a party to it ("Tehran said") is for the caller to tell:
the preposition that governs it is given along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foedus.model import Place
from foedus.reading.sentence import Sentence, Token
from foedus.resolving import place_words as words
from foedus.resolving.date_context import top
from foedus.resolving.gazetteer import Candidate, Gazetteer

__all__ = ["Candidate", "Gazetteer", "PlaceMention", "find_places"]

_LONGEST = 7  # tokens: "Zaporizhzhia nuclear power plant", "Deir ez-Zor province"
_WELL_KNOWN = 10_000.0  # of prominence: Homs, Goma, Jabalia; not the Springfields


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place, at offsets into the report.

    `head` is the index in the sentence of the preposition the name hangs on, else of the name's own
    topmost token; `preposition` is that preposition in lower case, or None. In "in Aleppo and Homs"
    both hang on "in".
    """

    start: int
    end: int
    text: str
    place: Place
    head: int
    preposition: str | None


def find_places(
    sentence: Sentence, likely: Mapping[str, float], gazetteer: Gazetteer
) -> list[PlaceMention]:
    """The places a sentence names, in the order of the text; they do not overlap.

    Args:
        sentence: a parsed sentence.
        likely: weights of the countries (alpha-3) that the report mentions; 1 and above is certain.
        gazetteer: where names are looked up.
    """
    spans: list[tuple[int, int, Candidate]] = []
    i = 0
    while i < len(sentence.tokens):
        found = _at(sentence, i, likely, gazetteer)
        if found is not None:
            spans.append((i, *found))
        i = found[0] if found else i + 1
    if any(found.kind != "country" for _, _, found in spans):
        spans = [span for span in spans if span[2].kind != "country"]
    return [_mention(sentence, first, stop, found.place) for first, stop, found in spans]


def _at(
    sentence: Sentence, first: int, likely: Mapping[str, float], gazetteer: Gazetteer
) -> tuple[int, Candidate] | None:
    """The longest name that begins at a token: the token after it and the likeliest place."""
    tokens = sentence.tokens
    if not _may_begin(tokens, first):
        return None
    for stop in range(min(first + _LONGEST, len(tokens)), first, -1):
        text = _text(sentence, first, stop)
        if not text[-1].isalnum() and stop - first > 1:
            continue
        if not gazetteer.candidates(text) or _inside_a_name(tokens, first, stop):
            continue
        nearer = _named_after(sentence, stop, gazetteer)
        found = gazetteer.best(text, {**likely, nearer: 1.0} if nearer else likely)
        if found and _credible(
            tokens[first:stop], found, {*likely, nearer or ""}, gazetteer.doubtful
        ):
            return stop, found
    return None


def _text(sentence: Sentence, first: int, stop: int) -> str:
    tokens = sentence.tokens
    return sentence.text[
        tokens[first].start - sentence.start : tokens[stop - 1].end - sentence.start
    ]


def _may_begin(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    if token.pos == "PROPN":
        return token.text[0].isupper() or token.lower in words.ARTICLES
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None:
        return False
    if token.lower in words.DIRECTIONS:
        return following.text[0].isupper() or following.text in ("-", "suburbs")
    return token.lower in words.ARTICLES and following.text == "-"


def _named_after(sentence: Sentence, stop: int, gazetteer: Gazetteer) -> str | None:
    """The country named right after a place: "Tripoli, Lebanon", "Rafah in Egypt"."""
    tokens = sentence.tokens
    if stop >= len(tokens) or tokens[stop].lower not in (",", "in", "("):
        return None
    for last in range(min(stop + 5, len(tokens)), stop + 1, -1):
        found = gazetteer.candidates(_text(sentence, stop + 1, last))
        if found and found[0].kind == "country":
            return found[0].place.country
    return None


def _inside_a_name(tokens: list[Token], first: int, stop: int) -> bool:
    """Whether the words around make it part of a longer name: "Washington Post", "Jack London"."""
    last = tokens[stop - 1]
    following = tokens[stop] if stop < len(tokens) else None
    if following is not None:
        joined = following.start == last.end and following.text in ("-", "–")
        if joined or following.lower in words.PAPERS:
            return True
        longer = following.pos == "PROPN" and following.text[0].isupper()
        if longer and last.dep == "compound" and following.lower not in words.SITES:
            return True
    if not first:
        return False
    before = tokens[first - 1]
    if before.text in ("-", "–") and before.end == tokens[first].start:
        return True
    named = before.pos == "PROPN" and before.text[0].isupper() and before.dep == "compound"
    within = first <= before.head.i < stop
    return named and within and before.lower not in words.DIRECTIONS


def _credible(
    name: list[Token], found: Candidate, countries: set[str], doubtful: Mapping[str, str]
) -> bool:
    """Whether a single word is a place here, and not a person or a common word."""
    if len(name) > 1 or found.kind in ("region", "country"):
        return True
    (token,) = name
    kind = doubtful.get(token.lower)
    if kind == "word" or (token.text.isupper() and len(token.text) <= 4):
        return False
    if kind == "name":
        return _placed(token, words.PLACING)
    taken = token.dep == "dobj" and token.head.lemma in words.DONE_TO_PLACES
    if taken or _placed(token, words.PLACING | words.ALSO_PLACING):
        return True
    near = found.place.country in countries - words.ENGLISH_SPEAKING
    return found.usual and (near or found.prominence >= _WELL_KNOWN)


def _placed(token: Token, prepositions: frozenset[str]) -> bool:
    """Whether a preposition of place governs it."""
    governor = _preposition(token)
    if governor is None:
        return False
    above = governor.head
    parted = governor.lower == "of" and (above.lower in words.PARTS_OF)
    return governor.lower in prepositions or parted


def _preposition(token: Token) -> Token | None:
    """The preposition a name hangs on, along a list of names."""
    while token.dep in ("conj", "appos") and token.head is not token:
        token = token.head
    if token.pos == "ADP":
        return token
    return token.head if token.dep == "pobj" and token.head.pos == "ADP" else None


def _mention(sentence: Sentence, first: int, stop: int, place: Place) -> PlaceMention:
    tokens = sentence.tokens[first:stop]
    head = top(tokens)
    governor = _preposition(head)
    return PlaceMention(
        tokens[0].start,
        tokens[-1].end,
        _text(sentence, first, stop),
        place,
        (governor or head).i,
        governor.lower if governor else None,
    )
