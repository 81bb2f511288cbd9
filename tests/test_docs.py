"""What README.md and docs/ say is so: commands and Python run, links lead somewhere, pages are new."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from scripts import make_console_reference as console
from scripts import make_ontology_reference as ontology

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").glob("*.md")]
)
_PYTHON = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FENCED = re.compile(r"^( *)```.*?^\1```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def commands() -> list[tuple[Path, list[str]]]:
    """Each page that shows commands, with them in their order."""
    found = [(page, list(console.commands_of(page))) for page in console.pages()]
    return [(page, shown) for page, shown in found if shown]


def snippets() -> list[tuple[Path, list[str]]]:
    """Each page that shows Python, with its blocks in their order."""
    found = [(page, _PYTHON.findall(page.read_text(encoding="utf-8"))) for page in PAGES]
    return [(page, blocks) for page, blocks in found if blocks]


def links() -> list[tuple[Path, str]]:
    """Each link of a page that leads to another place in this project."""
    return [
        (page, target)
        for page in PAGES
        for target in _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8")))
        if not target.startswith(("http:", "https:"))
    ]


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the examples, as the first command of README.md makes it."""
    folder = tmp_path_factory.mktemp("documented")
    console.prepare(folder)
    first = next(console.commands_of(ROOT / "README.md"))
    assert first.startswith("foedus read examples/")
    made = console.run(first, folder)
    assert made.code == 0, made.output
    return folder / "foedus.db"


@pytest.fixture
def folder(ledger: Path, tmp_path: Path) -> Path:
    """A folder with the examples and a ledger of them, where commands may do what they like."""
    console.prepare(tmp_path)
    shutil.copy(ledger, tmp_path / "foedus.db")
    return tmp_path


@pytest.mark.parametrize(
    ("page", "shown"), [pytest.param(*each, id=name_of(each[0])) for each in commands()]
)
def test_the_commands_of_a_page_run(page: Path, shown: list[str], folder: Path) -> None:
    failed = [ran for ran in (console.run(each, folder) for each in shown) if ran.code != 0]
    assert not failed


def test_a_command_that_fails_is_seen(folder: Path) -> None:
    assert console.run("foedus show e-nothing | head -n 1", folder).code == 1


@pytest.mark.parametrize(
    ("page", "blocks"), [pytest.param(*each, id=name_of(each[0])) for each in snippets()]
)
def test_the_python_of_a_page_runs(page: Path, blocks: list[str], folder: Path) -> None:
    script = folder / "shown.py"
    script.write_text("\n".join(blocks), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script.name], cwd=folder, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize(
    ("page", "target"),
    [pytest.param(*each, id=f"{name_of(each[0])}-{each[1]}") for each in links()],
)
def test_a_link_leads_somewhere(page: Path, target: str) -> None:
    path, _, heading = target.partition("#")
    place = page.parent / path if path else page
    assert place.exists()
    if heading:
        assert heading in map(anchor, _HEADING.findall(place.read_text(encoding="utf-8")))


def anchor(heading: str) -> str:
    """The name by which links reach a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def test_the_page_of_the_ontology_is_up_to_date() -> None:
    assert ontology.PAGE.read_text(encoding="utf-8") == ontology.reference()


def test_the_picture_is_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "make_picture.py"), "--check"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_every_library_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.match(r"[\w-]+", requirement)[0] for requirement in asked}  # type: ignore[index]
    page = (ROOT / "docs" / "libraries.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| ([\w-]+) \|", page, re.MULTILINE)) - {"library"} == names


def test_every_page_is_listed() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"\(([\w-]+\.md)\)", index))
    assert listed == {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"}
