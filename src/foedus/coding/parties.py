"""Where the parties of a match may stand: who acts, who is acted upon, and by whose hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foedus.coding.clauses import frame_of, surface_subject
from foedus.coding.denials import is_called_false, share_of
from foedus.coding.drafts import Slot, Slots
from foedus.coding.frames import Frame
from foedus.coding.matching import Match
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import (
    all_conjuncts,
    is_infinitive,
    is_verb,
    lookup,
    modifiers,
    owners,
    prepositional,
)
from foedus.reading.sentence import Token

# Verbs whose subject is the one whose deed their object is: "plans an attack".
_OWN_DEEDS = frozenset({
    "plan", "prepare", "intend", "order", "threaten", "schedule", "announce", "approve", "promise",
    "vow", "pledge", "deny", "call", "cancel", "abandon", "contain", "limit", "disavow", "disown",
    "eye", "ready", "consider", "contemplate", "mull", "weigh",
})  # fmt: skip


_AIMING = frozenset({"aiming", "seeking", "trying", "attempting", "hoping"})
_NEAR = 2
_EFFORTS = frozenset({"order", "effort", "attempt", "bid", "push"})
_EVERY = frozenset({"any", "all", "every", "each"})
_ON_ITS_WAY = frozenset({"bind", "bound", "head", "sail"})
# Who does this "for an attack on" somebody is to make it.
_GETTING_READY = frozenset({"gear", "prepare", "plan", "ready", "push"})


# "killed when jets struck": the clause tells the same blow.
_AT_ONCE = frozenset({"when", "as", "after"})
# Who does this to a truce or to talks is no side of them.
_MEDIATING = frozenset({"broker", "mediate", "sponsor", "facilitate", "monitor", "oversee"})


# What a request does that comes to somebody, and what he does who gets one.
_REACHING = frozenset({"reach", "arrive", "go", "come", "land"})
_APPROACHING = frozenset({"send", "dispatch", "turn", "go", "come", "write", "approach", "fly"})
_RECEIVING = frozenset({"receive", "get", "field", "consider", "weigh", "study", "have"})
_DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,2}-?\d{1,3}[A-Z]{0,2}s?")  # "F-16", "Su-25s", "MQ-9"


def doers_of(match: Match, patterns: Patterns) -> Slots:
    """Where the one who acts may stand, likeliest first."""
    if match.nominal:
        return _noun_doers(match, patterns)
    frame = match.frame
    assert frame is not None
    places = [_doers_at(frame.at(slot), match, patterns) for slot in match.pattern.doer]
    if match.pattern.mutual and "against" in frame.prepositions:
        # "fought with the Americans against them": beside whom, and not whom
        places = [[*place, *frame.prepositions.get("with", [])] for place in places if place]
    if frame.passive and match.pattern.event == "MOBILIZE" and not frame.subject:
        places.append([owner for noun in frame.object for owner in owners(noun)])
    suffered = frame.passive or "subject" in match.pattern.target
    if suffered and match.pattern.event == "ASSAULT":
        places += [
            _owners_of_deeds(frame.prepositions.get(name, []), patterns)
            for name in ("in", "by", "during", "after")
        ]
        places += _of_clauses(match.trigger, patterns)
    if "object" in match.pattern.doer or match.trigger.dep == "acl":
        return tuple(tuple(place) for place in places if place)
    return _with_owners(places, patterns, acts=True)


def _doers_at(place: list[Token], match: Match, patterns: Patterns) -> list[Token]:
    """Of "the attack in Aleppo, which killed ten" the attack, and not the town."""
    verb = match.trigger
    if len(place) != 1 or match.pattern.event != "ASSAULT" or verb.dep != "relcl":
        return place
    noun = place[0]
    deed = noun.head.head
    if noun is not verb.head or noun.dep != "pobj" or noun.head.lower not in ("in", "on", "at"):
        return place
    found = any(pattern.event == "ASSAULT" for _, pattern in patterns.nouns.get(deed.lemma, ()))
    return [deed] if found else place


def targets_of(match: Match, patterns: Patterns) -> Slots:
    """Where the one acted upon may stand, likeliest first."""
    if match.nominal:
        places = _noun_targets(match)
    else:
        assert match.frame is not None
        places = [_not_sided_with(match.frame.at(slot)) for slot in match.pattern.target]
    if match.pattern.event == "ASSAULT" and match.frame is not None:
        places += _shared_objects(match.frame, patterns)
    if match.pattern.event in ("ASSAULT", "MOBILIZE") and match.frame is not None:
        places += [frame_of(aim, patterns).object for aim in aims_of(match.frame.verb, patterns)]
    acts = match.pattern.acts or match.pattern.complement is not None
    return _with_owners(places, patterns, acts=acts, assets=True)


def _not_sided_with(place: list[Token]) -> list[Token]:
    """ "joined the war on the side of Mali": it is not against Mali."""
    return [
        t
        for t in place
        if t.lemma != "side" or t.head.lower != "on" or t.having("amod", "compound", "poss")
    ]


def _shared_objects(frame: Frame, patterns: Patterns) -> list[list[Token]]:
    """ "shot and wounded villagers": whom the second verb names, the first was done to as well."""
    verb = frame.verb
    beside = [c for c in verb.having("conj") if c.tag == verb.tag and c.i <= verb.i + _NEAR]
    if frame.object or frame.prepositions:
        return []
    return [frame_of(c, patterns).object for c in beside if is_force(c, patterns)]


def aims_of(verb: Token, patterns: Patterns) -> list[Token]:
    """ "attacked in an effort to drive them out": the force that a use of force is for."""
    efforts = [noun for noun in prepositional(verb).get("in", []) if noun.lemma in _EFFORTS]
    aiming = [clause for clause in verb.having("advcl") if clause.lower in _AIMING]
    aims = [aim for effort in efforts for aim in effort.having("acl")]
    aims += [aim for clause in aiming for aim in clause.having("xcomp")]
    aims += [aim for aim in verb.having("advcl") if aim.i > verb.i and is_infinitive(aim)]
    return [aim for aim in aims if is_verb(aim) and is_force(aim, patterns)]


def subjects_of(verb: Token, patterns: Patterns) -> Slots:
    """Where the subject of a clause stands, and whose it is; of a passive the one who does it."""
    frame = frame_of(verb, patterns)
    return _with_owners([frame.subject], patterns, acts=True, assets=True)


def _with_owners(
    places: Sequence[Sequence[Token]], patterns: Patterns, *, acts: bool, assets: bool = False
) -> Slots:
    """After each place, the owners of the acts or the assets that stand there for somebody."""
    out: list[Slot] = []
    for place in places:
        if not place:
            continue
        out.append(tuple(place))
        persons = [
            other
            for token in place
            if token.pos == "PROPN" and token.having("compound")
            for other in prepositional(token).get("of", [])
        ]
        if persons:
            out.append(tuple(persons))  # "General Omari of Sudan", where he is not known by name
        owned = [
            owner
            for token in place
            if (acts and _stands_for_owner(token, patterns))
            or (assets and token.lemma in patterns.carriers["assets"])
            for owner in _owners_of(token, patterns)
        ]
        if owned:
            out.append(tuple(owned))
    return tuple(out)


def _stands_for_owner(noun: Token, patterns: Patterns) -> bool:
    """ "an Israeli airstrike", "a Turkish F-16": what somebody does by it is his."""
    named = noun.lemma in patterns.carriers["acts"] or noun.lemma in patterns.nouns
    return named or _DESIGNATION.fullmatch(noun.text) is not None


def _owners_of(noun: Token, patterns: Patterns) -> list[Token]:
    """Whose act or thing it is; of "the invasion of Syria" the "of" does not say that."""
    rules = [pattern for _, pattern in patterns.nouns.get(noun.lemma, ())]
    bound = _bound_for(noun)
    if bound:
        return bound
    if any(pattern.compound == "none" for pattern in rules):  # "the Iraq war" is not Iraq's act
        return [o for o in owners(noun) if o.dep not in ("compound", "nmod") or o.tag != "NNP"]
    preps = prepositional(noun)
    left = preps.get("from", []) if any(p.mode == "withdraw" for p in rules) else []
    done_to = preps.get("of", []) if any(p.of == "target" for p in rules) else []
    return [owner for owner in owners(noun) if owner not in (*left, *done_to)]


def _bound_for(noun: Token) -> list[Token]:
    """ "all ships bound for Mali": a class that is named by where it goes is that one's."""
    if not any(child.lower in _EVERY for child in noun.having("det", "predet")):
        return []
    ways = [child for child in noun.children if child.lemma in _ON_ITS_WAY]
    return [end for way in ways for to in ("for", "to") for end in prepositional(way).get(to, [])]


