"""The brief: what stands in it, in which forms, and what it says where there is little to say."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from foedus.brief import Brief, as_markdown, as_text, brief_of, citations, cited_in, outline
from foedus.brief.page import as_html
from foedus.catalogue.loading import load_catalogue
from foedus.model import Actor, Asked, Bond, Event, as_json
from foedus.network.ledger import Ledger, ledger_of
from foedus.record import Record
from tests.record.examples import commitment, event, evidence, on, report

DAY = dt.date(2024, 3, 10)
TOP_LEVEL = [
    "as_of", "since", "reports", "events", "alliances", "fronts", "calls", "commitments",
    "changes", "watch", "cannot_say",
]  # fmt: skip


def actor(id: str, name: str, code: str, sector: str | None = None) -> Actor:
    return Actor(id, name, code, sector, name, 0, len(name))


ARMENIA, RUSSIA = actor("armenia", "Armenia", "ARM"), actor("russia", "Russia", "RUS")
AZERBAIJAN = actor("azerbaijan", "Azerbaijan", "AZE")
TEXT = (
    "Azerbaijan shelled Armenia. Azerbaijan struck again. Armenia asked Russia for help. "
    "Russia refused. The pact of Russia and Armenia is strained. Russia will help Armenia."
)


def story(of_day: dt.date | None = DAY, name: str = "story") -> tuple[object, list[object]]:
    """A report of a war, a call that is refused, and a pact that is called strained."""
    of = report(name, TEXT, of_day)
    when = on(9) if of_day is not None else None

    def told(id: str, quote: str, **changed: object) -> Event:
        return event(of, f"{id}-{name}", quote, date=when, mode=None, **changed)

    return of, [
        told("e1", "Azerbaijan shelled Armenia", actors=(AZERBAIJAN,), recipients=(ARMENIA,)),
        replace(
            told("e2", "Azerbaijan struck again", actors=(AZERBAIJAN,), recipients=(ARMENIA,)),
            date=on(4) if of_day is not None else None,
        ),
        replace(
            told("e3", "Armenia asked Russia for help", event="REQUEST", actors=(ARMENIA,),
                 recipients=(RUSSIA,), intensity=-1.0, asks_for=Asked("AID", "for help")),
            mode="assist",
        ),
        replace(
            told("e4", "Russia refused", event="REJECT", actors=(RUSSIA,), recipients=(ARMENIA,),
                 intensity=-4.0),
            mode="assist",
        ),
        Bond(f"b1-{name}", (RUSSIA, ARMENIA), "alliance", True,
             evidence(of, "pact of Russia and Armenia"), "pact", 0.9),
        replace(
            commitment(report()), id=f"c1-{name}", actor=RUSSIA, condition=None,
            evidence=evidence(of, "Russia will help Armenia."),
        ),
    ]  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "foedus.db", create=True) as opened:
        yield opened


def keep(record: Record, *stories: tuple[object, list[object]]) -> Ledger:
    for of, entries in stories:
        record.keep(of, entries, coded_by="test")
    return ledger_of(record, load_catalogue())


def text_of(record: Record, ledger: Ledger, brief: Brief) -> str:
    sections = outline(brief)
    return as_text(sections, citations(record, ledger, cited_in(sections)))


def test_the_brief_tells_the_story(record: Record):
    ledger = keep(record, story())
    text = text_of(record, ledger, brief_of(ledger))
    flat = " ".join(text.split())
    for words in (
        "THE SITUATION, 2024-03-10",
        "1 report by 1 publisher",
        "Armenia to Russia, 2024-03-09, asking for help: refused",
        "«Russia refused» [e4-story, Post]",
        "Armenia – Azerbaijan: level 4, use of force",
        "1 calls it strained",
        "There is one report: nothing in it is told by a second one.",
    ):
        assert words in flat


def test_json_has_what_is_promised(record: Record):
    brief = as_json(brief_of(keep(record, story())))
    assert list(brief) == TOP_LEVEL
    (front,) = brief["fronts"]
    assert {"sides", "level", "level_name", "trend", "since", "entries"} <= front.keys()
    (call,) = brief["calls"]
    assert {"from", "to", "date", "asked_for", "answer", "entries"} <= call.keys()
    for alliance in brief["alliances"]:
        assert {"id", "name", "members", "calls", "strain"} <= alliance.keys()
        assert {"total", "low", "high", "components"} <= alliance["strain"].keys()
        for part in alliance["strain"]["components"]:
            assert {"name", "value", "low", "high", "entries"} <= part.keys()
    assert brief["alliances"], "a pact that is named is an alliance"
    json.dumps(brief)


def nothing(record: Record) -> None: ...


def one_report_without_entries(record: Record) -> None:
    record.keep(report("r", "Nothing happened."), [], coded_by="test")


def no_dates(record: Record) -> None:
    of, entries = story(None)
    record.keep(of, entries, coded_by="test")


def one_actor(record: Record) -> None:
    of = report("r", TEXT)
    only = event(of, "e", "struck", actors=(AZERBAIJAN,), recipients=())
    record.keep(of, [only], coded_by="test")


@pytest.mark.parametrize(
    ("situation", "says"),
    [
        (nothing, "Nothing was read by this day"),
        (one_report_without_entries, "No event was found in what was read."),
        (no_dates, "No report has a date"),
        (one_actor, "One actor alone is named, Azerbaijan"),
    ],
)
def test_where_there_is_little_it_says_what_it_cannot_say(
    record: Record, situation: Callable[[Record], None], says: str
):
    situation(record)
    ledger = ledger_of(record, load_catalogue())
    brief = brief_of(ledger)
    assert any(says in one for one in brief.cannot_say)
    sections = outline(brief)
    cited = citations(record, ledger, cited_in(sections))
    for form in (as_text(sections, cited), as_markdown(sections, cited)):
        assert says in " ".join(form.replace("\\", "").split())
    assert says in as_html(brief, sections, cited, ledger)


def test_as_it_stood_on_a_day(record: Record):
    later = story(dt.date(2024, 5, 1), "later")
    keep(record, story(), later)
    ledger = ledger_of(record, load_catalogue(), as_of=dt.date(2024, 4, 1))
    brief = brief_of(ledger)
    assert (brief.reports.count, brief.reports.last) == (1, DAY)
    assert all("later" not in id for front in brief.fronts for id in front.entries)


def test_long_sections_are_cut_and_say_so():
    sections = outline(_of_fronts(30), shown=10)
    fronts = next(one for one in sections if one.name == "fronts")
    assert len(fronts.items) == 11
    assert "20 more: foedus brief --format json lists all fronts." in fronts.items[-1].line


def _of_fronts(number: int) -> Brief:
    from foedus.brief import Counts, Coverage
    from foedus.network.shapes import Front
    from foedus.network.sides import Side

    sides = Side("a", "Aland", None), Side("b", "Bland", None)
    front = Front("front--a--b", sides, 4, "use of force", "steady", None, 1, 1, 1.0, 0, 4, None,
                  (), (), ())  # fmt: skip
    return Brief(
        None, None, Coverage(0, (), 0, None, None, 0), Counts(0, 0, 0, 0, 0), (),
        (front,) * number, (), (), (), (), (),
    )  # fmt: skip


HOSTILE = '<script>alert(1)</script> [x](javascript:alert(2)) "onload=x" \x1b[31m \u202e`code`'


@pytest.fixture
def hostile(record: Record) -> tuple[Record, Ledger]:
    of = report("hostile", f"Azerbaijan struck {HOSTILE}. Again.")
    whole = f"Azerbaijan struck {HOSTILE}"
    entries = [
        event(of, "e1", whole, actors=(AZERBAIJAN,), recipients=(ARMENIA,)),
        event(of, "e2", "Again", actors=(AZERBAIJAN,), recipients=(ARMENIA,)),
    ]
    return record, keep(record, (of, entries))


def test_words_of_reports_are_text_in_every_form(hostile: tuple[Record, Ledger]):
    record, ledger = hostile
    brief = brief_of(ledger)
    sections = outline(brief)
    cited = citations(record, ledger, cited_in(sections))
    text, markdown = as_text(sections, cited), as_markdown(sections, cited)
    page = as_html(brief, sections, cited, ledger)
    assert "alert(1)" in text and "alert(1)" in page  # it is shown
    assert "\x1b" not in text and "\u202e" not in text
    assert "<script" not in page and "\x1b" not in page
    assert re.search(r"(?<!\\)\[x\]\(javascript", markdown) is None
    assert re.search(r"(?<!\\)<script", markdown) is None


def test_the_page_needs_nothing_but_itself(record: Record):
    ledger = keep(record, story())
    brief = brief_of(ledger)
    sections = outline(brief)
    page = as_html(brief, sections, citations(record, ledger, cited_in(sections)), ledger)
    assert page.count("<svg") >= 3  # ties, strain, levels, calls
    assert re.search(r'\b(?:src|href)\s*=\s*["\'](?!#)', page) is None
    assert "<script" not in page and "@import" not in page and "url(http" not in page
    assert page.index("<h1>The situation, 2024-03-10</h1>") < page.index("<h2>Alliances</h2>")
