"""What many tests share: one parser for the session, and a way to one parsed sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings

from foedus.pipeline import Coder
from foedus.reading.parsing import Parser, as_sentences
from foedus.reading.sentence import Sentence

# A loaded machine is no fault of the code: nothing is timed in a test.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The real pipeline, loaded once: it takes a second."""
    return Parser()


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The whole path from report to entries, loaded once: parser, patterns, catalogue, places."""
    return Coder()


@pytest.fixture(scope="session")
def sentence(parser: Parser) -> Callable[..., Sentence]:
    """Parse a text that is one sentence; `offset` is where it stands in its report."""

    def parse(text: str, offset: int = 0) -> Sentence:
        (parsed, _), *_ = parser.parse([(text, None)])
        # Where the parser cuts the text in two, the test would look at half of it.
        tokens = [token for part in parsed for token in part]
        assert len(parsed) == 1, f"the parser takes this for several sentences: {tokens}"
        (only,) = as_sentences(parsed, " " * offset + text, 0, offset)
        return only

    return parse


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes have no place in the name of a test: archives carry the time they were made."""
    return "bytes" if isinstance(val, bytes) else None
