"""Who stands where in a clause: subjects, objects and prepositions, through passives and gaps."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.coding.frames import GIVING, Frame
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import (
    ASKING,
    NOMINAL,
    all_conjuncts,
    companions,
    conjuncts,
    is_infinitive,
    is_sum,
    is_verb,
    lookup,
    modifiers,
    prepositional,
)
from foedus.reading.sentence import Token

# Who does this with a letter has written it.
_SENDING = frozenset({
    "send", "write", "issue", "hand", "deliver", "post", "publish", "release", "circulate", "adopt",
    "pass", "sign", "submit", "dispatch", "wire", "give", "make", "say", "speak", "draft",
    "address", "broadcast", "read", "table", "put",
})  # fmt: skip
_DEEP = 8
RELATIVE = ("WP", "WDT")
# In these somebody asks or says something.
WRITTEN = frozenset({
    "letter", "message", "note", "telegram", "speech", "cable", "plea", "appeal", "telex",
    "statement", "communique", "communiqué", "memo", "memorandum", "petition", "declaration",
    "resolution", "tweet", "post", "missive", "dispatch", "email", "fax", "broadcast", "recording",
})  # fmt: skip
# After these a gerund may be the object's: "accused it of lying".
_OF_OBJECT = frozenset({"of", "from", "into", "for", "with"})
# Who does this to an attempt or a plan has not made it.
_FOILING = frozenset({
    "block", "foil", "stop", "thwart", "reject", "oppose", "prevent", "condemn", "criticise",
    "veto", "resist", "obstruct", "halt", "defeat", "criticize", "denounce", "frustrate",
})  # fmt: skip
# What is put on somebody for what he did.
_PENALTIES = frozenset({"sanction", "penalty", "fine", "tariff", "embargo", "ban", "punishment"})
# Whom one trains or arms "to fight" is who is to fight.
_SCHOOLING = frozenset({"train", "arm", "equip", "mentor", "recruit", "hire"})


def is_passive(verb: Token) -> bool:
    """Passive by an auxiliary, or a bare participle that hangs on a noun or a passive."""
    if any(child.dep in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag == "VBD" and verb.dep == "ROOT" and not verb.having("dobj", "aux"):
        by = [noun for agent in verb.having("agent") for noun in _pobj(agent)]
        if any(noun.pos == "PROPN" for noun in by):
            return True  # "Germany urged by Ukraine to send tanks", not "met by video link"
    if verb.tag == "VBD" and verb.dep == "acl" and not verb.having("dobj", "nsubj"):
        return True  # "a woman killed in Syria": the tagger takes it for a past tense
    if verb.tag == "VBD" and verb.dep == "conj" and verb.lemma == "kill":
        return is_passive(verb.head) and not verb.having("dobj", "nsubj")  # "were shot and killed"
    if verb.tag != "VBN" or any(child.dep == "aux" for child in verb.children):
        return False
    if verb.dep in ("acl", "amod", "advcl", "pcomp"):
        return True
    return verb.dep == "conj" and is_verb(verb.head) and is_passive(verb.head)


def surface_subject(verb: Token, patterns: Patterns, depth: int = 0) -> list[Token]:
    """The grammatical subject, found through control, coordination and relative clauses."""
    for child in verb.children:
        if child.dep in ("nsubj", "nsubjpass"):
            if child.tag in RELATIVE and _relative_head(verb) is not None:
                written = _relative_head(verb) if depth < _DEEP else None
                writer = _writer_of(written, patterns, depth + 1) if written is not None else []
                return writer or _antecedents(verb)
            beside = [other for other in companions(verb) if other.i < verb.i]
            return [*conjuncts(child), *beside]
    if depth > _DEEP:
        return []
    return _inherited_subject(verb, patterns, depth + 1)


def _relative_head(verb: Token) -> Token | None:
    """The noun that a relative clause describes, also from a coordinated verb in it."""
    while verb.dep == "conj":
        verb = verb.head
    if verb.dep in ("ccomp", "xcomp") and verb.head.dep == "relcl":
        verb = verb.head
    if verb.dep != "relcl" or is_verb(verb.head):
        return None
    noun = verb.head
    # "the SDF, an alliance backed by the US, which took …": a clause after a comma is about the
    # one who is spoken of, not about the last one named.
    participle = noun.head.head
    that = any(c.lower == "that" for c in verb.having("nsubj", "nsubjpass"))
    if (
        not that
        and noun.dep == "pobj"
        and noun.head.dep == "agent"
        and participle.dep in ("acl", "conj")
    ):
        while participle.dep == "conj":
            participle = participle.head
        if participle.dep == "acl" and not is_verb(participle.head):
            return participle.head
    return noun


def _antecedents(verb: Token) -> list[Token]:
    """Whom a relative pronoun stands for; of "Iran and Syria, who have met" it is both."""
    noun = _relative_head(verb)
    first = _tensed(verb)
    if noun is not None and noun.dep != "conj":
        # "Ankara and Washington, which has": the parser may hang the clause on the first.
        one = next((c for c in reversed(conjuncts(noun)) if noun.i < c.i < verb.i), None)
        return [one] if one is not None and _is_singular(first) else [noun]
    if noun is None or noun.tag not in ("NN", "NNP"):
        return _alone(noun)
    if first.tag != "VBP" and first.lower != "were":
        return [noun]
    while noun.dep == "conj":
        noun = noun.head
    return conjuncts(noun)


def _is_singular(verb: Token) -> bool:
    return verb.tag == "VBZ" or verb.lower == "was"


def _tensed(verb: Token) -> Token:
    """The word that shows a verb's tense and number: its first auxiliary, else itself."""
    return next(iter(verb.having("aux", "auxpass")), verb)


