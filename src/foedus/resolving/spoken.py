"""Whom a report has spoken of so far, and which of them words may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from foedus.coding.phrases import conjuncts
from foedus.model import Actor
from foedus.reading.sentence import Token
from foedus.resolving.known import Known, Reading
from foedus.resolving.pronouns import PERSONAL


@dataclass(frozen=True, slots=True)
class Spoken:
    """An actor named in the report so far: in which sentence, and whether as its subject."""

    known: Known
    sentence: int
    position: int
    subject: bool
    placed: bool = False  # "in Kazakhstan": where something is, and no side of it
    several: bool = False  # "militants", of whom "he" is none


def somebody(token: Token) -> Known:
    """A subject that is nobody we know: a pronoun that may mean it means nobody we know."""
    kind = (
        "unknown-many" if token.tag in ("NNS", "NNPS") or len(conjuncts(token)) > 1 else "unknown"
    )
    actor = Actor(f"?{token.start}", token.text, None, None, token.text, token.start, token.end)
    return Known(actor, 0.0, kind)


def kinds_of(known: Known) -> frozenset[str]:
    """The kinds of pronoun that may mean an actor."""
    if known.kind == "unknown-many":
        return frozenset({"people", "group"})
    if known.kind == "unknown":
        if known.actor.text.lower() in PERSONAL:
            return frozenset({"person"})
        return frozenset({"person", "state", "body"})
    return frozenset({known.kind})


def if_named(chosen: Spoken | None, token: Token, certainty: float) -> list[Known]:
    if chosen is None or (chosen.known.actor.code is None and chosen.known.certainty < 0.9):
        return []
    return [standing_for(chosen.known, token, certainty)]


def only(spoken: Sequence[Spoken]) -> Spoken | None:
    """The single actor among these, however often named; None if there are several."""
    ids = {s.known.actor.id for s in spoken}
    return spoken[-1] if len(ids) == 1 else None


def first_subject(subjects: Sequence[Spoken], reading: Reading) -> Spoken | None:
    """The first of the subjects; of "Colombia's ELN" the ELN."""
    whose = {t.i for t in reading.sentence.tokens if t.dep == "poss"}
    return next((s for s in subjects if s.position not in whose), next(iter(subjects), None))


def standing_for(known: Known, token: Token, certainty: float) -> Known:
    """The same actor, at the words that stand for it here."""
    actor = replace(known.actor, text=token.text, start=token.start, end=token.end)
    return Known(actor, known.certainty * certainty, known.kind)
