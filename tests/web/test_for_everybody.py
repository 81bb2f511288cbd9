"""What pages owe those who see little, hear them read, or have no mouse, in a real browser."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from foedus.correcting import Correction, correct
from foedus.model import Actor, Report
from foedus.record import Record
from foedus.web.app import create_app
from tests.cli.conftest import FakeCoder
from tests.record import examples
from tests.web import conflict
from tests.web.browsing import needs_chromium, served, watched

pytestmark = needs_chromium

AUDIT = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")
# `begin` names all that a keyboard has to reach; `look` says what has the focus, and what is wrong
# with how that is shown: by an outline, or on the map by a wider edge of the mark.
KEYS = {
    "begin": """() => {
      const all = "a[href], button, input:not([type='hidden']), select, textarea, summary";
      const seen = [...document.querySelectorAll(all)].filter((one) => one.checkVisibility());
      seen.forEach((one, at) => { one.dataset.at = `${at} ${one.localName} ${one.textContent.trim()}`; });
      getSelection().removeAllRanges();
      document.activeElement.blur();
      return seen.map((one) => one.dataset.at);
    }""",
    "look": """() => {
      const one = document.activeElement;
      if (!one?.dataset.at) return ["", ""];
      const edge = getComputedStyle(one);
      const mark = one.querySelector?.(".place");
      const isSeen = mark ? parseFloat(getComputedStyle(mark).strokeWidth) >= 3
        : edge.outlineStyle !== "none" && parseFloat(edge.outlineWidth) >= 2;
      const box = one.getBoundingClientRect();
      const isThere = box.bottom > 0 && box.top < innerHeight && box.right > 0;
      return [one.dataset.at, isSeen && isThere ? "" : `the focus is not seen on ${one.dataset.at}`];
    }""",
}
HEBREW = "הצפון ירה על הדרום ליד הנהר. Armenia ו־Azerbaijan שוחחו."
LONG = "Donaudampfschifffahrtsgesellschaft" * 6
PATHS = (
    "/", "/alliances", f"/alliance/{conflict.ALLIANCE}", "/fronts", f"/front/{conflict.FRONT}",
    "/ties", "/calls", "/changes", "/what-if", "/what-if?suppose=AZE+ASSAULT+ARM&runs=50",
    "/actors?q=iran", "/actor/armenia", "/actor/iran", "/pair/armenia/azerbaijan", "/events",
    "/events?limit=2", "/event/e-r-a", "/event/e-r-b", "/commitment/c-aid", "/bond/b-allies",
    "/reports", "/report/r-words", "/report/rtl", "/report/long", "/search", "/search?q=armenia",
    "/search?q=nothing+of+it", "/add", "/decisions",
)  # fmt: skip
KEYED = (
    "/", f"/alliance/{conflict.ALLIANCE}", f"/front/{conflict.FRONT}", "/ties", "/calls",
    "/what-if?suppose=AZE+ASSAULT+ARM&runs=50", "/actor/armenia", "/events", "/event/e-r-a",
    "/report/r-words", "/add",
)  # fmt: skip
ERRORS = ("/nowhere", "/events?since=x", "/event/none")


@pytest.fixture(scope="session")
def _written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The conflict, with a report from right to left, one of very long words, and decisions."""
    path = conflict.written(tmp_path_factory.mktemp("everybody") / "ledger.db")
    day = conflict.FIRST + dt.timedelta(days=3)
    with Record(path) as record:
        rtl = Report("rtl", HEBREW, HEBREW[:20], day, "העיתון", None, "he")
        side = Actor("הצפון", "הצפון", None, "REB", "הצפון", 0, 5)
        event = examples.event(rtl, id="e-rtl", quote=HEBREW[:27], actors=(side,))
        record.keep(rtl, [event], coded_by="test")
        long = Report(
            "long", f"{LONG} shelled {LONG}.", LONG, day, LONG, f"https://{LONG}.org", "de"
        )
        much = Actor("long", LONG, None, "REB", LONG, 0, 5)
        entry = examples.event(long, id="e-long", actors=(much,), recipients=(conflict.ARMENIA,))
        record.keep(long, [entry], coded_by="test")
        correct(record, "e-r-b", Correction(wrong=True), analyst="Ada", reason="a copy")
        correct(record, "e-r-a", Correction(type="THREATEN"), analyst="Ada")
    return path


@pytest.fixture
def address(_written: Path, tmp_path: Path) -> Iterator[str]:
    app = create_app(shutil.copy(_written, tmp_path / "ledger.db"), coder=FakeCoder())
    with served(app) as at:
        yield at


def drawn(page: Any) -> None:
    """Wait until the charts of a page are there."""
    for number in range(page.locator("script.chart").count()):
        page.locator(".chart-place").nth(number).locator("svg .mark-group").first.wait_for(
            state="attached"
        )


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_pages_can_be_read_by_everybody(address: str, width: int, theme: str) -> None:
    size = {"width": width, "height": 800}
    found: list[str] = []
    with watched(address, viewport=size, color_scheme=theme) as page:
        for path in PATHS:
            assert page.goto(path).status == 200, path
            drawn(page)
            found += (f"{path}: {fault}" for fault in page.evaluate(AUDIT))
        # A browser says on its console that a page is an error, so here it is told otherwise.
        page.route("**/*", lambda route: route.fulfill(response=route.fetch(), status=200))
        for path in ERRORS:
            page.goto(path)
            assert page.locator("[role='alert']").count() == 1, path
            found += (f"{path}: {fault}" for fault in page.evaluate(AUDIT))
    assert found == []


def test_each_link_and_control_is_reached_by_keyboard(address: str) -> None:
    found: list[str] = []
    # What gets the focus is brought into view; here at once.
    options = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
    with watched(address, **options) as page:
        for path in KEYED:
            page.goto(path)
            drawn(page)
            wanted = page.evaluate(KEYS["begin"])
            reached: set[str] = set()
            # A field for a day has several stops, of which each is of the same field.
            for _ in range(4 * len(wanted)):
                page.keyboard.press("Tab")
                here, fault = page.evaluate(KEYS["look"])
                if fault:
                    found.append(f"{path}: {fault}")
                if not here and reached:
                    break
                reached.add(here)
            found += (f"{path}: never reached {one}" for one in wanted if one not in reached)
    assert found == []


# Elements of text from outside: the browser gives them the direction of their words.
FROM_RIGHT = (
    ("/report/rtl", "h1"), ("/report/rtl", ".text"), ("/report/rtl", ".byline span"),
    ("/event/e-rtl", ".passage"), ("/event/e-rtl", ".byline a"),
    ("/reports", "td:has-text('הצפון')"), ("/events", "td.words:has-text('הצפון')"),
)  # fmt: skip


def test_what_is_written_from_right_to_left_stands_so(address: str) -> None:
    with watched(address) as page:
        for path, words in FROM_RIGHT:
            page.goto(path)
            shown = page.locator(f"main {words}").first
            assert shown.get_attribute("dir") == "auto", (path, words)
            direction = "one => getComputedStyle(one).direction"
            assert shown.evaluate(direction) == "rtl", (path, words)
            assert page.locator("main").evaluate(direction) == "ltr"
