from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from foedus.record import Record


class Clock:
    """A time that tests set."""

    def __init__(self) -> None:
        self.at = dt.datetime(2024, 4, 1, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "foedus.db"


@pytest.fixture
def record(path: Path, clock: Clock) -> Iterator[Record]:
    with Record(path, create=True, now=clock) as opened:
        yield opened
        assert opened.faults() == []
