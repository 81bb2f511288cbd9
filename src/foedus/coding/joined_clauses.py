"""Mends the parse where two clauses meet and a small parser gives one the other's words.

The subject of the next clause that was taken for one more object ("backed the rebels and Iran sent
arms"), the dead who were taken for those who kill ("the man killed fighting them"), the absolute
phrase ("with the group ousted"), what is threatened or decided ("Iran's threat to attack").
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.coding.phrases import is_infinitive, is_verb
from foedus.coding.speakers import hang
from foedus.reading.sentence import Sentence, Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NAMES = ("NN", "NNS", "NNP", "NNPS")
_HARMED = frozenset({"kill", "wound", "injure", "capture", "detain", "hurt"})
_LOOSE = ("advcl", "xcomp", "ccomp")
_AT_WAR = frozenset({"fight", "battle", "serve"})
_OBJECTS = ("dobj", "pobj", "conj", "attr")
_OF_A_DEED = frozenset({
    "threat", "decision", "attempt", "intention", "bid", "pledge", "promise", "vow", "plan",
    "ability", "capacity", "refusal", "failure", "readiness", "willingness",
})  # fmt: skip
_BETWEEN = ("aux", "auxpass", "neg", "advmod")


def mend_joined_clauses(sentence: Sentence) -> None:
    """Set right, in place, what belongs to the clause before or after."""
    tokens = sentence.tokens
    for token in tokens:
        if token.lower == "fighting":
            _mend_killed_fighting(token, tokens)
    for token in tokens:
        if is_verb(token):
            _mend_next_subject(token, tokens)
            _mend_absolute(token)
            _mend_fired_by(token, tokens)
            _mend_at_war(token, tokens)
            _mend_intention(token, tokens)


def _at(tokens: Sequence[Token], i: int) -> Token | None:
    return tokens[i] if 0 <= i < len(tokens) else None


def _mend_next_subject(verb: Token, tokens: Sequence[Token]) -> None:
    """ "backed the government and Iran supports the rebels": Iran is who supports them."""
    if verb.dep not in ("conj", "ccomp", "advcl", "ROOT") or _has_subject(verb):
        return
    first = _first_of_finite(verb)
    if first is None:
        return
    before = _at(tokens, first.i - 1)
    comma = before is not None and before.text == ","
    if comma:
        before = _at(tokens, first.i - 2)
    noun = _last_of_list(before) if before is not None else None
    if noun is None or noun.i > verb.i or (comma and not noun.having("appos")):
        return
    joined = [c for c in noun.head.having("cc") if c.i < noun.i and c.lower in ("and", "but")]
    if not joined or noun.head.dep not in _OBJECTS or _is_in_subject(noun.head, verb):
        return
    if any(word.i < joined[-1].i for word in noun.subtree()):
        return
    passive = any(child.dep == "auxpass" for child in verb.children)
    hang(noun, verb, "nsubjpass" if passive else "nsubj")
    noun.head.children.sort(key=lambda child: child.i)


def _has_subject(verb: Token) -> bool:
    return bool(verb.having("nsubj", "nsubjpass", "expl", "csubj", "mark"))


def _first_of_finite(verb: Token) -> Token | None:
    """The first word of a verb with a tense of its own: "had urged", "supports"."""
    helpers = [c for c in verb.children if c.dep in _BETWEEN and c.i < verb.i]
    words = [*helpers, verb]
    auxiliaries = [c for c in helpers if c.dep in ("aux", "auxpass")]
    tensed = auxiliaries[0] if auxiliaries else verb
    if tensed.tag not in _FINITE or any(c.lower == "to" for c in auxiliaries):
        return None
    return min(words, key=lambda word: word.i)


def _last_of_list(word: Token) -> Token | None:
    """The last member of a list that ends at a word: "the minister, Ali Omari"."""
    noun = word
    while noun.dep in ("appos", "compound", "punct") and noun.head is not noun:
        noun = noun.head
    if noun.dep != "conj" or noun.tag not in _NAMES or is_verb(noun.head):
        return None
    return noun if max(token.i for token in noun.subtree()) <= word.i + 1 else None


def _is_in_subject(token: Token, verb: Token) -> bool:
    """Whether a token stands in a subject: a list in the verb's own subject is none of ours."""
    subjects = ("nsubj", "nsubjpass")
    while token.dep not in subjects and token.head is not token and not is_verb(token.head):
        token = token.head
    return token.dep in subjects and token.head is verb


