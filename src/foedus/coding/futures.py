"""A future that an actor speaks of, and whose word it is: "said it would", "will strike if"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from foedus.coding.answers import brings_answer
from foedus.coding.asked_for import given_nouns
from foedus.coding.attribution import speaks_for
from foedus.coding.clauses import frame_of
from foedus.coding.drafts import Slots
from foedus.coding.made_targets import is_of_speaker, is_threatened, target_of
from foedus.coding.mood import is_headline_future, is_not_until
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import agents, all_conjuncts, is_infinitive, is_none, is_verb, owners
from foedus.coding.prepositions import is_ruled_out
from foedus.model import Polarity, Strength
from foedus.reading.sentence import Token

FUTURE = ("will", "shall", "'ll", "wo", "would", "'d")
FIRST_PERSON = ("we", "i")
# "served notice that", "issued a warning that"
_NOTICES = frozenset({"notice", "warning", "announcement", "statement", "signal"})
# "There will be no peace": what is refused, though no deed.
_HOPED_FOR = frozenset({"peace", "deal", "settlement", "compromise", "normalisation", "return"})
# "will not hesitate to bomb", "will refrain from bombing": the other way round.
_HANGING_BACK = frozenset({
    "hesitate", "fail", "shrink", "flinch", "baulk", "refrain", "abstain", "desist",
})  # fmt: skip
_CHOICES = frozenset({"choice", "option", "alternative"})
# "or face a strike", "or suffer an attack"
_FACING = frozenset({"face", "suffer", "expect", "risk", "incur"})
FAMILY = ("it", "they", "he", "she")
_TO_BE = ("is", "are", "am", "was", "were", "be", "'re", "'s", "'m")
# "hostages": of a captive it is not he who decides what is done with him.
HELD = frozenset({"hostage", "prisoner", "captive", "detainee", "abductee", "inmate"})
# "under no circumstances", "on no account", "in no case", "at no time"
_NEVER = frozenset(
    {"circumstance", "account", "case", "condition", "time", "point", "way", "event"}
)


@dataclass(frozen=True, slots=True)
class Promised:
    """The deed promised, the words that promise it, and how."""

    deed: Token
    giver: Slots
    strength: Strength
    polarity: Polarity
    rule: str
    outer: Token
    only_with_condition: bool = False
    only_known: bool = False  # the deed must be one that the patterns know
    hangs_on: Token | None = None  # the word of its condition, where the verb says which it is
    foretold: bool = False  # else a condition is needed, or that the speaker is of the same side


@dataclass(frozen=True, slots=True)
class _Future:
    """A clause about what is to come: the deed, the word with its auxiliaries, and who says so."""

    deed: Token
    clause: Token
    speaker: Token | None
    polarity: Polarity
    own_voice: bool


def negated(token: Token) -> bool:
    """Whether a word's own clause says that it is not, never or by nobody."""
    return any(_is_no(child) for child in token.children) or any(
        map(is_none, token.having("nsubj", "nsubjpass", "dobj", "attr"))
    )


def _is_but(choice: Token) -> bool:
    """ "would have no choice but to leave"."""
    return any(prep.lower == "but" for prep in choice.having("prep"))


def _is_from(verb: Token) -> bool:
    return any(prep.lower == "from" for prep in verb.having("prep"))


def _is_no(child: Token) -> bool:
    if child.dep == "neg" or (
        child.lower in ("never", "no", "nor", "neither") and child.dep in ("det", "advmod", "cc")
    ):
        return True
    if child.lower == "longer":
        return any(c.lower == "no" for c in child.children)
    return child.dep == "prep" and any(
        noun.lemma in _NEVER and any(c.lower == "no" for c in noun.children)
        for noun in child.children
    )


def by_future(token: Token, patterns: Patterns) -> Iterator[Promised]:
    """ "Iran said it would not intervene", "We will answer", "Turkey will strike if"."""
    if not is_verb(token):
        return
    if is_faced(token):
        yield from _by_what_is_faced(token, patterns)
        return
    if is_shared(token):
        for first in by_future(token.head, patterns):
            if first.deed is token.head and first.rule == "commitment.said-it-would":
                yield replace(first, deed=token, only_known=True)
        return
    clause, own_voice = _future_clause(token)
    if clause is None:
        return
    ruled_out = is_ruled_out(clause.head)
    if clause.dep in ("relcl", "acl") and not (ruled_out or _is_notice(clause)):
        return  # of whom it is said, and no word of anybody
    speaker = reporting(clause, patterns)
    unsaid = speaker is not None and negated(speaker)
    unsaid = unsaid or any(mark.text == "?" for mark in clause.having("punct"))
    if unsaid or any(c.lower in ("whether", "if") for c in clause.having("mark")):
        return
    polarity: Polarity = "will-not" if ruled_out or _is_against(token, clause) else "will"
    yield from _by_clause(_Future(token, clause, speaker, polarity, own_voice), patterns)


