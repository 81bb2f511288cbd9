"""How the text puts a deed: done, denied, planned, asked for, feared or supposed.

From the words of the deed itself the walk goes up the parse. Each word that governs it may change
how it is meant ("plans to", "denied that", "fear of"), and the effects are put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.coding.denials import is_content, of_denial, rejects, rules_out_past, share_of
from foedus.coding.mood import combine, is_unknown, mood_of, mood_of_verb
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import ASKING, ROUNDS, is_infinitive, is_verb, lookup
from foedus.coding.prepositions import (
    is_out_of_question,
    is_ruled_out,
    is_worry,
    of_gerund,
    of_preposition,
    shares_its_fate,
)
from foedus.model import Assertion
from foedus.reading.sentence import Token

# Verbs that say only that a deed takes place: its time and mood are theirs.
HAPPENING = frozenset(
    {"happen", "occur", "begin", "start", "continue", "follow", "resume", "come", "take", "be",
     "last", "result", "proceed", "remain", "persist", "intensify", "escalate", "erupt"}
)  # fmt: skip
# What is believed, feared or denied of a whole clause; other verbs of saying leave it as it is.
_CLAUSAL = frozenset({"possible", "denied", "negated", "hypothetical", "requested"})

# Nouns that may put a clause so: "the risk that", "in the event that", "a scenario where".
_OF_A_CLAUSE = frozenset({"possible", "hypothetical", "denied"})
# Labels of what depends on a governing word as its object or complement.
_GOVERNED = frozenset({
    "xcomp", "dobj", "pobj", "pcomp", "prep", "attr", "acomp", "oprd", "dative", "acl",
    "compound", "nmod",
})  # fmt: skip
_TURNING_DOWN = frozenset({"reject", "oppose", "resist"})
_AHEAD = ("intended", "possible", "negated")
_NEAR = frozenset({"near", "imminent", "close", "inevitable", "looming", "unavoidable"})
_PROVIDED = ("provided", "providing", "assuming", "supposing")
# "is looking at ways to send aid"
_SEEKING_WAYS = frozenset({"look", "study", "explore", "consider", "discuss", "examine", "weigh"})
_WAS = ("was", "were")
_MAY = ("can", "ca", "could", "must", "should")
# With these a clause without "to" says what another does, and not what is said.
_HELPING = frozenset({"help", "let", "make", "have"})
GOING = frozenset({"go", "travel", "fly", "come", "visit", "drive", "rush", "return", "use"})
# Who does this to ask for something has asked for it.
WRITING = frozenset({"write", "telephone", "phone", "cable", "wire", "telegraph"})
_HIGHEST = 12  # steps up the parse; deeper is a misparse


def assertion_of(trigger: Token, patterns: Patterns) -> Assertion | None:
    """How the deed that a verb or a noun names is put; None if it is asked that it not be done."""
    if is_unknown(trigger):
        return "negated"
    assertion = mood_of(trigger)
    for effect in _effects_above(trigger, patterns):
        if assertion == "negated" and effect == "requested":
            return None
        assertion = combine(assertion, effect)
    return assertion


def _effects_above(token: Token, patterns: Patterns) -> Iterator[Assertion]:
    """Walk up from a deed and yield the effect of each word that governs it."""
    current: Token | None = token
    for _ in range(_HIGHEST):
        assert current is not None
        share = share_of(current, patterns)
        if share is not None:
            current = share.verb
            yield from share.effects
        if current.head is current:
            return
        if current.head.lower in _PROVIDED and current.dep in ("ccomp", "pcomp", "xcomp"):
            yield "hypothetical"
            return
        if current.dep == "conj":
            current = _first_of(current)
        else:
            effects, current = _step(current, patterns)
            yield from effects
        if current is None:
            return


def _first_of(token: Token) -> Token | None:
    """What governs the first of a coordination governs all of it, if no clause starts anew."""
    if is_verb(token) and token.having("nsubj", "nsubjpass"):
        return None
    goal = _goal_beside(token)
    if goal is not None:
        return goal
    if token.tag in ("VBD", "VBZ") and token.head.tag == "VB":
        return None  # "founded it to rival them, and launched a war"
    if token.tag == "VBD" and token.head.tag == "VBN" and _is_after_comma(token):
        return None  # "said that it had not owned the ship, and accused Iran"
    return token.head


def _goal_beside(token: Token) -> Token | None:
    """Of "wants to end it and hunt them down" the infinitive before, wherever the "and" hangs."""
    head = token.head
    bare = token.tag == "VB" and not token.having("aux", "nsubj")
    if not bare or head.tag in ("VB", "MD") or not is_verb(head) or head.having("aux"):
        return None
    before = [c for c in head.having("xcomp") if is_infinitive(c) and c.i < token.i]
    return before[-1] if before else None


def _is_after_comma(token: Token) -> bool:
    near = (*token.head.children, *token.head.head.children)
    return any(c.text == "," and token.head.i < c.i < token.i for c in near)


def _step(token: Token, patterns: Patterns) -> tuple[Sequence[Assertion], Token | None]:
    """The effects of the next word up, and that word; None where the walk ends."""
    head = token.head
    if token.dep == "pcomp" and head.lower == "but" and is_verb(head.head.head):
        aux = [c.lower for c in head.head.head.having("aux")]  # "would have no choice but to leave"
        return ("hypothetical" if "would" in aux else "intended" if "will" in aux else "actual",), None
    near = _of_nearness(token, head) if token.dep == "pcomp" else None
    if near is not None:
        return (near,), None
    if token.dep == "pcomp" and is_out_of_question(head.head):
        return ("negated",), None
    if token.dep == "pcomp" and shares_its_fate(head):
        return (_mood_above(head, head.head),), head.head
    if head.pos in ("ADP", "SCONJ"):
        stands = of_gerund(head) if token.dep == "pcomp" else of_preposition(head)
        scorned = token.lemma in patterns.denial["claims"] and is_verb(head.head)
        if scorned and rejects(head.head, patterns):
            stands = None  # "pushed back against the claim that"
        if head.lower == "without" and is_verb(head.head) and mood_of_verb(head.head) == "negated":
            return ("hypothetical",), None  # "could not fly without Russia agreeing"
        if stands in ("actual", "hypothetical") and head.lower in ("on", "about", "in"):
            # "bent on attacking", "thinking about leaving", "hold off on attacking"
            ahead = _means(head.head, patterns) in _AHEAD and not head.head.having("dobj")
            stands = None if ahead else stands
        if stands is not None:
            return (stands,), None
        if not is_verb(token) and head.lower in ("about", "over") and is_worry(head.head):
            return (), None  # "concern about the planned talks" leaves them as they are
        if not is_verb(token):
            token, head = head, head.head
        elif head.head.pos == "ADV" and head.head.dep == "advmod":
            token, head = head, head.head.head  # "stopped short of invading"
    effect = _effect(token, head, patterns)
    if effect is None or (effect == "negated" and _is_turned_down(token, head, patterns)):
        return (), None
    mood = _mood_above(token, head)
    if mood == "negated" and (_is_spoken_of(token, head, patterns) or _is_besides(token, head)):
        return (), None  # "did not mention its decision to leave": the decision stands
    if mood == "negated" and _is_to_go_on_no_longer(head):
        return (effect,), head
    if effect == "denied" and _is_no_denial(head):
        return ("hypothetical",), None
    if head.lemma == "rule" and effect == mood == "negated":
        return ("possible",), head  # "did not rule out an attack"
    return (effect, mood), head


def _of_nearness(gerund: Token, preposition: Token) -> Assertion | None:
    """ "is close to bombing it", "has set a date for leaving"."""
    word = preposition.head
    if preposition.lower == "to" and word.lemma in ("close", "near") and word.dep == "acomp":
        return "possible"
    dated = preposition.lower == "for" and word.lemma in ("date", "day") and word.dep == "dobj"
    return "intended" if dated else None


def _by_nobody(verb: Token) -> bool:
    passive = verb.dep == "acl" and verb.tag == "VBN"
    return (passive or bool(verb.having("auxpass"))) and not verb.having("agent")


def _is_no_denial(verb: Token) -> bool:
    """ "neither confirmed nor denied that it had", "did not deny that it had"."""
    if verb.lemma not in ("deny", "confirm"):
        return False
    whole = [verb, verb.head] if verb.dep == "conj" else [verb]
    return any(
        c.dep == "neg" or (c.dep == "preconj" and c.lower == "neither")
        for word in whole
        for c in word.children
    )


def _is_to_go_on_no_longer(verb: Token) -> bool:
    """ "cannot continue to bomb the city": it does bomb it."""
    return verb.lemma in ("continue", "keep") and any(c.lower in _MAY for c in verb.having("aux"))


def _is_besides(clause: Token, verb: Token) -> bool:
    """ "it was not involved, rejecting the claim": what follows is done all the same."""
    return (
        clause.dep == "advcl"
        and clause.tag == "VBG"
        and any(
            mark.text == "," and verb.i < mark.i == clause.i - 1 for mark in verb.having("punct")
        )
    )


def _is_turned_down(noun: Token, verb: Token, patterns: Patterns) -> bool:
    """ "rejected Iran's call", "the deployment is opposed by Mali": it is there all the same."""
    if verb.lemma not in _TURNING_DOWN or noun.pos != "NOUN":
        return False
    asked = any(pattern.event == "REQUEST" for _, pattern in patterns.nouns.get(noun.lemma, ()))
    return (noun.dep == "dobj" and asked and bool(noun.having("poss"))) or noun.dep == "nsubjpass"


def _is_spoken_of(noun: Token, verb: Token, patterns: Patterns) -> bool:
    """Whether a noun is somebody's decision or deed that a verb is merely about."""
    if noun.dep != "dobj" or noun.pos != "NOUN" or not noun.having("poss"):
        return False
    carried = noun.lemma in patterns.nouns and lookup(verb, patterns.light) is not None
    return _means(verb, patterns) is None and not carried


