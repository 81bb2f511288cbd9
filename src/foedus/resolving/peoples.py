"""Whether words mean a whole people, one of them, or somebody at all."""

from __future__ import annotations

from foedus.model import Actor
from foedus.reading.sentence import Token
from foedus.resolving.known import Known

_BESIDE_WHOM = frozenset({"with", "to", "alongside", "beside"})


def is_a_nation(noun: Token) -> bool:
    """ "the Turks" as those who act, with nothing that would make them only some of them."""
    acts = noun.dep == "nsubj" or (
        noun.dep == "pobj" and (noun.head.dep == "agent" or noun.head.lower in _BESIDE_WHOM)
    )
    words = [child.lower for child in noun.children if child.dep != "punct"]
    return acts and words in (["the"], ["the", "themselves"])


def people_killed(noun: Token) -> list[Known]:
    """ "cost three lives": people, whoever they were."""
    if (
        noun.lemma != "life"
        or noun.tag != "NNS"
        or noun.head.lemma not in ("cost", "claim", "take")
    ):
        return []
    actor = Actor("people", "people", None, "CVL", noun.text, noun.start, noun.end)
    return [Known(actor, 0.8, "group")]


def is_one_of_a_people(noun: Token, known: Known) -> bool:
    """ "a Bosnian": one of those who live there, and not their state."""
    return (
        known.kind == "state"
        and known.actor.sector is None
        and noun.text == known.actor.text
        and not known.actor.name.startswith(noun.text)
        and [c.lower for c in noun.having("det")] in (["a"], ["an"])
    )


def is_called_who(noun: Token) -> bool:
    """ "the film-maker who was killed": whom "who" stands for is somebody."""
    return any(
        word.lower in ("who", "whom")
        for clause in noun.having("relcl")
        for word in clause.having("nsubj", "nsubjpass", "dobj")
    )
