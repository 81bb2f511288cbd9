"""Mends the parse where the speaker comes last: "Iran will answer, its minister, Ali, said"."""

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
_HELPERS = frozenset({
    "did", "does", "do", "has", "have", "had", "will", "would", "was", "were", "is", "are",
    "should", "must", "could", "can",
})  # fmt: skip
_LONGEST = 14  # words of the phrase that names a speaker


def hang(token: Token, head: Token, dep: str) -> None:
    """Hang a token on another; both keep their other dependents."""
    if token.head is not token:
        token.head.children.remove(token)
    token.head, token.dep = head, dep
    if head is not token:
        head.children.append(token)
        head.children.sort(key=lambda child: child.i)


def mend_speaker(sentence: Sentence, patterns: Patterns) -> None:
    """Make the last verb of saying the root, with its speaker and with what is said."""
    for token in sentence.tokens:
        if token.dep == "advcl" and lookup(token.head, patterns.saying):
            _mend_what_will_be(token)
        elif token.dep == "parataxis" and lookup(token, patterns.saying):
            _mend_between(token)
        elif token.dep == "conj" and lookup(token, patterns.saying):
            _mend_said_after(token)
    for token in reversed(sentence.tokens):
        if _is_trailing(token, patterns):
            _mend_speaker(token, sentence)
            return
        if token.head is token and lookup(token, patterns.saying):
            _mend_interrupted(token)


def _mend_what_will_be(clause: Token) -> None:
    """ "Should Iran attack, Mali would leave, he said": what would be done is what he says."""
    saying = clause.head
    future = any(aux.tag == "MD" for aux in clause.having("aux"))
    own = clause.having("nsubj", "nsubjpass") and not clause.having("mark")
    first = min(token.i for token in clause.subtree() if token.dep != "punct")
    opens = clause.i < saying.i and first == min(t.i for t in saying.subtree() if t.dep != "punct")
    inverted = any(aux.i < s.i for aux in clause.having("aux") for s in clause.having("nsubj"))
    if future and own and opens and not inverted and not saying.having("ccomp"):
        hang(clause, saying, "ccomp")


def _mend_between(saying: Token) -> None:
    """ "Iran did not, Tehran said, send troops": it did not send them."""
    verb, helpers = saying.head, [c for c in saying.having("ccomp") if c.lower in _HELPERS]
    if not helpers or not helpers[0].i < saying.i < verb.i or verb.having("nsubj", "nsubjpass"):
        return
    helper = helpers[0]
    for child in list(helper.children):
        hang(child, verb, child.dep)
    hang(helper, verb, "aux")
    helper.pos = "AUX"
    above, dep = verb.head, verb.dep
    hang(saying, saying if above is verb else above, dep)
    hang(verb, saying, "ccomp")


def _mend_said_after(saying: Token) -> None:
    """ "Egypt should leave, said a minister": what is said comes first, and is no other deed."""
    said = saying.head
    after = [noun for noun in saying.having("nsubj") if noun.i > saying.i]
    parted = any(mark.text == "," and mark.i == saying.i - 1 for mark in said.subtree())
    if after and parted and said.i < saying.i and not said.having("cc") and said.head is said:
        hang(saying, saying, "ROOT")
        hang(said, saying, "ccomp")


def _mend_interrupted(saying: Token) -> None:
    """ "Russia, its minister said on Monday, will never leave": Russia will, and he says so."""
    named = [c for c in saying.having("npadvmod") if c.pos == "PROPN" and c.i < saying.i]
    first, *others = (*named, *saying.having("nsubj")) or [saying]
    clauses = [c for c in saying.having("ccomp") if c.i > saying.i]
    voices = [name for name in first.having("appos") if first.i < name.i < saying.i]
    if not (others or voices) or not clauses or first.i > saying.i:
        return
    clause = clauses[0]
    start = min(token.i for token in clause.subtree())
    commas = {
        mark.i for mark in (*saying.having("punct"), *first.having("punct")) if mark.text == ","
    }
    parted = start - 1 in commas and any(first.i < comma < saying.i for comma in commas)
    if parted and not clause.having("nsubj", "nsubjpass", "expl", "mark"):
        hang(first, clause, "nsubjpass" if clause.having("auxpass") else "nsubj")
        if not others:
            hang(voices[0], saying, "nsubj")  # "Tehran, its minister said, will leave"


def _is_trailing(verb: Token, patterns: Patterns) -> bool:
    """Whether a verb of saying comes after what is said, with its subject or clause misplaced."""
    says = lookup(verb, patterns.saying) or verb.lemma in patterns.promise["reported"]
    if verb.tag not in _PAST_OR_PRESENT or not is_verb(verb) or not says:
        return False
    if any(c.i > verb.i and c.dep in ("ccomp", "xcomp") for c in verb.children):
        return False
    if verb.having("aux", "auxpass", "cc"):
        return False
    if verb.dep == "relcl" and verb.head.lemma in patterns.denial["claims"]:
        return False  # "a charge Tehran denies"
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
        hang(verb, verb, "ROOT")
        hang(deed, verb, "ccomp")
    first = heads[0]
    assert first is not None
    _leave_behind(first, phrases[0][0])
    hang(first, verb, "nsubj")
    if len(heads) > 1 and heads[1] is not None:
        hang(heads[1], first, "appos")
    for phrase, head in zip(phrases, heads, strict=True):
        assert head is not None
        _gather(phrase, head)


def _leave_behind(head: Token, start: Token) -> None:
    """Of "sent to the Houthis, Iran's minister" the Houthis take the place of the minister."""
    earlier = [child for child in head.children if child.i < start.i and child.dep != "punct"]
    nouns = [child for child in earlier if child.tag in _NOUNS]
    if not nouns or head.head is head:
        return
    heir = nouns[-1]
    hang(heir, head.head, head.dep)
    for child in earlier:
        if child is not heir:
            hang(child, heir, child.dep)


def _gather(phrase: Sequence[Token], head: Token) -> None:
    """Hang on the head of a phrase what hangs outside of it, and whose it is."""
    inside = {token.i for token in phrase}
    for token in phrase:
        if token is not head and token.head.i not in inside:
            hang(token, head, token.dep if token.dep in ("det", "poss", "amod") else "nmod")
    for part in [c for c in head.children if c.dep in ("nmod", "compound", "amod")]:
        for owner in part.having("poss"):
            hang(owner, head, "poss")


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
