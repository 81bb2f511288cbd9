"""A faulty pattern file is refused in one line that names the entry and the field."""

from __future__ import annotations

from importlib.resources import files

import pytest

from foedus.coding.patterns import parse_patterns
from foedus.errors import PatternError

# The file without its events: the sections that every pattern file needs.
OURS = files("foedus.coding").joinpath("patterns.toml").read_text(encoding="utf-8")
EVENT = """
[[event]]
id = "assault.test"
event = "ASSAULT"
verbs = ["smite"]
examples = [["Iran smote Israel.", "iran", "israel"]]
"""

# A change to the entry above, and what the message must name.
FAULTS = [
    pytest.param('id = "assault.test"', 'id = ""', "event : it has no id", id="no id"),
    pytest.param('event = "ASSAULT"', "", "event assault.test: it has no event", id="no type"),
    pytest.param(
        'event = "ASSAULT"',
        'event = "SMITE"',
        "assault.test: SMITE is not a PLOVER type",
        id="type",
    ),
    pytest.param("verbs =", "verb =", "event assault.test: unknown field verb", id="unknown field"),
    pytest.param(
        'verbs = ["smite"]',
        'mode = "slap"',
        "assault.test: slap is not a mode of ASSAULT",
        id="mode",
    ),
    pytest.param(
        'verbs = ["smite"]', 'mode = "phone"', "phone is not a mode of ASSAULT", id="other's mode"
    ),
    pytest.param(
        'verbs = ["smite"]', 'assertion = "sure"', "assault.test: assertion", id="assertion"
    ),
    pytest.param(
        'verbs = ["smite"]', 'complement = "sings"', "assault.test: complement", id="complement"
    ),
    pytest.param(
        'examples = [["Iran smote Israel.", "iran", "israel"]]',
        "",
        "event assault.test: it has no examples",
        id="no example",
    ),
    pytest.param(
        '"Iran smote Israel.", "iran", "israel"',
        '"Iran smote Israel.", "iran"',
        "event assault.test: an example is [sentence, actors, recipients]",
        id="short example",
    ),
    pytest.param(
        '"Iran smote Israel.", "iran", "israel"',
        '"Iran smote Israel.", 1, "israel"',
        "event assault.test: an example is",
        id="example of numbers",
    ),
    pytest.param('id = "assault.test"', 'id = "assault.attack"', "id assault.attack", id="twice"),
    pytest.param("[[event]]", "[[event]", "patterns.toml: ", id="no TOML"),
]


@pytest.mark.parametrize(("right", "wrong", "named"), FAULTS)
def test_a_faulty_entry_is_named(right: str, wrong: str, named: str) -> None:
    assert right in EVENT
    with pytest.raises(PatternError) as caught:
        parse_patterns(OURS + EVENT.replace(right, wrong))
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_governor_must_mean_an_assertion() -> None:
    with pytest.raises(PatternError, match="governor sure"):
        parse_patterns(OURS + '\n[[governor]]\nwords = ["surely"]\nmeans = "sure"\n')


@pytest.mark.parametrize("text", ["", "[[event]]\n", EVENT])
def test_a_file_without_its_sections_is_refused(text: str) -> None:
    with pytest.raises(PatternError):
        parse_patterns(text)


def test_a_right_entry_is_added() -> None:
    added = {pattern.id: pattern for pattern in parse_patterns(OURS + EVENT).events}
    assert added["assault.test"].verbs == ("smite",)
    assert added["assault.test"].examples[0].actors == ("iran",)
    assert len(added) == len(parse_patterns(OURS).events) + 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("verbs", '"smite"'), ("nouns", "3"), ("object", '"*any"'), ("alone", '"yes"')],
)
def test_a_field_of_the_wrong_kind_is_named(field: str, value: str) -> None:
    entry = EVENT.replace('verbs = ["smite"]', f"{field} = {value}")
    with pytest.raises(PatternError, match=f"assault.test.*{field}"):
        parse_patterns(OURS + entry)
