"""The shell: one group of commands, each in a module that is loaded when it is asked for."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any, NoReturn

import click

from foedus import __version__
from foedus.errors import FoedusError, UsageError

# Command -> the module it lives in, in the order that help lists them.
_COMMANDS = {
    "code": "reading",
    "read": "reading",
    "brief": "brief",
    "events": "entries",
    "commitments": "entries",
    "bonds": "entries",
    "reports": "entries",
    "calls": "calls",
    "alliances": "alliances",
    "fronts": "fronts",
    "changes": "changes",
    "ties": "ties",
    "show": "show",
    "what-if": "what_if",
    "actors": "actors",
    "relate": "relate",
    "score": "relate",
    "serve": "serve",
    "correct": "correct",
    "balance": "balance",
}
_FIRST_STEPS = f"""\
foedus {__version__} reads reports about a conflict and keeps the ledger of its alliances,
each entry tied to the words it came from. Nothing leaves this machine.

  foedus code REPORT.txt    print what a report says, and keep nothing
  foedus read FOLDER        keep what all reports in a folder say, in ./foedus.db
  foedus brief              then: the situation, from all that was read
  foedus serve              the same as pages in the browser
  foedus --help             all commands"""
_INTERRUPTED = 130  # as shells count: 128 and the number of the signal
_NEW_OBJECTS = 200_000  # after which Python looks for cycles among them
_PIPE_CLOSED = 141


class Shell(click.Group):
    """The group of all commands. Whatever goes wrong is one line on standard error.

    Exit codes: 0 done, 1 something failed, 2 wrong usage, 130 interrupted, 141 nobody reads on.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        commands = import_module(f"foedus.cli.{module}")
        found: click.Command = getattr(commands, cmd_name.replace("-", "_"))
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            raise click.UsageError(_no_command(args[0]), ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and end the process with the right code; not so without `standalone_mode`."""
        if standalone_mode:
            # Records hold no cycles; to look for some among a million of them takes long.
            gc.set_threshold(_NEW_OBJECTS)
        run = partial(super().main, args, prog_name, complete_var, standalone_mode=False, **extra)
        return _end(run) if standalone_mode else run()

    def invoke(self, ctx: click.Context) -> Any:
        # Here, before click takes them for something of its own.
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KeyboardInterrupt:
            kept = "; what was kept is safe, run it again to go on"
            _say(f"interrupted{kept if ctx.invoked_subcommand == 'read' else ''}")
            ctx.exit(_INTERRUPTED)
        except OSError as error:
            if not _nobody_reads(error):
                raise
            _close_output()
            ctx.exit(_PIPE_CLOSED)
        return result


@click.group(
    cls=Shell,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(__version__, prog_name="foedus", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Read reports about a conflict and keep the ledger of its alliances.

    Each entry is tied to the words it came from. Nothing leaves this machine.
    """
    if ctx.invoked_subcommand is None:
        click.echo(_FIRST_STEPS)


def _end(run: Callable[[], Any]) -> NoReturn:
    try:
        code = run()
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        see = f"; see {context.command_path} --help" if context is not None else ""
        _say(f"{error.format_message().rstrip('.')}{see}")
        code = error.exit_code
    except click.Abort:
        _say("interrupted")
        code = _INTERRUPTED
    except FoedusError as error:
        _say(str(error))
        code = 2 if isinstance(error, UsageError) else 1
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _say(f"{place}{error.strerror or error}; make room or name another place")
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


def _say(message: str) -> None:
    from foedus.showing import on_one_line

    with suppress(OSError):
        click.echo(f"foedus: {on_one_line(message)}", err=True)


def _no_command(given: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(given, _COMMANDS, n=1)
    hint = f"; did you mean {near[0]}?" if near else f"; the commands are {', '.join(_COMMANDS)}"
    return f"there is no command {given!r}{hint}"


def _nobody_reads(error: OSError) -> bool:
    return error.errno in (errno.EPIPE, errno.ESHUTDOWN)


def _close_output() -> None:
    """What is still buffered goes nowhere, so that Python says nothing of it at its end."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
