"""The patterns of patterns.toml: loaded, validated, and indexed by the words that trigger them."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from foedus.coding.gerund_nouns import with_gerund_nouns
from foedus.coding.ontology import ontology
from foedus.errors import PatternError
from foedus.model import ASSERTIONS, Assertion

COMPLEMENTS = ("asks", "promises", "threatens", "warns", "refuses", "accuses", "ceases", "orders")
SPECIAL_OBJECTS = ("*actor", "*person", "*forces", "*name", "*proper", "*none", "*captive")

# Words of a phrase after its first or before its last: ("call", "off") is stored under "call".
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with what it must be coded as: ids of actors, and other fields by name."""

    sentence: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that make an event of a type, and where its parties stand. See patterns.toml."""

    id: str
    event: str
    mode: str | None
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    nouns_of: frozenset[str]
    object: frozenset[str]
    not_object: frozenset[str]
    not_after: frozenset[str]
    needs: tuple[str, ...]
    target: tuple[str, ...]
    doer: tuple[str, ...]
    of: str
    compound: str
    mutual: bool
    complement: str | None
    alone: bool
    not_clause: bool
    of_a_person: tuple[str, str] | None
    sideless: bool
    acts: bool
    light_only: bool
    carried_only: bool
    share_only: bool
    only: str | None
    not_done: bool
    would_not: bool
    own: bool
    of_the_war: bool
    assertion: Assertion | None
    doer_sector: frozenset[str]
    doer_words: frozenset[str]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """Everything of patterns.toml, indexed: first words of verbs and last words of nouns."""

    events: tuple[Pattern, ...]
    verbs: Mapping[str, Sequence[tuple[Phrase, Pattern]]]
    nouns: Mapping[str, Sequence[tuple[Phrase, Pattern]]]
    light: Mapping[str, Sequence[tuple[Phrase, str]]]
    governors: Mapping[str, Sequence[tuple[Phrase, str]]]
    control: Mapping[str, Sequence[tuple[Phrase, str]]]
    proxy: Mapping[str, frozenset[str]]
    saying: Mapping[str, Sequence[tuple[Phrase, str]]]
    promise: Mapping[str, Mapping[str, str]]
    conditions: Mapping[str, str]
    condition_phrases: Mapping[Phrase, str]
    denial: Mapping[str, frozenset[str]]
    bond: Mapping[str, frozenset[str]]
    carriers: Mapping[str, frozenset[str]]
    bond_phrases: tuple[Phrase, ...]

    def is_mutual(self, noun: str) -> bool:
        """Whether a noun names what both sides do: "meeting", "truce"."""
        return any(pattern.mutual for _, pattern in self.nouns.get(noun, ()))


# The fields of an event, by the kind of value that each holds.
_WORDS = ("verbs", "nouns", "nouns-of", "object", "not-object", "not-after", "needs", "target",
          "doer", "of-a-person", "doer-sector", "doer-words")  # fmt: skip
_FLAGS = (
    "mutual", "alone", "not-clause", "sideless", "acts", "light-only", "carried-only", "share-only",
    "not-done", "would-not", "own", "of-the-war",
)  # fmt: skip
_STRINGS = ("id", "event", "mode", "of", "compound", "complement", "only", "assertion")


def _check_fields(name: str, raw: Mapping[str, Any]) -> None:
    """Raise PatternError for an unknown field, or one whose value is of the wrong kind."""
    for field, value in raw.items():
        if field in _WORDS:
            fits = isinstance(value, list) and all(isinstance(word, str) for word in value)
            kind = "a list of words"
        elif field in _FLAGS:
            fits, kind = isinstance(value, bool), "true or false"
        elif field in _STRINGS:
            fits, kind = isinstance(value, str), "a word"
        elif field == "examples":
            fits, kind = isinstance(value, list), "a list of examples"
        else:
            raise PatternError(f"patterns.toml, event {name}: unknown field {field}")
        if not fits:
            raise PatternError(f"patterns.toml, event {name}: {field} is not {kind}")
    odd = [
        word for word in raw.get("object", ()) if word[:1] == "*" and word not in SPECIAL_OBJECTS
    ]
    if odd:
        raise PatternError(
            f"patterns.toml, event {name}: object {odd[0]} is none of {SPECIAL_OBJECTS}"
        )


def _pattern(raw: Mapping[str, Any]) -> Pattern:
    name = raw.get("id", "?")
    _check_fields(str(name), raw)
    for needed in ("id", "event", "examples"):
        if not raw.get(needed):
            raise PatternError(f"patterns.toml, event {name}: it has no {needed}")
    kind = ontology().types.get(raw["event"])
    if kind is None:
        raise PatternError(f"patterns.toml, event {name}: {raw['event']} is not a PLOVER type")
    mode = raw.get("mode")
    if mode is not None and mode not in kind.modes:
        raise PatternError(f"patterns.toml, event {name}: {mode} is not a mode of {kind.name}")
    if raw.get("assertion") not in (None, *ASSERTIONS):
        raise PatternError(f"patterns.toml, event {name}: assertion is not one of {ASSERTIONS}")
    if raw.get("only") not in (None, "commitment", "meant", "denied"):
        raise PatternError(
            f"patterns.toml, event {name}: only is neither commitment, meant nor denied"
        )
    if raw.get("complement") not in (None, *COMPLEMENTS):
        raise PatternError(f"patterns.toml, event {name}: complement is not one of {COMPLEMENTS}")
    return Pattern(
        id=name,
        event=kind.name,
        mode=mode,
        verbs=tuple(raw.get("verbs", ())),
        nouns=tuple(raw.get("nouns", ())),
        nouns_of=frozenset(raw.get("nouns-of", ())),
        object=frozenset(raw.get("object", ())),
        not_object=frozenset(raw.get("not-object", ())),
        not_after=frozenset(raw.get("not-after", ())),
        needs=tuple(raw.get("needs", ())),
        target=tuple(raw.get("target", ("object",))),
        doer=tuple(raw.get("doer", ("subject",))),
        of=raw.get("of", "target"),
        compound=raw.get("compound", "doer"),
        mutual=raw.get("mutual", False),
        complement=raw.get("complement"),
        alone=raw.get("alone", False),
        not_clause=raw.get("not-clause", False),
        of_a_person=tuple(raw["of-a-person"]) if "of-a-person" in raw else None,
        sideless=raw.get("sideless", False),
        acts=raw.get("acts", False),
        light_only=raw.get("light-only", False),
        carried_only=raw.get("carried-only", False),
        share_only=raw.get("share-only", False),
        only=raw.get("only"),
        not_done=raw.get("not-done", False),
        would_not=raw.get("would-not", False),
        own=raw.get("own", False),
        of_the_war=raw.get("of-the-war", False),
        assertion=raw.get("assertion"),
        doer_sector=frozenset(raw.get("doer-sector", ())),
        doer_words=frozenset(raw.get("doer-words", ())),
        examples=tuple(_example(name, example) for example in raw["examples"]),
    )


def open_pattern(name: str) -> Pattern:
    """A pattern that names no words: what the model finds is put in its form."""
    raw = {"id": name, "event": "SUPPORT", "examples": [["", "", ""]]}
    return replace(_pattern(raw), examples=())


def _example(name: str, raw: Sequence[Any]) -> Example:
    if len(raw) not in (3, 4) or not all(isinstance(part, str) for part in raw[:3]):
        raise PatternError(
            f"patterns.toml, event {name}: an example is [sentence, actors, recipients]"
        )
    sentence, actors, recipients = raw[:3]
    return Example(sentence, _names(actors), _names(recipients), raw[3] if len(raw) == 4 else {})


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _by_first(phrases: Iterable[tuple[str, Any]]) -> dict[str, list[tuple[Phrase, Any]]]:
    """Index phrases by their first word; the longest come first, so that they win."""
    index: dict[str, list[tuple[Phrase, Any]]] = defaultdict(list)
    for phrase, value in phrases:
        first, *rest = phrase.split()
        index[first].append((tuple(rest), value))
    for found in index.values():
        found.sort(key=lambda item: -len(item[0]))
    return dict(index)


def _by_last(phrases: Iterable[tuple[str, Pattern]]) -> dict[str, list[tuple[Phrase, Pattern]]]:
    """Index phrases by their last word; the longest come first, so that they win."""
    index: dict[str, list[tuple[Phrase, Pattern]]] = defaultdict(list)
    for phrase, value in phrases:
        *before, last = phrase.split()
        index[last].append((tuple(before), value))
    # Of two single words the one that asks for an object goes first.
    return {
        last: sorted(found, key=lambda item: (-len(item[0]), last not in item[1].nouns_of))
        for last, found in index.items()
    }


def _verb_index(events: Iterable[Pattern]) -> dict[str, list[tuple[Phrase, Pattern]]]:
    """Those that ask for a certain object or doer come first, then the longest."""
    index = _by_first((verb, pattern) for pattern in events for verb in pattern.verbs)
    for found in index.values():
        found.sort(key=lambda item: (not _asks_for_more(item[1]), -len(item[0])))
    return index


def _asks_for_more(pattern: Pattern) -> bool:
    return bool(pattern.object - set(SPECIAL_OBJECTS) or pattern.doer_words)


@cache
def patterns() -> Patterns:
    """The patterns that come with foedus, read once."""
    return parse_patterns(
        files("foedus.coding").joinpath("patterns.toml").read_text(encoding="utf-8")
    )


def parse_patterns(text: str) -> Patterns:
    """Read and validate the text of a pattern file.

    Raises:
        PatternError: names the entry and the field at fault.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PatternError(f"patterns.toml: {error}") from error
    try:
        return _patterns(raw)
    except (KeyError, TypeError, AttributeError) as error:
        raise PatternError(
            f"patterns.toml: a section is missing or has another shape: {error}"
        ) from error


