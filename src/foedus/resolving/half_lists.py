"""Lists of parties of which only some are known: to tell of those alone would be half of it."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.coding.drafts import Slots
from foedus.coding.patterns import patterns
from foedus.coding.phrases import all_conjuncts
from foedus.reading.sentence import Token
from foedus.resolving.known import Known
from foedus.resolving.resolver import Resolver

_NAMING = ("NOUN", "PROPN")
_FRIENDS = frozenset({
    "ally", "partner", "friend", "proxy", "backer", "helper", "agent", "operative", "troop",
    "soldier", "force", "army", "spy",
})  # fmt: skip


def leaves_out(slots: Slots, found: Sequence[Known], resolver: Resolver) -> bool:
    """Whether those found are some of a list whose others nobody can name.

    "journalists and executives", of whom only the journalists are somebody.
    """
    ids = {known.actor.id for known in found}
    for slot in slots:
        tokens = [token for token in all_conjuncts(slot) if token.pos in _NAMING]
        if any(_is_half_named(token, resolver) for token in tokens):
            return True
        who = [{known.actor.id for known in resolver.who(token)} for token in tokens]
        if any(ids & one for one in who):
            missing = [t for t, one in zip(tokens, who, strict=True) if not ids & one]
            return any(_is_one_more(token, resolver) for token in missing)
    return False


def _is_half_named(token: Token, resolver: Resolver) -> bool:
    """ "Kurdish and Arab militias", of whom only the Kurdish ones are somebody we know."""
    for first in token.having("amod", "nmod", "compound"):
        names = [first, *first.having("conj")]
        if len(names) > 1 and all(name.text[0].isupper() for name in names):
            known = [resolver.is_named_at(name) for name in names]
            if any(known) and not all(known):
                return True
    return False


def _is_one_more(token: Token, resolver: Resolver) -> bool:
    """Whether a word of a list is one more party: "her brothers", but not "other countries"."""
    if token.dep != "conj" and not token.having("conj"):
        return False
    if any(child.lower == "other" for child in token.having("amod")):
        return False
    if token.lemma in _FRIENDS and any(c.tag == "PRP$" for c in token.having("poss")):
        return False  # "the army and its allies"
    if token.lemma in patterns().nouns or token.lemma in patterns().carriers["assets"]:
        return False
    of_a_land = any(c.text[0].isupper() for c in token.having("amod", "compound"))
    return token.tag in ("NNS", "NNP", "NNPS") or of_a_land or resolver.is_party(token)