def _alone(token: Token | None) -> list[Token]:
    return [token] if token is not None else []


def _inherited_subject(verb: Token, patterns: Patterns, depth: int) -> list[Token]:
    head = verb.head
    if head is verb:
        return []
    if verb.dep == "conj" and is_verb(head):
        return _subject_of_first(verb, head, patterns, depth)
    if verb.dep in ("acl", "relcl") and not is_verb(head):
        return _subject_of_modifier(verb, head, patterns, depth)
    if verb.dep in ("xcomp", "ccomp", "advcl", "pcomp", "prep"):
        governor = head
        while governor.dep == "prep" or (governor.pos == "ADP" and governor.head is not governor):
            governor = governor.head
        if is_verb(governor) and governor.lemma == "join" and head.lower == "in":
            # "joined the French in bombing the town": both did
            return [*surface_subject(governor, patterns, depth), *governor.having("dobj")]
        blamed = _blamed(verb, governor)
        if blamed:
            return blamed
        if is_verb(governor):
            return _controller(verb, governor, patterns, depth)
        if governor.pos in ("ADJ", "NOUN", "PROPN", "ADV"):
            return _subject_of_predicate(governor, patterns, depth)
    return []


def _subject_of_first(verb: Token, first: Token, patterns: Patterns, depth: int) -> list[Token]:
    """The subject of the verb before "and"; of "they say that he fled and are leaving" it is they.

    The number of the verb shows which clause it goes on with.
    """
    subject = surface_subject(first, patterns, depth)
    if first.dep != "ccomp" or not is_verb(first.head) or _agrees(verb, subject, first):
        return subject
    above = surface_subject(first.head, patterns, depth)
    return above if above and _agrees(verb, above, first.head) else subject


def _agrees(verb: Token, subject: Sequence[Token], beside: Token) -> bool:
    """Whether a verb may have this subject and stand beside this other, by number and tense."""
    first = _tensed(verb)
    modal = any(child.tag == "MD" for child in beside.having("aux"))
    if modal and first is verb and verb.tag in ("VBD", "VBZ"):
        return False  # "said he would go and warned them": who said it warned them
    if len(subject) == 1 and subject[0].tag in ("NN", "NNP") and not subject[0].having("conj"):
        return first.tag != "VBP" and first.lower != "were"
    if len(subject) > 1 or (subject and subject[0].tag == "NNS"):
        return first.tag != "VBZ" and first.lower != "was"
    return True


