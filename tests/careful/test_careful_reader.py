"""What a careful reader takes from single sentences, and how much of it the coder finds.

The numbers are a ratchet: raise them when the coder finds more. Of `held.toml` only the numbers may
be looked at; the other files are for reading and mending.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from foedus.pipeline import Coder

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "benchmarks" / "careful_reader.py"
# Of the sentences of each file, those that are right in every field.
WHOLE = {
    "tuned": 115, "more": 149, "wide": 388, "conflict": 184, "cooperation": 170, "held": 108,
    "denials_requests": 116, "conditions": 55, "wires": 42, "asks": 435, "near_east": 44,
    "eurasia": 45, "far_apart": 49, "asia": 32, "africa": 39, "europe": 42, "americas": 44,
}  # fmt: skip
# Of the sentences with nothing in them, those of which nothing comes.
NONE = {
    "tuned": 40, "more": 30, "wide": 122, "conflict": 61, "cooperation": 53, "held": 40,
    "denials_requests": 38, "asks": 58,
}  # fmt: skip


@pytest.fixture(scope="module")
def careful_reader() -> ModuleType:
    spec = importlib.util.spec_from_file_location("careful_reader", SOURCE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_the_coder_reads_like_a_careful_reader(
    name: str, coder: Coder, careful_reader: ModuleType
) -> None:
    compared = careful_reader.compare_all(coder, HERE / f"{name}.toml")
    nothing = [one for one in compared if one.kind == "none"]
    assert sum(one.whole for one in nothing) >= NONE.get(name, 0)
    assert sum(one.whole for one in compared) >= WHOLE[name]
