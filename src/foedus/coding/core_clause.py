"""The few words of a sentence that say what one party does to the other, as a short text.

"someone has condemned someone else for bribing witnesses": who the parties are is left out, so that
an embedding model hears what is done and not by whom; and the shorter the text, the quicker it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.coding.pairs import Pair, line_above, path_between, verb_above
from foedus.coding.phrases import is_infinitive, is_verb
from foedus.reading.sentence import Token

SOURCE, TARGET = "someone", "someone else"
_OF_A_NOUN = frozenset({"det", "amod", "compound", "nmod", "poss", "case", "neg", "prt", "aux",
                        "auxpass", "nummod", "quantmod"})  # fmt: skip
_OF_A_VERB = frozenset({"aux", "auxpass", "neg", "prt", "mark", "expl"})
_NOUNS_OF_A_VERB = frozenset({"dobj", "attr", "oprd", "acomp", "nsubjpass", "nsubj", "dative"})
_CLAUSES_OF_A_VERB = frozenset({"xcomp", "ccomp"})
_DEEPEST_CLAUSE = 2
_DEEPEST_PHRASE = 2
_DEEPEST_WORD = 3


def core_clause(pair: Pair) -> str:
    """The words that govern the two parties, with their objects and complements."""
    return _text(pair, core_words(pair))


def core_words(pair: Pair) -> set[int]:
    """The numbers of those words, without the parties' own."""
    kept = _Kept(pair)
    for word in path_between(pair):
        kept.numbers.add(word.i)
    governors: list[Token] = []
    for line in (line_above(pair.source), line_above(pair.target)):
        place = verb_above(line)
        if place is None:
            for token in line:
                if token.i not in pair.marked:
                    kept.add_noun(token)
            continue
        kept.numbers.update(token.i for token in line[1:place])
        verb = line[place]
        if verb not in governors:
            governors.append(verb)
            kept.add_verb(verb)
        if verb.dep in ("xcomp", "conj", "pcomp"):
            kept.numbers.add(verb.head.i)
        elif verb.dep == "csubj":  # "lifting the ban is out of the question"
            kept.add_verb(verb.head)
    return kept.numbers


class _Kept:
    """The numbers of the words that are kept."""

    def __init__(self, pair: Pair) -> None:
        self._marked = pair.marked
        self.numbers: set[int] = set()

    def add_noun(self, noun: Token, depth: int = 0) -> None:
        """A noun with the words before it, and what an "of" or a gerund after it adds."""
        self.numbers.add(noun.i)
        for child in noun.children:
            if child.dep in _OF_A_NOUN:
                if depth < _DEEPEST_WORD:
                    self.add_noun(child, depth + 1)
                else:
                    self.numbers.add(child.i)
            elif child.dep == "prep" and depth < _DEEPEST_PHRASE:
                self.numbers.add(child.i)
                for below in child.children:
                    if below.dep == "pobj":
                        self.add_noun(below, depth + 1)
                    elif below.dep == "pcomp":
                        self.add_verb(below, 1)
            elif child.dep in ("acl", "relcl") and depth < 1 and child.tag in ("VB", "VBG"):
                self.add_verb(child, 1)

    def add_verb(self, verb: Token, depth: int = 0) -> None:
        """A verb with its mood, its objects, and the clauses that complete it."""
        self.numbers.add(verb.i)
        for child in verb.children:
            if child.dep in _OF_A_VERB:
                self.numbers.add(child.i)
            elif child.dep in _NOUNS_OF_A_VERB:
                self.add_noun(child)
            elif child.dep in ("prep", "agent"):
                self.numbers.add(child.i)
                self._add_after(child.children, depth)
            elif depth < _DEEPEST_CLAUSE and is_verb(child) and _completes(child):
                self.add_verb(child, depth + 1)

    def _add_after(self, words: Sequence[Token], depth: int) -> None:
        for word in words:
            if word.dep == "pobj" and (depth < 1 or word.i in self._marked):
                self.add_noun(word, 1)
            elif word.dep == "pcomp":
                self.add_verb(word, 1)


def _completes(clause: Token) -> bool:
    """ "said that …", "agreed to …", and a purpose: "sent experts to investigate"."""
    return clause.dep in _CLAUSES_OF_A_VERB or (clause.dep == "advcl" and is_infinitive(clause))


def _text(pair: Pair, kept: set[int]) -> str:
    words: list[str] = []
    last: str | None = None
    for token in pair.tokens:
        side = SOURCE if pair.is_source(token) else TARGET if pair.is_target(token) else None
        if side is not None:
            if side != last:
                words.append(side)
            last = side
        elif token.i in kept:
            words.append(token.text)
            last = None
    return " ".join(words)
