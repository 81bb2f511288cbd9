"""The words that an entry rests on, and the name that it has by them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from foedus.model import Evidence, Report
from foedus.reading.sentence import Token
from foedus.resolving.known import Known, Reading


class Quotes:
    """Quotes one sentence of a report."""

    def __init__(self, report: Report, reading: Reading) -> None:
        self._report = report
        self._reading = reading

    def words(self, first: Token, last: Token) -> str:
        """The report's words from one token to another."""
        return self._report.text[first.start : last.end]

    def of(self, trigger: Token, words: Sequence[Token], parties: Sequence[Known]) -> Evidence:
        """From the first to the last of the words that carry an entry, within the sentence."""
        sentence = self._reading.sentence
        spans = [(trigger.start, trigger.end), *((w.start, w.end) for w in words)]
        spans += [(k.actor.start, k.actor.end) for k in parties]
        inside = [s for s in spans if sentence.start <= s[0] and s[1] <= sentence.end]
        start, end = min(s[0] for s in inside), max(s[1] for s in inside)
        return Evidence(self._report.id, sentence.index, start, end, self._report.text[start:end])


def entry_id(letter: str, evidence: Evidence, *parts: str) -> str:
    """The same words coded the same way have the same id, in every run."""
    all_parts = [evidence.report, str(evidence.start), str(evidence.end), *parts]
    digest = hashlib.blake2b("\x1f".join(all_parts).encode(), digest_size=6).hexdigest()
    return f"{letter}-{digest}"


def ids_of(known: Sequence[Known]) -> list[str]:
    """The ids of actors, in their order."""
    return [one.actor.id for one in known]
