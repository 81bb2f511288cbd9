"""Header lines of plain texts, and published dates."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.sources import header_lines
from foedus.sources.dates import published_date


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        ("Title: Talks\nDate: 2023-11-04\n\nBody.", {"title": "Talks", "date": "2023-11-04"}, "\n"),
        ("Title: Talks\nBody follows at once.", {"title": "Talks"}, "Body"),
        ("TITLE : Talks \r\nurl:x\r\nBody", {"title": "Talks", "url": "x"}, "Body"),
        ("Title: one\nTitle: two\nBody", {"title": "one"}, "Body"),
        ("Source:\nBody", {"source": ""}, "Body"),
        ("Title: all there is", {"title": "all there is"}, ""),
        ("\nTitle: too late", {}, "\nTitle"),
        ("Body\nTitle: too late", {}, "Body"),
        ("Author: nobody\nTitle: too late", {}, "Author"),
        ("", {}, ""),
    ],
)
def test_header_lines_are_the_run_at_the_start(
    text: str, values: dict[str, str], body: str
) -> None:
    block = header_lines(text)
    assert block.values == values
    assert text[block.body_start :].startswith(body)
    assert (block.body_start == len(text)) == (not body)
    assert {key: text[slice(*span)] for key, span in block.spans.items()} == values


@given(st.text())
def test_header_lines_never_reach_beyond_the_text(text: str) -> None:
    block = header_lines(text)
    assert 0 <= block.body_start <= len(text)
    for key, (start, end) in block.spans.items():
        assert text[start:end] == block.values[key]
        assert end <= block.body_start


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2023-11-04", "2023-11-04"),
        (" 2023-11-04T23:30:00+02:00 ", "2023-11-04"),
        ("2023-11-04 10:00:00.123456789", "2023-11-04"),
        ("2023/04/03", "2023-04-03"),
        ("20231104", "2023-11-04"),
        ("20231104T101500Z", "2023-11-04"),
        ("4 November 2023", "2023-11-04"),
        ("Nov. 4, 2023, 10:30 a.m. EST", "2023-11-04"),
        ("Saturday, 4th November 2023", "2023-11-04"),
        ("Sat, 04 Nov 2023 10:00:00 GMT", "2023-11-04"),
        ("13/04/2023", "2023-04-13"),
        ("04/13/2023", "2023-04-13"),
        ("04/04/2023", "2023-04-04"),
        ("03/04/2023", None),  # April or March
        ("03.04.2023", None),
        ("4 Nov 23", None),  # which century, by today's date
        ("November 2023", None),
        ("2023-11", None),
        ("2023", None),
        ("4 November", None),
        ("Tuesday", None),
        ("10:30", None),
        ("yesterday", None),
        ("2023-02-30", None),
        ("31 February 2023", None),
        ("0001-01-01", None),
        ("99999999999999999999", None),
        ("1" * 5000, None),
        ("", None),
    ],
)
def test_a_day_is_read_only_where_it_is_certain(words: str, day: str | None) -> None:
    assert published_date(words) == (dt.date.fromisoformat(day) if day else None)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_spelled_months_give_the_day_itself(day: dt.date) -> None:
    assert published_date(f"{day.day} {day:%B} {day.year}") == day
    assert published_date(f"{day:%b} {day.day}, {day.year}") == day
    assert published_date(day.isoformat()) == day


@given(st.text(alphabet="0123456789/-.: ,TZ+novNOVam", max_size=40))
def test_no_words_of_a_date_raise(words: str) -> None:
    found = published_date(words)
    assert found is None or 1800 <= found.year < 2200
