"""Who is let in, what every answer carries, and what a write must bring."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from foedus.record import Record
from foedus.sources import Limits
from tests.web.conftest import HOME, Visit, form_of

TOKEN = "a long enough token"
CHANGE = {"analyst": "Ada", "verdict": "wrong"}


@pytest.mark.parametrize(
    "path",
    ["/", "/events.json", "/nowhere", "/events?since=x", "/static/foedus.css", "/decisions.jsonl",
     "/openapi.json", "/add", "/report/harm%2F%3Cb%3E"],
)  # fmt: skip
def test_every_answer_carries_the_policy(pages: TestClient, path: str) -> None:
    headers = pages.get(path).headers
    policy = headers["content-security-policy"].split("; ")
    assert sorted(policy) == sorted((
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
        "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ))  # fmt: skip
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_fault_of_ours_is_a_page_with_the_policy_and_without_a_trace(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from foedus.web.app import create_app

    app = create_app(ledger)
    monkeypatch.setattr("foedus.web.pages.as_json", lambda found: 1 / 0)
    client = TestClient(app, base_url=HOME, raise_server_exceptions=False)
    answer = client.get("/events.json")
    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.json() == {
        "error": "ZeroDivisionError in foedus; please report this as a fault of it"
    }


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("localhost:8640", 200), ("127.0.0.1:8640", 200), ("[::1]:8640", 200),
        ("LOCALHOST:1", 200), ("evil.example", 403), ("localhost.evil.example:8640", 403),
        ("127.0.0.1.evil.example", 403), ("", 403), ("[::1", 403), ("localhost@evil.example", 403),
    ],
)  # fmt: skip
def test_only_names_of_this_machine_are_answered(pages: TestClient, host: str, status: int) -> None:
    assert pages.get("/events", headers={"Host": host}).status_code == status
    assert pages.get("/events.json", headers={"Host": host}).status_code == status


def test_with_a_token_nobody_is_let_in_without_it(visit: Visit) -> None:
    pages = visit(token=TOKEN, home="http://ledger.example:8640")
    for path in ("/", "/events.json", "/add", "/openapi.json", "/decisions.jsonl", "/nowhere"):
        refused = pages.get(path)
        assert (refused.status_code, "asks for a token" in refused.text) == (403, True)
    assert pages.post("/add").status_code == 403
    assert pages.get("/?token=another").status_code == 403
    assert pages.get("/", headers={"Cookie": f"foedus_token={TOKEN}"}).status_code == 403
    assert pages.get("/static/foedus.css").status_code == 200


def test_the_token_is_taken_out_of_the_address_and_kept_as_a_cookie(visit: Visit) -> None:
    pages = visit(token=TOKEN, home="http://ledger.example:8640")
    first = pages.get("/events", params={"token": TOKEN, "type": "ASSAULT"})
    assert (first.status_code, first.headers["location"]) == (303, "/events?type=ASSAULT")
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert TOKEN not in cookie
    assert pages.get("/events").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/", "/%5Cevil.example/", "///evil.example"])
def test_the_token_leads_to_no_other_site(visit: Visit, path: str) -> None:
    pages = visit(token=TOKEN)
    location = pages.get(f"http://localhost{path}?token={TOKEN}".replace(" ", "+")).headers
    assert location["location"] == "/" + path.replace("%5C", "").strip("/") + (
        "/" if path.endswith("/") else ""
    )


def test_a_script_may_send_the_token_as_a_bearer(visit: Visit) -> None:
    pages = visit(token=TOKEN)
    answer = pages.get("/events.json", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    wrong = pages.get("/events.json", headers={"Authorization": "Bearer another"})
    assert wrong.status_code == 403


@pytest.mark.parametrize(
    ("fields", "headers", "status"),
    [
        ({}, {}, 303),
        ({}, {"Origin": HOME}, 303),
        ({}, {"Sec-Fetch-Site": "same-origin"}, 303),
        ({}, {"Origin": "http://evil.example"}, 403),
        ({}, {"Origin": "http://localhost:9999"}, 403),
        ({}, {"Origin": "null"}, 403),
        ({}, {"Sec-Fetch-Site": "cross-site"}, 403),
        ({"form_token": ""}, {}, 403),
        ({"form_token": "0" * 64}, {}, 403),
        ({"form_token": "ä"}, {}, 403),
    ],
)
def test_a_write_comes_from_a_form_of_ours(
    pages: TestClient,
    ledger: Path,
    fields: dict[str, str],
    headers: dict[str, str],
    status: int,
) -> None:
    form = {**form_of(pages, "/event/e-report-1"), **CHANGE, **fields}
    answer = pages.post("/correct/e-report-1", data=form, headers=headers)
    assert answer.status_code == status
    with Record(ledger) as record:
        assert len(list(record.decisions())) == (status == 303)


def test_the_token_of_a_form_is_for_one_browser_only(visit: Visit) -> None:
    one, other = visit(), visit()
    form = {**form_of(one, "/event/e-report-1"), **CHANGE}
    assert other.post("/correct/e-report-1", data=form).status_code == 403
    other.get("/event/e-report-1")
    assert other.post("/correct/e-report-1", data=form).status_code == 403


def test_nothing_is_written_by_looking(pages: TestClient) -> None:
    for path in ("/correct/e-report-1", "/undo/1"):
        assert pages.get(path).status_code == 405


SMALL = Limits(file_bytes=300, text_chars=200, archive_bytes=2_000)


@pytest.mark.parametrize(
    ("fields", "files", "said"),
    [
        ({}, [("a.txt", b"x" * 301)], "a.txt: is over 300 bytes; split it"),
        ({}, [("a.zip", b"x" * 2_001)], "a.zip: is over 2,000 bytes; split it"),
        ({"text": "x" * 201}, [], "the text is over 200 characters; split it"),
        ({}, [("a.txt", b"x" * 200_000)], "send less at a time"),
    ],
)
def test_what_is_too_large_is_refused(
    visit: Visit, fields: dict[str, str], files: list[tuple[str, bytes]], said: str
) -> None:
    pages = visit(limits=SMALL)
    sent = [("files", one) for one in files] or [("other", ("", b""))]
    answer = pages.post("/add", data={**form_of(pages, "/add"), **fields}, files=sent)
    assert answer.status_code == 413
    assert said in answer.text


def test_a_request_that_hides_its_size_is_cut_off(visit: Visit) -> None:
    pages = visit(limits=SMALL)

    def body() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(20):
            yield b"x" * 10_000

    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = pages.post("/add", content=body(), headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize("length", [b"-1", b"1e3", b"9" * 30, b"200001", b"\xb2"])
def test_a_length_that_is_none_or_too_much_is_refused(pages: TestClient, length: bytes) -> None:
    headers = {b"Content-Length": length}
    answer = pages.post("/correct/e-report-1", headers=headers)
    assert answer.status_code in (400, 413)
