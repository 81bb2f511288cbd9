"""Which patterns a sentence meets: verbs with their objects, nouns with their carriers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.coding.clauses import frame_of, is_passive
from foedus.coding.denials import is_finite, share_of
from foedus.coding.frames import Frame
from foedus.coding.modality import assertion_of
from foedus.coding.pattern_objects import (
    is_of_object,
    is_one_of,
    object_fits,
    objects_of,
    with_places,
)
from foedus.coding.patterns import Pattern, Patterns
from foedus.coding.phrases import (
    ROUNDS,
    conjuncts,
    follows,
    is_infinitive,
    is_to_be_done,
    is_verb,
    lookup,
    other_particle,
    precedes,
    prepositional,
)
from foedus.coding.refusals import would_not
from foedus.reading.sentence import Sentence, Token

_BESIDE = frozenset({"before", "after", "amid", "since", "during", "until", "following", "despite"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
# "asked it to discuss the arrests": what they speak of is not what is asked for.
_SPEAKING_OF = frozenset({
    "discuss", "debate", "explain", "examine", "consider", "clarify", "address", "raise",
})  # fmt: skip
# "asked for the start of talks": the talks are what was asked for.
_STARTS = frozenset({"start", "beginning", "opening", "resumption", "renewal", "launch"})
_DEMANDING = frozenset({"demand", "insist", "request", "urge", "ask", "recommend", "propose"})
_DISOWNING = frozenset({"disavow", "disown", "disclaim"})


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern met at a verb or a noun. A carried noun has the frame of its light verb."""

    pattern: Pattern
    trigger: Token
    frame: Frame | None
    light: str | None = None  # who the light verb's subject is: doer or target
    nominal: bool = False


def matches_in(sentence: Sentence, patterns: Patterns) -> dict[Token, Match]:
    """The best pattern at each word of the sentence."""
    found: dict[Token, Match] = {}
    for token in sentence.tokens:
        if is_verb(token):
            match = _match_verb(token, patterns)
        elif token.pos in ("NOUN", "PROPN") and token.dep not in ("compound", "nmod"):
            match = _match_noun(token, sentence.tokens, patterns)
        else:
            match = None
        if match is not None:
            found[token] = match
    return found


def _match_verb(verb: Token, patterns: Patterns) -> Match | None:
    candidates = patterns.verbs.get(verb.lemma, ())
    if not candidates:
        return None
    frame = frame_of(verb, patterns)
    bare = not verb.having("nsubj", "nsubjpass", "aux")
    if verb.dep == "acl" and verb.tag == "VBN" and bare and verb.lower in patterns.bond["support"]:
        return None  # "militias backed by Iran" is a bond, not a deed
    for rest, pattern in candidates:
        if rest and rest[-1] in ("on", "upon") and _is_a_day(verb, rest[-1]):
            continue
        if verb.lemma == "meet" and frame.passive and "with" in frame.prepositions:
            continue  # "was met with silence"
        if pattern.not_clause and any(child.dep in ("xcomp", "ccomp") for child in verb.children):
            continue  # "helped convince"
        if pattern.doer_words and not any(t.lemma in pattern.doer_words for t in frame.subject):
            continue  # "teachers will strike" lay down no bombs
        if (pattern.would_not and not would_not(verb)) or _is_a_gift(pattern, frame):
            continue
        if (
            follows(verb, rest)
            and not other_particle(verb, rest)
            and object_fits(pattern, frame, rest)
        ):
            whole = frame
            if pattern.not_done or rest == ("go",):
                whole = with_places(frame, objects_of(frame, rest))
            if not _needs_met(pattern, verb, whole):
                continue
            if pattern.not_done and assertion_of(verb, patterns) == "actual":
                continue
            return Match(pattern, verb, whole)
    return None


def _is_a_day(verb: Token, preposition: str) -> bool:
    """ "called Putin on Wednesday" is not "called on"."""
    found = prepositional(verb).get(preposition, [])
    return bool(found) and all(token.lower in _DAYS or token.pos == "NUM" for token in found)


def _is_a_gift(pattern: Pattern, frame: Frame) -> bool:
    """ "sent Mali drones", which is no attack with them."""
    if pattern.event != "ASSAULT" or frame.verb.lemma != "send":
        return False
    return bool(frame.dative or frame.at("beside") or "to" in frame.prepositions)


