"""Filters let through what they say, and nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from foedus.errors import NotInRecord, UsageError
from foedus.model import When
from foedus.record import Filter, Record
from foedus.record.conditions import words_query
from tests.record.examples import (
    EAST,
    FRONT,
    NORTH,
    SOUTH,
    bond,
    commitment,
    day,
    event,
    on,
    report,
)

FIRST = report("first", date=day(10))
SECOND = report("second", "Élan Front fighters met Northland envoys.", date=day(20))
UNDATED = report("undated", "Southland denied that it shelled Eastland.", date=None)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "foedus.db"
    times = iter([dt.datetime(2024, 4, n, 23, 30, tzinfo=dt.UTC) for n in (1, 2, 3)])
    with Record(path, create=True, now=lambda: next(times)) as record:
        shelled = event(FIRST, "shelled", date=on(8), through=(FRONT,))
        record.keep(
            FIRST, [shelled, commitment(FIRST, "promise"), bond(FIRST, "bond")], coded_by="1"
        )
        met = event(
            SECOND, "met", "met", event="CONSULT", mode="meet", actors=(FRONT,), recipients=(NORTH,)
        )
        record.keep(SECOND, [met], coded_by="1")
        denied = event(
            UNDATED,
            "denied",
            actors=(SOUTH,),
            recipients=(EAST,),
            assertion="denied",
            attributed_to=(FRONT,),
        )
        record.keep(UNDATED, [denied], coded_by="1")
    return path


ALL = ["denied", "shelled", "bond", "promise", "met"]

# (filter, ids let through in their order)
FILTERS: list[tuple[Filter, list[str]]] = [
    (Filter(), ALL),
    (Filter(newest_first=True), ALL[::-1]),
    (Filter(limit=2), ALL[:2]),
    (Filter(limit=2, offset=1), ALL[1:3]),
    (Filter(offset=4), ALL[4:]),
    (Filter(limit=0), []),
    (Filter(after="shelled", limit=2), ALL[2:4]),
    (Filter(after="bond", newest_first=True), ["shelled", "denied"]),
    (Filter(kinds=("commitment", "bond")), ["bond", "promise"]),
    (Filter(events=("AID",)), ["promise"]),
    (Filter(events=("ASSAULT", "CONSULT")), ["denied", "shelled", "met"]),
    (Filter(modes=("meet",)), ["met"]),
    (Filter(assertions=("denied",)), ["denied"]),
    (Filter(actor="northland"), ["shelled", "bond", "met"]),
    (Filter(actor="NOR"), ["shelled", "bond", "met"]),
    (Filter(actor="nor"), ["shelled", "bond", "met"]),
    (Filter(actor=" NORTHLAND  leaders "), ["shelled", "bond", "met"]),
    (Filter(actor="north"), []),
    (Filter(actor="ÉLAN FRONT"), ["shelled", "met"]),  # not where it only says so
    (Filter(actor=""), []),
    (Filter(actor="EAS"), ["denied", "bond"]),  # not where it only stands in a condition
    (Filter(source="EAS"), ["bond"]),
    (Filter(target="EAS"), ["denied", "bond"]),
    (Filter(source="élan front"), ["shelled", "met"]),
    (Filter(source="NOR", target="SOU"), ["shelled"]),
    (Filter(source="SOU", target="NOR"), []),
    (Filter(source="WES", target="southland"), ["promise"]),
    (Filter(pair=("SOU", "NOR")), ["shelled"]),
    (Filter(pair=("NOR", "EAS")), ["bond"]),
    (Filter(pair=("NOR", "NOR")), []),
    (Filter(since=day(9)), ["bond", "promise", "met"]),
    (Filter(until=day(9)), ["shelled"]),
    (Filter(since=day(8), until=day(8)), ["shelled"]),
    (Filter(since=day(10), until=day(19)), ["bond", "promise"]),
    (Filter(as_of=day(10)), ["shelled", "bond", "promise"]),
    (Filter(as_of=day(9)), []),
    (Filter(as_of=dt.date(2024, 4, 2)), ["shelled", "bond", "promise", "met"]),
    (Filter(as_of=dt.date(2024, 4, 3)), ALL),  # undated: by the day it was read
    (Filter(known_on=dt.date(2024, 4, 1)), ["shelled", "bond", "promise"]),
    (Filter(known_on=dt.date(2024, 4, 2), as_of=day(10)), ["shelled", "bond", "promise"]),
    (Filter(report="second"), ["met"]),
    (Filter(report="sec"), []),
    (Filter(text="eastland denied"), ["denied"]),
    (Filter(text='"denied eastland"'), []),
    (Filter(text="ENVOY*"), ["met"]),
    (Filter(text="elan"), ["met"]),
    (Filter(text="quarrel allies"), ["shelled", "bond", "promise"]),
    (Filter(text="?!"), []),
    (Filter(text=""), ALL),
    (Filter(kinds=("event",), actor="NOR", since=day(20)), ["met"]),
]


@pytest.mark.parametrize(("wanted", "ids"), FILTERS, ids=[str(i) for i in range(len(FILTERS))])
def test_entries(filled, wanted, ids):
    with Record(filled) as record:
        assert [entry.id for entry in record.entries(wanted)] == ids
        if wanted.limit is None and not wanted.offset and wanted.after is None:
            assert record.count(wanted) == len(ids)


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(), ["first", "second", "undated"]),
        (Filter(newest_first=True, limit=2), ["undated", "second"]),
        (Filter(after="first"), ["second", "undated"]),
        (Filter(kinds=("event",)), ["first", "second", "undated"]),
        (Filter(actor="WES"), ["first"]),
        (Filter(events=("CONSULT",)), ["second"]),
        (Filter(since=day(11)), ["second"]),
        (Filter(until=day(11)), ["first"]),
        (Filter(as_of=day(20)), ["first", "second"]),
        (Filter(known_on=dt.date(2024, 4, 1)), ["first"]),
        (Filter(report="undated"), ["undated"]),
        (Filter(text="shelled"), ["first", "undated"]),
        (Filter(text="shelled", assertions=("denied",)), ["undated"]),
    ],
)
def test_reports(filled, wanted, ids):
    with Record(filled) as record:
        assert [row.id for row in record.reports(wanted)] == ids


def test_a_row_of_the_list_of_reports(filled):
    with Record(filled) as record:
        row = next(record.reports())
    assert (row.id, row.title, row.date, row.source, row.url) == (
        "first",
        "A border quarrel",
        day(10),
        "Post",
        "u",
    )
    assert (row.chars, row.entries, row.coded_by) == (len(FIRST.text), 3, "1")
    assert row.read_at == dt.datetime(2024, 4, 1, 23, 30, tzinfo=dt.UTC)


# (the entry's own days, report's day, a day, whether the entry may fall on it)
INTERVALS = [
    (When(day(1), day(5), "days"), day(10), day(5), True),
    (When(day(1), day(5), "days"), day(10), day(6), False),
    (When(None, day(5), "day"), day(10), day(1), True),
    (When(None, day(5), "day"), day(10), day(6), False),
    (When(day(5), None, "since"), day(10), day(9), True),
    (When(day(5), None, "since"), day(10), day(11), False),
    (When(day(15), None, "since"), day(10), day(15), True),
    (When(day(15), None, "since"), day(10), day(10), False),
    (When(day(5), None, "since"), None, day(30), True),
    (When(None, None, "day"), day(10), day(10), True),
    (None, day(10), day(10), True),
    (None, None, day(10), False),
]


@pytest.mark.parametrize(("when", "published", "asked", "falls"), INTERVALS)
def test_days_an_entry_may_fall_on(record, when, published, asked, falls):
    one = report(date=published)
    record.keep(one, [event(one, date=when)], coded_by="1")
    assert record.count(Filter(since=asked, until=asked)) == int(falls)


@given(text=st.text() | st.text(alphabet='abé"*()^:-+{}\0 ANDORTNE'))
@example('"')
@example('a"b')
@example("a* *b **")
@example("title:x NEAR(a b) NOT c")
@example("half \ud83d")
@settings(max_examples=150, deadline=None)
def test_no_words_of_a_user_break_the_search(filled, text):
    with Record(filled) as record:
        if any("\ud800" <= char <= "\udfff" for char in text):
            return
        assert len(list(record.entries(Filter(text=text)))) <= len(ALL)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("arms deal", '"arms" "deal"'),
        ('"arms deal" iran', '"arms deal" "iran"'),
        ("war*", '"war"*'),
        ('"war*"', '"war*"'),
        ("a OR b", '"a" "OR" "b"'),
        ('say "unclosed', '"say" "unclosed"'),
        ("- * ''", None),
    ],
)
def test_words_as_a_query(text, query):
    assert words_query(text) == query


@pytest.mark.parametrize("wanted", [Filter(limit=-1), Filter(offset=-1)])
def test_counts_below_zero(filled, wanted):
    with Record(filled) as record, pytest.raises(UsageError):
        record.entries(wanted)


def test_ids_and_their_beginnings(record):
    one = report("abcd1234")
    record.keep(one, [event(one, "ent-1a"), bond(one, "ent-2")], coded_by="1")
    assert record.entry("ent-1").id == "ent-1a"
    assert record.entry("ent-1a").id == "ent-1a"
    assert record.report("abcd").id == "abcd1234"
    for start, cause in [
        ("ent-", "several ids: ent-1a, ent-2"),
        ("ent", "at least the first 4"),
        ("ent-9", "foedus events"),
        ("ent_1", "foedus events"),
    ]:
        with pytest.raises(NotInRecord, match=cause):
            record.entry(start)
    with pytest.raises(NotInRecord, match="foedus reports"):
        record.report("zzzz")


LINES = 'Dr. Ash spoke. He said: "We will not." U.S. envoys left.\n\nNext part. The end'


@pytest.mark.parametrize(
    ("quote", "around", "shown"),
    [
        ("will not", 0, 'He said: "We will not."'),
        ("will not", 1, 'Dr. Ash spoke. He said: "We will not." U.S. envoys left.'),
        ("Ash", 0, "Dr. Ash spoke."),
        ("left", 0, "U.S. envoys left."),
        ("The end", 1, "Next part. The end"),
        ("spoke. He", 0, 'Dr. Ash spoke. He said: "We will not."'),
        ("Next part", 99, LINES),
    ],
)
def test_passage(record, quote, around, shown):
    one = report(text=LINES)
    record.keep(one, [event(one, quote=quote)], coded_by="1")
    passage = record.passage(record.entry("event-1"), around)
    assert passage.text == shown == LINES[passage.start : passage.end]
    inside = slice(passage.quote_start - passage.start, passage.quote_end - passage.start)
    assert passage.text[inside] == quote


def test_statistics_and_unknown_actors(filled, record):
    assert record.statistics().first_date is None
    assert record.unknown_actors() == []
    with Record(filled) as full:
        found = full.statistics()
        assert (found.reports, found.versions, found.wrong) == (3, 3, 0)
        assert (found.events, found.commitments, found.bonds) == (3, 1, 1)
        assert (found.first_date, found.last_date) == (day(10), day(20))
        assert full.unknown_actors() == [("Élan Front leaders", "REB", 3)]
        assert full.unknown_actors(limit=0) == []
