"""How long each page takes: python benchmarks/pages.py RECORD [AS_OF ...]

The record is opened as it is and not written to, but for the migrations of an older one: give a
copy. The last day is measured when the program starts, as `foedus serve` does; that is waited for.
Then each page is asked for as the browser does, without the network: at first ("cold"), again
("warm"), beside the twin. 202 stands beside a page that says it is being measured. The days given
are shown as the time slider shows them. At the end stand the bare queries.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from foedus.record import Filter, Record
from foedus.web.app import create_app
from foedus.web.pages import twin_path
from foedus.web.warming import WARMING

LISTS = (
    "/alliances", "/fronts", "/ties", "/calls", "/changes", "/what-if", "/events", "/commitments",
    "/bonds", "/reports", "/actors", "/decisions", "/add", "/search?q=attack",
    "/events?text=attack", "/events?type=ASSAULT", "/events?assertion=denied",
)  # fmt: skip


def main(path: Path, days: list[str]) -> None:
    with TestClient(create_app(path), base_url="http://localhost") as client:
        seconds, _ = _seconds(_started)
        print(f"{seconds:8.3f} s until the last day was measured")
        for address in ("/", *LISTS, *_single(client)):
            _show(client, address)
        for day in days:
            for page in ("/", "/fronts", "/events"):
                _show(client, f"{page}?as_of={day}")
    _queries(path)


def _started() -> None:
    for thread in threading.enumerate():
        if thread.name == WARMING:
            thread.join()


def _single(client: TestClient) -> list[str]:
    """The pages of one thing each: those that are listed first."""
    found = client.get("/index.json").json()
    pages = [f"/front/{one['id']}" for one in found["fronts"][:1]]
    pages += [f"/alliance/{one['id']}" for one in found["alliances"][:1]]
    for one in found["fronts"][:1]:
        first, second = (side["id"] for side in one["sides"])
        pages += [f"/actor/{first}", f"/pair/{first}/{second}"]
        pages += [f"/what-if?suppose={first}+ASSAULT+{second}"]
    for kind in ("event", "commitment"):
        entries = client.get(f"/{kind}s.json?limit=1").json()["entries"]
        pages += [f"/{kind}/{one['id']}" for one in entries]
        pages += [f"/report/{one['evidence']['report']}" for one in entries[:1]]
    return pages


def _show(client: TestClient, address: str) -> None:
    path, mark, query = address.partition("?")
    cold, answer = _seconds(lambda: client.get(address))
    warm, _ = _seconds(lambda: client.get(address))
    twin, _ = _seconds(lambda: client.get(f"{twin_path(path)}{mark}{query}"))
    said = "" if answer.status_code == 200 else f"  {answer.status_code}"
    kilobytes = len(answer.content) // 1024
    print(f"{cold:8.3f} s cold {warm:7.3f} s warm {twin:7.3f} s twin {kilobytes:5d} KB "
          f"{address}{said}", flush=True)  # fmt: skip


def _queries(path: Path) -> None:
    with Record(path) as record:
        last = record.last_day()
        newest: dict[str, Any] = {"kinds": ("event",), "limit": 51, "newest_first": True}
        for name, more in (
            ("events", {}), ("events, as of", {"as_of": last}), ("events, words", {"text": "the"}),
        ):  # fmt: skip
            wanted = Filter(**newest, **more)
            listed, _ = _seconds(lambda one=wanted: list(record.entries(one)))  # type: ignore[misc]
            counted, _ = _seconds(lambda one=wanted: record.count(one))  # type: ignore[misc]
            print(f"{listed:8.3f} s list {counted:7.3f} s count: the query of {name}")
        held, found = _seconds(record.statistics)
        print(f"{held:8.3f} s statistics: {found.reports} reports, {found.events} events")


def _seconds(make: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.perf_counter()
    made = make()
    return time.perf_counter() - begin, made


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
