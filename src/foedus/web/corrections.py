"""Corrections from the pages: each is a form that is sent, and leads back to its entry."""

# No `from __future__ import annotations`: FastAPI reads the annotations of the routes made here.

import json
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from foedus.correcting import Correction, correct, gold_rows, undo
from foedus.errors import NotInRecord, UsageError
from foedus.record import Decision, Record
from foedus.web.addresses import entry_url
from foedus.web.analyst import keep_analyst
from foedus.web.entries import one_entry, present_entry
from foedus.web.pages import Nothing, Page, Pages
from foedus.web.security import FORM_FIELD, check_form, check_origin

_MOST = 500  # characters of a name or a reason


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that analysts decided, oldest first; what was undone too."""

    decisions: tuple[Decision, ...]


def add_to(pages: Pages) -> None:
    """Register the pages and forms of this topic."""
    pages.add(
        "/decisions",
        decisions,
        Page("decisions.html", Decisions, "What analysts decided on entries", Nothing),
    )
    _add_export(pages)
    _add_forms(pages)


def decisions(record: Record, asked: Nothing) -> Decisions:
    """Every decision on the record."""
    return Decisions(tuple(record.decisions()))


def _add_export(pages: Pages) -> None:
    def exported() -> Response:
        """Corrected events as rows for `foedus score`: one object a line."""
        with pages.site.record() as record:
            lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in gold_rows(record)]
        return StreamingResponse(iter(lines), media_type="application/x-ndjson")

    pages.app.add_api_route(
        "/decisions.jsonl", exported, methods=["GET"], include_in_schema=False, name="gold"
    )


def _add_forms(pages: Pages) -> None:
    async def corrected(request: Request, id: str) -> Response:
        form = await _checked(request, pages)
        try:
            return await run_in_threadpool(_correct, pages, id, form)
        except UsageError as error:
            return await run_in_threadpool(_again, pages, request, id, (str(error), form))

    async def undone(request: Request, decision: int) -> Response:
        form = await _checked(request, pages)
        return await run_in_threadpool(_undo, pages, decision, form)

    for path, endpoint in (("/correct/{id:path}", corrected), ("/undo/{decision}", undone)):
        pages.app.add_api_route(path, endpoint, methods=["POST"], include_in_schema=False)


async def _checked(request: Request, pages: Pages) -> Mapping[str, str]:
    """The fields of a form that was sent from a page of ours."""
    check_origin(request)
    async with request.form(max_files=0, max_fields=50) as form:
        check_form(request, pages.site.secret, form.get(FORM_FIELD))
        return _texts(form)


def _texts(form: FormData) -> dict[str, str]:
    return {name: value.strip() for name, value in form.items() if isinstance(value, str)}


def _correct(pages: Pages, id: str, form: Mapping[str, str]) -> Response:
    with pages.site.record() as record:
        entry = record.entry(id)
        correct(
            record,
            entry.id,
            _correction(form),
            analyst=_short(form.get("analyst", "")),
            reason=_short(form.get("reason", "")) or None,
        )
    return _back(entry_url(entry), form)


def _again(
    pages: Pages, request: Request, id: str, refused: tuple[str, Mapping[str, str]]
) -> Response:
    """The page of the entry with what was written into its form, and why it was refused."""
    with pages.site.record() as record:
        found = one_entry(pages.site.measured, record, id)
    problem, given = refused
    values = {"page": found, **present_entry(found), "problem": problem, "given": given}
    # Its links and its twin are those of the entry's own page.
    own = {**request.scope, "path": entry_url(found.entry), "query_string": b""}
    return pages.render(Request(own), "entry.html", values, 400)


def _correction(form: Mapping[str, str]) -> Correction:
    """What the form says is right: a field left as the page showed it says nothing."""
    wrong = {"wrong": True, "right": False}.get(form.get("verdict", ""))
    if wrong is not None:
        return Correction(wrong=wrong)
    given = {
        name: form[name]
        for name in ("type", "assertion", "actors", "recipients")
        if name in form and form[name] != form.get(f"{name}_before")
    }
    if not given:
        raise UsageError("nothing is changed in the form; change a field, or say that it is wrong")
    return Correction(
        type=given.get("type") or None,
        assertion=given.get("assertion") or None,
        actors=_ids(given.get("actors")),
        recipients=_ids(given.get("recipients")),
    )


def _ids(given: str | None) -> tuple[str, ...] | None:
    """Ids or names between semicolons; an empty field means that there is none."""
    if given is None:
        return None
    return tuple(part.strip() for part in given.split(";") if part.strip())


def _undo(pages: Pages, decision: int, form: Mapping[str, str]) -> Response:
    with pages.site.record() as record:
        undone = undo(record, decision, analyst=_short(form.get("analyst", "")))
        on = undone[0].applies_to or undone[0].entry
        try:
            path = entry_url(record.entry(on))
        except NotInRecord:  # its report was coded anew since, without such an entry
            path = "/decisions"
    return _back(path, form)


def _back(path: str, form: Mapping[str, str]) -> Response:
    """To the page of the entry, with the name kept for the next form."""
    response = RedirectResponse(f"{path}#decisions", status_code=303)
    if form.get("analyst"):
        keep_analyst(response, form["analyst"])
    return response


def _short(words: str) -> str:
    if len(words) > _MOST:
        raise UsageError(f"a name or a reason is over {_MOST} characters; shorten it")
    return words
