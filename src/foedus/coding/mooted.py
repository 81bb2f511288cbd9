"""Deeds that a text only brings up: talked about, a right or an ability to do them, kept from.

None of them is told, planned, denied or made a condition, so the record keeps no event of them.
They stay drafts, since `relate` has to say of every pair what the words are about.
"""

from __future__ import annotations

from foedus.coding.drafts import EventDraft
from foedus.coding.governing import HAPPENING
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_infinitive, is_verb, lookup, prepositional
from foedus.reading.sentence import Token

# What somebody may or could do: "the right to protect its citizens", "a mandate to support them".
_RIGHTS = frozenset({
    "right", "mandate", "duty", "obligation", "responsibility", "power", "authority", "freedom",
    "capability", "capacity", "ability", "inability", "competence", "potential", "licence",
    "license", "prerogative", "jurisdiction",
})  # fmt: skip
_ABLE = frozenset({"capable", "incapable"})
# "the notion of a war between them", "talk of an attack".
_THOUGHTS = frozenset({
    "notion", "idea", "concept", "myth", "fantasy", "image", "theory", "spectre", "impulse",
    "temptation", "suggestion", "rhetoric",
})  # fmt: skip
_GROUNDS = frozenset({"ground", "groundwork", "basis", "pretext", "excuse", "way", "room"})
_FAVOUR = frozenset({"support", "favour", "favor"})
_SPEAKING = frozenset({
    "talk", "tweet", "speak", "joke", "boast", "write", "muse", "think", "dream", "fantasise",
    "fantasize", "wonder", "post",
})  # fmt: skip
# "if their talks fail": that they are held is taken as known, and is told elsewhere.
_OUTCOMES = frozenset({"fail", "succeed", "collapse", "falter", "stall", "work"})
# "armed to fight them", "trained to attack it": what they are for.
_READYING = frozenset({"arm", "train", "equip", "recruit", "form", "create", "hire", "design"})
# "to ban firms from boycotting it", "to stop them from attacking": what is not to happen.
_PREVENTING = frozenset({
    "ban", "bar", "prevent", "stop", "keep", "block", "deter", "discourage", "dissuade", "prohibit",
    "hinder", "restrain", "forbid",
})  # fmt: skip
_DOUBTS = frozenset({"question", "doubt", "uncertainty", "scepticism", "skepticism"})
_TOLD_OF = frozenset({"announce", "order", "report", "confirm", "approve", "complete", "end"})
_SEEN_AS_THREAT = "assault.seen-as-threat"
_FOREMOST = frozenset({"main", "chief", "principal", "primary", "foremost"})
_HIGHEST = 6  # steps up the parse


def is_mooted(draft: EventDraft, patterns: Patterns) -> bool:
    """Whether the text only brings the deed of a draft up."""
    trigger = draft.light if draft.light is not None else draft.trigger
    if draft.assertion == "denied" or (draft.event == "REQUEST" and draft.assertion == "actual"):
        return False
    if _is_standing_force(draft) or _is_ruled_out(draft) or _is_let_be(draft):
        return True
    if draft.pattern.id == _SEEN_AS_THREAT and not _is_the_worst(draft.trigger):
        return True
    return _is_of_outcome(draft) or any(
        _is_right(token)
        or _is_spoken_of(token, patterns)
        or _is_thought(token, patterns)
        or _is_for_later(token)
        or _is_of_no_meaning(token)
        for token in _above(trigger)
    )


def _above(token: Token) -> list[Token]:
    """The token and the verbs that it is coordinated with or the complement of."""
    found = [token]
    while len(found) < _HIGHEST and token.dep in ("conj", "xcomp", "advcl") and is_verb(token.head):
        if token.dep == "advcl" and not is_infinitive(token):
            break
        token = token.head
        found.append(token)
    return found


def _is_right(token: Token) -> bool:
    head = token.head
    if token.dep in ("acl", "relcl", "xcomp") and is_infinitive(token):
        return head.lemma in _RIGHTS
    return token.dep == "pcomp" and head.lower == "of" and head.head.lower in _ABLE


