"""Suppositions in words, scenario files, numbers that are set: what they do, what is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from foedus.errors import FoedusError, SourceError, UsageError
from foedus.network.naming import side_named
from foedus.network.sides import Side
from foedus.outlook.options import Options, with_values
from foedus.outlook.scenario import Scenario, read_scenario, scenario_of
from foedus.outlook.suppositions import supposition
from foedus.outlook.world import Rate
from tests.outlook.worlds import SIDES, attack, chances, fired, if_attacked, play, refusal, world

KNOWN = (*SIDES.values(), Side("support-group", "Support Group", None))


def naming(text: str) -> Side:
    return side_named(text, KNOWN)


def scenario(text: str) -> Scenario:
    return read_scenario(tomllib.loads(text), naming, "s.toml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ASSAULT b", ("a", "ASSAULT", "b")),
        ("AAA assault BBB", ("a", "ASSAULT", "b")),
        ("B retreat", ("b", "RETREAT", None)),
        ("Support Group ASSAULT a", ("support-group", "ASSAULT", "a")),
    ],
)
def test_suppositions(text: str, expected: tuple) -> None:
    one = supposition(text, naming)
    target = one.recipient.id if one.recipient else None
    assert (one.actor.id, one.event, target) == expected
    assert one.text == text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a ASSULT b", "did you mean ASSAULT?"),
        ("a b", "no event type"),
        ("", "no event type"),
        ("ASSAULT b", "who does it?"),
        ("a ASSAULT a", "two sides"),
        ("nobody ASSAULT b", "no actor 'nobody'"),
        ("suport-group ASSAULT b", "did you mean support-group?"),
    ],
)
def test_what_is_wrong_with_a_supposition(text: str, says: str) -> None:
    with pytest.raises(UsageError, match="supposition") as error:
        supposition(text, naming)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


WHOLE = """
suppositions = ["a ASSAULT b"]
[[commitment]]
actor = "c"
will = "assault"
towards = ["a"]
condition = { type = "if", event = "ASSAULT", by = ["a"], to = ["b"] }
strength = "vow"
reason = "Said so on Friday."
[[strike-out]]
id = "old"
reason = "The speaker left."
[[credibility]]
actor = "c"
value = 1
reason = "Always did."
[[rate]]
of = "reply"
from = "b"
to = "a"
value = 0.25
cases = 8
reason = "Two of eight."
[[number]]
name = "rounds"
value = 3
reason = "Short."
"""


def test_a_scenario_changes_the_world_and_is_repeated() -> None:
    found = scenario(WHOLE)
    before = world(refusal("old", "b"))
    after = found.world(before)
    assert [promise.id for promise in after.promises] == ["scenario-1"]
    assert after.replies.of("b", "a", 4) == Rate(2.0, 6.0, "by hand")
    assert found.options(Options()).rounds == 3
    assert fired(play(after, attack("a", "b"))) == {"scenario-1": 1.0}
    assert chances(play(after, attack("a", "b")))["c"] == 1.0
    assert [(one.what, one.value, one.reason) for one in found.by_hand] == [
        ("commitment scenario-1", "added", "Said so on Friday."),
        ("credibility of c", "1", "Always did."),
        ("rate of reply, b to a", "0.25, worth 8 cases", "Two of eight."),
        ("number rounds", "3", "Short."),
        ("commitment old", "struck out", "The speaker left."),
    ]


def test_striking_out_by_any_of_its_tellings() -> None:
    one = if_attacked("p", "c", "a", "b", then="a", entries=("p", "q"))
    found = scenario('[[strike-out]]\nid = "q"\nreason = "x"')
    assert found.world(world(one)).promises == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("supposition = []", "s.toml: there is no 'supposition' here; did you mean suppositions?"),
        ("suppositions = 3", "s.toml: suppositions is no list of texts"),
        ("credibility = 3", "s.toml: credibility is no list of tables; write [[credibility]]"),
        ('[[credibility]]\nactor = "c"\nvalue = 1.4\nreason = "x"',
         "s.toml, credibility 1: value = 1.4 does not do; give a number from 0 to 1"),
        ('[[credibility]]\nactor = "c"\nvalue = 1', "s.toml, credibility 1: reason is missing"),
        ('[[credibility]]\nactor = "zz"\nvalue = 1\nreason = "x"',
         "s.toml, credibility 1, actor: no actor 'zz'"),
        ('[[credibility]]\nactor = "c"\nvalue = 1\ncases = 2\nreason = "x"', "is certain"),
        ('[[credibility]]\nactor = "c"\nvalue = true\nreason = "x"', "value = True does not do"),
        ('[[rate]]\nof = "replies"\nfrom = "a"\nto = "b"\nvalue = 1\nreason = "x"',
         "s.toml, rate 1: of = 'replies' does not do; use one of reply, call, answer"),
        ('[[number]]\nname = "releas"\nvalue = 1\nreason = "x"', "there are runs, rounds"),
        ('[[number]]\nname = "release"\nvalue = 2\nreason = "x"', "from 0 to 1"),
        ('[[commitment]]\nactor = "a"\nreason = "x"', "either will or will-not"),
        ('[[commitment]]\nactor = "a"\nwill = "HIT"\nreason = "x"', "'HIT' is no event type"),
        ('[[commitment]]\nactor = "a"\nwill = "AID"\ncondition = "b"\nreason = "x"',
         "s.toml, commitment 1: condition is no table"),
        ('[[commitment]]\nactor = "a"\nwill = "AID"\ncondition = {event = "AID", wen = 1}\n'
         'reason = "x"', "s.toml, commitment 1, condition: there is no 'wen' here"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_scenario(text: str, says: str) -> None:
    with pytest.raises(UsageError) as error:
        scenario(text)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_striking_out_what_is_not_there() -> None:
    found = scenario('[[strike-out]]\nid = "q"\nreason = "x"')
    with pytest.raises(UsageError, match="strike-out q"):
        found.world(world())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a = ", "no TOML"),
        (b"\xff", "UTF-8"),
        (None, "No such file"),
        (b"#" * (1 << 21), "larger"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "s.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError) as error:
        scenario_of(path, naming)
    assert says in str(error.value)
    assert str(error.value).startswith(str(path))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("runs", "500", 500), ("seed", str(2**60 + 1), 2**60 + 1), ("release", "0.25", 0.25), ("release", 1, 1.0)],
)  # fmt: skip
def test_numbers(name: str, value: object, expected: float) -> None:
    assert getattr(with_values(Options(), {name: value}), name) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [("runs", "0"), ("runs", "1e3"), ("runs", 1.5), ("runs", True), ("release", "nan"), ("rnds", 1), ("vow", None)],
)  # fmt: skip
def test_numbers_that_do_not_do(name: str, value: object) -> None:
    with pytest.raises(FoedusError, match=f"--set {name}"):
        with_values(Options(), {name: value})
