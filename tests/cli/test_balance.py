"""`balance` in the shell."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from tests.cli.conftest import Run

KEYS = [
    "nodes", "edges", "positive", "negative", "components", "triangles", "balanced_triangles",
    "triangle_balance", "frustration_index", "lower", "upper", "proved", "balance", "camps",
    "flipped", "frustrated",
]  # fmt: skip
# All are friends but Bray and Cole: both triangles are unbalanced, by that tie alone.
FEUD = """source,target,sign
Ashe,Bray,1
Ashe,Cole,1
Cole,Bray,-1
Bray,Dunn,1
Cole,Dunn,1
"""
TOLD = """\
4 actors, 5 ties: 4 positive, 1 negative
0 of 2 triangles balanced: 0.0000
frustration index: 1, proved
balance, 1 - 2L/m: 0.6000

camp 1, 4 actors: Ashe, Bray, Cole, Dunn

camp 2, 0 actors: nobody

1 tie against these camps:
  Bray - Cole: negative, inside a camp
"""


@pytest.fixture
def feud(tmp_path: Path) -> Path:
    path = tmp_path / "feud.csv"
    path.write_text(FEUD)
    return path


def test_told_in_words(run: Run, feud: Path) -> None:
    done = run("balance", feud)
    assert (done.exit_code, done.stdout) == (0, TOLD)


def test_as_json(run: Run, feud: Path) -> None:
    found = json.loads(run("balance", feud, "--format", "json").stdout)
    assert list(found) == KEYS
    assert found["camps"] == [["Ashe", "Bray", "Cole", "Dunn"], []]
    assert found["flipped"] == [{"source": "Bray", "target": "Cole", "sign": -1}]
    assert (found["frustration_index"], found["proved"], found["triangle_balance"]) == (1, True, 0)


def test_from_standard_input_and_in_any_order(run: Run, feud: Path) -> None:
    header, *rows = FEUD.splitlines()
    turned = "\n".join([header, *reversed(rows)])
    read = run("balance", "-", "--format", "json", input=turned)
    assert read.stdout == run("balance", feud, "--format", "json").stdout


def test_a_network_without_ties(run: Run) -> None:
    done = run("balance", "-", input="source,target,sign\n")
    assert done.stdout == (
        "0 actors, 0 ties: 0 positive, 0 negative\nno triangles\nfrustration index: 0, proved\n"
    )


def test_parts_that_no_tie_joins_are_told(run: Run) -> None:
    told = run("balance", "-", input="source,target,sign\na,b,1\nc,d,-1\n").stdout
    assert "camp 1, 3 actors: a, b, c\n" in told
    assert "2 parts of the network are joined by no tie" in told


def test_bounds_are_called_so_where_the_solver_is_stopped(run: Run) -> None:
    random = Random(3)
    pairs = combinations(range(24), 2)
    rows = "".join(f"n{a},n{b},{random.choice((1, -1))}\n" for a, b in pairs)
    edges = f"source,target,sign\n{rows}"
    told = run("balance", "-", "--time-limit", "0", input=edges).stdout
    found = json.loads(
        run("balance", "-", "--time-limit", "0", "--format", "json", input=edges).stdout
    )
    assert found["proved"] is False
    assert (
        f"frustration index: between {found['lower']} (lower bound) and {found['upper']} (upper"
        " bound); the solver was stopped after 0 s\n"
    ) in told
    assert "balance at the upper bound" in told


def test_names_that_a_terminal_would_obey(run: Run) -> None:
    told = run("balance", "-", input="source,target,sign\n\x1b[31mred,b,1\n").stdout
    assert "camp 1, 2 actors: [31mred, b\n" in told


@pytest.mark.parametrize(
    ("options", "text", "code", "words"),
    [
        ([], "source,target\na,b\n", 1, "line 1: has no column 'sign'"),
        ([], "window,source,target,sign\nx,a,b,1\ny,a,b,1\n", 2, "by --window: x, y"),
        (["--window", "z"], "source,target,sign\na,b,1\n", 2, "leave --window out"),
        (["--time-limit", "-1"], "", 2, "--time-limit"),
        (["--time-limit", "nan"], "source,target,sign\n", 2, "time limit of nan"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_one_line(
    run: Run, options: list[str], text: str, code: int, words: str
) -> None:
    done = run("balance", "-", *options, input=text)
    assert (done.exit_code, done.stdout) == (code, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