def _of_clauses(verb: Token, patterns: Patterns) -> list[list[Token]]:
    """ "killed when American jets struck", "killed fighting Hezbollah": by whom is said beside."""
    places = []
    for clause in verb.having("advcl", "xcomp"):
        if not is_verb(clause) or clause.i < verb.i or not is_force(clause, patterns):
            continue
        frame = frame_of(clause, patterns)
        if clause.tag == "VBG":
            places += [frame.object, frame.prepositions.get("against", [])]
        elif any(c.lower in _AT_ONCE for c in clause.having("mark", "advmod")):
            places.append(surface_subject(clause, patterns))
    return places


def is_force(verb: Token, patterns: Patterns) -> bool:
    """ "struck", "carried out air strikes"."""
    own = [pattern for _, pattern in patterns.verbs.get(verb.lemma, ())]
    if lookup(verb, patterns.light) == "doer":
        deeds = verb.having("dobj")
        own += [one for noun in deeds for _, one in patterns.nouns.get(noun.lemma, ())]
    return any(pattern.event == "ASSAULT" for pattern in own)


def _owners_of_deeds(nouns: Sequence[Token], patterns: Patterns) -> list[Token]:
    """ "killed in an American airstrike", "in clashes with Mali": who struck is who killed."""
    found = []
    for noun in nouns:
        rules = [p for _, p in patterns.nouns.get(noun.lemma, ()) if p.event == "ASSAULT"]
        if rules:
            found += [owner for owner in owners(noun) if owner.text[0].isupper()]
        if any(pattern.mutual for pattern in rules):
            found += prepositional(noun).get("with", [])
    return found