def _is_against(token: Token, clause: Token) -> bool:
    """Whether it is said not to be done: "will refrain from it", but not "will not hesitate"."""
    back = token.lemma in _HANGING_BACK and (bool(token.having("xcomp")) or _is_from(token))
    forced = any(noun.lemma in _CHOICES and _is_but(noun) for noun in token.having("dobj"))
    against = negated(clause) or negated(token) or is_not_until(clause)
    return against != (back or forced)


def _by_clause(future: _Future, patterns: Patterns) -> Iterator[Promised]:
    clause, speaker = future.clause, future.speaker
    target = target_of(clause)
    if target is not None:
        yield from _by_target(future, target, patterns)
    elif clause.having("expl"):
        yield from _by_existence(clause, speaker, patterns)
    elif clause.having("nsubjpass"):
        by = agents(clause)
        yield from _by_subject(future, by[0], patterns) if by else _by_passive(future, patterns)
    elif speaker is not None and brings_answer(clause):
        yield from _by_answer(future, patterns)
    elif clause.having("nsubj") or (speaker is not None and _subjects(clause)):
        yield from _by_subject(future, _subjects(clause)[0], patterns)


def is_faced(verb: Token) -> bool:
    """ "must leave or face a strike": what is to come over who does not leave."""
    return (
        verb.dep == "conj"
        and verb.lemma in _FACING
        and any(c.lower == "or" and c.i < verb.i for c in verb.head.having("cc"))
        and (verb.head.dep == "xcomp" or bool(verb.head.having("aux")))
    )


def _by_what_is_faced(verb: Token, patterns: Patterns) -> Iterator[Promised]:
    """Who says so, or warns of it, is the one who will do it."""
    first = verb.head
    above = (
        first.head if first.dep == "xcomp" and is_verb(first.head) else reporting(first, patterns)
    )
    giver = tuple(frame_of(above, patterns).subject) if above is not None else ()
    for deed in verb.having("dobj") if giver else ():
        rule = "commitment.or-face"
        yield Promised(
            deed, (giver,), "plan", "will", rule, verb, only_with_condition=True, only_known=True
        )


def is_shared(verb: Token) -> bool:
    """ "would tear it down and ban them": one more deed under the same word."""
    return (
        verb.dep == "conj"
        and is_verb(verb.head)
        and verb.tag == verb.head.tag
        and verb.tag in ("VB", "VBG")
        and not verb.having("nsubj", "nsubjpass", "auxpass")
        and all(aux.tag == "TO" for aux in verb.having("aux"))
    )


def _is_notice(clause: Token) -> bool:
    """ "served notice that it would": the words in which it says so."""
    return (
        clause.head.lemma in _NOTICES and clause.head.dep == "dobj" and bool(clause.having("mark"))
    )


def _future_clause(token: Token) -> tuple[Token | None, bool]:
    """The verb with the auxiliaries and the subject, and whether it may stand by itself."""
    auxiliaries = [c for c in token.children if c.dep == "aux" and c.lower in FUTURE]
    if auxiliaries:
        perfect = any(c.lower == "have" and c.dep == "aux" for c in token.children)
        if perfect and auxiliaries[0].lower in ("would", "'d"):
            return None, False  # "would have preferred talks" promises none
        return token, not perfect
    if token.having("expl") and any(c.lower == "can" for c in token.having("aux")):
        return (token, True) if any(map(negated, token.having("attr"))) else (None, False)
    head = token.head
    if token.dep == "xcomp" and head.lower == "going" and is_infinitive(token):
        forms = [c.lower for c in head.children if c.dep == "aux" and c.lower in _TO_BE]
        return (head, "were" not in forms and "was" not in forms) if forms else (None, False)
    if token.dep == "xcomp" and head.lower in ("is", "are") and is_infinitive(token):
        return (head, True) if head.having("nsubj") else (None, False)  # "is to rebuild"
    return (token, True) if is_headline_future(token) else (None, False)


def _subjects(clause: Token) -> list[Token]:
    """The subject of a clause, also of the one before it: "was leaving and would vote against"."""
    own = clause.having("nsubj")
    if own or clause.dep != "conj" or clause.having("nsubjpass", "expl"):
        return own
    return clause.head.having("nsubj", "nsubjpass") if is_verb(clause.head) else []


def _by_subject(future: _Future, subject: Token, patterns: Patterns) -> Iterator[Promised]:
    """ "Iran said it would leave", "they will be freed by Iran": who is to do it."""
    token, clause, speaker = future.deed, future.clause, future.speaker
    polarity = future.polarity
    if subject.lower in FIRST_PERSON:
        yield Promised(token, ((subject,),), "pledge", polarity, "commitment.first-person", clause)
    elif speaker is not None:
        giver = tuple(frame_of(speaker, patterns).subject)
        same = subject.lower in FAMILY or bool({s.lower for s in giver} & {subject.lower})
        if not giver:
            return
        places: Slots = (giver,) if same else (tuple(all_conjuncts([subject])),)
        if not same and any(c.dep == "poss" for c in subject.children):
            places += (giver,)  # "his country's troops", if we do not know which
        if not same and subject.lemma in patterns.carriers["assets"]:
            places += (
                tuple(owners(subject)) or giver,
            )  # "Chinese cutters would", "warships would"
        free = same or polarity == "will-not" or _is_own(subject, giver, speaker, patterns)
        yield Promised(
            token,
            places,
            "pledge" if same else "plan",
            polarity,
            "commitment.said-it-would",
            clause,
            only_known=not same and polarity == "will",
            foretold=not free,
        )
    elif future.own_voice and clause.dep in ("ROOT", "conj"):
        yield Promised(
            token,
            (tuple(all_conjuncts([subject])),),
            "plan",
            polarity,
            "commitment.will",
            clause,
            only_with_condition=polarity == "will" or not _is_will(clause),
            only_known=not _is_will(clause),
        )


