"""PETRARCH's dictionaries turned into CSV files of ours, to keep and to correct."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from foedus.catalogue.loading import own_catalogue, sorted_faults
from foedus.catalogue.petrarch_texts import petrarch_rows
from foedus.catalogue.tables import COLUMNS, Row
from foedus.catalogue.users_files import UsersText, users_texts
from foedus.errors import CatalogueError, UsageError


def import_dictionaries(
    paths: Sequence[Path], folder: Path
) -> tuple[dict[Path, int], list[CatalogueError]]:
    """Write a CSV file for each table; returns them with their rows, and the lines skipped.

    Raises:
        CatalogueError: a file cannot be read, or is in no format of PETRARCH's.
        UsageError: the folder holds one of the files already; nothing was written.
    """
    texts: list[UsersText] = []
    for found in users_texts(paths):
        if isinstance(found, CatalogueError):
            raise found
        if found.form is None:
            cause = "it is no dictionary of PETRARCH's: no line has a code, such as [USAGOV]"
            raise CatalogueError(found.file, 1, cause)
        texts.append(found)
    tables: dict[str, list[Row]] = defaultdict(list)
    skipped: list[CatalogueError] = []
    for row in petrarch_rows(texts, own_catalogue()):
        if isinstance(row, CatalogueError):
            skipped.append(row)
        else:
            tables[row[0]].append(row[1])
    files = {folder / f"{table}.csv": tables[table] for table in COLUMNS if table in tables}
    for file in files:
        if file.exists():
            raise UsageError(f"{file} is there already; name another folder, or move it away")
    folder.mkdir(parents=True, exist_ok=True)
    sources = ", ".join(Path(one.file).name for one in texts)
    for (file, rows), table in zip(files.items(), (t for t in COLUMNS if t in tables), strict=True):
        file.write_text(_text(table, rows, sources), encoding="utf-8")
    return {file: len(rows) for file, rows in files.items()}, sorted_faults(skipped)


def _text(table: str, rows: Sequence[Row], sources: str) -> str:
    text = io.StringIO()
    # No line break of a file's name may end the comment.
    text.write(f"# source: {' '.join(sources.split())}, by foedus actors import\n")
    text.write("# licence: that of the source\n")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS[table])
    writer.writerows([row.cells[column] for column in COLUMNS[table]] for row in rows)
    return text.getvalue()
