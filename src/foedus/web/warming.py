"""What the first page would have to wait for, made while nobody waits."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Final

from foedus.errors import FoedusError
from foedus.web import drawing, situation
from foedus.web.places import picture_of
from foedus.web.shown import AskedDay
from foedus.web.site import Site

WARMING: Final = "foedus-warming"  # the thread's name


def warm_up(site: Site) -> None:
    """Measure the record's last day in a thread of its own; without a record nothing is done."""
    threading.Thread(target=_measure, args=(site,), name=WARMING, daemon=True).start()


def _measure(site: Site) -> None:
    drawing.prepare()
    # What is wrong with the record is said on the page that is asked for.
    with suppress(FoedusError), site.record() as record:
        found = situation.situation(site.measured, record, AskedDay.model_validate({}))
        drawing.network(found.ties)
        picture_of(found.places)
