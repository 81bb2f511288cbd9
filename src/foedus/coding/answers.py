"""Force promised in other words: "will be met with artillery", "will bring a swift answer"."""

from __future__ import annotations

from foedus.coding.phrases import prepositional
from foedus.reading.sentence import Token

_ANSWERING = frozenset({"answer", "meet", "respond", "reply", "repel", "retaliate", "greet"})
_BRINGING = frozenset({"bring", "draw", "trigger", "provoke", "invite", "earn", "unleash"})
_FORCE = frozenset({
    "force", "fire", "artillery", "rocket", "missile", "strike", "shell", "gunfire", "bomb",
    "bullet", "blow", "airstrike", "drone", "retaliation", "reprisal", "counterattack",
})  # fmt: skip
_ANSWERS = frozenset({"answer", "response", "reply"})


def is_force_in_answer(deed: Token) -> bool:
    """Whether a verb promises force, whatever it means by itself."""
    with_what = prepositional(deed).get("with", []) if deed.lemma in _ANSWERING else []
    return any(noun.lemma in _FORCE for noun in with_what) or brings_answer(deed)


def brings_answer(clause: Token) -> bool:
    """ "would bring missiles down on it", "will draw a crushing response"."""
    if clause.lemma not in _BRINGING:
        return False
    return any(noun.lemma in _FORCE | _ANSWERS for noun in clause.having("dobj"))
