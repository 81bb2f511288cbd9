"""Reports that were handed over are read in the background, one handing-over at a time."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from foedus.errors import FoedusError, SourceError
from foedus.model import Entry, Report
from foedus.record import Kept, Record
from foedus.showing import on_one_line
from foedus.sources import read_sources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.web.site import Site

State = Literal["waiting", "loading", "reading", "done", "failed"]
_KEPT = 100  # jobs that are remembered
_SAID = 50  # failures, and reports, that a job lists
_WAITING = 10  # jobs at most
_PATIENCE = 5.0  # seconds that the end of the program waits for a job


class Coding(Protocol):
    """What reads reports; `foedus.pipeline.Coder` is one."""

    version: str

    def code(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Entry]]]: ...


@dataclass(frozen=True, slots=True)
class Job:
    """One handing-over, and how far it has come. `reports` are ids of those kept, at most fifty."""

    id: str
    state: State = "waiting"
    files: int = 1
    read: int = 0
    kept: int = 0
    known: int = 0
    entries: int = 0
    failed: int = 0
    failures: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "failed")


@dataclass(frozen=True, slots=True)
class Handed:
    """Files in a folder of their own, which is removed in the end, and their own names.

    `given` are the fields of a pasted text, which go over what its header lines say.
    """

    folder: Path
    files: Sequence[tuple[Path, str]]
    given: Report | None = None


class Busy(FoedusError):
    """Too many jobs are waiting."""


@dataclass
class Jobs:
    """The jobs of one running program. Reading needs the pipeline, which is loaded once."""

    site: Site
    coder: Coding | None = None
    _jobs: dict[str, Job] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _folders: set[Path] = field(default_factory=set)

    def start(self, handed: Handed) -> Job:
        """Begin to read in the background.

        Raises:
            Busy: too many are waiting already.
        """
        job = Job(id=secrets.token_hex(6), files=len(handed.files))
        with self._lock:
            if sum(not one.is_over for one in self._jobs.values()) >= _WAITING:
                shutil.rmtree(handed.folder, ignore_errors=True)
                raise Busy(f"{_WAITING} jobs are being read already; wait for one to end")
            self._jobs[job.id] = job
            self._folders.add(handed.folder)
            for old in list(self._jobs)[:-_KEPT]:
                del self._jobs[old]
        # A daemon: what is kept is on disk, so the program may end while a job goes on.
        threading.Thread(target=self._run, args=(job.id, handed), daemon=True).start()
        return job

    def get(self, id: str) -> Job | None:
        """A job as it stands now."""
        with self._lock:
            return self._jobs.get(id)

    def stop(self) -> None:
        """Let the job that is read end after the report it is at, and leave no files behind."""
        self._stopping.set()
        if self._turn.acquire(timeout=_PATIENCE):
            self._turn.release()
        for folder in list(self._folders):
            shutil.rmtree(folder, ignore_errors=True)

    def _change(self, id: str, change: Callable[[Job], Job]) -> None:
        with self._lock:
            if id in self._jobs:
                self._jobs[id] = change(self._jobs[id])

    def _run(self, id: str, handed: Handed) -> None:
        try:
            with self._turn:
                if not self._stopping.is_set():
                    self._read(id, handed)
        except FoedusError as error:
            self._failed(id, str(error))
        except Exception as error:
            self._failed(id, f"{type(error).__name__}: {error}; please report this as a fault")
        finally:
            shutil.rmtree(handed.folder, ignore_errors=True)
            self._folders.discard(handed.folder)

    def _failed(self, id: str, line: str) -> None:
        self._change(id, partial(_with_failure, said=on_one_line(line)))
        self._change(id, lambda job: replace(job, state="failed"))

    def _read(self, id: str, handed: Handed) -> None:
        self._change(id, lambda job: replace(job, state="loading"))
        coder = self._coder()
        self._change(id, lambda job: replace(job, state="reading"))
        with self.site.record(create=True, wait=60.0) as record:
            for path, name in handed.files:
                for report, entries in coder.code(
                    self._new(id, self._reports(id, path, name, handed), record, coder.version)
                ):
                    kept = record.keep(report, entries, coded_by=coder.version, origin=name)
                    self._change(id, partial(_with_kept, kept=kept))
                    if self._stopping.is_set():
                        return
        self._change(id, lambda job: replace(job, state="done"))

    def _coder(self) -> Coding:
        if self.coder is None:
            from foedus.pipeline import Coder

            self.coder = Coder()
        return self.coder

    def _reports(self, id: str, path: Path, name: str, handed: Handed) -> Iterator[Report]:
        """The reports of a file; what cannot be read is said by the name that it was given."""
        for found in read_sources([path], limits=self.site.limits):
            if isinstance(found, SourceError):
                place = found.place.replace(str(path), name)
                said = on_one_line(f"{place}: {found.cause}")
                self._change(id, partial(_with_failure, said=said))
            else:
                self._change(id, lambda job: replace(job, read=job.read + 1))
                yield _completed(found, handed.given)

    def _new(
        self, id: str, reports: Iterator[Report], record: Record, version: str
    ) -> Iterator[Report]:
        for report in reports:
            if record.is_kept(report, version):
                self._change(id, partial(_with_known, report=report.id))
            else:
                yield report


def _with_kept(job: Job, kept: Kept) -> Job:
    reports = (*job.reports, kept.report)[:_SAID]
    return replace(job, kept=job.kept + 1, entries=job.entries + kept.entries, reports=reports)


def _with_known(job: Job, report: str) -> Job:
    return replace(job, known=job.known + 1, reports=(*job.reports, report)[:_SAID])


def _with_failure(job: Job, said: str) -> Job:
    return replace(job, failed=job.failed + 1, failures=(*job.failures, said)[:_SAID])


def _completed(report: Report, given: Report | None) -> Report:
    """The report with what the form says of it, where it says something."""
    if given is None:
        return report
    return replace(
        report,
        title=given.title or report.title,
        date=given.date or report.date,
        source=given.source or report.source,
        url=given.url or report.url,
    )
