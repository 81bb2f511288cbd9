"""Who did what to whom: the parties of a draft, and whether they are enough for an event."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.coding.drafts import EventDraft
from foedus.coding.governing import names_force
from foedus.coding.mood import is_headline_future
from foedus.coding.patterns import patterns
from foedus.coding.phrases import is_infinitive, lookup, prepositional
from foedus.reading.sentence import Token
from foedus.resolving.deniers import accused_forces
from foedus.resolving.half_lists import leaves_out
from foedus.resolving.known import OFFICIAL, Known
from foedus.resolving.members import is_class
from foedus.resolving.resolver import Resolver

Sides = tuple[list[Known], list[Known]]

# Deeds that a text may tell of one side only: of who does them, and of who suffers them.
_TOLD_OF_ONE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT"})
# What is told of one side also before it is done: "it will withdraw".
_TOLD_AHEAD = frozenset({"AGREE", "CONCEDE", "SANCTION", "REQUEST", "REJECT", "THREATEN"})
_SUFFERED = frozenset({"ASSAULT", "COERCE"})
# What is denied of one who is named, whoever would have borne it.
_DENIED = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE"})
_ANYBODY = frozenset({"anybody", "anyone", "nobody", "either", "side", "one"})
# With these a noun is somebody's plan, and not only what he orders or announces.
_PLANNING = frozenset({
    "plan", "prepare", "preparation", "intend", "intention", "schedule", "ready", "propose",
    "proposal", "envisage", "gear", "plot", "scheme", "timetable", "roadmap", "blueprint",
})  # fmt: skip
_WEIGHING = frozenset({"eye", "consider", "contemplate", "mull", "weigh", "debate", "study"})
# What may be said of a thing, and to nobody: "rejected a deadline", "promised to keep the truce".
_TOLD_OF_A_THING = frozenset({"REJECT", "CONCEDE"})
# "drew up plans to", "has no intention to": what follows them is meant to be done.
_PLANS = frozenset({"plan", "intention", "preparation", "scheme", "blueprint"})
# "a planned deployment": a word before a noun that says that it is to come.
_ANNOUNCED = frozenset({"planned", "upcoming", "forthcoming", "prospective"})
# Verbs that make a deed of a noun even where nothing says at whom it was aimed.
_UNDERTAKING = frozenset({
    "launch", "carry", "mount", "begin", "start", "continue", "resume", "contain", "conduct",
    "stage", "wage", "intensify", "renew",
})  # fmt: skip
# What kills, where nobody is said to have done it.
_BLOWS = frozenset({
    "blast", "explosion", "bomb", "shot", "shell", "missile", "rocket", "mine", "landmine",
    "gunfire", "fire", "bullet", "drone", "mortar", "ied",
})  # fmt: skip
_SERIES = frozenset({"first", "second", "third", "previous", "earlier", "last", "latest"})
# Who may be a party although nobody knows who exactly: "rebels", "civilians", "the police".
_UNNAMED = frozenset(
    {"EDU", "REB", "CVL", "REF", "OPP", "JRN", "MED", "COP", "CRM", "NGO", "REL", "LAB"}
)
_DONE_TO_PERSONS = frozenset({
    "coerce.arrest", "assault.kill", "assault.abduct", "assault.torture", "assault.targeted",
    "assault.beat", "assault.sexual", "sanction.convict",
})  # fmt: skip
_FORCES = frozenset({"MIL", "REB", "COP"})
_FORCE_WORDS = frozenset({
    "troop", "force", "soldier", "fighter", "army", "unit", "personnel", "militia", "peacekeeper",
    "contingent", "tank", "weapon", "gun",
})  # fmt: skip
# How sure an event is before its parties are weighed: a verb says more than a noun alone, and
# a side that the text leaves open makes it less sure.
_BY_VERB, _BY_CARRIED_NOUN, _BY_NOUN, _ONE_SIDED, _SIDELESS = 0.9, 0.85, 0.75, 0.85, 0.7


def sides_of(draft: EventDraft, resolver: Resolver) -> Sides | None:
    """Who did it and to whom; None where the words give less than the pattern asks for.

    Of a mutual event all parties act, and nobody is its recipient.
    """
    acting = resolver.first(draft.doers)
    acting = accused_forces(draft, acting, resolver) or acting
    doers = [known for known in acting if is_somebody(known)]
    targets = [known for known in resolver.other_than(draft.targets, doers) if is_somebody(known)]
    if draft.event == "REQUEST" and not any(known.actor.code for known in targets):
        targets = _asked_as_class(draft, doers, resolver) or targets
    if draft.event == "REQUEST" and any(
        known.actor.sector is None and _is_own_state(known, doers) for known in targets
    ):
        return None  # "Russia should protect its own, its minister said"
    if draft.event == "AGREE":
        targets = [known for known in targets if not _is_own_state(known, doers)]
    if draft.pattern.event == "AID":
        targets = [known for known in targets if not _is_own_service(known, doers)]
    if draft.of_the_war and not doers and not targets:
        both = resolver.at_war(
            draft.trigger if draft.nominal else (*draft.objects, draft.trigger)[0]
        )
        return (both, []) if both else None
    if draft.event == "CONSULT" and draft.pattern.mutual and not targets:
        doers = _who_met(draft, doers, resolver)
    if not _fits(draft, doers, targets, resolver):
        return None
    if leaves_out(draft.doers, doers, resolver) or leaves_out(draft.targets, targets, resolver):
        return None
    if draft.pattern.mutual:
        return _together(draft, doers, targets)
    feared = draft.pattern.sideless and bool(draft.speakers) and draft.assertion != "actual"
    return (doers, targets) if feared or _suffices(draft, doers, targets, resolver) else None


def _who_met(draft: EventDraft, doers: list[Known], resolver: Resolver) -> list[Known]:
    """Of "the leaders of the pact met" its members, of "the first session" those of the other."""
    if not doers and draft.nominal and _is_one_of_a_series(draft.trigger):
        return resolver.met_before(draft.trigger)
    # "the pact met", "its leaders met", but not "its head met"
    all_of_it = all(t.pos == "PROPN" or t.tag == "NNS" for slot in draft.doers[:1] for t in slot)
    if len(doers) == 1 and all_of_it and not draft.nominal:
        return resolver.members_meeting(doers[0]) or doers
    return doers


def _is_one_of_a_series(meeting: Token) -> bool:
    """ "the first session", "the previous talks", with nothing that says whose."""
    whose = {"between", "with", "of", "among"} & set(prepositional(meeting))
    words = {child.lower for child in meeting.children}
    return not whose and "the" in words and bool(words & _SERIES)


def _asked_as_class(draft: EventDraft, doers: Sequence[Known], resolver: Resolver) -> list[Known]:
    """Of "asked a dozen governments" those of them whom the report names."""
    asked = next((token for slot in draft.targets for token in slot if is_class(token)), None)
    acting = {known.actor.code for known in doers}
    members = resolver.members_of(asked) if asked is not None else []
    return [known for known in members if known.actor.code not in acting]


def _is_own_service(known: Known, doers: Sequence[Known]) -> bool:
    """ "protect American forces, Bolton said", "protect its own citizens": no aid to another."""
    own = known.actor.sector in (*OFFICIAL, "CVL") and known.actor.code is not None
    return own and any(
        doer.actor.code == known.actor.code and doer.actor.sector in (None, *OFFICIAL)
        for doer in doers
    )


def _is_own_state(known: Known, doers: Sequence[Known]) -> bool:
    """ "Blinken promised an American commitment": he promises nothing to America."""
    return known.kind == "state" and any(
        doer.kind == "person" and doer.actor.sector == "GOV" and doer.actor.code == known.actor.code
        for doer in doers
    )


def is_somebody(known: Known) -> bool:
    """Whether it can be a party: known by name, or a group of those who commonly are one."""
    if known.actor.code is not None or known.certainty >= 0.8:
        return True
    return known.actor.sector in _UNNAMED and known.kind == "group"


def confidence_of(draft: EventDraft, sides: Sides) -> float:
    """From 0 to 1: the construction, times the least sure of the parties."""
    doers, targets = sides
    carried = draft.carried or draft.assertion == "denied"  # what is denied is what it is about
    base = _BY_VERB if not draft.nominal else _BY_CARRIED_NOUN if carried else _BY_NOUN
    certainty = min((known.certainty for known in (*doers, *targets)), default=_SIDELESS)
    if not doers or not (targets or draft.pattern.mutual or draft.pattern.alone):
        base *= _ONE_SIDED
    return round(base * certainty, 3)


def _fits(
    draft: EventDraft, doers: Sequence[Known], targets: Sequence[Known], resolver: Resolver
) -> bool:
    """Whether the parties are of the kind that the pattern asks for."""
    pattern = draft.pattern
    if draft.trigger.lemma == "rule" and draft.assertion == "negated":
        return False  # "did not rule out" says that it may be, and rejects nobody
    if _is_of_others(draft, targets):
        return False
    if "*forces" in pattern.object and not _moves_forces(draft, resolver):
        return False
    if "*actor" in pattern.object and not draft.nominal and not targets:
        # "are not arming anybody", "did not enter the village"
        things = _ANYBODY | patterns().carriers["assets"]
        denied = draft.deniable or draft.assertion == "denied"
        return denied and any(noun.lemma in things for noun in draft.objects)
    if "*person" in pattern.object and not any(known.kind == "person" for known in doers):
        return False
    return all(_may_act(known, pattern.doer_sector) for known in doers)


def _is_of_others(draft: EventDraft, targets: Sequence[Known]) -> bool:
    """What the words of a deed mean with another kind of party: out of a union, out of a town."""
    sectors = {known.actor.sector for known in targets}
    if draft.event == "RETREAT" and draft.mode == "withdraw" and "IGO" in sectors:
        return True
    if draft.event == "COERCE" and draft.mode == "deport" and sectors & _FORCES:
        return True
    return any(  # "kill each other's fighters"
        owner.lower == "other"
        for slot in draft.targets
        for token in slot
        for owner in token.having("poss")
    )


def _may_act(known: Known, sectors: frozenset[str]) -> bool:
    sector = known.actor.sector
    if not sectors:
        return True
    if sector is None:
        return bool({"GOV", "MIL"} & sectors) if known.kind == "state" else True
    return sector in sectors


def _together(draft: EventDraft, doers: list[Known], targets: list[Known]) -> Sides | None:
    both = doers + [known for known in targets if _may_act(known, draft.pattern.doer_sector)]
    hostile = draft.event == "ASSAULT"  # a fight that is planned is one against somebody
    enough = len(both) > 1 or draft.pattern.alone or (not hostile and _is_weighed(draft))
    if not doers or not (enough or (hostile and draft.assertion == "denied")):
        return None
    return both, []


def _suffices(
    draft: EventDraft, doers: Sequence[Known], targets: Sequence[Known], resolver: Resolver
) -> bool:
    """Whether the parties that are known make an event; with one side only few do."""
    known = (*doers, *targets)
    if not any(one.actor.code is not None or one.certainty >= 0.9 for one in known):
        return False
    if doers and targets:
        return True
    if doers:
        return _is_told_of_its_doer(draft, doers, resolver)
    perfect = any(aux.lower == "have" for aux in draft.trigger.having("aux"))
    if draft.assertion in ("intended", "hypothetical", "negated") or (
        draft.assertion == "possible" and not perfect
    ):
        return False  # what may be, or was not done, by whom nobody says
    # Where the words do name who did it, but not one we know, the event would be half of it.
    hidden = any(resolver.is_party(token) for slot in draft.doers for token in slot)
    told = draft.passive or _is_blow(draft)
    return draft.event in _SUFFERED and not draft.nominal and told and not hidden


def _is_blow(draft: EventDraft) -> bool:
    """ "a blast killed ten": what did it is told, and by whose hand is not."""
    subjects = draft.doers[0] if draft.doers and draft.event == "ASSAULT" else ()
    own = draft.trigger.dep != "acl"  # "an operation targeting them" may be one that is planned
    return (
        own
        and bool(subjects)
        and all(
            noun.pos == "NOUN" and (noun.lemma in _BLOWS or names_force(noun, patterns()))
            for noun in subjects
        )
    )


def _is_told_of_its_doer(draft: EventDraft, doers: Sequence[Known], resolver: Resolver) -> bool:
    """Whether the text tells of a deed that names nobody it is done to."""
    if draft.assertion == "denied" and not draft.pattern.alone:
        by_verb = not draft.nominal and draft.event not in _SPOKEN and bool(draft.speakers)
        return draft.event in _DENIED or by_verb
    if _is_weighed(draft):
        return True
    if draft.assertion not in ("actual", "denied") and draft.event not in _TOLD_AHEAD:
        return False  # what may be, and to whom is left open, says too little
    if draft.pattern.id in _DONE_TO_PERSONS and any(
        token.pos == "PROPN" for slot in draft.targets for token in slot
    ):
        return False  # "arrested Robinson": somebody, although we do not know who he is
    if draft.pattern.alone:
        return True
    asked = draft.event == "REQUEST"
    if any(
        resolver.is_party(token) and not (asked and (is_class(token) or token.tag == "PRP$"))
        for slot in draft.targets
        for token in slot
    ):
        return False  # the words do say to whom, but not who that is
    if draft.event == "REQUEST" and draft.pattern.complement == "orders" and any(draft.targets):
        return False  # "wants the committee to meet": it is asked, but who it is is not known
    if draft.event == "REQUEST":
        return draft.asks is not None and draft.asks.event is not None
    if draft.pattern.event == "AGREE":
        return len(doers) > 1
    if draft.event in _TOLD_OF_A_THING:
        return draft.pattern.complement == "refuses" and draft.has_clause
    return draft.event in _TOLD_OF_ONE and _is_done_somewhere(draft)


def _is_weighed(draft: EventDraft) -> bool:
    """ "plans to mine the approaches", "is considering closing it": his plan, at whom it may be.

    Of a noun so much is said by what carries it ("is to hold talks", "prepares to launch an
    offensive"), by who plans it, or by a word before it ("a planned deployment").
    """
    if draft.assertion not in ("intended", "possible"):
        return False
    verb = draft.trigger
    if draft.nominal:
        if draft.planned and _planning_word(verb).lemma in (*_PLANNING, *_WEIGHING):
            return (_planning_word(verb).lemma in _WEIGHING) == (draft.assertion == "possible")
        if any(c.lower in _ANNOUNCED for c in verb.children):
            return True
        if draft.carrier is None or draft.light is None:
            return False
        verb = draft.light
    governor = verb.head if verb.dep == "xcomp" else verb.head.head if verb.dep == "pcomp" else None
    if verb.dep == "acl" and is_infinitive(verb) and verb.head.lemma in _PLANS:
        governor = verb.head
    if governor is None:
        return is_headline_future(verb)
    means = lookup(governor, patterns().governors)
    is_to = governor.lemma == "be" and not governor.having("acomp")  # not "it is easier to bomb"
    return means == draft.assertion or (is_to and draft.assertion == "intended")


def _planning_word(noun: Token) -> Token:
    """ "preparations for an offensive", "is planning an offensive": the word above the noun."""
    return noun.head.head if noun.dep == "pobj" else noun.head


def _is_done_somewhere(draft: EventDraft) -> bool:
    """ "launched an offensive", "seized the airport"; but not "took over the task"."""
    if draft.nominal:
        aimed = any(draft.targets) and (draft.carried or draft.planned)
        return aimed or (draft.carried and draft.carrier in _UNDERTAKING)
    if draft.event != "COERCE":
        return True
    things = patterns().carriers["assets"]
    return any(token.pos == "PROPN" or token.lemma in things for token in draft.objects)


def _moves_forces(draft: EventDraft, resolver: Resolver) -> bool:
    """ "withdrew its troops" or "withdrew", but not "withdrew a statement"."""
    if not draft.objects or draft.nominal:
        return True
    return any(
        word.lemma in _FORCE_WORDS
        or any(known.actor.sector in _FORCES for known in resolver.who(word))
        for word in draft.objects
    )
