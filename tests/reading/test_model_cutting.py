"""A model cut at an inner value: built here by hand, field by field, as onnx.proto3 says."""

from __future__ import annotations

import pytest

from foedus.errors import ModelError
from foedus.reading.model_cutting import cut_at


def field(number: int, body: bytes) -> bytes:
    """A field with a length; all here are shorter than 128 bytes, so one byte says it."""
    return bytes([number << 3 | 2, len(body)]) + body


def node(given: bytes, made: bytes) -> bytes:
    return field(1, field(1, given) + field(2, made) + field(4, b"Erf"))


WEIGHT = field(5, b"\x08\x02")  # an initialiser; its first field is a number, of kind 0
NAME = field(2, b"a graph")
FIRST, SECOND, THIRD = node(b"x", b"y"), node(b"y", b"z"), node(b"z", b"end")
OUTPUT = field(12, field(1, b"end"))
VERSION = b"\x08\x08"  # field 1 of the model is the number 8


def model(*parts: bytes) -> bytes:
    return VERSION + field(7, b"".join(parts)) + field(2, b"a maker")


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (b"y", [FIRST]),
        (b"z", [FIRST, SECOND]),
        (b"end", [FIRST, SECOND, THIRD]),
    ],
)
def test_what_is_behind_the_value_is_left_out(value: bytes, kept: list[bytes]) -> None:
    whole = model(NAME, FIRST, SECOND, THIRD, WEIGHT, OUTPUT)
    wanted = model(NAME, *kept, WEIGHT, field(12, field(1, value)))
    assert cut_at(whole, value.decode()) == wanted


def test_a_value_that_no_node_makes_is_said() -> None:
    with pytest.raises(ModelError, match="no value x"):
        cut_at(model(FIRST, OUTPUT), "x")


def test_a_length_may_take_several_bytes() -> None:
    name = (
        b"\x12\xac\x02" + b"n" * 300
    )  # field 2; 300 is 0x2c + 2 * 128, the lowest seven bits first
    graph = name + FIRST
    # The graph has 3 + 300 + 13 = 316 bytes, which is 60 + 2 * 128, and 5 more with its output.
    given = b"\x3a" + bytes([60 | 128, 2]) + graph
    output = field(12, field(1, b"y"))
    assert (len(graph), len(output)) == (316, 5)
    assert cut_at(given, "y") == b"\x3a" + bytes([65 | 128, 2]) + graph + output
