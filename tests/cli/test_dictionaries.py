"""`--actors`, `--agents` and `actors import` with the dictionaries of others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def actors(tmp_path: Path) -> Path:
    path = tmp_path / "reeds.txt"
    path.write_text("REED_GUARD_ [FRAREB]\n+RUSH_MEN\nSEDGES_\n", encoding="utf-8")
    return path


@pytest.fixture
def agents(tmp_path: Path) -> Path:
    path = tmp_path / "cutters.txt"
    path.write_text("REED_CUTTER [~LAB]\n", encoding="utf-8")
    return path


def test_find_knows_the_dictionary_and_says_what_was_skipped(run: Run, actors: Path) -> None:
    result = run("actors", "find", "rush men", "--actors", actors)
    assert result.exit_code == 0
    (found,) = (json.loads(line) for line in result.stdout.splitlines())
    assert (found["id"], found["code"], found["sector"]) == ("reed-guard", "FRA", "REB")
    assert result.stderr.startswith(f"foedus: skipped {actors}, line 3: 'SEDGES' has no code")


def test_only_the_first_of_many_skipped_lines_are_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "many.actors"
    path.write_text("SEDGES_\n" * 15 + "REED_GUARD_ [FRAREB]\n", encoding="utf-8")
    lines = run("actors", "show", "reed-guard", "--actors", path).stderr.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "foedus: skipped 5 more lines; foedus actors check lists all"
    result = run("actors", "check", path)
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 15)


@pytest.mark.parametrize("command", [("code",), ("actors", "mentions"), ("read",)])
def test_agents_go_with_actors(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, story: Path, actors: Path,
    agents: Path, command: tuple[str, ...],
) -> None:  # fmt: skip
    given: list[object] = []

    def coder_for(model: str | None, dictionaries: object) -> None:
        given.append(dictionaries)
        raise SystemExit(7)

    monkeypatch.setattr("foedus.cli.reading.coder_for", coder_for)
    monkeypatch.chdir(tmp_path)
    result = run(*command, story, "--agents", agents, "--actors", actors)
    assert result.exit_code == 7
    assert given == [(actors, agents)]


def test_agents_are_roles(run: Run, tmp_path: Path, actors: Path, agents: Path) -> None:
    text = tmp_path / "story.txt"
    text.write_text("French reed cutters and the Rush Men condemned Syria.", encoding="utf-8")
    result = run("actors", "mentions", text, "--agents", agents, "--actors", actors)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["text"], row["code"], row["sector"]) for row in found] == [
        ("French reed cutters", "FRA", "LAB"),
        ("Rush Men", "FRA", "REB"),
        ("Syria", "SYR", None),
    ]


def test_import_writes_files_that_the_check_accepts(
    run: Run, tmp_path: Path, actors: Path, agents: Path
) -> None:
    folder = tmp_path / "csv"
    result = run("actors", "import", actors, agents, "--output", folder)
    assert result.exit_code == 1  # a line was skipped
    assert result.stdout.startswith(f"{actors}, line 3: 'SEDGES' has no code")
    assert result.stderr.splitlines() == [
        f"foedus: {folder / 'parties.csv'}: 1 row",
        f"foedus: {folder / 'roles.csv'}: 1 row",
        f"foedus: {folder / 'names.csv'}: 1 row",
    ]
    assert run("actors", "check", folder).exit_code == 0
    found = run("actors", "find", "Rush Men", "--actors", folder)
    assert json.loads(found.stdout)["id"] == "reed-guard"


def test_import_of_what_is_there_already_is_refused(run: Run, tmp_path: Path, agents: Path) -> None:
    assert run("actors", "import", agents, "--output", tmp_path / "csv").exit_code == 0
    result = run("actors", "import", agents, "--output", tmp_path / "csv")
    assert result.exit_code == 2
    assert "roles.csv is there already; name another folder" in result.stderr
