"""How many of the actors and recipients of coded events the catalogue knows, and who the rest are.

    python benchmarks/who_is_who.py REPORTS [--rest 40] [--jsonl FILE]

REPORTS is a file or folder that foedus reads. Counted is every actor and every recipient of every
coded event, as often as it stands there. Three figures are printed:

- *with an entry*: it is a party or person of the catalogue, or a part of one (Israel's military,
  Hamas's spokesman); a coalition or an armed group without a home country is one too;
- *with an entry and a code*: of these, those that have the code of a country or organisation;
- *without an entry*: nobody that the catalogue knows ("rebels", "protesters").

The rest is listed by frequency, each with the words around one of its places. `--jsonl` writes
every place with its sentence, to be read and judged; the reports are others', so keep it to
yourself.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.loading import load_catalogue
from foedus.model import Actor, Event, Report
from foedus.pipeline import Coder
from foedus.sources import read_sources


@dataclass(frozen=True, slots=True)
class Place:
    """An actor or a recipient where it stands in an event."""

    report: Report
    event: Event
    side: str
    actor: Actor

    @property
    def around(self) -> str:
        """The words of the event and of the actor with some to both sides, on one line."""
        start = min(self.event.evidence.start, self.actor.start)
        end = max(self.event.evidence.end, self.actor.end)
        return " ".join(self.report.text[max(0, start - 300) : end + 120].split())


def places_in(path: Path) -> Iterator[Place]:
    """Every place of an actor or recipient in the coded events of the reports."""
    reports = (item for item in read_sources([path]) if isinstance(item, Report))
    for report, entries in Coder().code(reports):
        for entry in entries:
            if isinstance(entry, Event):
                for side, actors in (("actor", entry.actors), ("recipient", entry.recipients)):
                    for actor in actors:
                        yield Place(report, entry, side, actor)


def standing(actor: Actor, catalogue: Catalogue) -> str:
    """ "code", "entry" or "none": whether the catalogue has a code for it, an entry, or neither.

    A code is never made up: it is that of the state, organisation or group that the words name.
    """
    if actor.code is not None:
        return "code"
    sector = f"-{(actor.sector or '').lower()}"
    ids = {actor.id, actor.id.removesuffix(sector)}
    return "entry" if ids & (catalogue.parties.keys() | catalogue.persons.keys()) else "none"


def share(count: int, total: int) -> str:
    return f"{count:6d}  {count / total:6.1%}"


def summary(places: Sequence[Place], catalogue: Catalogue) -> Iterator[str]:
    """The three figures, for both sides together and for each."""
    for title, side in (("actors and recipients", None), ("actors", "actor"),
                        ("recipients", "recipient")):  # fmt: skip
        counts = Counter(
            standing(place.actor, catalogue) for place in places if side in (None, place.side)
        )
        total = counts.total() or 1
        yield f"{title}: {counts.total()}"
        yield f"  with an entry            {share(counts['code'] + counts['entry'], total)}"
        yield f"  with an entry and a code {share(counts['code'], total)}"
        yield f"  without an entry         {share(counts['none'], total)}"


def rest(places: Sequence[Place], catalogue: Catalogue, limit: int) -> Iterator[str]:
    """Those without a code by frequency, each with the words around one of its places."""
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        kind = standing(place.actor, catalogue)
        if kind != "code":
            key = place.actor.id if kind == "entry" else place.actor.text.lower()
            found[kind, key].append(place)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    for (kind, key), where in ranked[:limit]:
        first = where[0]
        sector = first.actor.sector or "-"
        text = first.report.text
        words = " ".join(text[max(0, first.actor.start - 60) : first.actor.end + 60].split())
        yield f"{len(where):5d}  {kind:5s}  {sector:3s}  {key:40s}  … {words} …"


def write_places(places: Sequence[Place], catalogue: Catalogue, file: Path) -> None:
    """One JSON object a line: who was found for which words, and where."""
    with file.open("w", encoding="utf-8") as out:
        for place in places:
            actor = place.actor
            row = {
                "report": place.report.id, "event": place.event.event, "side": place.side,
                "id": actor.id, "code": actor.code, "sector": actor.sector, "text": actor.text,
                "start": actor.start, "standing": standing(actor, catalogue),
                "rule": place.event.rule, "around": place.around,
            }  # fmt: skip
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("--rest", type=int, default=40, help="so many of those without a code")
    parser.add_argument("--jsonl", type=Path, help="write every place to this file")
    given = parser.parse_args()
    catalogue = load_catalogue()
    places = list(places_in(given.reports))
    if not places:
        raise SystemExit(f"who_is_who.py: no events in {given.reports}")
    for line in (*summary(places, catalogue), "", *rest(places, catalogue, given.rest)):
        print(line)
    if given.jsonl is not None:
        write_places(places, catalogue, given.jsonl)


if __name__ == "__main__":
    main()
