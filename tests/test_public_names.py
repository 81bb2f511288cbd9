"""The public names: which there are, that they are there, and that they come lazily."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import foedus

PUBLIC = [
    "Act", "Actor", "Asked", "Bond", "Brief", "CatalogueError", "Coder", "Commitment",
    "Condition", "Entry", "Event", "Evidence", "Filter", "FoedusError", "Kept", "ModelError",
    "NotInRecord", "PatternError", "Place", "Record", "RecordError", "Relation", "Report", "Score",
    "Situation", "SourceError", "UsageError", "When", "__version__", "as_json", "cameo", "code",
    "entry_from_json", "read", "relate", "score",
]  # fmt: skip


def test_the_public_surface() -> None:
    assert foedus.__all__ == PUBLIC == sorted(PUBLIC)
    assert dir(foedus) == PUBLIC
    assert {*foedus._HOMES, "__version__"} == set(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_each_is_there(name: str) -> None:
    assert getattr(foedus, name) is not None


def test_another_name_is_none() -> None:
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        _ = foedus.reed


def test_importing_loads_nothing_heavy() -> None:
    script = (
        "import sys, foedus\n"
        "heavy = {'spacy', 'sqlite3', 'click', 'rich', 'pyarrow', 'dataclasses'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_verbs(tmp_path: Path) -> None:
    text = "Iran condemned Israel on Friday."
    path = tmp_path / "a report.txt"
    path.write_text(text)
    of_text, of_path, of_name = foedus.code(text), foedus.code(path), foedus.code([str(path)])
    assert [entry.evidence.quote for entry in of_text] == ["Iran condemned Israel"]
    assert of_text == of_path == of_name
    with pytest.raises(foedus.SourceError, match="does not exist"):
        foedus.code("missing.txt")
    failed: list[foedus.SourceError] = []
    ledger = tmp_path / "x.db"
    kept = foedus.read(["missing.txt", path], record=ledger, on_error=failed.append)
    assert [(one.status, one.entries) for one in kept] == [("new", 1)]
    assert len(failed) == 1
    with foedus.Record(ledger) as record:
        assert foedus.read(path, record=record) == []
        assert next(record.reports()).id == kept[0].report
