"""What coding hands on: entries whose parties are still words; resolving says who they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.coding.patterns import Pattern
from foedus.model import Assertion, ConditionType, Polarity, Relation, Strength
from foedus.reading.sentence import Sentence, Token

# Heads of coordinated phrases that stand in one place of a clause.
Slot = tuple[Token, ...]
# Places where a party may stand, the likeliest first; resolving takes the first that is an actor.
Slots = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class AskedDraft:
    """What a request asks for: the inner event type, if any, and its words."""

    event: str | None
    first: Token
    last: Token


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event before its parties are resolved."""

    sentence: Sentence
    pattern: Pattern
    event: str
    mode: str | None
    trigger: Token
    doers: Slots
    targets: Slots
    assertion: Assertion
    speakers: Slots = ()
    through: Slot = ()
    asks: AskedDraft | None = None
    nominal: bool = False
    carried: bool = False
    passive: bool = False
    has_clause: bool = False  # "refused to sign"
    carrier: str | None = None  # the light verb of a noun: "launched" of an attack
    light: Token | None = None  # that verb where it stands
    planned: bool = False  # the object of "plans", "called off": its subject is the doer
    words: tuple[Token, ...] = ()
    objects: Slot = ()  # of the verb, whether or not they are parties
    of_the_war: bool = False  # a truce: where nobody is named its sides are those of the war
    deniable: bool = False  # "had sent no arms, X said": denied, if X is of the doers' side
    mooted: bool = False  # only brought up: "the right to attack"


@dataclass(frozen=True, slots=True)
class ConditionDraft:
    """On what a promise hangs."""

    type: ConditionType
    event: str | None
    first: Token
    last: Token
    actors: Slots
    recipients: Slots


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """A promise before its parties are resolved."""

    sentence: Sentence
    rule: str
    trigger: Token
    actor: Slots
    polarity: Polarity
    event: str | None
    first: Token
    last: Token
    recipients: Slots
    beneficiaries: Slots
    condition: ConditionDraft | None
    strength: Strength
    speakers: Slots = ()
    foretold: bool = False  # it counts only if the one who speaks is of the same side


@dataclass(frozen=True, slots=True)
class BondDraft:
    """A bond before its members are resolved. `known` asks that they be allies already."""

    sentence: Sentence
    rule: str
    trigger: Token
    members: Slots
    relation: Relation
    strained: bool
    known: bool = False
    words: tuple[Token, ...] = field(default=())


Draft = EventDraft | CommitmentDraft | BondDraft
