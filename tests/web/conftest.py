"""A small ledger with a report that means harm, and a browser's stand-in for it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from foedus.model import Actor, Report
from foedus.record import Record
from foedus.web.app import create_app
from tests.cli.conftest import READ_AT, VERSION, FakeCoder, entries_of
from tests.record import examples

HOME = "http://localhost"
# What a browser would run, load, or set in another order, if it were not shown as text.
HARM = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> </textarea></pre>\x00 "
    "\u202eNorthland shelled\u202c <a href='javascript:alert(3)'>Southland</a> {{ 7*7 }} &lt;"
)
WORDS = "<img src=x onerror=alert(2)>"

Visit = Callable[..., TestClient]


def hostile() -> Report:
    return Report(
        "harm/<b>",
        HARM,
        title='<script>alert("title")</script>\u202e',
        date=dt.date(2024, 3, 12),
        source="<i>Post</i>",
        url="javascript:alert(4)",
        language='en" onload="alert(5)',
    )


@pytest.fixture(scope="session")
def _written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("web") / "ledger.db"
    with Record(path, create=True, now=lambda: READ_AT) as record:
        for number, id in enumerate(("report-1", "report-2")):
            report = examples.report(id, date=examples.DAY + dt.timedelta(days=number))
            record.keep(report, entries_of(report), coded_by=VERSION)
        bad = hostile()
        villain = Actor('"><script>', "<svg onload=alert(6)>", None, "REB", WORDS, 0, 5)
        entry = examples.event(bad, id="e-harm", quote=WORDS, actors=(villain,))
        record.keep(bad, [replace(entry, rule="<u>rule</u>")], coded_by=VERSION)
    return path


@pytest.fixture
def ledger(tmp_path: Path, _written: Path) -> Path:
    """Two reports with three entries each, a day apart, and a hostile one."""
    # Written once for all tests, since what is written waits for the disk.
    return Path(shutil.copy(_written, tmp_path / "ledger.db"))


@pytest.fixture
def visit(ledger: Path) -> Iterator[Visit]:
    """Opens the pages of a record, by default those of the small ledger."""
    opened: list[TestClient] = []

    def open_pages(path: Path = ledger, home: str = HOME, **options: object) -> TestClient:
        options = {"coder": FakeCoder(), **options}
        client = TestClient(
            create_app(path, **options),  # type: ignore[arg-type]
            base_url=home,
            follow_redirects=False,
        )
        opened.append(client)
        return client

    yield open_pages
    for client in opened:
        client.close()


@pytest.fixture
def pages(visit: Visit) -> TestClient:
    return visit()


def form_of(client: TestClient, path: str) -> dict[str, str]:
    """The hidden fields of the first form on a page that is sent with POST."""
    text = client.get(path).text
    form = re.search(r'<form[^>]*method="post".*?</form>', text, re.DOTALL)
    assert form is not None, f"no form on {path}"
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
