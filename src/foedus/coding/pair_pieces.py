"""The word pieces of a sentence that say what one marked party does to the other, with their roles.

The whole sentence is read, so that each piece is understood where it stands; then only the core
clause and the two parties are kept: what else the sentence tells is not about the pair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from foedus.coding.core_clause import core_words
from foedus.coding.last_layers import NEITHER, SOURCE, TARGET, LastLayers, last_layers
from foedus.coding.pairs import Pair
from foedus.model import Span
from foedus.reading.meaning import Pieces, meaning
from foedus.reading.sentence import Token

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MOST = 48  # pieces that are kept


class Reader:
    """Says how likely each event is by what the sentence means.

    Args:
        pieces: gives the word pieces of a text with their states.
        layers: the layers that go on from there.
    """

    def __init__(self, pieces: Callable[[str], Pieces], layers: LastLayers) -> None:
        self._pieces = pieces
        self._layers = layers

    def scores(self, pairs: Sequence[Pair]) -> Floats:
        """The log-odds of each event, a row for each pair; there is one at least."""
        return self._layers.scores(
            [kept_pieces(pair, self._pieces(text_of(pair.tokens))) for pair in pairs]
        )


@cache
def reader() -> Reader:
    """The reader that comes with foedus, loaded once.

    Raises:
        ModelError: the language model is not installed, or the trained layers are missing.
    """
    return Reader(meaning().of, last_layers())


def kept_pieces(pair: Pair, pieces: Pieces) -> tuple[Floats, NDArray[np.int8]]:
    """The states of the pieces that are kept, and their roles: the first, for the whole, too."""
    import numpy as np

    first = pair.tokens[0].start
    words = core_words(pair)
    core = [(token.start, token.end) for token in pair.tokens if token.i in words]
    parties = ((SOURCE, pair.source_span), (TARGET, pair.target_span))
    kept, roles = [0], [NEITHER]
    for number, (start, end) in enumerate(pieces.places):
        place = (start + first, end + first)
        if start == end:
            continue
        role = next((role for role, span in parties if span and _meet(place, span)), NEITHER)
        if role != NEITHER or any(_meet(place, word) for word in core):
            kept.append(number)
            roles.append(role)
    return pieces.states[kept[:MOST]], np.array(roles[:MOST], dtype=np.int8)


def text_of(tokens: Sequence[Token]) -> str:
    """The text of the tokens, each as far from the first as it stands in the report."""
    parts: list[str] = []
    end = tokens[0].start
    for token in tokens:
        parts += [" " * (token.start - end), token.text]
        end = token.start + len(token.text)
    return "".join(parts)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
