"""What the scripts that make pages share: write a page, or say that it is not up to date."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def write_or_check(made: dict[Path, str], script: str) -> int:
    """Write each page; with --check on the command line only compare. Returns the exit code."""
    stale = [path for path, text in made.items() if _current(path) != text]
    if "--check" not in sys.argv[1:]:
        for path in stale:
            path.write_text(made[path], encoding="utf-8")
        return 0
    for path in stale:
        print(f"{path.relative_to(ROOT)}: not up to date; run python scripts/{Path(script).name}")
    return 1 if stale else 0


def _current(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None
