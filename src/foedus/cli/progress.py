"""What is said while reports are read: a bar on a terminal, nothing in a pipe, and the failures."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self

import click

from foedus.errors import SourceError
from foedus.model import Report
from foedus.showing import on_one_line


class Watch:
    """Counts what is read, and says on standard error what cannot be.

    `total` counts the files to read if `bar` is wanted and standard error is a terminal.
    """

    def __init__(self, total: Callable[[], int | None], *, bar: bool) -> None:
        self.read = 0
        self.failed = 0
        self.undated = 0
        self._progress = _Bar(total()) if bar and sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        if self._progress is not None:
            self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Take the bar away: what follows is written where it stood."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def reports(self, found: Iterable[Report | SourceError]) -> Iterator[Report]:
        """Only the reports; for each failure a line."""
        for item in found:
            if isinstance(item, SourceError):
                self.failed += 1
                self.say(str(item))
            else:
                self.read += 1
                self.undated += item.date is None
                yield item

    def done(self) -> None:
        """One report more is dealt with."""
        if self._progress is not None:
            self._progress.advance()

    def say(self, message: str) -> None:
        line = f"foedus: {on_one_line(message)}"
        if self._progress is not None:
            self._progress.say(line)
        else:
            click.echo(line, err=True)

    def say_undated(self) -> None:
        """That words like "on Tuesday" came to nothing for want of a date."""
        if self.undated:
            have = "report has" if self.undated == 1 else "reports have"
            self.say(
                f'{self.undated} {have} no date, so relative dates ("on Tuesday") stay '
                "unresolved there; give --date"
            )


class _Bar:
    """A bar over the files; where they hold more reports than one each, a count."""

    def __init__(self, total: int | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._total = total
        self._progress = Progress(
            TextColumn("reading"), BarColumn(), MofNCompleteColumn(),
            console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._task = self._progress.add_task("reading", total=total)
        self._done = 0

    def start(self) -> None:
        self._progress.start()

    def stop(self) -> None:
        self._progress.stop()

    def advance(self) -> None:
        self._done += 1
        if self._total is not None and self._done > self._total:
            self._total = None
            self._progress.update(self._task, total=None)
        self._progress.advance(self._task)

    def say(self, line: str) -> None:
        from rich.text import Text

        self._progress.console.print(Text(line), soft_wrap=True)
