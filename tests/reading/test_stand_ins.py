"""Clauses that are read again with a plainer word: what opens them, and whose verb it opens."""

from __future__ import annotations

import pytest

from foedus.reading.parsing import Parser
from foedus.reading.sentence import Token

# (sentence, the opening's last word, its lemma, the verb that it opens and that verb's subject)
OPENED = [
    ("Iran will leave provided Turkey frees the men.", "provided", "provided", "frees Turkey"),
    ("The moment Georgia arms the rebels, Poland will close its border.", "moment", "when", "arms Georgia"),
    ("In the event that Sudan attacks Abyei, Turkey will send a brigade.", "that", "if", "attacks Sudan"),
    ("If Iran leaves, Turkey will free the men.", "if", "if", "leaves Iran"),
]  # fmt: skip
# Nothing is opened: what is provided is a thing, and a day is when something was.
PLAIN = [
    ("Iran provided the rebels with tanks.", "provided"),
    ("They waited until March.", "until"),
    ("It was the day of the vote.", "day"),
]


def read(parser: Parser, text: str) -> list[Token]:
    ((sentences, _),) = parser.parse([(text, None)])
    (tokens,) = sentences
    return tokens


@pytest.mark.parametrize(("sentence", "word", "lemma", "verb"), OPENED)
def test_what_opens_a_clause(
    parser: Parser, sentence: str, word: str, lemma: str, verb: str
) -> None:
    tokens = read(parser, sentence)
    mark = next(token for token in tokens if token.lower == word)
    subjects = [child.text for child in mark.head.having("nsubj")]
    assert (mark.dep, mark.lemma) == ("mark", lemma)
    assert " ".join([mark.head.text, *subjects]) == verb


@pytest.mark.parametrize(("sentence", "word"), PLAIN)
def test_what_opens_none(parser: Parser, sentence: str, word: str) -> None:
    token = next(token for token in read(parser, sentence) if token.lower == word)
    assert token.dep != "mark"


@pytest.mark.parametrize("sentence", [row[0] for row in OPENED])
def test_the_words_and_their_places_stay(parser: Parser, sentence: str) -> None:
    tokens = read(parser, sentence)
    assert all(sentence[token.start : token.end] == token.text for token in tokens)
    assert [token.i for token in tokens] == [*range(len(tokens))]
    assert sum(token.head is token for token in tokens) == 1
