"""The JSON twins keep to what OpenAPI says of them, whatever they are asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from foedus.record import Record
from foedus.web.app import create_app
from tests.cli.conftest import READ_AT, VERSION, FakeCoder, entries_of
from tests.record import examples
from tests.web.conftest import HOME

HOST = {"Host": "localhost"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The schema of the pages over a record that is only looked at."""
    path: Path = tmp_path_factory.mktemp("api") / "ledger.db"
    with Record(path, create=True, now=lambda: READ_AT) as record:
        report = examples.report()
        record.keep(report, entries_of(report), coded_by=VERSION)
        record.decide("e-report-1", "assertion", "denied", analyst="Ada")
    app = create_app(path, coder=FakeCoder())
    return schemathesis.openapi.from_asgi("/openapi.json", app, headers=HOST)


# Where there is no parameter but text in the path, nothing is against the schema.
PATHS = sorted(create_app("none.db").openapi()["paths"].items())
MODES = [(path, GenerationMode.POSITIVE) for path, _ in PATHS] + [
    (path, GenerationMode.NEGATIVE)
    for path, operations in PATHS
    if any(one["in"] == "query" for one in operations["get"].get("parameters", ()))
]


@pytest.mark.parametrize(("template", "mode"), MODES, ids=str)
def test_twins_answer_as_they_say(api: Any, template: str, mode: GenerationMode) -> None:
    @given(case=api[template]["GET"].as_strategy(generation_mode=mode))
    @settings(
        max_examples=8,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    def answers(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers=HOST)

    answers()


@pytest.mark.parametrize(
    "path",
    ["/report/report-1", "/event/e-report-1", "/commitment/c-report-1", "/bond/b-report-1",
     "/entry/e-report-1", "/actor/northland", "/actor/iran", "/pair/northland/southland"],
)  # fmt: skip
def test_things_that_are_there_answer_as_they_say(api: Any, path: str) -> None:
    """Made-up ids are hardly ever those of anything, so these are asked for by name."""
    kind, *ids = path.strip("/").split("/")
    names = ["a", "b"] if kind == "pair" else ["id"]
    template = "/" + "/".join([kind, *(f"{{{name}}}" for name in names)]) + ".json"
    case = api[template]["GET"].Case(path_parameters=dict(zip(names, ids, strict=True)))
    answer = case.call(headers=HOST)
    assert answer.status_code == 200
    case.validate_response(answer, checks=CHECKS)


def test_every_twin_is_described(visit: Any) -> None:
    pages: TestClient = visit()
    described = pages.get("/openapi.json").json()["paths"]
    added = pages.app.state.pages.paths  # type: ignore[attr-defined]
    from foedus.web.pages import twin_path

    wanted = {twin_path(path).replace(":path", "") for path in added if path != "/add"}
    assert wanted <= set(described)
    for path, operations in described.items():
        answers = operations["get"]["responses"]
        assert {"200", "404"} <= set(answers), path
        assert "422" not in answers
    assert pages.base_url == HOME
