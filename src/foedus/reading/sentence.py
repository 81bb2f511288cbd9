"""A parsed sentence as plain objects: what coding and resolving work on in place of spaCy's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Token:
    """One token of a parsed sentence, with offsets into the report's text."""

    i: int
    text: str
    lower: str
    lemma: str
    tag: str  # Penn Treebank
    pos: str  # coarse: VERB NOUN PROPN ADJ ADV PRON DET ADP AUX NUM CCONJ SCONJ PART PUNCT X
    dep: str  # ClearNLP labels, as spaCy's English pipelines give them
    start: int
    end: int
    head: Token = field(init=False)  # itself for the root
    children: list[Token] = field(init=False, default_factory=list)

    def __repr__(self) -> str:
        return f"{self.text}/{self.tag}/{self.dep}"

    def subtree(self) -> Iterator[Token]:
        """The token and all below it, in no particular order."""
        stack = [self]
        while stack:
            token = stack.pop()
            yield token
            stack.extend(token.children)

    def having(self, *deps: str) -> list[Token]:
        """Its children whose label is one of these, in the order of the text."""
        return [child for child in self.children if child.dep in deps]


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence of a report; `index` counts the coded sentences of the report from 0."""

    index: int
    start: int
    end: int
    text: str
    tokens: list[Token]

    @property
    def root(self) -> Token:
        return next(token for token in self.tokens if token.head is token)
