"""The frame: a view becomes a page and its JSON twin at the same path with `.json`.

A view is a plain function `(record, asked, **parts of the path) -> dataclass`, with no request in
it; `asked` holds the parameters. It runs in one thread with a record that is open for it alone.
"""

# No `from __future__ import annotations`: FastAPI reads the annotations of the routes made here.

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import FastAPI, Path, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict
from starlette.datastructures import QueryParams
from starlette.types import Scope

from foedus.model import as_json
from foedus.web.analyst import analyst_of
from foedus.web.security import FORM_COOKIE, form_token, new_nonce
from foedus.web.site import Site
from foedus.web.templating import templates
from foedus.web.waiting import StillMade

# What the header lists, in this order; a page that is not there is not listed.
_NAVIGATION = (
    ("/", "Situation"),
    ("/alliances", "Alliances"),
    ("/fronts", "Fronts"),
    ("/ties", "Ties"),
    ("/calls", "Calls"),
    ("/actors", "Actors"),
    ("/events", "Events"),
    ("/commitments", "Commitments"),
    ("/reports", "Reports"),
    ("/what-if", "What if"),
    ("/add", "Add reports"),
)
_PARTS = re.compile(r"\{(\w+)(?::\w+)?\}")


class Nothing(BaseModel):
    """The parameters of a page that takes none."""

    model_config = ConfigDict(frozen=True)


class Problem(BaseModel):
    """What every error says: one line, with place, cause and way out."""

    error: str


_PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "A parameter makes no sense."},
    403: {"model": Problem, "description": "The host, the token or the origin is not right."},
    404: {"model": Problem, "description": "There is no such thing in the record, or no record."},
    413: {"model": Problem, "description": "The request is too large."},
    503: {"model": Problem, "description": "Another program holds the record; try again."},
}


@dataclass(frozen=True)
class Page:
    """How a view is shown.

    `model` is the dataclass that it returns, for OpenAPI. `present` makes what the template needs
    beside that, and what the twin does not have. `asked` declares the parameters.
    """

    template: str
    model: Any
    about: str
    asked: type[BaseModel] = Nothing
    present: Callable[[Any], Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class Pages:
    """The pages of an app. Those of later topics are added in the same way as the first."""

    app: FastAPI
    site: Site
    paths: list[str] = field(default_factory=list)

    def add(self, path: str, view: Callable[..., Any], page: Page) -> None:
        """Register a view at `path` and its twin at `path`.json (of "/": `/index.json`)."""

        def found(parts: Mapping[str, Any], asked: BaseModel) -> Any:
            with self.site.record() as record:
                return view(record, asked, **parts)

        def twin(request: Request, asked: Any, **parts: Any) -> Response:
            return JSONResponse(as_json(found(parts, asked)))

        def html(request: Request, asked: Any, **parts: Any) -> Response:
            if not self.site.is_large:
                return self.shown(request, page, found(parts, asked))
            address = request.url.path, request.url.query
            try:
                made = self.site.waiting.made(address, lambda: found(parts, asked))
            except StillMade:
                return self.waited_for(request)
            return self.shown(request, page, made)

        name = path.strip("/").replace("/", "-") or "index"
        for endpoint in (twin, html):
            endpoint.__signature__ = _signature(path, page.asked)  # type: ignore[attr-defined]
        self.app.add_api_route(
            twin_path(path),
            twin,
            methods=["GET"],
            response_model=page.model,
            responses=_PROBLEMS,
            name=f"{name}.json",
            summary=page.about,
            operation_id=_PARTS.sub(r"\1", name).replace("-", "_"),
        )
        self.app.add_api_route(
            path, html, methods=["GET", "HEAD"], name=name, include_in_schema=False
        )
        self.paths.append(path)

    def waited_for(self, request: Request) -> Response:
        """What stands there while a page is made; it asks for the page again by itself.

        At once, since the page is waited for where it is asked for.
        """
        response = self.render(request, "waiting.html", {"page": None}, HTTPStatus.ACCEPTED)
        response.headers["Refresh"] = "0"
        return response

    def shown(self, request: Request, page: Page, found: Any, status: int = 200) -> Response:
        """The page of what a view found."""
        more = page.present(found) if page.present is not None else {}
        return self.render(request, page.template, {"page": found, **more}, status)

    def render(
        self, request: Request, template: str, values: Mapping[str, Any], status: int = 200
    ) -> Response:
        """A template as a response; where it asks for a form's token, with the cookie for it."""
        nonce = request.cookies.get(FORM_COOKIE) or new_nonce()
        asked_for: list[str] = []

        def token() -> str:
            asked_for.append(nonce)
            return form_token(self.site.secret, nonce)

        text = templates().get_template(template).render(
            **self.surroundings(request.scope), form_token=token, **values
        )  # fmt: skip
        response = HTMLResponse(text, status_code=status)
        if asked_for:
            response.set_cookie(FORM_COOKIE, nonce, httponly=True, samesite="strict")
        return response

    def refused(self, scope: Scope, status: int, line: str) -> Response:
        """An error: a page, or for the twin JSON, with one clear line."""
        path: str = scope["path"]
        headers = {"Retry-After": "2"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
        if path.endswith((".json", ".jsonl")):
            return JSONResponse({"error": line}, status_code=status, headers=headers)
        values = {"status": status, "phrase": _phrase(status), "error": line, "page": None}
        text = templates().get_template("error.html").render(
            **self.surroundings(scope), form_token=str, **values
        )  # fmt: skip
        return HTMLResponse(text, status_code=status, headers=headers)

    def surroundings(self, scope: Scope) -> dict[str, Any]:
        """What the base layout needs on every page."""
        request = Request(scope)
        path, query = request.url.path, request.url.query
        params = request.query_params
        return {
            "navigation": [one for one in _NAVIGATION if one[0] in self.paths],
            "kept": _kept(params),
            "path": path,
            "query": {name: params.getlist(name) for name in params},
            "twin": f"{twin_path(path)}?{query}" if query else twin_path(path),
            "analyst": analyst_of(request.cookies),
            "record_path": str(self.site.record_path),
        }


def _kept(params: QueryParams) -> str:
    """What the links of a page carry on: the day it is of."""
    days = [(name, params[name]) for name in ("as_of", "known_on") if params.get(name)]
    return f"?{urlencode(days)}" if days else ""


def twin_path(path: str) -> str:
    """Where the JSON twin of a page is."""
    return "/index.json" if path == "/" else f"{path}.json"


def _signature(path: str, asked: type[BaseModel]) -> inspect.Signature:
    """What FastAPI is to read from a request: the parts of the path, and the parameters."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    parts = [
        inspect.Parameter(name, keyword, annotation=Annotated[str, Path(max_length=500)])
        for name in _PARTS.findall(path)
    ]
    return inspect.Signature([
        inspect.Parameter("request", keyword, annotation=Request),
        inspect.Parameter("asked", keyword, annotation=Annotated[asked, Query()]),
        *parts,
    ])  # fmt: skip


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
