"""What changed: the last 14 days against the 14 before."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from foedus.brief.ledger_view import View
from foedus.brief.shapes import Change, ChangeKind, Changes, Side
from foedus.model import Event

WINDOW = 14  # days

_Between = dict[tuple[Side, Side], list[Event]]


def changes(view: View, day: dt.date) -> Changes:
    """Pairs that are new, and pairs with more or fewer hostile events, the largest change first.

    An event counts in a window only if it falls on those days for certain.
    """
    since = day - dt.timedelta(days=WINDOW - 1)
    before = since - dt.timedelta(days=WINDOW)
    found = [*_new(view, since, day), *_turned(view, before, since, day)]
    found.sort(key=lambda change: (-abs(change.now.count - change.before.count), _ids(change)))
    return Changes(
        since=since,
        until=day,
        reports_now=_reports(view, since, day),
        reports_before=_reports(view, before, since - dt.timedelta(days=1)),
        found=tuple(found),
    )


def _reports(view: View, first: dt.date, last: dt.date) -> int:
    return sum(report.date is not None and first <= report.date <= last for report in view.reports)


def _ids(change: Change) -> tuple[str, ...]:
    return (change.kind, *(side.id for side in change.sides))


def _new(view: View, since: dt.date, until: dt.date) -> Iterator[Change]:
    """Pairs all of whose events lie in the last window."""
    inside: _Between = defaultdict(list)
    known: set[tuple[Side, Side]] = set()
    for event in view.actual:
        for pair in view.pairs(event):
            if _within(view, event, since, until):
                inside[pair].append(event)
            else:
                known.add(pair)
    for pair, events in inside.items():
        if pair not in known:
            yield Change("new", pair, view.tally([]), view.tally(events))


def _turned(view: View, before: dt.date, since: dt.date, until: dt.date) -> Iterator[Change]:
    """Pairs known of before, with more or fewer hostile events in the last window."""
    earlier: _Between = defaultdict(list)
    now: _Between = defaultdict(list)
    known: set[tuple[Side, Side]] = set()
    for event in view.actual:
        is_now = _within(view, event, since, until)
        was = _within(view, event, before, since - dt.timedelta(days=1))
        for pair in view.pairs(event):
            if not is_now:
                known.add(pair)
            if event.intensity < 0 and (is_now or was):
                (now if is_now else earlier)[pair].append(event)
    for pair in known:
        one, other = len(earlier.get(pair, [])), len(now.get(pair, []))
        if one != other:
            kind: ChangeKind = "rose" if other > one else "fell"
            yield Change(
                kind, pair, view.tally(earlier.get(pair, [])), view.tally(now.get(pair, []))
            )


def _within(view: View, event: Event, first: dt.date, last: dt.date) -> bool:
    start, end = view.days(event)
    return start is not None and end is not None and first <= start and end <= last
