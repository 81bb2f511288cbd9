"""Pages of a large record: told that they are being made, and then there."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from foedus.errors import UsageError
from foedus.web import site as site_module
from foedus.web import situation
from foedus.web.waiting import StillMade, Waiting
from tests.web.conftest import Visit


def test_what_is_ready_in_a_moment_is_given() -> None:
    assert Waiting().made("/", lambda: 7) == 7


def test_what_is_not_is_made_once_and_found_by_who_asks_again() -> None:
    waiting, go_on, times = Waiting(patience=0.0), threading.Event(), []

    def slow() -> int:
        times.append(1)
        assert go_on.wait(10)
        return 7

    for _ in range(3):
        with pytest.raises(StillMade):
            waiting.made("/", slow)
    go_on.set()
    waiting.patience = 10.0
    assert waiting.made("/", slow) == 7
    assert len(times) == 1
    assert waiting.made("/", lambda: 8) == 8  # what was given is not kept


def test_an_error_is_of_who_asked() -> None:
    waiting = Waiting()

    def wrong() -> int:
        raise UsageError("such a day there is not")

    for _ in range(2):
        with pytest.raises(UsageError, match="such a day"):
            waiting.made("/", wrong)


def test_with_too_many_at_once_one_waits() -> None:
    waiting, go_on = Waiting(patience=0.0), threading.Event()
    for number in range(8):
        with pytest.raises(StillMade):
            waiting.made(number, lambda: go_on.wait(10))
    assert waiting.made("another", lambda: 7) == 7
    go_on.set()


def test_the_page_of_a_large_record_says_that_it_is_made(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, view = threading.Event(), situation.situation

    def held(*given: Any) -> Any:
        assert go_on.wait(10)
        return view(*given)

    monkeypatch.setattr(situation, "situation", held)
    monkeypatch.setattr(site_module, "_LARGE", 0)
    client = visit()
    client.app.state.pages.site.waiting.patience = 0.0  # type: ignore[attr-defined]
    first = client.get("/")
    assert (first.status_code, first.headers["refresh"]) == (202, "0")
    assert "opens by itself" in first.text
    go_on.set()
    client.app.state.pages.site.waiting.patience = 60.0  # type: ignore[attr-defined]
    then = client.get("/")
    assert (then.status_code, "refresh" in then.headers) == (200, False)
    assert "What changed" in then.text
