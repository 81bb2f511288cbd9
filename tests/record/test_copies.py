"""One text printed by several publishers is found to be one; texts of their own are not."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from foedus.errors import NotInRecord
from foedus.model import Report
from foedus.record import Record, copies
from foedus.record.copies import Copy, bands, likeness, shingles

EXAMPLES = Path(__file__).parents[2] / "examples"

LEAD = (
    "Westland has sent eleven lorries with winter clothes and generators to the besieged harbour"
    " of Telmora, its defence minister said on Tuesday, five days after the city asked its allies"
    " for help against the blockade."
)
MIDDLE = (
    "The convoy crossed the Redcliff pass before dawn under the eyes of two observers. Northland,"
    " whose gunboats close the bay, called the delivery a provocation and summoned the Westland"
    " envoy; it did not fire on the lorries."
)
END = (
    "Eastland and Highmark have not answered yet. Officials in both capitals said that they would"
    " first wait for the report of the observers, which is due at the end of the week, and that"
    " no troops would be moved before."
)
WIRE = f"TELMORA, March 12 (Wire) - {LEAD}\n\n{MIDDLE}\n\n{END}\n\n(Reporting by the bureau)"
CREDIT = "This text was supplied by the Wire agency and has been shortened by our editors."
BLURB = (
    "Our newsroom is paid for by its readers and by nobody else. Support independent reporting"
    " from the region with a monthly gift, or subscribe to the morning letter that sums up what"
    " you need to know before breakfast. Write to the desk if you find a mistake in this text."
)
RETOLD = (
    "Relief reached Telmora on Tuesday morning: a column of eleven Westland trucks loaded with"
    " coats, blankets and power units drove down from the mountains and into the port, which"
    " Northland's fleet has cut off from the sea. The minister of defence in Westland confirmed the"
    " shipment. Northland protested and called in the ambassador. Neither Highmark nor Eastland,"
    " who were asked for aid as well, has said what it will do."
)
OTHER = (
    "Highmark's parliament voted on Wednesday to buy sixty howitzers from Farshore, a contract that"
    " the opposition had fought in committee for a year. The first guns are to arrive in autumn,"
    " and their crews will train abroad until then, the ministry wrote to the deputies."
)
NOTE = "Westland sent eleven lorries to Telmora on Tuesday, its minister said. Northland protested."
SHORT = (
    "Eleven lorries from Westland reached Telmora on Tuesday. Northland, which blocks the bay,"
    " summoned the envoy of Westland over the convoy but did not fire on it, both sides said."
)

# (situation, a text, a text of another report, whether they are copies)
PAIRS: list[tuple[str, str, str, bool]] = [
    ("verbatim", WIRE, WIRE, True),
    ("cut, with a credit line", WIRE, f"{LEAD}\n\n{MIDDLE}\n\n{CREDIT}", True),
    ("cut to its lead", WIRE, LEAD, True),
    ("without its lead", WIRE, f"{MIDDLE}\n\n{END}", True),
    ("another headline", f"Lorries reach Telmora\n\n{WIRE}", f"A gift angers the north\n{WIRE}", True),
    (
        "a short text under two headlines",
        f"Title: Westland defies a blockade with a convoy of eleven lorries\nSource: A\n\n{SHORT}",
        f"Envoy of Westland summoned after gifts for a besieged city arrive\n\n{SHORT}",
        True,
    ),
    ("capitals, quotes and breaks", WIRE, WIRE.upper().replace(" ", "\n").replace(";", " –"), True),
    ("at the head of a longer text", f"{LEAD} {MIDDLE}", f"{WIRE}\n\n{RETOLD}\n\n{OTHER}", True),
    ("a word changed here and there", WIRE, WIRE.replace("lorries", "trucks"), True),
    ("told in other words", WIRE, RETOLD, False),
    ("another event", WIRE, OTHER, False),
    ("the same blurb below", f"{RETOLD}\n\n{BLURB}", f"{OTHER}\n\n{BLURB}", False),
    ("one paragraph in common", f"{RETOLD}\n\n{END}", f"{OTHER}\n\n{END}", False),
    ("too short to say", NOTE, NOTE, False),
    ("too short below its headline", f"{LEAD[:150]}\n\n{NOTE}", f"{LEAD[:150]}\n\n{NOTE}", False),
    ("no words", "", "", False),
    ("header lines alone", "Title: a\nDate: b\nURL: c", "Title: a\nDate: b\nURL: c", False),
]  # fmt: skip


def keep(record: Record, texts: Iterable[tuple[str, str]]) -> None:
    for id, text in texts:
        record.keep(Report(id, text, source=f"{id} Post"), [], coded_by="1")


def groups(record: Record) -> set[frozenset[str]]:
    """Reports joined by copies, directly or over others; those of one alone are left out."""
    connection = record._connection
    ids = dict(map(tuple, connection.rows("SELECT version_id, report_id FROM reports")))
    joined = {id: frozenset([id]) for id in ids.values()}
    for one, other in copies.copies(connection):
        both = joined[ids[one]] | joined[ids[other]]
        joined |= dict.fromkeys(both, both)
    return {group for group in joined.values() if len(group) > 1}


@pytest.mark.parametrize(
    ("one", "other", "alike"), [r[1:] for r in PAIRS], ids=[r[0] for r in PAIRS]
)
def test_pairs(record, one, other, alike):
    keep(record, [("first", one), ("second", other)])
    assert groups(record) == ({frozenset(["first", "second"])} if alike else set())
    assert [copy.report for copy in record.copies_of("second")] == ["first"] * alike
    assert [copy.report for copy in record.copies_of("first")] == ["second"] * alike


def test_examples(record):
    files = sorted(EXAMPLES.glob("*/*.txt"))
    keep(record, ((file.stem, file.read_text(encoding="utf-8")) for file in files))
    assert groups(record) == {
        frozenset(["2022-09-16-northquay-no-answer", "2022-09-17-aldersund-no-answer"]),
        frozenset(["2023-10-27-northquay-syria-strikes", "2023-10-27-aldersund-syria-strikes"]),
    }


def test_likeness_is_the_share_of_the_shorter_text():
    words = "a b c d e f g h i j".split()  # noqa: SIM905
    # Runs of five: of ten words six, of the first seven words three, all of them in the ten.
    ten, seven = _runs(words), _runs(words[:7])
    assert likeness(ten, seven) == likeness(seven, ten) == 1.0
    # With the third of seven words changed all three runs are others; with the last changed, one.
    assert likeness(ten, _runs(["a", "b", "x", *words[3:7]])) == 0.0
    assert likeness(ten, _runs([*words[:6], "x"])) == pytest.approx(2 / 3)
    assert likeness([], ten) == 0.0


def _runs(words: Sequence[str]) -> list[str]:
    return [" ".join(words[n : n + 5]) for n in range(len(words) - 4)]


@pytest.mark.parametrize(("words", "count"), [(24, 0), (25, 21), (26, 22)])
def test_shingles_of_the_shortest_texts(words, count):
    assert len(shingles(" ".join(f"word{n}" for n in range(words)) + ".")) == count


def test_bands_are_the_same_everywhere():
    # On disk they must stay what they are: were they to change, old copies would not be found.
    of_text = bands(shingles(WIRE))
    assert len(of_text) == 42
    assert of_text[:2] == [1090803953, -2045651098]
    assert all(-(2**31) <= band < 2**31 for band in of_text)
    assert bands([]) == []


def test_what_is_shown_of_a_copy(record):
    day = dt.date(2024, 3, 12)
    record.keep(Report("wire", WIRE, source="Wire", date=day), [], coded_by="1")
    record.keep(Report("post", LEAD), [], coded_by="1")
    assert record.copies_of("post") == [Copy("wire", "Wire", day, 1.0)]
    assert record.copies_of("wire") == [Copy("post", None, None, 1.0)]
    with pytest.raises(NotInRecord):
        record.copies_of("nothing")


def test_versions_of_one_report(record):
    keep(record, [("live", WIRE), ("live", f"{WIRE}\n\nTalks go on."), ("post", WIRE)])
    assert groups(record) == {frozenset(["live", "post"])}
    assert len(list(copies.copies(record._connection))) == 2  # the post with either version
    assert [copy.report for copy in record.copies_of("post")] == ["live"]
    keep(record, [("live", OTHER)])
    assert record.copies_of("post") == []  # the current version is another text
    assert record.copies_of("live") == []
    assert groups(record) == {frozenset(["live", "post"])}


def test_coding_anew_changes_nothing(record):
    keep(record, [("first", WIRE), ("second", WIRE)])
    before = list(copies.copies(record._connection))
    for coder in ("2", "3"):
        for id in ("first", "second"):
            record.keep(Report(id, WIRE, title="Lorries"), [], coded_by=coder)
    assert list(copies.copies(record._connection)) == before


def test_a_text_with_very_many_copies(record, monkeypatch):
    monkeypatch.setattr(copies, "_MOST_OF_A_BAND", 3)
    monkeypatch.setattr(copies, "shingles", counted := Counted())
    keep(record, ((f"copy-{n}", WIRE) for n in range(30)))
    assert counted.calls <= 30 * 4  # its own text and three others
    assert groups(record) == {frozenset(f"copy-{n}" for n in range(30))}
    # However many versions of its own a report has, copies by others are found.
    keep(record, (("live", f"{WIRE} {'x' * n}") for n in range(8)))
    assert len(record.copies_of("live")) >= 3


class Counted:
    """`shingles`, with its calls counted."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, text: str) -> list[str]:
        self.calls += 1
        return shingles(text)


