"""Names of the catalogue in a sentence: where they stand, and whose they are on that day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from foedus.catalogue.catalogue import PLAIN, Catalogue
from foedus.catalogue.entries import Name, Party, Person
from foedus.reading.sentence import Sentence, Token
from foedus.resolving.namesakes import Spot, meant_by, namesakes
from foedus.resolving.spelled_out import owner_of_letters

# "US-backed rebels" are not American: a name before one of these does not own what follows.
_BONDS = (
    "backed", "endorsed", "led", "supported", "funded", "armed", "aligned", "allied", "trained",
    "brokered",
    "sponsored", "linked", "affiliated", "born", "occupied", "made", "built",
    "mediated", "imposed", "dominated", "style", "inspired", "friendly", "bound", "supplied",
    "sanctioned", "mandated", "approved", "authorised", "authorized", "supervised", "facilitated",
    "drafted", "proposed", "designated", "registered",
)  # fmt: skip
_LONGEST_SHIP = 4  # words of a ship's name: "USS Dwight D. Eisenhower"
# Nor are "pro-Iranian militias" Iran's.
_STANCE = re.compile(r"\b(?:pro|anti|non)-$", re.IGNORECASE)


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
    plain = _plain(text)
    found: list[Mention] = []
    after = 0
    for token in sentence.tokens:
        if token.start < after or not token.text[0].isalnum():
            continue
        mention = _mention_at(token, plain, sentence, catalogue, day)
        if mention is not None:
            found.append(mention)
            after = mention.end
    return found


@lru_cache(maxsize=4)
def _plain(text: str) -> str:
    """A report's text with plain quotation marks; asked for anew with each of its sentences."""
    return text.translate(PLAIN)


def _mention_at(
    token: Token,
    plain: str,
    sentence: Sentence,
    catalogue: Catalogue,
    day: dt.date | None,
) -> Mention | None:
    fitting: list[Name] = []
    for name in catalogue.names_at(plain, token.start):
        if fitting and len(name.text) < len(fitting[0].text):
            break
        if _last_of(name, token, sentence) >= 0:
            fitting.append(name)
    if not fitting:
        return None
    last = _last_of(fitting[0], token, sentence)
    if fitting[0].text.isupper() is False and fitting[0].text.islower() and token.tag == "MD":
        return None
    name = fitting[0] if len(fitting) == 1 else likeliest(fitting, catalogue, day, plain)
    if name.how == "ship":
        last = _last_of_ship(last, sentence)
        if last < 0:
            return None
    end = sentence.tokens[last].end if name.how == "ship" else token.start + len(name.text)
    if name.how != "person":
        if _is_of_a_person(token, name, sentence, last, catalogue):
            return None
        owner = _owner_of(name, Spot(plain, token.start, end, sentence), catalogue, day)
        if owner is None:
            return None
        name = name if owner == name.owner else replace(name, owner=owner)
    if (
        name.how == "person"
        and " " not in name.text
        and (_is_of_kin(token) or _is_another(token, name, catalogue, day))
    ):
        return None
    party = catalogue.parties.get(name.owner)
    if party is not None and name.how != "name" and not party.existed(day):
        return None  # Salisbury has not been a capital since 1979
    of_a_land = name.how == "adjective" or plain[token.start : end].isupper()
    bonded = _is_bonded(plain, end, of_a_land) or _STANCE.search(
        plain, max(0, token.start - 5), token.start
    )
    return Mention(name, token.start, end, token.i, last, bool(bonded))


def _owner_of(name: Name, spot: Spot, catalogue: Catalogue, day: dt.date | None) -> str | None:
    """Whom a party's name means here: by the text around it, or as the report spells it out."""
    owner = meant_by(name, spot, catalogue, day)
    return owner_of_letters(name, spot.text, catalogue) if owner == name.owner else owner


def _is_of_kin(token: Token) -> bool:
    """ "his mother, Sharon": a first name."""
    return token.dep == "appos" and token.head.lemma in _KIN


def _last_of(name: Name, token: Token, sentence: Sentence) -> int:
    """The last token of a name that begins at a token; -1 where it ends within one."""
    end = token.start + len(name.text)
    for other in sentence.tokens[token.i :]:
        if other.end >= end:
            return other.i if other.end == end else -1
    return -1


