"""The user's dictionaries: which files they are, their text, and which format that is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from foedus.catalogue.petrarch import Form, form_of
from foedus.catalogue.tables import has_header
from foedus.errors import CatalogueError

MOST_BYTES = 64_000_000
_IN_FOLDERS = ("*.csv", "*.actors", "*.actors.txt", "*.agents", "*.agents.txt")


@dataclass(frozen=True, slots=True)
class UsersText:
    """A file and its text. `form` is PETRARCH's format that it is in; None is a CSV file of ours.

    In a text of PETRARCH's, bytes that are no UTF-8 stand as lone surrogates.
    """

    file: str
    text: str
    form: Form | None


def users_files(paths: Sequence[Path]) -> Iterator[Path | CatalogueError]:
    """The files, and those of folders that are dictionaries by their names."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted({file for pattern in _IN_FOLDERS for file in path.glob(pattern)})
        yield from found
        if not found:
            cause = f"the folder holds no dictionary: no {', '.join(_IN_FOLDERS)}"
            yield CatalogueError(str(path), 1, cause)


def users_texts(paths: Sequence[Path]) -> Iterator[UsersText | CatalogueError]:
    """Each file with its text; a fault for what cannot be read."""
    for file in users_files(paths):
        yield file if isinstance(file, CatalogueError) else _text_of(file)


def _text_of(path: Path) -> UsersText | CatalogueError:
    file = str(path)
    try:
        with path.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        return CatalogueError(file, 1, f"cannot be read: {error.strerror}")
    if len(content) > MOST_BYTES:
        cause = f"it is larger than {MOST_BYTES // 1_000_000} MB; divide it"
        return CatalogueError(file, 1, cause)
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    form = None if has_header(text) else form_of(text, file)
    if form is None and not _is_utf8(text):
        return CatalogueError(file, 1, "it is not UTF-8; save it as UTF-8")
    return UsersText(file, text, form)


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
