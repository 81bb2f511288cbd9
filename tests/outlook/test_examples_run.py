"""The examples in the docstrings give what they say."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import iter_modules

import pytest

from foedus import outlook

MODULES = sorted(module.name for module in iter_modules(outlook.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    module = import_module(f"foedus.outlook.{name}")
    assert doctest.testmod(module).failed == 0


def test_there_are_examples() -> None:
    found = [
        test
        for name in MODULES
        for test in doctest.DocTestFinder().find(import_module(f"foedus.outlook.{name}"))
        if test.examples
    ]
    assert len(found) >= 5
