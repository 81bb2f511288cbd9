"""The shell as a process: exit codes, pipes, colour, speed; and a few texts by the real coder."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from foedus import __version__
from scripts.make_cli_reference import PAGE, reference
from tests.cli.conftest import Run

TEXT = "Title: A meeting\nDate: 2023-11-05\n\nIran condemned Israel on Friday."


def foedus(*args: object, **more: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "200", **more.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-c", "from foedus.cli import main; main()", *map(str, args)],
        capture_output=True, text=True, timeout=120, check=False, env=environment, **more,
    )  # fmt: skip


def on_a_terminal(*args: object, **environment: str) -> bytes:
    """What a terminal is sent, both outputs together."""
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    terminal, end = pty.openpty()
    try:
        run = subprocess.Popen(
            [sys.executable, "-c", "from foedus.cli import main; main()", *map(str, args)],
            stdin=end, stdout=end, stderr=end,
            env={**inherited, "TERM": "xterm-256color", "COLUMNS": "100", **environment},
        )  # fmt: skip
        os.close(end)
        sent = b""
        while True:
            try:
                part = os.read(terminal, 65536)
            except OSError:  # how Linux tells the end
                break
            if not part:
                break
            sent += part
        run.wait(timeout=60)
    finally:
        os.close(terminal)
    return sent


def test_alone_it_says_what_to_type_first(run: Run) -> None:
    result = run()
    assert (result.exit_code, "foedus code" in result.stdout) == (0, True)
    assert len(result.stdout.splitlines()) < 10


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"foedus {__version__}\n"


def test_a_command_that_is_none(run: Run) -> None:
    result = run("event")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "did you mean events?" in result.stderr


def test_the_reference_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference()


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys\nfrom foedus.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'spacy', 'rich', 'pyarrow', 'sqlite3', 'lxml', 'foedus.model', 'dateutil'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("format", ["jsonl", "csv", "json"])
def test_nobody_reads_on(ledger: Path, format: str) -> None:
    """Output into a pipe whose other end is closed ends without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-c", "from foedus.cli import main; main()", "events", "--record",
         str(ledger), "--format", format],
        stdout=writing, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(
    ("environment", "styled"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colour_on_a_terminal(ledger: Path, environment: dict[str, str], styled: bool) -> None:
    sent = on_a_terminal("show", "e-report-1", "--record", ledger, **environment)
    assert "«shelled»".encode() in sent
    assert (b"\x1b[" in sent) == styled


def test_no_colour_in_a_pipe(ledger: Path) -> None:
    done = foedus("show", "e-report-1", "--record", ledger, env={"FORCE_COLOR": "1"})
    assert ("«shelled»" in done.stdout, "\x1b" in done.stdout) == (True, False)


def test_on_a_terminal_a_table_and_no_orders_of_a_report(ledger: Path) -> None:
    sent = on_a_terminal("events", "--record", ledger, NO_COLOR="1").decode()
    assert sent.splitlines()[0].split() == ["id", "day", "what", "who", "words"]
    assert not set(sent) & set("\x1b\x07\u202e")


def test_output_is_utf_8_whatever_the_locale(ledger: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-c", "from foedus.cli import main; main()", "show", "e-report-1",
         "--record", str(ledger)],
        capture_output=True, check=True, env={**os.environ, **plain},
    )  # fmt: skip
    assert "«shelled»" in done.stdout.decode("utf-8")


def test_the_real_coder_from_standard_input_to_the_brief(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    read = foedus("read", "-", "--record", path, input=TEXT)
    assert (read.returncode, read.stderr) == (0, "")
    assert read.stdout.startswith(f"{path}: 1 read, 1 kept with ")
    events = foedus("events", "--record", path, "--type", "ACCUSE", "--format", "csv")
    assert "Iran condemned Israel" in events.stdout
    assert "2023-11-03" in events.stdout
    brief = foedus("brief", "--record", path)
    assert "1 distinct event, 1 of them between two" in brief.stdout


def test_a_pipeline_that_is_missing_is_one_line() -> None:
    done = foedus("code", "-", "--model", "xx_no_such_pipeline", input="x")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
