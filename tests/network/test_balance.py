"""Triangles, the frustration index and the camps of signed networks.

The signed networks that the last tests read are not part of this repository: they are looked for
in `shared/peers/signed` beside it, or in `$FOEDUS_SHARED/peers/signed`.
"""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import UsageError
from foedus.model import as_json
from foedus.network.balance import Balance, SignedTie, balance
from foedus.network.cycle_cuts import Bounds, integer_camps, weigh_cycles
from foedus.network.signed_block import Block, disjoint_cycles
from foedus.sources.edges import read_edges

SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).parents[3] / "shared")
SIGNED = SHARED / "peers" / "signed"
here = pytest.mark.skipif(not SIGNED.is_dir(), reason="no signed networks in shared/peers/signed")

IndexedTies = list[tuple[int, int, int]]


def ties(written: str) -> list[SignedTie]:
    """`ab+ bc-` as ties."""
    return [SignedTie(tie[0], tie[1], 1 if tie[2] == "+" else -1) for tie in written.split()]


def named(indexed: IndexedTies) -> list[SignedTie]:
    return [SignedTie(f"n{a}", f"n{b}", 1 if sign > 0 else -1) for a, b, sign in indexed]


# What is written beside each: index, (triangles, balanced), first camp, ties against the camps.
SITUATIONS = [
    pytest.param("ab+ bc+ ac+", 0, (1, 1), "abc", "", id="three friends: nothing is against it"),
    # One negative tie makes a cycle unbalanced, two balance it (Harary 1953).
    pytest.param("ab+ bc- ac-", 0, (1, 1), "ab", "", id="two friends with a common foe"),
    pytest.param("ab+ bc+ ac-", 1, (1, 0), None, None, id="friends of one are foes: one must flip"),
    pytest.param("ab- bc- ac-", 1, (1, 0), None, None, id="three foes: two of them share a camp"),
    # A square has no triangle; one negative tie of four, or three, is odd.
    pytest.param("ab+ bc+ cd+ ad-", 1, (0, 0), None, None, id="a square with one negative tie"),
    pytest.param("ab+ bc- cd+ ad-", 0, (0, 0), "ab", "", id="a square with two negative ties"),
    # Both triangles are unbalanced by bc alone: with bc flipped all are friends, so 1, and no
    # other single tie lies in both triangles.
    pytest.param("ab+ ac+ bc- bd+ cd+", 1, (2, 0), "abcd", "bc-", id="two triangles on one tie"),
    # Two triangles that share only b, each unbalanced: 1 + 1.
    pytest.param("ab- bc- ac- bd- de- be-", 2, (2, 0), None, None, id="two triangles on one actor"),
    # Camps of k and 5 - k hold k(k-1)/2 + (5-k)(4-k)/2 negative ties: 10, 6, 4 for k = 0, 1, 2.
    # All 10 triangles have three negative ties.
    pytest.param(
        "ab- ac- ad- ae- bc- bd- be- cd- ce- de-", 4, (10, 0), None, None, id="five foes"
    ),
    pytest.param("ab- bc- cd-", 0, (0, 0), "ac", "", id="a path: camps in turn"),
    # cd is no part of the rest: its first name, c, joins the first camp, and d the other.
    pytest.param("ab+ cd-", 0, (0, 0), "abc", "", id="two parts"),
    # A triangle of foes with a friend hanging on it: only the triangle counts.
    pytest.param("ab- bc- ac- cd+ de-", 1, (1, 0), None, None, id="a tail is never frustrated"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "index", "triangles", "camp", "flipped"), SITUATIONS)
def test_small_networks_worked_out_by_hand(
    written: str, index: int, triangles: tuple[int, int], camp: str | None, flipped: str | None
) -> None:
    found = balance(ties(written))
    assert (found.frustration_index, found.lower, found.upper) == (index, index, index)
    assert found.proved
    assert (found.triangles, found.balanced_triangles) == triangles
    assert found.balance == 1 - 2 * index / len(written.split())
    assert_is_whole(found, ties(written))
    if camp is not None:
        assert "".join(found.camps[0]) == camp
    if flipped is not None:
        assert found.flipped == tuple(ties(flipped))


