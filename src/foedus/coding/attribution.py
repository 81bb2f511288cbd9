"""Who says so: the speaker of a clause, by "X said that", "according to X", or a quotation."""

from __future__ import annotations

from foedus.coding.clauses import frame_of
from foedus.coding.denials import is_called_false, rejects, rules_out_past
from foedus.coding.drafts import Slots
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_verb, lookup, prepositional
from foedus.reading.sentence import Token

# What a word may be to one that denies it: "denied attacking", "denied an attack", "a denial that".
_TOLD = ("dobj", "relcl", "xcomp", "ccomp", "acl", "prep", "nsubjpass", "pcomp", "pobj")
_OWN = frozenset({"it", "they", "he", "she", "we", "i"})
_OWNED = frozenset({"its", "their", "his", "her", "our", "my"})
# "the country's minister", "the group's leader": of whom the sentence has spoken.
_BODIES = frozenset({"country", "group", "movement", "alliance", "organisation", "organization",
                     "militia", "party", "union", "bloc", "kingdom", "republic"})  # fmt: skip
# "the foreign minister", "a spokesman": with nobody's name, of the one who is spoken of.
_VOICES = frozenset({
    "spokesman", "spokeswoman", "spokesperson", "minister", "president", "ministry", "chief",
    "commander", "leader", "ambassador", "secretary", "king", "emir", "chancellor", "premier",
    "general", "foreign minister",
})  # fmt: skip
# "Lend us money," Peru asked Chile.
_IMPLORING = frozenset({
    "ask", "beg", "implore", "urge", "plead", "beseech", "entreat", "demand", "exhort", "appeal",
})  # fmt: skip
_LEADING = frozenset({"lead", "command", "head", "run", "chair", "found", "rule", "represent"})
_PUT = frozenset({"must", "should", "will", "would", "'ll", "wo"})
_FEARS = frozenset({"concern", "worry", "fear", "alarm", "threat", "danger"})


def speakers_of(trigger: Token, patterns: Patterns) -> Slots:
    """Where the one stands who says what this word's clause says; empty for the report itself."""
    current = trigger
    for _ in range(12):
        source = _according_to(current)
        if source:
            return (tuple(source),)
        told = _interrupted_by(current, patterns)
        if told:
            return told
        head = current.head
        if head is current:
            return _before_colon(current)
        if (
            current.dep in ("ccomp", "parataxis")
            and is_verb(head)
            and (lookup(head, patterns.saying) or _asks_in_speech(current, head))
        ):
            return sayers_of(head, patterns)
        if head.lemma in ("accuse", "blame") and current.dep in ("prep", "pcomp", "xcomp"):
            return sayers_of(head, patterns)
        denies = lookup(head, patterns.governors) == "denied" or rules_out_past(current, head)
        if current.dep in _TOLD and denies:
            return sayers_of(head, patterns) if is_verb(head) else _owners_of(head, patterns)
        if current.dep in ("dobj", "nsubjpass") and (
            is_called_false(head, patterns) or _is_rejected(current, head, patterns)
        ):
            found = sayers_of(head, patterns)
            if found:
                return found
        if current.dep == "prep" and any(
            _is_rejected(claim, head, patterns) for claim in current.having("pobj")
        ):
            return sayers_of(head, patterns)  # "scoffed at reports that"
        if current.dep in ("nsubj", "nsubjpass") and head.lemma == "be":
            concerned = _concerned(head)
            if concerned or not is_called_false(head, patterns):
                return concerned
        current = head
    return ()


def sayers_of(verb: Token, patterns: Patterns) -> Slots:
    """The subject of a verb of saying, and who stands beside it: "Jane Doe, the minister"."""
    subject = frame_of(verb, patterns).subject
    beside = [c for token in subject for c in token.children if c.dep == "appos"]
    if beside and all(token.pos == "PROPN" for token in beside):
        subject, beside = beside, subject  # by name, if he is known by it
    sides = [
        of
        for token in subject
        if token.pos == "PROPN"
        for name in ("of", "for", "from")
        for of in prepositional(token).get(name, [])
    ]  # "Maria Zakharova of Russia's foreign ministry", where she is not known by name
    sides += [of for token in subject for of in _led_by(token)]
    return tuple(tuple(place) for place in (subject, beside, sides) if place)


