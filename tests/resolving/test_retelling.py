"""An event gets the date and the place that the next sentence tells of it."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.model import Event, Report
from foedus.pipeline import Coder

# (text, the date of its first event, its place)
TABLE = [
    (
        "Russia met Turkey. The meeting took place in Sochi in early November.",
        "2023-11-01",
        "Sochi",
    ),
    ("Israel attacked Iran. The attack took place on 3 November.", "2023-11-03", None),
    ("Russia met Turkey on 2 November. The meeting took place on 3 November.", "2023-11-02", None),
    ("Russia met Turkey. The attack took place on 3 November.", None, None),
    ("Russia met Turkey. The first meeting took place on 3 November.", None, None),
    ("Russia met Turkey. Prices rose. The meeting took place on 3 November.", None, None),
]


@pytest.mark.parametrize(("text", "day", "place"), TABLE)
def test_what_is_told_later_is_of_the_event(
    coder: Coder, text: str, day: str | None, place: str | None
) -> None:
    ((_, entries),) = coder.code([Report("retold", text, date=dt.date(2023, 11, 20))])
    event = next(entry for entry in entries if isinstance(entry, Event))
    start = event.date.start if event.date is not None else None
    assert (start and start.isoformat(), event.place and event.place.name) == (day, place)
