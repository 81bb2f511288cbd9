"""What the pages and their twins show."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from foedus.model import as_json
from foedus.record import Record
from tests.record import examples
from tests.web.conftest import HARM, Visit, form_of

ALL = (
    "/", "/events", "/commitments", "/bonds", "/reports", "/actors", "/search", "/decisions",
    "/report/report-1", "/event/e-report-1", "/commitment/c-report-1", "/bond/b-report-1",
    "/entry/e-report-1", "/actor/northland", "/actor/iran", "/pair/northland/southland",
    "/search?q=shelled",
)  # fmt: skip


def twin(path: str) -> str:
    bare, mark, query = path.partition("?")
    return ("/index" if bare == "/" else bare) + ".json" + mark + query


@pytest.mark.parametrize("path", ALL)
def test_every_page_has_a_title_a_place_for_the_content_and_a_twin(
    pages: TestClient, path: str
) -> None:
    page = pages.get(path)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for wanted in ("<title>", '<a class="skip" href="#main">', '<main id="main"', "<h1>"):
        assert wanted in page.text or wanted.replace(">", " ") in page.text
    other = pages.get(twin(path))
    assert (other.status_code, other.headers["content-type"]) == (200, "application/json")
    assert isinstance(other.json(), dict)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["e-harm", "e-report-2", "e-report-1"]),
        ("order=oldest", ["e-report-1", "e-report-2", "e-harm"]),
        ("actor=northland", ["e-report-2", "e-report-1"]),
        ("actor=SOU&with=NOR", ["e-report-2", "e-report-1"]),
        ("actor=SOU&with=EAS", []),
        ("type=assault&assertion=actual", ["e-harm", "e-report-2", "e-report-1"]),
        ("assertion=denied", []),
        ("since=2024-03-11&until=2024-03-11", ["e-report-2"]),
        ("as_of=2024-03-10", ["e-report-1"]),
        ("text=quarrel", ["e-report-2", "e-report-1"]),
        # A form sends every field, also those left empty.
        ("text=&actor=&with=&type=&assertion=&since=&until=&as_of=&order=&limit=", [
            "e-harm", "e-report-2", "e-report-1",
        ]),
        ("limit=1", ["e-harm"]),
        ("limit=1&after=e-harm", ["e-report-2"]),
        ("limit=1&before=e-report-1", ["e-report-2"]),
    ],
)  # fmt: skip
def test_events_are_narrowed_by_their_address(
    pages: TestClient, query: str, ids: list[str]
) -> None:
    found = pages.get(f"/events.json?{query}").json()
    assert [entry["id"] for entry in found["entries"]] == ids


@pytest.mark.parametrize(
    ("query", "following", "previous"),
    [
        ("limit=3", None, None),
        ("limit=2", "e-report-2", None),
        ("limit=2&after=e-report-2", None, "e-report-1"),
        ("limit=1&before=e-report-1", "e-report-2", "e-report-2"),
        ("limit=2&before=e-report-1", "e-report-2", None),
    ],
)
def test_a_page_of_a_list_says_where_the_next_one_begins(
    pages: TestClient, query: str, following: str | None, previous: str | None
) -> None:
    found = pages.get(f"/events.json?{query}").json()
    assert (found["next"], found["previous"]) == (following, previous)


def test_an_entry_has_its_words_marked_in_the_passage(pages: TestClient, ledger: Path) -> None:
    page = pages.get("/event/e-report-1").text
    assert 'Northland <mark class="mark kind-event">shelled</mark> Southland.' in page
    found = pages.get("/event/e-report-1.json").json()
    with Record(ledger) as record:
        assert found["entry"] == as_json(record.entry("e-report-1"))
    assert found["report"]["id"] == "report-1"
    assert (found["as_coded"], found["is_wrong"], found["decisions"]) == (None, False, [])


def test_a_report_is_shown_whole_with_each_passage_leading_to_its_entry(pages: TestClient) -> None:
    page = pages.get("/report/report-1").text
    assert 'href="#n-1" aria-describedby="c-2" data-numbers="1">shelled</a>' in page
    assert '<li id="n-1"' in page
    for said in ("ASSAULT artillery", "Northland → Southland", "rule shell", "confidence 0.90"):
        assert said in page
    found = pages.get("/report/report-1.json").json()
    assert found["report"]["text"] == examples.TEXT
    assert [entry["kind"] for entry in found["entries"]] == ["event", "commitment", "bond"]


def test_an_older_version_is_shown_by_its_number(visit: Visit, ledger: Path) -> None:
    newer = examples.report(text="Nothing happened.")
    with Record(ledger) as record:
        record.keep(newer, [], coded_by="fake-1")
    pages = visit(ledger)
    assert pages.get("/report/report-1.json").json()["report"]["text"] == newer.text
    old = pages.get("/report/report-1.json?version=1").json()
    assert (old["report"]["text"], old["entries"]) == (examples.TEXT, [])


def test_a_hostile_report_is_shown_as_text(pages: TestClient) -> None:
    addresses = (
        "/", "/reports", "/events", "/event/e-harm", "/report/harm%2F%3Cb%3E", "/search?q=onerror",
        "/actors", "/search?q=%3Cscript%3E", "/actor/%22%3E%3Cscript%3E", "/nowhere/%3Cscript%3E",
    )  # fmt: skip
    for address in addresses:
        page = pages.get(address).text
        for harm in ("<script>", "<img", "onload=alert(6)>", "<svg onload", "<i>Post", "<u>rule"):
            assert harm not in page, address
        assert 'href="javascript:' not in page
        assert "\x00" not in page
        assert "\u202e" not in page
        assert " onload=" not in page.replace("&lt;svg onload=", "")
    report = pages.get("/report/harm%2F%3Cb%3E").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in report
    assert '<span class="unseen">U+0000</span>' in report
    assert '<span class="unseen">U+202E</span>' in report
    assert "{{ 7*7 }}" in report
    assert pages.get("/report/harm%2F%3Cb%3E.json").json()["report"]["text"] == HARM


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/event/nothing", 404, "no entry 'nothing'"),
        ("/event/c-report-1", 404, "c-report-1 is no event; its page is /commitment/c-report-1"),
        ("/report/nothing", 404, "no report 'nothing'"),
        ("/report/report-1?version=9", 404, "has no version 9; its newest is 1"),
        ("/actor/nobody-at-all", 404, "no actor 'nobody-at-all'"),
        ("/add/job/none", 404, "no job 'none'"),
        ("/nowhere", 404, "there is no page at this address"),
        ("/events?since=yesterday", 400, "since: 'yesterday' is not a day"),
        ("/events?since=2024-02-30", 400, "since: "),
        ("/events?since=2024-03-02&until=2024-03-01", 400, "exchange them"),
        ("/events?type=WAR", 400, "type: 'WAR' is no event type"),
        ("/events?assertion=maybe", 400, "assertion: 'maybe' is no assertion"),
        ("/events?limit=0", 400, "limit: "),
        ("/events?with=NOR", 400, "with: names a second actor"),
        ("/events?after=nothing-here", 404, "no entry 'nothing-here'"),
        ("/actor/northland?actor=SOU", 400, "of one actor already"),
    ],
)
def test_what_cannot_be_shown_is_said_in_one_line(
    pages: TestClient, path: str, status: int, said: str
) -> None:
    page, other = pages.get(path), pages.get(twin(path))
    assert (page.status_code, other.status_code) == (status, status)
    assert 'role="alert"' in page.text
    assert said in other.json()["error"]
    assert "\n" not in other.json()["error"]


def test_without_a_record_the_page_says_how_to_make_one(visit: Visit, tmp_path: Path) -> None:
    pages = visit(tmp_path / "none.db")
    page = pages.get("/")
    assert page.status_code == 404
    assert "foedus read FOLDER --record" in page.text
    assert "there is no record here yet" in pages.get("/events.json").json()["error"]
    assert pages.get("/add").status_code == 200
    assert not (tmp_path / "none.db").exists()


def test_a_page_shows_what_was_written_after_the_program_began(visit: Visit, ledger: Path) -> None:
    pages = visit(ledger)
    before = pages.get("/index.json").json()["statistics"]["reports"]
    with Record(ledger) as record:
        late = examples.report("late", date=dt.date(2024, 5, 1))
        record.keep(late, [examples.event(late, id="e-late")], coded_by="fake-1")
        assert pages.get("/events.json").json()["entries"][0]["id"] == "e-late"
    assert pages.get("/index.json").json()["statistics"]["reports"] == before + 1


def test_what_navigation_lists_is_there(pages: TestClient) -> None:
    import re

    header = pages.get("/").text.partition("</nav>")[0]
    found = re.findall(r'<li><a href="([^"]+)"', header)
    assert "/events" in found
    assert [pages.get(path).status_code for path in found] == [200] * len(found)


def test_static_files_are_served_and_no_others(pages: TestClient) -> None:
    style = pages.get("/static/foedus.css")
    assert (style.status_code, style.headers["content-type"]) == (200, "text/css; charset=utf-8")
    again = pages.get("/static/foedus.css", headers={"If-None-Match": style.headers["etag"]})
    assert again.status_code == 304
    for name in ("nothing.css", "..%2Fapp.py", "%2Fetc%2Fpasswd"):
        assert pages.get(f"/static/{name}").status_code == 404


def test_templates_and_scripts_have_nothing_inline() -> None:
    import re
    from importlib.resources import files

    for template in files("foedus.web").joinpath("templates").iterdir():
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", text), (
            template.name
        )
        for attributes in re.findall(r"<script([^>]*)>", text):
            assert "src=" in attributes or 'type="application/json"' in attributes, template.name


def test_a_record_that_is_just_being_made_is_none_yet(visit: Visit, tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "half.db"
    begun = sqlite3.connect(path)
    begun.execute("PRAGMA journal_mode = WAL")
    begun.close()
    assert visit(path).get("/events.json").status_code == 404
    path.write_bytes(b"")
    assert visit(path).get("/events.json").status_code == 404


def test_a_record_that_another_program_holds_is_a_503(
    visit: Visit, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    monkeypatch.setattr("foedus.web.site._WAIT", 0.0)
    pages = visit(ledger)
    form = form_of(pages, "/event/e-report-1")
    other = sqlite3.connect(ledger, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert pages.get("/events").status_code == 200, "reading goes on meanwhile"
    answer = pages.post("/correct/e-report-1", data={**form, "analyst": "Ada", "verdict": "wrong"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert "another program is writing to it" in answer.text
    other.close()


def test_what_is_no_record_is_said_in_one_line(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "no.db"
    path.write_bytes(b"this is no database at all, and long enough to be looked at" * 20)
    answer = visit(path).get("/events.json")
    assert answer.status_code == 500
    assert answer.json()["error"].endswith("is not a record; name another file with --record")
