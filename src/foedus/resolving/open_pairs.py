"""Pairs of known actors of which no pattern tells, and what the model says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from foedus.coding.drafts import EventDraft
from foedus.coding.open_clauses import OpenClause, open_clauses
from foedus.coding.pairs import pair_of
from foedus.coding.patterns import Patterns
from foedus.coding.relations import Relater, Relation
from foedus.coding.told import told_of
from foedus.model import Event, Span
from foedus.reading.sentence import Token
from foedus.resolving.known import Known, Reading
from foedus.resolving.resolver import Resolver

# Below this probability an event that rests on the model alone is left out.
LEAST = 0.97
# What is said of the future, demanded or threatened hangs on words that the pair alone does not
# show; for these the patterns are asked, and nobody else.
_NOT_ASKED = frozenset({"AGREE", "REQUEST", "THREATEN"})
# Of what people at large do the model knows too little: "Russians travelled to Iraq".
_NOBODY_IN_OFFICE = frozenset({"CVL", "REF", "JRN"})
# Who is asked about must be known: by name, or as the part of a state that is named.
_SURE_ENOUGH = 0.9
_OF_A_NAME = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "case"})


@dataclass(frozen=True, slots=True)
class OpenPair:
    """A relation that the model found, with its parties and the verb that carries it."""

    verb: Token
    doers: list[Known]
    targets: list[Known]
    relation: Relation


class OpenPairs:
    """Asks the model about the pairs of a sentence that no event stands between yet."""

    def __init__(self, relater: Relater, patterns: Patterns) -> None:
        self._relater = relater
        self._patterns = patterns

    def of(
        self,
        reading: Reading,
        resolver: Resolver,
        drafts: Sequence[EventDraft],
        made: Iterable[Event],
    ) -> Iterator[OpenPair]:
        """At most one relation of each clause: of its doer and the first other that has one."""
        events = list(made)
        acting = {actor.id for event in events for actor in event.actors}
        # "Putin hosted Assad" is Assad's visit, and told: nothing more is asked of the two.
        told = {(a.id, r.id) for e in events for a in e.actors for r in e.recipients}
        for clause in open_clauses(reading.sentence, self._patterns):
            doers = _known(resolver, clause.doers)
            if not doers or any(known.actor.sector in _NOBODY_IN_OFFICE for known in doers):
                continue
            if any(known.actor.id in acting for known in doers):
                continue  # a pattern tells what this one does
            found = self._of_clause(clause, doers, reading, resolver, drafts)
            back = found is not None and any(
                (target.actor.id, doer.actor.id) in told
                for target in found.targets
                for doer in found.doers
            )
            if found is not None and not back:
                yield found

    def _of_clause(
        self,
        clause: OpenClause,
        doers: list[Known],
        reading: Reading,
        resolver: Resolver,
        drafts: Sequence[EventDraft],
    ) -> OpenPair | None:
        ids = {known.actor.id for known in doers}
        codes = {known.actor.code for known in doers}
        for token in clause.others:
            targets = [known for known in _known(resolver, (token,)) if known.actor.id not in ids]
            if not targets or any(known.actor.code in codes for known in targets):
                continue
            pair = pair_of(reading.sentence.tokens, _span(clause.doers), _span((token,)))
            relation = self._relater.found(pair, told_of(pair, drafts), LEAST)
            if relation is not None and relation.event not in _NOT_ASKED:
                return OpenPair(clause.verb, doers, targets, relation)
        return None


def _known(resolver: Resolver, tokens: Sequence[Token]) -> list[Known]:
    """Who the words are, if they are known well enough."""
    return [
        known
        for known in resolver.first((tuple(tokens),))
        if known.actor.code is not None and known.certainty >= _SURE_ENOUGH
    ]


def _span(tokens: Sequence[Token]) -> Span:
    """The words of a coordinated phrase, with those before each name that belong to it."""
    inside = [word for token in tokens for word in _phrase(token)]
    return min(word.start for word in inside), max(word.end for word in inside)


def _phrase(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep in _OF_A_NAME:
            yield from _phrase(child)
