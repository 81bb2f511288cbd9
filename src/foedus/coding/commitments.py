"""Promises: who gives his word to do or not to do what, and on which condition."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from foedus.coding.answers import is_force_in_answer
from foedus.coding.attribution import speakers_of
from foedus.coding.clauses import frame_of
from foedus.coding.complements import meaning_of
from foedus.coding.conditions import condition_at, condition_of, marked_condition_of
from foedus.coding.deeds import deed_of
from foedus.coding.drafts import CommitmentDraft, ConditionDraft, Slots
from foedus.coding.futures import Promised, by_future
from foedus.coding.made_targets import who_is
from foedus.coding.matching import Match, inner_of
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb, owners, prepositional
from foedus.coding.promises import GIVING_WORD, by_promise, is_given
from foedus.coding.tied import by_tie
from foedus.reading.sentence import Sentence, Token

# "will stay out of the fighting": what they are with is not to be done.
_KEEPING_OUT = frozenset({"stay", "keep", "remain"})
# "will not tolerate an attack": it is another who would do what they bear.
_BEARING = frozenset({"watch", "tolerate", "ignore", "forget", "forgive", "condone"})
_HELPING = frozenset({"help", "assist"})
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
    match = matches.get(word.deed)
    helped = _helped(word.deed) if match is None else ()
    going_on = any(c.tag == "VBG" for c in word.deed.having("xcomp"))  # "will keep talking"
    looks_on = word.deed.lemma in _BEARING
    if (
        match is None
        and not looks_on
        and not helped
        and (word.deed.lemma not in _KEEPING_OUT or going_on)
    ):
        inner = inner_of(word.deed, matches, patterns)
        near = inner is not None and (not word.only_known or _is_right_below(inner, word.deed))
        match = matches.get(inner) if inner is not None and near else None
        match = match or _shared(word.deed, matches, patterns)
    # "promised Mali ten lorries", "pledged $5m"
    given = match is None and not is_verb(word.deed) and is_given(word.deed)
    left = _leaving(word.deed) if match is None else None
    if match is None and left is None and word.deed.lemma in ("be", "have", "do"):
        return None
    passive = word.rule == "commitment.passive"
    event, recipients = (
        ("ASSAULT", who_is(word.outer, patterns))
        if word.rule == "commitment.target"
        else meaning_of(match, matches, patterns)
        if match is not None
        else ("RETREAT", left)
        if left is not None
        else ("AID", helped)
        if given or helped
        else _answered(word.deed) or deed_of(word.deed, patterns)
    )
    unsure = event is None or word.rule != "commitment.said-it-would"
    barred = word.polarity == "will-not" and condition is not None  # "none will be let in until"
    blind = passive and not barred and _answered(word.deed) is None
    gift = given and word.rule == "commitment.there-will-be"
    if match is None and word.only_known and not gift and (blind or (condition is None and unsure)):
        return None
    if event in (None, "COOPERATE"):
        recipients = _allowed(word.deed) + recipients
    if given:
        recipients = _given_to(word.deed)
    elif match is None and word.rule == "commitment.there-will-be":
        recipients = (tuple(prepositional(word.deed).get("with", [])),)  # "no peace with Kyiv"
    if word.rule == "commitment.target":
        pass  # who is threatened stands in the clause, and nobody is told of it
    elif not is_verb(word.deed) or word.rule == "commitment.passive":
        recipients = _told(word, patterns) + recipients
    elif event in _TO_SOMEBODY and word.outer.lemma in GIVING_WORD:
        recipients += _told(word, patterns)
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
        recipients=recipients,
        beneficiaries=_beneficiaries(word.deed, patterns),
        condition=condition,
        strength=word.strength,
        foretold=word.foretold and condition is None,
        speakers=speakers_of(word.outer, patterns),
    )


def _shared(deed: Token, matches: dict[Token, Match], patterns: Patterns) -> Match | None:
    """ "will have no part in the attack": the deed that it will have no part in."""
    if deed.lemma not in ("have", "take", "play"):
        return None
    shares = [n for n in deed.having("dobj") if n.lemma in patterns.denial["shares"]]
    nouns = [n for share in (deed, *shares) for n in prepositional(share).get("in", []) if shares]
    return next((matches[noun] for noun in nouns if noun in matches), None)


def _leaving(deed: Token) -> Slots | None:
    """ "will be out of Kherson by Friday", "would be gone": they leave it."""
    if deed.lemma != "be" or not any(c.lower in ("out", "gone") for c in deed.children):
        return None
    return tuple(tuple(place) for place in (prepositional(deed).get("out of", []),) if place)


def _allowed(deed: Token) -> Slots:
    """ "will let American bombers use its bases": whom it lets."""
    if deed.lemma not in ("let", "allow", "permit"):
        return ()
    clauses = deed.having("ccomp", "xcomp")
    whom = [noun for clause in clauses for noun in clause.having("nsubj")] + deed.having("dobj")
    return (tuple(whom), tuple(owner for noun in whom for owner in owners(noun))) if whom else ()


def _helped(deed: Token) -> Slots:
    """ "will help Mali fight them", "will help Mali to rebuild": help, whatever it is help with."""
    if deed.lemma not in _HELPING or not deed.having("ccomp", "xcomp"):
        return ()
    clauses = [clause for clause in deed.having("ccomp") if not clause.having("mark")]
    whom = deed.having("dobj") + [noun for clause in clauses for noun in clause.having("nsubj")]
    named = [noun for noun in whom if noun.pos == "PROPN" or noun.having("poss", "amod")]
    return (tuple(named),) if named else ()


def _answered(deed: Token) -> tuple[str, Slots] | None:
    """ "any landing will be met with artillery": force, whatever the verb."""
    return ("ASSAULT", ()) if is_force_in_answer(deed) else None


def _is_right_below(inner: Token, deed: Token) -> bool:
    """ "will try to attack", "will go on attacking"."""
    above = inner.head.head if inner.dep == "pcomp" else inner.head
    forced = inner.dep == "pcomp" and inner.head.lower == "but"  # "no choice but to leave"
    return above is deed or (forced and above.head is deed)


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
