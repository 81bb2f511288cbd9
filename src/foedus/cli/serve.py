"""`serve`: the ledger as pages in the browser."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli import options
from foedus.errors import FoedusError, UsageError

if TYPE_CHECKING:
    from socket import socket


@click.command()
@options.record
@click.option("--port", type=click.IntRange(0, 65535), default=8640, show_default=True,
              metavar="N", help="The port; 0 takes a free one.")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
              help="Where to listen; an address that others can reach needs a token.")  # fmt: skip
@click.option("--token", metavar="WORD", envvar="FOEDUS_TOKEN", show_envvar=True,
              help="Who opens the pages must know this.")  # fmt: skip
def serve(path: Path, port: int, host: str, token: str | None) -> None:
    """Show the ledger in the browser.

    Every page has an address that can be sent on, and with .json at its end it is JSON. Pages are
    for this machine alone unless another address is named; stop with Ctrl-C.
    """
    from foedus.web.security import is_loopback

    if not is_loopback(host) and not token:
        raise UsageError(
            f"--host {host}: others can reach this address; give a --token that they must know"
        )
    if token is not None and len(token) < 8:
        raise UsageError("--token: is too short to keep anybody out; give at least 8 characters")
    _run(path, host, port, token)


def _run(path: Path, host: str, port: int, token: str | None) -> None:
    from urllib.parse import quote

    import uvicorn

    from foedus.showing import on_one_line
    from foedus.web.app import create_app

    listening = _listening(host, port)
    port = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    query = f"?token={quote(token)}" if token else ""
    name = on_one_line(str(path))
    click.echo(f"foedus: {name} is shown at http://{shown}:{port}/{query} ; stop with Ctrl-C")
    config = uvicorn.Config(
        create_app(path, token=token),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=2,
    )
    with suppress(KeyboardInterrupt):  # that is how it is meant to end
        uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket:
    """A socket that listens, opened here so that what fails is one line."""
    import socket as sockets

    family = sockets.AF_INET6 if ":" in host else sockets.AF_INET
    opened = sockets.socket(family, sockets.SOCK_STREAM)
    try:
        opened.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
        opened.bind((host, port))
    except OSError as error:
        opened.close()
        cause = error.strerror or str(error)
        raise FoedusError(f"{host}:{port}: {cause}; name another with --port or --host") from error
    return opened