def _mend_killed_fighting(fighting: Token, tokens: Sequence[Token]) -> None:
    """ "the men killed fighting Boko Haram": they were killed, and it is they who fought."""
    killed, noun = _at(tokens, fighting.i - 1), _at(tokens, fighting.i - 2)
    if killed is None or noun is None or killed.lemma not in _HARMED or noun.tag not in _NAMES:
        return
    if killed.tag not in ("VBD", "VBN") or killed.having("aux", "auxpass"):
        return
    if fighting.tag in ("NN", "VBG") and fighting.head is killed:
        fighting.tag, fighting.pos, fighting.lemma = "VBG", "VERB", "fight"
        fighting.dep = "advcl"
    subjects = [c for c in killed.having("nsubj") if c.i < killed.i]
    if not subjects or killed.tag != "VBD":
        return
    _give_place(killed, subjects[0])
    killed.tag = "VBN"
    hang(killed, noun, "acl")


def _give_place(verb: Token, noun: Token) -> None:
    """Put a noun where a participle stood that was taken for the verb of its clause."""
    following = [c for c in verb.having("conj") if is_verb(c) and c.tag != "VBN"]
    following += [c for c in verb.having("conj") if is_verb(c) and c.having("aux")]
    if following:
        main = following[0]
        dep, head = verb.dep, verb.head
        hang(main, main if head is verb else head, dep)
        hang(noun, main, "nsubj")
        for child in [c for c in verb.children if c.dep in ("punct", "cc") and c.i > verb.i]:
            hang(child, main, child.dep)
        return
    above = verb.head
    if above is verb:
        verb.dep = "acl"
        hang(noun, noun, "ROOT")
    else:
        hang(noun, above, "attr" if above.lemma == "be" else "dobj")


def _mend_absolute(verb: Token) -> None:
    """ "with the rebels ousted from the city": they were ousted."""
    if verb.tag not in ("VBD", "VBN") or verb.dep not in ("advcl", "pcomp", "acl"):
        return
    marks = [c for c in verb.having("mark") if c.lower == "with"]
    if not marks or verb.having("dobj", "aux", "auxpass"):
        return
    verb.tag = "VBN"
    for subject in verb.having("nsubj"):
        subject.dep = "nsubjpass"


def _mend_fired_by(verb: Token, tokens: Sequence[Token]) -> None:
    """ "hit by a rocket, fired by rebels": it is the rocket that they fired."""
    comma, noun = _at(tokens, verb.i - 1), _at(tokens, verb.i - 2)
    if verb.tag != "VBN" or verb.dep != "advcl" or not verb.having("agent"):
        return
    if comma is None or noun is None or comma.text != "," or noun.dep != "pobj":
        return
    if noun.head.dep == "agent" and noun.head.head is verb.head:
        hang(verb, noun, "acl")


def _mend_at_war(verb: Token, tokens: Sequence[Token]) -> None:
    """ "prosecute their citizens fighting in Syria": the citizens fight."""
    noun = _at(tokens, verb.i - 1)
    if verb.tag != "VBG" or verb.lemma not in _AT_WAR or verb.dep not in _LOOSE:
        return
    if noun is None:
        return
    if noun.head is verb.head and noun.dep == "dobj":
        hang(verb, noun, "acl")
    elif noun.head is verb and noun.dep == "nsubj" and not verb.having("aux"):
        hang(noun, verb.head, "dobj")  # "join the forces fighting them"
        hang(verb, noun, "acl")


def _mend_intention(verb: Token, tokens: Sequence[Token]) -> None:
    """ "condemned Iran's threats to attack": to attack is what is threatened."""
    noun = _at(tokens, verb.i - 2)
    if verb.dep not in ("xcomp", "advcl", "ccomp") or not is_infinitive(verb) or noun is None:
        return
    if noun.dep == "dobj" and noun.head is verb.head and noun.lemma in _OF_A_DEED:
        hang(verb, noun, "acl")
