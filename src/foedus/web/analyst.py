"""The name that a browser last sent a correction under, so that nobody types it twice."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.responses import Response

_COOKIE = "foedus_analyst"
_YEAR = 365 * 24 * 3600  # seconds


def analyst_of(cookies: Mapping[str, str]) -> str:
    """The name; empty where there is none."""
    try:
        found = json.loads(bytes.fromhex(cookies.get(_COOKIE, "")) or b'""')
    except ValueError:
        return ""
    return found if isinstance(found, str) else ""


def keep_analyst(response: Response, name: str) -> None:
    """Put the name into a cookie; as hex, since a cookie takes few characters."""
    value = json.dumps(name).encode().hex()
    response.set_cookie(_COOKIE, value, max_age=_YEAR, httponly=True, samesite="strict")
