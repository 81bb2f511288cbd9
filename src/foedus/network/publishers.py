"""Independent voices: a publisher's reports are one, and so is a report with all its copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import numpy as np

from foedus.network.events import Ints
from foedus.record.columns import Telling


def voices_of(reports: Sequence[Telling], copies: Iterable[tuple[int, int]]) -> Ints:
    """The voice of each report, as a number.

    `copies` are pairs of versions of reports whose texts are near-identical. All that hang
    together have the voice of the publisher of the earliest one; any other report has its own
    publisher's. A report without a publisher is its own.
    """
    numbers: dict[str, int] = {}
    own = [numbers.setdefault(one.source or f"\0{one.report}", len(numbers)) for one in reports]
    voices = np.array(own, dtype=np.int32)
    place = {one.version_id: number for number, one in enumerate(reports)}
    pairs = [(place[one], place[other]) for one, other in copies if one in place and other in place]
    if not pairs:
        return voices
    found = _connected(len(reports), pairs)
    earliest: dict[int, int] = {}
    for number, group in enumerate(found.tolist()):
        first = earliest.setdefault(group, number)
        if _order(reports[number]) < _order(reports[first]):
            earliest[group] = number
    leading = np.array([earliest[group] for group in found.tolist()], dtype=np.int64)
    return voices[leading]


def _connected(count: int, pairs: Sequence[tuple[int, int]]) -> Ints:
    """A number for each report that is the same for all that hang together."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    one, other = np.array(pairs).T
    graph = coo_array((np.ones(len(pairs), dtype=np.int8), (one, other)), shape=(count, count))
    found: Ints = connected_components(graph, directed=False)[1]
    return found


def _order(report: Telling) -> tuple[dt.date, int]:
    """By day, and of one day by which was read first; a report without a day comes last."""
    return report.published or dt.date.max, report.version_id
