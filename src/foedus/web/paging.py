"""One page of a long list, forth and back, without counting through what lies before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from foedus.record import Filter
from foedus.web.asked import Paged


class _Row(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Row)


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Rows of a list. `next` is the id to give as `after`, `previous` the one as `before`."""

    rows: tuple[T, ...]
    next: str | None
    previous: str | None


def part(fetch: Callable[[Filter], Iterator[T]], wanted: Filter, asked: Paged) -> Part[T]:
    """The page that is asked for; one row more than it holds tells whether there is another.

    Raises:
        NotInRecord: there is no row of the id that it is to begin or to end at.
    """
    back = asked.before is not None
    key = asked.before if back else asked.after
    turned = replace(
        wanted,
        after=key,
        newest_first=wanted.newest_first != back,
        limit=asked.limit + 1,
    )
    found = list(fetch(turned))
    has_more = len(found) > asked.limit
    rows = tuple(found[: asked.limit])
    if back:
        rows = rows[::-1]
    first, last = (rows[0].id, rows[-1].id) if rows else (None, None)
    has_next, has_previous = (True, has_more) if back else (has_more, key is not None)
    return Part(rows, last if has_next else None, first if has_previous else None)