def _patterns(raw: Mapping[str, Any]) -> Patterns:
    events = with_gerund_nouns([_pattern(entry) for entry in raw["event"]])
    ids = [pattern.id for pattern in events]
    for name in ids:
        if ids.count(name) > 1:
            raise PatternError(f"patterns.toml: two events have the id {name}")
    governors = [(word, entry["means"]) for entry in raw["governor"] for word in entry["words"]]
    for _, means in governors:
        if means not in ASSERTIONS:
            raise PatternError(f"patterns.toml, governor {means}: not an assertion")
    return Patterns(
        events=events,
        verbs=_verb_index(events),
        nouns=_by_last(
            (noun, pattern)
            for pattern in events
            for noun in (*sorted(pattern.nouns_of), *pattern.nouns)
        ),
        light=_by_first(
            (verb, light["subject"]) for light in raw["light"] for verb in light["verbs"]
        ),
        governors=_by_first(governors),
        control=_by_first((verb, verb) for verb in raw["control"]["object"]),
        proxy={name: frozenset(words) for name, words in raw["proxy"].items()},
        saying=_by_first((verb, verb) for verb in raw["saying"]["verbs"]),
        promise=_promises(raw["promise"]),
        conditions={
            word: name
            for name, words in raw["condition"].items()
            if name != "phrases"
            for word in words
        },
        condition_phrases={
            tuple(word for word in phrase.split() if word != "the"): name
            for phrase, name in raw["condition"]["phrases"].items()
        },
        denial={name: frozenset(words) for name, words in raw["denial"].items()},
        bond={name: frozenset(words) for name, words in raw["bond"].items()},
        carriers={name: frozenset(words) for name, words in raw["carrier"].items()},
        bond_phrases=tuple(tuple(phrase.split()) for phrase in raw["bond"]["surprise"]),
    )


def _promises(raw: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """Words of commitment: their strength, those of refusal, and those that report a future."""
    strengths = {
        word: strength for strength in ("signal", "plan", "pledge", "vow") for word in raw[strength]
    }
    return {
        "strength": strengths,
        "will-not": dict.fromkeys(raw["will-not"], "will-not"),
        "holding-back": dict.fromkeys(raw["holding-back"], "will-not"),
        "reported": dict.fromkeys(raw["reported"], "reported"),
        "avowing": dict.fromkeys(raw["avowing"], "avowing"),
    }
