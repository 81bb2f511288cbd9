"""CAMEO codes of events: what is given, and that the field's conversion table bears it out.

The table is its editors' and no part of the project: without it those tests are skipped. It is
looked for in `shared/reference` beside the repository, or in `$FOEDUS_SHARED/reference`.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus
from foedus.coding.cameo import BARE, cameo, cameo_codes, in_common
from foedus.coding.ontology import ontology
from foedus.model import Asked, Event
from tests.record import examples

SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).parents[3] / "shared")
TABLE = SHARED / "reference" / "cameo-to-plover.txt"
RAW: dict[str, dict[str, Any]] = tomllib.loads(
    files("foedus.coding").joinpath("cameo.toml").read_text(encoding="utf-8")
)
needs_table = pytest.mark.skipif(
    not TABLE.exists(),
    reason="the conversion table is not here; FOEDUS_SHARED names the folder with reference/",
)


class Row(NamedTuple):
    """A CAMEO code and what the table makes of it."""

    code: str
    event: str
    mode: str
    contexts: tuple[str, ...]


def event(type: str, mode: str | None, contexts: Iterable[str], asked: str | None) -> Event:
    return examples.event(
        examples.report(), event=type, mode=mode, contexts=tuple(contexts),
        asks_for=Asked(asked, "so") if asked else None,
    )  # fmt: skip


# (type, mode, contexts, type asked for, CAMEO code)
SITUATIONS = [
    # roots, their zeros kept
    ("AGREE", None, "", None, "03"),
    ("CONSULT", None, "diplomatic", None, "04"),
    ("CONSULT", "multilateral", "", None, "04"),
    ("CONCEDE", None, "military", None, "08"),
    # contexts are words of the sentence; most do not say what the act is about
    ("AID", None, "military", None, "07"),
    ("AID", None, "economic", None, "07"),
    ("COOPERATE", None, "intelligence", None, "06"),
    ("ACCUSE", "disapprove", "legal", None, "11"),
    ("ACCUSE", "allege", "military", None, "11"),
    ("ACCUSE", "investigate", "crime", None, "09"),
    # finer by mode
    ("CONSULT", "phone", "", None, "041"),
    ("CONSULT", "third-party", "", None, "04"),
    ("RETREAT", "ceasefire", "", None, "0871"),
    ("RETREAT", "withdraw", "military", None, "087"),
    ("RETREAT", "resign", "", None, "08"),
    ("PROTEST", "demo", "executive", None, "141"),
    ("PROTEST", "strike", "", None, "143"),
    ("COERCE", "martial-law", "", None, "1724"),
    ("ASSAULT", "aerial", "military", None, "195"),
    ("ASSAULT", "heavy-weapons", "military", None, "19"),
    ("ASSAULT", "sexual", "", None, "1821"),
    # where context decides
    ("ASSAULT", None, "military terrorism", None, "19"),
    ("ASSAULT", None, "terrorism", None, None),
    ("THREATEN", "violence", "", None, "13"),
    ("THREATEN", "violence", "military cbrn", None, "138"),
    ("THREATEN", "violence", "military pro_autocracy", None, "13"),
    # by what is asked for
    ("REQUEST", "assist", "", "AID", "103"),
    ("REQUEST", "assist", "military", "ASSAULT", "10"),
    ("REQUEST", "yield", "", None, "105"),
    ("REQUEST", "yield", "", "AGREE", "10"),
    # different roots, or the table's code means something else
    ("ASSAULT", "destroy", "military", None, None),
    ("COERCE", "seize", "military", None, None),
    ("COERCE", "restrict", "", None, None),
    ("SANCTION", "convict", "legal", None, None),
    ("SANCTION", "discontinue", "economic", None, "16"),
    ("ACCUSE", None, "", None, None),
    ("NO-SUCH-TYPE", None, "", None, None),
]


@pytest.mark.parametrize(("type", "mode", "contexts", "asked", "code"), SITUATIONS)
def test_code(
    type: str, mode: str | None, contexts: str, asked: str | None, code: str | None
) -> None:
    assert cameo(event(type, mode, contexts.split(), asked)) == code


@pytest.mark.parametrize(
    ("codes", "shared"),
    [
        (["170"], "17"), (["040", "045"], "04"), (["1822"], "1822"), (["2041", "204"], "204"),
        (["101", "1032"], "10"), (["100"], "10"), (["180", "190"], None), (["07", "072"], "07"),
        (["200"], "20"),
    ],
)  # fmt: skip
def test_what_codes_have_in_common(codes: list[str], shared: str | None) -> None:
    assert in_common(codes) == shared


def test_it_is_a_public_name() -> None:
    assert foedus.cameo is cameo


@given(
    st.sampled_from(sorted(ontology().types)).flatmap(
        lambda name: st.tuples(
            st.just(name), st.sampled_from([None, *ontology().types[name].modes])
        )
    ),
    st.lists(st.sampled_from(sorted(ontology().contexts)), unique=True),
    st.sampled_from([None, *sorted(ontology().types)]),
)
def test_a_code_or_none_for_whatever_is_coded(
    kind: tuple[str, str | None], contexts: list[str], asked: str | None
) -> None:
    found = cameo(event(*kind, contexts, asked))
    assert found is None or re.fullmatch(r"(0[3-9]|1[0-9]|20)([1-9][0-9]?)?", found)
    assert found == cameo(event(*kind, contexts[::-1], asked))


def test_the_file_names_only_what_the_ontology_has() -> None:
    types = ontology().types
    assert list(RAW) == list(types)
    keys = {"root", "bare", "modes", "coarser", "named", "open", "in_context", "asks"}
    for name, raw in RAW.items():
        assert set(raw) <= keys
        modes = [m for key in ("modes", "coarser", "named", "open") for m in raw.get(key, ())]
        assert len(modes) == len(set(modes))
        inside = raw.get("in_context", {})
        assert {*modes, *inside} - {BARE} <= set(types[name].modes)
        assert {c for one in inside.values() for c in one} <= set(ontology().contexts)
        assert set(raw.get("asks", ())) <= set(types)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    line = re.compile(r"([0-9]{3,4}): ([A-Z]+), *([a-z_-]*) *(?:, *([^#]*))?(?:#.*)?")
    found = map(line.fullmatch, TABLE.read_text(encoding="utf-8").splitlines())
    made = [
        Row(m[1], m[2], m[3], tuple(part.strip() for part in (m[4] or "").split(";") if part))
        for m in found
        if m is not None
    ]
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert len(made) == sum(bool(re.match("[0-9]{3,4}:", one)) for one in lines) > 250
    return made


def codes_of(
    rows: list[Row], type: str, mode: str | None = None, context: str | None = None
) -> list[str]:
    """Codes that become this type, this mode ("bare": none) and this context."""
    wanted = "" if mode == BARE else mode
    return [
        row.code
        for row in rows
        if row.event == type
        and wanted in (None, row.mode)
        and (context is None or context in row.contexts)
    ]


@needs_table
@pytest.mark.parametrize("type", RAW)
def test_all_codes_that_become_it_belong_to_ours(rows: list[Row], type: str) -> None:
    raw = RAW[type]
    ours: list[tuple[str, list[str]]] = []
    if "root" in raw:
        ours.append((raw["root"], codes_of(rows, type)))
    if "bare" in raw:
        ours.append((raw["bare"], codes_of(rows, type, BARE)))
    for mode, code in {**raw.get("modes", {}), **raw.get("coarser", {})}.items():
        ours.append((code, codes_of(rows, type, mode)))
    for mode, by_context in raw.get("in_context", {}).items():
        ours += [
            (code, codes_of(rows, type, mode, context)) for context, code in by_context.items()
        ]
    for code, theirs in ours:
        assert theirs
        assert [one for one in theirs if not one.startswith(code)] == []


@needs_table
@pytest.mark.parametrize("type", RAW)
def test_none_could_be_finer(rows: list[Row], type: str) -> None:
    raw, codes = RAW[type], cameo_codes()[type]
    assert in_common(codes_of(rows, type)) == raw.get("root")
    for mode in ontology().types[type].modes:
        theirs = codes_of(rows, type, mode)
        if mode in raw.get("coarser", ()):
            finest = in_common(theirs) or ""
            assert finest != raw["coarser"][mode]
            assert finest.startswith(raw["coarser"][mode])
        elif theirs:
            assert codes.of_mode(mode) == in_common(theirs)


@needs_table
def test_named_modes_are_unknown_to_the_table_and_their_codes_become_the_type(
    rows: list[Row],
) -> None:
    named = [(type, *each) for type, raw in RAW.items() for each in raw.get("named", {}).items()]
    assert named
    for type, mode, code in named:
        assert codes_of(rows, type, mode) == []
        assert {row.event for row in rows if row.code.startswith(code)} == {type}


@needs_table
def test_what_is_asked_for_keeps_to_the_codes_of_requests(rows: list[Row]) -> None:
    modes = ontology().embedded["REQUEST"]
    for asked, code in RAW["REQUEST"]["asks"].items():
        below = [row for row in rows if row.code.startswith(code)]
        assert {row.event for row in below} == {"REQUEST"}
        assert modes[asked] in {row.mode for row in below}
