"""Who is meant where governments are asked as a class: "Arab governments, Jordan among them".

Members are those named beside the class, else those of whom the next lines of the report say that
they answered or kept silent: who has yet to reply was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from foedus.catalogue.catalogue import PLAIN
from foedus.catalogue.entries import Name
from foedus.reading.sentence import Token
from foedus.resolving.known import Known, Reading
from foedus.resolving.names import Names

_CLASSES: Final = frozenset({
    "government", "country", "capital", "nation", "state", "ally", "partner", "neighbour",
    "neighbor", "power",
})  # fmt: skip
# "among them Chile and Peru", "from Chile to Japan", and "Chile and Peru among them".
_THERE_FOLLOW: Final = re.compile(r",? (?:among them|among those|from|namely)\s")
_THERE_WENT: Final = re.compile(r",? (?:among them|among those|included)\b")
_BETWEEN: Final = re.compile(r",?\s?(?:(?:and|or|to)\s)?(?:the\s)?")
_NEARBY: Final = 600  # characters, about a paragraph, as for calls (network.calls.CallOptions)
# What one does who was asked, right after its name as the subject of a clause.
_ANSWERS: Final = re.compile(
    r",? (?:has |have |had |is |are |was )?(?:already |still |so far |also |since )?(?:"
    r"yet to (?:reply|answer|respond|decide)|not (?:yet )?(?:replied|answered|responded|decided)"
    r"|(?:did|does) not (?:reply|answer|respond)|(?:given|gave) no (?:reply|answer|response)"
    r"|(?:will|would|can|could)(?: not|not) (?:send|give|join|take|supply|provide|deliver|help"
    r"|contribute|lend)"
    r"|(?:refused|declined|agreed|demurred|replied|responded|answered)\b"
    r"|turned (?:it|them|the request|the appeal|the plea) down|said (?:no|yes)\b"
    r"|(?:weighing|considering|studying) (?:it|the (?:request|appeal|plea|call)))"
)
_NO_REPLY_FROM: Final = re.compile(
    r"\b[Nn]o (?:reply|answer|response|word) (?:has come |came )?from "
)
_STARTS: Final = re.compile(r"(?:^|[.;:,\n] ?|\b(?:and|while|but|whereas) )\s*(?:\"|“)?(?=[A-Z])")


def is_class(token: Token) -> bool:
    """ "governments", "its allies": states by the many, and none of them by name."""
    everybody = token.lower == "world" or (
        token.lower == "community" and any(c.lower == "international" for c in token.children)
    )
    return everybody or (token.tag == "NNS" and token.lemma in _CLASSES)


def members_of(token: Token, reading: Reading, names: Names) -> list[Known]:
    """Those of a class who are named beside it; else those told of as having been asked."""
    return _beside(token, reading, names) or list(_answering(reading, names))


def _beside(token: Token, reading: Reading, names: Names) -> list[Known]:
    text = reading.text.translate(PLAIN)
    lead = _THERE_FOLLOW.match(text, token.end)
    if lead is not None:
        return _row(lead.end(), reading, names)[0]
    found, end = _row(token.end, reading, names)
    return found if _THERE_WENT.match(text, end) else []


def _row(start: int, reading: Reading, names: Names) -> tuple[list[Known], int]:
    """The names that stand in a row from here, and where they end."""
    found: list[Known] = []
    end = start
    for mention in reading.mentions:
        if mention.start < end:
            continue
        between = _BETWEEN.match(reading.text, end)
        if between is None or between.end() != mention.start or mention.bonded:
            break
        known = names.of_mention(mention, reading)
        if known is None:
            break
        found.append(known)
        end = mention.end
    return found, end


def _answering(reading: Reading, names: Names) -> Iterator[Known]:
    """States that answer, or do not, in the lines that follow."""
    end = max(reading.sentence.end - 1, 0)  # the full stop is where the next one starts
    text = reading.text[: end + _NEARBY].translate(PLAIN)
    seen: set[str] = set()
    for place in (*_STARTS.finditer(text, end), *_NO_REPLY_FROM.finditer(text, end)):
        name = _state_at(text, place.end(), names)
        if name is None or name.owner in seen:
            continue
        last = place.end() + len(name.text)
        if place.re is _STARTS and not _ANSWERS.match(text, last):
            continue
        seen.add(name.owner)
        party = names.catalogue.parties[name.owner]
        yield Known(names.actor(party, None, reading, place.end(), last), 0.8, "state")


def _state_at(text: str, start: int, names: Names) -> Name | None:
    """The state named at a place, by its own name."""
    for name in names.catalogue.names_at(text, start):
        party = names.catalogue.parties.get(name.owner)
        is_whole = not text[start + len(name.text) : start + len(name.text) + 1].isalnum()
        if is_whole and party is not None and party.kind == "state" and name.how == "name":
            return name
    return None