def _needs_met(pattern: Pattern, verb: Token, frame: Frame) -> bool:
    if not pattern.needs:
        return True
    preps = {**prepositional(verb), **frame.object_prepositions}
    if pattern.mutual:  # "exercises with Iran", but not "with 30 ships"
        preps = {at: nouns for at, nouns in preps.items() if not all(map(_is_counted, nouns))}
    marks = [m for clause in verb.having("advcl", "xcomp") for m in clause.having("mark")]
    return any(name in preps for name in pattern.needs) or any(
        mark.lower in pattern.needs
        for mark in marks  # "until March to leave"
    )


def _is_counted(noun: Token) -> bool:
    return bool(noun.having("nummod")) and noun.pos == "NOUN"


def _match_noun(noun: Token, tokens: Sequence[Token], patterns: Patterns) -> Match | None:
    for before, pattern in patterns.nouns.get(noun.lemma, ()):
        if any(child.lower in pattern.not_after for child in noun.children if child.i < noun.i):
            continue
        if noun.lemma in pattern.nouns_of and not is_of_object(noun, pattern):
            continue
        if pattern.share_only and not _is_owned_up_to(noun, patterns):
            continue  # a bomb is no deed; to be behind one is
        if precedes(noun, before, tokens) or (
            before and is_one_of(noun, {" ".join([*before, noun.lemma])})
        ):
            verb, light = carrier_of(noun, patterns)
            if light is None and not _noun_needs_met(pattern, noun):
                continue
            frame = frame_of(verb, patterns) if verb is not None else None
            return Match(pattern, noun, frame, light, nominal=True)
    return None


def _is_owned_up_to(noun: Token, patterns: Patterns) -> bool:
    """ "was behind the bomb", "disavowed the rocket"."""
    disowned = noun.dep in ("dobj", "nsubjpass") and noun.head.lemma in _DISOWNING
    return disowned or share_of(noun, patterns) is not None


def _noun_needs_met(pattern: Pattern, noun: Token) -> bool:
    """ "a conflict with Iran", but not "the Iranian conflict"."""
    return bool(pattern.verbs or not pattern.needs or {*pattern.needs} & {*prepositional(noun)})


def carrier_of(noun: Token, patterns: Patterns) -> tuple[Token | None, str | None]:
    """The light verb that carries a noun's event, and who its subject is."""
    first = noun
    while first.dep == "conj" and not is_verb(first.head):
        first = first.head
    if first.dep == "pobj" and first.head.lower == "of" and first.head.head.lemma in ROUNDS:
        first = first.head.head  # "held a third round of talks"
    head = first.head
    if first.dep == "pobj" and head.dep == "prep" and is_verb(head.head):
        verb = head.head
        for rest, subject in patterns.light.get(verb.lemma, ()):
            if rest and rest[-1] == head.lower and follows(verb, rest):
                return verb, subject
        return None, None
    if not is_verb(head):
        return None, None
    if first.dep == "dobj" and head.lemma == "make" and len(head.having("dobj", "oprd")) > 1:
        return head, None  # "made a withdrawal a condition": nobody has withdrawn
    if first.dep == "dobj" or (first.dep == "nsubjpass" and is_passive(head)):
        return head, lookup(head, patterns.light)
    if first.dep in ("nsubj", "nsubjpass") and head.dep in ("acl", "relcl"):
        return None, None
    passive = [
        c for c in noun.children if c.dep == "acl" and c.tag == "VBN" and lookup(c, patterns.light)
    ]
    if passive:
        return passive[0], lookup(passive[0], patterns.light)
    return None, None


def inner_of(
    token: Token, matches: dict[Token, Match], patterns: Patterns, depth: int = 0
) -> Token | None:
    """The deed that a word of asking, promising, refusing or accusing is about.

    It is a clause below it ("to send", "of arming") or a noun ("demanded a withdrawal").
    """
    candidates = _clauses_below(token)
    for clause in candidates:
        if clause in matches:
            return clause
    for noun in _nouns_below(token):
        if noun in matches and matches[noun].nominal:
            return noun
    if depth < 2:
        for clause in candidates:
            if lookup(clause, patterns.governors) == "negated":
                continue  # "urged it to prevent attacks" asks for no attacks
            deeper = inner_of(clause, matches, patterns, depth + 1)
            if deeper is not None:
                return deeper
    return candidates[0] if candidates else None


