"""Pages of a large record, which take long to measure: the reader is told so while they are made.

A page that is not ready in a moment goes on being made in a thread of its own. Meanwhile a page
stands there that says so and asks again by itself; it finds what is being made, and nothing is made
twice.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

T = TypeVar("T")
PATIENCE: Final = 0.2  # seconds that a reader waits before being told
_MOST: Final = 8  # pages that are made at once; who asks for another waits for it


class StillMade(Exception):
    """The page is being made."""


@dataclass(eq=False)
class Waiting:
    """Pages that are being made, by their addresses."""

    patience: float = PATIENCE
    _made: dict[Hashable, Future[Any]] = field(default_factory=dict)
    _keeping: threading.Lock = field(default_factory=threading.Lock)

    def made(self, address: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, or what is being made for this address already.

        Raises:
            StillMade: it is not ready in a moment.
        """
        with self._keeping:
            future = self._made.get(address)
            is_full = future is None and len(self._made) >= _MOST
            if future is None and not is_full:
                future = self._made[address] = Future()
                threading.Thread(target=_fill, args=(future, make), daemon=True).start()
        if future is None:
            return make()
        try:
            found: T = future.result(self.patience)
        except NotYet:
            if not future.done():
                raise StillMade from None
            raise  # the page's own
        finally:
            if future.done():
                self._forget(address, future)
        return found

    def _forget(self, address: Hashable, future: Future[Any]) -> None:
        with self._keeping:
            if self._made.get(address) is future:
                del self._made[address]


def _fill(future: Future[T], make: Callable[[], T]) -> None:
    try:
        future.set_result(make())
    except BaseException as error:
        future.set_exception(error)
