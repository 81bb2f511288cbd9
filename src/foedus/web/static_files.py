"""What pages are drawn with: our own files, and Vega as it comes with an installed package."""

from __future__ import annotations

import hashlib
import threading
from functools import cache
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from foedus.web.security import STATIC

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
_BUNDLE = "vega.js"
_bundling = threading.Lock()


def add_to(app: FastAPI) -> None:
    """Register the files, which anybody may have: there is nothing of the record in them."""

    def static(request: Request, name: str) -> Response:
        content = _bundle() if name == _BUNDLE else _own().get(name)
        if content is None:
            raise HTTPException(404, f"there is no file {name!r} here")
        tag = f'"{_digest(content)}"'
        headers = {"ETag": tag, "Cache-Control": "private, max-age=0, must-revalidate"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        suffix = name[name.rindex(".") :]
        return Response(content, media_type=_TYPES[suffix], headers=headers)

    app.add_api_route(f"{STATIC}{{name}}", static, methods=["GET", "HEAD"], include_in_schema=False)


@cache
def _own() -> dict[str, bytes]:
    """Our files by name, read once."""
    folder = files("foedus.web").joinpath("static")
    return {
        entry.name: entry.read_bytes()
        for entry in folder.iterdir()
        if any(entry.name.endswith(suffix) for suffix in _TYPES)
    }


def _bundle() -> bytes:
    """Vega, Vega-Lite and Vega-Embed as one module. Making it takes a second, so it is kept."""
    with _bundling:
        return _made_bundle()


@cache
def _made_bundle() -> bytes:
    import vl_convert

    # Its stub wants the snippet that the module would end with; without one it is Vega-Embed.
    return str(vl_convert.javascript_bundle()).encode()  # type: ignore[call-arg]


@cache
def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=8).hexdigest()
