"""Hypothesis strategies over the model's records; every entry's evidence stands in its report."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from hypothesis import strategies as st

from foedus.model import (
    ASSERTIONS,
    Act,
    Actor,
    Asked,
    Bond,
    Commitment,
    Condition,
    ConditionType,
    Entry,
    Event,
    Evidence,
    Place,
    Polarity,
    Precision,
    Relation,
    Report,
    Strength,
    When,
)

# Any character but halves of one: they cannot be written as UTF-8, and no source yields them.
characters = st.characters(exclude_categories=["Cs"])
words = st.text(characters, min_size=1, max_size=12)
days = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1))
shares = st.floats(0, 1)
texts = st.text(characters, min_size=1, max_size=200)
spans = st.integers(0, 10_000)


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    """The strategy's values, or None."""
    return st.none() | strategy


actors = st.builds(
    Actor,
    id=words,
    name=words,
    code=maybe(st.sampled_from(["IRN", "ISR", "USA", "NATO"])),
    sector=maybe(st.sampled_from(["GOV", "MIL", "REB"])),
    text=words,
    start=spans,
    end=spans,
)
mentions = st.lists(actors, max_size=2).map(tuple)
whens = st.builds(
    When, start=maybe(days), end=maybe(days), precision=st.sampled_from(get_args(Precision))
)
places = st.builds(
    Place,
    name=words,
    country=maybe(st.just("IRN")),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    geonames_id=maybe(st.integers(1, 10**8)),
)
types = st.sampled_from(["ASSAULT", "CONSULT", "AID", "REQUEST"])
asked = st.builds(Asked, event=maybe(types), text=words)
acts = st.builds(Act, event=maybe(types), text=words, recipients=mentions, beneficiaries=mentions)
conditions = st.builds(
    Condition,
    type=st.sampled_from(get_args(ConditionType)),
    event=maybe(types),
    text=words,
    actors=mentions,
    recipients=mentions,
)


def reports(**fixed: st.SearchStrategy) -> st.SearchStrategy[Report]:
    """Reports; a named field is drawn from the strategy given for it."""
    fields = {
        "id": words,
        "text": texts,
        "title": maybe(words),
        "date": maybe(days),
        "source": maybe(words),
        "url": maybe(words),
        "language": maybe(st.just("en")),
    }
    return st.builds(Report, **{**fields, **fixed})


@st.composite
def evidences(draw: st.DrawFn, report: Report) -> Evidence:
    """A stretch of a report's text."""
    start = draw(st.integers(0, len(report.text) - 1))
    end = draw(st.integers(start + 1, len(report.text)))
    return Evidence(report.id, draw(st.integers(0, 99)), start, end, report.text[start:end])


def entries(report: Report) -> st.SearchStrategy[Entry]:
    """Events, commitments and bonds of a report."""
    shared = {"id": words, "evidence": evidences(report), "rule": words, "confidence": shares}
    attributed = {"attributed_to": mentions, "date": maybe(whens)}
    events = st.builds(
        Event,
        event=types,
        mode=maybe(st.sampled_from(["drone", "meet"])),
        contexts=st.lists(words, max_size=2).map(tuple),
        actors=mentions,
        recipients=mentions,
        assertion=st.sampled_from(ASSERTIONS),
        through=mentions,
        asks_for=maybe(asked),
        place=maybe(places),
        intensity=st.floats(-10, 10),
        quad=words,
        fatalities=maybe(st.integers(0, 10**6)),
        injuries=maybe(st.integers(0, 10**6)),
        **shared,
        **attributed,
    )
    commitments = st.builds(
        Commitment,
        actor=actors,
        polarity=st.sampled_from(get_args(Polarity)),
        act=acts,
        condition=maybe(conditions),
        strength=st.sampled_from(get_args(Strength)),
        **shared,
        **attributed,
    )
    bonds = st.builds(
        Bond,
        members=mentions,
        relation=st.sampled_from(get_args(Relation)),
        strained=st.booleans(),
        **shared,
    )
    return events | commitments | bonds


@st.composite
def coded_reports(draw: st.DrawFn) -> tuple[Report, list[Entry]]:
    """A report and up to four entries of it, each with an id of its own."""
    report = draw(reports())
    found = st.lists(entries(report), max_size=4, unique_by=lambda entry: entry.id)
    return report, draw(found)
