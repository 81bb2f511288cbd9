"""Phrases to actors, within one sentence: names, roles, appositions, examples, titles."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.entries import slug
from foedus.coding.phrases import conjuncts, prepositional
from foedus.reading.sentence import Token
from foedus.resolving.known import Known, Reading
from foedus.resolving.names import Names
from foedus.resolving.roles import Roles

_EXAMPLES = ("including", "like", "as", "namely")


class Naming:
    """Says who a phrase of a sentence is, without looking beyond the sentence."""

    def __init__(self, catalogue: Catalogue, day: dt.date | None) -> None:
        self.names = Names(catalogue, day)
        self.roles = Roles(self.names)

    def who(self, token: Token, reading: Reading) -> list[Known]:
        """The actors that the phrase with this head names; empty where it names none."""
        mention = reading.at.get(token.i)
        if mention is not None and not mention.bonded:
            if mention.name.how == "capital" and token.dep in ("compound", "nmod"):
                return []  # "the Geneva talks", "the Riyadh agreement": where, not who
            known = self.names.of_mention(mention, reading)
            if known is not None:
                return [known]
        named = self._named_in_apposition(token, reading)
        if named:
            return named
        examples = self._examples(token, reading)
        if examples:
            return examples
        role = self.roles.role_of(token, reading)
        if role is not None:
            return self.roles.of_role(token, role, reading)
        return (
            self.roles.of_part(token, reading)
            or self._of_titled(token, reading)
            or self._of_body(token, reading)
        )

    def named(self, token: Token, reading: Reading) -> list[Known]:
        """The actor whose name stands at a token, "Iran" of "Iran-backed" too."""
        mention = reading.at.get(token.i)
        known = self.names.of_mention(mention, reading) if mention is not None else None
        return [known] if known is not None else []

    def _of_body(self, token: Token, reading: Reading) -> list[Known]:
        """ "the OPCW Technical Secretariat": a body of an organisation is that organisation."""
        if token.tag != "NNP" or token.i in reading.at:
            return []
        for child in token.children:
            mention = reading.at.get(child.i) if child.dep in ("compound", "poss") else None
            party = (
                self.names.catalogue.parties.get(mention.name.owner)
                if mention is not None
                else None
            )
            if mention is not None and party is not None and party.kind == "organisation":
                actor = self.names.actor(party, party.sector, reading, mention.start, token.end)
                return [Known(actor, 0.85, "group")]
        return []

    def _of_titled(self, token: Token, reading: Reading) -> list[Known]:
        """A person the catalogue does not know, with a title beside the name.

        "Nancy Pelosi, the speaker of the US House", "the Syrian commander Abu Omar".
        """
        if token.tag != "NNP" or token.i in reading.at:
            return []
        start = min(
            [
                token.start,
                *[
                    c.start
                    for c in token.children
                    if c.dep == "compound" and c.tag == "NNP" and c.i not in reading.at
                ],
            ]
        )
        titles = [c for c in token.children if c.dep == "appos"]
        titles += [c for c in token.having("compound", "nmod") if c.tag == "NN"]
        lands = [
            c
            for c in token.having("compound", "nmod")
            if c.tag == "NNP" and any(word.i in reading.at for word in c.having("amod"))
        ]
        if lands:  # "Guyanese President Irfaan Ali"
            titles += lands
            start = min(t.start for t in (token, *token.having("compound")) if t.i > lands[-1].i)
        if token.dep == "appos":
            titles.append(token.head)
        for title in titles:
            role = self.roles.role_of(title, reading)
            if role is None or role[0].kind != "person":
                continue
            composed = self.roles.of_role(title, role, reading)[0]
            if composed.actor.code is None and title.dep == "compound":
                composed = self.roles.of_role_at(token, role, reading)
            name = reading.text[start : token.end]
            actor = replace(
                composed.actor, id=slug(name), name=name, text=name, start=start, end=token.end
            )
            return [Known(actor, 0.85 if actor.code else 0.6, "person")]
        return []

    def _named_in_apposition(self, token: Token, reading: Reading) -> list[Known]:
        """ "its foreign minister, Javad Zarif", "the group Hezbollah": the name says more."""
        for child in token.children:
            if child.dep == "appos" and abs(child.i - token.i) < 12:
                mention = reading.at.get(child.i)
                if (
                    mention is not None
                    and not mention.bonded
                    and mention.name.how in ("name", "person", "ship")
                ):
                    known = self.names.of_mention(mention, reading)
                    if known is not None:
                        return [known, *self._others(child, reading)]
        return []

    def _examples(self, token: Token, reading: Reading) -> list[Known]:
        """ "partners, including Iran and Syria", "allies such as Hezbollah"."""
        found: list[Known] = []
        for child in token.children:
            if child.dep == "prep" and child.lower in _EXAMPLES:
                if child.lower == "as" and not any(
                    c.lower == "such" for c in (*child.children, *token.children)
                ):
                    continue
                for pobj in child.children:
                    if pobj.dep == "pobj":
                        for other in conjuncts(pobj):
                            found += self.who(_that_of(other), reading)
        return found

    def _others(self, token: Token, reading: Reading) -> list[Known]:
        return [k for other in conjuncts(token)[1:] for k in self.who(other, reading)]


def _that_of(token: Token) -> Token:
    """ "any navy, including that of Mali": whose it is."""
    if token.lower not in ("that", "those"):
        return token
    return next(iter(prepositional(token).get("of", [])), token)
