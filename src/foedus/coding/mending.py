"""Mends what the small parser is known to get wrong, before anything is coded.

Each mending is of a construction and not of a word: the speaker who comes last ("Iran will answer,
the minister, Ali Omari, said"), the condition without "if" ("were Iran to attack"), the deed that
looks like a noun or an adjective ("denied massing tanks", "demanded that Iran free them").
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.coding.patterns import Patterns
from foedus.coding.phrases import VERBAL, is_verb, lookup
from foedus.reading.sentence import Sentence, Token

_PAST_OR_PRESENT = ("VBD", "VBZ", "VBP", "VBN")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_QUOTES = frozenset({'"', "”", "“", "'", "’", "''", "``"})
_OPENERS = frozenset({
    "and", "but", "or", "nor", "while", "as", "who", "which", "whom", "that", "although", "because",
    "when", "where", "if", "after", "before", "since", "so", "yet",
})  # fmt: skip
# After these a word in "-ing" is what is done or not done, and no part of a name.
_WITH_GERUND = frozenset({"deny", "consider", "avoid", "contemplate", "mull", "begin", "start"})
# Nouns that say of what they are after them: "plans for an attack", "an appeal to Peru for help".
_TAKING_MORE = frozenset({
    "plan", "preparation", "request", "appeal", "plea", "demand", "call", "proposal", "accusation",
})  # fmt: skip
_OF_NOUN = ("for", "in", "of", "to", "on", "against", "with")
_CLAIMS = ("claims", "reports", "charges", "accounts", "rumours")
_LONGEST = 14  # words of the phrase that names a speaker


def mend(sentence: Sentence, patterns: Patterns) -> None:
    """Set right the tags and arcs of a sentence, in place. What is right already is left."""
    for token in sentence.tokens:
        _mend_word(token, sentence.tokens, patterns)
    for token in reversed(sentence.tokens):
        if _is_trailing(token, patterns):
            _mend_speaker(token, sentence)
            return


def _mend_word(token: Token, tokens: Sequence[Token], patterns: Patterns) -> None:
    if token.tag in ("VB", "VBP") and token.lemma != token.lower and token.lower in patterns.verbs:
        token.lemma = token.lower  # "to lay", "to bring": the base form is the lemma
    if token.lower == "bases":
        token.lemma = "base"  # and not "basis"
    if token.tag == "NN" and token.dep == "ccomp" and token.lower in patterns.verbs:
        _mend_subjunctive(token)
    elif token.tag == "JJ" and token.dep == "ccomp" and token.lower in patterns.verbs:
        _mend_adjective(token)
    elif token.dep in ("compound", "amod") and token.tag in ("NN", "VBG", "VBN"):
        _mend_gerund(token, tokens, patterns)
    elif token.dep == "ccomp" and token.lower in _CLAIMS and token.tag == "VBZ":
        _mend_claims(token, patterns)
    elif token.dep == "compound" and token.tag == "NNS" and token.having("nsubj"):
        _mend_headline(token)
    elif token.lower == "were" and token.dep in ("advcl", "ccomp"):
        _mend_inversion(token)
    elif token.dep == "dobj" and token.head.dep in ("pobj", "amod"):
        _mend_as(token)
    elif token.dep == "dobj" and _takes_more(token, patterns):
        _mend_complement(token)
    elif token.dep == "nsubj" and token.head.pos == "ADJ" and token.head.dep == "advcl":
        _mend_as_adjective(token)


def _hang(token: Token, head: Token, dep: str) -> None:
    """Hang a token on another; both keep their other dependents."""
    if token.head is not token:
        token.head.children.remove(token)
    token.head, token.dep = head, dep
    if head is not token:
        head.children.append(token)
        head.children.sort(key=lambda child: child.i)


def _mend_adjective(token: Token) -> None:
    """ "demanded that Iran free them": what has a subject and an object is a verb."""
    if token.having("nsubj") and token.having("dobj"):
        token.tag, token.pos, token.lemma = "VB", "VERB", token.lower


def _mend_subjunctive(token: Token) -> None:
    """ "demanded that Assad step down": the name before it is its subject."""
    names = [c for c in token.children if c.dep == "compound" and c.pos == "PROPN"]
    if not names or not token.having("mark"):
        return
    token.tag, token.pos, token.lemma = "VB", "VERB", token.lower
    _hang(names[-1], token, "nsubj")
    for name in names[:-1]:
        _hang(name, names[-1], "compound")
    for child in token.having("advmod"):
        if child.lower in ("down", "up", "out", "off", "back"):
            child.dep = "prt"


def _mend_gerund(token: Token, tokens: Sequence[Token], patterns: Patterns) -> None:
    """ "denied massing tanks": the tanks are what was massed."""
    noun, verb = token.head, token.head.head
    having = any(child.lower == "having" for child in token.children)
    at = token.i - tokens[0].i - (2 if having else 1)
    if noun.dep != "dobj" or at < 0 or tokens[at] is not verb or verb.lemma not in _WITH_GERUND:
        return
    stem = token.lower.removesuffix("ing")
    lemma = next((form for form in (stem, f"{stem}e") if form in patterns.verbs), None)
    if having:
        lemma = token.lemma
    elif not token.lower.endswith("ing"):
        lemma = None
    if lemma is None:
        return
    token.tag, token.pos, token.lemma = "VBN" if having else "VBG", "VERB", lemma
    before = verb
    _hang(token, before, "xcomp")
    _hang(noun, token, "dobj")
    for child in [c for c in before.children if c.dep == "prep" and c.i > noun.i]:
        _hang(child, token, "prep")


def _mend_claims(token: Token, patterns: Patterns) -> None:
    """ "denied Turkish claims that": the claims are what was denied."""
    subjects = token.having("nsubj")
    denied = lookup(token.head, patterns.governors) == "denied"
    if not subjects or token.having("mark") or subjects[0].i != token.i - 1 or not denied:
        return
    token.tag, token.pos, token.lemma, token.dep = "NNS", "NOUN", token.lower[:-1], "dobj"
    subjects[0].dep = "amod"
    for clause in token.having("ccomp"):
        clause.dep = "acl"


def _mend_headline(token: Token) -> None:
    """ "Canada eyes expulsion of diplomats": what has a subject is a verb."""
    noun = token.head
    dep, above = noun.dep, noun.head
    token.tag, token.pos, token.lemma = "VBZ", "VERB", token.lower.removesuffix("s")
    _hang(token, token if above is noun else above, dep)
    _hang(noun, token, "dobj")


def _mend_inversion(were: Token) -> None:
    """ "Were Iran to attack": a clause of its own, whose verb is the infinitive."""
    subjects = [c for c in were.children if c.dep in ("attr", "nsubj") and c.i > were.i]
    clauses = [
        c
        for parent in (were, *subjects)
        for c in parent.children
        if c.tag == "VB" and any(child.tag == "TO" for child in c.children)
    ]
    if not subjects or not clauses:
        return
    verb = clauses[0]
    _hang(verb, were.head, "advcl")
    _hang(subjects[0], verb, "nsubj")
    for child in list(were.children):
        _hang(child, verb, child.dep)
    _hang(were, verb, "aux")


def _mend_as(noun: Token) -> None:
    """ "rejected as slander the charge that": the charge is what was rejected."""
    preposition = noun.head.head
    if preposition.lower == "as" and is_verb(preposition.head) and noun.i > noun.head.i:
        _hang(noun, preposition.head, "dobj")


def _mend_as_adjective(noun: Token) -> None:
    """ "rejected as baseless a report that"."""
    word = noun.head
    if word.i < noun.i and any(c.lower == "as" for c in word.children) and is_verb(word.head):
        _hang(noun, word.head, "dobj")


def _takes_more(noun: Token, patterns: Patterns) -> bool:
    """ "a role in", "plans for", "a request to": what follows belongs to the noun."""
    return (
        noun.lemma in patterns.denial["shares"]
        or noun.lemma in _TAKING_MORE
        or (noun.lemma in patterns.denial["claims"] and is_verb(noun.head))
    )


def _mend_complement(noun: Token) -> None:
    """ "denied any role in the bombing", "laid plans for an attack"."""
    at = max(token.i for token in noun.subtree())
    for child in [c for c in noun.head.children if c.i > noun.i]:
        if child.dep != "prep" or child.i != at + 1 or child.lower not in _OF_NOUN:
            return
        at = max(token.i for token in child.subtree())
        _hang(child, noun, "prep")


def _is_trailing(verb: Token, patterns: Patterns) -> bool:
    """Whether a verb of saying comes after what is said, with its subject or clause misplaced."""
    if verb.tag not in _PAST_OR_PRESENT or not is_verb(verb) or not lookup(verb, patterns.saying):
        return False
    if any(c.i > verb.i and c.dep in ("ccomp", "xcomp") for c in verb.children):
        return False
    if verb.having("aux", "auxpass", "cc"):
        return False
    if verb.head is verb:
        said = [c for c in verb.children if c.dep == "ccomp" and c.i < verb.i]
        return bool(said) and not verb.having("nsubj")
    return verb.dep in ("conj", "advcl", "parataxis", "ccomp", "appos", "acl", "relcl") and not any(
        c.tag in ("WP", "WDT", "WRB") or c.dep == "mark" for c in verb.children
    )


def _mend_speaker(verb: Token, sentence: Sentence) -> None:
    """ "…, its leader, Jane Doe, said": she is who says it, and it is what she says."""
    start = sentence.tokens[0].i
    before = list(sentence.tokens[: verb.i - start])
    phrases = _phrases_before(before)
    heads = [_head_of(phrase) for phrase in phrases]
    deed = sentence.root if sentence.root is not verb else None
    if not phrases or None in heads or (deed is not None and deed.i >= phrases[0][0].i):
        return
    said = deed or next(c for c in verb.children if c.dep == "ccomp" and c.i < verb.i)
    if said.pos not in ("VERB", "AUX") or said.i >= phrases[0][0].i:
        return
    if deed is not None:
        _hang(verb, verb, "ROOT")
        _hang(deed, verb, "ccomp")
    first = heads[0]
    assert first is not None
    _hang(first, verb, "nsubj")
    if len(heads) > 1 and heads[1] is not None:
        _hang(heads[1], first, "appos")
    for phrase, head in zip(phrases, heads, strict=True):
        assert head is not None
        _gather(phrase, head)


def _gather(phrase: Sequence[Token], head: Token) -> None:
    """Hang on the head of a phrase what hangs outside of it, and whose it is."""
    inside = {token.i for token in phrase}
    for token in phrase:
        if token is not head and token.head.i not in inside:
            _hang(token, head, token.dep if token.dep in ("det", "poss", "amod") else "nmod")
    for part in [c for c in head.children if c.dep in ("nmod", "compound", "amod")]:
        for owner in part.having("poss"):
            _hang(owner, head, "poss")


def _phrases_before(before: list[Token]) -> list[list[Token]]:
    """The words that name a speaker: "their leader, Jane Doe," or "the minister"; else nothing."""
    closed = bool(before) and before[-1].lower == ","
    if closed:
        before.pop()
    phrases = []
    for _ in range(2 if closed else 1):
        phrase: list[Token] = []
        while before and before[-1].lower != "," and before[-1].lower not in _QUOTES:
            phrase.append(before.pop())
        if not before or len(phrase) > _LONGEST:
            return []
        before.pop()
        phrases.append(phrase[::-1])
    return phrases[::-1] if all(map(_is_noun_phrase, phrases)) else []


def _is_noun_phrase(phrase: Sequence[Token]) -> bool:
    return (
        bool(phrase)
        and phrase[0].lower not in _OPENERS
        and phrase[0].pos in ("DET", "PRON", "NOUN", "PROPN", "ADJ")
        and any(token.tag in _NOUNS for token in phrase)
        and not any(token.tag in VERBAL and token.dep in ("ROOT", "ccomp") for token in phrase)
    )


def _head_of(phrase: Sequence[Token]) -> Token | None:
    """The noun of a phrase on which nothing of it stands: the last before a preposition."""
    inside = {token.i for token in phrase}
    tops = [
        token
        for token in phrase
        if (token.tag in _NOUNS or token is phrase[-1])
        and (token.head.i not in inside or token.head is token)
    ]
    return tops[-1] if tops else None
