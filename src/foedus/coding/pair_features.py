"""What the words around a pair say, as named features that a linear model weighs.

A feature is a name that a reader understands: `verb+object=lift ban`, `path=agree>release`,
`between=against`. Names and other words of the marked phrases are kept apart from the rest, so
that who the parties are weighs little against what is said of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from foedus.coding.pairs import Pair, line_above, path_between, verb_above
from foedus.coding.phrases import is_verb
from foedus.reading.sentence import Token

_WORDS = frozenset({"NOUN", "VERB", "ADJ", "ADV", "ADP", "AUX", "PART"})
_DEEPEST = 2  # clauses within a clause that are still read
_COMPLEMENTS = ("xcomp", "ccomp")
_OBJECTS = ("dobj", "nsubjpass", "attr", "oprd", "acomp")


def features_of(pair: Pair) -> list[str]:
    """The features of a pair, in no particular order; some may stand twice."""
    found: list[str] = []
    found += _of_party("source", pair, pair.source)
    found += _of_party("target", pair, pair.target)
    found += _of_verbs(pair)
    found += _of_path(pair)
    found += _of_words(pair)
    return found


def _of_party(side: str, pair: Pair, head: Token | None) -> Iterator[str]:
    """What kind of words a side is made of, and what it hangs on."""
    if head is None:
        yield f"no {side}"
        return
    yield f"{side} head={_common(head)}"
    yield f"{side} under={head.dep} {head.head.lemma}"
    if head.dep == "pobj":
        yield f"{side} after={head.head.lower}"
        yield f"{side} after={head.head.head.lemma} {head.head.lower}"
    is_side = pair.is_source if side == "source" else pair.is_target
    for token in pair.tokens:
        if token.pos in ("NOUN", "ADJ", "VERB") and is_side(token):
            yield f"{side} word={token.lemma}"


def _common(token: Token) -> str:
    return "(name)" if token.pos == "PROPN" else token.lemma


def _of_verbs(pair: Pair) -> Iterator[str]:
    """The verbs that govern the two sides, with what they take."""
    verbs: list[Token | None] = []
    for side, head in (("source", pair.source), ("target", pair.target)):
        line = line_above(head)
        place = verb_above(line)
        verb = line[place] if place is not None else None
        verbs.append(verb)
        if verb is None or place is None:
            continue
        dep = line[place - 1].dep
        yield f"{side} is={dep}"
        yield f"{side} is={dep} of {verb.lemma}"
        if side == "source" or verb is not verbs[0]:
            yield from _of_clause(f"{side} verb", verb, pair, 0)
        if side == "source" and verb.dep != "ROOT":
            yield f"clause={verb.dep} of {verb.head.lemma}"
    if verbs[0] is not None and verbs[0] is verbs[1]:
        yield "same verb"


def _of_clause(name: str, verb: Token, pair: Pair, depth: int) -> Iterator[str]:
    """A verb with its mood, particles, objects, prepositions and the clauses below it."""
    yield f"{name}={verb.lemma}"
    yield f"{name} tag={verb.tag}"
    for child in verb.children:
        dep = child.dep
        if dep in ("aux", "auxpass"):
            yield f"{name} aux={child.lemma}"
        elif dep == "neg":
            yield f"{name} not"
            yield f"not {verb.lemma}"
        elif dep == "prt":
            yield f"verb={verb.lemma} {child.lower}"
        elif dep in _OBJECTS and child.i not in pair.marked:
            yield from _of_object(name, verb, child, pair, depth)
        elif dep in ("prep", "agent"):
            yield f"verb={verb.lemma} {child.lower}"
            yield from _after(f"after={child.lower} ", child, pair, depth)
        if dep in (*_COMPLEMENTS, "advcl") and is_verb(child):
            yield f"verb+clause={verb.lemma} {child.lemma}"
            if dep != "advcl" and depth < _DEEPEST:
                yield from _of_clause("inner verb", child, pair, depth + 1)


def _of_object(name: str, verb: Token, noun: Token, pair: Pair, depth: int) -> Iterator[str]:
    yield f"{name} object={noun.lemma}"
    yield f"verb+object={verb.lemma} {noun.lemma}"
    for child in noun.children:
        if child.dep in ("amod", "compound", "nmod"):
            yield f"object={child.lemma} {noun.lemma}"
            yield f"object of={child.lemma}"
        elif child.dep == "prep":
            yield f"object={noun.lemma} {child.lower}"
            yield from _after("object of=", child, pair, depth)
        elif child.dep in ("acl", "relcl", *_COMPLEMENTS) and is_verb(child) and depth < _DEEPEST:
            yield from _of_clause("inner verb", child, pair, depth + 1)


def _after(name: str, prep: Token, pair: Pair, depth: int) -> Iterator[str]:
    """What stands after a preposition: a noun under this name, or a clause."""
    for below in prep.children:
        if below.dep == "pobj" and below.i not in pair.marked:
            yield f"{name}{below.lemma}"
        elif below.dep == "pcomp" and depth < _DEEPEST:
            yield from _of_clause("inner verb", below, pair, depth + 1)


def _of_path(pair: Pair) -> Iterator[str]:
    path = [word.lemma for word in path_between(pair)]
    for word in path:
        yield f"on path={word}"
    if path:
        yield f"path={'>'.join(path)}"
    for one, other in pairwise(path):
        yield f"path={one}>{other}"


def _of_words(pair: Pair) -> Iterator[str]:
    """The words outside the two phrases, alone and by twos, and those between them."""
    heads = [head.i for head in (pair.source, pair.target) if head is not None]
    first, last = (min(heads), max(heads)) if len(heads) == 2 else (0, 0)
    if len(heads) == 2:
        yield "source first" if heads[0] < heads[1] else "target first"
    before: str | None = None
    for token in pair.tokens:
        if token.i in pair.marked or token.pos == "PUNCT":
            before = None
        elif token.pos in _WORDS:
            yield f"word={token.lemma}"
            if first < token.i < last:
                yield f"between={token.lemma}"
            if before is not None:
                yield f"words={before} {token.lemma}"
            before = token.lemma
