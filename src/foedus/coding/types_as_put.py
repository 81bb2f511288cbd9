"""The type, mode and assertion that a deed has by how the text puts it.

By the manual what is to come, what is refused and what is threatened have types of their own.
"""

from __future__ import annotations

from foedus.coding.complements import Complement
from foedus.coding.drafts import Slots
from foedus.coding.matching import Match
from foedus.coding.ontology import ontology
from foedus.coding.own_denials import speak_for
from foedus.coding.phrases import prepositional
from foedus.model import Assertion
from foedus.reading.sentence import Token

_GOING_ON = ("continue", "keep", "start", "begin", "go")
_WORDS_GIVEN = frozenset({"promise", "vow", "pledge", "threat"})
_WILL = ("will", "would", "'ll", "wo", "shall")
_JOINING = frozenset({"join", "participate"})
# The manual: a withdrawal that is announced is CONCEDE; who is willing to leave agrees to it.
_WITHDRAWAL = "withdraw"
_AGREEING = frozenset({
    "agree", "agreement", "consent", "willing", "ready", "prepared", "willingness", "readiness",
    "offer",
})  # fmt: skip


def type_as_put(
    match: Match,
    read: Complement,
    assertion: Assertion,
    sides: tuple[Slots, Slots],
    speakers: Slots,
) -> tuple[str, str | None, Assertion]:
    """Type, mode and assertion by the manual: what is to come and what is refused have types."""
    event, mode, trigger = read.event, read.mode, match.trigger
    doers, targets = sides
    if assertion == "intended":
        announced = match.nominal or (mode == _WITHDRAWAL and not _is_agreed(trigger))
        event = ontology().to_come(event, announced=announced)
        aimed = event != "MOBILIZE" or any(targets)
        if event in ontology().threatened and aimed and _gives_his_word(match, doers, speakers):
            # A threat of force is THREATEN, and no ASSAULT with a mark.
            return "THREATEN", ontology().embedded_mode("THREATEN", event), "actual"
    elif assertion == "negated" and event == "AID" and _is_no_longer(trigger):
        return "SANCTION", "discontinue", "intended" if _has_will(trigger) else "actual"
    elif assertion == "negated" and event == "REQUEST" and _is_no_longer(trigger):
        return "CONCEDE", None, "intended" if _has_will(trigger) else "actual"
    elif assertion == "negated" and trigger.lemma in _JOINING and event == "ASSAULT":
        if _will_not(trigger):  # "will not join the strikes": a refusal to help
            return "REJECT", "assist", "actual"
    elif assertion == "negated" and event in ontology().refused and _will_not(trigger):
        # Who will not lift a ban refuses to, whether or not anybody had asked.
        return "REJECT", ontology().embedded_mode("REJECT", event), "actual"
    return event, mode, assertion


def _is_agreed(verb: Token) -> bool:
    """ "agreed to withdraw", "is willing to pull out": not announced by him of his own accord."""
    return verb.dep in ("xcomp", "ccomp", "acl") and verb.head.lemma in _AGREEING


def _is_no_longer(verb: Token) -> bool:
    """ "would no longer supply arms", "no longer demands": aid that ends, a demand given up."""
    after = [word for word in verb.having("advmod") if word.lower == "longer"]
    return any(c.lower == "no" for word in after for c in word.children)


def _gives_his_word(match: Match, doers: Slots, speakers: Slots) -> bool:
    """ "Turkey said it would attack", "we will destroy them": the doer says so himself."""
    verb = match.trigger
    if match.nominal and match.light == "doer" and match.frame is not None:
        verb = match.frame.verb  # "said it would launch an attack"
    elif match.nominal:
        return bool(doers) and _is_of_threat(verb)
    if not doers:
        return False
    if verb.dep == "acl" and verb.head.lemma in _WORDS_GIVEN and _is_ones_own(verb.head):
        return True  # "his promise to invade"
    if verb.dep == "xcomp" and verb.head.lemma in _GOING_ON:
        verb = verb.head  # "it would continue to attack"
    if not _has_will(verb):
        return False
    return any(doer.lower in ("we", "i") for doer in doers[0]) or speak_for(speakers, doers)


def _is_of_threat(noun: Token) -> bool:
    """ "their threats of military action", but not "the threat of an attack", which is a danger."""
    threat = noun.head.head
    return (
        noun.dep == "pobj"
        and noun.head.lower == "of"
        and threat.lemma == "threat"
        and _is_ones_own(threat)
    )


def _is_ones_own(word: Token) -> bool:
    """ "his promise", "a Russian threat", "a threat by Hamas"."""
    before = [
        *word.having("poss"),
        *(c for c in word.having("amod", "nmod") if c.text[0].isupper()),
    ]
    return bool(before or prepositional(word).get("by"))


def _has_will(verb: Token) -> bool:
    return any(c.dep == "aux" and c.lemma in _WILL for c in verb.children)


def _will_not(verb: Token) -> bool:
    """ "will not lift", "would never accept": the word of the clause's subject."""
    return _has_will(verb) and any(c.dep == "neg" or c.lower == "never" for c in verb.children)