def _is_spoken_of(token: Token, patterns: Patterns) -> bool:
    """ "tweeted about firing missiles", "talked of sending troops"."""
    if token.dep != "pcomp" or token.head.lower not in ("about", "of"):
        return False
    verb = token.head.head
    if lookup(verb, patterns.governors) is not None:
        return False  # "is thinking of sending them": it weighs it
    return verb.lemma in _SPEAKING or (
        is_verb(verb) and token.head.lower == "about" and lookup(verb, patterns.saying) is not None
    )


def _is_thought(token: Token, patterns: Patterns) -> bool:
    """ "the notion of a proxy war between them", "is in favour of attacking them"."""
    if token.dep not in ("pobj", "pcomp") or token.head.lower not in ("of", "as", "for"):
        return False
    if token.head.lower == "for":  # "lay the ground for occupying it"
        words = (token.head.head, *token.head.head.having("dobj"))
        return token.dep == "pcomp" and any(word.lemma in _GROUNDS for word in words)
    word = token.head.head
    if word.dep == "pobj" and lookup(word.head.head, patterns.governors) == "possible":
        return False  # "is toying with the idea of leaving": it weighs it
    return word.lemma in _THOUGHTS or (token.dep == "pcomp" and word.lemma in _FAVOUR)


def _is_for_later(token: Token) -> bool:
    """What others are readied for, or kept from, or are doubted to do; what is not done instead."""
    head = token.head
    if is_infinitive(token) and token.dep in ("xcomp", "advcl", "acl"):
        promise = head.dep == "pobj" and head.head.lower in ("about", "over")
        doubted = promise and head.head.head.lemma in _DOUBTS
        return head.lemma in _READYING or doubted
    if token.dep == "pcomp" and head.lower == "from" and is_verb(head.head):
        return head.head.lemma in _PREVENTING
    beside = (*token.children, *head.children)
    return is_verb(token) and any(c.lower == "than" and c.i == token.i - 1 for c in beside)


def _is_of_no_meaning(token: Token) -> bool:
    """ "that does not mean they cannot attack"."""
    head = token.head
    return token.dep == "ccomp" and head.lemma == "mean" and bool(head.having("neg"))


def _is_of_outcome(draft: EventDraft) -> bool:
    noun = draft.trigger
    return (
        draft.nominal
        and noun.dep == "nsubj"
        and noun.head.lemma in _OUTCOMES
        and any(
            mark.lower in ("if", "unless", "should") for mark in noun.head.having("mark", "aux")
        )
    )


def _is_standing_force(draft: EventDraft) -> bool:
    """ "the UN deployment suffers attacks": those who are there, and not that they were sent."""
    noun = draft.trigger
    subject = draft.nominal and noun.dep in ("nsubj", "nsubjpass") and not draft.carried
    done = noun.head.lemma in HAPPENING or noun.head.lemma in _TOLD_OF
    done = done or bool({"of", "to"} & set(prepositional(noun)))
    there = draft.assertion == "actual" and noun.lemma == "deployment"
    return there and subject and not done


def _is_ruled_out(draft: EventDraft) -> bool:
    """ "ruled out any tampering by Mali": a finding, and nothing refused."""
    objects = draft.trigger.having("dobj") if draft.trigger.lemma == "rule" else []
    return any(prepositional(noun).get("by") for noun in objects)


def _is_the_worst(seeing: Token) -> bool:
    """ "sees them as the gravest threat": of a threat among others no attack is feared."""
    threats = [token for token in seeing.subtree() if token.lemma == "threat"]
    near = [word for threat in threats for word in threat.subtree()]
    return any(word.tag in ("JJS", "RBS") or word.lower in _FOREMOST for word in near)


def _is_let_be(draft: EventDraft) -> bool:
    """ "an assault which the US did not oppose": told of the assault, and nothing is refused."""
    refused = draft.event == "REJECT" and draft.assertion == "negated"
    return refused and draft.trigger.dep == "relcl"
