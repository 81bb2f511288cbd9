"""The report that the project started from: what an attentive reader takes from it is in the entries.

The report is its publisher's and no part of the project: without it these tests are skipped. It is
looked for in `shared/seed` beside the repository, or in `$FOEDUS_SHARED/seed`.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from foedus.model import Bond, Commitment, Entry, Event, Report
from foedus.pipeline import Coder
from foedus.sources import read_sources
from tests.situations import bonds, commitments, events, ids

DAY = dt.date(2023, 11, 17)
SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).parents[2] / "shared")
SEED = sorted((SHARED / "seed").glob("*.txt"))

pytestmark = pytest.mark.skipif(
    not SEED, reason="the seed report is not here; FOEDUS_SHARED names the folder that holds seed/"
)


@pytest.fixture(scope="module")
def report() -> Report:
    (report,) = read_sources(SEED[:1], date=DAY)
    assert isinstance(report, Report)
    return report


@pytest.fixture(scope="module")
def entries(report: Report, coder: Coder) -> list[Entry]:
    ((_, entries),) = coder.code([report])
    return entries


def deeds(
    entries: Sequence[Entry],
    event: str,
    actors: str | None = None,
    recipients: str | None = None,
    words: str = "",
) -> list[Event]:
    """The events of a type, by their parties' ids and by words that stand in the quotation."""
    return [
        e
        for e in events(entries)
        if e.event == event
        and actors in (None, ids(e.actors))
        and recipients in (None, ids(e.recipients))
        and words in e.evidence.quote
    ]


def promises(entries: Sequence[Entry], actor: str, words: str) -> list[Commitment]:
    return [c for c in commitments(entries) if c.actor.id == actor and words in c.evidence.quote]


def bond(entries: Sequence[Entry], *members: str) -> list[Bond]:
    return [b for b in bonds(entries) if set(members) <= {one.id for one in b.members}]


def test_every_entry_shows_its_words(report: Report, entries: Sequence[Entry]) -> None:
    assert entries
    for entry in entries:
        evidence = entry.evidence
        assert evidence.quote
        assert report.text[evidence.start : evidence.end] == evidence.quote


def test_the_two_leaders_met_in_tehran(entries: Sequence[Entry]) -> None:
    (met,) = deeds(entries, "CONSULT")
    assert ids(met.actors) == "ali-khamenei,ismail-haniyeh"
    assert met.assertion == "actual"
    assert "met" in met.evidence.quote
    assert met.place is not None
    assert (met.place.name, met.place.country) == ("Tehran", "IRN")
    # The sentence itself says "recently"; the day stands in the next one.
    assert met.date is not None
    assert (met.date.start, met.date.end) == (dt.date(2023, 11, 1), dt.date(2023, 11, 10))
    by = {one.id: (one.code, one.sector) for one in met.actors}
    assert by == {"ali-khamenei": ("IRN", "GOV"), "ismail-haniyeh": ("PSE", "REB")}


def test_support_was_voiced_in_early_november(entries: Sequence[Entry]) -> None:
    (support,) = deeds(entries, "SUPPORT", words="support")
    assert (ids(support.actors), ids(support.recipients)) == ("ali-khamenei", "hamas")
    assert support.assertion == "actual"
    assert support.date is not None
    assert (support.date.start, support.date.end) == (dt.date(2023, 11, 1), dt.date(2023, 11, 10))
    assert support.date.precision == "part-of-month"


def test_iran_made_clear_that_it_would_not_intervene(entries: Sequence[Entry]) -> None:
    (word,) = promises(entries, "iran", "made it clear")
    assert (word.polarity, word.strength) == ("will-not", "pledge")
    assert word.act.event == "ASSAULT"
    assert "intervene" in word.act.text


def test_iran_stays_out_unless_it_is_attacked(entries: Sequence[Entry]) -> None:
    (word,) = promises(entries, "iran", "refrain")
    assert (word.polarity, word.act.event) == ("will-not", "ASSAULT")
    assert "involvement" in word.act.text
    condition = word.condition
    assert condition is not None
    assert (condition.type, condition.event) == ("unless", "ASSAULT")
    assert ids(condition.actors) == "israel,united-states"
    assert ids(condition.recipients) == "iran"
    assert condition.text.startswith("unless")
    assert condition.text in word.evidence.quote
    # What it hangs on has not happened.
    assert all(
        e.assertion == "hypothetical"
        for e in deeds(entries, "ASSAULT", "israel,united-states", "iran")
    )


def test_hamas_called_on_five_partners(entries: Sequence[Entry]) -> None:
    (call,) = deeds(entries, "REQUEST", "hamas", words="called upon")
    assert ids(call.recipients) == "iran,iraq,lebanon,syria,yemen"
    assert (call.mode, call.assertion) == ("assist", "actual")
    assert call.asks_for is not None
    assert call.asks_for.event == "ASSAULT"
    assert "join" in call.asks_for.text


