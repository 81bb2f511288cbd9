"""Reports and entries -> a brief. Pure: nothing is read, and no clock is looked at."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from foedus.brief.calls import calls
from foedus.brief.changes import changes
from foedus.brief.ledger_view import View
from foedus.brief.shapes import Brief, Coverage, Pair, Side, Word
from foedus.network.sides import Sides
from foedus.model import Bond, Commitment, Entry, Event
from foedus.record.shapes import ReportRow


def situation(
    reports: Iterable[ReportRow],
    entries: Iterable[Entry],
    *,
    as_of: dt.date | None = None,
    sides: Sides | None = None,
) -> Brief:
    """The situation that entries tell of, on the day `as_of`, else on that of the last report.

    Entries count as they are: the same event told by two reports counts twice. `sides` says who
    belongs to whom; see `Sides`.
    """
    view = View(reports, entries, sides or Sides())
    dated = [report.date for report in view.reports if report.date is not None]
    day = as_of or max(dated, default=None)
    return Brief(
        as_of=day,
        reports=_coverage(view, dated),
        pairs=_pairs(view),
        commitments=_words(view),
        calls=calls(view, day),
        changes=changes(view, day) if day is not None and dated else None,
    )


def _coverage(view: View, dated: list[dt.date]) -> Coverage:
    events = [entry for entry in view.entries if isinstance(entry, Event)]
    return Coverage(
        count=len(view.reports),
        publishers=tuple(sorted({report.source for report in view.reports if report.source})),
        without_publisher=sum(not report.source for report in view.reports),
        first=min(dated, default=None),
        last=max(dated, default=None),
        without_date=len(view.reports) - len(dated),
        events=len(events),
        actual=sum(event.assertion == "actual" for event in events),
        commitments=sum(isinstance(entry, Commitment) for entry in view.entries),
        bonds=sum(isinstance(entry, Bond) for entry in view.entries),
    )


def _pairs(view: View) -> tuple[Pair, ...]:
    hostile: dict[tuple[Side, Side], list[Event]] = defaultdict(list)
    cooperative: dict[tuple[Side, Side], list[Event]] = defaultdict(list)
    for event in view.actual:
        if event.intensity:
            for pair in view.pairs(event):
                (hostile if event.intensity < 0 else cooperative)[pair].append(event)
    found = [
        Pair(pair, view.tally(hostile.get(pair, [])), view.tally(cooperative.get(pair, [])))
        for pair in hostile.keys() | cooperative.keys()
    ]
    return tuple(
        sorted(
            found,
            key=lambda pair: (
                -(pair.hostile.count + pair.cooperative.count),
                tuple(side.id for side in pair.sides),
            ),
        )
    )


def _words(view: View) -> tuple[Word, ...]:
    found = [entry for entry in view.entries if isinstance(entry, Commitment)]
    return tuple(_word(view, entry) for entry in sorted(found, key=view.order, reverse=True))


def _word(view: View, entry: Commitment) -> Word:
    cited = view.cite(entry)
    actor = entry.actor
    condition = entry.condition
    return Word(
        actor=view.sides.of(actor, cited.day) or Side(actor.id, actor.name, actor.code),
        polarity=entry.polarity,
        strength=entry.strength,
        act=entry.act.text,
        condition_type=condition.type if condition is not None else None,
        condition=condition.text if condition is not None else None,
        cited=cited,
    )
