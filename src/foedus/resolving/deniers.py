"""Who denies a deed: "a spokesman in Kampala", "its navy", "the army", who have no other name.

Whoever denies speaks, as a rule, for the one who is accused: an unnamed official is of the country
where his words put him, and else of the side whose deed he denies. And what somebody says that his
own side did not do is denied, however the sentence calls him.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foedus.catalogue.entries import Party
from foedus.coding.drafts import EventDraft
from foedus.coding.phrases import prepositional
from foedus.reading.sentence import Token
from foedus.resolving.known import OFFICIAL, Known, actor_of_state
from foedus.resolving.resolver import Resolver

# Who speaks for a side: its officials, its fighters, its party.
_FOR_A_SIDE = OFFICIAL | {"REB", "PTY", "OPP"}
_OWNED = frozenset({"its", "their", "his", "her", "our"})
_ABROAD = frozenset({"diplomat", "ambassador", "envoy", "attache", "attaché", "consul"})
# "Inspector General Jane Doe" denies what her police are said to have done.
_RANKS = frozenset({"general", "colonel", "inspector", "major", "captain", "admiral", "minister"})
_CERTAINTY = 0.8


def is_denied(draft: EventDraft, doers: Sequence[Known], speakers: Sequence[Known]) -> bool:
    """Whether who says that a deed was not done is of the side that is said not to have done it."""
    codes = {known.actor.code for known in doers} - {None}
    return draft.deniable and any(speaker.actor.code in codes for speaker in speakers)


def accused_forces(
    draft: EventDraft, doers: Sequence[Known], resolver: Resolver
) -> list[Known] | None:
    """Of "denied that soldiers had shot them" the soldiers of the one who denies it."""
    voices = [known for known in resolver.voices(draft.speakers) if known.actor.code is not None]
    if draft.assertion != "denied" or not voices or not doers:
        return None
    if any(doer.actor.code is not None or doer.actor.sector not in OFFICIAL for doer in doers):
        return None
    state = resolver.state_of(voices[0])
    if state is None:
        return None
    return [_part(state, doer) for doer in doers]


def _part(state: Party, part: Known) -> Known:
    actor = part.actor
    whole = actor_of_state(state, actor.sector, actor.text, actor.start, actor.end)
    return Known(whole, _CERTAINTY, part.kind)


def deniers(
    draft: EventDraft, doers: Sequence[Known], speakers: Sequence[Known], resolver: Resolver
) -> list[Known]:
    """Those who deny a deed; of one whom no name tells, the side that he speaks for."""
    if any(speaker.actor.code is not None for speaker in speakers):
        return [*speakers]
    for token in draft.speakers[0] if draft.speakers else ():
        side = _named_in(token, resolver) or _accused(token, speakers, doers, resolver)
        if side is not None:
            return [_at(side, token, speakers, resolver)]
    return [*speakers]


def _named_in(token: Token, resolver: Resolver) -> Known | None:
    """Of "Iran's mission to the United Nations" Iran; of "an official in Ankara" Turkey."""
    for owner in token.having("poss"):
        named = resolver.who(owner) if owner.lower not in _OWNED else []
        if any(known.actor.code is not None for known in named):
            return _side(named)
    preps = prepositional(token)
    for noun in preps.get("in", []) if token.lemma not in _ABROAD else ():
        country = resolver.state_at(noun) or _side(resolver.named(noun))
        if country is not None:
            return country
    return None


def _accused(
    token: Token, speakers: Sequence[Known], doers: Sequence[Known], resolver: Resolver
) -> Known | None:
    """The side whose deed is denied, where an official of nobody else denies it."""
    owned = any(owner.lower in _OWNED for owner in token.having("poss"))
    official = any(
        speaker.actor.sector in _FOR_A_SIDE and speaker.kind != "unknown" for speaker in speakers
    )
    ranked = token.pos == "PROPN" and any(c.lower in _RANKS for c in token.having("compound"))
    if not (owned or official or ranked) or any(resolver.named(other) for other in token.subtree()):
        return None
    return _side([doer for doer in doers if doer.actor.code is not None])


def _side(known: Sequence[Known]) -> Known | None:
    return known[0] if known else None


def _at(side: Known, token: Token, speakers: Sequence[Known], resolver: Resolver) -> Known:
    """A side at the words of who speaks for it, and of a state the part of it that he is of."""
    sector = speakers[0].actor.sector if speakers else "GOV"
    state = resolver.state_of(side)
    if state is not None and sector in OFFICIAL:
        actor = actor_of_state(state, sector, token.text, token.start, token.end)
    else:
        actor = replace(side.actor, text=token.text, start=token.start, end=token.end)
    return Known(actor, _CERTAINTY * side.certainty, side.kind)
