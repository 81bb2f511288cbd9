"""Odd records and odd requests: a page that says what there is not, or one clear line."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from foedus.record import Record
from foedus.web.app import create_app
from tests.cli.conftest import entries_of
from tests.record import examples
from tests.web import conflict
from tests.web.conftest import Visit
from tests.web.test_pages import twin

LISTS = (
    "/", "/alliances", "/fronts", "/ties", "/calls", "/changes", "/what-if", "/actors", "/events",
    "/commitments", "/bonds", "/reports", "/decisions", "/search?q=anything", "/add",
)  # fmt: skip
THINGS = (
    f"/front/{conflict.FRONT}", f"/alliance/{conflict.ALLIANCE}", "/event/e-report-1",
    "/commitment/c-report-1", "/bond/b-report-1", "/report/report-1", "/actor/northland",
    "/pair/northland/southland", "/entry/e-report-1",
)  # fmt: skip
ODD = (
    "", " ", "x", "-1", "9" * 400, "NaN", "[]", "a\0b", "\u202e", "🙂", "2023-02-30", "0001-01-01",
    "9999-12-31", "a" * 301, "a" * 5000, '"', "NEAR(", "-zzz", "../..", "<script>", "a\nb", "%",
)  # fmt: skip


def empty(record: Record) -> None:
    pass


def of_one_report(record: Record) -> None:
    report = examples.report()
    record.keep(report, entries_of(report), coded_by="test")


def without_entries(record: Record) -> None:
    record.keep(examples.report(), [], coded_by="test")


def without_dates(record: Record) -> None:
    report = examples.report(date=None)
    record.keep(report, entries_of(report), coded_by="test")


@pytest.fixture(params=[empty, of_one_report, without_entries, without_dates])
def odd(request: pytest.FixtureRequest, tmp_path: Path, visit: Visit) -> TestClient:
    """The pages of a record of which little can be said."""
    with Record(tmp_path / "odd.db", create=True) as record:
        request.param(record)
    return visit(tmp_path / "odd.db")


def one_line(pages: TestClient, path: str) -> str:
    """What both the page and its twin say of an error."""
    page, other = pages.get(path), pages.get(twin(path))
    assert page.status_code == other.status_code, path
    assert page.text.count('role="alert"') == 1, path
    assert "Traceback" not in page.text
    said: str = other.json()["error"]
    assert said, path
    assert "\n" not in said, path
    assert len(said) <= 700, path
    return said


@pytest.mark.parametrize("day", ["", "1999-01-01", "2024-03-10", "9999-12-31"])
def test_of_little_there_is_little_and_that_is_said(odd: TestClient, day: str) -> None:
    for path in LISTS:
        page = odd.get(path, params={"as_of": day} | ({"q": "x"} if "?" in path else {}))
        assert page.status_code == 200, path
        assert not re.search(r"\bNone\b(?! is| on this day| yet)", page.text), path
        # No heading stands without a word below it.
        assert "</h2>\n</section>" not in page.text, path


def test_what_is_not_there_is_one_line(odd: TestClient) -> None:
    for path in THINGS:
        if odd.get(path).status_code != 200:
            assert "None" not in one_line(odd, path)


def test_without_days_the_pages_of_measures_say_so(tmp_path: Path, visit: Visit) -> None:
    with Record(tmp_path / "odd.db", create=True) as record:
        without_dates(record)
    pages = visit(tmp_path / "odd.db")
    for path in ("/alliances", "/fronts", "/ties", "/calls", "/changes", "/what-if"):
        assert "nothing is measured on a day" in pages.get(path).text, path


def parameters() -> list[tuple[str, str]]:
    """Every parameter of every page, with a thing where the page is of one."""
    things = {
        "/front/{id}": conflict.FRONT, "/alliance/{id}": conflict.ALLIANCE, "/event/{id}": "e-0",
        "/commitment/{id}": "c-aid", "/bond/{id}": "b-allies", "/entry/{id}": "e-0",
        "/report/{id}": "r-a", "/actor/{id}": "armenia", "/pair/{a}/{b}": "armenia",
    }  # fmt: skip
    found = []
    for template, operations in create_app("none.db").openapi()["paths"].items():
        bare = template.removesuffix(".json")
        path = bare
        for part in ("id", "a", "b"):
            path = path.replace(f"{{{part}}}", things.get(bare, ""))
        path = "/" if path == "/index" else path
        asked = operations["get"].get("parameters", ())
        found += [(path, one["name"]) for one in asked if one["in"] == "query"]
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The pages of the conflict, which are only looked at."""
    path = conflict.written(tmp_path_factory.mktemp("whole") / "ledger.db")
    return TestClient(create_app(path), base_url="http://localhost")


@pytest.mark.parametrize(("path", "name"), parameters())
def test_an_odd_parameter_is_one_line_or_does_no_harm(
    whole: TestClient, path: str, name: str
) -> None:
    for value in ODD:
        asked = f"{path}?{name}={quote(value)}"
        found = whole.get(twin(asked)).status_code
        assert found in (200, 400, 404), asked
        if found != 200:
            one_line(whole, asked)
    assert whole.get(f"{path}?{name}=%ED%A0%80&{name}=%FF").status_code in (200, 400, 404)


@pytest.mark.parametrize("kind", ["front", "alliance", "event", "commitment", "bond", "report",
                                  "entry", "actor", "add/job"])  # fmt: skip
def test_an_odd_id_is_one_line(whole: TestClient, kind: str) -> None:
    for value in ODD:
        if value.strip() and value != "../..":
            assert "None" not in one_line(whole, f"/{kind}/{quote(value, safe='')}")
