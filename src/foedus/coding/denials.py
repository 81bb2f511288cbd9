"""Deeds that somebody says were not done: denied, called false, or with no share of his own."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.coding.mood import mood_of, mood_of_verb
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import VERBAL, is_none, is_verb, lookup
from foedus.model import Assertion
from foedus.reading.sentence import Token

_GROUNDS = frozenset({
    "foundation", "basis", "merit", "substance", "truth", "evidence", "ground", "justification",
})  # fmt: skip
# What a claim that is false lacks, or has nothing of: "had no basis", "bore no relation to fact".
_LACKED = _GROUNDS | {"relation", "resemblance", "relationship", "credibility", "validity", "base"}
_HAVING = frozenset({"have", "bear", "contain", "hold", "carry", "possess"})
# "did not correspond to reality", "does not square with the facts"
_MATCHING = frozenset({"correspond", "accord", "tally", "square", "fit", "match", "agree", "rest"})
_REALITY = frozenset({"reality", "fact", "truth", "evidence"})
_LACKING = frozenset({"lack", "want"})
# "made up", "dreamt up": a verb that with "up" says that it is invented.
_MADE_UP = frozenset({"make", "cook", "dream", "trump", "conjure", "think"})
# "not a word of truth in it": so little that there is none.
_BITS = frozenset({
    "word", "grain", "shred", "scrap", "ounce", "iota", "jot", "atom", "element", "kernel", "bit",
    "hint", "particle", "vestige",
})  # fmt: skip
# Who does this with "responsibility for an attack" or "a role in" it has done it, or denies it.
_OWNING_UP = frozenset(
    {"deny", "disavow", "disclaim", "disown", "reject", "admit", "acknowledge", "accept"}
)
_SHARING = frozenset({"have", "play", "take", "bear", "be", "involve", "implicate"})
_SHARERS = frozenset({"responsible", "complicit", "involved", "implicated"})
_CALLING = frozenset({
    "call", "brand", "label", "describe", "denounce", "dismiss", "condemn", "write", "term", "deem",
    "characterise", "characterize", "decry", "deride", "pronounce", "declare", "attack",
})  # fmt: skip
_ACCEPTING = frozenset({"accept", "credit", "recognise", "recognize", "concede", "admit"})
_ALLEGED = frozenset({
    "accusation", "allegation", "charge", "suspicion", "suggestion", "insinuation", "rumour",
    "rumor", "speculation", "gossip", "theory", "hint", "innuendo", "claim",
})  # fmt: skip
# "were met with a denial", "drew a flat denial"
_MEETING = frozenset({"meet", "draw", "bring", "provoke", "elicit", "prompt"})
_TRUE = frozenset({"true", "correct", "accurate", "so"})
_DENIED: tuple[Assertion, ...] = ("denied",)
# What may be denied of a noun: "denied claims", "a denial of claims".
_OBJECTS = frozenset({"dobj", "pobj", "prep", "nsubjpass", "dative", "attr"})


@dataclass(frozen=True, slots=True)
class Denial:
    """What words of claiming and denying make of a deed; None where nothing above counts."""

    effect: Assertion | None


def of_denial(
    token: Token, head: Token, means: Assertion | None, patterns: Patterns
) -> Denial | None:
    """The effect of a claim or of its denial; None where there is neither."""
    claims = patterns.denial["claims"]
    if head.lemma in claims and _is_of_claim(token):
        alleged = head.lemma in _ALLEGED and not head.having("poss", "amod", "compound")
        alleged = alleged and not any(c.lower in ("by", "from") for c in head.having("prep"))
        nobodys = alleged and head.dep not in ("dobj", "pobj")  # "accusations that", by nobody
        told: Assertion = "possible" if nobodys else "actual"
        return Denial(means if means in ("denied", "possible") else told)
    rejected_by = head if is_verb(head) or head.dep != "dobj" else head.head  # "took issue with"
    if token.dep == "prep" and rejects(rejected_by, patterns):
        scorned = any(c.lemma in claims for c in token.having("pobj"))
        return Denial("denied") if scorned else None  # "scoffed at reports that"
    if not is_verb(token) and token.lemma in claims:
        return Denial(_of_claim(token, head, means, patterns))
    if token.dep in ("ccomp", "acl", "relcl", "csubj") and _is_false_that(token, head, patterns):
        return Denial("denied")
    if token.lower in ("in", "to", "behind") and _is_of_no_truth(head, patterns):
        return Denial("denied")  # "there is no truth in reports that"
    if token.lower in ("in", "to") and head.lemma in patterns.denial["false"] | {"truth"}:
        return Denial(None)
    return None


def rejects(verb: Token, patterns: Patterns) -> bool:
    """ "dismissed", "hit back at", "took issue with", "would not accept": done to a claim."""
    beside = verb.having("prt", "advmod", "dobj", "acomp")
    words = {verb.lemma, *(f"{verb.lemma} {word.lemma}" for word in beside)}
    if words & patterns.denial["rejecting"]:
        return True
    refused = verb.dep == "xcomp" and verb.head.lemma in ("refuse", "decline")
    return verb.lemma in _ACCEPTING and (refused or bool(verb.having("neg")))


def _is_of_no_truth(noun: Token, patterns: Patterns) -> bool:
    """ "no truth", "nothing", "not a word of truth" of "there is … in the report"."""
    while noun.dep == "pobj" and noun.head.head.lemma in _BITS:
        noun = noun.head.head
    truth = noun.lemma in patterns.denial["false"] | {"truth"} | _BITS
    there = noun.head.lemma == "be" and bool(noun.head.having("expl"))
    if there and noun.lower == "nothing":
        return True
    negated = mood_of(noun) == "negated" or is_none(noun)
    return truth and (negated or (there and mood_of_verb(noun.head, besides=noun) == "negated"))


def _is_false_that(clause: Token, head: Token, patterns: Patterns) -> bool:
    """ "it is a lie that", "it is untrue that it attacked"."""
    that = any(c.lower == "that" and c.i <= clause.i for c in clause.children)
    if not that or not is_content(clause) or not clause.having("nsubj", "nsubjpass"):
        return False
    if head.lemma in patterns.denial["false"] and head.dep in ("attr", "acomp"):
        head = head.head
    return head.lemma == "be" and is_called_false(head, patterns)


def _is_of_claim(token: Token) -> bool:
    """Whether it is what is claimed: "claims that it attacked", "reports of an attack"."""
    if token.dep == "prep":
        return token.lower in ("of", "about")
    return token.dep in ("acl", "relcl") and is_content(token)


def _of_claim(
    claim: Token, head: Token, means: Assertion | None, patterns: Patterns
) -> Assertion | None:
    """ "rejected claims", "the claims were false": denied; else a claim says what it says."""
    denied = means == "denied" and claim.dep in _OBJECTS
    rejected = claim.dep in ("dobj", "nsubjpass") and rejects(head, patterns)
    false = claim.dep in ("dobj", "nsubj", "nsubjpass") and is_called_false(head, patterns)
    return "denied" if denied or rejected or false else None


def is_content(clause: Token) -> bool:
    """ "the risk that Hamas attacks": what the noun is about, and not which one it is."""
    return is_finite(clause) and any(
        subject.tag not in ("WP", "WDT") for subject in clause.having("nsubj", "nsubjpass")
    )


def is_finite(verb: Token) -> bool:
    """Whether a verb has a tense of its own: "attacked", "will attack", but not "to attack"."""
    if verb.tag in ("VBD", "VBZ", "VBP"):
        return True
    if any(
        child.dep == "auxpass" and child.tag in ("VBD", "VBZ", "VBP") for child in verb.children
    ):
        return True
    return verb.tag in VERBAL and any(
        child.dep == "aux" and child.tag != "TO" and child.lower not in ("should", "be", "have")
        for child in verb.children
    )


def is_called_false(verb: Token, patterns: Patterns) -> bool:
    """ "were untrue", "was described as a lie", "branded as lies", "were without foundation"."""
    false = patterns.denial["false"]
    negated = any(c.dep == "neg" for c in verb.children)
    if verb.lower in false and verb.having("auxpass"):
        return not negated  # "the story was invented"
    if verb.lemma in _MADE_UP and any(c.lower == "up" for c in verb.having("prt", "advmod")):
        return not negated and bool(verb.having("auxpass"))  # "was made up"
    if _lacks_grounds(verb) or _meets_denial(verb):
        return True
    if verb.lemma in _CALLING and verb.having("dobj"):
        last = max((t for t in verb.subtree() if t.dep != "punct"), key=lambda t: t.i)
        if last.lemma in false or last.lower in false:
            return not negated  # "called the report that it attacked a lie"
    objects = verb.having("dobj")
    called = len(objects) > 1 or (objects and verb.having("auxpass"))
    if verb.lemma in _CALLING and called and objects[0].lemma in false:
        return not negated  # "called a smear the claim that", "was branded a lie"
    for child in verb.children:
        as_such = child.dep == "advcl" and any(c.lower == "as" for c in child.children)
        words = [child] if child.dep in ("attr", "acomp", "oprd") or as_such else []
        if child.dep == "prep" and child.lower in ("as", "without"):
            words += [c for c in child.children if c.dep in ("pobj", "amod", "pcomp")]
            if child.lower == "without" and not any(w.lemma in _GROUNDS for w in words):
                continue
        if child.lower == "nothing":  # "were nothing but rumours"
            words += [n for p in child.having("prep") for n in p.having("pobj")]
            return any(w.lemma in false | patterns.denial["claims"] for w in words)
        if any(word.lemma in false or word.lower in false for word in words):
            return not negated
        if negated and any(word.lower in _TRUE for word in words):
            return True  # "it is not true that"
    return False


def _meets_denial(verb: Token) -> bool:
    nouns = verb.having("dobj") + [n for prep in verb.having("prep") for n in prep.having("pobj")]
    return verb.lemma in _MEETING and any(noun.lemma == "denial" for noun in nouns)


def _lacks_grounds(verb: Token) -> bool:
    """ "had no basis in fact", "lacked all foundation", "did not hold water"."""
    objects = verb.having("dobj")
    if verb.lemma in _LACKING:
        return any(noun.lemma in _LACKED for noun in objects)
    if verb.lemma == "hold" and any(noun.lemma == "water" for noun in objects):
        return any(child.dep == "neg" for child in verb.children)
    if verb.lemma in _MATCHING:
        held_to = objects + [n for prep in verb.having("prep") for n in prep.having("pobj")]
        negated = any(child.dep == "neg" for child in verb.children)
        return negated and any(noun.lemma in _REALITY for noun in held_to)
    if verb.lemma not in _HAVING or not any(noun.lemma in _LACKED for noun in objects):
        return False
    return any(map(is_none, objects)) or any(child.dep == "neg" for child in verb.children)


@dataclass(frozen=True, slots=True)
class Share:
    """ "denied a role in", "had nothing to do with": the verb whose subject's deed it may be."""

    verb: Token
    effects: tuple[Assertion, ...]
    owners: tuple[Token, ...] = ()  # whose share it is, where the noun says so


