"""Paths -> the files under them, in a fixed order, and their bytes; nothing odd is opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from foedus.errors import SourceError
from foedus.sources.limits import amount, printable

_FOLDER_LEVELS = 100


def files_under(path: str | Path) -> Iterator[str | SourceError]:
    """The path itself if it is no folder, else the files in it by name, hidden ones skipped.

    Links to folders are not followed, nor links that lead out of the folder: these are errors.
    """
    top = os.fspath(path)
    if not _is_folder(top):
        yield top
        return
    empty = True
    for found in _walk(top, os.path.realpath(top), 0):
        empty = False
        yield found
    if empty:
        yield SourceError(printable(top), "is a folder without files to read")


def _walk(folder: str, root: str, level: int) -> Iterator[str | SourceError]:
    if level > _FOLDER_LEVELS:
        yield SourceError(printable(folder), f"is nested deeper than {_FOLDER_LEVELS} folders")
        return
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield SourceError(printable(folder), _reason(error))
        return
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield from _link(entry.path, root)
        elif _is_folder(entry.path):
            yield from _walk(entry.path, root, level + 1)
        else:
            yield entry.path


def _link(path: str, root: str) -> Iterator[str | SourceError]:
    target = os.path.realpath(path)
    if target != root and not target.startswith(os.path.join(root, "")):  # noqa: PTH118
        yield SourceError(
            printable(path), "is a link out of the folder and is not followed; name its target"
        )
    elif not _is_folder(target):  # folders inside are reached by their own way
        yield path


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116
    except (OSError, ValueError):
        return False


def open_file(path: str) -> BinaryIO:
    """Open a regular file for reading. SourceError: missing, barred, a pipe or a device."""
    place = printable(path)
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        # Opening a pipe would wait for a writer, and opening a device may do something.
        _require_regular(os.stat(path).st_mode, place)  # noqa: PTH116
        number = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
        stream = os.fdopen(number, "rb")
    except OSError as error:
        raise SourceError(place, _reason(error)) from None
    except ValueError:
        raise SourceError(place, "is not a name of a file") from None
    return stream


def _require_regular(mode: int, place: str) -> None:
    if stat.S_ISDIR(mode):
        raise SourceError(place, "is a folder")
    if not stat.S_ISREG(mode):
        raise SourceError(place, "is a pipe or a device, not a file; pipe it in and name it -")


def read_bytes(stream: BinaryIO, place: str, most: int) -> bytes:
    """All that the stream holds. SourceError: it fails, is empty, or has over `most` bytes."""
    parts = bytearray()
    try:
        while len(parts) <= most and (chunk := stream.read(most + 1 - len(parts))):
            parts += chunk
    except OSError as error:
        raise SourceError(place, _reason(error)) from None
    except ValueError:
        raise SourceError(place, "is closed") from None
    if len(parts) > most:
        raise SourceError(place, f"is over {amount(most)}; split it")
    if not parts:
        raise SourceError(place, "is empty")
    return bytes(parts)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    if isinstance(error, PermissionError):
        return "may not be read; check its permissions"
    return f"cannot be read ({error.strerror or type(error).__name__})"