def _mood_above(token: Token, head: Token) -> Assertion:
    """The mood of a governing word: the deed's too, except across a verb of saying."""
    if is_verb(head):
        mood = mood_of_verb(head, besides=token)
        # "must confirm that", "will say that": the modal is of the saying.
        of_saying = token.dep == "ccomp" and mood in ("requested", "intended", "possible")
        if head.lemma in _HELPING and token.tag == "VB" and not token.having("mark", "aux"):
            of_saying = False  # "will help Mali fight"
        return "actual" if of_saying else mood
    return mood_of(head) if head.pos == "NOUN" else "actual"


def _effect(token: Token, head: Token, patterns: Patterns) -> Assertion | None:
    """What a governing word makes of what depends on it; None where the walk ends."""
    means = _means(head, patterns) if _governs(token, head) else None
    if is_verb(token) and is_ruled_out(head):
        return "denied" if token.tag in ("VBD", "VBN") else "negated"
    if head.lemma == "accuse" and _by_nobody(head):
        return "possible"  # "the army, accused of killing them": by whom, nobody says
    if rules_out_past(token, head):
        return "denied"
    denial = of_denial(token, head, means, patterns)
    if denial is not None:
        return denial.effect
    if token.dep in ("relcl", "acl"):
        found = _of_modifier(token, head, means)
        if found is not None or (means == "actual" and _tells_who(token)):
            return found
    if token.dep == "advcl":
        asked = token.tag == "VB" and head.lemma in ASKING and means == "requested"
        return means if asked else _of_adverbial(token, head)
    put = _of_infinitive(token, head) if is_infinitive(token) else None
    if put is not None:
        return put
    if means == "intended" and head.lemma in ("want", "wish", "like") and token.having("nsubj"):
        return "requested"  # "wants Somalia to close its border"
    if token.dep == "ccomp":
        if _is_plan_believed(token, head, patterns):
            means = "actual"
        return _of_complement(token, head, means, patterns)
    if token.dep in ("nsubj", "nsubjpass"):
        return _of_subject(token, head, means, patterns) if not is_verb(token) else None
    return _of_dependent(token, head, means, patterns)