def _subject_of_modifier(verb: Token, noun: Token, patterns: Patterns, depth: int) -> list[Token]:
    """Of a participle the noun itself; of "plan to attack" the one whose plan it is."""
    infinitive = any(child.tag == "TO" for child in verb.children)
    if not infinitive:
        writer = _writer_of(noun, patterns, depth) if verb.tag == "VBG" else []
        if writer:
            return writer
        theirs = noun.dep == "conj" and any(c.lower == "their" for c in noun.having("poss"))
        return conjuncts(noun.head) if theirs else [noun]  # "fighters and their families fleeing"
    possessors = [child for child in noun.children if child.dep == "poss"]
    if possessors:
        return all_conjuncts(possessors)
    preps = prepositional(noun)
    for name in ("on", "upon", "to", "for", "by"):
        # "a call on Iran to join": the one called on is to do it
        if name in preps and noun.lemma in ("call", "appeal", "demand", "request", "order", "plea"):
            return preps[name]
    if "by" in preps:
        return preps["by"]
    country = modifiers(noun)
    named = [word for word in country if word.text[0].isupper()]
    if named:
        return named
    if noun.dep in ("dobj", "pobj", "attr", "nsubjpass"):
        governor = noun.head if noun.dep != "pobj" else noun.head.head
        if is_verb(governor) and not (noun.dep == "nsubjpass" and governor.lemma in _FOILING):
            subject = frame_of(governor, patterns, depth).subject
            if subject:
                return subject
    return country or [noun]


def _writer_of(noun: Token, patterns: Patterns, depth: int) -> list[Token]:
    """ "sent Mali a note asking for help", "Mali's letter asking for it": who asks in it."""
    named = any(child.pos == "PROPN" for child in noun.having("compound", "nmod", "amod"))
    if noun.lemma not in WRITTEN or named:
        return []  # of "a United Nations resolution" it is they
    possessors = noun.having("poss")
    if possessors:
        return all_conjuncts(possessors)
    by = prepositional(noun).get("by", []) + prepositional(noun).get("from", [])
    if by:
        return by
    governor = noun.head if noun.dep in ("dobj", "nsubjpass") else noun.head.head
    sent = is_verb(governor) and governor.lemma in _SENDING
    if sent and noun.dep in ("dobj", "nsubjpass", "pobj"):
        return frame_of(governor, patterns, depth).subject
    return []


def _controller(verb: Token, governor: Token, patterns: Patterns, depth: int) -> list[Token]:
    """Whose deed a clause without a subject is: the object's after "urge", else the subject's."""
    of_object = _OF_OBJECT | {"in"} if governor.lemma == "embolden" else _OF_OBJECT
    beside = verb.dep == "pcomp" and verb.head.lower not in of_object
    schooled = governor.lemma in _SCHOOLING and is_infinitive(verb)
    if (lookup(governor, patterns.control) is not None and verb.dep != "advcl" and not beside) or (
        verb.dep == "advcl" and is_infinitive(verb) and (governor.lemma in ASKING or schooled)
    ):
        if is_passive(governor):
            return surface_subject(governor, patterns, depth)
        objects = [c for c in governor.children if c.dep in ("dobj", "dative") and c.pos in NOMINAL]
        if objects:
            return all_conjuncts(objects)
        preps = prepositional(governor)
        for name in ("on", "upon", "to", "for", "with"):
            if name in preps:
                return preps[name]
    subject = surface_subject(governor, patterns, depth)
    if subject or not is_passive(governor):
        return subject
    return prepositional(governor).get("by", [])


def _blamed(verb: Token, governor: Token) -> list[Token]:
    """ "began a case against Mali for refusing", "sanctions on Iran for attacking": they did."""
    if verb.dep != "pcomp" or verb.head.lower != "for":
        return []
    for word in (governor, *governor.having("dobj")):
        preps = prepositional(word)
        if "against" in preps:
            return preps["against"]
        if word is not governor and word.lemma in _PENALTIES and "on" in preps:
            return preps["on"]
    penalty = any(noun.lemma in _PENALTIES for noun in governor.having("dobj"))
    return prepositional(governor).get("on", []) if penalty else []


