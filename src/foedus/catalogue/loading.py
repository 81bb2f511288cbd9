"""Loads the catalogue: the data files that come with foedus, and the user's own on top."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.tables import OTHER_COLUMNS, Row, read_rows
from foedus.catalogue.users_files import UsersText, users_texts
from foedus.errors import CatalogueError


def own_file_texts() -> dict[str, str]:
    """The CSV files that come with foedus, by name; those of dates and places among them."""
    folder = files("foedus.catalogue")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".csv"))
    return {name: folder.joinpath(name).read_text(encoding="utf-8") for name in names}


def own_rows() -> Iterator[tuple[str, Row]]:
    """The rows of foedus's own dictionary files."""
    for file, text in own_file_texts().items():
        if file not in OTHER_COLUMNS:  # others read these themselves
            yield from read_rows(text, file)


@cache
def own_catalogue() -> Catalogue:
    """The catalogue that comes with foedus; not to be changed."""
    return Catalogue(own_rows())


def load_catalogue(paths: Sequence[Path] = ()) -> Catalogue:
    """The catalogue, with the user's dictionary files or folders on top.

    First those in PETRARCH's formats, whose malformed lines are skipped, then the CSV files.

    Raises:
        CatalogueError: a file cannot be read, or a line of a CSV file breaks its rules; names the
            file, the line and the cause.
    """
    if not paths:
        return own_catalogue()
    with _nothing_collected():
        return _loaded(paths)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """All that loading makes stays: looking through it for garbage takes a quarter of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _loaded(paths: Sequence[Path]) -> Catalogue:
    texts: list[UsersText] = []
    for found in users_texts(paths):
        if isinstance(found, CatalogueError):
            raise found
        texts.append(found)
    catalogue = Catalogue(own_rows())
    foreign = [one for one in texts if one.form is not None]
    if foreign:
        from foedus.catalogue.petrarch_texts import petrarch_rows  # which needs the catalogue

        rows: list[tuple[str, Row]] = []
        faults: list[CatalogueError] = []
        for row in petrarch_rows(foreign, catalogue):
            if isinstance(row, CatalogueError):
                faults.append(row)
            else:
                rows.append(row)
        catalogue.add(rows)
        catalogue.skipped = tuple(sorted_faults(faults))
    ours = [one for one in texts if one.form is None]
    if ours:
        catalogue.add(row for one in ours for row in read_rows(one.text, one.file))
    return catalogue


def sorted_faults(faults: Iterable[CatalogueError]) -> list[CatalogueError]:
    """By line within a file; files in the order of their first fault."""
    faults = list(faults)
    order = {file: i for i, file in enumerate(dict.fromkeys(fault.file for fault in faults))}
    return sorted(faults, key=lambda fault: (order[fault.file], fault.line))