def _led_by(speaker: Token) -> list[Token]:
    """ "Ali Dhere, who speaks for al-Shabaab", "who commands its army": whose voice he is."""
    found: list[Token] = []
    for clause in speaker.having("relcl"):
        if clause.lemma in _LEADING:
            found += clause.having("dobj")
        elif clause.lemma in ("speak", "negotiate"):
            found += prepositional(clause).get("for", [])
    return found


def _is_rejected(claim: Token, verb: Token, patterns: Patterns) -> bool:
    """ "rejected the accusation that", "the claim was refuted by"."""
    return claim.lemma in patterns.denial["claims"] and rejects(verb, patterns)


def _owners_of(noun: Token, patterns: Patterns) -> Slots:
    """ "Iran's denial that": whose denial it is, or who issued it."""
    possessors = noun.having("poss") or prepositional(noun).get("by", [])
    if possessors:
        return (tuple(possessors),)
    if noun.dep == "dobj" and is_verb(noun.head):
        return sayers_of(noun.head, patterns)
    return ()


def _asks_in_speech(order: Token, verb: Token) -> bool:
    """ "Lend us money," Peru asked Chile."""
    return order.tag == "VB" and order.i < verb.i and verb.lemma in _IMPLORING


def speaks_for(speaker: Token, party: Token) -> bool:
    """Whether the words show that one who speaks is of a party: "Iran" and "its leader" are."""
    if party.lower in _OWN or any(c.dep == "poss" and c.lower in _OWNED for c in party.subtree()):
        return True
    whole = list(speaker.subtree())
    if any(c.dep == "poss" and c.lower in _OWNED for c in whole):
        return True
    if any(c.dep == "poss" and c.lemma in _BODIES for c in whole):
        return True
    offices = [speaker, *speaker.having("appos")]
    named = [token for office in offices for token in _phrase(office) if _is_name(token)]
    if any(office.lemma in _VOICES for office in offices) and not named:
        return True
    names = {_stem(token) for token in party.subtree() if token.text[0].isupper()}
    return bool(names & {_stem(token) for token in whole if token.text[0].isupper()} - {""})


def _phrase(head: Token) -> list[Token]:
    """A speaker's words without those of his title or name that stand beside it."""
    beside = {t.i for other in head.having("appos") for t in other.subtree()}
    return [token for token in head.subtree() if token.i not in beside]


def _is_name(token: Token) -> bool:
    """Whether a word of a speaker's phrase may say of whom he is; his own name does not."""
    return token.text[0].isupper() and token.dep in ("amod", "poss", "pobj", "nmod")


def _stem(token: Token) -> str:
    """What a country and its adjective share: "Israel" and "Israeli", "Turkey" and "Turkish"."""
    return token.lower[:4] if len(token.text) > 3 and token.pos in ("PROPN", "ADJ") else token.lower


def _interrupted_by(token: Token, patterns: Patterns) -> Slots:
    """ "Hamas, Israel said, attacked": the saying hangs on what is said."""
    for child in token.children:
        before = child.dep in ("parataxis", "ccomp") and child.i < token.i and is_verb(child)
        says = before and lookup(child, patterns.saying) is not None
        if says and not child.having("dobj", "ccomp", "xcomp"):
            return sayers_of(child, patterns)
    return ()


def _before_colon(root: Token) -> Slots:
    """ "Zelenskiy: Germany must send tanks": of what must, will or is not, by whom it is said."""
    words = sorted(root.subtree(), key=lambda token: token.i)
    colon = next((n for n, word in enumerate(words[:5]) if word.text == ":"), 0)
    names = [word for word in words[:colon] if word.tag in ("NNP", "NN")]
    said = [word for word in words[colon + 1 :] if word.dep in ("aux", "neg")]
    put = any(word.lower in _PUT or word.dep == "neg" for word in said)
    if not names or not put or any(is_verb(word) for word in words[:colon]):
        return ()
    return ((names[-1],),)


def _concerned(verb: Token) -> Slots:
    """ "The risk of a new front is a cause for concern for Israel": whose fear it is."""
    for child in verb.children:
        if child.dep in ("attr", "prep", "acomp"):
            for word in child.subtree():
                if word.lemma in _FEARS:
                    preps = prepositional(word)
                    found = preps.get("for", []) + preps.get("to", []) + preps.get("of", [])
                    if found:
                        return (tuple(found),)
    return ()


def _according_to(token: Token) -> list[Token]:
    for child in token.children:
        if child.lower == "according" and child.dep == "prep":
            return prepositional(token).get("according to", [])
    return []