def rules_out_past(clause: Token, head: Token) -> bool:
    """ "ruled out having sold arms": what has been done is ruled out by denying it."""
    return head.lemma == "rule" and any(aux.lower == "having" for aux in clause.having("aux"))


def share_of(deed: Token, patterns: Patterns) -> Share | None:
    """Whose share in a deed is denied, admitted or said not to be; None where there is no such."""
    preposition = deed.head
    if deed.dep not in ("pobj", "pcomp") or preposition.dep != "prep":
        return None
    above = preposition.head
    negated = False
    if above.lemma == "do" and above.head.lower in ("nothing", "anything"):
        above = above.head
        negated = above.lower == "nothing" and above.dep != "dobj"  # else with the verb
    elif above.lemma in patterns.denial["shares"] and above.pos == "NOUN":
        no = any(child.lower == "no" for child in above.children)
        negated = no and above.dep != "dobj"  # "had no part" is counted with the verb
        claimed = _share_claimed(above, above, patterns)
        if claimed is not None or above.having("poss"):
            return claimed
    elif (above.lemma == "distance" and is_verb(above)) or (
        above.lemma == "wash" and any(noun.lemma == "hand" for noun in above.having("dobj"))
    ):
        return Share(above, _DENIED)
    elif above.lemma == "blame" and above.dep == "xcomp" and above.head.lemma == "be":
        return Share(above.head, (mood_of_verb(above.head),))  # "was not to blame for"
    elif above.lower not in _SHARERS and not (
        preposition.lower == "behind" and above.lemma == "be"
    ):
        return None
    verb = above if is_verb(above) or above.dep not in ("dobj", "acomp", "attr") else above.head
    effects: tuple[Assertion, ...] = ("negated",) if negated else ()
    for _ in range(2):  # "denied having a role in"
        denied = lookup(verb, patterns.governors) == "denied"
        denied = denied or verb.lemma == "reject"
        mood = mood_of_verb(verb) if is_verb(verb) else "actual"
        if verb.lemma in _OWNING_UP or (verb.lemma == "rule" and denied):
            return Share(verb, (*effects, *(_DENIED if denied else ()), mood))
        if verb.lemma not in _SHARING:
            return None
        blamed = verb.lemma == "be" and (preposition.lower == "behind" or above.lower in _SHARERS)
        if negated or mood == "negated" or blamed:
            return Share(verb, (*effects, mood))
        claimed = _share_claimed(verb, above, patterns)
        if claimed is not None:
            return claimed
        verb = verb.head
    return None


def _share_claimed(share: Token, noun: Token, patterns: Patterns) -> Share | None:
    """ "rejected claims of a role in", "reports of its involvement in … were false"."""
    claim = share.head.head
    if share.dep not in ("pobj", "pcomp") or claim.lemma not in patterns.denial["claims"]:
        return None
    verb = claim.head
    means: Assertion | None = "denied" if lookup(verb, patterns.governors) == "denied" else None
    if _of_claim(claim, verb, means, patterns) != "denied":
        return None
    owners = noun.having("poss") or [c for c in noun.having("amod") if c.text[0].isupper()]
    return Share(verb, _DENIED, tuple(owners))
