"""Promises: who gives his word to do or not to do what, and on which condition."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from foedus.coding.attribution import speakers_of
from foedus.coding.clauses import frame_of
from foedus.coding.conditions import condition_at, condition_of, marked_condition_of
from foedus.coding.drafts import CommitmentDraft, ConditionDraft, Slots
from foedus.coding.futures import Promised, by_future
from foedus.coding.matching import Match
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb, owners, prepositional
from foedus.coding.promised_deeds import answered, is_promised_gift, match_of, what_is_promised
from foedus.coding.promises import GIVING_WORD, by_promise
from foedus.coding.tied import by_tie
from foedus.reading.sentence import Sentence, Token

# "offered the Kurds weapons": how the parser may take the one to whom it is offered.
_BESIDE = ("nmod", "amod", "compound")
_TO_SOMEBODY = frozenset({"AID", "RETREAT", "CONCEDE", "CONSULT", "COOPERATE", "SUPPORT"})


def commitments_in(
    sentence: Sentence, matches: dict[Token, Match], patterns: Patterns
) -> Iterator[CommitmentDraft]:
    """The promises of a sentence, each deed once, the most explicit words first."""
    seen: set[Token] = set()
    for token in sentence.tokens:
        words = (by_promise(token, patterns), by_future(token, patterns), by_tie(token, patterns))
        for word in chain.from_iterable(words):
            if word.deed in seen:
                continue
            draft = _draft(sentence, word, matches, patterns)
            if draft is not None:
                seen.add(word.deed)
                yield draft


def _draft(
    sentence: Sentence, word: Promised, matches: dict[Token, Match], patterns: Patterns
) -> CommitmentDraft | None:
    if not any(word.giver):
        return None
    condition = _condition(word, matches, patterns)
    if word.only_with_condition and condition is None:
        return None
    match = match_of(word, matches, patterns)
    promised = what_is_promised(word, match, matches, patterns)
    if promised is None:
        return None
    event, own = promised
    if match is None and not _says_enough(word, event, condition):
        return None
    first, last = _words(word, condition)
    return CommitmentDraft(
        sentence=sentence,
        rule=word.rule,
        trigger=word.outer,
        actor=word.giver,
        polarity=word.polarity,
        event=event,
        first=first,
        last=last,
        recipients=_recipients(word, event, match, own, patterns),
        beneficiaries=_beneficiaries(word.deed, patterns),
        condition=condition,
        strength=word.strength,
        foretold=word.foretold and condition is None,
        speakers=speakers_of(word.outer, patterns),
    )


def _says_enough(word: Promised, event: str | None, condition: ConditionDraft | None) -> bool:
    """Whether a deed that no pattern knows counts: in somebody's own word, or with a condition."""
    gift = word.rule == "commitment.there-will-be" and is_promised_gift(word.deed)
    if gift or not word.only_known:
        return True
    barred = word.polarity == "will-not" and condition is not None  # "none will be let in until"
    passive = word.rule == "commitment.passive"
    if passive and not barred and answered(word.deed) is None:
        return False
    unsure = event is None or word.rule != "commitment.said-it-would"
    return condition is not None or not unsure


def _recipients(
    word: Promised, event: str | None, match: Match | None, own: Slots, patterns: Patterns
) -> Slots:
    """To whom a deed is promised, by its own words and by those of the promise."""
    recipients = _allowed(word.deed) + own if event in (None, "COOPERATE") else own
    if match is None and is_promised_gift(word.deed):
        recipients = _given_to(word.deed)
    elif match is None and word.rule == "commitment.there-will-be":
        recipients = (tuple(prepositional(word.deed).get("with", [])),)  # "no peace with Kyiv"
    if word.rule == "commitment.target":
        return recipients  # who is threatened stands in the clause, and nobody is told of it
    if not is_verb(word.deed) or word.rule == "commitment.passive":
        return _told(word, patterns) + recipients
    given = word.outer.pos == "NOUN" and event is None  # "gave Peru its word that it will not"
    to_somebody = given or (event in _TO_SOMEBODY and word.outer.lemma in GIVING_WORD)
    return recipients + _told(word, patterns) if to_somebody else recipients


def _allowed(deed: Token) -> Slots:
    """ "will let American bombers use its bases": whom it lets."""
    if deed.lemma not in ("let", "allow", "permit"):
        return ()
    clauses = deed.having("ccomp", "xcomp")
    whom = [noun for clause in clauses for noun in clause.having("nsubj")] + deed.having("dobj")
    return (tuple(whom), tuple(owner for noun in whom for owner in owners(noun))) if whom else ()


def _given_to(noun: Token) -> Slots:
    """ "a pledge of 14 tanks to Ukraine"."""
    preps = prepositional(noun)
    return tuple(tuple(preps[name]) for name in ("to", "for") if name in preps)


def _told(word: Promised, patterns: Patterns) -> Slots:
    """ "promised Mali aid", "a promise to Mali", "told his Iranian counterpart": to whom."""
    verb = word.outer if word.rule != "commitment.passive" else word.outer.head
    if not is_verb(verb):
        verb = verb.head
    if not is_verb(verb):
        return ()
    frame = frame_of(verb, patterns)
    if is_verb(word.deed):
        told = [noun for noun in frame.object if noun.lemma == "counterpart"]
        if word.rule != "commitment.passive":
            told = frame.dative or frame.object or frame.at("to")
        return (tuple(told),) if told else ()
    after = word.deed.i > word.outer.i  # else it is what is promised that is theirs
    beside = [c for c in word.deed.children if c.dep in _BESIDE and c.tag in ("NNP", "NNPS")]
    beside = beside if after else []
    whom = ("assure", "reassure", "threaten")
    assured = frame.object if word.outer.lemma in whom else []
    places = [frame.dative, assured, beside, *(frame.at(name) for name in ("to", "for"))]
    return tuple(tuple(place) for place in places if place)


def _condition(
    word: Promised, matches: dict[Token, Match], patterns: Patterns
) -> ConditionDraft | None:
    if word.hangs_on is not None:
        return condition_at(word.hangs_on, matches, patterns)
    line = [word.deed]
    while line[-1] is not word.outer and line[-1].head is not line[-1] and len(line) < 6:
        line.append(line[-1].head)
    # "will ask them to leave if", "will refrain from bombing as long as"
    below = word.deed.having("xcomp", "ccomp")
    below += [c for prep in word.deed.having("prep") for c in prep.having("pcomp")]
    said = word.outer.head.head
    for token in (*line, word.outer, word.outer.head, said, *below):
        found = condition_of(token, matches, patterns)
        if found is not None and found.first.i <= word.deed.i <= found.last.i:
            continue  # "like before, it will": a promise is no condition of itself
        if found is not None and not (
            found.type == "unless"
            and found.first.lower == "without"
            and word.polarity == "will"
            and found.first.i > word.deed.i
        ):
            return found
    return marked_condition_of(word.deed, matches, patterns)


def _beneficiaries(deed: Token, patterns: Patterns) -> Slots:
    """ "to fight for Syria", "to defend Armenia", "in support of Hamas"."""
    if not is_verb(deed):
        return ()
    preps = prepositional(deed)
    places = [preps.get("for", []), preps.get("in support of", []), preps.get("on behalf of", [])]
    if deed.lemma in ("defend", "protect", "help", "support", "aid", "assist", "back"):
        places.insert(0, frame_of(deed, patterns).object)
    return tuple(tuple(place) for place in places if place)


def _words(word: Promised, condition: ConditionDraft | None) -> tuple[Token, Token]:
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
