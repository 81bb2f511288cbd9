"""What stands before every page: headers, the host's name, the token, the size of a request.

Each is plain ASGI, so that it acts before anything of a request's body is read.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_COOKIE = "foedus_token"
FORM_COOKIE = "foedus_form"
FORM_FIELD = "form_token"
STATIC = "/static/"
CONTENT_SECURITY_POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With no-referrer a browser would say of its own forms that they come from "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

# An error as a response: (scope, status, one line) -> the page, or its JSON twin.
Refuse = Callable[[Scope, int, str], Response]


def secured(response: Response) -> Response:
    """The response with the headers that every response carries."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


class SafeHeaders:
    """Gives every response the same headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        await self._app(scope, receive, send_with_headers)


class KnownHost:
    """Answers only to a name of this very machine.

    A page of another site can point its own name at 127.0.0.1 (DNS rebinding); its requests then
    come with that name as their host.
    """

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self._app, self._refuse = app, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_loopback(host_name(Headers(scope=scope).get("host", ""))):
            await self._app(scope, receive, send)
            return
        line = "this ledger answers only to localhost and 127.0.0.1; use one of them as the address"
        await self._refuse(scope, 403, line)(scope, receive, send)


class Token:
    """Lets through who knows the token: as ?token=, then by a cookie, or as a bearer's."""

    def __init__(self, app: ASGIApp, token: str, refuse: Refuse) -> None:
        self._app, self._token, self._refuse = app, token, refuse
        # Not the token itself, so that a cookie that leaks does not give it away.
        self._cookie = hmac.new(token.encode(), b"foedus pages", hashlib.sha256).hexdigest()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(STATIC) or self._is_known(scope):
            response: ASGIApp = self._app
            if scope["type"] == "http" and self._given(scope) is not None:
                response = self._cleaned(scope)
        elif _same(self._given(scope), self._token):
            response = self._cleaned(scope)
        else:
            line = "this ledger asks for a token; open the address that foedus serve printed"
            response = self._refuse(scope, 403, line)
        await response(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        kind, _, bearer = Headers(scope=scope).get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and _same(bearer.strip(), self._token):
            return True
        return _same(cookie(scope, TOKEN_COOKIE), self._cookie)

    def _given(self, scope: Scope) -> str | None:
        return dict(_query(scope)).get("token")

    def _cleaned(self, scope: Scope) -> Response:
        """On to the same page without the token in its address."""
        rest = urlencode([(name, value) for name, value in _query(scope) if name != "token"])
        # One slash at the start: two would be the address of another site.
        path = "/" + quote(scope["path"].lstrip("/\\"))
        response = RedirectResponse(f"{path}?{rest}" if rest else path, status_code=303)
        if _same(self._given(scope), self._token):
            response.set_cookie(TOKEN_COOKIE, self._cookie, httponly=True, samesite="lax")
        return response


class BoundedBody:
    """Refuses a request that is too large: by what it announces, else once that much has come."""

    def __init__(self, app: ASGIApp, most: Callable[[Scope], int], refuse: Refuse) -> None:
        self._app, self._most, self._refuse = app, most, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._most(scope)
        line = f"the request is over {most:,} bytes; send less at a time"
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isascii() or not announced.isdigit():
            await self._refuse(scope, 400, "its length is no number")(scope, receive, send)
            return
        if len(announced) > 18 or int(announced) > most:
            await self._refuse(scope, 413, line)(scope, receive, send)
            return
        await self._app(scope, _counted(receive, most, line), send)


def _counted(receive: Receive, most: int, line: str) -> Callable[[], Awaitable[Message]]:
    come = 0

    async def receive_counted() -> Message:
        nonlocal come
        message = await receive()
        if message["type"] == "http.request":
            come += len(message.get("body", b""))
            if come > most:
                raise HTTPException(413, line)
        return message

    return receive_counted


def host_name(host: str) -> str:
    """The name in a Host header, without its port; empty for what is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def is_loopback(name: str) -> bool:
    """Whether an address or a name is this machine's own, reached from nowhere else."""
    return name.lower() in _LOOPBACK_NAMES


def form_token(secret: bytes, nonce: str) -> str:
    """The token of a form for the browser that holds this nonce as a cookie."""
    return hmac.new(secret, nonce.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def new_nonce() -> str:
    """What a browser is told apart by, for its forms and nothing else."""
    return secrets.token_urlsafe(16)


def check_origin(request: Request) -> None:
    """A write must come from a page of ours, as far as the browser says where it comes from.

    Raises:
        HTTPException: 403, it comes from elsewhere.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    host = request.headers.get("host", "")
    elsewhere = site not in (None, "same-origin", "none") if origin is None else (
        urlsplit(origin).netloc.lower() != host.lower()
    )  # fmt: skip
    if elsewhere:
        raise HTTPException(403, "this was sent from another site; send it from a page of foedus")


def check_form(request: Request, secret: bytes, given: object) -> None:
    """A write must carry the token that its form was given.

    Raises:
        HTTPException: 403, it does not.
    """
    nonce = request.cookies.get(FORM_COOKIE, "")
    wanted = form_token(secret, nonce)
    if not nonce or not _same(given if isinstance(given, str) else None, wanted):
        raise HTTPException(
            403, "this form is from another time or place; load its page again and send it anew"
        )


def cookie(scope: Scope, name: str) -> str | None:
    """The value of a cookie, None where there is none or the header is not one."""
    try:
        found = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(name)
    except CookieError:
        return None
    return found.value if found is not None else None


def _query(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)


def _same(given: str | None, wanted: str) -> bool:
    """Compared in a time that does not tell how much of it is right."""
    if given is None:
        return False
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
