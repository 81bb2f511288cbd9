"""The whole path: sources -> reading -> coding -> resolving -> record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path

from foedus import __version__
from foedus.catalogue.loading import load_catalogue
from foedus.catalogue.users_files import users_files
from foedus.coding import drafts_in, patterns
from foedus.coding.classifier import classifier
from foedus.coding.pair_pieces import reader
from foedus.coding.relations import Relater
from foedus.errors import SourceError
from foedus.model import Actor, Entry, Report
from foedus.reading.news import news_passages
from foedus.reading.parsing import Parser, as_sentences
from foedus.reading.sentence import Sentence
from foedus.record import Kept, Record
from foedus.resolving import OpenPairs, named_actors, resolve
from foedus.resolving.circumstances import Surroundings

OnError = Callable[[SourceError], None]


class Coder:
    """Codes reports. Loading takes a second or two; then it codes any number of them.

    Args:
        model: a spaCy pipeline by name or path; None takes the small English one.
        dictionaries: the user's own catalogue files or folders, on top of foedus's; PETRARCH's
            actors and agents too.
        embedding: whether the meaning of a clause is asked where its words leave it open.
    """

    def __init__(
        self,
        *,
        model: str | None = None,
        dictionaries: Sequence[Path] = (),
        embedding: bool = True,
    ) -> None:
        self._parser = Parser(model)
        self._patterns = patterns()
        self._embedding = embedding
        self._catalogue = load_catalogue(dictionaries)
        # The lines of the user's dictionaries that were left out, with place and cause.
        self.skipped = self._catalogue.skipped
        self._surroundings = Surroundings()
        # A record says which version coded it: foedus's own, the pipeline's,
        # and, where there are some, of the user's dictionaries, since they change who is who.
        of_meaning = "+minilm" if embedding else ""
        self.version = (
            f"foedus-{__version__}+{self._parser.name}{of_meaning}{_mark_of(dictionaries)}"
        )

    @cached_property
    def _open_pairs(self) -> OpenPairs:
        """The small model takes most of a second to load, and `mentions` does without."""
        read = reader() if self._embedding else None
        return OpenPairs(Relater(self._patterns, classifier(), read), self._patterns)

    def code(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Entry]]]:
        """Yield each report with its entries, in order, holding only a few reports at a time."""
        for report, sentences in self._sentences(reports):
            coded = ((sentence, drafts_in(sentence, self._patterns)) for sentence in sentences)
            yield (
                report,
                resolve(report, coded, self._catalogue, self._surroundings, self._open_pairs),
            )

    def mentions(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Actor]]]:
        """Yield each report with every actor that its sentences name, in the order of the text."""
        for report, sentences in self._sentences(reports):
            yield report, named_actors(report, sentences, self._catalogue)

    def _sentences(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Sentence]]]:
        passages = (
            (report.text[start:end], (number, report, start))
            for number, report in enumerate(reports)
            for start, end in list(news_passages(report.text)) or [(0, 0)]
        )
        for _, group in groupby(self._parser.parse(passages), key=lambda item: item[1][0]):
            sentences: list[Sentence] = []
            for parsed, (_, report, start) in group:
                sentences += as_sentences(parsed, report.text, len(sentences), start)
            yield report, sentences


def keep(
    reports: Iterable[Report], record: Record, coder: Coder, *, origin: str | None = None
) -> Iterator[tuple[Report, Kept]]:
    """Code reports and keep them; each is on disk when yielded. What is kept is not coded again."""
    kept = record.is_kept

    def new() -> Iterator[Report]:
        for report in reports:
            if not kept(report, coder.version):
                yield report

    for report, entries in coder.code(new()):
        yield report, record.keep(report, entries, coded_by=coder.version, origin=origin)


def _mark_of(dictionaries: Sequence[Path]) -> str:
    """A short mark of what stands in the user's dictionaries; empty without any."""
    files = [file for file in users_files(dictionaries) if isinstance(file, Path)]
    if not files:
        return ""
    digest = hashlib.blake2b(digest_size=4)
    for file in files:
        digest.update(file.read_bytes())
    return f"+actors-{digest.hexdigest()}"
