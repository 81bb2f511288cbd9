"""A `Filter` as SQL conditions with bound parameters; no value of a user is ever part of the SQL.

In every statement `e` is the table of entries and `r` that of reports.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from foedus.errors import UsageError
from foedus.record.indexing import DOING, RECEIVING, fold
from foedus.record.shapes import Filter

_OF_REPORT: Final = re.compile(r"\br\.")


@dataclass(slots=True)
class Conditions:
    """Conditions that all must hold, and the values that they are bound to."""

    clauses: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def add(self, clause: str, *values: object) -> None:
        self.clauses.append(clause)
        self.values.extend(values)

    def add_any(self, column: str, wanted: Collection[str]) -> None:
        """The column has one of these values; none given, any will do."""
        if wanted:
            self.add(f"{column} IN ({', '.join('?' * len(wanted))})", *wanted)

    @property
    def needs_report(self) -> bool:
        """Whether any is about the entry's report, so that the two must be joined."""
        return any(_OF_REPORT.search(clause) for clause in self.clauses)

    @property
    def sql(self) -> str:
        return " AND ".join(self.clauses) or "1"


def for_entries(wanted: Filter, *, in_order: bool = False) -> Conditions:
    """What a row of `e` (joined with its report `r` where that is needed) must meet.

    `in_order`: it is best looked for row by row in the order of the list, however narrow the filter
    seems; what it names is in too many rows to be sorted.
    """
    conditions = Conditions()
    add_state(conditions, "e", wanted, in_order=in_order)
    if not wanted.include_wrong:
        conditions.add("e.is_wrong = 0")
    _add_fields(conditions, wanted, in_order=in_order)
    if wanted.since is not None:
        conditions.add("e.end_date >= ?", wanted.since.isoformat())
    if wanted.until is not None:
        conditions.add("e.start_date <= ?", wanted.until.isoformat())
    _add_report(conditions, "e", wanted)
    return conditions


def for_reports(wanted: Filter) -> Conditions:
    """What a row of `r` must meet; what is asked of entries, one of its entries must meet."""
    conditions = Conditions()
    add_state(conditions, "r", wanted)
    if wanted.since is not None:
        conditions.add("r.published_date >= ?", wanted.since.isoformat())
    if wanted.until is not None:
        conditions.add("r.published_date <= ?", wanted.until.isoformat())
    _add_report(conditions, "r", wanted)
    inside = Conditions()
    _add_fields(inside, wanted)
    if inside.clauses:
        if not wanted.include_wrong:
            inside.add("e.is_wrong = 0")
        conditions.add(
            f"r.version_id IN (SELECT e.version_id FROM entries e WHERE {inside.sql})",
            *inside.values,
        )
    return conditions


def page(wanted: Filter) -> tuple[str, list[object]]:
    """The end of a statement that cuts one page out of the list."""
    if (wanted.limit is not None and wanted.limit < 0) or wanted.offset < 0:
        raise UsageError("limit and offset are counts, from 0")
    if wanted.limit is None and not wanted.offset:
        return "", []
    return " LIMIT ? OFFSET ?", [-1 if wanted.limit is None else wanted.limit, wanted.offset]


def words_query(text: str) -> str | None:
    """A user's words as a query of FTS5: all must occur, "in quotes" as a phrase, war* as a start.

    Everything else that FTS5 would read as syntax is taken as mere text. None where there is no
    word to look for.
    """
    parts: list[str] = []
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', text.replace("\0", " ")):
        words = phrase or word
        if not any(map(str.isalnum, words)):
            continue
        begins = "*" if word.endswith("*") else ""
        parts.append(f'"{words.rstrip("*") if word else words}"{begins}')
    return " ".join(parts) or None


def named_rows(wanted: Filter) -> Conditions:
    """What of a filter's conditions on `e` names actors, reports or words."""
    named = Conditions()
    _add_actors(named, wanted)
    _add_text(named, "e", wanted)
    return named


def add_state(
    conditions: Conditions, table: str, wanted: Filter, *, in_order: bool = False
) -> None:
    """The state of the record: as it is, or as it was at the end of a day."""
    if wanted.known_on is None:
        if not wanted.include_superseded:
            barred = "+" if _is_narrow(wanted) and not in_order else ""
            conditions.add(f"{barred}{table}.is_current = 1")
        return
    day = wanted.known_on.isoformat()
    conditions.add("r.read_date <= ?", day)
    if not wanted.include_superseded:
        conditions.add("(r.superseded_date IS NULL OR r.superseded_date > ?)", day)


