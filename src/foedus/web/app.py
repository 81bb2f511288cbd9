"""The app: pages by topic, what stands before them, and what an error becomes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import Scope

from foedus import __version__
from foedus.errors import FoedusError, NotInRecord, RecordError, SourceError, UsageError
from foedus.showing import on_one_line
from foedus.sources import Limits
from foedus.sources.limits import DEFAULT_LIMITS
from foedus.web import (
    actors,
    adding,
    alliances,
    calls,
    corrections,
    entries,
    fronts,
    reports,
    searching,
    situation,
    static_files,
    ties,
    what_if,
)
from foedus.web.jobs import Busy, Coding, Jobs
from foedus.web.pages import Pages
from foedus.web.security import BoundedBody, KnownHost, SafeHeaders, Token, secured
from foedus.web.site import NoRecord, Site, is_locked
from foedus.web.warming import warm_up

_PLAIN_BYTES = 100_000  # of a request that brings no reports
_MOST_SAID = 600  # characters of an error
_BEGINNING, _END = 200, 340
# What the framework says without saying how to go on.
_SAID = {
    "Not Found": "there is no page at this address; the header lists those there are",
    "Method Not Allowed": "this page is only to be looked at; its forms send to another address",
}
# The topics with pages that rest on the record; each registers its own.
_TOPICS = (
    situation,
    alliances,
    fronts,
    ties,
    calls,
    what_if,
    reports,
    entries,
    actors,
    searching,
    corrections,
)


def create_app(
    record_path: str | Path,
    *,
    token: str | None = None,
    coder: Coding | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> FastAPI:
    """The pages over a record, as an ASGI app.

    Without a `token` it answers to the names of this machine alone; with one, to any name, and
    only to those who know it. `coder` reads what is added; without one it is loaded when needed.
    """
    site = Site(Path(record_path), token, limits)
    jobs = Jobs(site, coder)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        warm_up(site)
        yield
        jobs.stop()
        site.measured.close()

    app = FastAPI(
        title="foedus",
        summary="Each page of the ledger as JSON.",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
        # Nothing leaves the machine, whatever the environment says.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    pages = Pages(app, site)
    app.state.pages = pages
    for topic in _TOPICS:
        topic.add_to(pages)
    adding.add_to(pages, jobs)
    static_files.add_to(app)
    _without_unused_errors(app)
    _add_errors(app, pages)
    _add_guards(app, pages)
    return app


def _add_guards(app: FastAPI, pages: Pages) -> None:
    """What is added last acts first: headers, then host or token, then the size of the request."""
    site = pages.site

    def most(scope: Scope) -> int:
        is_adding = scope["method"] == "POST" and scope["path"] == "/add"
        return adding.most_bytes(site.limits) if is_adding else _PLAIN_BYTES

    app.add_middleware(BoundedBody, most=most, refuse=pages.refused)
    if site.token is None:
        app.add_middleware(KnownHost, refuse=pages.refused)
    else:
        app.add_middleware(Token, token=site.token, refuse=pages.refused)
    app.add_middleware(SafeHeaders)


def _add_errors(app: FastAPI, pages: Pages) -> None:
    def told(request: Request, error: Exception) -> Response:
        status, line = _status_and_line(error)
        if isinstance(error, NoRecord) and not request.url.path.endswith(".json"):
            return pages.render(request, "no_record.html", {"page": None}, status)
        response = pages.refused(request.scope, status, _short(on_one_line(line)))
        for name, value in (getattr(error, "headers", None) or {}).items():
            response.headers[name] = value
        return response

    def fault(request: Request, error: Exception) -> Response:
        line = f"{type(error).__name__} in foedus; please report this as a fault of it"
        # This answer is made outside of all guards, so it gets the headers here.
        return secured(pages.refused(request.scope, 500, line))

    for kind in (FoedusError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, told)
    app.add_exception_handler(Exception, fault)


def _status_and_line(error: Exception) -> tuple[int, str]:
    if isinstance(error, RequestValidationError):
        return 400, "; ".join(map(_in_words, error.errors()[:3]))
    if isinstance(error, HTTPException):
        return error.status_code, _SAID.get(str(error.detail), str(error.detail))
    if isinstance(error, NoRecord | NotInRecord):
        return 404, str(error)
    if isinstance(error, UsageError | SourceError):
        return 400, str(error)
    if isinstance(error, Busy) or (isinstance(error, RecordError) and is_locked(error)):
        return 503, str(error)
    return 500, str(error)


def _short(line: str) -> str:
    """The line, where it quotes what is very long without the middle: its end is the way out."""
    return line if len(line) <= _MOST_SAID else f"{line[:_BEGINNING]} … {line[-_END:]}"


def _in_words(found: Any) -> str:
    """One fault of a parameter: its name and what is wrong with it."""
    name = next((str(part) for part in reversed(found["loc"]) if isinstance(part, str)), "")
    return f"{name}: {str(found['msg']).removeprefix('Value error, ')}"


def _without_unused_errors(app: FastAPI) -> None:
    """FastAPI documents an error 422 for each parameter; here such an error is a 400."""
    make = app.openapi

    def openapi() -> dict[str, Any]:
        made = make()
        for operations in made["paths"].values():
            for operation in operations.values():
                operation["responses"].pop("422", None)
        for name in ("HTTPValidationError", "ValidationError"):
            made.get("components", {}).get("schemas", {}).pop(name, None)
        return made

    app.openapi = openapi  # type: ignore[method-assign]