def test_iran_urged_hamas_to_silence_its_members(entries: Sequence[Entry]) -> None:
    (urged,) = deeds(entries, "REQUEST", "iran", "hamas")
    assert (urged.mode, urged.assertion) == ("change", "actual")
    assert "silence" in urged.evidence.quote


def test_the_members_of_hamas_call_and_not_iran(entries: Sequence[Entry]) -> None:
    called = deeds(entries, "REQUEST", words="who call")
    calls = [e for e in called if "urged" not in e.evidence.quote]
    assert [ids(e.actors) for e in calls] == ["hamas"]


def test_whose_members_are_to_be_silenced(entries: Sequence[Entry]) -> None:
    assert deeds(entries, "COERCE", recipients="iran") == []


def test_the_alliance_is_tested(entries: Sequence[Entry]) -> None:
    found = bond(entries, "iran", "syria", "hezbollah", "hamas")
    assert [(b.relation, b.strained) for b in found] == [("alliance", True)]
    assert "alliance" in found[0].evidence.quote


def test_the_allies_were_taken_by_surprise(entries: Sequence[Entry]) -> None:
    found = [b for b in bond(entries, "hamas", "hezbollah") if len(b.members) == 2]
    assert [(b.relation, b.strained) for b in found] == [("alliance", True)]
    assert "off-guard" in found[0].evidence.quote


def test_what_hezbollah_does(entries: Sequence[Entry]) -> None:
    (mobilised,) = deeds(entries, "MOBILIZE")
    assert ids(mobilised.actors) == "hezbollah"
    assert mobilised.assertion == "actual"
    attacks = [e for e in deeds(entries, "ASSAULT", "hezbollah") if "attacks" in e.evidence.quote]
    assert [e.assertion for e in attacks] == ["actual"]


def test_what_hezbollah_holds_back_from(entries: Sequence[Entry]) -> None:
    (avoided,) = deeds(entries, "ASSAULT", words="avoided all-out confrontation with Israel")[:1]
    assert ids((*avoided.actors, *avoided.recipients)) == "hezbollah,israel"
    assert avoided.assertion == "negated"


def test_american_aid_goes_to_israel(entries: Sequence[Entry]) -> None:
    (aid,) = deeds(entries, "AID")
    assert (ids(aid.actors), ids(aid.recipients)) == ("united-states", "israel")
    assert "military aid" in aid.evidence.quote


def test_militias_in_iraq_and_syria_attacked_the_americans(entries: Sequence[Entry]) -> None:
    (attacks,) = deeds(entries, "ASSAULT", recipients="united-states")
    assert ids(attacks.actors) == "iraq-reb,syria-reb"
    assert [one.sector for one in attacks.actors] == ["REB", "REB"]
    assert (attacks.assertion, attacks.mode) == ("actual", "drone")
    assert attacks.date is not None
    assert (attacks.date.start, attacks.date.end) == (dt.date(2023, 10, 7), DAY)


def test_iran_plans_to_act_through_hezbollah(entries: Sequence[Entry]) -> None:
    (plan,) = [e for e in deeds(entries, "ASSAULT", "iran") if e.through]
    assert ids(plan.through) == "hezbollah"
    assert plan.assertion == "intended"
    assert "israel" in {one.id for one in plan.recipients}
    (word,) = promises(entries, "iran", "plans")
    assert (word.polarity, word.strength, word.act.event) == ("will", "plan", "ASSAULT")


def test_the_plan_is_against_israel_and_america(entries: Sequence[Entry]) -> None:
    (plan,) = [e for e in deeds(entries, "ASSAULT", "iran") if e.through]
    assert ids(plan.recipients) == "israel,united-states"


def test_israel_is_ready_to_fight(entries: Sequence[Entry]) -> None:
    (word,) = promises(entries, "israel", "prepared")
    assert (word.polarity, word.strength, word.act.event) == ("will", "signal", "ASSAULT")
    assert word.condition is not None
    assert (word.condition.type, word.condition.text) == ("if", "if necessary")


def test_hezbollah_is_what_israel_fears_most(entries: Sequence[Entry]) -> None:
    (threat,) = deeds(entries, "ASSAULT", "hezbollah", "israel", words="sees")
    assert threat.assertion == "possible"


def test_a_new_front_is_feared(entries: Sequence[Entry]) -> None:
    feared = deeds(entries, "ASSAULT", words="front being opened")
    assert [e.assertion for e in feared] == ["possible"]


def test_iran_itself_has_not_attacked_israel(entries: Sequence[Entry]) -> None:
    done = [
        e.evidence.quote
        for e in events(entries)
        if e.event == "ASSAULT"
        and e.assertion == "actual"
        and any(one.code == "IRN" for one in e.actors)
    ]
    assert done == []


def test_the_blurb_at_the_end_is_no_news(report: Report, entries: Sequence[Entry]) -> None:
    blurb = report.text.rstrip().rfind("\n") + 1
    assert "aficionado" in report.text[blurb:]
    assert max(entry.evidence.end for entry in entries) <= blurb
