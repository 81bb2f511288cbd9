"""Date phrases in whole sentences, through the real parser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import CatalogueError
from foedus.model import When
from foedus.reading.sentence import Sentence
from foedus.resolving import calendar_spans as spans
from foedus.resolving.dates import Conflict, Conflicts, DateMention, find_dates

Parse = Callable[..., Sentence]

SATURDAY = dt.date(2023, 11, 18)


@pytest.fixture(scope="module")
def conflicts() -> Conflicts:
    return Conflicts.load()


def told(when: When) -> str:
    """An interval as it stands in the tables: one day, or start..end, and the precision."""
    start = when.start.isoformat() if when.start else ""
    end = when.end.isoformat() if when.end else ""
    return f"{start if start == end else f'{start}..{end}'} {when.precision}"


# (sentence, the phrase, what it means in a report of Saturday, 18 November 2023)
PHRASES = [
    ("The jets struck the port today.", "today", "2023-11-18 day"),
    ("The two leaders will speak tonight.", "tonight", "2023-11-18 day"),
    ("Rebels shelled the town yesterday.", "yesterday", "2023-11-17 day"),
    ("A drone hit the base this morning.", "this morning", "2023-11-18 day"),
    ("The envoy will arrive tomorrow.", "tomorrow", "2023-11-19 day"),
    ("Rockets hit the camp last night.", "last night", "2023-11-17 day"),
    ("Shells fell on the village overnight.", "overnight", "2023-11-17..2023-11-18 days"),
    ("He left the day before yesterday.", "the day before yesterday", "2023-11-16 day"),
    # Weekdays: this is a Saturday's paper.
    ("Troops attacked the town on Tuesday.", "Tuesday", "2023-11-14 day"),
    ("Troops attacked the town on Saturday.", "Saturday", "2023-11-18 day"),
    ("Troops attacked the town last Saturday.", "last Saturday", "2023-11-11 day"),
    ("Troops attacked the town last Tuesday.", "last Tuesday", "2023-11-14 day"),
    ("The ministers meet next Tuesday.", "next Tuesday", "2023-11-21 day"),
    ("The ministers will meet in Cairo on Tuesday.", "Tuesday", "2023-11-21 day"),
    ("The ministers plan to meet on Tuesday.", "Tuesday", "2023-11-21 day"),
    ("The ministers are due to meet on Tuesday.", "Tuesday", "2023-11-21 day"),
    ("The talks are scheduled for Monday.", "Monday", "2023-11-20 day"),
    ("The army may have attacked on Tuesday.", "Tuesday", "2023-11-14 day"),
    ("Troops may attack on Tuesday night.", "Tuesday night", "2023-11-21 day"),
    ("Jets struck the port on Tuesday night.", "Tuesday night", "2023-11-14 day"),
    ("Rebels took the town earlier on Monday.", "earlier on Monday", "2023-11-13 day"),
    ("The minister said Thursday that talks had failed.", "Thursday", "2023-11-16 day"),
    ("Parliament will debate Tuesday's attack.", "Tuesday", "2023-11-14 day"),
    ("They fought from Monday to Wednesday.", "from Monday to Wednesday",
     "2023-11-13..2023-11-15 days"),
    # Weeks, months, years.
    ("Rebels shelled the town last week.", "last week", "2023-11-06..2023-11-12 week"),
    ("Rebels shelled the town this week.", "this week", "2023-11-13..2023-11-19 week"),
    ("The truce ended earlier this week.", "earlier this week", "2023-11-13..2023-11-18 days"),
    ("The envoy will travel next week.", "next week", "2023-11-20..2023-11-26 week"),
    ("The envoy will travel later this month.", "later this month",
     "2023-11-19..2023-11-30 part-of-month"),
    ("Rebels shelled the town over the weekend.", "the weekend", "2023-11-18..2023-11-19 days"),
    ("Rebels shelled the town last month.", "last month", "2023-10-01..2023-10-31 month"),
    ("Rebels shelled the town this month.", "this month", "2023-11-01..2023-11-30 month"),
    ("The two signed a truce last year.", "last year", "2022-01-01..2022-12-31 year"),
    ("They signed a truce late last year.", "late last year",
     "2022-09-01..2022-12-31 part-of-year"),
    ("Israel attacked Syria in early November.", "early November",
     "2023-11-01..2023-11-10 part-of-month"),
    ("Israel attacked Syria in mid-October.", "mid-October",
     "2023-10-11..2023-10-20 part-of-month"),
    ("Israel attacked Syria in late February.", "late February",
     "2023-02-21..2023-02-28 part-of-month"),
    ("A truce was signed in mid-November 2022.", "mid-November 2022",
     "2022-11-11..2022-11-20 part-of-month"),
    ("The truce collapsed at the end of March.", "the end of March",
     "2023-03-21..2023-03-31 part-of-month"),
    ("The truce began at the start of March.", "the start of March",
     "2023-03-01..2023-03-10 part-of-month"),
    ("The truce held until the middle of March.", "until the middle of March",
     "..2023-03-20 part-of-month"),
    ("The war began in November.", "November", "2023-11-01..2023-11-30 month"),
    ("The war began in December.", "December", "2022-12-01..2022-12-31 month"),
    ("The summit will open in March.", "March", "2024-03-01..2024-03-31 month"),
    ("The two states signed a pact last November.", "last November",
     "2022-11-01..2022-11-30 month"),
    ("The truce was signed in November 2022.", "November 2022", "2022-11-01..2022-11-30 month"),
    ("The clashes began in May.", "May", "2023-05-01..2023-05-31 month"),
    ("Troops seized the pass in the first week of March.", "the first week of March",
     "2023-03-01..2023-03-07 part-of-month"),
    # Days of the calendar.
    ("Gunmen raided the post on 3 November.", "3 November", "2023-11-03 day"),
    ("Gunmen raided the post on 3 December.", "3 December", "2022-12-03 day"),
    ("The vote will take place on 3 December.", "3 December", "2023-12-03 day"),
    ("Gunmen raided the post on November 3rd.", "November 3rd", "2023-11-03 day"),
    ("Gunmen raided the post on Nov. 3.", "Nov. 3", "2023-11-03 day"),
    ("Gunmen raided the post on 3 November 2019.", "3 November 2019", "2019-11-03 day"),
    ("On Sunday, November 3, 2019, gunmen raided the post.", "Sunday, November 3, 2019",
     "2019-11-03 day"),
    ("Gunmen raided the post on 2019-11-03.", "2019-11-03", "2019-11-03 day"),
    ("The law passed on 29 February.", "29 February", "2020-02-29 day"),
    ("Jets struck the port on the night of 3 March.", "the night of 3 March", "2023-03-03 day"),
    ("They fought between 3 and 5 March.", "between 3 and 5 March",
     "2023-03-03..2023-03-05 days"),
    ("The clashes of 14-15 October killed ten people.", "14-15 October",
     "2023-10-14..2023-10-15 days"),
    ("From March to May the front barely moved.", "From March to May",
     "2023-03-01..2023-05-31 part-of-year"),
    ("They fought from 28 December 2019 to 4 January 2020.",
     "from 28 December 2019 to 4 January 2020", "2019-12-28..2020-01-04 days"),
    ("They fought between 3 March and 5 April 2020.", "between 3 March and 5 April 2020",
     "2020-03-03..2020-04-05 days"),
    ("The October 7 attack killed hundreds.", "The October 7", "2023-10-07 day"),
    # Years, seasons, decades.
    ("The two states signed a pact in 2015.", "2015", "2015-01-01..2015-12-31 year"),
    ("In 2014 troops entered the city.", "2014", "2014-01-01..2014-12-31 year"),
    ("The two states signed a pact in early 2015.", "early 2015",
     "2015-01-01..2015-04-30 part-of-year"),
    ("Troops moved south in the summer of 2014.", "the summer of 2014",
     "2014-06-01..2014-08-31 part-of-year"),
    ("Troops moved south last summer.", "last summer", "2023-06-01..2023-08-31 part-of-year"),
    ("The army will attack next spring.", "next spring", "2024-03-01..2024-05-31 part-of-year"),
    ("The fighting was worst in the 1990s.", "the 1990s", "1990-01-01..1999-12-31 years"),
    ("They fought from 2011 to 2015.", "from 2011 to 2015", "2011-01-01..2015-12-31 years"),
    # Counted from the report.
    ("The two leaders met two days ago.", "two days ago", "2023-11-16 day"),
    ("The two leaders met three weeks earlier.", "three weeks earlier",
     "2023-10-23..2023-10-29 week"),
    ("The two leaders met a year ago.", "a year ago", "2022-01-01..2022-12-31 year"),
    ("The two leaders met six months ago.", "six months ago", "2023-05-01..2023-05-31 month"),
    ("The two leaders met a few days ago.", "a few days ago", "2023-11-12..2023-11-16 days"),
    ("The jets struck the port 12 hours ago.", "12 hours ago", "2023-11-18 day"),
    ("Attacks have grown in recent days.", "recent days", "2023-11-11..2023-11-18 days"),
    ("Attacks have grown in recent weeks.", "recent weeks", "2023-10-21..2023-11-18 days"),
    ("Attacks have grown in recent months.", "recent months",
     "2023-08-18..2023-11-18 part-of-year"),
    ("Attacks have grown over the past week.", "the past week", "2023-11-11..2023-11-18 days"),
    ("Attacks have grown in the past three days.", "the past three days",
     "2023-11-15..2023-11-18 days"),
    ("Attacks have grown in the last 24 hours.", "the last 24 hours",
     "2023-11-17..2023-11-18 days"),
    ("They have fought for the last two years.", "the last two years",
     "2021-11-18..2023-11-18 years"),
    ("Ministers will meet in the coming days.", "the coming days", "2023-11-18..2023-11-25 days"),
    ("The troops will leave within 48 hours.", "within 48 hours", "2023-11-18..2023-11-20 days"),
    ("The troops will leave in two days.", "in two days", "2023-11-20 day"),
    # Since and until.
    ("It has shelled the town since 7 October.", "since 7 October",
     "2023-10-07..2023-11-18 since"),
    ("It has shelled the town since Monday.", "since Monday", "2023-11-13..2023-11-18 since"),
    ("It has ruled the strip since 2011.", "since 2011", "2011-01-01..2023-11-18 since"),
    ("The truce will hold until Friday.", "until Friday", "..2023-11-24 day"),
    ("The army had left the town before 3 March.", "before 3 March", "..2023-03-02 day"),
    ("Since the Gaza war began, thousands have died.", "Since the Gaza war began",
     "2023-10-07..2023-11-18 since"),
    ("Thousands have died since the start of the war in Ukraine.",
     "since the start of the war in Ukraine", "2022-02-24..2023-11-18 since"),
    ("Thousands have died since the war began.", "since the war began", "..2023-11-18 since"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase", "expected"), PHRASES, ids=[p[0] for p in PHRASES])
def test_phrase_in_a_report_of_a_saturday(
    sentence: Parse, conflicts: Conflicts, text: str, phrase: str, expected: str
) -> None:
    found = find_dates(sentence(text), SATURDAY, conflicts)
    assert [(mention.text, told(mention.when)) for mention in found] == [(phrase, expected)]


NO_DATES = [
    "The militia may attack the capital.",
    "May the two sides keep the truce.",
    "Protesters joined the march on the capital.",
    "Protesters march on the capital.",
    "The prime minister met Theresa May in London.",
    "The raid killed 150 people.",
    "In two villages 1,990 people were displaced.",
    "They still speak of the Six-Day War.",
    "A 2,000-strong force crossed the river.",
    "The package is worth $1bn.",
    "The council passed Resolution 2254.",
    "The jets, four F-16s, turned back.",
    "Troops entered the second city of the country.",
    "They burned 2000 houses in 1900 villages.",
    "The Sunday Times reported the deal.",
    "They marched in memory of Bloody Sunday.",
    "The Good Friday Agreement ended the conflict.",
    "They pray every Friday.",
    "The attack began at dawn.",
    "The president had spoken the day before.",
    "Hours later the building collapsed.",
    "The next day the army withdrew.",
    "The fall of the city shocked its allies.",
    "He spoke in the last days of the siege.",
    "The paper USA Today carried the story.",
    "The army left in two days.",
    "The Arab Spring brought down the government.",
    "Shots were fired on 31 June.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(sentence: Parse, conflicts: Conflicts, text: str) -> None:
    assert find_dates(sentence(text), SATURDAY, conflicts) == []


WITHOUT_DAY = [
    ("Rebels shelled the town on Tuesday.", []),
    ("Rebels shelled the town in early November.", []),
    ("Rebels have shelled the town in recent days.", []),
    ("Thousands have died since the war began.", []),
    ("Thousands have died since the Gaza war began.", []),  # there have been several
    ("Thousands have died since the Bosnian war began.", ["1992-04-06.. since"]),
    ("The truce was signed in November 2022.", ["2022-11-01..2022-11-30 month"]),
    ("They fought between 3 March and 5 April 2020.", ["2020-03-03..2020-04-05 days"]),
    ("It has ruled the strip since 2011.", ["2011-01-01.. since"]),
]


@pytest.mark.parametrize(("text", "expected"), WITHOUT_DAY)
def test_a_report_without_a_date(
    sentence: Parse, conflicts: Conflicts, text: str, expected: list[str]
) -> None:
    found = find_dates(sentence(text), None, conflicts)
    assert [told(mention.when) for mention in found] == expected


@pytest.mark.parametrize(
    ("published", "start"),
    [(dt.date(2009, 1, 5), dt.date(2008, 12, 27)), (dt.date(2014, 8, 1), dt.date(2014, 7, 8)),
     (dt.date(2024, 5, 1), dt.date(2023, 10, 7))],
)  # fmt: skip
def test_a_war_is_the_latest_of_its_name(
    sentence: Parse, conflicts: Conflicts, published: dt.date, start: dt.date
) -> None:
    parsed = sentence("Thousands have died since the war in Gaza began.")
    (mention,) = find_dates(parsed, published, conflicts)
    assert mention.when == When(start, published, "since")


def test_a_bare_war_is_the_one_the_caller_names(sentence: Parse, conflicts: Conflicts) -> None:
    war = conflicts.named("Ukraine war", SATURDAY)
    assert isinstance(war, Conflict)
    parsed = sentence("Thousands have died since the war began.")
    (mention,) = find_dates(parsed, SATURDAY, conflicts, war=war)
    assert mention.when == When(dt.date(2022, 2, 24), SATURDAY, "since")


def test_two_phrases_keep_their_order_and_their_offsets(
    sentence: Parse, conflicts: Conflicts
) -> None:
    text = "After raids in early\nNovember the two sides will meet on Tuesday."
    parsed = sentence(text, offset=40)
    found = find_dates(parsed, SATURDAY, conflicts)
    assert [mention.text for mention in found] == ["early\nNovember", "Tuesday"]
    assert [text[m.start - 40 : m.end - 40] for m in found] == [m.text for m in found]


HEADS = [
    ("Troops attacked the town on Tuesday.", "on", "attacked"),
    ("Troops attacked the town yesterday.", "yesterday", "attacked"),
    ("Troops attacked the town two days ago.", "ago", "attacked"),
    ("The Tuesday attack killed ten soldiers.", "Tuesday", "attack"),
    ("It has shelled the town since 7 October.", "since", "shelled"),
    ("They fought between 3 and 5 March.", "between", "fought"),
]


@pytest.mark.parametrize(("text", "head", "above"), HEADS)
def test_the_head_leads_to_what_is_dated(
    sentence: Parse, conflicts: Conflicts, text: str, head: str, above: str
) -> None:
    parsed = sentence(text)
    (mention,) = find_dates(parsed, SATURDAY, conflicts)
    token = parsed.tokens[mention.head]
    assert (token.text, token.head.text) == (head, above)


def test_the_wars_are_well_formed(conflicts: Conflicts) -> None:
    ids = [war.id for war in conflicts.rows]
    assert len(ids) == len(set(ids)) >= 40
    assert [war.id for war in conflicts.rows if war.end and war.end < war.start] == []
    assert [war.start for war in conflicts.rows] == sorted(war.start for war in conflicts.rows)


@pytest.mark.parametrize(
    ("rows", "cause"),
    [("id,name\n", "line 2: its columns must be"),
     ("id,name,aliases,start,end,sides,grounds\na,A,,2020-13-01,,,\n", "line 3: month must be in 1..12")],
)  # fmt: skip
def test_a_file_of_wars_that_breaks_its_rules(tmp_path: Path, rows: str, cause: str) -> None:
    path = tmp_path / "wars.csv"
    path.write_text(f"# source: a test\n{rows}", encoding="utf-8")
    with pytest.raises(CatalogueError, match=cause):
        Conflicts.load(path)


DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1))


@given(DAYS, st.integers(-60, 60))
def test_moving_by_months_lands_in_the_month(day: dt.date, number: int) -> None:
    moved = spans.add_months(day, number)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == number
    assert moved.day == day.day or moved == spans.month(moved.year, moved.month)[1]


@given(DAYS)
def test_the_parts_of_a_span_tile_it(day: dt.date) -> None:
    for unit, whole in (
        ("month", spans.month(day.year, day.month)),
        ("year", spans.year(day.year)),
        ("week", spans.week(day)),
        ("season", spans.season("winter", day.year)),
        ("decade", spans.years(day.year, day.year + 9)),
    ):
        early, mid, late = (spans.part(whole, unit, which) for which in ("early", "mid", "late"))
        assert (early[0], late[1]) == whole
        assert (early[1] + spans.ONE_DAY, mid[1] + spans.ONE_DAY) == (mid[0], late[0])


@given(published=DAYS)
def test_a_weekday_is_within_the_week_before(
    sentence: Parse, conflicts: Conflicts, published: dt.date
) -> None:
    def day(mention: DateMention) -> dt.date:
        assert mention.when.start == mention.when.end is not None
        return mention.when.end

    (past,) = find_dates(sentence("Troops attacked the town on Friday."), published, conflicts)
    (coming,) = find_dates(sentence("Troops will attack on Friday."), published, conflicts)
    assert day(past).weekday() == day(coming).weekday() == 4
    assert 0 <= (published - day(past)).days < 7
    assert 0 <= (day(coming) - published).days < 7
