"""Words of promise, and what is promised by them: "vowed to", "a pledge of", "ruled out"."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.coding.asked_for import given_nouns
from foedus.coding.clauses import frame_of, is_passive, surface_subject
from foedus.coding.complements import is_saying
from foedus.coding.drafts import Slots
from foedus.coding.futures import (
    FAMILY,
    FIRST_PERSON,
    FUTURE,
    Promised,
    is_shared,
    negated,
    reporting,
)
from foedus.coding.governing import names_force
from foedus.coding.modality import assertion_of
from foedus.coding.mood import mood_of
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import (
    all_conjuncts,
    is_infinitive,
    is_sum,
    is_verb,
    lookup,
    prepositional,
)
from foedus.coding.prepositions import is_out_of_question
from foedus.model import Polarity, Strength
from foedus.reading.sentence import Token

# With these a word is given to somebody, who is to have what is promised.
GIVING_WORD = frozenset({"assure", "promise", "guarantee", "pledge", "reassure"})
# With these a promise is another's, or is not kept.
_TAKING = frozenset({
    "receive", "get", "seek", "want", "demand", "obtain", "win", "extract", "break", "accept",
    "welcome", "request", "secure", "need", "reject", "breach", "violate", "hear",
})  # fmt: skip
# With these what is promised may be a noun.
_OF_NOUNS = frozenset({
    "promise", "pledge", "vow", "swear", "guarantee", "offer", "threaten", "plan", "commit",
})  # fmt: skip
# "a promise of helping", "has no intention of helping"; but an aim of helping is no word.
_SURELY = frozenset({"promise", "pledge", "guarantee", "assurance", "vow"})
# "does not intend to", "has no plans to": not to mean to is a word too.
_MEANT = frozenset({"intend", "intention", "plan"})
# A word that is not given: "did not promise", "if it promises", "asked it to promise".
_NOT_GIVEN = ("negated", "denied", "hypothetical", "requested", "possible")
# "ruled out any move to attack", "ruled out the possibility of talking"
_MOVES = frozenset({
    "move", "attempt", "step", "plan", "effort", "bid", "action", "possibility", "option", "idea",
    "prospect",
})  # fmt: skip
_VOWING = frozenset(
    {"vow", "promise", "pledge", "threaten", "swear", "agree", "undertake", "offer"}
)


def _strength(token: Token, patterns: Patterns) -> Strength | None:
    return patterns.promise["strength"].get(token.lemma)  # type: ignore[return-value]


def _with_particle(verb: Token) -> str:
    """ "rule out" is not "rule"."""
    return " ".join([verb.lemma, *(child.lower for child in verb.having("prt"))])


def by_promise(token: Token, patterns: Patterns) -> Iterator[Promised]:
    """ "vowed to respond", "has decided to refrain from", "ruled out sending", "ready to fight"."""
    if is_out_of_question(token):
        yield from _by_no_question(token, patterns)
        return
    refusal = _with_particle(token) in patterns.promise["will-not"] and is_verb(token)
    strength = _strength(token, patterns)
    if (strength is None and not refusal) or token.dep in ("amod", "aux"):
        return
    if (
        is_verb(token)
        and is_passive(token)
        and token.lemma not in ("prepare", "determine", "commit")
    ):
        yield from _by_passive_promise(token, patterns)
        return
    if not is_verb(token) and token.pos not in ("ADJ", "NOUN"):
        return
    if token.pos == "NOUN" and token.dep == "dobj" and token.head.lemma in _TAKING:
        return  # "received an assurance", "broke its promise"
    not_meant = token.lemma in _MEANT and mood_of(token) == "negated"
    if token.pos == "NOUN" and negated(token) and token.lemma not in _MEANT:
        return  # "gave no promise of support"
    if token.dep == "ccomp" and lookup(token.head, patterns.governors) == "possible":
        return  # "is planning an attack, officials believe"
    put = assertion_of(token, patterns)
    supposed = put == "hypothetical" and token.pos == "ADJ"  # "would be ready to leave if"
    if put in _NOT_GIVEN and token.pos != "NOUN" and not (not_meant or supposed):
        return
    if refusal and any(map(is_saying, token.having("xcomp"))):
        return
    giver = _giver(token, patterns)
    first = _deeds(token, patterns)
    # "vowed to bomb Haifa and sink ships": two deeds
    more = [(c, polarity) for deed, polarity in first for c in deed.children if is_shared(c)]
    for deed, polarity in (*first, *more):
        held_back = (
            _with_particle(deed) in patterns.promise["will-not"]
            or deed.lemma in patterns.promise["holding-back"]
        )
        against = refusal or negated(deed) or held_back or _is_never_again(token, deed)
        inner = deed
        if not refusal and held_back:
            below = [d for d, _ in _deeds(deed, patterns)]
            inner = below[0] if below else deed
        yield Promised(
            inner,
            giver,
            strength or ("pledge" if token.lemma == "refuse" else "signal"),
            "will-not" if against or polarity == "will-not" or negated(token) else "will",
            f"commitment.{token.lemma}",
            token,
            only_with_condition=supposed,
            only_known=(deed, polarity) in more,
        )


def _is_never_again(promise: Token, deed: Token) -> bool:
    """ "promised never again to flood it"."""
    between = [word for word in promise.having("advmod") if promise.i < word.i < deed.i]
    return any(never.lower == "never" for word in between for never in (word, *word.children))


def _by_no_question(question: Token, patterns: Patterns) -> Iterator[Promised]:
    """ "There is no question of Chad sending troops, its president said": it will not."""
    clause = question.head
    above = reporting(clause, patterns)
    for of in question.having("prep"):
        for deed in of.having("pcomp"):
            giver = deed.having("nsubj") or (frame_of(above, patterns).subject if above else [])
            if above is not None and giver:
                rule = "commitment.no-question"
                yield Promised(deed, (tuple(giver),), "pledge", "will-not", rule, question)


def _by_passive_promise(verb: Token, patterns: Patterns) -> Iterator[Promised]:
    """ "fuel was promised to Mali by Qatar", "Mali was promised fuel by Qatar"."""
    frame = frame_of(verb, patterns)
    if verb.lemma not in _OF_NOUNS or verb.lemma == "plan" or not frame.subject:
        return
    if assertion_of(verb, patterns) in _NOT_GIVEN:
        return
    for deed in frame.object:
        if deed.lemma in patterns.nouns or is_given(deed):
            strength = _strength(verb, patterns) or "pledge"
            rule = f"commitment.{verb.lemma}"
            yield Promised(deed, (tuple(frame.subject),), strength, "will", rule, verb)


def _giver(token: Token, patterns: Patterns) -> Slots:
    if is_verb(token) and is_passive(token):
        return (tuple(surface_subject(token, patterns)),)  # "is committed to sending"
    if is_verb(token):
        return (tuple(frame_of(token, patterns).subject),)
    if token.pos == "NOUN":
        owners = [c for c in token.children if c.dep == "poss"]
        if not owners and token.dep in ("dobj", "attr") and is_verb(token.head):
            return (tuple(frame_of(token.head, patterns).subject),)
        preps = prepositional(token)
        places: Slots = (tuple(all_conjuncts(owners)), tuple(preps.get("by", [])))
        if token.dep == "nsubjpass" and is_verb(token.head):
            places += (tuple(frame_of(token.head, patterns).subject),)  # "a pledge was made by"
        if token.dep == "dobj" and is_verb(token.head):
            places += (tuple(frame_of(token.head, patterns).subject),)  # "declared its readiness"
        return places
    if is_verb(token.head) or token.head.lemma in ("be", "remain", "stand"):
        return (tuple(frame_of(token.head, patterns).subject),)
    return ()


def _deeds(token: Token, patterns: Patterns) -> list[tuple[Token, Polarity]]:
    """The deeds below a word of promise: infinitives, gerunds, nouns after "refrain from"."""
    found: list[tuple[Token, Polarity]] = []
    for child in token.children:
        if child.i < token.i:
            continue
        if child.dep in ("acl", "ccomp", "relcl") and _is_seen_to(child, token):
            found.append((child, "will"))
            continue
        if child.dep in ("xcomp", "acl", "ccomp") and _is_of_another(child):
            continue  # "guarantees that Turkey would not attack"
        if child.dep in ("xcomp", "acl") and is_verb(child):
            found.append((child, "will"))
        elif child.dep == "prep":
            found += _after_preposition(token, child, patterns)
        elif child.dep == "ccomp" and _is_own_future(child, token, patterns):
            found.append((child, "will"))
        elif child.dep == "dobj" and token.lemma == "reserve" and child.lemma == "right":
            found += [(deed, "will") for deed in child.having("acl", "relcl")]
        elif child.dep == "dobj":
            found += _nouns_promised(token, child, patterns)
            stray = [prep for prep in child.having("prep") if prep.lower == "of"]
            if token.lemma in GIVING_WORD and is_verb(token):  # "assured Mali of support"
                found += [(d, "will") for of in stray for d in _given_of(token, of, patterns)]
        elif child.dep == "advcl" and child.tag == "VB" and _takes_aim(child, token):
            found.append((child, "will"))
    return found


def _after_preposition(
    token: Token, preposition: Token, patterns: Patterns
) -> Iterator[tuple[Token, Polarity]]:
    """ "refrain from bombing", "threatened it with sanctions", "a pledge of tanks"."""
    if preposition.lower in ("from", "against", "to", "on"):
        polarity: Polarity = "will-not" if preposition.lower in ("from", "against") else "will"
        held_back = token.lemma in patterns.promise["holding-back"]
        for inner in preposition.children:
            if inner.dep == "pcomp" or (inner.dep == "pobj" and held_back):
                yield inner, polarity
    elif preposition.lower == "with" and token.lemma == "threaten":
        for noun in preposition.having("pobj"):
            if noun.lemma in patterns.nouns:
                yield noun, "will"
    elif preposition.lower == "of":
        meant = token.lemma in _SURELY or (token.lemma == "intention" and negated(token))
        gerunds = preposition.having("pcomp") if meant else []
        for deed in (*_given_of(token, preposition, patterns), *gerunds):
            yield deed, "will"


def _takes_aim(clause: Token, promise: Token) -> bool:
    """ "is ready on Friday to", "has bound itself to", "vowed on Friday to": what is promised."""
    if promise.pos == "ADJ" or not promise.having("dobj"):
        return promise.pos == "ADJ" or (promise.lemma in _VOWING and is_infinitive(clause))
    return any(noun.lower.endswith(("self", "selves")) for noun in promise.having("dobj"))


def _given_of(promise: Token, of: Token, patterns: Patterns) -> list[Token]:
    """ "a pledge of 14 tanks", "assured Mali of its support"."""
    if promise.pos != "NOUN" and promise.lemma not in GIVING_WORD:
        return []
    nouns = all_conjuncts([child for child in of.children if child.dep == "pobj"])
    return [noun for noun in nouns if noun.lemma in patterns.nouns or is_given(noun)]


def _nouns_promised(
    token: Token, noun: Token, patterns: Patterns
) -> Iterator[tuple[Token, Polarity]]:
    """ "ruled out talks", "vowed revenge", "promised Mali ten lorries"."""
    if token.lemma in ("avoid", "rule", "forgo") and noun.lemma in patterns.nouns:
        yield noun, "will-not"
    elif token.lemma == "rule" and noun.lemma in _MOVES:
        clauses = noun.having("acl") + [c for of in noun.having("prep") for c in of.having("pcomp")]
        yield from ((clause, "will-not") for clause in clauses)
    elif token.lemma in ("renounce", "forswear"):
        if names_force(noun, patterns):
            yield noun, "will-not"
    elif token.lemma in _OF_NOUNS and is_verb(token):
        gives = token.lemma != "threaten"  # "threatened all ships" gives nobody ships
        yield from (
            (deed, "will")
            for deed in all_conjuncts([noun])
            if deed.lemma in patterns.nouns or (gives and is_given(deed))
        )


def is_given(noun: Token) -> bool:
    """What a promise of it gives: "aid", "$5m", "five patrol ships"."""
    counted = any(child.dep == "nummod" for child in noun.children) and noun.tag == "NNS"
    return noun.lemma in given_nouns() or is_sum(noun) or counted


def _is_seen_to(clause: Token, promise: Token) -> bool:
    """ "gave an undertaking that he would not be arrested": by the one who undertakes it."""
    future = any(child.dep == "aux" and child.lower in FUTURE for child in clause.children)
    subjects = clause.having("nsubjpass")
    return (
        future
        and bool(subjects)
        and subjects[0].lower not in (*FAMILY, *FIRST_PERSON)
        and not any(child.dep == "agent" for child in clause.children)
        and (promise.pos == "NOUN" or is_verb(promise))
    )


def _is_of_another(clause: Token) -> bool:
    return any(
        subject.lower not in (*FAMILY, *FIRST_PERSON) and not _is_owned(subject)
        for subject in clause.having("nsubj")
    )


def _is_owned(subject: Token) -> bool:
    """ "his fighters", "its army": they do what the one who promises it wants."""
    return any(
        child.dep == "poss" and child.lower in ("its", "their", "his", "her", "our")
        for child in subject.children
    )


def _is_own_future(clause: Token, promise: Token, patterns: Patterns) -> bool:
    """ "promised that it would": the clause's subject is the one who promises."""
    if not any(child.dep == "aux" and child.lower in FUTURE for child in clause.children):
        return False
    subjects = clause.having("nsubj")
    return bool(subjects) and (
        subjects[0].lower in (*FAMILY, *FIRST_PERSON) or _is_owned(subjects[0])
    )