def assert_is_whole(found: Balance, given: Sequence[SignedTie]) -> None:
    """The camps part the actors, and the flipped ties are just those that are against them."""
    first, second = map(set, found.camps)
    actors = {name for tie in given for name in (tie.source, tie.target)}
    assert not first & second
    assert first | second == actors
    assert found.nodes == len(actors)
    assert all(list(camp) == sorted(camp) for camp in found.camps)
    assert not actors or min(actors) in first
    against = {
        (*sorted((tie.source, tie.target)), tie.sign)
        for tie in given
        if ((tie.source in first) == (tie.target in first)) != (tie.sign > 0)
    }
    assert {(tie.source, tie.target, tie.sign) for tie in found.flipped} == against
    assert len(found.flipped) == found.upper == found.frustration_index
    ends = {name for tie in found.flipped for name in (tie.source, tie.target)}
    assert found.frustrated == tuple(sorted(ends))
    assert found.lower <= found.upper
    assert found.proved == (found.lower == found.upper)


def test_no_ties_at_all() -> None:
    found = balance([])
    assert (found.nodes, found.edges, found.triangles, found.frustration_index) == (0, 0, 0, 0)
    assert (found.triangle_balance, found.balance) == (None, None)
    assert (found.camps, found.flipped, found.proved) == (((), ()), (), True)


@pytest.mark.parametrize(
    ("given", "limit", "words"),
    [
        ([SignedTie("a", "a", 1)], 5.0, "tie to itself"),
        ([SignedTie("a", "b", 1), SignedTie("b", "a", -1)], 5.0, "both signs"),
        ([SignedTie("a", "b", 2)], 5.0, "sign is 2"),  # type: ignore[arg-type]
        ([], -1.0, "time limit"),
        ([], float("nan"), "time limit"),
    ],
)
def test_what_is_no_signed_network(given: list[SignedTie], limit: float, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        balance(given, time_limit=limit)


def test_a_pair_given_twice_counts_once() -> None:
    assert balance(ties("ab- ba- bc- ac-")) == balance(ties("ab- bc- ac-"))


@st.composite
def networks(draw: st.DrawFn, most: int = 8) -> IndexedTies:
    size = draw(st.integers(2, most))
    pairs = list(combinations(range(size), 2))
    signs = draw(st.lists(st.sampled_from((-1, 0, 1)), min_size=len(pairs), max_size=len(pairs)))
    return [(*pair, sign) for pair, sign in zip(pairs, signs, strict=True) if sign]


def fewest_against(indexed: IndexedTies) -> int:
    """By all camps there are."""
    nodes = sorted({node for a, b, _ in indexed for node in (a, b)})
    return min(
        sum(sides[a] * sides[b] != sign for a, b, sign in indexed)
        for choice in product((1, -1), repeat=len(nodes))
        for sides in [dict(zip(nodes, choice, strict=True))]
    )


@settings(max_examples=60, deadline=None)
@given(networks())
def test_the_index_is_that_of_all_camps_tried(indexed: IndexedTies) -> None:
    found = balance(named(indexed))
    assert found.proved
    assert found.frustration_index == fewest_against(indexed)
    assert (found.frustration_index == 0) == (not found.flipped)
    assert_is_whole(found, named(indexed))


@settings(max_examples=40, deadline=None)
@given(networks(most=7))
def test_triangles_are_those_counted_one_by_one(indexed: IndexedTies) -> None:
    signs = {(a, b): sign for a, b, sign in indexed}
    products = [
        signs[a, b] * signs[b, c] * signs[a, c]
        for a, b, c in combinations(range(7), 3)
        if {(a, b), (b, c), (a, c)} <= signs.keys()
    ]
    found = balance(named(indexed))
    assert (found.triangles, found.balanced_triangles) == (len(products), products.count(1))


@settings(max_examples=30, deadline=None)
@given(networks(), st.lists(st.booleans(), min_size=8, max_size=8))
def test_switching_leaves_the_index_and_the_triangles(
    indexed: IndexedTies, turned: list[bool]
) -> None:
    """To flip all ties of an actor leaves the sign of every cycle (Zaslavsky 1982)."""
    switched = [(a, b, -sign if turned[a] != turned[b] else sign) for a, b, sign in indexed]
    one, other = balance(named(indexed)), balance(named(switched))
    assert one.frustration_index == other.frustration_index
    assert one.balanced_triangles == other.balanced_triangles


@settings(max_examples=30, deadline=None)
@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_the_ties_changes_nothing(indexed: IndexedTies, random: Random) -> None:
    mixed = [(b, a, sign) if random.random() < 0.5 else (a, b, sign) for a, b, sign in indexed]
    random.shuffle(mixed)
    assert as_json(balance(named(mixed))) == as_json(balance(named(indexed)))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.booleans(), min_size=2, max_size=12), st.data())
