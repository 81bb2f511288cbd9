"""Promises: who gives his word to do or not to do what, and on which condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.coding.attribution import speakers_of
from foedus.coding.clauses import frame_of, is_passive
from foedus.coding.conditions import condition_of
from foedus.coding.drafts import CommitmentDraft, ConditionDraft, Slots
from foedus.coding.matching import Match, inner_of
from foedus.coding.modality import assertion_of
from foedus.coding.parties import targets_of
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import all_conjuncts, is_verb, prepositional
from foedus.model import Polarity, Strength
from foedus.reading.sentence import Sentence, Token

_FUTURE = ("will", "shall", "'ll", "wo", "would", "'d")
_FIRST_PERSON = ("we", "i")
_FAMILY = ("it", "they", "he", "she")
# A word that is not given: "did not promise", "if it promises", "asked it to promise".
_NOT_GIVEN = ("negated", "denied", "hypothetical", "requested", "possible")


@dataclass(frozen=True, slots=True)
class _Word:
    """The deed promised, the words that promise it, and how."""

    deed: Token
    giver: Slots
    strength: Strength
    polarity: Polarity
    rule: str
    outer: Token
    only_with_condition: bool = False


def commitments_in(
    sentence: Sentence, matches: dict[Token, Match], patterns: Patterns
) -> Iterator[CommitmentDraft]:
    """The promises of a sentence, each deed once, the most explicit words first."""
    seen: set[Token] = set()
    for token in sentence.tokens:
        for word in (*_by_promise(token, patterns), *_by_future(token, patterns)):
            if word.deed in seen:
                continue
            draft = _draft(sentence, word, matches, patterns)
            if draft is not None:
                seen.add(word.deed)
                yield draft


def _strength(token: Token, patterns: Patterns) -> Strength | None:
    return patterns.promise["strength"].get(token.lemma)  # type: ignore[return-value]


def _with_particle(verb: Token) -> str:
    """ "rule out" is not "rule"."""
    return " ".join([verb.lemma, *(child.lower for child in verb.having("prt"))])


def _negated(token: Token) -> bool:
    return any(
        child.dep == "neg" or (child.lower in ("never", "no") and child.dep in ("det", "advmod"))
        for child in token.children
    )


def _by_promise(token: Token, patterns: Patterns) -> Iterator[_Word]:
    """ "vowed to respond", "has decided to refrain from", "ruled out sending", "ready to fight"."""
    refusal = _with_particle(token) in patterns.promise["will-not"] and is_verb(token)
    strength = _strength(token, patterns)
    if (strength is None and not refusal) or token.dep in ("amod", "aux"):
        return
    if (
        is_verb(token)
        and is_passive(token)
        and token.lemma not in ("prepare", "determine", "commit")
    ):
        return
    if not is_verb(token) and token.pos not in ("ADJ", "NOUN"):
        return
    if assertion_of(token, patterns) in _NOT_GIVEN and token.pos != "NOUN":
        return
    giver = _giver(token, patterns)
    for deed, polarity in _deeds(token, patterns):
        held_back = (
            _with_particle(deed) in patterns.promise["will-not"]
            or deed.lemma in patterns.promise["holding-back"]
        )
        against = refusal or _negated(deed) or held_back
        inner = deed
        if not refusal and held_back:
            below = [d for d, _ in _deeds(deed, patterns)]
            inner = below[0] if below else deed
        yield _Word(
            inner,
            giver,
            strength or ("pledge" if token.lemma == "refuse" else "signal"),
            "will-not" if against or polarity == "will-not" or _negated(token) else "will",
            f"commitment.{token.lemma}",
            token,
        )


def _giver(token: Token, patterns: Patterns) -> Slots:
    if is_verb(token):
        return (tuple(frame_of(token, patterns).subject),)
    if token.pos == "NOUN":
        owners = [c for c in token.children if c.dep == "poss"]
        if not owners and token.dep in ("dobj", "attr") and is_verb(token.head):
            return (tuple(frame_of(token.head, patterns).subject),)
        return (tuple(all_conjuncts(owners)),)
    if is_verb(token.head) or token.head.lemma in ("be", "remain", "stand"):
        return (tuple(frame_of(token.head, patterns).subject),)
    return ()


def _deeds(token: Token, patterns: Patterns) -> list[tuple[Token, Polarity]]:
    """The deeds below a word of promise: infinitives, gerunds, nouns after "refrain from"."""
    found: list[tuple[Token, Polarity]] = []
    for child in token.children:
        if child.i < token.i:
            continue
        if child.dep in ("xcomp", "acl", "ccomp") and _is_of_another(child):
            continue  # "guarantees that Turkey would not attack"
        if child.dep in ("xcomp", "acl") and is_verb(child):
            found.append((child, "will"))
        elif child.dep == "prep" and child.lower in ("from", "against", "to", "on"):
            polarity: Polarity = "will-not" if child.lower in ("from", "against") else "will"
            held_back = token.lemma in patterns.promise["holding-back"]
            found += [
                (inner, polarity)
                for inner in child.children
                if inner.dep == "pcomp" or (inner.dep == "pobj" and held_back)
            ]
        elif child.dep == "ccomp" and _is_own_future(child, token, patterns):
            found.append((child, "will"))
        elif (
            child.dep == "dobj"
            and token.lemma in ("avoid", "rule", "forgo")
            and child.lemma in patterns.nouns
        ):
            found.append((child, "will-not"))
        elif child.dep == "advcl" and child.tag == "VB" and token.pos == "ADJ":
            found.append((child, "will"))
    return found


def _is_of_another(clause: Token) -> bool:
    return any(
        subject.lower not in (*_FAMILY, *_FIRST_PERSON) for subject in clause.having("nsubj")
    )


def _is_own_future(clause: Token, promise: Token, patterns: Patterns) -> bool:
    """ "promised that it would": the clause's subject is the one who promises."""
    if not any(child.dep == "aux" and child.lower in _FUTURE for child in clause.children):
        return False
    subjects = clause.having("nsubj")
    return bool(subjects) and subjects[0].lower in (*_FAMILY, *_FIRST_PERSON)


