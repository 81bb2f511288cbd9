"""What the pages over the measures and their twins show, of the conflict in conflict.py."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from foedus.catalogue.loading import own_catalogue
from foedus.model import as_json
from foedus.network import ledger
from foedus.network.ledger import ledger_of
from foedus.network.situation import situation
from foedus.record import Record
from foedus.web import beside
from foedus.web.measured import Asked, Measured
from tests.web import conflict
from tests.web.conftest import Visit, form_of
from tests.web.test_pages import twin

PATHS = (
    "/", "/?as_of=2022-09-05", "/?as_of=1000-01-01", "/?as_of=0001-01-01", "/?as_of=9999-12-31",
    "/?known_on=2001-01-01", "/fronts", f"/front/{conflict.FRONT}", "/alliances",
    f"/alliance/{conflict.ALLIANCE}", f"/alliance/{conflict.ALLIANCE}?over_time=0", "/ties",
    "/ties?actor=ARM&sign=negative", "/ties?page=9&limit=1", "/calls", "/changes",
    "/changes?since=2022-09-01", "/changes?since=0001-01-01", "/what-if",
    "/what-if?suppose=AZE+ASSAULT+ARM&runs=50", "/actor/armenia", "/pair/armenia/azerbaijan",
    "/pair/armenia/armenia", "/event/e-r-a", "/commitment/c-aid?as_of=2022-09-06",
)  # fmt: skip


@pytest.fixture(scope="session")
def _conflict(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return conflict.written(tmp_path_factory.mktemp("conflict") / "ledger.db")


@pytest.fixture
def record(tmp_path: Path, _conflict: Path) -> Path:
    return Path(shutil.copy(_conflict, tmp_path / "conflict.db"))


@pytest.fixture
def measures(visit: Visit, record: Path) -> TestClient:
    return visit(record)


@pytest.mark.parametrize("path", PATHS)
def test_each_page_is_whole_and_has_a_twin(measures: TestClient, path: str) -> None:
    page = measures.get(path)
    assert page.status_code == 200, page.text
    assert page.text.count("<h1>") == 1
    assert "None</" not in page.text
    # The strict policy allows no style in a tag, and no script in one.
    assert not re.search(r"\sstyle=|\son\w+=|<script>", page.text)
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))
    labelled = re.findall(r'aria-labelledby="([^"]+)"', page.text)
    assert set(labelled) <= set(ids)
    found = measures.get(twin(path))
    assert (found.status_code, found.headers["content-type"]) == (200, "application/json")


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/front/front--a--b", 404, "/fronts lists"),
        ("/alliance/none", 404, "/alliances lists"),
        ("/ties?actor=zzz", 400, "no actor"),
        ("/ties?sign=odd", 400, "sign"),
        ("/changes?since=2030-01-01", 400, "is not before"),
        ("/changes?as_of=soon", 400, "write it as YYYY-MM-DD"),
        ("/what-if?suppose=ASSAULT", 400, "who does it"),
        ("/what-if?suppose=AZE+HUG+ARM", 400, "no event type"),
        ("/what-if?actor=azerbaijan", 400, "choose both"),
        ("/what-if?runs=10001", 400, "runs"),
        ("/what-if?" + "&".join(f"suppose=AZE+AID+{n}" for n in range(5)), 400, "at most 4"),
        (f"/alliance/{conflict.ALLIANCE}?over_time=13", 400, "over_time"),
    ],
)
def test_what_makes_no_sense_is_said(
    measures: TestClient, path: str, status: int, says: str
) -> None:
    answer = measures.get(twin(path))
    assert (answer.status_code, says in answer.json()["error"]) == (status, True), answer.text


def test_the_twins_are_the_measures_of_the_record(measures: TestClient, record: Path) -> None:
    with Record(record) as opened:
        now = situation(ledger_of(opened, own_catalogue()))
    found = measures.get("/index.json").json()
    assert found["fronts"] == as_json(now.fronts)
    assert [one["id"] for one in found["alliances"]] == [one.id for one in now.alliances]
    assert found["calls"] == as_json(now.calls)
    assert (found["first_day"], found["last_day"]) == ("2022-09-01", "2022-09-20")
    assert measures.get("/calls.json").json()["calls"] == as_json(now.calls)
    assert measures.get("/ties.json").json()["total"] == len(now.ties)


# Force on the 1st, 3rd, 5th and 19th: level 4 on the 20th and on the 6th; none before the 1st.
@pytest.mark.parametrize(
    ("as_of", "fronts", "reports"),
    [("2022-09-20", [4], 7), ("2022-09-06", [4], 4), ("2022-08-31", [], 0)],
)
def test_everything_is_of_the_day(
    measures: TestClient, as_of: str, fronts: list[int], reports: int
) -> None:
    found = measures.get(f"/index.json?as_of={as_of}").json()
    assert found["as_of"] == as_of
    assert [one["level"] for one in found["fronts"]] == fronts
    assert found["reports"] == reports
    page = measures.get(f"/?as_of={as_of}").text
    assert f'name="as_of" value="{as_of}"' in page
    ours = re.findall(r'href="(/(?:fronts|alliances|ties|calls|actor/\w+)[^"]*)"', page)
    assert ours
    assert all(address.endswith(f"as_of={as_of}") for address in ours)


# Three reports by the 5th; the 6th brings the words, the 20th three more.
def test_the_day_is_carried_on_by_search_lists_and_errors(measures: TestClient) -> None:
    day = "as_of=2022-09-05"
    assert len(measures.get(f"/search.json?q=jermuk&{day}").json()["reports"]) == 3
    assert len(measures.get("/search.json?q=jermuk").json()["reports"]) == 7
    assert measures.get(f"/actors.json?{day}").json()["counted"] == 3
    hidden = '<input type="hidden" name="as_of" value="2022-09-05">'
    for path in ("/alliances", "/actors", "/events", "/search?q=jermuk", "/decisions"):
        page = measures.get(f"{path}{'&' if '?' in path else '?'}{day}").text
        assert hidden in page.partition("</header>")[0], path
        assert f'href="/fronts?{day}"' in page, path
    found = measures.get(f"/search?q=jermuk&{day}").text
    assert f'href="/report/r-4?{day}"' in found
    assert f'href="/reports?{day}&amp;text=jermuk"' in found
    assert 'href="/ties?actor=ARM"' in measures.get(f"/ties?{day}&actor=ARM&page=2").text
    gone = measures.get(f"/front/none?{day}")
    assert (gone.status_code, f'href="/fronts?{day}"' in gone.text) == (404, True)


def test_a_front_shows_both_sides(measures: TestClient) -> None:
    found = measures.get(f"/front/{conflict.FRONT}.json").json()
    armenia, azerbaijan = found["sides"]
    assert azerbaijan["counts"] == {"ASSAULT": 4}
    # The last is told by three reports; each deed is shown in the words of one.
    assert [one["day"] for one in azerbaijan["deeds"]] == [
        "2022-09-19", "2022-09-05", "2022-09-03", "2022-09-01",
    ]  # fmt: skip
    assert [one["entry"] for one in armenia["held"]] == ["e-held"]
    assert [(one["day"], one["acts"]) for one in found["acts"]] == [
        ("2022-09-01", 1), ("2022-09-03", 1), ("2022-09-05", 1), ("2022-09-19", 1),
    ]  # fmt: skip
    assert found["history"][-1]["level"] == 4
    page = measures.get(f"/front/{conflict.FRONT}").text
    assert "4 use of force" in page
    assert "Holds back from" in page


def test_an_alliance_opens_its_strain_to_the_words(measures: TestClient) -> None:
    found = measures.get(f"/alliance/{conflict.ALLIANCE}.json").json()
    by_name = {one["component"]["name"]: one for one in found["components"]}
    assert [one["id"] for one in by_name["voiced"]["words"]["cited"]] == ["b-allies"]
    assert [one["entries"][0] for one in found["calls"]] == ["e-call"]
    assert [one["id"] for one in found["promises"]] == ["c-aid"]
    # Six days two weeks apart; there was no report of the alliance before the 6th.
    points = found["over_time"]
    assert [one["day"] for one in points][-2:] == ["2022-09-06", "2022-09-20"]
    assert [one["total"] is None for one in points] == [True] * 4 + [False] * 2
    page = measures.get(f"/alliance/{conflict.ALLIANCE}").text
    assert 'id="c-voiced" open' in page
    assert "Armenia and Russia are allies" in page


def test_actor_and_pair_have_their_measures(measures: TestClient) -> None:
    actor = measures.get("/actor/armenia.json").json()["measures"]
    assert [one["id"] for one in actor["fronts"]] == [conflict.FRONT]
    assert conflict.ALLIANCE in [one["id"] for one in actor["alliances"]]
    pair = measures.get("/pair/azerbaijan/armenia.json").json()["measures"]
    assert pair["front"]["id"] == conflict.FRONT
    assert (pair["there"]["sign"], pair["back"]) == ("negative", None)
    both = measures.get("/pair/armenia/russia.json").json()["measures"]
    assert [one["id"] for one in both["promises"]] == ["c-aid"]
    assert len(both["calls"]) == 1


def test_a_sector_of_a_state_has_the_measures_of_the_state(measures: TestClient) -> None:
    found = measures.get("/actor/armenia-mil.json").json()["measures"]
    assert found["side"] == "armenia"


# The report of the 20th stands in Post and, word for word, in Gazette: one voice. Herald tells the
# same in words of its own: another.
def test_copies_are_one_voice(measures: TestClient) -> None:
    found = measures.get("/event/e-r-b.json").json()["corroboration"]
    voices = [[row["source"] for row in voice["reports"]] for voice in found["voices"]]
    assert (voices, found["tellings"]) == ([["Post", "Gazette"], ["Herald"]], 3)
    assert "2 independent voices" in measures.get("/event/e-r-b").text


def test_an_event_older_than_what_is_measured_has_its_voices_too(
    visit: Visit, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = visit(record).get("/event/e-0.json").json()["corroboration"]
    monkeypatch.setattr(ledger, "MOST_EVENTS", 1)  # those of one day
    monkeypatch.setattr(beside, "_RETOLD", 0)
    client = visit(record)
    assert client.get("/event/e-0.json").json()["corroboration"] == whole
    assert client.get("/index.json").json()["counts"]["events"] < 5


def test_a_commitment_has_its_fate(measures: TestClient) -> None:
    now = measures.get("/commitment/c-aid.json").json()["fate"]
    assert now["fate"]["status"] == "triggered"
    assert {one["id"] for one in now["met_by"]["cited"]} <= {"e-r-a", "e-r-b", "e-r-c"}
    then = measures.get("/commitment/c-aid.json?as_of=2022-09-06").json()["fate"]
    assert then["fate"]["status"] == "standing"


def test_a_correction_changes_a_measure(measures: TestClient, record: Path) -> None:
    before = measures.get("/index.json").json()
    for id in ("e-0", "e-2", "e-4", "e-r-a", "e-r-b", "e-r-c"):
        form = form_of(measures, f"/event/{id}") | {"analyst": "Ada", "verdict": "wrong"}
        assert measures.post(f"/correct/{id}", data=form).status_code == 303
    after = measures.get("/index.json").json()
    assert ([one["id"] for one in before["fronts"]], after["fronts"]) == ([conflict.FRONT], [])
    assert measures.get(f"/front/{conflict.FRONT}").status_code == 404
    assert measures.get("/event/e-0.json").json()["corroboration"] is None


def test_measures_are_kept_until_the_record_changes(record: Path) -> None:
    measured, day = Measured(record), Asked(dt.date(2022, 9, 6))
    with Record(record) as opened:
        first = measured.on(opened, day)
        assert measured.on(opened, day) is first
        assert measured.on(opened, Asked()) is not first
        with Record(record) as other:
            other.decide("e-0", "wrong", True, analyst="Ada")
        assert measured.on(opened, day) is not first
    measured.close()


def test_another_file_in_its_place_is_noticed(record: Path, tmp_path: Path) -> None:
    measured = Measured(record)
    with Record(record) as opened:
        first = measured.on(opened, Asked())
    with Record(tmp_path / "new.db", create=True):
        pass
    (tmp_path / "new.db").replace(record)
    for left in (f"{record}-wal", f"{record}-shm"):
        Path(left).unlink(missing_ok=True)
    with Record(record) as opened:
        assert measured.on(opened, Asked()) is not first
    measured.close()


def test_what_is_supposed_is_played_and_can_be_shared(measures: TestClient) -> None:
    path = "/what-if?actor=azerbaijan&type=ASSAULT&recipient=armenia&runs=200"
    page = measures.get(path).text
    assert 'name="suppose" value="azerbaijan ASSAULT armenia" checked' in page
    found = measures.get("/what-if.json?suppose=AZE+ASSAULT+ARM&runs=200").json()["result"]
    assert found == measures.get(twin(path)).json()["result"] | {
        "suppositions": found["suppositions"]
    }
    assert [one["id"] for one in found["commitments"]] == ["c-aid"]
    assert found["runs"] == 200
    assert "predicts nothing" in page


def test_the_map_has_the_places_of_the_last_days(measures: TestClient) -> None:
    found = measures.get("/index.json").json()["places"]
    assert [(one["name"], one["kind"], one["deeds"]) for one in found] == [
        ("Jermuk", "material-conflict", 1)
    ]
    page = measures.get("/").text
    assert 'aria-label="Jermuk: 1 material conflict"' in page
    assert "<title>Armenia</title>" in page
