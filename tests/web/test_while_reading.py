"""The pages while `foedus read` writes to the same record, in a process of its own."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from multiprocessing.synchronize import Semaphore
from pathlib import Path

import httpx
import pytest

from foedus.model import Entry, Report
from foedus.web.app import create_app
from tests.web import conflict
from tests.web.browsing import needs_chromium, served, watched
from tests.web.test_pages import twin

PATHS = (
    "/", "/alliances", f"/alliance/{conflict.ALLIANCE}", "/fronts", f"/front/{conflict.FRONT}",
    "/ties", "/calls", "/changes", "/what-if?suppose=AZE+ASSAULT+ARM&runs=20", "/actors",
    "/actor/armenia", "/pair/armenia/azerbaijan", "/events", "/event/e-r-a", "/commitments",
    "/commitment/c-aid", "/bonds", "/bond/b-allies", "/reports", "/report/r-a", "/decisions",
    "/search?q=positions", "/search?q=armenia",
)  # fmt: skip
DAY = conflict.LAST + dt.timedelta(days=2)


class SlowCoder:
    """Finds the shelling in the conflict's text, a report each time that it is let go on."""

    version = "test"
    skipped = ()

    def __init__(self, go_on: Semaphore) -> None:
        self.go_on = go_on

    def code(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Entry]]]:
        for report in reports:
            self.go_on.acquire()
            assert report.date is not None
            yield report, [conflict.shelling(report, f"e-{report.title}", report.date)]


def read(folder: Path, record: Path, go_on: Semaphore) -> None:
    """`foedus read FOLDER --record RECORD`, with the coder above."""
    import foedus.pipeline
    from foedus.cli import main

    foedus.pipeline.Coder = lambda **_: SlowCoder(go_on)  # type: ignore[assignment, misc]
    main(["read", str(folder), "--record", str(record)])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return conflict.written(tmp_path / "ledger.db")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A report for each page that is asked for, of the same day."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(len(PATHS)):
        head = f"Title: new-{number:02}\nDate: {DAY}\nSource: Post\n\n"
        more = f"The {number}th shell of zeugma fell."
        folder.joinpath(f"{number:02}.txt").write_text(f"{head}{conflict.TEXT} {more}")
    return folder


def statuses(client: httpx.Client, path: str) -> list[int]:
    return [client.get(address).status_code for address in (path, twin(path))]


def test_pages_answer_meanwhile_and_show_what_is_new(ledger: Path, news: Path) -> None:
    context = multiprocessing.get_context("spawn")
    go_on = context.Semaphore(0)
    reader = context.Process(target=read, args=(news, ledger, go_on), daemon=True)
    with served(create_app(ledger)) as address, httpx.Client(base_url=address, timeout=60) as pages:
        before = pages.get("/index.json").json()
        assert pages.get("/search.json?q=zeugma").json()["reports"] == []
        reader.start()
        for path in PATHS:
            # The next report is coded and written while this page and its twin are made.
            go_on.release()
            assert statuses(pages, path) == [200, 200], path
        reader.join(60)
        assert reader.exitcode == 0
        after = pages.get("/index.json").json()
        found = pages.get("/search.json?q=zeugma").json()["reports"]
        front = pages.get(f"/front/{conflict.FRONT}.json").json()
        newest = pages.get("/events.json?limit=500").json()["entries"]
        whole = pages.get("/").text
    assert (after["as_of"], after["last_day"]) == (str(DAY), str(DAY))
    assert after["reports"] == before["reports"] + len(PATHS)
    assert after["counts"]["events"] == before["counts"]["events"] + len(PATHS)
    assert f'Situation <span class="kind">{DAY}' in whole
    assert len(found) == 20, "as many as the page lists"
    # All of one day, place and kind: one act.
    assert front["acts"][-1] == {**front["acts"][-1], "day": str(DAY)}
    assert sum(entry["id"].startswith("e-new-") for entry in newest) == len(PATHS)


def test_pages_answer_while_a_report_is_half_written(ledger: Path) -> None:
    with (
        served(create_app(ledger)) as address,
        httpx.Client(base_url=address, timeout=60) as pages,
        closing(sqlite3.connect(ledger, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM entries")
        for path in PATHS:
            assert statuses(pages, path) == [200, 200], path
        other.execute("ROLLBACK")


@needs_chromium
def test_a_reload_shows_what_is_new(ledger: Path, news: Path) -> None:
    context = multiprocessing.get_context("spawn")
    go_on = context.Semaphore(len(PATHS))
    with served(create_app(ledger)) as address, watched(address) as page:
        page.goto("/")
        assert page.locator("h1").inner_text() == f"Situation {conflict.LAST}"
        reader = context.Process(target=read, args=(news, ledger, go_on), daemon=True)
        reader.start()
        reader.join(60)
        assert reader.exitcode == 0
        page.reload()
        assert page.locator("h1").inner_text() == f"Situation {DAY}"
        page.fill("#search-box", "zeugma")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=zeugma")
        assert "new-00" in page.inner_text("main")