def _noun_doers(match: Match, patterns: Patterns) -> Slots:
    noun, pattern, frame = match.trigger, match.pattern, match.frame
    preps = prepositional(noun)
    places: list[Sequence[Token]] = []
    if pattern.mutual:
        both = preps.get("between", []) + preps.get("among", [])
        if len(both) > 1:
            return (tuple(both),)
    asks = pattern.complement == "asks"
    received = asks and noun.head.lemma in _RECEIVING
    if match.light == "doer" and frame is not None and not received:
        places.append(frame.subject)
        if frame.passive:
            places.append(frame.prepositions.get("by", []))
    places.append(all_conjuncts([c for c in noun.children if c.dep == "poss"]))
    places += _going_to_ask(noun, patterns) if asks else []
    if not pattern.mutual:
        places.append(preps.get("by", []))
        done_to = preps.get("of", [])
        places += [prepositional(token).get("by", []) for token in done_to]
    share = share_of(noun, patterns)
    if share is not None:
        whose = frame_of(share.verb, patterns)
        places.append(share.owners)
        places.append(whose.subject or whose.object)  # "was not involved in the attack"
    named = [token for token in modifiers(noun) if token.text[0].isupper()]
    places += [[token] for token in named] if not pattern.mutual else [named]
    if pattern.of == "doer":
        places.append(preps.get("of", []))
    if "from" not in pattern.target and not pattern.mutual:
        places.append(preps.get("from", []))
        if match.light == "target" and frame is not None:
            places += [frame.prepositions.get(name, []) for name in ("from", "by", "at")]
    aimed = pattern.mutual or "on" in preps or "against" in preps
    avoided = aimed and frame is not None and frame.verb.lemma == "avoid"
    if frame is not None and match.light is None and (avoided or is_own_deed(frame.verb)):
        places.append(frame.subject)
    places.append(planners_of(noun, patterns))
    places += _claimed_of(noun, patterns)
    for child in noun.children:
        if child.dep == "acl" and child.tag == "VBN" and child.lemma not in _MEDIATING:
            places.append(prepositional(child).get("by", []))
    return _with_owners(places, patterns, acts=True)


def _noun_targets(match: Match) -> list[list[Token]]:
    noun, pattern, frame = match.trigger, match.pattern, match.frame
    preps = prepositional(noun)
    places: list[list[Token]] = []
    if match.light == "target" and frame is not None:
        places.append(frame.subject)
    if pattern.complement == "asks":
        places += _receivers(noun)
    places += [preps.get(slot, []) for slot in pattern.target]
    if pattern.of == "target":
        done_to = preps.get("of", [])
        if noun.lemma in pattern.nouns_of:  # "the suspension of aid to Mali"
            inner = [prepositional(token) for token in done_to]
            places += [found.get(slot, []) for found in inner for slot in pattern.target]
        places.append(done_to)
    put = frame is not None and noun.dep == "nsubjpass" and pattern.complement == "asks"
    if frame is not None and (match.light == "doer" or put):
        places += [frame.prepositions.get(slot, []) for slot in pattern.target]
        places.append(frame.dative)
    for child in noun.children:
        if child.dep == "acl" and child.tag == "VBG" and child.lemma in ("target", "hit"):
            places.append(all_conjuncts([c for c in child.children if c.dep == "dobj"]))
    if pattern.compound == "target":
        places.append(
            [c for c in noun.children if c.dep in ("compound", "nmod") and c.tag == "NNP"]
        )
    return places


