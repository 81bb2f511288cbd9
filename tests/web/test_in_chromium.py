"""The pages in a real browser: nothing is said on its console, and nothing is asked elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import ChoiceLoader, DictLoader

from foedus.record import Statistics
from foedus.web.app import create_app
from foedus.web.pages import Page
from foedus.web.templating import templates
from tests.cli.conftest import FakeCoder
from tests.record import examples
from tests.web.browsing import needs_chromium, served, watched

pytestmark = needs_chromium

CHART_PAGE = """\
{% extends "base.html" %}{% import "macros.html" as m with context %}
{% block title %}Chart{% endblock %}
{% block content %}<h1>Chart</h1>{{ m.chart(spec, "</script>", ["day"], [[1], [2]]) }}{% endblock %}
{% block scripts %}{{ m.chart_scripts() }}{% endblock %}
"""
CHART = {
    "data": {"values": [{"day": 1, "of": "</script><script>alert(1)</script>"}]},
    "mark": {"type": "bar", "tooltip": True},
    "encoding": {
        "x": {"field": "day", "type": "ordinal"},
        "y": {"aggregate": "count"},
        "color": {"field": "of"},
    },
}


@pytest.fixture
def address(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the pages are served, with one more that has a chart."""
    app = create_app(ledger, coder=FakeCoder())
    loader = ChoiceLoader([DictLoader({"chart.html": CHART_PAGE}), templates().loader])  # type: ignore[list-item]
    monkeypatch.setattr(templates(), "loader", loader)
    page = Page("chart.html", Statistics, "A chart", present=lambda found: {"spec": CHART})
    app.state.pages.add("/chart", lambda record, asked: record.statistics(), page)
    with served(app) as at:
        yield at


@pytest.fixture
def browser_page(address: str) -> Iterator[Any]:
    """A page of a browser; in the end nothing was said on its console or asked of others."""
    with watched(address) as page:
        yield page


def test_pages_are_whole_and_quiet(browser_page: Any) -> None:
    paths = (
        "/", "/events", "/commitments", "/bonds", "/reports", "/actors", "/actor/northland",
        "/pair/northland/southland", "/search?q=shelled", "/add", "/decisions",
        "/report/harm%2F%3Cb%3E", "/event/e-harm", "/event/e-report-1",
    )  # fmt: skip
    for path in paths:
        answer = browser_page.goto(path)
        assert answer.status == 200, path
        assert browser_page.locator("h1").count() == 1, path


def test_words_of_a_report_are_pointed_at_and_reached_by_keyboard(browser_page: Any) -> None:
    browser_page.goto("/report/report-1")
    assert browser_page.locator(".card:visible").count() == 0
    browser_page.hover("a.mark >> nth=0")
    card = browser_page.locator(".card:visible")
    assert "ASSAULT artillery; Northland → Southland; rule shell; confidence 0.90" in (
        " ".join(card.inner_text().split())
    )
    browser_page.mouse.move(0, 0)
    browser_page.focus("a.mark >> nth=1")
    assert "commitment" in browser_page.locator(".card:visible").inner_text()
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.querySelector(':target').id") == "n-2"


def test_an_entry_is_found_wrong_and_that_is_undone(browser_page: Any) -> None:
    browser_page.goto("/event/e-report-1")
    browser_page.fill("#c-analyst", "Ada")
    browser_page.click("text=The entry is wrong")
    browser_page.locator("text=Found wrong").wait_for()
    browser_page.click("button:text-is('Undo')")
    browser_page.locator("text=Found wrong").wait_for(state="detached")


def test_a_text_is_pasted_and_its_entries_are_shown(browser_page: Any) -> None:
    browser_page.goto("/add")
    browser_page.fill("#a-text", f"{examples.TEXT} Pasted.")
    browser_page.click("text=Read the text")
    browser_page.wait_for_selector("h1:text-is('Done')")
    assert browser_page.locator("table.entries tbody tr").count() == 3


def test_a_chart_is_drawn_and_has_a_table(browser_page: Any) -> None:
    browser_page.goto("/chart")
    browser_page.wait_for_selector(".chart-place svg")
    browser_page.hover(".chart-place .mark-rect path >> nth=0")
    assert "<script>" in browser_page.locator("#vg-tooltip-element.visible").inner_text()
    assert browser_page.locator(".chart-table table").count() == 1
