"""What holds of every result, whatever is promised and supposed."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from foedus.model import as_json
from foedus.outlook.graph import graph_of
from foedus.outlook.matching import meets
from foedus.outlook.options import Options
from foedus.outlook.telling import what_if
from foedus.outlook.world import EVEN, Clause, Move, Promise, Rate, Rates, World
from tests.outlook.worlds import (
    ALL_KEEP,
    IDS,
    SIDES,
    YES,
    attack,
    chances,
    fired,
    fixed,
    if_attacked,
    moves,
    play,
    refusal,
    suppose,
    world,
    worlds,
)

some_moves = st.lists(moves, min_size=1, max_size=2, unique=True)
# What fails is small enough to read as it is: shrinking it would take minutes.
quick = settings(
    max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)


def as_bytes(found: object) -> bytes:
    return json.dumps(as_json(found)).encode()


@quick
@given(worlds())
def test_where_nothing_is_supposed_nothing_moves_and_nothing_fires(of: World) -> None:
    found = play(of, runs=200)
    assert [one for one in found.actors if one.probability != one.baseline] == []
    assert [one for one in found.fronts if one.opens_or_rises != one.baseline or one.falls] == []
    assert [one for one in found.commitments if one.fired or one.met or one.influence] == []
    assert found.chains == ()


@quick
@given(worlds(), some_moves)
def test_the_run_without_is_the_same_whatever_is_supposed(of: World, supposed: list[Move]) -> None:
    without = {one.id: one.probability for one in play(of, runs=200).actors}
    found = play(of, *supposed, runs=200)
    assert {one.id: one.baseline for one in found.actors} == without
    assert all(one.probability >= one.baseline for one in found.actors)
    assert all(one.opens_or_rises >= one.baseline for one in found.fronts)


@quick
@given(worlds(), some_moves)
def test_no_commitment_fires_that_no_event_can_meet(of: World, supposed: list[Move]) -> None:
    graph = graph_of(of, supposed, 12)
    for one in play(of, *supposed, runs=200).commitments:
        (promise,) = (promise for promise in of.promises if promise.id == one.id)
        can_be_met = any(meets(move, promise) for move in graph.moves)
        assert one.fired <= one.met
        assert can_be_met or one.met == 0
        assert promise.clause is not None or one.met == 0, "a refusal without an if never fires"


@quick
@given(worlds(), some_moves, st.integers(0, 2**32), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter_and_the_seed_does_it_all(
    of: World, supposed: list[Move], seed: int, shuffle: random.Random
) -> None:
    options = Options(runs=200, seed=seed)
    once = what_if(of, suppose(*supposed), options)
    assert as_bytes(once) == as_bytes(what_if(of, suppose(*supposed), options))
    turned = replace(
        of,
        promises=tuple(shuffle.sample(of.promises, len(of.promises))),
        sides=dict(shuffle.sample(sorted(SIDES.items()), len(SIDES))),
        allies={id: tuple(reversed(some)) for id, some in reversed(list(of.allies.items()))},
        anyway=dict(reversed(list(of.anyway.items()))),
    )
    again = what_if(turned, suppose(*reversed(supposed)), options)
    again = replace(again, suppositions=once.suppositions)
    assert as_bytes(again) == as_bytes(once)


@quick
@given(worlds(), some_moves, st.integers(0, 7))
def test_what_a_left_out_commitment_has_no_part_in_does_not_move(
    of: World, supposed: list[Move], which: int
) -> None:
    if not of.promises:
        return
    left_out = sorted(of.promises, key=lambda one: one.id)[which % len(of.promises)]
    whole = play(of, *supposed, runs=200)
    (told,) = (one for one in whole.commitments if one.id == left_out.id)
    less = replace(of, promises=tuple(one for one in of.promises if one != left_out))
    without = play(less, *supposed, runs=200)
    if told.influences is None and told.met == 0:
        assert chances(without) == chances(whole)


def test_another_seed_gives_other_runs() -> None:
    of = world(if_attacked("p", "c", "a", "b", then="a"))
    assert len({play(of, attack("a", "b"), seed=seed).actors for seed in range(5)}) > 1


@pytest.mark.parametrize("runs", [100, 1600, 25_600])
def test_more_runs_narrow_the_interval_as_one_over_their_root(runs: int) -> None:
    of = world(if_attacked("p", "c", "a", "b", then="a"), credibility=Rates(fixed(0.5)))
    (c,) = (one for one in play(of, attack("a", "b"), runs=runs).actors if one.id == "c")
    # Of a share of about ½ the interval is 2 · 1.645 · √(¼ / n) wide, but for z²/n.
    assert (c.high - c.low) * runs**0.5 == pytest.approx(1.645, rel=0.05)
    assert c.low <= c.probability <= c.high


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    of = world(if_attacked("p", "c", "a", "b", then="a"), credibility=Rates(fixed(0.3)))
    held = 0
    for seed in range(200):
        (c,) = (
            one for one in play(of, attack("a", "b"), runs=400, seed=seed).actors if one.id == "c"
        )
        held += c.low <= 0.3 <= c.high
    # 180 of 200 are expected; three standard deviations are 3 · √(200 · 0.9 · 0.1) = 12.7.
    assert 167 <= held <= 193


def test_a_cycle_of_promises_ends() -> None:
    # a attacks b if b attacks a, and b a if a b: each does it once more, and no further.
    circle = (
        if_attacked("p1", "a", "b", "a", then="b"),
        if_attacked("p2", "b", "a", "b", then="a"),
    )
    of = world(*circle, credibility=ALL_KEEP)
    found = play(of, attack("a", "b"), rounds=100)
    assert fired(found) == {"p1": 1.0, "p2": 1.0}
    graph = graph_of(of, [attack("a", "b")], 100)
    assert (len(graph.moves), graph.depth) == (2, 2)


@quick
@given(worlds(), some_moves)
def test_the_graph_is_finite(of: World, supposed: list[Move]) -> None:
    graph = graph_of(of, supposed, 100)
    assert graph.depth < 100, "it ended by itself"
    assert len(graph.moves) <= 16 * len(IDS) * (len(IDS) + 1)


def test_a_chain_of_three_promises_has_the_product_of_their_shares() -> None:
    # A attacks B (supposed); B attacks C if so; C attacks D if so; D attacks E if so.
    # Credibilities 0.8, Beta(3, 1) with mean 0.75, 0.5; strengths pledge 1, plan 0.75, pledge 1:
    # B with 0.8, C with 0.8 · (0.75 · 0.75) = 0.45, D with 0.45 · 0.5 = 0.225.
    of = world(
        if_attacked("1", "b", "a", "b", then="c"),
        if_attacked("2", "c", "b", "c", then="d", strength="plan"),
        if_attacked("3", "d", "c", "d", then="e"),
        credibility=Rates(EVEN, {("b",): fixed(0.8), ("c",): Rate(3, 1), ("d",): fixed(0.5)}),
    )
    runs = 40_000
    found = play(of, attack("a", "b"), runs=runs)
    for id, expected in {"1": 0.8, "2": 0.45, "3": 0.225}.items():
        error = (expected * (1 - expected) / runs) ** 0.5
        assert fired(found)[id] == pytest.approx(expected, abs=4 * error)
    whole = next(chain for chain in found.chains if len(chain.steps) == 4)
    assert whole.probability == fired(found)["3"]
    assert [step.text.split(" (")[0] for step in whole.steps] == [
        "A attacks B", "B attacks C", "C attacks D", "D attacks E",
    ]  # fmt: skip
    # It ends after a step where the next promise is not kept: 1 - 0.8, 0.8 - 0.45, 0.45 - 0.225.
    ends = {len(chain.steps): chain.probability for chain in found.chains}
    assert ends == pytest.approx({1: 0.2, 2: 0.35, 3: 0.225, 4: 0.225}, abs=0.012)


def test_two_promises_of_one_actor_share_its_credibility_and_one_act_is_decided_once() -> None:
    # Credible or not at all, with 1 to 1: Beta(0.01, 0.01) is all but certain to be near 0 or 1.
    # Two acts of one actor then both come or both do not: each with ½, not both with ¼.
    of = world(
        if_attacked("1", "b", "a", "b", then="c"),
        if_attacked("2", "b", "a", "b", then="d"),
        if_attacked("3", "b", "a", "b", then="c", strength="vow"),
        credibility=Rates(Rate(0.01, 0.01)),
    )
    found = play(of, attack("a", "b"), runs=20_000)
    assert chances(found)["b"] == pytest.approx(0.5, abs=0.03)
    assert fired(found)["1"] == fired(found)["3"], "the same act, promised twice"


def test_the_interval_of_a_credibility_is_in_the_probability() -> None:
    # b keeps its word with θ ~ Beta(1, 1), c then with the same mean: 1/2 · 1/2 = 1/4, since each
    # has its own θ; but b's two steps share θ: E[θ²] = 1/3.
    alone = world(
        if_attacked("1", "b", "a", "b", then="c"), if_attacked("2", "c", "b", "c", then="d"),
        credibility=Rates(Rate(1, 1)),
    )  # fmt: skip
    shared = world(
        if_attacked("1", "b", "a", "b", then="c"),
        Promise(
            "2", "b", "will", "pledge", "SANCTION", ("d",), Clause("if", "ASSAULT", ("b",), ("c",))
        ),
        credibility=Rates(Rate(1, 1)),
    )
    assert fired(play(alone, attack("a", "b"), runs=40_000))["2"] == pytest.approx(1 / 4, abs=0.01)
    assert fired(play(shared, attack("a", "b"), runs=40_000))["2"] == pytest.approx(1 / 3, abs=0.01)


def test_a_refusal_holds_back_by_its_credibility() -> None:
    # b replies with 0.8; its refusal holds with 0.5 · 0.75 (a plan): 0.8 · (1 - 0.375) = 0.5.
    of = world(
        refusal("no", "b", strength="plan"), replies=Rates(fixed(0.8)), credibility=Rates(EVEN)
    )
    found = play(of, attack("a", "b"), runs=40_000, rounds=1)
    assert chances(found)["b"] == pytest.approx(0.5, abs=0.01)
    (no,) = found.commitments
    assert (no.fired, no.influences) == (0.0, "b")
    assert no.influence == pytest.approx(-0.3, abs=0.01)


def test_a_released_refusal_holds_nobody_back_and_permits() -> None:
    # Its condition is met: the reply is free (0.8), and b acts on its word with 0.5 · ½ = 0.25:
    # 1 - 0.2 · 0.75 = 0.85. The refusal told without its exception is released with it.
    unless = Clause("unless", "ASSAULT", ("a",), ("b",))
    of = world(
        refusal("no", "b"), refusal("unless", "b", unless),
        replies=Rates(fixed(0.8)), credibility=Rates(fixed(0.5)),
    )  # fmt: skip
    found = play(of, attack("a", "b"), runs=40_000, rounds=1)
    assert fired(found) == pytest.approx({"no": 0.0, "unless": 0.25}, abs=0.01)
    assert chances(found)["b"] == pytest.approx(0.85, abs=0.01)
    # By another's hand it is not met: both hold, and are one decision: 0.8 · (1 - 0.5) = 0.4.
    other = play(of, attack("c", "b"), runs=40_000, rounds=1)
    assert fired(other) == {"no": 0.0, "unless": 0.0}
    assert chances(other)["b"] == pytest.approx(0.4, abs=0.01)


def test_the_attacked_reply_round_after_round() -> None:
    # b replies with 0.5; a to that with 0.5; after 2 rounds a has used force again with ¼.
    of = world(replies=Rates(fixed(0.5)))
    found = play(of, attack("a", "b"), runs=40_000, rounds=2)
    assert chances(found) == pytest.approx(
        {"a": 0.25, "b": 0.5, "c": 0.0, "d": 0.0, "e": 0.0}, abs=0.01
    )


def test_calls_are_made_and_answered() -> None:
    # b calls on c with 0.6, c answers with 0.5: aid in 0.3; c has promised to attack who is aided.
    aided = Promise("p", "d", "will", "vow", "ASSAULT", ("c",), Clause("if", "AID", ("c",), ("b",)))
    of = world(
        aided, allies={"b": ("a", "c")}, calls=Rates(fixed(0.6)), answers=Rates(fixed(0.5)),
        credibility=ALL_KEEP,
    )  # fmt: skip
    found = play(of, attack("a", "b"), runs=40_000)
    assert fired(found)["p"] == pytest.approx(0.3, abs=0.01)
    texts = {step.text.split(" (")[0] for chain in found.chains for step in chain.steps}
    assert "B calls on C" in texts
    assert "B calls on A" not in texts, "nobody calls on the one who attacks him"


def test_who_was_asked_to_fight_answers_by_fighting_those_supposed_to_attack() -> None:
    of = world(
        allies={"b": ("c",)}, calls=Rates(YES), answers=Rates(fixed(0.5)),
        help={("b", "c"): "ASSAULT"},
    )  # fmt: skip
    found = play(of, attack("a", "b"), runs=40_000)
    assert chances(found)["c"] == pytest.approx(0.5, abs=0.01)
    assert "front--a--c" in {one.id for one in found.fronts if one.opens_or_rises > 0}


def test_what_goes_on_anyway_is_in_both_runs_and_fires_nothing() -> None:
    of = world(
        if_attacked("p", "c", "a", "b", then="a"), credibility=ALL_KEEP,
        anyway={("a", "b", level): Rate(1, 1) for level in (2, 3, 4)},
    )  # fmt: skip
    found = play(of, attack("d", "e"), runs=40_000)
    assert chances(found)["a"] == pytest.approx(0.5, abs=0.01)
    assert fired(found)["p"] == 0.0


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (Rate(2, 2), (0.135, 0.865)),  # the 5 % and 95 % quantiles of Beta(2, 2)
        (Rate(20, 20), (0.371, 0.629)),  # of Beta(20, 20)
        (fixed(0.5), (0.5, 0.5)),
    ],
)
@pytest.mark.parametrize("runs", [1000, 20_000])
def test_the_range_is_what_an_unknown_rate_leaves_open_however_many_runs(
    rate: Rate, expected: tuple[float, float], runs: int
) -> None:
    of = world(replies=Rates(rate))
    (b,) = (one for one in play(of, attack("a", "b"), runs=runs, rounds=1).actors if one.id == "b")
    assert (b.range_low, b.range_high) == pytest.approx(expected, abs=0.05)


def test_the_range_holds_what_is_only_expected_anyway() -> None:
    of = world(anyway={("a", "b", level): Rate(2, 2) for level in (2, 3, 4)})
    (a,) = (one for one in play(of).actors if one.id == "a")
    assert (a.range_low, a.range_high) == pytest.approx((0.135, 0.865), abs=0.05)
