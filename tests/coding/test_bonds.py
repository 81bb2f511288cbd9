"""Standing relations that a sentence names, and whether it says that they are strained."""

from __future__ import annotations

import pytest

from foedus.pipeline import Coder
from tests.situations import Coded, bonds, code_tables, ids, unmet

# (sentence, members, relation, strained)
TABLE = [
    ("The alliance between Iran and Syria has held.", "iran,syria", "alliance", False),
    ("The alliance of Russia and Belarus is old.", "belarus,russia", "alliance", False),
    ("The partnership between Russia and China grew.", "china,russia", "alliance", False),
    ("Iran and Hezbollah are allies.", "hezbollah,iran", "alliance", False),
    ("Turkey and Qatar are partners.", "qatar,turkey", "alliance", False),
    ("Belarus is a close ally of Russia.", "belarus,russia", "alliance", False),
    ("Syria is allied with Iran.", "iran,syria", "alliance", False),
    ("Hezbollah, an ally of Iran, attacked Israel.", "hezbollah,iran", "alliance", False),
    unmet("Iran's ally Syria condemned Israel.", "iran,syria", "alliance", False, reason="the parser does not join a description and a name"),
    ("Russia, Iran's ally, condemned Israel.", "iran,russia", "alliance", False),
    ("Iran-backed Hezbollah attacked Israel.", "hezbollah,iran", "support", False),
    unmet("Hezbollah, which is backed by Iran, attacked Israel.", "hezbollah,iran", "support", False, reason='"which is backed by" gives no bond'),
    ("Hezbollah, armed by Iran, attacked Israel.", "hezbollah,iran", "support", False),
    ("Hamas and its patron Iran condemned Israel.", "hamas,iran", "support", False),
    ("The rivalry between Iran and Saudi Arabia deepened.", "iran,saudi-arabia", "rivalry", False),
    unmet("India's rival Pakistan tested a missile.", "india,pakistan", "rivalry", False, reason='the parser takes "rival" for an adjective'),
    ("Iran is an enemy of Israel.", "iran,israel", "rivalry", False),
    ("The war is testing the alliance between Iran and Hamas.", "hamas,iran", "alliance", True),
    ("The alliance between Iran and Hamas is strained.", "hamas,iran", "alliance", True),
    ("The fragile alliance between Iran and Hamas held.", "hamas,iran", "alliance", True),
    ("The alliance between Iran and Hamas has frayed.", "hamas,iran", "alliance", True),
    ("The attack put a strain on the alliance between Iran and Hamas.", "hamas,iran", "alliance", True),
    ("Hamas caught Hezbollah off guard.", "hamas,hezbollah", "alliance", True),
    ("Hamas took Iran by surprise.", "hamas,iran", "alliance", True),
    ("Tensions between Turkey and Greece rose.", "greece,turkey", "alliance", True),
]  # fmt: skip
# (sentence, its bonds): one for each ally that is named
SEVERAL = [
    (
        "Iran's allies, such as Hezbollah and Hamas, attacked Israel.",
        {"hezbollah,iran", "hamas,iran"},
    ),
    ("Iran-backed Hezbollah and US-backed Israel exchanged fire.", {"hezbollah,iran", "israel,united-states"}),
]  # fmt: skip
# (sentence): no bond is named.
NONE = [
    ("Israel attacked Hamas.",),
    ("Russia met China in Moscow.",),
    ("Talks between Iran and Saudi Arabia resumed.",),
    ("Tensions between Israel and Iran rose.",),
    ("Hamas caught Israel off guard.",),
    ("Iran and Egypt are not allies.",),
    ("Iran has no allies in Europe.",),
    ("Turkey is looking for an ally.",),
    ("The government-backed plan failed.",),
    ("Trade between Egypt and Sudan grew.",),
    ("Are Russia and China allies?",),
]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, TABLE, SEVERAL, NONE)


@pytest.mark.parametrize(("sentence", "members", "relation", "strained"), TABLE)
def test_a_bond_has_members_and_may_be_strained(
    coded: Coded, sentence: str, members: str, relation: str, strained: bool
) -> None:
    found = [(ids(bond.members), bond.relation, bond.strained) for bond in bonds(coded[sentence])]
    assert found == [(members, relation, strained)]


@pytest.mark.parametrize(("sentence", "members"), SEVERAL)
def test_each_ally_named_has_a_bond(coded: Coded, sentence: str, members: set[str]) -> None:
    assert {ids(bond.members) for bond in bonds(coded[sentence])} == members


@pytest.mark.parametrize(("sentence",), NONE)
def test_where_no_bond_is_named(coded: Coded, sentence: str) -> None:
    assert [(ids(bond.members), bond.rule) for bond in bonds(coded[sentence])] == []
