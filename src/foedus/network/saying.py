"""A commitment in a line."""

from __future__ import annotations

import re
from typing import Final

from foedus.network.shapes import Fate

_SAYS_NOT: Final = re.compile(r"\b(not|never|no|nothing|neither|nor)\b|n['\u2019]t\b")


def said_by(fate: Fate, *, with_condition: bool = True) -> str:
    """Who gave the word, and the word as the text has it.

    That something will not be done is said where the words alone do not: "to send troops", of one
    who ruled it out.
    """
    ruled_out = fate.polarity == "will-not" and not _SAYS_NOT.search(fate.act.casefold())
    condition = f", {fate.condition}" if with_condition and fate.condition is not None else ""
    return f"{fate.actor.name}{' will not' if ruled_out else ''}: {fate.act}{condition}"
