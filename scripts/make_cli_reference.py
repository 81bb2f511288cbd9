"""Write docs/cli.md from what `foedus --help` and each command's --help say.

python scripts/make_cli_reference.py            write it
python scripts/make_cli_reference.py --check    exit 1 if it is not up to date
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from foedus.cli import main

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
_WIDTH = 88  # columns
_HEAD = """\
# The commands

This page is made from the commands' own `--help` by `scripts/make_cli_reference.py`; change it
there. Errors are one line on standard error. Exit codes: 0 done, 1 something could not be read or
found, 2 wrong usage, 130 interrupted, 141 whoever read the output left. Colour is only for a
terminal, and not if `NO_COLOR` is set.
"""


def reference() -> str:
    """The whole page."""
    return _HEAD + "".join(_sections(main, "foedus", None))


def _sections(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(
        command, info_name=name, parent=parent, terminal_width=_WIDTH, max_content_width=_WIDTH,
        help_option_names=["-h", "--help"],
    )  # fmt: skip
    # The environment of whoever runs this must not show: no pager, no colour, a fixed width.
    help_text = "\n".join(line.rstrip() for line in command.get_help(context).split("\n"))
    yield f"\n## {context.command_path}\n\n```text\n{help_text}\n```\n"
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            child = command.get_command(context, each)
            if child is not None:
                yield from _sections(child, each, context)


def run() -> int:
    """Write or check; returns the exit code."""
    page = reference()
    if "--check" in sys.argv[1:]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page:
            return 0
        print(f"{PAGE.name}: not up to date; run python scripts/{Path(__file__).name}")
        return 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(run())
