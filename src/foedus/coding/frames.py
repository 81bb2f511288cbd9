"""The frame of a verb: its logical arguments, and the slots by which patterns name them."""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.coding.phrases import hosts_of, modifiers, owners
from foedus.reading.sentence import Token

# Of two objects of these the first is to whom, also where it is no name.
GIVING = frozenset(
    {"give", "grant", "hand", "send", "offer", "pay", "lend", "promise", "sell", "forgive"}
)


@dataclass(slots=True)
class Frame:
    """A verb with its logical arguments: the doer is the subject, also of a passive."""

    verb: Token
    passive: bool
    subject: list[Token] = field(default_factory=list)
    object: list[Token] = field(default_factory=list)
    dative: list[Token] = field(default_factory=list)
    prepositions: dict[str, list[Token]] = field(default_factory=dict)
    object_prepositions: dict[str, list[Token]] = field(default_factory=dict)

    def at(self, slot: str) -> list[Token]:
        """The tokens in a slot of a pattern, by the names that patterns.toml explains."""
        if slot == "subject":
            return self.subject
        if slot == "object":
            return self.object
        if slot == "dative":
            return self.dative
        if slot == "owner":
            return [owner for token in self.object for owner in owners(token)]
        if slot == "host":
            things = [*self.object, *(t for at in self.prepositions.values() for t in at)]
            return [host for thing in things for host in hosts_of(thing)]
        if slot == "pact":
            left = [t for at in ("from", "of", "out of") for t in self.prepositions.get(at, [])]
            named = [owner for thing in left for owner in modifiers(thing)]
            return [owner for owner in named if owner.text[0].isupper()]
        if slot == "by" and self.passive:
            return []
        if slot == "beside":
            return self._beside()
        return self.prepositions.get(slot) or self.object_prepositions.get(slot, [])

    def _beside(self) -> list[Token]:
        """ "will give Ukraine fighter jets": the name after the verb, taken for a part of them."""
        if self.verb.lemma not in GIVING or self.passive:
            return []
        parts = [c for noun in self.object for c in noun.having("compound", "nmod", "poss")]
        words = sorted((t for part in parts for t in part.subtree()), key=lambda t: t.i)
        more = len(words) > 1 or any(
            c.dep == "nummod" for noun in self.object for c in noun.children
        )
        the = [c.i for noun in self.object for c in noun.having("det") if c.lower == "the"]
        first = self.verb.i + (2 if self.verb.i + 1 in the else 1)
        names = [t for t in words if t.tag in ("NNP", "NNPS") and t.i == first]
        things = self.object[0].tag == "NNS" if self.object else False
        more = more or (things and not any(t.text.isupper() for t in names))
        return names if more else []  # "sold Russia drones", but "sent US troops"
