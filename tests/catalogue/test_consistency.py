"""What the check finds where rows are held against each other, and what our own files promise."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.checking import check
from foedus.catalogue.loading import load_catalogue

NOTES = "# source: the test\n# licence: CC0-1.0\n"
STATES = "id,code,name,aliases,adjectives,people,capital,seats,since,until\n"
PARTIES = "id,code,name,kind,sector,aliases,since,until\n"
OFFICES = "actor,office,person,aliases,from,to\n"
MEMBERS = "member,group,from,to\n"
OLD = "old-marsh,OMD,Old Marsh,,,,,,1950,1990\n"
MARSH = "marshland,MLD,Marshland,,,,,,,\n"

# (states, table, its rows, a part of the cause; None where nothing is wrong)
ACROSS_ROWS = [
    pytest.param(
        MARSH, OFFICES,
        "marshland,leader,Ann Sedge,,2001,2004\nmarshland,leader,Ann Sedge,,2004,2006\n",
        None, id="years that may meet",
    ),
    pytest.param(
        MARSH, OFFICES,
        "marshland,leader,Ann Sedge,,2001,2004\nmarshland,leader,Ann Sedge,,2002-05,2006\n",
        "term of marshland, leader, Ann Sedge overlaps that of", id="a term twice",
    ),
    pytest.param(
        MARSH, OFFICES,
        "marshland,leader,Ann Sedge,,2001,2004\nmarshland,leader,Ann Sedge,,2005,2006\n",
        None, id="two terms",
    ),
    pytest.param(
        MARSH, MEMBERS, "marshland,opec,2001,2008\nmarshland,opec,2003,\n",
        "membership of marshland, opec overlaps", id="a membership twice",
    ),
    pytest.param(
        MARSH, MEMBERS, "marshland,opec,2001,2008\nmarshland,opec,2009,\n", None, id="left and back",
    ),
    pytest.param(
        OLD, OFFICES, "old-marsh,leader,Ann Sedge,,1995,1996\n",
        "its dates lie outside those of actor 'old-marsh'", id="an office after the end",
    ),
    pytest.param(
        OLD, OFFICES, "old-marsh,leader,Ann Sedge,,1940,1949\n",
        "its dates lie outside those of actor 'old-marsh'", id="an office before the start",
    ),
    pytest.param(OLD, OFFICES, "old-marsh,leader,Ann Sedge,,1940,1950\n", None, id="the first year"),
    pytest.param(
        OLD, MEMBERS, "old-marsh,opec,1991,\n", "outside those of member 'old-marsh'",
        id="a member that is gone",
    ),
    pytest.param(
        MARSH, MEMBERS, "marshland,warsaw-pact,1995,\n", "outside those of group 'warsaw-pact'",
        id="a group that is gone",
    ),
    pytest.param(
        MARSH, OFFICES, "marshland,leader,Ann Iran,Iran,1991,\n",
        "name 'Iran' of Ann Iran is also that of iran (states.csv, line", id="a party's name",
    ),
    pytest.param(MARSH, OFFICES, "marshland,leader,Ann Sedge,Sedge,1991,\n", None, id="own name"),
]  # fmt: skip


@pytest.mark.parametrize(("states", "header", "rows", "cause"), ACROSS_ROWS)
def test_rows_that_do_not_go_together(
    tmp_path: Path, states: str, header: str, rows: str, cause: str | None
) -> None:
    (tmp_path / "a.csv").write_text(NOTES + STATES + states, encoding="utf-8")
    (tmp_path / "b.csv").write_text(NOTES + header + rows, encoding="utf-8")
    found = check([tmp_path])
    assert len(found) == (cause is not None), found
    if cause is not None:
        assert cause in found[0].cause
        assert found[0].file == str(tmp_path / "b.csv")
        assert found[0].line == 3 + rows.count("\n")


def test_dates_that_a_user_gives_a_party_are_no_fault_of_our_rows(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(NOTES + STATES + "iran,IRN,Iran,,,,,,,1901\n", encoding="utf-8")
    assert check([path]) == []


def test_a_users_party_with_a_persons_name_is_a_fault_of_the_user(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(NOTES + PARTIES + "gang,,Vladimir Putin,party,PTY,,,\n", encoding="utf-8")
    (fault,) = check([path])
    assert (fault.file, fault.line) == (str(path), 4)
    assert "name 'Vladimir Putin' is also that of Vladimir Putin" in fault.cause


def led_since_1990(catalogue: Catalogue) -> set[str]:
    """The states that have a head of state or of government on every day since 1990."""
    terms: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for person in catalogue.persons.values():
        for office in person.offices:
            if office.office in ("head-of-state", "head-of-government"):
                days = office.since or dt.date(1900, 1, 1), office.until or dt.date.max
                terms.setdefault(office.actor, []).append(days)
    led = set()
    for actor, found in terms.items():
        reached = dt.date(1990, 1, 1)
        for since, until in sorted(found):
            if since - dt.timedelta(days=60) <= reached:
                reached = max(reached, until)
        if reached >= dt.date(2025, 1, 1):
            led.add(actor)
    return led


def test_a_hundred_states_are_led_without_a_gap_since_1990() -> None:
    catalogue = load_catalogue()
    led = {id_ for id_ in led_since_1990(catalogue) if catalogue.parties[id_].kind == "state"}
    assert len(led) >= 104
    assert {"united-states", "united-kingdom", "france", "china", "india", "iran", "israel"} <= led


def test_groups_parties_movements_and_organisations_are_as_many_as_promised() -> None:
    kinds = Counter(party.kind for party in load_catalogue().parties.values())
    assert kinds.total() - kinds["state"] >= 930
    assert kinds["armed-group"] + kinds["party"] + kinds["movement"] >= 640
