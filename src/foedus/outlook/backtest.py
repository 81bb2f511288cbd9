"""Checked against history: what had been said of each actor, and whether it then kept its word.

For each commitment that was kept or broken, the forecast is the actor's credibility on the day its
condition was met (or, without a condition, on the day it was given), from what had been kept or
broken before that day, and from nothing later. It is scored beside three that know nothing of the
actor: every promise is kept, none is, and the prior for its kind alone.

With p the forecast and o = 1 where the promise was kept, else 0, over all cases

    Brier score = mean of (p - o)²                       (Brier 1950)
    log score   = mean of -ln p if kept, -ln (1 - p) if not   (Good 1952)

Both are better the lower. A forecast of one half has 0.25 and 0.693 whatever happens. For the log
score, forecasts are held between 0.01 and 0.99, since one that was certain and wrong is infinite.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from textwrap import wrap
from typing import Final

import numpy as np

from foedus.network.credibility import prior_of
from foedus.network.events import Events, day_of
from foedus.network.fates import fates
from foedus.network.ledger import Ledger
from foedus.network.promises import kind_of
from foedus.network.shapes import Fate
from foedus.network.sides import Side
from foedus.network.words import Word
from foedus.showing import shown

FEW: Final = 30  # below so many cases the scores of two forecasts seldom differ by more than chance
_EDGE: Final = 0.01
FORECASTS: Final = ("credibility", "prior", "always kept", "never kept")


@dataclass(frozen=True, slots=True)
class Case:
    """A promise that was kept or broken, and what had been known by `day`.

    `kept_before` and `broken_before` are the actor's promises settled before that day;
    `credibility` and `prior` the forecasts that it would be kept.
    """

    id: str
    actor: Side
    day: dt.date | None
    was_kept: bool
    had_condition: bool
    kept_before: int
    broken_before: int
    credibility: float
    prior: float
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """How well a forecast did, over so many cases; None over none."""

    forecast: str
    cases: int
    brier: float | None
    log_score: float | None


@dataclass(frozen=True, slots=True)
class Backtest:
    """The check of a record.

    `under_condition` are the scores over the promises whose condition was later met, `settled`
    those over all that were kept or broken. `met_unsettled` is how many were met without a sign of
    what the actor then did; they are not scored.
    """

    as_of: dt.date | None
    commitments: int
    conditional: int
    met: int
    met_unsettled: int
    under_condition: tuple[Scored, ...]
    settled: tuple[Scored, ...]
    cases: tuple[Case, ...]
    note: str


def backtest(ledger: Ledger) -> Backtest:
    """Check the credibilities of a ledger against what became of its commitments."""
    found = fates(ledger)
    words = {word.id: word for word in ledger.words}
    cases = tuple(cases_of(found, words, _days_met(found, ledger.events)))
    conditional = [fate for fate in found if fate.condition_type is not None]
    met = [fate for fate in conditional if fate.met_by]
    under = [case for case in cases if case.had_condition]
    return Backtest(
        as_of=ledger.as_of,
        commitments=len(found),
        conditional=len(conditional),
        met=len(met),
        met_unsettled=sum(fate.status not in ("kept", "broken") for fate in met),
        under_condition=tuple(scores(under)),
        settled=tuple(scores(cases)),
        cases=cases,
        note=_note(len(under), len(cases)),
    )


def cases_of(
    found: Sequence[Fate],
    words: Mapping[str, Word],
    met: Mapping[str, dt.date],
) -> Iterator[Case]:
    """The settled promises with what had been known before; `met` is the day of some entries.

    Promises that the same entries settle the same way are one case, as for credibility.
    """
    settled: dict[object, Fate] = {}
    for fate in found:
        if fate.status in ("kept", "broken"):
            settled.setdefault((fate.actor.id, fate.status, fate.settled_by or fate.id), fate)
    of_actor: dict[str, list[Fate]] = defaultdict(list)
    for fate in settled.values():
        of_actor[fate.actor.id].append(fate)
    for fate in settled.values():
        days = [met[id] for id in fate.met_by if id in met]
        day = min(days, default=fate.date)
        before = [
            one
            for one in of_actor[fate.actor.id]
            if one.id != fate.id and day is not None and one.since is not None and one.since < day
        ]
        kept = sum(one.status == "kept" for one in before)
        a, b = prior_of(kind_of(words[fate.id]))
        yield Case(
            id=fate.id,
            actor=fate.actor,
            day=day,
            was_kept=fate.status == "kept",
            had_condition=fate.condition_type is not None and bool(fate.met_by),
            kept_before=kept,
            broken_before=len(before) - kept,
            credibility=(a + kept) / (a + b + len(before)),
            prior=a / (a + b),
            entries=fate.entries,
        )


def scores(cases: Sequence[Case]) -> Iterator[Scored]:
    """The scores of each forecast over some cases."""
    for name in FORECASTS:
        pairs = [(_forecast(name, case), case.was_kept) for case in cases]
        yield Scored(
            name,
            len(cases),
            brier(pairs) if pairs else None,
            log_score(pairs) if pairs else None,
        )


def brier(pairs: Iterable[tuple[float, bool]]) -> float:
    """The mean of (p - o)².

    >>> brier([(0.8, True), (0.5, False)])  # (0.04 + 0.25) / 2
    0.145
    """
    squares = [(p - kept) ** 2 for p, kept in pairs]
    return round(sum(squares) / len(squares), 12)


def log_score(pairs: Iterable[tuple[float, bool]]) -> float:
    """The mean of -ln of the probability that was given to what happened.

    >>> round(log_score([(0.5, True), (1.0, False)]), 3)  # (ln 2 + ln 100) / 2
    2.649
    """
    held = [(min(max(p, _EDGE), 1 - _EDGE), kept) for p, kept in pairs]
    return sum(-log(p if kept else 1 - p) for p, kept in held) / len(held)


def _forecast(name: str, case: Case) -> float:
    known = {"credibility": case.credibility, "prior": case.prior, "always kept": 1.0}
    return known.get(name, 0.0)


def _days_met(found: Iterable[Fate], events: Events) -> dict[str, dt.date]:
    """The days of the entries that show conditions met."""
    wanted = sorted({id for fate in found for id in fate.met_by})
    ids = np.array([id.encode() for id in wanted], dtype=np.bytes_)
    rows = np.flatnonzero(np.isin(events.told.ids, ids)).tolist() if wanted else []
    days = ((events.id(row), day_of(int(events.told.last[row]))) for row in rows)
    return {id: day for id, day in days if day is not None}


def _note(under: int, settled: int) -> str:
    if settled == 0:
        return "No promise in this record was kept or broken: there is nothing to check."
    few = "no case" if under == 0 else "1 case" if under == 1 else f"{under} cases"
    if under < FEW:
        return (
            f"Only {few} of a promise whose condition was met and {settled} in all: too few to"
            " tell the forecasts apart; a single other outcome would turn their order."
        )
    return f"{few} of a promise whose condition was met, {settled} in all."


def as_text(found: Backtest) -> str:
    """The check in lines."""
    day = f"As of {found.as_of}" if found.as_of is not None else "Of no day"
    lines = [
        "What had been said of each actor before, against what it then did",
        f"{day}: {found.commitments} commitments, {found.conditional} under a condition,"
        f" {found.met} of these met,",
        f"{found.met_unsettled} of them without a sign of what followed.",
        *wrap(found.note, 96),
    ]
    for title, scored in (
        ("Promises whose condition was met", found.under_condition),
        ("All promises that were kept or broken", found.settled),
    ):
        lines += ["", f"{title:<44}{'cases':>8}{'Brier':>10}{'log':>10}"]
        lines += [
            f"  {one.forecast:<42}{one.cases:>8}{_cell(one.brier):>10}{_cell(one.log_score):>10}"
            for one in scored
        ]
    lines += ["", "Cases"]
    lines += [_case(case) for case in found.cases] or ["  None."]
    return "\n".join(map(shown, lines)) + "\n"


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _case(case: Case) -> str:
    hung = "under a condition" if case.had_condition else "without one"
    return (
        f"  {case.day or 'no day'}  {case.actor.name}: {'kept' if case.was_kept else 'broken'},"
        f" {hung}; before it {case.kept_before} kept, {case.broken_before} broken;"
        f" credibility {case.credibility:.2f}, prior {case.prior:.2f} [{case.id}]"
    )
