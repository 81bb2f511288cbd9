"""Whatever is wrong with the file is said in one line that ends with the way out."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from foedus.errors import RecordError
from foedus.record import Record
from tests.record.examples import bond, event, report


def folder(path: Path) -> None:
    path.mkdir()


def empty(path: Path) -> None:
    path.touch()


def words(path: Path) -> None:
    path.write_text("Some notes that are no database.\n" * 100)


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE birds (name TEXT)")
        other.commit()


def fifo(path: Path) -> None:
    os.mkfifo(path)


def full(path: Path) -> None:
    with Record(path, create=True) as record:
        for number in range(20):
            one = report(f"report-{number}")
            record.keep(one, [event(one, f"event-{number}"), bond(one)], coded_by="1")


def from_the_future(path: Path) -> None:
    full(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('foedus', 'wonders_to_come', '2099-01-01')"
        )
        other.commit()


def cut(path: Path) -> None:
    full(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def scribbled(path: Path) -> None:
    full(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3000)


# (situation, what makes it, whether it also fails when a record may be made, words of the message)
PLACES = [
    ("nothing there", lambda path: None, False, "run `foedus read` first"),
    ("nothing in it", empty, False, "run `foedus read` first"),
    ("a folder", folder, True, "is a folder; name a file in it"),
    ("another file", words, True, "is not a record; name another file"),
    ("another database", other_database, True, "of another program; name another file"),
    ("a pipe", fifo, True, "no ordinary file"),
    ("a newer record", from_the_future, True, "newer foedus .*'wonders_to_come'.*; update"),
    ("cut short", cut, True, "is damaged; put a copy back"),
    ("written over", scribbled, True, "is damaged; put a copy back"),
]


@pytest.mark.parametrize(
    ("make", "always", "cause"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES]
)
def test_places(path, make, always, cause):
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for create in (False, True) if always else (False,):
        with pytest.raises(RecordError, match=cause) as raised, Record(path, create=create):
            pass
        assert str(raised.value).startswith(f"{path}: ")
        assert "\n" not in str(raised.value)
    assert (path.read_bytes() if path.is_file() else None) == before
    if not always:
        with Record(path, create=True) as record:
            assert record.faults() == []


@pytest.mark.parametrize(
    ("place", "cause"),
    [
        ("no/such/foedus.db", "its folder does not exist; make it"),
        ("x" * 300, "cannot be reached: File name too long"),
        ("nul\0", "cannot be the name of a file"),
    ],
)
def test_paths(tmp_path, place, cause):
    for create in (False, True):
        with pytest.raises(RecordError, match=cause):
            Record(tmp_path / place, create=create)


@pytest.mark.parametrize("name", ["a b.db", "50%.db", "?mode=memory#.db", "é.db", "foedus"])
def test_names_of_files(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Record(name, create=True) as record:
        record.keep(report(), [], coded_by="1")
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_damage_deep_inside(path):
    full(path)
    data = bytearray(path.read_bytes())
    for start in range(8192, len(data), 4096):
        data[start : start + 64] = b"\xff" * 64
    path.write_bytes(data)
    with pytest.raises(RecordError, match="is damaged"), Record(path) as record:
        list(record.entries())


def test_used_after_it_was_closed(path):
    record = Record(path, create=True)
    record.close()
    record.close()
    with pytest.raises(RecordError, match="after it was closed"):
        record.statistics()


def test_reading_while_another_writes(path):
    full(path)
    with Record(path) as reader, Record(path) as writer:
        listing = reader.entries()
        next(listing)
        one = report("one more")
        writer.keep(one, [event(one)], coded_by="1")
        assert len(list(listing)) == 39  # as it was when the listing began
        assert reader.count() == 41


def test_two_writers(path):
    full(path)
    with Record(path) as one, Record(path, wait=0.05) as other:
        with one._connection.writing():
            assert other.count() == 40
            with pytest.raises(RecordError, match="another program is writing to it; try again"):
                other.keep(report("other"), [], coded_by="1")
        assert other.keep(report("other"), [], coded_by="1").status == "new"


def test_many_open_a_new_record_at_once(path):
    failures: list[Exception] = []

    def keep(number: int) -> None:
        try:
            with Record(path, create=True) as record:
                record.keep(report(f"report-{number}"), [], coded_by="1")
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=keep, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Record(path) as record:
        assert len(list(record.reports())) == 6


def _without_rights(path: Path, answers: object) -> None:
    if os.geteuid() == 0:
        os.setuid(65534)
    said: list[str] = []
    try:
        with Record(path) as record:
            said.append(str(record.count()))
            record.keep(report("new"), [], coded_by="1")
    except RecordError as error:
        said.append(str(error))
    answers.put(said)  # type: ignore[attr-defined]


def test_a_record_that_may_only_be_read():
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "foedus.db"
        full(path)
        path.chmod(0o444)
        Path(name).chmod(0o555)
        forked = multiprocessing.get_context("fork")
        answers = forked.SimpleQueue()
        child = forked.Process(target=_without_rights, args=(path, answers))
        child.start()
        child.join(30)
        Path(name).chmod(0o755)
        count, refusal = answers.get()
    assert count == "40"
    assert "is not writable; change its permissions" in refusal


def test_opening_again_does_not_load_the_migrating_library(path):
    full(path)
    script = (
        "import sys; from foedus.record import Record\n"
        f"with Record({str(path)!r}) as record: record.count()\n"
        "sys.exit('sqlite_utils' in sys.modules or 'spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_copy_is_a_record_too(path, tmp_path):
    full(path)
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    with Record(copy) as record:
        assert record.count() == 40
