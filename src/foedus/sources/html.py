"""An HTML page -> a report: text and metadata by trafilatura, from what is in memory alone."""

from __future__ import annotations

import calendar
import datetime as dt
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from foedus.errors import SourceError
from foedus.model import Report
from foedus.sources.dates import published_date
from foedus.sources.decoding import decode
from foedus.sources.limits import Content, Limits, Options, amount
from foedus.sources.rows import checked_text, text_id

if TYPE_CHECKING:
    from trafilatura.settings import Document

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([a-zA-Z0-9_-]{2,20})", re.I)
# Python knows more encodings than pages use, some of them slow or no encodings of text.
_PAGE_ENCODING = re.compile(
    r"(iso-?8859-\d\d?|latin-?\d|windows-\d{3,4}|cp\d{3,4}|koi8-[ru]|gb2312|gbk|gb18030|big5"
    r"|shift[_-]jis|euc-(jp|kr)|macintosh|us-ascii)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"<html\b[^>]{0,2000}?\slang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-\w{2,8})*)", re.I)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_FIELD = 2_000  # characters
_ELEMENTS = "HTML elements"
_NO_ARTICLE = "has no text of an article; save the article's own page"
# The parser's time grows with the square of an element's attributes, so they are counted before
# it runs. Every piece is possessive: the count takes one pass from each `<`.
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]{0,999}+)"""
_ATTRIBUTE = rf"[\s/]*+[^\s/>][^\s/>=]{{0,999}}+(?:\s*+=\s*+{_VALUE}?+)?+"
_TAGS_PER_ELEMENT = 5  # `<` may also open an end tag, a comment, or stand in a script


def html_report(content: Content, options: Options) -> Iterator[Report | SourceError]:
    """The one report of a page. Its text is what trafilatura extracts, one paragraph a line."""
    place, limits = content.place, options.limits
    page = decode(content.data, place, declared=_declared(content.data))
    _check_structure(page, place, limits)
    document = _extract(page, place)
    if document is None or not document.text or not document.text.strip():
        raise SourceError(place, _NO_ARTICLE)
    text = checked_text(document.text, place, limits)
    language = _LANGUAGE.search(page[:20_000])
    yield Report(
        id=text_id(text),
        text=text,
        title=_short(document.title),
        date=_date(document.date, page),
        source=_short(document.sitename or document.hostname),
        url=_short(document.url),
        language=language[1] if language else None,
    )


def _short(value: str | None) -> str | None:
    """A field of the metadata, unless it is empty or no page would have one so long."""
    return value if value and len(value) <= _LONGEST_FIELD else None


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    name = match[1].decode("ascii") if match else ""
    return name if _PAGE_ENCODING.fullmatch(name) else None


def _extract(page: str, place: str) -> Document | None:
    import trafilatura

    for library in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    if not re.search(r"<(html|body)\b", page[:20_000], re.IGNORECASE):
        page = f"<html><body>{page}</body></html>"  # a bare fragment would be refused
    try:
        found = trafilatura.bare_extraction(
            page,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,  # else dates in the article itself are taken
                "min_date": "1800-01-01",
                "max_date": "2199-12-31",  # its default is today, and results would change
            },
        )
    except Exception as error:  # whatever the library trips over, this page only is lost
        raise SourceError(
            place, f"cannot be read as HTML ({type(error).__name__} while extracting its text)"
        ) from error
    return None if isinstance(found, dict) else found


def _check_structure(page: str, place: str, limits: Limits) -> None:
    """Refuse what would keep the parser or the extraction busy for minutes."""
    if page.count("<") > limits.html_elements * _TAGS_PER_ELEMENT:
        raise SourceError(place, f"has over {amount(limits.html_elements, _ELEMENTS)}")
    crowded = rf"<[a-zA-Z](?>{_ATTRIBUTE}){{{limits.html_attributes}}}"
    if re.search(crowded, page):
        raise SourceError(
            place, f"has an element with over {amount(limits.html_attributes, 'HTML attributes')}"
        )
    cause = _crowded(page, limits)
    if cause:
        raise SourceError(place, cause)


def _crowded(page: str, limits: Limits) -> str | None:
    """What of the parsed page passes a bound: its depth, its elements, the children of one."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_NOT_XML.sub("", page).encode("utf-8"), parser)
    except etree.LxmlError:
        return "cannot be read as HTML"
    if root is None:
        return _NO_ARTICLE
    depth, elements, widest = _extent(root)
    causes = (
        (depth > limits.html_depth, f"is nested deeper than {limits.html_depth} HTML elements"),
        (elements > limits.html_elements, f"has over {amount(limits.html_elements, _ELEMENTS)}"),
        (
            widest > limits.html_children,
            f"has over {amount(limits.html_children, _ELEMENTS)} side by side",
        ),
        # Where the parser itself gives up, it drops the rest without a word.
        (
            any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log),
            "has an element too long for the HTML parser; save the article alone",
        ),
    )
    return next((cause for refused, cause in causes if refused), None)


def _extent(root: Any) -> tuple[int, int, int]:
    """How deep a tree is, how many elements it has, and the most children of one."""
    level, depth, elements, widest = [root], 0, 0, 0
    while level:
        depth, elements = depth + 1, elements + len(level)
        widest = max(widest, *map(len, level))
        level = [child for element in level for child in element]
    return depth, elements, widest


def _date(found: str | None, page: str) -> dt.date | None:
    """The date of the metadata, unless it could as well be read with day and month exchanged."""
    day = published_date(found) if found else None
    if day is None or day.day > 12 or day.day == day.month:
        return day
    d, m, y = f"0?{day.day}", f"0?{day.month}", f"{day.year}"
    ambiguous = rf"(?<!\d)(?:{d}[-/.]{m}|{m}[-/.]{d})[-/.]{y}(?!\d)"
    name = calendar.month_abbr[day.month]
    certain = (
        rf"{y}(?P<sep>[-/.]?){m}(?P=sep){d}(?!\d)",
        rf"(?<!\d){d}(?:st|nd|rd|th)?\s{{1,9}}{name}",
        rf"{name}[a-z]{{0,9}}\.?\s{{1,9}}{d}(?!\d)",
    )
    if re.search(ambiguous, page) and not re.search("|".join(certain), page, re.IGNORECASE):
        return None
    return day
