"""Draw docs/brief.svg: one commitment of the examples, as `foedus show` prints it on a terminal.

python scripts/make_picture.py            draw it
python scripts/make_picture.py --check    exit 1 if it is not up to date
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import foedus
from foedus.cli import main
from foedus.model import Commitment

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "brief.svg"
# The report, and the words of its commitment that is shown.
REPORT = ROOT / "examples" / "gaza-2023" / "2023-11-05-lanternhouse-tehran.html"
WORDS = "Iran will not enter the war"
WIDTH = 96  # columns
_THEME = TerminalTheme(
    (255, 255, 255), (36, 41, 47),
    [(36, 41, 47), (179, 29, 40), (34, 134, 58), (154, 103, 0),
     (3, 102, 214), (111, 66, 193), (27, 124, 131), (106, 115, 125)],
)  # fmt: skip
# Rich's own frame loads a font from elsewhere; this one takes what the reader's machine has.
_FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg"
     role="img" aria-label="A commitment with its fields and its marked words">
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
.{unique_id}-title {{ display: none; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
<rect x="1" y="1" width="99.8%" height="99.6%" rx="8" fill="#ffffff" stroke="#d0d7de"/>
<g transform="translate(14, 14)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


class _Screen(io.TextIOWrapper):
    """A standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def printed(record: Path, id: str) -> str:
    """What `foedus show` prints on a terminal, with its colours as escape sequences."""
    os.environ |= {"COLUMNS": str(WIDTH), "TERM": "xterm-256color"}
    for name in ("NO_COLOR", "COLORTERM"):
        os.environ.pop(name, None)
    kept, buffer = sys.stdout, io.BytesIO()
    sys.stdout = _Screen(buffer, encoding="utf-8")
    try:
        main(["show", id, "--record", str(record)], standalone_mode=False)
        sys.stdout.flush()
        return buffer.getvalue().decode()
    finally:
        sys.stdout = kept


def picture() -> str:
    """The whole SVG file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture.db"
        foedus.read(REPORT, record=path)
        with foedus.Record(path) as record:
            id = next(
                entry.id
                for entry in record.entries()
                if isinstance(entry, Commitment) and WORDS in entry.evidence.quote
            )
        output = printed(path, id)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ foedus show {id}", style="bold"))
    console.print(Text.from_ansi(output.rstrip("\n")))
    return console.export_svg(title="", theme=_THEME, code_format=_FRAME, unique_id="foedus")


def run() -> int:
    """Write or check; returns the exit code."""
    made = picture()
    if "--check" in sys.argv[1:]:
        if PICTURE.exists() and PICTURE.read_text(encoding="utf-8") == made:
            return 0
        print(f"{PICTURE.name}: not up to date; run python scripts/{Path(__file__).name}")
        return 1
    PICTURE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(run())