def test_two_camps_are_found_whole(sides: list[bool], data: st.DataObject) -> None:
    pairs = list(combinations(range(len(sides)), 2))
    drawn = data.draw(st.lists(st.sampled_from(pairs), unique=True))
    indexed = [(a, b, 1 if sides[a] == sides[b] else -1) for a, b in drawn]
    assert balance(named(indexed)).frustration_index == 0


def random_block(size: int, seed: int) -> Block:
    random = Random(seed)
    pairs = combinations(range(size), 2)
    return Block(size, tuple((a, b, random.choice((1, -1))) for a, b in pairs))


@pytest.mark.parametrize("seed", range(6))
def test_each_solver_alone_gives_the_index(seed: int) -> None:
    """From the worst start, no cycles known: what the search usually settles first."""
    block = random_block(8, seed)
    fewest = fewest_against(list(block.ties))
    start = Bounds([1] * 8, 0, [])
    weighed = weigh_cycles(block, start, time.monotonic() + 60)
    assert weighed.lower <= fewest <= len(block.frustrated(weighed.sides))
    done = integer_camps(block, Bounds([1] * 8, 0, weighed.cycles), time.monotonic() + 60)
    assert (done.lower, len(block.frustrated(done.sides))) == (fewest, fewest)


@pytest.mark.parametrize("seed", range(4))
def test_cycles_without_a_common_tie(seed: int) -> None:
    block = random_block(9, seed)
    count, cycles = disjoint_cycles(block, [1] * 9)
    signs = {frozenset((a, b)): sign for a, b, sign in block.ties}
    used = [pair for cycle in cycles for pair in around(cycle)]
    assert count == len(cycles) > 0
    assert len(used) == len(set(used))
    for cycle in cycles:
        assert sum(signs[pair] < 0 for pair in around(cycle)) % 2 == 1


def around(cycle: Sequence[int]) -> list[frozenset[int]]:
    return [frozenset((a, b)) for a, b in zip(cycle, [*cycle[1:], cycle[0]], strict=True)]


def test_without_time_the_bounds_are_given_and_none_is_called_proved() -> None:
    # Random signs on all 276 ties of 24 actors: every tie lies in 22 triangles, and cycles without
    # a common tie are far too few to reach what any camps have against them.
    given = named(list(random_block(24, 3).ties))
    found = balance(given, time_limit=0)
    assert 0 < found.lower < found.upper
    assert not found.proved
    assert_is_whole(found, given)


def windows() -> Iterator[object]:
    if not SIGNED.is_dir():
        yield pytest.param({}, id="none")
        return
    with (SIGNED / "cow_frustration.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            yield pytest.param(row, id=row["window"])


@here
def test_the_tribes_of_new_guinea() -> None:
    found = balance(read_edges(SIGNED / "tribes_edges.csv"))
    assert (found.frustration_index, found.proved) == (7, True)
    assert (found.triangles, found.balanced_triangles) == (68, 59)
    assert {"Gavev", "Kotun", "Gama", "Nagad"} in map(set, found.camps)


@here
@pytest.mark.parametrize("row", list(windows()))
def test_relations_of_states_as_solved_by_others(row: dict[str, str]) -> None:
    found = balance(read_edges(SIGNED / "cow_windows_edges.csv", window=row["window"]))
    assert found.proved
    told = [found.nodes, found.edges, found.negative, found.frustration_index]
    columns = ("nodes", "edges", "negative_edges", "frustration_index")
    assert told == [int(row[name]) for name in columns]
    assert (found.triangles, found.balanced_triangles) == (
        int(row["triangles"]), int(row["balanced_triangles"]),
    )  # fmt: skip
    assert round(found.balance or 0, 4) == float(row["balance_1_minus_2L_over_m"])