def _of_dependent(
    token: Token, head: Token, means: Assertion | None, patterns: Patterns
) -> Assertion | None:
    """What a governing word makes of an object, a phrase of a preposition, an infinitive."""
    nominal = not is_verb(token)
    if nominal and token.dep == "prep" and is_verb(head) and means is None:
        return "actual" if lookup(head, patterns.light) else None
    wanted = _of_object(token, head, patterns) if nominal and token.dep == "dobj" else None
    if wanted is not None:
        return wanted
    if token.dep not in _GOVERNED:
        return None
    if token.dep == "xcomp" and _is_plan_believed(token, head, patterns):
        return "actual"  # "is believed to be planning"
    if token.dep == "xcomp" and head.lower == "able" and head.head.lower in _WAS:
        return "actual"  # "was able to bomb the town": it did
    if means is not None:
        return means
    carries = is_verb(head) or head.pos == "ADP" or _is_one_of_several(token)
    return "actual" if token.dep != "acl" and carries else None


def _is_plan_believed(clause: Token, head: Token, patterns: Patterns) -> bool:
    """ "is planning an attack, officials believe": a plan all the same."""
    planned = lookup(clause, patterns.governors) == "intended"
    return (
        planned
        and _means(head, patterns) == "possible"
        and lookup(head, patterns.saying) is not None
    )


