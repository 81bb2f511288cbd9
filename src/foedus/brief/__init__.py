"""The situation in words, each figure with the entries it rests on."""

from foedus.brief.outline import as_markdown, as_text
from foedus.brief.shapes import Answer, Brief, Call, Change, Cited, Pair, Side, Tally, Word
from foedus.network.sides import Sides
from foedus.brief.situation import situation

__all__ = [
    "Answer",
    "Brief",
    "Call",
    "Change",
    "Cited",
    "Pair",
    "Side",
    "Sides",
    "Tally",
    "Word",
    "as_markdown",
    "as_text",
    "situation",
]
