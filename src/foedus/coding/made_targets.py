""" "Will be a target": said as a threat, it is the speaker's word that it will attack."""

from __future__ import annotations

from foedus.coding.clauses import frame_of
from foedus.coding.drafts import Slots
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import all_conjuncts, prepositional
from foedus.reading.sentence import Token

_BECOMING = frozenset({"be", "become", "remain"})
_TAKING_AS = frozenset({"treat", "regard", "consider", "see", "view", "deem"})
_TARGET = "target"
_ENEMIES = frozenset({"enemy", "aggressor", "invader", "combatant"})
# Who calls a target so would strike it; of other targets it may be feared that they are struck.
_RIGHTLY = frozenset({"legitimate", "lawful", "military", "rightful", "justified"})
_THREATENING = frozenset({"threaten", "vow", "swear", "declare", "announce"})
_OWN = frozenset({"its", "their", "our", "his", "my"})


def target_of(clause: Token) -> Token | None:
    """The word "target" in "will be a target", "would be treated as targets"."""
    if clause.lemma in _BECOMING:
        found = clause.having("attr", "acomp")
    elif clause.lemma in _TAKING_AS:
        found = [*clause.having("oprd"), *prepositional(clause).get("as", [])]
    else:
        return None
    taken = clause.lemma in _TAKING_AS
    return next((n for n in found if n.lemma == _TARGET or (taken and n.lemma in _ENEMIES)), None)


def is_threatened(target: Token, speaker: Token) -> bool:
    """Whether the one who says so is the one who would strike, and not one who fears it."""
    if speaker.lemma in _THREATENING or any(c.lower in _RIGHTLY for c in target.children):
        return True
    if target.head.lower == "as" and target.head.head.lemma in _TAKING_AS:
        return True  # "would be treated as a target": by the one who says so
    weapons = prepositional(target).get("for", []) + prepositional(target).get("of", [])
    return any(word.lower == "us" or _is_own(word) for word in weapons)


def _is_own(noun: Token) -> bool:
    """ "its missiles", "the movement's missiles": not a name's, which may be another's."""
    owners = noun.having("poss")
    return any(owner.lower in _OWN or owner.pos == "NOUN" for owner in owners)


def who_is(clause: Token, patterns: Patterns) -> Slots:
    """Who or what would be the target, and whose it is."""
    frame = frame_of(clause, patterns)
    things = frame.object if frame.passive else frame.subject
    named = tuple(all_conjuncts(things))
    owned = tuple(
        owner
        for thing in named
        for owner in (*thing.having("poss"), *thing.having("amod", "compound", "nmod"))
    )
    return tuple(place for place in (named, owned) if place)


def is_of_speaker(clause: Token) -> bool:
    """ "said that its bases would be targets": nobody means to strike his own."""
    subjects = clause.having("nsubj", "nsubjpass")
    return any(owner.lower in _OWN for subject in subjects for owner in subject.having("poss"))
