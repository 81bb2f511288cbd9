"""The type of a deed that no pattern names, by the small model: of what is promised or asked for.

The clause is looked at alone, without what says whether it is done, refused or promised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from foedus.coding.classifier import classifier
from foedus.coding.clauses import frame_of
from foedus.coding.drafts import Slots
from foedus.coding.matching import Match
from foedus.coding.modality import assertion_of
from foedus.coding.pair_features import features_of
from foedus.coding.pairs import Pair
from foedus.coding.patterns import Pattern, Patterns, open_pattern
from foedus.coding.phrases import follows, is_verb, lookup, other_particle
from foedus.reading.sentence import Sentence, Token

# Below this probability nothing is said of a deed: that is planned or denied and no more, or that
# is the content of somebody's word, which is given whatever the deed is.
LEAST = 0.6
LEAST_OF_WORD = 0.4
# What says how a deed is put, and not which it is.
_PUT = (" aux=", " not")
_WORDS_OF_MOOD = frozenset({"aux", "auxpass", "neg", "mark", "punct"})
_TO_WHOM = ("to", "with", "against", "from", "on", "for", "into", "in")
_TARGETS = ("object", "dative", *_TO_WHOM)
# What a governing word may make of a deed that is taken up although no pattern names it.
_GOVERNED = frozenset({"intended", "possible", "denied"})
_CLAUSES = ("xcomp", "ccomp", "pcomp", "acl", "relcl")
_OPEN: Pattern = open_pattern("words")
_ANYTHING = frozenset({"it", "them"})
# These are words about deeds; a deed by itself is none of them.
_NO_DEEDS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})


def deed_of(
    verb: Token, patterns: Patterns, least: float = LEAST_OF_WORD
) -> tuple[str | None, Slots]:
    """The type of a verb's deed and to whom it may be done; None where the model is not sure."""
    if not is_verb(verb) or verb.lemma in ("be", "have", "do", "say"):
        return None, ()
    frame = frame_of(verb, patterns)
    places = [frame.object, frame.dative, *(frame.at(name) for name in _TO_WHOM)]
    slots = tuple(tuple(place) for place in places if place)
    only = _whatever_it_is(verb, patterns)
    if only is not None:
        return only, slots
    target = slots[0][0] if slots else None
    words = [word for word in verb.subtree() if word.dep not in _WORDS_OF_MOOD]
    span = (target.start, target.end) if target is not None else None
    marked = frozenset([target.i]) if target is not None else frozenset[int]()
    pair = Pair(sorted(words, key=_position), None, target, None, span, marked)
    model = classifier()
    features = [name for name in features_of(pair) if not name.endswith(_PUT[1])]
    features = [name for name in features if _PUT[0] not in name and not name.startswith("not ")]
    found = model.likeliest(features, _NO_DEEDS)
    if found is None or found[1] < least:
        places = [frame.dative, *(frame.at(name) for name in ("to", "with", "against"))]
        places.append(frame.object)  # "will readmit Syria"
        return None, tuple(tuple(place) for place in places if place)
    return found[0], slots


def _whatever_it_is(verb: Token, patterns: Patterns) -> str | None:
    """Of "shoot it down" the type that all patterns of the verb agree on: "it" may be any thing."""
    objects = verb.having("dobj")
    if len(objects) != 1 or objects[0].lower not in _ANYTHING:
        return None
    own = [
        pattern.event
        for rest, pattern in patterns.verbs.get(verb.lemma, ())
        if follows(verb, rest) and not other_particle(verb, rest)
    ]
    return own[0] if own and len(set(own)) == 1 and own[0] not in _NO_DEEDS else None


def open_matches(
    sentence: Sentence, matches: Mapping[Token, Match], patterns: Patterns
) -> dict[Token, Match]:
    """Deeds that somebody plans, weighs or denies in words that no pattern names."""
    found: dict[Token, Match] = {}
    for token in sentence.tokens:
        if token in matches or not is_verb(token) or token.dep not in _CLAUSES:
            continue
        governor = token.head if token.dep != "pcomp" else token.head.head
        governed = lookup(governor, patterns.governors) in _GOVERNED and governor not in matches
        if not governed and not _is_called_untrue(token, patterns):
            continue
        event, _ = deed_of(token, patterns, LEAST)
        if event is not None:
            pattern = replace(
                _OPEN, event=event, mutual=event in ("CONSULT", "COOPERATE"), target=_TARGETS
            )
            found[token] = Match(pattern, token, frame_of(token, patterns))
    return found


def _is_called_untrue(deed: Token, patterns: Patterns) -> bool:
    """ "the claim that it had sold them was a lie", "it is untrue that it sold them"."""
    claimed = deed.head.lemma in patterns.denial["claims"] or deed.head.lemma == "be"
    return claimed and assertion_of(deed, patterns) == "denied"


def _position(token: Token) -> int:
    return token.i
