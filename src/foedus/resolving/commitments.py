"""Drafts of commitments to commitments: who gives his word to whom, and on whose deed it hangs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foedus.coding.drafts import CommitmentDraft, ConditionDraft
from foedus.model import Act, Commitment, Condition
from foedus.resolving.circumstances import Circumstances
from foedus.resolving.known import OFFICIAL, Known
from foedus.resolving.parts import actors_of, are_of_one_state
from foedus.resolving.quotes import Quotes, entry_id, ids_of
from foedus.resolving.resolver import Resolver

_CERTAINTY = 0.85
_NAMED = 0.9  # how sure it must be who a giver without a code is
# "if Mali lets them go, Chad will lift the blockade": done to the one on whose deed it hangs.
_ANSWERS = frozenset({
    "ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "AID", "COOPERATE", "CONSULT",
    "SUPPORT", "CONCEDE", "REJECT", "REQUEST", "RETREAT", "AGREE",
})  # fmt: skip
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN"})
_THEY = frozenset({"it", "they", "he", "she"})
_THEIRS = frozenset({"its", "their"})
_KIND = frozenset({"AID", "RETREAT", "CONCEDE", "COOPERATE", "CONSULT", "SUPPORT"})
# "will lend Mali the money if it finds any": what somebody has or gets makes him able to give.
_ABLE = frozenset({"get", "receive", "have", "find", "win", "be", "can", "need", "see", "obtain"})


def commitment_of(
    draft: CommitmentDraft,
    speakers: Sequence[Known],
    resolver: Resolver,
    circumstances: Circumstances,
    quotes: Quotes,
) -> Commitment | None:
    """The commitment of a draft; None where nobody known gives his word."""
    giver = _giver(draft, speakers, resolver)
    if giver is None:
        return None
    if draft.event == "PROTEST" and giver.actor.sector in (None, *OFFICIAL):
        draft = replace(draft, event="ACCUSE")  # what a state protests at it finds fault with
    recipients = resolver.other_than(draft.recipients, [giver])
    if draft.event is None:  # "plans to form a naval force": not to a force
        recipients = [known for known in recipients if known.actor.code is not None]
    condition, met_by = None, list[Known]()
    tokens = [draft.first, draft.last]
    if draft.condition is not None:
        held = draft.condition
        met_by = _met_by(held, draft, giver, recipients, resolver)
        condition = Condition(
            type=held.type,
            event=held.event,
            text=quotes.words(held.first, held.last),
            actors=actors_of(met_by),
            recipients=actors_of(resolver.first(held.recipients)),
        )
        tokens += [held.first, held.last]
    if draft.event in (None, *_ANSWERS) and _leaves_open(draft, recipients, resolver):
        other = [known for known in met_by if not _is_own(known, giver)]
        recipients = other or recipients
    if draft.event == "AID" and not any(known.actor.code for known in recipients):
        recipients = _whose_it_is(draft, giver, resolver) or recipients
    evidence = quotes.of(draft.trigger, tokens, [giver])
    told = (draft.event or "", draft.polarity, giver.actor.id, *ids_of(recipients))
    return Commitment(
        id=entry_id("c", evidence, *told),
        actor=giver.actor,
        polarity=draft.polarity,
        act=Act(
            event=draft.event,
            text=quotes.words(draft.first, draft.last),
            recipients=actors_of(recipients),
            beneficiaries=actors_of(resolver.other_than(draft.beneficiaries, [giver])),
        ),
        condition=condition,
        strength=draft.strength,
        attributed_to=actors_of(speakers),
        date=circumstances.date_of(draft.trigger),
        evidence=evidence,
        rule=draft.rule,
        confidence=round(_CERTAINTY * giver.certainty, 3),
    )


def _giver(draft: CommitmentDraft, speakers: Sequence[Known], resolver: Resolver) -> Known | None:
    """Who gives his word; who speaks of another's future foretells it, and promises nothing."""
    givers = resolver.first(draft.actor)
    if not givers or (givers[0].actor.code is None and givers[0].certainty < _NAMED):
        others = [resolver.first((slot,)) for slot in draft.actor[1:]]
        named = [one for one in others if one and one[0].actor.code is not None]
        givers = resolver.forces_of(givers, speakers) or next(iter(named), [])
    if not givers or (draft.foretold and not _is_of_one_side(givers[0], speakers)):
        return None
    return givers[0]


def _met_by(
    held: ConditionDraft,
    draft: CommitmentDraft,
    giver: Known,
    told: list[Known],
    resolver: Resolver,
) -> list[Known]:
    """Who is to meet a condition: of "will bomb (or feed) Mali if it moves" Mali."""
    found = resolver.first(held.actors)
    pronoun = bool(held.actors) and all(token.lower in _THEY for token in held.actors[0])
    own = all(_is_own(known, giver) for known in found)
    if held.actors and any(o.lower in _THEIRS for t in held.actors[0] for o in t.having("poss")):
        # "will attack the FDLR unless its men come in"
        same = bool(found) and _is_own(found[0], giver)
        return told if same and told and draft.event in _HOSTILE else found
    if not (pronoun and own and told):
        return found
    kind = draft.event is None or draft.event in _KIND
    theirs = draft.event in _HOSTILE or (kind and not _is_able(held))
    return told if theirs else found


def _is_own(known: Known, giver: Known) -> bool:
    """Whether somebody is the one who gives his word, or of the same state's own."""
    own = known.actor.id == giver.actor.id or are_of_one_state(known, giver)
    return own or ("person" in (known.kind, giver.kind) and known.actor.code == giver.actor.code)


def _is_able(held: ConditionDraft) -> bool:
    """ "if it can", "if it gets the money", "if it is asked": so that he is able or willing to."""
    subject = held.actors[0][0]
    verb = subject.head
    can = any(aux.lemma in _ABLE for aux in verb.having("aux"))
    return subject.dep != "nsubj" or verb.lemma in _ABLE or can


def _whose_it_is(draft: CommitmentDraft, giver: Known, resolver: Resolver) -> list[Known]:
    """ "will pay the wages of Mali's teachers", "pledged $5m for schools in Bamako": to Mali."""
    for token in draft.sentence.tokens[draft.first.i :]:
        if token.i > draft.last.i and token.pos in ("PUNCT", "VERB", "AUX", "SCONJ"):
            break
        if not token.text[0].isupper():
            continue
        place = resolver.state_at(token)
        for known in resolver.named(token) or ([place] if place is not None else []):
            if known.actor.code not in (None, giver.actor.code):
                return [known]
    return []


def _leaves_open(draft: CommitmentDraft, recipients: Sequence[Known], resolver: Resolver) -> bool:
    """Whether the words of a promise do not say to whom, or by no more than "its" and "their"."""
    named = [token for slot in draft.recipients for token in slot]
    if any(known.actor.code is not None for known in recipients):
        return False
    if draft.event == "RETREAT" and recipients:
        return True  # "will free the pilot if India lets them go": it is freed to India
    if named and all(token.lower in ("it", "them") for token in named):
        return not recipients
    owned = any(owner.tag == "PRP$" for token in named for owner in (token, *token.having("poss")))
    return owned or not (recipients or any(resolver.is_party(token) for token in named))


def _is_of_one_side(giver: Known, speakers: Sequence[Known]) -> bool:
    """ "American troops will leave, the Pentagon said": its own, whatever the words."""
    code = giver.actor.code
    return code is not None and any(speaker.actor.code == code for speaker in speakers)
