"""The calls and promises that the authors of examples/ planted, as the measures tell them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from foedus.catalogue.loading import load_catalogue
from foedus.network.calls import calls
from foedus.network.fates import fates
from foedus.network.ledger import Ledger, ledger_of
from foedus.pipeline import Coder
from foedus.record import Record
from tests.test_examples import Fact, planted, read_examples, span_of

_CALLS = planted("call")
_PROMISES = planted("promise-kept", "promise-broken")
# Of how much was promised nothing is compared: "fewer than the 200 a day".
_NOT_TOLD = ("200 lorries",)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Ledger:
    path = tmp_path_factory.mktemp("planted") / "ledger.db"
    with Record(path, create=True) as record:
        for report, entries in coder.code(report for _, report in read_examples()):
            record.keep(report, entries, coded_by="test")
        return ledger_of(record, load_catalogue())


@pytest.fixture(scope="module")
def texts() -> Mapping[str, tuple[str, str]]:
    """Name -> the report's id and text."""
    return {name: (report.id, report.text) for name, report in read_examples()}


def _name(fact: Fact) -> str:
    return f"{fact['actors'][0]}: {fact['quote'][0][:40]}"


@pytest.mark.parametrize("fact", _CALLS, ids=_name)
def test_calls_and_their_answers(ledger: Ledger, fact: Fact) -> None:
    found = [
        call.answer
        for call in calls(ledger)
        if [call.to.id] == fact["recipients"] and {s.id for s in call.from_} == {*fact["actors"]}
    ]
    assert fact["answer"] in found


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param(fact, marks=pytest.mark.xfail(strict=True, reason="numbers are not compared"))
        if any(words in fact["quote"][0] for words in _NOT_TOLD)
        else fact
        for fact in _PROMISES
    ],
    ids=_name,
)
def test_promises_kept_and_broken(
    ledger: Ledger, texts: Mapping[str, tuple[str, str]], fact: Fact
) -> None:
    report, text = texts[fact["report"][0]]
    span = span_of(fact["quote"][0], text)
    assert span is not None
    spans = {word.id: word.said.evidence for word in ledger.told_words}
    found = [
        fate.status
        for fate in fates(ledger)
        if fate.actor.id == fact["actors"][0]
        and any(
            id in spans
            and spans[id].report == report
            and spans[id].start < span[1]
            and spans[id].end > span[0]
            for id in fate.entries
        )
    ]
    assert fact["what"].removeprefix("promise-") in found
