"""Reports from the browser, read by a coder that needs no parser."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from foedus.record import Record
from tests.record import examples
from tests.web.conftest import Visit, form_of

Files = list[tuple[str, bytes]]
NEW = f"{examples.TEXT} It is new."


def handed(pages: TestClient, fields: dict[str, str], files: Files | None = None) -> dict[str, Any]:
    """What became of what was handed over, once the job is over."""
    parts = [("files", one) for one in files or []] or [("files", ("", b""))]
    answer = pages.post("/add", data={**form_of(pages, "/add"), **fields}, files=parts)
    assert answer.status_code == 303, answer.text
    job = answer.headers["location"]
    for _ in range(100_000):
        found: dict[str, Any] = pages.get(f"{job}.json").json()
        if found["job"]["state"] in ("done", "failed"):
            assert pages.get(job).status_code == 200
            return found
    raise AssertionError("the job does not end")


def archive(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, text in members.items():
            file.writestr(f"{name}.txt", text)
    return packed.getvalue()


def test_a_pasted_text_adds_its_entries(pages: TestClient, ledger: Path) -> None:
    fields = {
        "text": f"Title: From the header\r\n\r\n{NEW}", "date": "2024-05-01", "source": "My <b>own</b>",
        "url": "https://example.org/1",
    }  # fmt: skip
    found = handed(pages, fields)
    job = found["job"]
    assert (job["state"], job["read"], job["kept"], job["entries"]) == ("done", 1, 1, 3)
    (id,) = job["reports"]
    assert [entry["evidence"]["report"] for entry in found["entries"]] == [id] * 3
    with Record(ledger) as record:
        report = record.report(id)
    # Line ends are those that were pasted, not those that a browser sends.
    assert report.text == f"Title: From the header\n\n{NEW}"
    assert (report.title, str(report.date)) == ("From the header", "2024-05-01")
    assert (report.source, report.url) == ("My <b>own</b>", "https://example.org/1")


def test_the_same_text_again_adds_nothing(pages: TestClient) -> None:
    handed(pages, {"text": NEW})
    job = handed(pages, {"text": NEW})["job"]
    assert (job["read"], job["kept"], job["known"]) == (1, 0, 1)


def test_files_and_archives_are_read_and_what_cannot_be_is_named(pages: TestClient) -> None:
    files = [
        ("one.txt", NEW.encode()),
        ("../../two<b>.txt", f"{NEW} Two.".encode()),
        ("three.zip", archive(a=f"{NEW} Three.", b="")),
        ("four.pdf", b"%PDF"),
        ("one.txt", b""),
    ]
    job = handed(pages, {}, files)["job"]
    assert (job["state"], job["files"], job["kept"], job["failed"]) == ("done", 5, 3, 3)
    said = "\n".join(job["failures"])
    assert "four.pdf: is of a kind that is not read" in said
    assert "one.txt: is empty" in said
    assert "three.zip" in said
    assert "foedus-" not in said, "nobody is told where files lay meanwhile"


def test_the_first_reports_make_the_record(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    pages = visit(path)
    assert handed(pages, {"text": NEW})["job"]["state"] == "done"
    assert pages.get("/index.json").json()["statistics"]["events"] == 1


def test_a_job_that_fails_says_why(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "no.db"
    path.write_bytes(b"this is no database at all, and long enough to be looked at" * 20)
    found = handed(visit(path), {"text": NEW})
    assert found["job"]["state"] == "failed"
    assert "is not a record" in found["job"]["failures"][-1]


@pytest.mark.parametrize(
    ("fields", "files", "said"),
    [
        ({}, [], "paste a text or choose files"),
        ({"text": "  "}, [], "paste a text or choose files"),
        ({"text": NEW}, [("a.txt", b"x")], "one of the two"),
        ({"text": NEW, "date": "sometime"}, [], "is not a day"),
    ],
)
def test_a_form_that_makes_no_sense_is_refused(
    pages: TestClient, fields: dict[str, str], files: Files, said: str
) -> None:
    parts = [("files", one) for one in files] or [("files", ("", b""))]
    answer = pages.post("/add", data={**form_of(pages, "/add"), **fields}, files=parts)
    assert (answer.status_code, said in answer.text) == (400, True)
    # What was written is not lost.
    for value in fields.values():
        assert value.strip() in answer.text
    assert answer.text.count("<h1>") == 1


def test_the_page_of_a_job_comes_again_until_it_is_over(pages: TestClient) -> None:
    from dataclasses import replace

    from foedus.web.adding import Progress
    from foedus.web.jobs import Job
    from foedus.web.templating import templates

    values: dict[str, Any] = {
        "navigation": [], "path": "/", "query": {}, "twin": "", "record_path": "", "analyst": "",
        "form_token": str, "report_by_id": {}, "kept": "",
    }  # fmt: skip
    job = Job("j", "reading", read=2, kept=1)
    again = '<meta http-equiv="refresh"'
    for state, expected in (("waiting", True), ("reading", True), ("done", False)):
        page = Progress(replace(job, state=state), (), ())  # type: ignore[arg-type]
        text = templates().get_template("job.html").render(page=page, **values)
        assert (again in text) == expected


def test_too_many_jobs_are_refused_and_leave_nothing_behind(tmp_path: Path) -> None:
    from foedus.web.jobs import Busy, Handed, Job, Jobs
    from foedus.web.site import Site

    jobs = Jobs(Site(tmp_path / "new.db"))
    for number in range(10):
        jobs._jobs[str(number)] = Job(str(number))
    folder = tmp_path / "handed"
    folder.mkdir()
    with pytest.raises(Busy, match="wait for one to end"):
        jobs.start(Handed(folder, []))
    assert not folder.exists()


def test_the_end_of_the_program_leaves_no_files_behind(tmp_path: Path) -> None:
    from foedus.web.jobs import Jobs
    from foedus.web.site import Site

    jobs = Jobs(Site(tmp_path / "new.db"))
    folder = tmp_path / "handed"
    folder.mkdir()
    jobs._folders.add(folder)
    jobs.stop()
    assert not folder.exists()