def _receivers(request: Token) -> list[list[Token]]:
    """ "a plea for help reached Mexico", "Mexico received a plea for help": who is asked."""
    verb = _approaching(request) or request.head
    if not is_verb(verb):
        return []
    if verb is not request.head:
        return [prepositional(verb).get("to", []), verb.having("dobj")]
    if request.dep == "nsubj" and verb.lemma in _REACHING:
        preps = prepositional(verb)
        return [verb.having("dobj"), preps.get("to", []), preps.get("in", [])]
    if request.dep == "dobj" and verb.lemma in _RECEIVING:
        return [all_conjuncts(verb.having("nsubj"))]
    return []


def _approaching(request: Token) -> Token | None:
    """ "turned to Paris with a plea": the verb of going to somebody."""
    verb = request.head.head
    going = request.dep == "pobj" and request.head.lower == "with" and is_verb(verb)
    return verb if going and verb.lemma in _APPROACHING else None


def _going_to_ask(request: Token, patterns: Patterns) -> list[list[Token]]:
    verb = _approaching(request)
    return [frame_of(verb, patterns).subject] if verb is not None else []


def _claimed_of(noun: Token, patterns: Patterns) -> list[list[Token]]:
    """ "allegations of torture against Iran", "Iran denied reports of an attack": whose it is."""
    claim = noun.head.head
    if noun.dep != "pobj" or claim.lemma not in patterns.denial["claims"]:
        return []
    against = prepositional(claim).get("against", [])
    verb = claim.head
    if claim.dep in ("nsubj", "nsubjpass") and is_called_false(verb, patterns):
        said = verb.dep == "ccomp" and is_verb(verb.head)
        return [against, frame_of(verb.head, patterns).subject if said else []]
    rejected = claim.dep == "dobj" and (
        verb.lemma in patterns.denial["rejecting"]
        or lookup(verb, patterns.governors) == "denied"
        or is_called_false(verb, patterns)
    )
    return [against, frame_of(verb, patterns).subject if rejected else []]


def planners_of(noun: Token, patterns: Patterns) -> list[Token]:
    """ "drew up plans for an attack", "Iran's plan for an attack": whose plan it is."""
    plan = noun.head.head
    aimed = bool({"on", "against"} & set(prepositional(noun)))
    ready = is_verb(plan) and plan.lemma in _GETTING_READY and noun.head.lower == "for"
    aimed = aimed or (bool(prepositional(noun).get("of")) and noun.lemma.endswith("ing"))
    if noun.dep == "pobj" and ready and aimed:
        return frame_of(plan, patterns).subject
    if noun.dep != "pobj" or plan.pos != "NOUN" or lookup(plan, patterns.governors) != "intended":
        return []
    owners_of_plan = [child for child in plan.children if child.dep == "poss"]
    if owners_of_plan or plan.dep != "dobj" or not is_verb(plan.head):
        return owners_of_plan
    return frame_of(plan.head, patterns).subject


def is_own_deed(verb: Token) -> bool:
    """Whether the verb's subject is the one whose deed its object is: "plans an attack"."""
    return is_verb(verb) and verb.lemma in _OWN_DEEDS


def proxy_of(match: Match, patterns: Patterns) -> tuple[Slot, Slots]:
    """A proxy by whose hand it is done, and whose proxy: "used Hezbollah to attack"."""
    verb = match.frame.verb if match.frame is not None else match.trigger
    if not is_verb(verb):
        return (), ()
    preps = prepositional(verb)
    for name in sorted(patterns.proxy["prepositions"]):
        if name in preps:
            return tuple(preps[name]), ()
    head = verb.head
    hung = verb.dep in ("xcomp", "advcl")
    if verb.dep == "acl" and head.dep == "pobj" and head.head.lower == "as":
        hung, head = True, head.head.head
    if not hung or head.lemma not in patterns.proxy["verbs"]:
        return (), ()
    if match.pattern.mutual and "as" in prepositional(head):
        # "used the rebels as proxies to fight them": both are of that side
        both = [*surface_subject(head, patterns), *all_conjuncts(head.having("dobj"))]
        return (), (tuple(both),)
    objects = head.having("dobj")
    if objects:
        return tuple(all_conjuncts(objects)), (tuple(surface_subject(head, patterns)),)
    return (), ()
