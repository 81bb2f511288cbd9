"""What a word makes of what depends on it: "plans to attack", "the risk of war", "denied that"."""

from __future__ import annotations

from foedus.coding.denials import is_content, of_denial, rules_out_past
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import ASKING, ROUNDS, is_infinitive, is_to_be_done, is_verb, lookup
from foedus.coding.prepositions import is_ruled_out
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
_NEAR = frozenset({"near", "imminent", "close", "inevitable", "looming", "unavoidable"})
# "is looking at ways to send aid"
_SEEKING_WAYS = frozenset({"look", "study", "explore", "consider", "discuss", "examine", "weigh"})
_WAS = ("was", "were")
GOING = frozenset({"go", "travel", "fly", "come", "visit", "drive", "rush", "return", "use"})
# Who does this to ask for something has asked for it.
WRITING = frozenset({"write", "telephone", "phone", "cable", "wire", "telegraph"})


def _by_nobody(verb: Token) -> bool:
    passive = verb.dep == "acl" and verb.tag == "VBN"
    return (passive or bool(verb.having("auxpass"))) and not verb.having("agent")


def effect_of(token: Token, head: Token, patterns: Patterns) -> Assertion | None:
    """What a governing word makes of what depends on it; None where the walk ends."""
    means = means_of(head, patterns) if _governs(token, head) else None
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
        aimed = token.tag == "VB" or is_to_be_done(token)
        asked = aimed and head.lemma in ASKING and means == "requested"
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
        and means_of(head, patterns) == "possible"
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


def means_of(word: Token, patterns: Patterns) -> Assertion | None:
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
        means_of(word, patterns) == "possible" for word in head.having("acomp", "nsubj")
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
            found = means_of(attribute, patterns)
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
