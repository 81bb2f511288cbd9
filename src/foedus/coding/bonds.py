"""Standing relations that the text names: alliances, backers, rivals, and their strain."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.coding.clauses import frame_of
from foedus.coding.drafts import BondDraft, Slot
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import all_conjuncts, is_verb, prepositional
from foedus.model import Relation
from foedus.reading.sentence import Sentence, Token


def bonds_in(sentence: Sentence, patterns: Patterns) -> Iterator[BondDraft]:
    """The bonds that a sentence names."""
    for token in sentence.tokens:
        yield from _between(token, sentence, patterns)
        yield from _possessed(token, sentence, patterns)
        yield from _predicated(token, sentence, patterns)
        yield from _hyphenated(token, sentence, patterns)
        yield from _backed(token, sentence, patterns)
        yield from _surprised(token, sentence, patterns)


def _relation_of(lemma: str, patterns: Patterns) -> Relation | None:
    for relation in ("alliance", "rivalry"):
        if lemma in patterns.bond[relation]:
            return relation
    if lemma in patterns.bond["support"] and lemma.endswith(("er", "or", "on", "xy", "nt")):
        return "support"
    return None


def _between(token: Token, sentence: Sentence, patterns: Patterns) -> Iterator[BondDraft]:
    """ "the alliance between Iran and Syria", "relations between Turkey and Russia have soured"."""
    if token.pos not in ("NOUN", "PROPN"):
        return
    bond = token.lemma in patterns.bond["relations"] or token.lemma in ("rivalry", "enmity", "feud")
    tension = token.lemma in patterns.bond["strain-nouns"]
    if not bond and not tension:
        return
    preps = prepositional(token)
    members = preps.get("between", []) + preps.get("among", [])
    if (
        not members
        and token.lemma in ("alliance", "coalition", "partnership")
        and len(preps.get("of", [])) > 1
    ):
        members = preps["of"]
    if not members and "with" in preps:
        owners = [child for child in token.children if child.dep == "poss"]
        if not owners and token.dep == "dobj" and is_verb(token.head):
            owners = frame_of(token.head, patterns).subject
        members = [*owners, *preps["with"]] if owners else []
    if len(members) < 2:
        return
    strained = tension or is_strained(token, patterns)
    named: Relation = "rivalry" if token.lemma in ("rivalry", "enmity", "feud") else "alliance"
    if tension or (
        token.lemma not in ("alliance", "partnership", "rivalry", "coalition", "pact")
        and not strained
    ):
        if not tension:
            return
        yield BondDraft(
            sentence, f"bond.{token.lemma}", token, (tuple(members),), named, True, known=True
        )
        return
    yield BondDraft(sentence, f"bond.{token.lemma}", token, (tuple(members),), named, strained)


def is_strained(noun: Token, patterns: Patterns) -> bool:
    """Whether the words around a relation say that it is tested, frayed or split."""
    if any(child.lower in patterns.bond["strain-adjectives"] for child in noun.children):
        return True
    current = noun
    for _ in range(3):
        head = current.head
        if is_verb(head) and any(
            child.lemma in patterns.bond["strain-nouns"] for child in head.having("dobj")
        ):
            return True
        if is_verb(head) and current.dep in ("dobj", "nsubj", "nsubjpass", "pobj"):
            if head.lemma in patterns.bond["strain-verbs"]:
                return True
            return any(
                child.lower in patterns.bond["strain-adjectives"]
                for child in head.children
                if child.dep in ("acomp", "attr", "oprd")
            )
        if head.lemma in patterns.bond["strain-nouns"]:
            return True
        if head is current:
            return False
        current = head
    return False


def _possessed(token: Token, sentence: Sentence, patterns: Patterns) -> Iterator[BondDraft]:
    """ "its armed allies, such as Hezbollah", "its rival Iran", "Iran, an ally of Syria"."""
    relation = _relation_of(token.lemma, patterns) if token.pos == "NOUN" else None
    if relation is None or token.lemma in patterns.bond["relations"]:
        return
    owners: list[Token] = [child for child in token.children if child.dep == "poss"]
    owners += prepositional(token).get("of", []) + prepositional(token).get("to", [])
    owners += (
        [c for c in token.children if c.dep == "amod" and c.tag in ("JJ", "NNP")]
        if not owners
        else []
    )
    named: list[Token] = []
    for child in token.children:
        if child.dep == "appos" or (child.dep in ("compound", "nmod") and child.tag == "NNP"):
            named += all_conjuncts([child])
    named += _examples(token)
    if token.dep == "appos":
        named.append(token.head)
    if token.dep == "attr" and is_verb(token.head):
        named += frame_of(token.head, patterns).subject
    if token.dep == "compound":
        named.append(token.head)
    if not owners or not named:
        return
    for name in named:
        members: Slot = (owners[0], name)
        yield BondDraft(
            sentence,
            f"bond.{token.lemma}",
            token,
            (members,),
            relation,
            strained=is_strained(token, patterns),
        )


def _examples(token: Token) -> list[Token]:
    found: list[Token] = []
    for child in token.children:
        if child.dep == "prep" and child.lower in ("including", "like", "as"):
            found += [
                t for pobj in child.children if pobj.dep == "pobj" for t in all_conjuncts([pobj])
            ]
    return found


def _predicated(token: Token, sentence: Sentence, patterns: Patterns) -> Iterator[BondDraft]:
    """ "Iran and Hezbollah are allies", "Syria is allied with Iran"."""
    if (
        token.lemma in ("ally", "rival", "enemy", "partner")
        and token.dep == "attr"
        and token.tag == "NNS"
    ):
        subjects = frame_of(token.head, patterns).subject
        if any(child.dep == "neg" for child in token.head.children):
            return
        if len(subjects) > 1 and not any(child.dep == "poss" for child in token.children):
            relation: Relation = "alliance" if token.lemma in ("ally", "partner") else "rivalry"
            yield BondDraft(
                sentence, f"bond.{token.lemma}", token, (tuple(subjects),), relation, False
            )
    if token.lower in ("allied", "aligned") and token.dep in (
        "acomp",
        "ROOT",
        "acl",
        "conj",
        "amod",
    ):
        partners = prepositional(token).get("with", []) + prepositional(token).get("to", [])
        subjects = [token.head] if token.dep == "acl" else frame_of(token, patterns).object or []
        if token.dep == "acomp":
            subjects = frame_of(token.head, patterns).subject
        if partners and subjects:
            yield BondDraft(
                sentence, "bond.allied", token, ((*subjects, *partners),), "alliance", False
            )


def _hyphenated(token: Token, sentence: Sentence, patterns: Patterns) -> Iterator[BondDraft]:
    """ "Iran-backed Houthis", "US-led coalition"."""
    if token.lower not in patterns.bond["support"] or token.i < 2:
        return
    hyphen, backer = sentence.tokens[token.i - 1], sentence.tokens[token.i - 2]
    if hyphen.text != "-" or not backer.text[0].isupper():
        return
    noun = token.head
    while noun.dep in ("amod", "compound", "nmod") and noun.head is not noun:
        noun = noun.head
    if noun.pos in ("NOUN", "PROPN") and noun.i > token.i:
        yield BondDraft(sentence, f"bond.{token.lower}", token, ((backer, noun),), "support", False)


def _backed(token: Token, sentence: Sentence, patterns: Patterns) -> Iterator[BondDraft]:
    """ "militias backed by Iran"."""
    if token.lower not in patterns.bond["support"] or token.dep != "acl":
        return
    backers = prepositional(token).get("by", []) + [
        c
        for child in token.children
        if child.dep == "agent"
        for c in child.children
        if c.dep == "pobj"
    ]
    if backers and token.head.pos in ("NOUN", "PROPN"):
        yield BondDraft(
            sentence, f"bond.{token.lower}", token, ((backers[0], token.head),), "support", False
        )


def _surprised(token: Token, sentence: Sentence, patterns: Patterns) -> Iterator[BondDraft]:
    """ "Hamas caught Hezbollah off guard": allies taken by surprise are an alliance under strain.

    The words are matched in order, since parsers read "off guard" in many ways.
    """
    if token.lemma not in ("catch", "take", "blindside") or not is_verb(token):
        return
    text = " ".join(t.lower for t in sentence.tokens[token.i : token.i + 9]).replace(" - ", "-")
    if token.lemma != "blindside" and not any(" ".join(p) in text for p in patterns.bond_phrases):
        return
    frame = frame_of(token, patterns)
    if not frame.subject:
        return
    surprised = _named_after(token, sentence)
    if surprised is None:
        return
    yield BondDraft(
        sentence,
        "bond.surprised",
        token,
        ((*frame.subject, surprised),),
        "alliance",
        True,
        known=True,
        words=tuple(frame.object),
    )


def _named_after(token: Token, sentence: Sentence) -> Token | None:
    for other in sentence.tokens[token.i + 1 : token.i + 4]:
        if other.pos in ("PROPN", "NOUN") and other.text[0].isupper():
            return other
    return None
