"""What a clause says of whom its pronoun means: "their meeting", "accusing it of", "it seems"."""

from __future__ import annotations

from foedus.coding.clauses import surface_subject
from foedus.coding.patterns import patterns
from foedus.coding.phrases import is_infinitive, is_verb, prepositional
from foedus.reading.sentence import Token

PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
THING = frozenset({"it", "its", "itself"})
MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
SPEAKER = frozenset({"we", "us", "our", "ours", "i", "me", "my", "ourselves", "myself"})
OF_MANY = frozenset({"we", "us", "our", "ours", "ourselves"})


def is_of_both(pronoun: Token) -> bool:
    """ "their meeting", but not "their fight against the militia"."""
    noun = pronoun.head
    another = {"with", "against", "on"} & {*prepositional(noun)}
    return pronoun.dep == "poss" and patterns().is_mutual(noun.lemma) and not another


def subjects_beside(pronoun: Token) -> set[int]:
    """Where the subject of a pronoun's own clause stands: "accusing it of" is of another."""
    verb = pronoun.head
    if pronoun.pos != "PRON":
        return set()
    if pronoun.dep == "pobj" and is_verb(verb.head):
        verb = verb.head
    elif pronoun.dep == "nsubj" and is_infinitive(verb) and is_verb(verb.head):
        verb = verb.head  # "allowing them to leave": who allows it is another
    elif pronoun.dep != "dobj" or not is_verb(verb):
        return set()
    return {token.i for token in surface_subject(verb, patterns())}


def is_expletive(token: Token) -> bool:
    """ "it appears that", "it is clear that"."""
    return token.lower == "it" and token.head.lemma in ("appear", "seem", "be", "emerge", "happen")


def is_aside(token: Token) -> bool:
    """ "They hit two ships, and Mali, which came to their aid": whose, told beside the sentence."""
    if token.dep != "poss" or token.lower not in MANY:
        return False
    above = token
    while above.head is not above:
        if above.dep == "relcl":
            return True
        above = above.head
    return False
