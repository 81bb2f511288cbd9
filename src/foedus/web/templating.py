"""Records -> HTML. Whatever comes from a report is escaped, and is shown as it would be printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from foedus import __version__
from foedus.cli.columns import days, flat_entry, how, what, who
from foedus.model import Bond, Commitment, Entry, Event, When
from foedus.network.saying import said_by
from foedus.network.shapes import LEVELS
from foedus.showing import on_one_line
from foedus.web import addresses

# Controls that a browser drops or obeys, but tab and line feed; and the two marks that turn the
# order of letters round, which ordinary text in no script needs.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e]|\r(?!\n)|[\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def seen(text: str) -> Markup:
    """A report's words as they stand, with characters that could not be seen named instead."""
    parts: list[Markup] = []
    position = 0
    text = text.replace("\r\n", "\n")
    for found in _UNSEEN.finditer(text):
        parts.append(escape(text[position : found.start()]))
        name = f"U+{ord(found.group()):04X}"
        parts.append(Markup('<span class="unseen">{}</span>').format(name))
        position = found.end()
    parts.append(escape(text[position:]))
    return Markup("").join(parts)


def line(text: object) -> Markup:
    """Words from outside inside a line of ours: on one line, and of their own direction."""
    return Markup("<bdi>{}</bdi>").format(on_one_line(str(text)))


def bare(text: object) -> str:
    """Words on one line that give the element they fill its direction; `dir="auto"` looks past
    what is isolated within."""
    return on_one_line(str(text))


def web_link(url: str | None) -> str | None:
    """The address if a browser may follow it: of the web and nothing else."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def language(code: str | None) -> str | None:
    """The language of a report if it is written as HTML wants it."""
    return code if code and _LANGUAGE.fullmatch(code) else None


def signed(number: float) -> str:
    """A number with its sign, minus as a minus."""
    return f"{number:+.1f}".replace("-", "−") if number else "0"


def kind_of(entry: Entry) -> str:
    """The class of an entry's marks; a sign of its own stands for each in the style sheet."""
    return f"kind-{entry.kind}"


def day_of(entry: Entry, published: dt.date | None = None) -> str:
    """The entry's days, else that of its report."""
    own = "" if isinstance(entry, Bond) or entry.date is None else spoken(entry.date)
    return own or (published.isoformat() if published else "")


def spoken(when: When) -> str:
    """An interval as a page shows it: 2023-11-01/10, since 2023-11-01, by 2023-11-10."""
    if when.start is None:
        return f"by {when.end}" if when.end is not None else ""
    return f"since {when.start}" if when.end is None else days(when)


def parties(entry: Entry) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Who acts, and who is acted upon; the members of a bond stand on the first side."""
    if isinstance(entry, Event):
        return entry.actors, entry.recipients
    if isinstance(entry, Commitment):
        return (entry.actor,), (*entry.act.recipients, *entry.act.beneficiaries)
    return entry.members, ()


@pass_context
def with_query(context: Context, **changed: object) -> str:
    """This page's address with other parameters; None takes one away."""
    given: Mapping[str, list[str]] = context["query"]
    kept = [
        (name, value)
        for name, values in given.items()
        if name not in changed
        for value in values
        if value
    ]
    kept += [(name, str(value)) for name, value in changed.items() if value is not None]
    return f"{context['path']}?{urlencode(kept)}" if kept else str(context["path"])


def keeping(address: Callable[..., str]) -> Callable[..., str]:
    """An address that carries on the day that the page is of."""

    @pass_context
    def kept(context: Context, *parts: Any) -> str:
        return f"{address(*parts)}{context['kept']}"

    return kept


@pass_context
def with_day(context: Context, address: str, **more: object) -> str:
    """An address of ours with these parameters and the day that the page is of."""
    given: Mapping[str, list[str]] = context["query"]
    days = {name: given[name][0] for name in ("as_of", "known_on") if any(given.get(name, ()))}
    some = {**days, **{name: str(value) for name, value in more.items() if value is not None}}
    return f"{address}?{urlencode(some)}" if some else address


def decimal(number: float, digits: int = 2) -> str:
    """A number to so many digits, minus as a minus."""
    found = f"{number:.{digits}f}"
    return "0" if float(found) == 0 else found.replace("-", "−")


def percent(share: float) -> str:
    """A share in per cent, without claiming what rounding would."""
    if 0 < share < 0.005 or 0.995 < share < 1:
        return "under 1 %" if share < 0.5 else "over 99 %"
    return f"{share:.0%}".replace("%", " %")


@cache
def templates() -> Environment:
    """Our templates; a name that is missing in one is an error, and everything is escaped."""
    made = Environment(
        loader=PackageLoader("foedus.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "seen": seen,
        "line": line,
        "bare": bare,
        "web_link": web_link,
        "language": language,
        "signed": signed,
        "kind_of": kind_of,
        "day_of": day_of,
        "spoken": spoken,
        "what": what,
        "how": how,
        "who": who,
        "flat": flat_entry,
        "parties": parties,
        "decimal": decimal,
        "percent": percent,
        "said_by": said_by,
        "in_url": lambda words: quote(str(words), safe=""),
    }
    made.globals |= {
        "version": __version__,
        "with_query": with_query,
        "levels": LEVELS,
        "with_day": with_day,
        "entry_url": keeping(addresses.entry_url),
        "cited_url": keeping(addresses.cited_url),
        "report_url": keeping(addresses.report_url),
        "actor_url": keeping(addresses.actor_url),
        "pair_url": keeping(addresses.pair_url),
        "front_url": keeping(addresses.front_url),
        "alliance_url": keeping(addresses.alliance_url),
    }
    return made
