"""JSONL of sentences with two marked parties -> rows, for `foedus relate` and `foedus score`."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from foedus.errors import SourceError
from foedus.model import Span
from foedus.sources.decoding import decode_rows
from foedus.sources.json_files import json_lines
from foedus.sources.limits import DEFAULT_LIMITS, Limits, amount, printable
from foedus.sources.walking import open_file, read_bytes

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class PairRow:
    """A sentence with its parties as offsets, end exclusive; of gold rows, the answer too.

    `root` is an event type, or YIELD for CONCEDE and RETREAT together; `penta` is 1 to 4 for
    verbal cooperation, material cooperation, verbal conflict and material conflict.
    """

    id: str
    sentence: str
    source: Span | None
    target: Span | None
    root: str | None = None
    penta: int | None = None

    @property
    def half(self) -> int:
        """0 or 1, by a hash of the sentence: to tune on one half and report the other."""
        return int(hashlib.sha256(self.sentence.encode()).hexdigest(), 16) % 2


def read_pairs(
    path: str | Path, *, limits: Limits = DEFAULT_LIMITS, stdin: BinaryIO | None = None
) -> Iterator[PairRow | SourceError]:
    """The rows of a JSONL file, or of standard input (`-`); a bad line is yielded as an error."""
    name = str(path)
    place = "standard input" if name == STANDARD_INPUT else printable(name)
    try:
        if name == STANDARD_INPUT:
            data = read_bytes(stdin or sys.stdin.buffer, place, limits.file_bytes)
        else:
            with open_file(name) as stream:
                data = read_bytes(stream, place, limits.file_bytes)
        for where, number, given in json_lines(decode_rows(data, place), place, limits):
            yield _row(given, where, str(number), limits)
    except SourceError as error:
        yield error


def _row(given: object, place: str, number: str, limits: Limits) -> PairRow | SourceError:
    if isinstance(given, SourceError):
        return given
    try:
        return _pair_row(given, place, number, limits)
    except SourceError as error:
        return error


def _pair_row(given: object, place: str, number: str, limits: Limits) -> PairRow:
    if not isinstance(given, dict):
        raise SourceError(place, 'is no object; write {"id", "sentence", "source_span", …}')
    sentence = given.get("sentence")
    if not isinstance(sentence, str) or not sentence.strip():
        raise SourceError(place, "has no sentence; give it as a text")
    if len(sentence) > limits.text_chars:
        raise SourceError(place, f"the sentence is over {amount(limits.text_chars, 'characters')}")
    penta = given.get("penta")
    return PairRow(
        id=str(given.get("id", number)),
        sentence=sentence,
        source=_span(given, "source_span", sentence, place),
        target=_span(given, "target_span", sentence, place),
        root=given["root"] if isinstance(given.get("root"), str) else None,
        penta=penta if isinstance(penta, int) and not isinstance(penta, bool) else None,
    )


def _span(given: Mapping[str, object], name: str, sentence: str, place: str) -> Span | None:
    value = given.get(name)
    if value is None:
        return None
    if (
        not isinstance(value, list)
        or len(value) != 2
        or any(isinstance(one, bool) or not isinstance(one, int) for one in value)
    ):
        raise SourceError(place, f"{name} is no pair of offsets; write [start, end] or null")
    start, end = value
    if not 0 <= start < end <= len(sentence):
        raise SourceError(
            place,
            f"{name} [{start}, {end}] does not lie in the sentence of {len(sentence)} characters",
        )
    return start, end
