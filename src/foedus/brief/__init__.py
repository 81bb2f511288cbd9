"""The situation in words, each figure with the entries it rests on."""

from foedus.brief.citing import citations
from foedus.brief.making import brief_of
from foedus.brief.outline import Item, Section, cited_in, outline
from foedus.brief.shapes import Brief, Cited, Counts, Coverage
from foedus.brief.writing import as_markdown, as_text

__all__ = [
    "Brief",
    "Cited",
    "Counts",
    "Coverage",
    "Item",
    "Section",
    "as_markdown",
    "as_text",
    "brief_of",
    "citations",
    "cited_in",
    "outline",
]