def _is_one_of_several(preposition: Token) -> bool:
    """ "a third round of talks": the talks are put as the round is."""
    return preposition.lower == "of" and preposition.head.lemma in ROUNDS


def _of_modifier(clause: Token, head: Token, means: Assertion | None) -> Assertion | None:
    """What a noun makes of a clause that hangs on it: "the risk that", "time for Iran to"."""
    if means in _OF_A_CLAUSE and is_content(clause):
        return means
    past = clause.tag == "VBD" and bool(clause.having("nsubj"))
    if head.lemma == "way" and is_infinitive(clause):
        above = head.head.head if head.dep == "pobj" else head.head
        return "possible" if is_verb(above) and above.lemma in _SEEKING_WAYS else None
    if head.lower == "time" and head.dep == "attr" and past:
        return "requested"  # "it is time Iran left"
    if head.lower == "time" and is_infinitive(clause):
        return "requested"  # "it is time for Iran to leave"
    if clause.dep == "relcl" and _is_cleft(head):
        return "actual"
    if clause.dep == "acl" and any(child.lower == "being" for child in clause.children):
        return means or "actual"  # "the risk of a front being opened"
    return None


def _tells_who(clause: Token) -> bool:
    """ "join forces fighting them": who they are, whatever becomes of them."""
    return (
        clause.dep == "acl" and clause.tag in ("VBG", "VBN") and clause.head.tag in ("NNS", "NNPS")
    )


def _is_cleft(noun: Token) -> bool:
    """ "it was not Iran that attacked"."""
    verb = noun.head
    subjects = verb.having("nsubj", "expl")
    return noun.dep == "attr" and verb.lemma == "be" and [s.lower for s in subjects] == ["it"]


def _means(word: Token, patterns: Patterns) -> Assertion | None:
    return lookup(word, patterns.governors)  # type: ignore[return-value]


def _of_infinitive(verb: Token, head: Token) -> Assertion | None:
    """ "too soon to claim that", "they expect Turkey to leave", "is yet to leave"."""
    if head.lemma in ("be", "have") and any(c.lower == "yet" for c in head.children):
        return "hypothetical" if verb.having("ccomp") else "negated"
    words = [head, *head.having("advmod", "acomp")]
    if any(child.lower == "too" for word in words for child in (word, *word.children)):
        return "hypothetical"
    another = head.having("dobj") or verb.having("nsubj")
    if verb.dep == "xcomp" and head.lemma == "look" and not another:
        return "intended"  # "is looking to bomb it"
    if verb.dep == "xcomp" and head.lemma == "warn" and another:
        return "requested"  # "warned Iran to leave"
    return "possible" if verb.dep == "xcomp" and head.lemma == "expect" and another else None


