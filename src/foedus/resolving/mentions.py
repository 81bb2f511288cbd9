"""Names of the catalogue in a sentence: where they stand, and whose they are on that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from foedus.catalogue.entries import Name, Party, Person
from foedus.catalogue.loading import PLAIN, Catalogue
from foedus.reading.sentence import Sentence, Token

# "US-backed rebels" are not American: a name before one of these does not own what follows.
_BONDS = (
    "backed", "endorsed", "led", "supported", "funded", "armed", "aligned", "allied", "trained",
    "brokered",
    "sponsored", "linked", "affiliated", "born", "occupied", "made", "built",
    "mediated", "imposed", "dominated", "style", "inspired", "friendly", "bound", "supplied",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the catalogue at a span, from token `first` to token `last`, both included."""

    name: Name
    start: int
    end: int
    first: int
    last: int
    bonded: bool  # the first half of "US-backed"


def find_mentions(
    sentence: Sentence, text: str, catalogue: Catalogue, day: dt.date | None
) -> list[Mention]:
    """The names in a sentence, longest first, none inside another.

    Args:
        text: the report's text, into which the tokens' offsets point.
        day: the report's date, which decides between holders of a name; None for any.
    """
    plain = text.translate(PLAIN)
    ends = {token.end: token.i for token in sentence.tokens}
    found: list[Mention] = []
    after = 0
    for token in sentence.tokens:
        if token.start < after or not token.text[0].isalnum():
            continue
        mention = _mention_at(token, plain, ends, catalogue, day)
        if mention is not None:
            found.append(mention)
            after = mention.end
    return found


def _mention_at(
    token: Token, plain: str, ends: dict[int, int], catalogue: Catalogue, day: dt.date | None
) -> Mention | None:
    fitting: list[Name] = []
    for name in catalogue.names_at(plain, token.start):
        end = token.start + len(name.text)
        if end not in ends or (fitting and len(name.text) < len(fitting[0].text)):
            continue
        fitting.append(name)
    if not fitting:
        return None
    if fitting[0].text.isupper() is False and fitting[0].text.islower() and token.tag == "MD":
        return None
    name = likeliest(fitting, catalogue, day)
    if name.how == "person" and " " not in name.text and _is_another(token, name, catalogue, day):
        return None
    party = catalogue.parties.get(name.owner)
    if party is not None and name.how != "name" and not party.existed(day):
        return None  # Salisbury has not been a capital since 1979
    end = token.start + len(name.text)
    return Mention(name, token.start, end, token.i, ends[end], _is_bonded(plain, end))


def _is_another(token: Token, name: Name, catalogue: Catalogue, day: dt.date | None) -> bool:
    """A bare surname with another first name before it, or of one who was not yet in office."""
    before = [
        c for c in token.children if c.dep == "compound" and c.tag == "NNP" and c.i == token.i - 1
    ]
    if (
        before
        and before[0].lower.rstrip(".") not in _TITLES
        and before[0].lower not in catalogue.roles
    ):
        return True
    return _fit_of_person(catalogue.persons[name.owner], day) == 0


_TITLES = frozenset({
    "mr", "mrs", "ms", "dr", "sir", "gen", "general", "president", "king", "sheikh", "ayatollah",
    "prince", "secretary", "minister", "senator", "chancellor", "pm", "lord", "lady", "col",
    "colonel", "pope", "premier", "ambassador", "sen", "rep",
})  # fmt: skip


def _is_bonded(plain: str, end: int) -> bool:
    if plain[end : end + 1] != "-":
        return False
    following = plain[end + 1 : end + 12].lower()
    return following.startswith(_BONDS)


def likeliest(names: Iterable[Name], catalogue: Catalogue, day: dt.date | None) -> Name:
    """Of several owners of one name, the one who fits the day best: in office, or in being."""

    def fit(name: Name) -> int:
        person = catalogue.persons.get(name.owner)
        if person is not None:
            return _fit_of_person(person, day)
        party = catalogue.parties.get(name.owner)
        return _fit_of_party(party, day, name)

    return max(names, key=fit)


def _fit_of_person(person: Person, day: dt.date | None) -> int:
    if any(office.held(day) for office in person.offices):
        return 3
    past = any(day and office.since and office.since <= day for office in person.offices)
    return 2 if past else 0


def _fit_of_party(party: Party | None, day: dt.date | None, name: Name) -> int:
    if party is None or not party.existed(day):
        return 1
    # A name of its own comes before an adjective or a seat that is spelled the same.
    return 5 if name.how == "name" else 4
