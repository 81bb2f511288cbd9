"""Whether an unknown name is a person's."""

from __future__ import annotations

import pytest

from foedus.resolving.surnames import is_surname


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Jane Doe, a reporter, was held. Doe was freed.", "Doe", True),
        ("Jane van Dorn was held. They freed Dorn.", "Dorn", True),
        ("Jane Doe was held.", "Doe", False),  # only in full: it may be a place of two words
        ("Doe was held.", "Doe", False),
        ("They reached New Harbin. Harbin fell.", "Harbin", False),
        ("Jane Doe’s brother spoke. Doe’s house burnt.", "Doe", True),
    ],
)
def test_a_surname_stands_after_a_first_name_and_alone(
    text: str, name: str, expected: bool
) -> None:
    assert is_surname(name, text) is expected
