from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.web.marking import segments

SPANS = st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30)), max_size=8)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [("abcdef", ())]),
        ([(0, 6)], [("abcdef", (0,))]),
        ([(1, 3)], [("a", ()), ("bc", (0,)), ("def", ())]),
        # Nested: the longer one first.
        ([(2, 4), (1, 5)], [("a", ()), ("b", (1,)), ("cd", (1, 0)), ("e", (1,)), ("f", ())]),
        # Overlapping, of one length: the earlier one first.
        ([(2, 5), (1, 4)], [("a", ()), ("b", (1,)), ("cd", (1, 0)), ("e", (0,)), ("f", ())]),
        # The same span twice: in the order given.
        ([(0, 2), (0, 2)], [("ab", (0, 1)), ("cdef", ())]),
        # Empty, turned round, or outside: nothing is marked.
        ([(2, 2), (4, 1), (6, 9), (-4, 0)], [("abcdef", ())]),
        ([(4, 99)], [("abcd", ()), ("ef", (0,))]),
    ],
)
def test_text_is_cut_where_a_span_begins_or_ends(
    spans: list[tuple[int, int]], expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    found = [(one.text, one.covers) for one in segments("abcdef", spans)]
    assert [one for one in found if one[0]] == expected


def test_nothing_is_cut_out_of_nothing() -> None:
    assert segments("", [(0, 1)]) == []


@given(st.text(max_size=25), SPANS)
def test_segments_together_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    assert "".join(one.text for one in segments(text, spans)) == text


@given(st.text(max_size=25), SPANS)
def test_what_a_span_covers_is_its_part_of_the_text(
    text: str, spans: list[tuple[int, int]]
) -> None:
    found = segments(text, spans)
    clipped = [(max(start, 0), max(end, 0)) for start, end in spans]
    for number, (start, end) in enumerate(clipped):
        covered = "".join(one.text for one in found if number in one.covers)
        assert covered == text[start:end]
        opened = sum(number in one.opens for one in found)
        closed = sum(number in one.closes for one in found)
        assert opened == closed == bool(text[start:end])