def _governs(token: Token, head: Token) -> bool:
    """ "has to attack", but not "has a plan to attack" nor "the levers they have to press it"."""
    if head.lower == "due" and token.dep == "prep":
        return False  # "due to its attack" is no plan
    return head.lemma != "have" or (token.dep == "xcomp" and head.dep != "relcl")


def _of_object(noun: Token, verb: Token, patterns: Patterns) -> Assertion | None:
    """ "wants an attack"; "ordered airstrikes on" tells of strikes that are carried out."""
    if verb.lemma in ("want", "seek", "need"):
        return "requested"
    done = verb.lower == "ordered" and not verb.having("aux") and names_force(noun, patterns)
    return "actual" if done else None


def _of_complement(
    clause: Token, head: Token, means: Assertion | None, patterns: Patterns
) -> Assertion | None:
    """ "it is likely that they will leave", "I hope they would": no intention of theirs."""
    if head.lemma in ("hope", "wish") and _is_of_another(clause):
        return "hypothetical"
    if means == "requested" and any(c.lower == "be" for c in clause.having("auxpass")):
        return "requested"  # "asked that tanks be sent by Germany"
    if head.lower in ("sceptical", "skeptical", "doubtful"):
        return "possible"
    if head.lemma == "expect" and is_infinitive(clause):
        return "possible"  # "expects Turkey to leave"
    if head.lemma == "be" and any(
        _means(word, patterns) == "possible" for word in head.having("acomp", "nsubj")
    ):
        return "possible"
    return _of_clause(clause, means)


def _of_clause(clause: Token, means: Assertion | None) -> Assertion | None:
    """ "denied that it had", "demanded that they leave"; in "told him that" nothing is asked."""
    if means == "requested" and (clause.tag != "VB" or _has_modal(clause)):
        return None
    if means in _CLAUSAL:
        return means
    return "actual" if means is not None else None


def _of_subject(
    noun: Token, head: Token, means: Assertion | None, patterns: Patterns
) -> Assertion | None:
    """ "an attack is planned", "clashes are a possibility", "strikes could follow"."""
    if any(child.lower in ("if", "unless") for child in head.having("mark")):
        return "hypothetical"
    if noun.dep == "nsubjpass" and means is not None:
        return means if not head.having("xcomp") else None  # "were intended to show that"
    if head.lemma == "be":
        if any(word.lower in _NEAR for word in head.having("acomp", "advmod", "attr")):
            return "possible"  # "an operation is near"
        for attribute in head.having("attr"):
            found = _means(attribute, patterns)
            if found is not None:
                return found
    if noun.dep == "nsubjpass" and lookup(head, patterns.light) is not None:
        return "actual"  # "an attack could be launched": as its verb is put
    return "actual" if head.lemma in HAPPENING else None


def _is_of_another(clause: Token) -> bool:
    return any(subject.pos != "PRON" for subject in clause.having("nsubj", "nsubjpass"))


def names_force(noun: Token, patterns: Patterns) -> bool:
    """Whether a noun is one by which force is named: "airstrikes"."""
    return any(pattern.event == "ASSAULT" for _, pattern in patterns.nouns.get(noun.lemma, ()))


def _has_modal(verb: Token) -> bool:
    """ "told him that it would leave": nothing is asked, as in "demanded that it leave"."""
    return any(
        child.dep == "aux"
        and (child.tag == "MD" or child.lower in ("does", "did"))  # "insisted that it did not"
        and child.lower not in ("should", "must")
        for child in verb.children
    )


def _of_adverbial(verb: Token, head: Token) -> Assertion | None:
    """A purpose is intended; a participle shares the fate of its clause; a finite clause stands."""
    if verb.tag == "VB" and any(child.tag == "TO" for child in verb.children):
        asks = verb.lemma in ASKING and head.lemma in GOING  # "flew to Rome to ask for help"
        return "actual" if asks or head.lemma in WRITING else "intended"  # "wrote to ask for it"
    if verb.tag in ("VBG", "VBN") and not verb.having("mark", "nsubj", "nsubjpass", "aux"):
        return "actual"
    return None
