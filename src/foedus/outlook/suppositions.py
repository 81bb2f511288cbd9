"""A supposition in words, "USA ASSAULT IRN", and the sides and the event that it means."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from functools import partial

from foedus.catalogue.catalogue import Catalogue
from foedus.coding.ontology import ontology
from foedus.errors import UsageError
from foedus.network.ledger import Ledger
from foedus.network.naming import side_named
from foedus.network.sides import Side
from foedus.outlook.shapes import Supposed
from foedus.outlook.state import known_sides

Naming = Callable[[str], Side]


def naming_of(ledger: Ledger, catalogue: Catalogue) -> Naming:
    """How the names in a supposition are read: by the ledger's sides, then the catalogue's."""
    return partial(side_named, known=known_sides(ledger), catalogue=catalogue, day=ledger.as_of)


"""Gives the side that some words mean, or raises `UsageError` with the nearest ones."""


def supposition(text: str, naming: Naming) -> Supposed:
    """ACTOR TYPE RECIPIENT, each side by an id, a code or a name; the recipient may be left out.

    Names may have several words: what stands before the type acts, what stands after is acted on.

    Raises:
        UsageError: there is no event type in it, no actor, or a side that is not known.
    """
    words = text.split()
    place = f"supposition {text!r}"
    at = _type_at(words, place)
    if at == 0:
        raise UsageError(f"{place}: who does it? write ACTOR {words[0].upper()} RECIPIENT")
    actor = named(" ".join(words[:at]), naming, place)
    rest = " ".join(words[at + 1 :])
    recipient = named(rest, naming, place) if rest else None
    if recipient is not None and recipient.id == actor.id:
        raise UsageError(f"{place}: {actor.name} would do it to itself; name two sides")
    return Supposed(text, actor, words[at].upper(), recipient)


def named(text: str, naming: Naming, place: str) -> Side:
    """The side that words mean; an error says where they stand."""
    try:
        return naming(text)
    except UsageError as error:
        raise UsageError(f"{place}: {error}") from None


def event_type(text: str, place: str) -> str:
    """One of PLOVER's types, in capitals or not."""
    found = text.upper()
    if found not in ontology().types:
        raise UsageError(f"{place}: {text!r} is no event type; {_nearest(found)}")
    return found


def _type_at(words: list[str], place: str) -> int:
    types = ontology().types
    # In capitals first: a name may have a word that is a type too ("the Support Group").
    for candidates in (words, [word.upper() for word in words]):
        for at, word in enumerate(candidates):
            if word in types:
                return at
    near = [near for word in words for near in get_close_matches(word.upper(), types, n=1)]
    hint = f"did you mean {near[0]}?" if near else _nearest("")
    raise UsageError(f"{place}: no event type in it; write it like USA ASSAULT IRN; {hint}")


def _nearest(text: str) -> str:
    near = get_close_matches(text, ontology().types, n=1)
    return f"did you mean {near[0]}?" if near else f"use one of {', '.join(ontology().types)}"
