"""CSV of signed ties: what is read, and what is refused with a place, a cause and a way out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import FoedusError, SourceError, UsageError
from foedus.sources.edges import SignedTie, read_edges
from foedus.sources.limits import Limits

HEADER = "source,target,sign\n"
WINDOWS = "window,source,target,sign\n46-49,a,b,1\n51-54,a,b,-1\n"
A_B = [SignedTie("a", "b", 1)]


def read(text: str | bytes, **options: object) -> list[SignedTie]:
    data = text.encode() if isinstance(text, str) else text
    return read_edges("-", stdin=io.BytesIO(data), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ("1", 1), ("+1", 1), ("+", 1), ("positive", 1), ("Positive", 1), (" 1 ", 1),
        ("-1", -1), ("-", -1), ("negative", -1), ("NEGATIVE", -1),
    ],
)  # fmt: skip
def test_signs(written: str, sign: int) -> None:
    assert [tie.sign for tie in read(f"{HEADER}a,b,{written}\n")] == [sign]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{HEADER}a,b,1\n", id="plain"),
        pytest.param(f"{HEADER}a,b,1", id="no line end"),
        pytest.param("\ufeffsource,target,sign\r\na,b,1\r\n", id="byte order mark, CRLF"),
        pytest.param("Sign;Target;Source\n1;b;a\n", id="semicolons, other order and case"),
        pytest.param("source\ttarget\tsign\na\tb\t1\n", id="tabs"),
        pytest.param("source,target,sign,note\na,b,1,x\n", id="a column more"),
        pytest.param(f"\n{HEADER}\n a , b ,1\n,,\n\n", id="blank lines, blanks around"),
        pytest.param(f'{HEADER}"a","b","1"\n', id="quotes"),
        pytest.param(f"{HEADER}a,b,1\na,b,+\n", id="twice"),
        pytest.param(f"{HEADER}a,b,1\nb,a,1\n", id="twice, turned round"),
        pytest.param("window,source,target,sign\n46-49,a,b,1\n", id="the only window"),
    ],
)
def test_one_tie(text: str) -> None:
    assert read(text) == A_B


def test_a_header_alone_is_a_network_without_ties() -> None:
    assert read(HEADER) == []


def test_one_of_several_windows() -> None:
    assert read(WINDOWS, window="46-49") == A_B
    assert read(WINDOWS, window="51-54") == [SignedTie("a", "b", -1)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["is empty"]),
        (" \n", ["is empty", "source, target, sign"]),
        ("source,sign\na,1\n", ["line 1", "no column 'target'", "(source, sign)"]),
        ("source,target,sign,sign\na,b,1,1\n", ["line 1", "'sign' twice", "leave one out"]),
        (f"{HEADER}a,b,2\n", ["line 2", "sign '2'", "write 1 or -1"]),
        (f"{HEADER}a,b,\n", ["line 2", "sign ''", "write 1 or -1"]),
        (f"{HEADER}a,b,1\n\na,a,1\n", ["line 4", "'a' to itself", "leave the row out"]),
        (f"{HEADER},b,1\n", ["line 2", "has no source", "name the actor"]),
        (f"{HEADER}a, ,1\n", ["line 2", "has no target", "name the actor"]),
        (f"{HEADER}{'a' * 201},b,1\n", ["line 2", "over 200 characters", "shorten"]),
        (f"{HEADER}a,b,1\nb,c,1\nb,a,-1\n", ["line 4", "'b' and 'a'", "than line 2", "keep one"]),
        (f"{HEADER}a,b\n", ["line 2", "2 fields where the header has 3", "quote"]),
        (f'{HEADER}a,b,1\n"a,c,1\n', ["line 3", "not valid CSV", "quotes"]),
        (f"{HEADER}".encode() + "é,b,1\né,c,1\n".encode() + b"\xff,d,1\n", ["line 4", "UTF-8"]),
        (f"{HEADER}a,b,\0\n", ["binary"]),
    ],
)
def test_what_cannot_be_read(text: str | bytes, words: list[str]) -> None:
    with pytest.raises(SourceError) as caught:
        read(text)
    message = str(caught.value)
    assert message.startswith("standard input")
    assert "\n" not in message
    for one in words:
        assert one in message


@pytest.mark.parametrize(
    ("text", "window", "words"),
    [
        (WINDOWS, None, "several windows; choose one by --window: 46-49, 51-54"),
        (WINDOWS, "56-59", "has no window '56-59'; it has 46-49, 51-54"),
        (f"{HEADER}a,b,1\n", "46-49", "has no column 'window'; leave --window out"),
    ],
)
def test_windows_that_are_not_there(text: str, window: str | None, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read(text, window=window)


def test_of_many_windows_the_error_lists_some() -> None:
    rows = "".join(f"w{number:02},a,b,1\n" for number in range(25))
    with pytest.raises(UsageError, match=r"w19 and 5 more$"):
        read(f"window,{HEADER}{rows}")


def test_a_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "edges.csv"
    path.write_text(f"{HEADER}a,b,1\n")
    assert read_edges(path) == A_B
    path.write_text(f"{HEADER}a,b,maybe\n")
    with pytest.raises(SourceError, match=r"edges\.csv, line 2: has the sign 'maybe'"):
        read_edges(path)
    with pytest.raises(SourceError, match="does not exist"):
        read_edges(tmp_path / "none.csv")


def test_what_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="over 30 bytes"):
        read(f"{HEADER}{'a,b,1' * 9}\n", limits=Limits(file_bytes=30))
    monkeypatch.setattr("foedus.sources.edges._MOST_TIES", 2)
    with pytest.raises(SourceError, match="over 2 ties; split it"):
        read(f"{HEADER}a,b,1\na,c,1\na,d,1\n")


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: (HEADER + text).encode()))
def test_whatever_comes_in_is_read_or_refused_in_one_line(data: bytes) -> None:
    try:
        read(data)
    except FoedusError as error:
        assert len(str(error).splitlines()) == 1
