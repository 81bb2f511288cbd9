"""Who met, where the text names an organisation or another meeting of the same."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.model import Event, Report
from foedus.pipeline import Coder

CSTO = "armenia,belarus,kazakhstan,kyrgyzstan,russia,tajikistan"
GCC = "bahrain,kuwait,oman,qatar,saudi-arabia,united-arab-emirates"
# (text, who met in each meeting that it tells of)
SITUATIONS = [
    ("The leaders of the CSTO met on Friday.", [CSTO]),
    ("GCC foreign ministers met in Doha.", [GCC]),
    ("The leaders of the CSTO met. The first session, held in May, was short.", [CSTO]),
    ("The leaders of the CSTO met. The first video session, held in May, was short.", [CSTO, CSTO]),
    ("Iran and Syria held talks in May. The second meeting came in June.", ["iran,syria"] * 2),
    (
        "Iran and Syria held talks in May. The first meeting between Egypt and Oman came in June.",
        ["iran,syria", "egypt,oman"],
    ),
    (
        "The Iranian and Syrian foreign ministers met in Doha. Their previous meeting was in May.",
        ["iran-gov,syria-gov"] * 2,
    ),
    (
        "Abbas Araghchi hosted the Omani and Syrian foreign ministers. Their talks under his"
        " mediation began on Friday.",
        ["abbas-araghchi,oman-gov,syria-gov"],
    ),
    (
        "The presidents of Belarus and Tajikistan joined Vladimir Putin and the Armenian prime"
        " minister, Nikol Pashinyan, in a video conference.",
        ["belarus-gov,nikol-pashinyan,tajikistan-gov,vladimir-putin"],
    ),
    # Too many to be all of them, one for all of them, a fight of both with a third, no one at all.
    ("NATO leaders met on Friday.", []),
    ("The head of the CSTO met on Friday.", []),
    ("Iran and Syria held talks in May. Their war against Oman began in June.", ["iran,syria"]),
    ("The second meeting came in June.", []),
]


@pytest.mark.parametrize(("text", "meetings"), SITUATIONS)
def test_who_met(coder: Coder, text: str, meetings: list[str]) -> None:
    ((_, entries),) = coder.code([Report(id="r", text=text, date=dt.date(2024, 10, 29))])
    told = [one for one in entries if isinstance(one, Event) and one.event == "CONSULT"]
    mutual = [event.actors for event in told if not event.recipients]
    found = [",".join(sorted(actor.id for actor in actors)) for actors in mutual]
    assert sorted(found) == sorted(",".join(sorted(one.split(","))) for one in meetings)