def _subject_of_predicate(word: Token, patterns: Patterns, depth: int) -> list[Token]:
    """Of "ready to fight" the subject of "is"; of "the risk of attacking" whose risk it is."""
    if word.pos in ("NOUN", "PROPN"):
        possessors = [child for child in word.children if child.dep == "poss"]
        if possessors:
            return all_conjuncts(possessors)
    if word.tag == "JJS" or any(child.tag == "RBS" for child in word.children):
        return surface_subject(word.head, patterns, depth) if word.head.lemma == "be" else []
    if word.dep == "pobj" and is_verb(word.head.head):
        return surface_subject(word.head.head, patterns, depth)  # "on the point of leaving"
    if (
        word.dep in ("acomp", "attr", "oprd", "dobj", "advmod", "conj", "ccomp")
        and is_verb(word.head)
    ) or word.head.lemma == "be":
        return surface_subject(word.head, patterns, depth)
    return surface_subject(word, patterns, depth) if word.dep in ("ROOT", "advcl", "conj") else []


def _is_astray(noun: Token, first: Token, clauses: Sequence[Token]) -> bool:
    """A second object after a clause is a part of that clause, whatever the parse says."""
    return any(first.i < clause.i < noun.i for clause in clauses)


def frame_of(verb: Token, patterns: Patterns, depth: int = 0) -> Frame:
    """The logical frame of a verb."""
    frame = Frame(verb, is_passive(verb))
    surface = surface_subject(verb, patterns, depth)
    frame.prepositions = prepositional(verb)
    agents = [a for child in verb.children if child.dep == "agent" for a in _pobj(child)]
    objects = [
        c for c in verb.children if c.dep == "dobj" or (c.dep == "attr" and verb.lemma != "be")
    ]
    clauses = verb.having("advcl", "xcomp", "ccomp")
    objects = [c for c in objects if not _is_astray(c, objects[0], clauses)]
    datives = [c for c in verb.children if c.dep == "dative" and c.pos in NOMINAL]
    if not objects and not clauses:
        datives, objects = [], datives  # "is arming al-Shabaab"
    if not datives and _is_two_objects(objects):
        datives, objects = objects[:1], objects[1:]  # "hand Eritrea the town"
    if frame.passive:
        frame.subject = agents or ([] if verb.dep != "conj" else prepositional(verb).get("by", []))
        frame.object = surface
        if objects:  # "was given weapons"
            frame.dative, frame.object = surface, all_conjuncts(objects)
    else:
        frame.subject = surface
        frame.object = [t for t in all_conjuncts(objects) if t.tag not in RELATIVE]
        frame.dative = all_conjuncts(datives)
        if not frame.object:
            frame.object = _gap(verb, objects)
    for token in frame.object:
        for name, found in prepositional(token).items():
            if name in ("of", "by"):
                measured = [word for word in found if name == "of" and _is_measure(word)]
                for word in measured:  # "duties of 25 per cent on steel": the duties are on it
                    for below, nouns in prepositional(word).items():
                        frame.object_prepositions.setdefault(below, []).extend(nouns)
                continue  # "the norms of civilised people": whose, and not to whom
            frame.object_prepositions.setdefault(name, []).extend(found)
    return frame


def _is_measure(noun: Token) -> bool:
    return noun.lemma in ("cent", "percent", "%") or is_sum(noun)


def _is_two_objects(objects: Sequence[Token]) -> bool:
    """ "hand Eritrea the town", "grant its towns autonomy": the first of the two is to whom."""
    if len(objects) != 2:
        return False
    first, second = objects
    started = min(token.i for token in second.subtree())
    named = first.pos == "PROPN" or first.head.lemma in GIVING
    return named and started == max(token.i for token in first.subtree()) + 1


def _pobj(preposition: Token) -> list[Token]:
    return [t for child in preposition.children if child.dep == "pobj" for t in conjuncts(child)]


def _gap(verb: Token, objects: Sequence[Token]) -> list[Token]:
    """The noun that an object relative clause describes: "the group that Iran arms"."""
    head = _relative_head(verb)
    if head is None or verb.dep != "relcl":
        return []
    subjects = verb.having("nsubj", "nsubjpass")
    if any(t.tag in RELATIVE for t in objects):
        return [head]
    if any(child.tag == "WRB" for child in verb.children):
        return []
    if subjects and subjects[0].tag not in RELATIVE and not verb.having("xcomp", "ccomp"):
        return [head]
    return []
