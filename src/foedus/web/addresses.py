"""The addresses of pages. An id may hold any character; each is written so that it survives."""

from __future__ import annotations

from urllib.parse import quote

from foedus.model import Entry


def entry_url(entry: Entry) -> str:
    """The page of an entry, under its kind."""
    return f"/{entry.kind}/{_part(entry.id)}"


def cited_url(kind: str, id: str) -> str:
    """The page of an entry of which kind and id are known."""
    return f"/{kind}/{_part(id)}"


def front_url(id: str) -> str:
    """The page of a front."""
    return f"/front/{_part(id)}"


def alliance_url(id: str) -> str:
    """The page of an alliance."""
    return f"/alliance/{_part(id)}"


def report_url(id: str) -> str:
    """The page of a report."""
    return f"/report/{_part(id)}"


def actor_url(id: str) -> str:
    """The page of an actor."""
    return f"/actor/{_part(id)}"


def pair_url(one: str, other: str) -> str:
    """The page of two actors."""
    return f"/pair/{_part(one)}/{_part(other)}"


def _part(id: str) -> str:
    return quote(id, safe="", errors="replace")
