"""What a promise hangs on, however the condition is put."""

from __future__ import annotations

import pytest

from foedus.model import Commitment
from foedus.pipeline import Coder
from tests.situations import Coded, code_tables

FREES = "if RETREAT hamas"
ATTACKS = "if ASSAULT iran"
# (sentence, polarity and act of the promise, its condition: type, type of the deed, by whom)
SITUATIONS = [
    ("Should Iran attack, Israel will bomb Tehran, the army said.", "will ASSAULT", ATTACKS),
    ("Were Iran to attack, Israel would bomb Tehran, the army said.", "will ASSAULT", ATTACKS),
    ("Israel will bomb Tehran in the event that Iran attacks, the army said.", "will ASSAULT", ATTACKS),
    ("Every time Iran attacks, Israel will bomb Tehran, the army said.", "will ASSAULT", ATTACKS),
    ("Any attack by Iran will be met with strikes on Tehran, the Israeli army said.", "will ASSAULT", ATTACKS),
    ("Israel will respond to any Iranian attack by bombing Tehran, the army said.", "will ASSAULT", ATTACKS),
    ("Israel will bomb Tehran in response to any attack by Iran, the army said.", "will ASSAULT", ATTACKS),
    ("Israel said that, if attacked by Iran, it would bomb Tehran.", "will ASSAULT", ATTACKS),
    ("Israel will leave Gaza provided that Hamas frees the hostages, the army said.", "will RETREAT", FREES),
    ("Israel will leave Gaza provided Hamas frees the hostages, the army said.", "will RETREAT", FREES),
    ("Israel will leave Gaza, provided the hostages are freed by Hamas, the army said.", "will RETREAT", FREES),
    ("Israel will leave Gaza on condition that Hamas frees the hostages, the army said.", "will RETREAT", FREES),
    ("Israel will leave Gaza the moment Hamas frees the hostages, the army said.", "will RETREAT", FREES),
    ("Israel would leave Gaza in return for the release of the hostages by Hamas, the army said.", "will RETREAT", FREES),
    ("Israel will not leave Gaza until Hamas frees the hostages, the army said.", "will-not RETREAT", "until RETREAT hamas"),
    ("Unless Hamas frees the hostages, Israel will bomb Gaza, the army said.", "will ASSAULT", "unless RETREAT hamas"),
    ("Barring the release of the hostages by Hamas, Israel will bomb Gaza, the army said.", "will ASSAULT", "unless RETREAT hamas"),
    ("Failing the release of the hostages by Hamas, Israel will bomb Gaza, the army said.", "will ASSAULT", "unless RETREAT hamas"),
    ("Hamas must free the hostages or Israel will bomb Gaza, the Israeli army said.", "will ASSAULT", "unless RETREAT hamas"),
    ("Hamas must free the hostages, otherwise Israel will bomb Gaza, the army said.", "will ASSAULT", "unless RETREAT hamas"),
    ("Israel will leave Gaza after Hamas frees the hostages, the army said.", "will RETREAT", FREES),
    ("If and when Hamas frees the hostages, Israel will leave Gaza, the army said.", "will RETREAT", FREES),
    ("Israel will leave Gaza in case Hamas frees the hostages, the army said.", "will RETREAT", FREES),
    ("Israel will leave Gaza subject to the release of the hostages by Hamas, the army said.", "will RETREAT", FREES),
    ("Israel said that, in return for the release of the hostages by Hamas, it would leave Gaza.", "will RETREAT", FREES),
    ("Israel gave Hamas a day to free the hostages, or else it would bomb Gaza.", "will ASSAULT", "unless RETREAT hamas"),
    ("Israel warned Hamas to free the hostages or face an attack.", "will ASSAULT", "unless RETREAT hamas"),
    ("The moment Turkey withdraws its troops, Iran will free the sailors, it said.", "will RETREAT", "if RETREAT turkey"),
    ("Iran will free the sailors were Turkey to withdraw its troops, it said.", "will RETREAT", "if RETREAT turkey"),
    ("Hamas has made a full Israeli withdrawal a condition for freeing the soldiers.", "will RETREAT", "if RETREAT israel"),
    ("Iran made the release of the sailors conditional on an American apology.", "will RETREAT", "if CONCEDE united-states"),
    ("The day Hamas frees the hostages, Israel will leave Gaza, the army said.", "will RETREAT", FREES),
    ("In the event that Hamas frees the hostages, Israel will leave Gaza, the army said.", "will RETREAT", FREES),
    ("Providing Hamas frees the hostages, Israel will leave Gaza, the army said.", "will RETREAT", FREES),
    ("Not until Hamas frees the hostages will Israel leave Gaza, the army said.", "will-not RETREAT", "until RETREAT hamas"),
    ("Israel has ruled out any move to leave Gaza until Hamas frees the hostages.", "will-not RETREAT", "until RETREAT hamas"),
    ("Israel's readiness to leave Gaza depends on whether Hamas frees the hostages, the army said.", "will RETREAT", FREES),
    ("Israel, its army said on Monday, will leave Gaza if Hamas frees the hostages.", "will RETREAT", FREES),
    ("Gaza will be bombed by Israel if Iran attacks, the army said.", "will ASSAULT", ATTACKS),
    ("Israel will bomb Tehran again if Iranian planes attack Haifa.", "will ASSAULT", "if ASSAULT iran-mil"),
    ("Israel will leave Gaza once Hamas fighters are out of Rafah, the army said.", "will RETREAT", FREES),
    ("Any Iranian attempt to close the strait will be met with strikes on Tehran, the Israeli army said.", "will ASSAULT", "if COERCE iran"),
    ("In exchange for the release of soldiers held in Iranian jails, Israel would free the pilots, it said.", "will RETREAT", "if RETREAT iran"),
    ("If Rwanda attacks Congo, the movement will attack Rwanda, a spokesman for the M23 said.", "will ASSAULT", "if ASSAULT rwanda"),
    # Whether or not; told of a time that has been; of what was said, and no condition.
    ("Even if Hamas frees the hostages, Israel will not leave Gaza, the army said.", "will-not RETREAT", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, SITUATIONS)


@pytest.mark.parametrize(("sentence", "promise", "condition"), SITUATIONS)
def test_what_a_promise_hangs_on(coded: Coded, sentence: str, promise: str, condition: str) -> None:
    found = [entry for entry in coded[sentence] if isinstance(entry, Commitment)]
    assert [f"{one.polarity} {one.act.event}" for one in found] == [promise]
    (one,) = found
    held = one.condition
    told = f"{held.type} {held.event} {','.join(a.id for a in held.actors)}" if held else ""
    assert told == condition
