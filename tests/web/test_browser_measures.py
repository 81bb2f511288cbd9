"""The pages over the measures in a real browser, by mouse and by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from foedus.web.app import create_app
from tests.cli.conftest import FakeCoder
from tests.web import conflict
from tests.web.browsing import needs_chromium, served, watched

pytestmark = needs_chromium

PATHS = (
    "/", "/fronts", f"/front/{conflict.FRONT}", "/alliances", f"/alliance/{conflict.ALLIANCE}",
    "/ties", "/calls", "/changes", "/what-if?suppose=AZE+ASSAULT+ARM&runs=50", "/actor/armenia",
    "/pair/armenia/azerbaijan", "/event/e-r-a", "/commitment/c-aid",
)  # fmt: skip


@pytest.fixture(scope="session")
def _written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return conflict.written(tmp_path_factory.mktemp("browsed") / "ledger.db")


@pytest.fixture
def address(_written: Path, tmp_path: Path) -> Iterator[str]:
    """Where the pages of the conflict are served."""
    app = create_app(shutil.copy(_written, tmp_path / "ledger.db"), coder=FakeCoder())
    with served(app) as at:
        yield at


@pytest.fixture(params=[(1280, "light"), (390, "dark")], ids=["wide", "narrow"])
def browser_page(address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page of a browser; in the end nothing was said on its console or asked of others."""
    width, theme = request.param
    size = {"width": width, "height": 900}
    with watched(address, viewport=size, color_scheme=theme) as page:
        yield page


def test_pages_are_drawn_and_fit_the_screen(browser_page: Any) -> None:
    for path in PATHS:
        assert browser_page.goto(path).status == 200, path
        charts = browser_page.locator("script.chart").count()
        for number in range(charts):
            browser_page.locator(".chart-place svg").nth(number).wait_for()
        names = browser_page.locator(".chart-place[role='img'][aria-label^='Chart: ']").count()
        assert names == charts, path
        spare = browser_page.evaluate("innerWidth - document.documentElement.scrollWidth")
        assert spare >= 0, path


def test_the_slider_shows_another_day(browser_page: Any) -> None:
    browser_page.goto("/")
    assert browser_page.locator("h1").inner_text() == "Situation 2022-09-20"
    browser_page.focus("#s-range")
    browser_page.keyboard.press("Home")
    browser_page.wait_for_selector("h1:has-text('2022-09-01')")
    assert browser_page.url.endswith("/?as_of=2022-09-01")
    assert browser_page.input_value("#s-day") == "2022-09-01"
    browser_page.keyboard.press("ArrowRight")
    browser_page.keyboard.press("ArrowRight")
    browser_page.wait_for_selector("h1:has-text('2022-09-03')")
    # Charts of the new day are drawn, and all links are of it.
    browser_page.locator(".network .chart-place svg").wait_for()
    browser_page.click("nav a:has-text('Fronts')")
    browser_page.wait_for_url("**/fronts?as_of=2022-09-03")
    browser_page.go_back()
    assert browser_page.locator("h1").inner_text() == "Situation 2022-09-03"


def test_a_day_is_typed(browser_page: Any) -> None:
    browser_page.goto("/")
    browser_page.fill("#s-day", "2022-09-06")
    browser_page.click("text=Show this day")
    browser_page.wait_for_selector("h1:has-text('2022-09-06')")
    assert browser_page.input_value("#s-range") == "5"


def test_the_network_leads_to_an_actor_and_to_a_pair(browser_page: Any) -> None:
    browser_page.goto("/?as_of=2022-09-06")
    browser_page.locator(".network .role-mark.mark-symbol path").first.click()
    browser_page.wait_for_url("**/actor/*?as_of=2022-09-06")
    browser_page.go_back()
    browser_page.locator(".network .chart-place svg").wait_for()
    box = browser_page.locator(".network .role-mark.mark-rule line").first.bounding_box()
    browser_page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    browser_page.wait_for_url("**/pair/*/*?as_of=2022-09-06")


def test_the_network_is_reached_by_keyboard(browser_page: Any) -> None:
    browser_page.goto("/")
    browser_page.focus(".network summary")
    browser_page.keyboard.press("Enter")
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/actor/*")


def test_a_place_on_the_map_leads_to_its_entry(browser_page: Any) -> None:
    browser_page.goto("/")
    browser_page.focus(".map svg a")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/entry/*")


def test_strain_is_opened_down_to_an_entry(browser_page: Any) -> None:
    browser_page.goto("/alliances")
    browser_page.click("table a:has-text('Armenia and Russia')")
    opened = browser_page.locator("#c-voiced[open] .cited a")
    opened.click()
    browser_page.wait_for_url("**/bond/b-allies")
    assert browser_page.locator("mark").inner_text() == "Armenia and Russia are allies"


def test_a_front_is_opened_from_the_situation(browser_page: Any) -> None:
    browser_page.goto("/")
    browser_page.click("table a:has-text('Armenia – Azerbaijan')")
    browser_page.locator(".chart-place svg .role-mark.mark-symbol path").nth(3).hover()
    assert "use of force" in browser_page.locator("#vg-tooltip-element.visible").inner_text()


def test_a_supposition_is_chosen_and_another_is_added(browser_page: Any) -> None:
    browser_page.goto("/what-if?runs=50")
    for field, value in (("actor", "azerbaijan"), ("type", "ASSAULT"), ("recipient", "armenia")):
        browser_page.select_option(f"#w-{field}", value)
    browser_page.click("button:text-is('Suppose')")
    browser_page.locator(".chart-place svg").wait_for()
    # The day stands in the address, so that what is shared stays as it is.
    assert "as_of=2022-09-20" in browser_page.url
    assert browser_page.locator("table a[href^='/commitment/c-aid']").count() == 1
    browser_page.select_option("#w-actor", "russia")
    browser_page.select_option("#w-type", "AID")
    browser_page.click("button:text-is('Suppose this too')")
    browser_page.locator("input[name='suppose'] >> nth=1").wait_for()


def test_a_correction_changes_a_measure(browser_page: Any) -> None:
    browser_page.goto(f"/front/{conflict.FRONT}")
    assert "1 in the last 14 days, 3 in the 14 before" in browser_page.inner_text("main")
    browser_page.goto("/event/e-4")
    browser_page.fill("#c-analyst", "Ada")
    browser_page.click("text=The entry is wrong")
    browser_page.wait_for_url("**#decisions")
    browser_page.goto(f"/front/{conflict.FRONT}")
    assert "1 in the last 14 days, 2 in the 14 before" in browser_page.inner_text("main")
