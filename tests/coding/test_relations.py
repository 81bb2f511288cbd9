"""What a marked source does to a marked target: by patterns, by words, by meaning."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.coding.classifier import Classifier, classifier
from foedus.coding.core_clause import core_clause
from foedus.coding.last_layers import last_layers
from foedus.coding.marked import Marked, parse_marked
from foedus.coding.ontology import ontology
from foedus.coding.pair_pieces import reader
from foedus.coding.patterns import patterns
from foedus.coding.relations import Relater, Relation, read_pair
from foedus.model import ASSERTIONS
from foedus.reading.parsing import Parser, as_sentences
from scripts.make_model import TRAINING, digest

Ask = Callable[..., Relation]

# Sentences that are not among those of training/, and what a reader takes from them.
TOLD = [
    ("[S Uruguay] bombed [T Paraguay].", "ASSAULT", "actual"),
    ("[T Paraguay] was bombed by [S Uruguay].", "ASSAULT", "actual"),
    ("[S Uruguay] accused [T Paraguay] of arming smugglers.", "ACCUSE", "actual"),
    ("[S Uruguay] agreed to release [T four Paraguayan pilots].", "AGREE", "actual"),
    ("[S Uruguay] released [T four Paraguayan pilots].", "RETREAT", "actual"),
    ("[S Uruguay] refused to release [T four Paraguayan pilots].", "REJECT", "actual"),
    ("[S Uruguay] demanded that [T Paraguay] release four pilots.", "REQUEST", "actual"),
    ("[S Uruguay] threatened to bomb [T Paraguay].", "THREATEN", "actual"),
    ("[S Uruguay] imposed sanctions on [T Paraguay].", "COERCE", "actual"),
    ("[S Uruguay] suspended military aid to [T Paraguay].", "SANCTION", "actual"),
    ("[S Uruguay] sent blankets and tents to [T Paraguay].", "AID", "actual"),
    ("[S Uruguay]'s foreign minister met [T his Paraguayan counterpart] on Monday.", "CONSULT", "actual"),
    ("[S Teachers] went on strike against [T the Paraguayan government].", "PROTEST", "actual"),
    ("[S Uruguay] massed tanks on the border with [T Paraguay].", "MOBILIZE", "actual"),
    ("[S Uruguay] and [T Paraguay] held joint naval exercises.", "COOPERATE", "actual"),
    ("[S Uruguay] praised [T Paraguay]'s reforms.", "SUPPORT", "actual"),
    ("[S Uruguay] denied that it had bombed [T Paraguay].", "ASSAULT", "denied"),
    ("[S Uruguay] has not bombed [T Paraguay].", "ASSAULT", "negated"),
]  # fmt: skip


@pytest.fixture(scope="session")
def ask(parser: Parser) -> Ask:
    """The relation of a sentence with marks; `embedding` says whether its meaning is asked."""

    def relation(text: str, *, embedding: bool = True) -> Relation:
        one = parse_marked("AID", f"-|actual|{text}", "here")
        relater = Relater(patterns(), classifier(), reader() if embedding else None)
        (parsed, _), *_ = parser.parse([(one.sentence, None)])
        sentences = as_sentences(parsed, one.sentence, 0, 0)
        (found,) = relater.relate([(sentences, one.source, one.target)])
        return found

    return relation


@pytest.mark.parametrize("embedding", [True, False], ids=["with meaning", "words alone"])
@pytest.mark.parametrize(("text", "event", "assertion"), TOLD)
def test_what_the_source_does_to_the_target(
    ask: Ask, text: str, event: str, assertion: str, embedding: bool
) -> None:
    found = ask(text, embedding=embedding)
    assert (found.event, found.assertion) == (event, assertion), found


def test_a_pattern_that_fits_gives_its_id(ask: Ask) -> None:
    assert ask("[S Uruguay] bombed [T Paraguay].").rule == "assault.aerial"


def test_the_model_gives_the_feature_that_spoke_most(ask: Ask) -> None:
    rule = ask("[S Uruguay] carted blankets to [T Paraguayan villagers].").rule
    assert rule.startswith(("words: ", "meaning: ")), rule


@pytest.mark.parametrize(
    "text", ["[S Uruguay] has given in.", "[T Paraguay] was bombed.", "It rained on [T Asunción]."]
)
def test_one_side_may_be_unmarked(ask: Ask, text: str) -> None:
    assert ask(text).event in ontology().types


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "Uruguay",
                "will",
                "not",
                "bomb",
                "the",
                "deal",
                "with",
                "Paraguay",
                "unless",
                "it",
                "said",
                "(",
                "“",
                "—",
                ",",
                ".",
            ]
        ),
        min_size=1,
        max_size=20,
    ),
    data=st.data(),
)
def test_any_words_and_spans_have_an_answer(
    parser: Parser, words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    offsets = st.integers(0, len(text) - 1)

    def span() -> tuple[int, int] | None:
        start = data.draw(offsets)
        return data.draw(st.sampled_from([None, (start, start + 1), (start, len(text))]))

    relater = Relater(patterns(), classifier())
    source, target = span(), span()

    def answer() -> Relation:
        (parsed, _), *_ = parser.parse([(text, None)])
        (found,) = relater.relate([(as_sentences(parsed, text, 0, 0), source, target)])
        return found

    found = answer()
    assert found == answer()
    kind = ontology().types[found.event]
    assert found.quad == kind.quad
    assert found.mode is None or found.mode in kind.modes
    assert found.assertion in ASSERTIONS
    assert 0 <= found.confidence <= 1


CLAUSES = [
    (
        "On Monday [S a court in Lima] fined [T the miner], which had denied it, for poisoning a lake.",
        "On Monday someone fined someone else for poisoning a lake",
    ),
    ("[S Chile] sent experts to [T Peru] to investigate the crash.", "someone sent experts to someone else to investigate the crash"),
    ("The envoy said [S Chile] will not lift the ban on [T Peru].", "someone will not lift the ban on someone else"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "clause"), CLAUSES)
def test_the_core_clause_leaves_out_who_and_what_else(
    parser: Parser, text: str, clause: str
) -> None:
    one = parse_marked("AID", f"-|actual|{text}", "here")
    (parsed, _), *_ = parser.parse([(one.sentence, None)])
    pair, _ = read_pair(
        as_sentences(parsed, one.sentence, 0, 0), one.source, one.target, patterns()
    )
    assert core_clause(pair) == clause


def test_the_weights_are_of_the_training_sentences() -> None:
    assert classifier().trained_on == digest(TRAINING), "run: make model"
    assert last_layers().trained_on == digest(TRAINING), "run: make model"
    assert last_layers().events == classifier().answers["event"]


def test_the_model_knows_all_types_and_their_modes() -> None:
    model: Classifier = classifier()
    assert {*ontology().types, "NONE"} == set(model.answers["event"])
    known = set(model.answers["mode"])
    missing = [
        f"{kind.name} {mode}"
        for kind in ontology().types.values()
        for mode in kind.modes
        if f"{kind.name} {mode}" not in known
    ]
    assert missing == []


def test_marked_is_what_it_says() -> None:
    one = parse_marked("AID", "-|actual|[S Chile] fed [T Peru].", "here")
    assert isinstance(one, Marked)
    assert one.sentence[slice(*(one.source or ()))] == "Chile"
