"""The command that serves the pages: where it listens, and what it refuses."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, run  # noqa: F401 - a fixture


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("--host", "0.0.0.0"), 2, "others can reach this address; give a --token"),
        (("--host", "192.0.2.1"), 2, "give a --token"),
        (("--token", "short"), 2, "give at least 8 characters"),
        (("--host", "192.0.2.1", "--token", "long enough"), 1, "name another with --port or --host"),
        (("--port", "70000"), 2, "70000"),
    ],
)  # fmt: skip
def test_what_it_refuses(run: Run, args: tuple[str, ...], code: int, said: str) -> None:  # noqa: F811
    answer = run("serve", *args)
    assert (answer.exit_code, said in answer.output) == (code, True), answer.output


def test_a_port_that_is_taken_is_one_line(run: Run) -> None:  # noqa: F811
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = run("serve", "--port", taken.getsockname()[1])
    assert (answer.exit_code, answer.output.count("\n")) == (1, 1)
    assert "name another with --port or --host" in answer.output


@pytest.mark.parametrize(
    ("args", "address"),
    [
        ((), "http://127.0.0.1:{}/ ;"),
        (
            ("--host", "127.0.0.1", "--token", "a secret & more"),
            "/?token=a%20secret%20%26%20more ;",
        ),
    ],
)
def test_it_says_where_the_pages_are(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], address: str  # noqa: F811
) -> None:  # fmt: skip
    served: list[int] = []

    def serve(server: Any, sockets: list[socket.socket]) -> None:
        served.append(sockets[0].getsockname()[1])
        sockets[0].close()
        raise KeyboardInterrupt  # as Ctrl-C does

    monkeypatch.setattr("uvicorn.Server.run", serve)
    answer = run("serve", "--record", ledger, "--port", 0, *args)
    assert answer.exit_code == 0
    assert address.format(served[0]) in answer.output