def _by_future(token: Token, patterns: Patterns) -> Iterator[_Word]:
    """ "Iran said it would not intervene", "We will answer", "Turkey will strike if"."""
    if not is_verb(token):
        return
    auxiliaries = [c for c in token.children if c.dep == "aux" and c.lower in _FUTURE]
    subjects = token.having("nsubj")
    if not auxiliaries or not subjects or token.dep in ("relcl", "acl"):
        return
    if any(child.lower in ("whether", "if") and child.dep == "mark" for child in token.children):
        return
    polarity: Polarity = "will-not" if _negated(token) else "will"
    subject = subjects[0]
    speaker = _reporting(token, patterns)
    if subject.lower in _FIRST_PERSON:
        yield _Word(token, ((subject,),), "pledge", polarity, "commitment.first-person", token)
    elif speaker is not None and not _negated(speaker):
        giver = tuple(frame_of(speaker, patterns).subject)
        same = subject.lower in _FAMILY or {s.lower for s in giver} & {subject.lower}
        if giver:
            yield _Word(
                token,
                (giver,) if same else (tuple(all_conjuncts([subject])),),
                "pledge" if same else "plan",
                polarity,
                "commitment.said-it-would",
                token,
                only_with_condition=not same and polarity == "will",
            )
    elif auxiliaries[0].lower in ("will", "shall", "wo") and token.dep in ("ROOT", "conj"):
        yield _Word(
            token,
            (tuple(all_conjuncts([subject])),),
            "plan",
            polarity,
            "commitment.will",
            token,
            only_with_condition=polarity == "will",
        )


def _reporting(token: Token, patterns: Patterns) -> Token | None:
    """The verb of saying that reports this clause, also through "made it clear that"."""
    head = token.head
    if head is token or token.dep not in ("ccomp", "advcl", "conj"):
        return None
    if token.dep == "conj":
        return _reporting(head, patterns) if is_verb(head) else None
    if head.lemma == "clear" and is_verb(head.head):
        return head.head
    if token.dep == "ccomp" and is_verb(head) and head.lemma in patterns.promise["reported"]:
        return head
    if head.lemma == "make" and any(child.lemma == "clear" for child in head.children):
        return head
    return None


def _draft(
    sentence: Sentence, word: _Word, matches: dict[Token, Match], patterns: Patterns
) -> CommitmentDraft | None:
    if not any(word.giver):
        return None
    condition = _condition(word, matches, patterns)
    if word.only_with_condition and condition is None:
        return None
    match = matches.get(word.deed)
    if match is None:
        inner = inner_of(word.deed, matches, patterns)
        match = matches.get(inner) if inner is not None else None
    if match is None and word.deed.lemma in ("be", "have", "do"):
        return None
    recipients = targets_of(match, patterns) if match is not None else ()
    first, last = _words(word, condition)
    return CommitmentDraft(
        sentence=sentence,
        rule=word.rule,
        trigger=word.outer,
        actor=word.giver,
        polarity=word.polarity,
        event=match.pattern.event if match is not None else None,
        first=first,
        last=last,
        recipients=recipients,
        beneficiaries=_beneficiaries(word.deed, patterns),
        condition=condition,
        strength=word.strength,
        speakers=speakers_of(word.outer, patterns),
    )


def _condition(
    word: _Word, matches: dict[Token, Match], patterns: Patterns
) -> ConditionDraft | None:
    line = [word.deed]
    while line[-1] is not word.outer and line[-1].head is not line[-1] and len(line) < 6:
        line.append(line[-1].head)
    for token in (*line, word.outer, word.outer.head):
        found = condition_of(token, matches, patterns)
        if found is not None and not (
            found.type == "unless" and found.first.lower == "without" and word.polarity == "will"
        ):
            return found
    return None


def _beneficiaries(deed: Token, patterns: Patterns) -> Slots:
    """ "to fight for Syria", "to defend Armenia", "in support of Hamas"."""
    if not is_verb(deed):
        return ()
    preps = prepositional(deed)
    places = [preps.get("for", []), preps.get("in support of", []), preps.get("on behalf of", [])]
    if deed.lemma in ("defend", "protect", "help", "support", "aid", "assist", "back"):
        places.insert(0, frame_of(deed, patterns).object)
    return tuple(tuple(place) for place in places if place)


def _words(word: _Word, condition: ConditionDraft | None) -> tuple[Token, Token]:
    """The words of the deed, without those of its condition."""
    below = sorted(word.deed.subtree(), key=lambda token: token.i)
    left = ("aux", "neg", "advmod", "amod", "compound", "nmod", "det", "poss")
    below = [t for t in below if t.i >= word.deed.i or t.dep in left]
    if condition is not None:
        below = [t for t in below if t.i < condition.first.i or t.i > condition.last.i]
        if condition.first.i > word.deed.i:
            below = [t for t in below if t.i < condition.first.i]
    below = [t for t in below if t.dep != "punct"] or [word.deed]
    start = next((i for i, t in enumerate(below) if t is word.deed), 0)
    while start > 0 and below[start - 1].i == below[start].i - 1:
        start -= 1
    return below[start], below[-1]