def _is_will(clause: Token) -> bool:
    """ "will", and not "would", which in a report's own voice may only suppose."""
    return not any(c.dep == "aux" and c.lower in ("would", "'d") for c in clause.children)


def _is_own(subject: Token, speakers: tuple[Token, ...], verb: Token, patterns: Patterns) -> bool:
    """Whether the one who speaks speaks for the one who is to act, and does not foretell it."""
    if verb.lemma in patterns.promise["avowing"]:
        return True
    return any(speaks_for(speaker, subject) for speaker in speakers)


def _by_passive(future: _Future, patterns: Patterns) -> Iterator[Promised]:
    """ "announced that the hostages would be freed": the one who says so will see to it."""
    clause, speaker = future.clause, future.speaker
    subject = clause.having("nsubjpass")[0]
    if speaker is None or subject.lower in (*FAMILY, *FIRST_PERSON):
        return
    if clause.having("dobj"):
        return
    owned = any(c.dep == "poss" and c.lower in ("its", "their", "his") for c in subject.children)
    if owned and subject.lemma not in HELD:
        return
    giver = tuple(frame_of(speaker, patterns).subject)
    if giver:
        yield Promised(
            future.deed,
            (giver,),
            "pledge",
            future.polarity,
            "commitment.passive",
            clause,
            only_known=True,
            only_with_condition=_only_foretold(future.deed, speaker, patterns),
        )


def _by_target(future: _Future, target: Token, patterns: Patterns) -> Iterator[Promised]:
    """ "warned that any navy would be a target for its missiles": it will attack any."""
    clause, speaker = future.clause, future.speaker
    if speaker is None or is_of_speaker(clause) or not is_threatened(target, speaker):
        return
    giver = tuple(frame_of(speaker, patterns).subject)
    if giver:
        yield Promised(target, (giver,), "plan", future.polarity, "commitment.target", clause)


def _by_answer(future: _Future, patterns: Patterns) -> Iterator[Promised]:
    """ "Any attack will bring a swift answer, Iran said": who says so will give it."""
    speaker = future.speaker
    giver = tuple(frame_of(speaker, patterns).subject) if speaker is not None else ()
    if giver:
        rule = "commitment.answer"
        yield Promised(
            future.deed, (giver,), "pledge", "will", rule, future.clause, only_with_condition=True
        )


def _only_foretold(token: Token, speaker: Token, patterns: Patterns) -> bool:
    """ "said that villages would be bombed" may be a fear; a release is the speaker's to give."""
    kinds = {p.event for _, p in patterns.verbs.get(token.lemma, ())}
    return speaker.lemma not in patterns.promise["avowing"] and kinds == {"ASSAULT"}


def _by_existence(clause: Token, speaker: Token | None, patterns: Patterns) -> Iterator[Promised]:
    """ "There will be no talks, Iran said": there will be none with the one who says so."""
    if speaker is None:
        return
    for noun in clause.having("attr", "nsubj", "dobj"):
        none = any(c.lower == "no" for c in noun.children) or negated(clause)
        giver = tuple(frame_of(speaker, patterns).subject)
        known = noun.lemma in patterns.nouns or noun.lemma in given_nouns()
        places: Slots = (giver, tuple(owners(noun))) if owners(noun) else (giver,)
        if giver and (known or (none and noun.lemma in _HOPED_FOR)):
            yield Promised(
                noun,
                places,
                "pledge",
                "will-not" if none else "will",
                "commitment.there-will-be",
                clause,
                only_known=known,
                only_with_condition=not none,
            )


def reporting(token: Token, patterns: Patterns) -> Token | None:
    """The verb of saying that reports this clause, also through "made it clear that"."""
    head = token.head
    if _is_notice(token):
        return head.head if is_verb(head.head) else None
    if is_ruled_out(head):
        return reporting(head.head.head.head, patterns)  # "is out of the question that it will"
    if head is token or token.dep not in ("ccomp", "advcl", "conj"):
        return None
    if token.dep == "conj":
        return reporting(head, patterns) if is_verb(head) else None
    if head.lemma == "clear" and is_verb(head.head):
        return head.head
    if token.dep == "ccomp" and is_verb(head) and head.lemma in patterns.promise["reported"]:
        return head
    if head.lemma == "make" and any(child.lemma == "clear" for child in head.children):
        return head
    return None