def _last_of_ship(prefix: int, sentence: Sentence) -> int:
    """The last token of the ship's own name after "USS" or "HMS"; -1 where none follows."""
    last = prefix
    for other in sentence.tokens[prefix + 1 : prefix + 1 + _LONGEST_SHIP]:
        is_beside = other.start == sentence.tokens[last].end + 1
        if not is_beside or other.tag not in ("NNP", "NNPS") or not other.text[0].isupper():
            break
        last = other.i
    return last if last > prefix else -1


def _is_another(token: Token, name: Name, catalogue: Catalogue, day: dt.date | None) -> bool:
    """A bare surname with another first name before it, or of one who was not yet in office."""
    before = [
        c for c in token.children if c.dep == "compound" and c.tag == "NNP" and c.i == token.i - 1
    ]
    if (
        before
        and before[0].lower.rstrip(".") not in _TITLES
        and before[0].lower not in catalogue.roles
        and before[0].text not in namesakes().not_given
    ):
        return True
    return _fit_of_person(catalogue.persons[name.owner], day) == 0


def _is_of_a_person(
    token: Token, name: Name, sentence: Sentence, last: int, catalogue: Catalogue
) -> bool:
    """Whether a country's name is half of a person's: "Jordan Peterson", "Michael Jordan"."""
    known = namesakes()
    if name.text in known.surnames and _is_first_name(token, catalogue):
        return True
    if name.text not in known.given or last + 1 >= len(sentence.tokens):
        return False
    following = sentence.tokens[last + 1]
    word = following.text
    return (
        following.tag == "NNP"
        and following.start == sentence.tokens[last].end + 1
        and word.isalpha()
        and word.istitle()
        and word not in known.not_surnames
        and following.lower not in catalogue.roles
        and not any(True for _ in catalogue.names_at(word, 0))
    )


def _is_first_name(token: Token, catalogue: Catalogue) -> bool:
    """Whether the word right before a name is a first name: no role, no party, no direction."""
    before = [
        child
        for child in token.children
        if child.dep == "compound" and child.tag == "NNP" and child.end + 1 == token.start
    ]
    if not before or not before[0].text.replace(".", "").istitle():
        return False
    word = before[0]
    return (
        word.text not in namesakes().not_given
        and word.lower.rstrip(".") not in _TITLES
        and word.lower not in catalogue.roles
        and not any(name.text == word.text for name in catalogue.names_at(word.text, 0))
    )


_KIN = frozenset({
    "mother", "father", "wife", "husband", "son", "daughter", "sister", "brother", "uncle", "aunt",
    "cousin", "grandmother", "grandfather", "girlfriend", "boyfriend", "friend", "widow",
})  # fmt: skip
_TITLES = frozenset({
    "mr", "mrs", "ms", "dr", "sir", "gen", "general", "president", "king", "sheikh", "ayatollah",
    "prince", "secretary", "minister", "senator", "chancellor", "pm", "lord", "lady", "col",
    "colonel", "pope", "premier", "ambassador", "sen", "rep",
})  # fmt: skip


# "US- and EU-backed rebels"; of adjectives "Russian and Iranian-backed" and "Russian backed" too,
# and of letters "US and EU-backed".
_AND_ANOTHER = re.compile(rf"-(?:,| and| or) [A-Z]\w+-(?:{'|'.join(_BONDS)})\b")
_OF_BOTH = re.compile(
    rf" (?:and|or) [A-Z]\w+-(?:{'|'.join(_BONDS)})\b| (?:backed|supported|allied) [a-zA-Z]"
)


def _is_bonded(plain: str, end: int, adjective: bool) -> bool:
    if _AND_ANOTHER.match(plain, end) or (adjective and _OF_BOTH.match(plain, end)):
        return True
    if plain[end : end + 1] != "-":
        return False
    following = plain[end + 1 : end + 12].lower()
    return following.startswith(_BONDS)


def likeliest(
    names: Iterable[Name], catalogue: Catalogue, day: dt.date | None, text: str = ""
) -> Name:
    """Of several owners of one name, the one who fits the day best: in office, or in being.

    Of persons the one comes first whose full name stands in `text`.
    """

    def fit(name: Name) -> int:
        person = catalogue.persons.get(name.owner)
        if person is not None:
            held = _fit_of_person(person, day)
            return held + 10 if held and person.name in text else held
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
