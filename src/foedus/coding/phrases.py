"""Words that belong together: coordination, prepositions, owners, phrases of the patterns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from foedus.coding.patterns import Phrase
from foedus.reading.sentence import Token

_HAVING = frozenset({
    "launch", "fire", "build", "send", "own", "operate", "fly", "run", "hold", "use", "owe",
})  # fmt: skip
_WHICH = ("WP", "WDT")
VERBAL = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
# "a series of airstrikes", "dozens of fighters": what counts stands after "of".
_QUANTITIES = frozenset({
    "any", "few", "several", "many",
    "series", "number", "wave", "spate", "string", "dozen", "hundred", "thousand", "score",
    "handful", "majority", "all", "most", "part", "half", "some", "rest", "couple", "lot", "flurry",
    "barrage", "last", "remainder", "bulk",
})  # fmt: skip
# Verbs whose infinitive is what they ask for, however the parser attaches it.
ASKING = frozenset(
    {"call", "appeal", "use", "urge", "press", "plead", "push", "lobby", "ask", "pressure"}
)
_MONEY = frozenset({
    "dollar", "euro", "pound", "yen", "yuan", "kroner", "krone", "krona", "kronor", "franc",
    "rouble", "ruble", "rupee", "riyal", "dirham", "dinar", "won", "zloty", "lira", "rand",
    "shekel",
})  # fmt: skip
# "a third round of talks": what there are several of stands after "of".
ROUNDS = frozenset({
    "round", "series", "wave", "string", "spate", "number", "set", "package", "raft", "batch",
})  # fmt: skip
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X")
_AWAY = frozenset({"ahead", "back", "away", "aside", "forward"})

_GATHERINGS = frozenset({
    "summit", "meeting", "session", "gathering", "conference", "assembly", "congress",
})  # fmt: skip
_BESIDE = frozenset({"along", "together"})
# Words of a verb's phrase that stand side by side: "give in to", "walk out of".
_SMALL = frozenset({
    "in", "to", "of", "out", "up", "on", "with", "from", "away", "back", "off", "down", "at", "for",
})  # fmt: skip


def conjuncts(token: Token) -> list[Token]:
    """The token and those coordinated with it, in the order of the text."""
    found = [token]
    if token.lemma in _QUANTITIES or token.pos == "NUM":
        of = [
            c
            for prep in token.children
            if prep.lower == "of"
            for c in prep.children
            if c.dep == "pobj"
        ]
        found = conjuncts(of[0]) if of else found
    for child in token.children:
        if child.dep == "conj" and child.pos in NOMINAL:
            found.extend(conjuncts(child))
    return [*found, *companions(token)]


def companions(token: Token) -> list[Token]:
    """ "the minister, along with his counterpart", of a noun or of the verb after it."""
    beside = [c for c in token.children if c.lower in _BESIDE and c.dep in ("prep", "advmod")]
    withs = [below for word in beside for below in word.children if below.lower == "with"]
    withs += [
        c
        for c in token.having("prep")
        if c.lower == "with" and any(word.lower in _BESIDE for word in c.children)
    ]
    return [other for prep in withs for noun in prep.having("pobj") for other in conjuncts(noun)]


def all_conjuncts(tokens: Sequence[Token]) -> list[Token]:
    """The conjuncts of each of these, each once."""
    out: list[Token] = []
    for token in tokens:
        out.extend(other for other in conjuncts(token) if other not in out)
    return out


def is_verb(token: Token) -> bool:
    return token.tag in VERBAL and token.dep not in ("aux", "auxpass")


def is_none(noun: Token) -> bool:
    """ "nobody", "no weapons", "not a single shell": where it stands, nothing is done."""
    if noun.lower in ("nobody", "nothing", "none", "neither"):
        return True
    before = [child for child in noun.children if child.i < noun.i]
    before += [other for child in noun.having("nummod") for other in child.children]
    more = [child for child in noun.having("amod") if child.lower in ("more", "further")]
    before += [other for child in more for other in child.children]  # "no more fighters"
    return any(
        child.lower in ("no", "neither", "not")
        and child.dep in ("det", "preconj", "predet", "cc", "neg", "advmod")
        for child in before
    )


def is_sum(token: Token) -> bool:
    """ "$500m", "£2 billion", "90m euros": money, as a number with its sign or its coin."""
    near = [t for child in token.children for t in (child, *child.children)]
    if any(t.text in "$£€¥" for t in near) or token.text[0] in "$£€¥":
        return True
    counted = token.having("nummod", "amod", "compound", "nmod")
    numbered = any(child.text[0].isdigit() for child in counted)
    return token.lemma in _MONEY and (numbered or token.dep == "dobj")


def is_infinitive(verb: Token) -> bool:
    return verb.tag == "VB" and any(child.tag == "TO" for child in verb.children)


def is_passive_infinitive(verb: Token) -> bool:
    """ "to be lifted"."""
    return [helper.lower for helper in verb.having("aux", "auxpass")] == ["to", "be"]


def is_to_be_done(clause: Token) -> bool:
    """ "called for the embargo to be lifted"."""
    marked = any(mark.lower == "for" for mark in clause.having("mark"))
    return marked and is_passive_infinitive(clause)


def agents(verb: Token) -> list[Token]:
    """By whom a passive says that it is done: "was freed by Iran"."""
    return [who for by in verb.having("agent") for who in by.having("pobj")]


def prepositional(token: Token) -> dict[str, list[Token]]:
    """Objects by preposition, of a verb or a noun; nested ones ("out of", "according to") too."""
    found: dict[str, list[Token]] = {}
    for child in token.children:
        if child.dep in ("prep", "agent", "dative", "prt") and child.pos in (
            "ADP",
            "VERB",
            "PART",
            "X",
            "ADJ",
        ):
            _add_preposition(child, child.lower, found)
        elif child.dep == "advmod" and child.lower in ("home", "back"):
            for prep in child.having("prep"):  # "brought them home from Mali"
                _add_preposition(prep, prep.lower, found)
    return found


def _add_preposition(prep: Token, name: str, found: dict[str, list[Token]]) -> None:
    for child in prep.children:
        if child.dep == "pobj":
            found.setdefault(name, []).extend(conjuncts(child))
        elif child.dep == "prep":
            if name != "according":
                _add_preposition(child, child.lower, found)
            _add_preposition(child, f"{name} {child.lower}", found)
        elif child.dep == "conj" and child.pos == "ADP":
            _add_preposition(child, child.lower, found)


def owners(noun: Token) -> list[Token]:
    """Who or what a noun belongs to: possessor, country before it, "of", "by", "from"."""
    found = [child for child in noun.children if child.dep == "poss"]
    found += modifiers(noun) if not found else []  # "their Syria agenda" is theirs
    preps = prepositional(noun)
    named = any(token.text[0].isupper() for token in found)
    for name in ("of", "by") if named else ("of", "by", "from"):
        found += preps.get(name, [])  # "the American ban on refugees from Chad" is not Chad's
    counted = noun.head.head
    if noun.dep == "pobj" and counted.lemma in _QUANTITIES:
        found += prepositional(counted).get("by", [])
    for child in noun.children:
        if child.dep == "acl" and child.tag == "VBN":
            found += prepositional(child).get("by", [])
        elif child.dep == "relcl" and child.lemma in _HAVING:
            # "drones that the rebels had launched": what it is to the one who is its subject
            found += [subject for subject in child.having("nsubj") if subject.tag not in _WHICH]
    return found


def hosts_of(noun: Token) -> list[Token]:
    """Whose gathering a text is of: "the declaration of a NATO summit", "of the bloc's session"."""
    found = []
    for gathering in prepositional(noun).get("of", []):
        if gathering.lemma not in _GATHERINGS:
            continue
        of = prepositional(gathering).get("of", [])
        # "the Geneva session of the bloc": a name before it is where it was, if "of" says whose
        found += gathering.having("poss") + (of or modifiers(gathering))
    return found


def modifiers(noun: Token) -> list[Token]:
    """Words right before a noun that may name a party ("Israeli", "US", "Saudi-led")."""
    found = []
    for child in noun.children:
        if child.dep in ("amod", "compound", "nmod") and child.i < noun.i:
            found.append(child)
            found += [
                other
                for other in child.children
                if other.dep in ("conj", "amod", "nmod", "compound", "npadvmod")
            ]
    return found


def lookup(token: Token, index: Mapping[str, Sequence[tuple[Phrase, str]]]) -> str | None:
    """The value of the longest phrase of an index that starts at this token."""
    words = (token.lemma, token.lower) if token.lower != token.lemma else (token.lemma,)
    for word in words:
        for rest, value in index.get(word, ()):
            if follows(token, rest) and not other_particle(token, rest):
                return value
    return None


def follows(token: Token, rest: Phrase) -> bool:
    """Whether these words come after the token, in order, near, and hanging on it."""
    if not rest:
        return True
    if len(rest) == 1:
        # "called for Israel to lift", "studies whether to": the word hangs on the clause.
        if any(
            clause.dep in ("advcl", "ccomp", "xcomp")
            and any(c.dep in ("mark", "advmod") and c.lower == rest[0] for c in clause.children)
            for clause in token.children
            if rest[0] in ("for", "whether", "that")
        ):
            return True
        return any(
            child.i > token.i
            and rest[0] in (child.lower, child.lemma)
            and child.dep not in ("conj", "nsubj")
            for child in token.children
        )
    wanted = list(rest)
    last = token
    for other in _after(token, 10):
        if not wanted or wanted[0] not in (other.lower, other.lemma):
            continue
        if last is not token and {last.lower, other.lower} <= _SMALL and other.i != last.i + 1:
            return False  # "gave the junta in Niamey a week to leave": it did not "give in to"
        last = other
        wanted.pop(0)
    # "joined him and his minister, Ali Omari, in a conference"
    return not wanted or any(noun.lemma == rest[-1] for noun in _objects_of(token, rest[:-1]))


def _objects_of(verb: Token, preposition: Phrase) -> list[Token]:
    """The objects of a preposition that hangs on a verb, however far after it."""
    preps = [child for child in verb.having("prep") if (child.lower,) == tuple(preposition)]
    return [noun for prep in preps for noun in prep.having("pobj")]


def _after(token: Token, count: int) -> Iterator[Token]:
    below = sorted(token.subtree(), key=lambda other: other.i)
    return iter([other for other in below if token.i < other.i <= token.i + count])


def other_particle(verb: Token, rest: Sequence[str]) -> bool:
    """ "shot down" is not "shot", "end up" is not "end": the particle makes another verb."""
    return any(
        child.lower not in rest
        and (child.dep == "prt" or (child.lower in _AWAY and child.i == verb.i + 1))
        for child in verb.children
    )


def precedes(noun: Token, before: Phrase, sentence: Sequence[Token]) -> bool:
    """Whether these words stand right before the noun ("peace" before "talks")."""
    position = noun.i - len(before)
    if position < 0:
        return False
    for word, token in zip(before, sentence[position : noun.i], strict=True):
        if word not in (token.lower, token.lemma):
            return False
    return True
