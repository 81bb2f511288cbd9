"""What somebody says he did not do: "Iran said it had not attacked", "denies the charge"."""

from __future__ import annotations

from dataclasses import replace

from foedus.coding.attribution import sayers_of, speakers_of, speaks_for
from foedus.coding.denials import share_of
from foedus.coding.denied_after import denied_after
from foedus.coding.drafts import EventDraft, Slots
from foedus.coding.governing import HAPPENING
from foedus.coding.matching import Match
from foedus.coding.patterns import Patterns
from foedus.reading.sentence import Token

# That one of these has not been done may be denied by anybody.
_HOSTILE = ("ASSAULT", "COERCE", "MOBILIZE")
_PAST = frozenset({"did", "had", "has", "have", "was", "were"})
# Of what goes on it is denied too that it does: "does not arm them".
_NOW = dict.fromkeys(_HOSTILE, ("does", "do", "is", "are")) | {"AID": ("does", "do")}


def denied_besides(draft: EventDraft, patterns: Patterns) -> EventDraft | None:
    """ "accuses Iran of arming them, which Iran denies": the same deed, as it is denied."""
    claimed = draft.assertion in ("actual", "possible")  # "Iran, accused of it, denied it"
    beside = denied_after(draft.trigger, patterns) if claimed else None
    if beside is None:
        return None
    speakers = sayers_of(beside.verb, patterns)
    if beside.accused and speakers and speakers[0][0].pos == "PRON":
        speakers = beside.accused  # "accuses Iran of it, a charge it rejects"
    return replace(
        draft, assertion="denied", speakers=speakers, doers=draft.doers or beside.accused
    )


def is_said_not_done(match: Match, doers: Slots, patterns: Patterns) -> bool:
    """ "Iran said it had not attacked", "did not release them, its minister said"."""
    clause = _said_clause(match, patterns)
    helpers = [c.lower for c in clause.having("aux", "auxpass")]
    past = clause.tag in ("VBD", "VBN") or any(word in _PAST for word in helpers)
    now = any(word in _NOW.get(match.pattern.event, ()) for word in helpers)
    now = now or match.pattern.only == "denied"  # "has no soldiers there"
    return (past or now) and bool(doers) and bool(speakers_of(match.trigger, patterns))


def is_denied(match: Match, doers: Slots, speakers: Slots) -> bool:
    """That an attack has not been made may be denied by anybody.

    What is no reproach is denied only by the one who is said not to have done it.
    """
    now = any(c.lower in ("does", "do", "is", "are") for c in match.trigger.having("aux"))
    return (match.pattern.event in _HOSTILE and not now) or speak_for(speakers, doers)


def _said_clause(match: Match, patterns: Patterns) -> Token:
    """The verb whose time is the deed's: of "had no part in the raid" it is "had"."""
    if not match.nominal:
        return match.trigger
    noun = match.trigger
    share = share_of(noun, patterns)
    if share is not None:
        return share.verb
    if match.light == "doer" and match.frame is not None:
        return match.frame.verb
    happens = noun.dep in ("attr", "nsubj") and noun.head.lemma in HAPPENING
    return noun.head if happens else noun  # "there was no attack"


def speak_for(speakers: Slots, doers: Slots) -> bool:
    """Whether one of those who say it speaks for one of those who do it."""
    said = [speaker for slot in speakers for speaker in slot]
    return any(speaks_for(speaker, doer) for doer in doers[0] for speaker in said)