def asked_of(token: Token, matches: dict[Token, Match], patterns: Patterns) -> Token | None:
    """What a request asks for: a clause without a tense of its own, or a noun after "for"."""
    clauses = [
        clause
        for clause in _clauses_below(token)
        if not is_finite(clause) or _is_demanded(clause, token)
    ]
    for clause in clauses:
        if clause in matches or clause.lemma in _SPEAKING_OF:
            return clause
        if lookup(clause, patterns.governors) != "negated":
            deeper = inner_of(clause, matches, patterns, 1)
            if deeper in matches and not _is_what_was_done(matches[deeper], clause, patterns):
                return deeper
    if clauses:
        return clauses[0]
    names = ("for", "to", "on") if token.lemma == "insist" else ("for", "to")
    for noun in _nouns_below(token, names):
        if noun in matches and matches[noun].nominal:
            return noun
    return None


def _is_what_was_done(match: Match, clause: Token, patterns: Patterns) -> bool:
    """ "told Mali to answer for the torture": no torture is asked for."""
    done = match.pattern.event in ("ASSAULT", "COERCE") and match.nominal and match.light is None
    return done and match.trigger.head.head is clause and lookup(clause, patterns.governors) is None


def outermost_of(token: Token, inner: Token) -> Token | None:
    """The clause that is asked for itself: of "urged it to let monitors visit" that of "let"."""
    clauses = [c for c in _clauses_below(token) if not is_finite(c) or _is_demanded(c, token)]
    return next((c for c in clauses if inner is not c and inner in list(c.subtree())), None)


def _is_demanded(clause: Token, verb: Token) -> bool:
    """ "demanded that Turkey stop": a subjunctive, which looks like a present."""
    return (
        (verb.lemma in _DEMANDING or verb.pos == "NOUN")
        and clause.tag in ("VB", "VBP")
        and any(child.lower == "that" and child.dep == "mark" for child in clause.children)
    )


def _clauses_below(token: Token) -> list[Token]:
    found = [
        c for c in token.children if c.dep in ("xcomp", "ccomp") and c.i > token.i and is_verb(c)
    ]
    for child in token.children:
        aimed = is_infinitive(child) or is_to_be_done(child)
        if child.dep == "advcl" and child.i > token.i and aimed:
            found.append(child)
        aside = child.lower in ("by", "without")  # "will leave without warning"
        if child.dep in ("prep", "agent", "prt") and child.i > token.i and not aside:
            found += [c for c in child.children if c.dep == "pcomp" and is_verb(c)]
            for obj in child.having("pobj"):
                found += filter(is_infinitive, obj.having("acl", "relcl"))
        if child.dep in ("dobj", "nsubjpass"):
            found += [c for c in child.children if c.dep in ("acl", "relcl") and is_infinitive(c)]
            but = [prep for prep in child.having("prep") if prep.lower == "but"]
            found += [c for prep in but for c in prep.having("pcomp")]  # "no choice but to leave"
        if child.dep in ("acl", "relcl") and child.i > token.i and is_infinitive(child):
            found.append(child)  # "a plea to take them in"
        if child.dep in ("attr", "acomp") and child.lower in ("first", "last"):
            found += filter(is_infinitive, child.having("relcl", "acl", "xcomp"))
        if token.pos == "NOUN" and child.dep in ("acl", "relcl", "ccomp") and child.having("mark"):
            found.append(child)  # "a demand that it leave"
    return found


def _nouns_below(token: Token, prepositions: Sequence[str] | None = None) -> list[Token]:
    """Objects, and those of these prepositions; None is any."""
    found = [
        n for c in token.children if c.dep in ("dobj", "nsubjpass", "dative") for n in conjuncts(c)
    ]
    for name, tokens in prepositional(token).items():
        if (prepositions is None and name not in _BESIDE) or name in (prepositions or ()):
            found += tokens  # but "leave before the raid" is not about the raid
    starts = [noun for noun in found if noun.lemma in _STARTS]
    return found + [deed for noun in starts for deed in prepositional(noun).get("of", [])]