def test_an_older_record_is_filled(path):
    with Record(path, create=True) as record:
        keep(record, [("wire", WIRE), ("live", OTHER), ("live", LEAD), ("note", NOTE)])
        stored = contents(path)
    assert stored["report_copies"]
    with closing(sqlite3.connect(path)) as older:
        older.execute("DROP TABLE report_copies")
        older.execute("DROP TABLE report_bands")
        older.execute("DELETE FROM _sqlite_migrations WHERE name = 'copies_of_reports'")
        older.commit()
    with Record(path) as record:
        assert contents(path) == stored
        assert [copy.report for copy in record.copies_of("wire")] == ["live"]
        assert record.faults() == []


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as other:
        return {
            table: other.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("report_bands", "report_copies")
        }


def test_nothing_heavy_is_loaded_to_read(path):
    with Record(path, create=True) as record:
        keep(record, [("wire", WIRE), ("post", LEAD)])
    script = (
        "import sys; from foedus.record import Record\n"
        f"with Record({str(path)!r}) as record:\n"
        "    assert len(list(record.reports())) == 2 and record.copies_of('wire')\n"
        "sys.exit(bool({'numpy', 'scipy', 'datasketch'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


PARTS = (LEAD, MIDDLE, END, RETOLD, OTHER, BLURB, SHORT, NOTE, CREDIT)
TEXTS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("\n\n".join)


@given(texts=st.lists(TEXTS, min_size=2, max_size=6), data=st.data())
@example(texts=[f"{LEAD}\n\n{MIDDLE}", f"{MIDDLE}\n\n{OTHER}", OTHER], data=None)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_order_of_keeping_does_not_matter(texts, data, tmp_path_factory):
    reports = [(f"report-{number}", text) for number, text in enumerate(texts)]
    orders = [reports, data.draw(st.permutations(reports)) if data else reports[::-1]]
    found = []
    for order in orders:
        with Record(tmp_path_factory.mktemp("record") / "r.db", create=True) as record:
            keep(record, order)
            found.append(groups(record))
    assert found[0] == found[1]