def _is_narrow(wanted: Filter) -> bool:
    """Whether so few rows are left that they are better looked up than all read in their order.

    SQLite would start from an index by date for the sake of the order; a plus before a column
    bars it from doing so.
    """
    named = (wanted.report, wanted.actor, wanted.source, wanted.target, wanted.pair)
    return any(named) or bool(wanted.text)


def _add_report(conditions: Conditions, table: str, wanted: Filter) -> None:
    if wanted.report is not None:
        conditions.add(
            f"{table}.version_id IN (SELECT version_id FROM reports WHERE report_id = ?)",
            wanted.report,
        )
    if wanted.as_of is not None and table == "r":
        conditions.add("r.counted_date <= ?", wanted.as_of.isoformat())
    elif wanted.as_of is not None:
        # Found once, by the index of days; a join would look up the report of every entry.
        conditions.add(
            f"{table}.version_id IN (SELECT version_id FROM reports"
            " WHERE is_current IN (0, 1) AND counted_date <= ?)",
            wanted.as_of.isoformat(),
        )
    _add_text(conditions, table, wanted)


def _add_text(conditions: Conditions, table: str, wanted: Filter) -> None:
    if wanted.text:
        query = words_query(wanted.text)
        if query is None:
            conditions.add("0")
        else:
            conditions.add(
                f"{table}.version_id IN"
                " (SELECT rowid FROM report_words WHERE report_words MATCH ?)",
                query,
            )


def _add_fields(conditions: Conditions, wanted: Filter, *, in_order: bool = False) -> None:
    """What only entries have: their fields and their actors."""
    conditions.add_any("e.kind", wanted.kinds)
    conditions.add_any("e.event_type", wanted.events)
    conditions.add_any("e.mode", wanted.modes)
    conditions.add_any("e.assertion", wanted.assertions)
    _add_actors(conditions, wanted, in_order=in_order)


def _add_actors(conditions: Conditions, wanted: Filter, *, in_order: bool = False) -> None:
    """Who acts and who is acted upon: looked up for all rows at once, or for each in its order."""
    among = "e.row_id IN (SELECT {0}.row_id FROM {1} WHERE {2})"
    if in_order:
        among = "EXISTS (SELECT 1 FROM {1} WHERE {2} AND {0}.row_id = e.row_id)"
    if wanted.actor is not None:
        roles = tuple(dict.fromkeys(DOING + RECEIVING))
        conditions.add(*_of_actor(among, wanted.actor, roles))
    if wanted.source is not None and wanted.target is not None:
        conditions.add(*_directed(among, wanted.source, wanted.target))
    elif wanted.source is not None:
        conditions.add(*_of_actor(among, wanted.source, DOING))
    elif wanted.target is not None:
        conditions.add(*_of_actor(among, wanted.target, RECEIVING))
    if wanted.pair is not None:
        one, other = wanted.pair
        there, *values = _directed(among, one, other)
        back, *more = _directed(among, other, one)
        conditions.add(f"({there} OR {back})", *values, *more)


_MENTIONS = "(SELECT mention_id FROM mention_keys WHERE key = ?)"


def _of_actor(among: str, actor: str, roles: tuple[str, ...]) -> tuple[str, *tuple[str, ...]]:
    """The clause for one actor in one of these roles, and its values."""
    marks = ", ".join("?" * len(roles))
    which = f"s.mention_id IN {_MENTIONS} AND s.role IN ({marks})"
    values: tuple[str, ...] = (fold(actor), *roles)
    return (among.format("s", "entry_actors s", which), *values)


def _directed(among: str, source: str, target: str) -> tuple[str, *tuple[str, ...]]:
    """The clause for one actor doing and another receiving, and its values."""
    doing, receiving = ", ".join("?" * len(DOING)), ", ".join("?" * len(RECEIVING))
    joined = (
        "entry_actors s JOIN entry_actors t ON t.row_id = s.row_id AND t.position <> s.position"
    )
    which = (
        f"s.mention_id IN {_MENTIONS} AND s.role IN ({doing})"
        f" AND t.mention_id IN {_MENTIONS} AND t.role IN ({receiving})"
    )
    clause = among.format("s", joined, which)
    return (clause, fold(source), *DOING, fold(target), *RECEIVING)
