"""The verbs of the shell for Python: read reports into a ledger, or code them and keep nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from foedus.coding.relations import Relation
from foedus.errors import SourceError
from foedus.model import Entry, Report
from foedus.pipeline import Coder, keep
from foedus.record import Kept, Record
from foedus.relating import PairCoder
from foedus.scoring import Score
from foedus.scoring import score as compare
from foedus.sources import read_sources
from foedus.sources.pairs import PairRow, read_pairs
from foedus.sources.rows import text_id

Given = str | Path | Report | Iterable[str | Path | Report]
OnError = Callable[[SourceError], None]


def code(  # noqa: PLR0913 - options of one verb, all by keyword
    given: Given,
    *,
    date: dt.date | None = None,
    fields: Mapping[str, str] | None = None,
    model: str | None = None,
    dictionaries: Sequence[Path] = (),
    on_error: OnError | None = None,
) -> list[Entry]:
    """The entries of files, folders, archives, reports or one text, in their order.

    A string with white space in it that names no file is a text; any other string is a path, and
    a `Path` always is. `date` is for what has no date; `fields` maps our field names to those of
    the input. `dictionaries` are CSV files or PETRARCH's, of actors or agents, or folders of them.
    What cannot be read goes to `on_error`, or is raised where that is None.

    >>> [entry.event for entry in code("Iran condemned Israel on Monday.")]  # doctest: +SKIP
    ['ACCUSE']
    """
    coder = Coder(model=model, dictionaries=dictionaries)
    reports = _reports(given, date, fields, on_error)
    return [entry for _, entries in coder.code(reports) for entry in entries]


def read(  # noqa: PLR0913 - options of one verb, all by keyword
    paths: Given,
    *,
    record: str | Path | Record = "foedus.db",
    date: dt.date | None = None,
    fields: Mapping[str, str] | None = None,
    model: str | None = None,
    dictionaries: Sequence[Path] = (),
    on_error: OnError | None = None,
) -> list[Kept]:
    """Code reports and keep them in a ledger, made if there is none; says what became of each.

    Reports that the ledger holds already, coded by this version, are passed over and not listed.
    The other arguments are those of `code`. What was kept before an error stays.
    """
    coder = Coder(model=model, dictionaries=dictionaries)
    reports = _reports(paths, date, fields, on_error)
    if isinstance(record, Record):
        return [kept for _, kept in keep(reports, record, coder)]
    with Record(record, create=True) as ledger:
        return [kept for _, kept in keep(reports, ledger, coder)]


def relate(
    path: str | Path,
    *,
    model: str | None = None,
    embedding: bool = True,
    on_error: OnError | None = None,
) -> list[Relation]:
    """What the source does to the target in each row of a JSONL file of marked pairs.

    A row has `id`, `sentence`, `source_span` and `target_span`; a span is [start, end] in
    characters, or null. A bad line goes to `on_error`, or is raised where that is None.
    """
    coder = PairCoder(model=model, embedding=embedding)
    return [found for _, found in coder.relate(_pairs(path, on_error))]


def score(
    path: str | Path,
    *,
    model: str | None = None,
    embedding: bool = True,
    on_error: OnError | None = None,
) -> Score:
    """How `relate` agrees with gold: rows that have the answer too, as `root` and `penta`."""
    coder = PairCoder(model=model, embedding=embedding)
    return compare(list(coder.answered(_pairs(path, on_error))))


def _pairs(path: str | Path, on_error: OnError | None) -> Iterator[PairRow]:
    for row in read_pairs(path):
        if isinstance(row, PairRow):
            yield row
        elif on_error is None:
            raise row
        else:
            on_error(row)


def _reports(
    given: Given,
    date: dt.date | None,
    fields: Mapping[str, str] | None,
    on_error: OnError | None,
) -> Iterator[Report]:
    several = [given] if isinstance(given, str | Path | Report) else given
    for one in several:
        if isinstance(one, Report):
            yield one
        elif isinstance(one, str) and _is_text(one):
            yield Report(id=text_id(one), text=one, date=date)
        else:
            for found in read_sources([one], date=date, fields=fields):
                if isinstance(found, Report):
                    yield found
                elif on_error is None:
                    raise found
                else:
                    on_error(found)


def _is_text(given: str) -> bool:
    if not any(map(str.isspace, given)):
        return False
    try:
        return not Path(given).exists()
    except (OSError, ValueError):  # too long for a name, or a null character in it
        return True
