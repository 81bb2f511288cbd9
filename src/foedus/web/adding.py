"""Reports from the browser, pasted or as files: read in the background while a page looks on."""

# No `from __future__ import annotations`: FastAPI reads the annotations of the routes made here.

import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from foedus.errors import UsageError
from foedus.model import Entry, Report, as_json
from foedus.record import Filter, ReportRow
from foedus.showing import on_one_line
from foedus.sources.dates import published_date
from foedus.sources.limits import Limits, amount
from foedus.web.entries import reports_of
from foedus.web.jobs import Busy, Handed, Job, Jobs
from foedus.web.pages import Pages, Problem
from foedus.web.security import FORM_FIELD, check_form, check_origin

_MOST_FILES = 1000
_FORM_BYTES = 100_000  # of fields beside the text, and of what stands between parts
_ENTRIES = 200  # shown when a job is over
_FIELDS = ("text", "title", "date", "source", "url")
_ARCHIVES = (".zip", ".gz", ".gzip")
_ODD = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Progress:
    """A job, and when it is over the first of the new entries with their reports."""

    job: Job
    entries: tuple[Entry, ...]
    reports: tuple[ReportRow, ...]


def most_bytes(limits: Limits) -> int:
    """How large a request with reports may be."""
    return limits.archive_bytes + _FORM_BYTES


def add_to(pages: Pages, jobs: Jobs) -> None:
    """Register the pages and forms of this topic."""

    def form(request: Request) -> Response:
        return pages.render(request, "add.html", _form(pages.site.limits))

    async def hand_over(request: Request) -> Response:
        check_origin(request)
        limits = pages.site.limits
        most = max(limits.text_chars * 4, 1024)  # a character is at most four bytes
        async with request.form(max_files=_MOST_FILES, max_fields=20, max_part_size=most) as sent:
            check_form(request, pages.site.secret, sent.get(FORM_FIELD))
            return await run_in_threadpool(_taken, pages, jobs, request, sent)

    def progress(request: Request, id: str) -> Response:
        found = _progress(pages, jobs, id)
        values = {"page": found, "report_by_id": {row.id: row for row in found.reports}}
        return pages.render(request, "job.html", values)

    def progress_twin(id: str) -> Response:
        return JSONResponse(as_json(_progress(pages, jobs, id)))

    app = pages.app
    app.add_api_route("/add", form, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/add", hand_over, methods=["POST"], include_in_schema=False)
    app.add_api_route(
        "/add/job/{id}.json",
        progress_twin,
        methods=["GET"],
        response_model=Progress,
        responses={404: {"model": Problem}, 403: {"model": Problem}},
        summary="How far a job has come",
        operation_id="add_job",
    )
    app.add_api_route("/add/job/{id}", progress, methods=["GET", "HEAD"], include_in_schema=False)
    pages.paths.append("/add")


def _taken(pages: Pages, jobs: Jobs, request: Request, sent: FormData) -> Response:
    """The page of the job; else the form again, with what was written into it."""
    limits = pages.site.limits
    try:
        job = jobs.start(_handed(sent, limits))
    except UsageError as error:
        status, said = 400, str(error)
    except HTTPException as error:
        status, said = error.status_code, str(error.detail)
    except Busy as error:
        status, said = 503, str(error)
    else:
        return RedirectResponse(f"/add/job/{job.id}", status_code=303)
    given = {name: _field(sent, name) for name in _FIELDS}
    return pages.render(request, "add.html", _form(limits, said, given), status)


def _form(
    limits: Limits, problem: str = "", given: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What the form needs: the limits, and why what was given could not be taken."""
    return {
        "page": None,
        "problem": problem,
        "given": given or {},
        "file_bytes": amount(limits.file_bytes),
        "archive_bytes": amount(limits.archive_bytes),
        "text_chars": amount(limits.text_chars, "characters"),
    }


def _progress(pages: Pages, jobs: Jobs, id: str) -> Progress:
    job = jobs.get(id)
    if job is None:
        raise HTTPException(404, f"no job {id!r}; jobs are forgotten when the program ends")
    if not job.is_over or not job.reports:
        return Progress(job, (), ())
    with pages.site.record() as record:
        entries: list[Entry] = []
        for report in job.reports:
            entries += record.entries(Filter(report=report, limit=_ENTRIES - len(entries)))
            if len(entries) >= _ENTRIES:
                break
        rows = [row for id in job.reports for row in record.reports(Filter(report=id))]
        cited = reports_of(record, entries)
    return Progress(job, tuple(entries), tuple(dict.fromkeys((*rows, *cited))))


def _handed(form: FormData, limits: Limits) -> Handed:
    """What the form brings, as files in a folder of their own."""
    text = _field(form, "text")
    uploads = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if bool(text.strip()) == bool(uploads):
        raise UsageError("paste a text or choose files, one of the two")
    folder = Path(tempfile.mkdtemp(prefix="foedus-"))
    try:
        if uploads:
            return Handed(folder, _saved(uploads, folder, limits))
        return _pasted(form, text, folder, limits)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _pasted(form: FormData, text: str, folder: Path, limits: Limits) -> Handed:
    # A browser sends every line end as CRLF, whatever was pasted.
    text = text.replace("\r\n", "\n")
    if len(text) > limits.text_chars:
        most = amount(limits.text_chars, "characters")
        raise HTTPException(413, f"the text is over {most}; split it")
    day = _field(form, "date").strip()
    date = published_date(day)
    if day and date is None:
        raise UsageError(f"date: {day!r} is not a day; write it as YYYY-MM-DD, like 2023-11-04")
    path = folder / "pasted.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    title, source, url = (on_one_line(_field(form, name))[:1000] or None for name in (
        "title", "source", "url",
    ))  # fmt: skip
    return Handed(folder, [(path, "pasted text")], Report("", "", title, date, source, url))


def _saved(uploads: Sequence[UploadFile], folder: Path, limits: Limits) -> list[tuple[Path, str]]:
    saved: list[tuple[Path, str]] = []
    for number, upload in enumerate(uploads, start=1):
        name = on_one_line(PurePosixPath((upload.filename or "").replace("\\", "/")).name)
        safe = _ODD.sub("_", name)[-80:].lstrip(".") or "file"
        most = limits.archive_bytes if safe.lower().endswith(_ARCHIVES) else limits.file_bytes
        if upload.size is None or upload.size > most:
            raise HTTPException(413, f"{name}: is over {amount(most)}; split it")
        path = folder / f"{number:04}" / safe
        path.parent.mkdir()
        with path.open("wb") as target:
            shutil.copyfileobj(upload.file, target)
        saved.append((path, name or safe))
    return saved


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""
