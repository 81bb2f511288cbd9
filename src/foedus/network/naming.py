"""Which side is meant: by its id, its code, its name, or a name the catalogue knows it by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from difflib import get_close_matches

from foedus.catalogue.catalogue import Catalogue
from foedus.errors import UsageError
from foedus.network.sides import Side, Sides


def side_named(
    text: str,
    known: Iterable[Side],
    *,
    catalogue: Catalogue | None = None,
    day: dt.date | None = None,
) -> Side:
    """The side that these words mean, among those known to the ledger and, then, the catalogue's.

    Raises:
        UsageError: none or several; it names the nearest ones.
    """
    wanted = _folded(text)
    known = list(dict.fromkeys(known))
    for of in (_by_id, _by_code, _by_name):
        found = [side for side in known if wanted == of(side)]
        if len(found) == 1:
            return found[0]
        if found:
            states = [side for side in found if _is_state(side, catalogue)]
            if len(states) == 1:
                return states[0]
            raise UsageError(
                f"{text!r} may be {', '.join(side.id for side in found[:5])}; give the id"
            )
    in_catalogue = _from_catalogue(text, catalogue, day)
    if in_catalogue is not None:
        return in_catalogue
    names = {_folded(word): side for side in known for word in (side.id, side.name)}
    near = get_close_matches(wanted, names, n=3, cutoff=0.6)
    listed = ", ".join(dict.fromkeys(names[word].id for word in near))
    raise UsageError(
        f"no actor {text!r} here; "
        + (f"did you mean {listed}?" if near else "foedus actors find NAME looks one up")
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _by_id(side: Side) -> str:
    return side.id


def _by_code(side: Side) -> str | None:
    return side.code.casefold() if side.code is not None else None


def _by_name(side: Side) -> str:
    return _folded(side.name)


def _is_state(side: Side, catalogue: Catalogue | None) -> bool:
    party = catalogue.parties.get(side.id) if catalogue is not None else None
    return party is not None and party.kind == "state"


def _from_catalogue(text: str, catalogue: Catalogue | None, day: dt.date | None) -> Side | None:
    """A party that the catalogue knows by its id, its code, its name or another name."""
    if catalogue is None:
        return None
    sides = Sides(catalogue.parties.values(), catalogue.persons)
    wanted = _folded(text)
    if wanted in catalogue.parties:
        return sides.by_id(wanted)
    owners = [name.owner for name in catalogue.all_names() if _folded(name.text) == wanted]
    owners += [p.id for p in catalogue.parties.values() if (p.code or "").casefold() == wanted]
    for owner in owners:
        party = catalogue.parties.get(owner)
        if party is not None and party.existed(day):
            return sides.by_id(owner)
    return None
