"""Zip and gzip -> the contents in them, within bounds on what they unpack to."""

from __future__ import annotations

import gzip
import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from foedus.errors import SourceError
from foedus.sources.limits import Content, Limits, amount, printable

_CHUNK = 65_536  # bytes unpacked at a time
_DIRECTORY_BYTES_PER_MEMBER = 1_000  # generous: an entry of the directory has 46 and its name
_READ_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack without a bound
_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|$)", re.DOTALL)
# What zipfile raises over damaged files; RuntimeError takes in its NotImplementedError.
_ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError,
    KeyError, IndexError, OverflowError,
)  # fmt: skip
_BOMB = "unpacks to over"


class Budget:
    """What an archive, with those inside it, may still unpack to. `packed`: its size in bytes."""

    def __init__(self, place: str, packed: int, limits: Limits) -> None:
        self.place = place
        self.limits = limits
        self.exhausted = False
        self._packed = max(packed, 1)
        self._unpacked = 0

    def spend(self, size: int) -> None:
        """Count bytes that came out. SourceError, naming the whole archive: too many."""
        self._unpacked += size
        self.check(self._unpacked)

    def check(self, unpacked: int) -> None:
        """SourceError if the archive may not unpack to so many bytes."""
        limits = self.limits
        if unpacked > limits.archive_bytes:
            self.exhausted = True
            raise SourceError(self.place, f"{_BOMB} {amount(limits.archive_bytes)}; split it")
        if _is_bomb(unpacked, self._packed, limits):
            self.exhausted = True
            raise SourceError(self.place, f"{_BOMB} {limits.archive_ratio} times its size")


def _is_bomb(unpacked: int, packed: int, limits: Limits) -> bool:
    most = limits.archive_ratio * max(packed, 1)
    return unpacked > limits.archive_ratio_from and unpacked > most


class _SmallReads(io.BufferedIOBase):
    """A stream that refuses to hand out much at once.

    zipfile reads the whole directory of a zip in one go, before members can be counted.
    """

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream = stream
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > self._most:
            raise zipfile.BadZipFile("its directory is too long")
        return self._stream.read(self._most if size is None or size < 0 else size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


def gunzip(stream: BinaryIO, place: str, budget: Budget, most: int) -> bytes:
    """All that a gzip file holds. SourceError: damaged, cut short, over `most` bytes, a bomb."""
    parts = bytearray()
    try:
        with gzip.GzipFile(fileobj=stream) as unpacked:
            while chunk := unpacked.read(_CHUNK):
                budget.spend(len(chunk))
                parts += chunk
                if len(parts) > most:
                    raise SourceError(place, f"{_BOMB} {amount(most)}; split it")
    except EOFError:
        raise SourceError(place, "is cut short; copy it anew") from None
    except (OSError, zlib.error, ValueError, struct.error):
        raise SourceError(place, "is not a whole gzip file; copy it anew") from None
    return bytes(parts)


def zip_members(stream: BinaryIO, place: str, budget: Budget) -> Iterator[Content | SourceError]:
    """The files in a zip by name; in place of one that is refused, its error.

    Hidden members are skipped as in a folder. SourceError: the zip itself cannot be read.
    """
    limits = budget.limits
    small = _SmallReads(
        stream, max(_CHUNK * 2, limits.archive_members * _DIRECTORY_BYTES_PER_MEMBER)
    )
    try:
        archive = zipfile.ZipFile(small)
    except _ZIP_FAULTS:
        raise SourceError(place, "is not a whole zip file; copy it anew") from None
    with archive:
        # Not by is_dir(), which trips over a member without a name.
        members = [info for info in archive.infolist() if not info.filename.endswith("/")]
        if len(members) > limits.archive_members:
            most = amount(limits.archive_members, "members")
            raise SourceError(place, f"holds over {most}; split it")
        budget.check(sum(info.file_size for info in members))
        shown = sorted(
            (info for info in members if not _is_hidden(info.filename)),
            key=lambda info: info.filename,
        )
        if not shown:
            raise SourceError(place, "holds no files")
        for info in shown:
            name = printable(info.filename)
            try:
                yield _member(archive, info, f"{place}!/{name}", budget)
            except SourceError as error:
                yield error
                if budget.exhausted:
                    return


def _is_hidden(name: str) -> bool:
    parts = [part for part in re.split(r"[/\\]", name) if part not in ("", ".", "..")]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str, budget: Budget) -> Content:
    limits = budget.limits
    cause = _refusal(info, limits)
    if cause:
        raise SourceError(place, cause)
    parts = bytearray()
    try:
        with archive.open(info) as member:
            while chunk := member.read(_CHUNK):
                budget.spend(len(chunk))
                parts += chunk
    except _ZIP_FAULTS:
        raise SourceError(place, "is damaged; copy the archive anew") from None
    return Content(place, info.filename, bytes(parts))


def _refusal(info: zipfile.ZipInfo, limits: Limits) -> str | None:
    """Why a member is not unpacked. zipfile never unpacks more than `file_size` says."""
    causes = (
        (_OUTSIDE.match(info.filename), "points outside the archive and is not opened"),
        (stat.S_ISLNK(info.external_attr >> 16), "is a link and is not followed"),
        (info.flag_bits & 0x1, "is encrypted; unpack it first"),
        (
            info.compress_type not in _READ_METHODS,
            "is packed by a method that is not read; make the zip anew with deflate",
        ),
        (info.file_size > limits.file_bytes, f"is over {amount(limits.file_bytes)}; split it"),
        (
            _is_bomb(info.file_size, info.compress_size, limits),
            f"{_BOMB} {limits.archive_ratio} times its size",
        ),
    )
    return next((cause for refused, cause in causes if refused), None)
