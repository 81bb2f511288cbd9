"""The last layers, on weights so plain that the answer can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.coding.last_layers import HEADS, LastLayers, last_layers, of_arrays

Arrays = dict[str, np.ndarray]


def head_alone(length: int) -> Arrays:
    """No layer: three answers, the sums of the means of all, of source's and of target's pieces."""
    head = np.zeros((3 * length, 3))
    for answer in range(3):
        head[answer * length : (answer + 1) * length, answer] = 1
    return {
        "events": np.frombuffer(b"AID\nASSAULT\nNONE", np.uint8),
        "trained_on": np.frombuffer(b"these", np.uint8),
        "roles": np.zeros((3, length), np.float16),
        "head": head.astype(np.float16),
        "head_bias": np.array([0, 0, 0.5], np.float16),
    }


def scores(arrays: Arrays, states: list[list[float]], roles: list[int]) -> list[float]:
    clause = np.array(states, np.float32), np.array(roles, np.int8)
    (found,) = of_arrays(arrays).scores([clause])
    return [round(float(one), 3) for one in found]


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        # Means of (1, 2), (3, 4) and (5, 6): of all (3, 4), whose sum is 7.
        ([0, 1, 2], [7, 7, 11.5]),
        ([0, 0, 0], [7, 0, 0.5]),  # no party: nothing is added for it
        ([1, 1, 0], [7, 5, 0.5]),  # source: the mean of (1, 2) and (3, 4) is (2, 3)
    ],
)
def test_the_head_weighs_all_pieces_and_those_of_each_party(
    roles: list[int], expected: list[float]
) -> None:
    assert scores(head_alone(2), [[1, 2], [3, 4], [5, 6]], roles) == expected


def test_a_mark_is_added_to_the_pieces_of_a_party() -> None:
    arrays = head_alone(2)
    arrays["roles"] = np.array([[0, 0], [1, 1], [10, 0]], np.float16)
    # (1, 2) + (1, 1) = (2, 3); (3, 4) + (10, 0) = (13, 4); the mean of both is (7.5, 3.5).
    assert scores(arrays, [[1, 2], [3, 4]], [1, 2]) == [11, 5, 17.5]


def plain_layer(length: int) -> Arrays:
    """Queries and keys are zero: each piece attends to all alike; what is attended is added."""
    found: Arrays = {}
    for name, rows, columns in (
        ("query", length, length),
        ("key", length, length),
        ("value", length, length),
        ("attended", length, length),
        ("wide", length, length),
        ("narrow", length, length),
    ):
        found[f"0_{name}"] = np.zeros((rows, columns), np.int8)
        found[f"0_{name}_scale"] = np.full((1, columns), 0.5, np.float32)
        found[f"0_{name}_bias"] = np.zeros(columns, np.float16)
    for name in ("value", "attended"):
        found[f"0_{name}"] = (2 * np.eye(length)).astype(np.int8)  # by its scale of a half, 1
    for name in ("norm1", "norm2"):
        found[f"0_{name}"] = np.ones(length, np.float16)
        found[f"0_{name}_bias"] = np.zeros(length, np.float16)
    return found


def test_a_layer_attends_adds_and_normalises() -> None:
    length = HEADS
    arrays = head_alone(length) | plain_layer(length)
    # The answers are the first number of all, of source and of target.
    arrays["head"] = np.zeros((3 * length, 3), np.float16)
    for answer in range(3):
        arrays["head"][answer * length, answer] = 1
    up, down = [3.0, -3.0] * (length // 2), [-1.0, 1.0] * (length // 2)
    # The mean of both is (1, -1, …); with it they are (4, -4, …) and (0, 0, …). Normalised, the
    # first is (1, -1, …) and the second stays zero; then a GELU of zeros adds nothing.
    assert scores(arrays, [up, down], [1, 2]) == [0.5, 1, 0.5]


def test_attention_goes_to_the_key_that_fits() -> None:
    length = HEADS
    arrays = head_alone(length) | plain_layer(length)
    for name in ("query", "key"):
        arrays[f"0_{name}"] = np.full((length, length), 0, np.int8)
        np.fill_diagonal(arrays[f"0_{name}"], 20)  # by its scale, 10
    states = np.zeros((2, length), np.float32)
    states[0, :2] = 1, -1
    states[1, :2] = -1, 1
    layers = of_arrays(arrays)
    attended = layers._attended(
        states, [slice(0, 2)], "0"
    )  # head by head, a piece fits itself by 100 to -100
    assert np.allclose(attended[:, :2], states[:, :2], atol=1e-6)


def test_clauses_weighed_together_are_weighed_as_each_alone() -> None:
    layers = last_layers()
    chance = np.random.default_rng(7)
    clauses = [
        (
            chance.normal(size=(pieces, 384)).astype(np.float32),
            chance.integers(0, 3, pieces).astype(np.int8),
        )
        for pieces in (3, 11, 5)
    ]
    alone = [layers.scores([clause])[0] for clause in clauses]
    assert np.allclose(layers.scores(clauses), alone, atol=1e-3)


def test_the_layers_that_come_with_foedus() -> None:
    layers: LastLayers = last_layers()
    assert layers.layers == 2
    assert layers.arrays["head"].shape == (3 * 384, len(layers.events))
