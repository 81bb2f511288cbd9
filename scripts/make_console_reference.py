"""Fill in what the commands shown in README.md and docs/ print, by running them.

python scripts/make_console_reference.py            write the pages
python scripts/make_console_reference.py --check    exit 1 if one is not up to date

In a ```console block a line that begins with "$ " is a command, and what follows it, up to the next
command, is its output; "| head -n N" at its end keeps so many lines. A ```json block that
follows a comment <!-- $ COMMAND --> holds the first object that this command prints. The commands
run in one new folder that has the examples in it: first those of README.md, then those of the
other pages by name.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
WIDTH = 100  # columns of a table
_WIDEST = 130  # characters of a line of JSON; an actor stays on one
_BLOCK = re.compile(
    r"^```console\n(?P<console>.*?)^```$"
    r"|^<!-- \$ (?P<command>.+?) -->\n\n?```json\n(?P<json>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
_HEAD = re.compile(r"\s*\|\s*head -n (\d+)$")


@dataclass(frozen=True, slots=True)
class Ran:
    """A command of a page, its exit code, and what it printed on both outputs."""

    command: str
    code: int
    output: str


def pages() -> list[Path]:
    """The pages with commands, in the order in which they are run."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands_of(page: Path) -> Iterator[str]:
    """The commands that a page shows and that can be run."""
    for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["command"]:
            yield block["command"]
        else:
            lines = block["console"].splitlines()
            yield from (line[2:] for line in lines if line.startswith("$ "))


def prepare(folder: Path) -> None:
    """Give a folder the files that the commands read."""
    for name in ("examples", "docs"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)


def run(command: str, folder: Path) -> Ran:
    """Run a command in a folder, with the foedus of this Python."""
    environment = {name: value for name, value in os.environ.items() if name != "FOEDUS_RECORD"}
    environment |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', '')}",
        "COLUMNS": str(WIDTH),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        _HEAD.sub("", command), shell=True, cwd=folder, env=environment, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8",
    )  # fmt: skip
    lines = done.stdout.splitlines()
    head = _HEAD.search(command)
    if head is not None:
        lines = lines[: int(head[1])]
    return Ran(command, done.returncode, "".join(f"{line.rstrip()}\n" for line in lines))


def made(folder: Path) -> dict[Path, str]:
    """Each page with its outputs anew."""
    prepare(folder)

    def filled(block: re.Match[str]) -> str:
        if block["command"]:
            return f"<!-- $ {block['command']} -->\n```json\n{_first(block['command'], folder)}```"
        return f"```console\n{_session(block['console'], folder)}```"

    return {page: _BLOCK.sub(filled, page.read_text(encoding="utf-8")) for page in pages()}


def _session(block: str, folder: Path) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{_checked(run(line[2:], folder)).output}" for line in commands)


def _checked(ran: Ran) -> Ran:
    if ran.code != 0:
        raise SystemExit(f"{ran.command}\nends with exit code {ran.code}:\n{ran.output}")
    return ran


def _first(command: str, folder: Path) -> str:
    """The first object of JSONL output: a field a line, longer ones opened up."""
    output = _checked(run(command, folder)).output
    return _shown(json.loads(output.splitlines()[0]), 0, 0) + "\n"


def _shown(value: object, level: int, before: int) -> str:
    short = json.dumps(value, ensure_ascii=False)
    if before + len(short) < _WIDEST and level:
        return short
    inner = "  " * (level + 1)
    if isinstance(value, dict):
        parts = [
            f'{inner}"{name}": {_shown(part, level + 1, len(inner) + len(name) + 4)}'
            for name, part in value.items()
        ]
        return "{\n" + ",\n".join(parts) + f"\n{'  ' * level}}}"
    if isinstance(value, list) and value:
        parts = [inner + _shown(part, level + 1, len(inner)) for part in value]
        return "[\n" + ",\n".join(parts) + f"\n{'  ' * level}]"
    return short


def run_all() -> int:
    """Write or check; returns the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        anew = made(Path(folder))
    stale = [page for page, text in anew.items() if page.read_text(encoding="utf-8") != text]
    if "--check" not in sys.argv[1:]:
        for page in stale:
            page.write_text(anew[page], encoding="utf-8")
        return 0
    for page in stale:
        print(f"{page.name}: not up to date; run python scripts/{Path(__file__).name}")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(run_all())
